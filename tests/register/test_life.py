"""What befalls a remark after it came: corrected, tagged, discussed, gathered, given to another sender, made nobody's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from ponam_review.register.store import Register
from ponam_review.register.values import Note, Reason, Seal, Stakeholder, Wanted
from ponam_review.register.vocabulary import Standing, Suite, folded
from ponam_review.text.errors import PonamError, RegisterError, StateError, UsageError

from .conftest import NOW
from .sending import remark, send, yes

WHO = {"author": "Secrétariat", "now": NOW}
SCHEMAS = Path(__file__).parents[2] / "src/ponam_review/schemas"


def listed(register: Register, **wanted: object) -> list[int]:
    """The numbers listed; counts and pages must agree with them."""
    chosen = Wanted(**wanted)  # type: ignore[arg-type]
    numbers = [comment.number for comment in register.comments(chosen)]
    assert register.count(chosen) == len(numbers) == register.counted(chosen).number
    assert list(register.numbers(chosen)) == numbers
    paged: list[int] = []
    while page := [c.number for c in register.comments(replace(chosen, limit=2, after=paged[-1] if paged else None))]:
        paged += page
    assert paged == numbers
    return numbers


# ------------------------------------------------------------------ corrected and taken back


def test_a_corrected_file_replaces_what_was_not_answered(either: Register) -> None:
    send(
        either,
        remark("Préciser le délai de la mesure 4."),
        remark("Supprimer l’alinéa premier de cette section."),
        remark("Très bien."),
        file=b"1",
    )
    either.decide([2], yes(), now=NOW)
    (first,) = either.received("DGME")
    again = send(
        either,
        remark("Préciser le délai de la mesure 4, en mois."),
        remark("Supprimer l’alinéa second de cette section."),
        remark("Tout autre chose."),
        file=b"2",
        replaces=first.id,
    )
    assert (again.superseded, again.answered, again.left) == (((1, 4),), ((2, 5),), (3,))
    assert listed(either) == [2, 3, 4, 5, 6]
    assert listed(either, standing=Standing.SUPERSEDED) == [1]
    assert listed(either, standing=None) == [1, 2, 3, 4, 5, 6]
    assert (either.comment(1).standing, either.comment(1).superseded_by) == (Standing.SUPERSEDED, 4)
    with pytest.raises(StateError, match="OBS-0001: superseded"):
        either.decide([1], yes(), now=NOW)
    assert not either.findings()


def test_one_remark_may_correct_one_other_of_the_same_sender(register: Register) -> None:
    send(register, remark("Douze postes."))
    send(register, remark("Douze."), by="OIM")
    assert send(register, remark("Quinze postes.", replaces=1)).superseded == ((1, 3),)
    with pytest.raises(RegisterError, match="OBS-0002: not a comment of the same sender"):
        send(register, remark("Vingt.", replaces=2))
    with pytest.raises(RegisterError, match="sent no submission 77"):
        send(register, remark("Vingt."), replaces=77)
    assert listed(register) == [2, 3]


def test_what_is_taken_back_stays_on_record(register: Register) -> None:
    send(register, remark("un"), remark("deux"))
    register.withdraw([1], "Lettre du 3 mars.", **WHO)
    assert listed(register) == [2] and listed(register, standing=Standing.WITHDRAWN) == [1]
    register.decide([2], yes(), now=NOW)
    for number, reason in ((1, "encore"), (2, "répondu"), (2, " ")):
        with pytest.raises(PonamError):
            register.withdraw([number], reason, **WHO)
    assert not register.findings()


# ------------------------------------------------------------------ the secretariat's work


def test_tags_assignees_and_groups_choose(either: Register) -> None:
    send(
        either,
        remark("un", tags=("#Juridique", "juridique")),
        remark("deux", group="Interne", assignee="Awa"),
        remark("trois", untracked=True),
    )
    either.tag([2, 3], add=["juridique", "à  traduire"], **WHO)
    either.tag([3], add=["juridique"], remove=["à traduire"], **WHO)
    either.assign([1, 3], "Moussa", **WHO)
    either.regroup([3], "restricted", **WHO)
    assert either.tags() == (("juridique", 3), ("à traduire", 1))
    assert either.comment(2).tags == ("juridique", "à traduire")
    assert listed(either, tags=("juridique",)) == [1, 2, 3]
    assert listed(either, tags=("juridique", "à traduire")) == [2]
    assert listed(either, assignee="Moussa") == [1, 3]
    assert listed(either, group="") == [1] and listed(either, group="internal") == [2] and listed(either, group="restricted") == [3]
    assert listed(either, untracked=True) == [3]
    assert listed(either, tags=("juridique",), assignee="Moussa", order="place") == [1, 3]
    with pytest.raises(UsageError, match="say which tag"):
        either.tag([1], add=["#"], **WHO)
    with pytest.raises(RegisterError, match="OBS-0009"):
        either.assign([1, 9], "Awa", **WHO)
    assert not either.findings()


def test_a_discussion_only_grows(either: Register) -> None:
    send(either, remark("un"))
    either.add_note(1, Note("Awa", NOW, "Demander au ministère.", addressed_to="Moussa"), now=NOW)
    either.add_note(1, Note("Moussa", NOW, "Fait.", internal=False), now=NOW)
    assert [(n.author, n.text, n.internal) for n in either.notes(1)] == [
        ("Awa", "Demander au ministère.", True),
        ("Moussa", "Fait.", False),
    ]
    with pytest.raises(UsageError):
        either.add_note(1, Note("Awa", NOW, " "), now=NOW)
    assert not either.findings()


def test_a_reason_is_kept_under_a_code(register: Register) -> None:
    assert register.keep_reason(Reason("Hors-Champ", "Relève d’une autre politique.", "Another policy.", Suite.OUT_OF_SCOPE), **WHO)
    assert not register.keep_reason(Reason("hors-champ", "Relève d’une autre politique nationale."), **WHO)
    assert register.reason("HORS-CHAMP").text("en") == "Relève d’une autre politique nationale."
    with pytest.raises(RegisterError, match="there are: hors-champ"):
        register.reason("autre")


# ------------------------------------------------------------------ searching


def test_words_are_found_from_their_beginning_whatever_case_and_accents(either: Register) -> None:
    send(
        either,
        remark("Préciser le DÉLAI de l’axe 3."),
        remark("Les transports"),
        remark("La porte, les délais"),
        remark("", proposal="Œuvre portée"),
    )
    for words, found in {
        "delai": [1, 3],
        "DÉLAI préciser": [1],
        "port": [3, 4],
        "“les délais”": [3],
        "«axe 3»": [1],
        "l’axe": [1],
        "rien": [],
        "...": [1, 2, 3, 4],
        "d'el": [],
    }.items():
        assert listed(either, words=words) == found, words


def test_pages_of_a_search_follow_each_other(either: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named one by one, or too many to be named: the same pages."""
    from ponam_review.register import searching

    send(either, *(remark(f"délai {'rare' if n % 3 else 'usuel'} {n}") for n in range(7)))
    send(either, remark("délai rare d’ailleurs"), remark("autre chose"), by="OIM")
    for bound in (searching.BOUND, 2, 0):
        monkeypatch.setattr(searching, "BOUND", bound)
        for order in ("number", "place", "stakeholder"):
            wanted = Wanted(words="délai rare", order=order)
            whole = either.numbers(wanted)
            assert sorted(whole) == [2, 3, 5, 6, 8] and either.count(wanted) == 5
            pages = [either.numbers(replace(wanted, limit=2))]
            while len(pages[-1]) == 2:
                pages.append(either.numbers(replace(wanted, limit=2, after=pages[-1][-1])))
            assert sum(pages, ()) == whole, (bound, order)
        assert either.numbers(Wanted(words="délai rare", stakeholder="OIM", limit=5)) == (8,)
        assert either.numbers(Wanted(words="rien", limit=5)) == ()


