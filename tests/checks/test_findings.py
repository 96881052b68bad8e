"""Each check finds its fault, at its line, and nothing in a sound text."""

from __future__ import annotations

import pytest

from ponam_review.checks import check_revision
from ponam_review.markdown.reader import read_section
from ponam_review.text.model import Document, Revision

FRONT = "---\nid: {id}\ntitle: {title}\n---\n\n"
SOUND = """\
Premier alinéa, voir [](#cadre) et [le tableau](#couts)[^1].

## Cadre {#cadre}

Texte.

### Détail

![Une carte](carte.png)

[^1]: Une note.

Table: Les coûts {#couts}

| A | B |
|---|---|
| 1 | [](#cadre) |
"""


def found(*sources: str, pictures: tuple[str, ...] = ("carte.png",)) -> list[tuple[str, str, int, str]]:
    """What checking these sections finds: check, file, line, sentence."""
    sections, notices = [], []
    for number, source in enumerate(sources, 1):
        name = f"s{number}"
        result = read_section(FRONT.format(id=name, title=f"Partie {number}") + source, file=f"{name}.md", identified=True)
        sections.append(result.value)
        notices += result.notices
    revision = Revision("essai", (Document("politique", "Politique", tuple(sections)),))
    findings = check_revision(revision, read_image=lambda file, source: b"png" if source in pictures else None, notices=notices)
    return [(one.check, one.notice.file, one.notice.line, one.notice.text()) for one in findings]


def test_a_sound_text_has_no_finding() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("source", "check", "line", "words"),
    [
        ("", "structure", 1, "is empty"),
        ("Texte.\n\n## Vide\n\n## Plein\n\nTexte.\n", "structure", 8, "nothing stands under the heading “Vide”"),
        ("Texte.\n\n## Dernier\n", "structure", 8, "nothing stands under the heading “Dernier”"),
        ("### Trop bas\n\nTexte.\n", "structure", 6, "from level 1 to level 3; write it with “##”"),
        ("Texte.\n\n# Trop haut\n\nTexte.\n", "structure", 8, "of level 1"),
        ("Voir [](#nulle-part).\n", "references", 6, "“#nulle-part” leads nowhere"),
        ("Voir [là](#cadr).\n\n## Cadre {#cadre}\n\nTexte.\n", "references", 6, "did you mean “#cadre”?"),
        ("Texte[^1].\n\n[^1]: Voir [](#rien-de-tel).\n", "references", 8, "“#rien-de-tel” leads nowhere"),
        ("Texte[^1].\n\n[^1]:\n", "notes", 6, "[^1] is empty"),
        ("Texte[^7].\n", "reading", 6, "[^7] is not defined"),
        ("![Une vue](absente.png)\n", "pictures", 6, "is not there"),
        ("Texte ![](carte.png) et suite.\n", "pictures", 6, "has no description"),
    ],
)
def test_a_fault_is_found_at_its_line(source: str, check: str, line: int, words: str) -> None:
    ((kind, file, at, sentence),) = found(source)
    assert (kind, file, at) == (check, "s1.md", line)
    assert words in sentence


def test_an_id_that_names_two_things_is_found_across_files() -> None:
    twice = "## Cadre {#cadre}\n\nTexte.\n"
    assert found(twice, twice) == [
        ("structure", "s2.md", 6, "the id “cadre” is already that of s1.md:6; give one of the two another id"),
    ]


def test_a_heading_may_not_take_the_id_of_a_section() -> None:
    ((check, file, _, sentence),) = found("## Cadre {#s2}\n\nTexte.\n", "Texte.\n")
    assert (check, file) == ("structure", "s1.md")
    assert "already that of s2.md" in sentence


def test_findings_come_in_the_order_of_the_text() -> None:
    sources = ("Voir [](#un).\n\nVoir [](#deux).\n", "Texte[^9].\n\nVoir [](#trois).\n")
    assert [(file, line) for _, file, line, _ in found(*sources)] == [("s1.md", 6), ("s1.md", 8), ("s2.md", 6), ("s2.md", 8)]
