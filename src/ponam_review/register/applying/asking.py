"""What a proposal asks for, read from its own words: a tracked change says it exactly, a cell of a matrix often in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from ...text.model import Run
from ...text.plain import fold, inline_text
from ..values import Comment
from ..vocabulary import Edit

ALIKE = 0.5
"""Share of characters from which a proposal is another wording of the words quoted, and not a sentence about them."""
_Q = r"[«“\"„]\s*(?P<{0}>[^»”\"“„]+?)\s*[»”\"“]"
_REPLACE = (
    re.compile(
        rf"(?:remplacer|substituer)\s+(?:\S+\s+){{0,4}}?{_Q.format('old')}\s*(?:,\s*)?par\s*:?\s*{_Q.format('new')}\s*\.?", re.IGNORECASE
    ),
    re.compile(
        rf"(?:lire|écrire|mettre)\s*:?\s*{_Q.format('new')}\s*(?:au lieu de|à la place de|et non)\s*{_Q.format('old')}\s*\.?", re.IGNORECASE
    ),
    re.compile(
        rf"(?:au lieu de|à la place de)\s*{_Q.format('old')}\s*,?\s*(?:lire|écrire|mettre)\s*:?\s*{_Q.format('new')}\s*\.?", re.IGNORECASE
    ),
    re.compile(rf"replace\s+(?:\S+\s+){{0,3}}?{_Q.format('old')}\s*(?:with|by)\s*{_Q.format('new')}\s*\.?", re.IGNORECASE),
)
_DELETE = re.compile(rf"(?:supprimer|retirer|enlever|delete|remove)\s+(?:\S+\s+){{0,4}}?{_Q.format('old')}\s*\.?", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:ajouter|insérer|add|insert)\s*:?\s*{_Q.format('new')}\s*,?\s*"
    rf"(?:après|à la suite de|after)\s*(?:\S+\s+){{0,3}}?{_Q.format('old')}\s*\.?",
    re.IGNORECASE,
)
_ENTIRE = re.compile(rf"{_Q.format('new')}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """`old` becomes `new` in the passage; an empty `old` with INSERT_AFTER: `new` is a paragraph of its own."""

    edit: Edit
    old: str
    new: str
    part: str = ""
    """What is put in: a `row` or a whole `table`; nothing for paragraphs."""
    after: tuple[str, int] | None = None
    """For a MOVE: section and block behind which the passage goes."""


def asked_for(comment: Comment, text: str = "") -> Asked | None:
    """What a comment asks for; `text`: the wording that the secretariat decided on in its place. None: only a person can tell."""
    passage = comment.place.selector.exact if comment.place.selector else ""
    old = comment.quote or passage
    wording = text or comment.proposal
    match comment.edit:
        case Edit.INSERT_AFTER:
            part = str(comment.source.get("part", ""))
            return Asked(Edit.INSERT_AFTER, "", wording, part) if wording.strip() else None
        case Edit.MOVE:
            section, block = comment.source.get("after_section"), comment.source.get("after_block", 0)
            after = (str(section), int(block)) if section is not None else None
            return Asked(Edit.MOVE, old, wording or old, after=after)
        case Edit.DELETE if not text:
            return Asked(Edit.DELETE, old, "")
        case Edit.REWORD | Edit.DELETE:
            return Asked(Edit.REWORD, old, wording) if wording.strip() else None
        case _:
            goes_on = fold(comment.place.selector.suffix)[:1] if comment.place.selector else ""
            free = _free(old, passage, wording, given=bool(text))
            return None if free is not None and not text and _stops_short(free, goes_on) else free


def _free(old: str, passage: str, wording: str, *, given: bool) -> Asked | None:
    if not wording.strip() or not passage.strip():
        return None
    if given:
        return Asked(Edit.REWORD, old if fold(old) in fold(passage) else passage, wording)
    if (instructed := _instructed(passage, wording)) is not None:
        return instructed
    whole = _ENTIRE.fullmatch(wording.strip())
    words = whole["new"] if whole else wording
    quoted = old if fold(old) in fold(passage) else passage
    alike = Indel.normalized_similarity(fold(quoted).casefold(), fold(words).casefold()) >= ALIKE
    return Asked(Edit.REWORD, quoted, words) if alike and not _begins_later(quoted, words) else None


def _stops_short(asked: Asked, goes_on: str) -> bool:
    """Whether a whole sentence is proposed for the beginning of one: what becomes of its end?"""
    ends = fold(asked.new)[-1:] in ".!?" and fold(asked.old)[-1:] not in ".!?"
    return ends and bool(asked.old) and bool(asked.new) and goes_on not in ("", ".", "!", "?")


def _begins_later(quoted: str, words: str) -> bool:
    """Whether a wording leaves out how the quote begins or ends, and is no whole sentence: does it delete that, or only not repeat it?"""
    hunks = _hunks(quoted, words)
    cut = [before for before, after in (hunks[0], hunks[-1]) if fold(before) and not fold(after)] if hunks else []
    return bool(cut) and not (_is_sentence(quoted) and _is_sentence(words))


def _is_sentence(words: str) -> bool:
    plain = fold(words)
    return plain[:1].isupper() and plain[-1:] in ".!?"


def _instructed(passage: str, wording: str) -> Asked | None:
    """ "Remplacer « A » par « B »": only where A stands once in the passage."""
    said = fold(wording)
    for form in _REPLACE:
        if (found := form.fullmatch(said)) and fold(passage).count(found["old"]) == 1:
            return Asked(Edit.REWORD, found["old"], found["new"])
    if (found := _AFTER.fullmatch(said)) and fold(passage).count(found["old"]) == 1:
        return Asked(Edit.REWORD, found["old"], f"{found['old']} {found['new']}")
    if (found := _DELETE.fullmatch(said)) and fold(passage).count(found["old"]) == 1:
        return Asked(Edit.REWORD, found["old"], "")
    return None


# ------------------------------------------------------------------ in parts


@dataclass(frozen=True, slots=True)
class Part:
    """One change of a proposal, as people count them: these words give way to those."""

    old: str
    new: str


def parts_of(old: str, new: str) -> tuple[Part, ...]:
    """The changes of a rewording, in reading order."""
    return tuple(Part(fold(a), fold(b)) for a, b in _hunks(old, new) if fold(a) != fold(b))


def only_parts(old: str, new: str, chosen: Sequence[int]) -> str:
    """The old wording with some changes of the new one; parts count from 1."""
    out: list[str] = []
    rank = 0
    for before, after in _hunks(old, new):
        if fold(before) == fold(after):
            out.append(before)
            continue
        rank += 1
        out.append(after if rank in chosen else before)
    return "".join(out)


def _hunks(old: str, new: str) -> list[tuple[str, str]]:
    """Stretches of both wordings in turn, kept and changed; a word that stays alone between two changes belongs to them."""
    from ...compare.changes import Added, Kept, Removed
    from ...compare.engine import compare_notes
    from ...compare.pieces import diff_content

    out: list[tuple[str, str]] = []
    for piece in diff_content((Run(fold(old)),), (Run(fold(new)),), compare_notes):
        before = inline_text((piece.old,)) if isinstance(piece, Kept | Removed) and isinstance(piece.old, Run) else ""
        after = inline_text((piece.new,)) if isinstance(piece, Kept | Added) and isinstance(piece.new, Run) else ""
        kept = isinstance(piece, Kept)
        if out and not kept and out[-1][0] != out[-1][1]:
            out[-1] = (out[-1][0] + before, out[-1][1] + after)
        else:
            out.append((before, after))
    return out
