"""What a returned copy asks to change: each tracked change of substance and each untracked one as a proposal on the edition's own words.

One proposal for each changed paragraph and author. A paragraph replaced by another is one rewording, a row that came or went is one
proposal, text that was moved is one move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...register.values import NewComment, Place
from ...register.vocabulary import Edit as Act
from ...register.vocabulary import Kind
from ...text.plain import fold
from ..bare import typed
from ..locating import doubted, place_cells, place_words
from .bridge import Bridge, Edit, applied, without_addresses
from .copy import Copy, Knot
from .gaps import Come, Gone, Moved, Replaced, gaps
from .telling import tell


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal and where it stands in the accepted reading. `missing`: the copy merely lacks the passage."""

    paragraph: int
    comment: NewComment
    missing: bool = False


@dataclass(slots=True)
class Account:
    """What was left out and why, counted."""

    spacing: int = 0
    """Tracked changes of nothing but white space."""
    typography: int = 0
    """Paragraphs whose typography alone was changed without tracking."""
    generated: int = 0
    """Changed paragraphs of cover and contents."""
    front: tuple[str, ...] = ()
    """Paragraphs before the text that the edition does not hold."""
    notes: int = 0
    """Notes of the edition, where the copy lost all of them."""
    absent: tuple[str, ...] = ()
    """Headings of parts that the copy does not hold at all."""


