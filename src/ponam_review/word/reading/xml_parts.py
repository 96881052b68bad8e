"""XML from outside, parsed within limits: no document type, no entity, no network, bounded depth and memory."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError, XMLParser, XMLPullParser

from ...text.errors import WordFileError
from .fields import fields_are_whole
from .names import BODY, PARAGRAPH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .hooks import Element

MAX_PART = 200 << 20
MAX_TREE = 330 << 20
"""Memory that the tree of one part may take, in bytes."""
SMALL_TREE = 64 << 20
MAX_ELEMENT = 16 << 20
"""Length of one element among many that are read one by one."""
_NODE = 140
_ATTRIBUTE = 250
"""An element or a text, and an attribute with its text, in libxml2 2.14; those of the standard library weigh less."""
_PIECE = 64 << 10
BATCH = 1 << 20

_STRICT = rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/"
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_BYTE_ORDER_MARKS = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_DECLARATION = r"^\ufeff?\s*<\?xml[^>]*\?>"


def parse(content: bytes, *, file: str, part: str) -> Element:
    """The root of a part, to walk down. Names of strict Open XML (ISO/IEC 29500-1) become the transitional ones: readers know one set.

    The standard library's elements load in a third of the time that lxml's do, and are walked three times as fast.
    """
    content = _prepared(content, file, part)
    if _weight(content) > MAX_TREE:
        raise _too_big(file, part)
    return _parsed(content, file, part)


def _parsed(content: bytes, file: str, part: str) -> Element:
    parser = XMLParser()  # noqa: S314 - sizes were checked, and no document type comes in: nothing can be declared, nothing expanded
    try:
        parser.feed(content)
        root: Any = parser.close()
    except (ParseError, ValueError, LookupError):
        return parse_whole(content, file=file, part=part)
    return root  # type: ignore[no-any-return]


def parse_whole(content: bytes, *, file: str, part: str) -> Element:
    """The root of a part, to change it or to look around in it, which lxml's elements can."""
    from lxml import etree

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
        raise damaged(file, part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(file, part)
    return root


def parse_each(content: bytes, tag: str, *, file: str, part: str) -> Iterator[Element]:
    """The elements of one local name below the root, a batch at a time: memory does not grow with their number.

    A part is cut where such an element begins. Where a piece is not XML by itself, the cut was wrong, and the part is read whole.
    """
    content = _prepared(content, file, part)
    name = tag.rpartition("}")[2]
    pieces = list(_pieces(content, name)) if len(content) > BATCH else [content]
    if _weight(max(pieces, key=len)) > MAX_TREE:
        raise _too_big(file, part)
    for number, piece in enumerate(pieces):
        parser = XMLParser()  # noqa: S314
        try:
            parser.feed(piece)
            root: Any = parser.close()
        except (ParseError, ValueError, LookupError):
            if number:
                raise damaged(file, part) from None
            yield from _of_name(parse(content, file=file, part=part), name)
            return
        yield from _of_name(root, name)


def _of_name(root: Element, name: str) -> Iterator[Element]:
    """Companion parts changed namespace between Word's versions: their elements are known by their local name."""
    ending = "}" + name
    return (element for element in root if isinstance(element.tag, str) and element.tag.endswith(ending))


def _pieces(content: bytes, name: str) -> Iterator[bytes]:
    """The part in well-formed pieces of about a megabyte, each with the part's own root around it."""
    begins = [found.start() for found in re.finditer(rb"<(?:[\w.-]+:)?" + name.encode() + rb"[\s/>]", content)]
    last = content.rfind(b"</")
    if not begins or last < begins[-1]:
        yield content
        return
    head, tail = content[: begins[0]], content[last:]
    begun = begins[0]
    for at in begins:
        if at - begun > BATCH:
            yield head + content[begun:at] + tail
            begun = at
    yield head + content[begun:]


def parse_blocks(content: bytes, *, file: str, part: str) -> Iterator[Element] | None:
    """The children of `w:body`, each forgotten before the next is read.

    None for a body small enough to be held whole, which is quicker, and for one that must be (`fields_are_whole`).
    """
    content = _prepared(content, file, part)
    weight = _weight(content)
    if weight > 2 * MAX_TREE or (weight > MAX_TREE and _longest(content, PARAGRAPH) > MAX_ELEMENT):
        raise _too_big(file, part)
    return _blocks(content, weight, file, part) if weight > SMALL_TREE and fields_are_whole(content) else None


def _blocks(content: bytes, weight: int, file: str, part: str) -> Iterator[Element]:
    """The parser is fed a piece at a time; what of the body has come whole is read and given back."""
    heaviest = MAX_TREE * len(content) // weight
    parser: Any = XMLPullParser(("start",))
    body: Any = None
    given = 0
    try:
        for at in range(0, len(content), _PIECE):
            parser.feed(content[at : at + _PIECE])
            for _, element in parser.read_events():
                if body is None and element.tag == BODY:
                    body = element
            if body is not None and len(body) > 1:
                yield from body[:-1]
                del body[:-1]
                given = at
            if at - given > heaviest:
                raise _too_big(file, part)
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(file, part) from error
    if body is not None:
        yield from body


def _prepared(content: bytes, file: str, part: str) -> bytes:
    if len(content) > MAX_PART:
        raise _too_big(file, part)
    encoding = _BYTE_ORDER_MARKS.get(content[:2])
    if encoding:
        try:
            content = re.sub(_DECLARATION, "", content.decode(encoding)).lstrip("\ufeff").encode("utf-8")
        except UnicodeError as error:
            raise damaged(file, part) from error
    if b"<!DOCTYPE" in content:
        raise _document_type(file, part)
    return re.sub(_STRICT, _TRANSITIONAL, content) if b"purl.oclc.org/ooxml/" in content else content


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
    return max(end - begun for begun, end in zip(starts, starts[1:], strict=False))  # noqa: RUF007 - one import less


def damaged(file: str, part: str) -> WordFileError:
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
