"""The one walk over a story of a Word file: body, note, comment, text box, running head (a *story* is a stretch of text that stands alone).

`Story` knows how WordprocessingML nests, what is text and what is not, and in which reading each thing stands (`presence`). Readers
subclass it and override the hooks they need. The walk keeps its own stack: how deep a file nests is the file's choice.
"""

from __future__ import annotations

from ...text.errors import WordFileError
from . import revisions
from .fields import BROKEN, FIELD_CHARACTER_TYPE, Field, mark_broken_fields
from .formulas import Formulas
from .hooks import Hooks
from .names import ID, MC, VO, A, M, V, W
from .symbols import symbol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, ClassVar

    from .formulas import Frame, Leave
    from .hooks import Element

_UNDERSTOOD = {
    "wps",
    "wpg",
    "wpc",
    "wpi",
    "w14",
    "w15",
    "w16",
    "w16se",
    "w16cid",
    "wp14",
    "wp15",
    "a14",
    "a16",
    "aink",
    "v",
    "o",
    "m",
}
_SECTION = W + "sectPr"


DEEPEST = 1000
"""Elements inside one another; tables in tables in tables come to a hundred."""


class TooDeepError(WordFileError):
    """Whoever reads knows the file's name."""


class Story(Formulas, Hooks):
    """Walks stories; hooks do nothing by themselves."""

    presence: int
    """The readings in which the current place stands."""

    _NAMES: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        self.presence = revisions.BOTH
        self._mark = revisions.BOTH
        self._hidden = 0
        self._fields: list[Field] = []
        self._stack: list[tuple[Iterator[Element], Leave | None, Any]] = []
        self._enter = {tag: getattr(self, name) for tag, name in self._NAMES.items()}

    # -------------------------------------------------------------- the walk

    def walk(self, elements: Iterable[Element]) -> None:
        """Visit elements and everything below them, in document order."""
        enter = self._enter
        descend = self._descend
        stack = self._stack
        bottom = len(stack)
        stack.append((iter(elements), None, None))
        while len(stack) > bottom:
            children, leave, token = stack[-1]
            for element in children:
                frame = enter.get(element.tag, descend)(element)
                if frame is not None:
                    stack.append(frame)
                    if len(stack) > DEEPEST:
                        raise TooDeepError("the text is nested deeper than in any document; it was not read")
                    break
            else:
                stack.pop()
                if leave is not None:
                    leave(token)

    def walk_story(self, root: Element) -> None:
        """Visit a story, and end its last paragraph whatever its mark says."""
        mark_broken_fields(root)
        self.walk_blocks(root)

    def walk_blocks(self, blocks: Iterable[Element]) -> None:
        """The same for blocks that come one by one and hold no broken field."""
        self.walk(blocks)
        self._fields.clear()
        self._hidden = 0
        self.lines_end()

    def _descend(self, element: Element) -> Frame:
        """An element that is only a wrapper. Names of properties end in `Pr` throughout Open XML."""
        tag = element.tag
        return None if not isinstance(tag, str) or tag.endswith("Pr") else (iter(element), None, None)

    def _skip(self, element: Element) -> Frame:
        return None

    # -------------------------------------------------------------- paragraphs and runs

    def _paragraph(self, paragraph: Element) -> Frame:
        token = self._mark
        self._mark = revisions.BOTH
        self.paragraph_starts(paragraph)
        return iter(paragraph), self._leave_paragraph, token

    def _leave_paragraph(self, token: int) -> None:
        self.paragraph_ends(self._mark)
        self._mark = token

    def _paragraph_properties(self, properties: Element) -> Frame:
        self._mark = revisions.presence_of_mark(properties)
        self.paragraph_properties(properties)
        for child in properties:
            if child.tag == _SECTION:
                self.section_properties(child)
        return None

    def _section_properties(self, properties: Element) -> Frame:
        self.section_properties(properties)
        return None

    def _run(self, run: Element) -> Frame:
        presence = self.presence
        self.run_starts(run)
        enter = self._enter
        descend = self._descend
        children = iter(run)
        for child in children:
            frame: Frame = enter.get(child.tag, descend)(child)
            if frame is not None:
                self._stack.append((children, self._leave_run, presence))
                return frame
        self._leave_run(presence)
        return None

    def _leave_run(self, presence: int) -> None:
        self.run_ends()
        self.presence = presence

    def _run_properties(self, properties: Element) -> Frame:
        for child in properties:
            if child.tag in revisions.TRACKED:
                self.presence &= revisions.TRACKED[child.tag]
        self.run_properties(properties)
        return None

    # -------------------------------------------------------------- tracked changes

    def _change(self, change: Element) -> Frame:
        presence = self.presence
        self.change_starts(change)
        self.presence = presence & revisions.TRACKED[change.tag]
        return iter(change), self._leave_change, presence

    def _leave_change(self, presence: int) -> None:
        self.presence = presence
        self.change_ends()

    # -------------------------------------------------------------- characters

    def _text(self, element: Element) -> Frame:
        text = element.text
        if text and not self._hidden:
            self.text(text)
        return None

    def _tab(self, element: Element) -> Frame:
        self._character("\t")
        return None

    def _break(self, element: Element) -> Frame:
        if element.get(W + "type") in ("page", "column"):
            self.page_break()
            return None
        if not self._hidden:
            self.line_break()
        return None

    def _no_break_hyphen(self, element: Element) -> Frame:
        self._character("\u2011")
        return None

    def _soft_hyphen(self, element: Element) -> Frame:
        self._character("\u00ad")
        return None

    def _symbol(self, element: Element) -> Frame:
        self._character(symbol(element.get(W + "font") or "", element.get(W + "char") or ""))
        return None

    def _character(self, character: str) -> None:
        if character and not self._hidden:
            self.text(character)

    # -------------------------------------------------------------- fields

    def _field_character(self, element: Element) -> Frame:
        kind = element.get(FIELD_CHARACTER_TYPE)
        if kind == "begin":
            if element.get(BROKEN) is None:
                self._fields.append(Field())
                self._hidden += 1
        elif self._fields and kind == "separate":
            field = self._fields[-1]
            if not field.in_result:
                field.in_result = True
                self._hidden -= 1
                self.field_result_starts(field)
        elif self._fields and kind == "end":
            field = self._fields.pop()
            if not field.in_result:
                self._hidden -= 1
            self.field_ends(field)
        return None

    def _instruction(self, element: Element) -> Frame:
        if self._fields and element.text:
            self._fields[-1].instruction.append((self.presence, element.text))
        return None

    def _simple_field(self, element: Element) -> Frame:
        field = Field([(revisions.BOTH, element.get(W + "instr") or "")], in_result=True)
        self.field_result_starts(field)
        return iter(element), self.field_ends, field

    # -------------------------------------------------------------- tables

    def _table(self, table: Element) -> Frame:
        self.table_starts(table)
        return iter(table), self._leave_table, None

    def _leave_table(self, _: None) -> None:
        self.table_ends()

    def _table_properties(self, properties: Element) -> Frame:
        self.table_properties(properties)
        return None

    def _row(self, row: Element) -> Frame:
        presence = self.presence
        self.presence = presence & revisions.presence_of_row(row)
        self.lines_end()
        self.row_starts(row)
        return iter(row), self._leave_row, presence

    def _leave_row(self, presence: int) -> None:
        self.row_ends()
        self.presence = presence

    def _row_properties(self, properties: Element) -> Frame:
        self.row_properties(properties)
        return None

    def _cell(self, cell: Element) -> Frame:
        presence = self.presence
        self.presence = presence & revisions.presence_of_cell(cell)
        self.cell_starts(cell)
        return iter(cell), self._leave_cell, presence

    def _leave_cell(self, presence: int) -> None:
        self.lines_end()
        self.cell_ends()
        self.presence = presence

    def _cell_properties(self, properties: Element) -> Frame:
        self.cell_properties(properties)
        return None

    # -------------------------------------------------------------- boxes, pictures, alternatives

    def _box(self, box: Element) -> Frame:
        token = (self._fields, self._hidden)
        self._fields, self._hidden = [], 0
        self.box_starts()
        return iter(box), self._leave_box, token

    def _leave_box(self, token: tuple[list[Field], int]) -> None:
        self.lines_end()
        self.box_ends()
        self._fields, self._hidden = token

    def _picture(self, picture: Element) -> Frame:
        self.picture(picture)
        return iter(picture), None, None

    def _alternatives(self, alternatives: Element) -> Frame:
        """The same content for several readers: exactly one is taken (ECMA-376-3 §10.2.1)."""
        for branch in alternatives:
            tag = branch.tag
            if tag == MC + "Fallback" or (tag == MC + "Choice" and _UNDERSTOOD.issuperset((branch.get("Requires") or "").split())):
                return iter(branch), None, None
        return None

    def _ruby(self, ruby: Element) -> Frame:
        """Of ruby text the base is read, its pronunciation is not."""
        return iter([child for child in ruby if child.tag == W + "rubyBase"]), None, None

    def _unread(self, element: Element) -> Frame:
        self.unread(element)
        return None

    # -------------------------------------------------------------- marks in the text

    def _footnote(self, element: Element) -> Frame:
        self.note_reference("footnote", element.get(ID) or "")
        return None

    def _endnote(self, element: Element) -> Frame:
        self.note_reference("endnote", element.get(ID) or "")
        return None

    def _comment_start(self, element: Element) -> Frame:
        self.comment_starts(element.get(ID) or "")
        return None

    def _comment_end(self, element: Element) -> Frame:
        self.comment_ends(element.get(ID) or "")
        return None

    def _comment_reference(self, element: Element) -> Frame:
        self.comment_reference(element.get(ID) or "")
        return None

    def _bookmark(self, element: Element) -> Frame:
        self.bookmark(element.get(W + "name") or "")
        return None

    def _link(self, element: Element) -> Frame:
        self.link_starts(element)
        return iter(element), self._leave_link, None

    def _leave_link(self, _: None) -> None:
        self.link_ends()


