"""The package of the redline: the new file's, byte for byte, but for the parts that had to change or came from the old file."""

from __future__ import annotations

import io
import posixpath
import zipfile
from copy import deepcopy
from typing import cast

from lxml import etree

from ..reading.hooks import Element
from ..reading.names import CONTENT_TYPES, OFFICE_RELATIONS, PACKAGE_RELATIONS
from .origin import Origin

_RELATION = f"{{{PACKAGE_RELATIONS}}}Relationship"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Bundle:
    """Parts changed and added. Mutable until packed."""

    def __init__(self, new: Origin, old: Origin) -> None:
        self.new = new
        self.old = old
        self._names = new.package.stored_names()
        self._changed: dict[str, bytes] = {}
        self._relations: dict[str, Element] = {}
        self._types = _types(new)
        self._types_changed = False
        self._grafts: dict[str, str] = {}
        self._known: dict[tuple[str, str, str], str] = {}

    def write(self, part: str, root: Element) -> None:
        """Replace or add a part."""
        self._changed[part.lower()] = _bytes(root)
        self._names.setdefault(part.lower(), part)

    def add_part(self, part: str, root: Element, content_type: str) -> None:
        self.write(part, root)
        self._override(part, content_type)

    # ------------------------------------------------------------------ relationships

    def relations(self, part: str) -> Element:
        """The relationships of a part of the new package, to be added to."""
        if part not in self._relations:
            where = _relations_of(part)
            if where in self.new.package:
                self._relations[part] = self.new.package.tree(where)
            else:
                prefixes = cast("dict[str, str]", {None: PACKAGE_RELATIONS})
                self._relations[part] = etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships", nsmap=prefixes)
            for relation in self._relations[part]:
                key = part, relation.get("Type") or "", relation.get("Target") or ""
                self._known.setdefault(key, relation.get("Id") or "")
        return self._relations[part]

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship, added where the part has none like it."""
        root = self.relations(part)
        key = part, kind, target
        if key not in self._known:
            taken = {relation.get("Id") for relation in root}
            number = len(taken) + 1
            while f"rIdOld{number}" in taken:
                number += 1
            self._known[key] = f"rIdOld{number}"
            relation = etree.SubElement(root, _RELATION, Id=self._known[key], Type=kind, Target=target)
            if external:
                relation.set("TargetMode", "External")
        return self._known[key]

    def hyperlink(self, part: str, url: str) -> str:
        return self.relate(part, f"{OFFICE_RELATIONS}/hyperlink", url, external=True)

    def adopt_relation(self, old_part: str, identity: str, part: str) -> str:
        """A relationship of the old file's part made in the new one's, with what it leads to; its id there."""
        source = self._old_relation(old_part, identity)
        if source is None:
            return identity
        kind, target = source.get("Type") or "", source.get("Target") or ""
        if (source.get("TargetMode") or "").lower() == "external":
            return self.relate(part, kind, target, external=True)
        known = self.old.relations(old_part).get(identity)
        if known is None or known.target not in self.old.package:
            return self.relate(part, kind, target, external=True)
        return self.relate(part, kind, _from(part, self._graft(known.target)))

    def _old_relation(self, part: str, identity: str) -> Element | None:
        where = _relations_of(part)
        if where not in self.old.package:
            return None
        return next((r for r in self.old.package.tree(where).iter(_RELATION) if r.get("Id") == identity), None)

    def _graft(self, part: str) -> str:
        """Copy a part of the old package, and all it leads to; its name in the new package."""
        if part in self._grafts:
            return self._grafts[part]
        content = self.old.package.read(part)
        if part.lower() in self._names and self.new.package.read(part) == content and _relations_of(part) not in self.old.package:
            self._grafts[part] = self._names[part.lower()]
            return self._grafts[part]
        name = self._free_name(part)
        self._grafts[part] = name
        self._names[name.lower()] = name
        self._changed[name.lower()] = content
        self._type_of(part, name)
        where = _relations_of(part)
        if where in self.old.package:
            root = deepcopy(self.old.package.tree(where))
            known = self.old.relations(part)
            for relation in root.iter(_RELATION):
                target = known.get(relation.get("Id") or "")
                if target is not None and not target.external and target.target in self.old.package:
                    relation.set("Target", _from(name, self._graft(target.target)))
            self.write(_relations_of(name), root)
        return name

    def _free_name(self, part: str) -> str:
        stem, dot, ending = part.rpartition(".")
        if not dot:
            stem, ending = part, ""
        number, name = 1, part
        while name.lower() in self._names:
            name = f"{stem}-old{number}{dot}{ending}"
            number += 1
        return name

    # ------------------------------------------------------------------ content types

    def _type_of(self, old_part: str, name: str) -> None:
        types = _types(self.old)
        for override in types.iter(f"{{{CONTENT_TYPES}}}Override"):
            if (override.get("PartName") or "").lstrip("/").lower() == old_part.lower():
                self._override(name, override.get("ContentType") or "")
                return
        ending = name.rpartition(".")[2].lower()
        defaults = {(d.get("Extension") or "").lower() for d in self._types.iter(f"{{{CONTENT_TYPES}}}Default")}
        if ending in defaults:
            return
        for default in types.iter(f"{{{CONTENT_TYPES}}}Default"):
            if (default.get("Extension") or "").lower() == ending:
                self._types.insert(0, deepcopy(default))
                self._types_changed = True
                return

    def _override(self, part: str, content_type: str) -> None:
        etree.SubElement(self._types, f"{{{CONTENT_TYPES}}}Override", PartName="/" + part, ContentType=content_type)
        self._types_changed = True

    # ------------------------------------------------------------------ packing

    def packed(self) -> bytes:
        """The bytes of the package; the same parts give the same bytes."""
        for part, root in self._relations.items():
            self.write(_relations_of(part), root)
        if self._types_changed:
            self.write("[Content_Types].xml", self._types)
        out = io.BytesIO()
        left = dict(self._changed)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
            for name, stored in self.new.package.stored():
                content = left.pop(name.lstrip("/").lower(), None)
                target.writestr(_entry(name), stored if content is None else content)
            for name, content in left.items():
                target.writestr(_entry(self._names[name]), content)
        return out.getvalue()


def _types(origin: Origin) -> Element:
    name = "[content_types].xml"
    if name in origin.package:
        return origin.package.tree(name)
    return etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap=cast("dict[str, str]", {None: CONTENT_TYPES}))


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_STORED if name.lower().endswith((".png", ".jpg", ".jpeg", ".gif")) else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")


def _from(part: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(part) or ".")
