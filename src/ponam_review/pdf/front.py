"""The cover, and the page that stands around the text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..text.charter import CHARTER, Charter
from ..text.flow import Flow
from ..text.front import is_list_title, list_of, page_title
from ..text.model import Block, Paragraph, Role
from ..text.plain import inline_text
from .markup import block_of, literal
from .press import Page
from .sheet import Sheet
from .words import words_of

_ORDER: tuple[Role, ...] = ("cover-left", "cover-right", "cover-emblem", "cover-title", "cover-subtitle", "cover-line", "cover-mark")


def cover_around(lines: Iterable[tuple[Role, str]]) -> str:
    """The cover; `lines` are its roles and words, already statements."""
    rows: dict[Role, list[str]] = {role: [] for role in _ORDER}
    for role, words in lines:
        rows[role].append(block_of(words))
    if not any(rows.values()):
        return ""
    return f"cover({','.join('(' + ''.join(f'{line},' for line in rows[role]) + ')' for role in _ORDER)});\n"


def write_lists(blocks: Iterable[Block], sheet: Sheet) -> str:
    """The lists behind the contents: acronyms, tables, figures."""
    parts: list[str] = []
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    for kind, members in groupby(lines, key=list_of):
        group = list(members)
        if kind in ("", "contents"):
            continue
        titles = [line for line in group if is_list_title(line)]
        rows = "".join(_line(kind, line, sheet) for line in group if not is_list_title(line))
        title = literal(inline_text(titles[0].content) if titles else "")
        parts.append(f"{'sigles' if kind == 'sigles' else 'captions'}({title},({rows}));\n")
    return "".join(parts)


def _line(kind: str, line: Paragraph, sheet: Sheet) -> str:
    words, _, rest = inline_text(line.content).partition("\t")
    if kind == "sigles":
        return f"({literal(words)},{literal(rest)}),"
    place = sheet.anchors.find(line.target)
    return f"({literal(words)},{literal(place) if place else 'none'}),"


def page_of(
    flow: Flow, *, mark: str | None, watermark: str = "", lead: str = "", foot: str = "", charter: Charter = CHARTER
) -> Page:
    """What runs around a text; `lead` stands before its title."""
    words = words_of(flow.language)
    return Page(
        title=f"{lead}{page_title(flow) or flow.name or '…'}",
        head=f"{lead}{flow.title or (page_title(flow) if lead else '')}",
        edition=flow.cover.edition if flow.cover else "",
        mark=flow.mark if mark is None else mark,
        watermark=watermark,
        foot=foot,
        charter=charter,
        sections=charter.running_section and not flow.loose and not lead,
        page_word=words.page,
        language=flow.language,
    )
