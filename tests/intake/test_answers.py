"""Our own matrix comes back: what was decided in it goes in, whatever its rows went through, and nothing overwrites anybody."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from ponam_review.intake.desk import Desk
from ponam_review.intake.receiving import Outcome, read_arrivals, record
from ponam_review.register.numbers import written
from ponam_review.register.stamps import stamp_of, stamped_number
from ponam_review.register.store import Register
from ponam_review.register.values import Disposition, NewComment, NewSubmission, Wanted
from ponam_review.register.vocabulary import Channel, Suite
from tests.register.conftest import NOW

from .editions import layout

LAYOUT = layout()
HEAD = [
    *("N°", "Date", "Structure", "Auteur", "Version visée", "Partie / ¶", "Passage cité", "Observation", "Proposition de rédaction"),
    *("Nature", "Suite donnée", "Justification", "Endroit modifié", "Responsable", "Date de la décision", "ponam"),
]
NUMBER, STRUCTURE, TEXT, SUITE, REASON, WHERE, BY, DAY, STAMP = 1, 3, 8, 11, 12, 13, 14, 15, 16
WORDS = {Suite.PENDING: "À traiter", Suite.ACCEPTED: "Retenue", Suite.NOTED: "Prise en note"}


@pytest.fixture
def filled(register: Register) -> Register:
    """Four remarks, the second decided."""
    comments = tuple(NewComment(text=text) for text in ("un", "deux", "trois", "quatre"))
    register.enter(NewSubmission("OIM", Channel.MEETING, comments), author="Secrétariat", now=NOW)
    decide(register, 2, "Dont acte.")
    return register


def decide(register: Register, number: int, reason: str, suite: Suite = Suite.NOTED) -> None:
    register.decide([number], Disposition(suite, reason, "Rapporteure", NOW), now=NOW)


def exported(register: Register, edit: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """The matrix as it would be exported, edited by its owner."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    for c in register.comments():
        d = c.disposition
        suite = WORDS.get(c.suite) or f"Doublon de OBS-{d.duplicate_of if d else 0:04d}"
        answer = [suite, d.reason if d else None, None, d.author if d else None, d.decided_at.date() if d else None]
        sheet.append([c.name, None, c.stakeholder, None, None, None, None, c.text, None, None, *answer, stamp_of(c)])
    edit(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def back(register: Register, content: bytes, sender: str = "", name: str = "matrice.xlsx") -> Outcome:
    desk = Desk(LAYOUT, register.stakeholders(), register.stakeholder(sender) if sender else None)
    (arrival,) = read_arrivals(content, name, desk)
    outcome = record(register, arrival, author="Secrétariat", now=NOW)
    assert outcome.refusal is None, outcome.refusal
    assert not register.findings()
    return outcome


def refusals(outcome: Outcome) -> list[str]:
    assert outcome.settled is not None
    return [notice.text() for notice in outcome.settled.refused]


def answer(sheet: Any, row: int, suite: str | None, reason: str | None, **others: object) -> None:
    sheet.cell(row, SUITE).value, sheet.cell(row, REASON).value = suite, reason
    for name, value in others.items():
        sheet.cell(row, {"where": WHERE, "by": BY, "day": DAY, "text": TEXT}[name]).value = value


def test_a_matrix_that_nobody_edited_changes_nothing(filled: Register) -> None:
    outcome = back(filled, exported(filled))
    assert (outcome.entered, outcome.settled and outcome.settled.unchanged, refusals(outcome)) == ((), 4, [])
    assert not outcome.needs_attention


def test_edited_answers_become_decisions_with_their_author_and_day(filled: Register) -> None:
    def edit(sheet: Any) -> None:
        answer(sheet, 2, "retenue", "Juste.", where="2.1", by="Chef de division", day="28/02/2026")
        answer(sheet, 4, "Doublon de OBS-0001", "Même demande.")

    outcome = back(filled, exported(filled, edit))
    assert outcome.settled is not None and outcome.settled.decided == (1, 3)
    first, third = (filled.comment(number).disposition for number in (1, 3))
    assert first is not None and third is not None
    assert (first.suite, first.reason, first.where, first.author) == (Suite.ACCEPTED, "Juste.", "2.1", "Chef de division")
    assert first.decided_at.date().isoformat() == "2026-02-28"
    assert (third.suite, third.duplicate_of, third.author) == (Suite.DUPLICATE, 1, "Secrétariat")
    again = back(filled, exported(filled, edit))
    assert again.settled is not None and again.settled.decided == ()


def test_rows_sorted_deleted_and_doubled_find_their_comments(filled: Register) -> None:
    def edit(sheet: Any) -> None:
        answer(sheet, 2, "Retenue", "Oui.")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        sheet.delete_rows(2, 10)
        for row in (rows[3], rows[0], rows[0], rows[2]):
            sheet.append(row)

    outcome = back(filled, exported(filled, edit))
    assert outcome.settled is not None and (outcome.settled.decided, outcome.settled.refused) == ((1,), ())
    assert filled.comment(2).suite is Suite.NOTED


def test_a_stale_row_is_refused_with_both_answers_and_the_others_go_in(filled: Register) -> None:
    def edit(sheet: Any) -> None:
        answer(sheet, 2, "Retenue", "Oui.")
        answer(sheet, 5, "Retenue", "Oui aussi.")

    content = exported(filled, edit)
    decide(filled, 1, "Autre avis.")
    decide(filled, 3, "Entre-temps.")
    outcome = back(filled, content)
    assert outcome.settled is not None and outcome.settled.decided == (4,)
    (stale,) = refusals(outcome)
    assert stale.startswith(
        "row 2: OBS-0001 was answered meanwhile: Prise en note – Autre avis. (Rapporteure); this row says: Retenue – Oui."
    )
    assert filled.comment(1).disposition.reason == "Autre avis."  # type: ignore[union-attr]
    assert outcome.needs_attention


@pytest.mark.parametrize(
    ("suite", "reason", "sentence"),
    [
        ("Retenue", None, "row 2: OBS-0001 needs a reason"),
        ("peut-être", "x", "row 2: “peut-être” is no disposition"),
        (None, "x", "row 2: OBS-0001 has a reason or a place but no disposition"),
        ("Doublon", "x", "row 2: say of which comment OBS-0001 is a duplicate"),
        ("Doublon de OBS-0001", "x", "OBS-0001: its answer was refused: OBS-0001 cannot be a duplicate of itself"),
        ("Doublon de OBS-0099", "x", "OBS-0001: its answer was refused: OBS-0099: not in the register"),
    ],
)
def test_an_answer_that_is_none_is_refused_for_its_row(filled: Register, suite: str, reason: str, sentence: str) -> None:
    def edit(sheet: Any) -> None:
        answer(sheet, 2, suite, reason)
        answer(sheet, 4, "Retenue", "Oui.")

    outcome = back(filled, exported(filled, edit))
    assert outcome.settled is not None and outcome.settled.decided == (3,)
    (refused,) = refusals(outcome)
    assert refused.startswith(sentence)
    assert filled.comment(1).disposition is None


def test_emptied_moved_doubled_and_unknown_rows_are_told(filled: Register) -> None:
    def edit(sheet: Any) -> None:
        answer(sheet, 3, None, None, by=None, day=None)
        sheet.cell(4, NUMBER).value = "OBS-0004"
        sheet.append([cell.value for cell in sheet[2]])
        answer(sheet, 2, "Retenue", "Oui.")
        answer(sheet, 6, "Retenue", "Non.")
        sheet.append(["OBS-0099", None, "OIM", None, None, None, None, "x"])

    told = refusals(back(filled, exported(filled, edit)))
    assert [sentence.split(";")[0] for sentence in told] == [
        "row 3: a decision is not erased by emptying its cell",
        "row 4: it shows OBS-0004 and belongs to OBS-0003: its cells were moved",
        "row 6: OBS-0001 stands in row 2 with another answer",
        "row 7: OBS-0099 is not in the register",
    ]


def test_a_table_without_stamps_answers_only_what_waits(filled: Register) -> None:
    content = (
        "N°;Observation;Suite donnée;Justification\nOBS-0001;un;Retenue;Oui.\nOBS-0002;deux;Retenue;Oui.\nOBS-0003;trois;À traiter;\n"
    ).encode()
    outcome = back(filled, content, name="m.csv")
    assert outcome.settled is not None and outcome.settled.decided == (1,)
    assert refusals(outcome)[0].startswith("row 3: OBS-0002 is answered already: Prise en note – Dont acte.")


def test_new_rows_are_remarks_and_changed_words_stay_or_are_corrected(filled: Register) -> None:
    def edit(sheet: Any) -> None:
        sheet.append([None, None, "DGME", None, None, "Axe 3", None, "Nouveau"])
        answer(sheet, 4, "À traiter", None, text="trois, mais mieux")

    content = exported(filled, edit)
    outcome = back(filled, content)
    assert [(entered.stakeholder, entered.numbers) for entered in outcome.entered] == [("DGME", (5,))]
    assert outcome.notices[-1].text().startswith("row 4: the words of OBS-0003 stay as they were received")
    corrected = back(filled, exported(filled, lambda sheet: answer(sheet, 4, "À traiter", None, text="trois, en mieux")), sender="OIM")
    assert [entered.superseded for entered in corrected.entered] == [((3, 6),)]
    assert [c.number for c in filled.comments(Wanted(stakeholder="OIM"))] == [1, 2, 4, 6]


def test_a_stamp_tells_its_number_and_nothing_else_does() -> None:
    assert stamped_number("42.0123456789abcdef") == 42
    assert [stamped_number(text) for text in ("", "42", "OBS-0042", "42.5", "x.0123456789abcdef")] == [None] * 5
    assert written(42) == "OBS-0042"
