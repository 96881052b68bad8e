"""Which paragraph of a returned copy is which of the edition: by order and likeness, by the copy's own bookmarks, by printed addresses.

Pairs are groups: a template cuts paragraphs in two, or joins them, without anybody having changed the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...compare.align import Unit, align, likeness
from ...word.anchoring import anchor_name, bookmark_names
from ..layout import Layout
from .bridge import Bridge
from .lines import Line

SURE = 0.9
"""Likeness from which a paragraph is held to be the edition's without asking."""
HINTED = 0.25
"""Likeness that is enough where a bookmark or an address of ours says so."""
_ADDRESS = re.compile(r"\s*([\w-]+)\s?¶\s?(\d+)(?:\s(?:bis|ter|quater))?\s*\Z")
_ENTRY = re.compile(r"[\s.…_]*\t[\s.…_]*[\divxlIVXL]{1,6}\s*\Z|\s*[.…_]{3,}\s*\d{1,4}\s*\Z")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the edition and the copy's paragraphs that answer them; one each, as a rule."""

    own: tuple[int, ...]
    copy: tuple[int, ...]
    score: float
    moved: bool = False


@dataclass(slots=True)
class Pairing:
    """All groups, in the order of the copy; filled in only inside `pair`."""

    groups: list[Group] = field(default_factory=list)
    by_copy: dict[int, int] = field(default_factory=dict)
    by_own: dict[int, int] = field(default_factory=dict)

    def group_of(self, copy: int) -> Group | None:
        place = self.by_copy.get(copy)
        return None if place is None else self.groups[place]

    def add(self, group: Group) -> None:
        place = len(self.groups)
        self.groups.append(group)
        self.by_copy.update(dict.fromkeys(group.copy, place))
        self.by_own.update(dict.fromkeys(group.own, place))


def is_address(line: Line) -> bool:
    """A printed address that stands as a paragraph of its own. Its style says nothing: text that ran into it takes that on."""
    return "¶" in line.text and _ADDRESS.match(line.text) is not None


def pair(layout: Layout, lines: Sequence[Line]) -> Pairing:
    """The pairing of an edition with the rejected reading of a copy."""
    found = Pairing()
    body = [j for j, line in enumerate(lines) if line.note < 0 and line.strip.story == "body" and not is_address(line)]
    marked = [j for j in body if lines[j].generated]
    own = [i for i, line in enumerate(layout.lines) if not line.note]
    if marked:
        made = [i for i in own if layout.lines[i].generated]
        _align(layout, lines, made, marked, found)
        own = [i for i in own if not layout.lines[i].generated]
        body = [j for j in body if not lines[j].generated]
    _align(layout, lines, own, body, found)
    notes = [i for i, line in enumerate(layout.lines) if line.note]
    _align(layout, lines, notes, [j for j, line in enumerate(lines) if line.note >= 0], found)
    _typed_notes(layout, lines, found, notes)
    _hinted(layout, lines, found)
    return found


def _typed_notes(layout: Layout, lines: Sequence[Line], found: Pairing, notes: Sequence[int]) -> None:
    """Notes that became paragraphs behind the text, as they do where it is pasted into another file."""
    waiting = {layout.unit(layout.lines[i].text).text: i for i in notes if i not in found.by_own}
    for j, line in enumerate(lines):
        if waiting and j not in found.by_copy and line.note < 0:
            i = waiting.pop(layout.unit(line.text).text, None)
            if i is not None:
                found.add(Group((i,), (j,), 1.0))


def _align(layout: Layout, lines: Sequence[Line], own: Sequence[int], copy: Sequence[int], found: Pairing) -> None:
    olds = [_unit(layout, layout.lines[i].text, joins=layout.lines[i].is_text) for i in own]
    news = [_unit(layout, lines[j].text, joins=lines[j].strip.cell < 0) for j in copy]
    alignment = align(olds, news)
    for a, b in alignment.groups:
        score = likeness(olds[a[0]], news[b[0]]) if len(a) == len(b) == 1 else _joint(olds, news, a, b)
        found.add(Group(tuple(own[i] for i in a), tuple(copy[j] for j in b), score))
    for i, j in alignment.moves:
        found.add(Group((own[i],), (copy[j],), likeness(olds[i], news[j]), moved=True))


