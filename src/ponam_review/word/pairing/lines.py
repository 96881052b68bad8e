"""The inside of a paragraph of the redline: runs, objects and notes in their states, with the new file's marks in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from ...compare.changes import NoteEdit
from ...text.model import Break, Note, Run
from ..reading.hooks import Element
from ..reading.names import RELATION_ID, RUN, RUN_PROPERTIES, TEXT, W
from ..writing.atoms import Atom
from ..writing.tracking import State
from .elements import shell_of
from .pen import NAMESPACES, OLD_ONLY, TAGS, Pen, text_run
from .sources import NO_BREAK_HYPHEN, SOFT_HYPHEN, Event, Opaque, Side

_SPECIAL = {"\t": W + "tab", NO_BREAK_HYPHEN: W + "noBreakHyphen", SOFT_HYPHEN: W + "softHyphen"}
_SIMPLE_FIELD = W + "fldSimple"

WriteNote = Callable[[Note, State, NoteEdit | None], Element]


@dataclass(slots=True)
class Cursor:
    """How far a story has been written, counted in the file that the story is read from."""

    events: tuple[Event, ...]
    side: Side = "new"
    next: int = 0
    at: int = 0

    def counts(self, state: State) -> bool:
        return (state not in OLD_ONLY) if self.side == "new" else (state in OLD_ONLY or state == "")

    def waiting(self, kinds: tuple[str, ...], upto: int) -> bool:
        return self.next < len(self.events) and self.events[self.next].kind in kinds and self.events[self.next].at <= upto

    def take(self) -> Event:
        self.next += 1
        return self.events[self.next - 1]

    def keeps(self, event: Event) -> bool:
        return self.side == "new" or event.own

    def skip(self, length: int) -> None:
        """What stands inside a paragraph that is kept as it is."""
        self.at += length
        while self.waiting(("mark",), self.at):
            self.take()


@dataclass(slots=True)
class _Token:
    element: Element
    link: str
    state: State | None
    """None: a mark, which belongs to no change."""


@dataclass(slots=True)
class LineWriter:
    """Writes the atoms of one paragraph."""

    pen: Pen
    cursor: Cursor
    note: WriteNote
    _tokens: list[_Token] = field(default_factory=list)

    def written(self, atoms: Iterable[Atom]) -> list[Element]:
        for atom in atoms:
            self._atom(atom)
        self._marks("")
        return self._wrapped()

    # ------------------------------------------------------------------ atoms as tokens

    def _atom(self, atom: Atom) -> None:
        thing, state = atom.thing, atom.state
        counts = self.cursor.counts(state)
        match thing:
            case Run():
                self._run(atom, thing, counts)
                return
            case Note():
                if counts:
                    self._marks("")
                self._add(self.note(thing, state, atom.edit), "", state)
            case Opaque():
                if counts:
                    self._marks(thing.link)
                for element in self._opaque(thing, state):
                    self._add(element, thing.link, state)
            case Break():
                if counts:
                    self._marks("")
                run = etree.Element(RUN, nsmap=NAMESPACES)
                etree.SubElement(run, W + "br")
                self._add(run, "", state)
            case _:
                raise TypeError(thing)
        if counts:
            self.cursor.at += 1

    def _run(self, atom: Atom, run: Run, counts: bool) -> None:
        text = run.text
        while text:
            length = len(text)
            if counts:
                self._marks(run.link)
                cursor = self.cursor
                if cursor.waiting(("mark",), cursor.at + length - 1):
                    length = cursor.events[cursor.next].at - cursor.at
                cursor.at += length
            self._add(self._text(text[:length], run, atom), run.link, atom.state)
            text = text[length:]

    def _text(self, text: str, run: Run, atom: Atom) -> Element:
        properties = self.pen.run_properties(run.marks, atom.state)
        if isinstance(atom.old, Run):
            if properties is None:
                properties = etree.Element(RUN_PROPERTIES, nsmap=NAMESPACES)
            properties.append(self.pen.former(RUN_PROPERTIES, self.pen.registry.formats[atom.old.marks]))
        return text_run(text, properties, W + "delText" if atom.state == "-" else TEXT, _SPECIAL)

    def _opaque(self, thing: Opaque, state: State) -> list[Element]:
        elements = list(thing.elements)
        if state:
            elements = [part for element in elements for part in _complex(element)]
        if state not in OLD_ONLY:
            return [deepcopy(element) for element in elements]
        adopted = [self.pen.adopted(element, thing.part) for element in elements]
        return [self.pen.struck(element) for element in adopted] if state == "-" else adopted

    def _add(self, element: Element, link: str, state: State | None) -> None:
        self._tokens.append(_Token(element, link, state))

    def _marks(self, link: str) -> None:
        """The marks that stand before the next thing; inside a link they stay in it."""
        cursor = self.cursor
        while cursor.waiting(("mark",), cursor.at):
            event = cursor.take()
            if cursor.keeps(event):
                inside = link if self._tokens and self._tokens[-1].link == link else ""
                element = event.element if cursor.side == "new" else self.pen.adopted(event.element, "")
                self._add(element, inside, None)

    # ------------------------------------------------------------------ tokens as XML

    def _wrapped(self) -> list[Element]:
        out: list[Element] = []
        for link, tokens in groupby(self._tokens, lambda token: token.link):
            group = list(tokens)
            states = {token.state for token in group if token.state is not None}
            whole: State = next(iter(states)) if len(states) == 1 else ""
            out += self._linked(link, group, whole) if link else self._changed(group)
        return out

    def _changed(self, tokens: list[_Token]) -> list[Element]:
        out: list[Element] = []
        for state, group in groupby(tokens, lambda token: token.state):
            elements = [token.element for token in group]
            if not state:
                out += elements
                continue
            change = self.pen.tracked(TAGS[state])
            change.extend(elements)
            out.append(change)
        return out

    def _linked(self, link: str, group: list[_Token], whole: State) -> list[Element]:
        wrappers = self.pen.registry.wrappers
        old = whole in OLD_ONLY or f"new:{link}" not in wrappers
        chain = wrappers.get(f"{'old' if old else 'new'}:{link}", ())
        if old:
            # A removed control leaves with its words; only links come back around them.
            chain = tuple(wrapper for wrapper in chain if wrapper.kind == "hyperlink")
        content = self._changed(group)
        for wrapper in reversed(chain):
            shell = self._shell(wrapper.element, wrapper.url, old)
            inside = shell.find(W + "sdtContent") if wrapper.kind == "sdt" else shell
            (shell if inside is None else inside).extend(content)
            content = [shell]
        return content

    def _shell(self, element: Element, url: str, old: bool) -> Element:
        copy = shell_of(element)
        if element.tag == W + "sdt":
            copy.extend(deepcopy(child) for child in element if child.tag in (W + "sdtPr", W + "sdtEndPr"))
            etree.SubElement(copy, W + "sdtContent")
        if url and (old or RELATION_ID in copy.attrib):
            copy.set(RELATION_ID, self.pen.bundle.hyperlink(self.pen.part, url))
        return copy


def _complex(element: Element) -> list[Element]:
    """A simple field as runs: only runs can be inserted or removed (ECMA-376-1 §17.16.19)."""
    if element.tag != _SIMPLE_FIELD:
        return [element]
    code = element.get(W + "instr") or ""
    parts = [_field_run("begin")]
    instruction = etree.Element(RUN, nsmap=NAMESPACES)
    text = etree.SubElement(instruction, W + "instrText")
    text.text = code
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts += [instruction, _field_run("separate")]
    parts += [part for child in element for part in _complex(child) if child.tag in (RUN, _SIMPLE_FIELD)]
    return [*parts, _field_run("end")]


def _field_run(kind: str) -> Element:
    run = etree.Element(RUN, nsmap=NAMESPACES)
    etree.SubElement(run, W + "fldChar").set(W + "fldCharType", kind)
    return run
