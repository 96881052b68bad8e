"""Cross-references of other programs: a field that repeats a number becomes our reference, one that repeats words stays those words.

Our reference prints "section 2.1", "tableau 3": the word that stood before the number goes, so that it does not stand there twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..model import Inline, Inlines, Paragraph, Reference, Run
from .pieces import Pieces, Told, place_of, shown
from .walking import inlines_of, lines_mapped

_NUMBER = re.compile(r"(?:[A-Z]|\d+|[IVX]+)(?:[.\-]\d+)*\.?")
_LABEL = re.compile(r"(?P<word>section|annexe?|tableau|table|figure|fig\.?)[\s\u00a0]+(?:n[°o][\s\u00a0]*)?(?P<number>.+)", re.IGNORECASE)
_WORD = re.compile(r"(?P<word>section|annexe?|tableau|table|figure|fig\.?)[\s\u00a0]+(?:n[°o][\s\u00a0]*)?$", re.IGNORECASE)
_OTHER = re.compile(r"(?:chapitre|partie|titre|point|paragraphe|article|graphique|carte|encadré|§)[\s\u00a0]*$", re.IGNORECASE)
_WORDS = {
    "section": "section",
    "annex": "annex",
    "annexe": "annex",
    "tableau": "table",
    "table": "table",
    "figure": "figure",
    "fig": "figure",
}


def with_references(pieces: Pieces, kinds: Mapping[str, str], told: Told) -> Pieces:
    """`kinds`: what each target is ("section", "annex", "table", "figure")."""
    out = []
    for at, piece in enumerate(pieces):

        def line(content: Inlines, where: int = at) -> Inlines:
            return _line(content, kinds, lambda words: _say(told, words, place_of(pieces, where)))

        if isinstance(piece.block, Paragraph) and piece.block.role:
            out.append(piece)
        else:
            out.append(replace(piece, block=lines_mapped(piece.block, line)))
    return tuple(out)


_TYPED = re.compile(r"\b(?:tableau|figure|graphique|annexe)[\s\u00a0]+(?:\d+|[A-Z])\b", re.IGNORECASE)


def tell_typed(pieces: Pieces, told: Told) -> None:
    """Says which tables, figures and annexes the text speaks of by a number that somebody typed: it does not follow when they move."""
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece.block, Paragraph):
            for inline in inlines_of(piece.block):
                if isinstance(inline, Run) and not inline.link:
                    found += _TYPED.findall(inline.text)
    if found:
        words = ", ".join(dict.fromkeys(shown(one) for one in found[:8]))
        sentence = "numbers typed in the text, which do not follow when tables, figures and annexes move: {count} ({words})"
        told.say(sentence, count=len(found), words=words)


def _say(told: Told, words: str, place: str) -> None:
    sentence = "the cross-reference “{words}” keeps its words, which are a link now: check them when numbers change"
    told.say(sentence, place, words=shown(words))


def _line(content: Inlines, kinds: Mapping[str, str], kept: Callable[[str], None]) -> Inlines:
    if not any(isinstance(inline, Reference) for inline in content):
        return content
    out: list[Inline] = []
    for inline in content:
        if isinstance(inline, Reference):
            _refer(out, inline, kinds.get(inline.target, ""), kept)
        else:
            out.append(inline)
    return tuple(out)


def _refer(out: list[Inline], reference: Reference, kind: str, kept: Callable[[str], None]) -> None:
    """Add a reference to a line, or the words it had where ours would read otherwise."""
    label = " ".join(reference.label.split())
    found = _LABEL.fullmatch(label)
    if not label or (found and _WORDS[found["word"].lower().rstrip(".")] == kind):
        out.append(reference)
        return
    last = out[-1] if out else None
    before = last.text if isinstance(last, Run) else ""
    word = _WORD.search(before)
    if _NUMBER.fullmatch(label) and isinstance(last, Run):
        if word and _WORDS[word["word"].lower().rstrip(".")] == kind:
            out[-1:] = [replace(last, text=before[: word.start()])] if before[: word.start()] else []
            out.append(reference)
            return
        other = _OTHER.search(before)
        if not word and not other:
            out.append(reference)
            return
        # "chapitre 2" is one link: our reference would print "section 2", which does not agree with what stands before.
        lead = word or other
        assert lead is not None
        label = before[lead.start() :] + label
        out[-1:] = [replace(last, text=before[: lead.start()])] if before[: lead.start()] else []
    kept(label)
    out.append(Run(label, reference.marks, f"#{reference.target}"))
