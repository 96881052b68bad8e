"""What is quoted from the source and no reader sees: addresses, numbers of items, tags, front matter."""

from __future__ import annotations

import pytest

from ponam_review.compare.carry import Carried, Carrier, Quote
from ponam_review.compare.engine import compare
from ponam_review.markdown.reader import read_loose
from ponam_review.text.flow import prepare

OLD = """---
title: Guide
weight: 70
---

# Retours

Voir la [documentation](https://example.org/guide/accueil#retours) du guichet,
tenue à jour.

1. Le guichet accueille les personnes de retour.
2. Le registre est tenu par le ministère.

<div class="encadre">

Texte encadré.

</div>

<!-- relu par le comité -->

| Axe | Lien |
| --- | --- |
| Un | [site](https://example.org/un) |

[logo]: https://example.org/logo.png "Logo"
"""


def carried(new: str, exact: str, line: int = 0, old: str = OLD) -> Carried:
    flows = [prepare(read_loose(source, "t.md").value) for source in (old, new)]
    return Carrier(compare(*flows), (lambda _: old, lambda _: new)).carry(Quote(exact, line=line))


@pytest.mark.parametrize(
    ("exact", "line"),
    [
        ("guide/accueil", 8),
        ("1. Le guichet accueille", 11),
        ('div class="encadre', 14),
        ("relu par le comité", 20),
        ("title: Guide weight: 70", 2),
        ("example.org/un", 24),
        ("example.org/logo", 26),
        ("documentation du guichet, tenue", 8),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_it_stays_in_its_place(exact: str, line: int, *, known: bool) -> None:
    new = OLD.replace("---\n\n#", "---\n\nUn paragraphe nouveau.\n\n#")
    found = carried(new, exact, line if known else 0)
    assert (found.fate, found.exact) == ("same", exact)
    assert found.lines is not None
    shift = 2 if line > 5 else 0
    assert found.lines[0] <= line + shift <= found.lines[1]


def test_it_goes_with_its_block_and_is_reworded_with_it() -> None:
    new = OLD.replace("1. Le guichet", "1. Un comité veille.\n2. Le guichet unique").replace("2. Le registre", "3. Le registre")
    found = carried(new, "2. Le registre est tenu", 12)
    assert (found.fate, found.exact, found.lines) == ("reworded", "3. Le registre est tenu", (13, 13))


def test_an_address_is_gone_with_its_link() -> None:
    assert (
        carried(OLD.replace("[documentation](https://example.org/guide/accueil#retours)", "documentation"), "guide/accueil#retours", 8).fate
        == "gone"
    )


def test_front_matter_is_followed_though_no_block_holds_it() -> None:
    found = carried(OLD.replace("title: Guide", "title: Manuel"), "title: Guide weight", 2)
    assert (found.fate, found.exact, found.lines, found.block) == ("reworded", "title: Manuel weight", (1, 4), 0)


def test_a_repeated_comment_stays_between_its_neighbours() -> None:
    old = "<!-- note -->\n\nPremier alinéa du texte.\n\n<!-- note -->\n\nSecond alinéa du texte.\n\n<!-- note -->\n"
    new = "Premier alinéa du texte.\n\n<!-- note -->\n\nSecond alinéa du texte.\n\n<!-- note -->\n"
    assert carried(new, "note", 5, old).lines == (3, 3)
    assert carried(new, "note", 9, old).lines == (7, 7)


def test_without_sources_it_is_not_found() -> None:
    flow = prepare(read_loose(OLD, "t.md").value)
    assert Carrier(compare(flow, flow)).carry(Quote("guide/accueil", line=8)).fate == "gone"
