"""The crosswalk of commitments as a text for every writer, as rows for spreadsheets, and as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..text.flow import Flow, prepare
from ..text.model import Block, Cell, Document, Heading, Mark, Paragraph, Revision, Row, Run, Section, Table
from .alignments import Coverage, Crosswalk, Shift

FRAMES = {
    "fr": {
        "GCM": "Pacte mondial pour les migrations (GCM)", "ODD": "Objectifs de développement durable (ODD)",
        "SNEDD": "Stratégie nationale pour l’émergence et le développement durable (SNEDD 2024-2033)", "V2063": "Vision 2063",
    },
    "en": {
        "GCM": "Global Compact for Migration (GCM)", "ODD": "Sustainable Development Goals (ODD)",
        "SNEDD": "National strategy for emergence and sustainable development (SNEDD 2024-2033)", "V2063": "Vision 2063",
    },
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Correspondance avec les engagements",
        "code": "Code", "objective": "Objectif", "actions": "Actions", "sections": "Sections", "change": "Révision",
        "covered": "{name}\u00a0: {count} sur {total} couverts.", "none": "non couvert", "no": "aucun",
        "without": "Non couverts\u00a0: {codes}.", "wins": "Gagnés\u00a0: {codes}.", "losses": "Perdus\u00a0: {codes}.",
        "won": "couverture gagnée", "lost": "couverture perdue", "changed": "modifié", "same": "–",
        "plus": "+ {names}", "minus": "− {names}",
        "unknown": "Codes qui ne sont dans aucune liste\u00a0: {codes}.", "between": "De «\u00a0{old}\u00a0» à «\u00a0{new}\u00a0».",
    },
    "en": {
        "title": "Crosswalk of commitments",
        "code": "Code", "objective": "Objective", "actions": "Actions", "sections": "Sections", "change": "Revision",
        "covered": "{name}: {count} of {total} covered.", "none": "not covered", "no": "none",
        "without": "Not covered: {codes}.", "wins": "Won: {codes}.", "losses": "Lost: {codes}.",
        "won": "coverage won", "lost": "coverage lost", "changed": "changed", "same": "–",
        "plus": "+ {names}", "minus": "− {names}",
        "unknown": "Codes that stand in no list: {codes}.", "between": "From “{old}” to “{new}”.",
    },
}  # fmt: skip


def words_of(language: str) -> Mapping[str, str]:
    return _WORDS["en" if language == "en" else "fr"]


def frame_name(frame: str, language: str) -> str:
    return FRAMES["en" if language == "en" else "fr"].get(frame, frame)


def sums(walk: Crosswalk, changes: Sequence[Shift], language: str) -> Iterator[str]:
    """The sentences above the tables: what is covered, what is not, what a revision won and lost."""
    words = words_of(language)
    for frame in walk.frames:
        rows = walk.of(frame)
        yield words["covered"].format(name=frame_name(frame, language), count=sum(map(bool, rows)), total=len(rows))
        missing = [row.objective.code for row in rows if not row]
        if missing:
            yield words["without"].format(codes=", ".join(missing))
    for fate, name in (("won", "wins"), ("lost", "losses")):
        if changes:
            yield words[name].format(codes=", ".join(one.objective.code for one in changes if one.fate == fate) or words["no"])
    if walk.unknown:
        yield words["unknown"].format(codes=", ".join(f"{code} ({', '.join(ids)})" for code, ids in walk.unknown.items()))


def head(language: str, *, compared: bool) -> tuple[str, ...]:
    words = words_of(language)
    return (words["code"], words["objective"], words["actions"], words["sections"], *([words["change"]] if compared else []))


def row_texts(row: Coverage, walk: Crosswalk, change: Shift | None, language: str) -> tuple[str, ...]:
    """The cells of a row as texts."""
    words = words_of(language)
    sections = "\n".join(walk.titles.get(id) or id for id in row.sections)
    cells = (row.objective.code, row.objective.label(language), ", ".join(row.actions) or ("" if row else words["none"]), sections)
    return cells if change is None else (*cells, change_text(change, language))


def change_text(change: Shift, language: str) -> str:
    words = words_of(language)
    lines = [words[change.fate]]
    lines += [words["plus"].format(names=", ".join(change.gained))] if change.gained else []
    lines += [words["minus"].format(names=", ".join(change.dropped))] if change.dropped else []
    return "\n".join(lines)


# ------------------------------------------------------------------ a text


def crosswalk_flow(walk: Crosswalk, changes: Sequence[Shift], *, subject: str, names: tuple[str, str], language: str) -> Flow:
    """The crosswalk as a text; `names`: the two revisions, the first empty where there is one only."""
    title = f"{words_of(language)['title']} – {subject}" if subject else words_of(language)["title"]
    section = Section("alignements", title, tuple(_blocks(walk, changes, names, language)))
    return prepare(Revision(names[1], (Document("alignements", title, (section,), language),), loose=True))


def _blocks(walk: Crosswalk, changes: Sequence[Shift], names: tuple[str, str], language: str) -> Iterator[Block]:
    if names[0]:
        yield Paragraph((Run(words_of(language)["between"].format(old=names[0], new=names[1])),))
    for sentence in sums(walk, changes, language):
        yield Paragraph((Run(sentence),))
    by_code = {one.objective.code: one for one in changes}
    for frame in walk.frames:
        yield Heading(2, (Run(frame_name(frame, language)),))
        rows = [_row(head(language, compared=bool(changes)), int(Mark.STRONG))]
        for row in walk.of(frame):
            rows.append(_row(row_texts(row, walk, by_code.get(row.objective.code), language), first=True))
        widths = (11, 28, 30, 31, 24) if changes else (11, 32, 36, 36)
        yield Table(tuple(rows), caption=(Run(frame_name(frame, language)),), id=f"tab-{frame.lower()}", widths=widths)


def _row(texts: Sequence[str], mark: int = 0, *, first: bool = False) -> Row:
    return Row(tuple(_cell(text, mark, head=first and not place) for place, text in enumerate(texts)))


def _cell(text: str, mark: int, *, head: bool) -> Cell:
    return Cell(tuple(Paragraph((Run(line, mark),)) for line in text.split("\n") if line) or (Paragraph(()),), head=head)


# ------------------------------------------------------------------ rows for spreadsheets


def all_rows(walk: Crosswalk, changes: Sequence[Shift], language: str) -> Iterator[tuple[str, ...]]:
    by_code = {one.objective.code: one for one in changes}
    yield head(language, compared=bool(changes))
    for row in walk.rows:
        yield row_texts(row, walk, by_code.get(row.objective.code), language)


def write_crosswalk_workbook(walk: Crosswalk, changes: Sequence[Shift], *, title: str, language: str, created: datetime) -> bytes:
    """The same rows in Excel, uncovered objectives in another colour. No cell is a formula."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
    look = {"font_name": "Arial", "font_size": 9, "border": 1, "border_color": "#C9D2CD", "valign": "top", "text_wrap": True}
    text, empty = book.add_format(look), book.add_format({**look, "bg_color": "#FBE9E7", "italic": True})
    heading = book.add_format({**look, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1D5B3A"})
    sheet: Any = book.add_worksheet("Alignements" if language != "en" else "Alignments")
    for place, width in enumerate((10, 40, 46, 46, 34)):
        sheet.set_column(place, place, width)
    covered = {row.objective.code: bool(row) for row in walk.rows}
    number = 0
    for number, cells in enumerate(all_rows(walk, changes, language)):
        for place, words in enumerate(cells):
            sheet.write_string(number, place, words, heading if not number else text if covered[cells[0]] else empty)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, number, 4 if changes else 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return stream.getvalue()
