"""The XML is valid by the schema that OASIS published, whatever the text holds, and names each place as the Naming Convention says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from lxml import etree

from ponam_review.akn.document import write_akn
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.gathering import embedded, with_pictures
from ponam_review.text.model import (
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Image,
    Item,
    Mark,
    Note,
    Paragraph,
    Quote,
    Reference,
    Revision,
    Row,
    Run,
    Section,
    Table,
)
from ponam_review.workspace import locate, open_workspace, read_source
from ponam_review.workspace.images import image_reader
from tests.html import cases
from tests.markdown import texts

ROOT = Path(__file__).parents[2]
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schema" / "akomantoso30.xsd")))


def valid(xml: str) -> etree._Element:
    root = etree.fromstring(xml.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))
    assert schema().validate(root), list(schema().error_log)[:5]
    return root


def written(flow: Flow) -> etree._Element:
    return valid(write_akn(flow, date="2026-05-04", work_date="2026-03-01", edition="version-provisoire-1").value)


def para(*content: Run | Note | Reference | Image, within: tuple[Quote | Item, ...] = ()) -> Paragraph:
    return Paragraph(content, within)


def small() -> Flow:
    """A policy with a preface, a body of two levels, an annex, and an action plan after it."""
    note = Note((para(Run("Loi n° 04-058.")),))
    table = Table((Row((Cell((para(Run("A")),)),)), Row((Cell((para(Run("1")),)),))), caption=(Run("Délais"),), id="tab-delais")
    axis = Section(
        "axe-1",
        "Protéger",
        (
            para(Run("Un alinéa "), Run("fort", Mark.STRONG), note, Run(" ; voir "), Reference("annexe-a"), Run(" et "), Reference("tab-delais")),
            Heading(2, (Run("Mesures"),), id="mesures"),
            para(Run("premier"), within=(Item(start=0),)),
            para(Run("second"), within=(Item(),)),
            para(Run("cité"), within=(Quote(opens=True),)),
            table,
            Figure(Image("a.png", "Une carte"), (Run("Carte"),), id="fig-carte"),
        ),
    )
    sections = (Section("avant-propos", "Avant-propos", (para(Run("Bonjour.")),), kind="liminaire"), axis)
    annex = Section("annexe-a", "Textes", (para(Run("Une loi.")),), kind="annexe")
    cover = Cover(("MINISTÈRE",), ("RÉPUBLIQUE DU MALI",), edition="Version provisoire 1", status="Version provisoire 1", date="4 mai 2026")
    policy = Document("politique", "Politique d’essai", (*sections, annex), cover=cover)
    plan = Document("plan", "Plan d’action", (Section("plan-intro", "Introduction", (para(Run("Ce plan.")),)),))
    return prepare(Revision("version-provisoire-1", (policy, plan)))


def test_places_are_named_by_what_they_are_and_keep_the_ids_of_sections() -> None:
    root = written(small())
    eids = {element.get("wId"): element.get("eId") for element in root.iter() if element.get("wId")}
    assert eids == {"avant-propos": "hcontainer_1", "axe-1": "sec_1", "annexe-a": "att_1", "plan": "att_2", "plan-intro": "att_2__sec_2"}
    assert root.find(f".//{AKN}subsection").get("eId") == "sec_1__subsec_1"
    assert root.find(f".//{AKN}table").get("eId") == "sec_1__subsec_1__table_1"
    assert [item.get("eId") for item in root.iter(f"{AKN}item")] == ["sec_1__subsec_1__list_1__item_1", "sec_1__subsec_1__list_1__item_2"]


def test_references_lead_to_places_of_the_file() -> None:
    root = written(small())
    eids = {element.get("eId") for element in root.iter() if element.get("eId")}
    leads = [reference.get("href") for reference in root.iter(f"{AKN}ref")]
    assert leads == ["#att_1", "#sec_1__subsec_1__table_1"]
    assert {lead[1:] for lead in leads} <= eids


def test_work_expression_and_manifestation_are_told_apart() -> None:
    root = written(small())
    names = [element.get("value") for element in root.find(f"{AKN}doc").find(f"{AKN}meta").iter(f"{AKN}FRBRuri")]
    work = "/akn/ml/doc/2026-03-01/politique"
    assert names == [work, f"{work}/fra@2026-05-04", f"{work}/fra@2026-05-04.xml"]
    assert root.find(f".//{AKN}FRBRlanguage").get("language") == "fra"
    assert root.find(f".//{AKN}docStatus").text == "Version provisoire 1"


def test_notes_are_numbered_and_stand_where_their_marks_stand() -> None:
    (note,) = written(small()).iter(f"{AKN}authorialNote")
    assert (note.get("marker"), "".join(note.itertext()).strip()) == ("1", "Loi n° 04-058.")


def test_annexes_and_later_documents_are_attachments_with_names_of_their_own() -> None:
    root = written(small())
    these = [meta.find(f".//{AKN}FRBRthis").get("value") for meta in root.iter(f"{AKN}meta")]
    assert [name.rpartition("/")[2] for name in these] == ["!main", "!annexe-a", "!plan"]


@given(texts.blocks)
@settings(max_examples=60)
def test_whatever_a_text_holds_the_file_is_valid(document: tuple[object, ...]) -> None:
    flow = prepare(Revision("essai", (Document("essai", "Essai", (Section("a", "Titre", document),)),)))  # type: ignore[arg-type]
    written(flow)


def test_the_cases_of_pages_are_valid_too() -> None:
    for make in cases.CLEAN.values():
        flow, _ = with_pictures(make(), cases.images, embedded)
        written(flow)


def test_the_sample_is_valid_and_whole() -> None:
    source = locate("policy/historique/projet-0", workspace=open_workspace(ROOT, ROOT), here=ROOT)
    flow, lost = with_pictures(prepare(read_source(source).value), image_reader(source), embedded)
    root = written(flow)
    assert not lost
    words = re.sub(r"\s+", " ", "".join(root.itertext()))
    assert "Bamako" in words
    pictures = [element.get("src") for element in root.iter(f"{AKN}img")]
    assert pictures and all(picture.startswith("data:image/png;base64,") for picture in pictures)
    assert all(element.get("alt") for element in root.iter(f"{AKN}img"))
