#!/usr/bin/env python3
"""templates/polices/Ponam{Serif,Sans}.woff2: the letters of the national languages, cut from the Liberation fonts (OFL 1.1).

  make_letters.py [FOLDER]    FOLDER holds Liberation 2.1.5 (Debian: fonts-liberation2; version 1 lacks these letters)

Needs fonttools and brotli. A subset is a modified version, which may not bear the reserved name: hence "Ponam Serif" and "Ponam Sans".
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
SOURCES = {"PonamSerif": "LiberationSerif-Regular.ttf", "PonamSans": "LiberationSans-Regular.ttf"}
FONTS = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2")


def characters() -> list[int]:
    """The code points that the style sheet names."""
    from ponam_review.html.page import LETTERS

    out: list[int] = []
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", LETTERS):
        out += range(int(first, 16), int(last or first, 16) + 1)
    return out


def main() -> None:
    folder = ROOT / "templates" / "polices"
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in SOURCES.items():
        font = TTFont(FONTS / source, recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=["mark", "mkmk", "ccmp"], name_IDs=[0, 1, 2, 4, 6, 13, 14])
        options.drop_tables += ["FFTM"]
        worker = subset.Subsetter(options)
        worker.populate(unicodes=characters())
        worker.subset(font)
        family = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        for record in font["name"].names:
            new = {1: family, 4: family, 6: name}.get(record.nameID)
            if new:
                record.string = new
        font.flavor = "woff2"
        font.save(folder / f"{name}.woff2")
        print(f"{name}.woff2: {(folder / f'{name}.woff2').stat().st_size} bytes, {len(font.getBestCmap())} letters")


if __name__ == "__main__":
    main()
