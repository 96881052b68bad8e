"""Sentences and paragraphs that are long. Hints, off by default: a legal text may need them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding
from .prose import MASK
from .subject import Subject
from .writing import at, shortened

WORDS_IN_A_SENTENCE = 45
WORDS_IN_A_PARAGRAPH = 220
_SENTENCE = re.compile(r"[^\n.!?…|]+(?:[.](?=\w)[^\n.!?…|]*)*")
_PARAGRAPH = re.compile(r"[^\n|]+")


def check_sentences(subject: Subject) -> Iterator[Finding]:
    sentence = "a sentence of {count} words (“{begins}”); cut it in two"
    yield from _long(subject, "readability/sentences", sentence, _SENTENCE, WORDS_IN_A_SENTENCE)


def check_paragraphs(subject: Subject) -> Iterator[Finding]:
    sentence = "a paragraph of {count} words (“{begins}”); cut it in two"
    yield from _long(subject, "readability/paragraphs", sentence, _PARAGRAPH, WORDS_IN_A_PARAGRAPH)


def _long(subject: Subject, rule: str, template: str, pattern: re.Pattern[str], limit: int) -> Iterator[Finding]:
    for _document, section, prose in subject.texts():
        if section.file.endswith(".csv"):
            continue
        for match in prose.finditer(pattern):
            count = len(re.findall(r"\w+", match[0].replace(MASK, "")))
            if count > limit:
                lead = len(match[0]) - len(match[0].lstrip(f" {MASK}"))
                yield at(rule, template, prose, match.start() + lead, count=count, begins=shortened(match[0]))
