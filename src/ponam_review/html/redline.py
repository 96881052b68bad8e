"""The redline as a page of one file: what changed between two texts, shown in the text, with a summary in front.

Without any script the page shows the changes in the text, the new text, the old one or the changes alone; a script adds the two texts side
by side and the keys n and p.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..compare.account import Account, Change, Place, account_of
from ..compare.changes import ChangeSet, Step
from ..compare.redline_words import RedlineWords, redline_words_of
from ..compare.sides import Side, old_notes_of, sides_of
from ..text.annotations import Annotation, by_block
from ..text.charter import CHARTER, Charter
from ..text.front import contents_title, has_contents, is_cover, is_generated, listed, page_title
from ..text.model import Paragraph
from ..text.notices import Result
from ..text.pictures import Images
from .blocks import write_blocks
from .clean import entry_of, note_around, write_remarks
from .front import Cover, Entry, write_entries
from .markup import escaped, quoted
from .nesting import html_nest
from .page import dressed_style, frame, template_file
from .redline_pieces import with_side, write_pieces
from .redline_steps import DELETED, INSERTED, write_inner_steps, write_step
from .sheet import NoteEntry, Sheet
from .summary import summary_of
from .words import words_of


def write_redline(
    changes: ChangeSet,
    *,
    images: Images,
    author: str,
    date: str,
    old_images: Images | None = None,
    mark: str | None = None,
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
    on_old: bool = False,
) -> Result[str]:
    """The whole page. `old_images` finds the pictures that only the old text has; `images` does where it is not given. `annotations` stand
    below the blocks of the new text (`on_old`: of the old one) that they are about."""
    new = changes.new
    sheet = Sheet(words_of(new.language), images, old_images=old_images, shift=1, old_notes=old_notes_of(changes.old))
    words = redline_words_of(new.language)
    account = account_of(changes)
    desk = _Desk(
        changes,
        sheet,
        words,
        account,
        *sides_of(changes, sheet.anchors),
        {change.step: change for change in account.changes},
        {(step.op, step.pair): index for index, step in enumerate(changes.steps) if step.pair},
        by_block(annotations),
        on_old,
    )
    cover = desk.cover()
    body = desk.body()
    values: dict[str, object] = {
        "words": sheet.words,
        "title": f"{words.title} – {page_title(new)}",
        "mark": new.mark if mark is None else mark,
        "kind": "redline",
        "cover": cover,
        "contents": write_entries(desk.entries(), sheet) if has_contents(new.items) else "",
        "contents_title": contents_title(new) or sheet.words.contents,
        "body": body,
        "notes": "".join(desk.note(entry) for entry in list(sheet.notes)),
        "summary": summary_of(changes, account, words, author=author, date=date),
    }
    style = dressed_style(("style.css", "redline.css"), charter)
    page = frame("redline.html.j2", style, template_file("redline.js"), values)
    return Result(page, tuple(sheet.notices.values()))


@dataclass(frozen=True, slots=True)
class _Desk:
    """A redline in the making: the change set and what is known of its steps."""

    changes: ChangeSet
    sheet: Sheet
    words: RedlineWords
    account: Account
    new: Side
    old: Side
    at: dict[int, Change]
    """Changes by their first step."""
    moves: dict[tuple[str, int], int]
    """Steps of moves, by what they are and their pair."""
    remarks: Mapping[int, Sequence[Annotation]]
    """By block of one of the two texts."""
    on_old: bool

    def cover(self) -> Cover:
        """The lines of both covers."""
        cover = Cover()
        for step in self.changes.steps:
            block = (step.new or step.old)[0]
            if not isinstance(block, Paragraph) or not is_cover(block):
                continue
            if step.pieces:
                html = write_pieces(step.pieces, self.sheet, self.words)
            else:
                sides = {"insert": "ins", "move-to": "ins", "delete": "del", "move-from": "del"}
                html = with_side(block.content, sides.get(step.op, ""), self.sheet)  # type: ignore[arg-type]
            cover.put(block.role, html)
        return cover

    def body(self) -> str:
        """The text with its changes."""
        nest = html_nest()
        parts: list[str] = []
        for index, step in enumerate(self.changes.steps):
            if any(map(is_generated, (*step.old, *step.new))):
                continue
            side, first = (self.new, step.new_at) if step.new else (self.old, step.old_at)
            self.sheet.file = side.items[first].file
            places = tuple(side.places[first : first + max(len(step.new), 1)])
            lead, tail = self._badge(index), self._jump(index)
            for written in write_step(step, self.sheet, self.words, lead=lead, tail=tail, places=places):
                value = side.numbers[first + written.index]
                parts.append(nest.enter(written.block.within, kind=written.kind, value=value, ghost=written.old))
                parts.append(written.html)
            parts.append(self._below(step))
        parts.append(nest.close())
        return "".join(parts)

    def _below(self, step: Step) -> str:
        """The remarks on the blocks of a step. What moved bears them where it stands now."""
        if not self.remarks or step.op == ("move-to" if self.on_old else "move-from"):
            return ""
        first, blocks = (step.old_at, step.old) if self.on_old else (step.new_at, step.new)
        found = [remark for at in range(first, first + len(blocks)) for remark in self.remarks.get(at, ())]
        return write_remarks(found, self.sheet)

    def entries(self) -> list[Entry]:
        """The contents of the new text, with the number of changes under each heading."""
        counts: dict[Place, int] = {}
        for change in self.account.changes:
            counts[change.place] = counts.get(change.place, 0) + 1
        out = []
        for item, place in zip(self.new.items, self.new.places, strict=True):
            if listed(item.block):
                entry = entry_of(item.block, place)
                count = counts.pop(Place(entry.number, entry.title), 0)
                tail = f' <span class="count">{count}</span>' if count else ""
                out.append(Entry(entry.level, place, entry.number, entry.title, tail))
        return out

    def note(self, entry: NoteEntry) -> str:
        """A note at the end of the page."""
        sheet = self.sheet
        sheet.file = entry.file
        if entry.steps:
            return note_around(entry, _paragraph(write_inner_steps(entry.steps, sheet, self.words)), sheet, "c")
        ink = {"ins": INSERTED, "del": DELETED}.get(entry.side)
        if ink is None:
            return note_around(entry, write_blocks(entry.blocks, sheet), sheet)
        return note_around(entry, write_blocks(entry.blocks, sheet, ink.inner()), sheet, ink.kind)

    def _badge(self, index: int) -> str:
        """The number of the change that begins at a step, with ways to its neighbours and to the list."""
        change = self.at.get(index)
        if change is None:
            return ""
        words, number = self.words, change.number
        name = quoted(f"{words.change} {number} ({words.kinds[change.kind][0]})")
        around = [(number - 1, words.previous, "↑"), (number + 1, words.next, "↓")]
        steps = "".join(
            f'<a href="#_c{other}" title="{title}" aria-label="{title}">{arrow}</a>'
            for other, title, arrow in around
            if 1 <= other <= len(self.account.changes)
        )
        return f'<span class="badge" id="_c{number}"><a class="n" href="#_l{number}" aria-label="{name}">{number}</a>{steps}</span> '

    def _jump(self, index: int) -> str:
        """Behind a moved block, the way to its other place."""
        step = self.changes.steps[index]
        if step.op not in ("move-from", "move-to"):
            return ""
        other_op, side, other_side = ("move-to", "from", "to") if step.op == "move-from" else ("move-from", "to", "from")
        other = self.moves[other_op, step.pair]
        words = self.words
        verb = words.moved_to if side == "from" else words.moved_from
        place = self.account.places[other]
        where = f"«\u00a0{escaped(str(place))}\u00a0»" if str(place) and place != self.account.places[index] else ""
        if not where:
            where = words.below if other > index else words.above
        arrow = "↓" if other > index else "↑"
        own, target = f"_m{step.pair}-{side}", f"_m{step.pair}-{other_side}"
        return f' <a class="jump" id="{own}" href="#{target}">{arrow} {verb} {where}</a>'


def _paragraph(html: str) -> str:
    return html if html.startswith(("<p", "<ul", "<ol", "<blockquote", "<pre", "<div", "<figure")) else f"<p>{html}</p>\n"
