"""An edition → the contents of its final files. Nothing here looks at a clock: every date is that of the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..text.charter import Charter
from ..text.flow import Flow, prepare
from ..text.gathering import Gathered, with_pictures
from ..text.notices import Notice, Result
from ..text.pictures import Images
from ..workspace import locate, read_source
from ..workspace.finding import Workspace
from ..workspace.images import image_reader
from ..workspace.revisions import source_charter
from .files import PublishedFile, title_of
from .plan_charts import with_charts

if TYPE_CHECKING:
    from ..compare.changes import ChangeSet
    from ..plan.rows import ActionPlan
    from ..register.store import Register
    from ..workspace.editions import Edition
    from ..workspace.settings import DocumentSettings
    from ..workspace.sources import Source

MATRIX, PLAN, README = "matrice.xlsx", "plan-action", "LISEZMOI.txt"


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition as read: prepared once, shown by every writer."""

    edition: Edition
    source: Source
    flow: Flow
    images: Images
    charter: Charter
    notices: tuple[Notice, ...]

    @property
    def stamp(self) -> str:
        """The moment of the edition in UTC, as the files bear it."""
        return self.edition.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def language(self) -> str:
        return self.flow.language


def read_edition(workspace: Workspace, edition: Edition) -> Frozen:
    """The text of an edition, its pictures and its graphic charter, all from its commit."""
    source = locate(edition.name, workspace=workspace, here=workspace.root)
    result = read_source(source)
    charter = source_charter(source)
    revision, images = with_charts(source, result.value, charter.images(image_reader(source)))
    return Frozen(edition, source, prepare(revision), images, charter, result.notices)


@dataclass(slots=True)
class _Desk:
    """A publication in the making. `step` is called with the name of each file that is done."""

    new: Frozen
    old: Frozen | None
    first_day: str
    step: Callable[[str], None]
    notices: list[Notice] = field(default_factory=list)

    @property
    def stem(self) -> str:
        documents = self.new.source.documents
        return f"{documents[0].id if documents else 'texte'}-{self.new.edition.name}"

    def keep(self, result: Result[bytes] | Result[str]) -> bytes:
        self.notices += result.notices
        value = result.value
        return value if isinstance(value, bytes) else value.encode()


def make(
    new: Frozen, old: Frozen | None, *, first_day: str, register: Register | None, step: Callable[[str], None] = lambda _: None
) -> Result[tuple[PublishedFile, ...]]:
    """Every file but the manifest and the sums. `first_day`: the date of the first edition, which names the work for ever."""
    desk = _Desk(new, old, first_day, step)
    files: list[PublishedFile] = []
    for file in _everything(desk, register):
        files.append(file)
        step(file.path)
    seen = {(n.template, str(sorted(n.values.items())), n.file): n for n in (*new.notices, *desk.notices)}
    return Result(tuple(files), tuple(seen.values()))


def _everything(desk: _Desk, register: Register | None) -> Iterator[PublishedFile]:
    yield from _texts(desk)
    yield from _plain(desk)
    if desk.old is not None:
        yield from _redlines(desk, desk.old)
    yield from _plans(desk)
    if register is not None:
        yield from _matrix(desk, register)


# ------------------------------------------------------------------ the text


def _texts(desk: _Desk) -> Iterator[PublishedFile]:
    from ..html.clean import write_html
    from ..pdf.clean import write_pdf
    from ..word.writing.clean import write_docx

    new = desk.new
    look = {"images": new.images, "charter": new.charter, "numbered": new.charter.numbered}
    author = _author(new)
    yield _text(desk, "docx", desk.keep(write_docx(new.flow, created=new.stamp, author=author, **look)))  # type: ignore[arg-type]
    yield _text(desk, "html", desk.keep(write_html(new.flow, **look)))  # type: ignore[arg-type]
    yield _text(desk, "pdf", desk.keep(write_pdf(new.flow, created=new.stamp, **look)))  # type: ignore[arg-type]
    yield _text(desk, "epub", _book(desk))


def _author(new: Frozen) -> str:
    """The institution that publishes."""
    return " ".join(new.flow.cover.institution) if new.flow.cover else ""


def _text(desk: _Desk, ending: str, content: bytes) -> PublishedFile:
    return PublishedFile(f"{desk.stem}.{ending}", content, "text", title_of(ending, desk.new.language))


def _book(desk: _Desk) -> bytes:
    from ..epub.package import write_epub
    from ..html.book import write_book
    from ..html.page import book_style
    from ..text.beside import labels_beside

    new = desk.new
    book = write_book(new.flow, images=new.images, labels=labels_beside(new.flow, numbered=new.charter.numbered))
    desk.notices += book.notices
    style, fonts = book_style(new.charter)
    return write_epub(book.value, style=style, fonts=fonts, created=new.stamp, identifier=f"{new.edition.commit}/{new.edition.name}")


