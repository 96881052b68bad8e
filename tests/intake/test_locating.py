"""Where remarks stand: nothing jumps to a look-alike, nothing is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.intake.bare import bare, offsets
from ponam_review.intake.locating import match_paragraphs, place_on_line, place_quote, place_written
from ponam_review.register.values import Place
from ponam_review.register.vocabulary import Certainty
from ponam_review.text.plain import block_text

from .editions import FLOW, layout, shown

LAYOUT = layout()


def stands(place: Place) -> str:
    """`section ¶block: words`, checked against the edition: the words must stand where the selector says."""
    selector = place.selector
    if selector is None:
        return ""
    item = next(i for i in FLOW.items if (i.section, i.number) == (selector.section, selector.block))
    text = block_text(item.block)
    end = selector.start + len(selector.exact)
    assert text[selector.start : end] == selector.exact
    assert text[: selector.start].endswith(selector.prefix) and text[end:].startswith(selector.suffix)
    return f"{selector.section} ¶{selector.block}: {selector.exact}"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("douze postes consulaires", "axe-3 ¶4: douze postes consulaires"),
        ("« DOUZE  postes\nconsulaires »", "axe-3 ¶4: douze postes consulaires"),
        ("fonds d'assistance juridique", "axe-3 ¶5: fonds d’assistance juridique"),
        ("Creer un fonds […] détenues", "axe-3 ¶5: Créer un fonds"),
        ("les régions et les Etats voisins", "contexte ¶2: les régions et les États voisins"),
        ("Postes ouverts", "axe-3 ¶6: Postes ouverts"),
        ("Tableau 1 : cibles", ""),
        ("Cibles de l'axe", "axe-3 ¶6: Indicateur"),
        ("Décret relatif aux consulats", "axe-3 ¶2: La protection est"),
    ],
)
def test_a_quote_is_found_however_it_was_typed(quote: str, found: str) -> None:
    place = place_quote(LAYOUT, quote)
    assert stands(place)[: len(found)] == found
    assert (place.certainty is Certainty.CERTAIN) == bool(found)


def test_a_quote_found_twice_is_doubtful() -> None:
    place = place_quote(LAYOUT, "postes consulaires dans les bassins de forte")
    assert place.certainty is Certainty.CERTAIN
    twice = place_quote(LAYOUT, "La migration est ancienne au Mali.", within=None)
    assert twice.certainty is Certainty.CERTAIN
    assert place_quote(LAYOUT, "étrangers").certainty is Certainty.CERTAIN
    both = place_quote(LAYOUT, "Mesures ", within=range(len(shown())))
    assert both.certainty is Certainty.DOUBTFUL, "a heading and a paragraph begin with it"


def test_a_quote_with_a_slip_is_found_and_doubtful() -> None:
    place = place_quote(LAYOUT, "Ouvrir et renforcer douze postes consulaires dans tous les bassins de forte présence")
    assert stands(place).startswith("axe-3 ¶4: Ouvrir ou renforcer")
    assert place.certainty is Certainty.DOUBTFUL
    assert 0.8 < place.score < 1


@pytest.mark.parametrize("quote", ["Le budget sera voté chaque année par l’Assemblée.", "les", ""])
def test_what_does_not_stand_in_the_text_has_no_place(quote: str) -> None:
    assert place_quote(LAYOUT, quote, as_written="p. 12") == Place(as_written="p. 12")


@pytest.mark.parametrize(
    ("address", "found", "certainty"),
    [
        ("axe-3 ¶4", "axe-3 ¶4: Ouvrir ou renforcer douze postes", Certainty.CERTAIN),
        ("Axe 3, § 4", "axe-3 ¶4: Ouvrir ou renforcer douze postes", Certainty.CERTAIN),
        ("axe-3 ¶6", "axe-3 ¶6: Indicateur", Certainty.CERTAIN),
        ("axe 3 paragraphe 5", "axe-3 ¶5: Créer un fonds", Certainty.CERTAIN),
        ("Axe 3", "axe-3 ¶0: Axe 3 – Protéger les migrants", Certainty.CERTAIN),
        ("2.2", "axe-3 ¶3: Mesures", Certainty.CERTAIN),
        ("Section 2.2 : mesures", "axe-3 ¶3: Mesures", Certainty.CERTAIN),
        ("2.2 ¶1", "axe-3 ¶4: Ouvrir ou renforcer", Certainty.DOUBTFUL),
        ("constat", "axe-3 ¶1: Constat", Certainty.CERTAIN),
        ("contexte ¶9", "contexte ¶0: Contexte", Certainty.DOUBTFUL),
        ("Page 12", "", Certainty.UNPLACED),
        ("p. 2", "", Certainty.UNPLACED),
        ("2", "axe-3 ¶0: Axe 3", Certainty.DOUBTFUL),
        ("partie 2", "axe-3 ¶0: Axe 3", Certainty.CERTAIN),
        ("¶ 4", "", Certainty.UNPLACED),
        ("", "", Certainty.UNPLACED),
    ],
)
def test_an_address_leads_where_it_says(address: str, found: str, certainty: Certainty) -> None:
    place = place_written(LAYOUT, [address], "", as_written=address)
    assert stands(place).startswith(found)
    assert (place.certainty, place.as_written) == (certainty, address)
    assert bool(stands(place)) == bool(found)


def test_an_address_and_a_quote_must_agree_to_be_certain() -> None:
    agreed = place_written(LAYOUT, ["axe-3 ¶4"], "postes consulaires")
    assert (stands(agreed), agreed.certainty) == ("axe-3 ¶4: postes consulaires", Certainty.CERTAIN)
    apart = place_written(LAYOUT, ["contexte"], "douze postes consulaires")
    assert (stands(apart), apart.certainty) == ("axe-3 ¶4: douze postes consulaires", Certainty.DOUBTFUL)
    lost = place_written(LAYOUT, ["axe-3 ¶4"], "une phrase qui ne figure nulle part dans ce document")
    assert stands(lost).startswith("axe-3 ¶4: Ouvrir") and lost.certainty is Certainty.DOUBTFUL


def test_every_paragraph_of_a_copy_is_matched_with_its_own() -> None:
    texts = shown()
    matches = match_paragraphs(LAYOUT, texts)
    assert [match and match.line for match in matches] == list(range(len(texts)))


def test_added_and_changed_paragraphs_do_not_disturb_the_others() -> None:
    texts = shown()
    texts[8] = "La migration est fort ancienne au Mali."
    texts.insert(12, "Une phrase que personne n’avait écrite auparavant ici.")
    matches = match_paragraphs(LAYOUT, texts)
    assert matches[12] is None
    assert [match and match.line for match in (*matches[:12], *matches[13:])] == list(range(len(texts) - 1))
    assert 0.5 < matches[8].score < 1  # type: ignore[union-attr]


def test_a_printed_address_is_no_part_of_its_paragraph() -> None:
    texts = [f"{text} axe-3 ¶{number}" if number == 14 else text for number, text in enumerate(shown())]
    match = match_paragraphs(LAYOUT, texts)[14]
    assert match is not None
    assert (match.line, match.score) == (14, 1.0)


def test_a_remark_on_the_contents_stands_on_the_heading_and_one_on_a_note_on_its_paragraph() -> None:
    texts = [*shown(), "Décret relatif aux consulats."]
    matches = match_paragraphs(LAYOUT, texts)
    entry, note, cover = (matches[place] for place in (4, -1, 0))
    assert entry is not None and note is not None and cover is not None
    assert stands(place_on_line(LAYOUT, entry)).startswith("axe-3 ¶0")
    assert stands(place_on_line(LAYOUT, note, "relatif")).startswith("axe-3 ¶2: La protection")
    assert place_on_line(LAYOUT, cover).selector is None


def test_a_quote_that_runs_on_stands_where_it_begins() -> None:
    match = match_paragraphs(LAYOUT, shown())[14]
    assert match is not None
    quote = "bassins de forte présence.\nCréer un fonds d’assistance"
    assert stands(place_on_line(LAYOUT, match, quote)) == "axe-3 ¶4: bassins de forte présence."


@given(st.text())
def test_bare_text_can_be_carried_back(text: str) -> None:
    plain, places = bare(text), offsets(text)
    assert len(plain) == len(places)
    assert list(places) == sorted(places)
    assert bare(plain) == plain, "bare text stays as it is"


@given(st.data())
def test_any_words_of_the_text_are_found_where_they_stand(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from([line for line in LAYOUT.lines if line.is_text and len(line.bare) > 20]))
    start = data.draw(st.integers(0, len(line.text) - 15))
    quote = line.text[start : data.draw(st.integers(start + 12, len(line.text)))]
    found = stands(place_quote(LAYOUT, quote))
    assert bare(quote).strip("'\"") in bare(found)
