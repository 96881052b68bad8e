"""Footnotes: definitions stand anywhere in the source, notes stand in the model where their mark stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ..text.model import Block, Note
from ..text.plain import block_text, fold
from .context import Context

ReadBlocks = Callable[[Sequence[Token]], tuple[Block, ...]]


class Notes:
    """Reads each definition when its mark is met. The first definition of a label counts."""

    def __init__(self, context: Context, tokens: Sequence[Token], read: ReadBlocks) -> None:
        self.spare: list[tuple[str, Sequence[Token], int]] = []
        """Second definitions of a label: their text is kept at the end."""
        self._context = context
        self._read = read
        self._found: dict[str, Sequence[Token]] = {}
        self._lines: dict[str, int] = {}
        self._notes: dict[str, Note] = {}
        self._inside: list[str] = []
        self._used: set[str] = set()
        for label, inner, line in _definitions(tokens):
            if label in self._found:
                self.spare.append((label, inner, context.first + line))
            else:
                self._found[label] = inner
                self._lines[label] = context.first + line
        context.labels = frozenset(self._found)
        context.read_note = self.note

    def note(self, label: str, line: int) -> Note | str:
        """The note of a label; inside another note, its words in brackets (a note holds no note)."""
        if label not in self._found or label in self._inside:
            return f"[^{label}]"
        self._used.add(label)
        if label not in self._notes:
            self._inside.append(label)
            self._notes[label] = Note(self._read(self._found[label]), label)
            self._inside.pop()
        note = self._notes[label]
        if not self._inside:
            return note
        self._context.lost("the footnote [^{label}] stands inside another; it is set there in brackets", line, label=label)
        return f"({fold(' '.join(map(block_text, note.blocks)))})"

    def unused(self) -> Iterator[tuple[str, Sequence[Token], int]]:
        """Definitions that no mark refers to."""
        for label, tokens in self._found.items():
            if label not in self._used:
                yield label, tokens, self._lines[label]


def _definitions(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token], int]]:
    start = -1
    for place, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            if start < 0:
                start = place
        elif token.type == "footnote_reference_close" and start >= 0 and token.level == tokens[start].level:
            opened = tokens[start]
            yield opened.meta["label"], tokens[start + 1 : place], (opened.map or [0])[0]
            start = -1


def without_definitions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of the text proper."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.type == "footnote_reference_open":
            depth += 1
        elif token.type == "footnote_reference_close":
            depth -= 1
        elif not depth:
            kept.append(token)
    return kept
