"""Typst source → the bytes of a PDF. No system font and no network is looked at, so that the same text gives the same bytes anywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from ..shipped import shipped
from ..text.charter import CHARTER, Charter
from ..text.notices import Notice
from .markup import literal

if TYPE_CHECKING:
    import typst

_FOLDER = "templates/typst"
UA: Literal["ua-1"] = "ua-1"
ARCHIVE: Literal["a-2a"] = "a-2a"
NOT_ACCESSIBLE = "The PDF is tagged, but is neither PDF/UA-1 nor PDF/A-2a: {reason}"


@dataclass(frozen=True, slots=True)
class Page:
    """What runs around the text on every page."""

    title: str
    head: str = ""
    edition: str = ""
    mark: str = ""
    watermark: str = ""
    page_word: str = "page"
    language: str = "fr"
    foot: str = ""
    """Whose copy it is, below the warning."""
    sections: bool = False
    """The head names the section that the page shows."""
    charter: Charter = CHARTER


class DamagedPicturesError(Exception):
    """Pictures that Typst cannot read, by the names of their files. Caught by the writers, which describe them instead."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(names)
        self.names = names


def print_pdf(
    body: str, page: Page, *, pictures: Mapping[bytes, str], created: str, templates: tuple[str, ...] = ()
) -> tuple[bytes, tuple[Notice, ...]]:
    """The PDF of a body of statements. `templates` are files read after `policy.typ`; `created` is an ISO date, which the file bears."""
    import typst  # a binary of 60 MB: only for a command that writes PDF

    moment = _moment(created)
    theme = _dressed(_template("policy.typ"), page.charter)
    source = "\n".join((theme, *map(_template, templates), page.charter.theme, _frame(page, moment), f"#{{\n{body}}}\n"))
    with TemporaryDirectory(prefix="ponam-") as folder:
        for content, name in pictures.items():
            (Path(folder) / name).write_bytes(content)
        fonts = _fonts(page.charter.fonts)
        try:
            return _compile(source, folder, moment, [UA, ARCHIVE], fonts), ()
        except typst.TypstError as refusal:
            damaged = frozenset(name for name in pictures.values() if not _readable(name, folder))
            if damaged:
                raise DamagedPicturesError(damaged) from refusal
            # A character that no font at hand can show, as a rule: the text goes out all the same, and says what it is not.
            reason = refusal.message.partition(": ")[2] or refusal.message
            return _compile(source, folder, moment, [], fonts), (Notice(NOT_ACCESSIBLE, {"reason": reason}),)


def _compile(source: str, folder: str, moment: datetime | None, standards: list[typst.PDFStandard], fonts: typst.Fonts) -> bytes:
    import typst

    compiler = typst.Compiler(source.encode(), root=folder, font_paths=fonts, ignore_system_fonts=True)
    content = compiler.compile(format="pdf", pdf_standards=standards, timestamp=moment or datetime(1970, 1, 1, tzinfo=UTC))
    assert isinstance(content, bytes)
    return content


def picture_of(svg: str, *, pixels_an_inch: float = 192.0) -> bytes:
    """An SVG picture as PNG, for formats that show no SVG everywhere (Word before 2019, LibreOffice's older filters)."""
    import typst

    with TemporaryDirectory(prefix="ponam-") as folder:
        (Path(folder) / "picture.svg").write_text(svg, encoding="utf-8")
        source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")'
        compiler = typst.Compiler(source.encode(), root=folder, font_paths=_fonts(()), ignore_system_fonts=True)
        content = compiler.compile(format="png", ppi=pixels_an_inch)
    assert isinstance(content, bytes)
    return content


def _readable(name: str, folder: str) -> bool:
    """Whether Typst can read a picture, tried alone."""
    import typst

    try:
        _compile(f'#set document(title: "t")\n#image("{name}", alt: "a")', folder, None, [], _fonts(()))
    except typst.TypstError:
        return False
    return True


def _frame(page: Page, moment: datetime | None) -> str:
    date = "none"
    if moment:
        parts = {"year": moment.year, "month": moment.month, "day": moment.day}
        parts |= {"hour": moment.hour, "minute": moment.minute, "second": moment.second}
        date = f"datetime({','.join(f'{name}:{value}' for name, value in parts.items())})"
    values = {
        "title": page.title, "head": page.head, "edition": page.edition, "mark": page.mark,
        "watermark": page.watermark, "page-word": page.page_word, "language": page.language.partition("-")[0].lower(), "foot": page.foot,
    }  # fmt: skip
    said = ",".join(f"{name}:{literal(value)}" for name, value in values.items())
    return f"#show: policy.with({said},date:{date},sections:{'true' if page.sections else 'false'})"


_COLOUR_NAMES = {"accent": "green", "tint": "pale-green", "line": "line-colour", "soft": "grey", "warning": "dark-red", "link": "blue"}


def _dressed(theme: str, charter: Charter) -> str:
    """The template with a charter's colours and fonts: its definitions are changed, since what follows has read them already."""
    for field, name in _COLOUR_NAMES.items():
        theme = re.sub(rf'(?m)^(#let {name} = rgb\("#)[0-9A-F]{{6}}', rf"\g<1>{getattr(charter.colours, field)}", theme)
    for name, font in (("serif", charter.text_font), ("sans", charter.title_font)):
        if font:
            theme = theme.replace(f"#let {name} = (", f"#let {name} = ({literal(font)}, ", 1)
    return theme


def _moment(created: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@cache
def _template(name: str) -> str:
    return (shipped(_FOLDER) / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _fonts(own: tuple[tuple[str, bytes], ...]) -> typst.Fonts:
    """The fonts of the shipped templates, those of the binary and those of the charter; none of the system's, which differ everywhere."""
    import typst

    places = [str(shipped(f"{_FOLDER}/fonts"))]
    if own:
        # Typst reads a font file when it first needs it: the folder lives as long as this run.
        folder = TemporaryDirectory(prefix="ponam-fonts-")
        _KEPT.append(folder)
        for name, content in own:
            (Path(folder.name) / Path(name).name).write_bytes(content)
        places.append(folder.name)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=places)


_KEPT: list[TemporaryDirectory[str]] = []
