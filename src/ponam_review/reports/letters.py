"""The letter that tells a stakeholder what became of its remarks, as Malian offices lay it out: ministry left, Republic right.

What the register does not know is left to be filled in by hand: the number of the letter, who signs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..register.values import Carried, Comment, Stakeholder
from ..register.vocabulary import AnchorState, Edit, Suite
from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, Placed
from ..text.model import Block, Break, Cell, Cover, Inline, Inlines, Mark, Paragraph, Row, Run, Table
from ..text.notices import Result
from ..text.remarks import Address
from .building import grid, para, short, unbroken, words
from .matrix import suite_shown
from .proof_flow import apart, shortened
from .report_facts import by_suite
from .report_told import suites_counted
from .report_words import Speech
from .wording import Edited, edits_of

PASSAGE = 420
"""Characters of a passage that are told; the text itself has it whole."""
DOTS = "…………………"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "number": f"N°\u00a0{DOTS}", "place": "{town}, le {day}", "to": "À", "attention": "À l’attention de\u00a0: {contact}",
        "subject": "Objet\u00a0:", "subject_text": "Suites données à vos observations sur «\u00a0{edition}\u00a0»",
        "reference": "Référence\u00a0:", "reference_text": "Votre contribution reçue le {days}",
        "references_text": "Vos contributions reçues les {days}",
        "hello": "Madame, Monsieur,",
        "thanks": (
            "Dans le cadre de la consultation ouverte sur «\u00a0{title}\u00a0», vous avez bien voulu nous faire part de vos observations. "
            "Je vous en remercie."
        ),
        "one": "Votre observation a été enregistrée et examinée. ", "many": "Vos {n} observations ont été enregistrées et examinées. ",
        "told_one": "Elle a reçu la suite suivante\u00a0: {suites}. ", "told": "Elles ont reçu les suites suivantes\u00a0: {suites}. ",
        "told_some": "{decided} d’entre elles ont reçu une suite\u00a0: {suites}. ",
        "told_just_one": "L’une d’elles a reçu une suite\u00a0: {suites}. ",
        "wait_all": "Elles sont à l’examen\u00a0; les suites données vous seront communiquées.",
        "wait_one": "Elle est à l’examen\u00a0; la suite donnée vous sera communiquée.",
        "wait_rest": "Les autres sont encore à l’examen\u00a0; leurs suites vous seront communiquées.",
        "table": (
            "Le tableau qui suit donne, pour chacune, le passage tel que vous l’avez lu, ce qu’il est devenu, la suite donnée et son motif."
        ),
        "table_one": "Le tableau qui suit donne le passage tel que vous l’avez lu, ce qu’il est devenu, la suite donnée et son motif.",
        "none": "Nous n’avons relevé dans votre contribution aucune observation qui appelle une suite.",
        "bye": "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.",
        "sign": "{who}", "sign_blank": "Signature et cachet",
        "c_no": "N°", "c_then": "Votre observation", "c_now": "Le passage dans «\u00a0{edition}\u00a0»", "c_suite": "Suite donnée et motif",
        "quoted": "«\u00a0{words}\u00a0»", "same": "Inchangé.", "gone": "Le passage n’y figure plus.",
        "unsure": "Passage à confirmer.", "proposed": "Rédaction proposée\u00a0: ", "where": "Endroit modifié\u00a0: {where}",
        "title": "Lettre de réponse – {who}", "waits": "À l’examen",
    },
    "en": {
        "number": f"No. {DOTS}", "place": "{town}, {day}", "to": "To", "attention": "Attention: {contact}",
        "subject": "Subject:", "subject_text": "Answers to your remarks on “{edition}”",
        "reference": "Reference:", "reference_text": "Your contribution received on {days}",
        "references_text": "Your contributions received on {days}",
        "hello": "Dear Sir or Madam,",
        "thanks": "In the consultation on “{title}” you kindly sent us your remarks. Thank you.",
        "one": "Your remark was recorded and examined. ", "many": "Your {n} remarks were recorded and examined. ",
        "told_one": "Its disposition: {suites}. ", "told": "Their dispositions: {suites}. ",
        "told_some": "{decided} of them were answered: {suites}. ", "told_just_one": "One of them was answered: {suites}. ",
        "wait_all": "They are being examined; you will be told the outcome.",
        "wait_one": "It is being examined; you will be told the outcome.",
        "wait_rest": "The others are still being examined; you will be told the outcome.",
        "table": "The table below gives, for each, the passage as you read it, what it has become, the disposition and its reason.",
        "table_one": "The table below gives the passage as you read it, what it has become, the disposition and its reason.",
        "none": "We found in your contribution no remark that calls for an answer.",
        "bye": "Yours faithfully,", "sign": "{who}", "sign_blank": "Signature and seal",
        "c_no": "No.", "c_then": "Your remark", "c_now": "The passage in “{edition}”", "c_suite": "Disposition and reason",
        "quoted": "“{words}”", "same": "Unchanged.", "gone": "The passage is no longer there.",
        "unsure": "Passage to be confirmed.", "proposed": "Proposed wording: ", "where": "Place changed: {where}",
        "title": "Letter of answer – {who}", "waits": "Being examined",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter of answer says. `now`: where remarks stand in `edition`, the last one."""

    to: Stakeholder
    comments: Sequence[Comment]
    title: str
    """Of the text consulted on."""
    cover: Cover
    day: date
    language: str = "fr"
    town: str = "Bamako"
    signatory: str = ""
    edition: str = ""
    now: Mapping[int, Carried] = field(default_factory=dict)
    received: Sequence[date] = ()


