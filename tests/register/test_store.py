"""What the register promises: numbers for life, nothing twice, nothing overwritten, nothing half-done."""

from __future__ import annotations

import hashlib
import multiprocessing
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ponam_review.register.store import Register, open_register
from ponam_review.register.values import (
    Disposition,
    NewComment,
    NewSubmission,
    Note,
    Place,
    Stakeholder,
    Wanted,
)
from ponam_review.register.vocabulary import Certainty, Channel, Edit, Kind, Nature, Suite
from ponam_review.text.errors import PonamError, RegisterError, StateError, UsageError
from ponam_review.text.remarks import Selector

from .conftest import NOW, enrol
from .sending import remark, send, yes


def test_a_comment_comes_out_as_it_went_in(either: Register) -> None:
    selector = Selector("projet-1", "axe-3", 4, "douze postes", "renforcer ", " consulaires", 10)
    place = Place(selector, Certainty.CERTAIN, 1.0, "12.1 Protection consulaire", 57, "p. 31")
    sent = NewComment(
        text="Dire pourquoi douze.",
        proposal="quinze postes",
        kind=Kind.PROPOSAL,
        edit=Edit.REWORD,
        nature=Nature.SUBSTANCE,
        author="Chef de division",
        written_at="2026-02-27T10:00:00Z",
        quote="douze postes",
        place=place,
        source={"sheet": "Feuil1", "row": 5, "cell": "F5"},
        extras={"Priorité": "haute"},
        resolved=True,
    )
    content = "déjà vu".encode("latin-1")
    entered = send(either, sent, file=content)
    assert entered.numbers == (1,)
    found = either.comment(1)
    for name in ("text", "proposal", "kind", "edit", "nature", "author", "written_at", "quote", "place"):
        assert getattr(found, name) == getattr(sent, name), name
    assert (found.source, found.extras, found.resolved) == (sent.source, sent.extras, True)
    assert (found.name, found.stakeholder, found.edition, found.received_at) == (
        "OBS-0001",
        "DGME",
        "projet-1",
        NOW,
    )
    assert found.file_sha256 == hashlib.sha256(content).hexdigest()
    assert either.original(found.file_sha256) == content


def test_numbers_run_on_across_rounds(either: Register) -> None:
    assert send(either, remark("un"), remark("deux")).numbers == (1, 2)
    either.close_round(author="Secrétariat", now=NOW)
    with pytest.raises(StateError, match="no consultation is open"):
        send(either, remark("trop tard"))
    either.open_round("projet-2", author="Secrétariat", now=NOW)
    assert send(either, remark("un"), by="OIM").numbers == (3,)
    assert [round_.edition for round_ in either.rounds()] == ["projet-1", "projet-2"]
    assert [(t.stakeholder, t.comments) for t in either.tallies(2)] == [("DGME", 0), ("OIM", 1)]


def test_a_second_round_waits_until_the_first_is_closed(register: Register) -> None:
    with pytest.raises(StateError, match="open already, on projet-1"):
        register.open_round("projet-2", author="Secrétariat", now=NOW)
    assert len(register.rounds()) == 1


def test_the_same_file_twice_adds_nothing(register: Register) -> None:
    send(register, remark("un"), file=b"PK1")
    again = send(register, remark("autre chose"), file=b"PK1")
    assert again.known_file and not again.numbers
    assert register.count() == 1
    assert send(register, remark("un"), by="OIM", file=b"PK1").numbers == (2,), "another stakeholder may send the same file"


def test_the_same_remark_twice_adds_nothing_and_is_named(register: Register) -> None:
    send(register, remark("Préciser  le délai."), file=b"PK1")
    again = send(register, remark("Préciser le délai.", source={"row": 9}), remark("Neuf"), file=b"PK2")
    assert [(d.number, d.source) for d in again.duplicates] == [(1, {"row": 9})]
    assert again.numbers == (2,)
    place = Place(Selector("projet-1", "axe-3", 4, "douze"), Certainty.CERTAIN)
    assert send(register, remark("Préciser le délai.", place=place)).numbers == (3,), "elsewhere it is another remark"


def test_a_reply_points_to_its_comment_wherever_that_stands(register: Register) -> None:
    send(register, remark("D’accord", local_id="1", answers="0"), remark("Supprimer", local_id="0"))
    again = send(register, remark("Supprimer", local_id="7"), remark("Moi aussi", local_id="8", answers="7"))
    assert again.duplicates[0].number == 2
    assert [c.answers for c in register.comments()] == [2, None, 2]


