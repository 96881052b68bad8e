"""The table of contents: entries already filled in, inside the field that Word updates."""

from __future__ import annotations

from ...text.model import Paragraph
from ...text.plain import inline_text
from .atoms import Para
from .draft import Draft, anchor_link, bookmark_name
from .inlines import field, text_run

_CODE = 'TOC \\o "1-2" \\h \\z \\u'
_ENTRY = '<w:p><w:pPr><w:pStyle w:val="TOC'


def contents_field(draft: Draft, body: str) -> str:
    """The body with its contents entries, which stand one after the other, inside one TOC field (ECMA-376-1 §17.16.5.68)."""
    first = body.find(_ENTRY)
    if first < 0:
        return body
    last = body.rfind(_ENTRY)
    end = body.index("</w:p>", last)
    after_properties = body.index("</w:pPr>", first) + len("</w:pPr>")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {_CODE} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    finish = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return body[:after_properties] + begin + body[after_properties:end] + finish + body[end:]


def entry(draft: Draft, para: Para) -> str:
    """A line of the contents in a clean draft: its words, and the page as a PAGEREF field (§17.16.5.44); "" for any other paragraph."""
    block = para.form
    if not (draft.fields and isinstance(block, Paragraph) and block.role == "contents" and block.target in draft.known):
        return ""
    words, _, page = inline_text(block.content).rpartition("\t")
    reference = field(draft, f"PAGEREF {bookmark_name(block.target)} \\h", text_run(draft, page, "", ""))
    return anchor_link(block.target, text_run(draft, words, "", "") + "<w:r><w:tab/></w:r>" + reference)