def test_folding_leaves_letters_of_any_script() -> None:
    assert folded("Œuvre n° 3 – ÉTÉ", "ߒߞߏ") == " œuvre n 3 ete ߒߞߏ"


# ------------------------------------------------------------------ institutions


def test_a_position_counts_once_it_is_sent(either: Register) -> None:
    either.gather("DGME", **WHO)
    send(either, remark("du service A"), reviewer="Service A")
    send(either, remark("du service B"), remark("à écarter"), reviewer="Service B")
    send(either, remark("ailleurs"), by="OIM")
    assert listed(either) == [4] and listed(either, standing=Standing.PREPARING) == [1, 2, 3]
    (tally, _) = either.tallies(1)
    assert (tally.comments, tally.preparing, tally.heard) == (0, 3, True)
    with pytest.raises(StateError, match="in preparation"):
        either.decide([1], yes(), now=NOW)
    with pytest.raises(UsageError, match="OBS-0004"):
        either.send_position("DGME", by="Point focal", left_out=[4], **WHO)
    sent = either.send_position("DGME", by="Point focal", note="Validé en réunion.", left_out=[3], **WHO)
    assert [(s.reviewer, s.comments, s.sent) for s in sent.submissions] == [("Service A", 1, True), ("Service B", 2, True)]
    assert listed(either) == [1, 2, 4] and either.comment(3).standing is Standing.WITHDRAWN
    with pytest.raises(StateError, match="nothing of DGME"):
        either.send_position("DGME", by="Point focal", **WHO)
    send(either, remark("un supplément"), reviewer="Service A")
    assert [(p.sent_by, len(p.submissions)) for p in either.positions("DGME")] == [("Point focal", 2), ("", 1)]
    with pytest.raises(StateError, match="send its position first"):
        either.gather("DGME", gathers=False, **WHO)
    assert not either.findings()


