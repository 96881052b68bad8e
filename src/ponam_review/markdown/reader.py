"""Markdown → model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from markdown_it.token import Token

from ..text.errors import MarkdownError
from ..text.model import Block, Document, Revision, Section
from ..text.notices import Result
from . import front_matter
from .blocks import Blocks
from .context import Context
from .dialect import parse_blocks
from .normal import CONTROLS
from .notes import Notes, without_definitions

MAX_LENGTH = 20_000_000
_FEEDS = re.compile("[\x0b\x0c]")
_NEWLINES = re.compile(r"\r\n?")


def read_section(source: str, *, file: str, identified: bool) -> Result[Section]:
    """One Markdown file. `identified`: a section of a workspace, whose front matter must hold id and title."""
    section, context = read_file(source, file=file, identified=identified)
    return Result(section, tuple(sorted(context.notices, key=lambda notice: notice.line)))


def read_loose(source: str, file: str) -> Result[Revision]:
    """A Markdown file outside a workspace: one document of one section, rendered bare."""
    read = read_section(source, file=file, identified=False)
    section = read.value
    fields = dict(section.meta)
    language = str(fields.get("lang") or "").lower()[:2]
    document = Document(section.id, "", (section,), language if language in ("fr", "en") else "fr")
    return Result(Revision(file, (document,), loose=True), read.notices)


def read_file(source: str, *, file: str, identified: bool) -> tuple[Section, Context]:
    """A section, and all that was met in reading it."""
    if len(source) > MAX_LENGTH:
        msg = "{file}:1: the file is larger than {limit} million characters; split it"
        raise MarkdownError(msg, file=file, line=1, limit=MAX_LENGTH // 1_000_000)
    context = Context(file)
    source = _clean(source, context)
    yaml, body = front_matter.split(source)
    fields: front_matter.FrontMatter | None
    if identified:
        fields = front_matter.read_identified(yaml, file)
    else:
        fields = front_matter.read_loose(yaml, file) if yaml is not None else front_matter.FrontMatter()
        if fields is None:
            fields, body = front_matter.FrontMatter(), source
    context.first = fields.lines + 1
    blocks = _body(body, context, source)
    if not identified:
        return Section(slug(file), "", blocks, meta=fields.fields, file=file), context
    section = Section(fields.id, fields.title, blocks, fields.kind, fields.owner, fields.status, fields.alignments, fields.others, file)
    return section, context


def slug(file: str) -> str:
    """An id made of a file's name."""
    stem = PurePath(file).stem.lower().replace("œ", "oe").replace("æ", "ae")
    stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "texte"


def _clean(source: str, context: Context) -> str:
    """Line ends made alike, a byte order mark and characters that no document can hold taken out."""
    source = _NEWLINES.sub("\n", source.removeprefix("\ufeff")) if "\r" in source else source.removeprefix("\ufeff")
    if match := CONTROLS.search(source):
        line = source.count("\n", 0, match.start()) + 1
        context.lost("control characters, which no document can hold, are replaced", line)
        source = CONTROLS.sub("\ufffd", source)
    return _FEEDS.sub(" ", source)


def _body(body: str, context: Context, source: str) -> tuple[Block, ...]:
    try:
        tokens = parse_blocks(body, context.env)
        return _blocks(tokens, context, source.split("\n"))
    except RecursionError:
        msg = "{file}:{line}: brackets or quotations are nested too deep; make the text flatter"
        raise MarkdownError(msg, file=context.file, line=context.first) from None


def _blocks(tokens: list[Token], context: Context, lines: Sequence[str]) -> tuple[Block, ...]:
    def read(inner: Sequence[Token]) -> tuple[Block, ...]:
        blocks = Blocks(context, lines)
        blocks.read(inner)
        return blocks.close()

    if "footnotes" not in context.env:
        return _used(read(tokens), context)
    notes = Notes(context, tokens, read)
    found = read(without_definitions(tokens))
    for label, inner, line in notes.unused():
        context.lost("no mark refers to the footnote [^{label}]; its text is kept at the end", line, label=label)
        found += read(inner)
    for label, inner, line in notes.spare:
        context.lost("the footnote [^{label}] is defined twice; the second text is kept at the end", line, label=label)
        found += read(inner)
    return _used(found, context)


def _used(blocks: tuple[Block, ...], context: Context) -> tuple[Block, ...]:
    """Notes the link definitions that no link uses: they are no text, but a rewrite would lose them."""
    for label, definition in context.env.get("references", {}).items():
        if definition["href"] not in context.used:
            line = context.first + (definition.get("map") or [0])[0]
            context.lost("the link definition [{label}] is not used and is left out", line, label=label.lower())
    return blocks
