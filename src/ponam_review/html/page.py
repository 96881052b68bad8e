"""The frame of a page: everything around the text, in one file that asks nothing of the network.

The frame is a template: what it marks `|safe` is HTML already, all else it escapes. The policy in its head (CSP) forbids any request, and
any script but our own, so that even a hole in the writing could load or send nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from ..shipped import shipped
from ..text.charter import CHARTER, Charter, Colours
from .markup import without_controls

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDERS = ("templates/html", "templates/kit")


def fill(template: str, styles: tuple[str, ...], script: str, values: Mapping[str, object]) -> str:
    """The whole page. `styles` and `script` name files beside the template; they become part of the page."""
    return frame(template, "\n".join(map(template_file, styles)), template_file(script) if script else "", values)


def frame(name: str, style: str, code: str, values: Mapping[str, object]) -> str:
    """The whole page around a style and a script that are at hand; the script must be the page's only one."""
    page = _frames().get_template(name).render(style=style, script=code, policy=_policy(code), **values)
    return without_controls(page)


def dressed_style(styles: tuple[str, ...], charter: Charter = CHARTER) -> str:
    """The style of a page: the files named, then the colours, fonts and rules of the charter, and the letters that old devices lack."""
    return "\n".join((_letters(), *map(template_file, styles), charter_style(charter)))


def charter_style(charter: Charter) -> str:
    """What a charter changes, as CSS."""
    names = {"accent": "accent", "tint": "tint", "line": "line", "soft": "soft", "link": "link", "warning": "warning"}
    plain = Colours()
    rules = [
        f"--{name}: #{getattr(charter.colours, field)};"
        for field, name in names.items()
        if getattr(charter.colours, field) != getattr(plain, field)
    ]
    rules += [f'--text: "{charter.text_font}", var(--text-fallback);'] if charter.text_font else []
    rules += [f'--sans: "{charter.title_font}", var(--sans-fallback);'] if charter.title_font else []
    root = f":root {{ {' '.join(rules)} }}" if rules else ""
    return "\n".join(filter(None, (root, charter.style)))


@cache
def _letters() -> str:
    """ɲ ɛ ɔ ŋ and their kin, which some phones and offices cannot show: a few kilobytes that the page carries with it."""
    faces = []
    for family in ("Ponam Serif", "Ponam Sans"):
        content = b64encode(letters_font(family)).decode("ascii")
        source = f"url(data:font/woff2;base64,{content}) format('woff2')"
        faces.append(f"@font-face {{ font-family: '{family}'; src: {source}; unicode-range: {LETTERS}; }}")
    return "\n".join(faces)


def book_style(charter: Charter = CHARTER) -> tuple[str, dict[str, bytes]]:
    """The style of a book and the fonts that it names. Books know no variables of CSS everywhere: colours are put in their place."""
    style = template_file("book.css")
    for old, new in charter.recoloured().items():
        style = style.replace(f"#{old}", f"#{new}")
    if charter.text_font:
        style = style.replace("font-family: serif,", f'font-family: "{charter.text_font}", serif,')
    if charter.title_font:
        style = style.replace("font-family: sans-serif,", f'font-family: "{charter.title_font}", sans-serif,')
    fonts = {f"{family.replace(' ', '')}.woff2": letters_font(family) for family in ("Ponam Serif", "Ponam Sans")}
    return style, fonts


def letters_font(family: str) -> bytes:
    """The subset font that holds the letters of the national languages."""
    return (shipped("templates/polices") / f"{family.replace(' ', '')}.woff2").read_bytes()


LETTERS = "U+14A-14B,U+186,U+189-18A,U+190,U+194,U+196,U+198-199,U+19D,U+1B3-1B4,U+253-254,U+256-257,U+25B,U+260,U+263,U+272,U+300-304"
"""Letters of the thirteen national languages that Latin-1 lacks, and the accents that mark tones."""


def _policy(code: str) -> str:
    allowed = f"script-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode('ascii')}'; " if code else ""
    return f"default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; {allowed}base-uri 'none'; form-action 'none'"


@cache
def template_file(name: str) -> str:
    """The text of a file beside the templates."""
    found = next(path for folder in _FOLDERS if (path := shipped(folder) / name).exists())
    return found.read_text(encoding="utf-8").strip()


@cache
def _frames() -> Environment:
    # Imported here: 60 ms that only a command which writes a page should pay.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader([shipped(folder) for folder in _FOLDERS])
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
