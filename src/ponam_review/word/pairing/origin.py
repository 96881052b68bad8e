"""One of the two files: its package, and what its styles, lists and relationships are known as in both."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from ..reading.hooks import Element
from ..reading.names import ENDNOTE, FOOTNOTE, ID, PARAGRAPH_PROPERTIES, VAL, W
from ..reading.package import Package, Relationship
from .accepting import accept
from .canon import raw
from .sources import Side

_NOTES = {"footnote": FOOTNOTE, "endnote": ENDNOTE}


class Origin:
    """A Word file read for pairing; tracked changes are accepted as parts are read."""

    def __init__(self, content: bytes, name: str, side: Side) -> None:
        self.content = content
        self.side = side
        self.package = Package(content, name)
        self.name = name
        self.main = self.package.main
        self.root = self.package.tree(self.main)
        self.tracked = accept(self.root)
        self.relationships: dict[str, dict[str, Relationship]] = {}
        self._digests: dict[tuple[str, str], str] = {}
        self.notes = {kind: self._read_notes(kind) for kind in _NOTES}

    def part_of_notes(self, kind: str) -> str:
        """Name of the part that holds the footnotes or endnotes; empty where there is none."""
        part = self.package.related(self.main, kind + "s")
        return part if part in self.package else ""

    def _read_notes(self, kind: str) -> tuple[Element | None, dict[str, Element]]:
        part = self.part_of_notes(kind)
        if not part:
            return None, {}
        root = self.package.tree(part)
        self.tracked |= accept(root)
        found: dict[str, Element] = {}
        for note in root.iterchildren(_NOTES[kind]):
            found.setdefault(note.get(ID) or "", note)
        return root, found

    def relations(self, part: str) -> dict[str, Relationship]:
        if part not in self.relationships:
            self.relationships[part] = self.package.relationships(part)
        return self.relationships[part]

    def leads(self, part: str, identity: str) -> str:
        """What a relationship leads to: an address, or a digest of the part's bytes."""
        key = part, identity
        if key not in self._digests:
            relation = self.relations(part).get(identity)
            if relation is None:
                self._digests[key] = "?"
            elif relation.external:
                self._digests[key] = relation.target
            elif relation.target in self.package:
                self._digests[key] = sha256(self.package.read(relation.target)).hexdigest()
            else:
                self._digests[key] = relation.target
        return self._digests[key]

    # ------------------------------------------------------------------ styles and lists

    @cached_property
    def styles_part(self) -> str:
        part = self.package.related(self.main, "styles")
        return part if part in self.package else ""

    @cached_property
    def styles_root(self) -> Element | None:
        return self.package.tree(self.styles_part) if self.styles_part else None

    @cached_property
    def styles(self) -> dict[str, Element]:
        """Style definitions by id."""
        found: dict[str, Element] = {}
        if self.styles_root is not None:
            for style in self.styles_root.iterchildren(W + "style"):
                found.setdefault(style.get(W + "styleId") or "", style)
        return found

    @cached_property
    def style_names(self) -> dict[str, str]:
        """Style id → "kind:name", the name as Word compares it."""
        out = {}
        for identity, style in self.styles.items():
            name = style.find(W + "name")
            out[identity] = f"{style.get(W + 'type')}:{(name.get(VAL) if name is not None else identity) or identity}".lower()
        return out

    def is_heading(self, style: str, depth: int = 0) -> bool:
        """Whether a paragraph style is a heading, or is based on one."""
        name = self.style_names.get(style, "")
        if name.startswith("paragraph:heading "):
            return True
        definition = self.styles.get(style)
        based = definition.find(W + "basedOn") if definition is not None else None
        return based is not None and depth < 12 and self.is_heading(based.get(VAL) or "", depth + 1)

    @cached_property
    def numbering_part(self) -> str:
        part = self.package.related(self.main, "numbering")
        return part if part in self.package else ""

    @cached_property
    def numbering_root(self) -> Element | None:
        return self.package.tree(self.numbering_part) if self.numbering_part else None

    @cached_property
    def nums(self) -> dict[str, Element]:
        root = self.numbering_root
        return {} if root is None else {num.get(W + "numId") or "": num for num in root.iterchildren(W + "num")}

    @cached_property
    def abstract_nums(self) -> dict[str, Element]:
        root = self.numbering_root
        return {} if root is None else {num.get(W + "abstractNumId") or "": num for num in root.iterchildren(W + "abstractNum")}

    @cached_property
    def list_names(self) -> dict[str, str]:
        """List number → a digest of how the list looks and where it starts."""
        return {identity: self._list_name(num) for identity, num in self.nums.items()}

    def _list_name(self, num: Element) -> str:
        link = num.find(W + "abstractNumId")
        abstract = self.abstract_nums.get(link.get(VAL) or "" if link is not None else "")
        levels = [raw(level) for level in abstract.iterchildren(W + "lvl")] if abstract is not None else []
        overrides = [raw(override) for override in num.iterchildren(W + "lvlOverride")]
        return sha256(repr((levels, overrides)).encode()).hexdigest()

    def name_of(self, kind: str, identity: str) -> str:
        """A style or list id as both files know it (see `canon.Name`)."""
        if kind == "num":
            return self.list_names.get(identity, identity)
        return self.style_names.get(identity, identity)

    def paragraph_style(self, paragraph: Element) -> str:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = properties.find(W + "pStyle") if properties is not None else None
        return (style.get(VAL) or "") if style is not None else ""
