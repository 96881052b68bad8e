"""What stands around the remarks of a letter and is none of them: greetings, covering words, closing formulas, signatures."""

from __future__ import annotations

import re

from ..register.vocabulary import plain_words

SHORT = 420
_GREETING = re.compile(
    r"^(?:bonjour|bonsoir|salut|cher|chère|chers|chères|madame|monsieur|mesdames|messieurs|mme|m\.|excellence|hello|hi|dear|"
    r"good (?:morning|afternoon)|to whom|assalam\w*|salam\w*)\b[^.:;?!]{0,90}[,.!:]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:bien\s+|très\s+|tres\s+)?(?:cordialement|cordiales? salutations|bien à (?:vous|toi)|sincères salutations|meilleures salutations|"
    r"(?:avec )?(?:mes|nos|nos meilleures|mes meilleures|mes sincères|nos sincères) (?:remerciements|salutations|respects)|salutations|"
    r"respectueusement|amicalement|"
    r"(?:je vous prie|nous vous prions|veuillez|recevez|je vous souhaite|nous restons|je reste|restant)\b.{0,200}"
    r"|(?:kind |best |warm )?regards|(?:yours )?(?:sincerely|faithfully|truly)|best wishes|thank(?:s| you)\b.{0,40}|merci\b.{0,60}|"
    r"envoyé (?:de|depuis) .{0,60}|sent from .{0,60}|get outlook .{0,40}|obtenir outlook .{0,40}|télécharge[rz] outlook.{0,40})[\s,.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_COVERING = re.compile(
    r"ci-?joint|ci-?après|ci-?dessous|pièces?[ -]jointes?|\bpj\b|attache|enclosed|please find|below|veuillez trouver|trouver(?:ez|a)?\b|"
    r"pour (?:suite|attribution|information|info\b|prise en compte|traitement|disposition|exploitation)|à toutes fins|\bfyi\b|"
    r"transmet|fais parvenir|faisons parvenir|envoi|suite à votre|en réponse à|accus\w+ réception|bonne réception|comme convenu|"
    r"(?:nos|mes|les|our|my) (?:observations|remarques|commentaires|contributions|comments|remarks)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ajouter|supprimer|remplacer|préciser|reformuler|corriger|modifier|retirer|insérer|mentionner|revoir|clarifier|propos(?:ons|e)|"
    r"sugg[éè]r\w+|recommand\w+|il (?:faut|manque|conviendrait|convient)|devrait|faudrait|should|delete|replace|add|clarify)\b",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    "ok d accord merci merci beaucoup bien recu bien note recu note entendu parfait tres bien bonjour bonsoir bonjour a tous bonjour a "
    "toutes et a tous salut amen ras rien a signaler je suis d accord merci bien noted thanks thank you hello".split(" ")
)


def is_greeting(line: str) -> bool:
    return bool(_GREETING.match(line.strip()))


def is_closing(line: str) -> bool:
    return bool(_CLOSING.match(line.strip()))


def is_covering(text: str) -> bool:
    """Whether words only bring the remarks: a greeting, "please find our observations below"."""
    left = [line for line in text.split("\n") if line.strip() and not is_greeting(line) and not is_closing(line)]
    words = " ".join(left).strip()
    return not words or (len(words) <= SHORT and bool(_COVERING.search(words)) and not _ASKING.search(words))


def says_nothing(text: str) -> bool:
    """A message in a conversation that is a greeting, a thank-you, or a sign of assent and nothing else."""
    words = plain_words(text).split()
    return not words or (len(words) <= 6 and all(word in _NOTHING for word in words)) or is_greeting(text) and len(words) <= 6


def without_closing(text: str) -> tuple[str, str]:
    """The words of a letter, and its closing formula with the signature under it."""
    lines = text.rstrip().split("\n")
    for place, line in enumerate(lines):
        if line.rstrip() == "--" and place:
            words, closing = without_closing("\n".join(lines[:place]))
            return words, "\n".join(filter(None, (closing, *lines[place:])))
    for place in range(max(0, len(lines) - 14), len(lines)):
        if is_closing(lines[place]) and not any(_ASKING.search(line) for line in lines[place:]):
            return "\n".join(lines[:place]).rstrip(), "\n".join(lines[place:])
    return text.rstrip(), ""
