"""Signs and spaces: what is proposed, what is left alone, and that a correction changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponam_review.checks import check_subject, rules_named
from ponam_review.checks.fixing import corrected, says_the_same
from ponam_review.checks.prose import MASK, prose_of

from .building import FRONT, found, subject

HEAD = FRONT.format(id="s1", title="Partie 1")
FIXABLE = rules_named(("typography", "legal/form"))


def mended(source: str, convention: str = "fr") -> str:
    checked = replace(subject(source), typography={"politique": convention})
    whole = HEAD + source
    return corrected(whole, check_subject(checked, FIXABLE)).text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Quoi? Oui! Bien; or: non.", "Quoi\u202f? Oui\u202f! Bien\u202f; or\u00a0: non."),
        ("Quoi ? Bien ; or : non.", "Quoi\u202f? Bien\u202f; or\u00a0: non."),
        ("**Note** : ceci; *cela*!", "**Note**\u00a0: ceci\u202f; *cela*\u202f!"),
        ("Dit « oui » et «non».", "Dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»."),
        ('Dit "oui" et “non”.', "Dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»."),
        ("« Dit “non” », fin.", "«\u00a0Dit “non”\u00a0», fin."),
        ("L'État d'ici.", "L’État d’ici."),
        ("Et puis... ou…", "Et puis… ou…"),
        ("Le Mali - pays - vaste.", "Le Mali – pays – vaste."),
        ("Soit 12 % ou 15%.", "Soit 12\u00a0% ou 15\u00a0%."),
        ("En tout 148 000 millions de francs.", "En tout 148\u202f000\u00a0millions de francs."),
        ("Coûte 1.250.000 FCFA ou 5000000 francs CFA.", "Coûte 1\u202f250\u202f000\u00a0FCFA ou 5\u202f000\u202f000\u00a0francs CFA."),
        ("Pour 300 F CFA ou 5 Fcfa.", "Pour 300\u00a0FCFA ou 5\u00a0FCFA."),
        ("La 2ème et la 1ère du XXIème.", "La 2e et la 1re du XXIe."),
        ("L’Etat et les Etats. A la fin, A Bamako.", "L’État et les États. À la fin, A Bamako."),
        ("Deux  espaces.", "Deux espaces."),
        ("| a ; b | c |\n|---|---|\n| d; e | 12 % |", "| a\u202f; b | c |\n|---|---|\n| d\u202f; e | 12\u00a0% |"),
        ("![Une carte : ici](carte.png \"L'axe\")", "![Une carte\u00a0: ici](carte.png \"L’axe\")"),
        ("Un point[^n] ; fin.\n\n[^n]: Quoi ?", "Un point[^n]\u202f; fin.\n\n[^n]: Quoi\u202f?"),
    ],
)
def test_what_is_proposed(typed: str, wanted: str) -> None:
    assert mended(typed + "\n") == wanted + "\n"
    assert says_the_same(HEAD + typed + "\n", HEAD + wanted + "\n", "s1.md")
    assert mended(wanted + "\n") == wanted + "\n"


@pytest.mark.parametrize(
    "source",
    [
        "À 12:30, le 3/4, en 2026, page 12500, loi n°2013-015, 20 000, le ratio 1:2.",
        "`a ? b : c` et <https://exemple.ml/?a;b> et https://exemple.ml/?q=1;2 et a.b@exemple.ml !".replace(" !", "\u202f!"),
        "[mot](https://exemple.ml/a;b?c:d \"Titre\")",
        "```\nif a ? b : c; d'e \"f\"...\n```",
        "## Titre {#a-b}\n\nTexte.",
        "| A | B |\n|:---|---:|\n| 1 | 2 |",
        "Table: Les coûts {#couts}\n\n| A | B |\n|---|---|\n| 1 | 2 |",
        "- un\n- deux\n\n1. trois",
        "Il dit&nbsp;: oui.",
        "<!-- l'Etat ; \"x\" -->\n\nTexte.",
    ],
)  # fmt: skip
def test_what_is_left_alone(source: str) -> None:
    assert mended(source + "\n") == source + "\n"


def test_the_european_convention_wants_no_spaces() -> None:
    assert mended("Dit « oui » : bien ; or ? Non !\n", "eu") == "Dit «oui»: bien; or? Non!\n"
    assert mended("Dit «oui»: bien; or? Non!\n", "eu") == "Dit «oui»: bien; or? Non!\n"
    assert mended("Dit : l'un.\n", "none") == "Dit : l'un.\n"


def test_a_finding_shows_what_nobody_sees() -> None:
    (one,) = found(subject("Quoi ?\n"), "typography")
    assert one.notice.values == {"found": "Quoi ?", "wanted": "Quoi⍽?"}
    assert (one.notice.line, one.column) == (6, 5)


SIGNS = st.text(alphabet="aàéE'\"«»“”.,;:!?-–… \u00a0\u202f\n\n|*_`[](){}#^<>0123456789%\\n°FCFAl’", max_size=120)


@given(SIGNS)
def test_the_mask_is_as_long_as_the_source(source: str) -> None:
    prose = prose_of(source, "s1.md")
    assert len(prose.text) == len(source)
    assert all(masked in (own, MASK, "\u00a0") for own, masked in zip(source, prose.text, strict=True))
    assert source.count("\n") == prose.text.count("\n")


@given(SIGNS)
def test_no_rule_stumbles_and_corrections_that_are_kept_change_signs_only(source: str) -> None:
    source = source.replace("\r", "")
    checked = subject(source)
    once = corrected(HEAD + source, check_subject(checked, FIXABLE))
    rest = check_subject(checked, rules_named(("all",)))
    assert all(one.notice.text() for one in rest)
    if says_the_same(HEAD + source, once.text, "s1.md"):
        again = once.text
        for _ in range(4):
            again = corrected(again, check_subject(subject(again.removeprefix(HEAD)), FIXABLE)).text
        assert again == corrected(again, check_subject(subject(again.removeprefix(HEAD)), FIXABLE)).text
