"""A register rebuilt from a file: all of it, or nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db import models as db

from ...text.errors import RegisterError, StateError
from .. import models, verifying
from ..counters import REBUILD
from ..values import Finding
from ..vocabulary import folded
from .reading import DAMAGED, MAX_FILE, Source
from .rows import TABLES, Sum, UnfitRowError, checked, plain
from .snapshot import snapshot

BATCH = 1000
_PLAIN = (db.CharField, db.TextField, db.IntegerField, db.FloatField, db.BooleanField)
"""What the database takes as Python holds it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `new` is False where the register held exactly that already."""

    rows: dict[str, int]
    new: bool


def restore(source: Source, *, findings_too: bool = False) -> Restored:
    """Fill an empty register. One that is not empty is left alone, and refused unless it holds the same."""
    if not is_empty():
        return _compared(source)
    with transaction.atomic():
        total = _Filler(source).fill()
        _finish()
        _check(source, total, findings_too=findings_too)
    return Restored(total.rows, new=True)


def is_empty() -> bool:
    return not any(t.model._default_manager.exists() for t in TABLES.values() if t.name != "sequences")


def _compared(source: Source) -> Restored:
    theirs = Sum()
    for name, row in _fit(source):
        if name != "contents":
            theirs.add(name, plain(row))
    with snapshot():
        if theirs.shape() == own_sum().shape():
            return Restored(theirs.rows, new=False)
    raise StateError("{file}: this register is not empty, and holds something else; import into a new one", file=source.name)


def own_sum() -> Sum:
    total = Sum()
    for name, table in TABLES.items():
        for row in table.rows():
            total.add(name, row)
    return total


def _fit(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows, each as the database takes it, refused by name where one does not fit."""
    name, count = "", 0
    try:
        for name, row in source.rows:
            count += 1
            yield name, checked(name, row)
    except UnfitRowError as error:
        sentence = "{file}: row {count} ({table}): the field “{field}” is not what it must be"
        raise RegisterError(sentence, file=source.name, count=count, table=name or "items", field=str(error)) from error


@dataclass(slots=True)
class _Filler:
    """Rows gathered until they are stored together."""

    source: Source
    total: Sum = field(default_factory=Sum)
    waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Received files whose content has not come yet."""
    pieces: list[bytes] = field(default_factory=list)
    of: str = ""
    held: int = 0

    def fill(self) -> Sum:
        for name, row in _fit(self.source):
            if name == "contents":
                self._piece(row)
                continue
            self._close_file()
            self.total.add(name, plain(row))
            if name == "sequences":
                models.Sequence.objects.update_or_create(name=row["name"], defaults={"value": row["value"]})
            elif name == "files":
                self._file(row)
            else:
                self._row(name, row)
        self._close_file()
        if self.files:
            raise RegisterError(DAMAGED, file=self.source.name)
        for name in TABLES:
            self._store(name)
        return self.total

    def _row(self, name: str, row: dict[str, Any]) -> None:
        if name == "comments":
            row["folded"] = folded(row["text"], row["proposal"], row["quote"])
        self.waiting.setdefault(name, []).append(row)
        if len(self.waiting[name]) == BATCH:
            for before in TABLES:  # what a row speaks of stands there before it: counters look at it
                self._store(before)
                if before == name:
                    break

    def _store(self, name: str) -> None:
        rows = self.waiting.pop(name, None)
        if rows:
            insert(TABLES[name].model, rows)

    # received files

    def _file(self, row: dict[str, Any]) -> None:
        if row["erased_at"] is not None:
            insert(models.ReceivedFile, [{**row, "content": b""}])
        elif self.source.original is not None:
            self._keep(row, self.source.original(row["sha256"]))
        else:
            self.files[row["sha256"]] = row

    def _piece(self, row: dict[str, Any]) -> None:
        sha256 = row.get("sha256")
        if sha256 != self.of:
            self._close_file()
            self.of = str(sha256)
        try:
            piece = base64.b64decode(row["base64"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise RegisterError(DAMAGED, file=self.source.name) from error
        self.held += len(piece)
        if row.get("part") != len(self.pieces) or self.held > MAX_FILE or self.of not in self.files:
            raise RegisterError(DAMAGED, file=self.source.name)
        self.pieces.append(piece)

    def _close_file(self) -> None:
        if self.of:
            self._keep(self.files.pop(self.of), b"".join(self.pieces))
            self.pieces, self.of, self.held = [], "", 0

    def _keep(self, row: dict[str, Any], content: bytes) -> None:
        if len(content) != row["size"]:
            raise RegisterError(DAMAGED, file=self.source.name)
        insert(models.ReceivedFile, [{**row, "content": content}])


def insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Rows by one prepared statement, streamed to a server."""
    fields = [f for f in model._meta.concrete_fields if f.attname in rows[0]]
    prepared = [(place, _saver(f)) for place, f in enumerate(fields) if not (isinstance(f, _PLAIN) or f.is_relation)]
    values = itemgetter(*(f.attname for f in fields))
    lines = [list(values(row)) for row in rows]
    for line in lines:
        for place, save in prepared:
            line[place] = save(line[place])
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream:
                for line in lines:
                    stream.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", lines)  # noqa: S608 - our own columns


def _saver(f: Any) -> Callable[[Any], Any]:
    return lambda value: f.get_db_prep_save(value, connection)


def _finish() -> None:
    """Keys go on after the last one, and counters agree with what came in."""
    if connection.vendor != "postgresql":
        return
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in TABLES.values()]):
            cursor.execute(statement)
        for statement in REBUILD:
            cursor.execute(statement)


def _check(source: Source, total: Sum, *, findings_too: bool) -> None:
    """What came in is what was written, the database holds all it speaks of, and it agrees with its own audit log."""
    if source.end != total.shape():
        raise RegisterError(DAMAGED, file=source.name)
    connection.check_constraints()
    first = None if findings_too else next(iter(verifying.findings()), None)
    if first is not None:
        raise _tampered(source, first)


def _tampered(source: Source, finding: Finding) -> RegisterError:
    sentence = "{file}: this register does not agree with its own audit log (first at {name}); --as-it-is takes it in all the same"
    return RegisterError(sentence, file=source.name, name=finding.subject)
