"""`ponam comment carry|queue|confirm|move`, `ponam apply` and `ponam proof`, as people type them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ponam_review import schemas
from ponam_review.register.store import Register
from ponam_review.register.values import Comment

from .conftest import Ran, Run

SECTION = '---\nid: guidelines\ntitle: "Guidelines"\n---\n\nThis is a first measure.\n\nEach measure names who is responsible for it.\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("life") / "workspace"


@pytest.fixture
def here(ponam: Run, tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an edition, an open consultation, a proposal (1) and a remark (2)."""
    if not made.exists():
        (tmp_path / "text").mkdir()
        (tmp_path / "ponam.toml").write_text('title = "Policy"\nlanguage = "en"\n[[documents]]\nid = "text"\nfolder = "text"\n')
        (tmp_path / "text/guidelines.md").write_text(SECTION)
        for words in (
            ("edition", "create", "draft-1"),
            ("consult", "open", "draft-1", "--until", "31/12/2026"),
            ("stakeholder", "add", "OIM", "Organisation", "--category", "State"),
            (*("comment", "add", "--from", "OIM", "--quote", "Each measure names who is responsible for it."),
             *("--proposal", "Each measure names who is responsible for it, and by when.")),
            ("comment", "add", "--from", "OIM", "--text", "Which one?", "--quote", "This is a first measure."),
        ):  # fmt: skip
            assert ponam(*words).code == 0
        shutil.copytree(tmp_path, made)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772438400")
    return tmp_path


def shape(ran: Ran, name: str) -> Any:
    """The answer, which must have the shape of its schema."""
    found = json.loads(ran.out)
    jsonschema.validate(found, json.loads((Path(next(iter(schemas.__path__))) / f"{name}-1.json").read_text("utf-8")))
    return found


def write(here: Path, old: str, new: str) -> None:
    file = here / "text/guidelines.md"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_a_proposal_from_answer_to_proof(ponam: Run, here: Path) -> None:
    refused = ponam("apply", "1")
    assert (refused.code, "OBS-0001: only what was accepted is applied" in refused.err) == (4, True)
    ponam("respond", "1", "--disposition", "accepted", "--reason", "Clearer.")
    rehearsed = ponam("apply", "1", "--dry-run")
    assert rehearsed.code == 0 and "OBS-0001: would go into text/guidelines.md (guidelines ¶2)" in rehearsed.out
    assert "1. “.” → “, and by when.”" in rehearsed.out or "and by when" in rehearsed.out
    written = ponam("apply", "OBS-0001")
    assert (written.code, "OBS-0001: written into text/guidelines.md (guidelines ¶2), commit " in written.out) == (0, True)
    again = shape(ponam("apply", "1", "--format", "json"), "ponam-apply")
    assert again["results"][0]["outcome"] == "already"
    assert "and by when." in (here / "text/guidelines.md").read_text()

    ponam("edition", "create", "draft-2")
    shown = ponam("comment", "show", "1")
    assert "In draft-2" in shown.out and "Already met: the text says it now." in shown.out and "Applied" in shown.out
    listed = ponam("proof", "draft-1", "draft-2")
    assert listed.code == 1 and "OBS-0002  OIM  Which one?" in listed.out and "Remarks without an answer" in listed.out
    ponam("respond", "2", "--disposition", "noted", "--reason", "Seen.")
    proof = shape(ponam("proof", "draft-1", "draft-2", "--format", "json"), "ponam-proof")
    assert proof["whole"] and [change["motives"][0]["numbers"] for change in proof["changes"]] in ([["OBS-0001"]], [])
    for ending in ("html", "docx", "pdf"):
        assert ponam("proof", "draft-1", "draft-2", "-o", f"p.{ending}").code == 0
        assert (here / f"p.{ending}").stat().st_size > 2_000
    assert ponam("proof", "draft-1", "draft-2", "-o", "p.xlsx").code == 2


def test_the_queue_shows_both_passages_and_a_person_settles_it(ponam: Run, here: Path) -> None:
    write(here, "This is a first measure.\n\n", "")
    created = ponam("edition", "create", "draft-2")
    assert created.code == 0 and "Places to be confirmed: 1 (“ponam comment queue” shows them)." in created.err
    queue = ponam("comment", "queue")
    assert (queue.code, "OBS-0002  OIM  gone" in queue.out, "This is a first measure." in queue.out) == (1, True, True)
    assert shape(ponam("comment", "queue", "--format", "json"), "ponam-places")["places"][0]["state"] == "orphan"

    moved = ponam("comment", "move", "2", "guidelines ¶1", "--quote", "who is responsible")
    assert moved.err == "OBS-0002: stands at guidelines ¶1 in draft-2 now.\n"
    assert ponam("comment", "queue").code == 0
    place = json.loads(ponam("comment", "show", "2", "--format", "json").out)["comments"][0]["carried"][0]
    assert (place["state"], place["confirmed_by"], place["exact"]) == ("confirmed", "Awa", "who is responsible")
    assert ponam("comment", "carry").code == 0
    assert ponam("consult", "status", "--verify").code == 0


