"""XML from outside, parsed within limits: no document type, no entity, no network, bounded depth and memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from ...text.errors import WordFileError
from .fields import fields_are_whole
from .names import BODY, PARAGRAPH, TABLE, W

MAX_PART = 200 << 20
MAX_TREE = 330 << 20
"""Memory that the tree of one part may take, in bytes."""
SMALL_TREE = 64 << 20
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
    for element in _ended(content, (tag,), file, part):
        yield element
        _forget(element)


def parse_blocks(content: bytes, *, file: str, part: str) -> Iterator[etree._Element] | None:
    """The children of `w:body`, each forgotten before the next is read.

    None for a body small enough to be held whole, which is quicker, and for one that must be (`fields_are_whole`).
    """
    content = _prepared(content, file, part)
    weight = _weight(content)
    if weight > 2 * MAX_TREE or (weight > MAX_TREE and _longest(content, PARAGRAPH) > MAX_ELEMENT):
        raise _too_big(file, part)
    return _blocks(content, weight, file, part) if weight > SMALL_TREE and fields_are_whole(content) else None


def _blocks(content: bytes, weight: int, file: str, part: str) -> Iterator[etree._Element]:
    average = weight // max(1, content.count(b"</"))
    last: etree._Element | None = None
    waiting = 0
    for element in _ended(content, (PARAGRAPH, TABLE, W + "sdt", BODY), file, part):
        parent = element.getparent()
        waiting += 1
        if waiting * average > MAX_TREE:
            raise _too_big(file, part)
        if element.tag == BODY:
            yield from _following(element, last, None)
        elif parent is not None and parent.tag == BODY:
            yield from _following(parent, last, element)
            _forget(element)
            last, waiting = element, 0


def _following(parent: etree._Element, last: etree._Element | None, until: etree._Element | None) -> Iterator[etree._Element]:
    """The children after `last`, `until` included."""
    node = next(iter(parent), None) if last is None else last.getnext()
    while node is not None:
        yield node
        if node is until:
            return
        node = node.getnext()


def _ended(content: bytes, tags: Sequence[str], file: str, part: str) -> Iterator[etree._Element]:
    """Elements of these names as they end."""
    first = True
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if first and element.getroottree().docinfo.internalDTD is not None:
                raise _document_type(file, part)
            first = False
            yield element
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(file, part) from error


def _forget(element: etree._Element) -> None:
    """Give back the memory of an element that has been read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


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
