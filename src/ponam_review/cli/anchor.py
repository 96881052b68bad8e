"""`ponam anchor`: where quotes of one revision stand in another (JSON lines in, JSON lines out)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from .common import Context, common_options, find_workspace, show_notices
from .common import translate as _

if TYPE_CHECKING:
    from ..compare.carry import Carried, Carrier, Quote


@click.command(help=_("Carry quotes from OLD to NEW: JSON lines on standard input, their fate on standard output."))
@click.argument("old")
@click.argument("new")
@common_options
@click.pass_obj
def command(context: Context, old: str, new: str) -> int:
    asked = list(_questions(sys.stdin.buffer.read()))
    carrier, notices, many = open_carrier(context, old, new)
    gone = 0
    for one, quote in asked:
        found = carrier.carry(quote)
        gone += found.fate == "gone"
        click.echo(json.dumps(answer(one, found, named=many or bool(quote.file)), ensure_ascii=False))
    show_notices(notices, context)
    return 1 if gone else 0


def open_carrier(context: Context, old: str, new: str) -> tuple[Carrier, tuple[Any, ...], bool]:
    """What carries quotes from one REV to another, what was lost in reading them, and whether the new one has several files."""
    from ..compare.carry import Carrier
    from ..compare.engine import compare
    from .texts import load

    before, after = (load(context, rev, contents=False) for rev in (old, new))
    carrier = Carrier(compare(before.flow, after.flow), (_source(context, old), _source(context, new)))
    return carrier, (*before.notices, *after.notices), not after.flow.loose or len({item.file for item in after.flow.items}) > 1


def _source(context: Context, rev: str) -> Callable[[str], str]:
    """How to read the source of a section file of a REV; Word files and tables have none that people quote."""
    from ..workspace.folders import TEXT_LIMIT, joined
    from ..workspace.loading import decode
    from ..workspace.locating import locate

    source = locate(rev, workspace=lambda: find_workspace(context))

    def read(file: str) -> str:
        if source.kind == "word" or file.endswith(".csv"):
            return ""
        if source.kind == "markdown":
            return decode(source.path.read_bytes(), rev)
        content = source.folder.read(joined(source.base, file), TEXT_LIMIT)
        return decode(content, file) if content else ""

    return read


# ------------------------------------------------------------------ JSON lines


def _questions(lines: bytes) -> Iterator[tuple[dict[str, Any], Quote]]:
    """What is asked; a line that cannot be understood refuses all, before the texts are read."""
    from ..text.errors import FileError

    for number, line in enumerate(lines.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FileError("line {line} of standard input is not JSON; write one object a line", line=number) from error
        if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("exact"), str):
            raise FileError("line {line} of standard input needs “id” and “exact” (a text)", line=number)
        yield asked, _quote(asked, number)


def _quote(asked: dict[str, Any], number: int) -> Quote:
    from ..compare.carry import Quote
    from ..text.errors import FileError

    texts = [asked.get(name) or "" for name in ("prefix", "suffix", "file")]
    line = asked.get("line") or 0
    if not all(isinstance(text, str) for text in texts) or not isinstance(line, int):
        sentence = "line {line} of standard input: “prefix”, “suffix” and “file” are texts, “line” is a number"
        raise FileError(sentence, line=number)
    return Quote(asked["exact"], texts[0], texts[1], line, texts[2])


def answer(asked: dict[str, Any], found: Carried, *, named: bool = False) -> dict[str, Any]:
    """The line of output (CONTRACT.md). `named`: it says which section file."""
    lines = list(found.lines) if found.lines else None
    row = {"id": asked["id"], "fate": found.fate, "exact": found.exact, "lines": lines, "score": found.score}
    return row | {"file": found.file or None} if named else row
