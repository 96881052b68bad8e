"""Groups kept beside the comments: on both databases, brought up to date, forgotten with what is erased."""

from __future__ import annotations

from ponam_review.register import models
from ponam_review.register.grouping.groups import first_of, groups, members, refresh
from ponam_review.register.store import Register
from ponam_review.register.values import Wanted
from ponam_review.register.vocabulary import Suite

from ..conftest import NOW
from ..sending import remark, send, yes
from .test_likeness import LETTER, OTHER


def fill(register: Register) -> None:
    send(register, remark(LETTER), remark(OTHER))
    send(register, remark(LETTER.replace("douze", "dix")), remark("Autre sujet que personne d’autre ne soulève ici."), by="OIM")


def test_groups_are_listed_with_their_senders_and_what_differs(either: Register) -> None:
    fill(either)
    assert refresh(either) == 4
    (found,) = groups(either, Wanted())
    assert (found.first, found.count, found.waiting, found.stakeholders) == (1, 2, 2, ("DGME", "OIM"))
    assert (found.sample, found.differing) == (LETTER, (("douze", "dix", 1),))
    assert [(m.number, m.stakeholder, m.differing) for m in members(either, 3, Wanted())] == [(1, "DGME", ()), (3, "OIM", (("douze", "dix"),))]
    assert either.numbers(Wanted(alike=3)) == (1, 3)
    assert either.count(Wanted(alike=3)) == 2
    assert groups(either, Wanted(stakeholder="OIM")) == ()


def test_only_what_is_new_is_compared(either: Register) -> None:
    fill(either)
    refresh(either)
    assert refresh(either) == 0
    send(either, remark("Bonjour. " + LETTER), by="OIM")
    assert refresh(either) == 1
    assert first_of(5) == 1
    assert groups(either, Wanted())[0].count == 3


def test_decided_withdrawn_and_changed_remarks(either: Register) -> None:
    fill(either)
    refresh(either)
    either.decide([1], yes(suite=Suite.NOTED), now=NOW)
    assert groups(either, Wanted())[0].waiting == 1
    assert groups(either, Wanted(decided=False)) == ()
    either.withdraw([3], "Par courrier.", author="Secrétariat", now=NOW)
    assert groups(either, Wanted()) == ()


def test_a_changed_first_remark_leaves_its_group(register: Register) -> None:
    fill(register)
    refresh(register)
    models.Comment.objects.filter(number=1).update(text="Tout autre chose que la lettre de la campagne commune.")
    assert refresh(register) == 2
    assert first_of(3) == 3


def test_what_is_erased_is_forgotten_here_too(register: Register) -> None:
    send(register, remark(LETTER + " Fanta Traoré", author="Fanta Traoré"), remark(LETTER))
    refresh(register)
    register.erase_person("Fanta Traoré", author="Secrétariat", now=NOW)
    assert not models.Alike.objects.exists()
    assert refresh(register) == 2
    assert groups(register, Wanted())[0].count == 2
