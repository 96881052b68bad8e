"""The *fiche d'arbitrage*: one page for each question that somebody has to decide, with what each side asks and room to sign.

A question is a passage on which proposals compete, or remarks that the secretariat referred for a decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..register.conflicts import conflicts_of
from ..register.values import Comment
from ..register.vocabulary import Edit, Suite, folded
from ..text.flow import Flow, Placed
from ..text.model import Block, Break, Cell, Cover, Heading, Inline, Inlines, Mark, Paragraph, Quote, Row, Run, Table
from ..text.remarks import Address, Selector
from .building import cell, head_row, para, short, unbroken, words
from .letters import heading_of, lines, marked
from .report_words import Speech
from .wording import edits_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BESIDE = 3
"""Positions that stand side by side; more stand one above the other."""
PASSAGE, WORDING, REASON = 360, 330, 240
NO_BREAK = "\u00a0"
DOTS = "…" * 26
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Fiche d’arbitrage n°\u00a0{rank}", "text": "Texte", "place": "Passage", "numbers": "Observations",
        "day": "fiche établie le {day}",
        "passage": "Le passage soumis à la consultation", "positions": "Les positions", "option": "Option {letter}",
        "delete": "Supprimer ce passage.", "add": "Ajouter\u00a0: ", "why": "Motifs\u00a0: ", "no_why": "Motifs\u00a0: non précisés.",
        "referred": "Renvoi\u00a0: ", "choices": "Les options", "decide": "La décision", "take": "retenir l’option {letter} ({who})",
        "compromise": "rédaction de compromis\u00a0: {dots}", "keep": "maintenir le texte soumis à la consultation",
        "advice": "Recommandation du secrétariat", "decision": "Décision", "reason": "Motif de la décision",
        "sign": "Date, nom, qualité et signature", "quoted": "«\u00a0{words}\u00a0»", "name": "fiche",
    },
    "en": {
        "title": "Question to decide no. {rank}", "text": "Text", "place": "Passage", "numbers": "Remarks", "day": "drawn up on {day}",
        "passage": "The passage consulted on", "positions": "The positions", "option": "Option {letter}",
        "delete": "Delete this passage.", "add": "Add: ", "why": "Reasons: ", "no_why": "Reasons: not given.",
        "referred": "Referred: ", "choices": "The options", "decide": "The decision", "take": "take option {letter} ({who})",
        "compromise": "a compromise: {dots}", "keep": "keep the text consulted on",
        "advice": "Advice of the secretariat", "decision": "Decision", "reason": "Reason of the decision",
        "sign": "Date, name, function and signature", "quoted": "“{words}”", "name": "question",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """What one side asks, in one wording."""

    comments: tuple[Comment, ...]

    @property
    def who(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(comment.stakeholder for comment in self.comments))


@dataclass(frozen=True, slots=True)
class Question:
    """A passage and the positions on it. `competing`: wordings that cannot both be carried out, and not only a referral."""

    selector: Selector
    label: str
    position: int
    positions: tuple[Position, ...]
    competing: bool

    @property
    def numbers(self) -> tuple[str, ...]:
        found = {comment.number: comment.name for position in self.positions for comment in position.comments}
        return tuple(found[number] for number in sorted(found))

    @property
    def address(self) -> str:
        return str(Address(self.selector.section, self.selector.block)) if self.selector.block else self.selector.section


def questions_of(comments: Iterable[Comment]) -> tuple[Question, ...]:
    """What is to be decided, in the order of the text: proposals that compete, with what was referred on their passages, and what else
    was referred."""
    every = list(comments)
    referred: dict[tuple[str, str, int], list[Comment]] = defaultdict(list)
    for comment in every:
        where = comment.place.selector
        if comment.suite is Suite.REFERRED and where is not None:
            referred[where.revision, where.section, where.block].append(comment)
    found: list[Question] = []
    for conflict in conflicts_of(every):
        if conflict.is_settled:
            continue
        where = conflict.selector
        known = set(conflict.numbers)
        more = [c for c in referred.pop((where.revision, where.section, where.block), ()) if c.number not in known]
        positions = (*(Position(variant.comments) for variant in conflict.variants), *_positions(more))
        found.append(Question(where, conflict.label, conflict.position, positions, competing=True))
    for group in referred.values():
        first = max(group, key=lambda c: len(c.place.selector.exact) if c.place.selector else 0)
        assert first.place.selector is not None
        found.append(Question(first.place.selector, first.place.label, first.place.position, tuple(_positions(group)), competing=False))
    return tuple(sorted(found, key=lambda q: (q.position, q.numbers)))


def _positions(comments: Sequence[Comment]) -> Iterator[Position]:
    """One for each institution: what it says in a remark and in a wording is one position."""
    groups: dict[str, list[Comment]] = {}
    for comment in sorted(comments, key=lambda c: c.number):
        groups.setdefault(comment.stakeholder, []).append(comment)
    yield from (Position(tuple(group)) for group in groups.values())


# ------------------------------------------------------------------ the page


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a form besides its question. `passage`: the words of the block spoken of."""

    rank: int
    title: str
    cover: Cover
    day: date
    language: str = "fr"
    passage: str = ""


