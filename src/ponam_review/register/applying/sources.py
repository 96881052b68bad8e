"""A section's file with a few of its blocks changed: the lines of these blocks give way, and no other line.

A file in canonical Markdown is written anew, which changes just those lines. In another one only the lines of the blocks are replaced. What
was written is read again: when it does not say what it should, nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ...markdown import front_matter
from ...markdown.format import canonical
from ...markdown.reader import read_section
from ...markdown.writer import write_section
from ...text.errors import StateError
from ...text.model import Block, Section


def rewritten(source: str, file: str, new: Section) -> str:
    """The source of a section that says `new`. `source` has line feeds only."""
    old = read_section(source, file=file, identified=True).value
    tidy = canonical(source, file=file, identified=True)
    if tidy.value == source and not tidy.notices:
        whole = write_section(new)
        if _says(whole, file, new):
            return whole
    for patch in (_in_place, _patched):
        patched = patch(source, file, old, new)
        if patched is not None and _says(patched, file, new):
            return patched
    sentence = "{file}: its other lines would change too; put the file in order with “ponam fmt”, or write the change by hand"
    raise StateError(sentence, file=file)


def _says(source: str, file: str, wanted: Section) -> bool:
    found = read_section(source, file=file, identified=True).value
    return _bare(found) == _bare(wanted)


def _bare(section: Section) -> Section:
    return replace(section, file="")


def _in_place(source: str, file: str, old: Section, new: Section) -> str | None:
    """Canonical lines that give way to others, found again in the source whatever its layout.

    The cells of an HTML table may stand on one line there. What stands several times is told by its rank, where the source has it as often.
    """
    before, after = write_section(old).split("\n"), write_section(new).split("\n")
    out = source
    for code, i1, i2, j1, j2 in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        if code == "equal":
            continue
        if code != "replace" or i2 - i1 != j2 - j1:
            return None
        for offset in reversed(range(i2 - i1)):
            changed = _replaced(out, before, i1 + offset, after[j1 + offset])
            if changed is None:
                return None
            out = changed
    return out


def _replaced(source: str, before: Sequence[str], at: int, line: str) -> str | None:
    wanted = before[at].strip()
    rank = sum(other.count(wanted) for other in before[:at])
    if not wanted or source.count(wanted) != sum(other.count(wanted) for other in before):
        return None
    start = -1
    for _ in range(rank + 1):
        start = source.find(wanted, start + 1)
    return source[:start] + line.strip() + source[start + len(wanted) :] if start >= 0 else None


def _patched(source: str, file: str, old: Section, new: Section) -> str | None:
    """The lines of the changed blocks taken from the canonical text of the new section."""
    canon = write_section(new)
    made = read_section(canon, file=file, identified=True).value
    if made.blocks != new.blocks or any(block.lines is None for block in (*old.blocks, *made.blocks)):
        return None
    lines, written = source.split("\n"), canon.split("\n")
    for code, i1, i2, j1, j2 in reversed(_changed(old.blocks, made.blocks)):
        if code == "equal":
            continue
        first, last = _range(old.blocks, i1, i2, lines)
        if j1 == j2 and first and not lines[first - 1].strip() and not "".join(lines[last : last + 1]).strip():
            first -= 1
        lines[first:last] = _taken(made.blocks, j1, j2, written, has_before=i1 > 0, has_after=i2 < len(old.blocks), gone=i2 > i1)
    if old.title != new.title and not _retitle(lines, written):
        return None
    return "\n".join(lines)


def _changed(old: Sequence[Block], new: Sequence[Block]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _range(blocks: Sequence[Block], i1: int, i2: int, lines: Sequence[str]) -> tuple[int, int]:
    """The source lines to take out (as a slice); for blocks put in, the place behind the block above."""
    if i2 > i1:
        first, last = blocks[i1].lines, blocks[i2 - 1].lines
        assert first is not None and last is not None
        return _with_caption(lines, first[0] - 1), last[1]
    if i1 == 0:
        _, body = front_matter.split("\n".join(lines))
        start = len(lines) - len(body.split("\n"))
        return start, start
    above = blocks[i1 - 1].lines
    assert above is not None
    return above[1], above[1]


def _taken(
    blocks: Sequence[Block], j1: int, j2: int, written: Sequence[str], *, has_before: bool, has_after: bool, gone: bool
) -> list[str]:
    """Their lines, with the blank ones that part them from their neighbours where blocks are put in."""
    if j1 == j2:
        return []
    first, last = blocks[j1].lines, blocks[j2 - 1].lines
    assert first is not None and last is not None
    start, end = _with_caption(written, first[0] - 1), last[1]
    if not gone:
        if has_before:
            above = blocks[j1 - 1].lines
            assert above is not None
            start = above[1]
        elif has_after:
            below = blocks[j2].lines
            assert below is not None
            end = below[0] - 1
    return list(written[start:end])


def _with_caption(lines: Sequence[str], first: int) -> int:
    """The caption of a table stands above it, on a line of its own."""
    above = first
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    return above - 1 if above > 0 and lines[above - 1].startswith("Table:") else first


def _retitle(lines: list[str], written: Sequence[str]) -> bool:
    """The line of the title in the front matter."""
    new = next((line for line in written if line.startswith("title:")), None)
    at = next((place for place, line in enumerate(lines) if line.startswith("title:")), None)
    if new is None or at is None:
        return False
    lines[at] = new
    return True
