"""One text cut into sections: what becomes of a policy written in a single file.

Ids come from titles. Numbers in front of titles are taken off, since the tool numbers; references follow their headings into the sections.
A text that the tool itself has written (`ours`) is only cut: its titles, numbers and ids are what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .importing.letters import tidy
from .importing.pieces import shown
from .importing.titles import label_of, slug, title_of, unnumbered
from .importing.walking import inlines_of, lines_mapped, mapped
from .model import Block, Figure, Heading, Image, Inline, Inlines, Mark, Note, Paragraph, Reference, Run, Section, SectionKind, Table
from .notices import Notice, Result
from .plain import fold, inline_text

__all__ = ["free_id", "mapped", "slug", "split", "tidy", "title_of", "unnumbered"]

_CLEAN_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
_GENERATED_ID = re.compile(r".+--\d+")
"""Ids that the tool gives to headings so that contents find them (`text.flow`)."""


@dataclass(slots=True)
class _Part:
    """What will be one section."""

    title: str
    heading: Heading | None = None
    kind: SectionKind = "corps"
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    """Notes of its title, which is words only."""

    @property
    def bookmark(self) -> str:
        return self.heading.id if self.heading else ""


def split(
    blocks: Iterable[Block], *, title: str, level: int = 1, taken: Iterable[str] = (), ours: bool = False, named: bool = False
) -> Result[tuple[Section, ...]]:
    """Sections cut before each heading of `level` or above. `title` names what stands before the first one; `taken`: ids already given.

    `named`: the ids in the text were chosen by its authors, and stay (Markdown; elsewhere programs make them up).
    """
    notices: list[Notice] = []
    named_here = ours or named
    parts = _parts(blocks, title, level, notices)
    _entitle(parts, notices, ours=ours)
    for part in parts:
        part.blocks = _levelled(part, notices, ours=ours)
    ids = set(taken)
    renamed: dict[str, str] = {}
    pointed = _pointed_at(parts)
    entitled: list[tuple[str, _Part]] = []
    for part in parts:
        kept = part.bookmark if named_here and _CLEAN_ID.fullmatch(part.bookmark) else slug(part.title)
        identity = free_id(kept, ids)
        entitled.append((identity, part))
        if part.bookmark:
            renamed[part.bookmark] = identity
    for _, part in entitled:
        part.blocks = [_with_id(block, ids, renamed, pointed, named=named_here) for block in part.blocks]
    sections = tuple(
        Section(identity, part.title, tuple(_pointed(block, renamed, ours=ours) for block in part.blocks), part.kind)
        for identity, part in entitled
    )
    return Result(sections, tuple(notices))


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
        if isinstance(block, Heading) and block.level <= level and not block.within and fold(inline_text(block.content)):
            parts.append(_Part(fold(inline_text(block.content)), block))
            continue
        if not parts:
            parts.append(_Part(title, kind="liminaire"))
        parts[-1].blocks.append(replace(block, level=block.level - level + 1) if isinstance(block, Heading) else block)
    if generated:
        notices.append(Notice("{count} lines of cover and contents were left out: the tool makes them", {"count": generated}))
    return parts


# ------------------------------------------------------------------ titles


def _entitle(parts: Iterable[_Part], notices: list[Notice], *, ours: bool) -> None:
    """Titles and kinds. In our own files both stand there; elsewhere a title is read as people type it."""
    schemed = ours and any(part.heading.scheme for part in parts if part.heading)
    count = 0
    for part in parts:
        heading = part.heading
        if heading is None:
            continue
        _settle_notes(part, heading, notices)
        title, part.kind = title_of(part.title)
        if schemed:
            part.kind = "corps" if heading.scheme == "body" else "annexe" if heading.scheme == "annex" else "liminaire"
        count += part.kind == "corps"
        part.title = part.title if ours else _without_label(title, count if part.kind == "corps" else 0, notices)


def _without_label(title: str, number: int, notices: list[Notice]) -> str:
    """A title without "Chapitre III –"; "Axe 2 :" goes only where the tool prints that number itself."""
    label = label_of(title)
    if label is None or not label.rest.strip():
        return title
    if label.value == number or label.counts_only:
        if label.value != number:
            sentence = "“{label}” was taken off the title “{title}”, whose number is {number} now; look where the text speaks of it"
            values = {"label": label.words, "title": shown(label.rest), "number": number or "–"}
            notices.append(Notice(sentence, values, place=shown(label.rest)))
        return label.rest
    return title


def _settle_notes(part: _Part, heading: Heading, notices: list[Notice]) -> None:
    """A section's title is words only: its note goes to the first paragraph below."""
    extra = [inline for inline in heading.content if isinstance(inline, Note | Image)]
    if not extra:
        return
    first = part.blocks[0] if part.blocks else None
    moved = tuple(inline for inline in extra if isinstance(inline, Note))
    if isinstance(first, Paragraph) and moved:
        part.blocks[0] = replace(first, content=(*first.content, *moved))
        notices.append(Notice("title “{title}”: its note stands at the end of the first paragraph now", {"title": part.title}))
    if len(moved) < len(extra) or not isinstance(first, Paragraph):
        notices.append(Notice("title “{title}”: its note or picture was left out, a section's title is words only", {"title": part.title}))


