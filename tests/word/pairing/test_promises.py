"""Whatever two Word files hold, the redline is proven to be both, formats, objects and notes included."""

from __future__ import annotations

from hypothesis import given, settings

from ponam_review.text.flow import Flow
from ponam_review.text.model import Block, Heading, Paragraph
from ponam_review.word.writing.clean import write_docx
from ponam_review.word.writing.draft import no_images

from ...compare.texts import revisions
from .readings import DATE, pair, stories, turned


@settings(max_examples=60)
@given(revisions())
def test_a_redline_of_two_files_reads_as_both(flows: tuple[Flow, Flow]) -> None:
    old, new = (write_docx(flow, images=no_images, created=DATE).value for flow in flows)
    result = pair(old, new).value
    after, accepted = stories(new, result)
    before, rejected = stories(old, turned(result))
    assert filled(accepted) == filled(after)
    assert filled(rejected) == filled(before)


def filled(blocks: tuple[Block, ...]) -> list[Block]:
    """Without empty paragraphs: the last mark before a table or an end always stays, so one of them can be left over."""
    return [block for block in blocks if not isinstance(block, Paragraph | Heading) or block.content]


@settings(max_examples=20)
@given(revisions())
def test_a_file_and_itself_differ_in_nothing(flows: tuple[Flow, Flow]) -> None:
    old = write_docx(flows[0], images=no_images, created=DATE).value
    result = pair(old, old)
    assert result.notices == ()
    assert stories(old) == stories(result.value) == stories(turned(result.value))
