"""The story that `ponam demo` plays on the fictitious sample: command lines, with their day.

Dates and decisions are invented, and agree with the sample: what is accepted here stands in its new draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .demo_decisions import FIRST_ROUND, FOLLOWED, SECOND_ROUND, About, Decision

RESULTS = "resultats"
ANSWERS = "contributions"
MESSAGES = "messages"
REGISTER = ".ponam/register.sqlite3"
DRAFT, REWORKED, LAST = "projet-0", "version-provisoire-1", "version-provisoire-2"
LAST_DAY = "2026-06-01"
NUMBERS = "N…"
"""Stands in a command line for the numbers of the remarks that the step is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the closing lines, and the file that it speaks of: a pattern, for the kit's files are named in the user's language."""

    template: str
    file: str = ""


OPEN_FIRST = (
    Told("the offline page that is sent", f"{RESULTS}/envoi/*/*-{DRAFT}.html"),
    Told("what changed, as Word's own tracked changes", f"{RESULTS}/comparee.docx"),
    Told("every remark with its answer", f"{RESULTS}/matrice.xlsx"),
    Told("what is still without answer", f"{RESULTS}/preuve.html"),
    Told("the letter to a stakeholder", f"{RESULTS}/retours/OIM/lett*.docx"),
    Told("the report of the consultations", f"{RESULTS}/rapport.docx"),
    Told("the text, published", f"{RESULTS}/publication/politique*-{LAST}.pdf"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A command line of the story.

    `where`: what it makes or fills. `lays`: the folder of the sample that is the text from then on. `about`: the remarks whose numbers
    stand for `NUMBERS`; `original`: the one that they duplicate. `typed`: the file whose text is pasted. `rewords`: words that
    a drafter puts in the place of others in the file `where`. `attention`: what exit code 1
    of this command tells, where the story expects it.
    """

    template: str
    day: str
    words: tuple[str, ...]
    where: str
    lays: str = ""
    about: tuple[About, ...] = ()
    original: About | None = None
    typed: str = ""
    rewords: tuple[str, str] | None = None
    attention: Told | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    template: str
    steps: tuple[Step, ...]


def story() -> tuple[Chapter, ...]:
    """The chapters in order."""
    return (
        Chapter("The texts", tuple(_texts())),
        Chapter("First consultation", tuple(_first_consultation())),
        Chapter("Decisions, and a new draft", tuple(_new_draft())),
        Chapter("Second consultation", tuple(_second_consultation())),
        Chapter("Proof and publication", tuple(_publication())),
    )


# ------------------------------------------------------------------ the chapters


def _texts() -> Iterator[Step]:
    yield _freezing("The policy of 2014, frozen", "2014-09-03", "adoptee-2014", "adoptée", "policy/historique/2014")
    yield _freezing("The first draft, frozen", "2026-02-27", DRAFT, "projet", f"policy/historique/{DRAFT}")


def _first_consultation() -> Iterator[Step]:
    yield Step("The consultation, opened", "2026-03-02", ("consult", "open", DRAFT, "--until", "2026-03-31"), REGISTER)
    yield Step("Those consulted", "2026-03-02", ("stakeholder", "import", "parties-prenantes.csv"), REGISTER)
    yield _writing("What is sent out", "envoi", "kit", day="2026-03-02")
    yield Step("Word copies and tables, taken in", "2026-04-02", ("intake", ANSWERS), f"{ANSWERS}/")
    yield _received("An answer of the offline page", "2026-04-02", "tour-1/reponse-INSTAT-projet-0.json")
    yield _received("An e-mail, cut into its points", "2026-04-02", "tour-1/courriel-CAFO.eml")
    pasted = f"{MESSAGES}/tour-1/message-CBME-France.txt"
    yield Step("A message, pasted", "2026-04-02", ("intake", "-", "--from", "CBME France"), f"{MESSAGES}/tour-1/", typed=pasted)
    yield _received("A corrected table", "2026-04-03", "tour-1/aec-observations-corrigees.csv")


def _new_draft() -> Iterator[Step]:
    yield from _decided(FIRST_ROUND, "2026-04-14")
    yield Step(
        "Accepted proposals, applied", "2026-04-15", ("apply", "--all-accepted"), "policy/",
        attention=Told("Accepted proposals wait for their final wording: “ponam apply --all-accepted” tells which."),
    )  # fmt: skip
    workshop = ("--workshop", "Atelier de rédaction, 20-24 avril 2026")
    yield Step(
        "The workshop's wording",
        "2026-04-27",
        ("save", "-m", "Rédaction issue de l’atelier", *workshop),
        "policy/",
        "policy",
    )
    yield _freezing("The new draft, frozen", "2026-05-04", REWORKED, "provisoire")
    for ending in ("docx", "html"):
        yield _writing("The redline, proven", f"comparee.{ending}", "redline", DRAFT, REWORKED, day="2026-05-04")
    yield Step(
        "Places to look at", "2026-05-04", ("comment", "queue"), REGISTER,
        attention=Told("Passages were reworded or are gone: “ponam comment queue” shows each beside the new text."),
    )  # fmt: skip


