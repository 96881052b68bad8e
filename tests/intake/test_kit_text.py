"""The kit's answer pasted as text into a message."""

from __future__ import annotations

import pytest

from ponam_review.intake.desk import Desk
from ponam_review.intake.kit_text import looks_like_kit_text
from ponam_review.intake.pasted import take_text
from ponam_review.register.values import Stakeholder
from ponam_review.register.vocabulary import Channel, Edit, Nature

from .editions import layout

DESK = Desk(layout(), (Stakeholder("DGME", "Délégation générale"), Stakeholder("OIM", "Organisation")))
FRENCH = """Observations sur\u00a0: Politique d’essai – projet-1
De\u00a0: Personne fictive, Point focal, DGME

1. [Observation générale]
Observation\u00a0: Texte clair.
Deuxième ligne.

2. [axe-3 ¶2]
Passage\u00a0: «\u00a0la première attente\u00a0»
Rédaction proposée\u00a0: l’attente première
Nature\u00a0: Erreur de fait

3. [axe-3 ¶4]
Supprimer ce passage.

4. [axe-3 ¶5]
Ajouter après\u00a0: Un alinéa de plus.
"""
ENGLISH = """Remarks on: Test policy – projet-1
From: OIM

1. [axe-3 ¶2]
Remark: Say more.
"""


def test_every_remark_stands_where_its_address_says() -> None:
    (submission,) = take_text(FRENCH.encode(), "message.txt", DESK).submissions
    assert (submission.stakeholder, submission.channel) == ("DGME", Channel.MESSAGE)
    general, worded, deleted, added = submission.comments
    assert general.text == "Texte clair.\nDeuxième ligne." and general.place.selector is None
    assert (worded.edit, worded.proposal, worded.nature) == (Edit.REWORD, "l’attente première", Nature.FACT)
    assert worded.place.selector is not None and worded.place.selector.exact == "la première attente"
    assert deleted.edit is Edit.DELETE and deleted.place.selector is not None and deleted.place.selector.block == 4
    assert (added.edit, added.proposal) == (Edit.INSERT_AFTER, "Un alinéa de plus.")


def test_it_is_read_in_english_and_below_a_greeting() -> None:
    (submission,) = take_text(("Hello,\n\n" + ENGLISH).encode(), "message.txt", DESK).submissions
    assert (submission.stakeholder, [comment.text for comment in submission.comments]) == ("OIM", ["Say more."])


@pytest.mark.parametrize("text", ["", "Observations sur : la politique\nRien.", "1. [axe-3 ¶2]\nObservation : x"])
def test_other_texts_are_not_taken_for_one(text: str) -> None:
    assert not looks_like_kit_text(text)
