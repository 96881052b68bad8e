"""The paragraphs of one reading, as `ponam read` lists them."""

from __future__ import annotations

from .quotes import Slot

_NOTHING = "\u200b\u200d\u2060\ufeff"
"""Characters without width; a paragraph of nothing else is empty."""


class Strand:
    """The paragraphs of one reading as they come. A text box gathers its own while its paragraph waits, and comes after it."""

    def __init__(self) -> None:
        self.line: list[str] = []
        self.boxes: list[tuple[str, Slot]] = []
        self.out: list[tuple[str, Slot]] = []
        self.slot = Slot()
        self._outside: list[tuple[list[str], list[tuple[str, Slot]], list[tuple[str, Slot]], Slot]] = []

    def end_line(self) -> None:
        """An empty paragraph leaves nothing behind; what points at it points at the next one."""
        text = " ".join("".join(self.line).split())
        self.line = []
        if text and text.strip(_NOTHING):
            self.out.append((text, self.slot))
            self.slot = Slot()
        else:
            self.slot.label, self.slot.level, self.slot.cell = "", 0, None
        if self.boxes:
            self.out += self.boxes
            self.boxes = []

    def enter_box(self) -> None:
        self._outside.append((self.line, self.boxes, self.out, self.slot))
        self.line, self.boxes, self.out, self.slot = [], [], self.boxes, Slot()

    def leave_box(self) -> None:
        self.out.append(("", self.slot))
        self.line, self.boxes, self.out, self.slot = self._outside.pop()

    def paragraphs(self) -> tuple[str, ...]:
        """Those that hold words; every slot then knows its place (an empty paragraph stands where the next one does)."""
        found: list[str] = []
        for text, slot in self.out:
            slot.index = len(found)
            if text:
                found.append(text)
        last = max(len(found) - 1, 0)
        for _, slot in reversed(self.out):
            if slot.index <= last:
                break
            slot.index = last
        self.slot.index = last
        return tuple(found)

    def slots(self) -> list[Slot]:
        """One for each of `paragraphs`."""
        return [slot for text, slot in self.out if text]
