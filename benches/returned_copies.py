#!/usr/bin/env python3
"""Taking in returned copies: `ponam intake FOLDER` on many annotated Word copies of one edition, register included.

  returned_copies.py [-n COPIES] [-p PAGES] [--unmarked] [--keep FOLDER]

Each copy carries thirty comments, twenty tracked changes and three changes without tracking. With `--unmarked` the copies do not say
which edition they show. Printed are wall clock, CPU and memory of the whole process, and what came in.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from bench import PONAM, blocks

COMMENTS, TRACKED, SILENT = 30, 20, 3
_TEXT = re.compile(r'(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space="preserve">([^<]{60,})</w:t></w:r>')
_DATE = "2026-03-10T09:00:00Z"


def run(folder: Path, *words: object) -> str:
    done = subprocess.run([str(PONAM), *map(str, words)], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(f"ponam {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}")
    return done.stderr


def workspace(folder: Path, pages: int, copies: int) -> Path:
    """A workspace with one edition under consultation; its Word copy."""
    chance = random.Random(2014)
    run(folder.parent, "init", folder)
    place = folder / "texte"
    for old in place.glob("*.md"):
        old.unlink()
    sections = "\n\n".join(blocks(chance, pages)).split("\n\n# ")
    for number, text in enumerate(sections):
        title, _, body = text.partition("\n\n")
        front = f"---\nid: partie-{number}\ntitle: {title.lstrip('# ')}\n---\n\n"
        (place / f"{number:02d}.md").write_text(front + body + "\n", "utf-8")
    rows = "\n".join(f"P{line:03d};Partenaire {line}" for line in range(copies))
    (folder / "parties.csv").write_text(f"code;nom\n{rows}\n", "utf-8")
    run(folder, "edition", "create", "projet-0", "--status", "projet")
    run(folder, "consult", "open", "projet-0")
    run(folder, "stakeholder", "import", "parties.csv")
    run(folder, "render", "projet-0", "-o", "copie.docx")
    return folder / "copie.docx"


def annotated(content: bytes, chance: random.Random, *, marked: bool) -> bytes:
    """The copy with comments, tracked changes and silent changes in random paragraphs."""
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: source.read(name) for name in source.namelist()}
    body = parts["word/document.xml"].decode()
    found = list(_TEXT.finditer(body))
    chosen = sorted(chance.sample(range(len(found)), COMMENTS + TRACKED + SILENT))
    acts = ["comment"] * COMMENTS + ["tracked"] * TRACKED + ["silent"] * SILENT
    chance.shuffle(acts)
    comments: list[str] = []
    out: list[str] = []
    at = 0
    for place, act in zip(chosen, acts, strict=True):
        match = found[place]
        out += (body[at : match.start()], _changed(match[1], match[2], act, comments, chance))
        at = match.end()
    parts["word/document.xml"] = "".join([*out, body[at:]]).encode()
    if not marked:
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"ponam.", b"other.")
    _with_comments(parts, comments)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _changed(head: str, text: str, act: str, comments: list[str], chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randint(2, len(words) - 4)
    before, word, after = " ".join(words[:at]) + " ", words[at], " " + " ".join(words[at + 1 :])

    def piece(words: str, tag: str = "t") -> str:
        return f'{head}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'

    if act == "comment":
        number = len(comments)
        comments.append(f"Préciser « {word} » : {chance.random():.9f}")
        mark = f'<w:commentRangeStart w:id="{number}"/>{piece(word)}<w:commentRangeEnd w:id="{number}"/>'
        return f'{piece(before)}{mark}<w:r><w:commentReference w:id="{number}"/></w:r>{piece(after)}'
    if act == "silent":
        return piece(f"{before}silencieusement {word}{after}")
    who = f'w:author="Point focal" w:date="{_DATE}"'
    gone, come = f'<w:del w:id="1" {who}>{piece(word, "delText")}</w:del>', f'<w:ins w:id="2" {who}>{piece("autrement")}</w:ins>'
    return piece(before) + gone + come + piece(after)


def _with_comments(parts: dict[str, bytes], comments: list[str]) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "".join(
        f'<w:comment w:id="{n}" w:author="Point focal" w:date="{_DATE}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for n, text in enumerate(comments)
    )
    parts["word/comments.xml"] = f"<w:comments {w}>{inner}</w:comments>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    ).encode()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f'<Relationship Id="rIdC" Type="{relation}" Target="comments.xml"/></Relationships>'
    ).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=100, metavar="COPIES")
    parser.add_argument("-p", type=int, default=100, metavar="PAGES")
    parser.add_argument("--unmarked", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = wanted.keep or Path(name) / "bench"
        if folder.exists():
            shutil.rmtree(folder)
        content = workspace(folder, wanted.p, wanted.n).read_bytes()
        answers = folder / "reponses"
        answers.mkdir()
        for number in range(wanted.n):
            copy = annotated(content, random.Random(number), marked=not wanted.unmarked)
            (answers / f"copie P{number:03d}.docx").write_bytes(copy)
        size = sum(path.stat().st_size for path in answers.iterdir()) / 1e6
        print(f"{wanted.n} copies of {wanted.p} pages, {size:.0f} MB, {COMMENTS + TRACKED + SILENT} remarks each")
        started = time.perf_counter()
        process = subprocess.Popen([str(PONAM), "intake", "reponses"], cwd=folder, stderr=subprocess.PIPE, text=True)
        told = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        print("\n".join(told.splitlines()[-4:]))
        print(f"{wall:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} CPU s, {usage.ru_maxrss / 1024:.0f} MB, exit {process.returncode}")


if __name__ == "__main__":
    main()
