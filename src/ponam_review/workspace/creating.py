"""A new workspace: settings, a working example, and its history."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ..text.errors import FileError, StateError
from .finding import SETTINGS_FILE
from .history import History, create_history, find_history, refuse_unfinished
from .saving import Signer, save

IGNORED = ".gitignore"


@dataclass(frozen=True, slots=True)
class Created:
    """What was written, and the first commit. `shared`: a larger repository keeps the history."""

    root: Path
    files: tuple[str, ...]
    commit: str
    shared: bool


def create_workspace(root: Path, language: str, signer: Signer, *, own_history: bool = False) -> Created:
    """Make `root` a workspace. Refused when it is one; files that stand there are never overwritten.

    Inside a larger repository the history goes there, unless that repository ignores the folder or
    `own_history` asks for a separate one.
    """
    if (root / SETTINGS_FILE).exists():
        raise StateError("{folder}: this folder is a workspace already; nothing was changed", folder=str(root))
    if root.exists() and not root.is_dir():
        raise FileError("{folder}: this is a file, not a folder", folder=str(root))
    history = None if own_history or not root.is_dir() else find_history(root)
    if history is None and not own_history:
        history = _history_above(root)
    if history is not None:
        refuse_unfinished(history)
    root.mkdir(parents=True, exist_ok=True)
    written = tuple(name for name, content in _EXAMPLE[language] if _write_new(root / name, content.format(title=_title(root))))
    history = (None if own_history else find_history(root)) or create_history(root)
    commit = save(history, _FIRST[language], signer)
    return Created(root, written, commit or "", bool(history.prefix))


def _history_above(root: Path) -> History | None:
    above = next((folder for folder in root.resolve().parents if folder.is_dir()), None)
    return find_history(above) if above is not None else None


def _write_new(file: Path, content: str) -> bool:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
    except FileExistsError:
        return False
    return True


def _title(root: Path) -> str:
    """The folder's name as a title that stands safely between quotes in TOML."""
    name = unicodedata.normalize("NFC", root.resolve().name).encode("utf-8", "replace").decode()
    plain = " ".join(re.sub(r"[^\w.’'-]+|_", " ", name).split())
    return plain[:1].upper() + plain[1:] or "Document"


_FIRST = {"fr": "Créer l’espace de travail", "en": "Create the workspace"}
_IGNORED = ".ponam/\n/envoi/\n/publication/\n/reponses/\n/resultats/\n~$*\n.~lock.*\n.DS_Store\nThumbs.db\n"
"""What is made and what is received stays out of the history: remarks are not for everybody who reads the text."""

_TOML_FR = """\
# L’espace de travail. Les chemins partent de ce dossier.
title = "{title}"
language = "fr"

[cover]
institution = ["MINISTÈRE", "SECRÉTARIAT GÉNÉRAL"]
state = ["RÉPUBLIQUE", "Devise"]
mark = ""

[[documents]]
id = "texte"
folder = "texte"
"""
_TOML_EN = """\
# The workspace. Paths start from this folder.
title = "{title}"
language = "en"

[cover]
institution = ["MINISTRY", "GENERAL SECRETARIAT"]
state = ["REPUBLIC", "Motto"]
mark = ""

[[documents]]
id = "text"
folder = "text"
"""
_PREAMBLE_FR = """\
---
id: preambule
title: "Préambule"
kind: liminaire
---

Cette section est un exemple : remplacez-la. Une section est un fichier. Son `id` ne change jamais.

Les renvois restent justes : voir la [](#orientations) et le [](#tab-calendrier).
"""
_BODY_FR = """\
---
id: orientations
title: "Orientations"
---

## Ce que le texte peut contenir

Des **mots en gras**, des *mots en italique*, des notes[^1] et des listes :

1. une première mesure ;
2. une deuxième mesure, qui se précise :
   - par un point ;
   - par un autre.

Table: Calendrier indicatif {{#tab-calendrier}}

| Étape | Échéance |
| --- | --- |
| Projet | 30 juin |
| Consultation | 30 septembre |

[^1]: Une note de bas de page.
"""
_PREAMBLE_EN = """\
---
id: preamble
title: "Preamble"
kind: liminaire
---

This section is an example: replace it. A section is a file. Its `id` never changes.

Cross-references stay right: see [](#guidelines) and [](#tab-calendar).
"""
_BODY_EN = """\
---
id: guidelines
title: "Guidelines"
---

## What the text may hold

Words in **bold** and *italics*, notes[^1] and lists:

1. a first measure;
2. a second measure, made precise:
   - by one point;
   - by another.

Table: Indicative calendar {{#tab-calendar}}

| Step | Due |
| --- | --- |
| Draft | 30 June |
| Consultation | 30 September |

[^1]: A footnote.
"""
_EXAMPLE = {
    "fr": (
        (SETTINGS_FILE, _TOML_FR),
        (IGNORED, _IGNORED),
        ("texte/01-preambule.md", _PREAMBLE_FR),
        ("texte/02-orientations.md", _BODY_FR),
    ),
    "en": (
        (SETTINGS_FILE, _TOML_EN),
        (IGNORED, _IGNORED),
        ("text/01-preamble.md", _PREAMBLE_EN),
        ("text/02-guidelines.md", _BODY_EN),
    ),
}


def example_files(root: Path, language: str) -> dict[str, bytes]:
    """What `create_workspace` writes into `root`: by it one sees whether somebody has touched the example yet."""
    return {name: content.format(title=_title(root)).encode() for name, content in _EXAMPLE[language]}
