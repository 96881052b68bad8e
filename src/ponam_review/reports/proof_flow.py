"""The proof as a value of the text model: Word, HTML and PDF show the same page; the terminal shows its plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..compare.listing import Word
from ..register.numbers import written
from ..register.values import Comment
from ..register.vocabulary import SUITES, label
from ..text.flow import Flow, Placed
from ..text.model import Block, Cell, Cover, Heading, Inline, Inlines, Mark, Paragraph, Row, Run, Table
from .matrix import place_shown
from .proof import Motive, Proof, ProvenChange, ProvenRemark

CONTEXT = 60
"""Characters of unchanged words that are shown on each side of a change."""
WORDS = {
    "fr": {
        "title": "Preuve de complétude",
        "between": "De «\u00a0{old}\u00a0» à «\u00a0{new}\u00a0»",
        "whole": "Rien n’est à reprendre\u00a0: chaque observation a sa suite, chaque modification de fond son motif.",
        "left": "À reprendre\u00a0: {count}.",
        "counts": "En chiffres",
        "remarks": "Observations reçues",
        "answered": "dont pourvues d’une suite, d’un motif et d’un auteur",
        "accepted": "Observations retenues, en tout ou en partie",
        "by_change": "dont une modification enregistrée le dit",
        "by_place": "dont le passage a été modifié, sans que l’enregistrement le dise",
        "declared_n": "dont l’endroit modifié est seulement déclaré",
        "no_effect_n": "dont le texte ne garde pas trace",
        "changes": "Modifications de fond",
        "explained_n": "dont le motif est connu",
        "lighter": "Modifications de forme, qui ne demandent pas de motif",
        "waiting": "Observations dont l’endroit reste à confirmer dans la nouvelle version",
        "unanswered": "Observations sans suite",
        "without_effect": "Observations retenues sans effet dans le texte",
        "unexplained": "Modifications sans motif",
        "declared": "Observations retenues dont l’effet est seulement déclaré",
        "explained": "Modifications et leurs motifs",
        "register": "Toutes les observations",
        "none": "Aucune.",
        "no": "N°",
        "from": "De",
        "remark": "Observation",
        "suite": "Suite donnée",
        "reason": "Motif",
        "by": "Auteur et date",
        "effect": "Dans le texte",
        "where": "Endroit",
        "change": "Modification",
        "motive": "Motif",
        "commits": "Enregistrements",
        "workshop": "Atelier\u00a0: {words}",
        "note": "Note\u00a0: {words}",
        "place": "{numbers} (d’après l’endroit)",
        "unsaved": "copie de travail, non enregistrée",
        "untraced": "aucun enregistrement ne la porte",
        "incomplete": "L’historique ne mène pas de l’une à l’autre version\u00a0: les motifs des modifications restent inconnus.",
        "bare": "sans motif\u00a0: {commits}",
        "e-change": "modification {commits}",
        "e-place": "passage modifié",
        "e-declared": "déclaré\u00a0: {where}",
        "e-none": "aucun effet",
        "e-reverted": "annulée depuis",
        "row": "ligne de tableau",
        "moved": "(déplacé)",
    },
    "en": {
        "title": "Proof of completeness",
        "between": "From “{old}” to “{new}”",
        "whole": "Nothing is left: every remark has its answer, every change of substance its reason.",
        "left": "To be attended to: {count}.",
        "counts": "In figures",
        "remarks": "Remarks received",
        "answered": "of which with a disposition, a reason and an author",
        "accepted": "Remarks accepted, wholly or in part",
        "by_change": "of which a recorded change says so",
        "by_place": "of which the passage was changed, though the record does not say so",
        "declared_n": "of which the place changed is declared only",
        "no_effect_n": "of which the text shows nothing",
        "changes": "Changes of substance",
        "explained_n": "of which the reason is known",
        "lighter": "Changes of form, which need no reason",
        "waiting": "Remarks whose place in the new edition is to be confirmed",
        "unanswered": "Remarks without an answer",
        "without_effect": "Accepted remarks without effect in the text",
        "unexplained": "Changes without a reason",
        "declared": "Accepted remarks whose effect is declared only",
        "explained": "Changes and their reasons",
        "register": "All remarks",
        "none": "None.",
        "no": "No.",
        "from": "From",
        "remark": "Remark",
        "suite": "Disposition",
        "reason": "Reason",
        "by": "Author and date",
        "effect": "In the text",
        "where": "Place",
        "change": "Change",
        "motive": "Reason",
        "commits": "Records",
        "workshop": "Workshop: {words}",
        "note": "Note: {words}",
        "place": "{numbers} (by its place)",
        "unsaved": "working copy, not saved",
        "untraced": "no record holds it",
        "incomplete": "The history does not lead from one text to the other: changes cannot be traced to their reasons.",
        "bare": "without a reason: {commits}",
        "e-change": "change {commits}",
        "e-place": "passage changed",
        "e-declared": "declared: {where}",
        "e-none": "no effect",
        "e-reverted": "taken back since",
        "row": "row of a table",
        "moved": "(moved)",
    },
}


def proof_flow(proof: Proof, language: str) -> Flow:
    """The page of a proof."""
    w = WORDS[language]
    blocks = tuple(_blocks(proof, w, language))
    items = tuple(Placed(block, "preuve", number) for number, block in enumerate(blocks))
    title = f"{w['title']} – {proof.title}" if proof.title else w["title"]
    return Flow("", items, title=title, language=language, cover=Cover(mark=proof.mark))


def _blocks(proof: Proof, w: dict[str, str], language: str) -> Iterator[Block]:
    yield Heading(1, (Run(w["title"]),), id="preuve")
    yield Paragraph((Run(proof.title),)) if proof.title else Paragraph(())
    yield Paragraph((Run(w["between"].format(old=proof.old, new=proof.new), int(Mark.STRONG)),))
    count = len(proof.unanswered) + len(proof.without_effect) + len(proof.unexplained)
    yield Paragraph((Run(w["left"].format(count=count) if count else w["whole"], int(Mark.STRONG)),))
    if not proof.complete:
        yield Paragraph((Run(w["incomplete"]),))
    yield Heading(2, (Run(w["counts"]),))
    yield _counts(proof, w)
    yield from _titled(w["unanswered"], _unanswered(proof.unanswered, w, language), w)
    yield from _titled(w["without_effect"], _remarks(proof.without_effect, w, language), w)
    yield from _titled(w["unexplained"], _changes(proof.unexplained, proof, w), w)
    if proof.declared:
        yield from _titled(w["declared"], _remarks(proof.declared, w, language), w)
    yield from _titled(w["explained"], _changes(proof.explained, proof, w), w)
    yield from _titled(w["register"], _remarks(proof.remarks, w, language), w)


def _titled(title: str, table: Table | None, w: dict[str, str]) -> Iterator[Block]:
    yield Heading(2, (Run(title),))
    yield table if table is not None else Paragraph((Run(w["none"]),))


def figures(proof: Proof, language: str) -> list[tuple[str, int, int]]:
    """What is counted, how many, and how deep it is set in."""
    w = WORDS[language]
    effects = [remark.effect for remark in proof.remarks if remark.effect]
    rows = [
        (w["remarks"], len(proof.remarks), 0),
        (w["answered"], len(proof.remarks) - len(proof.unanswered), 1),
        (w["accepted"], len(effects), 0),
        (w["by_change"], effects.count("change"), 1),
        (w["by_place"], effects.count("place"), 1),
        (w["declared_n"], effects.count("declared"), 1),
        (w["no_effect_n"], effects.count("none") + effects.count("reverted"), 1),
        (w["changes"], len(proof.changes), 0),
        (w["explained_n"], len(proof.explained), 1),
        (w["lighter"], proof.lighter, 0),
    ]
    return [*rows, (w["waiting"], proof.waiting, 0)] if proof.waiting else rows


def _counts(proof: Proof, w: dict[str, str]) -> Table:
    language = "en" if w is WORDS["en"] else "fr"
    rows = [
        Row((_cell((Run(("\u2003" if depth else "") + words, 0 if depth else int(Mark.STRONG)),)), _cell((Run(str(count)),))))
        for words, count, depth in figures(proof, language)
    ]
    return Table(tuple(rows), header_rows=0, align=("left", "right"), widths=(80, 12))


# ------------------------------------------------------------------ remarks


def _remarks(remarks: Sequence[ProvenRemark], w: dict[str, str], language: str) -> Table | None:
    if not remarks:
        return None
    head = _head(w, "no", "from", "remark", "suite", "reason", "by", "effect")
    return _table(head, (_remark_row(remark, w, language) for remark in remarks), (11, 10, 30, 13, 28, 14, 16))


def _unanswered(remarks: Sequence[ProvenRemark], w: dict[str, str], language: str) -> Table | None:
    """What nobody answered has no answer to show: who asked, where, and what."""
    if not remarks:
        return None
    rows = (
        Row(
            tuple(
                map(
                    _cell,
                    (
                        _number(remark.comment.name),
                        (Run(remark.comment.stakeholder),),
                        _plain(place_shown(remark.comment, language)),
                        _plain(_asked(remark.comment)),
                    ),
                )
            )
        )
        for remark in remarks
    )
    return _table(_head(w, "no", "from", "where", "remark"), rows, (10, 11, 30, 80))


def _number(name: str) -> Inlines:
    """The number of a remark, which no line breaks in two."""
    return (Run(name.replace("-", "\u2011"), int(Mark.STRONG)),)


def _asked(comment: Comment) -> str:
    """What a remark says, or the wording it asks for."""
    return _short(comment.text or (f"→ {comment.proposal}" if comment.proposal else comment.quote))


def _remark_row(remark: ProvenRemark, w: dict[str, str], language: str) -> Row:
    comment, decision = remark.comment, remark.comment.disposition
    by = f"{decision.author}, {decision.decided_at:%d/%m/%Y}" if decision else ""
    cells = (
        _number(comment.name),
        (Run(comment.stakeholder),),
        _plain(_asked(comment)),
        _plain(label(SUITES, comment.suite, language)),
        _plain(decision.reason if decision else ""),
        _plain(by),
        _plain(effect_shown(remark, w)),
    )
    return Row(tuple(map(_cell, cells)))


def effect_shown(remark: ProvenRemark, w: dict[str, str]) -> str:
    """How a remark shows in the text, in words."""
    if not remark.effect:
        return ""
    where = remark.comment.disposition.where if remark.comment.disposition else ""
    return w[f"e-{remark.effect}"].format(commits=", ".join(id[:7] for id in remark.commits), where=where)


def _short(words: str, most: int = 240) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= most else folded[: most - 1].rsplit(" ", 1)[0] + "…"


# ------------------------------------------------------------------ changes


def askers(proof: Proof) -> dict[int, str]:
    """Who made each remark."""
    return {remark.comment.number: remark.comment.stakeholder for remark in proof.remarks}


def _changes(changes: Sequence[ProvenChange], proof: Proof, w: dict[str, str]) -> Table | None:
    if not changes:
        return None
    who = askers(proof)
    head = _head(w, "no", "where", "change", "motive", "commits")
    return _table(head, (_change_row(change, w, who) for change in changes), (6, 18, 56, 28, 18))


def _change_row(change: ProvenChange, w: dict[str, str], who: Mapping[int, str]) -> Row:
    cells = (
        (Run(str(change.rank), int(Mark.STRONG)),),
        (Run(change.address),),
        _worded(change, w),
        _plain("\n".join(motives_shown(change.motives, w, who))),
        _plain("\n".join(commits_shown(change, w))),
    )
    return Row(tuple(map(_cell, cells)))


def motives_shown(motives: Iterable[Motive], w: dict[str, str], who: Mapping[int, str]) -> list[str]:
    """The reasons of a change, a line each; `who` asked, by number."""
    lines: list[str] = []
    for motive in motives:
        numbers = ", ".join(f"{written(number)} ({who[number]})" if number in who else written(number) for number in motive.numbers)
        if motive.source == "remark":
            lines.append(numbers)
        elif motive.source == "place":
            lines.append(w["place"].format(numbers=numbers))
        else:
            lines.append(w[motive.source].format(words=motive.words))
    return lines


def commits_shown(change: ProvenChange, w: dict[str, str]) -> list[str]:
    """The commits of a change, a line each; those without a reason are said to be."""
    bare = {commit.id for commit in change.bare}
    lines = [f"{commit.id[:7]}, {commit.when:%d/%m/%Y}, {commit.author}" for commit in change.commits if commit.id not in bare]
    lines += [w["bare"].format(commits=f"{c.id[:7]}, {c.when:%d/%m/%Y}, {c.author}") for c in change.bare]
    if change.unsaved:
        lines.append(w["unsaved"])
    return lines or [w["untraced"]]


def shortened(words: Sequence[Word]) -> list[Word]:
    """Unchanged words far from a change cut out."""
    out: list[Word] = []
    for rank, (sign, text) in enumerate(words):
        if sign != "=" or len(text) <= 2 * CONTEXT + 5:
            out.append((sign, text))
        elif rank == 0:
            out.append((sign, "… " + text[-CONTEXT:].split(" ", 1)[-1]))
        elif rank == len(words) - 1:
            out.append((sign, text[:CONTEXT].rsplit(" ", 1)[0] + " …"))
        else:
            out.append((sign, text[:CONTEXT].rsplit(" ", 1)[0] + " … " + text[-CONTEXT:].split(" ", 1)[-1]))
    return out


def apart(words: Iterable[Word]) -> Iterator[Word]:
    """Words that come stand apart from those that they replace."""
    last: Word = ("=", " ")
    for word in words:
        if (last[0], word[0]) == ("-", "+") and last[1] and word[1] and not last[1][-1].isspace() and not word[1][0].isspace():
            yield "=", " "
        yield word
        last = word


def _worded(change: ProvenChange, w: dict[str, str]) -> Inlines:
    """What went is struck out, what came is strong."""
    marks = {"=": 0, "-": int(Mark.STRIKE), "+": int(Mark.STRONG)}
    words = shortened(change.change.words)
    if not words:
        side = change.change.new or change.change.old
        return _plain(f"{_short(side.text, 200)} {w['moved']}" if side else "")
    return tuple(Run(" ".join(text.split("\n")), marks[sign]) for sign, text in apart(words) if text)


# ------------------------------------------------------------------ tables


def _head(w: dict[str, str], *names: str) -> Row:
    return Row(tuple(_cell((Run(w[name], int(Mark.STRONG)),)) for name in names))


def _table(head: Row, rows: Iterable[Row], widths: tuple[int, ...]) -> Table:
    return Table((head, *rows), landscape=True, widths=widths)


def _cell(content: Inlines) -> Cell:
    return Cell((Paragraph(content),))


def _plain(text: str) -> Inlines:
    from ..text.model import Break

    out: list[Inline] = []
    for rank, line in enumerate(text.split("\n")):
        out += (Break(),) if rank else ()
        out += (Run(line),) if line else ()
    return tuple(out)
