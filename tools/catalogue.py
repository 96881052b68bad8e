#!/usr/bin/env python3
"""The French catalogue: src/ponam_review/locale/fr/LC_MESSAGES.

  catalogue.py                what is missing, unused or stale; exit 1 when something is
  catalogue.py update         write ponam.po anew (new sentences without translation, unused ones gone) and compile ponam.mo
  catalogue.py merge FILE…    take translations over from other .po files, then update

ponam.po holds our sentences, click.po those of the command-line library that users see; both are compiled into ponam.mo.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sentences import SOURCE, Sentence, collect

FOLDER = SOURCE / "locale" / "fr" / "LC_MESSAGES"
OURS, CLICKS, COMPILED = FOLDER / "ponam.po", FOLDER / "click.po", FOLDER / "ponam.mo"
HEADER = """Project-Id-Version: ponam-review
Language: fr
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n > 1);
"""
_FIRST = "# French translations of ponam-review. Written by tools/catalogue.py; edit the msgstr lines only.\n"
_FIELD = re.compile(r"\{(\w*)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its translation; two of each where it counts something."""

    ids: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def done(self) -> bool:
        return all(self.texts)


def read_po(path: Path) -> dict[str, Entry]:
    """The entries of a .po file by their sentence, the header left out."""
    entries: dict[str, Entry] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        ids: list[str] = []
        texts: list[str] = []
        into = ids
        for line in block.splitlines():
            keyword, _, rest = line.strip().partition(" ")
            if keyword in ("msgid", "msgid_plural"):
                into = ids
            elif keyword.startswith("msgstr"):
                into = texts
            elif line.strip().startswith('"'):
                into[-1] += ast.literal_eval(line.strip())
                continue
            else:
                continue
            into.append(ast.literal_eval(rest))
        if ids and ids[0]:
            entries[ids[0]] = Entry(tuple(ids), tuple(texts))
    return entries


def read_catalogue() -> dict[str, Entry]:
    return read_po(CLICKS) | read_po(OURS)


def spaced(text: str) -> str:
    """French puts a space that never breaks a line before two-part signs and inside its quotation marks."""
    return re.sub(r"(?<=«) | (?=[:;?!»])", "\u00a0", text)


def write_po(sentences: Iterable[Sentence], known: Mapping[str, Entry]) -> str:
    """ponam.po: the sentences in the order of the files they stand in."""
    blocks = [_FIRST + _field("msgid", "") + "\n" + _field("msgstr", HEADER)]
    for sentence in sorted(sentences, key=lambda s: (s.place.partition(":")[0], s.text)):
        entry = known.get(sentence.text)
        fields = (_field("msgid", sentence.text), _field("msgstr", spaced(entry.texts[0]) if entry else ""))
        blocks.append("\n".join((f"#: {sentence.place.partition(':')[0]}", *fields)))
    return "\n\n".join(blocks) + "\n"


def _field(keyword: str, text: str) -> str:
    """A keyword and its text; a text of several lines has one literal a line."""
    rows = [
        '"' + row.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
        for row in text.splitlines(keepends=True)
    ]
    return f"{keyword} " + "\n".join(rows if len(rows) == 1 else ['""', *rows])


def compile_mo(entries: Iterable[Entry]) -> bytes:
    """The .mo file (GNU gettext manual, "The Format of GNU MO Files"): two sorted tables of lengths and places, then the texts."""
    rows = {"": HEADER} | {"\0".join(entry.ids): spaced("\0".join(entry.texts)) for entry in entries if entry.done}
    pairs = sorted((source.encode(), text.encode()) for source, text in rows.items())
    start, place = 28, 28 + 16 * len(pairs)
    tables: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), place))
            place += len(pair[column]) + 1
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(pairs), start, start + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + b"".join(pair[column] + b"\0" for column in (0, 1) for pair in pairs)


def findings() -> list[str]:
    """What is wrong with the catalogue, one sentence each."""
    sentences, unclear = collect()
    entries, ours = read_catalogue(), read_po(OURS)
    found = [f"{place}: the source does not tell which sentence this is" for place in unclear]
    found += [f"{s.place}: no French for “{s.text}”" for s in sentences if not entries.get(s.text, Entry((), ("",))).done]
    texts = {sentence.text for sentence in sentences}
    found += [f"{OURS.name}: “{text}” stands nowhere in the source" for text in ours if text not in texts]
    for entry in entries.values():
        for source, text in zip(entry.ids, entry.texts, strict=True):
            if text and set(_FIELD.findall(source)) != set(_FIELD.findall(text)):
                found.append(f"the {{fields}} of “{text}” are not those of “{source}”")
    if not COMPILED.exists() or COMPILED.read_bytes() != compile_mo(entries.values()):
        found.append(f"{COMPILED.name} is stale")
    return found


def update(fragments: Iterable[Path] = ()) -> None:
    known = read_po(OURS)
    for fragment in fragments:
        known |= {text: entry for text, entry in read_po(fragment).items() if entry.done}
    OURS.write_text(write_po(collect()[0], known), encoding="utf-8", newline="\n")
    COMPILED.write_bytes(compile_mo(read_catalogue().values()))


def main(words: list[str]) -> int:
    match words:
        case []:
            pass
        case ["update"]:
            update()
        case ["merge", *files] if files:
            update(map(Path, files))
        case _:
            print(__doc__)
            return 2
    found = findings()
    print("\n".join(found) or "The catalogue is whole.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
