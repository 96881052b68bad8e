"""Which paragraph of a translation renders which paragraph of the source, and whether it still does.

Fingerprints pair what nobody touched; between these, order and length do, as translators' memories align texts (a translation is about
as long as its source, and keeps its figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from math import log
from typing import Literal, TypeAlias

from ..compare.align import likeness, unit_of
from ..text.model import Block, Figure, Heading, Image, Item, Table
from ..text.plain import block_text, notes_of
from .translations import Binding, fingerprint

State: TypeAlias = Literal["done", "stale", "missing", "surplus"]
"""surplus: the source no longer has what was translated."""
_FIGURES = re.compile(r"\d+")
_MANY = 250_000
"""Pairs beyond which paragraphs are paired in order alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the source beside its translation. `number`: its place in the section, 0 for the title."""

    number: int
    source: Block | None
    words: tuple[Block, ...]
    places: tuple[int, ...]
    """Of `words` among the blocks of the translation; a translator may make two paragraphs of one."""
    state: State
    binding: Binding | None = None


Then: TypeAlias = Callable[[Binding], Block | None]
"""The paragraph from which a translation was made, as the history has it."""


def pair(source: Sequence[Block], words: Sequence[Block], bindings: Sequence[Binding], then: Then) -> tuple[Pair, ...]:
    """Every paragraph of the source in its order, then what is left of the translation. Block 0 of both is the title: these are a pair."""
    title = next((one for one in bindings if not one.number), None)
    rest = [one for one in bindings if one.number]
    return (_title(source[0], words[:1], title), *_paired(source[1:], words[1:], rest, then))


def _title(source: Block, words: Sequence[Block], binding: Binding | None) -> Pair:
    if not words:
        return Pair(0, source, (), (), "missing" if translatable(source) else "done")
    return Pair(0, source, (words[0],), (0,), _state(source, fingerprint(source), fingerprint(words[0]), binding), binding)


def _paired(source: Sequence[Block], words: Sequence[Block], bindings: Sequence[Binding], then: Then) -> Iterator[Pair]:
    prints = [fingerprint(block) for block in source]
    own = [fingerprint(block) for block in words]
    bases = [_base(one, source, prints, then) for one in bindings]
    at = _located(bindings, bases, words, own)
    sources = _followed(bindings, bases, source, prints)
    bound = {at[row]: row for row in range(len(bindings)) if row in at}
    answers = {place: sources[row] for place, row in bound.items() if row in sources}
    unbound = dict(_unbound(source, words, bound, answers))
    for one in _pairs(source, words, bindings, prints, own, bound, answers | unbound):
        number = one.number if one.source is None else one.number + 1
        yield replace(one, number=number, places=tuple(place + 1 for place in one.places))


def _base(binding: Binding, source: Sequence[Block], prints: Sequence[str], then: Then) -> Block | None:
    """What the source said, where that can be known."""
    return source[prints.index(binding.source)] if binding.source in prints else then(binding)


def _located(
    bindings: Sequence[Binding], bases: Sequence[Block | None], words: Sequence[Block], own: Sequence[str]
) -> Mapping[int, int]:
    """Binding → its place in the translation as it now stands."""
    expected = [one.words or one.source for one in bindings]

    def cost(row: int, place: int) -> float | None:
        base = bases[row]
        return 0.4 if base is None else unlike(base, words[place])

    return _matched(expected, own, cost)


def _followed(
    bindings: Sequence[Binding], bases: Sequence[Block | None], source: Sequence[Block], prints: Sequence[str]
) -> Mapping[int, int]:
    """Binding → the place of its paragraph in the source as it now stands."""
    wanted = [one.source for one in bindings]
    units = [unit_of(block, "") if block is not None else None for block in bases]
    now = [unit_of(block, "") for block in source]

    def cost(row: int, place: int) -> float | None:
        unit = units[row]
        if unit is None:
            return 0.9
        alike = likeness(unit, now[place])
        return 1.0 - alike if alike else None

    found = dict(_matched(wanted, prints, cost))
    free = set(range(len(source))) - set(found.values())
    for row in range(len(bindings)):  # what was moved
        if row not in found:
            moved = next((place for place in sorted(free) if prints[place] == wanted[row]), None)
            if moved is not None:
                found[row] = moved
                free.discard(moved)
    return found


def _unbound(
    source: Sequence[Block], words: Sequence[Block], bound: Mapping[int, int], answers: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Paragraphs that a translator added beside new ones of the source."""
    taken = set(answers.values())
    fixed = [(-1, -1), *sorted(answers.items()), (len(words), len(source))]
    for (place, number), (next_place, next_number) in pairwise(fixed):
        mine = [at for at in range(place + 1, next_place) if at not in bound]
        theirs = [at for at in range(number + 1, next_number) if at not in taken]
        if mine and theirs:

            def cost(one: int, other: int, mine: list[int] = mine, theirs: list[int] = theirs) -> float | None:
                return unlike(source[theirs[other]], words[mine[one]])

            for one, other in in_order(len(mine), len(theirs), cost):
                yield mine[one], theirs[other]


