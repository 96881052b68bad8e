"""Answers put into the very Word file that somebody sent: replies to their comments, and comments beside their tracked changes.

Nothing else of the file changes: parts that hold neither text nor comments stay byte for byte, and the finished file is read again;
unless it says in both readings what it said before, it is not released.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..text.errors import ProofError
from ..text.notices import Notice, Result
from ..text.plain import fold
from .comment_parts import comment as comment_xml
from .markup import DECLARATIONS, MAIN, PROLOGUE
from .reading.package import Package
from .reading.words import read_word

W = f"{{{MAIN}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = {
    "comments": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    ),
    "commentsExtended": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    ),
}
_ROOTS = {"comments": "w:comments", "commentsExtended": "w15:commentsEx"}
_TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one remark. `comment`: id of the comment it replies to; else the change is found by its words."""

    name: str
    """Number of the remark in the register."""
    text: str
    comment: str = ""
    quote: str = ""
    proposal: str = ""


def answer_copy(content: bytes, answers: Sequence[Answer], *, author: str, date: str, name: str) -> Result[bytes]:
    """The file with the answers, signed `author` at `date` (ISO 8601).

    An answer to what is no longer found in the text (a change of a note, one that was not tracked) stands on the file's first paragraph."""
    package = Package(content, name)
    file = _File(package, author, date)
    notices = []
    for answer in answers:
        if not ((answer.comment and file.reply(answer)) or file.remark(answer)):
            notices.append(Notice("{name}: the file has no paragraph to put its answer on; it was left out", {"name": answer.name}))
    made = file.packed()
    _prove(content, made, len(answers) - len(notices), name)
    return Result(made, tuple(notices))


def _prove(before: bytes, after: bytes, added: int, name: str) -> None:
    old, new = read_word(before, name=name).value, read_word(after, name=name).value
    same = old.accepted == new.accepted and old.rejected == new.rejected and len(old.changes) == len(new.changes)
    if not same or len(new.comments) != len(old.comments) + added:
        raise ProofError("{file}: the answers could not be put into it without changing its text; report this defect", file=name)


class _File:
    """A package whose document and comments are being changed."""

    def __init__(self, package: Package, author: str, date: str) -> None:
        self._package = package
        self._author, self._date = author, date
        self._names = {name.lower(): stored for name, stored in package.stored_names().items()}
        self._document: Any = package.tree(package.main)
        self._parts = {kind: self._related(kind) for kind in _KINDS}
        self._trees: dict[str, Any] = {kind: package.tree(part) if part else _empty(kind) for kind, part in self._parts.items()}
        self._comments = {element.get(f"{W}id"): element for element in self._trees["comments"].iter(f"{W}comment")}
        self._threads = {e.get(f"{W15}paraId"): e for e in self._trees["commentsExtended"].iter(f"{W15}commentEx")}
        numbers = [int(id) for id in self._comments if id and id.lstrip("-").isdigit()]
        self._next = max(numbers, default=-1) + 1
        self._identities = set(re.findall(rb'paraId="([0-9A-Fa-f]{8})"', b"".join(content for _, content in package.stored())))
        self._identity = 0x20000000
        self._marks: dict[tuple[str, str], Any] = {}
        for element in self._document.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
            self._marks.setdefault((element.tag, element.get(f"{W}id", "")), element)
        self._every = list(self._document.iter(f"{W}p"))
        self._changed = [p for p in self._every if next(p.iter(*_TRACKED), None) is not None]

    def _related(self, kind: str) -> str:
        found = self._package.relationships(self._package.main).values()
        return next((one.target for one in found if one.kind == kind and not one.external and one.target in self._package), "")

    # -------------------------------------------------------------- answers

    def reply(self, answer: Answer) -> bool:
        """A reply to a comment. Word knows one level: what answers a reply answers its root."""
        parent = self._comments.get(answer.comment)
        reference = self._marks.get((f"{W}commentReference", answer.comment))
        if parent is None or reference is None:
            return False
        thread = self._thread(parent)
        root = thread.get(f"{W15}paraIdParent") or thread.get(f"{W15}paraId")
        number = self._added(answer.text, root)
        for tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            mark = self._marks.get((tag, answer.comment))
            if mark is not None:
                mark.addnext(_element(tag, number))
        _run_of(reference).addnext(_reference(number))
        return True

    def remark(self, answer: Answer) -> bool:
        """A comment on the tracked changes of the paragraph that a proposal changes."""
        paragraph = self._paragraph(answer)
        if paragraph is None:
            return False
        inside = [element for element in paragraph if element.tag in _TRACKED]
        number = self._added(answer.text, None)
        if inside:
            inside[0].addprevious(_element(f"{W}commentRangeStart", number))
            end = _element(f"{W}commentRangeEnd", number)
            inside[-1].addnext(end)
            end.addnext(_reference(number))
        else:
            paragraph.append(_reference(number))
        return True

    def _paragraph(self, answer: Answer) -> Any | None:
        """The changed paragraph that says the old words without its changes, or the new ones with them; else one that holds them; else any
        that says them; else the first."""
        wanted = [[fold(line) for line in text.split("\n") if line.strip()] for text in (answer.quote, answer.proposal)]
        for paragraphs, holds in ((self._changed, False), (self._changed, True), (self._every, False)):
            for paragraph in paragraphs:
                for lines, gone in zip(wanted, (True, False), strict=True):
                    said = fold("".join(_said(paragraph, gone=gone)))
                    if said and any(line == said or (holds and (line in said or said in line)) for line in lines):
                        return paragraph
        return self._every[0] if self._every else None

    def _added(self, text: str, parent: str | None) -> int:
        from lxml import etree

        number, self._next = self._next, self._next + 1
        wrapped = f"<w:comments {DECLARATIONS}>{comment_xml(number, self._author, self._date, text)}</w:comments>"
        element = etree.fromstring(wrapped.encode())[0]
        paragraphs = list(element.iter(f"{W}p"))
        identity = self._fresh()
        for paragraph in paragraphs:
            paragraph.attrib.pop(f"{W14}paraId", "")
        paragraphs[-1].set(f"{W14}paraId", identity)
        self._trees["comments"].append(element)
        self._entry(identity, parent)
        return number

    def _thread(self, parent: Any) -> Any:
        """What is known of the thread of a comment; its last paragraph gets an identity where it has none."""
        paragraphs = list(parent.iter(f"{W}p"))
        if not paragraphs:
            from lxml import etree

            paragraphs = [etree.SubElement(parent, f"{W}p")]
        identity = paragraphs[-1].get(f"{W14}paraId")
        if not identity:
            identity = self._fresh()
            paragraphs[-1].set(f"{W14}paraId", identity)
        return self._threads[identity] if identity in self._threads else self._entry(identity, None)

    def _entry(self, identity: str, parent: str | None) -> Any:
        from lxml import etree

        entry = etree.SubElement(self._trees["commentsExtended"], f"{W15}commentEx")
        entry.set(f"{W15}paraId", identity)
        if parent:
            entry.set(f"{W15}paraIdParent", parent)
        entry.set(f"{W15}done", "0")
        self._threads[identity] = entry
        return entry

    def _fresh(self) -> str:
        while f"{self._identity:08X}".encode() in self._identities:
            self._identity += 1
        self._identity += 1
        return f"{self._identity - 1:08X}"

    # -------------------------------------------------------------- written

    def packed(self) -> bytes:
        """The package anew: changed parts in the place of the old ones, new ones at the end, with their types and relations."""
        changed = {self._package.main.lower(): _xml(self._document)}
        new: dict[str, tuple[str, bytes]] = {}
        folder = self._package.main.rpartition("/")[0]
        for kind, part in self._parts.items():
            content = _xml(self._trees[kind])
            if part:
                changed[part.lower()] = content
            else:
                new[kind] = (f"{folder}/{kind}Ponam.xml".lstrip("/"), content)
        relations = f"{folder}/_rels/{self._package.main.rpartition('/')[2]}.rels".lstrip("/")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._package.stored():
                plain = name.lstrip("/").lower()
                content = changed.get(plain, content)
                if new and plain == "[content_types].xml":
                    content = _with_types(content, new)
                elif new and plain == relations.lower():
                    content = _with_relations(content, new, folder)
                archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
            for name, content in new.values():
                archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()


