"""`ponam diff`: the change set, to read in a terminal or to hand to a program."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from ..text.errors import UsageError
from .common import Context, common_options, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..compare.listing import Change, Side, Word

WIDTH = 80
CONTEXT_WORDS = 8
COLOURS = {"-": "red", "+": "green"}


@click.command(help=_("Show what changed from OLD (default: what was last saved) to NEW (default: the working copy)."))
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--format", "kind", type=click.Choice(["text", "json", "html"]), default="text", help=_("How to show it."))
@click.option("--stat", is_flag=True, help=_("Only how many changes of each kind, section by section."))
@click.option("--section", default="", metavar="ID", help=_("Only this section."))
@click.option("--ignore-typography", is_flag=True, help=_("Leave out changes of spaces, quotation marks, dashes and formatting only."))
@click.option("--summary", is_flag=True, help=_("One line for each change."))
@click.option("--exit-code", is_flag=True, help=_("Exit with 1 when something changed."))
@click.option("-o", "--output", default="-", metavar=_("FILE"), help=_("Where to write (default: standard output)."))
@common_options
@click.pass_obj
def command(
    context: Context,
    old: str | None,
    new: str | None,
    kind: str,
    stat: bool,
    section: str,
    ignore_typography: bool,
    summary: bool,
    exit_code: bool,
    output: str,
) -> int:
    from ..compare.engine import compare
    from ..compare.listing import listed
    from .texts import default_pair, load, stamp

    names = default_pair(old, new)
    before, after = (load(context, rev, contents=False) for rev in names)
    if section and not any(item.section == section for flow in (before.flow, after.flow) for item in flow.items):
        raise UsageError("there is no section “{section}”", section=section)
    changes = compare(before.flow, after.flow)
    rows = [change for change in listed(changes) if not section or section in _sections(change)]
    if ignore_typography:
        rows = [change for change in rows if change.weight != "typography"]
    if kind == "html":
        from ..html.redline import write_redline

        text = write_redline(changes, images=after.images, old_images=before.images, author=context.author, date=stamp(context)).value
    elif kind == "json":
        text = json.dumps(as_json(rows, *names, context.lang), ensure_ascii=False, indent=1) + "\n"
    else:
        colour = context.colour and output == "-"
        lines = _stat(rows) if stat else _summed_up(rows, context.lang) if summary else _told(rows, colour)
        text = "\n".join(lines) + "\n" if rows else ""
    write_output(output, text.encode())
    show_notices((*before.notices, *after.notices), context)
    return 1 if exit_code and rows else 0


def _sections(change: Change) -> set[str]:
    return {side.section for side in (change.old, change.new) if side}


# ------------------------------------------------------------------ for programs


def as_json(rows: Iterable[Change], old: str, new: str, language: str = "fr") -> dict[str, Any]:
    """The change set in the shape of CONTRACT.md; the schema is `schemas/ponam-diff-1.json`."""
    from ..compare.listing import tally
    from ..compare.telling import told

    changes = list(rows)
    return {
        "schema": "ponam-diff/1",
        "old": old,
        "new": new,
        "stats": tally(changes),
        "changes": [
            {
                "op": change.kind,
                "weight": change.weight,
                "summary": told(change, language),
                "old": _side(change.old),
                "new": _side(change.new),
                "words": [list(word) for word in change.words],
                **({"cell": change.cell} if change.cell else {}),
            }
            for change in changes
        ],
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    lines = list(side.lines) if side.lines else None
    return {"file": side.file, "section": side.section, "block": side.block, "lines": lines, "text": side.text}


# ------------------------------------------------------------------ terminal


def _told(rows: Iterable[Change], colour: bool) -> Iterator[str]:
    names = kind_names()
    for change in rows:
        head = f"{names[change.kind]}  {_place(change)}"
        yield click.style(head, bold=True) if colour else head
        yield from wrapped(change.words, colour)
        yield ""


def _summed_up(rows: Iterable[Change], language: str) -> Iterator[str]:
    from ..compare.telling import WEIGHT_NAMES, told

    for change in rows:
        place = " → ".join(dict.fromkeys(_address(side) for side in (change.old, change.new) if side))
        place += f" · {change.cell}" if change.cell else ""
        yield f"{place}{' : ' if place else ''}{told(change, language)} ({WEIGHT_NAMES[language][change.weight]})"


def kind_names() -> dict[str, str]:
    """What each kind of change is called in the user's language."""
    return {
        "insert": _("Added"),
        "delete": _("Removed"),
        "replace": _("Reworded"),
        "move": _("Moved"),
        "split": _("Split"),
        "merge": _("Joined"),
        "format": _("Formatting"),
        "row-insert": _("Row added"),
        "row-delete": _("Row removed"),
        "cell": _("Cell"),
        "note": _("Note"),
        "numbering": _("Numbering"),
    }


def _place(change: Change) -> str:
    sides = [side for side in (change.old, change.new) if side]
    if not sides:
        return ""
    places = list(dict.fromkeys(_address(side) for side in sides))
    if change.cell:
        places[-1] += f" · {change.cell}"
    last = sides[-1]
    where = f"{last.file}:{last.lines[0]}" if last.file and last.lines else last.file
    return " → ".join(places) + (f"  ({where})" if where else "")


def _address(side: Side) -> str:
    return f"{side.section} ¶{side.block}" if side.block else side.section


def wrapped(words: Iterable[Word], colour: bool) -> Iterator[str]:
    """The words in lines of 80 columns; long unchanged stretches are cut short. Signs stand besides colour."""
    text = "".join(_shown(sign, part) for sign, part in _shortened(list(words)))
    for line in textwrap.wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False):
        yield "    " + (_coloured(line) if colour else line)


def _shown(sign: str, part: str) -> str:
    part = " ".join(part.split("\n"))
    if sign == "=":
        return part
    return f"[-{part}-]" if sign == "-" else f"{{+{part}+}}"


def _coloured(line: str) -> str:
    line = re.sub(r"\[-(.*?)(-\]|$)", lambda m: click.style(m.group(), fg="red"), line)
    return re.sub(r"\{\+(.*?)(\+\}|$)", lambda m: click.style(m.group(), fg="green"), line)


def _shortened(words: list[Word]) -> Iterator[Word]:
    for index, (sign, text) in enumerate(words):
        parts = text.split(" ")
        first, last = index == 0, index == len(words) - 1
        if sign != "=" or len(parts) <= 2 * CONTEXT_WORDS + 2:
            yield sign, text
        elif first:
            yield sign, "… " + " ".join(parts[-CONTEXT_WORDS:])
        elif last:
            yield sign, " ".join(parts[:CONTEXT_WORDS]) + " …"
        else:
            yield sign, " ".join(parts[:CONTEXT_WORDS]) + " … " + " ".join(parts[-CONTEXT_WORDS:])


def _stat(rows: list[Change]) -> Iterator[str]:
    from ..compare.listing import by_section, tally

    names = kind_names()
    sections = by_section(rows)
    width = max(map(len, sections), default=0)
    most = max(sum(counts.values()) for counts in sections.values())
    for section, counts in sections.items():
        total = sum(counts.values())
        bar = "█" * max(1, round(total * 20 / most))
        yield f"{(section or '—').ljust(width)} {total:4} {bar}"
    parts = ", ".join(f"{names[kind]} {count}" for kind, count in tally(rows).items())
    yield f"{_('Total').ljust(width)} {len(rows):4} {parts}"
