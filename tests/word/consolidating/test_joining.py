"""Returned copies joined in one document: who changed what stays known, the edition comes back, nothing said is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from ponam_review.text.errors import ProofError
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.model import Cell, Document, Heading, Note, Paragraph, Revision, Row, Run, Section, Table
from ponam_review.word.consolidating import joining
from ponam_review.word.consolidating.joining import Consolidated
from ponam_review.word.reading.values import WordFile
from ponam_review.word.reading.words import read_word

from ...compare.merging.test_three_way import forks
from ...compare.texts import flow, revisions
from .copies import DAY, NOW, Said, joined, returned


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


TEXT = flow([Heading(1, (Run("Axe 3"),)), p("Le délai est de six mois."), p("Les guichets sont ouverts au public."), p("Le comité rend compte.")])


def whole(text: Flow) -> Flow:
    """The text as commands prepare it: captions counted."""
    return prepare(Revision("essai", (Document("", "", (Section("", "", text.blocks),)),), loose=True))


def edited(text: Flow, *pairs: tuple[str, str]) -> Flow:
    """The text with words replaced, in its paragraphs."""
    out = []
    for item in text.items:
        block = item.block
        if isinstance(block, Paragraph | Heading):
            for old, new in pairs:
                block = replace(block, content=tuple(replace(t, text=t.text.replace(old, new)) if isinstance(t, Run) else t for t in block.content))
        out.append(block)
    return flow(out)


def read(result: Consolidated) -> WordFile:
    return read_word(result.content, name="essai").value


def changes(result: Consolidated) -> list[tuple[str, str, str]]:
    return [(c.kind, c.author, c.text.strip()) for c in read(result).changes]


# ------------------------------------------------------------------ promises


@settings(max_examples=25, deadline=None)
@given(revisions())
def test_one_copy_gives_both_its_texts(pair: tuple[Flow, Flow]) -> None:
    """`consolidate` refuses what it cannot prove: the edition rejected, the copy's own text accepted."""
    edition, wanted = map(whole, pair)
    assert not joined(edition, returned("a.docx", edition, wanted)).clashes


@settings(max_examples=25, deadline=None)
@given(revisions())
def test_an_edit_made_without_tracking_is_found(pair: tuple[Flow, Flow]) -> None:
    edition, wanted = map(whole, pair)
    result = joined(edition, returned("a.docx", wanted, wanted))
    assert {author for _, author, _ in changes(result)} <= {"a.docx (non suivi)"}


@settings(max_examples=30, deadline=None)
@given(forks())
def test_two_copies_give_the_edition_back_and_lose_no_word(fork: tuple[Flow, Flow, Flow]) -> None:
    edition, first, second = fork
    result = joined(edition, returned("a.docx", edition, first, "Awa"), returned("b.docx", edition, second, "Bakary"))
    file = read(result)
    said = " ".join([*file.accepted, *(comment.text for comment in file.comments), *(c.text for c in file.changes)])
    for copy in (first, second):
        new = {word for block in copy.blocks if isinstance(block, Paragraph) for t in block.content if isinstance(t, Run) for word in t.text.split()}
        assert {word for word in new if word.startswith(("ours", "theirs"))} <= set(said.replace("»", " ").split())


# ------------------------------------------------------------------ authors and dates


def test_each_change_keeps_its_author_and_date() -> None:
    result = joined(
        TEXT,
        returned("a.docx", TEXT, edited(TEXT, ("six", "douze")), "Awa", "2026-03-12T09:00:00Z"),
        returned("b.docx", TEXT, edited(TEXT, ("ouverts", "fermés")), "Bakary", "2026-03-13T10:00:00Z"),
    )
    found = {(c.kind, c.author, c.date, c.text) for c in read(result).changes}
    assert found == {
        ("delete", "Awa", "2026-03-12T09:00:00Z", "six"),
        ("insert", "Awa", "2026-03-12T09:00:00Z", "douze"),
        ("delete", "Bakary", "2026-03-13T10:00:00Z", "ouverts"),
        ("insert", "Bakary", "2026-03-13T10:00:00Z", "fermés"),
    }
    assert not result.clashes


def test_tracked_and_untracked_edits_of_one_copy_are_told_apart() -> None:
    sent = edited(TEXT, ("rend compte", "rend compte au ministre"))
    result = joined(TEXT, returned("a.docx", sent, edited(sent, ("six", "douze")), "Awa"))
    assert set(changes(result)) == {("delete", "Awa", "six"), ("insert", "Awa", "douze"), ("insert", "a.docx (non suivi)", "au ministre")}
    assert {c.date for c in read(result).changes if c.author != "Awa"} == {NOW}


def test_identical_proposals_are_shown_once_and_name_everybody() -> None:
    wanted = edited(TEXT, ("six", "douze"))
    result = joined(TEXT, returned("a.docx", TEXT, wanted, "Awa"), returned("b.docx", TEXT, wanted, "Bakary"))
    assert changes(result) == [("delete", "Awa", "six"), ("insert", "Awa", "douze")]
    (comment,) = read(result).comments
    assert (comment.author, "Bakary" in comment.text) == ("Secrétariat", True)
    assert not result.clashes


