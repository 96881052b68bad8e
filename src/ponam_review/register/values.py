"""What goes into the register and what comes out, as plain values: nobody outside holds a database row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ..text.remarks import Selector
from .numbers import written
from .vocabulary import Certainty, Channel, Edit, Kind, Nature, Suite

# ------------------------------------------------------------------ who and when


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """Who answers. `code` is the short name it is called by (DGME, OIM)."""

    code: str
    name: str
    category: str = ""
    region: str = ""
    country: str = ""
    contact: str = ""
    email: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """A round of consultation on an edition. `revision` is the commit that the edition froze."""

    number: int
    edition: str
    revision: str
    opened_at: datetime
    opened_by: str
    until: date | None = None
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


# ------------------------------------------------------------------ what goes in


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text a comment stands: a selector when found, the sender's own words in any case."""

    selector: Selector | None = None
    certainty: Certainty = Certainty.UNPLACED
    score: float = 0.0
    label: str = ""
    """What the matrix prints: number and title of the nearest heading."""
    position: int = -1
    """Rank of the block in the edition, for sorting."""
    as_written: str = ""
    """Part, page or address as the sender wrote it."""


@dataclass(frozen=True, slots=True)
class NewComment:
    """One remark as read from a file, message or form. `source`: its paragraph there, or sheet and cell."""

    text: str
    proposal: str = ""
    kind: Kind = Kind.REMARK
    edit: Edit = Edit.FREE
    nature: Nature = Nature.UNSAID
    author: str = ""
    written_at: str = ""
    quote: str = ""
    place: Place = Place()
    source: Mapping[str, str | int] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    """Columns nobody knows, kept by their headings."""
    number_as_written: str = ""
    """The number the file gives it: ours, when our matrix comes back."""
    local_id: str = ""
    """Its name inside the file, for replies."""
    answers: str = ""
    """`local_id` of the comment it replies to."""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One thing received from one stakeholder. `content`: the file byte for byte; None: there is none."""

    stakeholder: str
    channel: Channel
    comments: tuple[NewComment, ...]
    file_name: str = ""
    content: bytes | None = None
    received_at: datetime | None = None


# ------------------------------------------------------------------ what happened


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A remark that the register held already, as `number`; `source` says where it stood in the new file."""

    number: int
    source: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Entered:
    """What one submission added: nothing when the very same file was there (`known_file`)."""

    stakeholder: str
    file_name: str
    numbers: tuple[int, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    known_file: bool = False
    places: Mapping[Certainty, int] = field(default_factory=dict)
    """How many of the new ones are certain, doubtful, without a place."""


# ------------------------------------------------------------------ what comes out


@dataclass(frozen=True, slots=True)
class Disposition:
    """One decision on a comment; the last of its history is in force."""

    suite: Suite
    reason: str
    author: str
    decided_at: datetime
    where: str = ""
    """The place changed in the new text, in words."""
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark of the register."""

    number: int
    kind: Kind
    edit: Edit
    nature: Nature
    text: str
    proposal: str
    quote: str
    author: str
    written_at: str
    received_at: datetime
    stakeholder: str
    """Short name of who sent it."""
    round: int
    edition: str
    channel: Channel
    file_name: str
    file_sha256: str
    place: Place
    source: Mapping[str, str | int]
    extras: Mapping[str, str]
    answers: int | None
    resolved: bool
    disposition: Disposition | None

    @property
    def name(self) -> str:
        return written(self.number)

    @property
    def suite(self) -> Suite:
        return self.disposition.suite if self.disposition else Suite.PENDING


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comments to list; what is None or empty does not filter."""

    numbers: tuple[int, ...] = ()
    stakeholder: str = ""
    round: int | None = None
    edition: str = ""
    section: str = ""
    suite: Suite | None = None
    decided: bool | None = None
    kind: Kind | None = None
    nature: Nature | None = None
    certainty: Certainty | None = None
    words: str = ""
    order: str = "number"
    """`number`, `place` or `stakeholder`."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many remarks one stakeholder sent in a round, and how many were decided."""

    stakeholder: str
    submissions: int
    comments: int
    decided: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the register that does not agree with its audit log."""

    subject: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
