"""Who signs what this run writes.

Reads git's configuration itself: loading libgit2 for a name costs 0.1 s.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from pathlib import Path


def signature(environ: Mapping[str, str]) -> tuple[str, str]:
    """Name and e-mail address:
    PONAM_AUTHOR and PONAM_EMAIL, git's variables, git's configuration, the login name.
    """
    name = environ.get("PONAM_AUTHOR") or environ.get("GIT_AUTHOR_NAME", "")
    email = environ.get("PONAM_EMAIL") or environ.get("GIT_AUTHOR_EMAIL", "")
    if not (name and email):
        known_name, known_email = configured(environ)
        if not email and name in ("", known_name):
            email = known_email
        name = name or known_name
    login = _login()
    return name or login, email or f"{login}@localhost"


def configured(environ: Mapping[str, str]) -> tuple[str, str]:
    """user.name and user.email of git's configuration for this user (git-config, FILES)."""
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
    known = {"name": "", "email": ""}
    for file in (
        Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config",
        home / ".gitconfig",
    ):
        known |= _user_section(file)
    return known["name"], known["email"]


def _user_section(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, str] = {}
    section = ""
    for line in map(str.strip, lines):
        if line.startswith("["):
            section = line.strip("[] ").lower()
        elif section == "user" and "=" in line and line[0] not in "#;":
            key, _, value = line.partition("=")
            if key.strip().lower() in ("name", "email"):
                found[key.strip().lower()] = _value(value.strip())
    return found


def _value(raw: str) -> str:
    if raw.startswith('"') and raw.count('"') > 1:
        return raw[1:].partition('"')[0]
    return raw.partition(" #")[0].partition(" ;")[0].strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "ponam"
