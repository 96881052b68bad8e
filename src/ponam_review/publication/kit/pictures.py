"""Pictures made lighter for a file that travels by messaging: charts of few colours, as WebP."""

from __future__ import annotations

import io
from functools import lru_cache

from ...text.pictures import Images

WIDEST = 1200
"""Pixels: twice the width of a phone's page."""
COLOURS = 32
LIKENESS = 3.0
"""How far, in steps of 256, a picture of few colours may stand from its original on average."""
PIXELS = 40_000_000


def lighter(images: Images) -> Images:
    """The same pictures, smaller; one that cannot be made smaller is left as it is. The kits of a round share them."""

    def found(file: str, source: str) -> bytes | None:
        content = images(file, source)
        return content if content is None else light(content)

    return found


@lru_cache(maxsize=64)
def light(content: bytes) -> bytes:
    """A picture as WebP where that is smaller: without loss in few colours where it has few, else as a photograph."""
    from PIL import Image, ImageChops, ImageStat

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if getattr(opened, "is_animated", False) or opened.width * opened.height > PIXELS:
                return content
            flat = Image.new("RGB", opened.size, "white")
            shown = opened.convert("RGBA")
            flat.paste(shown, mask=shown)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return content
    if flat.width > WIDEST:
        flat = flat.resize((WIDEST, max(1, flat.height * WIDEST // flat.width)), Image.Resampling.LANCZOS)
    few = flat.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    drawn = sum(ImageStat.Stat(ImageChops.difference(flat, few)).mean) / 3 < LIKENESS
    stream = io.BytesIO()
    if drawn:
        few.save(stream, "WEBP", lossless=True, quality=80, method=4)
    else:
        flat.save(stream, "WEBP", quality=72, method=4)
    return min(content, stream.getvalue(), key=len)
