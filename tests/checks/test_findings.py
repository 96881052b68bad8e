"""Each check of the structure finds its fault, at its line, and nothing in a sound text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponam_review.checks import RULES, check_files, chosen_rules, rules_named, unknown_name
from ponam_review.workspace.settings import CheckSettings, Silence

from .building import found, subject, told

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


def test_a_sound_text_has_no_finding() -> None:
    assert told(subject(SOUND)) == []


@pytest.mark.parametrize(
    ("source", "rule", "line", "words"),
    [
        ("", "structure/empty-section", 1, "is empty"),
        ("Texte.\n\n## Vide\n\n## Plein\n\nTexte.\n", "structure/empty-heading", 8, "nothing stands under the heading “Vide”"),
        ("Texte.\n\n## Dernier\n", "structure/empty-heading", 8, "nothing stands under the heading “Dernier”"),
        ("### Trop bas\n\nTexte.\n", "structure/levels", 6, "from level 1 to level 3; write it with “##”"),
        ("Texte.\n\n# Trop haut\n\nTexte.\n", "structure/levels", 8, "of level 1"),
        ("Voir [](#nulle-part).\n", "references/dead", 6, "“#nulle-part” leads nowhere"),
        ("Voir [là](#cadr).\n\n## Cadre {#cadre}\n\nTexte.\n", "references/dead", 6, "did you mean “#cadre”?"),
        ("Texte[^1].\n\n[^1]: Voir [](#rien-de-tel).\n", "references/dead", 8, "“#rien-de-tel” leads nowhere"),
        ("Voir [l’annexe](annexe.pdf).\n", "references/files", 6, "leads to “annexe.pdf”, which is not there"),
        ("Texte[^1].\n\n[^1]:\n", "notes/empty", 6, "[^1] is empty"),
        ("Texte[^7].\n", "reading/loss", 6, "[^7] is not defined"),
        ("![Une vue](absente.png)\n", "pictures/missing", 6, "is not there"),
        ("Texte ![](carte.png) et suite.\n", "pictures/description", 6, "has no description"),
    ],
)
def test_a_fault_is_found_at_its_line(source: str, rule: str, line: int, words: str) -> None:
    ((kind, file, at, sentence),) = told(subject(source))
    assert (kind, file, at) == (rule, "s1.md", line)
    assert words in sentence


@pytest.mark.parametrize("link", ["https://exemple.ml/a.pdf", "mailto:a@exemple.ml", "carte.png", "carte.png#page=2"])
def test_links_that_lead_out_or_to_a_file_that_is_there_are_right(link: str) -> None:
    assert told(subject(f"Voir [cela]({link}).\n")) == []


def test_an_id_that_names_two_things_is_found_across_files() -> None:
    twice = "## Cadre {#cadre}\n\nTexte.\n"
    assert told(subject(twice, twice)) == [
        ("structure/ids", "s2.md", 6, "the id “cadre” is already that of s1.md:6; give one of the two another id"),
    ]


def test_a_heading_may_not_take_the_id_of_a_section() -> None:
    ((rule, file, _, sentence),) = told(subject("## Cadre {#s2}\n\nTexte.\n", "Texte.\n"))
    assert (rule, file) == ("structure/ids", "s1.md")
    assert "already that of s2.md" in sentence


def test_front_matter_behind_the_body_is_out_of_order() -> None:
    text = "Texte.\n"
    assert told(subject(text, text, text, kinds=("liminaire", "corps", "annexe"))) == []
    ((rule, file, line, _),) = told(subject(text, text, text, kinds=("corps", "liminaire", "corps")))
    assert (rule, file, line) == ("structure/order", "s2.md", 1)


def test_findings_come_in_the_order_of_the_text() -> None:
    sources = ("Voir [](#un).\n\nVoir [](#deux).\n", "Texte[^9].\n\nVoir [](#trois).\n")
    assert [(file, line) for _, file, line, _ in told(subject(*sources))] == [("s1.md", 6), ("s1.md", 8), ("s2.md", 6), ("s2.md", 8)]


# ------------------------------------------------------------------ rules and silences


def test_every_rule_has_one_name_and_belongs_to_a_family() -> None:
    names = [rule.id for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.id.count("/") == 1 for rule in RULES)
    assert unknown_name(("typography", "all", *names)) == ""
    assert unknown_name(("typographie",)) == "typographie"


def test_rules_are_chosen_by_name_family_and_workspace() -> None:
    unasked = chosen_rules()
    assert all(rule.default for rule in unasked)
    assert chosen_rules(only=("typography",)) == rules_named(("typography",))
    settings = CheckSettings(also=("readability",), without=("acronyms/late",))
    assert {rule.id for rule in chosen_rules(settings)} - {rule.id for rule in unasked} == {"readability/sentences", "readability/paragraphs"}
    assert "acronyms/late" not in {rule.id for rule in chosen_rules(settings)}
    assert "legal" not in {rule.family for rule in chosen_rules(without=("legal",))}


def test_a_few_files_are_checked_alone() -> None:
    checked = subject("L'un [](#rien).\n", "L'autre.\n")
    assert {(one.notice.file, one.rule) for one in check_files(checked, {"s2.md"})} == {("s2.md", "typography/apostrophes")}
    assert {one.rule for one in check_files(checked, {"s1.md"})} == {"references/dead", "typography/apostrophes"}
    silenced = replace(checked, silences=(Silence("typography", "Cité tel quel."), Silence("notes", "Rien.")))
    assert check_files(silenced, {"s2.md"}) == ()


def test_what_is_silenced_is_not_found_again_and_a_useless_silence_is() -> None:
    checked = subject("Voir [](#un) et [](#deux).\n", "Voir [](#un).\n")
    one = Silence("references/dead", "Écrit plus tard.", section="s1", about="un")
    silenced = replace(checked, silences=(one,))
    assert [(f.notice.file, f.notice.values["target"]) for f in found(silenced)] == [("s1.md", "deux"), ("s2.md", "un")]

    useless = replace(checked, silences=(Silence("references", "Écrits plus tard."), Silence("notes", "Plus rien.")))
    ((rule, file, _, sentence),) = told(useless)
    assert (rule, file) == ("silence/useless", "ponam.toml")
    assert "“notes” finds nothing more" in sentence
    assert told(replace(checked, silences=(Silence("notes", "Plus rien."),)), "references")[0][0] == "references/dead"

    unknown = replace(subject("Texte.\n"), silences=(Silence("referances", "Faute de frappe."),))
    assert [(f.rule, f.level) for f in found(unknown)] == [("silence/unknown", "error")]
