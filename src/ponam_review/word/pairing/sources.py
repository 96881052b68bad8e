"""What the two files are made of: the model's blocks, each with the XML it was read from.

The comparing engine sees `text.model`; what it must not compare (the XML itself) is kept aside, found again by number. Formats, links and
paragraph properties become numbers that are equal where what they say is equal.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...text.model import Block, Cell, Image
from ..reading.hooks import Element

Side: TypeAlias = Literal["old", "new"]
EventKind: TypeAlias = Literal["mark", "block", "open", "close"]
"""mark: bookmark, comment or field character inside a paragraph; block: one between paragraphs; open, close: around some of them."""

NO_BREAK_HYPHEN, SOFT_HYPHEN = "\ufdd1", "\ufdd2"
"""Stand for the elements of these names in the text of runs: noncharacters, which no text may hold."""


@dataclass(frozen=True, slots=True)
class Event:
    """What stands between the things that are compared: kept from the new file, dropped from the old one.

    `at` counts characters and objects from the beginning of the story, the end of a paragraph and a table being one each.
    """

    at: int
    kind: EventKind
    element: Element
    own: bool = False
    """The number of a note in its own text: it stays in a deleted note too."""


@dataclass(frozen=True, slots=True)
class Story:
    """The blocks of a body, cell, note or text box."""

    blocks: tuple[Block, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Opaque(Image):
    """What the model does not know: compared by content (`source`), carried as it is."""

    elements: tuple[Element, ...] = field(default=(), compare=False, repr=False)
    part: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WordCell(Cell):
    form: str = ""
    """Number of its properties (and, in the first cell, the row's): cells of another look are not equal."""
    element: Element | None = field(default=None, compare=False, repr=False)
    story: Story = field(default_factory=Story, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paragraph, row or table was read from. `form` numbers its properties."""

    element: Element
    side: Side
    form: int = 0


@dataclass(frozen=True, slots=True)
class Inset:
    """A note or text box: the element at paragraph level that holds or names it, and its story."""

    kind: Literal["footnote", "endnote", "box"]
    side: Side
    run: Element
    story: Story
    part: str
    identity: str = ""
    definition: Element | None = None
    shell: int = 0
    """Number of what the box looks like, its words apart."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An element around runs: hyperlink, content control, direction of writing."""

    element: Element
    url: str = ""
    kind: str = ""


class Numbers:
    """Gives equal values the same number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def number(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))


@dataclass(slots=True)
class Registry:
    """Everything read from both files, by number. Mutable while they are read."""

    numbers: Numbers = field(default_factory=Numbers)
    sources: list[Source] = field(default_factory=list)
    insets: list[Inset] = field(default_factory=list)
    formats: list[Element | None] = field(default_factory=lambda: [None])
    alike: list[int] = field(default_factory=lambda: [0])
    """For each format, the number of what it says: two formats that differ in language only say the same."""
    wrappers: dict[str, tuple[Wrapper, ...]] = field(default_factory=dict)
    leads: dict[str, int] = field(default_factory=dict)
    """For each link, the number of where it leads."""
    _formats: dict[Hashable, int] = field(default_factory=dict)

    def add_source(self, source: Source) -> tuple[int, int]:
        self.sources.append(source)
        return len(self.sources) - 1, 0

    def source(self, lines: tuple[int, int] | None) -> Source | None:
        return self.sources[lines[0]] if lines is not None else None

    def add_inset(self, inset: Inset) -> str:
        self.insets.append(inset)
        return str(len(self.insets) - 1)

    def inset(self, label: str) -> Inset:
        return self.insets[int(label)]

    def format(self, raw: Hashable, said: Hashable, element: Element | None) -> int:
        if not raw:
            return 0
        known = self._formats.get((raw, said))
        if known is None:
            known = self._formats[raw, said] = len(self.formats)
            self.formats.append(element)
            self.alike.append(self.numbers.number(said) if said else 0)
        return known
