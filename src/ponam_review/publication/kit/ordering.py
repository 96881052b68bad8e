"""What a kit is made from: the edition, whom it is for, and what stands on every page of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from ...html.kit import day_in_words
from ...text.flow import Flow, Placed
from ...text.front import is_cover
from ...text.model import Cover, Paragraph, Run
from ...text.pictures import Images

RESTRICTED = {"fr": "DIFFUSION RESTREINTE", "en": "RESTRICTED"}
COPY = {"fr": "Exemplaire n°\u00a0{number}/{all} – {who}", "en": "Copy no.\u00a0{number}/{all} – {who}"}
EVERYBODY = {"fr": "commun", "en": "common"}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a kit is for: an institution of the register, or anybody (`code` empty). `number` of `all`: numbered copies; 0: not numbered."""

    code: str = ""
    name: str = ""
    number: int = 0
    all: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """One kit to make. The same order gives the same bytes."""

    flow: Flow
    images: Images
    edition: str
    revision: str
    """The commit that the edition froze."""
    subject: str
    created: str
    receiver: Receiver = Receiver()
    until: str = ""
    """Last day for answers, ISO; empty: none is set."""
    contact: str = ""
    restricted: bool = False
    language: str = "fr"

    @property
    def copy(self) -> str:
        """The number of this copy, in words; empty where copies are not numbered."""
        if not self.receiver.number:
            return ""
        width = len(str(self.receiver.all))
        number = str(self.receiver.number).zfill(width)
        return COPY[self.language].format(number=number, all=self.receiver.all, who=self.receiver.code or EVERYBODY[self.language])

    @property
    def label(self) -> str:
        """What is printed on every page besides the text's own warning; empty for an open, unnumbered copy."""
        return " – ".join(filter(None, (RESTRICTED[self.language] if self.restricted else "", self.copy)))

    @property
    def watermark(self) -> str:
        """The words across each page: whose copy it is, else that it is not for everybody."""
        if self.receiver.number:
            return f"{self.receiver.code or EVERYBODY[self.language]} {self.receiver.number}/{self.receiver.all}"
        return RESTRICTED[self.language] if self.restricted else ""

    @property
    def last_day(self) -> str:
        return day_in_words(self.until, self.language) if self.until else ""

    @property
    def id(self) -> str:
        """The same for every copy of one edition to one receiver, so that an answer begun in one file goes on in another."""
        return sha256(f"{self.revision}\0{self.edition}\0{self.receiver.code}".encode()).hexdigest()[:16]

    def labelled(self) -> Flow:
        """The text with what this copy says of itself on its cover and on every page."""
        if not self.label:
            return self.flow
        mark = " – ".join(filter(None, (self.flow.mark, self.label)))
        cover = replace(self.flow.cover or Cover(), mark=mark)
        last = max((place for place, item in enumerate(self.flow.items) if is_cover(item.block)), default=-1)
        line = Placed(Paragraph((Run(self.label),), role="cover-mark"))
        items = (*self.flow.items[: last + 1], line, *self.flow.items[last + 1 :]) if last >= 0 else self.flow.items
        return replace(self.flow, items=items, cover=cover)
