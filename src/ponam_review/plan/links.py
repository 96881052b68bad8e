"""Links between actions and the sections they implement, and when somebody last confirmed each of them.

A link is suspect when the words of its section are no longer those that were confirmed. Signs, spaces and formatting do not make it so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..text.errors import ActionsFileError
from ..text.model import Section
from ..text.plain import block_text, notes_of
from .rows import Action, ActionPlan

CONFIRMATIONS_FILE = "confirmations.csv"
HEAD = ("action", "section", "empreinte", "par", "date")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody read a section as it then was, and found that the action still implements it. `date`: YYYY-MM-DD."""

    action: str
    section: str
    fingerprint: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """An action whose section has changed since `confirmation`; None: nobody ever confirmed the link."""

    action: Action
    section: str
    confirmation: Confirmation | None


def fingerprint(section: Section) -> str:
    """A short name of a section's words, title and notes included: 16 hexadecimal digits."""
    return fingerprint_of_text("\n".join(_texts(section)))


def fingerprint_of_text(text: str) -> str:
    return hashlib.sha256(" ".join(_WORD.findall(text.casefold())).encode()).hexdigest()[:16]


def _texts(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield block_text(block)
        for note in notes_of(block):
            yield from map(block_text, note.blocks)


def suspects(plan: ActionPlan, sections: Mapping[str, Section], confirmations: Iterable[Confirmation]) -> tuple[Suspect, ...]:
    """The links to look at again, in the plan's order. A section that is not there is no matter of this (`plan/sections` finds it)."""
    prints = {id: fingerprint(section) for id, section in sections.items()}
    known = {(one.action, one.section): one for one in confirmations}
    found = []
    for action in plan.actions:
        for section in action.sections:
            confirmation = known.get((action.id, section))
            if section in prints and (confirmation is None or confirmation.fingerprint != prints[section]):
                found.append(Suspect(action, section, confirmation))
    return tuple(found)


def confirmed(
    plan: ActionPlan, sections: Mapping[str, Section], before: Iterable[Confirmation], actions: Iterable[str], *, by: str, date: str
) -> tuple[Confirmation, ...]:
    """The confirmations after somebody confirmed these actions; those of links that are gone fall away."""
    wanted = set(actions)
    prints = {id: fingerprint(section) for id, section in sections.items()}
    known = {(one.action, one.section): one for one in before}
    for action in plan.actions:
        for section in action.sections if action.id in wanted else ():
            if section in prints and known.get((action.id, section), _NOBODY).fingerprint != prints[section]:
                known[action.id, section] = Confirmation(action.id, section, prints[section], by, date)
    linked = [(action.id, section) for action in plan.actions for section in dict.fromkeys(action.sections)]
    return tuple(known[link] for link in linked if link in known)


_NOBODY = Confirmation("", "", "", "", "")


# ------------------------------------------------------------------ the file


def read_confirmations(text: str, file: str) -> tuple[Confirmation, ...]:
    """The rows of `confirmations.csv`. A row that is not whole is refused: it would make a link look confirmed, or suspect, for nothing."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    if tuple(next(rows, ())) != HEAD:
        raise ActionsFileError("{file}:1: the first row must be “{head}”", file=file, head=";".join(HEAD))
    found = []
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(HEAD) or not all(row[:3]):
            raise ActionsFileError("{file}:{line}: this row is not whole; restore it, or delete it", file=file, line=rows.line_num)
        found.append(Confirmation(*row))
    return tuple(found)


def write_confirmations(confirmations: Iterable[Confirmation]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((one.action, one.section, one.fingerprint, one.by, one.date) for one in confirmations)
    return out.getvalue()
