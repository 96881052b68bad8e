"""`ponam anchor`: where quotes of one revision stand in another (JSON lines in, JSON lines out)."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from .common import Context, common_options, show_notices
from .common import translate as _


@click.command(help=_("Carry quotes from OLD to NEW: JSON lines on standard input, their fate on standard output."))
@click.argument("old")
@click.argument("new")
@common_options
@click.pass_obj
def command(context: Context, old: str, new: str) -> int:
    from ..compare.carry import Carrier
    from ..compare.engine import compare
    from .texts import load

    before, after = (load(context, rev, contents=False) for rev in (old, new))
    carrier = Carrier(compare(before.flow, after.flow))
    gone = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            answer = _answer(carrier, _asked(line, number))
            gone += answer["fate"] == "gone"
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    show_notices((*before.notices, *after.notices), context)
    return 1 if gone else 0


def _asked(line: bytes, number: int) -> dict[str, Any]:
    from ..text.errors import FileError

    try:
        asked = json.loads(line)
    except ValueError as error:
        raise FileError("line {line} of standard input is not JSON", line=number) from error
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("exact"), str):
        raise FileError("line {line} of standard input needs “id” and “exact”", line=number)
    return asked


def _answer(carrier: Any, asked: dict[str, Any]) -> dict[str, Any]:
    from ..compare.carry import Quote

    line = asked.get("line")
    found = carrier.carry(
        Quote(
            asked["exact"],
            str(asked.get("prefix") or ""),
            str(asked.get("suffix") or ""),
            line if isinstance(line, int) else 0,
            str(asked.get("file") or ""),
        )
    )
    answer = {"id": asked["id"], "fate": found.fate, "exact": found.exact, "lines": list(found.lines) if found.lines else None, "score": found.score}
    return answer | ({"file": found.file} if found.file and "file" in asked else {})
