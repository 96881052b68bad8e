"""The fixed words of a redline, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..text.model import Block, Code, Figure, Heading, Inline, Item, Paragraph, Quote, Reference, Rule, Run, Table

Kind: TypeAlias = Literal["insert", "delete", "reword", "move-from", "move-to", "split", "merge", "table", "note", "format"]
"""What a change is, to its reader. A move is told twice: where it left and where it arrived."""


@dataclass(frozen=True, slots=True)
class RedlineWords:
    """What a redline says around the text."""

    title: str
    old: str
    new: str
    author: str
    date: str
    summary: str
    nothing: str
    list: str
    legend: str
    before_sections: str
    views: str
    inline: str
    new_only: str
    old_only: str
    changes_only: str
    side_by_side: str
    previous: str
    next: str
    change: str
    back_to_list: str
    words_added: tuple[str, str]
    words_removed: tuple[str, str]
    blocks: str
    moved_to: str
    moved_from: str
    below: str
    above: str
    form: str
    format: str
    note_changed: str
    description: str
    added: str
    removed: str
    link: str
    other_form: str
    keys: str
    kinds: Mapping[Kind, tuple[str, str]] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    """Legend: what each sign of the page means."""
    months: tuple[str, ...] = ()
    day: str = "{day} {month} {year}"


FRENCH = RedlineWords(
    title="Version comparée",
    old="Ancien texte",
    new="Nouveau texte",
    author="Établie par",
    date="Date",
    summary="Résumé des modifications",
    nothing="Les deux textes sont identiques.",
    list="Liste des modifications",
    legend="Légende",
    before_sections="Début du texte",
    views="Affichage",
    inline="Modifications apparentes",
    new_only="Nouveau texte",
    old_only="Ancien texte",
    changes_only="Modifications seules",
    side_by_side="Côte à côte",
    previous="Modification précédente",
    next="Modification suivante",
    change="Modification",
    back_to_list="Retour à la liste",
    words_added=("{count} mot ajouté", "{count} mots ajoutés"),
    words_removed=("{count} mot supprimé", "{count} mots supprimés"),
    blocks="{count} alinéas",
    moved_to="déplacé vers",
    moved_from="déplacé depuis",
    below="plus bas",
    above="plus haut",
    form="forme",
    format="mise en forme",
    note_changed="note modifiée",
    description="Description de l’image",
    added="{what} ajouté",
    removed="{what} retiré",
    link="lien",
    other_form="autre forme",
    keys="Au clavier : n pour la modification suivante, p pour la précédente.",
    kinds={
        "insert": ("ajout", "ajouts"),
        "delete": ("suppression", "suppressions"),
        "reword": ("reformulation", "reformulations"),
        "move-to": ("déplacement", "déplacements"),
        "move-from": ("départ d’un passage déplacé", "départs de passages déplacés"),
        "split": ("alinéa scindé", "alinéas scindés"),
        "merge": ("réunion d’alinéas", "réunions d’alinéas"),
        "table": ("tableau modifié", "tableaux modifiés"),
        "note": ("note modifiée", "notes modifiées"),
        "format": ("mise en forme", "mises en forme"),
    },
    marks={1: "gras", 2: "italique", 4: "barré", 8: "indice", 16: "exposant", 32: "code"},
    forms={
        "heading": "titre de niveau {level}",
        "paragraph": "alinéa",
        "bullet": "puce de niveau {level}",
        "numbered": "élément numéroté de niveau {level}",
        "rest": "suite d’un élément de liste",
        "quotation": "citation",
        "code": "code",
        "figure": "figure",
        "table": "tableau",
        "rule": "filet",
    },
    signs={
        "ins": "texte ajouté",
        "del": "texte supprimé",
        "moved-from": "texte déplacé, là où il était",
        "moved-to": "texte déplacé, là où il est",
        "restyled": "mise en forme modifiée (détail au survol)",
        "pilcrow": "alinéa scindé, ou réuni au suivant",
    },
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
)  # fmt: skip
ENGLISH = RedlineWords(
    title="Redline",
    old="Old text",
    new="New text",
    author="Made by",
    date="Date",
    summary="Summary of changes",
    nothing="The two texts are the same.",
    list="List of changes",
    legend="Legend",
    before_sections="Beginning of the text",
    views="View",
    inline="Changes shown",
    new_only="New text",
    old_only="Old text",
    changes_only="Changes only",
    side_by_side="Side by side",
    previous="Previous change",
    next="Next change",
    change="Change",
    back_to_list="Back to the list",
    words_added=("{count} word added", "{count} words added"),
    words_removed=("{count} word removed", "{count} words removed"),
    blocks="{count} paragraphs",
    moved_to="moved to",
    moved_from="moved from",
    below="further down",
    above="further up",
    form="form",
    format="formatting",
    note_changed="note changed",
    description="Description of the picture",
    added="{what} added",
    removed="{what} removed",
    link="link",
    other_form="other form",
    keys="On the keyboard: n for the next change, p for the previous one.",
    kinds={
        "insert": ("insertion", "insertions"),
        "delete": ("deletion", "deletions"),
        "reword": ("rewording", "rewordings"),
        "move-to": ("move", "moves"),
        "move-from": ("start of a move", "starts of moves"),
        "split": ("paragraph split", "paragraphs split"),
        "merge": ("paragraphs joined", "paragraphs joined"),
        "table": ("table changed", "tables changed"),
        "note": ("note changed", "notes changed"),
        "format": ("formatting", "formattings"),
    },
    marks={1: "bold", 2: "italic", 4: "strike-through", 8: "subscript", 16: "superscript", 32: "code"},
    forms={
        "heading": "heading of level {level}",
        "paragraph": "paragraph",
        "bullet": "bullet of level {level}",
        "numbered": "numbered item of level {level}",
        "rest": "rest of a list item",
        "quotation": "quotation",
        "code": "code",
        "figure": "figure",
        "table": "table",
        "rule": "rule",
    },
    signs={
        "ins": "text added",
        "del": "text removed",
        "moved-from": "text moved, where it was",
        "moved-to": "text moved, where it is",
        "restyled": "formatting changed (hover for details)",
        "pilcrow": "paragraph split, or joined to the next",
    },
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
)  # fmt: skip
_WORDS: Mapping[str, RedlineWords] = {"fr": FRENCH, "en": ENGLISH}
ORDER: tuple[Kind, ...] = ("reword", "insert", "delete", "move-to", "split", "merge", "table", "note", "format")
SIGNS: dict[Kind, str] = {
    "insert": "+", "delete": "−", "reword": "±", "move-from": "↱", "move-to": "↳",
    "split": "¶", "merge": "¶", "table": "▦", "note": "※", "format": "A",
}  # fmt: skip
"""What stands for each kind where there is little room."""


def redline_words_of(language: str) -> RedlineWords:
    """The words of a language; French where there are none in it."""
    return _WORDS.get(language[:2].lower(), FRENCH)


def written_date(date: str, words: RedlineWords) -> str:
    """`2026-06-12T…` as people write it; anything else as it is."""
    parts = date[:10].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return date
    day = "1er" if words is FRENCH and int(parts[2]) == 1 else str(int(parts[2]))
    return words.day.format(day=day, month=words.months[int(parts[1]) - 1], year=parts[0])


def described(block: Block, words: RedlineWords) -> str:
    """What a block is, in words: "titre de niveau 2", "puce de niveau 1"."""
    name, level = "paragraph", 0
    items = [container for container in block.within if isinstance(container, Item)]
    match block:
        case Heading():
            name, level = "heading", block.level
        case Code():
            name = "code"
        case Figure():
            name = "figure"
        case Table():
            name = "table"
        case Rule():
            name = "rule"
        case Paragraph() if items:
            name = ("numbered" if items[-1].ordered else "bullet") if items[-1].opens else "rest"
            level = len(items)
        case Paragraph() if any(isinstance(container, Quote) for container in block.within):
            name = "quotation"
        case _:
            pass
    return words.forms[name].format(level=level)


def differences(old: Inline, new: Inline, words: RedlineWords) -> Iterator[str]:
    """What is different about the same characters: marks that came and went, another link."""
    before = old.marks if isinstance(old, Run | Reference) else 0
    after = new.marks if isinstance(new, Run | Reference) else 0
    for mark, name in words.marks.items():
        if before & mark != after & mark:
            yield (words.added if after & mark else words.removed).format(what=name)
    link_before = old.link if isinstance(old, Run) else ""
    link_after = new.link if isinstance(new, Run) else ""
    if link_before != link_after:
        if link_before and link_after:
            yield f"{words.link}: {link_before} → {link_after}"
        else:
            yield (words.added if link_after else words.removed).format(what=words.link)


def named(name: str, edition: str) -> str:
    """A revision by its name and edition; of a file only its own name: folders are nobody else's concern."""
    short = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return f"{short} ({edition})" if edition and short.casefold() not in edition.casefold() else edition or short


def grouped(count: int) -> str:
    """A number with its thousands apart."""
    return f"{count:,}".replace(",", "\u202f")
