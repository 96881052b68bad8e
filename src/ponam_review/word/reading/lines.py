"""The inside of a paragraph while it is read: words with their formatting, pictures, notes, references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...text.model import Break, Image, Inline, Inlines, Reference, Run

_BLANKS = str.maketrans("\t\r\n", "   ")


_LABEL = re.compile(
    "(?:section|annexe|annex|tableau|table|figure)[\u00a0 ](?:[0-9]+|[A-Z])(?:\\.[0-9]+)*"
    "|«\u00a0.+\u00a0»|\\[(?:référence inconnue|unknown reference).*\\]"
)
"""Words of a cross-reference as `text.labels` makes them."""
_MOST_PARTS = 50


@dataclass(slots=True)
class _Words:
    """Characters of one formatting, in the pieces they came in."""

    parts: list[str]
    marks: int
    link: str


@dataclass(slots=True)
class Line:
    """The paragraph being read in one reading; it may hold the contents of several whose marks that reading does not have."""

    pieces: list[_Words | Inline] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    label_ends: int = -1
    """Number of pieces that make the label of a caption ("Tableau 3"), where a field counts it; -1 for none."""
    sequence: str = ""
    """What that field counts: "Tableau", "Figure"."""
    ruled: bool = False
    """A horizontal line drawn as a picture stands here."""
    _barrier: int = -1

    def bar(self) -> int:
        """Keep what comes apart from what is there; the number of pieces so far."""
        self._barrier = len(self.pieces)
        return self._barrier

    def add(self, text: str, marks: int, link: str) -> None:
        last = self.pieces[-1] if self.pieces and len(self.pieces) != self._barrier else None
        if isinstance(last, _Words) and last.marks == marks and last.link == link:
            last.parts.append(text)
        else:
            self.pieces.append(_Words([text], marks, link))

    def put(self, inline: Inline) -> None:
        self.pieces.append(inline)

    def refer(self, begun: int, target: str) -> None:
        """Turn what a REF field has put since piece `begun`, with the words just before that lead to the same place, into a reference."""
        while begun and self._leads(self.pieces[begun - 1], "#" + target):
            begun -= 1
        words = [piece for piece in self.pieces[begun:] if isinstance(piece, _Words)]
        if not words or len(words) < len(self.pieces) - begun:
            return
        label = "".join("".join(piece.parts) for piece in words)
        lead = label[: len(label) - len(label.lstrip())]
        del self.pieces[begun:]
        if lead:
            self.add(lead, 0, "")
        self.pieces.append(Reference(target, label.strip(), words[0].marks))

    def label(self, link: str) -> None:
        """Turn the words of a link that has just ended into a reference, where they are a label that the tool made ("tableau 3")."""
        target = link.removeprefix("#")
        begun = len(self.pieces)
        while begun and self._leads(self.pieces[begun - 1], link):
            begun -= 1
        pieces = [piece for piece in self.pieces[begun:] if isinstance(piece, _Words)]
        words = "".join("".join(piece.parts) for piece in pieces) if sum(len(piece.parts) for piece in pieces) <= _MOST_PARTS else ""
        if _LABEL.fullmatch(words):
            self.refer(len(self.pieces), target)

    def _leads(self, piece: _Words | Inline, link: str) -> bool:
        return isinstance(piece, _Words) and piece.link == link

    def images(self) -> list[Image] | None:
        """The pictures, where the paragraph holds nothing else."""
        images = [piece for piece in self.pieces if isinstance(piece, Image)]
        blank = all(isinstance(p, Image | Break) or (isinstance(p, _Words) and not "".join(p.parts).strip()) for p in self.pieces)
        return images if images and blank else None

    def text(self) -> str:
        """The characters as they are, for code."""
        return "".join("".join(p.parts) if isinstance(p, _Words) else "\n" if isinstance(p, Break) else "" for p in self.pieces)

    def inlines(self, first: int = 0) -> Inlines:
        """The content from piece `first` on: blanks at the ends and around line breaks are no part of it."""
        out: list[_Words | Inline] = []
        fresh = True
        for piece in self.pieces[first:]:
            if isinstance(piece, _Words):
                text = "".join(piece.parts).translate(_BLANKS)
                if fresh:
                    text = text.lstrip(" ")
                if text:
                    fresh = False
                    _append(out, text, piece)
            elif isinstance(piece, Break):
                _strip_end(out)
                fresh = True
                out.append(piece)
            else:
                fresh = False
                out.append(piece)
        _strip_end(out)
        while out and isinstance(out[-1], Break):
            out.pop()
            _strip_end(out)
        begun = next((i for i, piece in enumerate(out) if not isinstance(piece, Break)), len(out))
        return tuple(Run("".join(p.parts), p.marks, p.link) if isinstance(p, _Words) else p for p in out[begun:])


def _append(out: list[_Words | Inline], text: str, piece: _Words) -> None:
    last = out[-1] if out else None
    if isinstance(last, _Words) and (last.marks, last.link) == (piece.marks, piece.link):
        last.parts.append(text)
    else:
        out.append(_Words([text], piece.marks, piece.link))


def _strip_end(out: list[_Words | Inline]) -> None:
    """Take blanks off the end, and the words that were nothing else."""
    while out and isinstance(last := out[-1], _Words):
        text = "".join(last.parts).rstrip(" ")
        if text:
            last.parts = [text]
            return
        out.pop()


def without_marks(content: Inlines) -> Inlines:
    """The words alone, as contents entries and cover lines have them."""
    text = "".join(inline.text if isinstance(inline, Run) else " " if isinstance(inline, Break) else "" for inline in content)
    return (Run(text.strip()),) if text.strip() else ()
