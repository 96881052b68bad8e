"""Corrections put into a source file, and the proof that only signs and spaces changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ..markdown.reader import read_loose
from ..text.model import Block, Revision, Row, Table
from ..text.plain import block_text, notes_of
from .findings import Finding, Fix


@dataclass(frozen=True, slots=True)
class Corrected:
    """A source file after its corrections. `made`: the findings that were mended; `left`: those whose corrections overlap others."""

    text: str
    made: tuple[Finding, ...]
    left: tuple[Finding, ...]


def corrected(source: str, findings: Iterable[Finding]) -> Corrected:
    """The source with the corrections of these findings, from the last to the first; the first of two that overlap is made."""
    made: list[Finding] = []
    left: list[Finding] = []
    end = -1
    for one in sorted((f for f in findings if f.fix), key=lambda f: (f.fix.start, f.fix.end) if f.fix else (0, 0)):
        fix = one.fix
        assert fix is not None
        if fix.start < end:
            left.append(one)
        else:
            made.append(one)
            end = max(fix.end, fix.start + 1)
    text = source
    for fix in reversed([one.fix for one in made if one.fix is not None]):
        text = _with(text, fix)
    return Corrected(text, tuple(made), tuple(left))


def _with(text: str, fix: Fix) -> str:
    return text[: fix.start] + fix.text + text[fix.end :]


def says_the_same(old: str, new: str, file: str) -> bool:
    """Whether two sources hold the same letters and digits in the same blocks: what a correction of signs and spaces leaves."""
    if file.endswith(".csv"):
        return old.count(";") == new.count(";") and _bare(old) == _bare(new)
    return _letters(read_loose(old, "").value) == _letters(read_loose(new, "").value)


def _letters(revision: Revision) -> list[tuple[str, int, str]]:
    return [_form(block) for document in revision.documents for section in document.sections for block in section.blocks]


def _form(block: Block) -> tuple[str, int, str]:
    text = block_text(block) + "".join(block_text(inner) for note in notes_of(block) for inner in note.blocks)
    size = sum(len(row.cells) for row in _rows(block))
    return type(block).__name__, len(block.within) * 1000 + size, _bare(text)


def _rows(block: Block) -> tuple[Row, ...]:
    return block.rows if isinstance(block, Table) else ()


def _bare(text: str) -> str:
    """Letters without case and accents, digits; the endings of ordinals and the forms of « FCFA » and « n° » may change."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\d)(?:ieme|eme|ere|er|re|nde|e)(s?)\b", r"e\1", plain)
    plain = re.sub(r"\b([xvi]+)(?:ieme|eme|ere|er|re|e)(s?)\b", r"\1e\2", plain)
    plain = re.sub(r"\b(?:numero|no|n)(?=[\W_]*\d)", "n", plain)
    plain = re.sub(r"\b(?:f\W?cfa|xof)\b", "fcfa", plain).replace("en date du", "du")
    return re.sub(r"(?<=\bdu )0(?=\d\b)|[\W_]+", "", plain)
