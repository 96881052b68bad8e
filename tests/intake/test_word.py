"""Returned Word copies: comments are remarks, tracked changes proposals, each on its paragraph of the edition."""

from __future__ import annotations

import pytest

from ponam_review.intake.word import read_copy
from ponam_review.register.values import NewComment
from ponam_review.register.vocabulary import Certainty, Edit, Kind
from ponam_review.text.errors import WordFileError

from .editions import Copy, gone, ins, layout, on, p, run, shown

LAYOUT = layout()
POSTS = "Ouvrir ou renforcer douze postes consulaires dans les bassins de forte présence."
FUND = "Créer un fonds d’assistance juridique pour les personnes détenues."
LAST = "Les mesures valent pour tous, Maliens ou étrangers."


def read(copy: Copy) -> list[NewComment]:
    return list(read_copy(copy.bytes(), "copie.docx", LAYOUT).value)


def where(comment: NewComment) -> tuple[str, int, str]:
    selector = comment.place.selector
    assert selector is not None
    return selector.section, selector.block, selector.exact


def test_an_untouched_copy_says_nothing() -> None:
    found = read_copy(Copy().bytes(), "copie.docx", LAYOUT)
    assert found.value == () and found.notices == ()


def test_a_comment_is_a_remark_on_its_words() -> None:
    (remark,) = read(
        Copy(
            {FUND: p(run("Créer un "), on("fonds d’assistance", 0), run(" juridique pour les personnes détenues."))},
            [("Juriste", " Qui paie ? ")],
        )
    )
    assert (remark.kind, remark.text, remark.author, remark.quote) == (Kind.REMARK, "Qui paie ?", "Juriste", "fonds d’assistance")
    assert where(remark) == ("axe-3", 5, "fonds d’assistance")
    assert (remark.place.certainty, remark.place.label, remark.written_at) == (Certainty.CERTAIN, "2.2 Mesures", "2026-02-27T10:00:00Z")
    assert remark.source == {"comment": "0", "paragraph": 16}


def test_equal_cells_are_told_apart_by_their_place() -> None:
    (remark,) = read(Copy({"Cible": p(on("Cible", 0))}, [("A", "Pour 2030 ?")]))
    assert where(remark) == ("axe-3", 6, "Cible")


def test_a_changed_paragraph_is_one_proposal_from_old_to_new_wording() -> None:
    (proposal,) = read(
        Copy(
            {
                POSTS: p(
                    run("Ouvrir ou renforcer "),
                    gone("douze"),
                    ins("quinze"),
                    run(" postes consulaires dans les bassins de forte présence."),
                    ins(" Les équiper."),
                )
            }
        )
    )
    assert (proposal.kind, proposal.edit, proposal.text, proposal.author) == (Kind.PROPOSAL, Edit.REWORD, "", "Chef de division")
    assert proposal.quote == POSTS
    assert proposal.proposal == POSTS.replace("douze", "quinze") + " Les équiper."
    assert where(proposal) == ("axe-3", 4, POSTS)


def test_two_authors_in_one_paragraph_make_two_proposals() -> None:
    changed = p(
        run("Ouvrir ou renforcer "),
        gone("douze"),
        ins("quinze"),
        run(" postes consulaires dans les bassins de "),
        gone("forte ", "Juriste"),
        run("présence."),
    )
    first, second = read(Copy({POSTS: changed}))
    assert {first.author: first.proposal, second.author: second.proposal} == {
        "Chef de division": POSTS.replace("douze", "quinze"),
        "Juriste": POSTS.replace("forte ", ""),
    }


def test_an_added_paragraph_is_placed_after_the_one_above_it() -> None:
    (proposal,) = read(Copy({POSTS: p(run(POSTS)) + p(ins("Publier leur calendrier chaque année."), mark="ins")}))
    assert (proposal.edit, proposal.proposal, proposal.quote) == (Edit.INSERT_AFTER, "Publier leur calendrier chaque année.", "")
    assert where(proposal) == ("axe-3", 4, POSTS)
    assert proposal.author == "Chef de division"


