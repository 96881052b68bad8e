"""Opens pages in Chromium and prints what axe-core finds: a process of its own, since Playwright allows one driver a process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


def main(chromium: str, *files: str) -> None:
    out = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=OPTIONS)
        for file in files:
            for size in (WIDE, NARROW) if Path(file).stat().st_size < 200_000 else (WIDE,):  # the sample's pages take a minute each
                page = browser.new_page(viewport=size)  # type: ignore[arg-type]
                asked: list[str] = []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.goto(Path(file).as_uri())
                found = Axe().run(page).response["violations"]
                rows = [f"{row['id']}: {row['nodes'][0]['html'][:120]} ({len(row['nodes'])})" for row in found]
                outside = [url for url in asked if not url.startswith(("file:", "data:"))]
                out.append({"file": Path(file).name, "width": size["width"], "violations": rows, "outside": outside})
                page.close()
        browser.close()
    sys.stdout.write(json.dumps(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
