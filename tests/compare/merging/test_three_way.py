"""What the three-way merge promises: everything of theirs is applied, already there, or shown as a collision."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.compare.merging.three_way import AlreadyThere, Applied, Collision, Merged, merge, propose
from ponam_review.text.flow import Flow
from ponam_review.text.model import Block, Cell, Heading, Item, Note, Paragraph, Row, Run, Table
from ponam_review.text.plain import block_text, notes_of

from ..texts import flow, revisions


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def merged(base: list[Block], ours: list[Block], theirs: list[Block]) -> Merged:
    return merge(flow(base), flow(ours), flow(theirs))


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block_text(block) for block in blocks]


def fates(result: Merged) -> set[str]:
    return {outcome.fate for outcome in result.outcomes}


# ------------------------------------------------------------------ promises


@settings(max_examples=60)
@given(revisions())
def test_one_sided_edits_are_taken_whole(pair: tuple[Flow, Flow]) -> None:
    base, edited = pair
    assert merge(base, edited, base).blocks == edited.blocks
    result = merge(base, base, edited)
    assert result.blocks == edited.blocks
    assert fates(result) <= {"applied"}


@settings(max_examples=50)
@given(revisions())
def test_the_same_edit_on_both_sides_is_already_there(pair: tuple[Flow, Flow]) -> None:
    base, edited = pair
    result = merge(base, edited, edited)
    assert result.blocks == edited.blocks
    assert fates(result) <= {"already there"}


@st.composite
def forks(draw: st.DrawFn) -> tuple[Flow, Flow, Flow]:
    """A text and two edits of it; the words that an edit adds stand nowhere else."""
    names = iter(range(10_000))
    sentence = st.integers(8, 14).map(lambda n: " ".join(f"b{next(names)}" for _ in range(n)) + ".")
    base = [p(draw(sentence)) for _ in range(draw(st.integers(1, 5)))]
    sides = [_edited(draw, base, sign) for sign in ("ours", "theirs")]
    return flow(list(base)), flow(sides[0]), flow(sides[1])


def _edited(draw: st.DrawFn, base: list[Paragraph], sign: str) -> list[Block]:
    out: list[Block] = []
    for number, block in enumerate(base):
        words = block_text(block).split(" ")
        new = f"{sign}{number}"
        at = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(["keep", "keep", "drop", "insert", "replace", "split", "join", "before", "move"])):
            case "insert":
                words.insert(at, new)
            case "replace":
                words[at : at + draw(st.integers(1, 3))] = [new]
            case "drop":
                continue
            case "split":
                out.append(p(" ".join([*words[:at], new])))
                words = words[at:]
            case "join" if out:
                words = [block_text(out.pop()), new, *words]
            case "before":
                out.append(p(f"{new} {new}bis"))
            case "move":
                out.insert(0, p(" ".join(words)))
                continue
        out.append(p(" ".join(words)))
    return out


@settings(max_examples=100)
@given(forks())
def test_no_word_of_either_side_is_lost(fork: tuple[Flow, Flow, Flow]) -> None:
    base, ours, theirs = fork
    result = merge(base, ours, theirs)
    text = "\n".join(texts(result.blocks))
    shown = "\n".join([text, *(outcome.theirs for outcome in result.collisions)])
    new = set(re.findall(r"theirs\w+", "\n".join(texts(theirs.blocks))))
    assert new <= set(re.findall(r"theirs\w+", shown))
    mine = set(re.findall(r"ours\w+", "\n".join(texts(ours.blocks))))
    assert mine <= set(re.findall(r"ours\w+", text))


@settings(max_examples=100)
@given(forks())
def test_no_word_of_the_text_is_lost_or_brought_back(fork: tuple[Flow, Flow, Flow]) -> None:
    base, ours, theirs = fork
    result = merge(base, ours, theirs)
    kept = [set(re.findall(r"b\d+", "\n".join(texts(side.blocks)))) for side in (ours, theirs)]
    found = re.findall(r"b\d+", "\n".join(texts(result.blocks)))
    shown = set(re.findall(r"b\d+", "\n".join(outcome.theirs for outcome in result.collisions)))
    assert kept[0] & kept[1] <= set(found) | shown
    assert set(found) <= kept[0] | kept[1]


# ------------------------------------------------------------------ words


def test_edits_of_different_words_both_apply() -> None:
    result = merged(
        [p("Le délai est de six mois pour les familles.")],
        [p("Le délai est de douze mois pour les familles.")],
        [p("Le délai est de six mois pour les familles et les enfants.")],
    )
    assert texts(result.blocks) == ["Le délai est de douze mois pour les familles et les enfants."]
    assert fates(result) == {"applied"}


def test_the_same_words_with_different_wording_collide_and_both_are_shown() -> None:
    result = merged([p("Le délai est de six mois.")], [p("Le délai est de douze mois.")], [p("Le délai est de neuf mois.")])
    assert texts(result.blocks) == ["Le délai est de douze mois."]
    (collision,) = result.collisions
    assert ("douze" in collision.ours, "neuf" in collision.theirs, "six" in collision.base) == (True, True, True)


def test_an_edit_of_a_paragraph_that_was_dropped_collides() -> None:
    result = merged([p("Un."), p("Le délai est de six mois.")], [p("Un.")], [p("Un."), p("Le délai est de neuf mois.")])
    assert texts(result.blocks) == ["Un."]
    assert len(result.collisions) == 1


def test_paragraphs_put_in_at_one_place_both_stand() -> None:
    result = merged([p("Un."), p("Deux.")], [p("Un."), p("Ajout de notre côté."), p("Deux.")], [p("Un."), p("Proposition tout autre."), p("Deux.")])
    assert texts(result.blocks) == ["Un.", "Ajout de notre côté.", "Proposition tout autre.", "Deux."]


def test_two_wordings_of_one_new_paragraph_collide() -> None:
    ours, theirs = "Une cellule des disparus reçoit les familles chaque semaine.", "Une cellule des disparus reçoit les familles chaque mois."
    result = merged([p("Un."), p("Deux.")], [p("Un."), p(ours), p("Deux.")], [p("Un."), p(theirs), p("Deux.")])
    assert texts(result.blocks) == ["Un.", ours, "Deux."]
    assert [outcome.theirs.strip() for outcome in result.collisions] == [theirs]


def test_a_paragraph_moved_by_one_and_edited_by_the_other() -> None:
    moving, others = "Les guichets d’accueil sont ouverts six jours sur sept.", [p("Premier alinéa du texte."), p("Second alinéa du texte."), p("Dernier alinéa du texte.")]
    edited = moving.replace("six", "sept")
    ours_moves = merged([p(moving), *others], [*others, p(moving)], [p(edited), *others])
    theirs_move = merged([p(moving), *others], [p(edited), *others], [*others, p(moving)])
    for result in (ours_moves, theirs_move):
        assert texts(result.blocks)[-1] == edited
        assert fates(result) == {"applied"}


def test_a_paragraph_moved_to_two_places_collides_and_stands_once() -> None:
    moving = p("Les guichets d’accueil sont ouverts six jours sur sept.")
    others = [p("Premier alinéa du texte."), p("Second alinéa, plus long que le premier."), p("Troisième et dernier de ces alinéas.")]
    result = merged([moving, *others], [*others[:2], moving, others[2]], [*others, moving])
    assert texts(result.blocks).count(block_text(moving)) == 1
    assert len(result.collisions) == 1


def test_a_paragraph_split_by_one_and_edited_by_the_other() -> None:
    result = merged(
        [p("Le comité se réunit chaque trimestre. Il rend compte au ministre.")],
        [p("Le comité se réunit chaque trimestre."), p("Il rend compte au ministre.")],
        [p("Le comité se réunit chaque semestre. Il rend compte au ministre.")],
    )
    assert texts(result.blocks) == ["Le comité se réunit chaque semestre.", "Il rend compte au ministre."]


def test_a_heading_renamed_by_one_and_lowered_by_the_other() -> None:
    base = Heading(1, (Run("Suivi et contrôle"),))
    result = merged([base], [replace(base, content=(Run("Suivi et évaluation"),))], [replace(base, level=2)])
    assert result.blocks == (Heading(2, (Run("Suivi et évaluation"),)),)


def test_list_items_keep_their_place_in_the_list() -> None:
    items = [Paragraph((Run(text),), (Item(False, True, 0 if k == 0 else None),)) for k, text in enumerate(["un accueil", "un suivi"])]
    more = Paragraph((Run("un recours"),), (Item(False, True),))
    result = merged([*items], [items[0], replace(items[1], content=(Run("un suivi régulier"),))], [*items, more])
    assert texts(result.blocks) == ["un accueil", "un suivi régulier", "un recours"]
    assert result.blocks[2] == more


# ------------------------------------------------------------------ notes and tables


def noted(note: str, text: str = "Le chiffre est connu") -> Paragraph:
    return Paragraph((Run(text), Note((p(note),)), Run(".")))


def test_edits_of_one_note_are_merged_inside_it() -> None:
    result = merged([noted("Source : RGPH, 2009.")], [noted("Source : RGPH, 2022.")], [noted("Source principale : RGPH, 2009.")])
    (note,) = notes_of(result.blocks[0])
    assert texts(note.blocks) == ["Source principale : RGPH, 2022."]


def table(*rows: str) -> Table:
    return Table(tuple(Row(tuple(Cell((p(cell),)) for cell in row.split("|"))) for row in rows))


def test_cells_and_rows_edited_on_both_sides() -> None:
    result = merged(
        [table("Indicateur|2026|2030", "Retours|10|20", "Visas|5|8")],
        [table("Indicateur|2026|2030", "Retours|12|20", "Visas|5|8", "Postes|1|2")],
        [table("Indicateur|2026|2030", "Retours|10|25", "Consuls|3|4", "Visas|5|8")],
    )
    (found,) = result.blocks
    assert block_text(found).split("\n") == ["Indicateur\t2026\t2030", "Retours\t12\t25", "Consuls\t3\t4", "Visas\t5\t8", "Postes\t1\t2"]
    assert fates(result) == {"applied"}


def test_one_cell_with_two_values_collides() -> None:
    result = merged([table("Retours|10 000")], [table("Retours|12 000")], [table("Retours|15 000")])
    (collision,) = result.collisions
    assert "15" in collision.theirs
    assert block_text(result.blocks[0]) == "Retours\t12 000"


# ------------------------------------------------------------------ one passage


@pytest.mark.parametrize(
    ("base", "proposed", "current", "wanted"),
    [
        ("dans six mois", "dans un an", "dans six mois", Applied("dans un an")),
        ("dans six mois", "dans un an", "dans un an", AlreadyThere("dans un an")),
        ("Le comité siège dans six mois.", "Le comité siège dans un an.", "Le comité national siège dans six mois.", Applied("Le comité national siège dans un an.")),
        ("Un.\nDeux.", "Un.\nDeux.\nTrois.", "Un et demi.\nDeux.", Applied("Un et demi.\nDeux.\nTrois.")),
    ],
)
def test_a_proposal_on_one_passage(base: str, proposed: str, current: str, wanted: object) -> None:
    assert propose(base, proposed, current) == wanted


def test_a_proposal_that_collides_shows_both_texts() -> None:
    found = propose("Le délai est de six mois.", "Le délai est de neuf mois.", "Le délai est de douze mois.")
    assert isinstance(found, Collision)
    assert (found.ours, found.theirs) == ("Le délai est de douze mois.", "Le délai est de neuf mois.")
    assert found.places
