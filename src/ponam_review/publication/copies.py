"""Numbered copies: which copy of a text was given to whom.

The list stands in `.ponam/exemplaires.jsonl`, outside of the history: who receives a draft is no part of the text. One line a copy, added,
never changed.
"""

from __future__ import annotations

import json
import os
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

from ..text.errors import PublicationError

FILE = "exemplaires.jsonl"
WORDS = {"fr": "Exemplaire n°\u00a0{number} – {who} – {code}", "en": "Copy no.\u00a0{number} – {who} – {code}"}
RESTRICTED = {"fr": "DIFFUSION RESTREINTE", "en": "RESTRICTED"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. `code` is what is looked for in a leaked file: it holds no name, and one wrong letter shows."""

    number: int
    code: str
    stakeholder: str
    name: str
    edition: str
    commit: str
    date: str
    author: str

    def words(self, language: str) -> str:
        """What is printed at the foot of every page."""
        return WORDS.get(language, WORDS["fr"]).format(number=self.number, who=self.stakeholder, code=self.code)


def read_copies(private: Path) -> tuple[Copy, ...]:
    """The copies given so far."""
    file = private / FILE
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise PublicationError("{file}: the list of numbered copies cannot be read; put back a copy of it", file=str(file)) from error
    out = []
    names = {field.name for field in fields(Copy)}
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            out.append(Copy(**{name: row[name] for name in names}))
        except (ValueError, KeyError, TypeError) as error:
            sentence = "{file}:{line}: this line of the list of numbered copies is damaged; put back a copy of it"
            raise PublicationError(sentence, file=str(file), line=number) from error
    return tuple(out)


def copy_for(
    copies: Iterable[Copy], *, stakeholder: str, name: str, edition: str, commit: str, date: str, author: str
) -> tuple[Copy, bool]:
    """The copy of a text for a recipient, and whether it is new: the same text keeps its number in every format."""
    known = list(copies)
    for copy in known:
        if (copy.stakeholder, copy.edition, copy.commit) == (stakeholder, edition, commit):
            return copy, False
    number = 1 + max((copy.number for copy in known if copy.edition == edition), default=0)
    return Copy(number, code_of(number, stakeholder, edition, commit), stakeholder, name, edition, commit, date, author), True


def code_of(number: int, stakeholder: str, edition: str, commit: str) -> str:
    """ "EX-7KQM-2XWA": eight letters and digits without those that are mistaken for each other."""
    digest = sha256("\0".join((str(number), stakeholder, edition, commit)).encode()).digest()
    letters = b32encode(digest).decode("ascii")[:8]
    return f"EX-{letters[:4]}-{letters[4:]}"


def remember(private: Path, copy: Copy) -> None:
    """Add a copy to the list."""
    private.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(copy), ensure_ascii=False) + "\n"
    descriptor = os.open(private / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as stream:
        stream.write(line.encode())
