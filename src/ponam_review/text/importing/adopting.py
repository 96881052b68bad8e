"""The steps of an import, in their order: from blocks with their looks to sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..model import Block, Cover, Figure, Heading, Inline, Inlines, Note, Paragraph, Reference, Run, Section, Table
from ..notices import Notice
from ..plain import fold, inline_text
from ..splitting import split
from .acronyms import Acronym, with_acronyms
from .captions import with_captions
from .contents import without_contents
from .covers import Front, without_cover
from .headings import with_headings
from .letters import plain_letters
from .lists import with_lists
from .pieces import Piece, Pieces, Told, shown
from .quotations import with_quotations
from .references import tell_typed, with_references
from .titles import ORDINALS, title_of
from .walking import mapped

_WORD = re.compile(r"[^\W_]+")
_MOST_LOST = 12
"""Lost words that a notice quotes."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a file becomes. `title` and `cover` are what its cover says; empty and None where it has none."""

    sections: tuple[Section, ...]
    acronyms: tuple[Acronym, ...] = ()
    title: str = ""
    cover: Cover | None = None
    notices: tuple[Notice, ...] = ()


def adopt(
    pieces: Pieces,
    *,
    file: str,
    title: str,
    level: int | None = None,
    taken: Iterable[str] = (),
    ours: bool = False,
    named: bool = False,
    guess: bool = True,
    words: Iterable[str] = (),
) -> Adopted:
    """Sections of a text written elsewhere. `title` names what stands before the first heading; `level` None: found from the headings.

    `words`: paragraphs of the file as read, to account for; `guess`: make headings and lists of what only looks like them.
    """
    told = Told(file)
    front, pieces = without_cover(pieces, told)
    pieces = without_contents(pieces, told)
    if not (ours or named):
        pieces = _recognised(pieces, told, guess=guess)
    acronyms: tuple[Acronym, ...] = ()
    if not ours:
        acronyms, pieces = with_acronyms(pieces, told)
        pieces = _referring(pieces, told)
        tell_typed(pieces, told)
    level, front, pieces = _level(pieces, level, front, told)
    cut = split(
        (piece.block for piece in pieces), title=front.title or title, level=level, taken=taken, ours=ours, named=named
    )
    told.notices += (replace(notice, file=file) for notice in cut.notices)
    _account(words, cut.value, front, told)
    return Adopted(cut.value, acronyms, front.title, front.cover, tuple(told.notices))


def _recognised(pieces: Pieces, told: Told, *, guess: bool) -> Pieces:
    pieces = with_captions(pieces, told)
    if guess:
        pieces = with_headings(pieces, told)
        pieces = with_lists(pieces, told)
        pieces = with_quotations(pieces, told)
    return pieces


def _level(pieces: Pieces, level: int | None, front: Front, told: Told) -> tuple[int, Front, Pieces]:
    """Where to cut: at the highest level; a single heading above everything is the title of the document, and the next level counts."""
    headings = [(at, piece.block) for at, piece in enumerate(pieces) if isinstance(piece.block, Heading) and not piece.block.within]
    if not headings:
        return level or 1, front, pieces
    top = min(heading.level for _, heading in headings)
    first, heading = headings[0]
    alone = sum(other.level == top for _, other in headings) == 1 and heading.level == top and len(headings) > 1
    if alone and not any(piece.text for piece in pieces[:first]) and level in (None, top + 1) and not heading.id:
        title = fold(inline_text(heading.content))
        if not front.title and title_of(title)[0] == title:
            told.drop([pieces[first]])
            told.say("the line “{title}” is the title of the document, not of a section", title=shown(title))
            below = min(other.level for _, other in headings[1:])
            return level or below, replace(front, title=title), (*pieces[:first], *pieces[first + 1 :])
    return level or top, front, pieces


# ------------------------------------------------------------------ references


def _referring(pieces: Pieces, told: Told) -> Pieces:
    """References and links lead to headings, tables and figures; where they lead elsewhere their words stay."""
    kinds = {block.id: kind for block, kind in _targets(pieces) if block.id}
    pieces = with_references(pieces, kinds, told)
    lost = Counter[str]()

    def reachable(inline: Inline) -> Inline:
        return _reachable(inline, kinds, lost)

    pieces = tuple(replace(piece, block=mapped(piece.block, reachable)) for piece in pieces)
    if lost:
        sentence = "links inside the file that lead to no heading, table or figure, so that only their words stay: {count}"
        told.say(sentence, count=sum(lost.values()))
    return pieces


def _targets(pieces: Pieces) -> Iterator[tuple[Heading | Table | Figure, str]]:
    annex = False
    for piece in pieces:
        block = piece.block
        if isinstance(block, Heading):
            if block.level == 1:
                annex = title_of(inline_text(block.content))[1] == "annexe"
            yield block, "annex" if annex and block.level == 1 else "section"
        elif isinstance(block, Table | Figure):
            yield block, "table" if isinstance(block, Table) else "figure"


def _reachable(inline: Inline, kinds: dict[str, str], lost: Counter[str]) -> Inline:
    if isinstance(inline, Reference) and inline.target not in kinds:
        lost[inline.target] += 1
        return Run(inline.label, inline.marks)
    if isinstance(inline, Run) and inline.link.startswith("#") and inline.link[1:] not in kinds:
        lost[inline.link[1:]] += 1
        return replace(inline, link="")
    return inline


# ------------------------------------------------------------------ every word accounted for


def _account(words: Iterable[str], sections: Iterable[Section], front: Front, told: Told) -> None:
    """Says which words of the file stand neither in a section nor among what was left out on purpose."""
    wanted = Counter(word for text in words for word in _WORD.findall(plain_letters(text)))
    if not wanted:
        return
    kept = Counter(word for text in (*_texts(sections), *told.left_out) for word in _WORD.findall(text))
    lost = wanted - kept
    # What the tool counts itself: numbers, and the words of labels and references.
    lost = Counter({word: n for word, n in lost.items() if not _counted(word)})
    if lost:
        some = " ".join(list(lost.elements())[:_MOST_LOST])
        told.say("words of the file that stand in no section: {count} ({words})", count=sum(lost.values()), words=some)


_LABELS = frozenset(ORDINALS) | frozenset(
    "section annexe annex tableau table figure fig graphique carte chapitre partie titre chapter part title axe article n".split()
)


def _counted(word: str) -> bool:
    return word.isdecimal() or word.lower() in _LABELS or (len(word) <= 4 and not set(word.upper()) - set("IVXLC")) or len(word) == 1


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        for block in section.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _line_texts(block.content)
        case Figure():
            yield from _line_texts(block.caption)
        case Table():
            yield from _line_texts(block.caption)
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from _block_texts(inner)
        case _:
            yield getattr(block, "text", "")


def _line_texts(content: Inlines) -> Iterator[str]:
    yield inline_text(content)
    for inline in content:
        if isinstance(inline, Note):
            for block in inline.blocks:
                yield from _block_texts(block)


def pieces_of(blocks: Iterable[Block]) -> Pieces:
    """Blocks of which nobody knows how they looked."""
    return tuple(Piece(block) for block in blocks)


