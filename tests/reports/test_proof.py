"""What was forgotten is listed: remarks without an answer or without effect, changes without a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ponam_review.register import carrying
from ponam_review.register.store import open_register
from ponam_review.register.vocabulary import Edit, Suite
from ponam_review.reports.proof import Proof
from ponam_review.reports.proof_flow import proof_flow, shortened
from ponam_review.reports.proving import proof_between
from ponam_review.text.plain import plain_text

from ..register.lives import Life, begin

AXE_FILE = "texte/02-axe-3.md"
VISION_FILE = "texte/01-vision.md"
POSTS = "Ouvrir huit postes consulaires dans les pays de forte présence."
YEARS = "Elle est revue tous les cinq ans."


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


def prove(life: Life, old: str = "v1", new: str = "v2", *, strict: bool = False) -> Proof:
    life.refresh()
    carrying.carry_forward(life.register, life.texts, author="Awa", now=life.now)
    return proof_between(life.register, life.texts, old, new, strict=strict, author="Awa", now=life.now)


def effects(proof: Proof) -> dict[int, str]:
    return {remark.comment.number: remark.effect for remark in proof.remarks}


def test_nothing_forgotten(life: Life) -> None:
    applied = life.decide(life.says(proposal=POSTS.replace("huit", "douze"), quote=POSTS, edit=Edit.REWORD))
    refused = life.decide(life.says("Non.", quote=YEARS), Suite.REJECTED)
    life.apply(applied)
    life.write(VISION_FILE, "cinq", "trois")
    life.save("Revue tous les trois ans", (("Atelier", "Bamako, 12 mai, point 3"),))
    life.write(AXE_FILE, "chaque année", "une année sur deux")
    life.save("Budget", (("Note", "Cadrage du ministère des Finances"),))
    life.freeze("v2")

    proof = prove(life)

    assert proof.is_whole and proof.complete
    assert effects(proof) == {applied: "change", refused: ""}
    assert [[motive.source for motive in change.motives] for change in proof.changes] == [["workshop"], ["remark"], ["note"]]


def test_what_is_missing_is_listed(life: Life) -> None:
    pending = life.says("Et les communes ?", quote=YEARS)
    forgotten = life.decide(
        life.says(proposal="La politique protège les migrants.", quote="La politique protège les migrants et leurs familles.")
    )
    declared = life.decide(life.says("Revoir tout cela.", quote="Tenir un numéro d’urgence en français"), where="Axe 3, mesure 2")
    life.write(AXE_FILE, "huit postes", "vingt postes")
    bare = life.save("Corrections")
    life.freeze("v2")

    proof = prove(life)

    assert [remark.comment.number for remark in proof.unanswered] == [pending]
    assert [remark.comment.number for remark in proof.without_effect] == [forgotten]
    assert [remark.comment.number for remark in proof.declared] == [declared]
    (change,) = proof.unexplained
    assert (change.address, [commit.id for commit in change.bare]) == ("axe-3 ¶3", [bare])


def test_a_change_of_the_passage_counts_as_its_effect_and_strict_asks_for_more(life: Life) -> None:
    number = life.decide(life.says("Pas assez de postes.", quote=POSTS))
    life.write(AXE_FILE, "huit postes", "vingt postes")
    life.save("Corrections")
    life.freeze("v2")

    assert prove(life).is_whole and effects(prove(life)) == {number: "place"}
    assert len(prove(life, strict=True).unexplained) == 1


def test_one_bare_commit_is_not_hidden_by_another_with_a_reason(life: Life) -> None:
    life.write(AXE_FILE, "huit postes", "vingt postes")
    life.save("Corrections")
    life.write(AXE_FILE, "vingt postes", "trente postes")
    told = life.save("Encore", (("Note", "Arbitrage"),))
    life.freeze("v2")

    (change,) = prove(life).unexplained

    assert [commit.id for commit in change.commits if commit not in change.bare] == [told]
    assert len(change.bare) == 1


def test_rows_of_a_table_are_followed_one_by_one(life: Life) -> None:
    life.write(AXE_FILE, "| 5 jours |", "| 2 jours |")
    life.save("Délai", (("Note", "Engagement pris à Sikasso"),))
    life.write(AXE_FILE, "| Postes ouverts | 8 |", "| Postes ouverts | 30 |")
    bare = life.save("Postes")
    life.freeze("v2")

    proof = prove(life)

    assert len(proof.changes) == 2
    (change,) = proof.unexplained
    assert [commit.id for commit in change.bare] == [bare] and ("+", "30") in change.change.words


def test_what_was_put_in_moved_and_taken_out_is_followed(life: Life) -> None:
    life.write(VISION_FILE, f"{YEARS}\n", f"{YEARS}\n\nUn alinéa tout à fait nouveau sur les communes.\n")
    life.save("Communes", (("Atelier", "Kayes"),))
    life.write(AXE_FILE, "\nLes crédits sont inscrits au budget national chaque année.\n", "")
    bare = life.save("Crédits")
    life.write(VISION_FILE, "sur les communes", "sur les communes et les cercles")
    life.save("Cercles", (("Atelier", "Mopti"),))
    life.freeze("v2")

    proof = prove(life)

    assert {change.change.kind: [motive.words for motive in change.motives] for change in proof.changes} == {
        "insert": ["Kayes", "Mopti"],
        "delete": [],
    }
    assert [commit.id for commit in proof.unexplained[0].bare] == [bare]


def test_a_reason_may_be_given_afterwards(life: Life) -> None:
    life.write(AXE_FILE, "huit postes", "vingt postes")
    bare = life.save("Corrections")
    life.freeze("v2")
    assert not prove(life).is_whole

    life.write(VISION_FILE, "cinq", "cinq\u00a0")
    life.save("Motif donné après coup", (("Concerne", bare[:10]), ("Note", "Arbitrage du comité")))

    assert prove(life).is_whole


def test_the_working_copy_is_a_text_too(life: Life) -> None:
    life.write(AXE_FILE, "huit postes", "vingt postes")

    proof = prove(life, new=".")

    assert proof.unexplained[0].unsaved


def test_typography_needs_no_reason(life: Life) -> None:
    life.write(AXE_FILE, "français, joignable", "français\u00a0; joignable")
    life.save("Typographie")
    life.freeze("v2")

    proof = prove(life)

    assert (proof.changes, proof.lighter, proof.is_whole) == ((), 1, True)


def test_only_the_rounds_between_count_and_what_waits_from_before(life: Life) -> None:
    old = life.decide(life.says("Vieux.", quote=YEARS), Suite.REJECTED)
    waiting = life.says("Toujours là.", quote=POSTS)
    life.freeze("v2")
    life.register.close_round(author="Awa", now=life.now)
    life.register.open_round("v2", revision="0" * 40, author="Awa", now=life.now)
    new = life.decide(life.says("Neuf.", quote=YEARS, edition="v2"), Suite.NOTED)
    life.freeze("v3")

    assert {remark.comment.number for remark in prove(life, "v2", "v3").remarks} == {waiting, new}
    assert {remark.comment.number for remark in prove(life, "v1", "v2").remarks} == {old, waiting}


def test_the_page_says_all_of_it(life: Life) -> None:
    life.says("Et les communes ?", quote=YEARS)
    life.write(AXE_FILE, "huit postes", "vingt postes")
    life.save("Corrections")
    life.freeze("v2")

    for language, title in (("fr", "Preuve de complétude"), ("en", "Proof of completeness")):
        text = plain_text(proof_flow(prove(life), language).blocks)
        assert text.startswith(title) and "OBS\u20110001" in text and "vingt" in text and "axe-3 ¶3" in text


def test_words_far_from_a_change_are_cut_out() -> None:
    found = shortened([("=", "mot " * 60), ("-", "six"), ("+", "douze"), ("=", " mois" * 60)])

    assert [sign for sign, _ in found] == ["=", "-", "+", "="]
    assert all(len(text) <= 70 for _, text in found)
