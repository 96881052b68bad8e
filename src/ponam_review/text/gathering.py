"""Pictures given places of their own, for formats that show them from files beside the text (Markdown, Akoma Ntoso, EPUB)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from .flow import Flow
from .model import Block, Cell, Figure, Heading, Image, Inline, Inlines, Note, Paragraph, Row, Table
from .notices import Notice
from .pictures import Images, media_type, picture_bytes

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
Place = Callable[[bytes], str]


def embedded(content: bytes) -> str:
    """A picture as an address that holds it (RFC 2397): the text stays one file."""
    return f"data:{media_type(content)};base64,{b64encode(content).decode('ascii')}"


@dataclass(slots=True)
class Gathered:
    """Pictures by the path that the text names them by. The same picture shown twice is kept once."""

    folder: str = "images"
    files: dict[str, bytes] = field(default_factory=dict)

    def place(self, content: bytes) -> str:
        """The path of a picture, named by what it holds: it stays the same from one edition to the next."""
        path = f"{self.folder}/{sha256(content).hexdigest()[:16]}.{ENDINGS[media_type(content)]}"
        self.files[path] = content
        return path


def with_pictures(flow: Flow, images: Images, place: Place) -> tuple[Flow, tuple[Notice, ...]]:
    """The flow whose pictures stand where `place` puts them; what cannot be shown keeps its source, and a notice says why."""
    notices: dict[tuple[str, str], Notice] = {}
    walk = _Walk(images, place, notices)
    items = []
    for item in flow.items:
        walk.file = item.file
        block = walk.block(item.block)
        items.append(item if block is item.block else replace(item, block=block))
    return replace(flow, items=tuple(items)), tuple(notices.values())


@dataclass(slots=True)
class _Walk:
    images: Images
    place: Place
    notices: dict[tuple[str, str], Notice]
    file: str = ""

    def block(self, block: Block) -> Block:
        match block:
            case Figure():
                return replace(block, image=self._image(block.image), caption=self._line(block.caption))
            case Heading() | Paragraph():
                content = self._line(block.content)
                return block if content is block.content else replace(block, content=content)
            case Table():
                rows = tuple(self._row(row) for row in block.rows)
                caption = self._line(block.caption)
                same = caption is block.caption and all(a is b for a, b in zip(rows, block.rows, strict=True))
                return block if same else replace(block, rows=rows, caption=caption)
            case _:
                return block

    def _row(self, row: Row) -> Row:
        cells = tuple(self._cell(cell) for cell in row.cells)
        return row if all(a is b for a, b in zip(cells, row.cells, strict=True)) else replace(row, cells=cells)

    def _cell(self, cell: Cell) -> Cell:
        blocks = tuple(self.block(block) for block in cell.blocks)
        return cell if all(a is b for a, b in zip(blocks, cell.blocks, strict=True)) else replace(cell, blocks=blocks)

    def _line(self, content: Inlines) -> Inlines:
        if not any(isinstance(inline, Image | Note) for inline in content):
            return content
        return tuple(self._inline(inline) for inline in content)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Image():
                return self._image(inline)
            case Note():
                return replace(inline, blocks=tuple(self.block(block) for block in inline.blocks))
            case _:
                return inline

    def _image(self, image: Image) -> Image:
        content, lost = picture_bytes(image.source, self.file, self.images)
        if lost is not None:
            self.notices.setdefault((self.file, image.source), lost)
            return image
        return replace(image, source=self.place(content))
