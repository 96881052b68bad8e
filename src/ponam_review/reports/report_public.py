"""What may be printed for everybody, and the check that nothing else was: the public version of a report is derived by rule.

The rule: institutions are named, persons are not (their category stands in their place, also where a remark names them); remarks of a
confidential group are left out; notes of the office, its tags, its names and addresses, the names of files are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..register.values import Comment, Stakeholder
from ..register.vocabulary import folded
from ..text.errors import LeakError

PERSONS = frozenset(
    "particulier particuliers particuliere personne personnes citoyen citoyenne citoyens individu expert experte personnalite "
    "person persons citizen citizens individual expert".split()
)
"""Categories, without accents, whose members are persons: the first word tells."""
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_PARTICLES = frozenset("de du des la le les ag ould el al ben bin ibn van von da di d l et".split())
LONG = 24
"""Letters from which a confidential text is one that nobody else writes by chance."""


def is_person(stakeholder: Stakeholder) -> bool:
    """Whether a stakeholder is a person and no institution."""
    first = folded(stakeholder.category).split()[:1]
    return stakeholder.anonymous or bool(first and first[0] in PERSONS)


def is_name(words: str) -> bool:
    """Whether words read as the name of a person: every one begins with a capital, particles aside. “Point focal” is a function."""
    parts = _NAME.findall(words)
    told = [part for part in parts if part.casefold().rstrip("’'.") not in _PARTICLES]
    return bool(told) and len(told) <= 5 and all(part[0].isupper() for part in told) and not re.search(r"\d", words)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not stand in a public file: names of persons (with what stands in their place), and words of the office."""

    names: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()

    def veiled(self, text: str) -> str:
        """The text with a category in place of each name."""
        for name, category in self.names:
            text = _pattern(name).sub(f"[{category}]", text)
        return text


def _pattern(name: str) -> re.Pattern[str]:
    """A name as it may be written in a text: whatever the spaces and the case of its letters."""
    inside = r"[\s\u00a0\u202f]+".join(map(re.escape, name.split()))
    flags = re.IGNORECASE if len(name.split()) > 1 else 0
    return re.compile(rf"(?<!\w){inside}(?!\w)", flags)


def secrets_of(
    comments: Iterable[Comment], stakeholders: Sequence[Stakeholder], *, notes: Iterable[str], names: Iterable[str], unknown: str
) -> Secrets:
    """Everything internal that the register holds about these remarks.

    `notes`: internal messages; `names`: other persons (who decided, who works on what); `unknown`: what stands for those without category.
    """
    by_code = {stakeholder.code: stakeholder for stakeholder in stakeholders}
    known = {folded(words) for s in stakeholders if not is_person(s) for words in (s.code, s.name, s.category)}
    persons: dict[str, str] = {}
    words: dict[str, None] = dict.fromkeys(note for note in notes if note.strip())
    for stakeholder in stakeholders:
        category = stakeholder.category or unknown
        own = (stakeholder.name, stakeholder.code) if is_person(stakeholder) and not stakeholder.anonymous else ()
        persons |= dict.fromkeys((name for name in (stakeholder.contact, *own) if is_name(name) or name in own), category)
        words |= dict.fromkeys(filter(None, (stakeholder.email,)))
    public = {folded(text) for comment in comments if not comment.group for text in (comment.text, comment.proposal) if text}
    for comment in comments:
        sender = by_code.get(comment.stakeholder)
        category = (sender.category if sender else "") or unknown
        for written in (comment.author, comment.reviewer):
            for part in (written, *written.split(",")[:1]):
                if is_name(part.strip()):
                    persons.setdefault(part.strip(), category)
        if is_name(comment.assignee):
            persons.setdefault(comment.assignee, unknown)
        if comment.group:
            own_words = (comment.text, comment.proposal)
            words |= dict.fromkeys(t for t in own_words if len(folded(t)) >= LONG and folded(t) not in public)
    persons |= {name: unknown for name in names if is_name(name) and name not in persons}
    kept = {name: category for name, category in persons.items() if folded(name) not in known and len(name) >= 3}
    longest_first = sorted(kept.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return Secrets(tuple(longest_first), tuple(words))


def public_comments(comments: Iterable[Comment], stakeholders: Sequence[Stakeholder], secrets: Secrets, unknown: str) -> Iterator[Comment]:
    """The remarks as everybody may read them."""
    persons = {s.code: s.category or unknown for s in stakeholders if is_person(s)}
    for comment in comments:
        if comment.group:
            continue
        decision = comment.disposition
        if decision is not None:
            decision = replace(decision, author="", reason=secrets.veiled(decision.reason), where=secrets.veiled(decision.where))
        yield replace(
            comment,
            text=secrets.veiled(comment.text),
            proposal=secrets.veiled(comment.proposal),
            quote=secrets.veiled(comment.quote),
            stakeholder=persons.get(comment.stakeholder, comment.stakeholder),
            place=replace(comment.place, as_written=secrets.veiled(comment.place.as_written)),
            disposition=decision,
            author="",
            reviewer="",
            assignee="",
            tags=(),
            file_name="",
        )


# ------------------------------------------------------------------ the finished file


def refuse_leaks(text: str, secrets: Secrets, file: str) -> None:
    """Refuse a finished file in which something internal can be read: it is a defect of ours, and the file is not released."""
    found = leak_in(text, secrets)
    if found:
        raise LeakError(
            "{file}: not written, because the public version would show what is internal (“{words}”); report this defect",
            file=file,
            words=found if len(found) <= 40 else found[:37] + "…",
        )


def leak_in(text: str, secrets: Secrets) -> str:
    """The first internal value that stands in a text; empty when there is none. Line ends and hyphens of a set page do not hide it."""
    plain = re.sub(r"\u00ad|-\n", "", text)
    squeezed = folded(plain).replace(" ", "")
    for name, _ in secrets.names:
        if _pattern(name).search(plain):
            return name
    for words in secrets.words:
        wanted = folded(words).replace(" ", "")
        if wanted and (wanted in squeezed if len(wanted) >= LONG else f"{folded(words)} " in f"{folded(plain)} "):
            return words
    return ""
