#!/usr/bin/env python3
"""The pictures of the readme, docs/images: pages of what `ponam demo` and `ponam publish` make. Run it when their look changes.

Needs soffice, pdftotext and pdftoppm (tools/install-engines). Pages are found by words that stand on them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parents[1] / "docs" / "images"
PONAM = Path(sys.executable).with_name("ponam")


@dataclass(frozen=True, slots=True)
class Picture:
    """`keeps`: the part of the page's height that is shown."""

    name: str
    source: str
    says: str
    dpi: int
    keeps: float = 1.0


EDITION = "version-provisoire-1"
PUBLISHED = f"publication/politique-{EDITION}.pdf"
PICTURES = (
    Picture("redline.png", "comparee.docx", "Conçue à Bamako, la politique", 96, 0.6),
    Picture("matrice.png", "matrice.xlsx", "Six mois ne", 84, 0.72),
    Picture("couverture.png", PUBLISHED, "SECRÉTARIAT GÉNÉRAL", 60),
    Picture("sigles.png", PUBLISHED, "Les sigles sont développés", 66),
    Picture("tableau.png", PUBLISHED, "Dans les pays de l’OCDE", 66),
    Picture("plan-paysage.png", PUBLISHED, "A1.1.1", 72),
)


def run(*words: str | Path) -> str:
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def page_with(pdf: Path, words: str) -> int:
    for number, page in enumerate(run("pdftotext", "-layout", pdf, "-").split("\f"), 1):
        if words in page:
            return number
    sys.exit(f"{pdf.name}: no page says “{words}”")


def height(pdf: Path, page: int) -> float:
    """Height of a page in points."""
    for line in run("pdfinfo", "-f", str(page), "-l", str(page), pdf).splitlines():
        if "size:" in line and "pts" in line:
            return float(line.split(" x ")[1].split()[0])
    sys.exit(f"{pdf.name}: page {page} has no size")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        run(PONAM, "-q", "demo", work / "demo")
        run(PONAM, "-q", "-C", work / "demo", "publish", EDITION, "-o", work / "publication", "--no-redline", "--no-matrix")
        sources = sorted({work / "demo" / "resultats" / picture.source for picture in PICTURES if picture.source != PUBLISHED})
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work, *sources)
        for picture in PICTURES:
            pdf = work / PUBLISHED if picture.source == PUBLISHED else work / f"{Path(picture.source).stem}.pdf"
            page = page_with(pdf, picture.says)
            kept = round(height(pdf, page) * picture.dpi / 72 * picture.keeps)
            place = ("-f", str(page), "-l", str(page), "-r", str(picture.dpi), "-x", "0", "-y", "0", "-W", "0", "-H", str(kept))
            run("pdftoppm", "-png", "-singlefile", *place, pdf, TARGET / Path(picture.name).stem)
            print(TARGET / picture.name)


if __name__ == "__main__":
    main()
