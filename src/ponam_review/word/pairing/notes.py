"""Notes of the redline: one definition for each reference, numbered in the order of the references."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from ...compare.changes import NoteEdit
from ...text.model import Note
from ..reading.hooks import Element
from ..reading.names import ENDNOTE, FOOTNOTE, ID, OFFICE_RELATIONS, W
from ..reading.styles import number
from ..writing.tracking import State
from .elements import namespaces, shell_of
from .pen import OLD_ONLY, Pen
from .sources import Inset

if TYPE_CHECKING:
    from .writing import StoryWriter

TAGS = {"footnote": FOOTNOTE, "endnote": ENDNOTE}
REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"


class Notes:
    """The two parts that hold notes, written anew."""

    def __init__(self, pen: Pen, writer: StoryWriter) -> None:
        self._pen = pen
        self._writer = writer
        self._definitions: dict[str, list[Element]] = {"footnote": [], "endnote": []}
        self._first: dict[str, int] = {}

    def reference(self, note: Note, state: State, edit: NoteEdit | None) -> Element:
        """The run that refers to a note, its definition written."""
        inset = self._pen.registry.inset(note.label)
        run = self._pen.adopted(inset.run, inset.part) if state in OLD_ONLY else deepcopy(inset.run)
        for element in run.iter(*REFERENCES):
            element.set(ID, self._define(inset, state, edit))
        return run

    def _define(self, inset: Inset, state: State, edit: NoteEdit | None) -> str:
        pen = self._pen
        identity = self._next(inset.kind)
        if inset.definition is None:
            return identity
        around, pen.part = pen.part, self.part(inset.kind)
        definition = etree.Element(TAGS[inset.kind], {ID: identity}, nsmap=namespaces(inset.definition))
        place = self._definitions[inset.kind]
        place.append(definition)
        if not state and edit is None:
            definition.extend(deepcopy(child) for child in inset.definition)
        else:
            definition.extend(self._writer.inset(inset, state, edit))
        pen.part = around
        return identity

    def renumber(self, element: Element) -> None:
        """Number the references inside XML that is kept as it is."""
        for reference in element.iter(*REFERENCES):
            kind = REFERENCES[reference.tag]
            identity = self._next(kind)
            source = self._pen.new.notes[kind][1].get(reference.get(ID) or "")
            reference.set(ID, identity)
            if source is not None:
                definition = deepcopy(source)
                definition.set(ID, identity)
                self._definitions[kind].append(definition)

    def _next(self, kind: str) -> str:
        if kind not in self._first:
            special = [number(n.get(ID)) or 0 for n in self._special(kind)]
            self._first[kind] = max(special, default=0) + 1
        self._first[kind] = max(self._first[kind], 1)
        identity = self._first[kind]
        self._first[kind] += 1
        return str(identity)

    def _special(self, kind: str) -> list[Element]:
        """The separators, of the new file where it has them."""
        for origin in (self._pen.new, self._pen.old):
            root = origin.notes[kind][0]
            if root is not None:
                return [n for n in root.iterchildren(TAGS[kind]) if n.get(W + "type") not in (None, "normal")]
        return []

    def part(self, kind: str) -> str:
        return self._pen.new.part_of_notes(kind) or f"word/{kind}s.xml"

    def finish(self) -> None:
        """Write the parts; a file without references keeps its part as it is."""
        for kind, definitions in self._definitions.items():
            if kind not in self._first:
                continue
            root = self._pen.new.notes[kind][0]
            old = self._pen.old.notes[kind][0]
            if root is not None:
                special = self._special(kind)
                root[:] = [*special, *definitions]
                self._pen.bundle.write(self.part(kind), root)
            elif old is not None:
                fresh = shell_of(old)
                fresh.extend(self._pen.adopted(s, "") for s in self._special(kind))
                fresh.extend(definitions)
                self._pen.bundle.add_part(self.part(kind), fresh, _TYPE.format(kind))
                self._pen.bundle.relate(self._pen.new.main, f"{OFFICE_RELATIONS}/{kind}s", self.part(kind).rpartition("/")[2])
