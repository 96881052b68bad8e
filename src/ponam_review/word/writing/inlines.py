"""Runs of text, links, notes, pictures, references: the inside of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, assert_never

from ...text.direction import has_right_to_left
from ...text.model import Break, Counter, Image, Inline, Mark, Note, Reference, Run
from ..markup import escaped
from .atoms import Atom, CommentMark, Para
from .draft import Draft, address_link, anchor_link
from .pictures import drawing
from .tracking import GONE, State, Tracking

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...compare.changes import NoteEdit

    WriteNote = Callable[[Draft, Note, State, NoteEdit | tuple[Para, ...] | None], int]


@cache
def run_properties(marks: int, link: bool) -> str:
    """Inner XML of `w:rPr`, in the order of CT_RPr (ECMA-376-1 §17.3.2.28)."""
    parts = []
    if marks & Mark.CODE:
        parts.append('<w:rStyle w:val="CodeChar"/>')
    elif link:
        parts.append('<w:rStyle w:val="Hyperlink"/>')
    if marks & Mark.STRONG:
        parts.append("<w:b/><w:bCs/>")
    if marks & Mark.EMPHASIS:
        parts.append("<w:i/><w:iCs/>")
    if marks & Mark.STRIKE:
        parts.append("<w:strike/>")
    if marks & Mark.SUBSCRIPT:
        parts.append('<w:vertAlign w:val="subscript"/>')
    elif marks & Mark.SUPERSCRIPT:
        parts.append('<w:vertAlign w:val="superscript"/>')
    return "".join(parts)


def text_run(draft: Draft, text: str, properties: str, state: State, was: str | None = None) -> str:
    """One `w:r`. `was`: the properties it had before, when they changed."""
    if has_right_to_left(text):
        properties, was = f"{properties}<w:rtl/>", None if was is None else f"{was}<w:rtl/>"
    if was is not None and was != properties:
        properties += f'<w:rPrChange w:id="{draft.next_id()}" {draft.tracking.attributes}><w:rPr>{was}</w:rPr></w:rPrChange>'
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    name = "w:delText" if state in GONE else "w:t"
    inner = f'<{name} xml:space="preserve">{escaped(text)}</{name}>'
    if "\t" in text:
        inner = inner.replace("\t", f'</{name}><w:tab/><{name} xml:space="preserve">')
    return f"<w:r>{rpr}{inner}</w:r>"


def write_inlines(draft: Draft, atoms: Iterable[Atom], write_note: WriteNote) -> str:
    """The XML of atoms; neighbours that share state and link share their elements."""
    out: list[str] = []
    runs: list[str] = []
    key: Key = ("", "", None)
    for atom in atoms:
        mark = atom.thing if isinstance(atom.thing, CommentMark) else None
        found: Key = key if mark else (_link(atom.thing), atom.state, atom.by)
        if mark or found != key:
            if runs:
                out.append(_flushed(draft, key, runs))
                runs = []
            key = found
        if mark:
            out.append(_comment_mark(mark))
            continue
        with draft.signed(atom.by):
            runs.append(_run(draft, atom, write_note))
    if runs:
        out.append(_flushed(draft, key, runs))
    return "".join(out)


Key = tuple[str, State, Tracking | None]
"""Link, state and author that neighbouring runs share."""


def _comment_mark(mark: CommentMark) -> str:
    """The end of a comment's range carries its reference (ECMA-376-1 §17.13.4.5)."""
    if not mark.ends:
        return f'<w:commentRangeStart w:id="{mark.comment}"/>'
    reference = f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{mark.comment}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{mark.comment}"/>{reference}'


def _link(thing: Inline | CommentMark) -> str:
    match thing:
        case Run() | Image():
            return thing.link
        case Reference():
            return "#" + thing.target
        case _:
            return ""


def _flushed(draft: Draft, key: Key, runs: list[str]) -> str:
    link, state, by = key
    with draft.signed(by):
        inner = draft.wrapped(state, "".join(runs))
    if not link:
        return inner
    if link.startswith("#"):
        return anchor_link(link[1:], inner) if link[1:] in draft.known else inner
    return address_link(draft.link(link), inner)


def _run(draft: Draft, atom: Atom, write_note: WriteNote) -> str:
    thing, state = atom.thing, atom.state
    match thing:
        case Run():
            was = run_properties(atom.old.marks, bool(atom.old.link)) if isinstance(atom.old, Run) else None
            return text_run(draft, thing.text, run_properties(thing.marks, bool(thing.link)), state, was)
        case Break():
            return "<w:r><w:br/></w:r>"
        case CommentMark():
            return ""
        case Note():
            number = write_note(draft, thing, state, atom.inside if atom.inside is not None else atom.edit)
            return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        case Reference():
            was = run_properties(atom.old.marks, False) if isinstance(atom.old, Reference) else None
            return _reference(draft, thing, state, was)
        case Image():
            picture = drawing(draft, thing)
            return picture or text_run(draft, f"[{thing.alt or thing.source}]", "<w:i/><w:iCs/>", state)
        case Counter():
            return _counter(draft, thing, state)
        case _:
            assert_never(thing)


def _reference(draft: Draft, thing: Reference, state: State, was: str | None) -> str:
    """ "section 3.2": the words as text and the number as a REF field, which Word keeps right (ECMA-376-1 §17.16.5.51)."""
    from .draft import bookmark_name

    properties = run_properties(thing.marks, False)
    word, space, number = thing.label.rpartition("\u00a0")
    if not (draft.fields and space and number[:1].isalnum() and thing.target in draft.known):
        return text_run(draft, thing.label, properties, state, was)
    code = f"REF {bookmark_name(thing.target)} " + ("\\h" if number.isdigit() and _is_caption(word) else "\\r \\h")
    return text_run(draft, word + space, properties, state) + field(draft, code, text_run(draft, number, properties, state))


def _is_caption(word: str) -> bool:
    return word in ("tableau", "figure", "table")


def _counter(draft: Draft, thing: Counter, state: State) -> str:
    """ "Tableau 3 – ": the number a SEQ field, so that Word can renumber and list the tables (ECMA-376-1 §17.16.5.56)."""
    digits = str(thing.number)
    before, _, after = thing.label.partition(digits)
    start, end = draft.bookmark(draft.caption) if state not in ("-", ">-") else ("", "")
    if not draft.fields:
        # The bookmark stands before the runs, which share one element where they were inserted.
        return start + end + text_run(draft, thing.label, "", state)
    code = f"SEQ {'Tableau' if thing.sequence == 'table' else 'Figure'} \\* ARABIC"
    number = start + field(draft, code, text_run(draft, digits, "", state)) + end
    return text_run(draft, before, "", state) + number + text_run(draft, after, "", state)


def field(draft: Draft, code: str, result: str) -> str:
    """A complex field: its code, and the result shown until Word computes it anew."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
