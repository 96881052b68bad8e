"""A revision in another language: what is translated of it, and the source where nothing is, each passage marked for what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..plan.tables import plan_section
from ..text.errors import UsageError
from ..text.model import Block, Code, Cover, Document, Figure, Heading, Inlines, Mark, Paragraph, Revision, Rule, Run, Section, Table
from ..text.notices import Notice, Result
from ..text.plain import inline_text
from .plans import read_plan
from .settings import LanguageSettings
from .sources import WORKING_COPY, Source, working_copy_name
from .statuses import edition_words
from .translations_pairing import Pair
from .translations_reading import Parallel, SectionState, known_languages

MARKS = {
    "fr": {"missing": "[non traduit]", "stale": "[traduction à revoir]"},
    "en": {"missing": "[not translated]", "stale": "[translation to be revised]"},
}
_MADE = {
    "fr": "Traduit à partir de la version\u00a0: {name}",
    "en": "Translated from the edition: {name}",
}
_LEFT = {
    "fr": "Passages non traduits\u00a0: {missing}\u202f; traduits d’une version antérieure\u00a0: {stale}. Ils sont signalés.",
    "en": "Passages not translated: {missing}; translated from an earlier version: {stale}. They are marked.",
}


@dataclass(frozen=True, slots=True)
class Translated:
    """The revision as readers of the language get it, and the sentence printed on its cover and pages."""

    revision: Revision
    words: str


def translated(source: Source, revision: Revision, parallel: Parallel) -> Result[Translated]:
    """The revision in the language. Raises UsageError where nothing at all is translated into it."""
    language = parallel.language
    if not parallel.begun:
        known = ", ".join(known_languages(source)) or "–"
        raise UsageError("nothing is translated into “{language}”; there are: {known}", language=language, known=known)
    settings = source.settings
    own = next((one for one in settings.languages if one.code == language), None) if settings else None
    own = own or LanguageSettings(language)
    counts = parallel.counts
    name = _edition(source, revision, wording(language))
    said = [_MADE[wording(language)].format(name=name)]
    if counts["missing"] or counts["stale"]:
        said.append(_LEFT[wording(language)].format(missing=counts["missing"], stale=counts["stale"]))
    states = {state.section.id: state for state in parallel.states}
    documents = tuple(_document(source, document, states, own, name, said[0]) for document in revision.documents)
    left = {"missing": counts["missing"], "stale": counts["stale"]}
    notices = (Notice("passages not translated: {missing}; to be revised: {stale}", left),)
    made = Translated(replace(revision, documents=documents), " – ".join(said))
    return Result(made, (*parallel.notices, *(notices if len(said) > 1 else ())))


def _edition(source: Source, revision: Revision, language: str) -> str:
    """What the edition is called in our words."""
    if source.edition:
        return edition_words(source.edition, language)
    if not source.commit and source.settings and source.name == working_copy_name(source.settings):
        return WORKING_COPY[language].capitalize()
    return next((document.cover.edition for document in revision.documents if document.cover and document.cover.edition), revision.name)


def wording(language: str) -> str:
    """The language of our own words beside a text: French where they have not been put into its language."""
    return "en" if language.partition("-")[0] == "en" else "fr"


def _document(
    source: Source, document: Document, states: Mapping[str, SectionState], own: LanguageSettings, edition: str, said: str
) -> Document:
    titles = dict(own.titles)
    sections: list[Section] = []
    for section in document.sections:
        state = states.get(section.id)
        if state is not None:
            sections.append(_section(state, own.code))
        else:
            names = {one.id: one.title for one in sections} | {id: _title(state, own.code) for id, state in states.items()}
            sections.append(_plan(source, document, section, names, own.code))
    cover = _cover(document.cover, own, edition, said) if document.cover is not None else None
    title = titles.get(document.id) or own.title or document.title
    return replace(document, title=title, sections=tuple(sections), language=own.code, cover=cover)


def _cover(cover: Cover, own: LanguageSettings, edition: str, said: str) -> Cover:
    return replace(
        cover,
        institution=own.institution or cover.institution,
        state=own.state or cover.state,
        subtitle=own.subtitle or cover.subtitle,
        period=own.period or cover.period,
        mark=own.mark or cover.mark,
        edition=edition,
        translation=said,
    )


def _plan(source: Source, document: Document, section: Section, titles: Mapping[str, str], language: str) -> Section:
    """The tables of the plan: our words in the language, those of the rows as they are."""
    plan = read_plan(source, document.id).actions
    made = plan_section(plan, wording(language), titles=dict(titles), file=section.file)
    return replace(made, id=section.id, blocks=(_alone("missing", language), *made.blocks))


def _title(state: SectionState, language: str) -> str:
    one = state.pairs[0]
    words = one.words[0] if one.words else one.source
    title = inline_text(words.content) if isinstance(words, Heading) else state.section.title
    return f"{title} {MARKS[wording(language)][one.state]}" if one.state in ("missing", "stale") and title else title


def _section(state: SectionState, language: str) -> Section:
    blocks = tuple(block for one in state.pairs[1:] if one.source is not None for block in _shown(one, language))
    return replace(state.section, title=_title(state, language), blocks=blocks)


def _shown(one: Pair, language: str) -> Iterator[Block]:
    assert one.source is not None
    blocks = one.words if one.words and one.state != "missing" else (one.source,)
    if one.state in ("done", "surplus"):
        yield from blocks
        return
    first = _marked(blocks[0], one.state, language)
    if first is None:
        yield _alone(one.state, language)
        yield from blocks
    else:
        yield first
        yield from blocks[1:]


def _alone(state: str, language: str) -> Paragraph:
    return Paragraph((Run(MARKS[wording(language)][state], int(Mark.EMPHASIS)),))


def _marked(block: Block, state: str, language: str) -> Block | None:
    """The block with its mark in front; None where the mark must stand in a paragraph of its own."""
    mark: Callable[[Inlines], Inlines] = lambda content: (  # noqa: E731
        Run(MARKS[wording(language)][state], int(Mark.EMPHASIS)),
        Run(" "),
        *content,
    )
    match block:
        case Heading() | Paragraph():
            return replace(block, content=mark(block.content))
        case Figure() if block.caption:
            return replace(block, caption=mark(block.caption))
        case Table() if block.caption:
            return replace(block, caption=mark(block.caption))
        case Figure() | Table() | Code() | Rule():
            return None
