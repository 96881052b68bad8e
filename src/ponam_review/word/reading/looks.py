"""A reading that remembers how paragraphs look: what an import needs to tell headings, covers and lists that have no style of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from ...text.importing.pieces import PLAIN, Look, Piece, shown
from ...text.model import Block, Heading, Paragraph
from ...text.notices import Notice
from ...text.plain import block_text, inline_text
from .assembly import Assembly
from .fields import Field
from .forms import Form
from .hooks import Element
from .lines import Line
from .names import RUN_PROPERTIES, VAL, W, is_on
from .places import Place
from .revisions import in_force
from .styles import number

_FILLED_IN = frozenset(("TOC", "INDEX", "TOA", "BIBLIOGRAPHY"))
"""Fields whose result Word makes from the rest of the text (ECMA-376-1 §17.16.5)."""
_NO_LETTERS = " \t0123456789.–-"
_LETTERED = frozenset(("lowerLetter", "upperLetter", "lowerRoman", "upperRoman"))


@dataclass(frozen=True, slots=True)
class _Characters:
    """What properties say of how characters look; None where they say nothing."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    capitals: bool | None = None

    def over(self, below: _Characters) -> _Characters:
        """These, and what is below them where they say nothing."""
        return _Characters(
            below.size if self.size is None else self.size,
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.underlined if self.underlined is None else self.underlined,
            below.capitals if self.capitals is None else self.capitals,
        )


@dataclass(frozen=True, slots=True)
class _Dress:
    """How a style makes its paragraphs look."""

    characters: _Characters = _Characters()
    centred: bool = False
    left: int = 0
    right: int = 0
    begins_page: bool = False
    name: str = ""


