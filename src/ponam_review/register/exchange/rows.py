"""The tables that make a register, their rows as JSON, and the check of rows that come from a file.

Left out: what the register makes again by itself (counters, words to search in) and the bytes of received files, which travel apart.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models as db

from .. import models
from ..vocabulary import AnchorState, ApplicationState, Certainty, Channel, Edit, Kind, Nature, Part, Standing, Suite

Row = dict[str, Any]
CHUNK = 2000
DERIVED = frozenset({"folded", "content"})
_WORDS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("comments", "kind"): Kind,
    ("comments", "edit"): Edit,
    ("comments", "nature"): Nature,
    ("comments", "certainty"): Certainty,
    ("comments", "standing"): Standing,
    ("comments", "suite"): Suite,
    ("dispositions", "suite"): Suite,
    ("reasons", "suite"): Suite,
    ("submissions", "channel"): Channel,
    ("carried", "state"): AnchorState,
    ("applications", "part"): Part,
    ("applications", "state"): ApplicationState,
}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEVERAL = -(1 << 63)


class UnfitRowError(Exception):
    """A row that no register of ours holds; names the field."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of rows under the name it bears in a file."""

    name: str
    model: type[db.Model]

    @property
    def fields(self) -> tuple[Any, ...]:
        return tuple(f for f in self.model._meta.concrete_fields if f.name not in DERIVED)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f.attname for f in self.fields)

    def rows(self) -> Iterator[Row]:
        """Its rows as JSON holds them, in the order of their keys."""
        query = self.model._default_manager.order_by("pk").values(*self.names)
        for row in query.iterator(chunk_size=CHUNK):
            yield plain(row)


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("sequences", models.Sequence),
        Table("stakeholders", models.Stakeholder),
        Table("rounds", models.Round),
        Table("files", models.ReceivedFile),
        Table("positions", models.Position),
        Table("submissions", models.Submission),
        Table("comments", models.Comment),
        Table("tags", models.Tag),
        Table("dispositions", models.Disposition),
        Table("notes", models.Note),
        Table("carried", models.Carried),
        Table("applications", models.Application),
        Table("reasons", models.Reason),
        Table("workshops", models.WorkshopDecision),
        Table("forms", models.ColumnMapping),
        Table("audit", models.AuditEntry),
    )
}
"""Named so that what is needed to understand a row stands before it."""


def plain(row: Mapping[str, Any]) -> Row:
    """A row of the database as JSON: moments in UTC to the microsecond, days as ISO writes them."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


# ------------------------------------------------------------------ rows from a file


def checked(name: str, row: Any) -> Row:
    """The row as the database takes it; UnfitRowError where a field is unknown or not what it must be. A field that older registers did
    not have stands as in a new row."""
    if not isinstance(row, dict):
        raise UnfitRowError(name)
    if name == "contents":
        return row
    table = TABLES[name]
    readers = _readers(name)
    for unknown in row.keys() - readers.keys():
        raise UnfitRowError(str(unknown)[:60])
    out: Row = {}
    for f in table.fields:
        if f.attname in row:
            out[f.attname] = readers[f.attname](row[f.attname])
        elif f.has_default() or f.null or f.empty_strings_allowed and f.blank:
            out[f.attname] = f.get_default()
        else:
            raise UnfitRowError(f.attname)
    return out


@cache
def _readers(name: str) -> Mapping[str, Callable[[Any], Any]]:
    return {f.attname: _reader(f, f.attname, _WORDS.get((name, f.name))) for f in TABLES[name].fields}


def _reader(f: Any, name: str, words: type[StrEnum] | None) -> Callable[[Any], Any]:
    target = f
    while target.is_relation:
        target = target.target_field
    one = _kind(target, words)

    def read(value: Any) -> Any:
        if value is None and f.null:
            return None
        try:
            return one(value)
        except (ValueError, TypeError, OverflowError) as error:
            raise UnfitRowError(name) from error

    return read


def _kind(f: Any, words: type[StrEnum] | None) -> Callable[[Any], Any]:
    if isinstance(f, db.BooleanField):
        return _truth
    if isinstance(f, db.IntegerField):  # every automatic key is one as well
        least = 0 if isinstance(f, db.PositiveIntegerField) else _SEVERAL if isinstance(f, db.BigIntegerField) else -(1 << 31)
        most = -_SEVERAL - 1 if isinstance(f, db.BigIntegerField) else (1 << 31) - 1
        return lambda value: _whole(value, least, most)
    if isinstance(f, db.FloatField):
        return _number
    if isinstance(f, db.DateTimeField):
        return _moment
    if isinstance(f, db.DateField):
        return lambda value: date.fromisoformat(_said(value, 10))
    if isinstance(f, db.JSONField):
        return _bundle
    if f.name == "sha256":
        return _fingerprint
    if words is not None:
        return lambda value: words(value).value
    return lambda value: _said(value, f.max_length)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise TypeError
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _moment(value: Any) -> datetime:
    at = datetime.fromisoformat(_said(value, 40))
    if at.tzinfo is None:
        raise ValueError
    return at.astimezone(UTC)


def _bundle(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    _said(json.dumps(value, ensure_ascii=False), None)
    return value


def _fingerprint(value: Any) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise TypeError
    return value


def _said(value: Any, longest: int | None) -> str:
    """Words that every database can hold."""
    if not isinstance(value, str) or (longest is not None and len(value) > longest) or "\0" in value:
        raise TypeError
    value.encode()
    return value


# ------------------------------------------------------------------ the same rows?


@dataclass(slots=True)
class Sum:
    """How many rows of each table, and one number over them all, whatever their order: two registers that agree in it hold the same."""

    rows: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def add(self, name: str, row: Mapping[str, Any]) -> None:
        """`row` as JSON holds it."""
        self.rows[name] = self.rows.get(name, 0) + 1
        words = json.dumps([name, row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.total = (self.total + int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest())) % (1 << 256)

    def shape(self) -> dict[str, Any]:
        return {"rows": dict(sorted(self.rows.items())), "sum": f"{self.total:064x}"}
