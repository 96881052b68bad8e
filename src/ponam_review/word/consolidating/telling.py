"""What a consolidation tells besides the text: who else asks for a change, what contradicts what, which comment stands where."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...text.notices import Notice


@dataclass(frozen=True, slots=True)
class Wording:
    """What one copy wants for some words."""

    copy: str
    authors: tuple[str, ...]
    text: str

    @property
    def names(self) -> str:
        """Who, and in which copy where that says more."""
        names = ", ".join(self.authors)
        return names if self.authors == (self.copy,) else f"{names} ({self.copy})"


@dataclass(frozen=True, slots=True)
class Clash:
    """The same words with different wordings."""

    base: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that the consolidation makes: those who ask for the same change; or a collision."""

    names: tuple[str, ...] = ()
    clash: Clash | None = None


@dataclass(slots=True)
class Told:
    """Filled while the copies are laid over the edition."""

    clashes: list[Clash] = field(default_factory=list)
    remarks: dict[int, Remark] = field(default_factory=dict)
    """By number of the written comment."""
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """(copy, comment) → number of the written comment."""
    notices: list[Notice] = field(default_factory=list)
    _last: int = -1

    def number(self, copy: str, comment: str) -> int:
        """The number of a comment of a copy."""
        if (copy, comment) not in self.numbers:
            self._last += 1
            self.numbers[copy, comment] = self._last
        return self.numbers[copy, comment]

    def remark(self, remark: Remark) -> int:
        """The number of a comment of our own."""
        self._last += 1
        self.remarks[self._last] = remark
        if remark.clash is not None:
            self.clashes.append(remark.clash)
        return self._last
