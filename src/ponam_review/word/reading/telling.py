"""What a Word file holds, told without ceremony: the quick road to `ponam read`, and what `words.read_word` makes its value from.

Nothing here imports what takes longer to load than a file takes to read.
"""

from __future__ import annotations

from .comments import WrittenComment, parents_of, read_comments, read_durable_ids, read_moments, read_people, read_threads, resolved_of
from .gathering import Change, Gathering
from .labels import Definitions
from .package import Package
from .quotes import Excerpts
from .stamps import stamp
from .story import TooDeepError
from .strands import Strand
from .threads import same_ranges, spoken_parents
from .xml_parts import damaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .hooks import Element
    from .quotes import Slot

MOST_NOTICES = 20


class Told:
    """Both readings with their labels, comments, tracked changes, and what is no text."""

    def __init__(self, gathered: Gathering, accepted: tuple[str, ...], rejected: tuple[str, ...]) -> None:
        self.accepted = accepted
        self.rejected = rejected
        self.slots = gathered.accepted.slots()
        self.rejected_slots = gathered.rejected.slots()
        self.heads: tuple[str, ...] = ()
        self.comments: list[Remark] = []
        self.changes: list[Change] = gathered.changes
        self.things = gathered.things
        self.people: dict[str, str] = {}
        self.durable_ids: dict[str, str] = {}
        self.notices = gathered.notices


class Remark:
    """A comment in its place."""

    __slots__ = ("author", "beside", "date", "former", "id", "moment", "parent", "quote", "resolved", "slot", "text")

    def __init__(self, written: WrittenComment) -> None:
        self.id = written.id
        self.author = written.author
        self.date = stamp(written.date)
        self.text = written.text
        self.quote = self.former = self.parent = self.beside = self.moment = ""
        self.resolved = False
        self.slot: Slot | None = None


def tell(content: bytes, *, name: str, depth: int = 0) -> Told:
    """Read a .docx. Raises WordFileError, with a sentence for its owner, where that cannot or should not be done."""
    package = Package(content, name)
    gathered = Gathering(package, _definitions(package), depth)
    try:
        return _told(package, gathered, depth)
    except TooDeepError as error:
        raise damaged(name, package.main) from error


def _told(package: Package, gathered: Gathering, depth: int) -> Told:
    _read_text(gathered)
    told = Told(gathered, gathered.accepted.paragraphs(), gathered.rejected.paragraphs())
    if not depth:
        told.heads = _read_heads(gathered)
        told.people = read_people(package, gathered.notices)
        _name_macros(package, gathered)
    excerpts = Excerpts("".join(gathered.full), "".join(gathered.current), "".join(gathered.former))
    _place_comments(told, gathered, excerpts)
    for change in gathered.changes:
        change.words = excerpts.of(change.start, change.end)
    if excerpts.cut:
        gathered.notice("{count} quotes together are longer than any document; they were left out", count=excerpts.cut)
    return told


def _definitions(package: Package) -> Definitions:
    parts: list[Element | None] = []
    for kind in ("numbering", "styles"):
        part = package.related(package.main, kind)
        parts.append(_companion(package, part) if part in package else None)
    return Definitions(*parts)


def _companion(package: Package, part: str) -> Element | None:
    """A part that says how the text looks; a broken one costs only its labels."""
    from ...text.errors import WordFileError

    try:
        return package.element(part)
    except WordFileError:
        return None


def _read_text(gathered: Gathering) -> None:
    package = gathered.package
    gathered.relations = package.relationships(package.main)
    blocks = package.blocks(package.main)
    if blocks is None:
        gathered.walk_story(package.element(package.main))
    else:
        gathered.walk_blocks(blocks)
    gathered.read_notes()


def _read_heads(gathered: Gathering) -> tuple[str, ...]:
    """Running heads are no part of the readings; their words stand apart, and who changed them is noted."""
    package = gathered.package
    gathered.aside = True
    gathered.accepted, gathered.rejected = Strand(), Strand()
    for relationship in package.relationships(package.main).values():
        if relationship.kind in ("header", "footer") and relationship.target in package:
            gathered.relations = package.relationships(relationship.target)
            gathered.walk_story(package.element(relationship.target))
    return tuple(dict.fromkeys(gathered.accepted.paragraphs()))


def _name_macros(package: Package, gathered: Gathering) -> None:
    names = package.names()
    if any(part.endswith("vbaproject.bin") for part in names):
        gathered.notice("the file holds macros; they were not read")
    if any("/activex/" in f"/{part}" for part in names):
        gathered.notice("the file holds ActiveX controls; they were not read")


def _place_comments(told: Told, gathered: Gathering, excerpts: Excerpts) -> None:
    package, quotes = gathered.package, gathered.quotes
    written = list(read_comments(package, gathered.notices))
    if written:
        threads = read_threads(package, gathered.notices)
        parents = parents_of(written, threads)
        parents.update(spoken_parents(written, quotes, parents))
        beside = same_ranges(written, quotes)
        resolved = resolved_of(written, threads, parents)
        durable = read_durable_ids(package, gathered.notices)
        moments = read_moments(package, gathered.notices)
        for position, comment in enumerate(written):
            remark = Remark(comment)
            between = quotes.range(comment.id)
            if between:
                remark.quote = excerpts.quote(*between)
                former = excerpts.former(*between)
                remark.former = remark.quote if former == remark.quote else former
            place = quotes.place(comment.id)
            remark.slot = place.slot if place else None
            answered = parents.get(position)
            if answered is not None:
                remark.parent = written[answered].id
            elif position in beside:
                remark.beside = written[beside[position]].id
            remark.resolved = position in resolved
            lasting = next((durable[p] for p in reversed(comment.paragraphs) if p in durable), "")
            if lasting:
                told.durable_ids[comment.id] = lasting
                remark.moment = moments.get(lasting, "")
            told.comments.append(remark)
    _name_lost(sorted(quotes.marked() - {comment.id for comment in written}), gathered)


def _name_lost(lost: list[str], gathered: Gathering) -> None:
    for identity in lost[:MOST_NOTICES]:
        gathered.notice("the text marks a comment ({id}) that the file does not hold", id=identity)
    if len(lost) > MOST_NOTICES:
        gathered.notice("the text marks {count} more comments that the file does not hold", count=len(lost) - MOST_NOTICES)
