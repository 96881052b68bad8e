"""XML from outside, parsed within limits: no document type, no entity, no network, bounded depth and memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from ...text.errors import WordFileError

MAX_PART = 200 << 20
MAX_TREE = 330 << 20
"""Memory that the tree of one part may take, in bytes."""
MAX_ELEMENT = 16 << 20
"""Length of one element among many that are read one by one."""
_NODE = 140
_ATTRIBUTE = 250
"""libxml2 2.14: an element or a text, and an attribute with its text."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_BYTE_ORDER_MARKS = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")


def parse(content: bytes, *, file: str, part: str) -> etree._Element:
    """The root of a part. Names of strict Open XML (ISO/IEC 29500-1) become the transitional ones, so that readers know one set."""
    content = _prepared(content, file, part)
    if _weight(content) > MAX_TREE:
        raise _too_big(file, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(file, part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(file, part)
    return root


def parse_each(content: bytes, tag: str, *, file: str, part: str) -> Iterator[etree._Element]:
    """The elements of one name below the root, each forgotten before the next is read: memory does not grow with their number."""
    content = _prepared(content, file, part)
    if _weight(content) > MAX_TREE and _longest(content, tag) > MAX_ELEMENT:
        raise _too_big(file, part)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            tag=tag,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(file, part) from error


def _prepared(content: bytes, file: str, part: str) -> bytes:
    if len(content) > MAX_PART:
        raise _too_big(file, part)
    encoding = _BYTE_ORDER_MARKS.get(content[:2])
    if encoding:
        try:
            content = _DECLARATION.sub("", content.decode(encoding)).lstrip("\ufeff").encode("utf-8")
        except UnicodeError as error:
            raise _damaged(file, part) from error
    if b"<!DOCTYPE" in content:
        raise _document_type(file, part)
    return _STRICT.sub(_TRANSITIONAL, content) if b"purl.oclc.org/ooxml/" in content else content


def _weight(content: bytes) -> int:
    """Upper bound of the memory of the tree: a small file can make many nodes."""
    tags = content.count(b"<")
    elements = tags - content.count(b"</")
    texts = tags - content.count(b"><")
    return len(content) + (elements + texts) * _NODE + content.count(b"=") * _ATTRIBUTE


def _longest(content: bytes, tag: str) -> int:
    """Length of the longest stretch between two beginnings of an element of this name."""
    word = tag.rpartition("}")[2].encode()
    starts = [
        0,
        *(m.start() for m in re.finditer(rb"[<:]" + word + rb"[\s>]", content)),
        len(content),
    ]
    return max(b - a for a, b in pairwise(starts))


def _damaged(file: str, part: str) -> WordFileError:
    return WordFileError(
        "{file}: the document is damaged inside ({part}); open it in Word, repair it and save it again",
        file=file,
        part=part,
    )


def _document_type(file: str, part: str) -> WordFileError:
    return WordFileError(
        "{file}: {part} holds a document type definition, which no Word file has; the file was not read",
        file=file,
        part=part,
    )


def _too_big(file: str, part: str) -> WordFileError:
    return WordFileError(
        "{file}: the document is too big to be read ({part}); split it and send the parts",
        file=file,
        part=part,
    )
