"""Numbers of copies found again in a file: in the text layer of a PDF, the feet of a Word file, a page, a book, a text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TRACE = re.compile(r"(?:(?:Exemplaire n°|Copy no\.)\s*(\d+)(?:/\d+)?\s*–\s*([^–\n<]{1,80}?)\s*–\s*)?(EX-[A-Z2-7]{4}-[A-Z2-7]{4})\b")
_KIT = re.compile(r"(?:Exemplaire n°|Copy no\.)\s*(\d+)/(\d+)\s*–\s*([^–\n<|]{1,80})")
_TAG = re.compile(r"<[^>]{0,2000}>")
_PARTS = re.compile(r"(?:word/(?:document|footer\d*|header\d*)\.xml|.*\.(?:xhtml|html|opf))")
_MOST, _MOST_PARTS, _MOST_PAGES = 64 << 20, 400, 40


@dataclass(frozen=True, slots=True)
class Trace:
    """A number found. `code` is empty for copies of a kit, which say their number and recipient in words only."""

    words: str
    code: str = ""


def copies_in(content: bytes, name: str) -> tuple[Trace, ...]:
    """The copies that a file says it is; several where pages of different copies were put together."""
    found: dict[str, Trace] = {}
    for text in _texts(content, name):
        for trace in _traces(text):
            known = found.get(trace.code or trace.words)
            if known is None or len(trace.words) > len(known.words):
                found[trace.code or trace.words] = trace
    return tuple(found.values())


def _traces(text: str) -> Iterator[Trace]:
    spaced = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    for match in _TRACE.finditer(spaced):
        yield Trace(match[0].strip(), match[3])
    for match in _KIT.finditer(spaced):
        if not spaced[match.end() : match.end() + 8].lstrip(" –").startswith("EX-"):
            yield Trace(match[0].strip())


def _texts(content: bytes, name: str) -> Iterable[str]:
    if content[:5] == b"%PDF-":
        return _pdf(content)
    if content[:2] == b"PK":
        return _package(content)
    return (_TAG.sub("", content[:_MOST].decode("utf-8", "replace")),)


def _package(content: bytes) -> Iterator[str]:
    """The words of a Word file or of a book, without reading more of it than any honest one holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = _MOST
            for info in archive.infolist()[:_MOST_PARTS]:
                if not _PARTS.fullmatch(info.filename):
                    continue
                with archive.open(info) as stream:
                    part = stream.read(left)
                left -= len(part)
                text = re.sub(r"</(?:w:p|p|h\d|li|td)>", "\n", part.decode("utf-8", "replace"))
                yield _TAG.sub("", text)
                if left <= 0:
                    return
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.metadata:
            yield " ".join(str(value) for value in reader.metadata.values())
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PAGES:
                return
            yield page.extract_text()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error, IndexError, AssertionError):
        return
