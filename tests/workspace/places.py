"""Small workspaces for tests: one policy of two sections, and what happens to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ponam_review.workspace.finding import Workspace, find_workspace
from ponam_review.workspace.history import History, create_history, find_or_create_history
from ponam_review.workspace.saving import Signer, save

TOML = """\
title = "Politique"
language = "fr"

[cover]
mark = "EXEMPLE"

[[documents]]
id = "politique"
title = "Politique nationale"
folder = "texte/politique"
"""
PLAN_TOML = (
    TOML
    + """
[[documents]]
id = "plan-action"
title = "Plan d’action"
folder = "texte/plan-action"
kind = "plan"
"""
)
ACTIONS = "id;axe;activite;cout_2026;cout_2027\nA1.1;axe-1;Ouvrir un guichet;10;PM\n"


def section(id: str, title: str = "Titre", body: str = "Un alinéa.") -> str:
    return f'---\nid: {id}\ntitle: "{title}"\n---\n\n{body}\n'


def write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())


def make_workspace(root: Path, *, plan: bool = False) -> Workspace:
    """A workspace without history."""
    write(
        root,
        {
            "ponam.toml": PLAN_TOML if plan else TOML,
            "texte/politique/01-vision.md": section("vision", "Vision"),
            "texte/politique/02-axes.md": section("axes", "Axes"),
        },
    )
    if plan:
        write(
            root,
            {
                "texte/plan-action/introduction.md": section("plan-intro", "Introduction"),
                "texte/plan-action/actions.csv": ACTIONS,
            },
        )
    workspace = find_workspace(root, root)
    assert workspace is not None
    return workspace


class Clock:
    """Signs as Awa, one minute later each time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def signer(self, name: str = "Awa") -> Signer:
        self.now += timedelta(minutes=1)
        return Signer(name, "awa@example.org", self.now)


def saved(root: Path, clock: Clock, message: str = "Écrire") -> str:
    commit = save(find_or_create_history(root), message, clock.signer())
    assert commit is not None
    return commit


def larger_repository(root: Path, clock: Clock, folder: str = "droit/politique") -> tuple[History, Workspace]:
    """A repository whose other files were committed before and after the workspace in `folder`."""
    history = create_history(root)
    write(root, {"README": "avant"})
    save(history, "Avant l’espace de travail", clock.signer())
    workspace = make_workspace(root / folder)
    saved(workspace.root, clock, "Premier état")
    write(root, {"README": "après"})
    save(history, "Ailleurs", clock.signer())
    return history, workspace