def _second_consultation() -> Iterator[Step]:
    yield Step("A second round, opened", "2026-05-05", ("consult", "close"), REGISTER)
    yield Step("A second round, opened", "2026-05-05", ("consult", "open", REWORKED, "--until", "2026-05-22"), REGISTER)
    yield _received("Its answers", "2026-05-26", f"tour-2/reponse-APDP-{REWORKED}.json")
    yield _received("Its answers", "2026-05-26", "tour-2/courriel-HCR.eml")
    yield Step(
        "A remark heard in a meeting", "2026-05-27",
        ("comment", "add", "--from", "CR Kayes", "--channel", "meeting", "--text", "Un guichet à Nioro, région de départ et de retour.",
         "--at", "axe-7", "--quote", "d’abord à Kayes, Gao, Sikasso et Bamako",
         "--proposal", "d’abord à Kayes, Nioro, Gao, Sikasso et Bamako"),
        REGISTER,
    )  # fmt: skip
    yield _writing("The draft with its remarks", "annotee.docx", "render", REWORKED, "--annotated", day="2026-05-27")
    yield from _decided(SECOND_ROUND, "2026-05-28")
    yield Step("Accepted proposals, applied", "2026-05-28", ("apply", NUMBERS), "policy/", about=_wordings())
    yield Step(
        "A passage written by hand, with its reason", "2026-05-28",
        ("save", "-m", "Porter le suivi de l’enfant à douze mois", "--for", NUMBERS), "policy/politique/13-axe-4.md",
        about=(FOLLOWED,), rewords=("suivi de six mois", "suivi de douze mois"),
    )  # fmt: skip
    office = ("--by", "Cellule de planification et de statistique")
    for section in ("axe-4", "axe-7", "axe-8"):
        words = ("plan", "confirm", "--section", section, *office)
        yield Step("Links of the plan, looked at again", "2026-05-29", words, "policy/plan-action/")
    note = ("--note", "Liens du plan relus après l’atelier")
    yield Step(
        "Links of the plan, looked at again",
        "2026-05-29",
        ("save", "-m", "Confirmer les liens du plan", *note),
        "policy/plan-action/",
    )
    yield _freezing("The second draft, frozen", LAST_DAY, LAST, "provisoire")


def _publication() -> Iterator[Step]:
    yield Step("The text, checked", LAST_DAY, ("check",), "policy/")
    yield Step(
        "The proof: nothing forgotten?", LAST_DAY, ("proof", DRAFT, LAST, "-o", f"{RESULTS}/preuve.html"), f"{RESULTS}/preuve.html",
        attention=Told("Remarks still wait for an answer: the proof lists them."),
    )  # fmt: skip
    for ending in ("xlsx", "docx"):
        yield _writing("The matrix", f"matrice.{ending}", "matrix")
    yield _writing("What goes back: their own files, and a letter", "retours", "answer", "OIM", "CIGEM", "APDP")
    yield _writing("The report of the consultations", "rapport.docx", "report")
    yield _writing("The action plan, for Excel", "plan-action.xlsx", "plan", "export")
    yield _writing("The publication", "publication", "publish", LAST)
    yield Step("The publication, verified", LAST_DAY, ("verify", f"{RESULTS}/publication"), f"{RESULTS}/publication")


# ------------------------------------------------------------------ steps of a kind


def _freezing(template: str, day: str, name: str, status: str, lays: str = "") -> Step:
    return Step(template, day, ("edition", "create", name, "--status", status), name, lays)


def _writing(template: str, name: str, *words: str, day: str = LAST_DAY) -> Step:
    where = f"{RESULTS}/{name}"
    return Step(template, day, (*words, "-o", where), where)


def _received(template: str, day: str, name: str) -> Step:
    return Step(template, day, ("intake", f"{MESSAGES}/{name}"), f"{MESSAGES}/{name.partition('/')[0]}/")


def _decided(decisions: Iterable[Decision], day: str) -> Iterator[Step]:
    for one in decisions:
        words = ("respond", NUMBERS, "--disposition", one.disposition, "--reason", one.reason)
        place = ("--where", one.where) if one.where else ()
        yield Step("Remarks decided, with a reason", day, (*words, *place), REGISTER, about=one.about, original=one.original)


def _wordings() -> tuple[About, ...]:
    """The remarks of the second round whose wording is accepted as it is."""
    return tuple(about for one in SECOND_ROUND if one.disposition == "accepted" for about in one.about if about is not FOLLOWED)
