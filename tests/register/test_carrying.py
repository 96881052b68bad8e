"""Comments follow the text from edition to edition, and nothing jumps in silence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.compare.carry import Carrier
from ponam_review.compare.engine import compare
from ponam_review.intake.layout import lay_out
from ponam_review.intake.locating import place_written
from ponam_review.register import carrying
from ponam_review.register.anchors import Anchor, carry_anchors, worst
from ponam_review.register.store import Register, open_register
from ponam_review.register.values import Place, Wanted
from ponam_review.register.vocabulary import AnchorState, Certainty, Edit
from ponam_review.text.errors import StateError
from ponam_review.text.flow import Flow, Placed
from ponam_review.text.model import Paragraph, Run
from ponam_review.text.remarks import Selector

from .lives import NOW, Life, begin

AXE_FILE = "texte/02-axe-3.md"
POSTS = "Ouvrir huit postes consulaires dans les pays de forte présence."


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("life")
    begin(root).register.close()
    return root


@pytest.fixture
def life(tmp_path: Path, begun: Path) -> Iterator[Life]:
    shutil.copytree(begun, tmp_path / "w")
    with open_register(tmp_path / "w/.ponam/register.sqlite3") as register:
        yield Life(tmp_path / "w", register)


def carry(life: Life) -> tuple[carrying.Tallied, ...]:
    return carrying.carry_forward(life.register, life.texts, author="Awa", now=life.now)


def test_every_comment_is_carried_with_its_fate(life: Life) -> None:
    same, moved, reworded, gone = (
        life.says("Oui", quote="joignable à toute heure"),
        life.says("Bien", quote="La politique protège les migrants et leurs familles."),
        life.says("Combien ?", quote="dans les pays de forte présence"),
        life.says("Pourquoi ?", quote="Les crédits sont inscrits au budget national chaque année."),
    )
    first = "La politique protège **les migrants** et leurs familles."
    life.write("texte/01-vision.md", f"{first}\n\n", "")
    life.write(AXE_FILE, "## Mesures", f"{first}\n\n## Mesures")
    life.write(AXE_FILE, "dans les pays de forte présence", "dans les pays de plus forte présence")
    life.write(AXE_FILE, "\nLes crédits sont inscrits au budget national chaque année.\n", "")
    life.freeze("v2")

    (tallied,) = carry(life)

    assert (tallied.edition, tallied.count, tallied.waiting) == ("v2", 4, 1)
    places = carrying.places(life.register, "v2")
    assert [places[number].fate for number in (same, moved, reworded, gone)] == ["same", "moved", "reworded", "gone"]
    assert places[reworded].selector is not None and places[reworded].selector.exact == "dans les pays de plus forte présence"
    assert places[gone].state is AnchorState.ORPHAN and places[gone].previous.startswith("Les crédits")
    assert [carried.comment for carried in carrying.waiting(life.register, "v2")] == [gone]
    assert life.comment(gone).place.selector is not None, "the anchor that came with it is never lost"
    assert carry(life) == (), "what was carried is not carried again"
    assert life.register.findings() == ()


def test_lists_follow_the_text_as_it_stands_by_now(life: Life) -> None:
    first = life.says("Bien", quote="La politique protège les migrants et leurs familles.")
    second = life.says("Oui", quote="joignable à toute heure")
    lost = life.says("Pourquoi ?", quote="Les crédits sont inscrits au budget national chaque année.")
    in_place = Wanted(order="place")
    assert life.register.numbers(in_place) == (first, second, lost)
    life.write("texte/01-vision.md", "La politique protège **les migrants** et leurs familles.\n\n", "")
    life.write(
        AXE_FILE, "Les crédits sont inscrits au budget national chaque année.", "La politique protège **les migrants** et leurs familles."
    )
    life.freeze("v2")
    carry(life)

    assert life.register.numbers(in_place)[0] == second and set(life.register.numbers(in_place)[1:]) == {first, lost}
    stands = {comment.number: comment for comment in life.register.comments(in_place)}
    now = stands[first].now.selector
    assert now is not None and (now.revision, now.section, stands[first].made_on) == ("v2", "axe-3", "v1")
    assert (stands[lost].now.selector, stands[lost].anchor) == (None, AnchorState.ORPHAN)

    place = place_written(lay_out(life.texts.flow("v2")), [""], "Elle est revue tous les cinq ans.")
    carrying.move(life.register, first, place, life.texts, author="Fatou", now=life.now)
    assert life.register.numbers(in_place)[0] == first
    assert life.register.comment(first).anchor is AnchorState.CONFIRMED
    assert life.register.findings() == ()


def test_a_person_confirms_and_moves_and_the_next_edition_starts_from_there(life: Life) -> None:
    lost = life.says("Pourquoi ?", quote="Les crédits sont inscrits au budget national chaque année.")
    dropped = life.says("Quand ?", quote="Elle est revue tous les cinq ans.")
    life.write(AXE_FILE, "Les crédits sont inscrits au budget national chaque année.", "L’État finance les mesures sur ressources propres.")
    life.write("texte/01-vision.md", "\nElle est revue tous les cinq ans.\n", "")
    life.freeze("v2")
    carry(life)
    place = place_written(lay_out(life.texts.flow("v2")), [""], "L’État finance les mesures sur ressources propres.")

    carrying.move(life.register, lost, place, life.texts, author="Fatou", now=life.now)
    carrying.confirm(life.register, dropped, "v2", author="Fatou", now=life.now)

    assert carrying.waiting(life.register, "v2") == ()
    moved = carrying.places(life.register, "v2")[lost]
    assert (moved.state, moved.confirmed_by, moved.previous[:11]) == (AnchorState.CONFIRMED, "Fatou", "Les crédits")
    life.write(AXE_FILE, "ressources propres", "ses ressources propres")
    life.freeze("v3")
    carry(life)
    third = carrying.places(life.register, "v3")
    assert third[lost].selector is not None and "ses ressources" in third[lost].selector.exact
    assert (third[dropped].fate, third[dropped].state) == ("gone", AnchorState.CONFIRMED), "nobody has to find it gone twice"
    assert [carried.edition for carried in carrying.life(life.register, lost)] == ["v2", "v3"]
    assert life.register.findings() == ()


def test_what_comes_back_is_found_again(life: Life) -> None:
    number = life.says("Quand ?", quote="Elle est revue tous les cinq ans.")
    line = "\nElle est revue tous les cinq ans.\n"
    life.write("texte/01-vision.md", line, "")
    life.freeze("v2")
    life.write("texte/01-vision.md", "familles.\n", f"familles.\n{line}")
    life.freeze("v3")

    carry(life)

    assert carrying.places(life.register, "v2")[number].fate == "gone"
    assert carrying.places(life.register, "v3")[number].state is AnchorState.SURE


def test_a_doubtful_place_stays_doubtful_until_a_person_confirms(life: Life) -> None:
    number = life.says("?", quote="Ouvrir huit postes de consulat dans des pays de forte présence.")
    assert life.comment(number).place.certainty is Certainty.DOUBTFUL

    life.freeze("v2")
    carry(life)
    assert carrying.places(life.register, "v2")[number].state is AnchorState.TO_CONFIRM
    carrying.confirm(life.register, number, "v1", author="Awa", now=life.now)

    assert life.comment(number).place.certainty is Certainty.CERTAIN
    assert life.register.findings() == ()


def test_a_remark_without_a_place_is_given_one(life: Life) -> None:
    number = life.says("Le numéro d’urgence coûte cher.")
    place = place_written(lay_out(life.texts.flow("v1")), [""], "Tenir un numéro d’urgence en français")

    carrying.move(life.register, number, place, life.texts, author="Awa", now=life.now)

    found = life.comment(number).place
    assert found.selector is not None and (found.selector.section, found.certainty) == ("axe-3", Certainty.CERTAIN)
    with pytest.raises(StateError):
        carrying.move(life.register, number, Place(), life.texts, author="Awa", now=life.now)
    assert life.register.findings() == ()


def test_a_passage_that_a_proposal_replaced_is_where_the_proposal_put_it(life: Life) -> None:
    number = life.decide(life.says(proposal="48 heures", quote="5 jours", at="axe-3 ¶5", edit=Edit.REWORD))
    other = life.says("Trop long.", quote="5 jours", at="axe-3 ¶5", who="OIM")
    life.apply(number)
    life.freeze("v2")

    carry(life)

    places = carrying.places(life.register, "v2")
    assert places[number].selector is not None and places[number].selector.exact == "48 heures"
    assert (places[number].state, places[other].state) == (AnchorState.SURE, AnchorState.TO_CONFIRM)


def test_on_both_databases(tmp_path: Path, either: Register) -> None:
    either.close_round(author="Awa", now=NOW)
    from .lives import TOML, VISION

    root = tmp_path / "w"
    for name, content in {"ponam.toml": TOML.split('[[documents]]\nid = "plan')[0], "texte/01-vision.md": VISION}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode())
    from ponam_review.workspace.history import create_history

    create_history(root)
    life = Life(root, either)
    life.freeze("v1")
    either.open_round("v1", revision="0" * 40, author="Awa", now=NOW)
    number = life.decide(
        life.says(proposal="Elle est revue tous les deux ans.", quote="Elle est revue tous les cinq ans.", edit=Edit.REWORD)
    )
    result = life.apply(number)
    life.freeze("v2")

    assert carry(life)[0].count == 1
    assert carrying.places(either, "v2")[number].fate == "reworded"
    assert "deux ans" in life.read("texte/01-vision.md"), result
    assert either.findings() == ()


# ------------------------------------------------------------------ properties

WORDS = st.lists(
    st.sampled_from("la politique protège les migrants et leurs familles au Mali chaque année".split()), min_size=3, max_size=10
)
TEXT = st.lists(WORDS.map(lambda parts: " ".join(parts) + "."), min_size=1, max_size=8)


def flow_of(name: str, paragraphs: list[str]) -> Flow:
    return Flow(name, tuple(Placed(Paragraph((Run(text),)), "s", n) for n, text in enumerate(paragraphs, 1)))


@given(TEXT, TEXT, st.data())
def test_what_is_sure_says_the_same_words_or_scores_less(old: list[str], new: list[str], data: st.DataObject) -> None:
    block = data.draw(st.integers(1, len(old)))
    anchor = Anchor(1, "v1", Selector("v1", "s", block, old[block - 1]))

    (carried,) = carry_anchors([anchor], Carrier(compare(flow_of("v1", old), flow_of("v2", new))), "v2", "c")

    if carried.fate in ("same", "moved") and carried.state is AnchorState.SURE:
        assert carried.selector is not None and carried.selector.exact == old[block - 1]
    assert (carried.selector is None) == (carried.fate == "gone")
    if carried.selector is not None:
        assert carried.selector.exact in new[carried.selector.block - 1]


@given(st.sampled_from(["same", "moved", "reworded", "gone"]), st.sampled_from(["same", "moved", "reworded", "gone"]))
def test_the_worse_fate_counts(a: str, b: str) -> None:
    assert worst(a, b) == worst(b, a) and worst(a, a) == a  # type: ignore[arg-type]


def test_ten_thousand_comments_are_carried_in_seconds(life: Life) -> None:
    import time

    layout = lay_out(life.texts.flow("v1"))
    base = place_written(layout, [""], POSTS).selector
    assert base is not None
    anchors = [Anchor(n, "v1", replace(base, exact=POSTS[: 10 + n % 50], start=0)) for n in range(10_000)]
    life.write(AXE_FILE, "huit", "douze")
    life.freeze("v2")

    begun = time.perf_counter()
    found = list(carry_anchors(anchors, life.texts.carrier("v1", "v2"), "v2", "c"))

    assert len(found) == 10_000 and time.perf_counter() - begun < 5
