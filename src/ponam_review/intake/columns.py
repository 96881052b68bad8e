"""Which column of a matrix says what: the headings of ours, of ISO's comment form, of FAO's and of those that offices make themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rapidfuzz import fuzz, process

from ..register.vocabulary import plain_words
from ..text.errors import UsageError

TYPING_ERROR = 88
"""Likeness from which a heading is held to be a known one, mistyped."""


class Field(StrEnum):
    """What a column can say; CONTRACT.md's columns in their order."""

    NUMBER = "number"
    DATE = "date"
    STRUCTURE = "structure"
    AUTHOR = "author"
    VERSION = "version"
    PLACE = "place"
    QUOTE = "quote"
    TEXT = "text"
    PROPOSAL = "proposal"
    NATURE = "nature"
    SUITE = "suite"
    REASON = "reason"
    WHERE = "where"
    RESPONSIBLE = "responsible"
    DECIDED = "decided"
    MOTIVE = "motive"
    """Why the sender asks for a change; not the reason of an answer."""


_HEADINGS: Mapping[Field, str] = {
    Field.NUMBER: """n | no | num | numero | nr | number | id | item | ligne n | n d ordre | numero d ordre | n obs
        | n observation | ref | comment number | comment no""",
    Field.DATE: """date | date de reception | date d envoi | date de l observation | date du commentaire | date received
        | received | date of comment""",
    Field.STRUCTURE: """structure | institution | organisation | organization | organisme | ministere | entite | service
        | direction | partie prenante | acteur | contributeur | emetteur | origine | provenance | source | pays | country
        | stakeholder | agency | mb | mb nc | mb nc1 | member body | national committee | structure auteur | ministere institution
        | structure organisation | nom de la structure | nom de l organisation | commenting organization""",
    Field.AUTHOR: """auteur | author | nom | name | nom et prenom | noms et prenoms | nom prenom | prenom et nom | rapporteur
        | reviewer | relecteur | commentateur | commenter | observateur | submitted by | from | auteur de l observation
        | point focal | reviewer name""",
    Field.VERSION: """version visee | version | edition | draft | document | document vise | version du document""",
    Field.PLACE: """partie | section | chapitre | chapter | titre | title | axe | point | article | clause | subclause
        | clause subclause | clause no subclause no annex | paragraphe | paragraph | alinea | para | page | pages | ligne | line
        | line number | line numbers | paragraph figure table note | paragraph figure table | page paragraphe | page section
        | section page | partie page | partie section | partie paragraphe | partie alinea | part | localisation | emplacement
        | location | where | reference | references | repere | rubrique | partie du document | section du document
        | section paragraphe | chapitre section | para no | paragraph no | section para | section paragraph | chapter section
        | sub clause | clause no | clause n | annex | annexe | figure table | section title | section concernee | partie concernee
        | chapitre concerne | axe concerne | page line | page ligne | n de la page | numero de page | numero de ligne
        | repere alinea | n de page | page no | page number | section number | paragraph number""",
    Field.QUOTE: """passage cite | passage | passage concerne | passage vise | texte | text | texte actuel | texte initial
        | texte original | texte concerne | texte du document | original text | current text | existing text | quoted text
        | quote | citation | extrait | formulation actuelle | formulation initiale | libelle actuel | redaction actuelle""",
    Field.TEXT: """observation | observations | commentaire | commentaires | comment | comments | remarque | remarques | remark
        | remarks | avis | contribution | contributions | feedback | issue | preoccupation | preoccupations
        | observations et commentaires | observations commentaires | comment justification for change
        | comments justification for change | comment and rationale | comments and rationale | commentaire observation
        | general comment | general comments | specific comment | specific comments | commentaire general | commentaire specifique
        | reviewer comment | reviewer comments | comment text | observation remarque | observations remarques | remarque observation
        | commentaires et observations | libelle de l observation | objet de l observation | contenu de l observation
        | constat | constats | observation formulee | observations formulees | question | questions""",
    Field.PROPOSAL: """proposition de redaction | proposition | propositions | proposition de texte | proposition de modification
        | proposed change | proposed change by the mb | proposed changes | proposed text | proposed wording | proposed amendment
        | suggested text | suggested change | suggested wording | suggestion | suggestions | nouvelle redaction
        | redaction proposee | texte propose | formulation proposee | modification proposee | modifications proposees | reformulation
        | amendement | amendements | amendment | recommandation | recommandations | recommendation | correction proposee
        | proposition d amendement | nouvelle formulation | proposed revision | proposed revisions | revised text | replacement text
        | proposed new text | proposed text change | proposition de reformulation | reformulation proposee | nouveau texte
        | proposition d amelioration | propositions d amelioration | solution proposee | suggestion de redaction
        | propositions de reformulation | propositions d amendement | propositions de redaction""",
    Field.NATURE: """nature | type | type of comment | type de commentaire | type d observation | nature de l observation
        | nature du commentaire | categorie | fond forme | fond ou forme | comment type | category""",
    Field.SUITE: """suite donnee | suite | suite reservee | decision | disposition | statut | status | resolution | traitement
        | observations of the secretariat | secretariat observations | reponse | response | action taken | prise en compte
        | avis du secretariat | decision retenue""",
    Field.REASON: """justification | justifications | reason | justification de la decision | justification de la suite
        | motif de la decision | motivation de la decision | justification reponse""",
    Field.MOTIVE: """motivation | motivations | motif | motifs | rationale | explication | explications | raison | expose des motifs
        | argumentaire | justification de la proposition | justification for change""",
    Field.WHERE: """endroit modifie | endroit de la modification | partie modifiee | place changed | section modifiee
        | endroit modifie dans la nouvelle version""",
    Field.RESPONSIBLE: """responsable | responsible | in charge | decideur | traite par | decided by""",
    Field.DECIDED: """date de la decision | date decision | date de decision | date of decision | decided on""",
}


