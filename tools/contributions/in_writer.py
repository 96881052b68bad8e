"""Annotate Word copies in LibreOffice as stakeholders do: comments, replies, tracked and untracked corrections, each under its author.

Run by `make_contributions.py` with the Python that knows `uno` (Debian: /usr/bin/python3), as `in_writer.py JOB.json`; standard library
only. LibreOffice takes the date of a tracked change from the clock and its author from the user profile, so both are set before each
step: the clock by libfaketime, which reads it from a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt.FontWeight import BOLD
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.util import DateTime

PORT = 20913
CLOCKS = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/local/lib/faketime/libfaketime.so.1")
Step = dict[str, Any]


def properties(**values: object) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


# ------------------------------------------------------------------ LibreOffice


class Office:
    """A LibreOffice of its own, with its own profile and its own clock."""

    def __init__(self, folder: Path) -> None:
        self.clock = folder / "clock"
        self.context: Any = None
        self.folder = folder

    def start(self) -> None:
        self.set_clock(datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 (a wall clock)
        library = next((found for place in CLOCKS for found in sorted(Path("/").glob(place.lstrip("/")))), None)
        if library is None:
            sys.exit("libfaketime is missing: the dates of tracked changes come from the clock (apt-get install libfaketime)")
        clock = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "TZ": "UTC",
        }
        profile = (self.folder / "profile").as_uri()
        accept = f"--accept=socket,host=127.0.0.1,port={PORT};urp;"
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", accept]
        environment = {**os.environ, **clock}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.context = self._connected()

    def stop(self) -> None:
        if self.context is not None:
            with suppress(DisposedException):  # it goes while we ask it to go
                self.service("com.sun.star.frame.Desktop").terminate()
            self.process.wait(60)

    def _connected(self) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            with suppress(NoConnectException):
                return resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
            time.sleep(0.25)
        sys.exit("LibreOffice did not start within a minute")

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def set_clock(self, moment: datetime) -> None:
        waiting = self.clock.with_suffix(".new")
        waiting.write_text(f"{moment:%Y-%m-%d %H:%M:%S}", encoding="ascii")
        waiting.rename(self.clock)

    def become(self, name: str, initials: str) -> None:
        """Change the user of the profile: whose name tracked changes bear. LibreOffice writes given name, space, surname."""
        given, _, surname = name.rpartition(" ")
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        node = properties(nodepath="/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", node)
        for key, value in (("givenname", given), ("sn", surname), ("initials", initials)):
            access.setPropertyValue(key, value)
        access.commitChanges()


# ------------------------------------------------------------------ finding passages


def plain(text: str) -> str:
    """Any space an ordinary one."""
    return re.sub(r"[\s\u00a0\u202f]", " ", text)


def pattern(words: str) -> str:
    """The words as LibreOffice's (ICU's) regular expression, whatever the spaces between them."""
    return "".join("[ \u00a0\u202f]" if c == " " else re.sub(r"([\\^$.|?*+()\[\]{}])", r"\\\1", c) for c in plain(words))


def paragraph_of(found: Any) -> Any:
    cursor = found.Text.createTextCursorByRange(found.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def table_text(found: Any) -> str:
    table = found.TextTable
    return "\n".join(table.getCellByName(name).String for name in table.CellNames) if table else ""


def fits(found: Any, step: Step) -> bool:
    """Whether a hit stands where the step says: in that paragraph, that table (else in none), a heading; never in the table of contents."""
    cursor = paragraph_of(found)
    style = cursor.ParaStyleName
    if style.startswith(("Contents", "toc", "TOC")) or ("heading" in step and not style.startswith(f"Heading {step.get('level', '')}")):
        return False
    if plain(step.get("in", "")) not in plain(cursor.String):
        return False
    words = table_text(found)
    return plain(step["table"]) in plain(words) if "table" in step else not words


def passage(document: Any, step: Step) -> Any:
    """The one passage that a step means; anything else is a mistake in the content. `mark`: with the mark of the note that follows it,
    for Writer takes no comment inside a note."""
    words = step.get("on") or step.get("after") or step["heading"]
    search = document.createSearchDescriptor()
    search.SearchRegularExpression = True
    search.SearchCaseSensitive = True
    search.SearchString = pattern(words)
    hits = document.findAll(search)
    found = [hit for hit in (hits.getByIndex(i) for i in range(hits.Count)) if fits(hit, step)]
    if len(found) != 1:
        sys.exit(f"“{words}” stands {len(found)} times where the step of {step['at']} looks for it ({hits.Count} times in all)")
    cursor = found[0].Text.createTextCursorByRange(found[0].Start)
    cursor.gotoRange(found[0].End, True)
    if step.get("mark"):
        cursor.goRight(1, True)
    return cursor


def beginning(document: Any) -> Any:
    """Before the first words of the document: where people leave remarks on the whole."""
    paragraphs = document.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        element = paragraphs.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph") and element.String.strip():
            return element.Start
    sys.exit("the document holds no paragraph")


# ------------------------------------------------------------------ what people do


def comment(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    """A comment on words, on a point (no words given), or in answer to another: Writer 7.4 keeps answers as comments on the same words."""
    if "answers" in step:
        where = anchors[step["answers"]]
    elif step.keys() & {"on", "heading"}:
        where = passage(document, step)
    else:
        where = beginning(document)
    anchors[step.get("id", "")] = where
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Initials, note.Resolved = step["author"], step["initials"], step.get("resolved", False)
    moment = datetime.fromisoformat(step["at"])
    note.DateTimeValue = DateTime(
        Year=moment.year, Month=moment.month, Day=moment.day, Hours=moment.hour, Minutes=moment.minute, Seconds=moment.second
    )
    words = note.TextRange
    cursor = words.createTextCursor()
    for rank, paragraph in enumerate(step["note"]):
        if rank:
            words.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        words.insertString(cursor, paragraph, False)
    where.Text.insertTextContent(where, note, bool(where.String))


def replace(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    passage(document, step).setString(step["with"])


def delete(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    passage(document, step).setString("")


def insert(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    found = passage(document, step)
    found.Text.insertString(found.End, step["text"], False)


def new_paragraph(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    """Enter at the end of the paragraph, then type."""
    found = passage(document, step)
    cursor = found.Text.createTextCursorByRange(found.End)
    cursor.gotoEndOfParagraph(False)
    found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    found.Text.insertString(cursor, step["text"], False)


def delete_paragraph(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    """The paragraph and its mark."""
    cursor = paragraph_of(passage(document, step))
    cursor.gotoStartOfParagraph(False)
    cursor.gotoNextParagraph(True)
    cursor.setString("")


def new_row(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    found = passage(document, step)
    table, name = found.TextTable, found.Cell.CellName
    row = int(re.sub(r"\D", "", name))
    table.Rows.insertByIndex(row, 1)
    for column, text in enumerate(step["cells"]):
        cell = table.getCellByPosition(column, row)
        cell.insertString(cell.createTextCursor(), text, False)


def bold(document: Any, step: Step, anchors: dict[str, Any]) -> None:
    passage(document, step).CharWeight = BOLD


DEEDS = {
    "comment": comment,
    "replace": replace,
    "delete": delete,
    "insert": insert,
    "new-paragraph": new_paragraph,
    "delete-paragraph": delete_paragraph,
    "new-row": new_row,
    "bold": bold,
}


def recorded(step: Step) -> bool:
    return step["do"] != "comment" and not step.get("untracked", False)


def annotate(office: Office, job: dict[str, Any]) -> None:
    """One copy, from the draft as sent to the file as returned."""
    desktop = office.service("com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(Path(job["draft"]).as_uri(), "_blank", 0, properties(Hidden=True))
    anchors: dict[str, Any] = {}
    author = ""
    for step in job["steps"]:
        office.set_clock(datetime.fromisoformat(step["at"]))
        if step["author"] != author:
            author = step["author"]
            office.become(author, step["initials"])
        document.RecordChanges = recorded(step) or (job["recording"] and step["do"] == "comment")
        DEEDS[step["do"]](document, step, anchors)
    document.RecordChanges = any(map(recorded, job["steps"]))
    document.storeToURL(Path(job["target"]).as_uri(), properties(FilterName="MS Word 2007 XML"))
    document.close(True)


def main(path: Path) -> None:
    jobs = json.loads(path.read_text(encoding="utf-8"))
    office = Office(path.parent)
    try:  # no context manager: Python cannot hand a UNO exception through one
        office.start()
        for job in jobs:
            annotate(office, job)
    finally:
        office.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
