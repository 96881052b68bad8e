"""`ponam read FILE --format json` without the command line's machinery, which takes three times as long to load as a file to read.

Only the plain form is understood here, and only success is told here: everything else takes the ordinary road, which says it well.
"""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..text.notices import Notice


def read_at_once(words: Sequence[str]) -> int | None:
    """The exit code; None where the ordinary road is to be taken."""
    file = _file_of(words)
    if file is None:
        return None
    from ..text.errors import PonamError
    from ..word.reading.package import MAX_FILE
    from ..word.reading.telling import tell
    from .word_json import as_json

    gc.disable()  # nothing here goes in circles, and the run is short
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - pathlib takes as long to load as the rest of this
            content = stream.read(MAX_FILE + 1)
        pieces = list(as_json(tell(content, name=file), _sentence))
    except (PonamError, OSError):
        return None
    try:
        out = sys.stdout.buffer
        for piece in pieces:
            out.write(piece.encode("utf-8", "replace"))
        out.write(b"\n")
        out.flush()
    except (OSError, AttributeError):
        return None
    return 0


def _file_of(words: Sequence[str]) -> str | None:
    """The file of `read FILE --format json`, in either order; None for any other line."""
    match words:
        case ["read", "--format", "json", file] | ["read", file, "--format", "json"]:
            return None if file.startswith("-") else file
        case ["read", "--format=json", file] | ["read", file, "--format=json"]:
            return None if file.startswith("-") else file
    return None


def _sentence(notice: Notice) -> str:
    import os

    from .language import language_of, say_in, translate

    say_in(language_of((), os.environ))
    return translate(notice.template).format(**notice.values)
