"""Front matter: the YAML between two `---` lines at the top of a file, read with its line numbers and checked by a table.

YAML turns `no` into false, `1.10` into 1.1 and `12:30` into 750. So values are taken from the nodes of the YAML tree: a field that must be
text and is not written as text is refused, and elsewhere only what reads back as the same characters becomes a number or a date.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast, get_args

from ..text.errors import MarkdownError
from ..text.model import Section, SectionKind

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_TAG = "tag:yaml.org,2002:"
_MAX_NODES = 10_000
KINDS: tuple[str, ...] = get_args(SectionKind)
_TEXT_FIELDS = ("id", "title", "owner", "status", "kind")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields in source order; a field named twice stands twice."""

    fields: tuple[tuple[str, object], ...] = ()
    lines: int = 0
    """Source lines it takes, both `---` included."""
    id: str = ""
    title: str = ""
    owner: str = ""
    status: str = ""
    kind: SectionKind = "corps"
    alignments: tuple[str, ...] = ()

    @property
    def others(self) -> tuple[tuple[str, object], ...]:
        """The fields that are not ours."""
        return tuple(pair for pair in self.fields if pair[0] not in _TEXT_FIELDS and pair[0] != "alignments")

    def get(self, name: str) -> object:
        return next((value for key, value in self.fields if key == name), None)


def split(source: str) -> tuple[str | None, str]:
    """The YAML (None where there is none) and the text after it."""
    match = _BLOCK.match(source) if source.startswith("---") else None
    return (match["yaml"], source[match.end() :]) if match else (None, source)


def read_loose(text: str, file: str) -> FrontMatter | None:
    """The fields of a loose file, unchecked; None where the two rules hold no fields and so are Markdown."""
    root = _compose(text, file)
    if root is None:
        return FrontMatter((), text.count("\n") + 2)
    if root.id != "mapping":
        return None
    return FrontMatter(_Fields(file).read(root), text.count("\n") + 2)


def read_identified(text: str | None, file: str) -> FrontMatter:
    """The fields of a section of a workspace, checked."""
    if text is None:
        msg = "{file}:1: the front matter is missing; begin the file with “---”, “id: …”, “title: …”, “---”"
        raise MarkdownError(msg, file=file, line=1)
    root = _compose(text, file)
    if root is None or root.id != "mapping":
        msg = "{file}:1: the front matter holds no fields; write “id: …” and “title: …”, one a line"
        raise MarkdownError(msg, file=file, line=1)
    reader = _Fields(file)
    fields = reader.read(root)
    nodes = reader.nodes(root)
    texts = {name: reader.text(name, nodes[name]) for name in _TEXT_FIELDS if name in nodes}
    for name in ("id", "title"):
        if not texts.get(name, "").strip():
            reader.refuse("{file}:{line}: the field “{field}” is missing; add it", nodes.get(name), field=name)
    if not _ID.fullmatch(texts["id"]):
        msg = "{file}:{line}: the id “{id}” may hold small letters, digits and hyphens only, and starts with no hyphen"
        reader.refuse(msg, nodes["id"], id=texts["id"])
    kind = texts.get("kind", "corps")
    if kind not in KINDS:
        msg = "{file}:{line}: “{kind}” is no kind of section; write {kinds}"
        reader.refuse(msg, nodes["kind"], kind=kind, kinds=", ".join(KINDS))
    return FrontMatter(
        fields,
        text.count("\n") + 2,
        texts["id"],
        texts["title"].strip(),
        texts.get("owner", ""),
        texts.get("status", ""),
        cast("SectionKind", kind),
        reader.texts("alignments", nodes["alignments"]) if "alignments" in nodes else (),
    )