def test_a_deleted_paragraph_is_a_proposal_to_delete_it() -> None:
    (proposal,) = read(Copy({LAST: p(gone(LAST), mark="del")}))
    assert (proposal.edit, proposal.kind, proposal.proposal, proposal.quote) == (Edit.DELETE, Kind.PROPOSAL, "", LAST)
    assert where(proposal) == ("axe-3", 7, LAST)
    assert proposal.author == "Chef de division"


def test_a_comment_on_added_words_stands_on_the_paragraph_above_and_is_doubtful() -> None:
    remark, proposal = read(
        Copy({POSTS: p(run(POSTS)) + p(ins("Publier leur "), on(ins("calendrier de passage"), 0), mark="ins")}, [("A", "Utile.")])
    )
    assert (proposal.edit, remark.text) == (Edit.INSERT_AFTER, "Utile.")
    assert where(remark)[:2] == ("axe-3", 4) and remark.place.certainty is Certainty.DOUBTFUL


def test_remarks_come_in_reading_order() -> None:
    copy = Copy(
        {
            LAST: p(on(LAST, 0)),
            POSTS: p(run("Ouvrir "), gone("ou renforcer "), on("douze postes consulaires dans les bassins de forte présence.", 1)),
            "La migration est ancienne au Mali.": p(on("La migration est ancienne au Mali.", 2)),
        },
        [("A", "dernier"), ("A", "milieu"), ("A", "premier")],
    )
    assert [comment.text or comment.edit.value for comment in read(copy)] == ["premier", "milieu", "reword", "dernier"]


def test_a_paragraph_changed_without_tracking_is_a_proposal_that_says_so() -> None:
    texts = [text.replace("douze", "treize") for text in shown()]
    found = read_copy(Copy().bytes(texts), "copie.docx", LAYOUT)
    (proposal,) = found.value
    assert (proposal.edit, proposal.quote, proposal.proposal, proposal.untracked) == (
        Edit.REWORD,
        POSTS,
        POSTS.replace("douze", "treize"),
        True,
    )
    assert [notice.text() for notice in found.notices] == [
        "changes made without tracking, found by comparison and taken as proposals: 1"
    ]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(WordFileError, match="copie.docx"):
        read_copy(b"PK nothing", "copie.docx", LAYOUT)


def test_what_word_changes_in_the_contents_is_no_proposal() -> None:
    entry = next(text for text in shown() if text.startswith("2.1 Constat"))
    found = read_copy(
        Copy({entry: p(run(entry), gone(" 4"), ins(" 5")), "Sommaire": p(run("Sommaire")) + p(ins("9 Ajout"), mark="ins")}).bytes(),
        "c.docx",
        LAYOUT,
    )
    assert found.value == ()
    assert [notice.values["count"] for notice in found.notices] == [2]


def test_a_paragraph_replaced_whole_is_one_proposal_and_its_comment_stays_on_it() -> None:
    changed = {"Constat": p(gone("Constat"), on(ins("État des lieux"), 0)), "4 000": p(gone("4 000"), ins("6 500"))}
    remark, first, second = read(Copy(changed, [("A", "Plus clair.")]))
    assert [(c.edit, c.quote, c.proposal) for c in (first, second)] == [
        (Edit.REWORD, "Constat", "État des lieux"),
        (Edit.REWORD, "4 000", "6 500"),
    ]
    assert where(remark) == ("axe-3", 1, "Constat") and remark.place.certainty is Certainty.CERTAIN


def test_invisible_characters_around_a_paragraph_are_no_change() -> None:
    (proposal,) = read(Copy({"Cible": p(run("Cible\u200d")), LAST: p(run(LAST), ins(" Oui.\u200d"))}))
    assert proposal.proposal == f"{LAST} Oui."
