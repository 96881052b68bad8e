"""Which edition a copy answers: what it says, else what its text is nearest to; what is no copy stays without places."""

from __future__ import annotations

import pytest

from ponam_review.intake.layout import lay_out
from ponam_review.intake.returned.shelf import Shelf
from ponam_review.intake.word import Terms, read_copy
from ponam_review.register.vocabulary import Certainty, Edit
from ponam_review.text.errors import WordFileError
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.model import Document, Paragraph, Revision, Run

from ..editions import W, on, p, package, run
from .copies import edited, edition, untouched


def later(flow: Flow, name: str) -> Flow:
    """Another edition: some paragraphs say something else."""
    items = list(flow.items)
    for place in range(3, len(items), 5):
        block = items[place].block
        if isinstance(block, Paragraph):
            items[place] = type(items[place])(
                Paragraph((Run(f"Nouvelle rédaction {place} de ce passage."),)), items[place].section, items[place].number
            )
    return Flow(name, tuple(items), flow.title)


OLD = edition(1, name="projet-1")
NEW = later(OLD, "projet-2")


def shelf(current: Flow = NEW) -> Shelf:
    flows = {"projet-1": OLD, "projet-2": NEW}
    return Shelf(tuple(flows), flows.__getitem__, lay_out(current))


@pytest.mark.parametrize("shows", ["projet-1", "/chemin/vers/projet-1", "", "autre-chose"])
def test_a_copy_of_an_older_edition_is_placed_in_that_one(shows: str) -> None:
    made = edited(OLD, 3, 6)
    found = read_copy(made.bytes(shows), "renommée.docx", shelf().current)
    assert len(found.value) == len(made.done)
    selectors = [comment.place.selector for comment in found.value]
    assert {selector.revision for selector in selectors if selector} == {"projet-1"}
    assert found.notices[-2 if any(d.untracked for d in made.done) else -1].template.startswith("it answers the edition")


def test_a_person_may_name_the_edition() -> None:
    made = edited(OLD, 3, 4)
    found = read_copy(made.bytes(""), "copie.docx", shelf().current, Terms(edition="projet-1"))
    assert {c.place.selector.revision for c in found.value if c.place.selector} == {"projet-1"}
    assert "--edition" in found.notices[0].template


def test_a_copy_held_against_another_edition_gives_no_hundred_proposals() -> None:
    content = edited(OLD, 3, 4).bytes("")
    found = read_copy(content, "copie.docx", shelf().current, Terms(edition="projet-2", most=3))
    assert found.value
    assert not any(comment.untracked for comment in found.value)
    assert "too many to be taken as proposals" in found.notices[-1].template
    everything = read_copy(content, "copie.docx", shelf().current, Terms(edition="projet-2", most=100))
    assert sum(comment.untracked for comment in everything.value) == found.notices[-1].values["count"]


def free(comments: list[tuple[str, str]]) -> bytes:
    marks = "".join(p(on(f"Un texte tout à fait étranger, numéro {n}.", n)) for n in range(len(comments)))
    inner = "".join(
        f'<w:comment w:id="{n}" w:author="{who}" w:date="2026-02-27T10:00:00Z"><w:p>{run(text)}</w:p></w:comment>'
        for n, (who, text) in enumerate(comments)
    )
    body = marks or p(run("Monsieur le Ministre, veuillez trouver ici nos remarques."))
    return package(f"<w:document {W}><w:body>{body}</w:body></w:document>", f"<w:comments {W}>{inner}</w:comments>", "")


def test_remarks_of_a_document_that_is_no_copy_stay_without_a_place() -> None:
    found = read_copy(free([("A", "Une remarque."), ("B", "Une autre.")]), "note.docx", shelf().current)
    assert [(c.text, c.author, c.place.certainty) for c in found.value] == [
        ("Une remarque.", "A", Certainty.UNPLACED),
        ("Une autre.", "B", Certainty.UNPLACED),
    ]
    assert found.notices[0].template.startswith("its text is that of no edition")


def test_a_letter_without_remarks_in_it_is_refused() -> None:
    with pytest.raises(WordFileError, match=r"lettre.docx: its text is that of no edition"):
        read_copy(free([]), "lettre.docx", shelf().current)


def pasted(flow: Flow, *, merged: bool = False, split: bool = False) -> bytes:
    """The text pasted into an office's own template: another cover, typed numbers, other paragraphs; no table, no style."""
    front = ["RÉPUBLIQUE", "Direction de la planification", "Note au secrétariat"]
    texts = [line.text for line in lay_out(flow).lines]
    heads = 0
    out: list[str] = []
    for text in texts:
        if text in ("Constat", "Mesures"):
            heads += 1
            out.append(f"{heads}. {text}")
        elif split and len(text.split()) > 14:
            words = text.split()
            out += (" ".join(words[:7]), " ".join(words[7:]))
        elif merged and out and len(text.split()) > 10 and len(out[-1].split()) > 10:
            out[-1] += f" {text}"
        else:
            out.append(text)
    body = "".join(p(run(text)) for text in [*front, *out])
    return package(f"<w:document {W}><w:body>{body}</w:body></w:document>", f"<w:comments {W}></w:comments>", "")


@pytest.mark.parametrize("form", [{}, {"merged": True}, {"split": True}])
def test_a_copy_pasted_into_another_template_asks_for_nothing(form: dict[str, bool]) -> None:
    for current in (OLD, NEW):
        found = read_copy(pasted(OLD, **form), "copie.docx", shelf(current).current)
        assert [comment for comment in found.value if comment.edit is not Edit.FREE] == []
        told = {n.template.split(":")[0]: n.values for n in found.notices}
        assert (
            told["it does not say which edition it answers; by its text it is {edition} (confidence {percent} %)"]["edition"] == "projet-1"
        )
        assert told["paragraphs before the text, taken for another cover or a letter"]["count"] == 3


def test_a_chapter_sent_back_alone_deletes_nothing() -> None:
    made = untouched(OLD)
    for place, line in enumerate(made.layout.lines):
        if line.section != "section-2":
            made.xml[place] = ""
    found = read_copy(made.bytes(), "copie.docx", made.layout)
    assert found.value == ()
    (notice,) = found.notices
    assert "Partie 1" in str(notice.values["parts"])


def test_an_edition_prepared_from_a_revision_can_be_found() -> None:
    flow = prepare(Revision("x", (Document("t", "T", ()),)), contents=False, cover=False)
    assert Shelf(("x",), lambda _: flow, lay_out(flow)).find("dossier/x") == "x"
