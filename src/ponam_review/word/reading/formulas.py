"""Formulas (Office Math, ECMA-376-1 §22.1) as a line of text: 2πr², (a+b)/c, √(x)."""

from __future__ import annotations

from .names import M
from .symbols import SUBSCRIPTS, SUPERSCRIPTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from .hooks import Element

    Leave: TypeAlias = Callable[[Any], None]
    Frame: TypeAlias = tuple[Iterator[Element], Leave | None, Any] | None
    """Children still to visit, and what to do after them."""

_VALUE = M + "val"


class Formulas:
    """Signs that Office Math stores as structure. The letters themselves are runs like any others."""

    def _character(self, character: str) -> None:
        raise NotImplementedError

    def _sign(self, sign: str) -> None:
        self._character(sign)

    def _denominator(self, element: Element) -> Frame:
        self._character("/")
        return iter(element), None, None

    def _function_name(self, element: Element) -> Frame:
        return iter(element), self._sign, " "

    def _radical(self, element: Element) -> Frame:
        self._character("√(")
        return iter([child for child in element if child.tag == M + "e"]), self._sign, ")"

    def _delimiters(self, element: Element) -> Frame:
        self._character(_property(element, "begChr", "("))
        return iter(element), self._sign, _property(element, "endChr", ")")

    def _operator(self, element: Element) -> Frame:
        self._character(_property(element, "chr", "∫"))
        return iter(element), None, None

    def _script(self, element: Element) -> Frame:
        """Raised and lowered parts, in Unicode where it has the characters."""
        raised = element.tag == M + "sup"
        text = "".join(part.text or "" for part in element.iter(M + "t"))
        small = text.translate(SUPERSCRIPTS if raised else SUBSCRIPTS)
        if text and all(a != b for a, b in zip(text, small, strict=True)):
            self._character(small)
            return None
        if text:
            self._character("^" if raised else "_")
        return iter(element), None, None


def _property(element: Element, name: str, default: str) -> str:
    """A sign named in the element's properties; empty means none at all."""
    for properties in element:
        for child in properties:
            if child.tag == M + name:
                return child.get(_VALUE) or ""
        break
    return default