def _pairs(
    source: Sequence[Block],
    words: Sequence[Block],
    bindings: Sequence[Binding],
    prints: Sequence[str],
    own: Sequence[str],
    bound: Mapping[int, int],
    answers: Mapping[int, int],
) -> Iterator[Pair]:
    places: dict[int, list[int]] = {}
    last = -1
    for at in range(len(words)):
        if at in answers or at in bound:
            last = at
            places[at] = [at]
        else:  # the first words stand before all that is bound: nothing shows them but the file
            places.setdefault(last, []).append(at)
    here = {number: at for at, number in answers.items()}
    for number, block in enumerate(source):
        if number not in here:
            yield Pair(number, block, (), (), "done" if not translatable(block) else "missing")
            continue
        at = here[number]
        binding = bindings[bound[at]] if at in bound else None
        state = _state(block, prints[number], own[at], binding)
        yield Pair(number, block, tuple(words[place] for place in places[at]), tuple(places[at]), state, binding)
    for at, row in sorted(bound.items()):
        if at not in answers:
            yield Pair(bindings[row].number, None, tuple(words[p] for p in places[at]), tuple(places[at]), "surplus", bindings[row])


def _state(block: Block, now: str, words: str, binding: Binding | None) -> State:
    if not translatable(block) and now == words:
        return "done"
    if binding is None:
        return "missing" if words == now else "stale"
    if not binding.words and words == binding.source:
        return "missing"
    return "done" if binding.source == now else "stale"


def translatable(block: Block) -> bool:
    """Whether a paragraph holds a letter: a line of figures is the same in every language."""
    texts = [block_text(block), *(block_text(inner) for note in notes_of(block) for inner in note.blocks)]
    if isinstance(block, Figure):
        texts.append(block.image.alt)
    elif not isinstance(block, Table) and hasattr(block, "content"):
        texts += [one.alt for one in block.content if isinstance(one, Image)]
    return any(character.isalpha() for text in texts for character in text)


# ------------------------------------------------------------------ alignment


def unlike(source: Block, words: Block) -> float | None:
    """How little a paragraph looks like a translation of another; None where it cannot be one."""
    if isinstance(source, Table) != isinstance(words, Table) or isinstance(source, Figure) != isinstance(words, Figure):
        return None
    cost = 0.0
    if _shape(source) != _shape(words):
        cost += 0.8
    one, other = block_text(source), block_text(words)
    cost += 0.6 * abs(log((len(one) + 10) / (len(other) + 10)))
    figures = set(_FIGURES.findall(one)), set(_FIGURES.findall(other))
    whole = figures[0] | figures[1]
    if whole:
        cost += 0.5 * (1 - len(figures[0] & figures[1]) / len(whole))
    return cost


def _shape(block: Block) -> tuple[object, ...]:
    inside = tuple(type(one) for one in block.within)
    opens = bool(block.within) and isinstance(block.within[-1], Item) and block.within[-1].opens
    return type(block), block.level if isinstance(block, Heading) else 0, inside, opens


def _matched(one: Sequence[str], other: Sequence[str], cost: Callable[[int, int], float | None]) -> Mapping[int, int]:
    """Pairs of equal names in order; between these, pairs by cost."""
    found: dict[int, int] = {}
    i = j = 0
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.a > i and block.b > j:
            first, second = i, j

            def between(a: int, b: int, first: int = first, second: int = second) -> float | None:
                return cost(first + a, second + b)

            found |= {first + a: second + b for a, b in in_order(block.a - i, block.b - j, between)}
        found |= {block.a + k: block.b + k for k in range(block.size)}
        i, j = block.a + block.size, block.b + block.size
    return found


def in_order(n: int, m: int, cost: Callable[[int, int], float | None], skip: float = 0.8) -> list[tuple[int, int]]:
    """The pairs that keep the order of both sides and cost least together; leaving one out costs `skip`."""
    if n * m > _MANY:
        return [(i, i) for i in range(min(n, m))]
    best = [[skip * (i + j) for j in range(m + 1)] for i in range(n + 1)]
    way: dict[tuple[int, int], str] = {}
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            options = [(best[i - 1][j] + skip, "up"), (best[i][j - 1] + skip, "left")]
            pairing = cost(i - 1, j - 1)
            if pairing is not None:
                options.append((best[i - 1][j - 1] + pairing, "both"))
            best[i][j], way[i, j] = min(options)
    pairs = []
    i, j = n, m
    while i and j:
        step = way[i, j]
        if step == "both":
            pairs.append((i - 1, j - 1))
        i, j = i - (step != "left"), j - (step != "up")
    return pairs[::-1]
