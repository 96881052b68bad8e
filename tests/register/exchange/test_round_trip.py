"""A register out and in again is the same register: numbers, history, audit log, files; on both databases."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponam_review.register.exchange.annotations import Remark, annotation, rows_of
from ponam_review.register.store import Register, open_register
from ponam_review.text.errors import StateError

from ..conftest import NOW
from ..sending import remark, send, yes
from .busy import exported, fill, restored

FORMS = ("jsonl", "jsonld", "zip")


def sums(register: Register) -> object:
    """What an export says of all rows: PostgreSQL keeps the members of an object in an order of its own, so bytes may differ."""
    return json.loads(exported(register, "jsonl").splitlines()[-1])


def sums_of(content: bytes, form: str) -> object:
    if form == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("register.jsonld")
    return {"end": (json.loads(content.splitlines()[-1]) if form == "jsonl" else json.loads(content))["end"]}


@pytest.mark.parametrize("form", FORMS)
def test_a_register_comes_back_the_same(either: Register, form: str, tmp_path: Path) -> None:
    content = exported(fill(either), form)
    lines, seal, file = exported(either, "jsonl"), either.seal(), either.comment(1).file_sha256
    again = restored(content, tmp_path / "new.sqlite3", tmp_path / f"register.{form}")
    assert again.new
    with open_register(tmp_path / "new.sqlite3") as register:
        assert exported(register, "jsonl") == lines
        assert exported(register, form) == content
        assert register.seal() == seal
        assert not register.findings(seal)
        assert register.original(file) == b"\x00\xff un fichier " * 90_000
        assert [c.number for c in register.comments()] == [1, 3, 4, 5, 6]
        assert register.count() == 5


@pytest.mark.parametrize("form", FORMS)
def test_an_embedded_register_moves_to_a_server_and_goes_on_there(register: Register, shared: str, form: str, tmp_path: Path) -> None:
    content = exported(fill(register), form)
    restored(content, shared, tmp_path / f"register.{form}")
    with open_register(shared) as server:
        assert sums(server) == sums_of(content, form)
        assert server.count() == 5
        entered = send(server, remark("Une de plus."))
        assert entered.numbers == (7,)
        server.decide([7], yes(), now=NOW + timedelta(days=2))
        assert not server.findings()
        assert server.count() == 6


@pytest.mark.parametrize("form", FORMS)
def test_the_same_file_twice_changes_nothing_and_another_is_refused(register: Register, form: str, tmp_path: Path) -> None:
    content = exported(fill(register), form)
    place, file = tmp_path / "new.sqlite3", tmp_path / f"register.{form}"
    restored(content, place, file)
    assert not restored(content, place, file).new
    with open_register(place) as other:
        send(other, remark("Autre chose."))
        before = exported(other, form)
    with pytest.raises(StateError, match="holds something else"):
        restored(content, place, file)
    with open_register(place) as other:
        assert exported(other, form) == before


def test_annotations_are_what_the_standard_says(register: Register) -> None:
    page = json.loads(exported(fill(register), "jsonld"))
    schema = Path(__file__).parents[3] / "src/ponam_review/schemas/ponam-register-1.json"
    jsonschema.validate(page, json.loads(schema.read_text(encoding="utf-8")))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["partOf"]["type"], page["partOf"]["total"]) == ("AnnotationPage", "AnnotationCollection", 6)
    first = page["items"][0]
    assert (first["id"], first["type"], first["motivation"]) == ("urn:ponam:OBS-0001", "Annotation", "editing")
    assert first["creator"] == {"id": "urn:ponam:stakeholder:1", "type": "Organization", "name": "DGME"}
    purposes = [(body["purpose"], body["value"]) for body in first["body"]]
    assert purposes[:4] == [
        ("commenting", "Dire pourquoi « douze »."),
        ("editing", "quinze\npostes"),
        ("classifying", "substance"),
        ("tagging", "à traduire"),
    ]
    assert [value for purpose, value in purposes if purpose == "assessing"] == ["C’est exact.", "Après\nréflexion…"]
    quote, position = first["target"]["selector"]
    assert quote == {"type": "TextQuoteSelector", "exact": "douze postes", "prefix": "renforcer ", "suffix": " consulaires"}
    assert position == {"type": "TextPositionSelector", "start": 10, "end": 22}
    assert first["target"]["state"] == {"type": "TimeState", "cached": "urn:ponam:revision:projet-1"}


def test_originals_stand_in_the_archive_byte_for_byte(register: Register) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(fill(register), "zip"))) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.startswith("originals/")]
        assert b"deux" in [archive.read(name) for name in names]


def test_pages_that_other_programs_set_otherwise_are_read_too(register: Register, tmp_path: Path) -> None:
    content = exported(fill(register), "jsonld")
    loose = json.dumps(json.loads(content), indent=3).encode()
    assert restored(loose, tmp_path / "new.sqlite3", tmp_path / "register.jsonld").new
    with open_register(tmp_path / "new.sqlite3") as again:
        assert exported(again, "jsonld") == content


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["DGME", "OIM"]), st.none() | st.binary(max_size=40)), max_size=6), form=st.sampled_from(FORMS))
def test_any_words_come_back(said: list[tuple[str, str, str, bytes | None]], form: str, enrolled: Path, vacant: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    shutil.copyfile(enrolled, folder / "old.sqlite3")
    with open_register(folder / "old.sqlite3") as register:
        for text, reason, sender, file in said:
            entered = send(register, remark(text, extras={reason: text}), by=sender, file=file)
            if reason.strip() and entered.numbers:
                register.decide(entered.numbers, yes(reason), now=NOW)
        content, lines = exported(register, form), exported(register, "jsonl")
    shutil.copyfile(vacant, folder / "new.sqlite3")
    restored(content, folder / "new.sqlite3", folder / "file")
    with open_register(folder / "new.sqlite3") as register:
        assert exported(register, "jsonl") == lines


def test_an_annotation_gives_its_rows_back() -> None:
    row = {"number": 7, "stakeholder_id": 1, "kind": "remark", "nature": "", "text": "", "proposal": "x", "section": "a b", "block": None}
    row |= {"revision": "", "exact": "", "prefix": "p", "suffix": "", "start": 3}
    tags = [{"id": 3, "comment_id": 7, "name": "t"}]
    shape = annotation(Remark(row, tags), sender="DGME", received="")
    assert list(rows_of(shape)) == [("comments", row), ("tags", tags[0])]
