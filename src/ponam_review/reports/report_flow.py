"""The consultation report as a value of the text model: Word, HTML and PDF show the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..register.vocabulary import Kind, Suite
from ..text.flow import Flow, prepare
from ..text.model import Block, Cover, Document, Mark, Revision, Section, Table
from .building import grid, para, words
from .report_chapters import CHAPTERS, annex
from .report_charts import Pictures
from .report_facts import ACCEPTING, Hearing, by_part, by_suite
from .report_told import suites_told
from .report_words import Speech


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of. `disputed`: passages on which somebody has to decide; `public`: the version for everybody."""

    hearing: Hearing
    title: str
    """Of the text consulted on."""
    cover: Cover
    language: str
    day: str
    """The report's date, in words."""
    public: bool = False
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """The report, prepared, and its charts."""

    flow: Flow
    pictures: Pictures


def report_of(report: Report) -> Made:
    """The report, chapter by chapter; chapters that have nothing to say are not there."""
    said = Speech(report.language)
    pictures = Pictures(report.language)
    sections = [Section("synthese", str(said("brief")), tuple(_brief(report, said)))]
    for id, title, write in CHAPTERS:
        blocks = tuple(write(report.hearing, said, pictures, public=report.public))
        if blocks:
            sections.append(Section(id, said(title), blocks))
    if report.hearing.comments:
        sections.append(Section("reponses", said("annex"), tuple(annex(report.hearing, said)), kind="annexe"))
    editions = ", ".join(dict.fromkeys(round_.edition for round_ in report.hearing.rounds))
    cover = Cover(
        institution=report.cover.institution,
        state=report.cover.state,
        subtitle=report.title,
        period=said("edition", edition=editions) if editions else "",
        date=report.day,
        status=said("public") if report.public else "",
        mark=report.cover.mark,
        emblem=report.cover.emblem,
    )
    document = Document("rapport", said("title"), tuple(sections), language=report.language, cover=cover)
    return Made(prepare(Revision("", (document,)), contents=True), pictures)


# ------------------------------------------------------------------ in brief


def _brief(report: Report, said: Speech) -> Iterator[Block]:
    hearing = report.hearing
    yield from map(para, _sentences(report, said))
    if hearing.comments or hearing.stakeholders:
        yield _key_figures(hearing, said)


def _sentences(report: Report, said: Speech) -> Iterator[str]:
    hearing = report.hearing
    comments = hearing.comments
    if not comments:
        yield said("nothing")
    else:
        yield " ".join((_heard(hearing, said), *_mostly(hearing, said)))
        yield " ".join(suites_told(comments, said))
    rest = []
    if report.disputed:
        rest.append(said("disputed", report.disputed))
    silent = sum(s.code not in hearing.heard for s in hearing.stakeholders)
    if silent:
        rest.append(said("silent_n", silent))
    if hearing.change is not None and hearing.change.substance:
        change = hearing.change
        rest.append(said("text_changed", change.substance, old=change.old, new=change.new))
    if rest:
        yield " ".join(rest)


def _heard(hearing: Hearing, said: Speech) -> str:
    proposals = sum(comment.kind is Kind.PROPOSAL for comment in hearing.comments)
    heard = len(hearing.heard)
    return said(
        "heard_of",
        heard,
        heard=said.number(heard),
        consulted=said.number(max(len(hearing.stakeholders), heard)),
        comments=said("comments", len(hearing.comments)),
        proposals=said("proposals", proposals) if proposals else said("no_proposal"),
    )


def _mostly(hearing: Hearing, said: Speech) -> Iterator[str]:
    parts = by_part(hearing, said("nowhere"))
    if len(parts) < 3:
        return
    largest = sorted(parts.items(), key=lambda pair: -len(pair[1]))[:3]
    yield said("mostly_on", parts=said.listed([f"{said.quoted(title)} ({said.number(len(rows))})" for title, rows in largest]))


def _key_figures(hearing: Hearing, said: Speech) -> Table:
    comments = hearing.comments
    counts = by_suite(comments)
    pending = counts.get(Suite.PENDING, 0)
    accepted = sum(counts.get(suite, 0) for suite in ACCEPTING)
    decided = len(comments) - pending
    rows: list[tuple[str, int, int, int]] = [
        ("k_consulted", len(hearing.stakeholders), 0, 0),
        ("k_heard", len(hearing.heard), len(hearing.stakeholders), 0),
        ("k_comments", len(comments), 0, 0),
        ("k_proposals", sum(comment.kind is Kind.PROPOSAL for comment in comments), len(comments), 1),
        ("k_decided", decided, len(comments), 0),
        ("k_accepted", accepted, decided, 1),
        ("k_rejected", counts.get(Suite.REJECTED, 0), decided, 1),
        ("k_pending", pending, len(comments), 0),
    ]
    cells = [
        (
            words(("\u2003" if depth else "") + said(name), 0 if depth else int(Mark.STRONG)),
            said.number(value),
            said.percent(value, whole) if whole else "",
        )
        for name, value, whole, depth in rows
    ]
    table = grid((), cells, (70, 15, 15), align=("left", "right", "right"), caption=said("figures"))
    return replace(table, id="chiffres")
