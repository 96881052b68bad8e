"""What the consultation report tells, gathered from the register and the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count

from ..compare.engine import compare
from ..compare.listing import in_place
from ..register.store import Register  # first: it sets Django up, which the models need

# isort: split
from ..register import models
from ..register.conflicts import conflicts_of
from ..register.texts import Texts
from ..register.values import Comment, Round, Wanted
from ..register.vocabulary import Channel, Suite
from ..text.errors import RegisterError
from ..text.flow import Flow
from ..text.model import Cover, Heading
from ..text.plain import inline_text
from .report_facts import Hearing, Rewritten, TextChange
from .report_flow import Report
from .report_public import Secrets, public_comments, secrets_of
from .report_words import Speech


def gather(
    register: Register, texts: Texts, *, title: str, cover: Cover, language: str, now: datetime, round_number: int | None, public: bool
) -> tuple[Report, Secrets]:
    """What the report of one round, or of all, is made of; for a public version, without what is internal."""
    said = Speech(language)
    rounds = tuple(round_ for round_ in register.rounds() if round_number in (None, round_.number))
    if not rounds:
        raise RegisterError("there is no round {number} of consultation", number=round_number or 1)
    comments = [c for c in register.comments(Wanted(round=round_number, order="place")) if c.round in {r.number for r in rounds}]
    stakeholders = register.stakeholders()
    secrets, confidential = Secrets(), 0
    if public:
        secrets = secrets_of(comments, stakeholders, notes=_notes(), names=_names(), unknown=said("unsaid"))
        confidential = sum(bool(comment.group) for comment in comments)
        comments = list(public_comments(comments, stakeholders, secrets, said("unsaid")))
    hearing = Hearing(
        comments=tuple(comments),
        stakeholders=stakeholders,
        heard=frozenset(tally.stakeholder for round_ in rounds for tally in register.tallies(round_.number) if tally.heard),
        rounds=rounds,
        parts=_parts(texts, rounds),
        change=_change(texts, rounds[-1].edition),
        confidential=confidential,
        channels=_channels(rounds),
    )
    disputed = _disputed(comments)
    return Report(hearing, title, cover, language, said.day(now.date()), public=public, disputed=disputed), secrets


def _disputed(comments: Sequence[Comment]) -> int:
    """Passages on which proposals compete, or a question waits to be decided above."""
    places = {(c.selector.section, c.selector.block) for c in conflicts_of(comments) if not c.is_settled}
    for comment in comments:
        if comment.suite is Suite.REFERRED and (where := comment.place.selector) is not None:
            places.add((where.section, where.block))
    return len(places)


def _notes() -> Iterator[str]:
    yield from models.Note.objects.filter(internal=True).values_list("text", flat=True)


def _names() -> set[str]:
    """Persons of the office: who decided, entered, opened, wrote notes."""
    found: set[str] = set()
    sources = ((models.Disposition, "author"), (models.Submission, "entered_by"), (models.Note, "author"), (models.Note, "addressed_to"))
    more = ((models.Round, "opened_by"), (models.Round, "closed_by"), (models.Position, "sent_by"), (models.Comment, "assignee"))
    for model, field in (*sources, *more):
        found |= set(model.objects.order_by().values_list(field, flat=True).distinct())
    return {name for name in found if name}


def _channels(rounds: Sequence[Round]) -> dict[Channel, int]:
    sent = models.Submission.objects.filter(round__number__in=[round_.number for round_ in rounds]).order_by()
    return {Channel(channel): count for channel, count in sent.values_list("channel").annotate(count=Count("pk"))}


def _parts(texts: Texts, rounds: Sequence[Round]) -> dict[str, str]:
    """Section id → title of its chapter, in the order of the newest text consulted on; older ones after."""
    found: dict[str, str] = {}
    for edition in dict.fromkeys(round_.edition for round_ in reversed(rounds)):
        if texts.edition(edition) is not None:
            for section, title in chapters(texts.flow(edition)).items():
                found.setdefault(section, title)
    return found


def chapters(flow: Flow) -> dict[str, str]:
    """What each section is called: the title of its first heading."""
    found: dict[str, str] = {}
    for item in flow.items:
        if item.section and isinstance(item.block, Heading):
            found.setdefault(item.section, inline_text(item.block.content).strip())
    return found


def _change(texts: Texts, edition: str) -> TextChange | None:
    """What became of the text consulted on, in the last edition after it."""
    later = texts.after(edition)
    if not later:
        return None
    old, new = texts.flow(edition), texts.flow(later[-1].name)
    names = {**chapters(old), **chapters(new)}
    counts: dict[str, Counter[str]] = {section: Counter() for section in names}
    for one in in_place(compare(old, new)):
        counts.setdefault(one.change.section, Counter())[one.change.weight] += 1
    parts = []
    for section, weights in counts.items():
        light = weights.total() - weights["substance"] - weights["wording"]
        parts.append(Rewritten(names.get(section, section), weights["substance"], weights["wording"], light))
    return TextChange(edition, later[-1].name, tuple(parts))
