"""Documents on disk become the model; what stands in the way is one sentence that names the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import ActionsFileError, MarkdownError, PonamError, WorkspaceError
from ponam_review.text.model import Cover, Document
from ponam_review.workspace import Workspace
from ponam_review.workspace.loading import load_documents, load_loose_folder, section_files

from .places import make_workspace, section, write


def load(workspace: Workspace) -> tuple[Document, ...]:
    settings = workspace.settings
    return load_documents(workspace.folder, "", settings.documents, settings, settings.cover).value


def test_sections_stand_in_name_order_with_their_files(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, {"texte/politique/00-avant.md": section("avant", "Avant")})

    (document,) = load(workspace)

    assert (document.id, document.title, document.language) == ("politique", "Politique nationale", "fr")
    assert [(s.id, s.file) for s in document.sections] == [
        ("avant", "texte/politique/00-avant.md"),
        ("vision", "texte/politique/01-vision.md"),
        ("axes", "texte/politique/02-axes.md"),
    ]
    assert document.cover == Cover(mark="EXEMPLE")


def test_the_action_plan_follows_its_introduction(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, plan=True)

    plan = load(workspace)[1]

    assert [s.id for s in plan.sections] == ["plan-intro", "plan-actions"]
    assert plan.sections[1].file == "texte/plan-action/actions.csv"


def test_files_that_are_about_the_text_are_no_sections(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(
        tmp_path,
        {"p/README.md": "", "p/.a.md": "", "p/_b.md": "", "p/~$c.md": "", "p/d.txt": "", "p/e.md": ""},
    )

    assert section_files(workspace.folder, "p") == ("e.md",)


def test_line_ends_and_byte_order_marks_of_other_systems_do_not_count(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    before = load(workspace)
    file = tmp_path / "texte/politique/01-vision.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert load(workspace) == before


# ------------------------------------------------------------------ refused


def refusal(workspace: Workspace, kind: type[PonamError]) -> str:
    with pytest.raises(kind) as caught:
        load(workspace)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_id_used_twice_names_both_files(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, plan=True)
    write(tmp_path, {"texte/plan-action/introduction.md": section("axes")})

    sentence = refusal(workspace, MarkdownError)

    assert sentence.startswith("texte/plan-action/introduction.md: the id “axes” is already that of ")
    assert "texte/politique/02-axes.md" in sentence


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (tmp_path / "texte").rename(tmp_path / "autre")

    assert refusal(workspace, WorkspaceError).startswith("texte/politique: the document “politique” has no section")


def test_a_missing_action_plan_is_named(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, plan=True)
    (tmp_path / "texte/plan-action/actions.csv").unlink()

    assert refusal(workspace, WorkspaceError).startswith("texte/plan-action/actions.csv: the file of the action plan is missing")


def test_a_broken_action_plan_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, plan=True)
    write(tmp_path, {"texte/plan-action/actions.csv": "id;axe;activite\nA;axe-1;x\nA;axe-1;y\n"})

    assert refusal(workspace, ActionsFileError).startswith("texte/plan-action/actions.csv:3: ")


@pytest.mark.parametrize(
    "front_matter",
    [
        "---\ntitle: sans id\n---\n",
        "---\nid: [\n---\n",
        "---\nid: a\ntitle: b\n",
        "",
        "---\n- a\n---\n",
        "---\nid: a\n---\n",
    ],
)
def test_broken_front_matter_is_named_with_its_line(tmp_path: Path, front_matter: str) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, {"texte/politique/02-axes.md": front_matter + "\nTexte.\n"})

    assert refusal(workspace, MarkdownError).startswith("texte/politique/02-axes.md:")


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (tmp_path / "texte/politique/02-axes.md").write_bytes(section("axes", "Axes", "a\n\ncaf\xe9").encode("latin-1"))

    assert refusal(workspace, MarkdownError).startswith("texte/politique/02-axes.md:8: this is not UTF-8 text")


# ------------------------------------------------------------------ folders that nothing describes


def test_loose_folders_take_ids_from_front_matter_or_file_names(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, {"libre/a.md": "# Un\n\nTexte.\n", "libre/b.md": section("b-id", "B")})

    (document,) = load_loose_folder(workspace.folder, "libre", ("",)).value

    assert [(s.id, s.title, s.file) for s in document.sections] == [("a", "", "a.md"), ("b-id", "B", "b.md")]
