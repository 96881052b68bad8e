#!/usr/bin/env python3
"""CPU time and memory of whole commands, beside pandoc where it is installed: `make bench`.

  bench.py [-n RUNS]

The text is generated (about 400 pages), so that figures of two machines or two revisions can be compared. Printed is the best of RUNS.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reading import word_file

PONAM = Path(sys.executable).with_name("ponam")
PAGES = 400
WORDS = (
    "la le les une des dans pour avec sur par et ou qui dont migration diaspora retour accueil protection commune région ministère "
    "partenaire indicateur financement formation emploi jeunesse femmes familles transferts épargne frontière séjour droit suivi "
    "évaluation calendrier responsabilité coordination service public information conseil accompagnement réinsertion données"
).split()


def sentences(chance: random.Random, count: int) -> str:
    """Made-up French that reads like nothing and weighs like a policy."""
    made = (" ".join(chance.choices(WORDS, k=chance.randint(9, 28))) for _ in range(count))
    return " ".join(f"{words[0].upper()}{words[1:]}." for words in made)


def blocks(chance: random.Random, pages: int) -> Iterator[str]:
    for page in range(1, pages + 1):
        yield f"## Partie {page}" if page % 4 else f"# Chapitre {page // 4}"
        for _ in range(chance.randint(4, 6)):
            yield sentences(chance, chance.randint(3, 6))
        yield "\n".join(f"- {sentences(chance, 1)}" for _ in range(4))
        if page % 10 == 0:
            rows = "\n".join(f"| {row} | {sentences(chance, 1)} | {chance.randint(10, 999)} |" for row in range(12))
            yield f"| N° | Mesure | Coût |\n|---|---|--:|\n{rows}"


def edited(chance: random.Random, text: list[str]) -> list[str]:
    """One block in ten reworded, one in fifty dropped, one in fifty added, a few moved."""
    new: list[str] = []
    for block in text:
        draw = chance.random()
        if draw < 0.1 and not block.startswith(("#", "|")):
            new.append(" ".join(chance.choice(WORDS) if chance.random() < 0.05 else word for word in block.split(" ")))
        elif draw >= 0.12:
            new.append(block)
        if draw > 0.98:
            new.append(sentences(chance, 3))
    for _ in range(5):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new


def measure(words: list[str | Path], runs: int) -> tuple[float, float]:
    """CPU seconds and peak megabytes of the best of several runs, start-up included."""
    best = (float("inf"), 0.0)
    for _ in range(runs):
        process = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, words))}: exit {process.returncode}")
        best = min(best, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=3, metavar="RUNS")
    runs = parser.parse_args().n
    chance = random.Random(2014)
    text = list(blocks(chance, PAGES))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = folder / "old.md", folder / "new.md"
        old.write_text("\n\n".join(text) + "\n", "utf-8")
        new.write_text("\n\n".join(edited(chance, text)) + "\n", "utf-8")
        print(f"text of {PAGES} pages, {old.stat().st_size / 1e6:.1f} MB; best of {runs}")
        rows: list[tuple[str, list[str | Path]]] = [("ponam --version", [PONAM, "--version"])]
        for form in ("docx", "html"):
            rows.append((f"ponam render, {form}", [PONAM, "-q", "render", old, "-o", folder / f"ours.{form}"]))
            if shutil.which("pandoc"):
                rows.append((f"pandoc, {form}", ["pandoc", "--standalone", old, "-o", folder / f"pandoc.{form}"]))
        for form in ("docx", "html"):
            rows.append((f"ponam redline, {form}", [PONAM, "-q", "redline", old, new, "-o", folder / f"redline.{form}"]))
        for label, words in rows:
            seconds, memory = measure(words, runs)
            print(f"{label:22} {seconds:7.2f} CPU s {memory:6.0f} MB")
        reading(chance, folder, runs)


def reading(chance: random.Random, folder: Path, runs: int) -> None:
    """Word files of several sizes, read by us and by pandoc (which keeps no replies, and is told to keep the changes)."""
    sizes = {
        "2 pages": (2, 3, 4),
        "128 pages, 1,000 comments, 2,000 changes": (128, 1000, 2000),
        "600 pages": (600, 0, 0),
        **{f"600 pages, {count:,} comments": (600, count, 0) for count in (25_000, 50_000, 100_000)},
    }
    for label, (pages, comments, changes) in sizes.items():
        path = folder / "read.docx"
        path.write_bytes(word_file(lambda: sentences(chance, 1), pages=pages, comments=comments, changes=changes))
        seconds, memory = measure([PONAM, "read", path, "--format", "json"], runs)
        beside = ""
        if shutil.which("pandoc") and comments <= 1000:
            theirs, their_memory = measure(["pandoc", "--from=docx", "--to=json", "--track-changes=all", path], runs)
            beside = f"  pandoc {theirs:5.2f} s {their_memory:4.0f} MB: {seconds / theirs:.2f} of its time"
        print(f"read {label:42} {seconds:6.3f} CPU s {memory:5.0f} MB{beside}")


if __name__ == "__main__":
    main()
