"""Tracked changes of several people in one paragraph, taken apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ponam_review.intake.rewording import wordings
from ponam_review.word.reading.values import TrackedChange


def change(kind: str, text: str, author: str) -> TrackedChange:
    return TrackedChange(kind, author, "", text, 0)  # type: ignore[arg-type]


def test_each_author_s_wording_has_only_that_one_s_changes() -> None:
    old = "Ouvrir douze postes, puis publier la liste."
    new = "Très vite ouvrir quinze postes, puis publier la liste complète."
    changes = [
        change("delete", "Ouvrir", "A"),
        change("insert", "Très vite ouvrir", "A"),
        change("delete", "douze ", "B"),
        change("insert", "quinze ", "B"),
        change("insert", " complète", "A"),
    ]
    assert wordings(old, new, changes) == {
        "A": "Très vite ouvrir douze postes, puis publier la liste complète.",
        "B": "Ouvrir quinze postes, puis publier la liste.",
    }


def test_words_that_occur_several_times_find_their_place() -> None:
    assert wordings("de de de fin", "de de fin", [change("delete", "de ", "A")]) == {"A": "de de fin"}
    both = [change("insert", "de ", "A"), change("delete", "fin", "B")]
    assert wordings("de fin", "de de", both) == {"A": "de de fin", "B": "de"}


def test_changes_that_do_not_explain_the_paragraph_are_not_taken_apart() -> None:
    assert wordings("un deux", "un trois", [change("insert", "quatre", "A")]) is None


@given(
    st.lists(
        st.tuples(st.sampled_from("kid"), st.sampled_from(["un", "deux", "trois", ","]), st.sampled_from("AB")), min_size=1, max_size=12
    )
)
def test_any_changes_of_one_or_two_people_are_explained(pieces: list[tuple[str, str, str]]) -> None:
    old = "".join(text + " " for kind, text, _ in pieces if kind in "kd")
    new = "".join(text + " " for kind, text, _ in pieces if kind in "ki")
    changes = [change({"i": "insert", "d": "delete"}[kind], text + " ", author) for kind, text, author in pieces if kind != "k"]
    found = wordings(old.strip(), new.strip(), changes)
    assert found is not None
    for author, wording in found.items():
        kept = [text for kind, text, by in pieces if kind == "k" or (kind == "i") == (by == author)]
        assert sorted(wording.split()) == sorted(kept)
