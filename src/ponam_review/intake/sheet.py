"""A matrix of remarks, Excel or CSV, in whatever columns its sender made it: one comment a row.

Unknown columns are kept under their headings; rows without a remark are skipped; a cell merged over several rows counts for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice

from ..register.stamps import STAMPS
from ..register.values import NewComment, Place
from ..register.vocabulary import Kind, nature_of, plain_words
from ..text.errors import SheetError
from ..text.notices import Result
from ..text.plain import fold
from .bare import bare
from .cells import Losses, Merged, Sheet, column_name, read_sheets
from .columns import NAMES, SURE, Chosen, Columns, Field, recognise, signature
from .kit_files import is_our_sheet
from .layout import Layout
from .locating import SHORTEST, place_written, read_address
from .naming import place_named

HEADING_ROWS = 40
"""The headings stand in one of the first rows, below a title."""
MAX_REMARKS = 100_000
MAX_MERGED = 20_000
_ANSWERS = (Field.SUITE, Field.REASON, Field.WHERE, Field.RESPONSIBLE, Field.DECIDED)
_REMARK = (Field.TEXT, Field.PROPOSAL, Field.MOTIVE)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that stands in a row, in its own words, and the stamp that our matrix gave it."""

    suite: str
    reason: str
    where: str
    responsible: str
    decided: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A remark, the institution that its row names (empty where it names none), and the answer beside it."""

    structure: str
    comment: NewComment
    answered: Answered


@dataclass(frozen=True, slots=True)
class Form:
    """One table of a matrix and how its columns were read: what a person may confirm and keep."""

    sheet: str
    columns: Columns

    @property
    def signature(self) -> str:
        return signature(self.columns.headings)


@dataclass(frozen=True, slots=True)
class Told:
    """What people said of headings: now (`--map`), or before, of the form with that signature."""

    now: Chosen = field(default_factory=dict)
    before: Mapping[str, Chosen] = field(default_factory=dict)

    def of(self, headings: Sequence[str]) -> Chosen:
        known = self.before.get(signature(headings), {}) if self.before else {}
        return {**known, **self.now}


@dataclass(frozen=True, slots=True)
class MatrixRead:
    """The rows of a matrix, and its forms."""

    rows: tuple[Row, ...]
    forms: tuple[Form, ...]


def read_matrix(content: bytes, name: str, layout: Layout, told: Told | None = None) -> Result[MatrixRead]:
    """The remarks of a matrix. Refused when no sheet has a column of remarks."""
    losses = Losses(name)
    return read_tables(read_sheets(content, name, losses), losses, layout, told)


def read_tables(sheets: Iterable[Sheet], losses: Losses, layout: Layout, told: Told | None = None) -> Result[MatrixRead]:
    """The same for tables from anywhere."""
    rows: list[Row] = []
    seen: list[str] = []
    forms: list[Form] = []
    unread: list[str] = []
    for sheet in sheets:
        first = list(islice(sheet.rows, HEADING_ROWS))
        head, columns = _headings(first, sheet.merged, told or Told())
        if columns is None:
            seen += [cell for row in first for cell in row if cell]
            if sheet.title and any(map(any, first)):
                unread.append(sheet.title)
            continue
        forms.append(Form(sheet.title, columns))
        _tell_guesses(columns, losses)
        stamps = columns.headings.index(STAMPS) if STAMPS in columns.headings else -1
        reading = _Reading(sheet.title, head, columns, layout, losses, stamp=stamps)
        numbered = enumerate(chain(first[head:], sheet.rows), head + 1)
        rows += reading.rows(_filled(numbered, sheet.merged, columns), MAX_REMARKS - len(rows))
    if not any(STAMPS in form.columns.headings for form in forms):  # the summary of our own matrix is no loss
        for title in (title for title in unread if not is_our_sheet(title)):
            losses.note("the sheet “{sheet}” has no column of remarks; it was not read", sheet=title)
    if not forms:
        sentence = (
            "{file}: no column of remarks was recognised; head it “Observation”, or say which it is with --map "
            "“Column=observation” (found: {seen})"
        )
        raise SheetError(sentence, file=losses.file, seen=", ".join(cell[:30] for cell in seen[:8]) or "–")
    return Result(MatrixRead(tuple(rows), tuple(forms)), tuple(losses.notices))


def _tell_guesses(columns: Columns, losses: Losses) -> None:
    """A heading that was guessed is said, with the way to put it right."""
    for heading, found, score in zip(columns.headings, columns.fields, columns.scores, strict=True):
        if found is not None and score < SURE:
            sentence = "the column “{column}” was taken for “{field}”; if it is not, add --map “{column}=…”"
            losses.note(sentence, column=heading, field=NAMES[found])


def _headings(first: list[tuple[str, ...]], merged: tuple[Merged, ...], told: Told) -> tuple[int, Columns | None]:
    """How many rows there are down to the headings, and what these say: the first row that says most.

    In headings of two storeys, a cell merged downwards heads its column in the lower one."""
    best: tuple[int, Columns | None] = (0, None)
    score = 0.0
    for place, row in enumerate(first, 1):
        upper = {m.left: first[m.top - 1][m.left] for m in merged if m.top < place <= m.bottom and m.left < len(first[m.top - 1])}
        width = max(len(row), *(column + 1 for column in upper), 0)
        headings = [(row[column] if column < len(row) else "") or upper.get(column, "") for column in range(width)]
        columns = recognise(headings, told.of(headings))
        if columns.speaks and columns.score > score + 0.5:
            best, score = (place, columns), columns.score
    return best


# ------------------------------------------------------------------ merged cells


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with the cells merged into it from above; `across`: its only cell runs across the table."""

    number: int
    cells: tuple[str, ...]
    across: bool = False


