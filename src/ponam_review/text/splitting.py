"""One text cut into sections: what becomes of a policy written in a single file.

Ids come from titles. Numbers in front of titles are taken off, since the tool numbers; references follow their headings into the sections.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .model import (
    Block,
    Cell,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Mark,
    Note,
    Paragraph,
    Reference,
    Row,
    Run,
    Section,
    SectionKind,
    Table,
)
from .notices import Notice, Result
from .plain import fold, inline_text

_NUMBER = re.compile(
    r"(?:\d+(?:\.\d+)+\.?|\d+[.)]|[IVXLC]+[.)]|[A-Z]\.(?:\d+\.?)*|\d+(?=\s+[–—-]\s))[\s\u00a0]*(?:[–—:-][\s\u00a0]+)?(?=\S)"
)
_ANNEX = re.compile(
    r"(?:annexe|annex|appendice|appendix)\b[\s\u00a0]*(?:n[°o]\s*)?(?:[A-Z]|\d+|[IVX]+)?\b[\s\u00a0]*[.:–—-]*[\s\u00a0]*", re.IGNORECASE
)
_FRONT = re.compile(
    r"(?:avant-propos|préface|remerciements|sigles|liste des|acronymes|abréviations|résumé|foreword|preface|acronyms|abbreviations)"
    r"|executive summary",
    re.IGNORECASE,
)
_CLEAN_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
_BLANKS = re.compile("[ \t]{2,}")


@dataclass(slots=True)
class _Part:
    """What will be one section."""

    title: str
    bookmark: str = ""
    kind: SectionKind = "corps"
    blocks: list[Block] = field(default_factory=list)


def split(blocks: Iterable[Block], *, title: str, level: int = 1, taken: Iterable[str] = ()) -> Result[tuple[Section, ...]]:
    """Sections cut before each heading of `level` or above. `title` names what stands before the first one; `taken`: ids already given."""
    notices: list[Notice] = []
    parts = _parts(blocks, title, level, notices)
    ids = set(taken)
    renamed: dict[str, str] = {}
    named: list[tuple[str, _Part]] = []
    pointed = _pointed_at(parts)
    for part in parts:
        kept = part.bookmark if _CLEAN_ID.fullmatch(part.bookmark) else slug(part.title)
        identity = free_id(kept, ids)
        named.append((identity, part))
        if part.bookmark:
            renamed[part.bookmark] = identity
    for _, part in named:
        part.blocks = [_with_id(block, ids, renamed, pointed) for block in part.blocks]
    sections = tuple(
        Section(identity, part.title, tuple(_pointed(block, renamed) for block in part.blocks), part.kind) for identity, part in named
    )
    return Result(sections, tuple(notices))


def slug(title: str) -> str:
    """An id made of a title: lower-case letters, digits and hyphens, at most 40, cut between words."""
    plain = unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("Œ", "oe")).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if words[:1].isdigit():
        words = f"s-{words}"
    if len(words) > 40:
        words = words[:41].rpartition("-")[0] or words[:40]
    return words.strip("-") or "section"


def free_id(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` …; it is taken then."""
    identity, count = wanted, 1
    while identity in taken:
        count += 1
        identity = f"{wanted}-{count}"
    taken.add(identity)
    return identity


# ------------------------------------------------------------------ cutting


def _parts(blocks: Iterable[Block], title: str, level: int, notices: list[Notice]) -> list[_Part]:
    parts: list[_Part] = []
    generated = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.role:
            generated += 1
            continue
        if isinstance(block, Heading) and block.level <= level and not block.within:
            parts.append(_begun(block, notices))
            continue
        if not parts:
            parts.append(_Part(title, kind="liminaire"))
        parts[-1].blocks.append(_demoted(block, level, notices) if isinstance(block, Heading) else block)
    if generated:
        notices.append(Notice("{count} lines of cover and contents were left out: the tool makes them", {"count": generated}))
    return parts


def _begun(heading: Heading, notices: list[Notice]) -> _Part:
    title, kind = title_of(inline_text(heading.content))
    if any(isinstance(inline, Note | Image) for inline in heading.content):
        notices.append(Notice("title “{title}”: its note or picture was left out, a section's title is words only", {"title": title}))
    return _Part(title, heading.id, kind)


def title_of(text: str) -> tuple[str, SectionKind]:
    """A section's title without its number, and what kind of section such a title begins."""
    words = fold(plain_letters(text))
    annex = _ANNEX.match(words)
    if annex:
        return words[annex.end() :] or words, "annexe"
    words = unnumbered(words)
    return words or "Section", "liminaire" if _FRONT.match(words) else "corps"


def unnumbered(text: str) -> str:
    """A title without the number typed in front of it."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def _demoted(heading: Heading, level: int, notices: list[Notice]) -> Heading:
    """A heading inside a section: the section's title is above it, and its number is counted by the tool."""
    content = _without_number(tidy(heading.content))
    if all(not isinstance(inline, Run) or inline.marks & Mark.STRONG or not inline.text.strip() for inline in content):
        content = tuple(replace(i, marks=i.marks & ~Mark.STRONG) if isinstance(i, Run) else i for i in content)
    return replace(heading, level=max(2, min(6, heading.level - level + 1)), content=content, scheme="", number="")


