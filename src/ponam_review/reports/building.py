"""Short ways to build the documents that reports are: paragraphs, cells, tables of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..text.model import Align, Break, Cell, Inline, Inlines, Item, Mark, Paragraph, Row, Run, Table


def words(text: str, marks: int = 0) -> Inlines:
    """A text with its line breaks."""
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        inlines += (Break(),) if number else ()
        inlines += (Run(line, int(marks)),) if line else ()
    return tuple(inlines)


def para(text: str, marks: int = 0) -> Paragraph:
    return Paragraph(words(text, marks))


def items(texts: Iterable[str | Inlines]) -> list[Paragraph]:
    """An unordered list."""
    made = []
    for number, text in enumerate(texts):
        content = words(text) if isinstance(text, str) else text
        made.append(Paragraph(content, within=(Item(ordered=False, opens=True, start=None if number else 0),)))
    return made


def cell(text: str | Inlines, *, head: bool = False, marks: int = 0, columns: int = 1) -> Cell:
    content = words(text, marks) if isinstance(text, str) else text
    return Cell((Paragraph(content),), head=head, columns=columns)


def head_row(texts: Iterable[str]) -> Row:
    return Row(tuple(cell(text, marks=int(Mark.STRONG)) for text in texts))


def grid(
    head: Sequence[str],
    rows: Iterable[Sequence[str | Inlines]],
    widths: tuple[int, ...],
    *,
    align: tuple[Align, ...] = (),
    caption: str = "",
    landscape: bool = False,
) -> Table:
    """A table of words under its headings."""
    made = [Row(tuple(cell(one) for one in row)) for row in rows]
    first = (head_row(head),) if head else ()
    return Table(
        (*first, *made), header_rows=len(first), align=align, caption=words(caption), widths=widths, landscape=landscape
    )


def short(text: str, most: int) -> str:
    """The first words of a text."""
    folded = " ".join(text.split(" ")).strip()
    folded = " ".join(folded.split("\n"))
    return folded if len(folded) <= most else folded[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def unbroken(name: str) -> str:
    """The number of a remark, which no line breaks in two."""
    return name.replace("-", "\u2011")
