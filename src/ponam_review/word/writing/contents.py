"""The table of contents: entries already filled in, inside the field that Word updates."""

from __future__ import annotations

from collections.abc import Sequence

from ...text.model import Paragraph
from ...text.plain import inline_text
from ..markup import escaped
from .atoms import Para
from .draft import Draft, anchor_link, bookmark_name
from .inlines import field, text_run

_CODES = {
    "contents": 'TOC \\o "1-2" \\h \\z \\u',
    "tables": 'TOC \\h \\z \\c "Tableau"',
    "figures": 'TOC \\h \\z \\c "Figure"',
}
"""A list of tables or figures gathers the SEQ fields of their captions (§17.16.5.56, switch `\\c`)."""
_CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="{}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>"
)
_TITLE = '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/>'
_ENTRY = '<w:p><w:pPr><w:pStyle w:val="TOC'


def contents_field(draft: Draft, body: str, kinds: Sequence[str]) -> str:
    """The body with its contents and lists, which stand one after the other, as Word keeps them.

    `kinds` are those of the titles, in order. The entries of each are inside one TOC field (ECMA-376-1 §17.16.5.68); title and entries of
    the contents inside the content control by which Word offers to update them (§17.5.2.12): without it LibreOffice drops the title when it
    updates the field.
    """
    first = body.find(_ENTRY)
    if first < 0:
        return body
    end = body.index("</w:p>", body.rfind(_ENTRY)) + len("</w:p>")
    pieces = body[first:end].split(_TITLE)
    lead, groups = pieces[0], pieces[1:]
    if not groups:
        return body[:first] + _fielded(draft, "", lead, "contents", open_at_start=True) + body[end:]
    written = [_fielded(draft, _TITLE, group, kind, open_at_start=False) for group, kind in zip(groups, kinds, strict=True)]
    return f"{body[:first]}{lead}{''.join(written)}{body[end:]}"


def _fielded(draft: Draft, title: str, group: str, kind: str, *, open_at_start: bool) -> str:
    """One list: the paragraph of its title, then its entries inside their field."""
    at = 0 if open_at_start else group.index("</w:p>") + len("</w:p>")
    head, entries = f"{title}{group[:at]}", group[at:]
    code = _CODES.get(kind)
    if code is None or not entries:
        return head + entries
    after = entries.index("</w:pPr>") + len("</w:pPr>")
    last = entries.rindex("</w:p>")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    finish = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    inside = f"{head}{entries[:after]}{begin}{entries[after:last]}{finish}{entries[last:]}"
    return f"{_CONTROL.format(draft.next_id())}{inside}</w:sdtContent></w:sdt>" if kind == "contents" else inside


_PAGED = frozenset({"contents", "tables", "figures"})


def entry(draft: Draft, para: Para) -> str:
    """A line of the contents or of a list in a clean draft: its words, and the page as a PAGEREF field (§17.16.5.44).

    "" for any other paragraph.
    """
    block = para.form
    if not (draft.fields and isinstance(block, Paragraph) and block.role in _PAGED and block.target in draft.known):
        return ""
    words, _, page = inline_text(block.content).rpartition("\t")
    reference = field(draft, f"PAGEREF {bookmark_name(block.target)} \\h", text_run(draft, page, "", ""))
    return anchor_link(block.target, text_run(draft, words, "", "") + "<w:r><w:tab/></w:r>" + reference)
