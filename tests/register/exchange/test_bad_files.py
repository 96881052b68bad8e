"""Whatever a file holds: one sentence, nothing changed."""

from __future__ import annotations

import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from ponam_review.register.exchange.reading import reading
from ponam_review.register.store import open_register
from ponam_review.text.errors import RegisterError

from .busy import exported, fill, restored


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, enrolled: Path) -> dict[str, bytes]:
    place = tmp_path_factory.mktemp("made") / "register.sqlite3"
    shutil.copyfile(enrolled, place)
    with open_register(place) as register:
        fill(register)
        slim = {"slim": exported(register, "jsonld", files=False)}
        return {form: exported(register, form) for form in ("jsonl", "jsonld", "zip")} | slim


def refused(content: bytes, place: Path, words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        restored(content, place, place.with_name("register.file"))
    with open_register(place) as register:
        assert not register.stakeholders()
        assert not register.seal().rank


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b"PK\x03\x04", b"N;Structure\n1;DGME\n", b'{"a":' * 9000])
def test_what_is_no_register(content: bytes, empty: Path) -> None:
    refused(content, empty, "not a register exported by ponam|damaged")


def test_a_newer_form_and_one_without_files(made: dict[str, bytes], empty: Path) -> None:
    refused(made["jsonl"].replace(b"ponam-register/1", b"ponam-register/2", 1), empty, "newer version")
    refused(made["slim"], empty, "without-files")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"kind":"proposal"', b'"kind":"proposals"', "“kind”"),
        (b'"number":1,', b'"number":"1",', "“number”"),
        (b'"number":1,', b'"number":1,"surprise":0,', "“surprise”"),
        (b'"number":1,', b'"number":99999999999999999999,', "“number”"),
        (b'"number":1,', b'"number":9' + b"9" * 5000 + b",", "damaged"),
        (b'"score":0.97', b'"score":NaN', "damaged"),
        (b'"score":0.97', b'"score":1e999', "“score”"),
        (b'"resolved":false', b'"resolved":0', "“resolved”"),
        (b'"author":"Awa"', b'"author":"\\ud800"', "“author”"),
        (b'"author":"Awa"', b'"author":"\\u0000"', "“author”"),
        (b'"rank":2', b'"rank":-2', "“rank”"),
        (b'"submission_id":1', b'"submission_id":77', "refused|damaged"),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "jsonld"])
def test_fields_that_are_not_what_they_must_be(made: dict[str, bytes], form: str, old: bytes, new: bytes, words: str, empty: Path) -> None:
    assert old in made[form]
    refused(made[form].replace(old, new, 1), empty, words)


@pytest.mark.parametrize("form", ["jsonl", "jsonld"])
def test_a_text_changed_in_the_file_is_found_out(made: dict[str, bytes], form: str, empty: Path) -> None:
    changed = made[form].replace("Après".encode(), b"Avant")
    refused(changed, empty, "damaged")


def test_a_file_changed_together_with_its_sums_disagrees_with_its_audit_log(made: dict[str, bytes], empty: Path) -> None:
    from ponam_review.register.exchange.rows import Sum

    lines = [json.loads(line) for line in made["jsonl"].splitlines()]
    total = Sum()
    for line in lines:
        if line.get("table") == "dispositions":
            line["row"]["reason"] = "Autre chose."
        if line.get("table", "contents") != "contents":
            total.add(line["table"], line["row"])
    lines[-1] = {"end": total.shape()}
    content = "\n".join(json.dumps(line) for line in lines).replace('"form": "lines"', '"form":"lines"').encode()
    refused(content, empty, "OBS-0001/1.*--as-it-is")
    file = empty.with_name("register.file")
    with reading(file) as source, open_register(empty) as register:
        assert register.restore(source, findings_too=True).new
        assert {finding.subject for finding in register.findings()} == {"OBS-0001/1", "OBS-0001/2", "OBS-0004/1"}


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "zip"])
def test_cut_anywhere_it_changes_nothing(made: dict[str, bytes], form: str, empty: Path) -> None:
    content = made[form]
    pick = random.Random(7)  # noqa: S311 - any places will do
    for at in (1, len(content) - 2, *(pick.randrange(len(content)) for _ in range(6))):
        refused(content[:at], empty, "damaged|not a register")


def test_originals_that_are_lost_or_changed(made: dict[str, bytes], empty: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made["zip"])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    victim = next(name for name, content in members.items() if content == b"deux")
    refused(zipped({name: content for name, content in members.items() if name != victim}), empty, "damaged")
    refused(zipped(members | {victim: b"DEUX"}), empty, "does not agree with its own audit log")
    refused(zipped(members | {victim: b"trois"}), empty, "damaged")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
