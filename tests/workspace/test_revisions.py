"""Everything that a REV may be (CONTRACT.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import PonamError, RevisionError, WordFileError
from ponam_review.text.model import Document, Revision
from ponam_review.text.notices import Result
from ponam_review.text.plain import block_text
from ponam_review.workspace import Workspace, find_workspace, locate, resolve
from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.history import find_or_create_history

from .places import TOML, Clock, larger_repository, make_workspace, saved, section, write


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Edition `projet-0` says “ancien”, the commit after it “récent”, the working copy “nouveau”."""
    clock = Clock()
    found = make_workspace(tmp_path)
    write(tmp_path, {"texte/politique/02-axes.md": section("axes", "Axes", "ancien")})
    create_edition(find_or_create_history(tmp_path), "projet-0", "provisoire", clock.signer())
    write(tmp_path, {"texte/politique/02-axes.md": section("axes", "Axes", "récent")})
    saved(tmp_path, clock)
    write(tmp_path, {"texte/politique/02-axes.md": section("axes", "Axes", "nouveau")})
    return found


def read(rev: str, workspace: Workspace | None, here: Path | None = None) -> Revision:
    return resolve(rev, workspace=workspace, here=here or (workspace.root if workspace else None)).value


def axes(revision: Revision) -> str:
    (found,) = [s for d in revision.documents for s in d.sections if "axes" in s.file]
    return block_text(found.blocks[-1])


@pytest.mark.parametrize(
    ("rev", "text"),
    [
        ("", "nouveau"),
        (".", "nouveau"),
        ("projet-0", "ancien"),
        ("HEAD", "récent"),
        ("HEAD~1", "ancien"),
        ("main", "récent"),
    ],
)
def test_revisions_of_the_workspace(workspace: Workspace, rev: str, text: str) -> None:
    revision = read(rev, workspace)

    assert axes(revision) == text
    assert not revision.loose
    assert revision.documents[0].sections[1].file == "texte/politique/02-axes.md"


def test_what_was_saved_reads_as_it_was_written(workspace: Workspace) -> None:
    saved(workspace.root, Clock())

    assert read("HEAD", workspace).documents[0].sections == read(".", workspace).documents[0].sections


def test_an_edition_prints_its_name_status_and_date(workspace: Workspace) -> None:
    cover = read("projet-0", workspace).documents[0].cover

    assert cover is not None
    assert (cover.edition, cover.status, cover.date) == ("Projet 0", "Version provisoire", "1er mars 2026")
    assert cover.mark == "EXEMPLE"
    working = read("", workspace)
    assert working.name == "copie de travail"
    assert working.documents[0].cover is not None and working.documents[0].cover.edition == "Copie de travail"


def test_an_edition_comes_before_a_folder_of_its_name(workspace: Workspace) -> None:
    write(workspace.root, {"projet-0/02-axes.md": section("axes", "Axes", "dossier")})

    assert axes(read("projet-0", workspace)) == "ancien"
    assert axes(read("./projet-0", workspace)) == "dossier"


def test_a_folder_comes_before_a_branch_of_its_name(workspace: Workspace) -> None:
    write(workspace.root, {"main/02-axes.md": section("axes", "Axes", "dossier")})

    assert axes(read("main", workspace)) == "dossier"


def test_settings_and_files_are_those_of_the_commit(workspace: Workspace) -> None:
    write(workspace.root, {"ponam.toml": TOML.replace("nationale", "révisée").replace("texte/", "nouveau/")})
    changed = find_workspace(workspace.root, workspace.root)

    assert read("projet-0", changed).documents[0].title == "Politique nationale"


def test_an_error_in_a_commit_names_the_commit(workspace: Workspace) -> None:
    write(workspace.root, {"texte/politique/02-axes.md": "sans en-tête"})
    saved(workspace.root, Clock())

    with pytest.raises(PonamError, match="HEAD:texte/politique/02-axes.md"):
        read("HEAD", workspace)


def test_a_subfolder_of_a_larger_repository(tmp_path: Path) -> None:
    clock = Clock()
    _outer, inner = larger_repository(tmp_path, clock)
    write(inner.root, {"texte/politique/02-axes.md": section("axes", "Axes", "neuf")})
    saved(inner.root, clock)

    assert axes(read("HEAD", inner)) == "neuf"
    assert axes(read("HEAD~1", inner)) == "Un alinéa."


# ------------------------------------------------------------------ folders


def test_another_workspace_by_its_folder(workspace: Workspace, tmp_path: Path) -> None:
    make_workspace(tmp_path / "autre")
    revision = read("autre", workspace)

    assert axes(revision) == "Un alinéa."
    assert revision.documents[0].cover is not None
    assert revision.documents[0].sections[0].file == "texte/politique/01-vision.md"


