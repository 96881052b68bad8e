"""`glossaire.csv`: acronyms and terms of a workspace. Homonyms are rows of their own: CT, PM."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from ..text.errors import WorkspaceError
from ..text.plain import fold
from .folders import TEXT_LIMIT, Folder, joined
from .loading import decode

ACRONYM = "sigle"
COLUMNS = ("terme", "developpe", "definition", "type")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. An acronym may have no expansion: one that the ministry met and could not verify."""

    term: str
    expansion: str = ""
    definition: str = ""
    kind: str = ""
    line: int = 0

    @property
    def is_acronym(self) -> bool:
        return self.kind == ACRONYM


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rows in the file's order; `file` as messages name it, empty where a workspace has none."""

    entries: tuple[Entry, ...] = ()
    file: str = ""

    @property
    def acronyms(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_acronym)

    @property
    def terms(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_acronym)


def load_glossary(folder: Folder, path: str, base: str = "") -> Glossary:
    """The glossary that the settings name; empty where they name none.

    Raises WorkspaceError where the file is missing, is no UTF-8, or has no column “terme”.
    """
    if not path:
        return Glossary()
    place = joined(base, path)
    content = folder.read(place, TEXT_LIMIT)
    shown = folder.shown(place)
    if content is None:
        raise WorkspaceError("{file}: the glossary is missing; put it there, or mend ponam.toml", file=shown)
    return read_glossary(decode(content, shown), shown)


def read_glossary(source: str, file: str) -> Glossary:
    """The entries of a glossary's text. Columns may stand in any order, and others beside them."""
    try:
        rows = csv.reader(io.StringIO(source), delimiter=";", strict=True)
        head = [fold(name).casefold() for name in next(rows, [])]
        if COLUMNS[0] not in head:
            sentence = "{file}:1: the first row must name the columns: {columns}"
            raise WorkspaceError(sentence, file=file, columns=";".join(COLUMNS))
        entries = []
        before = rows.line_num
        for row in rows:
            values = {name: fold(value) for name, value in zip(head, row, strict=False)}
            if values.get(COLUMNS[0]):
                term, expansion, definition, kind = (values.get(name, "") for name in COLUMNS)
                entries.append(Entry(term, expansion, definition, kind, before + 1))
            before = rows.line_num
    except csv.Error as error:
        sentence = "{file}:{line}: this row cannot be read ({problem}); look for a quotation mark that is not closed"
        raise WorkspaceError(sentence, file=file, line=rows.line_num, problem=error) from error
    return Glossary(tuple(entries), file)
