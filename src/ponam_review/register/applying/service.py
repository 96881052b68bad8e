"""Applying one accepted proposal: an edit of one section, one commit, one row of the register; all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from django.db import transaction

from ...compare.merging.three_way import Outcome
from ...text.errors import PonamError, StateError
from ...text.model import Inline, Section
from ...text.remarks import Address, Selector
from ...workspace import section_of
from ...workspace.history import History
from ...workspace.loading import decode
from ...workspace.recording import (
    Change,
    Recording,
    carry_out,
    clear_locks,
    cross_out,
    in_history,
    is_written_down,
    prepare_commit,
    write_down,
    written_down,
)
from ...workspace.saving import Signer
from ...workspace.trailers import CONTRIBUTION, DECIDED_BY, OBSERVATION
from .. import models, sequences
from ..engine import refusals
from ..standing import value_of as carried_of
from ..store import Register
from ..texts import Texts
from ..values import Application, Comment
from ..vocabulary import SUITES, AnchorState, Certainty, Edit, Part, Suite, label
from . import record
from .asking import Asked, asked_for, only_parts, parts_of
from .asking import Part as Piece
from .files import PLAN, File, Files, encoded, section_in
from .merging import MergedSection, changed_words, merge_sections
from .plan_rows import apply_to_plan
from .proposing import base_of, propose_on
from .sources import rewritten

ACCEPTING = (Suite.ACCEPTED, Suite.ACCEPTED_WITH_CHANGES, Suite.PARTLY_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Applied:
    """Written into the text. `commit` is empty in a rehearsal."""

    number: int
    commit: str
    path: str
    place: str
    before: str
    after: str
    lost: tuple[Inline, ...] = ()
    unsaved: bool = False
    """The file holds edits of a drafter's that were not saved; they are still there, and still not saved."""


@dataclass(frozen=True, slots=True)
class Already:
    """Nothing to do: applied by `commit`, or the text says it already."""

    number: int
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Collided:
    """The text was changed there since, in another way. `unsaved`: by edits that were not saved."""

    number: int
    path: str
    places: tuple[Outcome, ...]
    unsaved: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be applied by machine; the sentence says why."""

    number: int
    refusal: PonamError


Result: TypeAlias = Applied | Already | Collided | Refused


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of a proposal, or which other wording, goes in."""

    text: str = ""
    parts: tuple[int, ...] = ()


@dataclass(slots=True)
class Desk:
    """What applying needs to know of this run."""

    register: Register
    texts: Texts
    history: History
    signer: Signer
    author: str
    now: datetime
    files: Files = field(init=False)

    def __post_init__(self) -> None:
        self.files = Files(self.texts.workspace, self.history)

    @property
    def language(self) -> str:
        return self.texts.workspace.settings.language


# ------------------------------------------------------------------ one proposal


def apply_proposal(desk: Desk, number: int, wish: Wish, *, rehearse: bool = False) -> Result:
    """Apply one accepted proposal. Whoever applies at the same time waits: the register's lock is held all along."""
    settle(desk)
    private = desk.texts.workspace.private
    with refusals(desk.register.name), transaction.atomic():
        sequences.hold("comment")
        try:
            result = _apply(desk, number, wish, rehearse=rehearse)
        except PonamError as refusal:
            result = Refused(number, refusal)
    if not rehearse:
        cross_out(private)
    return result


def settle(desk: Desk) -> bool:
    """Finish what an interrupted run began. True when there was something."""
    private = desk.texts.workspace.private
    if not is_written_down(private):
        return False
    with refusals(desk.register.name), transaction.atomic():
        sequences.hold("comment")
        recording = written_down(private)
        if recording is None:
            return False
        clear_locks(desk.history, private)
        if carry_out(desk.history, recording):
            _enter(recording, author=desk.author, now=desk.now)
    cross_out(private)
    return True