def _filled(numbered: Iterator[tuple[int, tuple[str, ...]]], merged: tuple[Merged, ...], columns: Columns) -> Iterator[_Line]:
    """Rows with a remark of their own take what is merged into them from above."""
    waiting = sorted(merged[:MAX_MERGED], key=lambda m: m.top, reverse=True)
    spanning: list[tuple[Merged, str]] = []
    said = [place for field_ in _REMARK for place in columns.columns(field_)]
    for number, own in numbered:
        spanning = [(m, value) for m, value in spanning if m.bottom >= number]
        across = False
        while waiting and waiting[-1].top <= number:
            found = waiting.pop()
            value = own[found.left] if found.top == number and found.left < len(own) else ""
            across = across or (found.right - found.left >= 2 and found.top == number and bool(value))
            if found.bottom > number and value:
                spanning.append((found, value))
        cells = list(own)
        if any(place < len(own) and own[place] for place in said):
            for m, value in spanning:
                if m.top < number and m.left < len(cells) and not cells[m.left]:
                    cells[m.left] = value
        yield _Line(number, tuple(cells), across and sum(map(bool, cells)) == 1)


# ------------------------------------------------------------------ rows


@dataclass(slots=True)
class _Reading:
    """One sheet being read row by row."""

    sheet: str
    head: int
    """The row of the headings."""
    columns: Columns
    layout: Layout
    losses: Losses
    part: str = ""
    """What a row across the table named for the rows below it."""
    stamp: int = -1
    """The column in which our matrix keeps its stamps."""
    places: dict[tuple[tuple[str, ...], str, str], Place] = field(default_factory=dict)

    def rows(self, lines: Iterator[_Line], most: int) -> Iterator[Row]:
        taken = 0
        for line in lines:
            row = self._row(line)
            if row is None:
                continue
            taken += 1
            if taken > most:
                sentence = "{file}: the matrix has more than {most} remarks; split it and send the parts"
                raise SheetError(sentence, file=self.losses.file, most=MAX_REMARKS)
            yield row

    def _row(self, line: _Line) -> Row | None:
        if not any(line.cells) or (line.across and self._names_a_part(line)):
            return None
        text, proposal, motive = self._text(line), self._cell(line, Field.PROPOSAL), self._cell(line, Field.MOTIVE)
        if not text and not proposal and (not motive or sum(map(bool, line.cells)) == 1):  # alone it is a date or a signature
            self._skip(line)
            return None
        if tuple(map(fold, line.cells)) == self.columns.headings:  # headings repeated on each printed page
            return None
        if motive:
            heading = self.columns.headings[self.columns.columns(Field.MOTIVE)[0]]
            text = f"{text}\n{heading}\u00a0: {motive}" if text else motive
        place, quote = self._place(line, text)
        comment = NewComment(
            text=text,
            proposal=proposal,
            kind=Kind.PROPOSAL if proposal else Kind.REMARK,
            nature=nature_of(self._cell(line, Field.NATURE)),
            author=self._cell(line, Field.AUTHOR),
            written_at=iso_date(self._cell(line, Field.DATE)),
            quote=quote,
            place=place,
            source=self._source(line),
            extras=self._extras(line),
            number_as_written=self._cell(line, Field.NUMBER),
        )
        return Row(self._cell(line, Field.STRUCTURE), comment, self._answered(line))

    def _answered(self, line: _Line) -> Answered:
        stamp = line.cells[self.stamp] if 0 <= self.stamp < len(line.cells) else ""
        suite, reason, where, responsible, decided = (self._cell(line, wanted) for wanted in _ANSWERS)
        return Answered(suite, reason, where, responsible, decided, stamp)

    def _skip(self, line: _Line) -> None:
        """A row without a remark: a heading, a row prepared and left empty, or something lost."""
        if line.cells[0] and sum(map(bool, line.cells)) == 1 and self._names_a_part(line):
            return
        unknown = [place for place, cell in enumerate(line.cells) if cell and self._field(place) in (None, Field.MOTIVE)]
        if unknown and not line.across:
            self.losses.note("row {row} has no remark; it was skipped", line.number, row=line.number)

    def _names_a_part(self, line: _Line) -> bool:
        """Whether the only cell of a row names a part of the text; the rows below then speak of it."""
        only = next(cell for cell in line.cells if cell)
        named = read_address(self.layout, only)
        if named is None or not named.sure:
            return False
        self.part = only
        return True

    def _field(self, place: int) -> Field | None:
        return self.columns.fields[place] if place < len(self.columns.fields) else None

    def _cell(self, line: _Line, wanted: Field) -> str:
        place = self.columns.column(wanted)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def _text(self, line: _Line) -> str:
        """The remark; where several columns hold one, each under its heading."""
        said = [place for place in self.columns.columns(Field.TEXT) if place < len(line.cells) and line.cells[place]]
        if len(said) == 1:
            return line.cells[said[0]]
        return "\n".join(f"{self.columns.headings[place]}\u00a0: {line.cells[place]}" for place in said)

    def _source(self, line: _Line) -> dict[str, str | int]:
        said = [place for field_ in _REMARK for place in self.columns.columns(field_)]
        place = next(place for place in said if place < len(line.cells) and line.cells[place])
        found: dict[str, str | int] = {"row": line.number, "cell": f"{column_name(place)}{line.number}", "headings": self.head}
        return {"sheet": self.sheet, **found} if self.sheet else found

    def _extras(self, line: _Line) -> dict[str, str]:
        """Columns nobody knows, and answers that the sender filled in: kept, not acted upon."""
        kept: dict[str, str] = {}
        for place, cell in enumerate(line.cells):
            found = self._field(place)
            if cell and place != self.stamp and (found is None or found in _ANSWERS or found is Field.VERSION):
                heading = self.columns.headings[place] if place < len(self.columns.headings) else ""
                kept[heading or column_name(place)] = cell
        return kept

    def _place(self, line: _Line, text: str) -> tuple[Place, str]:
        """The place, and the words that led to it: those of the column for them, else those that the remark sets between quotation marks
        (the ISO's form has no column for them)."""
        written = [
            (self.columns.headings[place], line.cells[place])
            for place in self.columns.columns(Field.PLACE)
            if place < len(line.cells) and line.cells[place]
        ]
        addresses = tuple(_addresses(written)) or ((self.part,) if self.part else ())
        as_written = written[0][1] if len(written) == 1 else ", ".join(f"{heading} {cell}" for heading, cell in written)
        as_written = as_written or self.part
        quote = self._cell(line, Field.QUOTE)
        quote = quote or self._quoted_place(written, addresses)
        if not quote and _QUOTED.search(text):
            named = addresses or ((as_written,) if as_written else ())
            return place_named(self.layout, named, text, as_written=as_written)
        key = (addresses, quote, as_written)
        if key not in self.places:
            self.places[key] = place_written(self.layout, addresses, quote, as_written=as_written)
        return self.places[key], quote

    def _quoted_place(self, written: list[tuple[str, str]], addresses: tuple[str, ...]) -> str:
        """Words of the text that stand in a column of places: the ISO's form asks for "paragraph, figure, table", and people quote."""
        for _, cell in written:
            if len(bare(cell)) < SHORTEST or read_address(self.layout, cell) is not None:
                continue
            if place_written(self.layout, addresses, cell).score == 1.0:
                return cell
        return ""


