"""A program that writes in a register without end, to be killed: `killing.py PLACE SEED`. It prints what the register answered."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta

from ponam_review.register.store import Register, open_register
from ponam_review.register.values import Disposition, NewComment, NewSubmission, Note, Wanted
from ponam_review.register.vocabulary import Channel, Suite

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOT = 30


def main(place: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - which write is killed
    with open_register(place) as register:
        print("ready", flush=True)  # noqa: T201 - whoever kills reads it
        for turn in range(10_000):
            act = chance.choice((enter, enter, decide, correct, tag, note, assign, withdraw))
            told = act(register, chance, f"{seed}.{turn}", NOW + timedelta(seconds=turn))
            if told:
                print(told, flush=True)  # noqa: T201


def _lot(name: str) -> tuple[NewComment, ...]:
    return tuple(NewComment(f"{name} remarque {i}", tags=("lot",)) for i in range(LOT))


def enter(register: Register, chance: random.Random, name: str, now: datetime) -> str:
    """All remarks of a file or none; what was answered with numbers is there for good."""
    new = NewSubmission("DGME", Channel.MATRIX, _lot(name), f"{name}.csv", name.encode() * 2000)
    (entered,) = register.enter(new, author="Secrétariat", now=now)
    return f"{name} {entered.numbers[0]} {entered.numbers[-1]}"


def correct(register: Register, chance: random.Random, name: str, now: datetime) -> str:
    """A corrected file: old remarks give way and new ones come, together."""
    sent = register.received("DGME")
    if not sent:
        return ""
    new = NewSubmission("DGME", Channel.MATRIX, _lot(name), f"{name}.csv", name.encode(), replaces=chance.choice(sent).id)
    (entered,) = register.enter(new, author="Secrétariat", now=now)
    return f"{name} {entered.numbers[0]} {entered.numbers[-1]}"


def _some(register: Register, chance: random.Random) -> list[int]:
    numbers = register.numbers(Wanted())
    first = chance.randrange(len(numbers)) if numbers else 0
    return list(numbers[first : first + 20])


def decide(register: Register, chance: random.Random, name: str, now: datetime) -> None:
    if numbers := _some(register, chance):
        suite = chance.choice((Suite.ACCEPTED, Suite.REJECTED, Suite.NOTED))
        register.decide(numbers, Disposition(suite, name, "Rapporteur", now), now=now)


def tag(register: Register, chance: random.Random, name: str, now: datetime) -> None:
    if numbers := _some(register, chance):
        register.tag(numbers, add=["juridique"], remove=["lot"], author="Secrétariat", now=now)


def note(register: Register, chance: random.Random, name: str, now: datetime) -> None:
    if numbers := _some(register, chance):
        register.add_note(numbers[0], Note("Secrétariat", now, name), now=now)


def assign(register: Register, chance: random.Random, name: str, now: datetime) -> None:
    if numbers := _some(register, chance):
        register.assign(numbers, "Rapporteur", author="Secrétariat", now=now)


def withdraw(register: Register, chance: random.Random, name: str, now: datetime) -> None:
    pending = [number for number in _some(register, chance) if register.comment(number).disposition is None]
    if pending:
        register.withdraw(pending[:3], name, author="Secrétariat", now=now)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
