"""What a reader knows while something is taken in, and what it hands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from ..register.values import NewSubmission, Stakeholder
from ..text.errors import PonamError, RegisterError
from ..text.notices import Notice
from .columns import Chosen
from .layout import Layout
from .senders import by_file_name
from .sheet import Form, Row, Told
from .word import USUAL, Terms


@dataclass(frozen=True, slots=True)
class Desk:
    """The text commented on, who may answer, and who is said to have sent what lies on the desk."""

    layout: Layout
    known: Sequence[Stakeholder]
    sender: Stakeholder | None = None
    """None lets the file say so."""
    chosen: Chosen = field(default_factory=dict)
    """What columns hold, as said on the command line."""
    saved: Mapping[str, Mapping[str, Chosen]] = field(default_factory=dict)
    """The same as confirmed before: stakeholder → signature of the headings → columns."""
    terms: Terms = USUAL
    """How returned copies are read."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """Where LibreOffice is looked for, for copies of other word processors."""

    def coming_from(self, sender: Stakeholder | None) -> Desk:
        return replace(self, sender=sender)

    def told(self) -> Told:
        """What is known of columns: of the sender's own forms, or of everybody's while the sender is not known."""
        owners = [self.sender.code] if self.sender else list(self.saved)
        before = {signature: columns for owner in owners for signature, columns in self.saved.get(owner, {}).items()}
        return Told(self.chosen, before)

    def sender_of(self, name: str) -> tuple[Stakeholder, tuple[Notice, ...]]:
        """Who sent a file that does not say so: whoever was named, else the stakeholder whose short name stands in the file's name."""
        if self.sender is not None:
            return self.sender, ()
        found = by_file_name(self.known, name)
        if found is None:
            raise UnknownSenderError("{file}: it does not say from whom it comes; add --from STAKEHOLDER", file=name)
        return found, (Notice("taken to come from {stakeholder}, whom the file's name mentions", {"stakeholder": found.code}, name),)


class UnknownSenderError(RegisterError):
    """Nobody in the register is known to have sent this: whoever stands at the desk may say who did."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read in one thing received. Nothing is recorded yet."""

    submissions: tuple[NewSubmission, ...] = ()
    answers: tuple[Row, ...] = ()
    """Rows of a matrix of ours, with the answers that stand in them now."""
    forms: tuple[tuple[str, Form], ...] = ()
    """The forms of matrices, each with the stakeholder that uses it."""
    notices: tuple[Notice, ...] = ()
    refused: tuple[PonamError, ...] = ()
    """Parts that could not be read (an attachment), while the rest goes in."""


def base(name: str) -> str:
    """A file's name without its folders."""
    return PurePath(name).name
