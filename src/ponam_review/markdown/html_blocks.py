"""An HTML block → its tags and text, handed to the elements that are open."""

from __future__ import annotations

import re

from .elements import Elements
from .tags import Tag, decoded, pieces

_FOLDED = re.compile(r"[ \t\n\r\f]+")
_NOTE = re.compile(r"\[\^([^\s\]]+)\]")
_LANGUAGE = re.compile(r"language-(\S+)")


def read_html(elements: Elements, html: str, number: int) -> None:
    """Reads an HTML block that starts on source line `number`."""
    elements.fixed = None
    phrases = elements.phrases
    last = 0
    phrases.number = number
    for piece, offset in pieces(html):
        phrases.number += html.count("\n", last, offset)
        last = offset
        code = elements.code
        if code is not None and not (isinstance(piece, Tag) and piece.closing and piece.name == "pre"):
            code.append(_in_code(elements, piece))
        elif isinstance(piece, str):
            _text(elements, piece)
        else:
            elements.started()
            phrases.tag(piece)
            elements.last = max(elements.last, elements.first if piece.name != "img" else phrases.number)
    phrases.number = number + html.rstrip().count("\n")
    if elements.code is None:
        elements.flush()
    phrases.reset()


def _in_code(elements: Elements, piece: Tag | str) -> str:
    """What stands in `<pre>` as it is: characters, line ends, text in angle brackets."""
    if isinstance(piece, str):
        return piece
    if piece.name == "br":
        return "\n"
    if piece.name == "code" and not piece.closing and (match := _LANGUAGE.search(piece.get("class"))):
        elements.open[-1].tag.attributes["lang"] = match[1]
    return piece.source.replace("<", "&lt;") if piece.literal else ""


def _text(elements: Elements, raw: str) -> None:
    phrases = elements.phrases
    text = _FOLDED.sub(" ", raw)
    if text.startswith(" ") and phrases.line.ends_blank():
        text = text[1:]
    if not text:
        return
    if not phrases.line:
        elements.first = phrases.number + raw[: len(raw) - len(raw.lstrip())].count("\n")
    elements.last = phrases.number + raw.rstrip().count("\n")
    last = 0
    for match in _NOTE.finditer(text) if elements.context.labels else ():
        if match[1] in elements.context.labels:
            phrases.say(decoded(text[last : match.start()]))
            phrases.note(match[1])
            last = match.end()
    phrases.say(decoded(text[last:]))
