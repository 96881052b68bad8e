"""Which commitments the text serves: the objectives of a framework, and the actions and sections that name them.

The frameworks are the Global Compact for Migration (GCM), the Sustainable Development Goals (ODD), the axes of Mali's SNEDD 2024-2033 and
its Vision 2063. `ODD-10.7` is a target of ODD-10, and counts for it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..text.errors import ActionsFileError
from ..text.model import Section
from .rows import ActionPlan

_CODE = re.compile(r"(?P<objective>(?P<frame>[^\W\d_]+\d*?)(?:-(?P<number>\d+))?)(?:[.\-]\w+)*")
_HEAD = ("code", "fr", "en")


@dataclass(frozen=True, slots=True)
class Objective:
    """One commitment: its code (`GCM-19`), and short words of ours for it by language."""

    code: str
    labels: Mapping[str, str]

    @property
    def frame(self) -> str:
        return self.code.partition("-")[0]

    def label(self, language: str) -> str:
        return self.labels["en" if language == "en" else "fr"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What serves an objective. `sections`: ids."""

    objective: Objective
    actions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.actions or self.sections)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Every objective, in the order of its list. `unknown`: codes that the text names and no list has, with who names them."""

    rows: tuple[Coverage, ...]
    titles: Mapping[str, str]
    """Of the sections."""
    unknown: Mapping[str, tuple[str, ...]]

    @property
    def frames(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.objective.frame for row in self.rows))

    def of(self, frame: str) -> tuple[Coverage, ...]:
        return tuple(row for row in self.rows if row.objective.frame == frame)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a revision did to the coverage of an objective. `fate`: won and lost speak of the whole objective."""

    objective: Objective
    old: Coverage
    new: Coverage

    @property
    def fate(self) -> str:
        if bool(self.old) != bool(self.new):
            return "won" if self.new else "lost"
        return "same" if self.old == self.new else "changed"

    @property
    def gained(self) -> tuple[str, ...]:
        return _without((*self.new.actions, *self.new.sections), (*self.old.actions, *self.old.sections))

    @property
    def dropped(self) -> tuple[str, ...]:
        return _without((*self.old.actions, *self.old.sections), (*self.new.actions, *self.new.sections))


def _without(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def read_objectives(text: str, file: str) -> tuple[Objective, ...]:
    """A list of objectives: `code;fr;en`, a row each."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    if tuple(next(rows, ())) != _HEAD:
        raise ActionsFileError("{file}:1: the first row must be “{head}”", file=file, head=";".join(_HEAD))
    found = []
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(_HEAD) or not row[0] or not row[1]:
            raise ActionsFileError("{file}:{line}: this row is not whole; restore it, or delete it", file=file, line=rows.line_num)
        found.append(Objective(row[0], {"fr": row[1], "en": row[2] or row[1]}))
    return tuple(found)


def objective_of(code: str) -> str:
    """The objective that a code stands under: GCM-7 for GCM-7, ODD-10 for ODD-10.7, V2063 for V2063."""
    match = _CODE.fullmatch(code.strip())
    return match["objective"] if match else code


def crosswalk(objectives: Sequence[Objective], plan: ActionPlan | None, sections: Iterable[Section]) -> Crosswalk:
    """What of the plan and of the sections serves each objective."""
    named: dict[str, tuple[list[str], list[str]]] = {one.code: ([], []) for one in objectives}
    unknown: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for id, codes, place in _named(plan, sections, titles):
        for code in dict.fromkeys(code.strip() if code.strip() in named else objective_of(code) for code in codes):
            if code in named:
                named[code][place].append(id)
            else:
                unknown.setdefault(code, []).append(id)
    rows = tuple(Coverage(one, tuple(named[one.code][0]), tuple(named[one.code][1])) for one in objectives)
    return Crosswalk(rows, titles, {code: tuple(ids) for code, ids in unknown.items()})


def _named(plan: ActionPlan | None, sections: Iterable[Section], titles: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for action in plan.actions if plan is not None else ():
        yield action.id, action.alignments, 0
    for section in sections:
        titles[section.id] = section.title
        yield section.id, section.alignments, 1


def shifts(old: Crosswalk, new: Crosswalk) -> tuple[Shift, ...]:
    """What became of each objective, in the order of the list."""
    before = {row.objective.code: row for row in old.rows}
    return tuple(Shift(row.objective, before.get(row.objective.code, Coverage(row.objective)), row) for row in new.rows)