def test_our_own_matrix_coming_back_adds_nothing(register: Register) -> None:
    place = Place(Selector("projet-1", "axe-3", 4, "douze"), Certainty.CERTAIN)
    send(register, remark("Préciser", place=place))
    back = send(register, remark("Préciser", number_as_written="OBS-0001"), file=b"PK")
    assert [d.number for d in back.duplicates] == [1] and not back.numbers
    forged = send(register, remark("Tout autre chose", number_as_written="OBS-0001"), file=b"PK3")
    assert forged.numbers == (2,), "a number alone proves nothing: the words decide"


def test_a_file_that_fails_half_way_leaves_nothing(register: Register) -> None:
    good = NewSubmission("DGME", Channel.MATRIX, (remark("un"),), "a.xlsx", b"PK")
    bad = NewSubmission("inconnu", Channel.MATRIX, (remark("deux"),), "a.xlsx", b"PK")
    with pytest.raises(RegisterError, match="inconnu"):
        register.enter(good, bad, author="Secrétariat", now=NOW)
    assert register.count() == 0 and not register.findings()
    assert send(register, remark("trois")).numbers == (1,), "the number came back"


def test_a_rehearsal_leaves_nothing(either: Register) -> None:
    with either.rehearsal():
        assert send(either, remark("un"), file=b"PK").numbers == (1,)
    assert either.count() == 0
    assert send(either, remark("un"), file=b"PK").numbers == (1,)


# ------------------------------------------------------------------ stakeholders


def test_a_stakeholder_is_found_under_any_usual_spelling(register: Register) -> None:
    for name in ("dgme", " DGME ", "Delegation generale des Maliens de l'Exterieur"):
        assert register.stakeholder(name).code == "DGME"
    with pytest.raises(RegisterError, match="near it: DGME"):
        register.stakeholder("DGMEE")
    with pytest.raises(RegisterError, match="ponam stakeholder list"):
        register.stakeholder("zzz")
    with pytest.raises(StateError):
        register.add_stakeholder(Stakeholder("dgme", "autre"), author="x", now=NOW)
    assert register.add_stakeholders([Stakeholder("dgme", "autre"), Stakeholder("CNT", "Conseil")], author="x", now=NOW) == (
        Stakeholder("CNT", "Conseil"),
    )


# ------------------------------------------------------------------ decisions


def test_the_last_decision_is_in_force_and_the_others_stay(either: Register) -> None:
    send(either, remark("un"), remark("deux"))
    either.decide([1, 2], yes("Oui."), now=NOW)
    either.decide([1], Disposition(Suite.REJECTED, "Contraire au décret.", "Ministre", NOW, where="axe-3 ¶4"), now=NOW)
    assert [c.suite for c in either.comments()] == [Suite.REJECTED, Suite.ACCEPTED]
    assert [d.suite for d in either.history(1)] == [Suite.ACCEPTED, Suite.REJECTED]
    assert either.comment(1).disposition == either.history(1)[-1]
    assert either.count(Wanted(suite=Suite.ACCEPTED)) == 1
    assert not either.findings()


@pytest.mark.parametrize(
    ("disposition", "sentence"),
    [
        (yes("  "), "needs a reason"),
        (yes(author=" "), "needs an author"),
        (yes(suite=Suite.PENDING), "needs a disposition"),
        (yes(suite=Suite.DUPLICATE), "duplicate"),
        (yes(duplicate_of=2), "duplicate"),
        (yes(suite=Suite.DUPLICATE, duplicate_of=1), "of itself"),
        (yes(suite=Suite.DUPLICATE, duplicate_of=9), "OBS-0009"),
    ],
)
def test_an_incomplete_decision_is_refused(register: Register, disposition: Disposition, sentence: str) -> None:
    send(register, remark("un"), remark("deux"))
    with pytest.raises(PonamError, match=sentence):
        register.decide([1], disposition, now=NOW)
    assert register.count(Wanted(decided=True)) == 0


def test_duplicates_do_not_run_in_circles(register: Register) -> None:
    send(register, remark("un"), remark("deux"), remark("trois"))
    twin = yes(suite=Suite.DUPLICATE)
    register.decide([1], replace(twin, duplicate_of=2), now=NOW)
    register.decide([2], replace(twin, duplicate_of=3), now=NOW)
    with pytest.raises(UsageError, match="OBS-0003 cannot be a duplicate of itself"):
        register.decide([3], replace(twin, duplicate_of=1), now=NOW)


def test_one_unknown_number_refuses_all(register: Register) -> None:
    send(register, remark("un"))
    with pytest.raises(RegisterError, match="OBS-0007: not in the register"):
        register.decide([1, 7], yes(), now=NOW)
    assert register.comment(1).disposition is None


# ------------------------------------------------------------------ listing