def form_flow(question: Question, sheet: Sheet) -> Flow:
    """The form, prepared."""
    w = _WORDS["en" if sheet.language == "en" else "fr"]
    blocks = tuple(_blocks(question, sheet, w))
    items = tuple(Placed(block, "fiche", number) for number, block in enumerate(blocks))
    title = f"{w['title'].format(rank=sheet.rank)} – {question.address}"
    return Flow("", items, title=title, language=sheet.language, cover=Cover(mark=sheet.cover.mark), loose=True)


def file_stem(question: Question, rank: int, language: str) -> str:
    """What the file of a form is called."""
    w = _WORDS["en" if language == "en" else "fr"]
    return f"{w['name']}-{rank:02d}-{question.selector.section}-{question.selector.block}"


def _blocks(question: Question, sheet: Sheet, w: Mapping[str, str]) -> Iterator[Block]:
    if sheet.cover.institution or sheet.cover.state:
        yield heading_of(sheet.cover)
    yield Heading(1, (Run(w["title"].format(rank=sheet.rank)),))
    yield _identity(question, sheet, w)
    passage = sheet.passage or question.selector.exact
    if passage:
        yield para(w["passage"], int(Mark.STRONG))
        yield Paragraph(words(short(passage, PASSAGE)), within=(Quote(opens=True),))
    yield para(w["positions"], int(Mark.STRONG))
    yield _beside(question.positions, w) if len(question.positions) <= BESIDE else _below(question.positions, w)
    yield para(w["decide"], int(Mark.STRONG))
    yield Table((_choices(question, w), *_room(w)), header_rows=0, widths=(20, 80))


def _identity(question: Question, sheet: Sheet, w: Mapping[str, str]) -> Table:
    said = Speech(sheet.language)
    rows = (
        (w["text"], f"{sheet.title} – {question.selector.revision} ({w['day'].format(day=said.day(sheet.day))})"),
        (w["place"], " – ".join(filter(None, (question.label, question.address)))),
        (w["numbers"], ", ".join(map(unbroken, question.numbers))),
    )
    made = tuple(Row((cell(name, head=True, marks=int(Mark.STRONG)), cell(text))) for name, text in rows)
    return Table(made, header_rows=0, widths=(20, 80))


