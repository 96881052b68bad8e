"""A PDF read back by programs of its own: its characters by poppler, its tags by pypdf."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

Engine = Callable[[str], Path]


def pages_of(content: bytes, engine: Engine) -> list[str]:
    """The text of each page."""
    run = subprocess.run([engine("pdftotext"), "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


def letters(text: str) -> Counter[str]:
    """Characters as read: without white space and places to break, and without hyphens, which line breaks add."""
    return Counter(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and sign not in "-\u2010\u00ad\u200b")


def tags(content: bytes) -> Iterator[DictionaryObject]:
    """Every structure element of a tagged PDF, in order."""
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    waiting = [root["/StructTreeRoot"].get_object()]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, DictionaryObject):
            continue
        if "/S" in thing:
            yield thing
        children = thing.get("/K")
        children = children.get_object() if hasattr(children, "get_object") else children
        rows = children if isinstance(children, ArrayObject) else [children]
        waiting += [row.get_object() for row in reversed(rows) if hasattr(row, "get_object")]


def tag_names(content: bytes) -> list[str]:
    return [str(tag["/S"]).removeprefix("/") for tag in tags(content)]