class Asking:
    """Gathers the proposals of one copy."""

    def __init__(self, copy: Copy, author: str) -> None:
        self.copy = copy
        self.author = author
        self.account = Account()
        self.layout = copy.layout
        self.stood: dict[int, tuple[int, ...]] = {}
        """New paragraphs that took the place of lines of the edition, and those lines."""

    def asked(self) -> tuple[Asked, ...]:
        """All proposals in reading order, tracked ones and others."""
        found: list[Asked] = []
        for knot in self.copy.knots:
            if knot.old and knot.new:
                found += self._kept(knot)
        for event in gaps(self.copy, self.account):
            match event:
                case Gone():
                    found.append(self._gone(event))
                case Come():
                    found += self._come(event)
                case Replaced():
                    self.stood[event.paragraph] = event.own
                    found.append(self._replaced(event))
                case Moved():
                    self.stood[event.paragraph] = event.own
                    found.append(self._moved(event))
        return tuple(one for one in found if self._says_something(one.comment))

    def _says_something(self, comment: NewComment) -> bool:
        """Nothing is left of some proposals once printed addresses are taken out of them."""
        if comment.edit is Act.REWORD and typed(comment.proposal) == typed(comment.quote):
            kept = not comment.untracked and fold(comment.proposal) != fold(comment.quote)
            self.account.typography += not kept
            return kept
        return comment.edit is not Act.INSERT_AFTER or bool(comment.proposal.strip())

    # -------------------------------------------------------------- paragraphs that stayed

    def _kept(self, knot: Knot) -> Iterator[Asked]:
        touched_old, touched_new = self.copy.touched
        tracked = not touched_old.isdisjoint(knot.old) or not touched_new.isdisjoint(knot.new)
        if not tracked and self._unchanged(knot):
            return
        if self.copy.is_generated(knot):
            self.account.generated += tracked and bool(self.copy.edits(knot))
            return
        if not knot.own:
            return  # added without tracking: `gaps` tells it
        bridge = self.copy.bridge(knot)
        edits = self.copy.edits(knot) if tracked else []
        mixed = any(bridge.touched(edit.start, edit.end) for edit in edits)
        if mixed:
            yield self._mixed(knot, edits)
            return
        if edits:
            yield from self._tracked(knot, bridge, edits)
        if bridge.changes:
            yield self._untracked(knot, bridge)
        else:
            self.account.typography += bridge.typography

    def _unchanged(self, knot: Knot) -> bool:
        if len(knot.own) == len(knot.old) == 1:
            return self.layout.lines[knot.own[0]].text == self.copy.old.lines[knot.old[0]].text
        return False

    def _tracked(self, knot: Knot, bridge: Bridge, edits: Sequence[Edit]) -> Iterator[Asked]:
        own = bridge.own
        placed = [replace(edit, start=at[0], end=at[1]) for edit in edits for at in (bridge.back(edit.start, edit.end),)]
        by_author: dict[str, list[Edit]] = defaultdict(list)
        for edit in placed:
            by_author[edit.author].append(edit)
        for author, mine in by_author.items():
            wording = applied(own, mine)
            if fold(wording) == fold(own):
                self.account.spacing += 1
                continue
            yield self._reworded(knot, own, wording, author, max(edit.date for edit in mine))

    def _untracked(self, knot: Knot, bridge: Bridge) -> Asked:
        asked = self._reworded(knot, bridge.own, bridge.untracked(), self.author, "")
        return replace(asked, comment=replace(asked.comment, untracked=True))

    def _mixed(self, knot: Knot, edits: Sequence[Edit]) -> Asked:
        """The same words changed with and without tracking: one proposal, from the edition's wording to the copy's."""
        own = self.copy.own_text(knot)
        authors = ", ".join(dict.fromkeys(edit.author for edit in edits if edit.author)) or self.author
        asked = self._reworded(knot, own, self.copy.new_text(knot), authors, max(edit.date for edit in edits))
        return replace(asked, comment=replace(asked.comment, untracked=True))

    def _reworded(self, knot: Knot, own: str, wording: str, author: str, date: str) -> Asked:
        place = self._place(knot)
        return self._asked(knot.new[0], Act.REWORD, author, date, place, own=knot.own, quote=own, proposal=wording)

    def _place(self, knot: Knot) -> Place:
        """The whole of the first line: an old paragraph that is not the edition's for certain leaves a doubt."""
        bridge = self.copy.bridge(knot)
        sure = typed(bridge.own) == typed(bridge.copy) or self.copy.score(knot) >= SURE
        return place_words(self.layout, knot.own[0], 0, 0, self.copy.score(knot), sure=sure, own=True)

    # -------------------------------------------------------------- paragraphs that went or came

    def _gone(self, event: Gone) -> Asked:
        own = event.own
        quote = "\n".join(self.layout.lines[i].text for i in own)
        if len(own) > 1 and len({self.layout.lines[i].position for i in own}) == 1 and self.layout.lines[own[0]].is_text:
            place = place_cells(self.layout, own[0], own[-1], sure=True)
        else:
            place = place_words(self.layout, own[0], 0, 0, 1.0, sure=True, own=True)
        text = tell(self.layout.language, event.shape, quote) if event.shape == "column" else ""
        act = Act.FREE if event.shape == "column" else Act.DELETE
        author, date = event.by
        asked = self._asked(event.paragraph, act, author, date, place, own=own, quote=quote, shape=event.shape, text=text)
        if not event.tracked:
            asked = replace(asked, comment=replace(asked.comment, untracked=True, author=self.author), missing=True)
        return asked

    def _come(self, event: Come) -> Iterator[Asked]:
        author, date = event.by
        if event.shape == "column":
            words = " ; ".join(event.texts)
            text = tell(self.layout.language, "new column", words)
            place = self._after(event)
            yield self._asked(event.paragraph, Act.FREE, author, date, place, proposal=words, shape="column", text=text)
            return
        wording = " | ".join(event.texts) if event.shape == "row" else "\n".join(event.texts)
        place = self._after(event)
        asked = self._asked(event.paragraph, Act.INSERT_AFTER, author, date, place, proposal=wording, shape=event.shape)
        if not event.tracked:
            asked = replace(asked, comment=replace(asked.comment, untracked=True, author=self.author or author))
        yield asked

    def _after(self, event: Come) -> Place:
        if event.above is None:
            return Place()
        place = place_words(self.layout, event.above, 0, 0, 1.0, sure=True)
        return place if event.sure else doubted(place)

    def _replaced(self, event: Replaced) -> Asked:
        own = "\n".join(self.layout.lines[i].text for i in event.own)
        author, date = event.by
        place = place_words(self.layout, event.own[0], 0, 0, 1.0, sure=True, own=True)
        wording = "\n".join(event.texts)
        asked = self._asked(event.paragraph, Act.REWORD, author, date, place, own=event.own, quote=own, proposal=wording)
        if not event.tracked:
            asked = replace(asked, comment=replace(asked.comment, untracked=True, author=self.author))
        return asked

    def _moved(self, event: Moved) -> Asked:
        own = "\n".join(self.layout.lines[i].text for i in event.own)
        author, date = event.by
        place = place_words(self.layout, event.own[0], 0, 0, 1.0, sure=True, own=True)
        wording = "\n".join(event.texts)
        above = self.layout.lines[event.above] if event.above is not None else None
        text = tell(self.layout.language, "move", above.text if above else "")
        asked = self._asked(event.paragraph, Act.MOVE, author, date, place, own=event.own, quote=own, proposal=wording, text=text)
        source = dict(asked.comment.source)
        if above is not None:
            source |= {"after_section": above.section, "after_block": above.block}
        comment = replace(asked.comment, source=source)
        if not event.tracked:
            comment = replace(comment, untracked=True, author=self.author)
        return replace(asked, comment=comment)

    # -------------------------------------------------------------- one proposal

    def _asked(
        self,
        paragraph: int,
        act: Act,
        author: str,
        date: str,
        place: Place,
        *,
        own: Sequence[int] = (),
        quote: str = "",
        proposal: str = "",
        shape: str = "",
        text: str = "",
    ) -> Asked:
        source: dict[str, str | int] = {"paragraph": paragraph + 1}
        if own and self.layout.lines[own[0]].note:
            source["part"] = "note"
        elif own and self.layout.lines[own[0]].holder >= 0:
            source["part"] = "caption"
        elif shape in ("row", "table", "column"):
            source["part"] = shape
        return Asked(
            paragraph,
            NewComment(
                text=text,
                proposal=without_addresses(proposal).strip(),
                kind=Kind.PROPOSAL,
                edit=act,
                author=author,
                written_at=date,
                quote=quote,
                place=place,
                source=source,
            ),
        )


SURE = 0.6
"""Likeness from which a paragraph of the copy, in its order, is held to be the edition's without asking."""
