"""The words that come back in remarks: not how often they are written, but in how many remarks and from how many institutions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..register.values import Comment
from ..register.vocabulary import Edit, folded
from .wording import edits_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EMPTY = """
about above accord add added afin after ainsi ajout ajoute ajouter alinea alors also annee annees another ans apres article aucun
aucune aupres aussi autant autre autres avant avec avis avoir axe beaucoup because been being below between bien both cannot cela
celle celles celui cent cependant certains cette ceux chapitre chaque chiffre chiffres cinq citer clause comme comment completer
compte concernant concerne contre correction corriger could dans debut deja delete demande demander demandons depuis dessous deux
deuxieme devraient devrait dire dispose disposer dix does doit doivent donc donner dont douze durant each ecrire elle elles encore
entre etait etant etc etre every faire fait faut favorable fcfa figure font formulation from have having here hors ici indicateur
indicateurs indiquer into jours jusque just laquelle lequel lesquels leur leurs ligne like liste lors mais meme memes mention
mentionner merci mesure mesures mettre mieux mille milliards millions modification modifications moins mois more most mot mots must
national nationale nationales nationaux need needs notamment note notre nous objectif objectifs observation observations only other
over page paragraph paragraphe parce parmi partie partir passage pendant peut peuvent phrase please plus plusieurs point politique
porter pour pourquoi pourrait pouvoir precise preciser premier premiere present presente presentes prevoir prevu prevue projet
projets propose proposee proposees proposer proposition proposons public publique puis quand quatre quatrieme que quel quelle
quelles quelque quelques quels quinze quoi rappeler redaction rediger regard relatif relative relatives remarque remarques remercie
remplacer rendre replace reprendre reserve reserves sans sauf second seconde section selon sentence sera serait seront ses seul
seule should sinon soit some sont souhaite souhaitons soumis sous such suite suivant suivante suivants suivi suivis supprimer sur
tableau tant telle telles tels tenir terme termes text texte than that their them then there these they this those through titre
tous tout toute toutes trente tres trois trouve under vers version very vingt voir votre vous were what when where which while with
within word words would your
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing of a subject: grammar, figures, and what one does to a text."""
LEAST = 5
"""Letters of a word that is counted, acronyms aside."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word as it is mostly written, in how many remarks it stands and of which institutions."""

    word: str
    comments: int
    stakeholders: tuple[str, ...]


def terms(comments: Iterable[Comment], most: int) -> tuple[Term, ...]:
    """The words that stand in most remarks of at least two institutions."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, int] = Counter()
    who: dict[str, dict[str, None]] = defaultdict(dict)
    own = set()
    for comment in comments:
        own.add(comment.stakeholder)
        seen: dict[str, str] = {}
        for word in _WORD.findall(_said(comment)):
            key = _stem(word)
            if key:
                seen.setdefault(key, word)
        for key, word in seen.items():
            found[key] += 1
            spellings[key][word if word.isupper() else word.lower()] += 1
            who[key][comment.stakeholder] = None
    names = {folded(code).strip() for code in own}
    kept = [key for key in found if len(who[key]) > 1 and key not in names]
    kept.sort(key=lambda key: (-found[key], -len(who[key]), key))
    return tuple(Term(spellings[key].most_common(1)[0][0], found[key], tuple(who[key])) for key in kept[:most])


def _said(comment: Comment) -> str:
    """The sender's own words: what is said, and of a wording what is new in it."""
    if not comment.proposal:
        return comment.text
    if comment.edit is Edit.REWORD and len(comment.proposal) < 4000:
        return " ".join((comment.text, *(edit.text for edit in edits_of(comment.quote, comment.proposal) if edit.sign == "+")))
    return f"{comment.text} {comment.proposal}"


def _stem(word: str) -> str:
    """What singular and plural share; empty for a word that is not counted."""
    plain = folded(word).strip()
    if word.isupper() and 3 <= len(word) <= 8:
        return plain
    if len(plain) < LEAST or plain in EMPTY or plain.rstrip("sx") in EMPTY:
        return ""
    return plain[:-1] if plain[-1] in "sx" else plain
