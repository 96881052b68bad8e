"""Characters made safe for XML."""

from __future__ import annotations

import re

# XML 1.0 §2.2 has no place for these, not even as character references.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    legal = _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as it stands in an attribute, between double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def attribute(name: str, value: str) -> str:
    """` name="value"`, nothing where there is no value."""
    return f' {name}="{quoted(value)}"' if value else ""
