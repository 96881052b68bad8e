"""Acronyms: explained, once, the same way, where they are first used; homonyms are allowed, and those nobody could verify too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.model import Section, Table
from ..text.plain import block_text, fold
from ..workspace.glossary import Entry
from .findings import Finding, finding
from .prose import MASK, Prose
from .subject import Subject
from .writing import at, shortened

_CAPITAL = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ"
_ACRONYM = re.compile(rf"(?<![\w/-])(?:[{_CAPITAL}][{_CAPITAL}0-9]{{1,11}})(?![\w])")
_CODE = re.compile(rf"[{_CAPITAL}]\d+")
"""A sheet size, a road, the beginning of the code of an action: A4, A3.2.1."""
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_IN_BRACKETS = re.compile(rf"[\s{MASK}]*\((?:[^()\n]{{0,12}}\s)?(?P<acronym>[{_CAPITAL}][{_CAPITAL}0-9]{{1,11}})\)")
_SENTENCE_ENDS = re.compile(rf"[()|\n{MASK}.;:]")
_REACH = 160
"""Characters before an acronym among which its expansion is looked for."""
_UNFOLDED = re.compile(rf"(?<![\w/-])(?P<acronym>[{_CAPITAL}][{_CAPITAL}0-9]{{1,11}})[\s{MASK}]*\((?P<words>[^()|\n]{{6,160}})\)")
_SMALL = frozenset("a à au aux d de des du en et l la le les of on pour sur the un une and for in to par dans".split())
_LIST_HEADS = frozenset(("sigle", "sigles", "sigle ou abréviation", "abréviation", "abréviations", "acronyme", "acronyms", "acronym"))
COMMON = frozenset("FCFA CFA COVID USD EUR PDF URL TV SMS GPS ISO OK NB PS VIH SIDA ADN".split())
"""Known by everybody, explained by nobody."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an acronym stands. `explains`: the words beside it that say what it means."""

    acronym: str
    prose: Prose
    offset: int
    explains: str = ""

    @property
    def place(self) -> str:
        return f"{self.prose.file}:{self.prose.place(self.offset).line}"


def check_undefined(subject: Subject) -> Iterator[Finding]:
    """Each unknown acronym once, where it first stands."""
    known = {entry.term for entry in subject.glossary.entries} | COMMON | subject.words
    explained = {use.acronym for _document, _section, prose in subject.texts() for use in explanations(subject, prose)}
    listed = {term for _document, section in subject.sections() for term, _words, _line in printed_list(section)}
    told = known | explained | listed
    for _document, _section, prose in subject.texts():
        for use in uses(prose):
            if use.acronym in told or _is_shouted(use):
                continue
            told.add(use.acronym)
            sentence = "“{acronym}” is explained nowhere; add it to the glossary, or write out what it stands for"
            yield at("acronyms/undefined", sentence, prose, use.offset, acronym=use.acronym)


def check_late(subject: Subject) -> Iterator[Finding]:
    """In the body of a document; what stands before it (summary, foreword) has its own readers."""
    for document in subject.revision.documents:
        first: dict[str, Use] = {}
        explained: set[str] = set()
        for section in document.sections:
            prose = subject.prose.get(section.file)
            if prose is None or section.kind == "liminaire":
                continue
            here = {use.offset: use for use in explanations(subject, prose)}
            for use in uses(prose):
                explanation = here.get(use.offset)
                if explanation is None:
                    if not _is_in_heading(use):
                        first.setdefault(use.acronym, use)
                elif use.acronym not in explained:
                    explained.add(use.acronym)
                    earlier = first.get(use.acronym)
                    if earlier is not None:
                        sentence = "“{acronym}” is used here, and explained only in {other}; explain it here"
                        yield at("acronyms/late", sentence, earlier.prose, earlier.offset, acronym=use.acronym, other=explanation.place)


def check_twice(subject: Subject) -> Iterator[Finding]:
    for document in subject.revision.documents:
        seen: dict[tuple[str, str], Use] = {}
        for section in document.sections:
            prose = subject.prose.get(section.file)
            if prose is None or section.kind == "liminaire":
                continue
            for use in explanations(subject, prose):
                earlier = seen.setdefault((use.acronym, _plain(use.explains)), use)
                if earlier is not use:
                    sentence = "“{acronym}” is explained here and in {other}; the acronym alone is enough here"
                    yield at("acronyms/twice", sentence, prose, use.offset, acronym=use.acronym, other=earlier.place)


def check_disagree(subject: Subject) -> Iterator[Finding]:
    expansions = _expansions(subject)
    for _document, _section, prose in subject.texts():
        for use in explanations(subject, prose):
            wanted = expansions.get(use.acronym)
            if wanted and not any(_agree(use.explains, expansion) for expansion in wanted):
                sentence = "“{acronym}” stands for “{here}” here, and for “{wanted}” in the glossary"
                values = {"acronym": use.acronym, "here": shortened(use.explains), "wanted": " / ".join(wanted)}
                yield at("acronyms/disagree", sentence, prose, use.offset, **values)


def check_unused(subject: Subject) -> Iterator[Finding]:
    """An acronym that no text uses, but for the list that prints it."""
    if not subject.glossary.file:
        return
    used = set(re.findall(r"\w+", " ".join(_texts_outside_lists(subject))))
    for entry in subject.glossary.acronyms:
        if not used.issuperset(re.findall(r"\w+", entry.term)):
            sentence = "“{acronym}” is used nowhere; delete its row, or say why it stays"
            yield finding("acronyms/unused", sentence, subject.glossary.file, entry.line, acronym=entry.term)


