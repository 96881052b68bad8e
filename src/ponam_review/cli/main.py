"""The console script. Kept light: `ponam --version` answers before anything heavy is imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .. import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code (CONTRACT.md)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] == "--version":
        sys.stdout.write(f"ponam {__version__}\n")
        return 0
    if words and words[0] == "read":
        from .at_once import read_at_once

        done = read_at_once(words)
        if done is not None:
            return done
    from .running import run

    return run(words, from_terminal=argv is None)


if __name__ == "__main__":
    sys.exit(main())
