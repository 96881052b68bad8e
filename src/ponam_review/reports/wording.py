"""How a proposed wording differs from the old one, in words and in marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..compare.changes import Added, Kept, Piece, Removed
from ..compare.engine import compare_notes
from ..compare.pieces import diff_content
from ..register.vocabulary import Edit
from ..text.model import Break, Inline, Run

MOST_CHANGES = 3
LONGEST = 160
"""More or longer changes than these are not told one by one: the marks in the cells show them."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Words that stay ("="), go ("-") or come ("+")."""

    sign: str
    text: str


def edits_of(old: str, new: str) -> tuple[Edited, ...]:
    """The words of both wordings in reading order, those that go before those that come."""
    found: list[Edited] = []
    for piece in diff_content(_inlines(old), _inlines(new), compare_notes):
        sign = "-" if isinstance(piece, Removed) else "+" if isinstance(piece, Added) else "="
        text = _text(piece)
        if found and found[-1].sign == sign:
            found[-1] = Edited(sign, found[-1].text + text)
        elif text:
            found.append(Edited(sign, text))
    return tuple(found)


def side(edits: Iterable[Edited], sign: str) -> tuple[Edited, ...]:
    """The old wording ("-") or the new one ("+"), its changed words apart."""
    found: list[Edited] = []
    for edit in edits:
        if edit.sign in ("=", sign):
            if found and found[-1].sign == edit.sign:
                found[-1] = Edited(edit.sign, found[-1].text + edit.text)
            else:
                found.append(edit)
    return tuple(found)


def _inlines(text: str) -> list[Inline]:
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        inlines += (Break(),) if number else ()
        inlines += (Run(line),) if line else ()
    return inlines


def _text(piece: Piece) -> str:
    thing = piece.old if isinstance(piece, Kept | Removed) else piece.new
    return thing.text if isinstance(thing, Run) else "\n" if isinstance(thing, Break) else ""


# ------------------------------------------------------------------ in words

_SENTENCES = {
    "fr": {
        "replace": "remplacer «\u00a0{old}\u00a0» par «\u00a0{new}\u00a0»",
        "add": "ajouter «\u00a0{new}\u00a0»",
        "remove": "supprimer «\u00a0{old}\u00a0»",
        "reword": "Réécrire ce passage.",
        "insert-after": "Ajouter après ce passage.",
        "delete": "Supprimer ce passage.",
        "move": "Déplacer ce passage.",
        "and": "\u00a0; ",
    },
    "en": {
        "replace": "replace “{old}” with “{new}”",
        "add": "add “{new}”",
        "remove": "delete “{old}”",
        "reword": "Reword this passage.",
        "insert-after": "Add after this passage.",
        "delete": "Delete this passage.",
        "move": "Move this passage.",
        "and": "; ",
    },
}


def described(edit: Edit, edits: Sequence[Edited], language: str) -> str:
    """What a proposal without words of its own (a tracked change) asks for: told word for word where it is short."""
    sentences = _SENTENCES[language]
    if edit is Edit.FREE:
        return ""
    if edit is not Edit.REWORD:
        return sentences[edit.value]
    told = _told(edits, sentences)
    words = sentences["and"].join(told)
    if not told or len(told) > MOST_CHANGES or len(words) > LONGEST:
        return sentences["reword"]
    return words[0].upper() + words[1:] + "."


def _told(edits: Sequence[Edited], sentences: dict[str, str]) -> list[str]:
    told: list[str] = []
    old = ""
    for edit, following in zip(edits, (*edits[1:], None), strict=True):
        words = " ".join(edit.text.split())
        if not words or edit.sign == "=":
            continue
        if edit.sign == "-" and following is not None and following.sign == "+" and following.text.strip():
            old = words
            continue
        kind = "replace" if old else "add" if edit.sign == "+" else "remove"
        told.append(sentences[kind].format(old=old or words, new=words))
        old = ""
    return told