def check_list(subject: Subject) -> Iterator[Finding]:
    """The list printed at the head of a document says what the glossary says."""
    if not subject.glossary.file:
        return
    expansions = _expansions(subject)
    for _document, section in subject.sections():
        for term, words, line in printed_list(section):
            wanted = expansions.get(term)
            if wanted is None and not any(entry.term == term for entry in subject.glossary.entries):
                yield finding("acronyms/list", "“{acronym}” is not in the glossary; add it", section.file, line, acronym=term)
            elif wanted and not any(_plain(words).startswith(_plain(expansion)) for expansion in wanted):
                sentence = "“{acronym}” stands for “{here}” here, and for “{wanted}” in the glossary"
                yield finding("acronyms/list", sentence, section.file, line, acronym=term, here=shortened(words), wanted=" / ".join(wanted))


# ------------------------------------------------------------------ where they stand


def uses(prose: Prose) -> Iterator[Use]:
    """Every acronym of a file in reading order; Roman numbers and codes are none."""
    for match in prose.finditer(_ACRONYM):
        if not _ROMAN.fullmatch(match[0]) and not _CODE.fullmatch(match[0]):
            yield Use(match[0], prose, match.start())


def explanations(subject: Subject, prose: Prose) -> Iterator[Use]:
    """« Organisation internationale pour les migrations (OIM) », « OIM (Organisation internationale pour les migrations) »: where words
    beside an acronym are its expansion in the glossary, or begin with its letters."""
    expansions = _expansions(subject)
    found: dict[int, Use] = {}
    for match in prose.finditer(_IN_BRACKETS):
        acronym = match["acronym"]
        before = prose.text[max(0, match.start() - _REACH) : match.start()]
        words = _expansion_before(fold(_SENTENCE_ENDS.split(before)[-1]), acronym, expansions.get(acronym, ()))
        if words and not _ROMAN.fullmatch(acronym):
            found[match.start("acronym")] = Use(acronym, prose, match.start("acronym"), words)
    for match in prose.finditer(_UNFOLDED):
        acronym, words = match["acronym"], fold(match["words"])
        if any(_agree(words, one) for one in expansions.get(acronym, ())) or _begins_with_letters(words.split(), acronym):
            found.setdefault(match.start("acronym"), Use(acronym, prose, match.start("acronym"), words))
    for offset in sorted(found):
        yield found[offset]


def printed_list(section: Section) -> Iterator[tuple[str, str, int]]:
    """The rows of a table of acronyms: acronym, meaning, line. A star behind an acronym is a mark, not part of it."""
    for block in section.blocks:
        if isinstance(block, Table) and _is_list(block):
            for row in block.rows[block.header_rows :]:
                cells = [fold(" ".join(block_text(inner) for inner in cell.blocks)) for cell in row.cells]
                if len(cells) >= 2 and cells[0]:
                    yield cells[0].rstrip("*° "), cells[1], row.lines[0] if row.lines else (block.lines or (0,))[0]


def _is_list(table: Table) -> bool:
    if not table.rows or not table.header_rows or not table.rows[0].cells:
        return False
    return fold(" ".join(block_text(inner) for inner in table.rows[0].cells[0].blocks)).casefold() in _LIST_HEADS


def _texts_outside_lists(subject: Subject) -> Iterator[str]:
    for _document, section, prose in subject.texts():
        if not any(isinstance(block, Table) and _is_list(block) for block in section.blocks):
            yield prose.text


def _is_in_heading(use: Use) -> bool:
    """A heading names what its text goes on to explain."""
    source = use.prose.source
    return source.startswith("#", source.rfind("\n", 0, use.offset) + 1)


def _is_shouted(use: Use) -> bool:
    """A word of a line in capital letters: RÉPUBLIQUE DU MALI."""
    text, start, end = use.prose.text, use.offset, use.offset + len(use.acronym)
    after = re.match(rf" (?P<word>[{_CAPITAL}’']{{2,}})(?!\w)", text[end : end + 40])
    before = re.search(rf"(?<!\w)(?P<word>[{_CAPITAL}’']{{2,}}) $", text[max(0, start - 40) : start])
    return bool(after or before)


# ------------------------------------------------------------------ what they stand for


def _expansions(subject: Subject) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _explained_entries(subject):
        found[entry.term] = (*found.get(entry.term, ()), entry.expansion)
    return found


def _explained_entries(subject: Subject) -> Iterator[Entry]:
    return (entry for entry in subject.glossary.acronyms if entry.expansion)


def _expansion_before(words: str, acronym: str, expansions: tuple[str, ...]) -> str:
    """The end of `words` that explains the acronym; empty where nothing does."""
    plain = _plain(words)
    for expansion in expansions:
        if plain.endswith(_plain(expansion)):
            return expansion
    parts = words.split()
    for count in range(1, min(len(parts), 2 * len(acronym) + 6) + 1):
        tail = [re.sub("^(?:[ldLD]|[Qq]u)[’']", "", parts[-count]), *parts[len(parts) - count + 1 :]]
        if tail[0].casefold() not in _SMALL and _begins_with_letters(tail, acronym):
            return " ".join(tail)
    return ""


def _begins_with_letters(words: list[str], acronym: str) -> bool:
    """Whether the letters of an acronym are the first letters of the words that count, small words left out."""
    pieces = [piece for word in words for piece in re.split("[’'-]", word) if piece]
    letters = "".join(_plain(piece)[:1] for piece in pieces if piece.casefold() not in _SMALL)
    return len(acronym) >= 2 and letters == _plain(acronym)


def _agree(here: str, wanted: str) -> bool:
    one, other = _plain(here), _plain(wanted)
    return one == other or one.endswith(other) or other.startswith(one) or one.startswith(other)


def _plain(text: str) -> str:
    """Letters and digits without case, accents or plural endings of words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in re.findall(r"[a-z0-9]+", bare))
