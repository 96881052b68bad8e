"""`ponam read`: what a Word file holds, to read in a terminal or to hand to a program."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import Context, common_options, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.notices import Notice
    from ..text.remarks import Comment
    from ..word.reading.values import TrackedChange, WordFile

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


@click.command(help=_("Show what a Word file holds: its text, its comments and its tracked changes."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE.docx"))
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", help=_("How to show it."))
@click.option("--rejected", is_flag=True, help=_("Show the text as it was before the tracked changes."))
@click.option("-o", "--output", default="-", metavar=_("FILE"), help=_("Where to write (default: standard output)."))
@common_options
@click.pass_obj
def command(context: Context, file: Path, kind: str, rejected: bool, output: str) -> None:
    from ..word.reading.package import file_bytes
    from ..word.reading.words import read_word

    result = read_word(file_bytes(file), name=str(file))
    if kind == "json":
        text = json.dumps(as_json(result.value, result.notices), ensure_ascii=False) + "\n"
    else:
        text = "\n".join(_told(result.value, rejected)) + "\n"
    write_output(output, text.encode("utf-8", "replace"))
    if kind == "text":
        show_notices(result.notices, context)


# ------------------------------------------------------------------ as JSON


def as_json(file: WordFile, notices: tuple[Notice, ...]) -> dict[str, Any]:
    """The file in the shape of CONTRACT.md; the schema is `schemas/ponam-word-1.json`."""
    return {
        "schema": "ponam-word/1",
        "accepted": file.accepted,
        "rejected": file.rejected,
        "comments": [
            {
                "id": comment.id,
                "author": comment.author,
                "date": comment.date,
                "text": comment.text,
                "quote": comment.quote,
                "parent": comment.parent or None,
                "resolved": comment.resolved,
                "paragraph": _index(comment.paragraph),
            }
            for comment in file.comments
        ],
        "changes": [
            {
                "kind": change.kind,
                "author": change.author,
                "date": change.date,
                "text": change.text,
                "paragraph": _index(change.paragraph),
            }
            for change in file.changes
        ],
        "warnings": [_(notice.template).format(**notice.values) for notice in notices],
    }


def _index(paragraph: int) -> int | None:
    return paragraph if paragraph >= 0 else None


# ------------------------------------------------------------------ text


def _told(file: WordFile, rejected: bool) -> Iterator[str]:
    yield _summary(file)
    yield ""
    yield (_("Text, all changes rejected") if rejected else _("Text, all changes accepted")).upper()
    paragraphs = file.rejected if rejected else file.accepted
    for number, text in enumerate(paragraphs, 1):
        yield from _wrapped(f"{number:>4}  ", text)
    if file.comments:
        yield ""
        yield _("Comments").upper()
        for comment in file.comments:
            yield from _comment(comment)
    if file.changes:
        yield ""
        yield _("Tracked changes").upper()
        for change in file.changes:
            yield from _change(change)


def _summary(file: WordFile) -> str:
    settled = sum(comment.resolved for comment in file.comments)
    authors = Counter(change.author for change in file.changes)
    parts = [
        _("{count} paragraphs").format(count=len(file.accepted)),
        _("{count} comments, {settled} of them resolved").format(count=len(file.comments), settled=settled),
        _("{count} tracked changes").format(count=len(file.changes)),
    ]
    if authors:
        parts[-1] += " (" + ", ".join(f"{author or '?'} {count}" for author, count in authors.most_common(8)) + ")"
    return " · ".join(parts)


def _comment(comment: Comment) -> Iterator[str]:
    head = [f"[{comment.id}]", comment.author or _("unknown author"), _day(comment.date)]
    if comment.paragraph >= 0:
        head.append(f"¶{comment.paragraph + 1}")
    if comment.parent:
        head.append(_("answers [{id}]").format(id=comment.parent))
    if comment.resolved:
        head.append(_("resolved"))
    yield "  " + " · ".join(part for part in head if part)
    if comment.quote:
        yield from _wrapped("      ", _("“{words}”").format(words=_shortened(comment.quote)))
    for line in comment.text.splitlines() or [""]:
        yield from _wrapped("      ", line)


def _change(change: TrackedChange) -> Iterator[str]:
    place = f"¶{change.paragraph + 1}" if change.paragraph >= 0 else _("header or footer")
    head = " · ".join(part for part in (place, _(KINDS[change.kind]), change.author, _day(change.date)) if part)
    words = _shortened(change.text)
    yield "  " + head + (":" if words else "")
    if words:
        yield from _wrapped("      ", _("“{words}”").format(words=words))


def _day(date: str) -> str:
    return date[:16].replace("T", " ")


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= SHORT else folded[: SHORT - 1] + "…"


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False) or [lead.rstrip()]
