"""The language is chosen before any message is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponam_review.cli.identity import signature
from ponam_review.cli.language import language_of


@pytest.mark.parametrize(
    ("words", "environ", "language"),
    [
        ([], {}, "fr"),
        ([], {"PONAM_LANG": "en"}, "en"),
        ([], {"PONAM_LANG": "en_GB.UTF-8"}, "en"),
        ([], {"PONAM_LANG": "wo"}, "fr"),
        (["--lang", "en", "diff"], {}, "en"),
        (["diff", "--lang=fr"], {"PONAM_LANG": "en"}, "fr"),
        (["diff", "--lang"], {}, "fr"),
        (["diff", "--", "--lang", "en"], {}, "fr"),
    ],
)
def test_option_then_environment_then_french(words: list[str], environ: dict[str, str], language: str) -> None:
    assert language_of(words, environ) == language


def test_who_signs(tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text('[core]\n\tname = x\n[user]\n\tname = "Awa; T." # ici\n\temail = a@b ; là\n')
    home = {"HOME": str(tmp_path)}

    assert signature(home) == ("Awa; T.", "a@b")
    assert signature({**home, "GIT_AUTHOR_NAME": "Bou"})[0] == "Bou"
    assert signature({**home, "GIT_AUTHOR_NAME": "Bou"})[1] != "a@b"
    assert signature({**home, "PONAM_AUTHOR": "Cé", "PONAM_EMAIL": "c@d"}) == ("Cé", "c@d")
    assert all(signature({"HOME": str(tmp_path / "none")}))
