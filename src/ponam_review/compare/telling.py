"""A change in one line, for people who read summaries."""

from __future__ import annotations

from itertools import pairwise

from .listing import Change, Word
from .weight import Weight

_MOST = 60
"""Characters of the text that a line quotes."""

_WORDS = {
    "fr": {
        "insert": "ajout de {new}",
        "delete": "suppression de {old}",
        "swap": "{old} remplacé par {new}",
        "add": "ajout de {new}",
        "cut": "suppression de {old}",
        "many": "{count} retouches, dont {old} → {new}",
        "move": "déplacé",
        "moved": "déplacé et retouché",
        "split": "alinéa scindé",
        "merge": "alinéas réunis",
        "format": "mise en forme",
        "row-insert": "ligne ajoutée : {new}",
        "row-delete": "ligne supprimée : {old}",
        "numbering": "numérotation : {old} devient {new}",
        "note": "note : ",
        "cell": "cellule : ",
        "quotes": "«\u00a0{}\u00a0»",
    },
    "en": {
        "insert": "{new} added",
        "delete": "{old} removed",
        "swap": "{old} replaced by {new}",
        "add": "{new} added",
        "cut": "{old} removed",
        "many": "{count} edits, among them {old} → {new}",
        "move": "moved",
        "moved": "moved and edited",
        "split": "paragraph split",
        "merge": "paragraphs joined",
        "format": "formatting",
        "row-insert": "row added: {new}",
        "row-delete": "row removed: {old}",
        "numbering": "numbering: {old} becomes {new}",
        "note": "note: ",
        "cell": "cell: ",
        "quotes": "“{}”",
    },
}
WEIGHT_NAMES: dict[str, dict[Weight, str]] = {
    "fr": {"substance": "fond", "wording": "rédaction", "typography": "typographie", "numbering": "numérotation"},
    "en": {"substance": "substance", "wording": "wording", "typography": "typography", "numbering": "numbering"},
}


def told(change: Change, language: str = "fr") -> str:
    """One line that says what changed ("« établit » remplacé par « révise »"), without its place."""
    words = _WORDS.get(language, _WORDS["fr"])
    gone = [text.strip() for sign, text in change.words if sign == "-" and text.strip(" ¶")]
    come = [text.strip() for sign, text in change.words if sign == "+" and text.strip(" ¶")]
    swaps = [(a[1].strip(), b[1].strip()) for a, b in pairwise(change.words) if {a[0], b[0]} == {"-", "+"} and a[0] == "-"]
    swaps = [swap for swap in swaps if swap[0].strip(" ¶") and swap[1].strip(" ¶")]
    if swaps:
        best = max(swaps, key=lambda swap: len(swap[0]) + len(swap[1]))
        quotes = {"old": _quoted([best[0]], words), "new": _quoted([best[1]], words)}
    else:
        quotes = {"old": _quoted(gone, words), "new": _quoted(come, words)}
    match change.kind:
        case "insert" | "delete" | "row-insert" | "row-delete" | "numbering" | "format" | "split" | "merge":
            return words[change.kind].format(**quotes)
        case "move":
            return words["moved" if change.words else "move"]
        case "replace":
            return _reworded(change.words, gone, come, quotes, words)
        case "note" | "cell":
            return words[change.kind] + _reworded(change.words, gone, come, quotes, words)


def _reworded(changed: tuple[Word, ...], gone: list[str], come: list[str], quotes: dict[str, str], words: dict[str, str]) -> str:
    count = sum(sign != "=" and (index == 0 or changed[index - 1][0] == "=") for index, (sign, _) in enumerate(changed))
    if gone and come:
        return words["swap"].format(**quotes) if count <= 1 else words["many"].format(count=count, **quotes)
    return words["add" if come else "cut"].format(**quotes)


def _quoted(texts: list[str], words: dict[str, str]) -> str:
    if not texts:
        return "∅"
    text = " ".join(max(texts, key=len).replace("¶", " ").split())
    if len(text) > _MOST:
        text = text[:_MOST].rsplit(" ", 1)[0] + "…"
    return words["quotes"].format(text)
