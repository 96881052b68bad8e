"""`ponam plan alignments`: which commitments the text serves, and what a revision won or lost of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .common import Context, common_options, find_workspace, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..plan.alignments import Crosswalk, Objective, Shift
    from ..workspace import Source

FORMATS = ("xlsx", "html", "docx", "csv")


@click.command(
    short_help=_("Show which commitments the text serves."),
    help=_(
        "For each objective of the Global Compact, the Sustainable Development Goals, the SNEDD and Vision 2063: the actions and sections "
        "that serve it, and the objectives that nothing serves. With OLD and NEW: what coverage the revision won or lost; "
        "the exit code is 1 when it lost any."
    ),
)
@click.argument("old", required=False, default="")
@click.argument("new", required=False, default="")
@click.option("-o", "--output", default="", metavar=_("FILE"), help=_("Where to write: .xlsx, .html, .docx or .csv."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
@click.option("--document", metavar=_("ID"), default="", help=_("Which action plan, where there are several."))
@common_options
@click.pass_obj
def command(context: Context, old: str, new: str, output: str, form: str, document: str) -> int:
    from ..plan.alignments import shifts

    names = (old, new) if new else ("", old)
    source, walk = _read(context, names[1], document)
    changes: tuple[Shift, ...] = ()
    if new:
        before, earlier = _read(context, old, document)
        changes = shifts(earlier, walk)
        names = (before.name, source.name)
    if output:
        write_output(output, _written(context, source, walk, changes, (names[0], source.name), output))
        values = {"file": output, "count": len(walk.rows), "covered": sum(map(bool, walk.rows))}
        say(context, "{file}: objectives: {count}, covered: {covered}.", **values)
    elif form == "json":
        _as_json(walk, changes, (names[0], source.name), context.lang)
    else:
        _tell(walk, changes, context.lang)
    return 1 if any(one.fate == "lost" for one in changes) else 0


def _read(context: Context, rev: str, document: str) -> tuple[Source, Crosswalk]:
    from ..plan.alignments import crosswalk
    from ..workspace import locate, read_source
    from ..workspace.plans import read_plan

    source = locate(rev, workspace=lambda: find_workspace(context))
    has_plan = any(one.kind == "plan" for one in source.documents)
    plan = read_plan(source, document).actions if has_plan or document else None
    result = read_source(source)
    show_notices(result.notices, context)
    sections = [section for one in result.value.documents for section in one.sections if section.file.endswith(".md")]
    return source, crosswalk(_objectives(), plan, sections)


def _objectives() -> tuple[Objective, ...]:
    from ..plan.alignments import read_objectives
    from ..shipped import shipped

    file = "templates/engagements.csv"
    return read_objectives(shipped(file).read_text(encoding="utf-8"), file)


def _written(
    context: Context, source: Source, walk: Crosswalk, changes: tuple[Shift, ...], names: tuple[str, str], output: str
) -> bytes:
    from ..plan.alignments_out import all_rows, crosswalk_flow, words_of, write_crosswalk_workbook
    from .render import ending
    from .texts import stamp

    kind = ending(output, FORMATS)
    language = source.settings.language if source.settings else context.lang
    if kind == "xlsx":
        title = words_of(language)["title"]
        return write_crosswalk_workbook(walk, changes, title=title, language=language, created=context.now)
    if kind == "csv":
        import csv
        import io

        from ..reports.delimited import guarded

        out = io.StringIO()
        rows = (map(guarded, row) for row in all_rows(walk, changes, language))
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
        return out.getvalue().encode("utf-8-sig")
    subject = source.settings.title if source.settings else ""
    flow = crosswalk_flow(walk, changes, subject=subject, names=names, language=language)
    if kind == "html":
        from ..html.clean import write_html

        return write_html(flow, images=_no_picture).value.encode()
    from ..word.writing.clean import write_docx

    return write_docx(flow, images=_no_picture, created=stamp(context)).value


def _no_picture(_file: str, _source: str) -> bytes | None:
    return None


def _tell(walk: Crosswalk, changes: tuple[Shift, ...], language: str) -> None:
    from ..plan.alignments_out import change_text, sums

    by_code = {one.objective.code: one for one in changes}
    for row in walk.rows:
        click.echo(f"{'✓' if row else '✗'} {row.objective.code.ljust(8)} {row.objective.label(language)}")
        served = ", ".join((*row.actions, *row.sections))
        if served:
            for line in _wrapped(served):
                click.echo(f"    {line}")
        change = by_code.get(row.objective.code)
        if change is not None and change.fate != "same":
            click.echo("    → " + " ".join(change_text(change, language).split("\n")))
    click.echo("")
    for sentence in sums(walk, changes, language):
        click.echo(sentence)


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 96, break_long_words=False, break_on_hyphens=False)


def _as_json(walk: Crosswalk, changes: tuple[Shift, ...], names: tuple[str, str], language: str) -> None:
    import json

    by_code = {one.objective.code: one for one in changes}
    rows = []
    for row in walk.rows:
        entry: dict[str, object] = {
            "code": row.objective.code,
            "frame": row.objective.frame,
            "label": row.objective.label(language),
            "actions": list(row.actions),
            "sections": list(row.sections),
        }
        change = by_code.get(row.objective.code)
        if change is not None:
            entry |= {"fate": change.fate, "gained": list(change.gained), "dropped": list(change.dropped)}
        rows.append(entry)
    answer = {
        "schema": "ponam-alignments/1",
        "old": names[0] or None,
        "new": names[1],
        "objectives": rows,
        "unknown": {code: list(ids) for code, ids in walk.unknown.items()},
    }
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
