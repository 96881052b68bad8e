"""A proposal on the action plan: its tables are made from `actions.csv`, so the words go into the cell of the row they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from ...compare.merging.three_way import Collision, Outcome, propose
from ...plan.costs import format_amount, parse_cost
from ...plan.csv_columns import find_columns
from ...plan.csv_format import read_actions_bytes
from ...plan.rows import Action, ActionPlan
from ...plan.words import words_of as plan_words
from ...text.errors import StateError
from ...text.model import Block, Table
from ...text.plain import block_text, fold
from ...text.remarks import Selector
from ...workspace.loading import decode
from ...workspace.recording import Change
from ..vocabulary import Edit
from .asking import Asked
from .files import File, encoded
from .leaf import leaf_at, leaf_saying, words_of
from .proposing import Base

_PLAIN = ("activite", "indicateur", "base", "cible", "responsable", "financement", "objectif", "resultat")
_LABELLED = (("source_verification", "source"), ("partenaires", "partners"))
LIKE = 60.0
"""Likeness, in hundredths, from which a value is the one quoted, changed since."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A value of an action as the table shows it: `before` and `after` are what the table puts around it."""

    column: str
    value: str
    before: str = ""
    after: str = ""

    @property
    def shown(self) -> str:
        return fold(f"{self.before}{self.value}{self.after}")

    def value_in(self, words: str) -> str | None:
        """The value that the table would show as these words; None where it would put others around it."""
        before, after = fold(self.before), fold(self.after)
        if not words.startswith(before) or not words.endswith(after) or len(words) < len(before) + len(after):
            return None
        return fold(words[len(before) : len(words) - len(after)])


def apply_to_plan(
    base: Base, selector: Selector, asked: Asked, file: File, name: str, language: str
) -> Change | tuple[Outcome, ...] | None:
    """The changed file; collisions; None when the file says it already."""
    if asked.edit is not Edit.REWORD:
        raise _by_hand(name)
    table = base.block(selector.block)
    action, old, new = _cell(table, selector, asked, name)
    plan = _plan(file.committed, file.path)
    shared = not action
    rows = (
        [a for a in plan.actions if a.id == action] if action else [a for a in plan.actions if old in (fold(a.objectif), fold(a.resultat))]
    )
    if not rows:
        raise StateError("{name}: the row it speaks of stands no more in {file}", name=name, file=file.path)
    found = _field(plan, rows[0], old, new, language)
    if found is None:
        collisions = _moved_field(rows[0], old, new)
        if collisions is None:
            raise _by_hand(name)
        return collisions
    value = found.value_in(new)
    if value is None or value == fold(found.value):
        return None
    changed = {a.id: value for a in rows if shared is False or fold(getattr(a, found.column, "")) == fold(found.value)}
    committed = _with_values(file.committed, file.path, found.column, changed, name)
    on_disk = (
        _with_values(file.on_disk, file.path, found.column, changed, name)
        if file.dirty
        else encoded(decode(committed, file.path), file.on_disk)
    )
    return Change(file.path, committed, on_disk, file.on_disk)


def _by_hand(name: str) -> StateError:
    sentence = "{name}: it cannot be written into the action plan by machine; change actions.csv, then “ponam save --for {name}”"
    return StateError(sentence, name=name)


def _cell(table: Block | None, selector: Selector, asked: Asked, name: str) -> tuple[str, str, str]:
    """The action (empty for a band over several), the words of the cell's paragraph, and what they become."""
    if not isinstance(table, Table):
        raise _by_hand(name)
    at = leaf_saying(table, asked.old, selector.start)
    if at is None:
        held = leaf_at(table, selector.start)
        at = held[0] if held is not None else None
    if at is None or len(at.key) < 3 or at.key[0] < table.header_rows:
        raise _by_hand(name)
    old, asked_old = words_of(at), fold(asked.old)
    if old.count(asked_old) != 1:
        raise _by_hand(name)
    row = table.rows[at.key[0]]
    action = "" if len(row.cells) == 1 else fold(block_text(row.cells[0].blocks[0]))
    return action, old, fold(old.replace(asked_old, fold(asked.new)))


def _plan(content: bytes, path: str) -> ActionPlan:
    return read_actions_bytes(content, path)[0]


def _field(plan: ActionPlan, action: Action, old: str, new: str, language: str) -> _Field | None:
    """Which value of an action the table shows as the old words and could show as the new ones."""
    shown = [field for field in _fields(plan, action, language) if field.shown == old]
    fitting = [field for field in shown if field.value_in(new) not in (None, fold(field.value))] or shown
    return fitting[0] if len({field.column for field in fitting}) == 1 else None


def _fields(plan: ActionPlan, action: Action, language: str) -> Iterator[_Field]:
    words = plan_words(language)
    for name in _PLAIN:
        if value := getattr(action, name):
            yield _Field(name, value)
    for name, label in _LABELLED:
        if value := getattr(action, name):
            yield _Field(name, value, words.label(label))
    if action.base and action.cible:
        yield _Field("cible", action.cible, f"{action.base} → ")
        yield _Field("base", action.base, "", f" → {action.cible}")
    for cost in action.costs:
        if cost.amount is not None:
            yield _Field(f"cout_{cost.year}", format_amount(cost.amount, language))
        else:
            yield _Field(f"cout_{cost.year}", cost.raw)


def _moved_field(action: Action, old: str, new: str) -> tuple[Outcome, ...] | None:
    """The row reads otherwise now: a collision that shows what stands in it, where its words are like those quoted."""
    for name in _PLAIN:
        ours = fold(getattr(action, name))
        if fuzz.ratio(old, ours) < LIKE:
            continue
        made = propose(old, new, ours)
        if isinstance(made, Collision):
            return made.places
    return None


def _with_values(content: bytes, path: str, column: str, values: dict[str, str], name: str) -> bytes:
    """The file with other values in one column of some rows; only their lines change."""
    text = decode(content, path)
    lines = text.split("\n")
    delimiter = max(";,\t", key=lines[0].count)
    columns = find_columns(next(csv.reader([lines[0]], delimiter=delimiter)))
    place = columns.known.get(column) if not column.startswith("cout_") else dict(columns.years).get(int(column[5:]))
    plan = _plan(content, path)
    if place is None:
        raise _by_hand(name)
    for action in reversed(plan.actions):
        if action.id in values and action.lines is not None:
            first, last = action.lines
            cells = next(csv.reader(io.StringIO("\n".join(lines[first - 1 : last])), delimiter=delimiter))
            cells[place] = _typed(column, values[action.id], name)
            out = io.StringIO()
            csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
            lines[first - 1 : last] = out.getvalue().split("\n")
    made = encoded("\n".join(lines), content)
    wanted = tuple(_with_value(a, column, values[a.id]) if a.id in values else a for a in plan.actions)
    again = _plan(made, path)
    if not column.startswith("cout_") and again.actions != wanted or len(again.actions) != len(plan.actions):
        raise _by_hand(name)
    return made


def _with_value(action: Action, column: str, value: str) -> Action:
    changed: dict[str, Any] = {column: value}
    return action if column.startswith("cout_") else replace(action, **changed)


def _typed(column: str, value: str, name: str) -> str:
    """A cost as the file writes it: figures only."""
    if not column.startswith("cout_"):
        return value
    typed = "".join(value.split())
    if parse_cost(int(column[5:]), typed) is None:
        raise StateError("{name}: “{value}” is no cost; write millions of FCFA, or PM", name=name, value=value)
    return typed
