"""A comment as a W3C Web Annotation, and back.

What the standard has words for stands in its words: the remark (`commenting`), the wording proposed (`editing`), tags, what was decided
(`assessing`) and said about it (`replying`), the passage by quote and position, its revision as a state of the text. The rest stands
under `record`, which programs that do not know it pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..numbers import written
from .rows import Row, UnfitRowError

URN = "urn:ponam:"
_JSON = "@json"
_LISTS = ("sequences", "stakeholders", "rounds", "files", "contents", "positions", "submissions", "carried", "applications", "reasons")
LISTS = (*_LISTS, "workshops", "forms", "groups", "members", "audit")
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "ponam": f"{URN}terms:",
        "schema": "ponam:schema",
        "record": {"@id": "ponam:record", "@type": _JSON},
        "end": {"@id": "ponam:end", "@type": _JSON},
        **{name: {"@id": f"ponam:{name}", "@type": _JSON} for name in LISTS},
    },
]
_SAID = {"text": "commenting", "proposal": "editing"}
_SELECTED = ("exact", "prefix", "suffix", "start")
_DECIDED = {"reason": "value", "decided_at": "created"}
_NOTED = {"text": "value", "at": "created"}


@dataclass(frozen=True, slots=True)
class Remark:
    """The rows of one comment that stand in its annotation."""

    comment: Row
    tags: Sequence[Row] = ()
    dispositions: Sequence[Row] = ()
    notes: Sequence[Row] = ()


def annotation(remark: Remark, *, sender: str, received: str) -> dict[str, Any]:
    """`sender`: who answers, by the code people know; `received`: the moment its submission came."""
    rest = dict(remark.comment)
    bodies = [_text(rest.pop(name), purpose) for name, purpose in _SAID.items()]
    if rest["nature"]:
        bodies.append(_text(rest["nature"], "classifying"))
    bodies += [{**_text(tag["name"], "tagging"), "record": _without(tag, "name", "comment_id")} for tag in remark.tags]
    bodies += [_signed(row, "assessing", _DECIDED) for row in remark.dispositions]
    bodies += [_signed(row, "replying", _NOTED) for row in remark.notes]
    target = _target(rest)
    return {
        "id": URN + written(rest["number"]),
        "type": "Annotation",
        "motivation": "editing" if rest["kind"] == "proposal" else "commenting",
        "creator": {"id": f"{URN}stakeholder:{rest['stakeholder_id']}", "type": "Organization", "name": sender},
        "created": received,
        "body": [body for body in bodies if body["value"] or body["purpose"] not in _SAID.values()],
        "target": target,
        "record": rest,
    }


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _signed(row: Row, purpose: str, terms: Mapping[str, str]) -> dict[str, Any]:
    standard = {term: row[name] for name, term in terms.items()}
    signature = {"type": "Person", "name": row["author"]}
    body = {**_text(standard.pop("value"), purpose), **standard, "creator": signature}
    return {**body, "record": _without(row, *terms, "author", "comment_id")}


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _target(rest: Row) -> dict[str, Any]:
    place = quote(rest["section"]) + (f":{rest['block']}" if rest["block"] is not None else "")
    target: dict[str, Any] = {"type": "SpecificResource", "source": f"{URN}text:{place}" if place else f"{URN}text"}
    if rest["revision"]:
        target["state"] = {"type": "TimeState", "cached": f"{URN}revision:{quote(rest['revision'])}"}
    if rest["exact"]:
        exact, prefix, suffix, start = (rest.pop(name) for name in _SELECTED)
        words = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
        target["selector"] = [words, {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}]
    return target


# ------------------------------------------------------------------ and back


def rows_of(shape: Any) -> Iterator[tuple[str, Any]]:
    """The rows that an annotation stands for, by table; UnfitRowError where it is none of ours."""
    if not isinstance(shape, dict) or not isinstance(shape.get("record"), dict) or not isinstance(shape.get("body"), list):
        raise UnfitRowError("record")
    row = {"text": "", "proposal": "", **shape["record"]}
    number = row.get("number")
    bodies = [body for body in shape["body"] if isinstance(body, dict)]
    for name, purpose in _SAID.items():
        row.update((name, body.get("value")) for body in bodies if body.get("purpose") == purpose)
    row.update(_selected(shape.get("target")))
    yield "comments", row
    for body in bodies:
        yield from _beside(body, number)


def _selected(target: Any) -> Iterable[tuple[str, Any]]:
    selectors = target.get("selector", ()) if isinstance(target, dict) else ()
    if not isinstance(selectors, list | tuple):
        raise UnfitRowError("selector")
    for selector in selectors:
        if isinstance(selector, dict):
            yield from ((name, selector[name]) for name in _SELECTED if name in selector)


def _beside(body: Mapping[str, Any], number: Any) -> Iterator[tuple[str, Any]]:
    purpose, record = body.get("purpose"), body.get("record")
    if purpose not in ("tagging", "assessing", "replying"):
        return
    if not isinstance(record, dict):
        raise UnfitRowError("record")
    if purpose == "tagging":
        yield "tags", {**record, "name": body.get("value"), "comment_id": number}
        return
    creator = body.get("creator")
    terms = _DECIDED if purpose == "assessing" else _NOTED
    row = {**record, **{name: body.get(term) for name, term in terms.items()}, "comment_id": number}
    row["author"] = creator.get("name") if isinstance(creator, dict) else None
    yield "dispositions" if purpose == "assessing" else "notes", row
