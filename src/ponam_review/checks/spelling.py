"""Words that no dictionary has; silent where Hunspell is not installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding
from .subject import Subject
from .writing import at

_WORD = re.compile(r"(?<![\w/@.-])[^\W\d_]+(?:[-’'][^\W\d_]+)*(?![\w@/])")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)[’']", re.IGNORECASE)


def check_spelling(subject: Subject) -> Iterator[Finding]:
    """Each unknown word once a file. Acronyms, terms of the glossary and the workspace's own words are known."""
    dictionary = subject.dictionary
    if dictionary is None:
        return
    known = {word.casefold() for word in subject.words}
    known |= {part.casefold() for entry in subject.glossary.entries for part in re.findall(r"[\w’'-]+", f"{entry.term} {entry.expansion}")}
    places: dict[tuple[str, str], Finding] = {}
    words: set[str] = set()
    for _document, _section, prose in subject.texts():
        for match in prose.finditer(_WORD):
            word = _ELIDED.sub("", match[0]).replace("’", "'")
            if len(word) < 3 or word.isupper() or word.casefold() in known:
                continue
            words.add(word)
            if (prose.file, word) not in places:
                offset = match.end() - len(word)
                places[prose.file, word] = at("spelling/unknown", "“{word}” is in no dictionary", prose, offset, word=word)
    unknown = dictionary.unknown(sorted(words))
    for (_file, word), found in places.items():
        if word in unknown:
            yield found