def test_comments_are_listed_by_what_is_wanted(register: Register) -> None:
    near = Place(Selector("projet-1", "axe-1", 2, "mots"), Certainty.CERTAIN, position=4)
    far = Place(Selector("projet-1", "axe-9", 1, "mots"), Certainty.DOUBTFUL, position=90)
    send(
        register,
        remark("loin", place=far, nature=Nature.FORM),
        remark("près", place=near),
        remark("nulle part"),
    )
    send(register, remark("loin", place=far, proposal="autre", kind=Kind.PROPOSAL), by="OIM")
    register.decide([2], yes(), now=NOW)

    def listed(**wanted: object) -> list[int]:
        chosen = Wanted(**wanted)  # type: ignore[arg-type]
        numbers = [comment.number for comment in register.comments(chosen)]
        if chosen.limit is None:
            assert register.count(chosen) == len(numbers)
        return numbers

    assert listed() == [1, 2, 3, 4]
    assert listed(stakeholder="oim") == [4]
    assert listed(section="axe-9") == [1, 4]
    assert listed(decided=False) == [1, 3, 4]
    assert listed(suite=Suite.ACCEPTED) == [2]
    assert listed(kind=Kind.PROPOSAL) == [4]
    assert listed(nature=Nature.FORM) == [1]
    assert listed(certainty=Certainty.UNPLACED) == [3]
    assert listed(words="NULLE") == [3]
    assert listed(round=1, edition="projet-1", numbers=(2, 3)) == [2, 3]
    assert listed(order="place") == [3, 2, 1, 4]
    assert listed(order="stakeholder", limit=2) == [1, 2]


# ------------------------------------------------------------------ the audit log


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE register_comment SET text = 'autre' WHERE number = 1", "OBS-0001 is no longer what"),
        ("UPDATE register_disposition SET reason = 'autre'", "OBS-0001/1 is no longer what"),
        ("UPDATE register_comment SET suite = 'rejected' WHERE number = 1", "not the last of its history"),
        ("UPDATE register_comment SET stakeholder_id = 2 WHERE number = 1", "OBS-0001 is no longer what"),
        ("UPDATE register_comment SET standing = 'withdrawn' WHERE number = 2", "OBS-0002 is no longer what"),
        ("UPDATE register_disposition SET author = 'Autre'", "OBS-0001/1 is no longer what"),
        ("UPDATE register_disposition SET decided_at = '2020-01-01 00:00:00'", "OBS-0001/1 is no longer what"),
        ("UPDATE register_submission SET received_at = '2020-01-01 00:00:00'", "1 is no longer what"),
        ("UPDATE register_receivedfile SET content = x'00'", "is no longer what came in"),
        ("DELETE FROM register_note", "OBS-0001/n1 is in the audit log, but no longer"),
        ("DELETE FROM register_comment WHERE number = 2", "OBS-0002 is in the audit log, but no longer"),
        ("UPDATE register_comment SET number = 9 WHERE number = 2", "OBS-0009 is in the register, but"),
        ("DROP TRIGGER audit_UPDATE; UPDATE register_auditentry SET author = '' WHERE rank = 3", "line 3 of the audit log was changed"),
        ("DROP TRIGGER audit_DELETE; DELETE FROM register_auditentry WHERE rank = 3", "lines 3 to 3 of the audit log are missing"),
        ("DROP TRIGGER audit_DELETE; DELETE FROM register_auditentry WHERE rank > 3", "lines 4 to 6 of the audit log are missing"),
    ],
)  # fmt: skip
def test_tampering_shows(register: Register, place: Path, statement: str, sentence: str) -> None:
    send(register, remark("un"), remark("deux"), file=b"PK")
    register.decide([1], yes(), now=NOW)
    register.add_note(1, Note("Awa", NOW, "vu"), now=NOW)
    assert not register.findings()
    with sqlite3.connect(place) as connection:
        connection.executescript(statement)
    connection.close()
    assert sentence in " | ".join(f.template.format(**f.values) for f in register.findings())


def test_a_log_cut_at_its_end_shows_by_a_seal_kept_elsewhere(register: Register, place: Path) -> None:
    """Whoever cuts the log, its numbers and what it told of leaves a whole register behind, and a seal that it does not hold."""
    send(register, remark("un"))
    send(register, remark("gênante"))
    seal = register.seal()
    with sqlite3.connect(place) as connection:
        connection.executescript(
            "DROP TRIGGER audit_DELETE; DELETE FROM register_auditentry WHERE rank = 5; DELETE FROM register_comment WHERE number = 2;"
            "DELETE FROM register_submission WHERE id = 2; UPDATE register_sequence SET value = 4 WHERE name = 'audit';"
        )
    connection.close()
    assert not register.findings()
    assert "does not hold the seal" in register.findings(seal)[0].template