def _levelled(part: _Part, notices: list[Notice], *, ours: bool) -> list[Block]:
    """Headings below the section's title, each a level deeper than the one it stands under at most, without numbers typed before them."""
    above: list[int] = []
    out: list[Block] = []
    lifted = 0
    for block in part.blocks:
        if not isinstance(block, Heading):
            out.append(block)
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        level = max(2, min(6, len(above) + 1))
        lifted += level != max(2, min(6, block.level))
        if ours:
            out.append(replace(block, scheme="", number=""))
        else:
            out.append(replace(block, level=level, content=_plain_heading(block.content), scheme="", number=""))
    if lifted and not ours:
        notices.append(Notice("headings that skipped a level and were lifted: {count}", {"count": lifted}, place=shown(part.title)))
    return out


def _plain_heading(content: Inlines) -> Inlines:
    """A heading is bold by itself, and its number is counted by the tool."""
    content = _without_number(tidy(content))
    if all(not isinstance(inline, Run) or inline.marks & Mark.STRONG or not inline.text.strip() for inline in content):
        content = tuple(replace(i, marks=i.marks & ~Mark.STRONG) if isinstance(i, Run) else i for i in content)
    return content


def _without_number(content: Inlines) -> Inlines:
    first = content[0] if content else None
    if not isinstance(first, Run):
        return content
    text = unnumbered(first.text)
    label = label_of(text)
    if label is not None and label.counts_only and label.rest.strip():
        text = label.rest
    return content if text == first.text or not (text + inline_text(content[1:])).strip() else (replace(first, text=text), *content[1:])


# ------------------------------------------------------------------ ids and references


def _pointed_at(parts: Iterable[_Part]) -> set[str]:
    """Ids that a reference or a link leads to."""
    found: set[str] = set()
    for part in parts:
        for block in part.blocks:
            for inline in inlines_of(block):
                if isinstance(inline, Reference):
                    found.add(inline.target)
                elif isinstance(inline, Run) and inline.link.startswith("#"):
                    found.add(inline.link[1:])
    return found


def _with_id(block: Block, taken: set[str], renamed: dict[str, str], pointed: set[str], *, named: bool) -> Block:
    """Ids of headings, tables and figures in our form; those of another form, or of another program, only where something leads there."""
    if not isinstance(block, Heading | Table | Figure) or not block.id:
        return block
    wanted = named and not _GENERATED_ID.fullmatch(block.id)
    if block.id not in pointed and not (wanted and _CLEAN_ID.fullmatch(block.id)):
        return replace(block, id="")
    if named:
        identity = free_id(block.id if _CLEAN_ID.fullmatch(block.id) else slug(block.id), taken)
    else:
        prefix = "tab-" if isinstance(block, Table) else "fig-" if isinstance(block, Figure) else ""
        words = inline_text(block.content if isinstance(block, Heading) else block.caption)
        identity = free_id((prefix + (slug(unnumbered(words))[:36] if words else "1")).strip("-"), taken)
    renamed[block.id] = identity
    return replace(block, id=identity)


def _pointed(block: Block, renamed: Mapping[str, str], *, ours: bool) -> Block:
    block = mapped(block, lambda inline: _renamed(inline, renamed))
    return block if ours or isinstance(block, Heading) else lines_mapped(block, tidy)


def _renamed(inline: Inline, renamed: Mapping[str, str]) -> Inline:
    match inline:
        case Reference():
            return Reference(renamed.get(inline.target, inline.target), marks=inline.marks)
        case Run() if inline.link.startswith("#"):
            return replace(inline, link="#" + renamed.get(inline.link[1:], inline.link[1:]))
        case _:
            return inline
