"""Kits to test: of the sample, and of a small text that has every kind of block."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ponam_review.html.kit import write_kit
from ponam_review.publication.kit.making import kit_of
from ponam_review.publication.kit.ordering import Order, Receiver
from ponam_review.publication.kit.pictures import lighter
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.model import (
    Break,
    Cell,
    Code,
    Cover,
    Document,
    Heading,
    Item,
    Mark,
    Note,
    Paragraph,
    Quote,
    Reference,
    Revision,
    Row,
    Rule,
    Run,
    Section,
    Table,
)
from ponam_review.workspace import open_workspace
from ponam_review.workspace.images import image_reader
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source

ROOT = Path(__file__).parents[3]
CREATED = "2026-03-02T10:00:00Z"


def words(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def cell(*texts: str) -> Cell:
    return Cell(tuple(map(words, texts)))


TABLE = Table(
    (
        Row((cell("Mesure"), cell("Cible"))),
        Row((cell("Ouvrir deux guichets", "puis quatre"), cell("2030"))),
        Row((cell("Former"), cell(""))),
    ),
    caption=(Run("Les mesures"),),
    id="tableau-mesures",
)
BLOCKS = (
    words("Le texte protège les personnes migrantes 🌍, à l’aller comme au retour."),
    Paragraph((Run("Un mot "), Run("gras", Mark.STRONG), Note((words("Une note."),)), Run(" puis un mot."), Break(), Run("Seconde ligne."))),
    Heading(2, (Run("Mesures"),), id="mesures"),
    Paragraph((Run("Un point."),), within=(Item(start=0),)),
    Paragraph((Run("Un autre, voir "), Reference("mesures"), Run(".")), within=(Item(),)),
    Paragraph((Run("Une citation."),), within=(Quote(opens=True),)),
    Code("ligne une\nligne deux"),
    TABLE,
    Rule(),
    words("Un mot, un mot, un mot : trois fois le même."),
)


def small_flow(name: str = "projet-0") -> Flow:
    """Two sections under a cover."""
    sections = (
        Section("intro", "Introduction", BLOCKS, file="intro.md"),
        Section("suite", "Suite", (words("Dernier alinéa."),), file="suite.md"),
    )
    cover = Cover(institution=("MINISTÈRE",), state=("RÉPUBLIQUE",), mark="EXEMPLE FICTIF", edition=name)
    return prepare(Revision(name, (Document("texte", "Politique d’essai", sections, cover=cover),)))


ANYBODY = Receiver()


def small_order(receiver: Receiver = ANYBODY, *, restricted: bool = False, language: str = "fr", edition: str = "projet-0") -> Order:
    return Order(
        flow=small_flow(edition),
        images=lambda file, source: None,
        edition=edition,
        revision="c" * 40,
        subject="Politique d’essai",
        created=CREATED,
        receiver=receiver,
        until="2026-03-31",
        contact="secretariat@exemple.invalid",
        restricted=restricted,
        language=language,
    )


@cache
def sample_order(rev: str = "policy/historique/projet-0") -> Order:
    source = locate(rev, workspace=open_workspace(ROOT, ROOT), here=ROOT)
    flow = prepare(read_source(source).value)
    return Order(flow, image_reader(source), "projet-0", "d" * 40, flow.title, CREATED, until="2026-03-31", contact="secretariat@exemple.invalid")


@cache
def page_of(order: Order) -> str:
    """The kit's page."""
    return write_kit(order.labelled(), kit_of(order), images=lighter(order.images), language=order.language).value
