"""The body of a message taken apart: the sender's own words, the history quoted below them, the signature, a message forwarded.

Quoted history is what everybody has already; taken for remarks it would enter the register again with every answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .covering import is_covering, without_closing

_INTRODUCED = re.compile(
    r"^(?:le|on|el|am|em)\s.{5,200}?(?:a\s+écrit|wrote|a\s+ecrit|escribi[óo]|schrieb|escreveu)\s*:?\s*$", re.IGNORECASE | re.DOTALL
)
_ORIGINAL = re.compile(
    r"^\s*(?:-{2,}|_{2,})?\s*(?:message d['’]origine|message original|original message|message initial)\s*(?:-{2,}|_{2,})?\s*:?\s*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*(?:-{2,}|_{2,})?\s*(?:message transf[ée]r[ée]|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|forwarded message|"
    r"begin forwarded message|message r[ée]exp[ée]di[ée]|transf[ée]r[ée] par .{0,80}|forwarded by .{0,80})\s*(?:-{2,}|_{2,})?\s*:?\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_*–—-]{10,}\s*$")
_HEADER = re.compile(
    r"^\s*[*]?(?P<name>de|from|envoy[ée]|sent|date|à|to|pour|cc|copie|objet|subject|"
    r"r[ée]pondre à|reply-to)\s*[*]?\s*:[*]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_KINDS = {
    "de": "from",
    "from": "from",
    "envoyé": "date",
    "envoye": "date",
    "sent": "date",
    "date": "date",
    "objet": "subject",
    "subject": "subject",
}


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A message that somebody passed on, as the body shows it."""

    sender: str
    date: str
    subject: str
    body: Body


@dataclass(frozen=True, slots=True)
class Body:
    """What a sender wrote in a message. `words` keeps quoted lines (`> …`) that the sender answers one by one."""

    words: str
    history: str = ""
    signature: str = ""
    forwarded: Forwarded | None = None


def split_body(text: str, *, subject: str = "", depth: int = 0) -> Body:
    """A body in its parts. A message passed on with no words but covering ones is what counts."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    own, rest, passed_on = _cut(lines)
    passed_on = passed_on or bool(re.match(r"\s*(?:fwd?|tr|wg)\s*:", subject, re.IGNORECASE))
    words, signature = without_closing(_answered("\n".join(own)))
    forwarded = _forwarded(rest, depth) if rest and passed_on and depth < 4 else None
    if forwarded is not None and is_covering(words):
        return Body("", "", "\n".join(filter(None, (words, signature))), forwarded)
    return Body(words.strip("\n"), "\n".join(rest).strip("\n"), signature)


def _cut(lines: list[str]) -> tuple[list[str], list[str], bool]:
    """The lines down to the first sign of an earlier message, the others, and whether that was passed on rather than answered."""
    for place, line in enumerate(lines):
        if _FORWARDED.match(line):
            return lines[:place], lines[place + 1 :], True
        if _ORIGINAL.match(line):
            return lines[:place], lines[place + 1 :], False
        pair = f"{line} {lines[place + 1]}" if place + 1 < len(lines) else line
        if _INTRODUCED.match(line) or (line.strip() and _INTRODUCED.match(pair)):
            after = lines[place + 1 + (not _INTRODUCED.match(line)) :]
            if _interleaved(after):
                return [*lines[:place], *after], [], False
            return lines[:place], after, False
        if _is_header_block(lines, place):
            start = place - 1 if place and _RULE.match(lines[place - 1]) else place
            return lines[:start], lines[place:], False
    return lines, [], False


def _is_header_block(lines: list[str], place: int) -> bool:
    """`De : … Envoyé : … À : … Objet : …`, as Outlook sets it above what is answered."""
    first = _HEADER.match(lines[place])
    if first is None or first["name"].lower() not in ("de", "from"):
        return False
    names = {found["name"].lower() for line in lines[place : place + 7] if (found := _HEADER.match(line))}
    return len(names) >= 3


def _interleaved(lines: list[str]) -> bool:
    """Whether own words stand among the quoted lines: the sender answers passage by passage."""
    seen = quoted = 0
    for line in lines:
        if line.lstrip().startswith(">"):
            quoted += 1
        elif line.strip() and quoted:
            seen += 1
    words = "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith(">"))
    return seen > 0 and bool(without_closing(words)[0].strip())


def _answered(text: str) -> str:
    """Quoted lines at the end that nobody answers are history without an introduction."""
    lines = text.rstrip().split("\n")
    while lines and (lines[-1].lstrip().startswith(">") or not lines[-1].strip()):
        lines.pop()
    return "\n".join(lines)


def _forwarded(lines: list[str], depth: int) -> Forwarded:
    """A message passed on: what its header says, and its body."""
    plain = [re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines] if _all_quoted(lines) else list(lines)
    said: dict[str, str] = {}
    place = 0
    while place < len(plain) and (not plain[place].strip() or _RULE.match(plain[place]) or _HEADER.match(plain[place])):
        found = _HEADER.match(plain[place])
        if found:
            kind = _KINDS.get(found["name"].lower())
            if kind:
                said.setdefault(kind, found["value"].strip())
        elif said and not plain[place].strip():
            place += 1
            break
        place += 1
    body = split_body("\n".join(plain[place:]), subject=said.get("subject", ""), depth=depth + 1)
    return Forwarded(said.get("from", ""), said.get("date", ""), said.get("subject", ""), body)


def _all_quoted(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return bool(filled) and all(line.lstrip().startswith(">") for line in filled)
