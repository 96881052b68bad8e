"""What a Word file of ours says of the text that it was made of, beside the text itself.

A .docx has no place for what a section's front matter says, for the names of notes, or for the path of a picture. They stand in a part of
their own (Custom XML, ECMA-376-1 §22.5), which Word and LibreOffice keep when they save. What the text says is never taken from there: the
part names notes, pictures and tables by their content, so that what somebody has changed since is simply not known to it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zlib import crc32

from ..text.flow import Flow
from ..text.model import Block, Cell, Code, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Section, Table
from ..text.plain import block_text
from .markup import PROLOGUE, escaped

NAMESPACE = "urn:ponam-review:source"
SCHEMA = "ponam-source/1"
_LIMIT = 8 << 20
_KINDS = ("corps", "liminaire", "annexe")


@dataclass(frozen=True, slots=True)
class Source:
    """The part, read."""

    sections: Mapping[str, Section] = field(default_factory=dict)
    """Sections without their text, by id; `file` is the path in the workspace."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Names of notes by their text."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Paths of pictures, as the sections name them, by content."""
    widths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Widths of columns by the text of the table."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Languages of code by its text."""


# ------------------------------------------------------------------ writing


def source_part(flow: Flow, images: Callable[[str, str], bytes | None]) -> str:
    """The part of a prepared revision; empty where there is nothing to say."""
    notes: dict[str, str] = {}
    pictures: dict[str, str] = {}
    widths: dict[str, list[int]] = {}
    languages: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for placed in flow.items:
        for thing in _things(placed.block):
            match thing:
                case Note(label=label) if label:
                    notes.setdefault(note_key(thing), label)
                case Image(source=source) if "://" not in source and not source.startswith("data:"):
                    content = images(placed.file, source)
                    if content is not None:
                        pictures.setdefault(picture_key(content), source)
                case Table(widths=shares):
                    key = _numbered(f"t{_key(block_text(thing))}", seen)
                    if shares:
                        widths[key] = list(shares)
                case Code(language=language):
                    key = _numbered(f"c{_key(thing.text)}", seen)
                    if language:
                        languages[key] = language
    sections = [_written(section) for section in flow.sections if section.title]
    found = {"sections": sections, "notes": notes, "pictures": pictures, "widths": widths, "languages": languages}
    if not any(found.values()):
        return ""
    words = json.dumps({"schema": SCHEMA, **found}, ensure_ascii=False, separators=(",", ":"))
    return f'{PROLOGUE}<source xmlns="{NAMESPACE}">{escaped(words)}</source>'


def _written(section: Section) -> dict[str, Any]:
    row: dict[str, Any] = {"id": section.id, "title": section.title, "file": section.file}
    if section.kind != "corps":
        row["kind"] = section.kind
    more = {"owner": section.owner, "status": section.status, "alignments": list(section.alignments)}
    row |= {name: value for name, value in more.items() if value}
    if section.meta:
        row["meta"] = [[name, _plain(value)] for name, value in section.meta]
    return row


def _plain(value: object) -> Any:
    """A value of front matter as JSON; a date says that it is one."""
    match value:
        case date():
            return {"date": value.isoformat()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return {"fields": [[str(name), _plain(inner)] for name, inner in value.items()]}
        case _:
            return value


# ------------------------------------------------------------------ reading


def read_source(words: str) -> Source:
    """The text of the part; what is not as we write it is left out."""
    try:
        found = json.loads(words) if len(words) <= _LIMIT else {}
    except (ValueError, RecursionError):
        return Source()
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return Source()
    rows = found.get("sections")
    sections = [section for row in rows if (section := _section(row)) is not None] if isinstance(rows, list) else []
    shares = found.get("widths")
    return Source(
        {section.id: section for section in sections},
        _texts(found.get("notes")),
        _texts(found.get("pictures")),
        widths={k: _numbers(v) for k, v in shares.items() if _numbers(v)} if isinstance(shares, dict) else {},
        languages=_texts(found.get("languages")),
    )


def _section(row: object) -> Section | None:
    if not isinstance(row, dict):
        return None
    texts = {name: str(row.get(name) or "") for name in ("id", "title", "owner", "status", "file", "kind")}
    if not (texts["id"] and texts["title"]):
        return None
    kind: Any = texts["kind"] if texts["kind"] in _KINDS else "corps"
    alignments = tuple(str(one) for one in row.get("alignments") or () if isinstance(one, str))
    pairs = [pair for pair in row.get("meta") or () if isinstance(pair, list) and len(pair) == 2]
    meta = tuple((str(name), _value(value)) for name, value in pairs)
    return Section(texts["id"], texts["title"], (), kind, texts["owner"], texts["status"], alignments, meta, texts["file"])


def _value(value: object, depth: int = 0) -> object:
    if depth > 20:
        return None
    if isinstance(value, list):
        return tuple(_value(item, depth + 1) for item in value)
    if isinstance(value, dict):
        if isinstance(value.get("date"), str):
            try:
                return date.fromisoformat(value["date"])
            except ValueError:
                return value["date"]
        pairs = [pair for pair in value.get("fields") or () if isinstance(pair, list) and len(pair) == 2]
        return {str(name): _value(inner, depth + 1) for name, inner in pairs}
    return value


def _texts(value: object) -> dict[str, str]:
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, list) and all(isinstance(n, int) and 0 < n < 1 << 20 for n in value) else ()


