"""Redlines that are released only once they have proven themselves (DESIGN.md, idea 3)."""

from __future__ import annotations

from collections.abc import Sequence

from ..compare.changes import ChangeSet
from ..text.annotations import Annotation
from ..text.charter import CHARTER, Charter
from ..text.errors import ProofError
from ..text.notices import Result
from .proof import Difference, prove
from .reading.words import read_word
from .writing.draft import Images
from .writing.pictures import readable
from .writing.redline import write_redline


def proven_redline(
    changes: ChangeSet,
    *,
    old_images: Images,
    new_images: Images,
    author: str,
    date: str,
    reference: bytes | None = None,
    charter: Charter = CHARTER,
    annotations: Sequence[Annotation] = (),
) -> Result[bytes]:
    """The redline of `changes`. ProofError when reading it back does not give both texts, or loses one of the `annotations` on the new
    text: then nothing is released."""

    def images(file: str, source: str) -> bytes | None:
        content = new_images(file, source)
        return content if content is not None else old_images(file, source)

    seen: dict[tuple[str, str], bool] = {}

    def shown(file: str, source: str) -> bool:
        if (file, source) not in seen:
            seen[file, source] = readable(images(file, source))
        return seen[file, source]

    result = write_redline(
        changes, images=images, author=author, date=date, reference=reference, charter=charter, annotations=annotations
    )
    wrong = prove(result.value, changes.old, changes.new, shown)
    if wrong:
        raise _refusal(wrong[0])
    if annotations:
        _prove_comments(result.value, annotations)
    return result


def _prove_comments(content: bytes, annotations: Sequence[Annotation]) -> None:
    told = {comment.text.partition("\n")[0] for comment in read_word(content, name="redline").value.comments}
    lost = next((remark for remark in annotations if remark.name not in told), None)
    if lost is not None:
        raise ProofError("the redline was not written: the remark {name} would be lost; please send us the two texts", name=lost.name)


def _refusal(first: Difference) -> ProofError:
    return ProofError(
        "the redline does not prove itself and was not written: in the {reading} text, paragraph {at} should read “{wanted}” "
        "and reads “{found}”; please send us the two texts",
        reading=first.reading,
        at=first.at,
        wanted=(first.wanted or "")[:80],
        found=(first.found or "")[:80],
    )
