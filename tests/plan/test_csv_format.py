"""`actions.csv` in and out: lossless, tolerant of spreadsheets, strict where a figure could move."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.plan import csv_format
from ponam_review.plan.costs import parse_cost
from ponam_review.plan.csv_columns import BEFORE_COSTS, column_key
from ponam_review.plan.csv_format import read_actions, read_actions_bytes, write_actions
from ponam_review.plan.rows import Action, ActionPlan, Cost
from ponam_review.text.errors import ActionsFileError

HEAD = (
    "id;axe;objectif;resultat;activite;indicateur;base;cible;source_verification;responsable;partenaires;"
    "cout_2026;cout_2027;financement;alignements;sections\n"
)
ROW = "A1.1.1;axe-1;OS 1;R 1.1;Tenir un répertoire;Fiches;0;10;Registre;DGME;HCME;5;PM;État;GCM-19, ODD-10.7;axe-1\n"


def refusal(text: str) -> str:
    with pytest.raises(ActionsFileError) as caught:
        read_actions(text, "actions.csv")
    assert caught.value.exit_code == 3
    return str(caught.value)


# ------------------------------------------------------------------ reading


def test_it_reads_every_column_of_a_row() -> None:
    plan, notices = read_actions(HEAD + ROW, "actions.csv")
    assert notices == []
    assert plan == ActionPlan(
        years=(2026, 2027),
        actions=(
            Action(
                id="A1.1.1",
                axe="axe-1",
                objectif="OS 1",
                resultat="R 1.1",
                activite="Tenir un répertoire",
                indicateur="Fiches",
                base="0",
                cible="10",
                source_verification="Registre",
                responsable="DGME",
                partenaires="HCME",
                costs=(Cost(2026, Decimal(5), "5"), Cost(2027, None, "PM")),
                financement="État",
                alignments=("GCM-19", "ODD-10.7"),
                sections=("axe-1",),
            ),
        ),
    )


def test_it_says_on_which_lines_an_action_stands() -> None:
    two_lines = ROW.replace("A1.1.1", "A1.1.2").replace("Tenir un répertoire", '"Tenir\nun répertoire"')
    plan, _ = read_actions(HEAD + ROW + "\n" + two_lines, "actions.csv")
    assert [action.lines for action in plan.actions] == [(2, 2), (4, 5)]
    assert plan.actions[1].activite == "Tenir\nun répertoire"


def test_it_tolerates_what_a_spreadsheet_does_and_notes_it() -> None:
    text = "\ufeff" + (HEAD + ROW + ";" * 15 + "\n").replace("GCM-19, ODD-10.7", "GCM-19").replace(";", ",")
    plan, notices = read_actions(text.replace("\n", "\r\n"), "actions.csv")
    assert plan.actions[0].alignments == ("GCM-19",)
    assert [notice.line for notice in notices] == [1, 1]
    assert "byte order mark" in notices[0].text()
    assert "commas" in notices[1].text()


def test_it_reads_tabulations() -> None:
    plan, notices = read_actions((HEAD + ROW).replace(";", "\t"), "actions.csv")
    assert plan.actions[0].financement == "État"
    assert len(notices) == 1


def test_it_keeps_unknown_columns_and_notes_missing_ones() -> None:
    plan, notices = read_actions("Région;axe;id;Activité\nKayes;axe-1;A1;Tenir\n", "actions.csv")
    assert plan.extra_columns == ("Région",)
    assert plan.actions[0].extra == ("Kayes",)
    assert plan.years == ()
    texts = [notice.text() for notice in notices]
    assert "the column “Région” is unknown; it was kept" in texts
    assert "the column “responsable” is missing, read as empty" in texts


def test_it_reads_windows_1252_and_says_so() -> None:
    plan, notices = read_actions_bytes((HEAD + ROW).encode("cp1252"), "actions.csv")
    assert plan.actions[0].activite == "Tenir un répertoire"
    assert "Windows-1252" in notices[0].text()


def test_bytes_of_utf8_need_no_notice() -> None:
    plan, notices = read_actions_bytes((HEAD + ROW).encode(), "actions.csv")
    assert notices == []
    assert plan == read_actions(HEAD + ROW, "actions.csv")[0]


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "actions.csv:1: the file is empty"),
        ("\n\n", "actions.csv:1: the file is empty"),
        ("axe;activite\naxe-1;x\n", "actions.csv:1: the column “id” is missing"),
        ("n'importe quoi", "actions.csv:1: the column “id” is missing"),
        ("id;axe;activite;Activité\n", "actions.csv:1: two columns are named “Activité”"),
        (HEAD + ROW + ROW, "actions.csv:3: the id A1.1.1 already stands on line 2"),
        (HEAD + ROW.replace(";État", ""), "actions.csv:2: this row has 15 cells for 16 columns"),
        (HEAD + ROW.replace(";État", ";État;x"), "actions.csv:2: this row has 17 cells for 16 columns"),
        (HEAD + ROW.replace(";PM;", ";beaucoup;"), "actions.csv:2: “beaucoup” is no cost for A1.1.1 in 2027"),
        (HEAD + ROW.replace("A1.1.1", ""), "actions.csv:2: “” cannot be an “id”"),
        (HEAD + ROW.replace("axe-1;OS", "<b>;OS"), "actions.csv:2: “<b>” cannot be an “axe”"),
        (
            HEAD + ROW.replace("Tenir", '"Tenir'),
            "actions.csv:2: the quotation marks of this row do not match",
        ),
        (HEAD + ROW.replace("Tenir", '"Tenir" x'), "actions.csv:2: the quotation marks of this row"),
        (HEAD + ROW.replace("Tenir", "Te\x00nir"), "actions.csv:2: the character U+0000"),
        (HEAD + ROW.replace("Tenir", "Te\ufffenir"), "actions.csv:2: the character U+FFFE"),
        ("id;axe;activite;\nA1;axe-1;x;y\n", "actions.csv:2: column 4 holds “y” and has no name"),
        (HEAD + ROW.replace("Tenir", "x" * 20_001), "actions.csv:2: a cell is longer than 20000"),
        (HEAD + ROW.replace("Tenir", "x" * 200_000), "actions.csv:2: "),
        ("id;axe;activite" + ";x" * 300 + "\n", "actions.csv:1: more than 200 columns"),
    ],
)
def test_it_refuses_with_one_sentence_that_names_the_line(text: str, sentence: str) -> None:
    found = refusal(text)
    assert found.startswith(sentence)
    assert "\n" not in found


def test_it_refuses_bytes_that_are_no_text() -> None:
    with pytest.raises(ActionsFileError, match="actions.csv:2: this is not UTF-8 text"):
        read_actions_bytes(HEAD.encode() + b"\x81\x8d\xff", "actions.csv")


def test_it_refuses_files_beyond_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_format, "MAX_ACTIONS", 1)
    assert refusal(HEAD + ROW + ROW.replace("A1.1.1", "A2")).startswith("actions.csv:3: more than 1 actions")
    monkeypatch.setattr(csv_format, "MAX_CHARACTERS", 100)
    assert refusal(HEAD + ROW).startswith("actions.csv:1: the file is larger than")


def test_a_row_may_carry_empty_cells_in_excess() -> None:
    plan, _ = read_actions(HEAD + ROW.replace("axe-1\n", "axe-1;;;\n"), "actions.csv")
    assert plan.actions[0].sections == ("axe-1",)


# ------------------------------------------------------------------ properties

_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff\ufeff") | st.sampled_from(' ;,"\n='),
    max_size=12,
).map(str.strip)
_NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,8}", fullmatch=True)
_WORDS = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 .-]{0,6}[A-Za-z0-9]", fullmatch=True), max_size=3).map(tuple)
_RAW = st.sampled_from(["", "PM", "pm", "0", "-", "12,5", "7.25", "1 234", "1\u202f000"]) | st.integers(0, 10**9).map(str)


_FIELDS = (*BEFORE_COSTS[2:], "financement")


@st.composite
def plans(draw: st.DrawFn) -> ActionPlan:
    years = tuple(sorted(draw(st.sets(st.integers(2000, 2060), max_size=4))))
    names = draw(st.lists(_NAME, max_size=2, unique_by=column_key))
    extra = tuple(f"x {name}" for name in names)
    ids = draw(st.lists(_NAME, max_size=4, unique=True))
    return ActionPlan(years, tuple(draw(_actions(id, years, len(extra))) for id in ids), extra)


@st.composite
def _actions(draw: st.DrawFn, id: str, years: tuple[int, ...], extra: int) -> Action:
    costs = [parse_cost(year, draw(_RAW)) for year in years]
    return Action(
        id,
        draw(_NAME),
        **{name: draw(_TEXT) for name in _FIELDS},  # type: ignore[arg-type]
        costs=tuple(cost for cost in costs if cost is not None),
        alignments=draw(_WORDS),
        sections=draw(_WORDS),
        extra=tuple(draw(_TEXT) for _ in range(extra)),
    )


@given(plans())
def test_reading_what_it_wrote_gives_the_same_plan(plan: ActionPlan) -> None:
    text = write_actions(plan)
    found, notices = read_actions(text, "actions.csv")
    assert found == plan
    assert len(notices) == len(plan.extra_columns)
    assert write_actions(found) == text


@settings(max_examples=150)
@given(st.text(st.sampled_from('id;axe,activite"\n\t01PM-\ufeff\u202f'), max_size=80), st.booleans())
def test_hostile_text_is_read_or_refused_with_the_class_of_this_file(text: str, after_head: bool) -> None:
    source = HEAD + text if after_head else text
    try:
        plan, _ = read_actions(source, "actions.csv")
    except ActionsFileError:
        assert refusal(source).startswith("actions.csv:")
    else:
        assert read_actions(write_actions(plan), "again")[0] == plan


@given(st.binary(max_size=60))
def test_hostile_bytes_too(content: bytes) -> None:
    with pytest.raises(ActionsFileError, match=r"^actions\.csv:\d+: "):
        read_actions_bytes(content, "actions.csv")
