"""Pictures of an imported file: taken out, under short names beside the sections."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

from ..text.importing.walking import mapped
from ..text.model import Image, Inline, Section
from ..text.notices import Notice
from ..text.pictures import media_type
from .folders import inside
from .origins import Origin

IMAGES = "images"
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}


class PictureNames:
    """Pictures taken out of a file, under short names beside the sections."""

    def __init__(self, origin: Origin, folder: Path, root: Path | None, contents: dict[Path, bytes]) -> None:
        """`root`: of the workspace, where there is one; `contents` gathers what is to be written."""
        self._origin = origin
        self._folder = folder
        self._root = root
        self._contents = contents
        self._names: dict[str, str] = {}
        self._prefix = re.sub(r"[^a-z0-9]+", "-", Path(origin.file).stem.lower()).strip("-")[:24].strip("-") or "image"
        self._count = 0
        self.notices: list[Notice] = []

    def placed(self, section: Section) -> Section:
        """The section with its pictures' new names."""
        return replace(section, blocks=tuple(mapped(block, lambda inline: self._inline(inline, section)) for block in section.blocks))

    def _say(self, template: str, section: Section, **values: object) -> None:
        self.notices.append(Notice(template, values, file=self._origin.file, place=section.title))

    def _inline(self, inline: Inline, section: Section) -> Inline:
        if not isinstance(inline, Image):
            return inline
        source = self._name(inline.source, section)
        if not inline.alt.strip():
            self._say("the picture {source} has no description; write one for those who cannot see it", section, source=source)
        return replace(inline, source=source)

    def _name(self, source: str, section: Section) -> str:
        if source not in self._names:
            self._names[source] = self._new_name(source, section)
        return self._names[source]

    def _new_name(self, source: str, section: Section) -> str:
        own = self._own_place(source)
        content = self._origin.read_image("", source)
        if content is None:
            if "://" in source:
                self._say("the picture {source} is on the web and was not fetched; save it beside the text", section, source=source[:80])
            else:
                self._say("the picture {source} could not be taken out of the file", section, source=source[:80])
            return source
        if own:
            self._contents[self._folder / own] = content
            return own
        kind = media_type(content)
        ending = _ENDINGS.get(kind) or _safe_ending(source)
        if not kind:
            sentence = "the picture {source} is of a kind that pages cannot show ({kind}); save it as PNG"
            self._say(sentence, section, source=posixpath.basename(source)[:80], kind=ending.lstrip("."))
        for path, known in self._contents.items():
            if known == content and path.parent == self._folder / IMAGES:
                return f"{IMAGES}/{path.name}"
        name = self._free_name(ending, content)
        self._contents[self._folder / name] = content
        return name

    def _free_name(self, ending: str, content: bytes) -> str:
        """The next number that no other picture of this import has."""
        while True:
            self._count += 1
            name = f"{IMAGES}/{self._prefix}-{self._count}{ending}"
            if self._contents.get(self._folder / name, content) == content:
                return name

    def _own_place(self, source: str) -> str:
        """Where a picture of our own text stood: kept where that is inside the workspace and its text."""
        if not self._origin.ours or self._root is None or source.startswith("word/") or posixpath.splitext(source)[1].lower() not in _KEPT:
            return ""
        folder = self._folder.relative_to(self._root).as_posix()
        place = inside(posixpath.join(folder, source))
        return source if place and not any(part.startswith(".") for part in place.split("/")) else ""


_KEPT = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def _safe_ending(source: str) -> str:
    ending = posixpath.splitext(source)[1].lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,4}", ending) else ".png"
