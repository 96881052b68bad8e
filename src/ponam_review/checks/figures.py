"""Figures that must agree: totals with their rows, the policy with its action plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..plan.costs import format_amount
from ..plan.rows import ActionPlan, totals_by_axis_and_year
from ..text.model import Heading, Row, Section, Table
from ..text.plain import block_text, fold
from .findings import Finding, finding
from .subject import Subject
from .walking import placed_blocks
from .writing import at

_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|[-−]?\d+(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TOTAL = re.compile(r"(?:total|ensemble|totaux|total général)\b", re.IGNORECASE)
_AXIS = re.compile(r"(?:axe\s*)?(?P<number>\d{1,2})\b", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\d,.])(?P<count>\d{1,4})[ \u00a0\u202f]actions\b")
_COST = re.compile(
    r"(?:coût (?:total|global|de la mise en œuvre|de la politique|du plan)|budget (?:total|global)|enveloppe globale)[^.!?\n]{0,80}?"
    r"(?P<amount>\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?)[ \u00a0\u202f](?P<unit>millions|milliards)"
    r"[ \u00a0\u202f]de[ \u00a0\u202f](?:FCFA|francs)",
    re.IGNORECASE,
)


# ------------------------------------------------------------------ sums


def check_sums(subject: Subject) -> Iterator[Finding]:
    """Tables with a column or a last row called “Total”. Rounded figures may differ by half a unit for each that is summed."""
    for _document, section in subject.sections():
        for block, line in placed_blocks(section.blocks):
            if isinstance(block, Table):
                yield from _sums(section, block, line)


def _sums(section: Section, table: Table, line: int) -> Iterator[Finding]:
    grid = _grid(table)
    if grid is None or not table.header_rows:
        return
    head, rows = grid[table.header_rows - 1], grid[table.header_rows :]
    columns = [place for place, name in enumerate(head) if _YEAR.fullmatch(name)]
    totals = [place for place, name in enumerate(head) if _TOTAL.match(name)]
    if len(columns) >= 2 and len(totals) == 1:
        for place, row in enumerate(rows):
            yield from _differs(section, _line(table, place, line), row, row[0], [row[c] for c in columns], row[totals[0]])
    last = rows[-1] if rows else []
    if len(rows) >= 3 and last and _TOTAL.match(last[0]):
        parts = [row for row in rows[:-1] if not _TOTAL.match(row[0]) and not row[0].casefold().startswith(("dont", "sous-total"))]
        for column in range(1, len(head)):
            name = f"{last[0]}, {head[column]}"
            yield from _differs(section, _line(table, len(rows) - 1, line), last, name, [row[column] for row in parts], last[column])


def _differs(section: Section, line: int, row: Sequence[str], name: str, parts: Sequence[str], total: str) -> Iterator[Finding]:
    numbers = [_number(part) for part in parts]
    said = _number(total)
    if said is None or any(number is None for number in numbers):
        return
    added = sum((number for number in numbers if number is not None), Decimal(0))
    exponent = said.as_tuple().exponent
    slack = Decimal(0) if isinstance(exponent, str) or exponent == 0 else Decimal(1).scaleb(exponent) * len(numbers) / 2
    if abs(added - said) > slack:
        sentence = "“{name}”: the table says {said}, its figures add up to {added}"
        yield finding("figures/sums", sentence, section.file, line, name=name, said=total, added=format_amount(added))


def _grid(table: Table) -> list[list[str]] | None:
    """The texts of the cells; None for a table with merged cells, whose columns nobody can add up with certainty."""
    grid = []
    for row in table.rows:
        if any(cell.columns != 1 or cell.rows != 1 for cell in row.cells):
            return None
        grid.append([fold(" ".join(block_text(inner) for inner in cell.blocks)) for cell in row.cells])
    return grid if len({len(row) for row in grid}) == 1 else None


def _line(table: Table, place: int, line: int) -> int:
    row: Row = table.rows[table.header_rows + place]
    return row.lines[0] if row.lines else line


def _number(text: str) -> Decimal | None:
    """The figure that a cell holds, a percentage included; a dash, nothing and “PM” are zero."""
    bare = text.removesuffix("%").strip()
    if bare in ("", "-", "–", "—") or bare.casefold() == "pm":
        return Decimal(0)
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", bare).replace("−", "-").replace(",", "."))


# ------------------------------------------------------------------ policy and plan


def check_plan(subject: Subject) -> Iterator[Finding]:
    """The policy says how much its plan costs, by axis and year, and how many actions it has: those figures are the plan's."""
    for plan in subject.plans.values():
        totals = totals_by_axis_and_year(plan)
        whole = sum((amount for years in totals.values() for amount in years.values()), Decimal(0))
        for document, section in subject.sections():
            if document.id in subject.plans:
                continue
            for block, line in placed_blocks(section.blocks):
                if isinstance(block, Table):
                    yield from _axes(section, block, line, plan)
        yield from _sentences(subject, plan, whole)


def _axes(section: Section, table: Table, line: int, plan: ActionPlan) -> Iterator[Finding]:
    """A table with a column a year and a row an axis."""
    grid = _grid(table)
    if grid is None or not table.header_rows or "axe" not in fold(grid[table.header_rows - 1][0]).casefold():
        return
    head = grid[table.header_rows - 1]
    years = {column: int(name) for column, name in enumerate(head) if _YEAR.fullmatch(name)}
    if len(set(years.values()) & set(plan.years)) < 2:
        return
    totals = totals_by_axis_and_year(plan)
    for place, row in enumerate(grid[table.header_rows :]):
        axis = _axis(row[0], plan)
        for column, year in years.items():
            said = _number(row[column])
            planned = totals.get(axis, {}).get(year)
            if said is not None and planned is not None and said != planned:
                sentence = "“{name}”, {year}: {said} here, {planned} in the action plan"
                values = {"name": row[0], "year": year, "said": row[column], "planned": format_amount(planned)}
                yield finding("figures/plan", sentence, section.file, _line(table, place, line), **values)


def _axis(label: str, plan: ActionPlan) -> str:
    match = _AXIS.match(label)
    name = f"axe-{int(match['number'])}" if match else ""
    return name if name in plan.axes else ""


def _sentences(subject: Subject, plan: ActionPlan, whole: Decimal) -> Iterator[Finding]:
    for document, section, prose in subject.texts():
        if _is_past(section):
            continue
        for match in prose.finditer(_COST):
            said = Decimal(re.sub(r"[ \u00a0\u202f]", "", match["amount"]).replace(",", "."))
            scale = Decimal(1000) if match["unit"].casefold() == "milliards" else Decimal(1)
            exponent = said.as_tuple().exponent
            slack = scale * Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
            if abs(said * scale - whole) > slack:
                sentence = "a cost of {said} is given here, the action plan adds up to {planned} million FCFA"
                amount = f"{match['amount']} {match['unit']}"
                yield at("figures/plan", sentence, prose, match.start("amount"), said=amount, planned=format_amount(whole))
        if document.id not in subject.plans:
            for match in prose.finditer(_COUNT):
                before = prose.text[max(0, match.start() - 120) : match.start()].casefold()
                if int(match["count"]) != len(plan.actions) and "plan" in before:
                    sentence = "{said} actions here, {planned} in the action plan"
                    yield at("figures/plan", sentence, prose, match.start(), said=match["count"], planned=len(plan.actions))


def _is_past(section: Section) -> bool:
    """A section that tells of an earlier policy gives that policy's figures."""
    return any(isinstance(block, Heading) and "2014" in block_text(block) for block in section.blocks[:1])
