"""The door of the register: open it, and speak to it in plain values.

Each act is one transaction with its line in the audit log. Clock and author are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from django.db import transaction

from ..text.errors import RegisterError
from . import engine  # first: it sets Django up, which the models behind the other modules need

# isort: split
from . import (
    audit,
    counting,
    decisions,
    forms,
    listing,
    merging,
    persons,
    positions,
    reasons,
    remarking,
    resending,
    rounds,
    schema,
    stakeholders,
    submissions,
    verifying,
    workshops,
)
from .engine import refusals, refusing
from .numbers import written
from .values import (
    Comment,
    Counted,
    Disposition,
    Entered,
    Finding,
    NewSubmission,
    Note,
    Position,
    Reason,
    Received,
    Round,
    Seal,
    Stakeholder,
    Tally,
    Wanted,
    WorkshopDecision,
)

if TYPE_CHECKING:
    from .exchange.reading import Source
    from .exchange.restoring import Restored

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

    @refusing
    def copy_to(self, file: Path) -> None:
        """A whole copy of an embedded register, while others may write in it."""
        schema.copy_sqlite(file)

    @refusing
    def export(self, out: BinaryIO, form: str, *, program: str, title: str, now: datetime, files: bool = True) -> Mapping[str, int]:
        """The whole register as `jsonl`, `jsonld` or `zip`, as it stands at one moment; how many rows of each table."""
        from .exchange import writing

        match form:
            case "jsonl":
                total = writing.write_lines(out, program=program, now=now, files=files)
            case "jsonld":
                total = writing.write_page(out, program=program, title=title, now=now, files=files)
            case _:
                total = writing.write_archive(out, program=program, title=title, now=now)
        return total.rows

    @refusing
    def restore(self, source: Source, *, findings_too: bool = False) -> Restored:
        """Fill this register, empty so far, with an exported one; refused where it holds anything else."""
        from .exchange import restoring

        return restoring.restore(source, findings_too=findings_too)

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

    @refusing
    def add_anonymous(self, category: str, *, country: str = "", author: str, now: datetime) -> str:
        """Enter somebody who gives no name, and return the code made up for them."""
        with transaction.atomic():
            return stakeholders.add_anonymous(category, country=country, author=author, now=now)

    @refusing
    def merge_stakeholders(self, code: str, into: str, *, author: str, now: datetime) -> int:
        """Give everything of one stakeholder to another; how many remarks."""
        with transaction.atomic():
            return merging.merge(code, into, author=author, now=now)

    # positions of institutions

    @refusing
    def gather(self, code: str, *, gathers: bool = True, author: str, now: datetime) -> None:
        with transaction.atomic():
            positions.gather(code, gathers=gathers, author=author, now=now)

    @refusing
    def send_position(self, code: str, *, by: str, note: str = "", left_out: Sequence[int] = (), author: str, now: datetime) -> Position:
        with transaction.atomic():
            return positions.send(code, by=by, note=note, left_out=left_out, author=author, now=now)

    @refusing
    def positions(self, code: str) -> tuple[Position, ...]:
        """What a stakeholder sent as its position, and at the end what it still gathers."""
        return positions.positions(code)

    # submissions

    @refusing
    def received(self, code: str, round_number: int | None = None) -> tuple[Received, ...]:
        """What a stakeholder sent, in one round or ever, the first first."""
        return positions.received_from(code, round_number)

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
    def together(self) -> Iterator[None]:
        """What is done inside stands or falls together."""
        with refusals(self.name), transaction.atomic():
            yield

    @refusing
    def corrected_by(self, new: NewSubmission, thread: Iterable[str] = ()) -> int | None:
        """The submission that `new` is a corrected version of; None where it stands by itself."""
        return resending.corrected_by(new, thread)

    @refusing
    def known_message(self, message: str, stakeholder: str) -> bool:
        return forms.known_message(message, stakeholder)

    @refusing
    def saved_forms(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """How the columns of each stakeholder's matrices are read, by the signature of their headings."""
        return forms.saved_forms()

    @refusing
    def save_form(self, stakeholder: str, signature: str, mapping: Mapping[str, str], *, author: str, now: datetime) -> None:
        with transaction.atomic():
            forms.save_form(stakeholder, signature, mapping, author=author, now=now)

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

    @refusing
    def keep_reason(self, reason: Reason, *, author: str, now: datetime) -> bool:
        """True: it is new; False: it took the place of an older wording."""
        with transaction.atomic():
            return reasons.keep(reason, author=author, now=now)

    @refusing
    def reasons(self) -> tuple[Reason, ...]:
        return reasons.reasons()

    @refusing
    def reason(self, code: str) -> Reason:
        return reasons.reason(code)

    @refusing
    def keep_workshop(self, decision: WorkshopDecision, *, author: str, now: datetime) -> bool:
        """True: it is new; False: its words or its date were put right."""
        with transaction.atomic():
            return workshops.keep(decision, author=author, now=now)

    @refusing
    def workshops(self) -> tuple[WorkshopDecision, ...]:
        return workshops.workshops()

    # work on comments

    @refusing
    def tag(self, numbers: Sequence[int], *, add: Sequence[str] = (), remove: Sequence[str] = (), author: str, now: datetime) -> None:
        with transaction.atomic():
            remarking.tag(numbers, add=add, remove=remove, author=author, now=now)

    @refusing
    def tags(self) -> tuple[tuple[str, int], ...]:
        """The tags in use and how many comments bear each."""
        return remarking.tags()

    @refusing
    def assign(self, numbers: Sequence[int], to: str, *, author: str, now: datetime) -> None:
        with transaction.atomic():
            remarking.assign(numbers, to, author=author, now=now)

    @refusing
    def regroup(self, numbers: Sequence[int], group: str, *, author: str, now: datetime) -> None:
        with transaction.atomic():
            remarking.regroup(numbers, group, author=author, now=now)

    @refusing
    def withdraw(self, numbers: Sequence[int], reason: str, *, author: str, now: datetime) -> None:
        with transaction.atomic():
            remarking.withdraw(numbers, reason, author=author, now=now)

    @refusing
    def add_note(self, number: int, note: Note, *, now: datetime) -> None:
        with transaction.atomic():
            remarking.add_note(number, note, now=now)

    @refusing
    def notes(self, number: int) -> tuple[Note, ...]:
        return remarking.notes(number)

    # persons

    @refusing
    def person(self, name: str) -> dict[str, Any]:
        """What the register knows of a person, as `schemas/ponam-person-1.json` shapes it."""
        return persons.as_shape(persons.find(name))

    @refusing
    def erase_person(self, name: str, *, author: str, now: datetime) -> persons.Erased:
        """Take a person out of the register; their remarks stay, nobody's."""
        with engine.leaving_no_trace(self.name), transaction.atomic():
            return persons.erase(name, author=author, now=now)

    # reading

    def comments(self, wanted: Wanted = EVERYTHING) -> Iterator[Comment]:
        with refusals(self.name):
            yield from listing.comments(wanted)

    @refusing
    def numbers(self, wanted: Wanted) -> tuple[int, ...]:
        """Only the numbers, in their order."""
        return listing.numbers(wanted)

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
