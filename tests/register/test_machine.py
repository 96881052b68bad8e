"""Whatever is done to a register, and in whatever order: numbers without gap, nothing lost, the log whole, the model agrees."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from ponam_review.register.store import open_register
from ponam_review.register.values import NewComment, Note, Wanted
from ponam_review.register.vocabulary import Suite

from .conftest import NOW
from .sending import remark, send, yes

WHO = {"author": "Secrétariat", "now": NOW}
WORDS = st.sampled_from(["Préciser le délai.", "Supprimer.", "Awa Konaté le demande.", "Très bien.", "Et les femmes ?", "Chiffrer."])
NAME = "Awa Konaté"


@dataclass
class Expected:
    """What the register must say of one remark."""

    sender: str
    text: str
    author: str = ""
    standing: str = ""
    by: int | None = None
    history: list[Suite] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    notes: int = 0


class RegisterMachine(RuleBasedStateMachine):
    """The register beside a plain list."""

    made: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ponam-machine-"))
        shutil.copyfile(self.made, self.folder / "register.sqlite3")
        self.register = open_register(self.folder / "register.sqlite3")
        self.expected: dict[int, Expected] = {}
        self.seals = [self.register.seal()]

    def teardown(self) -> None:
        if hasattr(self, "register"):
            for seal in self.seals:
                assert not self.register.findings(seal)
            self.register.close()
            shutil.rmtree(self.folder)

    def _active(self, *, pending: bool = False) -> list[int]:
        return [n for n, e in self.expected.items() if not e.standing and not (pending and e.history)]

    @rule(texts=st.lists(WORDS, min_size=1, max_size=4), sender=st.sampled_from(["DGME", "OIM"]), author=st.sampled_from(["", NAME]))
    def enter(self, texts: list[str], sender: str, author: str) -> None:
        known = {e.text for e in self.expected.values() if e.sender == sender}
        said = [NewComment(text, author=author) for text in texts]
        entered = send(self.register, *said, by=sender)
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        assert len(entered.numbers) == len(fresh)
        assert len(entered.numbers) + len(entered.duplicates) == len(texts), "remarks in = remarks there + duplicates named"
        self.expected.update({n: Expected(sender, text, author) for n, text in zip(entered.numbers, fresh, strict=True)})

    @precondition(lambda self: self._active())
    @rule(choice=st.integers(0, 99), suite=st.sampled_from([Suite.ACCEPTED, Suite.REJECTED, Suite.NOTED]))
    def decide(self, choice: int, suite: Suite) -> None:
        number = self._active()[choice % len(self._active())]
        self.register.decide([number], yes(suite=suite), now=NOW)
        self.expected[number].history.append(suite)

    @precondition(lambda self: self._active())
    @rule(choice=st.integers(0, 99))
    def correct(self, choice: int) -> None:
        old = self._active()[choice % len(self._active())]
        before = self.expected[old]
        text = f"{before.text} (corrigé {len(self.expected)})"
        entered = send(self.register, remark(text, replaces=old), by=before.sender)
        (number,) = entered.numbers
        self.expected[number] = Expected(before.sender, text)
        assert (entered.answered if before.history else entered.superseded) == ((old, number),)
        if not before.history:
            before.standing, before.by = "superseded", number

    @precondition(lambda self: self._active(pending=True))
    @rule(choice=st.integers(0, 99))
    def withdraw(self, choice: int) -> None:
        number = self._active(pending=True)[choice % len(self._active(pending=True))]
        self.register.withdraw([number], "Sa lettre.", **WHO)
        self.expected[number].standing = "withdrawn"

    @precondition(lambda self: self.expected)
    @rule(choice=st.integers(1, 99), tag=st.sampled_from(["juridique", "budget"]))
    def tag_and_note(self, choice: int, tag: str) -> None:
        number = 1 + choice % len(self.expected)
        self.register.tag([number], add=[tag], **WHO)
        self.register.add_note(number, Note("Secrétariat", NOW, "vu"), now=NOW)
        self.expected[number].tags.add(tag)
        self.expected[number].notes += 1

    @precondition(lambda self: any(e.author == NAME or NAME in e.text for e in self.expected.values()))
    @rule()
    def erase(self) -> None:
        self.register.erase_person(NAME, **WHO)
        for expected in self.expected.values():
            expected.author = ""
            expected.text = expected.text.replace(NAME, "[…]")
        self.seals.append(self.register.seal())

    @rule(texts=st.lists(WORDS, min_size=1, max_size=3))
    def rehearse(self, texts: list[str]) -> None:
        with self.register.rehearsal():
            send(self.register, *map(remark, texts), by="OIM")

    @invariant()
    def the_register_says_the_same(self) -> None:
        if not hasattr(self, "register"):
            return
        found = list(self.register.comments(Wanted(standing=None)))
        assert [comment.number for comment in found] == list(range(1, len(self.expected) + 1))
        for comment in found:
            expected = self.expected[comment.number]
            told = (comment.stakeholder, comment.text, comment.author, comment.standing.value, comment.superseded_by, set(comment.tags))
            assert told == (expected.sender, expected.text, expected.author, expected.standing, expected.by, expected.tags)
            assert [d.suite for d in self.register.history(comment.number)] == expected.history
            assert comment.suite == (expected.history[-1] if expected.history else Suite.PENDING)
            assert len(self.register.notes(comment.number)) == expected.notes
        assert self.register.count() == len(self._active())
        assert not self.register.findings()


def test_the_register_agrees_with_a_plain_list_of_what_was_done(enrolled: Path) -> None:
    class Machine(RegisterMachine):
        made = enrolled

    run_state_machine_as_test(Machine, settings=settings(max_examples=10, stateful_step_count=15))
