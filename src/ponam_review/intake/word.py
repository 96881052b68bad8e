"""A returned Word copy: its comments are remarks, its tracked changes proposals, one for each changed paragraph and author.

The copy with all changes rejected is the edition that was sent out; its paragraphs are matched with the edition's, and every remark
stands on one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..compare.align import Alignment, align
from ..register.values import NewComment, Place
from ..register.vocabulary import Certainty, Edit, Kind
from ..text.notices import Notice, Result
from ..text.remarks import Comment
from ..word.reading.values import TrackedChange, WordFile
from ..word.reading.words import read_word
from .bare import bare
from .layout import Layout, unit
from .locating import Match, match_paragraphs, place_on_line, place_quote
from .rewording import ADDING, REMOVING, wordings

_MARKS = frozenset({"paragraph-insert", "paragraph-delete", "row-insert", "row-delete", "cell-insert", "cell-delete"})
_WORDY = ADDING | REMOVING | _MARKS
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff \t"
"""What LibreOffice leaves around the text of tracked rows."""
_GONE = REMOVING | {"paragraph-delete", "row-delete", "cell-delete"}
_COME = ADDING | {"paragraph-insert", "row-insert", "cell-insert"}


def read_copy(content: bytes, name: str, layout: Layout) -> Result[tuple[NewComment, ...]]:
    """The remarks of a returned copy, in reading order: each paragraph's comments, then the wording proposed for it."""
    read = read_word(content, name=name)
    copy = _Copy(read.value, layout)
    found = [*copy.remarks(), *copy.proposals()]
    found.sort(key=lambda entry: entry[0])
    notices = (*read.notices, *(Notice(n.template, n.values, file=name) for n in copy.notices()))
    return Result(tuple(comment for _, comment in found), notices)


