"""Fields (ECMA-376-1 §17.16): an instruction and its result. Only the result is text."""

from __future__ import annotations

import re

from .names import W

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .hooks import Element

FIELD_CHARACTER = W + "fldChar"
FIELD_CHARACTER_TYPE = W + "fldCharType"
LONGEST = 4000
"""Characters of an instruction that count."""
BROKEN = "broken"
"""Attribute set on the beginning of a field that never ends: what follows it is text, not an instruction."""

_KINDS = rb"fldCharType\s*=\s*[\"'](begin|end)"
_WORDS = r'"((?:[^"\\]|\\.)*)"|(\S+)'


class Field:
    """A field being read; fields nest. `instruction`: its pieces, and the readings in which they stand."""

    __slots__ = ("in_result", "instruction")

    def __init__(self, instruction: list[tuple[int, str]] | None = None, in_result: bool = False) -> None:  # noqa: FBT002 - a flag of the value
        self.instruction = [] if instruction is None else instruction
        self.in_result = in_result

    def words(self, reading: int) -> list[str]:
        """The instruction's words in a reading: name, arguments, switches."""
        return split_instruction("".join(text for presence, text in self.instruction if presence & reading))


def split_instruction(text: str) -> list[str]:
    """`HYPERLINK "a b" \\l c` → three words and more; quotes are taken off."""
    return [quoted.replace('\\"', '"').replace("\\\\", "\\") if quoted else plain for quoted, plain in re.findall(_WORDS, text[:LONGEST])]


def fields_are_whole(content: bytes) -> bool:
    """Whether as many fields end as begin in a part, so that none needs marking."""
    kinds = re.findall(_KINDS, content)
    return kinds.count(b"begin") == kinds.count(b"end")


def mark_broken_fields(root: Element) -> None:
    """Mark the beginnings of fields that do not end in this part, so that a walk need not look ahead."""
    open_fields: list[Element] = []
    for character in root.iter(FIELD_CHARACTER):
        kind = character.get(FIELD_CHARACTER_TYPE)
        if kind == "begin":
            open_fields.append(character)
        elif kind == "end" and open_fields:
            open_fields.pop()
    for character in open_fields:
        character.set(BROKEN, "1")