def test_two_stakeholders_become_one(either: Register) -> None:
    either.add_stakeholder(Stakeholder("DGME2", "Délégation"), **WHO)
    send(either, remark("un"), file=b"1")
    send(either, remark("un"), remark("deux"), by="DGME2", file=b"1")
    send(either, remark("trois"), by="DGME2", file=b"2")
    assert either.merge_stakeholders("dgme2", "DGME", **WHO) == 3
    assert {comment.stakeholder for comment in either.comments()} == {"DGME"}
    assert listed(either, stakeholder="DGME2", order="stakeholder") == [1, 2, 3, 4], "the old name leads to the other"
    assert [s.code for s in either.stakeholders()] == ["DGME", "OIM"]
    assert send(either, remark("quatre"), by="DGME2").stakeholder == "DGME"
    assert sum(received.comments for received in either.received("DGME")) == 5
    assert either.tallies(1)[0].comments == 5
    with pytest.raises(UsageError, match="itself"):
        either.merge_stakeholders("DGME", "DGME2", **WHO)
    assert not either.findings()


# ------------------------------------------------------------------ persons


def test_of_somebody_anonymous_no_name_is_stored(register: Register) -> None:
    code = register.add_anonymous("diaspora", country="France", **WHO)
    send(register, remark("un", author="Nom Caché"), by=code, reviewer="Nom Caché", message="<x@y>")
    assert (code, register.comment(1).author, register.comment(1).reviewer) == ("ANON-003", "", "")
    assert register.add_anonymous("diaspora", **WHO) == "ANON-004"


