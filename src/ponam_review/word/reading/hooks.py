"""What a walk over a story tells its reader."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from lxml import etree

    from .fields import Field

    Element: TypeAlias = etree._Element
    """What lxml's elements and the standard library's have in common: `tag`, `text`, `get`, `find`, `iter`, iteration over children."""
else:
    Element = object


class Hooks:
    """Everything a reader may want to know. By themselves the hooks do nothing; readers override those they need."""

    def text(self, text: str) -> None:
        """Characters of the current paragraph, tabs (`\\t`) included."""

    def line_break(self) -> None:
        self.text("\n")

    def page_break(self) -> None:
        """A page or column break inside a paragraph."""

    def paragraph_starts(self, paragraph: Element) -> None: ...

    def paragraph_properties(self, properties: Element) -> None: ...

    def paragraph_ends(self, mark: int) -> None:
        """`mark`: the readings in which the paragraph's mark stands; in the others the paragraph goes on."""

    def lines_end(self) -> None:
        """A cell, box or story ends, or a table row begins: what is pending in the readings of `presence` is a paragraph."""

    def run_starts(self, run: Element) -> None: ...

    def run_properties(self, properties: Element) -> None: ...

    def run_ends(self) -> None: ...

    def change_starts(self, change: Element) -> None:
        """`w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` around content."""

    def change_ends(self) -> None: ...

    def table_starts(self, table: Element) -> None: ...

    def table_properties(self, properties: Element) -> None:
        """`w:tblPr`, `w:tblPrEx` or `w:tblGrid`."""

    def table_ends(self) -> None: ...

    def row_starts(self, row: Element) -> None: ...

    def row_properties(self, properties: Element) -> None: ...

    def row_ends(self) -> None: ...

    def cell_starts(self, cell: Element) -> None: ...

    def cell_properties(self, properties: Element) -> None: ...

    def cell_ends(self) -> None: ...

    def box_starts(self) -> None:
        """A text box stands beside the paragraph it is anchored in: it is a story of its own."""

    def box_ends(self) -> None: ...

    def section_properties(self, properties: Element) -> None: ...

    def note_reference(self, kind: str, identity: str) -> None: ...

    def comment_starts(self, identity: str) -> None: ...

    def comment_ends(self, identity: str) -> None: ...

    def comment_reference(self, identity: str) -> None: ...

    def bookmark(self, name: str) -> None: ...

    def link_starts(self, link: Element) -> None: ...

    def link_ends(self) -> None: ...

    def field_result_starts(self, field: Field) -> None: ...

    def field_ends(self, field: Field) -> None: ...

    def picture(self, picture: Element) -> None:
        """`w:drawing`, `w:pict` or `w:object`."""

    def unread(self, element: Element) -> None:
        """Content kept in another file format: `w:altChunk`, `w:subDoc`."""
