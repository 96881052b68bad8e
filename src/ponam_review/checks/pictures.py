"""Pictures that are not there, or that say nothing to who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from ..text.model import Figure, Image, Section
from .findings import Finding, finding
from .subject import Subject
from .walking import placed_blocks, placed_inlines


def check_missing(subject: Subject) -> Iterator[Finding]:
    for _document, section in subject.sections():
        for image, line in _images(section):
            if subject.read_image(section.file, image.source) is None:
                sentence = "the picture “{source}” is not there; put the file beside the text, or delete the picture"
                yield finding("pictures/missing", sentence, section.file, line, source=image.source)


def check_descriptions(subject: Subject) -> Iterator[Finding]:
    for _document, section in subject.sections():
        for image, line in _images(section):
            if not image.alt.strip():
                sentence = "the picture “{source}” has no description; write it between the brackets: ![description](…)"
                yield finding("pictures/description", sentence, section.file, line, source=image.source)


def _images(section: Section) -> Iterator[tuple[Image, int]]:
    for block, line in placed_blocks(section.blocks):
        if isinstance(block, Figure):
            yield block.image, line
    for inline, line in placed_inlines(section):
        if isinstance(inline, Image):
            yield inline, line
