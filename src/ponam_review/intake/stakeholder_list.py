"""The list of those consulted, from a spreadsheet or a CSV file with headings in French or English."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ..register.values import Stakeholder
from ..register.vocabulary import plain_words
from ..text.errors import SheetError
from ..text.notices import Result
from .cells import Losses, read_sheets

_HEADINGS = {
    "code": ("sigle", "code", "abreviation", "acronyme", "acronym", "abbreviation", "short name", "nom court"),
    "name": ("nom", "name", "denomination", "structure", "institution", "intitule", "organisation", "partie prenante"),
    "category": ("categorie", "category", "type", "nature"),
    "region": ("region",),
    "country": ("pays", "country"),
    "contact": ("contact", "point focal", "point de contact", "focal point", "contact point", "interlocuteur"),
    "email": ("courriel", "email", "e mail", "mail", "adresse electronique", "mel"),
}
HEADING_ROWS = 20


def read_stakeholders(content: bytes, name: str) -> Result[tuple[Stakeholder, ...]]:
    """The stakeholders of the first sheet that names some. A row without a short name takes its name for one."""
    losses = Losses(name)
    for sheet in read_sheets(content, name, losses):
        first = list(islice(sheet.rows, HEADING_ROWS))
        for place, row in enumerate(first):
            columns = _columns(row)
            if "name" in columns or "code" in columns:
                found = (_stakeholder(cells, columns) for cells in (*first[place + 1 :], *sheet.rows))
                return Result(tuple(stakeholder for stakeholder in found if stakeholder.code), tuple(losses.notices))
    raise SheetError("{file}: no column of names was recognised; head the columns “sigle” and “nom”", file=name)


def _columns(row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = plain_words(cell)
        for field, headings in _HEADINGS.items():
            if words in headings:
                columns.setdefault(field, place)
    return columns


def _stakeholder(cells: Sequence[str], columns: dict[str, int]) -> Stakeholder:
    def said(field: str) -> str:
        place = columns.get(field, len(cells))
        return cells[place] if place < len(cells) else ""

    code = said("code") or said("name")
    return Stakeholder(
        code=code,
        name=said("name") or code,
        category=said("category"),
        region=said("region"),
        country=said("country"),
        contact=said("contact"),
        email=said("email"),
    )
