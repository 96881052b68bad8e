"""Canonical text of a Markdown source, proved to read alike."""

from __future__ import annotations

import re
from dataclasses import replace

from ..text.notices import Notice, Result
from . import front_matter
from .reader import read_file
from .writer import write_blocks, write_section


def canonical(source: str, *, file: str, identified: bool) -> Result[str]:
    """The canonical text of a source; the source itself, with the reasons, when rewriting it would lose anything.

    Comments, attribute lists and the like are no text: readers drop them, but a drafter's file must not lose them by being tidied.
    """
    source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    section, context = read_file(source, file=file, identified=identified)
    if context.notices or context.comments:
        kept = [_kept("the file is left as it is: tidying would lose the comment", file, line) for line in context.comments[:1]]
        return Result(source, (*context.notices, *kept) if kept else (*context.notices, _kept(_LOSS, file, 0)))
    text = write_section(section)
    yaml, _ = front_matter.split(source)
    if yaml is not None and (not identified or _COMMENT.search(yaml)):
        body = write_blocks(section.blocks)
        text = f"---\n{yaml}---\n" + (f"\n{body}" if body else "")  # fields that are not ours, and comments in them, stay as written
    again, _ = read_file(text, file=file, identified=identified)
    if replace(again, file="") != replace(section, file=""):
        return Result(source, (_kept("the file is left as it is: rewritten, it would not read alike", file, 0),))
    return Result(text)


_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_LOSS = "the file is left as it is: tidying would lose what the notices name"


def _kept(template: str, file: str, line: int) -> Notice:
    return Notice(template, {}, file, line)
