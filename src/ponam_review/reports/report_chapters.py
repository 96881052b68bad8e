"""The chapters of the consultation report. Each yields its blocks, or none where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..register.numbers import written
from ..register.values import Comment, Stakeholder
from ..register.vocabulary import CHANNELS, KINDS, NATURES, SUITES, Certainty, Kind, Nature, Suite, label
from ..text.model import Block, Heading, Inlines, Mark, Run
from .building import grid, items, para, short, unbroken, words
from .matrix import place_shown, suite_shown
from .report_charts import Pictures, bars, stacked
from .report_facts import ACCEPTING, Hearing, by_nature, by_part, by_stakeholder, by_suite, by_time, passages, region_of, shared
from .report_public import is_person
from .report_terms import terms
from .report_told import suites_told, uncapital
from .report_words import Speech

EXAMPLES = 6
"""Decisions of each kind that are told in the report itself; the annex has all."""
PASSAGES, DEMANDS, TERMS = 10, 10, 15
WORDS = 260
"""Characters of a remark told in the report; the annex has it whole."""


def _title(text: str, id: str = "") -> Heading:
    return Heading(2, (Run(text),), id=id)


# ------------------------------------------------------------------ the consultation


def method(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    for round_ in hearing.rounds:
        name = "round_open" if round_.closed_at is None else "round_closed"
        closed = said.day(round_.closed_at.date()) if round_.closed_at else ""
        told = [said(name, edition=round_.edition, opened=said.day(round_.opened_at.date()), closed=closed)]
        if round_.until:
            told.append(said("until", until=said.day(round_.until)))
        yield para(" ".join(told))
    counts = sorted((hearing.channels or {}).items(), key=lambda pair: (-pair[1], pair[0].value))
    if counts:
        ways = said.listed([f"{uncapital(label(CHANNELS, way, said.language))} ({said.number(count)})" for way, count in counts])
        yield para(said("channels", channels=ways))
    yield para(said("how"))
    if public:
        yield para(said("how_public"))
        if hearing.confidential:
            yield para(said("confidential", hearing.confidential))
    if hearing.comments:
        yield para(said("charts_told"))


# ------------------------------------------------------------------ who


def who(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    if not hearing.stakeholders:
        return
    yield from _silence(hearing, said, public=public)
    unknown = said("unsaid")
    places: tuple[tuple[str, str, Callable[[Stakeholder], str]], ...] = (
        ("by_category", "category", lambda s: s.category or unknown),
        ("by_region", "region", lambda s: region_of(s, home=said("home"), several=said("several"), unknown=unknown)),
    )
    for title, head, of in places:
        counts = by_stakeholder(hearing, of)
        if len(counts) > 1 and hearing.comments:
            yield _title(said(title))
            chart = bars(said(title), {name: row[2] for name, row in counts.items()}, said("unit"))
            figure, _ = pictures.chart(chart, title, said(head))
            yield figure
            rows = [(name, *map(said.number, row)) for name, row in counts.items()]
            heads = (said(head), said("consulted"), said("heard"), said("remarks"))
            yield grid(heads, rows, (52, 16, 16, 16), align=("left", "right", "right", "right"))
    yield from _each(hearing, said, public=public)


def _silence(hearing: Hearing, said: Speech, *, public: bool) -> Iterator[Block]:
    silent = [s for s in hearing.stakeholders if s.code not in hearing.heard]
    if not silent:
        yield para(said("all_heard"))
        return
    names = [s.category or said("unsaid") if public and is_person(s) else s.code for s in silent]
    told = [said("silent", len(silent), names=said.listed(list(dict.fromkeys(names))))]
    heard = {s.category for s in hearing.stakeholders if s.code in hearing.heard}
    missing = list(dict.fromkeys(said.quoted(s.category) for s in silent if s.category and s.category not in heard))
    if missing:
        told.append(said("silent_categories", len(missing), names=said.listed(missing)))
    yield para(" ".join(told))
    told_of = {comment.stakeholder for comment in hearing.comments}
    quiet = [s.code for s in hearing.stakeholders if s.code in hearing.heard and s.code not in told_of and not is_person(s)]
    if quiet:
        yield para(said("no_remark", len(quiet), names=said.listed(quiet)))


def _each(hearing: Hearing, said: Speech, *, public: bool) -> Iterator[Block]:
    """The institutions that were heard, with their remarks and what became of them."""
    rows: list[Sequence[str | Inlines]] = []
    for stakeholder in sorted(hearing.stakeholders, key=lambda s: s.code.casefold()):
        own = [comment for comment in hearing.comments if comment.stakeholder == stakeholder.code]
        if not own or (public and is_person(stakeholder)):
            continue
        counts = by_suite(own)
        kept = sum(counts.get(suite, 0) for suite in ACCEPTING)
        numbers = (len(own), len(own) - counts.get(Suite.PENDING, 0), kept)
        name = stakeholder.name if stakeholder.name != stakeholder.code else stakeholder.category
        rows.append((words(stakeholder.code, int(Mark.STRONG)), name, *map(said.number, numbers)))
    if rows:
        yield _title(said("by_who"))
        heads = (said("structure"), said("name"), said("remarks"), said("answered"), said("kept"))
        yield grid(heads, rows, (14, 41, 18, 12, 15), align=("left", "left", "right", "right", "right"))


# ------------------------------------------------------------------ what was said


def what(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    if not hearing.comments:
        return
    parts = by_part(hearing, said("nowhere"))
    yield from _parts_told(hearing, parts, said)
    if len(parts) > 1:
        counts = {title: _kinds(rows) for title, rows in parts.items()}
        chart = stacked(said("by_part"), counts, (said("remark"), said("proposal")), said("unit"))
        yield from pictures.chart(chart, "by_part", said("part"))
    types = {_type(kind, nature, said.language): count for (kind, nature), count in by_nature(hearing.comments).items()}
    if len(types) > 1:
        yield from pictures.chart(bars(said("by_kind"), types, said("unit")), "by_kind", said("kind"))
    weeks, days = by_time(hearing.comments)
    if len(days) > 1:
        names = {(said.short_day(day) if weeks else said.month(day)): count for day, count in days.items()}
        title, first = ("by_week", "week") if weeks else ("by_month", "month")
        yield from pictures.chart(bars(said(title), names, said("unit"), upright=True), "by_time", said(first))
    yield from _themes(hearing, said)


def _kinds(rows: Sequence[Comment]) -> tuple[int, int]:
    proposals = sum(comment.kind is Kind.PROPOSAL for comment in rows)
    return len(rows) - proposals, proposals


def _type(kind: Kind, nature: Nature, language: str) -> str:
    return ", ".join(filter(None, (label(KINDS, kind, language), label(NATURES, nature, language).lower())))


def _parts_told(hearing: Hearing, parts: dict[str, list[Comment]], said: Speech) -> Iterator[Block]:
    """Where half of the remarks are, and on what nobody says anything."""
    told = []
    order = sorted(((title, len(rows)) for title, rows in parts.items()), key=lambda pair: -pair[1])
    half: list[str] = []
    count = 0
    for title, number in order:
        if 2 * count >= len(hearing.comments):
            break
        half.append(said.quoted(title))
        count += number
    if len(parts) > 3 and len(half) <= 6:
        told.append(said("half", len(half), parts=said.listed(half)))
    silent = [said.quoted(title) for title in hearing.parts.values() if title not in parts]
    if silent and len(silent) <= 8:
        told.append(said("silent_parts", len(silent), names=said.listed(silent)))
    if told:
        yield para(" ".join(told))


def _themes(hearing: Hearing, said: Speech) -> Iterator[Block]:
    found = terms(hearing.comments, TERMS)
    tags: dict[str, int] = {}
    for comment in hearing.comments:
        for tag in comment.tags:
            tags[tag] = tags.get(tag, 0) + 1
    if len(found) < 3 and not tags:
        return
    yield _title(said("themes"))
    if tags:
        order = sorted(tags.items(), key=lambda pair: (-pair[1], pair[0]))[:TERMS]
        yield para(said("tags_told", tags=said.listed([f"{tag} ({said.number(count)})" for tag, count in order])))
    if len(found) >= 3:
        yield para(said("themes_told"))
        rows = [(term.word, said.number(term.comments), said.number(len(term.stakeholders))) for term in found]
        heads = (said("term"), said("in_remarks"), said("by_n"))
        yield grid(heads, rows, (52, 24, 24), align=("left", "right", "right"))


# ------------------------------------------------------------------ what several ask for


def common(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    if len({comment.stakeholder for comment in hearing.comments}) < 2:
        return
    places = passages(hearing, PASSAGES)
    demands = shared(hearing.comments, DEMANDS)
    if not places and not demands:
        yield para(said("nothing_shared"))
    if places:
        yield _title(said("passages"))
        yield para(said("passages_told"))
        rows = [
            (f"{p.label}\n{p.address}", said.quoted(short(p.words, 140)), said.number(p.comments), ", ".join(p.stakeholders))
            for p in places
        ]
        heads = (said("where"), said("passage"), said("remarks"), said("from"))
        yield grid(heads, rows, (25, 41, 16, 18), align=("left", "left", "right", "left"))
    if demands:
        yield _title(said("demands"))
        yield para(said("demands_told"))
        common_rows = [
            (_asked(d.comment, said, WORDS), _who_of(d.stakeholders), label(SUITES, d.comment.suite, said.language)) for d in demands
        ]
        yield grid((said("demand"), said("from"), said("suite")), common_rows, (58, 22, 20))


def _who_of(codes: Sequence[str]) -> str:
    return ", ".join(codes[:12]) + (f" … ({len(codes)})" if len(codes) > 12 else "")


def _asked(comment: Comment, said: Speech, most: int) -> Inlines:
    """What a remark says, or the wording it asks for, after its number."""
    text = comment.text or (f"→ {comment.proposal}" if comment.proposal else said.quoted(comment.quote) if comment.quote else "–")
    return (Run(f"{unbroken(comment.name)} ", int(Mark.STRONG)), *words(short(text, most)))


# ------------------------------------------------------------------ dispositions


def decisions(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    comments = hearing.comments
    if not comments:
        return
    yield para(" ".join(suites_told(comments, said)))
    counts = by_suite(comments)
    if set(counts) == {Suite.PENDING}:
        return
    names = {label(SUITES, suite, said.language): count for suite, count in counts.items()}
    yield from pictures.chart(bars(said("by_suite"), names, said("unit")), "by_suite", said("suite"))
    parts = by_part(hearing, said("nowhere"))
    if len(parts) > 1:
        rows = {title: _fates(own) for title, own in parts.items()}
        labels = tuple(said(name) for name in ("kept", "not_kept", "other", "waiting"))
        yield from pictures.chart(stacked(said("suite_by_part"), rows, labels, said("unit")), "suite_by_part", said("part"))
    for suite in counts:
        if suite is not Suite.PENDING:
            yield from _examples(suite, comments, said)


def _fates(rows: Sequence[Comment]) -> tuple[int, int, int, int]:
    counts = by_suite(rows)
    kept = sum(counts.get(suite, 0) for suite in ACCEPTING)
    refused, waiting = counts.get(Suite.REJECTED, 0), counts.get(Suite.PENDING, 0)
    return kept, refused, len(rows) - kept - refused - waiting, waiting


def _examples(suite: Suite, comments: Sequence[Comment], said: Speech) -> Iterator[Block]:
    """Decisions of one kind with their reasons: a reason that answers many is told once."""
    own = [comment for comment in comments if comment.suite is suite]
    reasons: dict[str, list[Comment]] = {}
    for comment in own:
        reasons.setdefault(comment.disposition.reason if comment.disposition else "", []).append(comment)
    order = sorted(reasons.items(), key=lambda pair: -len(pair[1]))[:EXAMPLES]
    yield _title(f"{label(SUITES, suite, said.language)} ({said.number(len(own))})")
    rows = [(_asked(group[0], said, WORDS), _who_of(list(dict.fromkeys(c.stakeholder for c in group))), reason) for reason, group in order]
    yield grid((said("asked"), said("from"), said("reason")), rows, (46, 16, 38))
    told = sum(len(group) for _, group in order)
    if told < len(own):
        yield para(said("others", len(own) - told))


# ------------------------------------------------------------------ the text


def change(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    if hearing.change is None:
        if hearing.comments:
            yield para(said("unchanged"))
        return
    found = hearing.change
    substance = said("of_substance", found.substance) if found.substance else said("none_of_substance")
    yield para(said("changed_told", found.every, old=found.old, new=found.new, all=said.number(found.every), substance=substance))
    rows = {part.part: (part.substance, part.wording) for part in found.parts if part.substance or part.wording}
    if len(rows) > 1:
        labels = (said("substance"), said("wording"))
        yield from pictures.chart(stacked(said("by_change"), rows, labels, said("changes_unit")), "by_change", said("part"))
    placed = [c for c in hearing.comments if c.suite in ACCEPTING and c.disposition and c.disposition.where.strip()]
    if placed:
        yield _title(said("places"))
        told = [(_asked(c, said, 160), c.stakeholder, c.disposition.where if c.disposition else "") for c in placed[: 3 * EXAMPLES]]
        yield grid((said("asked"), said("from"), said("where")), told, (52, 16, 32))
        if len(placed) > len(told):
            yield para(said("others", len(placed) - len(told)))


# ------------------------------------------------------------------ what is left


def left(hearing: Hearing, said: Speech, pictures: Pictures, *, public: bool) -> Iterator[Block]:
    comments = hearing.comments
    if not comments:
        return
    pending = [c for c in comments if c.suite is Suite.PENDING]
    referred = [c for c in comments if c.suite is Suite.REFERRED]
    unplaced = sum(c.place.certainty is not Certainty.CERTAIN and bool(c.quote) for c in comments)
    told = []
    if pending:
        told.append(said("left_pending", len(pending)))
    if referred:
        shown = [unbroken(written(c.number)) for c in referred]
        numbers = said.listed(shown) if len(shown) <= 12 else ", ".join(shown[:12]) + "…"
        told.append(said("left_referred", len(referred), numbers=numbers))
    if unplaced and not public:
        told.append(said("left_places", unplaced))
    if not told:
        yield para(said("nothing_left"))
        return
    yield from items(told)


# ------------------------------------------------------------------ the annex


def annex(hearing: Hearing, said: Speech) -> Iterator[Block]:
    """All remarks with their answers, in the order of the text. The table follows its heading, and takes it to the landscape page."""
    heads = (said("number"), said("structure"), said("where"), said("asked"), said("suite"), said("reason"))
    rows = (_answer(comment, said) for comment in hearing.comments)
    yield grid(heads, rows, (12, 11, 19, 55, 14, 35), landscape=True)


def _answer(comment: Comment, said: Speech) -> tuple[str | Inlines, ...]:
    decision = comment.disposition
    asked = "\n".join(filter(None, (comment.text, f"→ {comment.proposal}" if comment.proposal else "")))
    reason = "\n".join(filter(None, (decision.reason, decision.where))) if decision else ""
    return (
        words(unbroken(comment.name), int(Mark.STRONG)),
        comment.stakeholder,
        place_shown(comment, said.language) or said("whole"),
        asked or (said.quoted(comment.quote) if comment.quote else "–"),
        suite_shown(comment, said.language),
        reason,
    )


Chapter = Callable[..., Iterator[Block]]
CHAPTERS: tuple[tuple[str, str, Chapter], ...] = (
    ("consultation", "method", method),
    ("participation", "who", who),
    ("contenu", "what", what),
    ("partage", "shared", common),
    ("suites", "decisions", decisions),
    ("texte", "change", change),
    ("reste", "left", left),
)
"""Id, title and writer of each chapter after the summary."""