def _apply(desk: Desk, number: int, wish: Wish, *, rehearse: bool) -> Result:
    comment = desk.register.comment(number)
    done = standing_application(desk.history, number)
    if done is not None:
        return Already(number, done.commit)
    _check_decision(comment, wish)
    selector = anchor_of(comment)
    asked = _asked(replace(comment, place=replace(comment.place, selector=selector)), wish)
    made = _made(desk, comment, selector, asked)
    if not isinstance(made, _Made):
        return made
    applied = Applied(number, "", made.change.path, made.place, made.before, made.after, made.lost, made.unsaved)
    if rehearse:
        return applied
    trailers = (
        (OBSERVATION, comment.name),
        (CONTRIBUTION, comment.stakeholder),
        (DECIDED_BY, comment.disposition.author if comment.disposition else desk.author),
    )
    commit, parent = prepare_commit(desk.history, made.change, _message(comment, made.place, desk.language), desk.signer, trailers)
    told = {
        "process": os.getpid(),
        "comment": number,
        "at": desk.now.isoformat(),
        "by": desk.author,
        "part": (Part.PARTIAL if wish.parts else Part.WHOLE).value,
        "text": made.after,
    }
    recording = Recording(commit, parent, made.change.path, made.change.on_disk, made.change.before, told)
    _perform(desk, recording)
    return replace(applied, commit=commit)


def _perform(desk: Desk, recording: Recording) -> None:
    """From the first line written to the last row: what fails on the way is taken back, what is cut off is finished by the next run."""
    private = desk.texts.workspace.private
    write_down(private, recording)
    try:
        _carry_out(desk, recording)
        _enter(recording, author=desk.author, now=desk.now)
    except Exception:
        if not in_history(desk.history, recording.commit):
            carry_out(desk.history, replace(recording, parent=""))  # puts the file back
            cross_out(private)
        raise


def _carry_out(desk: Desk, recording: Recording) -> None:
    if not carry_out(desk.history, recording):
        raise StateError("{file}: it was changed by somebody else at the same moment; try again", file=recording.path)


def _enter(recording: Recording, *, author: str, now: datetime) -> None:
    told = recording.told
    applied = Application(
        comment=int(told["comment"]),
        commit=recording.commit,
        before=recording.parent,
        at=datetime.fromisoformat(told["at"]),
        author=str(told["by"]),
        part=Part(told["part"]),
        text=str(told["text"]),
    )
    record.enter(applied, author=author, now=now)


def standing_application(history: History, number: int) -> Application | None:
    """The change that answers a comment in the text as it stands."""
    for applied in reversed(record.applications([number])):
        if applied.state.value == "" and in_history(history, applied.commit):
            return applied
    return None


def _check_decision(comment: Comment, wish: Wish) -> None:
    if comment.suite not in ACCEPTING:
        raise StateError("{name}: only what was accepted is applied; “ponam respond” decides", name=comment.name)
    if comment.suite is not Suite.ACCEPTED and not wish.text and not wish.parts:
        sentence = "{name}: it was not accepted as it stands; give the wording decided on with --text, or some of its changes with --part"
        raise StateError(sentence, name=comment.name)
    doubted = comment.place.certainty is Certainty.DOUBTFUL or comment.place.selector is None
    if doubted and not _confirmed(comment.number):
        sentence = "{name}: its place in the text is not certain; “ponam comment confirm” or “ponam comment move” first"
        raise StateError(sentence, name=comment.name)


def _confirmed(number: int) -> bool:
    rows = models.Carried.objects.filter(comment_id=number, state=AnchorState.CONFIRMED.value, block__isnull=False)
    return bool(rows.exists())


def anchor_of(comment: Comment) -> Selector:
    """Where a proposal was made: the place it came with, unless a person put it somewhere else since."""
    rows = models.Carried.objects.filter(comment_id=comment.number, state=AnchorState.CONFIRMED.value, block__isnull=False)
    moved = rows.order_by("rank").last()
    if moved is not None and (comment.place.selector is None or moved.fate != "same"):
        selector = carried_of(moved).selector
        assert selector is not None
        return selector
    if comment.place.selector is None:
        raise StateError("{name}: its passage was not found in the text; “ponam comment move” says where it stands", name=comment.name)
    return comment.place.selector


