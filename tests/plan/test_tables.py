"""The plan as text: what every writer and the comparison take."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ponam_review.plan.costs import parse_cost
from ponam_review.plan.rows import Action, ActionPlan
from ponam_review.plan.tables import plan_section
from ponam_review.text.flow import prepare
from ponam_review.text.model import (
    Break,
    Document,
    Heading,
    Paragraph,
    Reference,
    Revision,
    Row,
    Run,
    Section,
    Table,
)
from ponam_review.text.plain import block_text

TITLES = {"axe-1": "Axe 1 – Développer", "suivi-evaluation": "Suivi"}


def action(id: str, axe: str = "axe-1", *raws: str, **fields: object) -> Action:
    costs = [parse_cost(2026 + n, raw) for n, raw in enumerate(raws)]
    return Action(id, axe, costs=tuple(c for c in costs if c is not None), **fields)  # type: ignore[arg-type]


PLAN = ActionPlan(
    (2026, 2027),
    (
        action(
            "A1.1.1",
            "axe-1",
            "1200",
            "12,5",
            objectif="OS 1",
            resultat="R 1.1",
            activite="Tenir un répertoire",
            indicateur="Fiches",
            base="0",
            cible="10",
            source_verification="Registre",
            responsable="DGME",
            partenaires="HCME",
            financement="État",
            alignments=("GCM-19", "ODD-10.7"),
            sections=("axe-1", "suivi-evaluation", "ailleurs"),
            extra=("Kayes",),
        ),
        action("A1.1.2", "axe-1", "PM", "PM", objectif="OS 1", resultat="R 1.1", activite="Publier"),
        action("A1.2.1", "axe-1", "", "300", objectif="OS 1", resultat="R 1.2", activite="Former"),
        action("A2.1.1", "axe-2", "1000", "0", objectif="OS 2", resultat="R 2.1", activite="Garantir"),
    ),
    ("Région",),
)


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def texts(row: Row) -> list[str]:
    return ["\n".join(map(block_text, cell.blocks)) for cell in row.cells]


# ------------------------------------------------------------------ shape


def test_a_heading_and_a_landscape_table_for_each_axis_then_the_recapitulation() -> None:
    section = plan_section(PLAN, "fr", titles=TITLES, file="actions.csv")
    assert (section.id, section.title, section.file) == ("plan-actions", "Tableau des actions", "actions.csv")
    headings = [(b.level, b.id, block_text(b)) for b in section.blocks if isinstance(b, Heading)]
    assert headings == [
        (2, "plan-axe-1", "Axe 1 – Développer"),
        (2, "plan-axe-2", "Axe\u00a02"),
        (2, "plan-recapitulatif", "Récapitulation par axe et par année"),
    ]
    first, second, summary = tables(section)
    assert (first.landscape, second.landscape, summary.landscape) == (True, True, False)
    assert [t.id for t in (first, second, summary)] == [
        "tab-plan-axe-1",
        "tab-plan-axe-2",
        "tab-plan-recapitulatif",
    ]
    assert first.header_rows == 1
    assert texts(first.rows[0])[0] == "N°"
    assert texts(first.rows[0])[4:] == ["2026", "2027", "Total", "Financement"]


def test_objective_and_result_head_the_rows_that_share_them() -> None:
    first = tables(plan_section(PLAN))[0]
    assert [texts(row)[0] for row in first.rows[1:]] == [
        "OS 1",
        "R 1.1",
        "A1.1.1",
        "A1.1.2",
        "R 1.2",
        "A1.2.1",
        "Sous-total, axe\u00a01",
    ]
    band = first.rows[1].cells[0]
    assert (band.columns, band.head) == (8, True)


def test_nothing_of_a_row_is_left_out() -> None:
    row = tables(plan_section(PLAN, titles=TITLES))[0].rows[3]
    assert texts(row) == [
        "A1.1.1",
        "Tenir un répertoire\nAlignements\u00a0: GCM-19, ODD-10.7\nRégion\u00a0: Kayes\nVoir aussi\u00a0: , ailleurs",
        "Fiches\n0 → 10\nSource\u00a0: Registre",
        "DGME\nPartenaires\u00a0: HCME",
        "1\u202f200",
        "12,5",
        "1\u202f212,5",
        "État",
    ]


def test_policy_sections_become_references_when_they_are_part_of_the_revision() -> None:
    section = plan_section(PLAN, titles=TITLES)
    policy = Document("politique", "Politique", (Section("axe-1", "Axe 1", ()), Section("suivi-evaluation", "Suivi", ())))
    plan = Document("plan-action", "Plan", (section,))
    flow = prepare(Revision(".", (policy, plan)))
    table = next(b for b in flow.blocks if isinstance(b, Table))
    assert "Voir aussi\u00a0: section\u00a02, ailleurs" in block_text(table)
    paragraph = table.rows[3].cells[1].blocks[-1]
    assert isinstance(paragraph, Paragraph)
    assert any(isinstance(i, Reference) and i.target == "suivi-evaluation" for i in paragraph.content)


def test_several_lines_of_a_cell_stay_in_one_paragraph() -> None:
    plan = ActionPlan((), (action("A1", activite="un\n\ndeux\u2028trois"),))
    paragraph = tables(plan_section(plan))[0].rows[1].cells[1].blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert block_text(paragraph) == "un\n\ndeux\ntrois"
    assert sum(isinstance(inline, Break) for inline in paragraph.content) == 3


# ------------------------------------------------------------------ figures


def test_pm_is_printed_and_counts_as_zero() -> None:
    section = plan_section(PLAN)
    first, _, summary = tables(section)
    assert texts(first.rows[4])[4:7] == ["PM", "PM", "PM"]
    assert texts(first.rows[-1]) == ["Sous-total, axe\u00a01", "1\u202f200", "312,5", "1\u202f512,5", ""]
    assert texts(summary.rows[-1]) == [
        "Total général",
        "4",
        "2\u202f200",
        "312,5",
        "2\u202f512,5",
        "100,0\u00a0%",
    ]
    assert "(1\u00a0action)" in block_text(section.blocks[0])


def test_a_year_without_plan_is_a_dash_and_a_zero_is_a_zero() -> None:
    first, second, _ = tables(plan_section(PLAN))
    assert texts(first.rows[6])[4] == "–"
    assert texts(second.rows[3])[5] == "0"


def test_the_note_on_pm_stands_only_where_something_is_not_costed() -> None:
    plan = ActionPlan((2026,), (action("A1", "axe-1", "5"),))
    assert "PM" not in block_text(plan_section(plan).blocks[0])


def test_english_words_and_figures() -> None:
    section = plan_section(PLAN, "en")
    assert section.title == "Table of actions"
    first, _, summary = tables(section)
    assert texts(first.rows[-1])[0] == "Subtotal, axis\u00a01"
    assert texts(summary.rows[-1])[2:] == ["2,200", "312.5", "2,512.5", "100.0%"]


def test_an_axis_with_an_unusual_id_is_named_by_it() -> None:
    plan = ActionPlan((2026,), (action("A1", "Transversal", "5"),))
    table = tables(plan_section(plan))[0]
    assert texts(table.rows[-1])[0] == "Sous-total, Transversal"


def test_an_axis_that_kept_its_id_is_named_by_its_number_in_this_policy() -> None:
    plan = ActionPlan((2026,), (action("A1", "axe-1", "5"),))
    section = plan_section(plan, titles={"axe-1": "Axe 4 – Valoriser"})
    table = tables(section)[0]
    assert texts(table.rows[-1])[0] == "Sous-total, axe 4"
    assert "axe 4" in "".join(run.text for run in table.caption if isinstance(run, Run))


def test_an_empty_plan_says_so() -> None:
    section = plan_section(ActionPlan((2026,), ()))
    assert [block_text(block) for block in section.blocks] == ["Le plan ne comporte encore aucune action."]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["axe-1", "axe-2", "autre"]),
            st.lists(st.sampled_from(["", "PM", "3", "2,5", "1 000"]), min_size=3, max_size=3),
            st.sampled_from(["", "R 1", "R 2"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_fills_the_width_and_subtotals_add_up(rows: list[tuple[str, list[str], str]]) -> None:
    actions = tuple(action(f"A{n}", axe, *raws, resultat=r) for n, (axe, raws, r) in enumerate(rows))
    *axes, summary = tables(plan_section(ActionPlan((2026, 2027, 2028), actions), "en"))
    for table in (*axes, summary):
        assert {sum(cell.columns for cell in row.cells) for row in table.rows} == {len(table.align)}
        assert len(table.widths) == len(table.align)
    subtotals = [Decimal(texts(table.rows[-1])[4].replace(",", "")) for table in axes]
    assert sum(subtotals) == sum(cost.counted for a in actions for cost in a.costs)
    assert Decimal(texts(summary.rows[-1])[5].replace(",", "")) == sum(subtotals)
