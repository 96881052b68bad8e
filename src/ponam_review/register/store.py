"""The door of the register: open it, and speak to it in plain values.

Each act is one transaction with its line in the audit log. Clock and author are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from django.db import transaction

from ..text.errors import RegisterError
from . import engine  # first: it sets Django up, which the models behind the other modules need

# isort: split
from . import audit, counting, decisions, listing, rounds, schema, stakeholders, submissions, verifying
from .engine import refusals, refusing
from .numbers import written
from .values import (
    Comment,
    Counted,
    Disposition,
    Entered,
    Finding,
    NewSubmission,
    Round,
    Seal,
    Stakeholder,
    Tally,
    Wanted,
)

FILE = Path(".ponam", "register.sqlite3")
"""Where the embedded register stands in a workspace."""
EVERYTHING = Wanted()


def open_register(place: str | Path, *, create: bool = True) -> Register:
    """The register at `place`: a path (SQLite) or `postgres://…`. Made when missing (`create`), brought up to
    date."""
    text = str(place)
    if "://" in text and not text.startswith("sqlite"):
        database = engine.postgresql(text)
        name = f"{database['HOST'] or 'localhost'}/{database['NAME']}"
        with refusals(name):
            engine.connect(database)
            schema.bring_up_to_date(name)
        return Register(name)
    path = Path(text.removeprefix("sqlite://"))
    with refusals(text):
        _open_sqlite(path, create=create)
    return Register(str(path))


def _open_sqlite(path: Path, *, create: bool) -> None:
    try:
        if not path.exists():
            if not create:
                raise RegisterError("{file}: there is no register yet; “ponam consult open EDITION” makes one", file=path)
            schema.create_sqlite(path)
        elif path.stat().st_size == 0 or not path.is_file():
            raise RegisterError("{file}: this is not a register, or it is damaged; put back a copy of it", file=path)
    except OSError as error:
        raise RegisterError("{file}: the register cannot be opened; check the folder and the rights on it", file=path) from error
    engine.connect(engine.sqlite(path))
    schema.bring_up_to_date(str(path))


@dataclass(frozen=True, slots=True)
class Register:
    """An open register; close it, or use it in a `with`."""

    name: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        engine.disconnect()

    # rounds

    @refusing
    def open_round(self, edition: str, *, revision: str = "", until: date | None = None, author: str, now: datetime) -> Round:
        with transaction.atomic():
            return rounds.open_round(edition, revision, until=until, author=author, now=now)

    @refusing
    def close_round(self, *, author: str, now: datetime) -> Round:
        with transaction.atomic():
            return rounds.close_round(author=author, now=now)

    @refusing
    def rounds(self) -> tuple[Round, ...]:
        return rounds.rounds()

    @refusing
    def open_now(self) -> Round:
        """The open round; refused (exit 4) when there is none."""
        return rounds.value_of(rounds.open_row())

    @refusing
    def tallies(self, round_number: int) -> tuple[Tally, ...]:
        return rounds.tallies(round_number)

    # stakeholders

    @refusing
    def add_stakeholder(self, stakeholder: Stakeholder, *, author: str, now: datetime) -> None:
        with transaction.atomic():
            stakeholders.add_one(stakeholder, author=author, now=now)

    @refusing
    def add_stakeholders(self, many: Iterable[Stakeholder], *, author: str, now: datetime) -> tuple[Stakeholder, ...]:
        """Those that were not there yet."""
        with transaction.atomic():
            return stakeholders.add(many, author=author, now=now)

    @refusing
    def stakeholders(self) -> tuple[Stakeholder, ...]:
        return stakeholders.stakeholders()

    @refusing
    def stakeholder(self, name: str) -> Stakeholder:
        """The one called `name`, short or long; refused with the nearest name when there is none."""
        return stakeholders.value_of(stakeholders.row_of(name))

    @refusing
    def find_stakeholder(self, name: str) -> Stakeholder | None:
        row = stakeholders.find_row(name)
        return stakeholders.value_of(row) if row else None

    # submissions

    @refusing
    def enter(self, *received: NewSubmission, author: str, now: datetime) -> tuple[Entered, ...]:
        """Record what came in together (one file), all or nothing."""
        with transaction.atomic():
            return tuple(submissions.enter(one, author=author, now=now) for one in received)

    @refusing
    def original(self, sha256: str) -> bytes:
        """A received file, byte for byte."""
        return submissions.original(sha256)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """What is done inside is undone at its end: to show what would happen."""
        with refusals(self.name), transaction.atomic():
            yield
            transaction.set_rollback(True)

    # decisions

    @refusing
    def decide(self, numbers: Sequence[int], disposition: Disposition, *, now: datetime) -> None:
        with transaction.atomic():
            decisions.decide(numbers, disposition, now=now)

    @refusing
    def history(self, number: int) -> tuple[Disposition, ...]:
        return decisions.history(number)

    # reading

    def comments(self, wanted: Wanted = EVERYTHING) -> Iterator[Comment]:
        with refusals(self.name):
            yield from listing.comments(wanted)

    @refusing
    def comment(self, number: int) -> Comment:
        for found in listing.comments(Wanted(numbers=(number,))):
            return found
        raise RegisterError("{names}: not in the register", names=written(number))

    @refusing
    def count(self, wanted: Wanted = EVERYTHING) -> int:
        return counting.count(wanted)

    @refusing
    def counted(self, wanted: Wanted = EVERYTHING) -> Counted:
        """The same beside a page of a list: a search through very many stops counting at some point, and says so."""
        return counting.counted(wanted)

    @refusing
    def findings(self, seal: Seal | None = None) -> tuple[Finding, ...]:
        """Where register and audit log disagree; empty when nobody tampered with either. `seal`: kept from earlier."""
        return tuple(verifying.findings(seal))

    @refusing
    def seal(self) -> Seal:
        """The head of the audit log now, to be kept elsewhere."""
        return audit.head()
