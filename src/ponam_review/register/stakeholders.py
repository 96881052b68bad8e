"""Who is consulted: found again under any usual spelling of the short name or the name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..text.errors import RegisterError, StateError, UsageError
from . import audit, models, sequences
from .values import Stakeholder
from .vocabulary import plain_words

LIKENESS = 70


def add(stakeholders: Iterable[Stakeholder], *, author: str, now: datetime) -> tuple[Stakeholder, ...]:
    """Enter stakeholders and return the new ones; known ones stay as they are: lists are imported again."""
    sequences.hold("comment")
    known = set(models.Stakeholder.objects.values_list("key", flat=True))
    added: list[Stakeholder] = []
    for stakeholder in stakeholders:
        key = plain_words(stakeholder.code)[:60]
        if not key or not stakeholder.name.strip():
            raise UsageError("a stakeholder needs a short name and a name")
        if key not in known:
            known.add(key)
            added.append(stakeholder)
    for stakeholder in added:
        row = models.Stakeholder.objects.create(
            code=stakeholder.code.strip()[:60],
            key=plain_words(stakeholder.code)[:60],
            name=stakeholder.name.strip()[:250],
            category=stakeholder.category[:80],
            region=stakeholder.region[:80],
            country=stakeholder.country[:80],
            contact=stakeholder.contact[:160],
            email=stakeholder.email[:250],
            anonymous=stakeholder.anonymous,
            gathers=stakeholder.gathers,
        )
        audit.record("stakeholder.added", str(row.pk), {"category": row.category}, author=author, now=now)
    return tuple(added)


def add_one(stakeholder: Stakeholder, *, author: str, now: datetime) -> None:
    """Enter one; refused when its short name is taken."""
    if not add([stakeholder], author=author, now=now):
        raise StateError("the stakeholder {code} is in the register already", code=stakeholder.code)


def add_anonymous(category: str, *, country: str = "", author: str, now: datetime) -> str:
    """Enter somebody who gives no name: a code is made up, and nothing else is kept but the category."""
    sequences.hold("comment")
    number = models.Stakeholder.objects.count() + 1
    while models.Stakeholder.objects.filter(key=plain_words(code := f"ANON-{number:03d}")).exists():
        number += 1
    add([Stakeholder(code, "–", category, country=country, anonymous=True)], author=author, now=now)
    return code


def stakeholders() -> tuple[Stakeholder, ...]:
    """All of them, by short name; not those that turned out to be another."""
    return tuple(value_of(row) for row in models.Stakeholder.objects.filter(merged_into=None).order_by("code"))


def value_of(row: models.Stakeholder) -> Stakeholder:
    told = (row.code, row.name, row.category, row.region, row.country, row.contact, row.email, row.pk)
    return Stakeholder(*told, anonymous=row.anonymous, gathers=row.gathers)


def row_of(name: str) -> models.Stakeholder:
    """The stakeholder called `name`; refused with the nearest names when there is none."""
    row = find_row(name)
    if row is not None:
        return row
    codes = list(models.Stakeholder.objects.values_list("code", "name"))
    if not codes:
        raise RegisterError("“{name}” is not in the register; add it with “ponam stakeholder add”", name=name)
    nearest = _nearest(name, codes)
    if nearest:
        raise RegisterError(
            "“{name}” is not in the register; near it: {nearest}; “ponam stakeholder add” enters another",
            name=name,
            nearest=nearest,
        )
    raise RegisterError("“{name}” is not in the register; “ponam stakeholder list” shows who is", name=name)


def find_row(name: str) -> models.Stakeholder | None:
    """The stakeholder with this short name or name, whatever its case and accents; None: there is none, or
    several."""
    wanted = plain_words(name)
    if not wanted:
        return None
    row = models.Stakeholder.objects.filter(key=wanted).first()
    if row is None:
        same = {row.merged_into_id or row.pk: row for row in models.Stakeholder.objects.all() if plain_words(row.name) == wanted}
        row = next(iter(same.values())) if len(same) == 1 else None
    while row is not None and row.merged_into_id is not None:
        row = row.merged_into
    return row


def _nearest(name: str, known: list[tuple[str, str]]) -> str:
    from rapidfuzz import fuzz, process

    spellings = {plain_words(word): code for code, words in known for word in (code, words)}
    found = process.extractOne(plain_words(name), list(spellings), scorer=fuzz.WRatio, score_cutoff=LIKENESS)
    return spellings[found[0]] if found else ""