def test_competing_wordings_stand_side_by_side_with_a_comment() -> None:
    result = joined(
        TEXT, returned("a.docx", TEXT, edited(TEXT, ("six", "douze")), "Awa"), returned("b.docx", TEXT, edited(TEXT, ("six", "neuf")), "Bakary")
    )
    assert changes(result) == [("delete", "Awa", "six"), ("insert", "Awa", "douze"), ("insert", "Bakary", "neuf")]
    (clash,) = result.clashes
    assert clash.base == "six"
    assert [(w.copy, w.authors, w.text) for w in clash.wordings] == [("a.docx", ("Awa",), "douze"), ("b.docx", ("Bakary",), "neuf")]
    (comment,) = read(result).comments
    assert all(word in comment.text for word in ("Awa", "douze", "Bakary", "neuf"))


def test_a_paragraph_dropped_by_one_and_edited_by_another_collides() -> None:
    without = flow([block for block in TEXT.blocks if "six" not in str(block)])
    result = joined(TEXT, returned("a.docx", TEXT, without, "Awa"), returned("b.docx", TEXT, edited(TEXT, ("six", "neuf")), "Bakary"))
    assert len(result.clashes) == 1
    assert ("insert", "Bakary", "neuf") in changes(result)
    assert [c.text for c in read(result).changes if c.author == "Awa"]


def test_words_deleted_by_two_are_deleted_once_and_the_second_is_named() -> None:
    first, second = edited(TEXT, ("ouverts au public", "ouverts")), edited(TEXT, (" sont ouverts au", ""))
    result = joined(TEXT, returned("a.docx", TEXT, first, "Awa"), returned("b.docx", TEXT, second, "Bakary"))
    assert read(result).rejected[2] == "Les guichets sont ouverts au public."
    assert any("Bakary" in comment.text for comment in read(result).comments)


# ------------------------------------------------------------------ comments


def test_comments_of_all_copies_are_kept_on_their_words_with_their_replies() -> None:
    said = [Said("ouverts", "À quelle heure ?"), Said("ouverts", "À huit heures.", "Bakary", answers=0)]
    result = joined(
        TEXT,
        returned("a.docx", TEXT, edited(TEXT, ("six", "douze")), "Awa", said=said),
        returned("b.docx", TEXT, TEXT, "Coumba", said=[Said("comité", "Lequel ?", "Coumba")]),
    )
    found = {c.text: c for c in read(result).comments}
    assert {c.author for c in found.values()} == {"Awa", "Bakary", "Coumba"}
    assert {c.date for c in found.values()} == {DAY}
    assert found["À huit heures."].parent == found["À quelle heure ?"].id
    assert found["À quelle heure ?"].quote == "Les guichets sont ouverts au public."
    assert found["Lequel ?"].quote == "Le comité rend compte."


def test_a_comment_on_words_that_are_replaced_stands_on_the_new_ones() -> None:
    copy = returned("a.docx", TEXT, edited(TEXT, ("six", "douze")), "Awa", said=[Said("douze", "Plus réaliste."), Said("six", "Trop court.")])
    found = {c.text: c.quote for c in read(joined(TEXT, copy)).comments}
    assert found == {"Plus réaliste.": "douze", "Trop court.": "six"}


# ------------------------------------------------------------------ tables, notes, structure


def table(*rows: str) -> Table:
    return Table(tuple(Row(tuple(Cell((p(cell),)) for cell in row.split("|"))) for row in rows))


def test_rows_and_cells_of_several_copies() -> None:
    edition = flow([table("Indicateur|2030", "Retours|20", "Visas|8"), p("Fin.")])
    first = flow([table("Indicateur|2030", "Retours|25", "Visas|8"), p("Fin.")])
    second = flow([table("Indicateur|2030", "Retours|20", "Consuls|4", "Visas|8"), p("Fin.")])
    third = flow([table("Indicateur|2030", "Retours|20"), p("Fin.")])
    result = joined(edition, *(returned(f"{n}.docx", edition, copy, n) for n, copy in (("Awa", first), ("Bakary", second), ("Coumba", third))))
    assert read(result).accepted == ("Indicateur", "2030", "Retours", "25", "Consuls", "4", "Fin.")
    kinds = {(kind, author) for kind, author, _ in changes(result)}
    assert {("insert", "Awa"), ("row-insert", "Bakary"), ("row-delete", "Coumba")} <= kinds
    assert not result.clashes


def test_one_row_put_in_by_two_names_both() -> None:
    edition = flow([table("Indicateur|2030", "Visas|8"), p("Fin.")])
    wanted = flow([table("Indicateur|2030", "Consuls|4", "Visas|8"), p("Fin.")])
    result = joined(edition, returned("a.docx", edition, wanted, "Awa"), returned("b.docx", edition, wanted, "Bakary"))
    assert read(result).accepted == ("Indicateur", "2030", "Consuls", "4", "Visas", "8", "Fin.")
    (comment,) = read(result).comments
    assert (comment.quote, "Bakary" in comment.text) == ("Consuls", True)


