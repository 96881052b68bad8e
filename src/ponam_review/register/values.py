"""What goes into the register and what comes out, as plain values: nobody outside holds a database row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..text.remarks import Fate, Selector
from .numbers import written
from .vocabulary import AnchorState, ApplicationState, Certainty, Channel, Edit, Kind, Nature, Part, Standing, Suite

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
    anonymous: bool = False
    """Only the category is known, and names of persons are not stored."""
    gathers: bool = False
    """One consolidated position: what its reviewers write is in preparation until the contact point sends it."""


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
    group: str = ""
    """Confidentiality group; empty: public."""
    tags: tuple[str, ...] = ()
    assignee: str = ""
    untracked: bool = False
    """A change made without tracking it."""
    replaces: int | None = None
    """Number of the sender's earlier comment that this one corrects."""


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One thing received from one stakeholder. `content`: the file byte for byte; None: there is none."""

    stakeholder: str
    channel: Channel
    comments: tuple[NewComment, ...]
    file_name: str = ""
    content: bytes | None = None
    received_at: datetime | None = None
    reviewer: str = ""
    """Who in the institution wrote it, where several do."""
    message: str = ""
    """Message-ID of the e-mail it came by."""
    replaces: int | None = None
    """`Received.id` of the submission that this one corrects: its unanswered remarks at the same places are superseded."""


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
    superseded: tuple[tuple[int, int], ...] = ()
    """(old, new): the old one was not answered yet and gave way."""
    answered: tuple[tuple[int, int], ...] = ()
    """(old, new): the old one was answered already, so both stand."""
    left: tuple[int, ...] = ()
    """Those of the corrected submission that the new one does not hold: they still stand."""


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
    group: str = ""
    assignee: str = ""
    tags: tuple[str, ...] = ()
    untracked: bool = False
    standing: Standing = Standing.ACTIVE
    superseded_by: int | None = None
    reviewer: str = ""
    carried: Carried | None = None
    """Where it was carried last; None: it stands where it was received."""

    @property
    def name(self) -> str:
        return written(self.number)

    @property
    def suite(self) -> Suite:
        return self.disposition.suite if self.disposition else Suite.PENDING

    @property
    def made_on(self) -> str:
        """The edition it was made on: a late copy may show an earlier one than its round is about."""
        return self.place.selector.revision if self.place.selector else self.edition

    @property
    def now(self) -> Place:
        """Where it stands by now; without a selector where its passage is gone."""
        last = self.carried
        if last is None:
            return self.place
        if last.selector is None:
            return replace(self.place, selector=None)
        sure = last.state in (AnchorState.SURE, AnchorState.CONFIRMED)
        certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
        return Place(last.selector, certainty, last.score, last.label, last.position, self.place.as_written)

    @property
    def anchor(self) -> AnchorState:
        """How far its place by now can be trusted."""
        if self.carried is not None:
            return self.carried.state
        doubtful = self.place.selector is not None and self.place.certainty is Certainty.DOUBTFUL
        return AnchorState.TO_CONFIRM if doubtful else AnchorState.SURE


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
    """Every one of them must be there, whatever the case and accents; words between quotation marks, together."""
    order: str = "number"
    """`number`, `place` or `stakeholder`."""
    limit: int | None = None
    tags: tuple[str, ...] = ()
    """All of them."""
    assignee: str = ""
    group: str | None = None
    """Empty: only public ones."""
    untracked: bool | None = None
    standing: Standing | None = Standing.ACTIVE
    """None: whatever their standing. Does not filter where `numbers` are given."""
    after: int | None = None
    """Only what follows this comment in the order: the next page."""
    channel: Channel | None = None
    reviewer: str = ""
    alike: int | None = None
    """Only those that say nearly the same as this comment (`register.grouping`)."""


@dataclass(frozen=True, slots=True)
class Note:
    """One message of the discussion under a comment. Internal ones stay in the office."""

    author: str
    at: datetime
    text: str
    internal: bool = True
    addressed_to: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason used again and again; `suite`: what it usually goes with."""

    code: str
    text_fr: str
    text_en: str = ""
    suite: Suite = Suite.PENDING

    def text(self, language: str) -> str:
        return self.text_en if language == "en" and self.text_en else self.text_fr


@dataclass(frozen=True, slots=True)
class Received:
    """A submission of the register."""

    id: int
    stakeholder: str
    round: int
    channel: Channel
    file_name: str
    file_sha256: str
    received_at: datetime
    entered_by: str
    reviewer: str
    comments: int
    sent: bool
    """False: in preparation, its institution has not sent its position."""


@dataclass(frozen=True, slots=True)
class Position:
    """The consolidated position of an institution in a round: when and by whom it was sent, and what is still gathered."""

    stakeholder: str
    round: int
    sent_by: str = ""
    sent_at: datetime | None = None
    note: str = ""
    submissions: tuple[Received, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a comment stands in a later edition."""

    comment: int
    edition: str
    revision: str
    selector: Selector | None
    fate: Fate
    score: float
    state: AnchorState
    label: str = ""
    position: int = -1
    previous: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """The commit that answers a comment, and the commit it was made on."""

    comment: int
    commit: str
    before: str
    at: datetime
    author: str
    part: Part = Part.WHOLE
    text: str = ""
    state: ApplicationState = ApplicationState.STANDING


@dataclass(frozen=True, slots=True)
class WorkshopDecision:
    """A decision of a workshop that explains changes no comment asked for."""

    reference: str
    date: date
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many remarks one stakeholder sent in a round, and how many were decided."""

    stakeholder: str
    submissions: int
    comments: int
    decided: int
    preparing: int = 0
    """Those that its institution has not sent yet; they are not among `comments`."""
    suites: Mapping[Suite, int] = field(default_factory=dict)

    @property
    def heard(self) -> bool:
        """It sent something, if only a file without remarks."""
        return bool(self.submissions)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; not `exact`: at least so many."""

    number: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Seal:
    """The last line of the audit log at some moment. Kept elsewhere (on paper, in a letter), it shows later whether lines were
    taken from the end of the log or the whole log was written anew."""

    rank: int
    hash: str

    def __str__(self) -> str:
        return f"{self.rank}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the register that does not agree with its audit log."""

    subject: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
