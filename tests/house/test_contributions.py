"""The sample answers in `policy/exemples/contributions/` hold what `tools/contributions/` says, and our own readers find all of it."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ponam_review.intake.layout import Layout, lay_out, paragraphs
from ponam_review.intake.sheet import read_matrix
from ponam_review.intake.stakeholder_list import read_stakeholders
from ponam_review.text.flow import Flow, prepare
from ponam_review.word.reading.values import WordFile
from ponam_review.word.reading.words import read_word
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "policy" / "exemples" / "contributions"
DRAFT = ROOT / "policy" / "historique" / "projet-0"
HYPERLINK = "/relationships/hyperlink"
Content = dict[str, Any]


def _contents() -> dict[str, Content]:
    read = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tools" / "contributions").glob("*.toml")))
    return {content["file"]: content for content in read if "file" in content}


CONTENTS = _contents()
COPIES = [name for name in CONTENTS if name.endswith(".docx")]
MATRICES = [name for name in CONTENTS if not name.endswith(".docx")]


@cache
def flow() -> Flow:
    return prepare(read_source(locate(str(DRAFT), workspace=lambda: DRAFT)).value)


@cache
def layout() -> Layout:
    return lay_out(flow())


@cache
def copy(name: str) -> WordFile:
    result = read_word((FOLDER / name).read_bytes(), name=name)
    assert not result.notices
    return result.value


def words(text: str) -> str:
    """Text without what spaces, and the joiner that LibreOffice puts into the first cell of a tracked row, may change."""
    return " ".join(text.replace("\u200d", "").split())


def steps(name: str, *deeds: str) -> Iterator[Content]:
    return (step for step in CONTENTS[name]["step"] if step["do"] in deeds and not step.get("untracked"))


def author(name: str, step: Content) -> str:
    return str(CONTENTS[name]["authors"][step["by"]]["name"])


# ------------------------------------------------------------------ the folder


def test_it_holds_an_answer_of_every_kind() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*CONTENTS, "parties-prenantes.csv", "LISEZMOI.md"}
    assert len(COPIES) >= 5 and len(MATRICES) >= 4
    assert {Path(name).suffix for name in MATRICES} == {".xlsx", ".csv"}


def test_its_page_names_every_file_and_says_that_all_is_fictitious() -> None:
    page = (FOLDER / "LISEZMOI.md").read_text(encoding="utf-8")
    assert "EXEMPLE FICTIF" in page
    assert all(f"`{name}`" in page for name in CONTENTS)


def test_every_answer_comes_from_a_stakeholder_of_the_list() -> None:
    listed = read_stakeholders((FOLDER / "parties-prenantes.csv").read_bytes(), "parties-prenantes.csv").value
    codes = {stakeholder.code for stakeholder in listed}
    answered = {content["stakeholder"] for content in CONTENTS.values()}
    assert answered < codes
    assert all(stakeholder.name and stakeholder.category and stakeholder.contact for stakeholder in listed)


@pytest.mark.parametrize("name", CONTENTS)
def test_no_file_is_big_or_holds_macros_objects_or_outside_links(name: str) -> None:
    assert (FOLDER / name).stat().st_size <= 150_000
    if name.endswith(".csv"):
        assert not re.search(r"(?:^|;)\"?[=+@-]", (FOLDER / name).read_text(encoding="cp1252"), re.MULTILINE)
        return
    with zipfile.ZipFile(FOLDER / name) as package:
        parts = [info.filename.lower() for info in package.infolist()]
        assert not [part for part in parts if re.search(r"vba|macro|activex|embeddings|oleobject|externallink|\.bin$", part)]
        assert b"macroEnabled" not in package.read("[Content_Types].xml")
        for part in parts:
            if part.endswith(".rels"):
                outside = re.findall(rb"<Relationship [^>]*TargetMode=\"External\"[^>]*>", package.read(part))
                assert all(HYPERLINK.encode() in link and b"undocs.org" in link for link in outside)  # a footnote of the policy


# ------------------------------------------------------------------ Word copies


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_what_libreoffice_saved(name: str) -> None:
    with zipfile.ZipFile(FOLDER / name) as package:
        assert b"<Application>LibreOffice/" in package.read("docProps/app.xml")


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_with_its_changes_rejected_is_the_draft(name: str) -> None:
    rejected = {words(text) for text in copy(name).rejected}
    missing = [text for item in flow().items if item.section for text, _ in paragraphs(item.block) if words(text) not in rejected]
    untracked = [step for step in CONTENTS[name]["step"] if step.get("untracked")]
    assert len(missing) == len(untracked)


@pytest.mark.parametrize("name", COPIES)
def test_every_comment_is_read_with_author_date_and_state(name: str) -> None:
    wanted = {
        (author(name, step), step["at"].isoformat(), step.get("resolved", False), words(step["note"])[-60:])
        for step in steps(name, "comment")
    }
    found = {(c.author, c.date.removesuffix("Z"), c.resolved, words(c.text)[-60:]) for c in copy(name).comments}
    assert found == wanted


@pytest.mark.parametrize("name", COPIES)
def test_every_tracked_change_is_read_with_author_and_date(name: str) -> None:
    tracked = [step for step in CONTENTS[name]["step"] if step["do"] != "comment" and not step.get("untracked")]
    wanted = {(author(name, step), step["at"].isoformat()) for step in tracked}
    found = {(change.author, change.date.removesuffix("Z")) for change in copy(name).changes if change.text}
    assert found == wanted


@pytest.mark.parametrize("name", COPIES)
def test_what_was_typed_and_struck_out_is_read_word_for_word(name: str) -> None:
    inserted = {words(change.text) for change in copy(name).changes if change.kind == "insert"}
    deleted = {words(change.text) for change in copy(name).changes if change.kind == "delete"}
    assert {words(step["with"]) for step in steps(name, "replace")} <= inserted
    assert {words(step["text"]) for step in steps(name, "insert", "new-paragraph")} <= inserted
    assert {words(step["on"]) for step in steps(name, "replace")} <= deleted


def test_a_row_a_paragraph_and_a_format_are_among_the_changes() -> None:
    kinds = {change.kind for name in COPIES for change in copy(name).changes}
    assert {"insert", "delete", "paragraph-insert", "paragraph-delete", "row-insert", "format"} <= kinds


def test_stakeholders_contradict_each_other_on_the_same_passages() -> None:
    asked: dict[str, set[str]] = {}
    for name in COPIES:
        for step in steps(name, "replace"):
            asked.setdefault(step["on"], set()).add(step["with"])
    assert [passage for passage, wordings in asked.items() if len(wordings) > 1]


# ------------------------------------------------------------------ matrices


@pytest.mark.parametrize("name", MATRICES)
def test_every_row_of_a_matrix_is_read(name: str) -> None:
    content = CONTENTS[name]
    remarks = [remark for group in content.get("group", [content]) for remark in group["remark"]]
    rows = read_matrix((FOLDER / name).read_bytes(), name, layout()).value.rows
    assert [words(row.comment.text)[-40:] for row in rows] == [words(remark["text"])[-40:] for remark in remarks]
    assert [words(row.comment.proposal) for row in rows] == [words(remark["proposal"]) for remark in remarks]
