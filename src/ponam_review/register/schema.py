"""Making a register and bringing an older one up to date, without anybody having to ask."""

from __future__ import annotations

import os
import pkgutil
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from ..text.errors import RegisterError
from . import migrations
from .engine import connect, disconnect, sqlite

IGNORE = "# Données de la consultation, personnelles pour une part : jamais dans git.\n*\n"
UPGRADE_LOCK = 0x504F4E414D
"""Any number that no other program of the database takes."""


def known_migrations() -> frozenset[str]:
    """The schema versions this program knows, by the names of their files."""
    return frozenset(module.name for module in pkgutil.iter_modules(migrations.__path__))


def bring_up_to_date(name: str) -> None:
    """Apply what is missing. Listing imports no migration: opening a register that is up to date costs one
    query."""
    known, applied = known_migrations(), _applied(connection)
    if unknown := applied - known:
        raise RegisterError(
            "{file}: this register was made by a newer version of ponam ({version}); update the program",
            file=name,
            version=max(unknown),
        )
    if known - applied:
        from django.core.management import call_command

        with _alone(connection):
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone(database: BaseDatabaseWrapper) -> Iterator[None]:
    """On a shared server two programs may start together: the second waits, and finds nothing left to do."""
    if database.vendor != "postgresql":
        yield
        return
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [UPGRADE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [UPGRADE_LOCK])


def _applied(database: BaseDatabaseWrapper) -> frozenset[str]:
    with database.cursor() as cursor:
        if "django_migrations" not in database.introspection.table_names(cursor):
            return frozenset()
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'register'")
        return frozenset(row[0] for row in cursor.fetchall())


def create_sqlite(path: Path) -> None:
    """A new embedded register, made under another name and put in place whole: two programs that start at
    once, or a power cut half-way, never leave half a schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.parent.name == ".ponam" and not (ignore := path.parent / ".gitignore").exists():
        ignore.write_text(IGNORE, encoding="utf-8")
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _fill(sqlite(fresh), str(path))
        put_in_place(fresh, path)
    finally:
        disconnect()
        for left in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _fill(database: dict[str, Any], name: str) -> None:
    connect(database)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
    bring_up_to_date(name)
    disconnect()


def put_in_place(fresh: Path, path: Path) -> None:
    """A link fails where somebody else was quicker, and theirs is kept. Memory sticks know no links: there a
    rename has to do."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            os.replace(fresh, path)


def copy_sqlite(file: Path) -> None:
    """The register as one file, as it stands at one moment (`VACUUM INTO` reads in one transaction), put in place whole."""
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(fresh)])
        with fresh.open("rb") as copy:
            os.fsync(copy.fileno())
        put_in_place(fresh, file)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
