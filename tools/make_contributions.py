"""Write `policy/exemples/contributions/`: fictitious answers to the consultation on the draft `projet-0` of the sample policy.

    python tools/make_contributions.py

What stakeholders say stands in `tools/contributions/*.toml`, one file an answer. Word copies are our own draft, rendered, then annotated
and saved by LibreOffice (`in_writer.py`); matrices are written as offices write theirs (`matrices.py`). Needs what
`tools/install-engines` installs, and libfaketime (`apt-get install libfaketime`): LibreOffice dates tracked changes by the clock.

The same content gives the same remarks, authors and dates; LibreOffice's own ids inside the Word files may differ from run to run.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "contributions"))
from matrices import LAYOUTS, Edition, remarks
from pictures import lighten_copy

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "tools" / "contributions"
EDITION = ROOT / "policy" / "historique" / "projet-0"
TARGET = ROOT / "policy" / "exemples" / "contributions"
UNO_PYTHON = "/usr/bin/python3"
Content = Mapping[str, Any]


def contents() -> Iterator[Content]:
    """The answers, by file name."""
    for path in sorted(CONTENT.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if "file" in content:
            yield content


# ------------------------------------------------------------------ Word copies


def spaced(text: str) -> str:
    """No-break spaces where Writer's autocorrection puts them in French."""
    for sign in ":;!?»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")


def folded(text: str) -> list[str]:
    """Paragraphs of a remark: lines are joined, an empty line separates."""
    return [spaced(" ".join(part.split())) for part in text.strip().split("\n\n")]


def steps(content: Content) -> list[dict[str, Any]]:
    """What was done, in the order in which it was done."""
    found = []
    known = {step["id"]: step for step in content["step"] if "id" in step}
    for step in sorted(content["step"], key=lambda step: step["at"]):
        author = content["authors"][step["by"]]
        done = {**step, "at": step["at"].isoformat(), "author": author["name"], "initials": author["initials"]}
        if "note" in step:
            done["note"] = folded(step["note"])
        if "answers" in step:
            answered = known[step["answers"]]
            done["note"].insert(0, reply_line(content["authors"][answered["by"]]["name"], answered["at"]))
        for key in ("with", "text"):
            if key in step:
                done[key] = spaced(step[key])
        found.append(done)
    return found


def reply_line(author: str, moment: datetime) -> str:
    """What Writer 7.4 puts above an answer: its Word files keep no other sign of what is answered."""
    return f'Réponse à {author} ({moment:%d/%m/%Y}, {moment:%H:%M}): "..."'


def write_copies(answers: Sequence[Content]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        draft = scratch / "projet-0.docx"
        subprocess.run([Path(sys.executable).with_name("ponam"), "render", EDITION, "-o", draft], check=True)
        lighten_copy(draft)
        jobs = [
            {
                "draft": str(draft),
                "target": str(scratch / content["file"]),
                "recording": content.get("recording", False),
                "steps": steps(content),
            }
            for content in answers
        ]
        (scratch / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
        subprocess.run([UNO_PYTHON, CONTENT / "in_writer.py", scratch / "jobs.json"], check=True)
        for content in answers:
            shutil.copyfile(scratch / content["file"], TARGET / content["file"])


# ------------------------------------------------------------------ who is consulted, and the page that explains


def write_stakeholders() -> None:
    """UTF-8, semicolons: as `ponam stakeholder import` and Excel read it."""
    rows = tomllib.loads((CONTENT / "parties-prenantes.toml").read_text(encoding="utf-8"))["stakeholder"]
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\n")
    writer.writerow(["Sigle", "Nom", "Catégorie", "Région", "Pays", "Point de contact"])
    for row in rows:
        writer.writerow([row[key] for key in ("code", "name", "category", "region", "country", "contact")])
    (TARGET / "parties-prenantes.csv").write_text(page.getvalue(), encoding="utf-8")


INTRODUCTION = """# Contributions fictives

**EXEMPLE FICTIF – sans valeur officielle.** Les institutions sont désignées par leur genre ou par leur nom d’usage, les personnes par leur
fonction ; aucune n’a écrit ni inspiré ce qui suit. Ces fichiers montrent comment arrivent les observations : des copies Word annotées
et enregistrées par LibreOffice, des matrices Excel de trois modèles, un tableau CSV.

Toutes portent sur la version `projet-0` (`policy/historique/projet-0`), mise en consultation du 2 au 31 mars 2026.

| Fichier | De qui | Commentaires ou lignes | Corrections suivies | Particularité |
|---|---|---:|---:|---|
"""
CLOSING = """
`parties-prenantes.csv` donne la liste des structures consultées ; plusieurs n’ont pas répondu.

Les fichiers sont produits par `tools/make_contributions.py` ; leur contenu se trouve dans `tools/contributions/`. Ne pas les modifier à la
main.
"""


def write_page(answers: Sequence[Content]) -> None:
    lines = []
    for content in answers:
        done = [step for step in content.get("step", ()) if step["do"] != "comment"]
        tracked = sum(not step.get("untracked", False) for step in done)
        said = len(content["step"]) - len(done) if "step" in content else sum(1 for _ in remarks(content))
        lines.append(f"| `{content['file']}` | {content['stakeholder']} | {said} | {tracked or '–'} | {content['peculiarity']} |\n")
    (TARGET / "LISEZMOI.md").write_text(INTRODUCTION + "".join(lines) + CLOSING, encoding="utf-8")


def main() -> None:
    answers = tuple(contents())
    TARGET.mkdir(parents=True, exist_ok=True)
    write_stakeholders()
    edition = Edition.read(EDITION)
    for content in answers:
        if "layout" in content:
            (TARGET / content["file"]).write_bytes(LAYOUTS[content["layout"]](content, edition))
    write_copies([content for content in answers if "step" in content])
    write_page(answers)


if __name__ == "__main__":
    main()
