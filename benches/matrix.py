#!/usr/bin/env python3
"""A matrix of many rows, in and out: `ponam intake` of a stakeholder's own, `ponam matrix`, and ours back with every tenth row answered.

  matrix.py [-n ROWS] [--carried] [--keep FOLDER]

Printed are wall clock, CPU and memory of each whole process. With `--carried`, the remarks are carried to a second edition before the
matrix is written. The text is the sample's.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
from bench import PONAM

from ponam_review.reports.matrix import PLACES
from ponam_review.shipped import shipped

HEADINGS = ("Partie / ¶", "Passage cité", "Observation", "Proposition de rédaction", "Nature")
FAST, LIGHT = 6.0, 300.0


def ponam(folder: Path, *words: object) -> tuple[float, float, float]:
    """Run one command: seconds, CPU seconds, megabytes."""
    started = time.perf_counter()
    process = subprocess.Popen([str(PONAM), *map(str, words)], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    told = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"ponam {' '.join(map(str, words))}: exit {process.returncode}\n{told[-2000:]}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def workspace(folder: Path) -> None:
    shutil.copytree(shipped("policy/historique/projet-0"), folder / "policy")
    shutil.copy(shipped("ponam.toml"), folder)
    (folder / ".gitignore").write_text(".ponam/\n", encoding="utf-8")
    for words in (
        ("edition", "create", "projet-0"),
        ("consult", "open", "projet-0"),
        ("stakeholder", "add", "DGME", "Délégation"),
        ("stakeholder", "add", "OIM", "Organisation"),
    ):
        ponam(folder, *words)


def quotes(folder: Path) -> list[tuple[str, str]]:
    """Address and first words of each paragraph of the text."""
    from ponam_review.text.flow import prepare
    from ponam_review.text.model import Paragraph
    from ponam_review.text.plain import block_text
    from ponam_review.workspace import resolve
    from ponam_review.workspace.finding import open_workspace

    flow = prepare(resolve("projet-0", workspace=open_workspace(folder, folder)).value)
    items = ((item, block_text(item.block)) for item in flow.items if isinstance(item.block, Paragraph) and item.number)
    return [(f"{item.section} ¶{item.number}", text[:90]) for item, text in items if len(text) > 60]


def write_matrix(file: Path, rows: int, found: list[tuple[str, str]], *, sheet: bool) -> None:
    chance = random.Random(2014)
    lines = [HEADINGS]
    for number in range(rows):
        address, quote = chance.choice(found)
        words = " ".join(chance.sample(("préciser", "délai", "budget", "responsable", "régions", "indicateur", "cible", "coût"), 6))
        remark = f"Observation {number} : {words}, comme l’atelier l’a demandé à plusieurs reprises."
        lines.append((address, quote, remark, f"{quote} – {words}." if number % 3 == 0 else "", "Fond"))
    if sheet:
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet("Observations")
        for line in lines:
            page.append(line)
        book.save(file)
    else:
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(lines)


def answered(file: Path) -> None:
    """Every tenth row of our own matrix with an answer, as somebody would type it."""
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    for row in range(5, page.max_row + 1, 10):
        for field, words in (("suite", "Retenue"), ("reason", "Le budget le permet."), ("responsible", "Rapporteur")):
            page.cell(row, 1 + PLACES[field]).value = words
    book.save(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=20_000, metavar="ROWS")
    parser.add_argument("--carried", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = wanted.keep or Path(name) / "bench"
        folder.mkdir(parents=True)
        workspace(folder)
        found = quotes(folder)
        write_matrix(folder / "dgme.xlsx", wanted.n, found, sheet=True)
        tell(f"in, a matrix of theirs (.xlsx, {wanted.n} rows)", ponam(folder, "intake", "dgme.xlsx", "--from", "DGME"))
        if wanted.carried:
            section = next((folder / "policy" / "politique").glob("*.md"))
            section.write_text(section.read_text(encoding="utf-8") + "\nUn alinéa de plus.\n", encoding="utf-8")
            ponam(folder, "save", "-m", "Un alinéa")
            tell("carrying to a second edition", ponam(folder, "edition", "create", "version-1"))
        for form in ("xlsx", "csv", "html", "docx"):
            tell(f"out, .{form}", ponam(folder, "matrix", "-o", f"matrice.{form}"))
        answered(folder / "matrice.xlsx")
        tell("in, our own, every tenth row answered", ponam(folder, "intake", "matrice.xlsx"))
        write_matrix(folder / "oim.csv", wanted.n, found, sheet=False)
        tell(f"in, a matrix of theirs (.csv, {wanted.n} rows)", ponam(folder, "intake", "oim.csv", "--from", "OIM"))


def tell(what: str, spent: tuple[float, float, float]) -> None:
    wall, cpu, memory = spent
    over = " *" if cpu > FAST or memory > LIGHT else ""
    print(f"{what:52} {wall:6.1f} s  {cpu:5.1f} CPU s  {memory:5.0f} MB{over}", flush=True)


if __name__ == "__main__":
    main()