def letter_flow(letter: Letter) -> Flow:
    """The letter, prepared."""
    w = _WORDS["en" if letter.language == "en" else "fr"]
    blocks = (*_head(letter, w), *_body(letter, w), *_foot(letter, w))
    items = tuple(Placed(block, "lettre", number) for number, block in enumerate(blocks))
    title = w["title"].format(who=letter.to.code)
    return Flow("", items, title=title, language=letter.language, cover=Cover(mark=letter.cover.mark), loose=True)


# ------------------------------------------------------------------ head and foot


def side_by_side(*cells: Inlines, widths: tuple[int, ...], align: tuple[str, ...] = ()) -> Table:
    """Things that stand beside each other, without rules."""
    row = Row(tuple(Cell((Paragraph(content),)) for content in cells))
    return Table((row,), header_rows=0, align=align, widths=widths, bare=True)  # type: ignore[arg-type]


def lines(*texts: str | Inlines, marks: int = 0) -> Inlines:
    """Lines of one paragraph."""
    out: list[Inline] = []
    for text in texts:
        if not text:
            continue
        out += (Break(),) if out else ()
        out += words(text, marks) if isinstance(text, str) else text
    return tuple(out)


def heading_of(cover: Cover) -> Table:
    """Ministry and Republic, side by side as on the cover of the text."""
    rule = "-" * 18
    ministry: list[str | Inlines] = []
    for line in cover.institution:
        ministry.append(words(line, int(Mark.STRONG)))
    if ministry:
        ministry.append(rule)
    state: list[str | Inlines] = [words(line, int(Mark.STRONG if not at else Mark.EMPHASIS)) for at, line in enumerate(cover.state)]
    if state:
        state.append(rule)
    return side_by_side(lines(*ministry), (), lines(*state), widths=(57, 3, 40), align=("center", "", "center"))


def _head(letter: Letter, w: Mapping[str, str]) -> Iterator[Block]:
    said = Speech(letter.language)
    if letter.cover.institution or letter.cover.state:
        yield heading_of(letter.cover)
    place = w["place"].format(town=letter.town, day=said.day(letter.day))
    yield side_by_side(words(w["number"]), words(place), widths=(50, 50), align=("left", "right"))
    to = letter.to
    name = to.name if to.name not in ("", "–") else to.code
    address: list[str | Inlines] = [w["to"], words(name, int(Mark.STRONG))]
    if to.contact:
        address.append(w["attention"].format(contact=to.contact))
    yield side_by_side((), lines(*address), widths=(46, 54), align=("", "left"))
    editions = ", ".join(dict.fromkeys(comment.edition for comment in letter.comments))
    yield Paragraph((Run(w["subject"], int(Mark.STRONG)), Run(" "), Run(w["subject_text"].format(edition=editions or letter.title))))
    days = list(dict.fromkeys(said.day(day) for day in sorted(letter.received)))
    if days:
        text = w["reference_text" if len(days) == 1 else "references_text"].format(days=said.listed(days))
        yield Paragraph((Run(w["reference"], int(Mark.STRONG)), Run(" "), Run(text)))


def _foot(letter: Letter, w: Mapping[str, str]) -> Iterator[Block]:
    yield para(w["bye"])
    who = letter.signatory or w["sign_blank"]
    yield side_by_side((), lines(words(who, int(Mark.STRONG)), "\u00a0", "\u00a0", "\u00a0"), widths=(50, 50), align=("", "center"))


# ------------------------------------------------------------------ body


def _body(letter: Letter, w: Mapping[str, str]) -> Iterator[Block]:
    yield para(w["hello"])
    yield para(w["thanks"].format(title=letter.title))
    if not letter.comments:
        yield para(w["none"])
        return
    yield para(_account(letter.comments, w, Speech(letter.language)))
    yield para(w["table" if len(letter.comments) > 1 else "table_one"])
    yield answers_table(letter, w)


