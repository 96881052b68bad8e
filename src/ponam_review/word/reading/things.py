"""What stands in the text without being text: charts, diagrams (SmartArt), embedded objects. Their words are shown beside the text."""

from __future__ import annotations

from itertools import islice

from ...text.errors import WordFileError
from .names import RELATION_ID, A, R, local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .hooks import Element
    from .package import Package, Relationship

MOST_WORDS = 2000
"""Words of one chart or diagram that are kept."""


def things_in(picture: Element, relations: Mapping[str, Relationship], package: Package) -> Iterator[tuple[str, str, list[str]]]:
    """Kind ("chart", "diagram", "embedded"), name of the part or program, and words."""
    for element in picture.iter():
        name = local(element.tag)
        if name == "chart" and element.get(RELATION_ID):
            yield "chart", *_part(element.get(RELATION_ID) or "", relations, package, _chart_words)
        elif name == "relIds" and element.get(R + "dm"):
            yield "diagram", *_part(element.get(R + "dm") or "", relations, package, _diagram_words)
        elif name == "OLEObject":
            relation = relations.get(element.get(RELATION_ID) or "")
            yield "embedded", element.get("ProgID") or (relation.target if relation else ""), []


def _part(
    identity: str, relations: Mapping[str, Relationship], package: Package, words: Callable[[Element], Iterator[str]]
) -> tuple[str, list[str]]:
    relation = relations.get(identity)
    if relation is None or relation.external or relation.target not in package:
        return "", []
    try:
        root = package.element(relation.target)
    except WordFileError:
        return relation.target, []
    found = (" ".join(text.split()) for text in words(root))
    return relation.target, list(islice((text for text in found if text), MOST_WORDS))


def _chart_words(root: Element) -> Iterator[str]:
    """Titles, then names of series and categories; figures are the table's business. Words stand in `a:t`, and in caches as `c:v`."""
    for paragraph in root.iter(A + "p"):
        yield "".join(text.text or "" for text in paragraph.iter(A + "t"))
    seen: set[str] = set()
    for cache in root.iter():
        if local(cache.tag) == "strCache":
            for point in cache.iter():
                text = point.text or ""
                if local(point.tag) == "v" and text not in seen:
                    seen.add(text)
                    yield text


def _diagram_words(root: Element) -> Iterator[str]:
    """One text for each point of the diagram's data (§21.4.3)."""
    for point in root.iter():
        if local(point.tag) == "pt":
            yield " ".join("".join(text.text or "" for text in paragraph.iter(A + "t")) for paragraph in point.iter(A + "p"))