def test_a_folder_of_earlier_documents_is_read_with_the_workspaces_settings(workspace: Workspace) -> None:
    old = {
        "politique/02-axes.md": section("axes", "Axes", "2014"),
        "images/a.txt": "",
        "autre/x.md": section("x"),
    }
    write(workspace.root / "historique/2014", old)

    revision = read("historique/2014", workspace)

    assert [(d.id, d.title) for d in revision.documents] == [("politique", "Politique nationale")]
    assert revision.documents[0].cover is not None and revision.documents[0].cover.edition == "Version 2014"
    assert revision.documents[0].sections[0].file == "politique/02-axes.md"
    assert not revision.loose


def test_one_document_of_the_workspace_by_its_folder(workspace: Workspace) -> None:
    revision = read("texte/politique", workspace)

    assert axes(revision) == "nouveau"
    assert [d.id for d in revision.documents] == ["politique"]


def test_a_folder_of_sections_outside_any_workspace_is_bare(tmp_path: Path) -> None:
    write(tmp_path / "libre", {"02-axes.md": section("axes", "Axes", "seul"), "01.md": "# Sans en-tête\n"})

    revision = read("libre", None, tmp_path)

    assert revision.loose
    assert [s.id for s in revision.documents[0].sections] == ["01", "axes"]
    assert axes(read(".", None, tmp_path / "libre")) == "seul"


def test_a_folder_of_folders_outside_any_workspace(tmp_path: Path) -> None:
    write(tmp_path / "libre", {"b/1.md": "B", "a/1.md": "A", "vide/x.txt": ""})

    assert [d.id for d in read("libre", None, tmp_path).documents] == ["a", "b"]


# ------------------------------------------------------------------ files


def test_a_markdown_file_is_bare_even_in_a_workspace(workspace: Workspace) -> None:
    revision = read("texte/politique/02-axes.md", workspace)

    assert revision.loose
    assert axes(revision) == "nouveau"


@pytest.mark.parametrize(("rev", "reading"), [("retour.docx", "accepted"), ("retour.docx#original", "rejected")])
def test_a_word_file_goes_to_the_reader_of_word(tmp_path: Path, rev: str, reading: str) -> None:
    (tmp_path / "retour.docx").write_bytes(b"PK")
    asked: list[tuple[bytes, str, str]] = []

    def reader(content: bytes, *, name: str, reading: str) -> Result[Revision]:
        asked.append((content, name, reading))
        return Result(Revision(name, (Document("", "", ()),), loose=True))

    revision = resolve(rev, workspace=None, here=tmp_path, read_docx=reader).value

    assert asked == [(b"PK", "retour.docx", reading)]
    assert revision.name == rev


@pytest.mark.parametrize("content", [b"", b"not a package", b"PK\x03\x04 cut short"])
def test_a_word_file_that_is_not_one_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "retour.docx").write_bytes(content)

    with pytest.raises(WordFileError, match=r"retour\.docx") as caught:
        resolve("retour.docx", workspace=None, here=tmp_path)
    assert caught.value.exit_code == 3


def test_a_loose_file_needs_no_workspace_not_even_a_sound_one(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "A"})

    def broken() -> Workspace | None:
        raise AssertionError

    assert locate("a.md", workspace=broken, here=tmp_path).kind == "markdown"


# ------------------------------------------------------------------ what names nothing


@pytest.mark.parametrize(
    ("rev", "sentence"),
    [
        ("projet-1", "“projet-1” names no edition, revision, file or folder; near it: projet-0"),
        ("HEAD~9", "“HEAD~9” names no edition"),
        ("x" * 5000, "names no edition"),
        ("a\0b", "names no edition"),
        ("absent.md", "absent.md: there is no such file"),
        ("absent.docx#original", "absent.docx: there is no such file"),
        ("ponam.toml", "ponam.toml: a text is read from .md and .docx files"),
        ("vide", "vide: this folder holds no section"),
    ],
)
def test_unknown_revisions_are_named(workspace: Workspace, rev: str, sentence: str) -> None:
    (workspace.root / "vide").mkdir()

    with pytest.raises(RevisionError) as caught:
        locate(rev, workspace=workspace, here=workspace.root)

    assert sentence in str(caught.value)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(("rev", "sentence"), [("", "here is no workspace"), ("projet-0", "here is no workspace")])
def test_without_a_workspace_it_says_so(tmp_path: Path, rev: str, sentence: str) -> None:
    with pytest.raises(RevisionError, match=sentence):
        locate(rev, workspace=None, here=tmp_path)


def test_the_sample_and_its_earlier_editions_are_read() -> None:
    root = Path(__file__).parents[2]
    workspace = find_workspace(root, root)

    for rev in (".", "policy/historique/projet-0", "policy/historique/2014"):
        revision = read(rev, workspace, root)
        assert [d.id for d in revision.documents] == ["politique", "plan-action"]
        assert all(document.sections for document in revision.documents)
