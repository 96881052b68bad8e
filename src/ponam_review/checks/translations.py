"""Translations that their source has left behind."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import Finding, finding
from .subject import Subject


def check_stale(subject: Subject) -> Iterator[Finding]:
    for one in subject.outdated:
        sentence = "{count} paragraphs no longer render their source; “ponam translate show {section} {language}”"
        values = {"count": one.count, "section": one.section, "language": one.language}
        yield finding("translations/stale", sentence, one.file, 1, **values)
