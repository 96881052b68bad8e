"""What tracked changes that have no words of their own ask for, told in the language of the text."""

from __future__ import annotations

_SENTENCES = {
    "fr": {
        "move": "Déplacer ce passage après «\u00a0{words}\u00a0».",
        "move first": "Déplacer ce passage au début du texte.",
        "column": "Supprimer la colonne du tableau\u00a0: {words}.",
        "new column": "Ajouter une colonne au tableau\u00a0: {words}.",
    },
    "en": {
        "move": "Move this passage after “{words}”.",
        "move first": "Move this passage to the beginning of the text.",
        "column": "Delete the column of the table: {words}.",
        "new column": "Add a column to the table: {words}.",
    },
}
LONGEST = 90


def tell(language: str, what: str, words: str) -> str:
    """The sentence for a change; long words are cut short."""
    sentences = _SENTENCES.get(language, _SENTENCES["fr"])
    shown = " ; ".join(part.strip() for part in words.split("\n") if part.strip())
    if what == "move" and not shown:
        what = "move first"
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1].rstrip() + "…"
    return sentences[what].format(words=shown)
