"""Which earlier submission a new one corrects: people send the same file, matrix or mail again with some rows changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from . import models, rounds, stakeholders
from .corrections import LIVE
from .submissions import fingerprint
from .values import NewSubmission
from .vocabulary import folded, plain_words

SAME_NAME, ANY_NAME = 0.2, 0.5
"""Share of the earlier remarks that must come back: under the same name, and under any name."""
_VERSIONS = re.compile(
    r"\b(?:v ?\d+(?: \d+)*|version ?\d*|ver ?\d+|rev(?:ision)? ?\d*|corrige\w*|rectifie\w*|modifie\w*|mis a jour|maj|final\w*|definiti\w*|"
    r"nouveau|nouvelle|copie|copy|bis|ter|\d+)\b"
)


def corrected_by(new: NewSubmission, thread: Iterable[str] = ()) -> int | None:
    """The submission of the open round that `new` corrects; None where it stands by itself.

    It must come from the same sender by the same channel, and hold part of the very same remarks, or else follow the same message."""
    if not new.comments:
        return None
    stakeholder = stakeholders.row_of(new.stakeholder)
    query = models.Submission.objects.filter(round=rounds.open_row(), stakeholder=stakeholder, channel=new.channel.value)
    found = list(query.filter(replaced_by=None).order_by("-pk").values_list("pk", "file_name", "message")[:200])
    if not found:
        return None
    held = _held([pk for pk, _, _ in found])
    prints = {fingerprint(comment) for comment in new.comments}
    words = {folded(comment.text, comment.proposal) for comment in new.comments}
    follows = {*thread, new.message} - {""}
    best: tuple[float, int] | None = None
    for pk, file_name, message in found:
        share = _share(held.get(pk, ()), prints, words)
        needed = SAME_NAME if _same_name(file_name, new.file_name) else ANY_NAME
        if share == 1.0 and len(held.get(pk, ())) == len(new.comments):
            return None  # the same again: every remark is a duplicate, and named so
        if held.get(pk) and (share >= needed or (message and message in follows)) and (best is None or share > best[0]):
            best = (share, pk)
    return best[1] if best else None


def _held(submissions: Sequence[int]) -> Mapping[int, Sequence[tuple[str, str]]]:
    held: dict[int, list[tuple[str, str]]] = {}
    query = models.Comment.objects.filter(submission_id__in=submissions, standing__in=LIVE)
    for pk, print_, text, proposal in query.values_list("submission_id", "fingerprint", "text", "proposal"):
        held.setdefault(pk, []).append((print_, folded(text, proposal)))
    return held


def _share(held: Sequence[tuple[str, str]], prints: set[str], words: set[str]) -> float:
    """How much of what was sent comes back: word for word, whether or not on the same passage."""
    return sum(print_ in prints or text in words for print_, text in held) / len(held) if held else 0.0


def _same_name(one: str, other: str) -> bool:
    """Whether two names are of one file, versions apart: `obs-DGME.xlsx`, `obs DGME v2 (1).xlsx`."""
    return bool(one) and _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return " ".join(_VERSIONS.sub(" ", plain_words(PurePath(name).stem)).split())