_METHODS = {
    "_paragraph": (W + "p", A + "p"),
    "_paragraph_properties": (W + "pPr",),
    "_section_properties": (W + "sectPr",),
    "_run": (W + "r", M + "r", A + "r"),
    "_run_properties": (W + "rPr",),
    "_change": (W + "ins", W + "del", W + "moveFrom", W + "moveTo"),
    "_text": (W + "t", W + "delText", M + "t", A + "t"),
    "_tab": (W + "tab", W + "ptab"),
    "_break": (W + "br", W + "cr", A + "br"),
    "_no_break_hyphen": (W + "noBreakHyphen",),
    "_soft_hyphen": (W + "softHyphen",),
    "_symbol": (W + "sym",),
    "_denominator": (M + "den",),
    "_script": (M + "sup", M + "sub"),
    "_delimiters": (M + "d",),
    "_radical": (M + "rad",),
    "_function_name": (M + "fName",),
    "_operator": (M + "nary",),
    "_field_character": (W + "fldChar",),
    "_instruction": (W + "instrText", W + "delInstrText"),
    "_simple_field": (W + "fldSimple",),
    "_table": (W + "tbl",),
    "_table_properties": (W + "tblPr", W + "tblPrEx", W + "tblGrid"),
    "_row": (W + "tr",),
    "_row_properties": (W + "trPr",),
    "_cell": (W + "tc",),
    "_cell_properties": (W + "tcPr",),
    "_box": (W + "txbxContent", A + "txBody"),
    "_picture": (W + "drawing", W + "pict", W + "object"),
    "_alternatives": (MC + "AlternateContent",),
    "_ruby": (W + "ruby",),
    "_unread": (W + "altChunk", W + "subDoc"),
    "_footnote": (W + "footnoteReference",),
    "_endnote": (W + "endnoteReference",),
    "_comment_start": (W + "commentRangeStart",),
    "_comment_end": (W + "commentRangeEnd",),
    "_comment_reference": (W + "commentReference",),
    "_bookmark": (W + "bookmarkStart",),
    "_link": (W + "hyperlink",),
    "_skip": (
        W + "proofErr",
        W + "bookmarkEnd",
        W + "lastRenderedPageBreak",
        W + "annotationRef",
        W + "footnoteRef",
        W + "endnoteRef",
        W + "fldData",
        W + "binData",
        VO + "OLEObject",
        V + "shapetype",
        MC + "Fallback",
    ),
}
Story._NAMES = {tag: name for name, tags in _METHODS.items() for tag in tags}
