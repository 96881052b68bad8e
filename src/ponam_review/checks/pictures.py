"""Pictures that are not there, or that say nothing to who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..text.model import Figure, Image, Revision, Section
from .findings import Finding, finding
from .walking import placed_blocks, placed_inlines

ReadImage = Callable[[str, str], bytes | None]


def check_pictures(revision: Revision, read_image: ReadImage) -> Iterator[Finding]:
    for document in revision.documents:
        for section in document.sections:
            for image, line in _images(section):
                if read_image(section.file, image.source) is None:
                    sentence = "the picture “{source}” is not there; put the file beside the text, or delete the picture"
                    yield finding("pictures", sentence, section.file, line, source=image.source)
                if not image.alt.strip():
                    sentence = "the picture “{source}” has no description; write it between the brackets: ![description](…)"
                    yield finding("pictures", sentence, section.file, line, source=image.source)


def _images(section: Section) -> Iterator[tuple[Image, int]]:
    for block, line in placed_blocks(section.blocks):
        if isinstance(block, Figure):
            yield block.image, line
    for inline, line in placed_inlines(section):
        if isinstance(inline, Image):
            yield inline, line
