"""What became of an imported file, as a document: its sections, what was lost or changed and where, what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from .common import Context
from .common import translate as _

if TYPE_CHECKING:
    from ..text.model import Block, Revision
    from ..text.notices import Notice
    from ..workspace.importing import ImportPlan

FORMATS = ("md", "docx", "html", "txt")


def written_report(context: Context, files: Sequence[str], plan: ImportPlan, notices: Iterable[Notice], form: str) -> bytes:
    """The report in one of the formats."""
    from ..text.flow import prepare
    from .texts import stamp

    revision = _report(context, files, plan, notices)
    if form == "md":
        from ..markdown.writer import write_blocks

        return write_blocks(revision.documents[0].sections[0].blocks).encode()
    flow = prepare(revision)
    if form == "docx":
        from ..word.writing.clean import write_docx
        from ..word.writing.draft import no_images

        return write_docx(flow, images=no_images, created=stamp(context)).value
    if form == "html":
        from ..html.clean import write_html

        return write_html(flow, images=lambda _file, _source: None).value.encode()
    from ..text.plain import plain_text

    return plain_text(flow.blocks).encode()


def _report(context: Context, files: Sequence[str], plan: ImportPlan, notices: Iterable[Notice]) -> Revision:
    from ..text.model import Document, Heading, Item, Paragraph, Revision, Run, Section

    names = ", ".join(PurePath(file).name for file in files)
    title = _("Import of {files}").format(files=names)
    blocks: list[Block] = [Heading(1, (Run(title),)), Heading(2, (Run(_("Sections")),)), _table(plan)]
    if plan.acronyms:
        blocks.append(Heading(2, (Run(_("Acronyms")),)))
        blocks.append(Paragraph((Run(", ".join(acronym.term for acronym in plan.acronyms)),)))
    blocks.append(Heading(2, (Run(_("What was changed, left out or is to be looked at")),)))
    first = True
    for notice in notices:
        place = f"{notice.place} – " if notice.place else ""
        words = place + _(notice.template).format(**notice.values)
        blocks.append(Paragraph((Run(words),), (Item(start=0 if first else None),)))
        first = False
    if first:
        blocks.append(Paragraph((Run(_("Nothing: the whole text stands in the sections as it was.")),)))
    language = context.lang if context.lang in ("fr", "en") else "fr"
    return Revision(title, (Document("import", "", (Section("import", "", tuple(blocks)),), language),), loose=True)


def _table(plan: ImportPlan) -> Block:
    from ..text.model import Cell, Figure, Paragraph, Row, Run, Table
    from ..text.plain import block_text, notes_of

    def row(*words: str) -> Row:
        return Row(tuple(Cell((Paragraph((Run(word),) if word else ()),)) for word in words))

    rows = [row(_("File"), _("Id"), _("Title"), _("Words"), _("Tables"), _("Figures"), _("Notes"))]
    for one in plan.sections:
        blocks = one.section.blocks
        rows.append(
            row(
                one.path.name,
                one.section.id,
                one.section.title,
                str(sum(len(block_text(block).split()) for block in blocks)),
                str(sum(isinstance(block, Table) for block in blocks)),
                str(sum(isinstance(block, Figure) for block in blocks)),
                str(sum(1 for block in blocks for _note in notes_of(block))),
            )
        )
    return Table(tuple(rows), 1, ("", "", "", "right", "right", "right", "right"))
