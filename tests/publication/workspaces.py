"""The sample as a workspace with two editions, made the same every time."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.finding import Workspace, find_workspace
from ponam_review.workspace.history import find_or_create_history
from ponam_review.workspace.saving import Signer

ROOT = Path(__file__).parents[2]
SMALL = """\
title = "Politique de l’eau"
language = "fr"
glossary = "glossaire.csv"
{charter}
[cover]
mark = "ESSAI"

[[documents]]
id = "politique"
title = "Politique de l’eau"
folder = "politique"

[[documents]]
id = "plan-action"
title = "Plan d’action"
folder = "plan"
kind = "plan"
"""
PICTURE = ROOT / "policy" / "images" / "fig-budget.png"
VISION = """---
id: vision
title: "Vision"
---

Bamanankan : ɲɛtaasira ka bɛn san 2063 ma, ŋɔmi ni jɔ. La DGME et le MEF suivent l’eau[^1].

[^1]: Rapport de la DGME.

Voir [](#tab-points).

![Le budget par axe](budget.png "Budget")

| Région | Points d’eau |
|---|---:|
| Kayes | 12 |
| Gao | 7 |

Table: Points d’eau {#tab-points}
"""
ACTIONS = (
    "id;axe;objectif;activite;cout_2026;cout_2027\n"
    "A1.1;axe-1;OS 1;=cmd|'/c calc'!A1;10,5;PM\nA1.2;axe-1;OS 1;Forer;1 200;3\nA2.1;axe-2;OS 2;Former;;4\n"
)
GLOSSARY = "terme;developpe;definition;type\nMEF;Ministère de l’Économie et des Finances;;sigle\nDGME;Délégation générale;;sigle\nXYZ;Jamais employé;;sigle\n"


def signer(day: int) -> Signer:
    return Signer("Awa Traoré", "awa@example.org", datetime(2026, 3, day, 9, 30, tzinfo=UTC))


def small_workspace(root: Path, charter: str = "") -> Workspace:
    """Two editions of a short policy, the second with another sentence."""
    (root / "politique").mkdir(parents=True)
    (root / "plan").mkdir()
    files = {
        "ponam.toml": SMALL.format(charter=f'charte = "{charter}"\n' if charter else ""),
        "politique/01-vision.md": VISION,
        "politique/02-annexe.md": '---\nid: annexe-a\ntitle: "Textes"\nkind: annexe\n---\n\nUne loi.\n',
        "plan/actions.csv": ACTIONS,
        "glossaire.csv": GLOSSARY,
    }
    for name, content in files.items():
        (root / name).write_bytes(content.encode())
    shutil.copy(PICTURE, root / "politique" / "budget.png")
    history = find_or_create_history(root)
    create_edition(history, "projet-0", "projet", signer(1))
    text = root / "politique" / "01-vision.md"
    text.write_bytes(text.read_bytes().replace("suivent l’eau".encode(), "suivent l’eau potable".encode()))
    create_edition(history, "version-provisoire-1", "provisoire", signer(9))
    workspace = find_workspace(root, root)
    assert workspace is not None
    return workspace


def sample_workspace(root: Path) -> Workspace:
    """The shipped sample: its first draft, then its text of today."""
    shutil.copytree(ROOT / "policy" / "historique" / "projet-0", root / "policy")
    shutil.copy(ROOT / "ponam.toml", root)
    history = find_or_create_history(root)
    create_edition(history, "projet-0", "projet", signer(1))
    for name in ("politique", "plan-action", "images"):
        shutil.rmtree(root / "policy" / name, ignore_errors=True)
        shutil.copytree(ROOT / "policy" / name, root / "policy" / name)
    shutil.copy(ROOT / "policy" / "glossaire.csv", root / "policy")
    create_edition(history, "version-provisoire-1", "provisoire", signer(9))
    workspace = find_workspace(root, root)
    assert workspace is not None
    return workspace
