"""`ponam.toml`: what a workspace says of itself, checked word by word."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from ..text.errors import WorkspaceError
from ..text.model import Cover
from .folders import inside

DocumentKind: TypeAlias = Literal["policy", "plan"]
Typography: TypeAlias = Literal["fr", "eu", "none"]
"""Whose spaces a document follows: French ones, those of the European institutions, nobody's."""
SIZE_LIMIT = 1 << 20
_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.ASCII)
"""A language as BCP 47 names it: `en`, `bm`, `ff-Adlm` (Fulfulde in Adlam letters)."""
_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """One document: a folder of sections, or (kind `plan`) an introduction and `actions.csv`."""

    id: str
    title: str
    folder: str
    kind: DocumentKind = "policy"
    subtitle: str = ""
    period: str = ""
    typography: Typography | None = None
    """What `ponam check` expects; None: what the language wants."""
    charts: bool = False
    """Of an action plan: its calendar and its budget are drawn behind its tables."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Findings that somebody has looked at and wants no more of, with the reason why.

    `section`: only in that section; `about`: only those whose sentence holds these words.
    """

    rule: str
    reason: str
    section: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What `ponam check` is told. `words`: a file of words that are right, one a line.

    `also` and `without`: rules run besides, or never.
    """

    words: str = ""
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultation:
    """Defaults of a round of consultation."""

    days: int = 30
    contact: str = ""
    """Where answers are sent; printed on the kits."""


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """What the cover says in a language into which the text is translated; empty: what the source says."""

    code: str
    title: str = ""
    subtitle: str = ""
    period: str = ""
    mark: str = ""
    institution: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    """Titles of documents, by their ids."""


@dataclass(frozen=True, slots=True)
class Settings:
    title: str
    language: str
    documents: tuple[DocumentSettings, ...]
    cover: Cover
    consultation: Consultation
    database: str = ""
    """Address of the register's database; empty: the file .ponam/register.sqlite3."""
    glossary: str = ""
    """CSV file of acronyms and terms; empty: none."""
    charter: str = ""
    """Folder of the graphic charter; empty: the shipped look."""
    checks: CheckSettings = CheckSettings()
    languages: tuple[LanguageSettings, ...] = ()


def read_settings(content: bytes, file: str = "ponam.toml") -> Settings:
    """The settings in a file's bytes; anything unknown or out of place is refused in one sentence."""
    table = _Table(_parse(content, file), file, "")
    table.only("title", "language", "documents", "cover", "consultation", "database", "glossary", "checks", "charte", "languages")
    title = table.text("title", required=True)
    language = table.choice("language", ("fr", "en"), "fr")
    cover = table.table("cover")
    cover.only("institution", "state", "subtitle", "period", "date", "mark")
    consultation = table.table("consultation")
    consultation.only("days", "contact")
    return Settings(
        title=title,
        language=language,
        documents=_documents(table, title),
        cover=Cover(
            institution=cover.lines("institution"),
            state=cover.lines("state"),
            subtitle=cover.text("subtitle"),
            period=cover.text("period"),
            date=cover.text("date"),
            mark=cover.text("mark"),
        ),
        consultation=Consultation(consultation.number("days", 30, 1, 3650), consultation.text("contact")),
        database=table.text("database"),
        glossary=table.path("glossary", required=False),
        charter=table.path("charte", required=False),
        checks=_checks(table.table("checks")),
        languages=_languages(table.table("languages")),
    )


def _checks(table: _Table) -> CheckSettings:
    table.only("words", "also", "without", "silence")
    silences = []
    for row in table.tables("silence"):
        row.only("rule", "reason", "section", "about")
        rule, reason = row.text("rule", required=True), row.text("reason", required=True)
        silences.append(Silence(rule, reason, row.text("section"), row.text("about")))
    return CheckSettings(table.path("words", required=False), table.lines("also"), table.lines("without"), tuple(silences))


def _languages(table: _Table) -> tuple[LanguageSettings, ...]:
    found = []
    for code in table.values:
        if not LANGUAGE.fullmatch(code):
            sentence = "{file}: “{value}” is no language code; write en, bm, ff, ff-Adlm, ar…"
            raise WorkspaceError(sentence, file=table.file, value=code)
        row = replace(table.table(code), place=f"languages.{code}")
        row.only("title", "subtitle", "period", "mark", "institution", "state", "documents")
        titles = row.table("documents")
        found.append(
            LanguageSettings(
                code,
                row.text("title"),
                row.text("subtitle"),
                row.text("period"),
                row.text("mark"),
                row.lines("institution"),
                row.lines("state"),
                tuple((id, titles.text(id)) for id in titles.values),
            )
        )
    return tuple(found)


