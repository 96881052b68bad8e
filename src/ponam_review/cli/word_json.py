"""What a Word file holds as JSON (`schemas/ponam-word-1.json`), in pieces: a file may hold a hundred thousand comments.

Imports nothing that takes longer to load than a file takes to read: `ponam read --format json` is run over whole folders.
"""

from __future__ import annotations

from json.encoder import JSONEncoder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from ..text.notices import Notice
    from ..word.reading.gathering import Change, Thing
    from ..word.reading.quotes import Slot
    from ..word.reading.telling import Remark, Told

_BATCH = 500


def as_json(told: Told, sentence: Callable[[Notice], str]) -> Iterator[str]:
    """The file in the shape of CONTRACT.md. `sentence`: a warning as the user reads it."""
    encode = JSONEncoder(ensure_ascii=False).encode
    first = {
        "schema": "ponam-word/1",
        "accepted": told.accepted,
        "rejected": told.rejected,
        "labels": [slot.label for slot in told.slots],
        "rejected_labels": [slot.label for slot in told.rejected_slots],
        "levels": [slot.level for slot in told.slots],
        "cells": [slot.cell for slot in told.slots],
    }
    yield encode(first)[:-1]
    yield from _array("comments", map(_comment, told.comments), encode)
    yield from _array("changes", map(_change, told.changes), encode)
    last = {
        "headers": told.heads,
        "objects": [_thing(thing) for thing in told.things],
        "warnings": [sentence(notice) for notice in told.notices],
    }
    yield ", " + encode(last)[1:]


def _array(name: str, rows: Iterable[dict[str, Any]], encode: Callable[[Any], str]) -> Iterator[str]:
    yield f', "{name}": ['
    batch: list[dict[str, Any]] = []
    begun = False
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield (", " if begun else "") + encode(batch)[1:-1]
            begun = True
            batch.clear()
    if batch:
        yield (", " if begun else "") + encode(batch)[1:-1]
    yield "]"


def _comment(remark: Remark) -> dict[str, Any]:
    return {
        "id": remark.id,
        "author": remark.author,
        "date": remark.date,
        "text": remark.text,
        "quote": remark.quote,
        "rejected_quote": remark.former,
        "parent": remark.parent or None,
        "same_range_as": remark.beside or None,
        "resolved": remark.resolved,
        "paragraph": _index(remark.slot),
        "date_utc": remark.moment or None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "author": change.author,
        "date": change.date,
        "text": change.words,
        "paragraph": _index(change.slot),
    }


def _thing(thing: Thing) -> dict[str, Any]:
    return {"kind": thing.kind, "name": thing.name, "paragraph": _index(thing.slot), "text": thing.words}


def _index(slot: Slot | None) -> int | None:
    return slot.index if slot else None
