"""The comments part and its companions: replies and resolved state, ids that last, people."""

from __future__ import annotations

from ...text.errors import WordFileError
from . import revisions
from .names import AUTHOR, COMMENT, DATE, ID, W14, local
from .story import Story
from .xml_parts import parse_each

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...text.notices import Notice
    from .hooks import Element
    from .package import Package

_PARAGRAPH_ID = W14 + "paraId"


class WrittenComment:
    """A comment as its part stores it, without its place in the text."""

    __slots__ = ("author", "date", "id", "paragraphs", "text")

    def __init__(self, element: Element, text: str, paragraphs: tuple[str, ...]) -> None:
        self.id = element.get(ID) or ""
        self.author = element.get(AUTHOR) or ""
        self.date = element.get(DATE) or ""
        self.text = text
        self.paragraphs = paragraphs
        """Ids of its paragraphs; the last one stands for the comment in the companion parts."""


class Threads:
    """Who answers whom and what is settled, by paragraph id (w15:commentEx)."""

    __slots__ = ("done", "parents")

    def __init__(self, parents: Mapping[str, str], done: frozenset[str]) -> None:
        self.parents = parents
        self.done = done


class _CommentText(Story):
    """The words of one comment after another."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.paragraphs: list[str] = []

    def text(self, text: str) -> None:
        if self.presence & revisions.ACCEPTED:
            self.pieces.append(text)

    def paragraph_starts(self, paragraph: Element) -> None:
        identity = paragraph.get(_PARAGRAPH_ID)
        if identity:
            self.paragraphs.append(identity.upper())

    def paragraph_ends(self, mark: int) -> None:
        self.pieces.append("\n")

    def written(self, comment: Element) -> WrittenComment:
        self.pieces = []
        self.paragraphs = []
        self.walk_story(comment)
        if not self.paragraphs and comment.get(_PARAGRAPH_ID):
            self.paragraphs.append((comment.get(_PARAGRAPH_ID) or "").upper())
        return WrittenComment(comment, "".join(self.pieces).strip(), tuple(self.paragraphs))


def read_comments(package: Package, notices: list[Notice]) -> Iterator[WrittenComment]:
    """The comments of the main part, one by one."""
    part = package.related(package.main, "comments")
    if not part:
        return
    if part not in package:
        _note(notices, "the comments that the file speaks of are missing from it", file=package.file)
        return
    words = _CommentText()
    for element in parse_each(package.read(part), COMMENT, file=package.file, part=part):
        yield words.written(element)


def read_threads(package: Package, notices: list[Notice]) -> Threads:
    """Replies and resolved state; a file without them has no threads."""
    parents: dict[str, str] = {}
    done: set[str] = set()
    for attributes in _entries(package, "commentsExtended", "commentEx", notices):
        identity = attributes.get("paraId", "").upper()
        if attributes.get("paraIdParent"):
            parents[identity] = attributes["paraIdParent"].upper()
        if attributes.get("done") in ("1", "true", "on"):
            done.add(identity)
    return Threads(parents, frozenset(done))


def read_durable_ids(package: Package, notices: list[Notice]) -> dict[str, str]:
    """Paragraph id → durable id (w16cid:commentId)."""
    rows = _entries(package, "commentsIds", "commentId", notices)
    return {row.get("paraId", "").upper(): row.get("durableId", "") for row in rows}


def read_moments(package: Package, notices: list[Notice]) -> dict[str, str]:
    """Durable id → when the comment was made, in UTC (w16cex:commentExtensible): the date beside the comment is local time."""
    rows = _entries(package, "commentsExtensible", "commentExtensible", notices)
    return {row.get("durableId", ""): row["dateUtc"] for row in rows if row.get("dateUtc")}


def read_people(package: Package, notices: list[Notice]) -> dict[str, str]:
    """Author → account (w15:person); an author whom no directory knows has none."""
    part = package.related(package.main, "people")
    people: dict[str, str] = {}
    if part not in package:
        return people
    try:
        for person in package.element(part):
            author = next((value for name, value in person.attrib.items() if local(name) == "author"), "")
            account = {local(name): value for known in person for name, value in known.attrib.items()}
            if account.get("providerId") not in (None, "None") and account.get("userId"):
                people[str(author)] = str(account["userId"])
    except WordFileError as error:
        _note(notices, error.template, **error.values)  # type: ignore[arg-type]
    return people


def _entries(package: Package, kind: str, name: str, notices: list[Notice]) -> Iterator[dict[str, str]]:
    """Attributes by local name: these parts changed namespace between Word's versions. A broken companion costs only what it says."""
    part = package.related(package.main, kind)
    if part not in package:
        return
    try:
        for element in parse_each(package.read(part), name, file=package.file, part=part):
            yield {local(key): str(value) for key, value in element.attrib.items()}
    except WordFileError as error:
        _note(notices, error.template, **error.values)  # type: ignore[arg-type]


def _note(notices: list[Notice], template: str, *, file: str = "", **values: object) -> None:
    """The class of notices is loaded when there is one. A refusal's sentence names the file itself."""
    from ...text.notices import Notice

    notices.append(Notice(template, {**values, "file": file} if "{file}" in template else values, "" if "{file}" in template else file))


def parents_of(comments: list[WrittenComment], threads: Threads) -> dict[int, int]:
    """Position of a comment → position of the one it answers."""
    owners = {paragraph: position for position, comment in enumerate(comments) for paragraph in comment.paragraphs}
    found: dict[int, int] = {}
    for paragraph, parent in threads.parents.items():
        child, answered = owners.get(paragraph), owners.get(parent)
        if child is not None and answered is not None and child != answered:
            found[child] = answered
    return found


def resolved_of(comments: list[WrittenComment], threads: Threads, parents: Mapping[int, int]) -> set[int]:
    """Positions of the comments that are settled: a thread is settled with its first comment. Replies in a circle settle nothing."""
    own = {p for p, comment in enumerate(comments) if any(paragraph in threads.done for paragraph in comment.paragraphs)}
    if not own:
        return own
    root: dict[int, int] = {}
    for position in parents:
        path = [position]
        seen = {position}
        while (above := parents.get(path[-1])) is not None and above not in seen and above not in root:
            path.append(above)
            seen.add(above)
        top = path[-1] if above is None or above in seen else root[above]
        root.update(dict.fromkeys(path, top))
    return own | {position for position, top in root.items() if top in own}