def _account(comments: Sequence[Comment], w: Mapping[str, str], said: Speech) -> str:
    counts = by_suite(comments)
    pending = counts.pop(Suite.PENDING, 0)
    decided = len(comments) - pending
    one = len(comments) == 1
    told = w["one"] if one else w["many"].format(n=said.number(len(comments)))
    suites = suites_counted(counts, said)
    if not decided:
        return told + w["wait_one" if one else "wait_all"]
    if not pending:
        return (told + w["told_one" if one else "told"].format(suites=suites)).rstrip()
    some = w["told_just_one"] if decided == 1 else w["told_some"]
    return told + some.format(decided=said.number(decided), suites=suites) + w["wait_rest"]


def answers_table(letter: Letter, w: Mapping[str, str]) -> Table:
    """A row for each remark: its number, the passage then and what was said, the passage now, disposition and reason."""
    rows = [_row(comment, letter, w) for comment in letter.comments]
    if not letter.edition:
        return grid((w["c_no"], w["c_then"], w["c_suite"]), [(a, b, d) for a, b, _, d in rows], (12, 50, 38))
    head = (w["c_no"], w["c_then"], w["c_now"].format(edition=letter.edition), w["c_suite"])
    return grid(head, rows, (12, 38, 25, 25))


def _row(comment: Comment, letter: Letter, w: Mapping[str, str]) -> tuple[Inlines, Inlines, Inlines, Inlines]:
    selector = comment.place.selector
    then = comment.quote or (selector.exact if selector else "")
    said: list[str | Inlines] = [words(_place(comment), int(Mark.EMPHASIS))]
    reworded = comment.edit is Edit.REWORD and bool(comment.proposal)
    if then and not reworded:
        said.append(w["quoted"].format(words=short(then, PASSAGE)))
    said.append(comment.text)
    if reworded:
        said.append((Run(w["proposed"], int(Mark.EMPHASIS)), *marked(edits_of(then, comment.proposal))))
    elif comment.proposal:
        said.append((Run(w["proposed"], int(Mark.EMPHASIS)), *words(comment.proposal)))
    decision = comment.disposition
    shown = suite_shown(comment, letter.language) if decision else w["waits"]
    answer: list[str | Inlines] = [words(shown, int(Mark.STRONG))]
    if decision:
        answer.append(decision.reason)
        answer += (w["where"].format(where=decision.where),) if decision.where else ()
    number = words(unbroken(comment.name), int(Mark.STRONG))
    return number, lines(*said), _today(comment, then, letter, w), lines(*answer)


def _today(comment: Comment, then: str, letter: Letter, w: Mapping[str, str]) -> Inlines:
    """The passage in the last edition, what is new in it in bold."""
    carried = letter.now.get(comment.number)
    if carried is None or comment.place.selector is None:
        return words("–")
    if carried.state in (AnchorState.TO_CONFIRM, AnchorState.ORPHAN):
        return words(w["unsure"])
    if carried.selector is None or carried.fate == "gone":
        return words(w["gone"])
    now = carried.selector.exact
    old = comment.place.selector.exact or then
    if now == old:
        return words(w["same"])
    open_, close = w["quoted"].split("{words}")
    return (Run(open_), *marked(edits_of(old, short(now, 4 * PASSAGE)), gone=False), Run(close))


def _place(comment: Comment) -> str:
    """Where the sender's remark stood, in the edition that it read."""
    selector = comment.place.selector
    address = str(Address(selector.section, selector.block)) if selector and selector.block else ""
    return " – ".join(filter(None, (comment.place.label, address))) or comment.place.as_written


def marked(edits: Iterable[Edited], *, gone: bool = True) -> Inlines:
    """Words of a changed passage, what stays shortened: what goes is struck out (or left out), what comes is strong."""
    marks = {"=": 0, "-": int(Mark.STRIKE), "+": int(Mark.STRONG)}
    told = [(edit.sign, " ".join(edit.text.split("\n"))) for edit in edits if edit.text and (gone or edit.sign != "-")]
    return tuple(Run(text, marks[sign]) for sign, text in apart(shortened(told)))  # type: ignore[arg-type]


# ------------------------------------------------------------------ written


def written_as(flow: Flow, kind: str, *, created: str, charter: Charter = CHARTER) -> Result[bytes]:
    """A letter or a form as Word, PDF or HTML."""
    match kind:
        case "docx":
            from ..word.writing.clean import write_docx

            return write_docx(flow, images=_no_image, created=created, charter=charter)
        case "pdf":
            from ..pdf.clean import write_pdf

            # a letter has no running head: its title is known to the file only
            return write_pdf(replace(flow, title="", name=flow.title), images=_no_image, created=created, charter=charter)
        case _:
            from ..html.clean import write_html

            page = write_html(flow, images=_no_image, charter=charter)
            return Result(page.value.encode(), page.notices)


def _no_image(file: str, source: str) -> None:
    return None
