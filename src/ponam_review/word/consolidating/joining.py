"""`consolidate`: all returned copies of one edition in one document, released only once it has proven itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ...text.charter import CHARTER, Charter
from ...text.errors import ProofError
from ...text.flow import Flow, Placed, without_generated
from ...text.model import Block, Paragraph
from ...text.notices import Notice
from ...text.pages import layouts
from ..proof import Difference, differences, wanted
from ..reading.words import read_word
from ..writing.blocks import Piece, pieces_of_block
from ..writing.body import known_targets, write_body
from ..writing.clean import packed
from ..writing.draft import Draft, Images
from ..writing.pictures import readable
from ..writing.tracking import Tracking
from .comments import repaired, said, wanted_marks, written
from .overlay import Missing, Overlaid, overlay
from .returned import Copy, read_copy
from .telling import Clash, Told

UNTRACKED = {"fr": "{name} (non suivi)", "en": "{name} (untracked)"}


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file: its name, its bytes, and how to read its pictures."""

    name: str
    content: bytes
    images: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The document, what collides in it, and what could not be kept."""

    content: bytes
    clashes: tuple[Clash, ...]
    notices: tuple[Notice, ...]
    comments: int
    changes: int
    accepted: tuple[Block, ...] = ()
    """The text with every change accepted."""


def consolidate(
    edition: Flow, returned: Sequence[Returned], *, images: Images, author: str, date: str, reference: bytes | None = None
) -> Consolidated:
    """Join the returned copies of `edition`. `author`, `date`: who signs the remarks of the consolidation, and when (ISO 8601, UTC).

    ProofError when rejecting every change would not give the edition back, when accepting a lone copy would not give its text, or when a
    comment would be lost: then nothing is released.
    """
    text = without_generated(edition)
    untracked = UNTRACKED.get(edition.language, UNTRACKED["fr"])
    copies = [
        read_copy(one.content, name=one.name, edition=text, untracked=Tracking(untracked.format(name=one.name), date)) for one in returned
    ]
    return join(
        edition, copies, {copy.name: wanted_marks(copy) for copy in copies}, pictures={one.name: one.images for one in returned},
        images=images, author=author, date=date, reference=reference,
    )  # fmt: skip


def join(
    edition: Flow,
    copies: Sequence[Copy],
    missing: Missing,
    *,
    images: Images,
    author: str,
    date: str,
    pictures: Mapping[str, Callable[[str], bytes | None]] | None = None,
    reference: bytes | None = None,
    charter: Charter = CHARTER,
) -> Consolidated:
    """The copies, read already, laid over the edition and written. `missing`: where their comments stand; `pictures`: those they put in."""
    told = Told()
    laid = overlay(without_generated(edition).blocks, [(copy, copy.accepted, copy.rejected) for copy in copies], told, missing)
    laid = replace(laid, pieces=tuple(repaired(laid.pieces, copies, told)))
    shows = _Pictures(edition, images, pictures or {})
    comments = written(copies, told, author=author, date=date, language=edition.language)
    draft = Draft(shows.read, Tracking(author, date), fields=False, language=edition.language, known=known_targets([edition]))
    body = write_body(draft, _runs(edition, laid))
    created = date or "1980-01-01T00:00:00Z"
    content = packed(draft, body, edition, created, author, reference, comments=comments, charter=charter)
    _prove(content, edition, laid.accepted, copies, told, shows.shown, (author, date))
    notices = (*(notice for copy in copies for notice in copy.notices), *told.notices, *draft.notices)
    changes = len(read_word(content, name="consolidate").value.changes)
    return Consolidated(content, tuple(told.clashes), notices, len(told.numbers) + len(told.remarks), changes, laid.accepted)


def _generated(item: Placed) -> bool:
    return isinstance(item.block, Paragraph) and bool(item.block.role)


def _runs(edition: Flow, laid: Overlaid) -> list[tuple[str, Sequence[Piece], Placed]]:
    groups = iter(laid.pieces)
    out: list[tuple[str, Sequence[Piece], Placed]] = []
    for layout, item in zip(layouts(edition.blocks), edition.items, strict=True):
        out.append((layout, pieces_of_block(item.block) if _generated(item) else next(groups, ()), item))
    last = out[-1] if out else ("portrait", (), Placed(Paragraph(())))
    out += ((last[0], group, last[2]) for group in groups)
    return out


class _Pictures:
    """Pictures of the edition, and those that copies put in (their sources begin with the copy's name)."""

    def __init__(self, edition: Flow, images: Images, copies: Mapping[str, Callable[[str], bytes | None]]) -> None:
        self._files = list(dict.fromkeys(item.file for item in edition.items))
        self._images = images
        self._copies = copies

    def read(self, file: str, source: str) -> bytes | None:
        name, mark, inner = source.rpartition("#")
        if mark and name in self._copies:
            return self._copies[name](inner)
        for place in dict.fromkeys((file, *self._files)):
            content = self._images(place, source)
            if content is not None:
                return content
        return None

    def shown(self, file: str, source: str) -> bool:
        return readable(self.read(file, source))


# ------------------------------------------------------------------ the proof


def _prove(
    content: bytes, edition: Flow, accepted: Sequence[Block], copies: Sequence[Copy], told: Told,
    shown: Callable[[str, str], bool], signs: tuple[str, str],
) -> None:  # fmt: skip
    front = [item for item in edition.items if _generated(item)]

    def texts(blocks: Sequence[Block]) -> list[str]:
        return wanted(replace(edition, items=(*front, *map(Placed, blocks))), shown)

    new = texts(accepted)
    if len(copies) == 1 and not told.clashes:
        own = texts(copies[0].text)
        if own != new:
            rows = enumerate(zip_longest(own, new), 1)
            raise _refusal(next(Difference("accepted", at, want, got) for at, (want, got) in rows if want != got))
    wrong = differences(content, wanted(edition, shown), new, name="consolidate", most=1)
    if wrong:
        raise _refusal(wrong[0])
    _prove_comments(content, copies, told, edition.language, signs)


def _prove_comments(content: bytes, copies: Sequence[Copy], told: Told, language: str, signs: tuple[str, str]) -> None:
    found = read_word(content, name="consolidate").value.comments
    texts = {c.id: c.text for c in found}
    got = Counter((c.author, c.date, c.text.strip(), texts.get(c.parent, ""), c.resolved) for c in found)
    wished: Counter[tuple[str, str, str, str, bool]] = Counter()
    for copy in copies:
        own = {c.id: c.text for c in copy.comments}
        wished.update((c.author, c.date, c.text.strip(), own.get(c.parent, ""), c.resolved) for c in copy.comments)
    wished.update((*signs, said(remark, language).strip(), "", False) for remark in told.remarks.values())
    lost = wished - got
    if lost:
        first = next(iter(lost))
        raise ProofError(
            "the consolidated document does not prove itself and was not written: the comment of {author} “{text}” "
            "would be lost or changed; "
            "please send us the files",
            author=first[0],
            text=first[2][:80],
        )


def _refusal(first: Difference) -> ProofError:
    return ProofError(
        "the consolidated document does not prove itself and was not written: in the {reading} text, paragraph {at} should read “{wanted}” "
        "and reads “{found}”; please send us the files",
        reading=first.reading,
        at=first.at,
        wanted=(first.wanted or "")[:80],
        found=(first.found or "")[:80],
    )
