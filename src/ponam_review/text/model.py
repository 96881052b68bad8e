"""The one model of the text: what every reader makes and every writer takes.

A document is a sequence of sections, a section a *flat* sequence of blocks. Nesting (quotations, lists) is not a tree: each block says
what it stands within. That is how Word stores paragraphs and how comparison aligns them; Markdown’s tree is recovered without loss.
All values are immutable and compare by content; where they were read from (`lines`, `label`, `file`) and what the tool
adds (`number`) does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag
from typing import Literal, TypeAlias


class Mark(IntFlag):
    """Character formatting of a run; kept in `Run.marks` as a plain integer."""

    STRONG = 1
    EMPHASIS = 2
    STRIKE = 4
    SUBSCRIPT = 8
    SUPERSCRIPT = 16
    CODE = 32


# ------------------------------------------------------------------ inside a paragraph


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with one formatting. `text` holds no line break; `link` is an address, or `#id` inside the document."""

    text: str
    marks: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing where its mark stands. `label` is the name it had in the source (`[^label]`)."""

    blocks: tuple[Block, ...]
    label: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to a section, heading, table or figure; `label` ("section 3.2") is filled in by `text.flow.prepare`."""

    target: str
    label: str = ""
    marks: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a line of text. `source` is a path relative to the section's file, or an address."""

    source: str
    alt: str = ""
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """The generated beginning of a caption, "Tableau 3 – "; put there by `text.flow`, never by a reader of Markdown."""

    sequence: Literal["table", "figure"]
    number: int
    label: str
    """What is printed, separator included."""


Inline: TypeAlias = Run | Break | Note | Reference | Image | Counter
Inlines: TypeAlias = tuple[Inline, ...]

# ------------------------------------------------------------------ what a block stands within


@dataclass(frozen=True, slots=True)
class Quote:
    """Inside a quotation. `opens`: this block is its first."""

    opens: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Inside a list item.

    `opens`: this block carries the item's marker (the item's other blocks follow it, aligned with its text).
    `start`: set on the first block of the first item only; its number in an ordered list, 0 in an unordered one.
    """

    ordered: bool = False
    opens: bool = True
    start: int | None = None


Container: TypeAlias = Quote | Item
Within: TypeAlias = tuple[Container, ...]
Lines: TypeAlias = tuple[int, int] | None
"""First and last source line, counted from 1."""

# ------------------------------------------------------------------ blocks

Scheme: TypeAlias = Literal["", "body", "annex"]
"""How a heading is numbered: not at all, 1.2.3, or A.1."""

Role: TypeAlias = Literal[
    "",
    "cover-left",
    "cover-right",
    "cover-emblem",
    "cover-title",
    "cover-subtitle",
    "cover-line",
    "cover-mark",
    "contents-title",
    "contents",
    "sigles-title",
    "sigles",
    "tables-title",
    "tables",
    "figures-title",
    "figures",
]
"""What a generated paragraph is for; "" for the text itself."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    content: Inlines
    id: str = ""
    within: Within = ()
    scheme: Scheme = ""
    number: str = field(default="", compare=False)
    lines: Lines = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    within: Within = ()
    role: Role = ""
    level: int = 0
    """Depth of a contents entry; 0 elsewhere."""
    target: str = ""
    """The heading, table or figure that a line of the contents or of a list leads to; empty elsewhere."""
    lines: Lines = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str = ""
    within: Within = ()
    lines: Lines = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, with its caption."""

    image: Image
    caption: Inlines = ()
    id: str = ""
    within: Within = ()
    lines: Lines = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    within: Within = ()
    lines: Lines = field(default=None, compare=False)


Align: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    columns: int = 1
    """Columns it spans."""
    rows: int = 1
    """Rows it spans; the rows below do not repeat it."""
    head: bool = False
    """A heading cell outside the header rows (first column, usually)."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    lines: Lines = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    header_rows: int = 1
    align: tuple[Align, ...] = ()
    """One value a column."""
    caption: Inlines = ()
    id: str = ""
    within: Within = ()
    landscape: bool = False
    widths: tuple[int, ...] = ()
    """Relative widths of the columns; empty: by content."""
    lines: Lines = field(default=None, compare=False)
    bare: bool = field(default=False, compare=False)
    """Without rules: it only sets things side by side (the head of a letter). Generated; no reader makes one."""


Block: TypeAlias = Heading | Paragraph | Code | Figure | Rule | Table

# ------------------------------------------------------------------ the whole

SectionKind: TypeAlias = Literal["corps", "liminaire", "annexe"]


@dataclass(frozen=True, slots=True)
class Section:
    """One Markdown file. `id` is forever. A loose file is a section without title whose front matter is kept in `meta` unread."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    kind: SectionKind = "corps"
    owner: str = ""
    status: str = ""
    alignments: tuple[str, ...] = ()
    meta: tuple[tuple[str, object], ...] = ()
    """Other front matter, in source order (values as YAML gives them, lists as tuples)."""
    file: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover data of a document of a workspace; loose files have none."""

    institution: tuple[str, ...] = ()
    """Lines at the top left: ministry, secretariat general."""
    state: tuple[str, ...] = ()
    """Lines at the top right: name of the State, motto."""
    subtitle: str = ""
    period: str = ""
    date: str = ""
    edition: str = ""
    status: str = ""
    mark: str = ""
    """Warning printed on every page ("EXEMPLE FICTIF – sans valeur officielle")."""
    translation: str = ""
    """From which edition a translation was made ("Traduit à partir de la version : Projet 1"); empty in the source's language."""
    emblem: Image | None = None
    """The arms or logo that the graphic charter puts on the cover."""


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    sections: tuple[Section, ...]
    language: str = "fr"
    cover: Cover | None = None


ListKind: TypeAlias = Literal["sigles", "tables", "figures"]
"""A list that stands behind the contents."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """A line of the glossary that develops an acronym. Homonyms are lines of their own: "CT" is two things."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Any state of the text. `loose`: it came from a file outside a workspace and is rendered bare (CONTRACT.md)."""

    name: str
    documents: tuple[Document, ...]
    loose: bool = False
    lists: tuple[ListKind, ...] = ()
    """Lists that its graphic charter puts behind the contents."""
    acronyms: tuple[Acronym, ...] = ()
