"""The change set as people are told it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from ponam_review.cli.diff import as_json
from ponam_review.compare.engine import compare
from ponam_review.compare.listing import Change, listed, tally, weights_of
from ponam_review.compare.telling import told
from ponam_review.markdown.reader import read_loose
from ponam_review.text.flow import prepare

SCHEMA = Path(__file__).parents[2] / "src/ponam_review/schemas/ponam-diff-1.json"


def changes(old: str, new: str) -> tuple[Change, ...]:
    return listed(compare(*(prepare(read_loose(text, "texte.md").value) for text in (old, new))))


LONG = "Le comité interministériel se réunit chaque trimestre et rend compte au ministre chargé des Maliens de l’extérieur."
OTHER = "Les conseils de base tiennent le registre des familles et le transmettent avant le 31 mars de chaque année au plus tard."


@pytest.mark.parametrize(
    ("old", "new", "kind", "weight", "line"),
    [
        ("Le comité établit le plan.", "Le comité révise le plan.", "replace", "wording", "« établit » remplacé par « révise »"),
        ("Le délai est de 30 jours.", "Le délai est de 45 jours.", "replace", "substance", "« 30 » remplacé par « 45 »"),
        ("L'État publie le plan.", "L’État publie le plan.", "replace", "typography", "« ' » remplacé par « ’ »"),
        ("Le plan peut être revu.", "Le plan doit être revu.", "replace", "substance", "« peut » remplacé par « doit »"),
        ("Un.\n\nDeux alinéas.", "Un.", "delete", "substance", "suppression de « Deux alinéas. »"),
        ("Un **mot** fort.", "Un mot fort.", "format", "typography", "mise en forme"),
        (f"{LONG}\n\n{OTHER}\n\n{OTHER} Bis.", f"{OTHER}\n\n{OTHER} Bis.\n\n{LONG}", "move", "wording", "déplacé"),
        ("## Titre", "### Titre", "format", "typography", "mise en forme"),
    ],
)  # fmt: skip
def test_each_change_has_a_kind_a_weight_and_a_line(old: str, new: str, kind: str, weight: str, line: str) -> None:
    (change,) = changes(old, new)
    assert (change.kind, change.weight) == (kind, weight)
    assert told(change).replace("\u00a0", " ") == line


def test_new_numbers_of_tables_are_told_once() -> None:
    table = "Table: {} {{#tab-{}}}\n\n| a | b |\n|---|---|\n| {} | d |\n"
    text = "Voir le [](#tab-x) et le [](#tab-x).\n\n" + table.format("Déplacés", "x", "c")
    rows = changes(text, table.format("Budget", "y", "e") + "\n" + text)
    assert [change.kind for change in rows].count("numbering") == 1
    assert all(change.kind in ("insert", "numbering") for change in rows)
    assert told(rows[-1]).replace("\u00a0", " ").startswith("numérotation : « ")


def test_the_json_follows_its_schema() -> None:
    old = "# Titre\n\nUn alinéa[^n].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n[^n]: Note.\n"
    new = "# Titre neuf\n\nUn autre alinéa[^n].\n\n| a | b |\n|---|---|\n| 1 | 5 |\n\nFin.\n\n[^n]: Note revue.\n"
    answer = as_json(changes(old, new), "old.md", "new.md")
    jsonschema.validate(json.loads(json.dumps(answer)), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert answer["stats"] == tally(changes(old, new))
    assert _kinds(changes(old, new)) == ["replace", "replace", "note", "cell", "row-delete", "insert"]


def test_a_table_row_keeps_its_source_line() -> None:
    (change,) = changes("| a |\n|---|\n| un |\n", "| a |\n|---|\n| un |\n| deux |\n")
    assert change.new is not None
    assert change.new.lines == (4, 4)


def test_each_step_has_the_weight_of_its_weightiest_change() -> None:
    old = "Le délai est de 30 jours.\n\nL'État publie.\n\nRien ne change ici."
    new = "Le délai est de 45 jours.\n\nL’État publie.\n\nRien ne change ici."
    found = weights_of(compare(*(prepare(read_loose(text, "texte.md").value) for text in (old, new))))
    assert found == ("substance", "typography", "numbering")


def _kinds(rows: Sequence[Change]) -> list[str]:
    return [change.kind for change in rows]
