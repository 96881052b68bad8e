"""Captions: what they say, and the label that counts them, which the tool makes anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...text.model import Inlines, Run
from .lines import Line


@dataclass(frozen=True, slots=True)
class Caption:
    """A paragraph of caption style, its label ("Tableau 3 – ") taken off: labels are counted anew."""

    content: Inlines
    id: str
    kind: str
    """ "table" or "figure", as its label says; "" where it has none."""
    whole: Inlines
    """With the label, for a caption that turns out to be none."""


def caption_of(line: Line, content: Inlines, identity: str) -> Caption:
    """The label that numbers a caption is generated: with its field where there is one, as typed where there is none."""
    kind = caption_kind(line.sequence)
    if line.label_ends >= 0 and kind:
        rest = line.inlines(line.label_ends)
        first = rest[0] if rest else None
        if isinstance(first, Run):
            text = first.text.lstrip(" \u00a0\u202f")
            text = (text[1:] if text[:1] in tuple(":.–—-") else text).lstrip(" \u00a0\u202f")
            rest = (*((Run(text, first.marks, first.link),) if text else ()), *rest[1:])
        return Caption(rest, identity, kind, content)
    first = content[0]
    length, kind = typed_label(first.text) if isinstance(first, Run) else (0, "")
    if not length or not isinstance(first, Run):
        return Caption(content, identity, "", content)
    rest_text = first.text[length:]
    head = (Run(rest_text, first.marks, first.link),) if rest_text else ()
    return Caption((*head, *content[1:]), identity, kind, content)


_LABEL = re.compile(r"\s*(tableau|table|figure|fig\.?)\s*(\d+([.\-]\d+)*)\s*([:.–—-]\s*|$)", re.IGNORECASE)


def caption_kind(word: str) -> str:
    """Whether a label or sequence counts tables or figures."""
    word = word.strip().lower()
    return "table" if word.startswith("tab") else "figure" if word.startswith(("fig", "illustration", "image")) else ""


def typed_label(text: str) -> tuple[int, str]:
    """Length of a label typed by hand at the beginning of a caption, and what it counts; 0 where there is none."""
    found = _LABEL.match(text)
    return (found.end(), caption_kind(found[1])) if found else (0, "")
