"""Whatever is done to a copy comes in: every comment and every change once, on its own words, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ponam_review.intake.layout import Layout
from ponam_review.intake.returned.bridge import Bridge
from ponam_review.intake.returned.bridge import Edit as Change
from ponam_review.intake.returned.bridge import applied as put
from ponam_review.intake.word import Terms, read_copy
from ponam_review.register.values import NewComment
from ponam_review.register.vocabulary import Certainty, Edit
from ponam_review.text.flow import Flow
from ponam_review.text.plain import fold
from ponam_review.word.reading.words import read_word

from .copies import Done, Made, edited, edition, untouched

FLOWS = [edition(seed) for seed in range(6)]


def told(found: NewComment, layout: Layout) -> tuple[object, ...]:
    selector = found.place.selector
    assert selector is not None
    return (selector.section, selector.block, found.edit, fold(found.quote), fold(found.proposal), found.untracked, found.text)


def wanted(done: Done, layout: Layout) -> tuple[object, ...]:
    line = layout.lines[done.line]
    return (line.section, line.block, done.edit, fold(done.quote), fold(done.proposal), done.untracked, done.comment)


def check(made: Made, found: tuple[NewComment, ...]) -> None:
    assert sorted(map(str, (told(one, made.layout) for one in found))) == sorted(map(str, (wanted(d, made.layout) for d in made.done)))
    assert all(one.place.certainty is Certainty.CERTAIN for one in found)


@given(st.sampled_from(FLOWS), st.integers(0, 2**32), st.integers(0, 12), st.sampled_from(["projet-1", ""]))
@settings(max_examples=60, deadline=None)
def test_every_edit_and_every_comment_comes_in_once(flow: Flow, seed: int, count: int, shows: str) -> None:
    made = edited(flow, seed, count)
    check(made, read_copy(made.bytes(shows), "copie.docx", made.layout).value)


@given(st.sampled_from(FLOWS), st.integers(0, 2**32), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_the_edition_with_all_proposals_is_the_copy_with_all_changes(flow: Flow, seed: int, count: int) -> None:
    made = edited(flow, seed, count, apart=0)
    content = made.bytes()
    found = read_copy(content, "copie.docx", made.layout, Terms(most=1000))
    assert applied(made.layout, found.value) == [fold(text) for text in read_word(content, name="copie.docx").value.accepted]


def applied(layout: Layout, found: tuple[NewComment, ...]) -> list[str]:
    """The lines of the edition with every proposal in them; two on one line are joined word by word."""
    texts = {i: [line.text] for i, line in enumerate(layout.lines) if not line.note}
    after: dict[int, list[str]] = {}
    for one in found:
        selector = one.place.selector
        if one.edit is Edit.FREE or selector is None:
            continue
        place = next(
            i for i, line in enumerate(layout.lines)
            if (line.section, line.block) == (selector.section, selector.block) and line.start <= selector.start <= line.start + len(line.text)
        )  # fmt: skip
        match one.edit:
            case Edit.DELETE:
                for offset, _ in enumerate(one.quote.split("\n")):
                    texts[place + offset] = []
            case Edit.INSERT_AFTER:
                after.setdefault(place, []).append(one.proposal)
            case _:
                texts[place] = (
                    [Bridge(one.quote, one.proposal).untracked()]
                    if texts[place] == [one.quote]
                    else [_joined(one.quote, texts[place][0], one.proposal)]
                )
    return [fold(text) for i in sorted(texts) for text in (*texts[i], *after.get(i, []))]


def _joined(old: str, one: str, other: str) -> str:
    """Both rewordings of a line: the second one's changes made in the first."""
    regions = [Bridge(old, text).changes for text in (one, other)]
    edits = {(r.start, r.end, text[r.copy_start : r.copy_end]) for text, rs in zip((one, other), regions, strict=True) for r in rs}
    return put(old, [Change(start, end, text) for start, end, text in edits])


def test_an_untouched_copy_says_nothing() -> None:
    made = untouched(FLOWS[0])
    found = read_copy(made.bytes(), "copie.docx", made.layout)
    assert found.value == () and found.notices == ()