def _unit(layout: Layout, text: str, *, joins: bool) -> Unit:
    """A paragraph as alignment sees it; of an entry of the contents without its page."""
    if text[-1:].isalnum() and ("\t" in text or "..." in text or "…" in text):
        text = _ENTRY.sub("", text) or text
    return layout.unit(text, "text" if joins else "")


def _joint(olds: Sequence[Unit], news: Sequence[Unit], a: Sequence[int], b: Sequence[int]) -> float:
    """How alike paragraphs are that were cut or joined, taken together."""
    left = Unit("".join(olds[i].text for i in a), tuple(w for i in a for w in olds[i].words), "text", "")
    right = Unit("".join(news[j].text for j in b), tuple(w for j in b for w in news[j].words), "text", "")
    return likeness(left, right)


# ------------------------------------------------------------------ what the copy says itself


def _hinted(layout: Layout, lines: Sequence[Line], found: Pairing) -> None:
    """Pairs by bookmark or printed address, for paragraphs that order and likeness alone left alone or gave to a look-alike."""
    for j, i in _hints(layout, lines):
        group = found.group_of(j)
        if group is not None and (i in group.own or len(group.own) > 1 or len(group.copy) > 1):
            continue
        if i in found.by_own and (group is None or found.groups[found.by_own[i]].score >= SURE):
            continue
        said = likeness(layout.unit(layout.lines[i].text), layout.unit(lines[j].text))
        if group is None and said >= HINTED or group is not None and said > group.score:
            _give(found, i, j, said)


def _give(found: Pairing, i: int, j: int, score: float) -> None:
    for place in {found.by_copy.get(j), found.by_own.get(i)} - {None}:
        assert place is not None
        lost = found.groups[place]
        for own in lost.own:
            found.by_own.pop(own, None)
        for copy in lost.copy:
            found.by_copy.pop(copy, None)
        found.groups[place] = Group((), (), 0.0)
    found.add(Group((i,), (j,), score))


def _hints(layout: Layout, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """(paragraph of the copy, line of the edition) as bookmarks and addresses say; those that two paragraphs claim say nothing."""
    claims: dict[int, list[int]] = {}
    names = anchors_of(layout)
    waiting: int | None = None
    for j, line in enumerate(lines):
        named = _ADDRESS.match(line.text) if is_address(line) else None
        if named:
            waiting = layout.addresses.get((named[1], int(named[2])))
            continue
        if waiting is not None:
            claims.setdefault(waiting, []).append(j)
            waiting = None
        for name in line.strip.bookmarks:
            i = names.get(name)
            if i is not None:
                claims.setdefault(i, []).append(j)
    yield from ((set(places).pop(), i) for i, places in claims.items() if len(set(places)) == 1)


def anchors_of(layout: Layout) -> Mapping[str, int]:
    """Line of the edition by each bookmark that our copies carry on it."""
    found: dict[str, int] = {}
    for (section, block), place in layout.addresses.items():
        found[anchor_name(section, block)] = place
    if layout.flow is not None:
        for position, item in enumerate(layout.flow.items):
            for name in bookmark_names(item.block):
                place = layout.addresses.get((item.section, item.number), -1)
                if place < 0 or layout.lines[place].position != position:
                    continue
                captioned = place > 0 and layout.lines[place - 1].holder == place
                found.setdefault(name, place - 1 if captioned else place)
    return found


def bridge(layout: Layout, lines: Sequence[Line], group: Group, computed: Sequence[tuple[int, int]] = ()) -> Bridge:
    """The bridge between the texts of a group, paragraphs one a line."""
    own = "\n".join(layout.lines[i].text for i in group.own)
    return Bridge(own, "\n".join(lines[j].text for j in group.copy), computed)
