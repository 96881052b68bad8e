"""The table of contents: entries already filled in, inside the field that Word updates."""

from __future__ import annotations

from .draft import Draft

_CODE = 'TOC \\o "1-3" \\h \\z \\u'
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
