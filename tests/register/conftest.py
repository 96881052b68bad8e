"""Registers to test with: embedded ones, and a PostgreSQL server where its programs are installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ponam_review.register.store import Register, open_register
from ponam_review.register.values import Stakeholder

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def enrol(register: Register) -> Register:
    """Two stakeholders, and a round open on `projet-1`."""
    for code, name in (
        ("DGME", "Délégation générale des Maliens de l’Extérieur"),
        ("OIM", "Organisation internationale"),
    ):
        register.add_stakeholder(Stakeholder(code, name), author="Secrétariat", now=NOW)
    register.open_round("projet-1", revision="0" * 40, author="Secrétariat", now=NOW)
    return register


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".ponam" / "register.sqlite3"


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a round open, made once and copied."""
    place = tmp_path_factory.mktemp("register") / "register.sqlite3"
    with open_register(place) as opened:
        enrol(opened)
    return place


@pytest.fixture
def register(place: Path, enrolled: Path) -> Iterator[Register]:
    place.parent.mkdir()
    shutil.copyfile(enrolled, place)
    with open_register(place) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(engine: Callable[[str], Path]) -> Iterator[str]:
    """Address of a PostgreSQL server of our own.

    It stands outside pytest's folders, which every other run of pytest closes to other users; PostgreSQL refuses to run as root.
    """
    programs = engine("initdb").resolve().parent
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="ponam-postgresql-") as place:
        if user:
            shutil.chown(place, "postgres")
        make = [programs / "initdb", "-D", f"{place}/data", "-U", "ponam", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run([*user, *make], check=True, capture_output=True, cwd=place)
        options = ["-k", place, "-c", "listen_addresses=", "-c", "fsync=off"]
        with Path(place, "log").open("wb") as log:
            running = subprocess.Popen([*user, programs / "postgres", "-D", f"{place}/data", *options], stderr=log, cwd=place)
        try:
            _wait(running, place)
            yield f"postgres://ponam@/postgres?host={place}"
        finally:
            running.send_signal(signal.SIGQUIT)
            running.wait(30)


def _wait(running: subprocess.Popen[bytes], place: str) -> None:
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(f"host={place} user=ponam dbname=postgres").close()
        except psycopg.OperationalError:
            assert running.poll() is None, Path(place, "log").read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL does not answer")


def _anew(server: str, name: str, template: str = "template1") -> str:
    """Address of a new database on that server, made from another one."""
    import psycopg

    with psycopg.connect(server.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def shared(server: str) -> str:
    """Address of an empty database on that server."""
    return _anew(server, "register")


@pytest.fixture(scope="session")
def enrolled_there(server: str) -> str:
    """Name of a database with a round open, made once and copied."""
    with open_register(_anew(server, "enrolled")) as opened:
        enrol(opened)
    return "enrolled"


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Iterator[Register]:
    """A register on each of the two databases in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("register")
        return
    server, template = request.getfixturevalue("server"), request.getfixturevalue("enrolled_there")
    with open_register(_anew(server, "register", template)) as opened:
        yield opened