def test_the_audit_log_only_grows(either: Register) -> None:
    from django.db import DatabaseError, connection, transaction

    for statement in ("UPDATE register_auditentry SET author = 'x'", "DELETE FROM register_auditentry"):
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


# ------------------------------------------------------------------ opening


def test_the_migrations_say_what_the_models_say(register: Register) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "register", check=True, dry_run=True, verbosity=0)


def test_a_register_that_is_not_there_is_made_only_when_wanted(place: Path) -> None:
    with pytest.raises(RegisterError, match="there is no register yet"):
        open_register(place, create=False)
    assert not place.parent.exists()
    open_register(place).close()
    assert sorted(file.name for file in place.parent.iterdir()) == [".gitignore", "register.sqlite3"]


def test_what_is_not_a_register_is_left_alone(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("Ceci n'est pas un registre. " * 100)
    with pytest.raises(RegisterError, match="not a register, or it is damaged"):
        open_register(place)
    assert place.read_text().startswith("Ceci")


def test_a_register_of_a_newer_version_is_refused(register: Register, place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('register', '0999_x', '2030-01-01')")
    connection.close()
    with pytest.raises(RegisterError, match="newer version of ponam .0999_x."):
        open_register(place)


def test_a_locked_register_says_so(register: Register, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register.close()
    monkeypatch.setattr("ponam_review.register.engine.BUSY_SECONDS", 0.05)
    with sqlite3.connect(place, isolation_level=None) as other, open_register(place) as opened:
        other.execute("BEGIN IMMEDIATE")
        assert len(opened.stakeholders()) == 2, "reading goes on"
        with pytest.raises(StateError, match="another program has been writing"):
            send(opened, remark("un"))
        other.execute("ROLLBACK")
        assert send(opened, remark("un")).numbers == (1,)
    other.close()


def test_a_register_locked_on_a_server_says_so(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    psycopg = pytest.importorskip("psycopg")
    monkeypatch.setattr("ponam_review.register.engine.BUSY_SECONDS", 0.2)
    with open_register(shared, create=True) as register, psycopg.connect(shared.replace("postgres:", "postgresql:")) as other:
        enrol(register)
        other.execute("UPDATE register_sequence SET value = value")
        assert len(register.stakeholders()) == 2, "reading goes on"
        with pytest.raises(StateError, match="another program has been writing"):
            send(register, remark("un"))
        other.rollback()
        assert send(register, remark("un")).numbers == (1,)


@pytest.mark.parametrize("url", ["postgres://", "mysql://a/b", "postgres://u@h:port/n"])
def test_an_address_that_cannot_be_read_is_refused(url: str) -> None:
    with pytest.raises(RegisterError, match="DATABASE_URL cannot be read"):
        open_register(url)


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RegisterError, match="does not answer or refuses us"):
        open_register(f"postgres://ponam@/register?host={tmp_path}")


# ------------------------------------------------------------------ two programs at once

EACH, LOTS = 20, 50


def _write(place: str, stakeholder: str, start: multiprocessing.synchronize.Event) -> None:
    with open_register(place) as register:
        start.wait()
        for lot in range(LOTS):
            send(register, *(remark(f"{stakeholder} {lot}.{i}") for i in range(EACH)), by=stakeholder)


@pytest.mark.parametrize("where", ["place", "shared"])
def test_two_programs_at_once_leave_neither_gap_nor_double(request: pytest.FixtureRequest, where: str) -> None:
    place = str(request.getfixturevalue(where))
    with open_register(place) as register:
        enrol(register)
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Event()
    writers = [spawn.Process(target=_write, args=(place, by, start)) for by in ("DGME", "OIM")]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_register(place) as register:
        comments = list(register.comments())
        assert [comment.number for comment in comments] == list(range(1, 2 * EACH * LOTS + 1))
        assert len({comment.text for comment in comments}) == 2 * EACH * LOTS
        assert not register.findings()


def test_two_programs_may_make_the_register_at_once(place: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    makers = [spawn.Process(target=_open, args=(str(place),)) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
    assert [maker.exitcode for maker in makers] == [0, 0]
    assert sorted(file.name for file in place.parent.iterdir()) == [".gitignore", "register.sqlite3"]


def _open(place: str) -> None:
    open_register(place).close()


def test_a_missing_driver_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    def missing(*_: object) -> None:
        raise ImproperlyConfigured("Error loading psycopg2 or psycopg module")

    monkeypatch.setattr("ponam_review.register.schema.bring_up_to_date", missing)
    with pytest.raises(RegisterError, match="the driver for PostgreSQL is not installed"):
        open_register("postgres://ponam@localhost/register")
