"""What a stakeholder gets back, gathered from the register: its remarks, where they stand now, the files it sent."""

from __future__ import annotations

from datetime import datetime

from ..register import carrying
from ..register.store import Register
from ..register.texts import Texts
from ..register.values import Carried, Comment, Received, Wanted
from ..text.model import Cover
from .letters import Letter


def letter_for(
    register: Register,
    texts: Texts,
    code: str,
    *,
    title: str,
    cover: Cover,
    language: str,
    now: datetime,
    round_number: int | None = None,
    town: str = "",
    signatory: str = "",
) -> Letter:
    """The letter to one stakeholder, on one round or on all."""
    to = register.stakeholder(code)
    comments = tuple(register.comments(Wanted(stakeholder=to.code, round=round_number, order="number")))
    edition, places = standing(register, texts, comments)
    received = [sent.received_at.date() for sent in register.received(to.code, round_number)]
    return Letter(
        to, comments, title, cover, now.date(), language, town=town or "Bamako", signatory=signatory, edition=edition, now=places,
        received=tuple(received),
    )  # fmt: skip


def standing(register: Register, texts: Texts, comments: tuple[Comment, ...]) -> tuple[str, dict[int, Carried]]:
    """The last edition, where it came after the remarks, and where they stand in it."""
    latest = texts.latest
    if latest is None or all(comment.edition == latest.name for comment in comments):
        return "", {}
    return latest.name, carrying.places(register, latest.name, [comment.number for comment in comments])


def sent_files(register: Register, code: str, round_number: int | None = None) -> tuple[Received, ...]:
    """The files that a stakeholder sent, each once, the last one of a name last."""
    found = {sent.file_sha256: sent for sent in register.received(code, round_number) if sent.file_sha256}
    return tuple(found.values())
