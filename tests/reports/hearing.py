"""A small consultation, as a report hears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ponam_review.register.values import Comment, Disposition, Place, Round, Stakeholder
from ponam_review.register.vocabulary import Certainty, Channel, Kind, Suite
from ponam_review.reports.report_facts import Hearing, Rewritten, TextChange
from ponam_review.reports.report_flow import Report
from ponam_review.text.model import Cover
from ponam_review.text.remarks import Selector

from .comments import PLAIN

OPENED = datetime(2026, 3, 2, 10, tzinfo=UTC)
ROUND = Round(1, "projet-1", "", OPENED, "Secrétariat", date(2026, 3, 31), datetime(2026, 4, 1, 9, tzinfo=UTC))
CONSULTED = (
    Stakeholder("DGME", "Délégation générale", "Service de l’État", "Bamako", "Mali"),
    Stakeholder("OIM", "Organisation internationale pour les migrations", "Organisation internationale", "Bamako", "Mali"),
    Stakeholder("CAFO", "Coordination des associations féminines", "Société civile", "Kayes, Gao", "Mali"),
    Stakeholder("DIALLO", "Fanta Diallo", "Particulier", "", "France"),
)
PARTS = {"axe-1": "Migration et développement", "axe-3": "Protection", "suivi": "Suivi"}


def remark(number: int, who: str, words: str, *, section: str = "axe-3", block: int = 1, suite: Suite = Suite.PENDING, reason: str = "Motif.") -> Comment:
    """A remark on a paragraph, decided or not."""
    place = Place(Selector("projet-1", section, block, "douze postes"), Certainty.CERTAIN, 1.0, f"{section} titre", number)
    decision = Disposition(suite, reason, "Modibo Keïta", OPENED) if suite else None
    return replace(
        PLAIN, number=number, stakeholder=who, text=words, place=place, disposition=decision, written_at=f"2026-03-{number:02d}", channel=Channel.WORD
    )


REMARKS = (
    remark(1, "DGME", "Porter le nombre de postes consulaires à quinze.", suite=Suite.ACCEPTED, reason="Le budget le permet."),
    remark(2, "OIM", "Porter le nombre de postes consulaires à quinze.", suite=Suite.REJECTED),
    replace(remark(3, "OIM", "", section="axe-1"), kind=Kind.PROPOSAL, proposal="des postes consulaires mobiles"),
    remark(9, "DIALLO", "Les postes consulaires sont loin.", section="axe-1"),
)
CHANGE = TextChange("projet-1", "projet-2", (Rewritten("Protection", 2, 1, 0), Rewritten("Suivi", 1, 0, 3)))
HEARING = Hearing(REMARKS, CONSULTED, frozenset({"DGME", "OIM", "DIALLO"}), (ROUND,), PARTS, CHANGE, 0, {Channel.WORD: 2, Channel.KIT: 1})


def report(hearing: Hearing = HEARING, *, language: str = "fr", public: bool = False) -> Report:
    return Report(hearing, "Politique", Cover(mark="EXEMPLE"), language, "1er mai 2026", public=public)
