"""The graphic charter of a ministry: colours, fonts, emblem and the texts of its cover, as one value that every writer reads."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from .model import Cover, Image, ListKind
from .pictures import Images

EMBLEM = "charte/embleme"
"""What the flow calls the picture of the cover: it is found in the charter, not beside a section."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Six hexadecimal digits each, as Word writes them. Each must be legible on white: 4.5 to 1 (WCAG 2.1 §1.4.3) where it colours text."""

    accent: str = "1D5B3A"
    """Headings, rules, heads of tables."""
    tint: str = "E8F0EB"
    """Behind the heads of tables."""
    line: str = "B9C4BD"
    soft: str = "5F6660"
    """What runs around the text."""
    warning: str = "7A1F1F"
    link: str = "1F4E79"


@dataclass(frozen=True, slots=True)
class Charter:
    """The look of a publication. Without any of it, the shipped templates are used as they are."""

    name: str = ""
    colours: Colours = Colours()
    text_font: str = ""
    title_font: str = ""
    institution: tuple[str, ...] = ()
    """Lines at the left of the cover, where the workspace says none."""
    state: tuple[str, ...] = ()
    emblem: bytes = field(default=b"", repr=False)
    emblem_words: str = ""
    """What the emblem shows, for those who do not see it."""
    lists: tuple[ListKind, ...] = ("sigles", "tables", "figures")
    running_section: bool = True
    """Whether the head of a page names the section that it shows."""
    numbered: bool = False
    """Whether the paragraphs are numbered in the margin."""
    country: str = "ml"
    style: str = field(default="", repr=False)
    """CSS that follows ours."""
    theme: str = field(default="", repr=False)
    """Typst that follows ours; it may define any of its functions anew."""
    reference: bytes | None = field(default=None, repr=False)
    """The Word file whose styles are taken."""
    fonts: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """Font files by name, for PDF."""

    def on(self, cover: Cover) -> Cover:
        """A cover with what the charter adds where the workspace says nothing."""
        return Cover(
            institution=cover.institution or self.institution,
            state=cover.state or self.state,
            subtitle=cover.subtitle,
            period=cover.period,
            date=cover.date,
            edition=cover.edition,
            status=cover.status,
            mark=cover.mark,
            emblem=Image(EMBLEM, self.emblem_words) if self.emblem else None,
        )

    def images(self, images: Images) -> Images:
        """The same pictures, and the emblem."""
        if not self.emblem:
            return images
        return lambda file, source: self.emblem if source == EMBLEM else images(file, source)

    def recoloured(self) -> dict[str, str]:
        """Colours of the shipped look that another takes the place of."""
        plain = Colours()
        pairs = {getattr(plain, f.name): getattr(self.colours, f.name) for f in fields(Colours)}
        return {old: new for old, new in pairs.items() if old != new}


CHARTER = Charter()
"""The shipped look."""
