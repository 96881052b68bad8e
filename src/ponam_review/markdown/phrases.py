"""The text of paragraphs: Markdown's inline tokens and HTML's phrasing elements → inlines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown_it.token import Token

from ..text.model import Break, Image, Inlines, Mark, Note, Reference
from .context import Context
from .dialect import Attributes, is_plain, parse_line, read_attributes
from .line import Line
from .tags import DROPPED, FLOW, MARKS, VOID, WRAPPERS, Tag, read_tag

_SOFT = re.compile(r"[ \t]*\n[ \t]*")
_UNDEFINED = re.compile(r"(?<!\\)\[\^([^\s\]]+)\]")
_STRONG, _EMPHASIS, _STRIKE = int(Mark.STRONG), int(Mark.EMPHASIS), int(Mark.STRIKE)
_MARKED = {"strong": _STRONG, "em": _EMPHASIS, "s": _STRIKE}


class _Open(NamedTuple):
    """An HTML element open in a line, or a Markdown link or mark (`name` starts with a sign no element has)."""

    name: str
    marks: int = 0
    link: str = ""
    size: int = 0
    """How much the line held when a link opened: a link without text is a cross-reference."""


class Phrases:
    """Reads one line of text after another. `flow` takes the tags that stand between paragraphs; without it they vanish."""

    def __init__(self, context: Context, flow: Callable[[Tag], None] | None = None) -> None:
        self.context = context
        self.flow = flow
        self.line = Line()
        self.number = 0
        self.in_line = False
        self.anchors: list[str] = []
        self.attributes: Attributes | None = None
        self.marks = 0
        self.link = ""
        self._open: list[_Open] = []
        self._count = 0
        self._mute = ""
        self._gap = False
        """Something was left out here: of the spaces around it one is enough."""

    # ---------------------------------------------------------------- whole lines

    def read(self, content: str, number: int) -> Inlines:
        """The inlines of a line of Markdown that starts on source line `number`; no paragraph can begin inside it."""
        if is_plain(content):
            self.line.say(content)
        else:
            self.in_line = True
            self.tokens(content, number)
            self.in_line = False
            self.reset()
        return self.line.take()

    def tokens(self, content: str, number: int) -> None:
        """Reads a line of Markdown into the line being gathered."""
        self.number = number
        if "[^" in content:
            self._undefined(content)
        if "\n" in content and is_plain(flat := _SOFT.sub(" ", content)) and "  \n" not in content:
            self.say(flat)
            return
        for token in parse_line(content, self.context.env):
            _TOKENS[token.type](self, token)

    def _undefined(self, content: str) -> None:
        for label in _UNDEFINED.findall(content):
            if label not in self.context.labels:
                self.context.lost("the footnote [^{label}] is not defined; it is kept as text", self.number, label=label)

    def reset(self) -> None:
        """The end of a line of Markdown: what it left open is closed."""
        self._open.clear()
        self.marks, self.link, self._mute = 0, "", ""

    def take_attributes(self, *, table: bool = False) -> Attributes | None:
        """The attribute list met in the line; what of it has no meaning here is lost."""
        attributes, self.attributes = self.attributes, None
        if attributes is not None and not attributes.source.startswith("{:"):
            known = {"landscape", "widths"} if table else set()
            if {*attributes.classes, *(key for key, _ in attributes.pairs)} - known:
                self.context.lost("the attribute list {list} is left out", self.number, list=attributes.source)
        return attributes

    def take_paragraph(self) -> tuple[Inlines, str]:
        """The line and its id: only a picture that stands alone has one, elsewhere `{#x}` is text."""
        attributes = self.attributes
        if attributes is None:
            return self.line.take(), ""
        if self.line.is_picture() or attributes.source.startswith("{:"):
            self.take_attributes()
            return self.line.take(), attributes.id
        self.attributes = None
        self.line.say(attributes.source)
        return self.line.take(), ""

    def take_anchor(self) -> str:
        """The name of the first anchor `<a name="x"></a>` in the line; it serves as the id of a heading."""
        anchors, self.anchors = self.anchors, []
        return anchors[0] if anchors else ""

    # ---------------------------------------------------------------- pieces

    def say(self, text: str, marks: int = 0) -> None:
        if self._gap and text:
            self._gap = False
            if text[0] == " " and self.line.ends_blank():
                text = text[1:]
        if text and not self._mute:
            self._count += 1
            self.line.say(text, self.marks | marks, self.link)

    def insert(self, inline: Break | Image | Note | Reference) -> None:
        if not self._mute:
            self._count += 1
            self.line.add(inline)

    def image(self, source: str, alt: str, title: str) -> None:
        address = self.context.address(source, self.number)
        if address:
            self.insert(Image(address, fold_lines(alt), fold_lines(title), self.link))
        else:
            self.say(fold_lines(alt))

    def note(self, label: str) -> None:
        """A note, or the words that stand for it."""
        note = self.context.read_note(label, self.number)
        if isinstance(note, str):
            self.say(note)
        else:
            self.insert(note)

    def push(self, name: str, marks: int = 0, link: str = "") -> None:
        self._open.append(_Open(name, marks, link, self._count))
        self.marks |= marks
        self.link = link or self.link

    def pop(self, name: str) -> _Open | None:
        """Closes the innermost element of that name; those opened inside it stay open, as browsers do."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == name:
                closed = self._open.pop(place)
                self.marks, self.link = 0, ""
                for element in self._open:
                    self.marks |= element.marks
                    self.link = element.link or self.link
                return closed
        return None

    def close_link(self, name: str) -> None:
        opened = self.pop(name)
        if opened is None or not opened.link or opened.size != self._count:
            return
        if opened.link.startswith("#") and len(opened.link) > 1:
            self.insert(Reference(opened.link[1:], marks=self.marks))
        else:
            self._gap = True
            self.context.lost("a link to “{address}” has no text and is left out", self.number, address=opened.link)

    # ---------------------------------------------------------------- HTML

    def tag(self, tag: Tag) -> None:
        """A tag met in a line of text."""
        if self._mute:
            if tag.closing and tag.name == self._mute:
                self._mute = ""
                self._gap = True
        elif not tag.name:
            self._gap = True
            if tag.source.startswith("<!--"):
                self.context.comments.append(self.number)
        elif tag.literal and not (tag.closing and tag.name in self.context.unkept):
            self.say(tag.source)
        elif tag.name in DROPPED:
            self._mute = "" if tag.closing else tag.name
        elif tag.name in MARKS:
            if tag.closing:
                self.pop(tag.name)
            else:
                self.push(tag.name, MARKS[tag.name])
        elif tag.name in _PHRASES:
            _PHRASES[tag.name](self, tag)
        elif tag.name not in _SILENT:
            self._other(tag)

    def _other(self, tag: Tag) -> None:
        if tag.name in FLOW and self.flow is not None and not self.in_line:
            self.flow(tag)
            return
        if tag.name not in WRAPPERS and not tag.closing:
            lost_tag(self.context, tag, self.number)
        if tag.name in FLOW and not self.line.ends_blank():
            self.say(" ")

    def _anchor(self, tag: Tag) -> None:
        if tag.closing:
            self.close_link("a")
            return
        self.push("a", link=self.context.address(tag.get("href"), self.number))
        if name := tag.get("name") or tag.get("id"):
            self.anchors.append(name)

    def _picture(self, tag: Tag) -> None:
        self.image(tag.get("src"), tag.get("alt"), tag.get("title"))

    def _break(self, tag: Tag) -> None:
        self.insert(Break())

    def _input(self, tag: Tag) -> None:
        self._gap = True
        if tag.get("type").lower() != "hidden":
            self.context.lost("a form field is left out", self.number)


