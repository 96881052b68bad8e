"""Styles and lists of the old file that its removed text needs, brought into the new one's package."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from ..reading.hooks import Element
from ..reading.names import OFFICE_RELATIONS, VAL, W
from ..reading.styles import number as number_of
from .bundle import Bundle
from .origin import Origin

_LINKS = (W + "basedOn", W + "link", W + "next")
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


class Definitions:
    """Finds, or makes, the style and list of the new package that stand for the old file's."""

    def __init__(self, old: Origin, new: Origin, bundle: Bundle) -> None:
        self._old, self._new, self._bundle = old, new, bundle
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._by_name = {name: identity for identity, name in reversed(new.style_names.items())}
        self._by_list = {name: identity for identity, name in reversed(new.list_names.items())}
        self._numbering: Element | None = None
        self._styles_changed = False

    def style(self, identity: str) -> str:
        """The id in the new package of a style of the old one."""
        if identity not in self._styles:
            self._styles[identity] = self._placed_style(identity)
        return self._styles[identity]

    def _placed_style(self, identity: str) -> str:
        old = self._old.styles.get(identity)
        known = self._by_name.get(self._old.style_names.get(identity, ""))
        if known is not None:
            return known
        root = self._new.styles_root
        if old is None or root is None:
            return identity
        name = identity
        while name in self._new.styles or name in self._styles.values():
            name += "Old"
        self._styles[identity] = name
        copy = deepcopy(old)
        copy.set(W + "styleId", name)
        if W + "default" in copy.attrib:
            del copy.attrib[W + "default"]
        for link in copy.iterchildren(*_LINKS):
            link.set(VAL, self.style(link.get(VAL) or ""))
        for number in copy.iter(W + "numId"):
            number.set(VAL, self.list(number.get(VAL) or ""))
        root.append(copy)
        self._styles_changed = True
        return name

    def list(self, identity: str) -> str:
        """The number in the new package of a list of the old one."""
        if identity not in self._lists:
            self._lists[identity] = self._placed_list(identity)
        return self._lists[identity]

    def _placed_list(self, identity: str) -> str:
        name = self._old.list_names.get(identity)
        if name is None:
            return identity
        if self._new.list_names.get(identity) == name:
            return identity
        known = self._by_list.get(name)
        return known if known is not None else self._imported(identity)

    def _imported(self, identity: str) -> str:
        num = deepcopy(self._old.nums[identity])
        link = num.find(W + "abstractNumId")
        abstract = self._old.abstract_nums.get(link.get(VAL) or "") if link is not None else None
        if link is None or abstract is None:
            return identity
        root = self._root()
        numbers = [number_of(n.get(W + "numId")) or 0 for n in root.iterchildren(W + "num")]
        abstracts = [number_of(n.get(W + "abstractNumId")) or 0 for n in root.iterchildren(W + "abstractNum")]
        fresh, fresh_abstract = str(max(numbers, default=0) + 1), str(max(abstracts, default=-1) + 1)
        copy = deepcopy(abstract)
        copy.set(W + "abstractNumId", fresh_abstract)
        for noise in (W + "nsid", W + "styleLink", W + "numStyleLink"):
            for element in copy.findall(noise):
                copy.remove(element)
        for style in copy.iter(W + "pStyle", W + "rStyle"):
            style.set(VAL, self.style(style.get(VAL) or ""))
        for picture in list(copy.iter(W + "lvlPicBulletId")):
            above = picture.getparent()
            if above is not None:
                above.remove(picture)
        link.set(VAL, fresh_abstract)
        num.set(W + "numId", fresh)
        first = root.find(W + "num")
        last = list(root.iterchildren(W + "num"))
        if first is None:
            root.append(copy)
            root.append(num)
        else:
            first.addprevious(copy)
            last[-1].addnext(num)
        return fresh

    def _root(self) -> Element:
        if self._numbering is None:
            self._numbering = self._new.numbering_root
        if self._numbering is None:
            self._numbering = etree.Element(W + "numbering", nsmap={"w": W[1:-1]})
        return self._numbering

    def finish(self) -> None:
        """Write the parts that changed."""
        if self._styles_changed and self._new.styles_root is not None:
            self._bundle.write(self._new.styles_part, self._new.styles_root)
        if self._numbering is None:
            return
        if self._new.numbering_part:
            self._bundle.write(self._new.numbering_part, self._numbering)
        else:
            self._bundle.add_part("word/numbering.xml", self._numbering, _NUMBERING_TYPE)
            self._bundle.relate(self._new.main, f"{OFFICE_RELATIONS}/numbering", "numbering.xml")
