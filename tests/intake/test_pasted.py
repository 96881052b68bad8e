"""Pasted words: conversations, minutes, plain remarks."""

from __future__ import annotations

import pytest

from ponam_review.intake.conversation import is_conversation, read_conversation
from ponam_review.intake.desk import Desk, Taken, UnknownSenderError
from ponam_review.intake.readers import take
from ponam_review.register.values import Stakeholder
from ponam_review.register.vocabulary import Channel
from ponam_review.text.errors import FileError, PonamError

from .editions import layout

LAYOUT = layout()
KNOWN = (Stakeholder("DGME", "Délégation générale"), Stakeholder("OIM", "Organisation internationale"))
ANDROID = """02/03/2026 à 09:30 - Les messages et les appels sont chiffrés de bout en bout.
02/03/2026 à 09:31 - OIM Bamako: Bonjour à tous
02/03/2026 à 09:35 - OIM Bamako: Axe 3 : il manque
la diaspora
02/03/2026 à 09:36 - OIM Bamako: <Médias omis>
13/03/2026 à 09:40 - DGME: Contexte trop long
"""
APPLE = "[3/13/26, 9:35:10 AM] OIM Bamako: Axe 3: the diaspora is missing\n[3/13/26, 9:36:10 AM] DGME: \u200eimage omitted\n"


def taken(text: str, name: str = "texte.txt", sender: Stakeholder | None = None) -> Taken:
    return take(text.encode(), name, Desk(LAYOUT, KNOWN, sender))


def test_each_message_belongs_to_who_wrote_it() -> None:
    read = taken(ANDROID)
    found = [(s.stakeholder, s.channel, c.text, c.author, c.written_at) for s in read.submissions for c in s.comments]
    assert found == [
        ("OIM", Channel.MESSAGE, "Axe 3 : il manque\nla diaspora", "OIM Bamako", "2026-03-02"),
        ("DGME", Channel.MESSAGE, "Contexte trop long", "DGME", "2026-03-13"),
    ]
    assert [notice.values["count"] for notice in read.notices] == [1, 1]
    first = read.submissions[0].comments[0]
    assert first.place.selector is not None and first.place.selector.section == "axe-3"
    assert first.source == {"paragraph": 3}


def test_exports_of_other_telephones() -> None:
    assert is_conversation(APPLE)
    said = read_conversation(APPLE)
    assert [(one.who, one.day, one.media) for one in said] == [("OIM Bamako", "2026-03-13", False), ("DGME", "2026-03-13", True)]


def test_a_stranger_in_a_conversation_is_asked_about() -> None:
    with pytest.raises(UnknownSenderError, match="line 2: nobody in the register is called “Awa T”"):
        taken("02/03/2026 à 09:31 - DGME: Contexte trop long\n02/03/2026 à 09:33 - Awa T: Axe 3 trop court\n")
    read = taken("02/03/2026 à 09:31 - Awa T: Axe 3 trop court\n", sender=KNOWN[1])
    assert [(s.stakeholder, c.author) for s in read.submissions for c in s.comments] == [("OIM", "Awa T")]


def test_minutes_give_each_speaker_what_was_said() -> None:
    text = (
        "Compte rendu du 5 mars\n\nAxe 3\nLe représentant de la DGME : il faut chiffrer.\nOIM : préciser le délai.\n- Contexte : citer les régions\n"
        "- Axe 3 ¶4 : revoir\n"
    )
    read = taken(text)
    assert [(s.stakeholder, s.channel, [c.text for c in s.comments]) for s in read.submissions] == [
        ("DGME", Channel.MEETING, ["il faut chiffrer."]),
        ("OIM", Channel.MEETING, ["préciser le délai.", "Contexte : citer les régions", "Axe 3 ¶4 : revoir"]),
    ]
    places = [c.place.selector and (c.place.selector.section, c.place.selector.block) for s in read.submissions for c in s.comments]
    assert places == [("axe-3", 0), ("axe-3", 0), ("contexte", 0), ("axe-3", 4)]
    with pytest.raises(PonamError, match="several institutions speak"):
        taken(text, sender=KNOWN[0])


def test_plain_words_are_one_remark_or_their_points() -> None:
    assert [c.text for c in taken("Contexte trop long, et rien sur le genre.", "obs OIM.txt").submissions[0].comments] == [
        "Contexte trop long, et rien sur le genre."
    ]
    assert len(taken("1. un point\n2. un autre", sender=KNOWN[0]).submissions[0].comments) == 2
    with pytest.raises(UnknownSenderError):
        taken("Contexte trop long")
    with pytest.raises(FileError, match="no remark was found"):
        taken("Bonjour,\n\nMerci.", "OIM.txt")
    with pytest.raises(FileError, match="empty"):
        taken("  \n", "OIM.txt")