def _compose(text: str, file: str) -> Any:
    """The root node, None for nothing."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.compose(text, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 2 if mark is not None else 1
        problem = getattr(error, "problem", None) or "?"
        msg = "{file}:{line}: the front matter is not valid YAML ({problem}); put text that holds “:” or quotes in quotes"
        raise MarkdownError(msg, file=file, line=line, problem=problem) from error
    except (ValueError, RecursionError) as error:
        msg = "{file}:{line}: the front matter is not valid YAML ({problem}); put text that holds “:” or quotes in quotes"
        raise MarkdownError(msg, file=file, line=1, problem=type(error).__name__) from error


class _Fields:
    """Values of YAML nodes, with the refusals that name their line."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = _MAX_NODES

    def refuse(self, template: str, node: Any, **values: object) -> NoReturn:
        line = node.start_mark.line + 2 if node is not None else 1
        raise MarkdownError(template, file=self._file, line=line, **values)

    def read(self, root: Any) -> tuple[tuple[str, object], ...]:
        return tuple((self._key(key), self._value(value, 0)) for key, value in root.value)

    def nodes(self, root: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in root.value:
            name = self._key(key)
            if name in found:
                self.refuse("{file}:{line}: the field “{field}” stands twice; keep one", key, field=name)
            found[name] = value
        return found

    def _key(self, node: Any) -> str:
        if node.id != "scalar":
            self.refuse("{file}:{line}: a field must have a plain name", node)
        return str(node.value)

    def text(self, field: str, node: Any) -> str:
        if node.id != "scalar":
            self.refuse("{file}:{line}: the field “{field}” must hold one text", node, field=field)
        if node.tag == _TAG + "null" and not node.value:
            return ""
        if node.tag != _TAG + "str":
            msg = '{file}:{line}: the value {value} of “{field}” is no text for YAML; put it in quotes: {field}: "{value}"'
            self.refuse(msg, node, field=field, value=node.value)
        return str(node.value)

    def texts(self, field: str, node: Any) -> tuple[str, ...]:
        if node.tag == _TAG + "null":
            return ()
        if node.id != "sequence":
            self.refuse("{file}:{line}: the field “{field}” must hold a list: [A, B]", node, field=field)
        return tuple(self.text(field, item) for item in node.value)

    def _value(self, node: Any, depth: int) -> object:
        self._left -= 1
        if self._left < 0 or depth > 50:
            self.refuse("{file}:{line}: the front matter is too long or too deep", node)
        if node.id == "sequence":
            return tuple(self._value(item, depth + 1) for item in node.value)
        if node.id == "mapping":
            return {self._key(key): self._value(value, depth + 1) for key, value in node.value}
        return _scalar(node.tag.removeprefix(_TAG), node.value)


def _scalar(kind: str, text: str) -> object:
    """A value whose characters can be written back; anything else stays text."""
    if kind == "null":
        return None if text in ("", "~", "null") else text
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    try:
        if kind == "int" and str(int(text)) == text:
            return int(text)
        if kind == "float" and repr(float(text)) == text:
            return float(text)
        if kind == "timestamp" and dt.date.fromisoformat(text).isoformat() == text:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    return text


# -------------------------------------------------------------------- writing


def write(section: Section) -> str:
    """The front matter of a section, own fields first; nothing for a file that has none."""
    fields: list[str] = []
    if section.title or section.owner or section.status or section.alignments:
        fields.append(_line("id", section.id))
        fields.append(f"title: {json.dumps(section.title, ensure_ascii=False)}\n")
        fields += [_line(name, value) for name, value in (("owner", section.owner), ("status", section.status)) if value]
        if section.kind != "corps":
            fields.append(f"kind: {section.kind}\n")
        if section.alignments:
            fields.append(_line("alignments", section.alignments))
    fields += [_line(name, value) for name, value in section.meta]
    return f"---\n{''.join(fields)}---\n" if fields else ""


def _line(name: str, value: object) -> str:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    flat = isinstance(value, Sequence) and not isinstance(value, str) and not any(isinstance(v, dict | tuple) for v in value)
    text = yaml.dump(
        {name: _plain(value)},
        Dumper=dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1 << 20,
        default_flow_style=None if flat else False,
    )
    return str(text)


def _plain(value: object) -> object:
    """Tuples are lists to YAML."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