def lost_tag(context: Context, tag: Tag, number: int) -> None:
    """The notice for an element that has no place in the text."""
    context.unkept.add(tag.name)
    template = "the element <{tag}> is left out" if tag.name in VOID else "the element <{tag}> is not kept; its text is"
    context.lost(template, number, tag=tag.name)


def fold_lines(text: str) -> str:
    """Alternative texts and titles hold no line break."""
    return _SOFT.sub(" ", text).strip() if "\n" in text else text


_PHRASES: dict[str, Callable[[Phrases, Tag], None]] = {
    "a": Phrases._anchor,
    "img": Phrases._picture,
    "br": Phrases._break,
    "input": Phrases._input,
}
_SILENT = frozenset(("span", "label", "wbr", "bdi", "bdo", "data", "time", "nobr"))

# -------------------------------------------------------------------- Markdown tokens


def _text(phrases: Phrases, token: Token) -> None:
    phrases.say(token.content)


def _softbreak(phrases: Phrases, token: Token) -> None:
    phrases.number += 1
    phrases.say(" ")


def _hardbreak(phrases: Phrases, token: Token) -> None:
    phrases.number += 1
    phrases.insert(Break())


def _code(phrases: Phrases, token: Token) -> None:
    phrases.say(token.content, int(Mark.CODE))


def _mark_open(phrases: Phrases, token: Token) -> None:
    phrases.push("*" + token.tag, _MARKED[token.tag])


def _mark_close(phrases: Phrases, token: Token) -> None:
    phrases.pop("*" + token.tag)


def _link_open(phrases: Phrases, token: Token) -> None:
    address = str(token.attrs["href"])
    if title := token.attrs.get("title"):
        phrases.context.lost("the title of a link, “{title}”, is left out", phrases.number, title=title)
    if address:
        phrases.push("[", link=phrases.context.address(address, phrases.number))
    else:
        phrases.push("[")
        phrases.context.lost("a link without an address is kept as text", phrases.number)


def _link_close(phrases: Phrases, token: Token) -> None:
    phrases.close_link("[")


def _image(phrases: Phrases, token: Token) -> None:
    phrases.image(str(token.attrs["src"]), _plain(token.children or ()), str(token.attrs.get("title", "")))


def _plain(tokens: list[Token] | tuple[()]) -> str:
    """The characters of an alternative text."""
    words = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(_plain(token.children or ()))
        elif token.type in ("html_inline", "attributes"):
            words.append(token.content)
        elif token.type == "footnote_ref":
            words.append(f"[^{token.meta['label']}]")
    return "".join(words)


def _html(phrases: Phrases, token: Token) -> None:
    phrases.tag(read_tag(token.content))
    phrases.number += token.content.count("\n")


def _footnote(phrases: Phrases, token: Token) -> None:
    phrases.note(token.meta["label"])


def _attributes(phrases: Phrases, token: Token) -> None:
    attributes = read_attributes(token.content)
    if not token.content.startswith("{:"):
        phrases.attributes = attributes
        return
    if attributes.id:
        phrases.attributes = attributes
    if not attributes.id or attributes.classes or attributes.pairs or not attributes.well_formed:
        phrases.context.lost("the attribute list {list} is left out", phrases.number, list=token.content)


_TOKENS: dict[str, Callable[[Phrases, Token], None]] = {
    "text": _text,
    "text_special": _text,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "code_inline": _code,
    "strong_open": _mark_open,
    "strong_close": _mark_close,
    "em_open": _mark_open,
    "em_close": _mark_close,
    "s_open": _mark_open,
    "s_close": _mark_close,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "html_inline": _html,
    "footnote_ref": _footnote,
    "attributes": _attributes,
}
