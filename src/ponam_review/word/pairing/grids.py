"""Tables of the redline: rows, cells and columns that came or went, in the new file's table."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from ...compare.changes import CellEdit, RowEdit
from ...text.model import Cell, Row, Table
from ..reading.hooks import Element
from ..reading.names import CELL, PARAGRAPH, ROW, TABLE, VAL, W
from ..writing.blocks import Grid
from ..writing.tracking import State
from .elements import attributes
from .pen import NAMESPACES, OLD_ONLY, TAGS
from .sources import Source, Story, WordCell

if TYPE_CHECKING:
    from .writing import StoryWriter

_WIDTHS = frozenset((W + "tcW", W + "tblW", W + "tblLook", W + "cnfStyle", W + "trHeight", W + "tblCellMar"))
_SIGNED_CELLS: dict[State, str] = {"+": W + "cellIns", "-": W + "cellDel"}


class GridWriter:
    """Writes tables; the inside of cells is written by the story writer."""

    def __init__(self, writer: StoryWriter) -> None:
        self._writer = writer
        self._pen = writer.pen

    def table(self, grid: Grid) -> Element:
        """One `w:tbl`: one that came or went whole, or the rows of both tables in one grid."""
        edit = grid.step.table if grid.step is not None else None
        source = self._source(grid.table)
        table = etree.Element(TABLE, nsmap=NAMESPACES)
        old = grid.state in OLD_ONLY
        for name in ("tblPr", "tblGrid"):
            element = source.element.find(W + name)
            if element is not None:
                table.append(self._pen.adopted(element, "") if old else deepcopy(element))
        if edit is None:
            state: State = "-" if old else "+"
            table.extend(self._whole_row(row, state) for row in grid.table.rows)
            return table
        self._former_look(table, self._source(edit.old), source)
        for row in edit.rows:
            table.extend(self._row(row, edit.old, edit.new))
        return table

    def _source(self, table: Table) -> Source:
        source = self._pen.registry.source(table.lines)
        assert source is not None
        return source

    def _former_look(self, table: Element, old: Source, new: Source) -> None:
        if old.form == new.form:
            return
        before, after = old.element.find(W + "tblPr"), table.find(W + "tblPr")
        if before is not None and after is not None:
            after.append(self._pen.former(W + "tblPr", before))

    # ------------------------------------------------------------------ rows

    def _row(self, edit: RowEdit, old: Table, new: Table) -> list[Element]:
        if edit.op == "same" and edit.new is not None:
            return [self._writer.kept(self._row_source(edit.new).element)]
        if edit.op == "edit" and edit.old is not None and edit.new is not None:
            if not self._fits(edit, old, new):
                return [self._whole_row(edit.old, "-"), self._whole_row(edit.new, "+")]
            return [self._edited_row(edit, edit.old, edit.new)]
        row, state = (edit.new, "+") if edit.new is not None else (edit.old, "-")
        assert row is not None
        return [self._whole_row(row, "+" if state == "+" else "-", edit.cells)]

    def _fits(self, edit: RowEdit, old: Table, new: Table) -> bool:
        """Whether both rows can be shown in one: cells that span columns cannot change their span, or come and go."""
        spans = any(cell.columns != 1 for table in (old, new) for row in table.rows for cell in row.cells)
        lone = any(cell.old is None or cell.new is None for cell in edit.cells)
        return not (spans and lone) and all(c.old is None or c.new is None or c.old.columns == c.new.columns for c in edit.cells)

    def _row_source(self, row: Row) -> Source:
        source = self._pen.registry.source(row.lines)
        assert source is not None
        return source

    def _shell(self, row: Row) -> Element:
        """The row without its cells."""
        source = self._row_source(row)
        shell = etree.Element(ROW, nsmap=NAMESPACES)
        if source.side == "new":
            for key, value in attributes(source.element):
                shell.set(key, value)
        for name in ("tblPrEx", "trPr"):
            element = source.element.find(W + name)
            if element is not None:
                shell.append(deepcopy(element) if source.side == "new" else self._pen.adopted(element, ""))
        return shell

    def _whole_row(self, row: Row, state: State, cells: tuple[CellEdit, ...] = ()) -> Element:
        shell = self._shell(row)
        _row_properties(shell).append(self._pen.tracked(TAGS[state]))
        if cells:
            shell.extend(self._cell(c.new or c.old, state) if c.new or c.old else self._empty_cell(state) for c in cells)
        else:
            shell.extend(self._cell(cell, state) for cell in row.cells)
        return shell

    def _edited_row(self, edit: RowEdit, old: Row, new: Row) -> Element:
        shell = self._shell(new)
        before, after = self._row_source(old), self._row_source(new)
        if before.form != after.form:
            former = self._pen.former(W + "trPr", before.element.find(W + "trPr"))
            if not len(former[0]):
                etree.SubElement(former[0], W + "cantSplit").set(VAL, "off")
            _row_properties(shell).append(former)
        shell.extend(self._edited_cell(cell) for cell in edit.cells if cell.old is not None or cell.new is not None)
        return shell

    # ------------------------------------------------------------------ cells

    def _cell(self, cell: Cell | None, state: State, *, sign: bool = False) -> Element:
        """A cell that came or went, with its row or (`sign`) by itself."""
        source = cell.element if isinstance(cell, WordCell) else None
        story = cell.story if isinstance(cell, WordCell) else Story()
        shell = etree.Element(CELL, nsmap=NAMESPACES)
        properties = source.find(W + "tcPr") if source is not None else None
        if properties is not None:
            shell.append(self._pen.adopted(properties, "") if state in OLD_ONLY else deepcopy(properties))
        if sign:
            head = shell.find(W + "tcPr")
            (head if head is not None else etree.SubElement(shell, W + "tcPr")).append(self._pen.tracked(_SIGNED_CELLS[state]))
        shell.extend(_closed(self._writer.blocks(story, state)))
        return shell

    def _edited_cell(self, edit: CellEdit) -> Element:
        if edit.old is None:
            return self._cell(edit.new, "+", sign=True)
        if edit.new is None:
            return self._cell(edit.old, "-", sign=True)
        shell = etree.Element(CELL, nsmap=NAMESPACES)
        before = edit.old.element if isinstance(edit.old, WordCell) else None
        after = edit.new.element if isinstance(edit.new, WordCell) else None
        former = before.find(W + "tcPr") if before is not None else None
        properties = after.find(W + "tcPr") if after is not None else None
        if properties is not None:
            shell.append(deepcopy(properties))
        if self._pen.differ(former, properties, _WIDTHS):
            head = shell.find(W + "tcPr")
            (head if head is not None else etree.SubElement(shell, W + "tcPr")).append(self._pen.former(W + "tcPr", former))
        events = edit.new.story.events if isinstance(edit.new, WordCell) else ()
        shell.extend(_closed(self._writer.steps(edit.steps, events)))
        return shell

    def _empty_cell(self, state: State) -> Element:
        """A place in a row that came or went for a column that only the other text has: it goes when the row stays."""
        shell = etree.Element(CELL, nsmap=NAMESPACES)
        properties = etree.SubElement(shell, W + "tcPr")
        etree.SubElement(properties, W + "tcW", {W + "w": "0", W + "type": "auto"})
        properties.append(self._pen.tracked(_SIGNED_CELLS["-" if state == "+" else "+"]))
        return _with_paragraph(shell)


def _row_properties(row: Element) -> Element:
    """The properties of a row, to be tracked: they may not hold a sign alone (ECMA-376-1 §17.4.82)."""
    properties = row.find(W + "trPr")
    if properties is None:
        properties = etree.Element(W + "trPr", nsmap=NAMESPACES)
        exceptions = row.find(W + "tblPrEx")
        row.insert(0 if exceptions is None else 1, properties)
    if not len(properties):
        etree.SubElement(properties, W + "cantSplit").set(VAL, "off")
    return properties


def _closed(content: list[Element]) -> list[Element]:
    """A cell ends with a paragraph (ECMA-376-1 §17.4.65)."""
    if not content or content[-1].tag != PARAGRAPH:
        content.append(etree.Element(PARAGRAPH, nsmap=NAMESPACES))
    return content


def _with_paragraph(cell: Element) -> Element:
    etree.SubElement(cell, PARAGRAPH)
    return cell
