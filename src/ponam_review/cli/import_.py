"""`ponam import`: a policy written in one Word or Markdown file becomes sections."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.model import Block, Inline, Section
    from ..text.notices import Notice

IMAGES = "images"


@click.command(help=_("Cut FILE (Word or Markdown) into sections, one Markdown file each."))
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."))
@click.option("--document", default="", metavar="ID", help=_("Put the sections into this document of the workspace."))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=_("DIR"), help=_("Put the sections into this folder."))
@click.option(
    "--split-level", default=1, type=click.IntRange(1, 6), show_default=True, help=_("Cut before headings of this level and above.")
)
@click.option("--rejected", is_flag=True, help=_("Take the text as it was before the tracked changes."))
@common_options
@click.pass_obj
def command(context: Context, files: tuple[str, ...], document: str, output: Path | None, split_level: int, rejected: bool) -> int:
    folder, taken = _destination(context, document, output)
    written: list[_File] = []
    notices: list[Notice] = []
    for file in files:
        sections, images, lost = _imported(file, split_level, rejected, taken)
        notices += lost
        number = _last_number(folder) + sum(entry.section is not None for entry in written)
        written += _files(sections, images, folder, number)
    _refuse_overwriting(written)
    for entry in written:
        entry.path.parent.mkdir(parents=True, exist_ok=True)
        write_output(entry.path, entry.content)
    for line in _report(written):
        click.echo(line)
    show_notices(notices, context)
    return 0


# ------------------------------------------------------------------ from where, to where


def _destination(context: Context, document: str, output: Path | None) -> tuple[Path, set[str]]:
    """The folder to write to, and the ids that are given already."""
    from ..text.errors import UsageError

    if document and output is not None:
        raise UsageError("--document and -o both say where the sections go; give one of them")
    if output is not None:
        return output, _ids(output)
    if not document:
        raise UsageError("say where the sections go: -o FOLDER, or --document ID of the workspace")
    workspace = open_workspace(context)
    found = next((d for d in workspace.settings.documents if d.id == document), None)
    if found is None:
        names = ", ".join(d.id for d in workspace.settings.documents)
        raise UsageError("there is no document “{document}” in the workspace; it has {names}", document=document, names=names)
    taken: set[str] = set()
    for other in workspace.settings.documents:
        taken |= _ids(workspace.root / other.folder)
    return workspace.root / found.folder, taken


_ID = re.compile(r"^id:[ \t]*[\"']?([^\s\"']+)", re.MULTILINE)


def _ids(folder: Path) -> set[str]:
    """Ids in the front matter of the sections that stand in a folder."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        match = _ID.search(path.read_text(encoding="utf-8", errors="replace")[:4000])
        if match:
            found.add(match[1])
    return found


def _last_number(folder: Path) -> int:
    """The highest number in front of a section's file name; new ones go on from there."""
    found = (re.match(r"\d{1,4}", path.name) for path in (folder.glob("[0-9]*.md") if folder.is_dir() else ()))
    return max((int(match[0]) for match in found if match), default=0)


# ------------------------------------------------------------------ what comes out


@dataclass(frozen=True, slots=True)
class _File:
    """A file to write; `section` None for a picture."""

    path: Path
    content: bytes
    section: Section | None = None


def _imported(file: str, level: int, rejected: bool, taken: set[str]) -> tuple[tuple[Section, ...], dict[str, bytes], list[Notice]]:
    """The sections of a file, and its pictures by the names that the sections use."""
    from ..text.splitting import split
    from ..workspace import image_reader, locate, read_source

    source = replace(locate(file, workspace=None), rejected=rejected)
    result = read_source(source)
    title = Path(file).stem
    blocks: list[Block] = []
    for document in result.value.documents:
        title = document.title or title
        for section in document.sections:
            blocks += section.blocks
    cut = split(blocks, title=title, level=level, taken=taken)
    notices = [*result.notices, *(replace(notice, file=notice.file or file) for notice in cut.notices)]
    if source.kind == "word":
        notices += _not_text(file)
    pictures = _Pictures(image_reader(source), Path(file).name)
    sections = tuple(pictures.placed(section) for section in cut.value)
    taken.update(section.id for section in sections)
    notices += (replace(notice, file=file) for notice in pictures.lost)
    return sections, pictures.contents, notices


def _not_text(file: str) -> Iterator[Notice]:
    """What a Word file holds beside its text, and where that goes instead."""
    from ..text.notices import Notice
    from ..word.reading.words import read_word

    held = read_word(Path(file).read_bytes(), name=file).value
    if held.changes:
        yield Notice(
            "its {count} tracked changes were settled; import the other reading with --rejected", {"count": len(held.changes)}, file
        )
    if held.comments:
        yield Notice("its {count} comments were not imported; take them in with “ponam intake”", {"count": len(held.comments)}, file)


class _Pictures:
    """Pictures taken out of the file, under short names beside the sections."""

    def __init__(self, read: Callable[[str, str], bytes | None], file: str) -> None:
        self._read = read
        self._names: dict[str, str] = {}
        self._prefix = re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-")[:24] or "image"
        self.contents: dict[str, bytes] = {}
        self.lost: list[Notice] = []

    def placed(self, section: Section) -> Section:
        """The section with its pictures' new names."""
        from ..text.splitting import mapped

        return replace(section, blocks=tuple(mapped(block, lambda inline: self._inline(inline, section)) for block in section.blocks))

    def _inline(self, inline: Inline, section: Section) -> Inline:
        from ..text.model import Image
        from ..text.notices import Notice

        if not isinstance(inline, Image):
            return inline
        if not inline.alt:
            sentence = "section “{section}”: a picture has no description; write one for those who cannot see it"
            self.lost.append(Notice(sentence, {"section": section.title}))
        return replace(inline, source=self._name(inline.source, section))

    def _name(self, source: str, section: Section) -> str:
        from ..text.notices import Notice

        if source in self._names:
            return self._names[source]
        content = self._read("", source)
        if content is None:
            if "://" not in source:
                sentence = "section “{section}”: the picture {source} could not be taken out of the file"
                self.lost.append(Notice(sentence, {"section": section.title, "source": source}))
            self._names[source] = source
            return source
        ending = posixpath.splitext(source)[1].lower() if len(posixpath.splitext(source)[1]) <= 5 else ""
        name = f"{IMAGES}/{self._prefix}-{len(self.contents) + 1}{ending or '.png'}"
        self._names[source] = name
        self.contents[name] = content
        return name


def _files(sections: Iterable[Section], images: dict[str, bytes], folder: Path, begun: int) -> Iterator[_File]:
    from ..markdown.writer import write_section

    for number, section in enumerate(sections, begun + 1):
        yield _File(folder / f"{number:02d}-{section.id}.md", write_section(section).encode("utf-8"), section)
    for name, content in images.items():
        yield _File(folder / name, content)


def _refuse_overwriting(files: Iterable[_File]) -> None:
    from ..text.errors import StateError

    for entry in files:
        if entry.path.exists() and (entry.section is not None or entry.path.read_bytes() != entry.content):
            raise StateError(
                "{file} is there already; nothing was written: import into another folder, or move it away", file=str(entry.path)
            )


def _report(files: Iterable[_File]) -> Iterator[str]:
    from ..text.plain import block_text

    pictures = 0
    for entry in files:
        if entry.section is None:
            pictures += 1
            continue
        words = sum(len(block_text(block).split()) for block in entry.section.blocks)
        yield f"{entry.path}  {_('{count} words').format(count=words):>12}  {entry.section.title}"
    if pictures:
        yield _("{count} pictures in {folder}/").format(count=pictures, folder=IMAGES)