def test_a_row_dropped_by_one_and_edited_by_another_collides() -> None:
    edition = flow([table("Indicateur|2030", "Retours|20", "Visas|8"), p("Fin.")])
    first = flow([table("Indicateur|2030", "Visas|8"), p("Fin.")])
    second = flow([table("Indicateur|2030", "Retours|25", "Visas|8"), p("Fin.")])
    result = joined(edition, returned("a.docx", edition, first, "Awa"), returned("b.docx", edition, second, "Bakary"))
    assert ("insert", "Bakary", "25") in changes(result)
    assert [clash.base for clash in result.clashes] == ["Retours\t20"]
    (comment,) = read(result).comments
    assert "Awa" in comment.text


def test_one_note_edited_by_two() -> None:
    def noted(words: str) -> Flow:
        return flow([Paragraph((Run("Le chiffre est connu"), Note((p(words),)), Run(".")))])

    edition = noted("Source : RGPH, 2009, page 12.")
    result = joined(
        edition,
        returned("a.docx", edition, noted("Source : RGPH, 2022, page 12."), "Awa"),
        returned("b.docx", edition, noted("Source : RGPH, 2009, page 15."), "Bakary"),
    )
    assert read(result).accepted[-1] == "Source : RGPH, 2022, page 15."
    assert {(author, text) for kind, author, text in changes(result) if kind == "insert"} == {("Awa", "2022"), ("Bakary", "15")}


def test_a_split_by_one_and_words_by_another() -> None:
    edition = flow([p("Le comité se réunit chaque trimestre. Il rend compte au ministre de ses travaux.")])
    split = flow([p("Le comité se réunit chaque trimestre."), p("Il rend compte au ministre de ses travaux.")])
    result = joined(edition, returned("a.docx", edition, split, "Awa"), returned("b.docx", edition, edited(edition, ("trimestre", "semestre")), "Bakary"))
    assert read(result).accepted == ("Le comité se réunit chaque semestre.", "Il rend compte au ministre de ses travaux.")


# ------------------------------------------------------------------ refusal


def test_what_does_not_prove_itself_is_not_released(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = returned("a.docx", TEXT, edited(TEXT, ("six", "douze")), "Awa", said=[Said("comité", "Lequel ?")])
    with monkeypatch.context() as patch:
        patch.setattr(joining, "written", lambda *a, **k: ("", "", ""))
        with pytest.raises(ProofError, match="Lequel"):
            joined(TEXT, copy)
    with monkeypatch.context() as patch:
        patch.setattr(joining, "pieces_of_block", lambda block: [])
        patch.setattr(joining, "repaired", lambda pieces, copies, told: [() for _ in pieces])
        with pytest.raises(ProofError, match="six|Axe"):
            joined(TEXT, copy)


def test_the_sample_copies_of_two_ministries() -> None:
    from ponam_review.word.writing.draft import no_images
    from ponam_review.workspace.locating import locate
    from ponam_review.workspace.revisions import read_source

    policy = Path(__file__).parents[3] / "policy"
    edition = prepare(read_source(locate(str(policy / "historique" / "projet-0"), workspace=lambda: None)).value)
    files = [policy / "exemples" / "contributions" / f"{name}-observations.docx" for name in ("hcme", "oim")]
    copies = [joining.Returned(file.name, file.read_bytes(), lambda source: None) for file in files]
    result = joining.consolidate(edition, copies, images=no_images, author="Secrétariat", date=NOW)
    file = read(result)
    own = [read_word(copy.content, name=copy.name).value for copy in copies]
    assert {(c.author, c.date) for c in file.changes} == {(c.author, c.date) for one in own for c in one.changes if c.text.strip()}
    assert len(file.comments) == sum(len(one.comments) for one in own) + 1
    quotes = {(c.author, c.text): c.quote for c in file.comments}
    wrong = [(c.quote, quotes[c.author, c.text]) for one in own for c in one.comments if c.quote.strip() != quotes[c.author, c.text].strip()]
    assert wrong == []
    (clash,) = result.clashes
    assert {wording.copy for wording in clash.wordings} == {file.name for file in files}


def test_comments_with_one_id_between_them_are_all_kept() -> None:
    """Programs that copy comments write the id of the first on both."""
    copy = returned("a.docx", TEXT, edited(TEXT, ("six", "trois")), said=[Said("guichets", "Premier avis"), Said("comité", "Second avis")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive, zipfile.ZipFile(out, "w") as written:
        for name in archive.namelist():
            written.writestr(name, archive.read(name).replace(b'<w:comment w:id="1"', b'<w:comment w:id="0"'))
    result = joined(TEXT, replace(copy, content=out.getvalue()))
    assert sorted(c.text for c in read(result).comments) == ["Premier avis", "Second avis"]