def _empty(kind: str) -> Any:
    from lxml import etree

    return etree.fromstring(f"<{_ROOTS[kind]} {DECLARATIONS}/>".encode())


def _said(paragraph: Any, *, gone: bool) -> Iterator[str]:
    """The words of a paragraph without its changes (`gone`), or with them."""
    skipped = (f"{W}ins", f"{W}moveTo") if gone else (f"{W}del", f"{W}moveFrom")
    for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if any(above.tag in skipped for above in element.iterancestors() if above is not paragraph):
            continue
        yield (element.text or "") if element.tag in (f"{W}t", f"{W}delText") else "-" if element.tag == f"{W}noBreakHyphen" else " "


def _element(tag: str, number: int) -> Any:
    from lxml import etree

    element = etree.Element(tag)
    element.set(f"{W}id", str(number))
    return element


def _reference(number: int) -> Any:
    from lxml import etree

    run = etree.Element(f"{W}r")
    run.append(_element(f"{W}commentReference", number))
    return run


def _run_of(reference: Any) -> Any:
    """The run that holds the mark of a comment."""
    return next((above for above in reference.iterancestors(f"{W}r")), reference)


def _xml(tree: Any) -> bytes:
    from lxml import etree

    body: bytes = etree.tostring(tree, encoding="UTF-8")
    return PROLOGUE.encode() + body if not body.startswith(b"<?xml") else body


def _with_types(content: bytes, new: dict[str, tuple[str, bytes]]) -> bytes:
    rows = "".join(f'<Override xmlns="{_TYPES}" PartName="/{name}" ContentType="{_KINDS[kind][1]}"/>' for kind, (name, _) in new.items())
    return _before_end(content, b"Types", rows)


def _with_relations(content: bytes, new: dict[str, tuple[str, bytes]], folder: str) -> bytes:
    rows = "".join(
        f'<Relationship xmlns="{_RELATIONS}" Id="rIdPonam-{kind}" Type="{_KINDS[kind][0]}" Target="{name.removeprefix(folder + "/")}"/>'
        for kind, (name, _) in new.items()
    )
    return _before_end(content, b"Relationships", rows)


def _before_end(content: bytes, root: bytes, rows: str) -> bytes:
    """Elements put last into a small part; its own prefix for the namespace does not matter, each row says it."""
    at = re.search(rb"</(?:\w+:)?" + root + rb"\s*>\s*$", content)
    if at is None:
        return content
    return content[: at.start()] + rows.encode() + content[at.start() :]
