"""`ponam proof`: nothing was forgotten, or this was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ..register.numbers import written
from .common import Context, common_options, say, write_output
from .common import translate as _
from .consultation import open_register

if TYPE_CHECKING:
    from ..reports.proof import Proof, ProvenChange, ProvenRemark

FORMATS = ("docx", "html", "pdf")


@click.command(
    help=_(
        "Prove that nothing was forgotten between two editions OLD and NEW (default: the working copy): every remark received has one "
        "disposition, a reason and an author; every accepted one shows in the text; every change of substance is explained by a remark, "
        "a decision of a workshop or a drafter's note. What is missing is listed, and the exit code is 1."
    )
)
@click.argument("old", metavar=_("OLD"))
@click.argument("new", metavar=_("[NEW]"), required=False, default=".")
@click.option("-o", "--output", default="", metavar=_("FILE"), help=_("Write it as a document: .html, .docx or .pdf."))
@click.option("--strict", is_flag=True, help=_("Ask a reason of changes of wording too, and do without what only its place explains."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def command(context: Context, old: str, new: str, output: str, strict: bool, form: str) -> int:
    from .render import ending

    kind = ending(output, FORMATS) if output else ""
    with open_register(context) as register:
        from ..reports.proving import proof_between
        from .comment_places import bring_along, texts_of

        texts = texts_of(context)
        bring_along(context, register, texts)
        proof = proof_between(register, texts, old, new, strict=strict, author=context.author, now=context.now)
    if kind:
        write_output(output, _document(proof, kind, context))
    elif form == "json":
        click.echo(json.dumps(_shape(proof), ensure_ascii=False, indent=1))
    else:
        _show(proof, context)
    return 0 if proof.is_whole else 1


def _document(proof: Proof, kind: str, context: Context) -> bytes:
    from ..reports.proof_flow import proof_flow
    from .texts import stamp

    flow = proof_flow(proof, context.lang)
    match kind:
        case "docx":
            from ..word.writing.clean import write_docx

            return write_docx(flow, images=_no_image, created=stamp(context)).value
        case "pdf":
            from ..pdf.clean import write_pdf

            return write_pdf(flow, images=_no_image, created=stamp(context)).value
        case _:
            from ..html.clean import write_html

            return write_html(flow, images=_no_image).value.encode()


def _no_image(file: str, source: str) -> None:
    return None


# ------------------------------------------------------------------ text


def _show(proof: Proof, context: Context) -> None:
    from ..reports.proof_flow import WORDS, askers, figures

    w = WORDS[context.lang]
    click.echo(w["between"].format(old=proof.old, new=proof.new))
    if not proof.complete:
        click.echo(w["incomplete"])
    for words, count, depth in figures(proof, context.lang):
        click.echo(f"{count:7}  {'  ' * depth}{words}")
    for title, remarks in (
        (w["unanswered"], proof.unanswered),
        (w["without_effect"], proof.without_effect),
        (w["declared"], proof.declared),
    ):
        if remarks:
            click.echo(f"\n{title}")
            for remark in remarks:
                click.echo("  " + _remark_line(remark, w))
    if proof.unexplained:
        click.echo(f"\n{w['unexplained']}")
        for change in proof.unexplained:
            for line in _change_lines(change, w, askers(proof), colour=context.colour):
                click.echo("  " + line)
    if proof.is_whole:
        say(context, "Nothing was forgotten.")
    else:
        count = len(proof.unanswered) + len(proof.without_effect) + len(proof.unexplained)
        say(context, "To be attended to: {count}. “ponam save --for N”, “--workshop” or “--note” give a change its reason.", count=count)


def _remark_line(remark: ProvenRemark, w: dict[str, str]) -> str:
    from ..reports.proof_flow import effect_shown

    comment = remark.comment
    words = " ".join((comment.text or comment.proposal or comment.quote).split())
    effect = effect_shown(remark, w)
    return f"{comment.name}  {comment.stakeholder}  {words[:70]}{'…' if len(words) > 70 else ''}{f'  ({effect})' if effect else ''}"


def _change_lines(change: ProvenChange, w: dict[str, str], who: dict[int, str], *, colour: bool) -> list[str]:
    from ..reports.proof_flow import commits_shown, motives_shown, shortened

    styles = {"-": {"fg": "red", "strikethrough": True}, "+": {"fg": "green", "bold": True}}
    parts: list[str] = []
    for sign, text in shortened(change.change.words):
        words = " ".join(text.split("\n"))
        plain = f"[-{words}-]" if sign == "-" else f"{{+{words}+}}" if sign == "+" else words
        parts.append(click.style(words, **styles[sign]) if colour and sign in styles else plain)  # type: ignore[arg-type]
    side = change.change.new or change.change.old
    told = "".join(parts) or (side.text[:200] if side else "")
    lines = [f"{change.rank}. {change.address}: {told}"]
    lines += [f"   {line}" for line in (*motives_shown(change.motives, w, who), *commits_shown(change, w))]
    return lines


# ------------------------------------------------------------------ JSON


def _shape(proof: Proof) -> dict[str, Any]:
    return {
        "schema": "ponam-proof/1",
        "old": proof.old,
        "new": proof.new,
        "whole": proof.is_whole,
        "traced": proof.complete,
        "counts": {
            "remarks": len(proof.remarks),
            "unanswered": len(proof.unanswered),
            "without_effect": len(proof.without_effect),
            "changes": len(proof.changes),
            "unexplained": len(proof.unexplained),
            "lighter": proof.lighter,
            "places_to_confirm": proof.waiting,
        },
        "unanswered": [remark.comment.name for remark in proof.unanswered],
        "without_effect": [remark.comment.name for remark in proof.without_effect],
        "declared": [remark.comment.name for remark in proof.declared],
        "remarks": [_remark_shape(remark) for remark in proof.remarks],
        "changes": [_change_shape(change, proof) for change in proof.changes],
    }


def _remark_shape(remark: ProvenRemark) -> dict[str, Any]:
    decision = remark.comment.disposition
    return {
        "number": remark.comment.name,
        "stakeholder": remark.comment.stakeholder,
        "suite": remark.comment.suite.value,
        "reason": decision.reason if decision else "",
        "author": decision.author if decision else "",
        "date": decision.decided_at.isoformat() if decision else None,
        "effect": remark.effect or None,
        "commits": list(remark.commits),
    }


def _change_shape(change: ProvenChange, proof: Proof) -> dict[str, Any]:
    left = {one.rank for one in proof.unexplained}
    return {
        "number": change.rank,
        "place": change.address,
        "kind": change.change.kind,
        "words": [list(word) for word in change.change.words],
        "explained": change.rank not in left,
        "by_place": change.by_place,
        "motives": [{"source": m.source, "words": m.words, "numbers": [written(n) for n in m.numbers]} for m in change.motives],
        "commits": [{"id": c.id, "date": c.when.isoformat(), "author": c.author, "subject": c.subject} for c in change.commits],
        "without_reason": [commit.id for commit in change.bare],
        "unsaved": change.unsaved,
    }
