"""Words about people. Hints, off by default: a person judges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding
from .subject import Subject
from .writing import at

_BOTH = {
    "droits de l’homme": "droits humains",
    "hommes d’affaires": "gens d’affaires",
    "les citoyens": "les citoyennes et les citoyens",
    "les travailleurs migrants": "les travailleuses et travailleurs migrants",
    "les entrepreneurs": "les entrepreneuses et entrepreneurs",
    "les agriculteurs": "les agricultrices et agriculteurs",
    "les étudiants": "les étudiantes et étudiants",
    "les candidats au départ": "les candidates et candidats au départ",
    "les élus": "les élues et élus",
    "les agents": "le personnel",
}
_PERSONS = {
    "migrants irréguliers": "migrants en situation irrégulière",
    "migrants illégaux": "migrants en situation irrégulière",
    "clandestins": "personnes en situation irrégulière",
    "sans-papiers": "personnes sans titre de séjour",
    "handicapés": "personnes handicapées",
    "vieux": "personnes âgées",
    "filles-mères": "mères célibataires",
    "réfugiés climatiques": "personnes déplacées par les effets du climat",
}


def check_gender(subject: Subject) -> Iterator[Finding]:
    yield from _words(subject, "wording/gender", "“{here}”: “{wanted}” speaks of women and men", _BOTH)


def check_persons(subject: Subject) -> Iterator[Finding]:
    yield from _words(subject, "wording/persons", "“{here}”: say “{wanted}”; the adjective qualifies a situation, not a person", _PERSONS)


def _words(subject: Subject, rule: str, template: str, table: dict[str, str]) -> Iterator[Finding]:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table))})(?!\w)".replace("’", "[’']"), re.IGNORECASE)
    for document, _section, prose in subject.texts():
        if document.language != "fr":
            continue
        for match in prose.finditer(pattern):
            yield at(rule, template, prose, match.start(), here=match[0], wanted=table[match[0].casefold().replace("'", "’")])
