"""A line of text → Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

from markdown_it.common.utils import isMdAsciiPunct, isWhiteSpace

from ..text.model import Break, Counter, Image, Inlines, Mark, Note, Reference, Run
from .dialect import parse_line
from .escaping import code_span, defuse, destination, escape, guard, keep_edges, title
from .spans import LINK, Atom, Event, Span, events_of

NameNote = Callable[[Note], str]

SIGNS = {int(Mark.STRONG): "**", int(Mark.EMPHASIS): "*", int(Mark.STRIKE): "~~"}
TAGS = {
    int(Mark.STRONG): "strong",
    int(Mark.EMPHASIS): "em",
    int(Mark.STRIKE): "del",
    int(Mark.SUBSCRIPT): "sub",
    int(Mark.SUPERSCRIPT): "sup",
}
_TOKENS = {int(Mark.STRONG): "strong", int(Mark.EMPHASIS): "em", int(Mark.STRIKE): "s", LINK: "link"}
_AUTOLINK = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20\s]*")
_MAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")
_TRAILING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+$")


def paragraph(content: Inlines, name: NameNote, *, before_table: bool = False) -> list[str]:
    """The source lines of a paragraph: one, and one more after each break."""
    lines = defuse(keep_edges(_written(content, name, "\\\n"))).split("\n")
    return [guard(line, first=not place, before_table=before_table) for place, line in enumerate(lines)]


def single(content: Inlines, name: NameNote) -> str:
    """One source line, for captions."""
    return keep_edges(_written(content, name, "<br>"))


def heading(content: Inlines, name: NameNote) -> str:
    line = single(content, name)
    return _TRAILING_HASHES.sub(lambda match: match[0][:-1] + "\\#", line)


def cell(content: Inlines, name: NameNote) -> str:
    return single(content, name).replace("|", "\\|")


def picture(image: Image, words: str) -> str:
    """A picture with its title, in its link."""
    text = f"![{escape(image.alt, in_brackets=True)}]({destination(image.source)}{' ' + title(words) if words else ''})"
    return f"[{text}]({destination(image.link)})" if image.link else text


def _written(content: Inlines, name: NameNote, line_break: str) -> str:
    if len(content) == 1 and type(run := content[0]) is Run and not run.marks and not run.link:
        return escape(run.text)
    events = events_of(_atoms(content, name, line_break))
    _settle(events)
    return _joined(events)


# -------------------------------------------------------------------- atoms


def _atoms(content: Inlines, name: NameNote, line_break: str) -> list[Atom]:
    atoms: list[Atom] = []
    for place, inline in enumerate(content):
        match inline:
            case Run():
                atoms.append(_run(content, place, inline))
            case Break():
                atoms.append(Atom(line_break, neutral=True, loose=True))
            case Note():
                atoms.append(Atom(f"[^{name(inline)}]", neutral=True))
            case Reference():
                atoms.append(Atom(f"[]({destination('#' + inline.target)})", inline.marks))
            case Image():
                bare = Image(inline.source, inline.alt)
                atoms.append(Atom(picture(bare, inline.title), link=inline.link, neutral=True))
            case Counter():
                atoms.append(Atom(escape(inline.label)))
            case _:
                assert_never(inline)
    return atoms


def _run(content: Inlines, place: int, run: Run) -> Atom:
    if run.marks & Mark.CODE:
        if run.link and "]" in run.text:  # `[` and `]:` at the top of a paragraph define a link, code span or not
            return Atom(f"<code>{escape(run.text, in_brackets=True)}</code>", run.marks, run.link)
        return Atom(code_span(run.text), run.marks, run.link)
    if run.link and _is_autolink(run) and not _linked_alike(content, place, run):
        return Atom(f"<{run.text}>", run.marks)
    text = escape(run.text, in_brackets=bool(run.link))
    if place and isinstance(content[place - 1], Note) and not run.link and text.startswith(("(", ":")):
        text = "\\" + text
    return Atom(text, run.marks, run.link)


def _is_autolink(run: Run) -> bool:
    if run.link == run.text:
        return _AUTOLINK.fullmatch(run.text) is not None
    return run.link == "mailto:" + run.text and _MAIL.fullmatch(run.text) is not None


def _linked_alike(content: Inlines, place: int, run: Run) -> bool:
    """Whether a neighbour stands in the same link."""
    around = (*content[max(place - 1, 0) : place], *content[place + 1 : place + 2])
    return any(isinstance(other, Run | Image) and other.link == run.link for other in around)


# -------------------------------------------------------------------- marks


def _settle(events: list[Event]) -> None:
    """Chooses signs or tags: `**` and `*` do not work everywhere (inside words, beside blanks and one another), tags do."""
    spans = [span for kind, span in events if kind == "open" and isinstance(span, Span)]
    for span in spans:
        span.tagged = span.mark not in SIGNS and span.mark != LINK
    while any(not span.tagged and span.mark != LINK for span in spans):
        wanted = [(_TOKENS[span.mark] + "_" + kind, span) for kind, span in _untagged(events)]
        found = _reading(_skeleton(events))
        if found == tuple(token for token, _ in wanted):
            return
        wrong = next((n for n, (token, _) in enumerate(wanted) if n >= len(found) or found[n] != token), len(wanted) - 1)
        marks = [span for _, span in wanted[wrong:] if span.mark != LINK] or [s for _, s in wanted if s.mark != LINK]
        marks[0].tagged = True


def _untagged(events: list[Event]) -> list[tuple[str, Span]]:
    return [(kind, part) for kind, part in events if isinstance(part, Span) and not part.tagged]


def _skeleton(events: list[Event]) -> str:
    """The line with every text reduced to what decides about `*`: a blank, a punctuation mark or a letter at either end."""
    parts: list[str] = []
    for kind, part in events:
        if isinstance(part, Atom):
            parts.append(_sort(part.text[0]) + _sort(part.text[-1]) if part.text else "")
        elif part.tagged:
            parts.append(".")
        elif part.mark == LINK:
            parts.append("[" if kind == "open" else "](x)")
        else:
            parts.append(SIGNS[part.mark])
    return "".join(parts)


def _sort(sign: str) -> str:
    if isWhiteSpace(ord(sign)):
        return " "
    return "." if isMdAsciiPunct(ord(sign)) or unicodedata.category(sign)[0] in "PS" else "x"


@lru_cache(maxsize=4096)
def _reading(skeleton: str) -> tuple[str, ...]:
    """What the parser makes of the marks of a line."""
    return tuple(token.type for token in parse_line(skeleton, {}) if token.nesting)


def _joined(events: list[Event]) -> str:
    parts: list[str] = []
    for kind, part in events:
        if isinstance(part, Atom):
            text = part.text
        elif part.mark == LINK:
            text = "[" if kind == "open" else f"]({destination(part.link)})"
        elif part.tagged:
            text = f"<{'/' if kind == 'close' else ''}{TAGS[part.mark]}>"
        else:
            text = SIGNS[part.mark]
        if text.startswith("[") and parts and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"
        parts.append(text)
    return "".join(parts)
