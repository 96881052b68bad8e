"""Files into the register: from whom, whole or not at all, nothing twice."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponam_review.intake.receiving import Outcome, read_arrival, read_file, record
from ponam_review.intake.stakeholder_list import read_stakeholders
from ponam_review.register.store import Register
from ponam_review.register.values import Stakeholder, Wanted
from ponam_review.register.vocabulary import Channel
from ponam_review.text.errors import RegisterError, SheetError
from tests.register.conftest import NOW

from .books import book
from .editions import Copy, layout, on, p, shown
from .letters import letter

LAYOUT = layout()
HEAD = ["Section", "Passage", "Observation", "Structure"]


def take(register: Register, content: bytes, name: str = "matrice.xlsx", sender: str = "") -> Outcome:
    chosen = register.stakeholder(sender) if sender else None
    arrival = read_arrival(content, name, LAYOUT, register.stakeholders(), chosen)
    return record(register, arrival, author="Secrétariat", now=NOW)


def numbers(outcome: Outcome) -> dict[str, tuple[int, ...]]:
    assert outcome.refusal is None, outcome.refusal
    return {entered.stakeholder: entered.numbers for entered in outcome.entered}


def test_the_rows_of_a_matrix_go_to_the_institutions_they_name(register: Register) -> None:
    rows = [HEAD, ["Axe 3", None, "un", "DGME"], ["Axe 3", None, "deux", "Organisation internationale"], ["Axe 3", None, "trois", "dgme"]]
    content = book(rows)
    assert numbers(take(register, content)) == {"DGME": (1, 2), "OIM": (3,)}
    assert [(c.stakeholder, c.text, c.channel) for c in register.comments()] == [
        ("DGME", "un", Channel.MATRIX),
        ("DGME", "trois", Channel.MATRIX),
        ("OIM", "deux", Channel.MATRIX),
    ]
    assert all(entered.known_file for entered in take(register, content).entered)


def test_a_named_sender_keeps_what_the_rows_say(register: Register) -> None:
    outcome = take(register, book([HEAD, ["Axe 3", None, "un", "Association des femmes"]]), sender="OIM")
    assert numbers(outcome) == {"OIM": (1,)}
    assert register.comment(1).extras == {"Structure": "Association des femmes"}


@pytest.mark.parametrize(
    ("name", "stakeholder"),
    [("Observations_DGME_V2.docx", "DGME"), ("retour-oim.docx", "OIM"), ("copie.docx", ""), ("DGME et OIM.docx", "")],
)
def test_a_copy_comes_from_whom_its_name_says(register: Register, name: str, stakeholder: str) -> None:
    outcome = take(register, Copy({"Cible": p(on("Cible", 0))}, [("A", "Pour 2030 ?")]).bytes(), name)
    if stakeholder:
        assert numbers(outcome) == {stakeholder: (1,)}
        assert outcome.notices[-1].values["stakeholder"] == stakeholder
    else:
        assert isinstance(outcome.refusal, RegisterError)
        assert str(outcome.refusal) == f"{name}: it does not say from whom it comes; add --from STAKEHOLDER"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Axe 3", None, "un", "DGME"], [None, None, "deux", "CNT"]], "row 3: “CNT” is not in the register"),
        ([["Axe 3", None, "un", "DGME"], [None, None, "deux", "OIM"], [None, None, "trois", None]], "row 4 does not say from whom"),
    ],
)
def test_rows_from_nobody_known_refuse_the_whole_file(register: Register, rows: list[list[str | None]], sentence: str) -> None:
    outcome = take(register, book([HEAD, *rows]))
    assert sentence in str(outcome.refusal)
    assert register.count() == 0


def test_what_cannot_be_read_is_refused_by_a_sentence_and_the_register_stays(register: Register) -> None:
    for name, content in {
        "a.pdf": b"%PDF-1.7",
        "a.docx": b"PK",
        "a.xlsx": b"PK",
        "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a.csv": b"a;b",
    }.items():
        outcome = take(register, content, name, "OIM")
        assert str(outcome.refusal).startswith(f"{name}: "), name
    assert register.count() == 0
    assert not register.findings()


def test_a_file_is_read_as_what_it_is_whatever_its_ending(register: Register) -> None:
    assert numbers(take(register, book([HEAD, ["Axe 3", None, "un", "OIM"]]), "matrice.docx")) == {"OIM": (1,)}


def test_a_list_of_stakeholders_is_read_from_a_sheet() -> None:
    rows = [
        ["Parties prenantes"],
        ["Sigle", "Structure", "Catégorie", "Région", "Pays", "Point focal", "Courriel"],
        ["CNT", "Conseil national", "État", None, "Mali", "Greffe", "x@exemple.ml"],
        ["", "Union des femmes"],
        [],
    ]
    assert read_stakeholders(book(rows), "liste.xlsx").value == (
        Stakeholder("CNT", "Conseil national", "État", "", "Mali", "Greffe", "x@exemple.ml"),
        Stakeholder("Union des femmes", "Union des femmes"),
    )
    assert read_stakeholders("code,name\nUE,Union européenne".encode("cp1252"), "l.csv").value == (Stakeholder("UE", "Union européenne"),)
    with pytest.raises(SheetError, match="no column of names"):
        read_stakeholders(b"a,b\n1,2", "l.csv")


# ------------------------------------------------------------------ remarks in = remarks in the register + duplicates named

REMARKS = [(text, word) for text in shown()[7:12] for word in ("Préciser le délai.", "Trop long pour un seul alinéa.")]
NAMES = {"word": "a.docx", "excel": "a.xlsx", "csv": "a.csv", "mail": "a.eml", "attached": "b.eml", "text": "a.txt", "kept": "c.eml"}


@cache
def sent(kind: str, remarks: tuple[tuple[str, str], ...]) -> bytes:
    """The same remarks by any channel."""
    rows = [["Passage", "Observation"], *remarks]
    points = "\n".join(f"{number}. « {about} » : {said}" for number, (about, said) in enumerate(remarks, 1))
    match kind:
        case "word":
            changed = {text: p(*[on(text, n) for n, (about, _) in enumerate(remarks) if about == text][:1]) for text, _ in remarks}
            first = dict(reversed(remarks))
            return Copy(
                changed, [("A", first[text] if remarks.index((text, first[text])) == n else said) for n, (text, said) in enumerate(remarks)]
            ).bytes()
        case "excel":
            return book(rows)
        case "csv":
            return "\n".join(f'"{a}";"{b}"' for a, b in rows).encode()
        case "text":
            return points.encode()
        case "attached":
            return letter("Bonjour,\n\nCi-joint nos observations.", id=f"<{hash(remarks)}-b@x>", attachments={"m.xlsx": book(rows)})
        case "kept":
            body = f"Bonjour,\n\n{points}\n\nCordialement,\nA"
            return letter(body, id=f"<{hash(remarks)}-c@x>", attachments={"m.csv": sent("csv", remarks)})
        case _:
            return letter(f"Bonjour,\n\n{points}\n", id=f"<{hash(remarks)}@x>")


FILES = st.tuples(
    st.sampled_from(sorted(NAMES)),
    st.lists(st.sampled_from(REMARKS), min_size=1, max_size=5).map(tuple),
    st.sampled_from(["DGME", "OIM"]),
)


@given(st.lists(FILES, max_size=7))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_in_whatever_order_nothing_is_lost_or_doubled(
    register: Register, files: list[tuple[str, tuple[tuple[str, str], ...], str]]
) -> None:
    with register.rehearsal():
        came = named = 0
        words: set[tuple[str, str]] = set()
        for kind, remarks, sender in files:
            content, name = sent(kind, remarks), NAMES[kind]
            outcome = take(register, content, name, sender)
            assert outcome.refusal is None, outcome.refusal
            read = read_file(content, name, LAYOUT, register.stakeholders(), register.stakeholder(sender)).value
            for entered, submission in zip(outcome.entered, read, strict=True):
                if entered.known_file:
                    continue
                came += len(submission.comments)
                named += len(entered.duplicates)
                words |= {(sender, c.text) for c in submission.comments}
                assert len(entered.numbers) + len(entered.duplicates) == len(submission.comments)
        held = list(register.comments(Wanted(standing=None)))
        assert [c.number for c in held] == list(range(1, len(held) + 1))
        assert {(c.stakeholder, c.text) for c in held} == words, "every remark that came is in the register, and nothing else"
        assert len(held) + named == came
        assert not register.findings()
