"""The lists behind the contents: acronyms used, tables, figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from .model import Acronym, Block, Figure, Paragraph, Role, Run, Table
from .plain import block_text, fold, inline_text, notes_of

GENERATED = "sigles"
"""Id of the section that takes the place of the list of acronyms, where the text has one."""
TITLES = {
    "fr": {"sigles": "Sigles et abréviations", "tables": "Liste des tableaux", "figures": "Liste des figures"},
    "en": {"sigles": "Acronyms and abbreviations", "tables": "List of tables", "figures": "List of figures"},
}
_SOURCE = re.compile(r"\s*[.;(]?\s*\bSources?\s?:.*$")
"""Where figures come from belongs under the table, not in the list."""
_WORD = re.compile(r"[^\W_]+(?:[&/-][^\W_]+)*")


def caption_entries(kind: str, blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """A line for each table or figure with a caption."""
    role: Role = "tables" if kind == "tables" else "figures"
    wanted = Table if kind == "tables" else Figure
    for block in blocks:
        if isinstance(block, Table | Figure) and isinstance(block, wanted) and block.caption:
            yield Paragraph((Run(_SOURCE.sub("", fold(inline_text(block.caption)))),), role=role, level=1, target=block.id)


def sigle_entries(acronyms: Sequence[Acronym], blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """A line for each acronym that the text uses: its name, a tab, its meaning, in the order of a dictionary."""
    if not acronyms:
        return
    used: set[str] = set()
    for block in blocks:
        used.update(_WORD.findall(block_text(block)))
        for note in notes_of(block):
            for inner in note.blocks:
                used.update(_WORD.findall(block_text(inner)))
    parts = {part for word in used for part in re.split(r"[&/-]", word)}
    for acronym in sorted(acronyms, key=_order):
        if acronym.name in used or acronym.name in parts:
            yield Paragraph((Run(f"{acronym.name}\t{acronym.meaning}"),), role="sigles", level=1)


def _order(acronym: Acronym) -> tuple[str, str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", acronym.name) if not unicodedata.combining(c))
    return plain.casefold(), acronym.meaning


def split_sigle(content: str) -> tuple[str, str]:
    """An acronym's line as its name and its meaning."""
    name, _, meaning = content.partition("\t")
    return name, meaning
