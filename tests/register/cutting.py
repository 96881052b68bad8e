"""A process that dies (kill -9) in the middle of applying or carrying, again and again; then whether all agree.

Run as a script, for it forks: `cutting.py WHAT WORKSPACE SCRATCH STEP…`. It dies at the STEPth line of what records the change, and prints how
often it died and how often the next run had something to finish.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from ponam_review.register import carrying
from ponam_review.register.applying import record
from ponam_review.register.applying.service import Already, Desk, Wish, apply_proposal, settle
from ponam_review.register.store import Register, open_register
from ponam_review.register.texts import Texts
from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.finding import open_workspace
from ponam_review.workspace.history import find_history
from ponam_review.workspace.recording import is_written_down
from ponam_review.workspace.saving import Signer, changed_files

from .lives import NOW as BEGUN

NOW = BEGUN + timedelta(days=2)

WATCHED = ("recording.py", "service.py", "record.py", "audit.py", "carrying.py", "anchors.py", "editions.py", "saving.py", "sequences.py")


def desk_of(root: Path, register: Register) -> Desk:
    history = find_history(root)
    assert history is not None
    return Desk(register, Texts(open_workspace(root, root)), history, Signer("Awa", "a@b.c", NOW), "Awa", NOW)


def work(what: str, root: Path) -> None:
    with open_register(root / ".ponam/register.sqlite3") as register:
        desk = desk_of(root, register)
        if what == "apply":
            apply_proposal(desk, 1, Wish())
            return
        if desk.texts.edition("v2") is None:
            create_edition(desk.history, "v2", "", desk.signer)
        carrying.carry_forward(register, Texts(desk.texts.workspace), author="Awa", now=NOW)


def die_at(step: int) -> None:
    left = step

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        return line if frame.f_code.co_filename.endswith(WATCHED) else None

    sys.settrace(call)


def check(what: str, root: Path) -> bool:
    """Whether there was something to finish. The next run finishes it, then register, history and working copy agree."""
    with open_register(root / ".ponam/register.sqlite3") as register:
        desk = desk_of(root, register)
        unfinished = is_written_down(desk.texts.workspace.private)
        settle(desk)
        assert not is_written_down(desk.texts.workspace.private)
        assert changed_files(desk.history) == ()
        assert register.findings() == ()
        told = {(one.comment, one.commit) for group, _ in record._told(desk.history) for one in group}
        assert {(one.comment, one.commit) for one in record.applications()} == told
    work(what, root)
    with open_register(root / ".ponam/register.sqlite3") as register:
        desk = desk_of(root, register)
        if what == "apply":
            assert len(record.applications()) == 1
            assert isinstance(apply_proposal(desk, 1, Wish()), Already)
        else:
            assert len(carrying.places(register, "v2")) == register.count()
        assert changed_files(desk.history) == ()
        assert register.findings() == ()
    return unfinished


def main(what: str, source: str, scratch: str, *steps: str) -> None:
    died = finished = 0
    for step in map(int, steps):
        root = Path(scratch) / f"{what}-{step}"
        shutil.copytree(source, root)
        child = os.fork()
        if child == 0:
            die_at(step)
            work(what, root)
            os._exit(0)
        died += os.waitpid(child, 0)[1] == signal.SIGKILL
        finished += check(what, root)
        shutil.rmtree(root)
    print(json.dumps({"died": died, "finished": finished}))  # noqa: T201 - it is a script


if __name__ == "__main__":
    main(*sys.argv[1:])
