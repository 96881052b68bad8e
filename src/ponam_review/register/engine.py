"""Django set up in code, and one database connected to it. Import this before `models`.

The portal will configure Django by itself; then only the connection is made here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connections

from ..text.errors import PonamError, RegisterError, StateError

ALIAS = "default"
BUSY_SECONDS = 20
P = ParamSpec("P")
R = TypeVar("R")


def _configure() -> None:
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=["ponam_review.register"],
        DATABASES={ALIAS: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="UTC",
    )
    apps.populate(settings.INSTALLED_APPS)  # `django.setup` would import web addresses and forms as well, for nothing


_configure()


def sqlite(path: Path) -> dict[str, Any]:
    """Settings of an embedded register. IMMEDIATE: whoever writes takes the lock at once, so that two writers
    queue instead of failing half-way; FULL: what was answered with a number survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA synchronous=FULL; PRAGMA cache_size=-16000",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Settings of a shared register from `postgres://user:password@host:port/name?sslmode=require`. Nobody waits for others without end."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RegisterError("DATABASE_URL cannot be read; write postgres://user:password@host:port/name") from error
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise RegisterError("DATABASE_URL cannot be read; write postgres://user:password@host:port/name")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(port or ""),
        "OPTIONS": {"connect_timeout": 10, "options": f"-c lock_timeout={int(1000 * BUSY_SECONDS)}", **options},
    }


def connect(database: dict[str, Any]) -> None:
    """Make `database` the one the models speak to. One register is open at a time in a thread."""
    disconnect()
    connections.settings.update(connections.configure_settings({ALIAS: database}))
    with suppress(AttributeError):
        del connections[ALIAS]


def disconnect() -> None:
    """Close the connection; SQLite then folds its journal back into the one file."""
    for connection in connections.all(initialized_only=True):
        connection.close()


@contextmanager
def leaving_no_trace(name: str) -> Iterator[None]:
    """What is erased inside is overwritten in an embedded register and its journal, not only forgotten. A server does the same at its
    next `VACUUM FULL`."""
    connection = connections[ALIAS]
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
        yield
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (DatabaseError, sqlite3.Error) as error:
            sentence = (
                "{file}: erased, but traces may stand in the file; “ponam register backup” writes one without them, to be put in its place"
            )
            raise StateError(sentence, file=name) from error


# ------------------------------------------------------------------ refusals


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """What the database refuses, said in one sentence that names the register."""
    try:
        yield
    except PonamError:
        raise
    except ImproperlyConfigured as error:
        sentence = "{file}: the driver for PostgreSQL is not installed; install “ponam-review[postgresql]”"
        raise RegisterError(sentence, file=name) from error
    except (DatabaseError, InterfaceError, sqlite3.Error) as error:
        raise _refusal(name, error) from error


def _refusal(name: str, error: Exception) -> PonamError:
    words = str(error).lower()
    if any(word in words for word in ("locked", "busy", "lock timeout", "deadlock")):
        return StateError(
            "{file}: another program has been writing in the register for {seconds} s; try again",
            file=name,
            seconds=BUSY_SECONDS,
        )
    if "disk is full" in words or "no space left" in words:
        return RegisterError("{file}: the disk is full; nothing was recorded", file=name)
    if "disk i/o" in words or "could not extend file" in words or "could not write" in words:
        return RegisterError("{file}: the disk refused to write (full, or at fault); nothing was recorded", file=name)
    if "readonly" in words or "read-only" in words:
        return RegisterError("{file}: the register cannot be written here; check the rights on the folder", file=name)
    if "not a database" in words or "malformed" in words or "encrypted" in words:
        return RegisterError("{file}: this is not a register, or it is damaged; put back a copy of it", file=name)
    if "unable to open" in words:
        return RegisterError("{file}: the register cannot be opened; check the folder and the rights on it", file=name)
    if "connection" in words or "connect" in words or "authentication" in words:
        return RegisterError("{file}: the database server does not answer or refuses us; check DATABASE_URL", file=name)
    return RegisterError("{file}: the database refused: {reason}", file=name, reason=" ".join(str(error).split()))


def refusing(method: Callable[P, R]) -> Callable[P, R]:
    """The same for a method of an object that has a `name`."""

    @wraps(method)
    def wrapped(*arguments: P.args, **options: P.kwargs) -> R:
        with refusals(arguments[0].name):  # type: ignore[attr-defined]
            return method(*arguments, **options)

    return wrapped
