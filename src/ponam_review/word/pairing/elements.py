"""XML elements in terms that type checking understands: names and values are text, prefixes are declared."""

from __future__ import annotations

from typing import cast

from lxml import etree

from ..reading.hooks import Element


def attributes(element: Element) -> list[tuple[str, str]]:
    """The attributes of an element by qualified name."""
    return [(str(key), str(value)) for key, value in element.attrib.items()]


def shell_of(element: Element) -> Element:
    """An element with its attributes and without its children."""
    return etree.Element(element.tag, dict(attributes(element)), nsmap=namespaces(element))


def namespaces(element: Element) -> dict[str, str]:
    """The namespaces declared where an element stands, by prefix."""
    return cast("dict[str, str]", element.nsmap)
