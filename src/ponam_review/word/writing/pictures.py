"""Pictures as DrawingML, never larger than the page they stand on."""

from __future__ import annotations

import struct

from ...text.model import Image
from ...text.notices import Notice
from ..markup import escaped
from ..page import PORTRAIT_HEIGHT, PORTRAIT_WIDTH
from .draft import Draft

EMU_PER_TWIP = 635
EMU_PER_PIXEL = 9525
"""At 96 pixels to the inch."""


def drawing(draft: Draft, image: Image) -> str:
    """The run that shows a picture, or "" when its bytes cannot be had or read (said in a notice)."""
    content = draft.images(draft.file, image.source)
    shape = _shape(content) if content else None
    if content is None or shape is None:
        sentence = "the picture {source} could not be shown; its description stands in its place"
        draft.notices.append(Notice(sentence, {"source": image.source}, draft.file))
        return ""
    ending, width, height = shape
    relation = draft.picture(content, ending)
    wide, high = _fitted(width * EMU_PER_PIXEL, height * EMU_PER_PIXEL)
    number = draft.next_id()
    name, alt = escaped(image.source.rsplit("/", 1)[-1]), escaped(image.alt)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def readable(content: bytes | None) -> bool:
    """Whether the bytes are a picture that a Word file can show."""
    return bool(content) and _shape(content or b"") is not None


def _fitted(width: int, height: int) -> tuple[int, int]:
    widest, highest = PORTRAIT_WIDTH * EMU_PER_TWIP, PORTRAIT_HEIGHT * EMU_PER_TWIP * 2 // 3
    scale = min(1.0, widest / width, highest / height)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _shape(content: bytes) -> tuple[str, int, int] | None:
    """File ending, width and height in pixels of a PNG, GIF or JPEG; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return _sound("png", width, height)
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return _sound("gif", width, height)
    if content[:2] == b"\xff\xd8":
        return _jpeg(content)
    return None


def _jpeg(content: bytes) -> tuple[str, int, int] | None:
    """Walks the segments to the frame header (ITU-T T.81 §B.2.2), which holds height and width."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return _sound("jpeg", width, height)
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def _sound(ending: str, width: int, height: int) -> tuple[str, int, int] | None:
    return (ending, width, height) if 0 < width < 100_000 and 0 < height < 100_000 else None
