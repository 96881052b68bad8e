"""Another wording of a paragraph keeps what is set in the words that stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.compare.changes import End
from ponam_review.compare.rewrite import bare_content, plain_content, rewrite
from ponam_review.text.model import Break, Counter, Inline, Mark, Note, Paragraph, Reference, Run
from ponam_review.text.plain import fold

NOTE = Note((Paragraph((Run("Voir."),)),), "1")
STRONG = int(Mark.STRONG)
SENTENCE = (
    Run("Le parcours dure "),
    Run("six mois", STRONG),
    Run("\u00a0: il suffit"),
    NOTE,
    Run(" aux personnes, voir "),
    Reference("axe-3", "section\u00a03.2"),
    Run("."),
)


def one(content: tuple[Inline, ...], text: str) -> tuple[Inline, ...]:
    rewritten = rewrite(content, text)
    assert len(rewritten.paragraphs) == 1
    return rewritten.paragraphs[0][1]


def test_marks_notes_references_and_spaces_stay_with_their_words() -> None:
    found = one(SENTENCE, "Le parcours dure douze mois : il suffit aux personnes de retour, voir section 3.2.")

    assert found == (
        Run("Le parcours dure "),
        Run("douze mois", STRONG),
        Run("\u00a0: il suffit"),
        NOTE,
        Run(" aux personnes de retour, voir "),
        Reference("axe-3", "section\u00a03.2"),
        Run("."),
    )


def test_a_note_goes_with_the_words_around_it_and_is_named() -> None:
    rewritten = rewrite(SENTENCE, "Le parcours dure six mois.")

    assert rewritten.lost == [NOTE]
    assert plain_content(rewritten.paragraphs[0][1]) == "Le parcours dure six mois."


def test_a_note_stays_when_only_its_word_changes() -> None:
    assert NOTE in one((Run("Il y a "), Run("40 000 retours"), NOTE, Run(" par an.")), "Il y a 41 000 départs par an.")


def test_a_reference_cut_in_two_becomes_words() -> None:
    assert one((Run("voir "), Reference("a", "section\u00a03.2")), "voir section 4") == (Run("voir section\u00a04"),)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("L'axe : il faut agir !", "L’axe\u00a0: il faut agir\u00a0!"),
        ("dit « oui » ; 12 000 personnes", "dit «\u00a0oui\u00a0»\u00a0; 12\u00a0000 personnes"),
    ],
)
def test_what_comes_is_set_as_french_wants(typed: str, set_: str) -> None:
    assert one((Run("Autre chose"),), typed) == (Run(set_),)
    assert rewrite((Run("Autre chose"),), typed, french=False).paragraphs[0][1] == (Run(typed),)


def test_paragraphs_are_split_and_joined() -> None:
    split = rewrite((Run("Un. Deux."),), "Un.\nDeux.")
    joined = rewrite((Run("Un."), End(Paragraph(())), Run("Deux", STRONG), Run(".")), "Un et deux.")

    assert [content for _, content in split.paragraphs] == [(Run("Un."),), (Run("Deux."),)]
    assert [plain_content(content) for _, content in joined.paragraphs] == ["Un et deux."]


def test_words_that_the_tool_fills_in_are_left_out() -> None:
    assert bare_content((Counter("table", 3, "Tableau 3 – "), Reference("a", "section 1"))) == (Reference("a"),)


words = st.lists(st.sampled_from(["État", "l’axe", "six", "mois", "12\u00a0000", "de", ",", ".", "retour", "«", "»"]), max_size=12)
content = st.lists(
    st.one_of(
        words.map(lambda parts: Run(" ".join(parts) + " ")),
        words.map(lambda parts: Run(" ".join(parts) + " ", STRONG)),
        st.just(NOTE),
        st.just(Break()),
        st.just(Reference("a", "section\u00a03.2")),
    ),
    max_size=6,
)


@given(content, words)
def test_it_reads_as_asked(old: list[Inline], new: list[str]) -> None:
    text = " ".join(new)

    rewritten = rewrite(old, text, french=False)

    assert " ".join(fold(plain_content(found)) for _, found in rewritten.paragraphs) == fold(text)


@given(content)
def test_the_same_words_change_nothing(old: list[Inline]) -> None:
    text = plain_content(old)

    rewritten = rewrite(old, fold(text))

    notes = [inline for inline in old if isinstance(inline, Note)]
    assert fold(plain_content(rewritten.paragraphs[0][1])) == fold(text)
    assert rewritten.lost == []
    assert [inline for inline in rewritten.paragraphs[0][1] if isinstance(inline, Note)] == notes
