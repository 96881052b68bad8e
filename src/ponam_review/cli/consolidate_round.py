"""`ponam consolidate --round N`: the consolidated draft of a consultation, out of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..text.errors import RegisterError
from ..text.notices import Notice
from .annotating import UNPLACED, placed_comments
from .common import Context, say, show_notices, write_output
from .consolidate import list_clashes
from .consultation import open_register
from .render import ending, write

if TYPE_CHECKING:
    from ..register.store import Register
    from ..register.values import Comment
    from ..text.annotations import Annotation
    from ..text.model import Revision
    from ..text.remarks import Selector
    from ..word.consolidating.proposed import Proposer
    from .texts import Text

FORMATS = {"redline": ("docx", "html"), "annotated": ("docx", "html", "pdf"), "clean": ("docx", "html", "pdf")}
BY_HAND = "{names}: no machine can put these into the text; they stand in the margin"
AGAINST = "{names}: they contradict another proposal of the same sender; they stand in the margin"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    number: int
    variant: str
    output: str
    document: str
    group: str | None
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The text of a round, its comments, and where they stand in it."""

    text: Text
    comments: Sequence[Comment]
    placed: dict[int, Annotation]
    anchors: dict[int, Selector]
    names: dict[str, str]
    """Stakeholders by their codes."""


def write_round(context: Context, asked: Asked) -> int:
    kind = ending(asked.output, FORMATS[asked.variant])
    with open_register(context) as register:
        gathered = _gather(context, register, asked)
    match asked.variant:
        case "annotated":
            return _annotated(context, asked, gathered, kind)
        case "clean":
            return _clean(context, asked, gathered, kind)
        case _:
            return _redline(context, asked, gathered, kind)


def _gather(context: Context, register: Register, asked: Asked) -> Gathered:
    from ..register.carrying import places
    from ..register.values import Wanted
    from ..register.vocabulary import group_name
    from .texts import load

    edition = next((one.edition for one in register.rounds() if one.number == asked.number), "")
    if not edition:
        raise RegisterError("there is no round {number} of consultation", number=asked.number)
    group = None if asked.group is None else group_name(asked.group)
    text = load(context, edition, document=asked.document)
    comments = list(register.comments(Wanted(round=asked.number, group=group, order="place")))
    names = {stakeholder.code: stakeholder.name or stakeholder.code for stakeholder in register.stakeholders()}
    placed = placed_comments(register, comments, text, language=context.lang)
    anchors = {number: carried.selector for number, carried in places(register, edition).items() if carried.selector is not None}
    return Gathered(text, comments, placed, anchors, names)


def _lost(gathered: Gathered) -> tuple[Notice, ...]:
    lost = len(gathered.comments) - len(gathered.placed)
    return (Notice(UNPLACED, {"count": lost}),) if lost else ()


# ------------------------------------------------------------------ remarks only; what was accepted


def _annotated(context: Context, asked: Asked, gathered: Gathered, kind: str) -> int:
    content, notices = write(context, gathered.text, kind, annotations=tuple(gathered.placed.values()))
    write_output(asked.output, content)
    show_notices((*gathered.text.notices, *notices, *_lost(gathered)), context)
    say(context, "{file}: comments: {count}", file=asked.output, count=len(gathered.placed))
    return 0


def _clean(context: Context, asked: Asked, gathered: Gathered, kind: str) -> int:
    from ..register.consolidating import propose_all, retained

    text = gathered.text
    accepted = retained(gathered.comments)
    proposed = propose_all(_revision(text), text.flow, accepted, gathered.anchors)
    content, notices = write(context, replace(text, flow=proposed.flow(text.flow, only=asked.document)), kind)
    write_output(asked.output, content)
    show_notices((*text.notices, *notices, *_by_hand(accepted, proposed.told, proposed.against)), context)
    say(context, "{file}: accepted proposals in the text: {count}", file=asked.output, count=len(proposed.taken))
    return 1 if proposed.against else 0


def _by_hand(comments: Sequence[Comment], told: Sequence[int], against: Sequence[int]) -> tuple[Notice, ...]:
    from ..register.vocabulary import Kind

    proposals = {comment.number for comment in comments if comment.kind is Kind.PROPOSAL}
    by_hand = [number for number in told if number in proposals]
    out = (Notice(BY_HAND, {"names": _names(by_hand)}),) if by_hand else ()
    return (*out, Notice(AGAINST, {"names": _names(against)})) if against else out


def _names(numbers: Sequence[int]) -> str:
    from ..register.numbers import written

    return ", ".join(map(written, numbers[:12])) + (" …" if len(numbers) > 12 else "")


def _revision(text: Text) -> Revision:
    from ..workspace.revisions import read_source

    assert text.source is not None
    return read_source(text.source).value


# ------------------------------------------------------------------ proposals as tracked changes


def _redline(context: Context, asked: Asked, gathered: Gathered, kind: str) -> int:
    from ..word.consolidating.proposed import consolidate_proposals

    text = gathered.text
    proposers, notices = _proposers(gathered, asked.document)
    result = consolidate_proposals(
        text.flow, proposers, images=text.images, author=asked.author, date=asked.date, charter=text.charter
    )
    content = result.content
    if kind == "html":
        content = _page(asked, gathered)
    write_output(asked.output, content)
    show_notices((*text.notices, *result.notices, *notices, *_lost(gathered)), context)
    say(
        context, "{file}: senders: {senders}; tracked changes: {changes}; comments: {comments}",
        file=asked.output, senders=len(proposers), changes=result.changes, comments=result.comments,
    )  # fmt: skip
    if result.clashes:
        list_clashes(result.clashes, to_error=asked.output == "-")
    return 1 if result.clashes else 0


def _proposers(gathered: Gathered, document: str) -> tuple[list[Proposer], tuple[Notice, ...]]:
    from ..register.consolidating import by_sender, propose_all
    from ..word.consolidating.proposed import Proposer

    text = gathered.text
    revision = _revision(text)
    told: list[int] = []
    against: list[int] = []
    out: list[Proposer] = []
    for code, comments in by_sender(gathered.comments).items():
        proposed = propose_all(revision, text.flow, comments, gathered.anchors)
        told += proposed.told
        against += proposed.against
        remarks = tuple(gathered.placed[c.number] for c in comments if c.number in gathered.placed)
        out.append(Proposer(gathered.names.get(code, code), proposed.flow(text.flow, only=document), remarks))
    return out, _by_hand(gathered.comments, told, against)


def _page(asked: Asked, gathered: Gathered) -> bytes:
    """All proposals that go together in one text, compared with the edition; the others stand beside the passages they are about."""
    from ..compare.engine import compare
    from ..html.redline import write_redline
    from ..register.consolidating import propose_all

    text = gathered.text
    proposed = propose_all(_revision(text), text.flow, gathered.comments, gathered.anchors)
    changes = compare(text.flow, proposed.flow(text.flow, only=asked.document))
    remarks = tuple(gathered.placed.values())
    page = write_redline(
        changes, images=text.images, author=asked.author, date=asked.date, charter=text.charter, annotations=remarks, on_old=True
    )
    return page.value.encode()
