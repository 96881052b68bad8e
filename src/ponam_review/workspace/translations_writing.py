"""What a translator begins with, and what confirming a translation records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ..markdown.writer import write_section
from ..text.errors import StateError, UsageError
from ..text.model import Block, Heading, Section
from ..text.plain import inline_text
from .translations import Binding, blocks_with_title, fingerprint
from .translations_pairing import Pair
from .translations_reading import SectionState


@dataclass(frozen=True, slots=True)
class Written:
    """A section's translation and its bindings as they are to be written. `text` is empty where the file stays as it is."""

    section: str
    file: str
    text: str
    bindings: tuple[Binding, ...]
    count: int
    """Paragraphs that were copied, or confirmed."""


@dataclass(frozen=True, slots=True)
class Making:
    """Who translates, when, and from which commit."""

    version: str
    saved: Collection[str]
    """Fingerprints of the section's paragraphs in that commit."""
    by: str
    date: str

    def bind(self, section: str, one: Pair, words: str) -> Binding:
        assert one.source is not None
        source = fingerprint(one.source)
        if self.version and source not in self.saved:
            raise StateError(
                "“{section}” ¶{number} has changes that are not saved: “ponam save” first, so that one knows from what it was translated",
                section=section,
                number=one.number,
            )
        return Binding(section, one.number, source, words, self.version[:10], self.by, self.date)


def started(state: SectionState, making: Making) -> Written:
    """The translation with a copy of each paragraph that it lacks, at its place: what a translator then writes over."""
    slots: dict[int, list[tuple[Block, Binding | None]]] = {}
    words = blocks_with_title(state.translation) if state.translation is not None else ()
    bound = {one.places[0]: one.binding for one in state.pairs if one.places}
    last = -1
    count = 0
    for one in state.pairs:
        if one.places:
            last = one.places[-1]
        elif one.source is not None:
            slots.setdefault(last, []).append((one.source, making.bind(state.section.id, one, "")))
            count += 1
    laid: list[tuple[Block, Binding | None]] = [*slots.get(-1, ())]
    for place, block in enumerate(words):
        laid += [(block, bound.get(place)), *slots.get(place, ())]
    bindings = tuple(binding for _block, binding in laid if binding is not None)
    section = _section(state, [block for block, _binding in laid])
    return Written(state.section.id, state.file, write_section(section) if count else "", bindings, count)


def _section(state: SectionState, blocks: list[Block]) -> Section:
    title = inline_text(blocks[0].content) if isinstance(blocks[0], Heading) else state.section.title
    base = state.translation or Section(state.section.id, title, (), kind=state.section.kind)
    return replace(base, title=title, blocks=tuple(blocks[1:]))


def confirmed(state: SectionState, numbers: Collection[int], making: Making) -> Written:
    """The bindings after somebody compared these paragraphs with the source as it stands; without numbers, all that are translated.

    A paragraph that is still the copy of the source is confirmed only when it is named: names and references may read the same."""
    if state.translation is None:
        raise UsageError("“{section}” is not translated; “ponam translate start” begins it", section=state.section.id)
    known = {one.number for one in state.pairs if one.source is not None and one.places}
    for number in numbers:
        if number not in known:
            raise UsageError("“{section}” ¶{number} has no translation to confirm", section=state.section.id, number=number)
    bindings: dict[int, Binding] = {}
    count = 0
    for one in state.pairs:
        if not one.places:
            continue
        chosen = one.source is not None and (one.number in numbers if numbers else one.state in ("done", "stale"))
        if chosen:
            words = fingerprint(one.words[0])
            made = making.bind(state.section.id, one, words)
            same = one.binding is not None and one.binding.source == made.source and one.binding.words == words
            bindings[one.places[0]] = one.binding if same and one.binding else made
            count += not same
        elif one.binding is not None:
            bindings[one.places[0]] = one.binding
    return Written(state.section.id, state.file, "", tuple(bindings[place] for place in sorted(bindings)), count)


def merged(before: Collection[Binding], written: Collection[Written], order: Collection[str]) -> Iterator[Binding]:
    """All bindings of a document's translation, its sections in the order of the text; those of sections that are gone fall away."""
    new = {one.section: one.bindings for one in written}
    for section in order:
        yield from new[section] if section in new else (one for one in before if one.section == section)
