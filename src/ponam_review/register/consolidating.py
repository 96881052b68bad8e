"""What each institution would make of an edition: its proposals of a round, put into the text one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..text.errors import PonamError
from ..text.flow import Flow, prepare
from ..text.model import Revision, Section
from ..text.remarks import Selector
from ..workspace import section_of
from .applying.asking import asked_for
from .applying.merging import merge_sections
from .applying.proposing import base_of, propose_on
from .values import Comment
from .vocabulary import Suite


@dataclass(slots=True)
class Proposed:
    """The edition with some proposals in it. `told`: those that are remarks only, or that cannot be put in by machine: a person reads
    them in the margin. `against`: those that contradict another one of the same text."""

    revision: Revision
    taken: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    against: list[int] = field(default_factory=list)

    def flow(self, like: Flow, *, only: str = "") -> Flow:
        """Prepared as the edition is; `only`: one of its documents."""
        return replace(prepare(self.revision, only=only), name=like.name)


def propose_all(revision: Revision, edition: Flow, comments: Iterable[Comment], places: Mapping[int, Selector]) -> Proposed:
    """Put the proposals among `comments` into the text. `places`: where they stand in this edition, where that is another one."""
    out = Proposed(revision)
    french = edition.language == "fr"
    sections: dict[str, Section] = {}
    for comment in comments:
        selector = places.get(comment.number, comment.place.selector)
        section = section_of(revision, selector.section) if selector is not None else None
        asked = asked_for(comment)
        if selector is None or section is None or asked is None:
            out.told.append(comment.number)
            continue
        ours = sections.get(section.id, section)
        try:
            theirs = propose_on(base_of(section, edition), selector, asked, comment.name, french=french).section
            merged = merge_sections(section, ours, theirs)
        except (PonamError, IndexError):  # a sentence about the text, a place that changed: a person reads it
            out.told.append(comment.number)
            continue
        if merged.collisions:
            out.against.append(comment.number)
        else:
            sections[section.id] = merged.section
            out.taken.append(comment.number)
    out.revision = with_sections(revision, sections)
    return out


def retained(comments: Iterable[Comment]) -> list[Comment]:
    """Those whose proposal was accepted as it is; of one accepted with changes, the text itself must tell the wording."""
    return [comment for comment in comments if comment.suite is Suite.ACCEPTED]


def by_sender(comments: Iterable[Comment]) -> Mapping[str, Sequence[Comment]]:
    """The comments of each stakeholder, in the order of the first of each."""
    out: dict[str, list[Comment]] = {}
    for comment in comments:
        out.setdefault(comment.stakeholder, []).append(comment)
    return out


def with_sections(revision: Revision, sections: Mapping[str, Section]) -> Revision:
    """The revision with other wordings of some sections."""
    documents = (replace(d, sections=tuple(sections.get(s.id, s) for s in d.sections)) for d in revision.documents)
    return replace(revision, documents=tuple(documents))
