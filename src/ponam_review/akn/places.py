"""The tree of sections that the flat text implies, and the name of each of its places (`eId`, Naming Convention §5).

`sec_3__subsec_2__para_1`: each element is named by what it is and its number within the one above. `wId` carries the id of the section
file, which no edition changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..text.flow import Placed
from ..text.model import Figure, Heading, Table
from .identity import slug

_LEVELS = ("section", "subsection", "paragraph", "subparagraph", "clause", "subclause")
_SHORT = dict(zip(_LEVELS, ("sec", "subsec", "para", "subpara", "clause", "subclause"), strict=True))
LIMINARY = "liminaire"


@dataclass(slots=True)
class Part:
    """A heading with what stands under it, up to the next heading of its rank."""

    element: str
    eid: str
    heading: Placed | None
    name: str = ""
    blocks: list[Placed] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.block.level if self.heading and isinstance(self.heading.block, Heading) else 0


@dataclass(slots=True)
class Names:
    """The eIds given in one file, none twice, and where each target of the text is found."""

    taken: dict[str, int] = field(default_factory=dict)
    """Each name with the last number put behind it."""
    targets: dict[str, str] = field(default_factory=dict)

    def claim(self, wanted: str) -> str:
        count = self.taken.get(wanted, 0) + 1
        self.taken[wanted] = count
        return wanted if count == 1 else self.claim(f"{wanted}-{count}")

    def remember(self, target: str, eid: str) -> None:
        if target:
            self.targets.setdefault(target, eid)


def tree_of(items: Iterable[Placed], names: Names, prefix: str = "") -> Part:
    """The parts of a document; the root has no heading and holds what stands before the first one."""
    root = Part("", prefix.removesuffix("__"), None)
    open_parts = [root]
    for item in items:
        block = item.block
        if not isinstance(block, Heading) or block.within:
            open_parts[-1].blocks.append(item)
            continue
        while open_parts[-1].level >= block.level:
            open_parts.pop()
        part = _part(item, block, open_parts[-1], names, len(open_parts) - 1)
        open_parts[-1].parts.append(part)
        open_parts.append(part)
    _name_captions(root, names)
    return root


def _part(item: Placed, heading: Heading, above: Part, names: Names, depth: int) -> Part:
    liminary = not heading.number and depth == 0
    element = "hcontainer" if liminary else _LEVELS[min(depth, len(_LEVELS) - 1)]
    short = "hcontainer" if liminary else _SHORT[element]
    number = slug(heading.number.rpartition(".")[2]) or str(len(above.parts) + 1)
    lead = f"{above.eid}__" if above.eid else ""
    eid = names.claim(f"{lead}{short}_{number}")
    names.remember(heading.id, eid)
    if item.file and not item.number:
        names.remember(item.file.replace("\\", "/").rpartition("/")[2], eid)
    return Part(element, eid, item, LIMINARY if liminary else "")


def _name_captions(part: Part, names: Names) -> None:
    """Tables and figures are named before anything is written: a reference may lead forward."""
    lead = f"{part.eid}__" if part.eid else ""
    tables = figures = 0
    for item in part.blocks:
        match item.block:
            case Table(id=target):
                tables += 1
                names.remember(target, f"{lead}table_{tables}")
            case Figure(id=target):
                figures += 1
                names.remember(target, f"{lead}figure_{figures}")
            case _:
                pass
    for inner in part.parts:
        _name_captions(inner, names)


def is_annex(section: Sequence[Placed]) -> bool:
    """Whether a section is an annex: by the numbering of its title."""
    first = section[0].block
    return isinstance(first, Heading) and first.scheme == "annex"
