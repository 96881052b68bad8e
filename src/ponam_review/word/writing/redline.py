"""The redline as DOCX with native tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...compare.changes import ChangeSet, Step
from ...text.annotations import Annotation
from ...text.charter import CHARTER, Charter
from ...text.flow import Placed
from ...text.model import Block
from ...text.notices import Result
from ...text.pages import layouts
from .annotated import comment_parts, counted_remarks, with_comments
from .blocks import Piece, pieces_of_step
from .body import known_targets, write_body
from .clean import packed
from .draft import Draft, Images
from .tracking import Tracking


def write_redline(
    changes: ChangeSet,
    *,
    images: Images,
    author: str,
    date: str,
    reference: bytes | None = None,
    watermark: str = "",
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
) -> Result[bytes]:
    """The .docx that shows `changes` as tracked changes of `author` at `date` (ISO 8601, UTC). Prove it before releasing it.
    `annotations`: remarks on the new text, as comments on their words."""
    draft = Draft(
        images, Tracking(author, date), fields=False, language=changes.new.language, known=known_targets([changes.new])
    )
    new_layouts = layouts(changes.new.blocks)
    runs = []
    remarks = counted_remarks(annotations)
    layout = new_layouts[0] if new_layouts else "portrait"
    for step in changes.steps:
        if step.new and step.op != "move-from" and 0 <= step.new_at < len(new_layouts):
            layout = new_layouts[step.new_at]
        pieces: Sequence[Piece] = pieces_of_step(step)
        if here := _remarks(step, remarks):
            pieces = with_comments(pieces, here)
        runs.append((layout, pieces, _placed(changes, step)))
    body = write_body(draft, runs)
    created = date or "1980-01-01T00:00:00Z"
    parts = comment_parts([pair for pairs in remarks.values() for pair in pairs])
    content = packed(draft, body, changes.new, created, author, reference, watermark, parts, charter=charter)
    return Result(content, tuple(draft.notices))


def _remarks(step: Step, remarks: Mapping[int, list[tuple[int, Annotation]]]) -> list[tuple[int, Annotation]]:
    """The remarks on the new blocks of a step; what moved bears them where it stands now. Of several blocks, the first stands for all."""
    if not remarks or not step.new or step.op == "move-from":
        return []
    found = [pair for at in range(step.new_at, step.new_at + len(step.new)) for pair in remarks.get(at, ())]
    whole = len(step.new) > 1
    return [(number, replace(remark, start=0, end=0) if whole else remark) for number, remark in found]


def _placed(changes: ChangeSet, step: Step) -> Placed:
    """Where the step's block stands, for its pictures; a nested block stands nowhere."""
    flow, at = (changes.new, step.new_at) if step.new and step.op != "move-from" else (changes.old, step.old_at)
    if 0 <= at < len(flow.items):
        return flow.items[at]
    block: Block = (step.new or step.old)[0]
    return Placed(block)
