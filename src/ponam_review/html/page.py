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
from .markup import without_controls

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "templates/html"


def fill(template: str, styles: tuple[str, ...], script: str, values: Mapping[str, object]) -> str:
    """The whole page. `styles` and `script` name files beside the template; they become part of the page."""
    code = _file(script) if script else ""
    page = _frames().get_template(template).render(
        style="\n".join(map(_file, styles)),
        script=code,
        policy=_policy(code),
        **values,
    )
    return without_controls(page)


def _policy(code: str) -> str:
    allowed = f"script-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode('ascii')}'; " if code else ""
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; {allowed}base-uri 'none'; form-action 'none'"


@cache
def _file(name: str) -> str:
    return (shipped(_FOLDER) / name).read_text(encoding="utf-8").strip()


@cache
def _frames() -> Environment:
    # Imported here: 60 ms that only a command which writes a page should pay.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(shipped(_FOLDER))
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
