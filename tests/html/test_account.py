"""The changes as a reader counts them."""

from __future__ import annotations

from ponam_review.compare.account import account_of
from ponam_review.compare.changes import Added, Kept, Removed, Step
from ponam_review.compare.redline_words import ENGLISH, FRENCH, written_date
from ponam_review.html.summary import summary_of
from ponam_review.text.model import Heading, Item, Paragraph, Run
from ponam_review.text.nesting import item_numbers
from tests.html import cases
from tests.html.cases import changed, first, kept, para, reworded, same


def test_neighbours_that_came_together_are_one_change() -> None:
    account = account_of(cases.words())
    found = [(change.kind, change.blocks) for change in account.changes]
    assert found == [("reword", 1), ("note", 1), ("format", 1), ("insert", 3), ("delete", 1)]
    assert [change.number for change in account.changes] == [1, 2, 3, 4, 5]


def test_a_heading_ends_a_run_of_insertions() -> None:
    new = (para("a"), Heading(2, (Run("b"),)), para("c"))
    account = account_of(changed(*(Step("insert", new=(block,)) for block in new)))
    assert [(str(change.place), change.blocks) for change in account.changes] == [("", 1), ("b", 2)]


def test_the_number_of_an_item_is_no_change() -> None:
    old, new = para("un", Item(True)), para("un", first(True))
    assert account_of(changed(Step("edit", (old,), (new,), pieces=(kept("un"),)))).changes == ()


def test_an_edit_is_shown_by_its_first_difference() -> None:
    long = "mot " * 40
    (change,) = account_of(changed(reworded(kept(long), Removed(Run("deux")), Added(Run("trois")), kept(" fins. " + long)))).changes
    assert change.excerpt[1:3] == (("del", "deux"), ("ins", "trois"))
    assert change.excerpt[0][1].startswith("…")
    assert len("".join(text for _, text in change.excerpt)) < 100


def test_words_are_counted_where_they_came_and_went() -> None:
    edit = reworded(kept("un "), Removed(Run("deux, trois")), Added(Run("quatre")), kept("."))
    account = account_of(changed(edit, Step("insert", new=(para("a b – c"),))))
    assert (account.added, account.removed) == (4, 2)


def test_moved_words_neither_came_nor_went() -> None:
    account = account_of(cases.moves())
    assert (account.added, account.removed) == (1, 1)


def test_items_keep_the_numbers_of_their_own_list() -> None:
    rest = Item(True, False)
    rows = (para("a", first(True, 3)), para("b", rest), para("c", rest, first(True)), para("d", Item(True)), para("e"))
    assert item_numbers(rows) == [3, 0, 1, 4, 0]


def test_the_summary_speaks_the_language_of_the_text() -> None:
    for words, expected in ((FRENCH, "1 mot ajouté"), (ENGLISH, "1 word added")):
        changes = changed(Step("insert", new=(Paragraph((Run("mot"),)),)))
        summary = summary_of(changes, account_of(changes), words, author="A", date="2026-01-01")
        assert summary.volume == (expected,)


def test_dates_are_written_as_people_write_them() -> None:
    assert written_date("2026-03-01T10:00:00Z", FRENCH) == "1er mars 2026"
    assert written_date("2026-03-01", ENGLISH) == "1 March 2026"
    assert written_date("demain", FRENCH) == "demain"


def test_nothing_changed_is_said() -> None:
    assert account_of(changed(same(para("a")), Step("edit", (para("b"),), (para("b"),), pieces=(Kept(Run("b"), Run("b")),)))).changes == ()
