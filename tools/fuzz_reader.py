#!/usr/bin/env python3
"""Looks for Word files that the readers stumble over: anything but a value or a refusal, too slow, too much memory.

  fuzz_reader.py run SEEDS… [--minutes N] [--seed N] [--out DIR]    mutates the .docx files under SEEDS, keeps what fails
  fuzz_reader.py replay FILES…                                      says what each file does
  fuzz_reader.py reduce FILE -o SMALLER                             the smallest file that still fails in the same way

Files are mutated in three ways: bytes of the archive, the archive's members, elements and attributes of their XML.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from lxml import etree

from ponam_review.text.errors import PonamError
from ponam_review.word.reading.document import read_document
from ponam_review.word.reading.words import read_word

SLOW = 10.0
MEMORY = 600 << 20
BATCH = 200
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VALUES = [
    "",
    "-1",
    "0",
    "1",
    "9",
    "9" * 20,
    "1e9",
    "NaN",
    "x",
    "true",
    "none",
    "\u202e",
    "é" * 300,
    "\u0669",
    "²",
    "../x",
    "%00",
    "#",
    "rId1",
]
NAMES = (
    "p r t delText tbl tr tc tblGrid gridSpan vMerge tcPr trPr tblPr pPr rPr ins del moveFrom moveTo sdt sdtContent sdtPr "
    "hyperlink fldSimple fldChar instrText txbxContent numPr ilvl numId pStyle rStyle outlineLvl commentRangeStart "
    "commentRangeEnd commentReference footnoteReference comment cellIns cellDel cellMerge rPrChange pPrChange tblPrChange "
    "trPrChange tcPrChange sectPrChange tblGridChange numberingChange sectPr altChunk bookmarkStart bookmarkEnd ruby rubyBase "
    "sym br tab object pict drawing style basedOn link name lvl lvlText numFmt start abstractNum num lvlOverride "
    "startOverride numStyleLink styleLink body footnote endnote "
).split()


# ------------------------------------------------------------------ mutations


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < 4 << 20}


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


class Mutator:
    """Draws mutations; the same seed draws the same."""

    def __init__(self, chance: random.Random, corpus: list[dict[str, bytes]]) -> None:
        self.chance = chance
        self.corpus = corpus

    def draw(self) -> bytes:
        chance = self.chance
        members = dict(chance.choice(self.corpus))
        for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
            self._members(members) if chance.random() < 0.12 else self._part(members)
        content = zipped(members)
        return self._bytes(content, 3) if chance.random() < 0.05 else content

    def _members(self, members: dict[str, bytes]) -> None:
        chance = self.chance
        names = list(members)
        name = chance.choice(names)
        match chance.randrange(5):
            case 0:
                members.pop(name)
            case 1:
                members[name] = members[chance.choice(names)]
            case 2:
                members[chance.choice((name.upper(), "/" + name, "../" + name, name.replace("/", "\\"), name + "/x"))] = members.pop(name)
            case 3:
                other = chance.choice(self.corpus)
                members.update(chance.sample(sorted(other.items()), min(3, len(other))))
            case _:
                members[name] = members[name][: chance.randrange(len(members[name]) + 1)]
        if not members:
            members["x"] = b""

    def _part(self, members: dict[str, bytes]) -> None:
        weighed = sorted(members, key=lambda name: (not name.endswith((".xml", ".rels")), "document" not in name, "word/" not in name))
        name = weighed[min(int(self.chance.expovariate(0.35)), len(weighed) - 1)]
        if self.chance.random() < 0.1:
            members[name] = self._bytes(members[name], 4)
            return
        with suppress(etree.XMLSyntaxError, ValueError):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
            root = etree.fromstring(members[name], parser)
            if root is not None:
                for _ in range(self.chance.choice((1, 1, 2, 4, 12))):
                    self._element(root)
                members[name] = etree.tostring(root)

    def _bytes(self, content: bytes, most: int) -> bytes:
        chance = self.chance
        out = bytearray(content)
        for _ in range(chance.randint(1, most)):
            at = chance.randrange(len(out) + 1)
            match chance.randrange(4):
                case 0:
                    del out[at : at + chance.randrange(40)]
                case 1:
                    out[at:at] = out[at : at + chance.randrange(40)]
                case 2:
                    out[at:at] = chance.randbytes(chance.randrange(5))
                case _:
                    if at < len(out):
                        out[at] ^= 1 << chance.randrange(8)
        return bytes(out)

    def _element(self, root: etree._Element) -> None:  # noqa: C901, PLR0912 - a table of mutations
        chance = self.chance
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = chance.choice(nodes), chance.choice(nodes)
        parent = node.getparent()
        match chance.randrange(11):
            case 0 if parent is not None:
                parent.remove(node)
            case 1 if parent is not None:
                copies = chance.choice((1, 1, 2, 50))
                if sum(1 for _ in node.iter()) * copies < 20_000:
                    for _ in range(copies):
                        node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))
            case 2:
                other.append(etree.fromstring(etree.tostring(node, with_tail=False)))
            case 3 if parent is not None:
                self._wrap(node, parent)
            case 4:
                self._attribute(node, other)
            case 5:
                node.tag = chance.choice((other.tag, f"{{{W}}}{chance.choice(NAMES)}"))
            case 6:
                new = etree.SubElement(node, f"{{{W}}}{chance.choice(NAMES)}")
                new.set(f"{{{W}}}{chance.choice(('id', 'val', 'fldCharType', 'ilvl', 'type', 'author'))}", chance.choice(VALUES))
                node.insert(chance.randrange(len(node)), new)
            case 7:
                node.text = chance.choice([*VALUES, other.text or ""])
            case 8:
                for key in list(node.attrib):
                    if chance.random() < 0.5:
                        del node.attrib[key]
            case 9 if parent is not None:
                for child in list(node):
                    node.addprevious(child)
                parent.remove(node)
            case _:
                children = list(node)
                chance.shuffle(children)
                node[:] = children

    def _wrap(self, node: etree._Element, parent: etree._Element) -> None:
        tag = f"{{{W}}}{self.chance.choice(NAMES)}"
        at = parent.index(node)
        for _ in range(self.chance.choice((1, 1, 1, 2, 30, 180))):
            outer = etree.Element(tag)
            outer.append(node)
            node = outer
        parent.insert(at, node)

    def _attribute(self, node: etree._Element, other: etree._Element) -> None:
        if not len(node.attrib):
            node.set(f"{{{W}}}val", self.chance.choice(VALUES))
            return
        key = self.chance.choice(list(node.attrib))
        values = VALUES + [str(value) for value in other.attrib.values()]
        with suppress(ValueError):
            node.set(key, self.chance.choice(values))


# ------------------------------------------------------------------ what a file does


class TooSlowError(Exception):
    """A file took longer than a reader may."""


def _targets() -> dict[str, Callable[[bytes], object]]:
    from ponam_review.text.flow import prepare, without_generated
    from ponam_review.word.consolidating.joining import Returned, consolidate
    from ponam_review.word.pairing.redline import pair_redline
    from ponam_review.word.writing.draft import no_images

    def consolidated(content: bytes) -> object:
        """The file as one copy, then as two, of the text that it was made of."""
        edition = without_generated(prepare(read_document(content, name="x.docx", reading="rejected").value))
        copies = [Returned(name, content, lambda _: None) for name in ("a.docx", "b.docx")]
        consolidate(edition, copies[:1], images=no_images, author="Awa", date="2026-01-01T00:00:00Z")
        return consolidate(edition, copies, images=no_images, author="Awa", date="2026-01-01T00:00:00Z")

    def paired(content: bytes) -> object:
        signs = {"author": "Awa", "date": "2026-01-01T00:00:00Z"}
        return pair_redline(content, content, old_name="a.docx", new_name="b.docx", **signs)

    return {
        "read_word": lambda content: read_word(content, name="x.docx"),
        "accepted": lambda content: read_document(content, name="x.docx"),
        "rejected": lambda content: read_document(content, name="x.docx", reading="rejected"),
        "paired": paired,
        "consolidated": consolidated,
    }


def failures(content: bytes, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """(target, what went wrong) for each reader that does not answer as it must."""
    for name, read in _targets().items():
        if name not in wanted:
            continue
        started = time.process_time()
        guarded = signal.getsignal(signal.SIGVTALRM) is _slow
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOW if guarded else 0)
        try:
            read(content)
        except PonamError as error:
            if error.exit_code == 70 and name != "paired":
                yield name, f"defect: {error}"
        except TooSlowError:
            yield name, f"slower than {SLOW:.0f} s"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            yield name, f"{type(error).__name__}: {str(error)[:200]} ({Path(frame.filename).name}:{frame.lineno} {frame.name})"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if time.process_time() - started > SLOW:
            yield name, f"slower than {SLOW:.0f} s"


def _slow(_signal: int, _frame: object) -> None:
    raise TooSlowError


def _guarded() -> None:
    signal.signal(signal.SIGVTALRM, _slow)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


# ------------------------------------------------------------------ commands


def run(arguments: argparse.Namespace) -> int:
    paths = sorted(path for seed in arguments.seeds for path in ([seed] if seed.is_file() else seed.rglob("*.docx")))
    corpus = []
    for path in paths:
        with suppress(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            members = members_of(path.read_bytes())
            if members and sum(map(len, members.values())) < 6 << 20:
                corpus.append(members)
    arguments.out.mkdir(parents=True, exist_ok=True)
    ends = time.monotonic() + arguments.minutes * 60
    batch = arguments.seed
    count = 0
    while time.monotonic() < ends:
        child = os.fork()
        if not child:
            _guarded()
            _batch(random.Random(batch), corpus, arguments, ends, batch)  # noqa: S311 - nothing is kept secret
            os._exit(0)
        _, status, usage = os.wait4(child, 0)
        if status:
            print(f"batch {batch}: ended with status {status}", flush=True)
        if usage.ru_maxrss > MEMORY >> 10:
            print(f"batch {batch}: {usage.ru_maxrss >> 10} MB", flush=True)
        batch += 1
        count += BATCH
        if not (batch - arguments.seed) % 20:
            print(f"{count} files, {time.strftime('%H:%M:%S')}", flush=True)
    print(f"{count} files in all", flush=True)
    return 0


def _batch(chance: random.Random, corpus: list[dict[str, bytes]], arguments: argparse.Namespace, ends: float, batch: int) -> None:
    mutator = Mutator(chance, corpus)
    for number in range(BATCH):
        if time.monotonic() > ends:
            return
        content = mutator.draw()
        for target, what in failures(content, set(arguments.targets.split(","))):
            name = f"{target}-{abs(hash(what)) % 100000}-{batch}-{number}.docx"
            print(name, what, flush=True)
            (arguments.out / name).write_bytes(content)


def replay(arguments: argparse.Namespace) -> int:
    _guarded()
    failed = 0
    for path in arguments.files:
        for target, what in failures(path.read_bytes(), set(arguments.targets.split(","))):
            print(path.name, target, what)
            failed += 1
    return 1 if failed else 0


def reduce(arguments: argparse.Namespace) -> int:
    """Drop members, then elements and attributes, as long as the same reader fails with the same kind of exception."""
    _guarded()
    wanted = set(arguments.targets.split(","))

    def signs(content: bytes) -> set[str]:
        return {f"{target} {what.partition(':')[0]}" for target, what in failures(content, wanted)}

    members = members_of(arguments.file.read_bytes())
    sought = signs(zipped(members))
    if not sought:
        print("it does not fail")
        return 1
    for name in list(members):
        smaller = {key: value for key, value in members.items() if key != name}
        if smaller and signs(zipped(smaller)) & sought:
            members = smaller
    for name in list(members):
        _shrink(members, name, lambda: bool(signs(zipped(members)) & sought))
    arguments.output.write_bytes(zipped(members))
    print(sorted(sought), {name: len(content) for name, content in members.items()})
    return 0


def _shrink(members: dict[str, bytes], name: str, fails: Callable[[], bool]) -> None:
    """The smallest tree of one part, by leaving out subtrees from the top down."""
    try:
        root = etree.fromstring(members[name])
    except (etree.XMLSyntaxError, ValueError):
        return
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for node in nodes[1:]:
        parent = node.getparent()
        if parent is None:
            continue
        before, at = members[name], parent.index(node)
        parent.remove(node)
        members[name] = etree.tostring(root)
        if not fails():
            members[name] = before
            parent.insert(at, node)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", default="read_word,accepted,rejected", help="of read_word,accepted,rejected,paired,consolidated")
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run")
    running.add_argument("seeds", nargs="+", type=Path)
    running.add_argument("--minutes", type=float, default=10)
    running.add_argument("--seed", type=int, default=0)
    running.add_argument("--out", type=Path, default=Path("fuzz-findings"))
    running.set_defaults(command=run)
    replaying = commands.add_parser("replay")
    replaying.add_argument("files", nargs="+", type=Path)
    replaying.set_defaults(command=replay)
    reducing = commands.add_parser("reduce")
    reducing.add_argument("file", type=Path)
    reducing.add_argument("-o", "--output", type=Path, required=True)
    reducing.set_defaults(command=reduce)
    arguments = parser.parse_args()
    command: Callable[[argparse.Namespace], int] = arguments.command
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