def _parse(content: bytes, file: str) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT:
        raise WorkspaceError("{file}: it is far too big for a settings file", file=file)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WorkspaceError("{file}: it is not UTF-8 text (byte {offset}); save it as UTF-8", file=file, offset=error.start) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        where = f"{file}:{place[1]}" if place else file
        sentence = "{file}: this is not valid TOML; look for a missing quote, bracket or equals sign, or a key written twice"
        raise WorkspaceError(sentence, file=where) from error
    except RecursionError as error:
        raise WorkspaceError("{file}: it is nested too deeply", file=file) from error


def _documents(table: _Table, title: str) -> tuple[DocumentSettings, ...]:
    rows = table.tables("documents")
    if not rows:
        raise WorkspaceError("{file}: it names no document; add a [[documents]] table with “id” and “folder”", file=table.file)
    documents = tuple(_document(row, title) for row in rows)
    for field, values in (("id", [d.id for d in documents]), ("folder", [d.folder for d in documents])):
        for value in values:
            if values.count(value) > 1:
                sentence = "{file}: two documents have the {field} “{value}”; give one of them another"
                raise WorkspaceError(sentence, file=table.file, field=field, value=value)
    return documents


def _document(row: _Table, title: str) -> DocumentSettings:
    row.only("id", "title", "folder", "kind", "subtitle", "period", "typography", "charts")
    id = row.text("id", required=True)
    if not _ID.fullmatch(id):
        sentence = "{file}: “{value}” is no document id; use small letters, digits and hyphens"
        raise WorkspaceError(sentence, file=row.file, value=id)
    return DocumentSettings(
        id=id,
        title=row.text("title") or title,
        folder=row.path("folder", required=True),
        kind="plan" if row.choice("kind", ("policy", "plan"), "policy") == "plan" else "policy",
        subtitle=row.text("subtitle"),
        period=row.text("period"),
        typography=_TYPOGRAPHIES[row.choice("typography", ("", *_TYPOGRAPHIES), "")] if row.text("typography") else None,
        charts=row.flag("charts"),
    )


_TYPOGRAPHIES: dict[str, Typography] = {"fr": "fr", "eu": "eu", "none": "none"}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, asked for typed values; `place` is its name in messages."""

    values: Mapping[str, Any]
    file: str
    place: str

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1) or known
                sentence = "{file}: “{field}” is not a known setting; known here: {known}"
                raise WorkspaceError(sentence, file=self.file, field=self._name(key), known=", ".join(near))

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key, "")
        if isinstance(value, date):
            value = value.isoformat()
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        if required and not value.strip():
            raise WorkspaceError("{file}: “{field}” is missing; add it", file=self.file, field=self._name(key))
        return " ".join(value.split())

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value not in choices:
            sentence = "{file}: “{field}” must be one of: {known}"
            raise WorkspaceError(sentence, file=self.file, field=self._name(key), known=", ".join(choices))
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            sentence = "{file}: “{field}” must be a number from {least} to {most}"
            raise WorkspaceError(sentence, file=self.file, field=self._name(key), least=least, most=most)
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "flag")
        return value

    def lines(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise self._wrong(key, "texts")
        return tuple(" ".join(line.split()) for line in value)

    def path(self, key: str, *, required: bool) -> str:
        value = self.text(key, required=required)
        plain = inside(value) if value else ""
        if plain is None or (required and not plain):
            sentence = "{file}: “{field}” must name a place inside the workspace, not “{value}”"
            raise WorkspaceError(sentence, file=self.file, field=self._name(key), value=value)
        return plain

    def table(self, key: str) -> _Table:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "table")
        return _Table(value, self.file, key)

    def tables(self, key: str) -> tuple[_Table, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self._wrong(key, "tables")
        return tuple(_Table(row, self.file, f"{key}[{position}]") for position, row in enumerate(value, 1))

    def _name(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _wrong(self, key: str, wanted: str) -> WorkspaceError:
        return WorkspaceError(_WRONG[wanted], file=self.file, field=self._name(key))


_WRONG = {
    "text": "{file}: “{field}” must be a text in quotes",
    "texts": "{file}: “{field}” must be a list of texts in quotes",
    "flag": "{file}: “{field}” must be true or false",
    "table": "{file}: “{field}” must be a table",
    "tables": "{file}: “{field}” must be written as [[{field}]] tables",
}
