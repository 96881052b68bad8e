"""The redline as DOCX with native tracked changes."""

from __future__ import annotations

from ...compare.changes import ChangeSet, Step
from ...text.charter import CHARTER, Charter
from ...text.flow import Placed
from ...text.model import Block
from ...text.notices import Result
from ...text.pages import layouts
from .blocks import pieces_of_step
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
) -> Result[bytes]:
    """The .docx that shows `changes` as tracked changes of `author` at `date` (ISO 8601, UTC). Prove it before releasing it."""
    draft = Draft(
        images, Tracking(author, date), fields=False, language=changes.new.language, known=known_targets([changes.new])
    )
    new_layouts = layouts(changes.new.blocks)
    runs = []
    layout = new_layouts[0] if new_layouts else "portrait"
    for step in changes.steps:
        if step.new and step.op != "move-from" and 0 <= step.new_at < len(new_layouts):
            layout = new_layouts[step.new_at]
        runs.append((layout, pieces_of_step(step), _placed(changes, step)))
    body = write_body(draft, runs)
    created = date or "1980-01-01T00:00:00Z"
    return Result(packed(draft, body, changes.new, created, author, reference, watermark, charter=charter), tuple(draft.notices))


def _placed(changes: ChangeSet, step: Step) -> Placed:
    """Where the step's block stands, for its pictures; a nested block stands nowhere."""
    flow, at = (changes.new, step.new_at) if step.new and step.op != "move-from" else (changes.old, step.old_at)
    if 0 <= at < len(flow.items):
        return flow.items[at]
    block: Block = (step.new or step.old)[0]
    return Placed(block)
