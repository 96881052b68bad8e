"""`ponam read`: what a Word file holds, to read in a terminal or to hand to a program."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..word.reading.gathering import Change, Thing
    from ..word.reading.quotes import Slot
    from ..word.reading.telling import Remark, Told

WIDTH = 80
SHORT = 200

KINDS = {
    "insert": "inserted",
    "delete": "deleted",
    "move-from": "moved from here",
    "move-to": "moved to here",
    "format": "formatted",
    "paragraph-insert": "paragraph inserted",
    "paragraph-delete": "paragraph deleted",
    "row-insert": "row inserted",
    "row-delete": "row deleted",
    "cell-insert": "cell inserted",
    "cell-delete": "cell deleted",
}

THINGS = {"chart": "chart", "diagram": "diagram", "embedded": "embedded object"}


@click.command(help=_("Show what a Word file holds: its text, its comments and its tracked changes."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE.docx"))
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", help=_("How to show it."))
@click.option("--rejected", is_flag=True, help=_("Show the text as it was before the tracked changes."))
@click.option("-o", "--output", default="-", metavar=_("FILE"), help=_("Where to write (default: standard output)."))
@common_options
@click.pass_obj
def command(context: Context, file: Path, kind: str, rejected: bool, output: str) -> None:
    from ..word.reading.package import file_bytes
    from ..word.reading.telling import tell

    told = tell(file_bytes(file), name=str(file))
    if kind == "json":
        from .word_json import as_json

        lines = as_json(told, lambda notice: _(notice.template).format(**notice.values))
        text = "".join(lines) + "\n"
    else:
        text = "\n".join(shown(told, rejected=rejected)) + "\n"
    write_output(output, text.encode("utf-8", "replace"))
    if kind == "text":
        show_notices(told.notices, context)


# ------------------------------------------------------------------ text


def shown(told: Told, *, rejected: bool) -> Iterator[str]:
    """The file for a reader: text with its labels and headings, comments in threads, changes, what is no text."""
    yield _summary(told)
    yield ""
    yield (_("Text, all changes rejected") if rejected else _("Text, all changes accepted")).upper()
    paragraphs, slots = (told.rejected, told.rejected_slots) if rejected else (told.accepted, told.slots)
    for number, (text, slot) in enumerate(zip(paragraphs, slots, strict=True), 1):
        yield from _wrapped(f"{number:>4}  ", _dressed(text, slot))
    if told.heads:
        yield from ("", _("Headers and footers").upper())
        for text in told.heads:
            yield from _wrapped("      ", text)
    if told.comments:
        yield from ("", _("Comments").upper())
        for comment in told.comments:
            yield from _comment(comment)
    if told.changes:
        yield from ("", _("Tracked changes").upper())
        for change in told.changes:
            yield from _change(change)
    if told.things:
        yield from ("", _("Beside the text").upper())
        for thing in told.things:
            yield from _thing(thing)


def _dressed(text: str, slot: Slot) -> str:
    """A paragraph as it stands: heading marks as in Markdown, the label that Word prints, the cell it is in."""
    parts = ["#" * slot.level, slot.label, text]
    if slot.cell:
        table, row, column = slot.cell
        parts.insert(0, _("[T{table} R{row} C{column}]").format(table=table, row=row, column=column))
    return " ".join(part for part in parts if part)


def _summary(told: Told) -> str:
    settled = sum(comment.resolved for comment in told.comments)
    authors = Counter(change.author for change in told.changes)
    parts = [
        _("{count} paragraphs").format(count=len(told.accepted)),
        _("{count} comments, {settled} of them resolved").format(count=len(told.comments), settled=settled),
        _("{count} tracked changes").format(count=len(told.changes)),
    ]
    if authors:
        parts[-1] += " (" + ", ".join(f"{author or '?'} {count}" for author, count in authors.most_common(8)) + ")"
    return " · ".join(parts)


def _comment(comment: Remark) -> Iterator[str]:
    head = [f"[{comment.id}]", comment.author or _("unknown author"), _day(comment.date)]
    if comment.slot:
        head.append(f"¶{comment.slot.index + 1}")
    if comment.parent:
        head.append(_("answers [{id}]").format(id=comment.parent))
    if comment.resolved:
        head.append(_("resolved"))
    yield "  " + " · ".join(part for part in head if part)
    if comment.quote:
        yield from _wrapped("      ", _("“{words}”").format(words=_shortened(comment.quote)))
    if comment.former and comment.former != comment.quote:
        yield from _wrapped("      ", _("before the changes: “{words}”").format(words=_shortened(comment.former)))
    for line in comment.text.splitlines() or [""]:
        yield from _wrapped("      ", line)


def _change(change: Change) -> Iterator[str]:
    place = f"¶{change.slot.index + 1}" if change.slot else _("header or footer")
    head = " · ".join(part for part in (place, _(KINDS[change.kind]), change.author, _day(change.date)) if part)
    words = _shortened(change.words)
    yield "  " + head + (":" if words else "")
    if words:
        yield from _wrapped("      ", _("“{words}”").format(words=words))


def _thing(thing: Thing) -> Iterator[str]:
    place = f"¶{thing.slot.index + 1}" if thing.slot else _("header or footer")
    yield "  " + " · ".join(part for part in (place, _(THINGS[thing.kind]), thing.name) if part)
    for words in thing.words:
        yield from _wrapped("      ", words)


def _day(date: str) -> str:
    return date[:16].replace("T", " ")


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= SHORT else folded[: SHORT - 1] + "…"


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False) or [lead.rstrip()]
