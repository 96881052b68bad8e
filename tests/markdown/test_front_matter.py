from __future__ import annotations

import datetime as dt

import pytest

from ponam_review.markdown.reader import read_loose, read_section, slug
from ponam_review.markdown.writer import write_section
from ponam_review.text.errors import MarkdownError


def _section(front: str, body: str = "a\n") -> str:
    return f"---\n{front}---\n\n{body}"


def test_the_fields_of_a_section() -> None:
    front = 'id: axe-3\ntitle: "Axe 3 : protéger"\nowner: MMEIA\nstatus: projet\nkind: annexe\nalignments: [GCM-7, "1.10"]\nversion: 1.10\n'
    section = read_section(_section(front), file="x.md", identified=True).value
    assert (section.id, section.title, section.owner, section.status) == ("axe-3", "Axe 3 : protéger", "MMEIA", "projet")
    assert (section.kind, section.alignments) == ("annexe", ("GCM-7", "1.10"))
    assert section.meta == (("version", "1.10"),)


@pytest.mark.parametrize(
    ("front", "sentence"),
    [
        ("title: x\n", "x.md:1: the field “id” is missing; add it"),
        ("id: x\ntitle:\n", "x.md:3: the field “title” is missing; add it"),
        ("id: no\ntitle: x\n", 'x.md:2: the value no of “id” is no text for YAML; put it in quotes: id: "no"'),
        ("id: x\ntitle: x\nstatus: 1.10\n", 'x.md:4: the value 1.10 of “status” is no text for YAML; put it in quotes: status: "1.10"'),
        ("id: x\ntitle: x\nowner: [a]\n", "x.md:4: the field “owner” must hold one text"),
        ("id: x\ntitle: x\nalignments: a\n", "x.md:4: the field “alignments” must hold a list: [A, B]"),
        ("id: x\ntitle: x\nalignments: [a, 1.2]\n", "x.md:4: the value 1.2 of “alignments” is no text for YAML"),
        ("id: Axe 3\ntitle: x\n", "x.md:2: the id “Axe 3” may hold small letters, digits and hyphens only"),
        ("id: x\ntitle: x\nkind: corpus\n", "x.md:4: “corpus” is no kind of section; write corps, liminaire, annexe"),
        ("id: x\ntitle: a: b\n", "x.md:3: the front matter is not valid YAML"),
        ("id: x\n\ttitle: b\n", "x.md:3: the front matter is not valid YAML"),
        ("id: x\ntitle: x\nid: y\n", "x.md:4: the field “id” stands twice; keep one"),
        ("- a\n", "x.md:1: the front matter holds no fields"),
        ("", "x.md:1: the front matter holds no fields"),
    ],
)
def test_it_refuses_with_the_line(front: str, sentence: str) -> None:
    with pytest.raises(MarkdownError) as caught:
        read_section(_section(front), file="x.md", identified=True)
    assert str(caught.value).startswith(sentence)


def test_a_section_must_have_front_matter() -> None:
    with pytest.raises(MarkdownError, match=r"^x\.md:1: the front matter is missing"):
        read_section("# a\n", file="x.md", identified=True)


def test_a_loose_file_keeps_its_fields_unread() -> None:
    front = "title: x\ndate: 2026-01-05\nno: no\nn: 3\nf: 1.5\ng: 1.50\nlist: [a, 012]\nmap: {b: yes, c: true}\nempty:\n"
    section = read_section(_section(front), file="dossier/Été 2026.md", identified=False).value
    assert section.id == "ete-2026"
    assert section.title == ""
    assert section.meta == (
        ("title", "x"),
        ("date", dt.date(2026, 1, 5)),
        ("no", "no"),
        ("n", 3),
        ("f", 1.5),
        ("g", "1.50"),
        ("list", ("a", "012")),
        ("map", {"b": "yes", "c": True}),
        ("empty", None),
    )
    assert read_section(write_section(section), file="Été 2026.md", identified=False).value == section


@pytest.mark.parametrize(("front", "language"), [("lang: en\n", "en"), ("lang: fr-CA\n", "fr"), ("lang: de\n", "fr"), ("a: b\n", "fr")])
def test_the_language_of_a_loose_file(front: str, language: str) -> None:
    revision = read_loose(_section(front), "x.md").value
    assert revision.loose
    assert [document.language for document in revision.documents] == [language]


@pytest.mark.parametrize("front", ["a: &x [1, 2]\nb: *x\n" + "c: [*x, *x, *x]\n", "a: !!python/object/apply:os.system [ls]\n"])
def test_references_and_foreign_tags_are_harmless(front: str) -> None:
    assert read_section(_section(front), file="x.md", identified=False).value.meta


def test_a_yaml_bomb_is_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    with pytest.raises(MarkdownError, match="too long or too deep"):
        read_section(_section(bomb), file="x.md", identified=False)


@pytest.mark.parametrize(("file", "expected"), [("a/B c.md", "b-c"), ("Œuvre n°1.md", "oeuvre-n1"), ("….md", "texte")])
def test_a_name_makes_an_id(file: str, expected: str) -> None:
    assert slug(file) == expected
