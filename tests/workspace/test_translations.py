"""Which paragraph renders which, and whether it still does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.text.errors import WorkspaceError
from ponam_review.text.model import Block, Heading, Paragraph, Rule, Run
from ponam_review.workspace.settings import LanguageSettings, read_settings
from ponam_review.workspace.translations import Binding, fingerprint, read_bindings, write_bindings
from ponam_review.workspace.translations_pairing import Pair, in_order, pair


def title(text: str) -> Block:
    return Heading(1, (Run(text),))


def blocks(*texts: str) -> list[Block]:
    return [title(texts[0]), *(Paragraph((Run(text),)) for text in texts[1:])]


def bound(source: list[Block], words: list[Block] | None = None) -> list[Binding]:
    """As `start` binds copies; with `words`, as `confirm` binds a translation."""
    return [
        Binding("s", number, fingerprint(block), fingerprint(words[number]) if words else "", "c0ffee", "Awa", "2026-03-01")
        for number, block in enumerate(source)
    ]


def states(pairs: tuple[Pair, ...]) -> str:
    return "".join(one.state[0].upper() if one.state == "surplus" else one.state[0] for one in pairs)


FRENCH = blocks("Les voies régulières", "La diaspora finance 120 écoles.", "Le retour est volontaire.", "Trois antennes ouvrent en 2027.")
ENGLISH = blocks("Regular pathways", "The diaspora funds 120 schools.", "Return is voluntary.", "Three offices open in 2027.")


def test_a_copy_is_not_a_translation() -> None:
    assert states(pair(FRENCH, FRENCH, bound(FRENCH), lambda _: None)) == "mmmm"


def test_what_is_written_over_the_copy_is() -> None:
    words = [*ENGLISH[:2], *FRENCH[2:]]
    assert states(pair(FRENCH, words, bound(FRENCH), lambda _: None)) == "ddmm"


def test_a_change_of_the_source_makes_its_paragraph_stale() -> None:
    source = [*FRENCH[:1], *blocks("", "La diaspora finance 140 écoles.")[1:], *FRENCH[2:]]
    old = {fingerprint(block): block for block in FRENCH}
    pairs = pair(source, ENGLISH, bound(FRENCH, ENGLISH), lambda one: old[one.source])
    assert states(pairs) == "dsdd"
    assert pairs[1].words == (ENGLISH[1],)


def test_without_a_history_order_tells_what_is_stale() -> None:
    source = [*FRENCH[:1], *blocks("", "La diaspora finance 140 écoles.")[1:], *FRENCH[2:]]
    assert states(pair(source, ENGLISH, bound(FRENCH, ENGLISH), lambda _: None)) == "dsdd"


def test_spaces_signs_and_formatting_do_not() -> None:
    source = [FRENCH[0], Paragraph((Run("La diaspora", 1), Run("\u00a0finance 120 écoles !"))), *FRENCH[2:]]
    assert states(pair(source, ENGLISH, bound(FRENCH, ENGLISH), lambda _: None)) == "dddd"


def test_added_removed_and_moved_paragraphs() -> None:
    added = [*FRENCH[:2], *blocks("", "Un alinéa tout à fait nouveau.")[1:], *FRENCH[2:]]
    assert states(pair(added, ENGLISH, bound(FRENCH, ENGLISH), lambda _: None)) == "ddmdd"
    removed = [*FRENCH[:2], FRENCH[3]]
    pairs = pair(removed, ENGLISH, bound(FRENCH, ENGLISH), lambda _: FRENCH[2])
    assert states(pairs) == "dddS"
    assert pairs[-1].words == (ENGLISH[2],)
    moved = [FRENCH[0], FRENCH[3], FRENCH[1], FRENCH[2]]
    pairs = pair(moved, ENGLISH, bound(FRENCH, ENGLISH), lambda _: None)
    assert states(pairs) == "dddd"
    assert pairs[1].words == (ENGLISH[3],)


def test_two_paragraphs_may_render_one() -> None:
    words = [*ENGLISH[:2], *blocks("", "Nobody is forced.")[1:], *ENGLISH[2:]]
    pairs = pair(FRENCH, words, bound(FRENCH, ENGLISH), lambda _: None)
    assert states(pairs) == "dddd"
    assert pairs[1].words == (words[1], words[2])


def test_figures_and_rules_need_no_translator() -> None:
    source = [*blocks("Titre", "12,5"), Rule()]
    assert states(pair(source, [*blocks("Title", "12,5"), Rule()], bound(source), lambda _: None)) == "ddd"


@given(st.lists(st.sampled_from("abcdefgh"), max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=12), st.data())
def test_nothing_is_lost(source: list[str], words: list[str], data: st.DataObject) -> None:
    french = blocks("titre", *(f"alinéa {letter} un" for letter in source))
    english = blocks("title", *(f"paragraph {letter} one" for letter in words))
    bindings = data.draw(st.lists(st.sampled_from(bound(french)), unique=True, max_size=len(french)))
    pairs = pair(french, english, bindings, lambda _: None)
    assert [one.source for one in pairs if one.source is not None] == french
    places = [place for one in pairs for place in one.places]
    assert len(places) == len(set(places))
    assert all(english[place] == block for one in pairs for place, block in zip(one.places, one.words, strict=True))


@given(st.integers(0, 6), st.integers(0, 6), st.data())
def test_pairs_keep_both_orders(n: int, m: int, data: st.DataObject) -> None:
    costs = {(i, j): data.draw(st.none() | st.floats(0, 3)) for i in range(n) for j in range(m)}
    pairs = in_order(n, m, lambda i, j: costs[i, j])
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert all(costs[one] is not None for one in pairs)


def test_the_file_reads_back_and_refuses_half_a_row() -> None:
    bindings = tuple(bound(FRENCH, ENGLISH))
    assert read_bindings(write_bindings(bindings), "f") == bindings
    assert read_bindings("", "f") == ()
    with pytest.raises(WorkspaceError, match=r"f:1"):
        read_bindings("a;b\n", "f")
    with pytest.raises(WorkspaceError, match=r"f:3"):
        read_bindings(write_bindings(bindings[:1]) + "s;x;;;;;\n", "f")


SETTINGS = """title = "t"
[[documents]]
id = "p"
folder = "p"
"""


def test_what_the_settings_say_of_a_language() -> None:
    text = SETTINGS + 'charts = true\n[languages.ff-Adlm]\nmark = "m"\nstate = ["a", "b"]\ndocuments = { p = "titre" }\n'
    settings = read_settings(text.encode())
    assert settings.documents[0].charts
    assert settings.languages == (LanguageSettings("ff-Adlm", mark="m", state=("a", "b"), titles=(("p", "titre"),)),)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('charts = "yes"\n', "must be true or false"),
        ("[languages.anglais]\n", "no language code"),
        ('[languages.en]\nmarque = "m"\n', "“languages.en.marque” is not a known setting"),
        ("[languages]\nen = 3\n", "must be a table"),
    ],
)
def test_settings_that_are_refused(more: str, said: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_settings((SETTINGS + more).encode())
    assert said in str(caught.value)
