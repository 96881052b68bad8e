"""What a proof needs, gathered: the two texts compared, the history between them, the remarks on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..compare.engine import compare
from ..register import carrying
from ..register.applying import record
from ..register.listing import comments as listed
from ..register.store import Register
from ..register.texts import Texts
from ..register.values import Comment, Wanted
from ..register.vocabulary import Suite
from ..text.errors import RevisionError
from ..text.remarks import Selector
from ..workspace.history import History
from ..workspace.tracing import Trace, reaches, recorded_at, trace
from .proof import Known, Proof, prove


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts: `commit` is empty for the working copy."""

    name: str
    commit: str
    when: datetime


def proof_between(register: Register, texts: Texts, old: str, new: str, *, strict: bool, author: str, now: datetime) -> Proof:
    """The proof between two editions or other states of the workspace's text; `new` may be the working copy."""
    history = texts.history
    if history is None or history.head() is None:
        raise RevisionError("nothing was saved yet; “ponam save -m TEXT” records the text")
    record.adopt(history, author=author, now=now)
    first, last = _side(history, texts, old, now), _side(history, texts, new, now)
    changes = compare(texts.flow(old), texts.flow(new))
    known = _known(register, texts, history, first, last)
    waiting = len(carrying.waiting(register, last.name)) if texts.edition(last.name) else 0
    mark = texts.flow(new).mark
    return prove(changes, _trace(history, texts, first, last, new), known, strict=strict, waiting=waiting, mark=mark)


def _side(history: History, texts: Texts, rev: str, now: datetime) -> _Side:
    if rev in ("", "."):
        return _Side(texts.flow(rev).name, "", now)
    edition = texts.edition(rev)
    if edition is not None:
        return _Side(edition.name, edition.commit, edition.when)
    commit = history.commit_of(rev)
    if commit is None:
        raise RevisionError("“{rev}” is no edition and no saved state of this workspace: a proof follows its history", rev=rev)
    return _Side(rev, commit, recorded_at(history, commit))


def _trace(history: History, texts: Texts, first: _Side, last: _Side, new: str) -> Trace:
    if not first.commit:
        return Trace(complete=False)
    head = history.head()
    assert head is not None
    return trace(history, first.commit, last.commit or str(head.id), None if last.commit else texts.revision(new))


def _known(register: Register, texts: Texts, history: History, first: _Side, last: _Side) -> Known:
    comments = tuple(_in_scope(texts, first, last))
    numbers = [comment.number for comment in comments]
    carried = carrying.places(register, first.name, numbers) if texts.edition(first.name) else {}
    later = carrying.places(register, last.name, numbers) if texts.edition(last.name) else {}
    places: dict[int, Selector] = {}
    for comment in comments:
        chosen = comment.place.selector
        if chosen is not None and chosen.revision == first.name:
            places[comment.number] = chosen
        elif comment.number in carried and (where := carried[comment.number].selector) is not None:
            places[comment.number] = where
    applications = tuple(a for a in record.applications(numbers) if last.commit == "" or reaches(history, last.commit, a.commit))
    workshops = register.workshops()
    reworded = frozenset(number for number, where in later.items() if where.fate in ("reworded", "gone"))
    return Known(comments, applications, workshops, places, reworded)


def _in_scope(texts: Texts, first: _Side, last: _Side) -> Iterator[Comment]:
    """The remarks on the old text and on those that came before the new one; of earlier rounds those that still wait for an answer."""
    when = {edition.name: edition.when for edition in texts.editions}
    for comment in listed(Wanted(order="number")):
        asked = when.get(comment.edition)
        here = comment.edition == first.name or asked is None or first.when <= asked < last.when
        if here or (asked is not None and asked < first.when and comment.suite is Suite.PENDING):
            yield comment
