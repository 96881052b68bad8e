"""Comments as they come out of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ponam_review.register.values import Comment, Disposition, Place
from ponam_review.register.vocabulary import Certainty, Channel, Edit, Kind, Nature, Suite
from ponam_review.text.remarks import Selector

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
POSTS = "Ouvrir ou renforcer douze postes consulaires dans les six mois."
PLACE = Place(
    Selector("projet-1", "axe-3", 14, "douze postes", "renforcer ", " consulaires", 20), Certainty.CERTAIN, 1.0, "9.3 Mesures", 57
)
YES = Disposition(Suite.ACCEPTED, "Le budget le permet.", "Rapporteur", NOW, "axe-3 ¶14")

PLAIN = Comment(
    number=1,
    kind=Kind.REMARK,
    edit=Edit.FREE,
    nature=Nature.SUBSTANCE,
    text="Pourquoi douze ?",
    proposal="",
    quote="douze postes",
    author="Chef de bureau",
    written_at="2026-02-27T10:00:00Z",
    received_at=NOW,
    stakeholder="DGME",
    round=1,
    edition="projet-1",
    channel=Channel.WORD,
    file_name="copie.docx",
    file_sha256="0" * 64,
    place=PLACE,
    source={"paragraph": 12},
    extras={},
    answers=None,
    resolved=False,
    disposition=None,
)
REWORDED = replace(
    PLAIN, number=2, kind=Kind.PROPOSAL, edit=Edit.REWORD, nature=Nature.UNSAID, text="", quote=POSTS, proposal=POSTS.replace("douze", "quinze"), disposition=YES
)  # fmt: skip


def numbered(*comments: Comment) -> list[Comment]:
    return [replace(comment, number=number) for number, comment in enumerate(comments, 1)]
