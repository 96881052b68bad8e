"""The remarks of the register, laid on a text that is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..text.notices import Notice, Result
from .common import Context
from .consultation import open_register

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Comment
    from ..text.annotations import Annotation
    from ..text.remarks import Selector
    from .texts import Text

UNPLACED = "{count} comments have no place in this text; the matrix has them all"


def annotations_of(context: Context, text: Text) -> Result[tuple[Annotation, ...]]:
    """The comments that bear on a text, at their places: those made on it, and those carried to it from earlier editions."""
    from ..register.store import EVERYTHING

    with open_register(context) as register:
        comments = list(register.comments(EVERYTHING))
        placed = placed_comments(register, comments, text, language=context.lang)
    lost = len(comments) - len(placed)
    notices = (Notice(UNPLACED, {"count": lost}),) if lost else ()
    return Result(tuple(placed.values()), notices)


def placed_comments(register: Register, comments: Iterable[Comment], text: Text, *, language: str) -> dict[int, Annotation]:
    """Some comments on a text, by their numbers; those that have no place in it are not there."""
    from ..text.annotations import Places

    places = Places(text.flow)
    edition = text.source.edition if text.source else ""
    carried = _carried(register, edition)
    out: dict[int, Annotation] = {}
    for comment in comments:
        selector = carried.get(comment.number, comment.place.selector) if comment.edition != edition else comment.place.selector
        found = places.find(selector.section, selector.block, selector.exact) if selector else None
        if found is not None:
            out[comment.number] = _annotation(comment, found, language)
    return out


def _carried(register: Register, edition: str) -> dict[int, Selector | None]:
    from ..register.carrying import places

    return {number: carried.selector for number, carried in places(register, edition).items()} if edition else {}


def _annotation(comment: Comment, found: tuple[int, int, int], language: str) -> Annotation:
    from ..register.vocabulary import SUITES, Suite, label
    from ..text.annotations import Annotation

    index, start, end = found
    words = [comment.text] if comment.text else []
    words += [f"→ {comment.proposal}"] if comment.proposal else []
    if comment.suite is not Suite.PENDING and comment.disposition is not None:
        words.append(" – ".join(filter(None, (label(SUITES, comment.suite, language), comment.disposition.reason))))
    author = " – ".join(dict.fromkeys(filter(None, (comment.stakeholder, comment.author))))
    date = comment.written_at if len(comment.written_at) >= 19 else ""
    return Annotation(index, start, end, comment.name, author, date, "\n".join(words), resolved=comment.resolved)
