"""Every command, grouped by what the user wants to do. A command whose module is not there yet is not listed.

The short helps stand here so that `ponam -h` imports no command.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A command's name and its one-line help (an English sentence, translated when shown)."""

    name: str
    help: str

    @property
    def module(self) -> str:
        """`verify-redline` lives in verify_redline.py, `import` (a Python keyword) in import_.py."""
        return "import_" if self.name == "import" else self.name.replace("-", "_")

    @property
    def stands(self) -> bool:
        return (PACKAGE / f"{self.module}.py").exists()


@dataclass(frozen=True, slots=True)
class Job:
    """What the user wants to do, and the commands for it."""

    title: str
    entries: tuple[Entry, ...]


JOBS = (
    Job(
        "Start",
        (
            Entry("demo", "Run the whole job on the sample, in a fresh folder"),
            Entry("init", "Create a workspace"),
            Entry("import", "Turn a Word or Markdown file into sections"),
        ),
    ),
    Job(
        "Write the text",
        (
            Entry("fmt", "Put the sections in canonical Markdown"),
            Entry("check", "Check the text, the action plan and the workspace"),
            Entry("save", "Record the working copy in the history"),
            Entry("log", "Show the history of the text or of one section"),
            Entry("edition", "Freeze the text under a name, list and show the frozen texts"),
            Entry("plan", "Check, export, import and draw the action plan"),
            Entry("translate", "Begin, follow and confirm translations"),
        ),
    ),
    Job(
        "Read and compare",
        (
            Entry("render", "Write the consolidated draft (Word, HTML, PDF, …)"),
            Entry("diff", "Show what changed between two revisions"),
            Entry("redline", "Write a redline, in Word with tracked changes"),
            Entry("verify-redline", "Prove a Word redline against both texts"),
            Entry("consolidate", "Join the returned Word copies in one document"),
            Entry("anchor", "Follow quoted passages from one revision to another"),
            Entry("read", "Show what a Word file holds: text, comments, tracked changes"),
        ),
    ),
    Job(
        "Consult",
        (
            Entry("consult", "Open, close and follow a consultation"),
            Entry("stakeholder", "Say who is consulted"),
            Entry("kit", "Make what is sent to the stakeholders"),
            Entry("intake", "Take in the answers received"),
            Entry("comment", "Enter, list, show and place comments"),
            Entry("triage", "Group the comments that say nearly the same"),
            Entry("respond", "Decide on comments, with a reason"),
            Entry("reason", "Keep reasons that are used again and again"),
            Entry("workshop", "Enter and list the decisions of workshops"),
            Entry("register", "Check, seal and copy the register; a person's data"),
            Entry("apply", "Write accepted proposals into the text"),
            Entry("matrix", "Write the register as a matrix"),
            Entry("proof", "Show comments without effect and changes without motive"),
            Entry("report", "Write the consultation report"),
            Entry("letter", "Write the letter of answer to a stakeholder"),
            Entry("answer", "Return to stakeholders their own files with the answers, and a letter"),
            Entry("arbitrate", "Write a one-page form for each question that somebody has to decide"),
        ),
    ),
    Job(
        "Publish and share",
        (
            Entry("publish", "Make the final files of an edition"),
            Entry("verify", "Check published files against their manifest"),
            Entry("key", "Make the key with which publications are signed"),
            Entry("serve", "Run the portal"),
            Entry("worker", "Run the portal's task worker"),
        ),
    ),
)


@cache
def standing() -> dict[str, Entry]:
    """The commands whose module is there, by name, in the order of the help page."""
    return {entry.name: entry for entry in entries() if entry.stands}


def entries() -> Iterator[Entry]:
    for job in JOBS:
        yield from job.entries