def _known() -> dict[str, Field]:
    return {" ".join(word.split()): field for field, words in _HEADINGS.items() for word in words.split("|")}


_KNOWN = _known()
_BY_LENGTH = sorted((word for word in _KNOWN if len(word) >= 4), key=len, reverse=True)
SEVERAL = frozenset({Field.PLACE, Field.TEXT})
"""Fields that several columns say together: page, section and line; remarks of one service and of another."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column says (None: nobody knows; kept under its heading), and how sure that is."""

    fields: tuple[Field | None, ...]
    headings: tuple[str, ...]
    score: float
    scores: tuple[float, ...] = ()
    """How sure each is: 1 where a heading is known as it stands, or a person said so."""

    def column(self, field: Field) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    def columns(self, field: Field) -> tuple[int, ...]:
        return tuple(place for place, found in enumerate(self.fields) if found is field)

    @property
    def speaks(self) -> bool:
        """Whether there is a column of remarks, and another (or its very name) to show that this is no remark itself."""
        said = {field for field in self.fields if field}
        remarks = said & {Field.TEXT, Field.PROPOSAL}
        return bool(remarks) and (len(said) >= 2 or self.score >= 1)


Chosen: TypeAlias = Mapping[str, Field | None]
"""What a person said of headings, by their words (`plain_words`); None: to be kept as it is."""
SURE = 0.75
"""Below this a heading was guessed: whoever takes the matrix in is told how it was read."""


def recognise(headings: Sequence[str], chosen: Chosen | None = None) -> Columns:
    """What a row of headings says, in any order, in French or English; what a person said of them goes first."""
    said = chosen or {}
    guesses = [(said[words], 1.5) if (words := plain_words(heading)) in said and words else _guess(heading) for heading in headings]
    fields: list[Field | None] = [None] * len(headings)
    taken: set[Field] = set()
    for place in sorted(range(len(headings)), key=lambda place: -guesses[place][1]):
        field, score = guesses[place]
        if field is not None and score and (field in SEVERAL or field not in taken):
            fields[place] = field
            taken.add(field)
    _settle_reason(fields, {place for place, (_, score) in enumerate(guesses) if score > 1})
    total = sum(score for (_, score), field in zip(guesses, fields, strict=True) if field)
    scores = tuple(min(score, 1.0) if field else 0.0 for (_, score), field in zip(guesses, fields, strict=True))
    return Columns(tuple(fields), tuple(" ".join(heading.split()) for heading in headings), total, scores)


def signature(headings: Sequence[str]) -> str:
    """What makes two matrices of one sender the same form: their headings, in any order."""
    words = sorted(filter(None, map(plain_words, headings)))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


KEPT = ("", "-", "ignore", "ignorer", "garder", "keep")


def field_named(word: str) -> Field | None:
    """The field that a person names: by its code, or by any heading that it is known under. None: to be kept as it is."""
    plain = plain_words(word)
    if plain in KEPT:
        return None
    if plain in set(Field):
        return Field(plain)
    field, score = _guess(word)
    if field is None or score < SURE:
        raise UsageError("“{word}” is no column of the matrix; write one of: {known}", word=word, known=", ".join(NAMES.values()))
    return field


NAMES: Mapping[Field, str] = {
    Field.NUMBER: "N°",
    Field.DATE: "Date",
    Field.STRUCTURE: "Structure",
    Field.AUTHOR: "Auteur",
    Field.VERSION: "Version visée",
    Field.PLACE: "Partie",
    Field.QUOTE: "Passage cité",
    Field.TEXT: "Observation",
    Field.PROPOSAL: "Proposition de rédaction",
    Field.NATURE: "Nature",
    Field.SUITE: "Suite donnée",
    Field.REASON: "Justification",
    Field.WHERE: "Endroit modifié",
    Field.RESPONSIBLE: "Responsable",
    Field.DECIDED: "Date de la décision",
    Field.MOTIVE: "Motif",
}
"""What people call a field."""


def _guess(heading: str) -> tuple[Field | None, float]:
    """The field of one heading: known as it stands, by a known phrase in it, or mistyped."""
    words = plain_words(heading)
    if not words:
        return (Field.PLACE, 0.8) if heading.strip() in ("¶", "§") else (None, 0.0)
    if len(words) > 80:
        return None, 0.0
    if words in _KNOWN:
        return _KNOWN[words], 1.0
    padded = f" {words} "
    for known in _BY_LENGTH:
        if f" {known} " in padded:
            return _KNOWN[known], 0.5 + 0.4 * len(known) / len(words)
    near = process.extractOne(words, _BY_LENGTH, scorer=fuzz.ratio, score_cutoff=TYPING_ERROR)
    return (_KNOWN[near[0]], 0.5) if near else (None, 0.0)


def _settle_reason(fields: list[Field | None], said: set[int]) -> None:
    """A "justification" is the answer's where there is a column of decisions, else the sender's; a "motif" is the sender's, unless it
    stands just behind the decision."""
    if Field.SUITE not in fields:
        if Field.REASON in fields and Field.MOTIVE not in fields and fields.index(Field.REASON) not in said:
            fields[fields.index(Field.REASON)] = Field.MOTIVE
        return
    behind = fields.index(Field.SUITE) + 1
    if Field.REASON not in fields and behind < len(fields) and fields[behind] is Field.MOTIVE and behind not in said:
        fields[behind] = Field.REASON