# ------------------------------------------------------------------ the text with what the part says


def with_source(blocks: Iterable[Block], source: Source, seen: Counter[str] | None = None) -> tuple[Block, ...]:
    """Blocks read from the file, with the names of notes, the widths of columns and the languages of code that the part knows.

    `seen`: the texts met before; the same text may stand twice and differ in what the part says."""
    met = Counter() if seen is None else seen
    return tuple(_block(block, source, met) for block in blocks)


def _block(block: Block, source: Source, seen: Counter[str]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, content=_line(block.content, source, seen)) if _has_note(block.content) else block
        case Figure():
            return replace(block, caption=_line(block.caption, source, seen)) if _has_note(block.caption) else block
        case Code():
            return replace(block, language=source.languages.get(_numbered(f"c{_key(block.text)}", seen), block.language))
        case Table():
            widths = source.widths.get(_numbered(f"t{_key(block_text(block))}", seen), block.widths)
            caption = _line(block.caption, source, seen)
            rows = tuple(replace(row, cells=tuple(_cell(cell, source, seen) for cell in row.cells)) for row in block.rows)
            return replace(block, rows=rows, caption=caption, widths=widths)
        case _:
            return block


def _numbered(key: str, seen: Counter[str]) -> str:
    """The key of a text, with its rank when the same text stood before."""
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"


def _cell(cell: Cell, source: Source, seen: Counter[str]) -> Cell:
    return replace(cell, blocks=with_source(cell.blocks, source, seen))


def _has_note(content: Inlines) -> bool:
    return any(isinstance(inline, Note) for inline in content)


def _line(content: Inlines, source: Source, seen: Counter[str]) -> Inlines:
    def named(inline: Inline) -> Inline:
        if not isinstance(inline, Note):
            return inline
        label = source.notes.get(note_key(inline), inline.label)
        return replace(inline, blocks=with_source(inline.blocks, source, seen), label=label)

    return tuple(map(named, content)) if _has_note(content) else content


def note_key(note: Note) -> str:
    """What names a note: its text."""
    return _key("\n".join(map(block_text, note.blocks)))


def picture_key(content: bytes) -> str:
    """What names a picture: its bytes, which programs keep when they save a file."""
    return f"{crc32(content):08x}-{len(content)}"


def _key(text: str) -> str:
    folded = " ".join(text.split())
    return f"{crc32(folded.encode('utf-8', 'replace')):08x}-{len(folded)}"


def _things(block: Block) -> Iterator[Block | Inline]:
    """A block, its pictures and notes, and those of its cells and notes."""
    yield block
    match block:
        case Heading() | Paragraph():
            yield from _inlines(block.content)
        case Figure():
            yield block.image
            yield from _inlines(block.caption)
        case Table():
            yield from _inlines(block.caption)
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from _things(inner)


def _inlines(content: Inlines) -> Iterator[Block | Inline]:
    for inline in content:
        if isinstance(inline, Image):
            yield inline
        elif isinstance(inline, Note):
            yield inline
            for block in inline.blocks:
                yield from _things(block)