_QUOTED = re.compile('[«“"„]')
_PAGE = frozenset({"page", "pages", "ligne", "line", "lines"})
_PARAGRAPH = frozenset({"paragraphe", "paragraph", "alinea", "para"})


def _addresses(written: list[tuple[str, str]]) -> Iterator[str]:
    """What the columns of place may name together or alone; pages and lines name nothing in a text without pages."""
    useful = [(plain_words(heading).split(), cell) for heading, cell in written]
    useful = [(words, cell) for words, cell in useful if not (words and set(words) <= _PAGE)]
    numbers = [cell for words, cell in useful if set(words) & _PARAGRAPH and cell.isdigit()]
    parts = [(words, cell) for words, cell in useful if not (set(words) & _PARAGRAPH and cell.isdigit())]
    for words, cell in parts:
        for name in (cell, f"{words[0]} {cell}" if words else cell):
            yield from (f"{name} ¶{number}" for number in numbers)
            yield name


_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)


def iso_date(text: str) -> str:
    """A date as an office writes it (02/03/2026), or as Excel counts it (46083), in ISO form; anything else as it stands."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return text
    if _SERIAL.fullmatch(text):
        return (_EXCEL_ZERO + timedelta(days=int(float(text)))).isoformat()
    found = _DAY_FIRST.fullmatch(text)
    if found:
        day, month, year = (int(part) for part in found.groups())
        try:
            return date(year + 2000 if year < 100 else year, month, day).isoformat()
        except ValueError:
            return text
    return text
