"""ponam.toml is checked word by word, each mistake in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.text.errors import WorkspaceError
from ponam_review.workspace.settings import Consultation, DocumentSettings, read_settings

from .places import TOML

DOCUMENT = '[[documents]]\nid = "a"\nfolder = "x"\n'


def test_reads_everything_it_knows() -> None:
    text = """
    title = "T"
    language = "en"
    database = "postgresql://host/base"
    glossary = "g.csv"
    [cover]
    institution = ["Ministry", "Secretariat"]
    date = 2026-03-01
    [consultation]
    days = 45
    contact = "a@example.org"
    [[documents]]
    id = "plan"
    folder = "./texts//plan/"
    kind = "plan"
    period = "2026-2030"
    """
    settings = read_settings(text.encode())

    assert (settings.title, settings.language, settings.database) == ("T", "en", "postgresql://host/base")
    assert settings.cover.institution == ("Ministry", "Secretariat")
    assert settings.cover.date == "2026-03-01"
    assert settings.consultation == Consultation(45, "a@example.org")
    assert settings.documents == (DocumentSettings("plan", "T", "texts/plan", "plan", "", "2026-2030"),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (DOCUMENT, "ponam.toml: “title” is missing; add it"),
        ("title = 3\n" + DOCUMENT, "ponam.toml: “title” must be a text in quotes"),
        ('title = "T"\n', "names no document"),
        ('title = "T"\ntitel = "T"\n' + DOCUMENT, "“titel” is not a known setting; known here: title"),
        ('title = "T"\nlanguage = "de"\n' + DOCUMENT, "“language” must be one of: fr, en"),
        ('title = "T"\n[[documents]]\nid = "a"\n', "“documents[1].folder” is missing"),
        ('title = "T"\n[[documents]]\nid = "a"\nfolder = "../x"\n', "must name a place inside the workspace"),
        ('title = "T"\n[[documents]]\nid = "a"\nfolder = "/etc"\n', "must name a place inside the workspace"),
        ('title = "T"\n[[documents]]\nid = "É"\nfolder = "x"\n', "“É” is no document id"),
        ('title = "T"\n' + DOCUMENT + DOCUMENT, "two documents have the id “a”"),
        ('title = "T"\n[documents]\nid = "a"\n', "must be written as [[documents]] tables"),
        (
            'title = "T"\n' + DOCUMENT + "[consultation]\ndays = true\n",
            "“consultation.days” must be a number",
        ),
        ('title = "T"\n' + DOCUMENT + '[cover]\nstate = "Mali"\n', "“cover.state” must be a list of texts"),
        ('title = "T"\nlanguage fr\n', "ponam.toml:2: this is not valid TOML"),
        ('title = "T"\nx = ' + "[" * 5000, "ponam.toml"),
    ],
)
def test_refuses_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_settings(text.encode())

    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3


def test_refuses_what_is_not_utf8() -> None:
    with pytest.raises(WorkspaceError, match="not UTF-8 text"):
        read_settings(TOML.replace("Politique", "Politique révisée").encode("cp1252"))


def test_the_sample_describes_its_documents() -> None:
    root = Path(__file__).parents[2]
    settings = read_settings((root / "ponam.toml").read_bytes())

    assert [(d.id, d.kind) for d in settings.documents] == [("politique", "policy"), ("plan-action", "plan")]
    assert all((root / d.folder).is_dir() for d in settings.documents)
    assert settings.cover.mark == "EXEMPLE FICTIF – sans valeur officielle"
