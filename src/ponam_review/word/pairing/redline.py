"""`pair_redline`: the redline of two Word files, proven before it is released."""

from __future__ import annotations

from ...compare.engine import compare
from ...text.errors import ProofError, WordFileError
from ...text.flow import Flow, Placed
from ...text.notices import Result
from ..proof import differences
from ..reading.names import ID, W
from ..reading.words import read_word
from .bundle import Bundle
from .definitions import Definitions
from .losses import losses
from .origin import Origin
from .pen import Pen
from .resolving import resolved
from .sources import Registry
from .stories import Reader
from .writing import StoryWriter


def pair_redline(old: bytes, new: bytes, *, old_name: str, new_name: str, author: str, date: str) -> Result[bytes]:
    """The .docx that shows what changed from one Word file to another, built on the new one's package.

    ProofError when reading it back does not give both texts: then nothing is released.
    """
    before, after = Origin(old, old_name, "old"), Origin(new, new_name, "new")
    if b"purl.oclc.org/ooxml/" in after.package.read(after.main)[:20_000]:
        raise WordFileError(
            "{file}: the redline cannot be built on a file in the strict format; "
            "save it as an ordinary Word document (.docx) and try again",
            file=new_name,
        )
    result = _written(before, after, author, date)
    wanted = (read_word(old, name=old_name).value.accepted, read_word(new, name=new_name).value.accepted)
    wrong = differences(result.value, *wanted, name="redline", most=1)
    if wrong:
        first = wrong[0]
        raise ProofError(
            "the redline does not prove itself and was not written: in the {reading} text, paragraph {at} should read “{wanted}” "
            "and reads “{found}”; please send us the two texts",
            reading=first.reading,
            at=first.at,
            wanted=(first.wanted or "")[:80],
            found=(first.found or "")[:80],
        )
    return result


def _written(old: Origin, new: Origin, author: str, date: str) -> Result[bytes]:
    registry = Registry()
    before, after = Reader(old, registry).body(), Reader(new, registry).body()
    flows = [Flow(origin.name, tuple(map(Placed, story.blocks)), loose=True) for origin, story in ((old, before), (new, after))]
    changes = compare(*flows)
    bundle = Bundle(new, old)
    definitions = Definitions(old, new, bundle)
    pen = Pen(registry, old, new, bundle, definitions, author, date, new.main, _highest_id(new))
    writer = StoryWriter(pen)
    content = writer.steps(resolved(changes.steps, registry), after.events)
    body = new.root.find(W + "body")
    if body is not None:
        section = body.find(W + "sectPr")
        body[:] = content if section is None else [*content, section]
    writer.notes.finish()
    definitions.finish()
    bundle.write(new.main, new.root)
    return Result(bundle.packed(), (*losses(old, new), *pen.notices))


def _highest_id(origin: Origin) -> int:
    """The highest number that a mark of the new file has, so that every change gets one of its own."""
    roots = [origin.root, *(root for root, _ in origin.notes.values() if root is not None)]
    ids = (element.get(ID) or "" for root in roots for element in root.iter() if isinstance(element.tag, str))
    return max((int(i) for i in ids if i.isascii() and i.isdigit() and len(i) < 9), default=0)
