"""A returned Word copy: its comments are remarks, its changes proposals, one for each changed paragraph and author.

The copy with all changes rejected is the edition that was sent out, but for what was changed without tracking; every remark stands on the
edition's own words, whichever edition the copy answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..register.values import NewComment
from ..text.errors import WordFileError
from ..text.notices import Notice, Result
from ..word.returned.reading import read_returned
from ..word.returned.values import ReturnedFile
from .kit_files import without_instructions
from .layout import Layout
from .returned.asking import Account, Asked, Asking
from .returned.copy import Copy
from .returned.lines import readings
from .returned.recognising import Recognised, recognise
from .returned.remarks import Remarks

MOST_UNTRACKED = 40
"""Untracked changes that are taken as proposals; with more of them the copy is one of another text, or was rewritten."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How copies are read. `edition`: the one they answer, where a person says so; `most`: untracked changes taken as proposals."""

    edition: str = ""
    most: int = MOST_UNTRACKED


USUAL = Terms()


def read_copy(content: bytes, name: str, layout: Layout, terms: Terms = USUAL) -> Result[tuple[NewComment, ...]]:
    """The remarks of a returned copy, in reading order: each paragraph's comments, then the wording proposed for it.

    `layout`: the open round's edition; its shelf holds the others."""
    read = read_returned(content, name=name)
    file = read.value
    lines = readings(file)
    found = recognise(lines[0].lines, file.identity.edition, layout, layout.shelf, terms.edition)
    if found.free and not file.comments and not file.changes:
        raise _stranger(name, found)
    copy = Copy(file, found.layout, lines, found.pairing)
    asking = Asking(copy, file.identity.modified_by)
    asked = _unplaced(asking.asked()) if found.free else asking.asked()
    remarks = list(Remarks(copy, asking.stood, free=found.free).remarks())
    kept, many = _moderate(asked, terms.most)
    rows = [((paragraph, 0, rank), comment) for rank, (paragraph, comment) in enumerate(remarks)]
    rows += [((one.paragraph, 1, rank), one.comment) for rank, one in enumerate(kept)]
    rows.sort(key=lambda row: row[0])
    told = [*_edition(found, layout), *_left_out(file, asking.account), *_untracked(kept, many, found)]
    notices = (*read.notices, *(Notice(n.template, n.values, file=name) for n in told))
    return Result(tuple(comment for _, comment in rows), notices)


def _stranger(name: str, found: Recognised) -> WordFileError:
    sentence = (
        "{file}: its text is that of no edition (the nearest, {edition}, has {percent} % in common with it), and it holds no comment and "
        "no tracked change; name the edition with --edition, or enter its remarks with “ponam comment add”"
    )
    return WordFileError(sentence, file=name, edition=found.layout.name, percent=round(100 * found.confidence))


def _unplaced(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Proposals of a document that is no copy: only tracked ones, and those only by their words."""
    from dataclasses import replace

    from ..register.values import Place

    return tuple(replace(one, comment=replace(one.comment, place=Place())) for one in asked if not one.comment.untracked)


def _moderate(asked: tuple[Asked, ...], most: int) -> tuple[list[Asked], int]:
    """All proposals; where the untracked ones are too many, none of those, and their number."""
    untracked = sum(one.comment.untracked for one in asked)
    if untracked <= most:
        return list(asked), 0
    return [one for one in asked if not one.comment.untracked], untracked


# ------------------------------------------------------------------ what is no remark, and what a person must know


def _edition(found: Recognised, current: Layout) -> Iterator[Notice]:
    values = {"edition": found.layout.name, "percent": round(100 * found.confidence)}
    if found.free:
        yield Notice(
            "its text is that of no edition (the nearest, {edition}, has {percent} % in common with it): its remarks are kept without a "
            "place; if it does answer an edition, name it with --edition",
            values,
        )
        return
    if found.chosen:
        yield Notice("taken to answer the edition {edition}, as --edition says ({percent} % of its text)", values)
    elif not found.carried:
        yield Notice("it does not say which edition it answers; by its text it is {edition} (confidence {percent} %)", values)
    if found.layout.name != current.name:
        yield Notice("it answers the edition {edition}, and the open consultation is on {current}", {**values, "current": current.name})


def _left_out(file: ReturnedFile, account: Account) -> Iterator[Notice]:
    def counted(count: int) -> dict[str, object]:
        return {"count": count}

    empty = sum(not comment.text.strip() for comment in file.comments)
    rows = (
        Notice("changes in the cover and the contents, which the tool makes, left out: {count}", counted(account.generated)),
        Notice("changes of formatting only, which are no proposals and were left out: {count}", counted(len(file.formats))),
        Notice("changes in headers and footers, left out: {count}", counted(file.heads)),
        Notice("empty comments, left out: {count}", counted(empty)),
        Notice("tracked changes of nothing but white space, left out: {count}", counted(account.spacing)),
        Notice("paragraphs whose typography alone was changed without tracking, left out: {count}", counted(account.typography)),
        Notice("cells of tables that were merged or split, tracked; look at them in the file: {count}", counted(file.merged_cells)),
        Notice("the copy lost its notes ({count}), as some programs do; nobody proposed to delete them", counted(account.notes)),
        Notice("{count} characters that one person inserted and another deleted were left out", counted(file.withdrawn)),
    )
    yield from (notice for notice in rows if notice.values["count"])
    front = without_instructions(account.front)
    if front:
        shown = {"count": len(front), "words": _short(front[0])}
        yield Notice("paragraphs before the text, taken for another cover or a letter: {count} (“{words}”); read them", shown)
    if account.absent:
        parts = ", ".join(f"“{title}”" for title in account.absent[:5]) + (", …" if len(account.absent) > 5 else "")
        yield Notice("parts of the edition that the copy does not hold, and that nobody proposed to delete: {parts}", {"parts": parts})


def _untracked(kept: list[Asked], many: int, found: Recognised) -> Iterator[Notice]:
    values = {"count": many, "edition": found.layout.name}
    if many:
        yield Notice(
            "{count} differences from the edition {edition} without tracking: too many to be taken as proposals; if the copy answers "
            "another edition, name it with --edition, and --untracked {count} takes them all",
            values,
        )
        return
    taken = sum(one.comment.untracked for one in kept)
    if taken:
        yield Notice("changes made without tracking, found by comparison and taken as proposals: {count}", {"count": taken})


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