class _Copy:
    """A returned copy beside the edition. *Old* paragraphs are those of the rejected reading, *new* those of the accepted one."""

    def __init__(self, file: WordFile, layout: Layout) -> None:
        self.file = file
        self.layout = layout
        self.old = tuple(text.strip(_INVISIBLE) for text in file.rejected)
        self.new = tuple(text.strip(_INVISIBLE) for text in file.accepted)
        self.matches = match_paragraphs(layout, self.old)
        self.alignment: Alignment = align([unit(text) for text in self.old], [unit(text) for text in self.new])
        self.groups = sorted([*self.alignment.groups, *self._replaced()])

    # -------------------------------------------------------------- between the readings

    @cached_property
    def old_of(self) -> Mapping[int, int]:
        """New paragraph → old one."""
        pairs = [(j, olds[0]) for olds, news in self.groups for j in news]
        return dict([*((j, i) for i, j in self.alignment.moves), *pairs])

    @cached_property
    def changes(self) -> Mapping[int, Sequence[TrackedChange]]:
        """Changes of words by the new paragraph in which, or before which, they stand."""
        found: dict[int, list[TrackedChange]] = defaultdict(list)
        for change in self.file.changes:
            if change.kind in _WORDY and change.paragraph >= 0:
                found[change.paragraph].append(change)
        return found

    def _replaced(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Paragraphs of which no word stayed, but whose own mark nobody tracked: they stand in the same place."""
        moved_old, moved_new = ({pair[side] for pair in self.alignment.moves} for side in (0, 1))
        i = j = 0
        for olds, news in (*self.alignment.groups, ((len(self.old),), (len(self.new),))):
            gone = [k for k in range(i, olds[0]) if k not in moved_old]
            come = [k for k in range(j, news[0]) if k not in moved_new]
            if len(gone) == len(come) and not any(c.kind in _MARKS for k in come for c in self.changes.get(k, ())):
                yield from (((a,), (b,)) for a, b in zip(gone, come, strict=True))
            i, j = olds[-1] + 1, news[-1] + 1

    def _wordy_changes(self) -> Iterator[TrackedChange]:
        return (change for changes in self.changes.values() for change in changes)

    def _line_above(self, new: int) -> Match | None:
        """The edition's line of the nearest paragraph above that stood in it."""
        for j in range(new, -1, -1):
            old = self.old_of.get(j)
            if old is not None and self.matches[old] is not None:
                return self.matches[old]
        return None

    # -------------------------------------------------------------- comments

    def remarks(self) -> Iterator[tuple[tuple[int, int], NewComment]]:
        for rank, comment in enumerate(self.file.comments):
            if comment.text.strip():
                yield (comment.paragraph, rank), self._remark(comment)

    def _remark(self, comment: Comment) -> NewComment:
        source: dict[str, str | int] = {"comment": comment.id}
        if comment.paragraph >= 0:
            source["paragraph"] = comment.paragraph + 1
        if comment.id in self.file.durable_ids:
            source["durable"] = self.file.durable_ids[comment.id]
        return NewComment(
            text=comment.text.strip(),
            author=comment.author,
            written_at=comment.date,
            quote=comment.quote,
            place=self._place_of(comment),
            source=source,
            local_id=comment.id,
            answers=comment.parent,
            resolved=comment.resolved,
        )

    def _place_of(self, comment: Comment) -> Place:
        if comment.paragraph < 0:
            return Place()
        old = self.old_of.get(comment.paragraph)
        match = self.matches[old] if old is not None else None
        if match is not None:
            return place_on_line(self.layout, match, comment.quote)
        above = self._line_above(comment.paragraph)
        return _doubted(place_on_line(self.layout, above)) if above else place_quote(self.layout, comment.quote)

    # -------------------------------------------------------------- tracked changes

    def proposals(self) -> Iterator[tuple[tuple[int, int], NewComment]]:
        for rank, (new, comment) in enumerate(self._proposals(), len(self.file.comments)):
            yield (new, rank), comment

    def _proposals(self) -> Iterator[tuple[int, NewComment]]:
        seen_old: set[int] = set()
        seen_new: set[int] = set()
        for olds, news in self.groups:
            seen_old.update(olds)
            seen_new.update(news)
            if not self._is_generated(olds[0]):
                yield from ((news[0], comment) for comment in self._reworded(olds, news))
        yield from self._removed([i for i in range(len(self.old)) if i not in seen_old and not self._is_generated(i)])
        yield from self._added([j for j in range(len(self.new)) if j not in seen_new and not self._among_generated(j)])

    def _is_generated(self, old: int) -> bool:
        """Cover and contents are made by the tool: Word itself changes them, when it counts the pages anew."""
        match = self.matches[old]
        return match is not None and self.layout.lines[match.line].generated

    def _among_generated(self, new: int) -> bool:
        following = self._next_old(new)
        return following is not None and self._is_generated(following)

    def _next_old(self, new: int) -> int | None:
        """The nearest old paragraph below that still stands, and stood in the edition."""
        below = (self.old_of[j] for j in range(new, len(self.new)) if j in self.old_of)
        return next((old for old in below if self.matches[old] is not None), None)

    def _reworded(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[NewComment]:
        old = "\n".join(self.old[i] for i in olds)
        new = "\n".join(self.new[j] for j in news)
        if old == new:
            return
        changes = [change for j in news for change in self.changes.get(j, ())]
        authors = tuple(dict.fromkeys(change.author for change in changes))
        place = self._place_old(olds[0], old)
        apart = wordings(old, new, changes) if len(authors) > 1 else None
        for author, wording in (apart or {", ".join(authors): new}).items():
            own = [change for change in changes if change.author == author] or changes
            yield self._proposal(Edit.REWORD, author, own, place, news[0], quote=old, proposal=wording)

    def _removed(self, olds: Sequence[int]) -> Iterator[tuple[int, NewComment]]:
        """Paragraphs deleted whole; those of one deleted table row together."""
        for rows in self._together(olds, self.old, "row-delete"):
            texts = [self.old[i] for i in rows]
            new = self._next_new(rows[0])
            changes = self._covering(texts, (new, new - 1, new + 1), _GONE)
            quote = "\n".join(texts)
            place = self._place_old(rows[0], quote)
            yield new, self._proposal(Edit.DELETE, _main_author(changes), changes, place, new, quote=quote)

    def _added(self, news: Sequence[int]) -> Iterator[tuple[int, NewComment]]:
        """Paragraphs inserted whole; those of one inserted table row together."""
        for rows in self._together(news, self.new, "row-insert"):
            texts = [self.new[j] for j in rows]
            changes = self._covering(texts, (rows[0], rows[-1]), _COME)
            above = self._line_above(rows[0])
            place = place_on_line(self.layout, above) if above else Place()
            wording = " | ".join(texts) if len(texts) > 1 else texts[0]
            yield rows[0], self._proposal(Edit.INSERT_AFTER, _main_author(changes), changes, place, rows[0], proposal=wording)

    def _together(self, places: Sequence[int], texts: Sequence[str], kind: str) -> Iterator[list[int]]:
        """Paragraphs one by one, but the cells of a row that was inserted or deleted in one stroke."""
        rows = [bare(change.text) for change in self.file.changes if change.kind == kind]
        waiting = list(places)
        while waiting:
            taken = [waiting.pop(0)]
            row = next((row for row in rows if row.startswith(bare(texts[taken[0]]))), "")
            while row and waiting and waiting[0] == taken[-1] + 1:
                joined = "".join(bare(texts[place]) for place in (*taken, waiting[0]))
                if not row.startswith(joined):
                    break
                taken.append(waiting.pop(0))
            yield taken

    def _next_new(self, old: int) -> int:
        """The new paragraph before which a deleted old one stood."""
        following = (j for j, i in sorted(self.old_of.items()) if i > old)
        return min(following, default=len(self.new))

    def _covering(self, texts: Sequence[str], near: Iterable[int], kinds: frozenset[str]) -> list[TrackedChange]:
        """The changes that made a whole paragraph go or come."""
        wanted = bare("".join(texts))
        found = [change for j in dict.fromkeys(near) for change in self.changes.get(j, ()) if change.kind in kinds]
        return [change for change in found if (words := bare(change.text)) and (words in wanted or wanted in words)] or found

    def _place_old(self, old: int, quote: str) -> Place:
        match = self.matches[old]
        return place_on_line(self.layout, match) if match is not None else place_quote(self.layout, quote)

    def _proposal(
        self,
        edit: Edit,
        author: str,
        changes: Sequence[TrackedChange],
        place: Place,
        new: int,
        *,
        quote: str = "",
        proposal: str = "",
    ) -> NewComment:
        return NewComment(
            text="",
            proposal=proposal,
            kind=Kind.PROPOSAL,
            edit=edit,
            author=author,
            written_at=max((change.date for change in changes), default=""),
            quote=quote,
            place=place,
            source={"paragraph": new + 1},
        )

    # -------------------------------------------------------------- what is no remark

    def notices(self) -> Iterator[Notice]:
        made = sum(1 for change in self._wordy_changes() if self._among_generated(change.paragraph))
        if made:
            yield Notice("changes in the cover and the contents, which the tool makes, left out: {count}", {"count": made})
        formats = sum(change.kind == "format" for change in self.file.changes)
        if formats:
            yield Notice("changes of formatting only, which are no proposals and were left out: {count}", {"count": formats})
        heads = sum(change.kind in _WORDY and change.paragraph < 0 for change in self.file.changes)
        if heads:
            yield Notice("changes in headers and footers, left out: {count}", {"count": heads})
        empty = sum(not comment.text.strip() for comment in self.file.comments)
        if empty:
            yield Notice("empty comments, left out: {count}", {"count": empty})
        other = sum(match is not None and match.score < 1 and self.layout.lines[match.line].is_text for match in self.matches)
        if other:
            yield Notice(
                "paragraphs that differ from the edition without a tracked change: {count}; compare the copy with it", {"count": other}
            )


def _doubted(place: Place) -> Place:
    return Place(place.selector, Certainty.DOUBTFUL, place.score / 2, place.label, place.position, place.as_written)


def _main_author(changes: Sequence[TrackedChange]) -> str:
    """Who changed the most words."""
    weights: dict[str, int] = defaultdict(int)
    for change in changes:
        weights[change.author] += 1 + len(change.text)
    return max(weights, key=lambda author: weights[author], default="")
