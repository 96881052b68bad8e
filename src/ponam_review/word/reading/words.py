"""A Word file as a value: both readings, comments with their quotes, tracked changes with their authors."""

from __future__ import annotations

from collections.abc import Iterator

from ...text.notices import Result
from ...text.remarks import Comment
from .quotes import Slot
from .telling import Told, tell
from .values import Aside, TrackedChange, WordFile


def read_word(content: bytes, *, name: str) -> Result[WordFile]:
    """Read a .docx. Raises WordFileError, with a sentence for its owner, where that cannot or should not be done."""
    told = tell(content, name=name)
    value = WordFile(
        accepted=told.accepted,
        rejected=told.rejected,
        comments=tuple(_comments(told)),
        changes=tuple(TrackedChange(c.kind, c.author, c.date, c.words, _index(c.slot)) for c in told.changes),
        people=told.people,
        durable_ids=told.durable_ids,
        labels=tuple(slot.label for slot in told.slots),
        rejected_labels=tuple(slot.label for slot in told.rejected_slots),
        levels=tuple(slot.level for slot in told.slots),
        cells=tuple(slot.cell for slot in told.slots),
        heads=told.heads,
        asides=tuple(Aside(thing.kind, thing.name, _index(thing.slot), tuple(thing.words)) for thing in told.things),
    )
    return Result(value, tuple(told.notices))


def _comments(told: Told) -> Iterator[Comment]:
    for remark in told.comments:
        yield Comment(
            id=remark.id,
            author=remark.author,
            date=remark.date,
            text=remark.text,
            quote=remark.quote,
            parent=remark.parent,
            resolved=remark.resolved,
            paragraph=_index(remark.slot),
            rejected_quote=remark.former,
            moment=remark.moment,
        )


def _index(slot: Slot | None) -> int:
    return slot.index if slot else -1
