"""Acronyms met in an import, put into the glossary: what stands there is never changed, homonyms stand beside each other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from ..text.importing.acronyms import Acronym
from ..text.notices import Notice, Result

_HEAD = ("terme", "developpe", "definition", "type")
_TERM = ("terme", "sigle", "term", "acronym")
_MEANING = ("developpe", "développé", "developpement", "signification", "meaning")
_KIND = ("type", "kind")


def with_acronyms(content: bytes | None, acronyms: Iterable[Acronym], file: str) -> Result[bytes | None]:
    """The glossary's bytes with the new acronyms at its end; None where nothing is new. `content` None: there is no glossary yet."""
    new = list(dict.fromkeys(acronyms))
    if content is None:
        ordered = sorted(new, key=lambda acronym: acronym.term.casefold())
        return Result(_written([_HEAD, *((a.term, a.meaning, "", "sigle") for a in ordered)], "\n", ";").encode(), ())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Result(None, (Notice("the glossary is not UTF-8 text: the acronyms were not added", file=file),))
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    columns = [next((head.index(name) for name in names if name in head), -1) for names in (_TERM, _MEANING, _KIND)]
    if min(columns[:2]) < 0:
        return Result(None, (Notice("the glossary has no columns “terme” and “developpe”: the acronyms were not added", file=file),))
    known: dict[str, list[str]] = {}
    for row in rows[1:]:
        term, meaning = (row[at] if at < len(row) else "" for at in columns[:2])
        known.setdefault(_key(term), []).append(meaning)
    added: list[list[str]] = []
    notices: list[Notice] = []
    for acronym in new:
        meanings = known.get(_key(acronym.term), [])
        if any(_key(meaning) == _key(acronym.meaning) for meaning in meanings):
            continue
        if meanings:
            sentence = "“{term}” is already “{known}” in the glossary: “{meaning}” stands beside it now"
            notices.append(Notice(sentence, {"term": acronym.term, "known": meanings[0], "meaning": acronym.meaning}, file))
        values = dict(zip(columns, (acronym.term, acronym.meaning, "sigle"), strict=True))
        added.append([values.get(at, "") for at in range(len(head))])
        known.setdefault(_key(acronym.term), []).append(acronym.meaning)
    if not added:
        return Result(None, tuple(notices))
    end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else end
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return Result(mark + (text + _written(added, end, delimiter)).encode(), tuple(notices))


def _written(rows: Iterable[Iterable[str]], end: str, delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue()


def _key(text: str) -> str:
    """Two spellings of one thing: case, apostrophes, dashes and points do not count."""
    return re.sub(r"[\W_]+", " ", text.casefold().replace("’", " ")).strip()
