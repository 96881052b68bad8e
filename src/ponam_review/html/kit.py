"""The offline kit: the whole text as one page on which remarks are written, without network, and saved as a small file.

Every block bears its address in a `<u>` (the text knows no underlining), from which the page's script knows where it stands; the script
makes a button of it. Without a script the page is the text with its addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ..text.anchors import name_blocks
from ..text.charter import CHARTER, Charter
from ..text.flow import Flow, Placed
from ..text.front import contents_title, has_contents, is_generated, listed
from ..text.notices import Result
from ..text.pictures import Images
from .blocks import write_block
from .clean import entry_of, write_cover, write_notes
from .front import write_entries
from .markup import quoted
from .nesting import html_nest
from .page import charter_style, dressed_style, frame, template_file
from .sheet import PLAIN, Ink, Sheet
from .slimming import lean, slim_script, slim_style
from .words import words_of

SCRIPTS = "base checksum passages keeping answer wording remark own find send start".split()
STYLES = ("style.css", "kit.css")


@dataclass(frozen=True, slots=True)
class Kit:
    """What a kit says of itself; all of it stands in the page, and comes back in the answer."""

    id: str
    edition: str
    revision: str
    subject: str
    until: str = ""
    """Last day for answers, ISO."""
    contact: str = ""
    stakeholder: str = ""
    """Short name of whom it is for; empty: anybody."""
    stakeholder_name: str = ""
    copy: str = ""
    """Number of this copy, in words; empty where copies are not numbered."""


def write_kit(
    flow: Flow, kit: Kit, *, images: Images, language: str = "fr", mark: str | None = None, charter: Charter = CHARTER
) -> Result[str]:
    """The page. `language` is that of its commands, which readers may switch; the text keeps its own."""
    sheet = Sheet(words_of(flow.language), images)
    text = [item for item in flow.items if not is_generated(item.block)]
    cover = write_cover(flow, sheet)
    sheet.shift = 1 if cover.title else 0
    places = name_blocks(text, sheet.anchors)
    body = _body(text, places, sheet)
    entries = [entry_of(item.block, place) for item, place in zip(text, places, strict=True) if listed(item.block)]
    said = {key: both[language == "en"] for key, both in word_list().items()}
    values: dict[str, object] = {
        "words": sheet.words,
        "w": said,
        "title": f"{kit.subject} – {kit.edition}",
        "subject": kit.subject,
        "edition": kit.edition,
        "until": said["until"].format(day=day_in_words(kit.until, language)) if kit.until else "",
        "mark": flow.mark if mark is None else mark,
        "cover": cover,
        "contents": lean(write_entries(entries, sheet)) if has_contents(flow.items) else "",
        "contents_title": contents_title(flow) or sheet.words.contents,
        "body": lean(body),
        "notes": lean(write_notes(sheet.notes, sheet)),
        "kit": inert(_stamp(kit, language)),
        "wordlist": inert(word_list()),
    }
    page = frame("kit.html.j2", slim_style(_style(charter, body)), _script(), values)
    return Result(page, tuple(sheet.notices.values()))


def _body(items: Sequence[Placed], places: Sequence[str], sheet: Sheet) -> str:
    parts: list[str] = []
    position = 0
    for section, members in groupby(items, key=lambda item: item.section):
        nest = html_nest()
        parts.append(_section(section) if section else "")
        for item in members:
            parts.append(nest.enter(item.block.within))
            sheet.file = item.file
            parts.append(write_block(item.block, sheet, _ink(item, places[position], sheet)))
            position += 1
        parts += (nest.close(), "</section>\n" if section else "")
    return "".join(parts)


def _ink(item: Placed, place: str, sheet: Sheet) -> Ink:
    kind = "part" if item.section and item.section == item.document and not item.number else ""
    if not item.section:
        return Ink(id=place, kind=kind) if place or kind else PLAIN
    return Ink(id=place, kind=kind, lead=f"<u>{f'¶{item.number}' if item.number else ''}</u> ")


def _section(section: str) -> str:
    """The name of a section is printed before each of its numbers by the style sheet: written out each time it would weigh a picture."""
    printed = "".join(char if char.isalnum() or char == "-" else f"\\{ord(char):x} " for char in section)
    return f"<section data-s=\"{quoted(section)}\" style=\"--s:'{quoted(printed)} '\">\n"


def _style(charter: Charter, body: str) -> str:
    """The font of the national languages' letters travels with a text that has such letters only."""
    if _LETTERS.search(body):
        return dressed_style(STYLES, charter)
    return "\n".join((*map(template_file, STYLES), charter_style(charter)))


_LETTERS = re.compile("[ŊŋƁƆƊƎƐƔƖƘƙƝƳƴɓɔɖɗɛɠɣɲ]")

# ------------------------------------------------------------------ words


@cache
def word_list() -> Mapping[str, tuple[str, str]]:
    """Everything the page says, in French and in English."""
    return {key: (french, english) for key, (french, english) in json.loads(template_file("words.json")).items()}


_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def day_in_words(day: str, language: str) -> str:
    """`2026-03-31` → `31 mars 2026`."""
    year, month, number = day.split("-")
    figure = "1er" if language == "fr" and int(number) == 1 else str(int(number))
    return f"{figure}\u00a0{_MONTHS[language][int(month) - 1]}\u00a0{year}"


def _stamp(kit: Kit, language: str) -> dict[str, object]:
    days = {code: day_in_words(kit.until, code) if kit.until else "" for code in _MONTHS}
    return {
        "schema": "ponam-kit/1",
        "id": kit.id,
        "edition": kit.edition,
        "revision": kit.revision,
        "subject": kit.subject,
        "until": days,
        "contact": kit.contact,
        "stakeholder": kit.stakeholder,
        "stakeholderName": kit.stakeholder_name,
        "copy": kit.copy,
        "language": language,
    }


def inert(value: object) -> str:
    """JSON that no text in it can end (HTML §13.1.2.1): it stands in an element that no browser runs."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _script() -> str:
    parts = "\n".join(slim_script(template_file(f"{name}.js")) for name in SCRIPTS)
    return f'(function(){{"use strict";\n{parts}\n}})();'
