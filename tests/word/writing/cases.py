"""Pairs of texts with one kind of change each (tests/golden/redline/<case>/{old,new}.md), and their redlines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ponam_review.compare.changes import ChangeSet
from ponam_review.compare.engine import compare
from ponam_review.markdown.reader import read_loose
from ponam_review.text.flow import prepare
from ponam_review.word.redlining import proven_redline
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.draft import no_images

FOLDER = Path(__file__).parents[2] / "golden" / "redline"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
DATE = "2026-01-01T00:00:00Z"


@cache
def changes_of(case: str) -> ChangeSet:
    """The change set of a case."""
    old, new = (prepare(read_loose((FOLDER / case / f"{side}.md").read_text(encoding="utf-8"), side).value) for side in ("old", "new"))
    return compare(old, new)


@cache
def files_of(case: str) -> tuple[bytes, bytes, bytes]:
    """The redline of a case, and its old and new texts clean."""
    changes = changes_of(case)
    redline = proven_redline(changes, old_images=no_images, new_images=no_images, author="Rédaction", date=DATE).value
    old, new = (write_docx(text, images=no_images, created=DATE).value for text in (changes.old, changes.new))
    return redline, old, new
