"""The redline as a PDF: what changed between two texts, shown in the text, with a summary in front; to be printed, signed and sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..compare.account import Account, Change, account_of
from ..compare.changes import ChangeSet, Step
from ..compare.redline_words import RedlineWords, redline_words_of
from ..compare.sides import Side, old_notes_of, sides_of
from ..text.charter import CHARTER, Charter
from ..text.front import contents_title, has_contents, is_cover, is_generated
from ..text.model import Paragraph, Role
from ..text.notices import Result
from ..text.pages import layouts
from ..text.pictures import Images
from .clean import is_part, printed
from .front import cover_around, page_of
from .markup import literal
from .nesting import typst_nest
from .redline_pieces import with_side, write_pieces
from .redline_steps import write_step
from .redline_summary import write_summary
from .sheet import Sheet
from .sheet import Side as Ink
from .words import words_of

_SIDES: dict[str, Ink] = {"insert": "ins", "move-to": "ins", "delete": "del", "move-from": "del"}


def write_redline(
    changes: ChangeSet,
    *,
    images: Images,
    author: str,
    date: str,
    old_images: Images | None = None,
    mark: str | None = None,
    charter: Charter = CHARTER,
) -> Result[bytes]:
    """The whole file. `old_images` finds the pictures that only the old text has; `images` does where it is not given."""
    words = redline_words_of(changes.new.language)
    account = account_of(changes)

    def write(damaged: frozenset[str]) -> tuple[str, Sheet]:
        sheet = Sheet(
            words_of(changes.new.language), images, old_images=old_images, old_notes=old_notes_of(changes.old), damaged=damaged
        )
        summary = write_summary(changes, account, words, sheet, author=author, date=date)
        desk = _Desk(
            changes, sheet, words, account, *sides_of(changes, sheet.anchors),
            {change.step: change for change in account.changes},
            {(step.op, step.pair): index for index, step in enumerate(changes.steps) if step.pair},
        )  # fmt: skip
        title = literal(contents_title(changes.new) or sheet.words.contents)
        contents = f"contents({title});pagebreak(weak:true);\n" if has_contents(changes.new.items) else ""
        return f"{summary}{desk.cover()}{contents}{desk.body()}", sheet

    page = page_of(changes.new, mark=mark, charter=charter, lead=f"{words.title} – ")
    return printed(write, page, date, ("redline.typ",))


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

    def cover(self) -> str:
        """The lines of both covers."""
        return cover_around(self._cover_lines())

    def _cover_lines(self) -> Iterator[tuple[Role, str]]:
        for step in self.changes.steps:
            block = (step.new or step.old)[0]
            if isinstance(block, Paragraph) and is_cover(block):
                if step.pieces:
                    yield block.role, write_pieces(step.pieces, self.sheet, self.words)
                else:
                    yield block.role, with_side(block.content, _SIDES.get(step.op, ""), self.sheet)

    def body(self) -> str:
        """The text with its changes, wide tables on pages of their own."""
        steps = [index for index, step in enumerate(self.changes.steps) if not any(map(is_generated, (*step.old, *step.new)))]
        wide = dict(zip(steps, self._wide(steps), strict=True))
        parts = []
        for landscape, members in groupby(steps, key=wide.__getitem__):
            written = self._stretch(members)
            parts.append(f"landscape({{\n{written}}});\n" if landscape else written)
        return "".join(parts)

    def _wide(self, steps: Sequence[int]) -> list[bool]:
        """Whether each step stands on a landscape page. What was removed between two that do stays with them."""
        new, old = layouts(self.changes.new.blocks), layouts(self.changes.old.blocks)
        known: list[bool | None] = []
        for index in steps:
            step = self.changes.steps[index]
            if step.new:
                known.append(new[step.new_at] == "landscape")
            else:
                known.append(True if old[step.old_at] == "landscape" else None)
        after = False
        following: list[bool] = []
        for value in reversed(known):
            after = after if value is None else value
            following.append(after)
        out: list[bool] = []
        for value, later in zip(known, reversed(following), strict=True):
            out.append((later and bool(out) and out[-1]) if value is None else value)
        return out

    def _stretch(self, steps: Iterable[int]) -> str:
        nest = typst_nest()
        parts: list[str] = []
        for index in steps:
            step = self.changes.steps[index]
            side, first = (self.new, step.new_at) if step.new else (self.old, step.old_at)
            self.sheet.file = side.items[first].file
            places = tuple(side.places[first : first + max(len(step.new), 1)])
            depth = len((step.new or step.old)[0].within)
            begins = is_part(side.items[first]) and bool(step.new)
            for written in write_step(step, self.sheet, self.words, lead=self._badge(index, depth), tail=self._jump(index), places=places):
                value = side.numbers[first + written.index]
                parts.append(nest.enter(written.block.within, value=value, ghost=written.old))
                parts.append("pagebreak(weak:true);\n" if begins else "")
                parts.append(written.source)
        parts.append(nest.close())
        return "".join(parts)

    def _badge(self, index: int, depth: int) -> str:
        """The number of the change that begins at a step, in the margin; it leads back to the list."""
        change = self.at.get(index)
        step = self.changes.steps[index]
        number = f"badge({change.number},{depth});" if change else ""
        if step.op not in ("move-from", "move-to"):
            return number
        own, sign = (f"_m{step.pair}-from", "↱") if step.op == "move-from" else (f"_m{step.pair}-to", "↳")
        return f'{number}anchor("{own}");sign("{sign} {step.pair} ");'

    def _jump(self, index: int) -> str:
        """Behind a moved block, the way to its other place."""
        step: Step = self.changes.steps[index]
        if step.op not in ("move-from", "move-to"):
            return ""
        left = step.op == "move-from"
        other = self.moves["move-to" if left else "move-from", step.pair]
        place = self.account.places[other]
        where = f" «\u00a0{place}\u00a0»" if str(place) and place != self.account.places[index] else ""
        verb = self.words.moved_to if left else self.words.moved_from
        target = f"_m{step.pair}-{'to' if left else 'from'}"
        return f'jump("{target}",{literal(f"{verb}{where}, ")});'
