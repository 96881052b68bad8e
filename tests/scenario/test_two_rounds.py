"""A whole consultation on the sample, by the commands that a secretariat types: five channels, two rounds, three editions, checked to the row."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ponam_review.shipped import shipped

from ..cli.conftest import Ran, Run, ponam

__all__ = ["ponam"]

MAIL = """\
From: Mission <mission@oim.exemple>
To: secretariat@exemple.invalid
Subject: Observations sur le projet
Date: Mon, 2 Mar 2026 10:00:00 +0000
Message-ID: <obs-1@oim.exemple>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Bonjour,

Voici nos observations :

1. Axe 3, mesure 1 : huit postes consulaires ne suffisent pas.
2. Financement : prévoir une revue à mi-parcours du cadre de dépenses.

Cordialement,
La mission
"""
PASTED = "Bonjour, pour le HCME :\n- le numéro d’urgence doit répondre aussi en soninké\n- publier la liste des relais de protection\n"
FIRST = 1_772_352_000
DAY = 86_400
POLICY = "policy/politique"


class Secretariat:
    """Who types the commands, day after day."""

    def __init__(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run, self._patch, self._day = run, monkeypatch, 0
        for name, value in {"PONAM_LANG": "fr", "PONAM_AUTHOR": "Secrétariat"}.items():
            monkeypatch.setenv(name, value)

    def next_day(self) -> None:
        self._day += 1
        self._patch.setenv("SOURCE_DATE_EPOCH", str(FIRST + DAY * self._day))

    def __call__(self, *words: str, code: int = 0) -> Ran:
        ran = self._run(*words)
        assert ran.code == code, (words, ran.code, ran.out[-2000:], ran.err[-2000:])
        return ran

    def read(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--format", "json", code=code).out)

    def respond(self, numbers: list[str], disposition: str, reason: str) -> None:
        self("respond", *numbers, "--disposition", disposition, "--reason", reason)

    def says(self, words: str) -> str:
        """The number of the one comment that says these words."""
        found = self.read("comment", "list", "--search", words)["comments"]
        assert len(found) == 1, (words, [comment["number"] for comment in found])
        return str(found[0]["number"])


def lay_sample(here: Path) -> None:
    shutil.copy(shipped("ponam.toml"), here)
    shutil.copytree(shipped("policy/historique/projet-0"), here / "policy")
    (here / ".gitignore").write_text(".ponam/\n", encoding="utf-8")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_five_channels_two_rounds_three_editions(ponam: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    do = Secretariat(ponam, monkeypatch)
    first_round(do, tmp_path, monkeypatch)
    first_answers(do, tmp_path)
    second_round(do)
    everything_to_the_row(do)


def first_round(do: Secretariat, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word copy, matrix, e-mail, pasted message, paper."""
    lay_sample(here)
    answers = shipped("policy/exemples/contributions")
    do("edition", "create", "projet-0", "--status", "projet")
    do.next_day()
    do("consult", "open", "projet-0", "--until", "2026-12-31")
    do("stakeholder", "import", str(answers / "parties-prenantes.csv"))
    do("intake", str(answers / "dgme-observations.docx"))
    do("intake", str(answers / "cigem-matrice-observations.xlsx"))
    (here / "courriel-OIM.eml").write_text(MAIL, encoding="utf-8")
    do("intake", "courriel-OIM.eml", "--from", "OIM")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PASTED.encode()), encoding="utf-8"))
    do("intake", "-", "--from", "HCME")
    do("comment", "add", "--from", "REMF", "--channel", "paper", "--text", "Formule blessante pour les associations", "--at", "axe-1 ¶27")
    for name in ("courriel-OIM.eml",):
        (here / name).unlink()

    listed = do.read("comment", "list")["comments"]
    assert Counter(comment["channel"] for comment in listed) == {"word": 16, "matrix": 8, "email": 2, "message": 2, "paper": 1}
    assert [comment["number"] for comment in listed] == [f"OBS-{number:04d}" for number in range(1, 30)], "without gap or double"


