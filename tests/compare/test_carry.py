"""What anchors promise: the same words in their place, never a look-alike, whatever the two texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.compare.carry import Carried, Carrier, Quote
from ponam_review.compare.engine import compare
from ponam_review.compare.layers import TextRead, Went
from ponam_review.compare.leaves import Span, leaves_of_flow
from ponam_review.text.flow import Flow, Placed
from ponam_review.text.model import Block, Cell, Code, Figure, Heading, Image, Inline, Item, Note, Paragraph, Reference, Row, Run, Table
from ponam_review.text.plain import fold

from .texts import flow, revisions


def numbered(text: Flow) -> Flow:
    """The same text with a source line for each block, as a reader gives it."""
    items = []
    for number, item in enumerate(text.items, 1):
        block = item.block
        if isinstance(block, Table):
            block = replace(block, rows=tuple(replace(row, lines=(number, number)) for row in block.rows))
        items.append(replace(item, block=replace(block, lines=(number, number)), file="s.md"))
    return replace(text, items=tuple(items))


def samples(carrier: Carrier) -> Iterator[tuple[Quote, Span]]:
    """Some quotes of every leaf: all of it, its beginning, its middle, its end."""
    for rank, leaf in enumerate(carrier.read.old.all):
        size = len(leaf.text)
        for start, end in {(0, size), (0, size // 2), (size // 3, size - size // 3), (size // 2, size)}:
            text = leaf.text[start:end]
            if text.strip():
                line = leaf.lines[0] if leaf.lines else 0
                yield Quote(text, leaf.text[max(0, start - 32) : start], leaf.text[end : end + 32], line), Span(rank, start, end)


# ------------------------------------------------------------------ whatever the texts


@settings(max_examples=120, deadline=None)
@given(revisions())
def test_every_leaf_is_known_by_the_words_that_the_change_set_gives_it(pair: tuple[Flow, Flow]) -> None:
    read = TextRead(compare(*pair))
    went = Went(read)
    for rank, leaf in enumerate(read.old.all):
        target = read.target(rank)
        if target is None:
            continue
        news = [read.new.all[new].text for new in went.ranks(target)]
        if target.pieces is None:
            assert news == [leaf.text]
        else:
            mapping = went.mapping(rank, target)
            assert mapping.old == leaf.text
            assert mapping.new == "\n".join(news)


@settings(max_examples=120, deadline=None)
@given(revisions())
def test_an_answer_is_text_of_the_new_revision_on_its_lines(pair: tuple[Flow, Flow]) -> None:
    old, new = map(numbered, pair)
    carrier = Carrier(compare(old, new))
    there = fold(" ".join(leaf.text for leaf in leaves_of_flow(new)))
    for quote, span in samples(carrier):
        for found in (carrier.carry(quote), carrier.carry(replace(quote, line=0)), carrier.carry_place(quote, (span,))):
            sound(found, quote, there, len(new.items))


def sound(found: Carried, quote: Quote, there: str, blocks: int) -> None:
    assert 0 <= found.score <= 1
    if found.fate == "gone":
        assert (found.exact, found.lines, found.score) == (None, None, 0.0)
        return
    assert found.exact is not None
    assert found.lines is not None
    assert found.exact in there
    assert 1 <= found.lines[0] <= found.lines[1] <= blocks
    if found.fate in ("same", "moved"):
        assert found.exact == quote.words


@settings(max_examples=60, deadline=None)
@given(revisions())
def test_carried_to_the_same_text_all_stays_where_it_is(pair: tuple[Flow, Flow]) -> None:
    old = numbered(pair[0])
    carrier = Carrier(compare(old, old))
    for quote, span in samples(carrier):
        found = carrier.carry_place(quote, (span,))
        assert (found.fate, found.exact, found.score, found.place) == ("same", quote.words, 1.0, (span,))


@settings(max_examples=120, deadline=None)
@given(revisions())
def test_a_block_that_did_not_change_keeps_its_quotes(pair: tuple[Flow, Flow]) -> None:
    old, new = map(numbered, pair)
    carrier = Carrier(compare(old, new))
    was, now = once(old.blocks), once(new.blocks)
    for quote, span in samples(carrier):
        block = old.blocks[carrier.read.old.all[span.leaf].at]
        if block in was and block in now and not read_elsewhere(block, old) and not read_elsewhere(block, new):
            found = carrier.carry_place(quote, (span,))
            assert found.fate in ("same", "moved")
            assert found.exact == quote.words


def once(blocks: tuple[Block, ...]) -> set[Block]:
    return {block for block, count in Counter(blocks).items() if count == 1}


def read_elsewhere(block: Block, text: Flow) -> bool:
    """Whether any of the words of a block stand in another one too: then nobody can tell them apart."""
    own = {fold(leaf.text) for leaf in leaves_of_flow(flow([block]))}
    others = [fold(leaf.text) for leaf in leaves_of_flow(text) if text.blocks[leaf.at] != block]
    return any(words in other or other in words for words in own for other in others if words and other)


@settings(max_examples=80, deadline=None)
@given(revisions(), st.data())
def test_carried_by_way_of_a_revision_between_it_agrees(pair: tuple[Flow, Flow], data: st.DataObject) -> None:
    """Through a copy of either end nothing is lost: what goes there directly goes there in two steps."""
    old, new = map(numbered, pair)
    direct = Carrier(compare(old, new))
    stay, go = (Carrier(compare(old, old)), direct) if data.draw(st.booleans()) else (direct, Carrier(compare(new, new)))
    for quote, span in samples(direct):
        expected = direct.carry_place(quote, (span,))
        halfway = stay.carry_place(quote, (span,))
        if halfway.fate == "gone":
            assert expected.fate == "gone"
            continue
        found = go.carry_place(replace(quote, exact=halfway.exact or ""), halfway.place)
        assert (found.exact, found.lines) == (expected.exact, expected.lines)


# ------------------------------------------------------------------ what drafters do


def paragraphs(*texts: str) -> Flow:
    """A text of paragraphs, one a line; "# " makes a heading, "- " an item."""
    blocks: list[Block] = []
    for line, text in enumerate(texts, 1):
        if text.startswith("# "):
            blocks.append(Heading(2, (Run(text[2:]),), lines=(line, line)))
        else:
            within = (Item(False, True, None),) if text.startswith("- ") else ()
            blocks.append(Paragraph((Run(text.removeprefix("- ")),), within, lines=(line, line)))
    return text_of(blocks)


def text_of(blocks: list[Block]) -> Flow:
    return Flow("essai", tuple(Placed(block, "s", number, "s.md") for number, block in enumerate(blocks, 1)), loose=True)


def carried(old: Flow, new: Flow, exact: str, line: int = 0, **more: str) -> tuple[str, str | None, int]:
    found = Carrier(compare(old, new)).carry(Quote(exact, line=line, **more))
    return found.fate, found.exact, found.block


A = "L’État garantit à chaque migrant de retour un accueil digne à l’aéroport de la capitale."
B = "Un guichet unique est ouvert dans chaque région pour orienter les personnes de retour."
C = "Le ministère tient un registre des associations de la diaspora, mis à jour chaque année."
D = "Les données sont publiées sur le site du ministère, dans un format ouvert et réutilisable."


def test_reworded_where_its_paragraph_was_edited() -> None:
    new = paragraphs(A, B.replace("chaque région", "chaque cercle"), C)
    assert carried(paragraphs(A, B, C), new, "ouvert dans chaque région pour") == ("reworded", "ouvert dans chaque cercle pour", 2)


def test_same_in_an_edited_paragraph_even_where_a_word_was_cut_or_grew() -> None:
    old, new = (
        paragraphs(A, "Les critères sont ouvert à tous, dit la note."),
        paragraphs(A, "Les critères sont ouverts à tous, dit cette note."),
    )
    assert carried(old, new, "critères sont ouvert") == ("same", "critères sont ouvert", 2)


def test_what_was_put_in_the_place_of_a_passage_answers_it_without_certainty() -> None:
    old, new = (
        paragraphs(A, "Le délai de réponse est de trente jours à compter du dépôt."),
        paragraphs(A, "Le délai de réponse est de deux mois à compter du dépôt."),
    )
    found = Carrier(compare(old, new)).carry(Quote("trente jours"))
    assert (found.fate, found.exact) == ("reworded", "deux mois")
    assert found.score < 0.8


def test_moved_with_its_block() -> None:
    assert carried(paragraphs(A, B, C, D), paragraphs(C, A, B, D), "registre des associations") == ("moved", "registre des associations", 1)


def test_moved_out_of_its_paragraph_word_for_word() -> None:
    old = paragraphs(A, f"{B} {C}", D)
    new = paragraphs(A, B, D, "# Registres", f"Voici la règle. {C}")
    assert carried(old, new, "registre des associations de la diaspora") == ("moved", "registre des associations de la diaspora", 5)


def test_a_short_heading_goes_along_with_its_section() -> None:
    old, new = paragraphs("# Contact", A, "# Retours", B, C), paragraphs("# Retours", B, C, "# Contact", A)
    found = Carrier(compare(old, new)).carry(Quote("Contact", line=1))
    assert (found.fate, found.lines) == ("moved", (4, 4))


def test_words_that_meet_where_two_paragraphs_meet_are_no_find() -> None:
    old = paragraphs(A, "Un bilan annuel est dressé pour le ministère chargé du retour. Le registre des associations en dépend.", D)
    new = paragraphs(A, D, "Un comité siège pour le ministère chargé du retour.", "Le registre des associations en dépend encore.")
    assert carried(old, new, "chargé du retour. Le registre") == ("gone", None, 0)


def test_a_sentence_taken_out_is_gone() -> None:
    assert carried(paragraphs(A, f"{B} {C} {D}"), paragraphs(A, f"{B} {D}"), "registre des associations de la diaspora") == (
        "gone",
        None,
        0,
    )


def test_a_look_alike_that_stood_there_before_is_no_answer() -> None:
    twin = B.replace("région", "cercle")
    assert carried(paragraphs(A, B, C, twin, D), paragraphs(A, C, twin, D), "est ouvert dans chaque région") == ("gone", None, 0)


def test_repeated_words_go_where_their_block_went() -> None:
    old = paragraphs(A, "Sans objet pour ce chapitre.", B, "Sans objet pour ce chapitre.", C)
    new = paragraphs("Ajout sans rapport avec le reste du texte.", A, "Sans objet pour ce chapitre.", B, C)
    assert carried(old, new, "Sans objet", 2) == ("same", "Sans objet", 3)
    assert carried(old, new, "Sans objet", 4) == ("gone", None, 0)


def test_repeated_words_without_a_line_are_told_apart_by_what_surrounds_them() -> None:
    old, new = (
        paragraphs("Un accord est signé.", "Un accord est rompu."),
        paragraphs("Un accord est signé.", "Rien.", "Un accord est rompu."),
    )
    assert carried(old, new, "accord est", suffix=" rompu.") == ("same", "accord est", 3)


def test_nothing_tells_which_is_meant_and_the_score_says_so() -> None:
    old = paragraphs("Un accord est signé.", "Un accord est rompu.")
    assert Carrier(compare(old, old)).carry(Quote("accord est")).score < 0.8


def test_a_heading_goes_to_the_heading_and_the_entry_of_the_contents_is_gone() -> None:
    old = paragraphs(
        "# En bref", "- Inventaire des comptes", "- Choix de la licence", "# Inventaire des comptes", A, "# Choix de la licence", B
    )
    new = paragraphs("# Inventaire des comptes", A, "# Choix de la licence", B)
    assert carried(old, new, "Inventaire des comptes", 4) == ("same", "Inventaire des comptes", 1)
    assert carried(old, new, "Inventaire des comptes", 2) == ("gone", None, 0)


def test_a_paragraph_split_in_two_keeps_a_quote_over_the_cut() -> None:
    assert carried(paragraphs(A, f"{B} {C}", D), paragraphs(A, B, C, D), "personnes de retour. Le ministère tient") == (
        "same",
        "personnes de retour. Le ministère tient",
        2,
    )


def test_joined_paragraphs_keep_their_quotes() -> None:
    assert carried(paragraphs(A, B, C, D), paragraphs(A, f"{B} {C}", D), "registre des associations") == (
        "same",
        "registre des associations",
        2,
    )


def test_a_quote_over_two_paragraphs() -> None:
    text = paragraphs(A, B, C)
    words = "la capitale. Un guichet unique"
    found = Carrier(compare(text, text)).carry(Quote(words, line=1))
    assert (found.fate, found.exact, found.lines) == ("same", words, (1, 2))


def test_words_typed_with_the_keyboard_are_found_without_certainty() -> None:
    found = Carrier(compare(paragraphs(A), paragraphs(B, A))).carry(Quote("L'État garantit à chaque"))
    assert (found.fate, found.exact) == ("same", "L’État garantit à chaque")
    assert found.score < 0.8


@pytest.mark.parametrize("exact", ["", "   ", "jamais écrit nulle part"])
def test_what_never_stood_there_is_gone(exact: str) -> None:
    assert carried(paragraphs(A), paragraphs(A), exact) == ("gone", None, 0)


# ------------------------------------------------------------------ wherever text stands


def cell(*content: Inline) -> Cell:
    return Cell((Paragraph(content),))


def rows(*texts: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row(tuple(cell(Run(text)) for text in row), lines=(2 + k, 2 + k)) for k, row in enumerate(texts))


def test_cells_captions_notes_code_and_pictures() -> None:
    note = Note((Paragraph((Run("Loi n° 2015-001 relative à la nationalité."),), lines=(9, 9)),))

    def blocks(word: str) -> list[Block]:
        table = Table(
            rows(("Axe", "Budget"), ("Retour", f"dix {word} par an"), ("Diaspora", "trois par an")),
            caption=(Run("Coût des axes"),),
            lines=(1, 4),
        )
        code = Code("seuil = 10\nplafond = 20", lines=(6, 8))
        figure = Figure(Image("a.png"), (Run("Carte des routes"),), lines=(10, 10))
        return [table, Paragraph((Run(A), note), lines=(5, 5)), code, figure]

    old, new = text_of(blocks("millions")), text_of([Paragraph((Run(B),), lines=(11, 11)), *blocks("milliards")])
    assert carried(old, new, "trois par an") == ("same", "trois par an", 2)
    assert carried(old, new, "dix millions par an") == ("reworded", "dix milliards par an", 2)
    assert carried(old, new, "Coût des axes") == ("same", "Coût des axes", 2)
    assert carried(old, new, "relative à la nationalité") == ("same", "relative à la nationalité", 3)
    assert carried(old, new, "10 plafond = 20") == ("same", "10 plafond = 20", 4)
    assert carried(old, new, "Carte des routes") == ("same", "Carte des routes", 5)


def test_a_table_that_moved_takes_its_cells_along() -> None:
    table = Table(rows(("Axe", "Budget"), ("Retour", "sans objet"), ("Diaspora", "sans objet")), lines=(1, 4))
    old = text_of([table, *paragraphs(A, B, C).blocks])
    new = text_of([*paragraphs(A, B, C).blocks, table])
    found = Carrier(compare(old, new)).carry(Quote("sans objet", line=4))
    assert (found.fate, found.block, found.lines) == ("moved", 4, (4, 4))


@pytest.mark.parametrize(
    "middle",
    [
        (Run("une documentation", link="https://example.org/a"),),
        (Run("une documentation"), Note((Paragraph((Run("Note."),)),))),
    ],
)
def test_a_link_or_a_note_put_into_a_passage_rewords_it(middle: tuple[Inline, ...]) -> None:
    old = text_of([Paragraph((Run("Le ministère publie une documentation complète."),))])
    new = text_of([Paragraph((Run("Le ministère publie "), *middle, Run(" complète.")))])
    assert carried(old, new, "publie une documentation complète")[:2] == ("reworded", "publie une documentation complète")
    assert carried(old, new, "une documentation")[0] == "same"


def test_the_words_of_a_reference_are_read() -> None:
    text = text_of([Paragraph((Run("voir la "), Reference("axe-2", "section 2"), Run(" pour le détail")))])
    assert carried(text, text, "la section 2 pour") == ("same", "la section 2 pour", 1)


# ------------------------------------------------------------------ files


def test_the_file_tells_which_of_equal_lines_is_meant() -> None:
    def two(first: str, second: str) -> Flow:
        blocks = [Paragraph((Run(first),), lines=(3, 3)), Paragraph((Run(second),), lines=(3, 3))]
        return Flow("t", tuple(Placed(block, f"s{k}", 1, f"texte/0{k}.md") for k, block in enumerate(blocks, 1)))

    carrier = Carrier(
        compare(two("Un accord est signé.", "Un accord est rompu."), two("Un accord est signé.", "Un accord est rompu par écrit."))
    )
    assert carrier.carry(Quote("Un accord est", line=3, file="02.md")).file == "texte/02.md"
    assert carrier.carry(Quote("Un accord est", line=3, file="texte/01.md")).section == "s1"
    assert carrier.carry(Quote("est rompu", line=3, file="ailleurs.md")).score < 0.8