def _plain(desk: _Desk) -> Iterator[PublishedFile]:
    """The text for programs and for archives; its pictures stand beside it."""
    from ..akn.document import write_akn
    from ..markdown.consolidated import write_flow
    from ..text.plain import plain_text

    new = desk.new
    gathered = Gathered()
    flow, lost = with_pictures(new.flow, new.images, gathered.place)
    desk.notices += lost
    day = new.edition.day.isoformat()
    xml = write_akn(flow, date=day, work_date=desk.first_day, edition=new.edition.name, country=new.charter.country)
    yield _text(desk, "xml", desk.keep(xml))
    yield _text(desk, "md", write_flow(flow).encode())
    yield _text(desk, "txt", plain_text(new.flow.blocks).encode())
    for path, content in gathered.files.items():
        yield PublishedFile(path, content, "picture", title_of("picture", new.language))


# ------------------------------------------------------------------ against the previous edition


def _redlines(desk: _Desk, old: Frozen) -> Iterator[PublishedFile]:
    from ..compare.engine import compare

    changes = compare(old.flow, desk.new.flow)
    for ending, write in (("docx", _word_redline), ("html", _html_redline), ("pdf", _pdf_redline)):
        path = f"comparee-{old.edition.name}-{desk.new.edition.name}.{ending}"
        yield PublishedFile(path, write(desk, old, changes), "redline", title_of("redline", desk.new.language, previous=old.edition.name))


def _word_redline(desk: _Desk, old: Frozen, changes: ChangeSet) -> bytes:
    from ..word.redlining import proven_redline

    new = desk.new
    result = proven_redline(
        changes,
        old_images=old.images,
        new_images=new.images,
        author=new.edition.author,
        date=new.stamp,
        charter=new.charter,
    )
    return desk.keep(result)


def _html_redline(desk: _Desk, old: Frozen, changes: ChangeSet) -> bytes:
    from ..html.redline import write_redline

    new = desk.new
    return desk.keep(
        write_redline(changes, images=new.images, old_images=old.images, author=new.edition.author, date=new.stamp, charter=new.charter)
    )


def _pdf_redline(desk: _Desk, old: Frozen, changes: ChangeSet) -> bytes:
    from ..pdf.redline import write_redline

    new = desk.new
    return desk.keep(
        write_redline(changes, images=new.images, old_images=old.images, author=new.edition.author, date=new.stamp, charter=new.charter)
    )


# ------------------------------------------------------------------ tables


def _plans(desk: _Desk) -> Iterator[PublishedFile]:
    from ..plan.workbook_out import write_workbook

    new = desk.new
    plans = list(_actions(new.source))
    titles = {item.section: _words(item.block) for item in new.flow.items if not item.number and item.section}
    for document, plan in plans:
        name = PLAN if len(plans) == 1 else document.id
        content = write_workbook(
            plan, title=document.title, mark=new.flow.mark, language=new.language, axes=titles, created=_moment(new), published=True
        )
        yield PublishedFile(f"{name}-{new.edition.name}.xlsx", content, "plan", title_of("plan", new.language))


def _actions(source: Source) -> Iterator[tuple[DocumentSettings, ActionPlan]]:
    """The plans as typed rows; their tables are in the text already."""
    from ..plan.csv_format import read_actions_bytes
    from ..workspace.folders import TEXT_LIMIT, joined
    from ..workspace.loading import ACTIONS_FILE

    for document in source.documents:
        if document.kind == "plan":
            place = joined(source.base, document.folder, ACTIONS_FILE)
            content = source.folder.read(place, TEXT_LIMIT)
            if content is not None:
                yield document, read_actions_bytes(content, source.folder.shown(place))[0]


def _words(block: object) -> str:
    from ..text.model import Heading
    from ..text.plain import inline_text

    return inline_text(block.content) if isinstance(block, Heading) else ""


def _moment(new: Frozen) -> datetime:
    return new.edition.when.astimezone(UTC)


def _matrix(desk: _Desk, register: Register) -> Iterator[PublishedFile]:
    """The remarks that were made before this edition, and what became of them. It follows the register, not the edition alone."""
    from ..register.store import EVERYTHING
    from ..reports.matrix import matrix_of
    from ..reports.xlsx import write_xlsx

    new = desk.new
    comments = [comment for comment in register.comments(EVERYTHING) if comment.edition != new.edition.name]
    if not comments:
        return
    matrix = matrix_of(comments, subject=new.flow.title, language=new.language, mark=new.flow.mark)
    yield PublishedFile(MATRIX, desk.keep(write_xlsx(matrix, created=_moment(new))), "matrix", title_of("matrix", new.language))