def _beside(positions: Sequence[Position], w: Mapping[str, str]) -> Table:
    """The wordings side by side, what goes struck out, what comes in bold; below them who says so and why."""
    wide = WORDING * 2 // max(2, len(positions))
    heads = head_row(_named(at, position, w) for at, position in enumerate(positions))
    asked = Row(tuple(cell(_asked(position, w, wide)) for position in positions))
    reasons = Row(tuple(cell(_reasons(position, w, REASON * 2 // max(2, len(positions)))) for position in positions))
    return Table((heads, asked, reasons), header_rows=1, widths=(1,) * len(positions))


def _below(positions: Sequence[Position], w: Mapping[str, str]) -> Table:
    rows = []
    for at, position in enumerate(positions):
        name = _named(at, position, w)
        rows.append(Row((cell(name, head=True, marks=int(Mark.STRONG)), cell(_asked(position, w, 300)), cell(_reasons(position, w, 220)))))
    heads = head_row(("", w["positions"], w["why"].rstrip("\u00a0: ")))
    return Table((heads, *rows), header_rows=1, widths=(22, 44, 34))


def _named(at: int, position: Position, w: Mapping[str, str]) -> str:
    who = ", ".join(position.who[:5]) + ("…" if len(position.who) > 5 else "")
    return f"{w['option'].format(letter=_letter(at))} – {who}"


def _letter(at: int) -> str:
    return LETTERS[at] if at < len(LETTERS) else str(at + 1)


def _asked(position: Position, w: Mapping[str, str], most: int) -> Inlines:
    """The wordings of a position; where it has none, its words."""
    told: list[str | Inlines] = []
    seen: set[str] = set()
    for comment in position.comments:
        if comment.edit is Edit.DELETE:
            told.append(w["delete"])
        elif comment.proposal and folded(comment.proposal) not in seen:
            seen.add(folded(comment.proposal))
            told.append(_worded(comment, w, most))
    if not told:
        told = [short(comment.text, most) for comment in position.comments if comment.text]
    return lines(*told)


def _worded(comment: Comment, w: Mapping[str, str], most: int) -> Inlines:
    quote = comment.quote or (comment.place.selector.exact if comment.place.selector and comment.edit is not Edit.INSERT_AFTER else "")
    if not quote:
        return (Run(w["add"], int(Mark.EMPHASIS)), *words(short(comment.proposal, most)))
    edits = edits_of(quote, comment.proposal)
    whole = sum(len(edit.text) for edit in edits) <= most
    marks = {"=": 0, "-": int(Mark.STRIKE), "+": int(Mark.STRONG)}
    if whole:
        return tuple(Run(" ".join(edit.text.split("\n")), marks[edit.sign]) for edit in edits if edit.text)
    return marked(edits)


def _reasons(position: Position, w: Mapping[str, str], most: int) -> Inlines:
    """Why, in the words of each institution; and why the secretariat referred it."""
    worded = any(comment.proposal or comment.edit is Edit.DELETE for comment in position.comments)
    told: list[str | Inlines] = []
    for comment in position.comments if worded else ():
        if comment.text:
            prefix = f"{comment.stakeholder}\u00a0: " if len(position.who) > 1 else ""
            told.append((Run(w["why"], int(Mark.EMPHASIS)), *words(short(prefix + comment.text, most))))
    reasons = {c.disposition.reason: None for c in position.comments if c.disposition and c.suite is Suite.REFERRED}
    told += [(Run(w["referred"], int(Mark.EMPHASIS)), *words(short(reason, most))) for reason in reasons]
    return lines(*told) if told else words(w["no_why"], int(Mark.EMPHASIS))


def _choices(question: Question, w: Mapping[str, str]) -> Row:
    """Boxes to tick."""
    told = []
    for at, position in enumerate(question.positions):
        who = ", ".join(position.who[:4]) + ("…" if len(position.who) > 4 else "")
        told.append(w["take"].format(letter=_letter(at), who=who))
    told += [w["compromise"].format(dots=DOTS), w["keep"]]
    content: list[Inline] = []
    for text in told:
        content += (Break(),) if content else ()
        content.append(Run(f"☐{NO_BREAK}{NO_BREAK}{text}"))
    return Row((cell(w["choices"], head=True, marks=int(Mark.STRONG)), Cell((Paragraph(tuple(content)),))))


def _room(w: Mapping[str, str]) -> tuple[Row, ...]:
    """Room to write: advice, decision with its reason, date and signature."""
    return (
        Row((cell(w["advice"], head=True, marks=int(Mark.STRONG)), _blank(2))),
        Row((cell(w["decision"], head=True, marks=int(Mark.STRONG)), _blank(2))),
        Row((cell(w["reason"], head=True, marks=int(Mark.STRONG)), _blank(2))),
        Row((cell(w["sign"], head=True, marks=int(Mark.STRONG)), _blank(4))),
    )


def _blank(count: int) -> Cell:
    content: list[Inline] = [Run(NO_BREAK)]
    for _ in range(count - 1):
        content += (Break(), Run(NO_BREAK))
    return Cell((Paragraph(tuple(content)),))


