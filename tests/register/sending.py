"""Short ways to send remarks and decide on them, for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace

from ponam_review.register.store import Register
from ponam_review.register.values import Disposition, Entered, NewComment, NewSubmission
from ponam_review.register.vocabulary import Channel, Suite

from .conftest import NOW


def remark(text: str, **values: object) -> NewComment:
    return NewComment(text, **values)  # type: ignore[arg-type]


def send(register: Register, *comments: NewComment, by: str = "DGME", file: bytes | None = None, **values: object) -> Entered:
    new = NewSubmission(by, Channel.MATRIX, comments, "observations.xlsx" if file else "", file, **values)  # type: ignore[arg-type]
    return register.enter(new, author="Secrétariat", now=NOW)[0]


def yes(reason: str = "C’est exact.", **values: object) -> Disposition:
    return replace(Disposition(Suite.ACCEPTED, reason, "Rapporteur", NOW), **values)  # type: ignore[arg-type]