class Wardrobe:
    """The looks of the styles of a file, resolved as they are asked."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, _Dress] = {}
        self._defaults = _Characters(size=10.0)
        if root is None:
            return
        for element in root.iter(W + "rPrDefault"):
            for properties in element.iterchildren(RUN_PROPERTIES):
                self._defaults = _characters(properties).over(self._defaults)
        for style in root.iterchildren(W + "style"):
            self._elements.setdefault(style.get(W + "styleId") or "", style)

    def dress(self, identity: str) -> _Dress:
        """The look of a style, with what it inherits; of the defaults where there is none."""
        if identity not in self._known:
            dress = _Dress(self._defaults)
            for element in self._chain(identity):
                dress = _dressed(dress, element)
            self._known[identity] = dress
        return self._known[identity]

    def _chain(self, identity: str) -> list[Element]:
        chain: list[Element] = []
        seen: set[str] = set()
        while identity in self._elements and identity not in seen and len(seen) < 64:
            seen.add(identity)
            chain.append(self._elements[identity])
            based = self._elements[identity].find(W + "basedOn")
            identity = (based.get(VAL) or "") if based is not None else ""
        return chain[::-1]


def _dressed(below: _Dress, style: Element) -> _Dress:
    run, paragraph, name = style.find(RUN_PROPERTIES), style.find(W + "pPr"), style.find(W + "name")
    dress = replace(below, name=(name.get(VAL) or "").strip().lower() if name is not None else "")
    if run is not None:
        dress = replace(dress, characters=_characters(run).over(dress.characters))
    return dress if paragraph is None else _placed(dress, paragraph)


def _placed(dress: _Dress, properties: Element) -> _Dress:
    """What paragraph properties say of where a paragraph stands."""
    for child in properties:
        if child.tag == W + "jc":
            dress = replace(dress, centred=child.get(VAL) == "center")
        elif child.tag == W + "ind":
            left = number(child.get(W + "left") or child.get(W + "start"))
            right = number(child.get(W + "right") or child.get(W + "end"))
            dress = replace(dress, left=dress.left if left is None else left, right=dress.right if right is None else right)
        elif child.tag == W + "pageBreakBefore":
            dress = replace(dress, begins_page=is_on(child.get(VAL)))
    return dress


def _characters(properties: Element) -> _Characters:
    found: dict[str, Any] = {}
    for child in properties:
        if child.tag == W + "sz":
            half = number(child.get(VAL))
            found["size"] = half / 2 if half else None
        elif child.tag == W + "b":
            found["bold"] = is_on(child.get(VAL))
        elif child.tag == W + "i":
            found["italic"] = is_on(child.get(VAL))
        elif child.tag == W + "u":
            found["underlined"] = child.get(VAL) not in (None, "none")
        elif child.tag == W + "caps":
            found["capitals"] = is_on(child.get(VAL))
    return _Characters(**found)


@dataclass(slots=True)
class _Tally:
    """Characters of a paragraph by how they look."""

    sizes: Counter[float] = field(default_factory=Counter)
    total: int = 0
    bold: int = 0
    italic: int = 0
    underlined: int = 0
    capitals: int = 0

    def add(self, text: str, look: _Characters) -> None:
        letters = sum(not character.isspace() for character in text)
        self.sizes[look.size or 0.0] += letters
        self.total += letters
        self.bold += letters if look.bold else 0
        self.italic += letters if look.italic else 0
        self.underlined += letters if look.underlined else 0
        capital = look.capitals or (text.upper() == text and text.lower() != text) or not text.strip(_NO_LETTERS)
        self.capitals += letters if capital else 0

    def most(self, part: int) -> bool:
        return self.total > 0 and part * 10 >= self.total * 9


class LookingAssembly(Assembly):
    """Makes blocks of one reading, and keeps how each paragraph of the body looked."""

    def __init__(self, wardrobe: Wardrobe, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.wardrobe = wardrobe
        self.looks: dict[int, tuple[Block, Look]] = {}
        """By identity of the block, which is kept alive beside its look."""
        self.boxes = 0
        self.endnotes = 0
        self._tally = _Tally()
        self._dressed = _Characters()
        self._page = False
        self._filled = 0
        self._was_filled = False
        self._heading = ""
        self._top = ""
        self._pending = self._tally

    @property
    def targets(self) -> frozenset[str]:
        """Anything that something leads to may turn out to be a heading, whatever its style."""
        return self.pointed

    @targets.setter
    def targets(self, value: frozenset[str]) -> None:
        """Those that have a heading's style are known to `pointed` too."""

    # -------------------------------------------------------------- what it met

    def piece(self, block: Block) -> Piece:
        """A block of the body with its look."""
        found = self.looks.get(id(block))
        return Piece(block, found[1]) if found else Piece(block)

    def notice(self, template: str, **values: object) -> None:
        """A loss with the heading it stands under."""
        notice = Notice(template, values, file=self.file, place=self._heading)
        if notice not in self.notices[-20:]:
            self.notices.append(notice)

    # -------------------------------------------------------------- characters

    def run_starts(self, run: Element) -> None:
        super().run_starts(run)
        self._dressed = _Characters()

    def run_properties(self, properties: Element) -> None:
        super().run_properties(properties)
        own = in_force(properties, self.reading)
        look = _characters(own)
        for style in own.iterchildren(W + "rStyle"):
            # What a character style leaves open is the paragraph's business, so that its defaults do not count.
            below = self.wardrobe.dress(style.get(VAL) or "").characters
            look = look.over(_Characters(None, below.bold or None, below.italic or None, below.underlined or None, below.capitals or None))
        self._dressed = look

    def text(self, text: str) -> None:
        super().text(text)
        if self.presence & self.reading and not self.generated and not self._outside:
            self._tally.add(text, self._dressed.over(self._dress().characters))

    def page_break(self) -> None:
        if self.presence & self.reading and not self._outside and not self._cells:
            self._page = True
            if self.line.pieces:
                # A break in the middle of a paragraph parts it; a paragraph that only carries one says that the next begins a page.
                super().text(" ")

    # -------------------------------------------------------------- fields

    def field_result_starts(self, field: Field) -> None:
        super().field_result_starts(field)
        if self._is_filled_in(field):
            self._filled += 1
            self._was_filled = True

    def field_ends(self, field: Field) -> None:
        super().field_ends(field)
        if field.in_result and self._filled:
            self._filled -= self._is_filled_in(field)

    def _is_filled_in(self, field: Field) -> bool:
        words = field.words(self.reading)
        return bool(words) and words[0].upper() in _FILLED_IN

    # -------------------------------------------------------------- notes and boxes

    def note_reference(self, kind: str, identity: str) -> None:
        super().note_reference(kind, identity)
        self.endnotes += kind == "endnote" and (kind, identity) in self.notes

    def box_ends(self) -> None:
        words = shown(" ".join(filter(None, map(block_text, self.place.blocks))))
        super().box_ends()
        if words:
            self.boxes += 1
            self.notice("a text box stands after the paragraph it was anchored in now: “{words}”", words=words)

    # -------------------------------------------------------------- paragraphs

    def section_properties(self, properties: Element) -> None:
        super().section_properties(properties)
        if not (self._outside or self._tables):
            kind = properties.find(W + "type")
            self._page = self._page or kind is None or kind.get(VAL) != "continuous"

    def _dress(self) -> _Dress:
        style = self.form.find(W + "pStyle") if self.form is not None else None
        return self.wardrobe.dress((style.get(VAL) or "") if style is not None else self.styles.default)

    def _emit(self) -> None:
        self._tally, tally = _Tally(), self._tally
        blocks, before = self.place.blocks, len(self.place.blocks)
        self._pending = tally
        super()._emit()
        self._was_filled = self._filled > 0
        for block in blocks[before:]:
            if isinstance(block, Heading) and not self._cells:
                words = shown(inline_text(block.content))
                self._top = words if block.level == 1 else self._top
                self._heading = words if words == self._top or not self._top else f"{shown(self._top, 40)} › {shown(words, 40)}"

    def _emit_text(self, line: Line, form: Form, place: Place) -> None:
        before = len(place.blocks)
        super()._emit_text(line, form, place)
        if self._cells or self._outside or len(place.blocks) == before:
            return
        block = place.blocks[-1]
        if isinstance(block, Paragraph | Heading):
            self.looks[id(block)] = (block, self._look(line, form))
            self._page = False

    def _look(self, line: Line, form: Form) -> Look:
        tally = self._pending
        dress = self._dress()
        if self.form is not None:
            dress = _placed(dress, in_force(self.form, self.reading))
        definition = self.numbering.list(form.style.number) if form.style.number else None
        level = definition.levels[form.style.number_level] if definition is not None else None
        return replace(
            PLAIN,
            size=tally.sizes.most_common(1)[0][0] if tally.sizes else 0.0,
            bold=tally.most(tally.bold),
            italic=tally.most(tally.italic),
            underlined=tally.most(tally.underlined),
            capitals=tally.most(tally.capitals),
            centred=dress.centred,
            left=dress.left,
            right=dress.right,
            begins_page=self._page or dress.begins_page,
            style=dress.name,
            contents=self._was_filled or dress.name == "table of figures",
            title=form.style.kind == "title",
            bookmark=next((name for name in line.bookmarks if name in self.pointed), ""),
            typed=line.text(),
            lettered=level is not None and level.shown and level.format in _LETTERED,
        )
