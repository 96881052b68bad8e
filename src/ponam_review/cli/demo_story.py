"""The story that `ponam demo` plays on the fictitious sample: command lines, with their day.

Dates and decisions are invented, and agree with the sample: what is accepted here stands in its new draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RESULTS = "resultats"
ANSWERS = "contributions"
REGISTER = ".ponam/register.sqlite3"
LAST_DAY = "2026-05-04"


@dataclass(frozen=True, slots=True)
class About:
    """The remarks of a stakeholder that say these words: their numbers are known only once they are in the register."""

    stakeholder: str
    says: str


@dataclass(frozen=True, slots=True)
class Step:
    """A command line of the story.

    `where`: what it makes or fills. `lays`: the folder of the sample that is the text from then on. `about`: the remarks whose
    numbers follow the command's name; `original`: the one that they duplicate.
    """

    template: str
    day: str
    words: tuple[str, ...]
    where: str
    lays: str = ""
    about: tuple[About, ...] = ()
    original: About | None = None


def story(answers: Iterable[str]) -> Iterator[Step]:
    """The steps in order; `answers` are the names of the files received."""
    draft, new = "projet-0", "version-provisoire-1"
    yield _freezing("The policy of 2014, frozen", "2014-09-03", "adoptee-2014", "adoptée", "policy/historique/2014")
    yield _freezing("The first draft, frozen", "2026-02-27", draft, "projet", f"policy/historique/{draft}")
    yield _writing("The copy for the consultation", f"copie-{draft}.docx", "render", draft, "--addresses", day="2026-02-27")
    yield Step("The consultation, opened", "2026-03-02", ("consult", "open", draft, "--until", "2026-03-31"), REGISTER)
    yield Step("Those consulted", "2026-03-02", ("stakeholder", "import", "parties-prenantes.csv"), REGISTER)
    for name in answers:
        yield Step("The answers, taken in", "2026-04-02", ("intake", f"{ANSWERS}/{name}"), f"{ANSWERS}/")
    yield from _decisions()
    yield _freezing("The new draft, frozen", LAST_DAY, new, "provisoire", "policy")
    yield Step("The text, checked", LAST_DAY, ("check",), "policy/")
    for ending in ("docx", "html"):
        yield _writing("The redline, proven", f"comparee.{ending}", "redline", draft, new)
    for ending in ("docx", "html"):
        yield _writing("The consolidated draft", f"{new}.{ending}", "render", new)
    for ending in ("xlsx", "docx"):
        yield _writing("The matrix", f"matrice.{ending}", "matrix")


def _freezing(template: str, day: str, name: str, status: str, lays: str) -> Step:
    return Step(template, day, ("edition", "create", name, "--status", status), name, lays)


def _writing(template: str, name: str, *words: str, day: str = LAST_DAY) -> Step:
    where = f"{RESULTS}/{name}"
    return Step(template, day, (*words, "-o", where), where)


# ------------------------------------------------------------------ decisions


@dataclass(frozen=True, slots=True)
class _Decision:
    disposition: str
    reason: str
    about: tuple[About, ...]
    where: str = ""
    original: About | None = None


def _decisions() -> Iterator[Step]:
    for one in DECISIONS:
        words = ("respond", "--disposition", one.disposition, "--reason", one.reason)
        place = ("--where", one.where) if one.where else ()
        yield Step("Remarks decided, with a reason", "2026-04-14", (*words, *place), REGISTER, about=one.about, original=one.original)


_MISSING = About("OIM", "sans enquête ni sépulture")
DECISIONS = (
    _Decision(
        "accepted",
        "Six mois ne suffisent pas, les évaluations citées le montrent : le parcours dure douze mois au moins.",
        (About("OIM", "réintégration de douze mois"),),
        "Axe 3, mesure 12",
    ),
    _Decision(
        "accepted",
        "Le constat n’avait pas de réponse : une mesure distincte porte sur la recherche des personnes disparues.",
        (_MISSING, About("OIM", "cellule des disparus")),
        "Axe 3, mesure 7",
    ),
    _Decision("duplicate", "Même demande que celle de l’OIM.", (About("REMF", "sans enquête ni sépulture"),), original=_MISSING),
    _Decision(
        "accepted-with-changes",
        "Le médiateur est retenu ; le délai de réponse est porté à quarante-cinq jours, le temps d’entendre le service mis en cause.",
        (About("REMF", "médiateur des mobilités"),),
        "Suivi, évaluation et redevabilité, Plaintes et recours",
    ),
    _Decision(
        "accepted-with-changes",
        "Le principe est ajouté en neuvième position, joint à celui de transparence.",
        (About("REMF", "principe de redevabilité"),),
        "Principes directeurs, 9",
    ),
    _Decision(
        "accepted",
        "L’inscription est volontaire, et les intéressés alimentent eux-mêmes le répertoire.",
        (About("HCME", "répertoire volontaire"),),
        "Axe 1, mesure 1",
    ),
    _Decision("accepted", "Les crédits de l’axe le permettent.", (About("HCME", "douze postes consulaires"),), "Axe 3, mesure 1"),
    _Decision("accepted", "Quatre langues couvrent la plupart des appels.", (About("HCME", "fulfuldé"),), "Axe 3, mesure 3"),
    _Decision("already-met", "La rédaction retenue, plus large, comprend le soninké.", (About("OIM", "et en soninké"),), "Axe 3, mesure 3"),
    _Decision(
        "accepted",
        "Une personne privée de liberté ne peut attendre : 48 heures en 2030, avec un palier en 2028.",
        (About("OIM", "48 heures"),),
        "Suivi, évaluation et redevabilité, indicateur 4",
    ),
    _Decision(
        "rejected",
        "La cible de 48 heures est retenue à la demande de l’OIM ; les douze postes consulaires et le numéro d’urgence la rendent tenable.",
        (About("DGME", "72 heures"),),
    ),
    _Decision(
        "accepted",
        "Le nom dit mieux la mission ; l’ancrage est précisé.",
        (About("DGME", "Secrétariat permanent"),),
        "Cadre institutionnel, Secrétariat permanent",
    ),
    _Decision("accepted", "Sigle d’usage courant.", (About("MEF", "CDMT"),), "Financement, Programmation"),
    _Decision(
        "referred",
        "Deux demandes contraires, 30 et 60 millions de FCFA par projet : l’arbitrage revient au comité de pilotage.",
        (About("HCME", "60 millions"), About("MEF", "30 millions")),
    ),
    _Decision(
        "out-of-scope",
        "Cette demande ne relève pas de la politique ; elle est transmise au service qui instruit le dossier.",
        (About("REMF", "subvention de fonctionnement"), About("REMF", "code de la nationalité")),
    ),
    _Decision(
        "noted",
        "Dont acte, avec remerciements.",
        (
            About("AEC", "très favorable"),
            About("CIGEM", "pas de réserve"),
            About("HCME", "se félicite"),
            About("OIM", "remercie le ministère"),
        ),
    ),
)