def _of_a_person(register: Register) -> None:
    register.add_stakeholder(
        Stakeholder("Traore", "Fanta Traoré", "diaspora", "Kayes", "France", "Fanta Traoré", "fanta@example.org"), **WHO
    )
    send(register, remark("Je suis Fanta TRAORE, et je demande un délai."), by="Traore", file=b"secret de Fanta", message="<1@example.org>")
    source: dict[str, str | int] = {"from": "Fanta Traoré <fanta@example.org>", "row": 3}
    send(
        register,
        remark("un", author="Mme Traoré Fanta", extras={"Nom": "fanta traoré"}, source=source),
        remark("deux", author="Autre"),
        file=b"2",
    )
    send(register, remark("Comme le dit Fanta Traoré."), remark("Traorénie"), by="OIM", file=b"3")
    register.add_note(1, Note("Awa", NOW, "Rappeler Fanta Traoré.", addressed_to="Fanta Traoré"), now=NOW)
    register.decide([1], yes(), now=NOW)


def test_a_person_is_shown_what_is_known_of_them(either: Register) -> None:
    _of_a_person(either)
    shape = either.person("traore fanta")
    jsonschema.validate(shape, json.loads((SCHEMAS / "ponam-person-1.json").read_text(encoding="utf-8")))
    assert [c["number"] for c in shape["comments"]] == ["OBS-0001", "OBS-0002"]
    assert [c["number"] for c in shape["named_in"]] == ["OBS-0004"]
    assert (len(shape["submissions"]), len(shape["stakeholders"]), len(shape["notes"])) == (2, 1, 1)
    assert either.person("Rapporteur")["acts"] == {"decisions": 1, "log": 1}


def test_a_person_is_erased_and_the_log_stays_whole(either: Register) -> None:
    _of_a_person(either)
    before = either.seal()
    erased = either.erase_person("Fanta Traoré", **WHO)
    assert (erased.comments, erased.files, erased.stakeholders) == (3, 2, 1)
    assert not either.findings() and not either.findings(before)
    assert either.comment(1).text == "Je suis […], et je demande un délai."
    assert either.comment(2).extras == {"Nom": "[…]"} and either.comment(2).author == ""
    assert either.comment(3).author == "Autre" and either.comment(5).text == "Traorénie"
    assert either.comment(1).disposition is not None, "a decision stays"
    assert listed(either, words="fanta") == [] and listed(either, stakeholder="ANON-003") == [1]
    with pytest.raises(RegisterError, match="was erased on 2026-03-02"):
        either.original(either.comment(1).file_sha256)
    assert either.original(either.comment(4).file_sha256) == b"3"
    assert send(either, remark("neuf"), by="ANON-003", file=b"secret de Fanta").known_file
    with pytest.raises(RegisterError, match="not in the register"):
        either.erase_person("Fanta Traoré", **WHO)


def test_nothing_of_an_erased_person_is_left_in_the_files(register: Register, place: Path) -> None:
    _of_a_person(register)
    register.erase_person("Fanta Traoré", **WHO)
    register.close()
    content = b"".join(file.read_bytes() for file in place.parent.iterdir())
    for words in ("Fanta", "fanta", "Traoré <", "TRAORE,", "secret de"):
        assert words.encode() not in content, words


# ------------------------------------------------------------------ the seal


def test_a_seal_kept_elsewhere_shows_what_was_cut(register: Register, place: Path) -> None:
    send(register, remark("un"))
    seal = register.seal()
    register.decide([1], yes(), now=NOW)
    assert not register.findings(seal) and not register.findings(register.seal())
    (finding,) = register.findings(Seal(seal.rank, "0" * 64))
    assert "does not hold the seal" in finding.template
    assert [f.template for f in register.findings(replace(seal, rank=99))] == [finding.template]


def test_a_copy_is_a_register(register: Register, place: Path) -> None:
    from ponam_review.register.store import open_register

    send(register, remark("un"), file=b"PK")
    copy = place.with_name("copie.sqlite3")
    register.copy_to(copy)
    register.close()
    with open_register(copy, create=False) as opened:
        assert opened.comment(1).text == "un" and not opened.findings()
    assert sorted(file.name for file in place.parent.iterdir()) == ["copie.sqlite3", "register.sqlite3"]
