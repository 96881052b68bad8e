"""Comments out of the register, filtered and ordered in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from ..text.remarks import Selector
from . import choosing, models, standing
from .values import Carried, Comment, Disposition, Place, Wanted
from .vocabulary import Certainty, Channel, Edit, Kind, Nature, Standing, Suite

CHUNK = 1000
BATCH = 500
OWN = (
    *("number", "kind", "edit", "nature", "text", "proposal", "quote", "author", "written_at"),
    *("revision", "section", "block", "exact", "prefix", "suffix", "start"),
    *(
        "certainty",
        "score",
        "place",
        "place_as_written",
        "position",
        "source",
        "extras",
        "answers_id",
        "resolved",
        "group",
        "assignee",
        "untracked",
        "standing",
        "superseded_by_id",
    ),
)
JOINED = (
    *("stakeholder__code", "round__number", "round__edition"),
    *("submission__received_at", "submission__channel", "submission__file_name", "submission__file_id", "submission__reviewer"),
    *("decision__rank", "decision__suite", "decision__reason", "decision__author", "decision__decided_at"),
    *("decision__where", "decision__duplicate_of_id"),
)


def comments(wanted: Wanted) -> Iterator[Comment]:
    """The comments that `wanted` lets through, read from the database as they are used."""
    if wanted.limit is None:
        query = choosing.chosen(wanted).order_by(*choosing.ORDERS[wanted.order])
        return _complete(query.values(*OWN, *JOINED).iterator(chunk_size=CHUNK))
    # A page: first the numbers, from narrow indexes, then the few wide rows that they name.
    page = numbers(wanted)
    return _complete(row for start in range(0, len(page), CHUNK) for row in _rows(page[start : start + CHUNK]))


def numbers(wanted: Wanted) -> tuple[int, ...]:
    """Only their numbers, in their order."""
    return choosing.page(wanted)


def _rows(numbers: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """Some rows in the order of their numbers as given."""
    found = {row["number"]: row for row in models.Comment.objects.filter(number__in=numbers).values(*OWN, *JOINED)}
    return (found[number] for number in numbers if number in found)


def _complete(rows: Iterable[Mapping[str, Any]]) -> Iterator[Comment]:
    """Tags and later places are looked up for many rows at once, and not at all where there are none."""
    tagged, carried = models.Tag.objects.exists(), models.Carried.objects.exists()
    rest = iter(rows)
    while batch := list(islice(rest, CHUNK)):
        numbers = [row["number"] for row in batch]
        tags = _tags(numbers) if tagged else {}
        places = standing.last_places(numbers) if carried else {}
        yield from (_value_of(row, tags.get(row["number"], ()), places.get(row["number"])) for row in batch)


def _tags(numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(numbers), BATCH):
        part = models.Tag.objects.filter(comment_id__in=numbers[start : start + BATCH]).order_by("name")
        for number, name in part.values_list("comment_id", "name"):
            found[number] = (*found.get(number, ()), name)
    return found


def _value_of(row: Mapping[str, Any], tags: tuple[str, ...], carried: Carried | None) -> Comment:
    return Comment(
        number=row["number"],
        kind=Kind(row["kind"]),
        edit=Edit(row["edit"]),
        nature=Nature(row["nature"]),
        text=row["text"],
        proposal=row["proposal"],
        quote=row["quote"],
        author=row["author"],
        written_at=row["written_at"],
        received_at=row["submission__received_at"],
        stakeholder=row["stakeholder__code"],
        round=row["round__number"],
        edition=row["round__edition"],
        channel=Channel(row["submission__channel"]),
        file_name=row["submission__file_name"],
        file_sha256=row["submission__file_id"] or "",
        place=_place(row),
        source=row["source"],
        extras=row["extras"],
        answers=row["answers_id"],
        resolved=row["resolved"],
        disposition=_disposition(row) if row["decision__rank"] else None,
        group=row["group"],
        assignee=row["assignee"],
        tags=tags,
        untracked=row["untracked"],
        standing=Standing(row["standing"]),
        superseded_by=row["superseded_by_id"],
        reviewer=row["submission__reviewer"],
        carried=carried,
    )


def _place(row: Mapping[str, Any]) -> Place:
    selector = None
    if row["block"] is not None:
        selector = Selector(*(row[name] for name in ("revision", "section", "block", "exact", "prefix", "suffix", "start")))
    certainty = Certainty(row["certainty"])
    return Place(selector, certainty, row["score"], row["place"], row["position"], row["place_as_written"])


def _disposition(row: Mapping[str, Any]) -> Disposition:
    return Disposition(
        suite=Suite(row["decision__suite"]),
        reason=row["decision__reason"],
        author=row["decision__author"],
        decided_at=row["decision__decided_at"],
        where=row["decision__where"],
        duplicate_of=row["decision__duplicate_of_id"],
    )
