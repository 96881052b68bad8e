"""What the steps of an import hand on: blocks with how they looked, and what each step did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Block, Heading, Paragraph
from ..notices import Notice
from ..plain import block_text, fold, inline_text

SHOWN = 60
"""Characters of a text that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looked on the page, where its style does not say what it is."""

    size: float = 0.0
    """Points of most of its characters; 0 where nobody knows."""
    bold: bool = False
    underlined: bool = False
    italic: bool = False
    capitals: bool = False
    centred: bool = False
    left: int = 0
    right: int = 0
    """Indents in twips."""
    begins_page: bool = False
    style: str = ""
    """Name of its style in small letters."""
    contents: bool = False
    """It stands in a field that Word fills in: contents, list of tables, index."""
    title: bool = False
    """It has the style of the document's title."""
    bookmark: str = ""
    """A bookmark on it to which something leads."""
    typed: str = ""
    """Its characters with their tabs."""
    lettered: bool = False
    """An item whose list counts a, b, c or i, ii, iii."""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and how it looked."""

    block: Block
    look: Look = PLAIN

    @property
    def text(self) -> str:
        return fold(block_text(self.block))


Pieces = tuple[Piece, ...]


@dataclass(slots=True)
class Told:
    """What the steps did: notices, and the words that they left out on purpose."""

    file: str = ""
    notices: list[Notice] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def say(self, template: str, place: str = "", **values: object) -> None:
        self.notices.append(Notice(template, values, file=self.file, place=place))

    def drop(self, pieces: Iterable[Piece]) -> None:
        """These words are left out, and a notice says so."""
        self.left_out += (text for piece in pieces if (text := piece.text))


def shown(text: str, most: int = SHOWN) -> str:
    """A text short enough to be quoted in a sentence."""
    words = fold(text)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def place_of(pieces: Sequence[Piece], at: int) -> str:
    """The heading that a piece stands under, by which people find it."""
    here: Heading | None = None
    for piece in reversed(pieces[: at + 1]):
        block = piece.block
        if isinstance(block, Heading) and (here is None or block.level < here.level):
            if here is not None and block.level == 1:
                return f"{shown(inline_text(block.content), 40)} › {shown(inline_text(here.content), 40)}"
            here = here or block
    return shown(inline_text(here.content)) if here else ""


def is_text(piece: Piece) -> bool:
    """Whether a piece is a paragraph of the text itself, in no list, quotation or generated part."""
    return isinstance(piece.block, Paragraph) and not piece.block.role and not piece.block.within


def outside(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces that the page shows as text: not what Word generates."""
    return (piece for piece in pieces if not piece.look.contents and not (isinstance(piece.block, Paragraph) and piece.block.role))
