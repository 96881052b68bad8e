"""A register out of a stream, row by row, whatever the stream holds: limits first, and one sentence where it is damaged.

Other programs may have set the page in other lines: JSON values are read one at a time out of the stream, not lines.
"""

from __future__ import annotations

import codecs
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from ...text.errors import RegisterError
from .annotations import rows_of
from .rows import TABLES, UnfitRowError
from .writing import ORIGINALS, PAGE, SCHEMA

MOST = 64 << 20
"""Characters of one value: no comment is that long."""
MAX_FILE = 300 << 20
MAX_MEMBERS = 200_000
READ = 1 << 20
NO_REGISTER = "{file}: this is not a register exported by ponam"
DAMAGED = "{file}: the register in it is damaged or cut short; take another copy"
_SPACE = " \t\r\n"
Rows = Iterator[tuple[str, Any]]


@dataclass(slots=True)
class Source:
    """An exported register: what it says of itself (known once the first row is read), its rows, and its files."""

    name: str
    rows: Rows
    original: Callable[[str], bytes] | None = None
    """A received file by its fingerprint, where files stand beside the rows."""
    end: dict[str, Any] = field(default_factory=dict)


@contextmanager
def reading(path: Path) -> Iterator[Source]:
    """Open an exported register, whichever form it has."""
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
            stream.seek(0)
            if start.startswith(b"PK"):
                with zipfile.ZipFile(stream) as archive:
                    yield _archived(archive, path.name)
            else:
                yield _plain(stream, path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RegisterError(DAMAGED, file=path.name) from error
    except OSError as error:
        raise RegisterError("{file}: it cannot be read", file=path.name) from error


def _archived(archive: zipfile.ZipFile, name: str) -> Source:
    members = {info.filename: info for info in archive.infolist()}
    if PAGE not in members or len(members) > MAX_MEMBERS:
        raise RegisterError(NO_REGISTER, file=name)

    def original(sha256: str) -> bytes:
        info = members.get(f"{ORIGINALS}/{sha256}")
        if info is None or info.file_size > MAX_FILE:
            raise RegisterError(DAMAGED, file=name)
        with archive.open(info) as member:
            return member.read(MAX_FILE + 1)

    source = Source(name, iter(()), original)
    source.rows = _told(_page(_Feed(archive.open(PAGE), name), name), source)  # type: ignore[arg-type]
    return source


def _plain(stream: BinaryIO, name: str) -> Source:
    feed = _Feed(stream, name)
    source = Source(name, iter(()))
    first = feed.peek()
    if first != "{":
        raise RegisterError(NO_REGISTER, file=name)
    lined = feed.starts_with_whole_line()
    source.rows = _told(_lines(feed, name) if lined else _page(feed, name), source)
    return source


def _told(rows: Rows, source: Source) -> Rows:
    """The rows of tables, annotations taken apart; refused when the heading or the end is not there."""
    begun = ended = False
    for name, value in rows:
        if name == "heading":
            begun = _begins(value, source.name)
        elif name == "end":
            ended, source.end = True, value if isinstance(value, dict) else {}
        elif not begun:
            raise RegisterError(NO_REGISTER, file=source.name)
        elif name == "items":
            yield from rows_of(value)
        elif name in TABLES or name == "contents":
            yield name, value
    if not begun:
        raise RegisterError(NO_REGISTER, file=source.name)
    if not ended:
        raise RegisterError(DAMAGED, file=source.name)


def _begins(heading: Any, name: str) -> bool:
    schema = heading.get("schema") if isinstance(heading, dict) else None
    if not isinstance(schema, str) or not schema.startswith("ponam-register/"):
        raise RegisterError(NO_REGISTER, file=name)
    if schema != SCHEMA:
        raise RegisterError("{file}: made by a newer version of ponam; update the program", file=name)
    if not heading.get("files", True):
        raise RegisterError("{file}: the files received are not in it; export again without --without-files", file=name)
    return True


def _lines(feed: _Feed, name: str) -> Rows:
    yield "heading", feed.value()
    while feed.peek():
        shape = feed.value()
        if isinstance(shape, dict) and "end" in shape:
            yield "end", shape["end"]
        elif isinstance(shape, dict) and shape.get("table") in (*TABLES, "contents"):
            yield shape["table"], shape.get("row")
        else:
            raise RegisterError(DAMAGED, file=name)


def _page(feed: _Feed, name: str) -> Rows:
    """The members of one object; lists of rows are read one by one. The schema stands before the rows, as we write it."""
    feed.expect("{")
    schema: Any = None
    while True:
        key = feed.value()
        feed.expect(":")
        if key == "items" or key in TABLES or key == "contents":
            yield from ((key, value) for value in _elements(feed))
        else:
            value = feed.value()
            schema = value if key == "schema" else schema
            if key == "record":
                yield "heading", {**(value if isinstance(value, dict) else {}), "schema": schema}
            elif key == "end":
                yield "end", value
        if feed.next_of(",}") == "}":
            return


def _elements(feed: _Feed) -> Iterator[Any]:
    feed.expect("[")
    if feed.peek() == "]":
        feed.expect("]")
        return
    while True:
        yield feed.value()
        if feed.next_of(",]") == "]":
            return


class _Feed:
    """Characters of a stream, and the JSON values that stand next in it."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_refuse)
        self._text, self._at, self._over = "", 0, False

    def _more(self, least: int = READ) -> bool:
        """At least `least` bytes more; False at the end."""
        if self._over:
            return False
        content = self._stream.read(least)
        self._over = not content
        try:
            self._text = self._text[self._at :] + self._decoder.decode(content, final=self._over)
        except UnicodeDecodeError as error:
            raise RegisterError(DAMAGED, file=self._name) from error
        self._at = 0
        return not self._over

    def peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def next_of(self, known: str) -> str:
        found = self.peek()
        if not found or found not in known:
            raise RegisterError(DAMAGED, file=self._name)
        self._at += 1
        return found

    def expect(self, mark: str) -> None:
        self.next_of(mark)

    def starts_with_whole_line(self) -> bool:
        """Whether the first value is followed by another, not by the end: JSON Lines."""
        if not self._text:
            self._more()
        return '"form":"lines"' in self._text[:400].replace(" ", "")

    def value(self) -> Any:
        if not self.peek():
            raise RegisterError(DAMAGED, file=self._name)
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise RegisterError(DAMAGED, file=self._name) from error
            except ValueError as error:
                held = len(self._text) - self._at
                if held > MOST or not self._more(max(READ, held)):
                    raise RegisterError(DAMAGED, file=self._name) from error
                continue
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value


def _refuse(word: str) -> Any:
    raise ValueError(word)


__all__ = ["Source", "UnfitRowError", "reading"]
