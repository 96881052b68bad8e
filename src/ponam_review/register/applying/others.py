"""Proposals against a text that is newer than they are: met already, in conflict, or still to be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...text.errors import PonamError
from ...text.model import Section
from ...text.plain import block_text, fold
from ...workspace import section_of
from .. import models
from ..listing import comments as listed
from ..texts import Texts
from ..values import Comment, Wanted
from ..vocabulary import Edit
from .asking import asked_for
from .files import PLAN, section_in
from .merging import merge_sections
from .proposing import base_of, propose_on
from .service import ACCEPTING, Desk, anchor_of, standing_application

Stands: TypeAlias = Literal["stands", "met", "conflict", "changed", "gone", "unclear"]
"""changed, gone: what became of the passage of a remark that proposes no wording; unclear: only a person can tell."""


@dataclass(frozen=True, slots=True)
class Other:
    """A comment, and how it stands to the text of now."""

    number: int
    standing: Stands


def others_after(desk: Desk, numbers: Sequence[int]) -> tuple[Other, ...]:
    """The proposals that wait on the sections that were just changed, put on the new text."""
    touched = set(models.Comment.objects.filter(number__in=list(numbers)).values_list("section", flat=True)) - {""}
    waiting = ["", *(suite.value for suite in ACCEPTING)]
    query = models.Comment.objects.filter(section__in=touched, kind="proposal", suite__in=waiting, standing="")
    left = list(query.exclude(number__in=list(numbers)).order_by("number").values_list("number", flat=True))
    found: list[Other] = []
    now: dict[str, Section | None] = {}
    for comment in listed(Wanted(numbers=tuple(left))) if left else ():
        if standing_application(desk.history, comment.number) is not None:
            continue
        section = comment.place.selector.section if comment.place.selector else ""
        if section not in now:
            file = desk.files.find(section) if section and section != PLAN else None
            now[section] = section_in(file.on_disk, file.path) if file is not None else None
        found.append(Other(comment.number, proposal_standing(comment, desk.texts, now[section])))
    return tuple(found)


def proposal_standing(comment: Comment, texts: Texts, now: Section | None) -> Stands:
    """What became of a proposal made on an edition, in the section as it reads now."""
    try:
        selector = anchor_of(comment)
        asked = asked_for(comment)
        if asked is None or selector.section == PLAN:
            return "unclear"
        section = section_of(texts.revision(selector.revision), selector.section)
        if section is None:
            return "unclear"
        if now is None:
            return "met" if asked.edit is Edit.DELETE else "conflict"
        proposed = propose_on(base_of(section, texts.flow(selector.revision)), selector, asked, comment.name, french=True)
        merged = merge_sections(section, now, proposed.section)
    except PonamError:
        return "unclear"
    if merged.collisions:
        return "conflict"
    return "stands" if merged.changed else "met"


def remark_standing(comment: Comment, fate: str, texts: Texts, now: Section | None) -> Stands:
    """The same for any comment; `fate`: what became of its passage."""
    if comment.proposal or comment.edit is Edit.DELETE:
        found = proposal_standing(comment, texts, now)
        if found != "unclear":
            return found
        if comment.proposal and now is not None and _says(now, comment.proposal):
            return "met"
    match fate:
        case "same" | "moved":
            return "stands"
        case "gone":
            return "gone"
        case _:
            return "changed"


def _says(section: Section, words: str) -> bool:
    return fold(words).casefold() in fold(" ".join(map(block_text, section.blocks))).casefold()