def test_gone_is_confirmed(ponam: Run, here: Path) -> None:
    write(here, "This is a first measure.\n\n", "")
    ponam("edition", "create", "draft-2")
    assert "OBS-0002: its passage is gone from draft-2: confirmed." in ponam("comment", "confirm", "2").err
    assert ponam("comment", "queue").code == 0


def test_collisions_show_both_texts(ponam: Run, here: Path) -> None:
    ponam("respond", "1", "--disposition", "accepted", "--reason", "Clearer.")
    write(here, "for it.", "for it, and with which money.")
    ponam("save", "-m", "Money")
    before = (here / "text/guidelines.md").read_text()

    collided = ponam("apply", "1")

    assert collided.code == 4
    assert "It reads now:" in collided.err and "with which money" in collided.err and "by when" in collided.err
    assert (here / "text/guidelines.md").read_text() == before
    assert ponam("apply", "--all-accepted").code == 1, "among others a collision is something to attend to"


def test_a_late_remark_says_how_it_stands(ponam: Run, here: Path) -> None:
    write(here, "for it.", "for it, and by when.")
    ponam("edition", "create", "draft-2")
    assert json.loads(ponam("comment", "show", "1", "--format", "json").out)["comments"][0]["now"] == "met"
    assert json.loads(ponam("comment", "show", "2", "--format", "json").out)["comments"][0]["now"] == "stands"


def test_many_late_remarks_are_looked_up_together_and_named_in_short(ponam: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, "a first measure", "a second measure")
    ponam("edition", "create", "draft-2")
    rows = "".join(f"This is a first measure.;Remark {number}\n" for number in range(20))
    (here / "OIM.csv").write_text("Passage cité;Comment\n" + rows, "utf-8")

    def alone(_register: Register, number: int) -> Comment:
        pytest.fail(f"{number} was asked for by itself")

    monkeypatch.setattr(Register, "comment", alone)
    told = ponam("intake", "OIM.csv", "--from", "OIM").err

    assert "Came late; their passage was reworded since: OBS-0003, OBS-0004" in told
    assert "OBS-0010, … +12\n" in told


def test_saving_says_why(ponam: Run, here: Path) -> None:
    write(here, "first", "second")
    ponam("save", "-m", "Order", "--for", "2", "--workshop", "Kayes", "--note", "Clearer")
    entry = json.loads(ponam("log", "--format", "json").out)["entries"][0]
    assert entry["trailers"] == [["Observation", "OBS-0002"], ["Atelier", "Kayes"], ["Note", "Clearer"]]
    assert ponam("save", "-m", "Why", "--about", "HEAD", "--note", "Asked by the cabinet").code == 0
    assert ponam("save", "-m", "Why", "--about", "nothing").code == 3


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["apply"], 2, "--all-accepted"),
        (["apply", "1", "--all-accepted"], 2, "--all-accepted"),
        (["apply", "1", "2", "--text", "x"], 2, "one comment"),
        (["apply", "1", "--part", "x"], 2, "not the number of a change"),
        (["apply", "99"], 3, "OBS-0099: not in the register"),
        (["comment", "move", "1"], 2, "say where it stands"),
        (["comment", "move", "1", "nowhere at all"], 4, "does not stand in draft-1"),
        (["comment", "confirm", "99"], 3, "OBS-0099"),
        (["comment", "carry", "nothing"], 3, "there is no edition “nothing”"),
        (["proof"], 2, ""),
        (["proof", "nothing"], 3, "no saved state"),
    ],
)
def test_what_is_refused_is_one_sentence_and_changes_nothing(ponam: Run, here: Path, words: list[str], code: int, sentence: str) -> None:
    refused = ponam(*words)

    assert (refused.code, refused.out) == (code, "")
    assert sentence in refused.err and refused.err.count("\n") <= 2
    assert json.loads(ponam("log", "--format", "json").out)["entries"][0]["subject"] == "draft-1"


def test_lists_and_the_matrix_show_places_by_now_beside_those_received(ponam: Run, here: Path) -> None:
    write(here, "This is a first measure.\n\n", "")
    write(here, "responsible for it.\n", "responsible for it.\n\nA second one.\n")
    ponam("edition", "create", "draft-2")
    listed = ponam("comment", "list", "--sort", "place")
    assert "guidelines ¶1 " in listed.out and "guidelines ¶1 (orphan)" in listed.out
    first, second = shape(ponam("comment", "list", "--format", "json"), "ponam-comments")["comments"]
    assert (first["made_on"], first["place"]["selector"]["block"]) == ("draft-1", 2)
    stands = {name: first["stands"][name] for name in ("edition", "section", "block", "state")}
    assert stands == {"edition": "draft-2", "section": "guidelines", "block": 1, "state": "sure"}
    assert (second["stands"]["section"], second["stands"]["state"]) == (None, "orphan")
    table = ponam("matrix", "-o", "-", "--format", "csv").out
    assert "received on draft-1: guidelines ¶2" in table and "orphan: passage gone from draft-2, to be placed" in table
