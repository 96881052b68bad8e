"""The answer of the offline kit as text, which people paste into a message where no file can be sent: read as it was written.

It carries no checksum: a person may have changed it. What it says of each remark stands under labels, in French or English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..register.values import NewComment, NewSubmission
from ..register.vocabulary import Channel, Edit, Kind, Nature, nature_of
from .desk import Desk, Taken, base
from .layout import Layout
from .locating import place_written
from .senders import by_name

_HEAD = re.compile(r"^(?:Observations sur|Remarks on)\s*:\s*(?P<subject>.+)$", re.MULTILINE)
_FROM = re.compile(r"^(?:De|From)\s*:\s*(?P<who>.+)$", re.MULTILINE)
_BEGINS = re.compile(r"^\d+\.\s*\[(?P<address>[^\]\n]+)\]\s*$", re.MULTILINE)
_LABELS = {
    "passage": "quote", "observation": "text", "remark": "text", "rédaction proposée": "proposal", "proposed wording": "proposal",
    "ajouter après": "after", "add after it": "after", "nature": "nature",
}  # fmt: skip
_FIELD = re.compile(rf"^(?P<label>{'|'.join(_LABELS)})\s*:\s*(?P<words>.*)$", re.IGNORECASE)
_DELETE = re.compile(r"^(?:Supprimer ce passage|Delete this passage)\.\s*$")
_NATURES = {"erreur de fait": Nature.FACT, "factual error": Nature.FACT}
_GENERAL = ("observation générale", "general remark")
_QUOTES = " \t\u00a0«»“”\""


def looks_like_kit_text(text: str) -> bool:
    """Whether a text is what the kit copies: its heading, and numbered addresses between brackets."""
    head = _HEAD.search(text)
    return head is not None and _BEGINS.search(text, head.end()) is not None


def take_kit_text(text: str, content: bytes, name: str, desk: Desk) -> Taken:
    """The remarks of a pasted answer, each on the paragraph whose address stands above it."""
    said = _FROM.search(text)
    writer = said["who"].strip() if said else ""
    found = by_name(desk.known, writer) if desk.sender is None and writer else None
    who, notices = (found, ()) if found is not None else desk.sender_of(name)
    comments = tuple(_comments(text, desk.layout, writer.split(",")[0].strip()))
    return Taken((NewSubmission(who.code, Channel.MESSAGE, comments, base(name), content),), notices=notices)


def _comments(text: str, layout: Layout, author: str) -> Iterator[NewComment]:
    begins = list(_BEGINS.finditer(text))
    for place, begin in enumerate(begins):
        end = begins[place + 1].start() if place + 1 < len(begins) else len(text)
        fields, deleted = _fields(text[begin.end() : end])
        proposal = fields.get("proposal") or fields.get("after", "")
        if not (deleted or proposal or fields.get("text")):
            continue
        edit = Edit.DELETE if deleted else Edit.INSERT_AFTER if "after" in fields else Edit.REWORD if proposal else Edit.FREE
        address = begin["address"].strip()
        quote = fields.get("quote", "").strip(_QUOTES)
        general = address.casefold() in _GENERAL
        yield NewComment(
            text=fields.get("text", ""),
            proposal=proposal,
            kind=Kind.REMARK if edit is Edit.FREE else Kind.PROPOSAL,
            edit=edit,
            nature=_NATURES.get(fields.get("nature", "").casefold()) or nature_of(fields.get("nature", "")),
            author=author,
            quote=quote,
            place=place_written(layout, () if general else (address,), quote, as_written="" if general else address),
            source={"paragraph": text.count("\n", 0, begin.start()) + 1},
        )


def _fields(block: str) -> tuple[dict[str, str], bool]:
    """What stands under each label; a line without one goes on with the field above."""
    fields: dict[str, list[str]] = {}
    current = ""
    deleted = False
    for line in block.strip().split("\n"):
        found = _FIELD.match(line)
        if found:
            current = _LABELS[found["label"].lower()]
            fields.setdefault(current, []).append(found["words"])
        elif _DELETE.match(line):
            deleted = True
        elif current:
            fields[current].append(line)
    return {field: "\n".join(lines).strip() for field, lines in fields.items()}, deleted