def first_answers(do: Secretariat, here: Path) -> None:
    """Decide, apply, write by hand, hold a workshop, freeze; the proof finds what is missing until nothing is."""
    do.next_day()
    proposals = [comment["number"] for comment in do.read("comment", "list", "--kind", "proposal", "--from", "DGME")["comments"]]
    assert len(proposals) == 6
    do.respond(proposals, "retenue", "Rédaction plus exacte.")
    applied = do.read("apply", "--all-accepted")
    assert [row["outcome"] for row in applied["results"]] == ["applied"] * 6
    assert all(row["outcome"] == "already" for row in do.read("apply", *proposals)["results"])

    posts, language = do.says("huit postes consulaires"), do.says("soninké")
    do("comment", "move", language, "--quote", "joignable à toute heure, en français et en bamanankan")
    do.respond([posts], "retenue", "Les crédits le permettent.")
    do.respond([language], "retenue avec modification", "Avec le fulfuldé.")
    replace(here / POLICY / "12-axe-3.md", "renforcer huit postes", "renforcer douze postes")
    do("save", "-m", "Porter les postes consulaires à douze", "--for", posts)
    replace(here / POLICY / "12-axe-3.md", "en français et en bamanankan.", "en français, en bamanankan, en soninké et en fulfuldé.")
    do("save", "-m", "Langues du numéro d’urgence", "--for", language)
    replace(
        here / POLICY / "12-axe-3.md",
        "un délai de prise en charge de soixante-douze heures",
        "un délai de prise en charge de quarante-huit heures",
    )
    do("save", "-m", "Délai du mécanisme", "--workshop", "Bamako, 12 mai 2026, point 3")
    replace(here / POLICY / "19-cadre-institutionnel.md", "Il se réunit une fois l’an.", "Il se réunit trois fois l’an.")
    do("save", "-m", "Rythme du comité de pilotage", "--note", "Demande du cabinet")
    others = [comment["number"] for comment in do.read("comment", "list", "--pending")["comments"]]
    assert len(others) == 29 - 8
    replace(here / POLICY / "12-axe-3.md", "Affecter un quart des crédits", "Affecter un tiers des crédits")
    do("save", "-m", "Part des projets communautaires")
    do.next_day()
    do("edition", "create", "version-1", "--status", "provisoire")

    proof = do.read("proof", "projet-0", "version-1", code=1)
    assert proof["unanswered"] == others
    assert (proof["without_effect"], proof["traced"]) == ([], True)
    left = [change for change in proof["changes"] if not change["explained"]]
    assert [(change["place"], change["words"][1:3]) for change in left] == [("axe-3 ¶25", [["-", "quart"], ["+", "tiers"]])]
    do.respond(others, "prise en note", "Sera examinée avec le plan d’action.")
    (bare,) = left[0]["without_reason"]
    do("save", "-m", "Motif donné après coup", "--note", "Arbitrage du comité technique", "--about", bare)
    assert do.read("proof", "projet-0", "version-1")["whole"]
    for name in ("preuve.html", "preuve.docx"):
        do("proof", "projet-0", "version-1", "-o", name)
        assert (here / name).stat().st_size > 5_000
        (here / name).unlink()


def second_round(do: Secretariat) -> None:
    """A remark on the first edition that arrives late, remarks on the second, a third edition."""
    do.next_day()
    waiting = do.read("comment", "queue", code=1)["places"]
    gone = [place["number"] for place in waiting if place["fate"] == "gone"]
    do("comment", "confirm", *[place["number"] for place in waiting])
    assert do.read("comment", "queue")["places"] == [] and len(gone) < len(waiting) + 1
    do("consult", "close")
    do("consult", "open", "version-1", "--until", "2026-12-31")
    taken = do("intake", str(shipped("policy/exemples/contributions/hcme-observations.docx")))
    assert "elle répond à la version projet-0" in taken.err and "en conflit avec la dernière version" in taken.err
    late = {comment["number"]: comment for comment in do.read("comment", "list", "--from", "HCME", "--round", "2")["comments"]}
    assert len(late) == 16 and {comment["place"]["selector"]["revision"] for comment in late.values()} == {"projet-0"}
    posts = next(number for number, comment in late.items() if "douze postes consulaires" in comment["proposal"])
    shown = do.read("comment", "show", posts)["comments"][0]
    assert shown["now"] == "met", "the text of version-1 says it already"
    standing = Counter(one["now"] for one in do.read("comment", "show", *late)["comments"])
    assert standing == {"met": 2, "stands": 13, "conflict": 1}
    do("comment", "add", "--from", "MEF", "--channel", "meeting", "--text", "Sigle d’usage courant.", "--at", "financement ¶18",
       "--quote", "cadre de dépenses à moyen terme", "--proposal", "cadre de dépenses à moyen terme (CDMT)")  # fmt: skip

    cdmt = do.says("CDMT")
    do.respond([cdmt], "retenue", "Sigle d’usage courant.")
    do("apply", cdmt)
    do.respond([posts], "déjà satisfaite", "Voir la mesure 1.")
    do.respond([number for number in late if number != posts], "non retenue", "Arrivée après l’arbitrage.")
    do.next_day()
    do("edition", "create", "adoptee", "--status", "adoptée")
    assert do.read("proof", "version-1", "adoptee")["whole"]


def everything_to_the_row(do: Secretariat) -> None:
    """Each remark once, with its answer; register, history and text agree."""
    rows = list(csv.DictReader(io.StringIO(do("matrix", "-o", "-", "--format", "csv").out.removeprefix("\ufeff")), delimiter=";"))
    assert [row["N°"] for row in rows] == [f"OBS-{number:04d}" for number in range(1, 47)]
    assert all(row["Suite donnée"] and row["Justification"] and row["Responsable"] == "Secrétariat" for row in rows)
    assert Counter(row["Suite donnée"] for row in rows) == {
        "Prise en note": 21, "Non retenue": 15, "Retenue": 8, "Retenue avec modification": 1, "Déjà satisfaite": 1,
    }  # fmt: skip
    assert Counter(row["Structure"] for row in rows) == {"DGME": 16, "CIGEM": 8, "OIM": 2, "HCME": 18, "REMF": 1, "MEF": 1}
    late = 16
    assert Counter(row["Version visée"] for row in rows) == {"projet-0": 29 + late, "version-1": 1}
    assert [line.split()[0] for line in do("edition", "list").out.splitlines()] == ["projet-0", "version-1", "adoptee"]
    assert do("consult", "status", "--verify").code == 0
    assert not [entry for entry in do.read("log")["entries"] if not entry["trailers"] and entry["subject"].startswith("OBS-")]
