"""The table of contents: entries already filled in, inside the field that Word updates."""

from __future__ import annotations

from ...text.model import Paragraph
from ...text.plain import inline_text
from .atoms import Para
from .draft import Draft, anchor_link, bookmark_name
from .inlines import field, text_run

_CODE = 'TOC \\o "1-2" \\h \\z \\u'
_CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="{}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>"
)
_TITLE = '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/>'
_ENTRY = '<w:p><w:pPr><w:pStyle w:val="TOC'


def contents_field(draft: Draft, body: str) -> str:
    """The body with its contents, which stand one after the other, as Word keeps them.

    The entries are inside one TOC field (ECMA-376-1 §17.16.5.68), title and entries inside the content control by which Word offers to
    update them (§17.5.2.12); without it LibreOffice drops the title when it updates the field.
    """
    first = body.find(_ENTRY)
    if first < 0:
        return body
    end = body.index("</w:p>", body.rfind(_ENTRY))
    after_properties = body.index("</w:pPr>", first) + len("</w:pPr>")
    title = body.rfind(_TITLE, 0, first)
    start = title if title >= 0 else first
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {_CODE} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    finish = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    field_of_entries = body[start:after_properties] + begin + body[after_properties:end] + finish
    return f"{body[:start]}{_CONTROL.format(draft.next_id())}{field_of_entries}</w:sdtContent></w:sdt>{body[end + len('</w:p>') :]}"


def entry(draft: Draft, para: Para) -> str:
    """A line of the contents in a clean draft: its words, and the page as a PAGEREF field (§17.16.5.44); "" for any other paragraph."""
    block = para.form
    if not (draft.fields and isinstance(block, Paragraph) and block.role == "contents" and block.target in draft.known):
        return ""
    words, _, page = inline_text(block.content).rpartition("\t")
    reference = field(draft, f"PAGEREF {bookmark_name(block.target)} \\h", text_run(draft, page, "", ""))
    return anchor_link(block.target, text_run(draft, words, "", "") + "<w:r><w:tab/></w:r>" + reference)