def _without_number(content: Inlines) -> Inlines:
    first = content[0] if content else None
    if not isinstance(first, Run):
        return content
    text = unnumbered(first.text)
    return content if text == first.text or not (text + inline_text(content[1:])).strip() else (replace(first, text=text), *content[1:])


# ------------------------------------------------------------------ ids and references


def _pointed_at(parts: Iterable[_Part]) -> set[str]:
    """Ids that a reference or a link leads to."""
    found: set[str] = set()

    def note(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            found.add(inline.target)
        elif isinstance(inline, Run) and inline.link.startswith("#"):
            found.add(inline.link[1:])
        return inline

    for part in parts:
        for block in part.blocks:
            mapped(block, note)
    return found


def _with_id(block: Block, taken: set[str], renamed: dict[str, str], pointed: set[str]) -> Block:
    """Ids of headings, tables and figures in our form; not those of another form that nobody points at."""
    if not isinstance(block, Heading | Table | Figure) or not block.id:
        return block
    if block.id not in pointed and not _CLEAN_ID.fullmatch(block.id):
        return replace(block, id="")
    made = slug(inline_text(block.content if isinstance(block, Heading) else block.caption))
    identity = free_id(made if block.id.startswith("_") else slug(block.id), taken)
    renamed[block.id] = identity
    return replace(block, id=identity)


def _pointed(block: Block, renamed: Mapping[str, str]) -> Block:
    return mapped(block, lambda inline: _renamed(inline, renamed), tidied=not isinstance(block, Heading))


def _renamed(inline: Inline, renamed: Mapping[str, str]) -> Inline:
    match inline:
        case Reference():
            return Reference(renamed.get(inline.target, inline.target), marks=inline.marks)
        case Run() if inline.link.startswith("#"):
            return replace(inline, link="#" + renamed.get(inline.link[1:], inline.link[1:]))
        case _:
            return inline


def mapped(block: Block, change: Callable[[Inline], Inline], *, tidied: bool = False) -> Block:
    """A block with every inline thing changed, those of cells and notes too."""

    def line(content: Inlines) -> Inlines:
        return tuple(within(inline) for inline in (tidy(content) if tidied else content))

    def within(inline: Inline) -> Inline:
        if isinstance(inline, Note):
            return replace(inline, blocks=tuple(mapped(b, change, tidied=tidied) for b in inline.blocks))
        return change(inline)

    match block:
        case Heading() | Paragraph():
            return replace(block, content=line(block.content))
        case Figure():
            image = change(block.image)
            return replace(block, caption=line(block.caption), image=image if isinstance(image, Image) else block.image)
        case Table():
            rows = tuple(Row(tuple(_cell(cell, change, tidied) for cell in row.cells), row.lines) for row in block.rows)
            return replace(block, rows=rows, caption=line(block.caption))
        case _:
            return block


def _cell(cell: Cell, change: Callable[[Inline], Inline], tidied: bool) -> Cell:
    return replace(cell, blocks=tuple(mapped(block, change, tidied=tidied) for block in cell.blocks))


# ------------------------------------------------------------------ words


def tidy(content: Inlines) -> Inlines:
    """What typing leaves behind: letters that only look bold, doubled blanks, blanks inside the ends of a formatting."""
    return tuple(_joined(_shifted([_tidied(inline) for inline in content])))


def plain_letters(text: str) -> str:
    """Mathematical alphabets pasted to look bold or italic become letters again (Unicode's compatibility mappings)."""
    if not any(0x1D400 <= ord(character) <= 0x1D7FF for character in text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if 0x1D400 <= ord(c) <= 0x1D7FF else c for c in text)


def _tidied(inline: Inline) -> Inline:
    if not isinstance(inline, Run) or inline.marks & Mark.CODE:
        return inline
    return replace(inline, text=_BLANKS.sub(" ", plain_letters(inline.text)))


def _shifted(content: list[Inline]) -> Iterator[Inline]:
    """A blank at the edge of a formatting belongs outside: "**word **next" reads as "**word** next"."""
    for inline in content:
        if not isinstance(inline, Run) or not inline.marks or inline.marks & Mark.CODE:
            yield inline
            continue
        words = inline.text.strip(" ")
        if not words:
            yield Run(" ", 0, inline.link) if inline.text else inline
            continue
        if inline.text[0] == " ":
            yield Run(" ", 0, "")
        yield replace(inline, text=words)
        if inline.text[-1] == " ":
            yield Run(" ", 0, "")


def _joined(content: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours of one formatting become one run; a blank between two of them is no reason to stop."""
    waiting: Run | None = None
    for inline in content:
        if isinstance(inline, Run):
            if waiting is not None and (waiting.marks, waiting.link) == (inline.marks, inline.link):
                blank = waiting.text.endswith(" ") and inline.text.startswith(" ") and not inline.marks & Mark.CODE
                waiting = replace(waiting, text=waiting.text + (inline.text.lstrip(" ") if blank else inline.text))
                continue
            if waiting is not None:
                yield waiting
            waiting = inline
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield inline
    if waiting is not None:
        yield waiting
