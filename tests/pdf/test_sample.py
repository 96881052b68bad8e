"""The sample policy as PDF: accessible, whole, and quick."""

from __future__ import annotations

import time
from collections import Counter
from functools import cache
from pathlib import Path

from ponam_review.compare.engine import compare
from ponam_review.pdf.clean import write_pdf
from ponam_review.pdf.redline import write_redline
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.front import is_generated
from ponam_review.text.pictures import Images
from ponam_review.text.plain import block_text
from ponam_review.workspace import open_workspace
from ponam_review.workspace.images import image_reader
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source
from tests.pdf.reading import Engine, letters, pages_of, tag_names

ROOT = Path(__file__).parents[2]


@cache
def sample(rev: str) -> tuple[Flow, Images]:
    source = locate(rev, workspace=open_workspace(ROOT, ROOT), here=ROOT)
    return prepare(read_source(source).value), image_reader(source)


def characters(flow: Flow) -> Counter[str]:
    return letters("".join(block_text(block) for block in flow.blocks if not is_generated(block)))


def test_the_clean_text_is_whole_accessible_and_quickly_made(engine: Engine) -> None:
    flow, images = sample(".")
    start = time.process_time()
    result = write_pdf(flow, images=images, created="2026-06-12T10:00:00Z")
    spent = time.process_time() - start
    assert result.notices == ()
    pages = pages_of(result.value, engine)
    assert characters(flow) - letters("".join(pages)) == Counter()
    names = Counter(tag_names(result.value))
    assert (names["Figure"], names["TOC"] > 0, names["Note"] > 20, names["Table"] > 30) == (3, True, True, True)
    assert spent / len(pages) < 0.15  # measured 0.015 s a page; a machine under load may be slow


def test_the_redline_is_whole_and_accessible(engine: Engine) -> None:
    (old, old_images), (new, images) = sample("policy/historique/projet-0"), sample(".")
    result = write_redline(compare(old, new), images=images, old_images=old_images, author="Secrétariat", date="2026-06-12T10:00:00Z")
    assert result.notices == ()
    shown = letters("".join(pages_of(result.value, engine)))
    assert characters(old) - shown == characters(new) - shown == Counter()
