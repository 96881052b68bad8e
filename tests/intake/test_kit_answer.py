"""Answers of the offline kit: whole or not at all, nothing twice, later versions in the place of earlier ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.intake.kit_answer import SCHEMA, checksum
from ponam_review.intake.layout import Layout, lay_out
from ponam_review.intake.receiving import Outcome, read_arrival, record
from ponam_review.intake.returned.shelf import Shelf
from ponam_review.register.store import Register
from ponam_review.register.values import Disposition, Wanted
from ponam_review.register.vocabulary import Certainty, Channel, Edit, Kind, Standing, Suite
from ponam_review.text.remarks import Selector
from tests.register.conftest import NOW

from .editions import FLOW, layout

LAYOUT = layout()
LINE = next(line for line in LAYOUT.lines if line.is_text and line.block and len(line.text) > 40)
TEXT = LAYOUT.block_text(LINE)


def place(exact: str = "", **changes: Any) -> dict[str, Any]:
    """A place on the line that these tests speak of; without words, the whole of it."""
    start = TEXT.index(exact)
    end = start + len(exact)
    around = {"prefix": TEXT[max(0, start - 64) : start], "suffix": TEXT[end : end + 64]} if exact else {"prefix": "", "suffix": ""}
    said = {"section": LINE.section, "block": LINE.block, "whole": not exact, "exact": exact or TEXT, "start": start, **around}
    return {**said, "address": f"{LINE.section} ¶{LINE.block}", **changes}


def remark(id: str = "r1", text: str = "Préciser.", **changes: Any) -> dict[str, Any]:
    return {"id": id, "place": place(), "text": text, "edit": "", "proposal": "", "nature": "", "written": "2026-03-10T08:00:00+00:00", **changes}


def answer(*remarks: dict[str, Any], sequence: int = 1, edition: str = "projet-1", structure: str = "DGME", **changes: Any) -> bytes:
    """An answer as a kit saves it."""
    who = {"stakeholder": "", "structure": structure, "name": "Personne fictive", "role": "Point focal", "contact": ""}
    inside = {
        "kit": {"id": "k", "edition": edition, "revision": "0" * 40, "copy": ""},
        "id": "a1", "sequence": sequence, "saved": "2026-03-10T08:00:00+00:00", "who": who, "remarks": list(remarks), "reviewed": [],
        **changes,
    }  # fmt: skip
    return json.dumps({"schema": SCHEMA, "sha256": checksum(inside), "answer": inside}, ensure_ascii=False, indent=1).encode()


def take(register: Register, content: bytes, name: str = "reponse.json", sender: str = "", text: Layout = LAYOUT) -> Outcome:
    arrival = read_arrival(content, name, text, register.stakeholders(), register.stakeholder(sender) if sender else None)
    return record(register, arrival, author="Secrétariat", now=NOW)


def refused(register: Register, content: bytes, name: str = "reponse.json") -> str:
    outcome = take(register, content, name)
    assert outcome.refusal is not None
    assert outcome.refusal.exit_code == 3
    assert register.count() == 0
    return str(outcome.refusal)


# ------------------------------------------------------------------ what goes in


def test_remarks_stand_for_certain_at_the_very_character(register: Register) -> None:
    words = TEXT.split()[1]
    content = answer(
        remark("r1", place=place(words), nature="fact"),
        remark("r2", "", edit="reword", proposal="Autre rédaction."),
        remark("r3", "", edit="delete"),
        remark("r4", "En général, oui.", place=None),
    )
    assert take(register, content).refusal is None
    one, two, three, four = register.comments()
    start = TEXT.index(words)
    assert one.place.selector == Selector(
        "projet-1", LINE.section, LINE.block, words, TEXT[max(0, start - 64) : start], TEXT[start + len(words) :][:64], start
    )
    assert {c.place.certainty for c in (one, two, three)} == {Certainty.CERTAIN}
    assert (one.channel, one.author, one.quote) == (Channel.KIT, "Personne fictive", words)
    assert (two.kind, two.edit, two.proposal) == (Kind.PROPOSAL, Edit.REWORD, "Autre rédaction.")
    assert (three.kind, three.edit) == (Kind.PROPOSAL, Edit.DELETE)
    assert four.place.selector is None and four.text == "En général, oui."


def test_the_same_words_twice_in_a_paragraph_are_told_apart_by_what_stands_around_them(register: Register) -> None:
    flow = replace(FLOW, items=tuple(replace(i, block=replace(i.block, content=(replace(i.block.content[0], text="un mot, un mot, un mot"),)))
                                     if (i.section, i.number) == (LINE.section, LINE.block) else i for i in FLOW.items))  # fmt: skip
    said = {"section": LINE.section, "block": LINE.block, "whole": False, "exact": "un mot", "address": "x"}
    second = {**said, "prefix": "un mot, ", "suffix": ", un mot", "start": 8}
    moved = {**second, "start": 3}  # a start that lies: the words around decide
    take(register, answer(remark("r1", place=second), remark("r2", "Ici.", place=moved)), text=lay_out(flow))
    assert [c.place.selector.start for c in register.comments() if c.place.selector] == [8, 8]


def test_words_that_are_not_there_are_doubtful(register: Register) -> None:
    take(register, answer(remark(place=place(exact=TEXT[:20]) | {"exact": "des mots inconnus ici", "prefix": "", "suffix": "", "start": 0})))
    found = register.comment(1).place
    assert found.certainty is Certainty.DOUBTFUL and found.selector is not None and found.selector.block == LINE.block


def test_an_answer_without_remarks_is_an_answer(register: Register) -> None:
    assert take(register, answer()).refusal is None
    assert next((t.stakeholder, t.submissions, t.comments) for t in register.tallies(1)) == ("DGME", 1, 0)


def test_an_answer_on_another_edition_stands_on_that_text(register: Register) -> None:
    current = lay_out(replace(FLOW, name="projet-2"))
    Shelf(["projet-1", "projet-2"], lambda name: FLOW, current)
    outcome = take(register, answer(remark()), text=current)
    assert [notice.template.split(";")[0] for notice in outcome.notices] == ["this answer is about the edition “{edition}”"]
    found = register.comment(1).place
    assert found.selector is not None and found.selector.revision == "projet-1" and found.certainty is Certainty.CERTAIN


def test_an_answer_on_an_edition_nobody_has_waits_for_a_person(register: Register) -> None:
    outcome = take(register, answer(remark(), edition="projet-9"))
    assert "not at hand" in outcome.notices[0].template
    assert register.comment(1).place.certainty is Certainty.DOUBTFUL


# ------------------------------------------------------------------ from whom


@pytest.mark.parametrize(
    ("structure", "name", "sender", "expected"),
    [
        ("dgme", "reponse.json", "", "DGME"),
        ("Organisation internationale", "reponse.json", "", "OIM"),
        ("Inconnue", "reponse-OIM-projet-1.json", "", "OIM"),
        ("OIM", "reponse.txt", "DGME", "DGME"),
    ],
)
def test_it_comes_from_whom_it_says(register: Register, structure: str, name: str, sender: str, expected: str) -> None:
    take(register, answer(remark(), structure=structure), name, sender)
    assert register.comment(1).stakeholder == expected


def test_nobody_known_is_asked_for(register: Register) -> None:
    assert "--from" in refused(register, answer(remark(), structure="Inconnue"))


# ------------------------------------------------------------------ twice, and corrected


def test_the_same_answer_by_mail_and_by_usb_key_adds_nothing(register: Register) -> None:
    content = answer(remark(), remark("r2", "Encore."))
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Message-ID"] = "Personne fictive <p@exemple.invalid>", "Notre réponse", "<1@exemple.invalid>"
    letter.set_content("Bonjour,\n\nVeuillez trouver notre réponse.\n\nCordialement")
    letter.add_attachment(content, maintype="application", subtype="json", filename="reponse-DGME.json")
    assert len(take(register, content).entered[0].numbers) == 2
    take(register, bytes(letter), "courriel.eml", "DGME")
    # Some services change line ends: the words, not the bytes, are the answer.
    take(register, content.replace(b"\n", b"\r\n"), "copie de reponse.txt")
    assert register.count(Wanted(standing=None)) == 2


def test_a_later_version_takes_the_place_of_what_was_not_answered(register: Register) -> None:
    take(register, answer(remark("r1", "Un."), remark("r2", "Deux."), remark("r3", "Trois."), remark("r4", "Quatre.")))
    register.decide((2,), Disposition(Suite.ACCEPTED, "Oui.", "Secrétariat", NOW), now=NOW)
    take(register, answer(remark("r1", "Tout autre chose."), remark("r2", "Deux, autrement."), remark("r3", "Trois."), sequence=2))
    standing = {c.text: c.standing for c in register.comments(Wanted(standing=None))}
    assert standing == {
        "Un.": Standing.SUPERSEDED, "Deux.": Standing.ACTIVE, "Trois.": Standing.ACTIVE, "Quatre.": Standing.WITHDRAWN,
        "Tout autre chose.": Standing.ACTIVE, "Deux, autrement.": Standing.ACTIVE,
    }  # fmt: skip
    assert register.comment(1).superseded_by == 5


def test_an_earlier_version_that_arrives_late_adds_nothing(register: Register) -> None:
    take(register, answer(remark("r1", "Corrigé."), sequence=2))
    outcome = take(register, answer(remark("r1", "Première façon."), remark("r2", "Retiré depuis."), sequence=1))
    assert outcome.entered[0].known_file
    assert [c.text for c in register.comments(Wanted(standing=None))] == ["Corrigé."]


# ------------------------------------------------------------------ bad input


def test_what_was_edited_cut_or_never_was_an_answer_is_refused_in_one_sentence(register: Register) -> None:
    content = answer(remark(text="Préciser."))
    assert "checksum" in refused(register, content.replace("Préciser".encode(), b"Supprimer"))
    assert "cut short" in refused(register, content[:200])
    assert "cut short" in refused(register, content[:-30])
    assert "not an answer" in refused(register, b'{"schema": "ponam-diff/1"}')
    assert "not an answer" in refused(register, b"[1, 2]")
    assert "newer" in refused(register, content.replace(b"answer/1", b"answer/2"))
    assert "cut short" in refused(register, b'{"schema": "ponam-kit-answer/1", "sha256": "x", "answer": ' + b"[" * 100_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"remarks": [remark(edit="explode")]},
        {"remarks": [remark(place={"section": 1})]},
        {"remarks": [remark(place=place() | {"start": -1})]},
        {"remarks": [remark(text="x" * 200_000)]},
        {"remarks": [remark()] * 6_000},
        {"remarks": "none"},
        {"sequence": True},
        {"sequence": 1e300},
        {"who": None},
    ],
)
def test_a_checksum_that_fits_proves_nothing_about_the_shape(register: Register, changes: dict[str, Any]) -> None:
    assert "cut short" in refused(register, answer(**changes))


@given(st.data())
def test_any_byte_changed_is_refused(data: st.DataObject) -> None:
    from ponam_review.intake.kit_answer import read_answer
    from ponam_review.text.errors import FileError

    content = answer(remark())
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at + 1 :]
    try:
        read = read_answer(changed, "f.json")
    except FileError:
        return
    assert read == read_answer(content, "f.json")  # white space between fields, at most


def test_nothing_is_received_later_than_now(register: Register) -> None:
    take(register, answer(remark()))
    assert register.comment(1).received_at <= NOW + timedelta(seconds=1)
