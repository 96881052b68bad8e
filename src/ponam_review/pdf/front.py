"""The cover, and the page that stands around the text."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.flow import Flow
from ..text.front import page_title
from ..text.model import Role
from .markup import block_of
from .press import Page
from .words import words_of

_ORDER: tuple[Role, ...] = ("cover-left", "cover-right", "cover-title", "cover-subtitle", "cover-line", "cover-mark")


def cover_around(lines: Iterable[tuple[Role, str]]) -> str:
    """The cover; `lines` are its roles and words, already statements."""
    rows: dict[Role, list[str]] = {role: [] for role in _ORDER}
    for role, words in lines:
        rows[role].append(block_of(words))
    if not any(rows.values()):
        return ""
    return f"cover({','.join('(' + ''.join(f'{line},' for line in rows[role]) + ')' for role in _ORDER)});\n"


def page_of(flow: Flow, *, mark: str | None, watermark: str = "", lead: str = "") -> Page:
    """What runs around a text; `lead` stands before its title."""
    words = words_of(flow.language)
    return Page(
        title=f"{lead}{page_title(flow) or flow.name or '…'}",
        head=f"{lead}{flow.title or (page_title(flow) if lead else '')}",
        edition=flow.cover.edition if flow.cover else "",
        mark=flow.mark if mark is None else mark,
        watermark=watermark,
        page_word=words.page,
        language=flow.language,
    )
