"""Pictures come from where the revision stands and from nowhere else."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest

from ponam_review.workspace import image_reader, locate
from ponam_review.workspace.images import IMAGE_LIMIT

from .places import Clock, make_workspace, saved, write

FILE = "texte/politique/01-vision.md"


def test_beside_the_section_in_the_working_copy_and_in_a_commit(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, {"texte/images/carte des routes.png": "ancienne"})
    commit = saved(tmp_path, Clock())
    write(tmp_path, {"texte/images/carte des routes.png": "nouvelle"})

    for rev, picture in (("", b"nouvelle"), (commit, b"ancienne")):
        read = image_reader(locate(rev, workspace=workspace, here=tmp_path))
        assert read(FILE, "../images/carte%20des%20routes.png") == picture
        assert read(FILE, "../images/carte des routes.png") == picture
        assert read(FILE, "../images/absente.png") is None


def test_an_earlier_state_kept_as_a_folder_shows_its_own_pictures(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path / "avant", {"politique/1.md": "---\nid: a\ntitle: A\n---\n", "images/x.png": "avant"})
    write(tmp_path, {"images/x.png": "maintenant"})

    read = image_reader(locate("avant", workspace=workspace, here=tmp_path))

    assert read("politique/1.md", "../images/x.png") == b"avant"
    assert read("politique/1.md", "../../images/x.png") == b"maintenant"


def test_of_a_loose_file(tmp_path: Path) -> None:
    write(tmp_path, {"a/texte.md": "T", "a/img/x.png": "image", "secret.png": "S"})

    read = image_reader(locate("a/texte.md", workspace=None, here=tmp_path))

    assert read("a/texte.md", "img/x.png") == b"image"
    assert read("a/texte.md", "../secret.png") is None


@pytest.mark.parametrize(
    "picture",
    [
        "/etc/passwd",
        "../../../../../../etc/passwd",
        "http://example.org/x.png",
        "file:///etc/passwd",
        "//h/x",
        "",
        ".",
        "a\0b",
    ],
)
def test_nothing_outside_is_read(tmp_path: Path, picture: str) -> None:
    workspace = make_workspace(tmp_path)

    assert image_reader(locate("", workspace=workspace))(FILE, picture) is None


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "in")
    write(tmp_path, {"secret.png": "S"})
    (tmp_path / "in/texte/politique/x.png").symlink_to(tmp_path / "secret.png")

    assert image_reader(locate("", workspace=workspace))(FILE, "x.png") is None


def test_a_picture_that_is_too_big_is_left_out(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    with (tmp_path / "texte/politique/x.png").open("wb") as stream:
        stream.truncate(IMAGE_LIMIT + 1)

    assert image_reader(locate("", workspace=workspace))(FILE, "x.png") is None


def test_a_picture_written_into_the_text(tmp_path: Path) -> None:
    read = image_reader(locate("", workspace=make_workspace(tmp_path)))

    assert read(FILE, "data:image/png;base64," + base64.b64encode(b"image").decode()) == b"image"
    assert read(FILE, "data:image/png;base64,***") is None
    assert read(FILE, "data:text/plain,abc") is None


def test_a_part_of_a_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("word/media/image1.png", b"image")
    write(tmp_path, {"b.docx": "not a package"})

    read = image_reader(locate("a.docx", workspace=None, here=tmp_path))

    assert read("", "media/image1.png") == b"image"
    assert read("", "/word/media/image1.png") == b"image"
    assert read("", "../word/media/image1.png") == b"image"
    assert read("", "../a.docx") is None
    assert image_reader(locate("b.docx", workspace=None, here=tmp_path))("", "media/image1.png") is None
