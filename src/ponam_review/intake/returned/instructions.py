"""Wording inside comments: “Remplacer « x » par « y »”, “Lire : …”, “Supprimer ce paragraphe”, in French and English.

What a comment asks for is recognised only where its words leave no doubt and the words it speaks of stand there once. The comment itself
is kept whole in any case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_OPEN, _CLOSE = "«“\"„‹", "»”\"“›"
_SAID = rf"[{_OPEN}]\s*(?P<{{0}}>[^{_OPEN}{_CLOSE}]+?)\s*[{_CLOSE}]"
_BECAUSE = r"(?:\s*(?:[.;:,(–—-]|car\b|pour\b|afin\b|because\b|since\b|as\b|for\b).*|\s*)\Z"
_PLEASE = r"\A\s*(?:(?:il (?:faut|faudrait|convient|conviendrait)(?: de)?|nous proposons de|je propose de|merci de|prière de|veuillez|"
_PLEASE += r"bien vouloir|please|kindly|we propose to|we suggest to|i suggest to|à|suggestion\s*:|proposition\s*:|on peut)\s+)?"
_KIND = r"(?:(?:le|la|les|l['’]|ce|cette|ces|the|this)\s*)?"
_KIND += r"(?:mots?|termes?|expressions?|membre de phrase|phrase|passage|words?|terms?|text)?\s*"


def _form(words: str) -> re.Pattern[str]:
    return re.compile(_PLEASE + words + _BECAUSE, re.IGNORECASE | re.DOTALL)


_OLD, _NEW = _SAID.format("old"), _SAID.format("new")
_PAIRS = (
    _form(rf"(?:remplacer|remplacez|substituer)\s+{_KIND}{_OLD}\s*,?\s*par\s*:?\s*{_KIND}{_NEW}"),
    _form(rf"(?:lire|écrire|mettre)\s*:?\s*{_NEW}\s*,?\s*(?:au lieu de|à la place de|et non(?: pas)?)\s*:?\s*{_KIND}{_OLD}"),
    _form(rf"au lieu de\s*:?\s*{_KIND}{_OLD}\s*,?\s*(?:lire|écrire|mettre)\s*:?\s*{_NEW}"),
    _form(rf"(?:replace|substitute|change)\s+{_KIND}{_OLD}\s*,?\s*(?:with|by|to|into)\s*:?\s*{_KIND}{_NEW}"),
    _form(rf"(?:read|write)\s*:?\s*{_NEW}\s*,?\s*(?:instead of|rather than|not)\s*:?\s*{_KIND}{_OLD}"),
)
_AFTERS = (
    _form(rf"(?:ajouter|ajoutez|insérer|insérez)\s+{_KIND}{_NEW}\s*,?\s*(?:après|à la suite de)\s+{_KIND}{_OLD}"),
    _form(rf"après\s+{_KIND}{_OLD}\s*,?\s*(?:ajouter|insérer)\s*:?\s*{_KIND}{_NEW}"),
    _form(rf"(?:ajouter|insérer)\s+après\s+{_KIND}{_OLD}\s*[:,]?\s*{_NEW}"),
    _form(rf"(?:add|insert)\s+{_KIND}{_NEW}\s*,?\s*after\s+{_KIND}{_OLD}"),
    _form(rf"(?:add|insert)\s+after\s+{_KIND}{_OLD}\s*[:,]?\s*{_NEW}"),
    _form(rf"after\s+{_KIND}{_OLD}\s*,?\s*(?:add|insert)\s*:?\s*{_KIND}{_NEW}"),
)
_CUTS = (
    _form(rf"(?:supprimer|supprimez|enlever|retirer|biffer)\s+{_KIND}{_OLD}"),
    _form(rf"(?:delete|remove|strike(?: out)?)\s+{_KIND}{_OLD}"),
)
_INSTEAD = (
    r"remplacer par|remplacez par|à remplacer par|lire(?: plutôt)?|écrire(?: plutôt)?|mettre(?: plutôt)?|"
    r"(?:reformuler|rédiger|réécrire|formuler|libeller)(?: ainsi| comme suit)?|"
    r"(?:proposition de )?(?:nouvelle )?(?:rédaction|reformulation|formulation)(?: proposée)?|texte proposé|"
    r"replace (?:with|by)|should read|to read|read(?: as)?|rephrase(?: as)?|reword(?: as)?|"
    r"(?:proposed|suggested) (?:wording|text|rewording|language)"
)
_INSTEADS = (
    _form(rf"(?:{_INSTEAD})\s*:?\s*{_NEW}"),
    re.compile(rf"{_PLEASE}(?:{_INSTEAD})\s*:\s*(?P<new>\S[^\n{_OPEN}{_CLOSE}]*?)\s*\Z", re.IGNORECASE),
)
_ALL = re.compile(
    _PLEASE + r"(?:supprimer|supprimez|à supprimer|enlever|retirer|delete|remove)"
    r"(?:\s+(?P<what>ce mot|ces mots|ce terme|ce passage|cette phrase|ce membre de phrase|cet alinéa|ce paragraphe|ce point|cette puce|"
    r"this word|these words|this passage|this sentence|this paragraph|this bullet|this item))?"
    + r"\s*[.!]?\s*(?:\(.*\)|(?:car|because|:|,|–|-)\s.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = frozenset(("cet alinéa", "ce paragraphe", "ce point", "cette puce", "this paragraph", "this bullet", "this item"))
_TWO_SENTENCES = re.compile(r"[.!?]\s+[A-ZÀ-Ý]")

@dataclass(frozen=True, slots=True)
class Instruction:
    """What to do with words: `replace` `old` by `new`, put `new` `instead` of what the comment stands on, `delete` `old`.

    An empty `old` is what the comment stands on; `line`: the whole paragraph is meant."""

    act: Literal["replace", "instead", "delete", "after"]
    old: str = ""
    new: str = ""
    line: bool = False


def instruction(text: str) -> Instruction | None:
    """What a comment asks for in so many words; None where a person must read it."""
    said = text.strip()
    for form in _PAIRS:
        if (found := form.match(said)) and not _more(found, said):
            return Instruction("replace", found["old"], found["new"])
    for form in _AFTERS:
        if (found := form.match(said)) and not _more(found, said):
            return Instruction("after", found["old"], found["new"])
    for form in _CUTS:
        if (found := form.match(said)) and not _more(found, said):
            return Instruction("delete", found["old"])
    for form in _INSTEADS:
        if (found := form.match(said)) and not _more(found, said) and _one(found["new"], said):
            return Instruction("instead", new=found["new"])
    if found := _ALL.match(said):
        return Instruction("delete", line=(found["what"] or "").lower() in _WHOLE)
    return None


def _more(found: re.Match[str], said: str) -> bool:
    """Other words in quotation marks: a second thing is asked for, or these words are not what they seem."""
    rest = said[max(map(found.end, found.re.groupindex)) :]
    return bool(re.search(rf"[{_OPEN}]", rest.lstrip(f" \u00a0\u202f{_CLOSE}")))


def _one(new: str, said: str) -> bool:
    """Unquoted wording ends where the comment does: two sentences may be wording and reason."""
    quoted = bool(re.search(rf"[{_OPEN}]", said))
    return quoted or not _TWO_SENTENCES.search(new)
