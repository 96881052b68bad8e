"""`ponam translate`: translations begun, followed, compared with the source, confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from ..text.errors import StateError, UsageError
from .common import Context, common_options, find_workspace, open_workspace, say, show_notices, write_output
from .common import translate as _

if TYPE_CHECKING:
    from ..text.flow import Flow
    from ..text.model import Block, Section
    from ..workspace import Source
    from ..workspace.history import History
    from ..workspace.translations_pairing import Pair
    from ..workspace.translations_reading import Parallel, SectionState
    from ..workspace.translations_writing import Making, Written

WIDTH = 80
FORMATS = ("docx", "html", "pdf")
_LANGUAGE = "en|bm|ff|…"


@click.group(help=_("Translations of the text: begin them, see what is left to do, see what changed in the source, confirm them."))
@common_options
def command() -> None:
    pass


@command.command(
    short_help=_("Begin a translation, or add what it lacks."),
    help=_(
        "Copy the sections (or one SECTION) into the folder of the language, beside the source. A translator writes over the copy, "
        "paragraph by paragraph. On a translation that is there, only the paragraphs that it lacks are added, at their place."
    ),
)
@click.argument("language", metavar=_LANGUAGE)
@click.argument("section", required=False, default="")
@click.option("--by", default="", metavar=_("NAME"), help=_("Who translates, when it is somebody else."))
@common_options
@click.pass_obj
def start(context: Context, language: str, section: str, by: str) -> int:
    from ..workspace.translations_writing import started

    source, parallel, history = _open(context, language, section)
    written = [started(state, _making(context, history, source, state, by)) for state in parallel.states]
    _write(source, parallel, written)
    count = sum(one.count for one in written)
    if count:
        files = len([one for one in written if one.text])
        say(context, "Paragraphs to translate: {count}, in {files} files. They hold the source: write over it.", count=count, files=files)
    else:
        say(context, "Nothing is missing.")
    return 0


@command.command(
    short_help=_("Show what is translated, what is not, what must be looked at again."),
    help=_(
        "Show section by section what is translated, what is not, and what the source has changed since. "
        "Exits with 1 when a translation is no longer that of its source."
    ),
)
@click.argument("language", metavar=f"[{_LANGUAGE}]", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("Form of the answer."))
@common_options
@click.pass_obj
def status(context: Context, language: str, form: str) -> int:
    from ..workspace import locate
    from ..workspace.translations_reading import known_languages

    open_workspace(context)
    known = (language,) if language else known_languages(locate("", workspace=lambda: find_workspace(context)))
    parallels = [_open(context, code, "")[1] for code in known]
    if form == "json":
        _as_json(parallels)
    else:
        for parallel in parallels:
            _tell(context, parallel)
        if not parallels:
            say(context, "Nothing is translated; “ponam translate start” begins a translation.")
    return 1 if any(parallel.counts["stale"] or parallel.counts["surplus"] for parallel in parallels) else 0


def _tell(context: Context, parallel: Parallel) -> None:
    names = _state_names()
    show_notices(parallel.notices, context)
    width = max((len(state.section.id) for state in parallel.states), default=0)
    click.echo(f"{parallel.language}")
    for state in parallel.states:
        counts = ", ".join(f"{names[name]} {count}" for name in names if (count := state.counts[name]))  # type: ignore[index]
        click.echo(f"  {state.section.id.ljust(width)}  {counts or '–'}")
        places = [f"¶{one.number}" for one in state.pairs if one.state in ("stale", "surplus")]
        if places:
            click.echo(f"  {' ' * width}  → {' '.join(places)}")
    whole = parallel.counts
    values = {"done": whole["done"], "stale": whole["stale"], "missing": whole["missing"], "surplus": whole["surplus"]}
    say(context, "Translated {done}, to look at again {stale}, not translated {missing}, no longer in the source {surplus}.", **values)


def _state_names() -> dict[str, str]:
    return {
        "done": _("translated"),
        "stale": _("to look at again"),
        "missing": _("not translated"),
        "surplus": _("no longer in the source"),
    }


def _as_json(parallels: Sequence[Parallel]) -> None:
    import json

    languages = [
        {
            "language": parallel.language,
            "counts": {str(name): count for name, count in parallel.counts.items()},
            "sections": [
                {
                    "section": state.section.id,
                    "file": state.file,
                    "paragraphs": [
                        {
                            "number": one.number,
                            "state": one.state,
                            "version": one.binding.version if one.binding else None,
                            "by": one.binding.by if one.binding else None,
                            "date": one.binding.date if one.binding else None,
                        }
                        for one in state.pairs
                    ],
                }
                for state in parallel.states
            ],
        }
        for parallel in parallels
    ]
    click.echo(json.dumps({"schema": "ponam-translations/1", "languages": languages}, ensure_ascii=False, indent=1))


# ------------------------------------------------------------------ what changed


@command.command(
    short_help=_("Show what changed in the source since it was translated."),
    help=_(
        "Show, for the translator, each paragraph of SECTION that is new or has changed since it was translated, with the present "
        "translation below; -o writes it as a small redline (.docx, .html, .pdf). Exits with 1 when there is something to do."
    ),
)
@click.argument("section")
@click.argument("language", metavar=_LANGUAGE)
@click.option("-o", "--output", default="", metavar=_("FILE"), help=_("A redline: .docx (native tracked changes), .html or .pdf."))
@common_options
@click.pass_obj
def show(context: Context, section: str, language: str, output: str) -> int:
    source, parallel, history = _open(context, language, section)
    state = parallel.states[0]
    todo = [one for one in state.pairs if one.state != "done"]
    if output:
        write_output(output, _redline(context, source, state, todo, history, output))
    else:
        for one in todo:
            _show(context, source, state, one, history)
    if not todo:
        say(context, "The translation is that of the source as it stands.")
    return 1 if todo else 0


def _before(source: Source, one: Pair, history: History | None) -> Block | None:
    from ..workspace.translations_reading import Past

    return Past(history, source.documents).block(one.binding) if one.binding is not None else None


def _show(context: Context, source: Source, state: SectionState, one: Pair, history: History | None) -> None:
    from ..compare.engine import compare
    from ..compare.listing import listed
    from ..text.plain import block_text
    from .diff import wrapped

    version = _version(history, one.binding.version) if one.binding else ""
    head = f"{state.section.id} ¶{one.number}  {_state_names()[one.state]}"
    click.echo(head + (f"  ({version})" if version else ""))
    before = _before(source, one, history)
    if one.state == "stale" and before is not None and one.source is not None:
        for change in listed(compare(_flow([before]), _flow([one.source]))):
            for line in wrapped(change.words, colour=context.colour):
                click.echo(line)
    elif one.source is not None:
        _echo_wrapped("    ", block_text(one.source))
    for block in one.words if one.state != "missing" else ():
        _echo_wrapped("  > ", block_text(block))
    click.echo("")


def _echo_wrapped(lead: str, text: str) -> None:
    from textwrap import wrap

    for line in wrap(text, WIDTH - len(lead), break_long_words=False, break_on_hyphens=False):
        click.echo(lead + line)


def _flow(blocks: Sequence[Block], title: str = "") -> Flow:
    from ..text.flow import prepare
    from ..text.model import Document, Revision, Section

    return prepare(Revision("", (Document("", "", (Section("", title, tuple(blocks)),)),), loose=True))


def _redline(context: Context, source: Source, state: SectionState, todo: Sequence[Pair], history: History | None, output: str) -> bytes:
    """Old and new words of the source; the present translation stands below each, the same on both sides, as a quotation."""
    from ..compare.engine import compare
    from ..workspace.images import image_reader
    from .render import ending
    from .texts import stamp

    kind = ending(output, FORMATS)
    old: list[Block] = []
    new: list[Block] = []
    for one in todo:
        below = list(_quoted(one))
        before = _before(source, one, history)
        old += [*([before] if before is not None and one.state != "missing" else []), *below]
        new += [*([one.source] if one.source is not None else []), *below]
    title = f"{state.section.title} → {state.document.id}/{state.file.split('/')[-2]}"
    changes = compare(_flow(old, title), _flow(new, title))
    images = image_reader(source)
    look = {"old_images": images, "author": context.author, "date": stamp(context)}
    if kind == "docx":
        from ..word.redlining import proven_redline

        return proven_redline(changes, new_images=images, **look).value  # type: ignore[arg-type]
    if kind == "pdf":
        from ..pdf.redline import write_redline as write_pdf

        return write_pdf(changes, images=images, **look).value  # type: ignore[arg-type]
    from ..html.redline import write_redline

    return write_redline(changes, images=images, **look).value.encode()  # type: ignore[arg-type]


def _quoted(one: Pair) -> Iterator[Block]:
    from ..text.model import Paragraph, Quote, Run
    from ..text.plain import block_text, fold

    if one.state != "missing":
        for place, block in enumerate(one.words):
            yield Paragraph((Run(fold(block_text(block))),), within=(Quote(opens=not place),))


# ------------------------------------------------------------------ confirm


@command.command(
    short_help=_("Confirm that paragraphs render the source as it stands."),
    help=_(
        "Confirm that the paragraphs (¶4, 7, 9-12; without any, all that are translated) of SECTION render the source as it now stands. "
        "The title is ¶0."
    ),
)
@click.argument("section")
@click.argument("language", metavar=_LANGUAGE)
@click.argument("numbers", metavar="[¶…]", nargs=-1)
@click.option("--by", default="", metavar=_("NAME"), help=_("Who looked, when it was somebody else."))
@common_options
@click.pass_obj
def confirm(context: Context, section: str, language: str, numbers: tuple[str, ...], by: str) -> int:
    from ..workspace.translations_writing import confirmed

    source, parallel, history = _open(context, language, section)
    state = parallel.states[0]
    written = confirmed(state, _numbers(numbers), _making(context, history, source, state, by))
    _write(source, parallel, [written])
    after = _open(context, language, section)[1].counts
    values = {"count": written.count, "stale": after["stale"], "missing": after["missing"]}
    say(context, "Confirmed: {count}. To look at again: {stale}, not translated: {missing}. “ponam save” records it.", **values)
    return 0


def _numbers(words: Sequence[str]) -> frozenset[int]:
    found: set[int] = set()
    for word in words:
        match = re.fullmatch(r"¶?(\d{1,6})(?:[-–]¶?(\d{1,6}))?", word)
        if match is None:
            raise UsageError("“{word}” is no paragraph; write ¶4, 4 or 4-7", word=word)
        first = int(match[1])
        found |= set(range(first, min(int(match[2] or first), first + 10_000) + 1))
    return frozenset(found)


# ------------------------------------------------------------------ reading and writing


def _open(context: Context, language: str, section: str) -> tuple[Source, Parallel, History | None]:
    from ..workspace import locate, read_source
    from ..workspace.history import find_history
    from ..workspace.translations import checked_language
    from ..workspace.translations_reading import read_parallel

    language = checked_language(language)
    workspace = open_workspace(context)
    source = locate("", workspace=workspace)
    history = find_history(workspace.root)
    return source, read_parallel(source, read_source(source).value, language, history, only=section), history


def _making(context: Context, history: History | None, source: Source, state: SectionState, by: str) -> Making:
    from ..workspace.translations import fingerprint
    from ..workspace.translations_reading import Past
    from ..workspace.translations_writing import Making

    head = history.head() if history is not None else None
    version = str(head.id) if head is not None else ""
    if history is not None and not version:
        raise StateError("nothing is saved yet: “ponam save” first, so that one knows from what it was translated")
    saved = frozenset(map(fingerprint, Past(history, source.documents).blocks(version, state.section.id)))
    return Making(version, saved, by or context.author, context.now.date().isoformat())


def _write(source: Source, parallel: Parallel, written: Sequence[Written]) -> None:
    from pathlib import Path

    from ..workspace.folders import joined
    from ..workspace.translations import BINDINGS_FILE, write_bindings
    from ..workspace.translations_writing import merged

    order = [section.id for section in _all_sections(source)]
    for document in source.documents:
        own = [one for one in written if one.file.startswith(f"{parallel.translations[document.id].place}/")]
        if not any(one.count for one in own):
            continue
        translation = parallel.translations[document.id]
        root = getattr(source.folder, "root", Path())
        (root / translation.place).mkdir(parents=True, exist_ok=True)
        for one in own:
            if one.text:
                write_output(root / one.file, one.text.encode())
        bindings = write_bindings(merged(translation.bindings, own, order))
        write_output(root / joined(translation.place, BINDINGS_FILE), bindings.encode())


def _all_sections(source: Source) -> Iterator[Section]:
    from ..workspace import read_source

    for document in read_source(source).value.documents:
        yield from document.sections


def _version(history: History | None, commit: str) -> str:
    """How people call the version from which something was translated: an edition, else its commit."""
    from ..workspace.editions import list_editions

    edition = next((one.name for one in list_editions(history) if commit and one.commit.startswith(commit)), "")
    return edition or commit[:7]
