"""Wording inside comments, recognised only where nothing else can be meant."""

from __future__ import annotations

import pytest

from ponam_review.intake.returned.instructions import Instruction, instruction
from ponam_review.intake.word import read_copy
from ponam_review.register.vocabulary import Edit, Kind

from ..editions import Copy, layout, on, p, run

LAYOUT = layout()
FUND = "Créer un fonds d’assistance juridique pour les personnes détenues."
POSTS = "Ouvrir ou renforcer douze postes consulaires dans les bassins de forte présence."


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Remplacer « douze » par « quinze ».", Instruction("replace", "douze", "quinze")),
        ('Remplacer le mot "douze" par "quinze" : les besoins ont crû.', Instruction("replace", "douze", "quinze")),
        ("Lire « quinze » au lieu de « douze »", Instruction("replace", "douze", "quinze")),
        ("Replace “twelve” with “fifteen”.", Instruction("replace", "twelve", "fifteen")),
        ("Ajouter « et équiper » après « renforcer »", Instruction("after", "renforcer", "et équiper")),
        ("Supprimer « ou renforcer »", Instruction("delete", "ou renforcer")),
        ("Lire : quinze postes", Instruction("instead", new="quinze postes")),
        ("Reformuler ainsi : « L’État garantit. »", Instruction("instead", new="L’État garantit.")),
        ("Proposed wording: The State shall act.", Instruction("instead", new="The State shall act.")),
        ("À supprimer.", Instruction("delete")),
        ("Supprimer ce paragraphe, redondant avec le 2.", Instruction("delete", line=True)),
        ("Delete this paragraph.", Instruction("delete", line=True)),
        ("Remplacer « a » par « b » et « c » par « d »", None),
        ("Lire : quinze. Voir le décret.", None),
        ("Supprimer les doublons dans cette partie", None),
        ("Ne pas supprimer", None),
        ("Reformuler", None),
        ("Qui paie ?", None),
    ],
)
def test_what_a_comment_asks_for(said: str, asked: Instruction | None) -> None:
    assert instruction(said) == asked


@pytest.mark.parametrize(
    ("said", "edit", "quote", "proposal"),
    [
        ("Remplacer « fonds » par « mécanisme ».", Edit.REWORD, "fonds d’assistance", "mécanisme d’assistance"),
        ("Remplacer « détenues » par « privées de liberté ».", Edit.REWORD, FUND, FUND.replace("détenues", "privées de liberté")),
        ("Lire : guichet d’aide", Edit.REWORD, "fonds d’assistance", "guichet d’aide"),
        ("Supprimer", Edit.DELETE, "fonds d’assistance", ""),
        ("Supprimer ce paragraphe.", Edit.DELETE, FUND, ""),
    ],
)
def test_the_proposal_stands_on_the_words_it_changes_and_the_remark_is_kept_whole(said: str, edit: Edit, quote: str, proposal: str) -> None:
    xml = p(run("Créer un "), on("fonds d’assistance", 0), run(" juridique pour les personnes détenues."))
    (found,) = read_copy(Copy({FUND: xml}, [("Juriste", said)]).bytes(), "copie.docx", LAYOUT).value
    assert (found.kind, found.edit, found.quote, found.proposal, found.text) == (Kind.PROPOSAL, edit, quote, proposal, said)
    assert found.place.selector is not None
    assert found.place.selector.exact == quote


@pytest.mark.parametrize("said", ["Remplacer « budget » par « crédit ».", "Remplacer « e » par « a »."])
def test_words_that_do_not_stand_there_once_leave_a_remark(said: str) -> None:
    (found,) = read_copy(Copy({POSTS: p(on(POSTS, 0))}, [("Juriste", said)]).bytes(), "copie.docx", LAYOUT).value
    assert (found.kind, found.edit, found.proposal, found.text) == (Kind.REMARK, Edit.FREE, "", said)
