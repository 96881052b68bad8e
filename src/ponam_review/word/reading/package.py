"""The zip package of a Word file, opened without trusting it.

Limits are checked on the directory of the zip before anything is inflated; each part is checked again before it is parsed.
"""

from __future__ import annotations

import posixpath

from ...text.errors import WordFileError
from .archive import Archive, CrowdedArchiveError, DamagedArchiveError
from .names import CONTENT_TYPES, PACKAGE_RELATIONS
from .xml_parts import MAX_PART, parse, parse_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .archive import Member
    from .hooks import Element

MAX_FILE = 300 << 20
MAX_MEMBERS = 10_000
MAX_TOTAL = 1 << 30
MAX_RATIO = 300
"""Real documents shrink to a fiftieth at most; the ratio counts for large members only."""
RATIO_COUNTS_FROM = 8 << 20
MAX_NAME = 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN_TYPES = (
    "wordprocessingml.document.main",
    "wordprocessingml.template.main",
    "ms-word.document.",
    "ms-word.template.",
)


class Relationship:
    """Where an `r:id` leads: a part of the package, or an outside address. `kind`: last word of its type, "comments", "image" …"""

    __slots__ = ("external", "id", "kind", "target")

    def __init__(self, id: str, kind: str, target: str, external: bool) -> None:
        self.id = id
        self.kind = kind
        self.target = target
        self.external = external


def file_bytes(path: Path) -> bytes:
    """The bytes of a file, never more than a document can have."""
    with path.open("rb") as stream:
        content = stream.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise _too_big(str(path))
    return content


class Package:
    """The parts of a .docx by name (OPC names: no leading slash, compared without case)."""

    def __init__(self, content: bytes, name: str) -> None:
        self.file = name
        _refuse_other_kinds(content, name)
        try:
            self._archive = Archive(content, MAX_MEMBERS)
        except CrowdedArchiveError as error:
            raise _too_big(name) from error
        except DamagedArchiveError as error:
            raise _damaged(name) from error
        self._members = {_part_name(member.name): member for member in self._archive.members if not member.name.endswith("/")}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        _check_limits(self._archive.members, name)
        self.main = self._find_main()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def read(self, part: str) -> bytes:
        """The bytes of a part; it must be there."""
        member = self._members[part.lower()]
        if member.encrypted:
            raise _protected(self.file)
        if member.size > MAX_PART:
            raise _too_big(self.file)
        try:
            return self._archive.read(member)
        except DamagedArchiveError as error:
            raise _damaged(self.file) from error

    def stored_names(self) -> dict[str, str]:
        """Names as others ask for them → names as the archive has them."""
        return {member.name.lstrip("/").lower(): member.name for member in self._archive.members}

    def stored(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the archive under its own name, in its order, as it is needed to write the package anew."""
        for member in self._archive.members:
            if member.name.endswith("/"):
                continue
            if member.encrypted:
                raise _protected(self.file)
            try:
                yield member.name, self._archive.read(member)
            except DamagedArchiveError as error:
                raise _damaged(self.file) from error

    def tree(self, part: str) -> Element:
        """The XML of a part, for those who change it or look around in it; it must be there."""
        from .xml_parts import parse_whole

        return parse_whole(self.read(part), file=self.file, part=part)

    def element(self, part: str) -> Element:
        """The XML of a part, for those who only walk down it; it must be there."""
        return parse(self.read(part), file=self.file, part=part)

    def blocks(self, part: str) -> Iterator[Element] | None:
        """The blocks of a body one by one; None where the part must be read whole."""
        return parse_blocks(self.read(part), file=self.file, part=part)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part ("" for the package) by id."""
        known = self._relationships.get(part)
        if known is None:
            known = self._relationships[part] = self._read_relationships(part)
        return known

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(part)
        where = posixpath.join(folder, "_rels", base + ".rels")
        if where not in self:
            return {}
        found: dict[str, Relationship] = {}
        for element in self.element(where).iter(f"{{{PACKAGE_RELATIONS}}}Relationship"):
            external = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target") or ""
            kind = (element.get("Type") or "").rpartition("/")[2]
            identity = element.get("Id") or ""
            found.setdefault(
                identity,
                Relationship(
                    identity,
                    kind,
                    target if external else _resolve(folder, target),
                    external,
                ),
            )
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the first part that `part` relates to in this way; "" where there is none."""
        return next(
            (r.target for r in self.relationships(part).values() if r.kind.lower() == kind.lower() and not r.external),
            "",
        )

    def _find_main(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and relationship.target in self:
                return self._wordy(relationship.target)
        for part in self._typed_parts():
            if part in self:
                return part
        if "word/document.xml" in self:
            return "word/document.xml"
        raise _not_word(self.file)

    def _wordy(self, part: str) -> str:
        """Refuses workbooks and slides by the place of their main part, so that the sentence can say what the file is."""
        top = part.lower().split("/")[0]
        if top in ("xl", "ppt", "visio"):
            raise _not_word(self.file)
        return part

    def _typed_parts(self) -> Iterator[str]:
        if "[content_types].xml" not in self:
            return
        for element in self.element("[content_types].xml").iter(f"{{{CONTENT_TYPES}}}Override"):
            if any(word in (element.get("ContentType") or "") for word in _MAIN_TYPES):
                yield _part_name(element.get("PartName") or "")


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _resolve(folder: str, target: str) -> str:
    """A target is relative to its source's folder, or absolute in the package; it never leaves the package."""
    target = target.partition("#")[0]
    if "%" in target:
        from urllib.parse import unquote

        target = unquote(target)
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")


def _check_limits(members: list[Member], name: str) -> None:
    total = 0
    for member in members:
        total += member.size
        if len(member.name) > MAX_NAME:
            raise _damaged(name)
        if member.size > RATIO_COUNTS_FROM and member.size > MAX_RATIO * max(member.packed, 1):
            raise _too_big(name)
    if total > MAX_TOTAL:
        raise _too_big(name)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if not content:
        raise WordFileError("{file}: the file is empty; ask for it again", file=name)
    if len(content) > MAX_FILE:
        raise _too_big(name)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise _protected(name)
        raise WordFileError(
            "{file}: this is a document in the old Word format (.doc); open it in Word or LibreOffice and save it as .docx",
            file=name,
        )
    if content[:5] == b"{\\rtf" or content[:5] == b"%PDF-":
        raise _not_word(name)
    if b"mimetypeapplication/vnd.oasis.opendocument" in content[:120]:
        raise WordFileError(
            "{file}: this is an OpenDocument file; open it in LibreOffice or Word and save it as .docx",
            file=name,
        )
    if not content.startswith(b"PK"):
        raise _not_word(name)


def _not_word(name: str) -> WordFileError:
    return WordFileError(
        "{file}: this is not a Word document (.docx); check the file, or ask for it again",
        file=name,
    )


def _damaged(name: str) -> WordFileError:
    return WordFileError("{file}: the file is damaged or cut short; ask for it again", file=name)


def _protected(name: str) -> WordFileError:
    return WordFileError(
        "{file}: the document is protected by a password; remove the password in Word and save it again",
        file=name,
    )


def _too_big(name: str) -> WordFileError:
    return WordFileError(
        "{file}: the file is too big once unpacked to be a document; it was not opened",
        file=name,
    )