def _asked(comment: Comment, wish: Wish) -> Asked:
    asked = asked_for(comment, wish.text)
    if asked is None:
        if not comment.proposal and not wish.text:
            sentence = "{name}: it carries no wording; give one with --text, or write it by hand, then “ponam save --for {name}”"
            raise StateError(sentence, name=comment.name)
        sentence = "{name}: its proposal is a sentence about the text, not a wording; give the wording with --text"
        raise StateError(sentence, name=comment.name)
    if not wish.parts:
        return asked
    pieces = parts_of(asked.old, asked.new) if asked.edit is Edit.REWORD else ()
    wrong = [part for part in wish.parts if not 1 <= part <= len(pieces)]
    if wrong:
        sentence = "{name}: it has no change number {part}; “ponam apply {name} --dry-run” numbers them"
        raise StateError(sentence, name=comment.name, part=wrong[0])
    return replace(asked, new=only_parts(asked.old, asked.new, wish.parts))


def pieces_of(comment: Comment, wish: Wish) -> tuple[Piece, ...]:
    """The changes of a proposal, numbered from 1 by --part."""
    asked = asked_for(comment, wish.text)
    return parts_of(asked.old, asked.new) if asked is not None and asked.edit is Edit.REWORD else ()


# ------------------------------------------------------------------ the change it makes


@dataclass(frozen=True, slots=True)
class _Made:
    change: Change
    place: str
    before: str
    after: str
    lost: tuple[Inline, ...] = ()
    unsaved: bool = False


def _made(desk: Desk, comment: Comment, selector: Selector, asked: Asked) -> _Made | Already | Collided:
    base_section = section_of(desk.texts.revision(selector.revision), selector.section)
    if base_section is None:
        raise StateError("{name}: the passage it speaks of does not stand in {edition}", name=comment.name, edition=selector.revision)
    file = desk.files.find(selector.section)
    if file is None:
        sentence = "{name}: the section “{section}” is no more in the text; “ponam comment move” says where it stands now"
        raise StateError(sentence, name=comment.name, section=selector.section)
    base = base_of(base_section, desk.texts.flow(selector.revision))
    place = str(Address(selector.section, selector.block)) if selector.block else selector.section
    if selector.section == PLAN:
        rows = apply_to_plan(base, selector, asked, file, comment.name, desk.language)
        if rows is None:
            return Already(comment.number)
        if isinstance(rows, tuple):
            return Collided(comment.number, file.path, rows)
        return _Made(rows, place, asked.old, asked.new, (), file.dirty)
    proposed = propose_on(base, selector, asked, comment.name, french=desk.language == "fr")
    merged = merge_sections(base.raw, section_in(file.committed, file.path), proposed.section)
    if merged.collisions:
        return Collided(comment.number, file.path, merged.collisions)
    if not merged.changed:
        return Already(comment.number)
    on_disk = merged
    if file.dirty:
        on_disk = merge_sections(base.raw, section_in(file.on_disk, file.path), proposed.section)
        if on_disk.collisions:
            return Collided(comment.number, file.path, on_disk.collisions, unsaved=True)
    words = changed_words(section_in(file.committed, file.path), merged.section) or (asked.old, asked.new)
    return _Made(_change(file, merged, on_disk), place, *words, proposed.lost, file.dirty)


def _change(file: File, merged: MergedSection, on_disk: MergedSection) -> Change:
    committed = _written(file.committed, file.path, merged.section)
    disk = _written(file.on_disk, file.path, on_disk.section) if file.dirty else encoded(decode(committed, file.path), file.on_disk)
    return Change(file.path, committed, disk if on_disk.changed else file.on_disk, file.on_disk)


def _written(content: bytes, path: str, section: Section) -> bytes:
    return encoded(rewritten(decode(content, path), path, section), content)


def _message(comment: Comment, place: str, language: str) -> str:
    suite = label(SUITES, comment.suite, language)
    colon = "\u00a0:" if language == "fr" else ":"
    reason = comment.disposition.reason if comment.disposition else ""
    where = f"{comment.place.label}, {place}" if comment.place.label else place
    return f"{comment.name} ({comment.stakeholder}){colon} {where}\n\n{suite}. {reason}".strip()


def accepted_numbers(history: History) -> Sequence[int]:
    """The accepted proposals that no change answers yet, in the order of the text."""
    accepted = models.Comment.objects.filter(suite__in=[suite.value for suite in ACCEPTING], kind="proposal", standing="")
    done = {applied.comment for applied in record.applications() if applied.state.value == "" and in_history(history, applied.commit)}
    ordered = accepted.order_by("position", "start", "number").values_list("number", flat=True)
    return [number for number in ordered if number not in done]
