"""One Chromium for all tests of the kit's page: Debian's, driven by Playwright, which downloads none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.publication.kit.kits import page_of, sample_order, small_order
from tests.register.conftest import enrolled, place, register

__all__ = ["enrolled", "place", "register"]

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Opened = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def _register_beside_a_browser() -> Iterator[None]:
    """Playwright runs a loop in this thread, at whose sight Django would refuse to open the register."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def playwright(engine: Callable[[str], Path]) -> Iterator[Playwright]:
    engine("chromium")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, engine: Callable[[str], Path]) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=engine("chromium"), args=OPTIONS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small kit as a file."""
    path = tmp_path_factory.mktemp("kit") / "petit.html"
    path.write_text(page_of(small_order()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of the sample's consultation as a file."""
    path = tmp_path_factory.mktemp("kit") / "lire et répondre.html"
    path.write_text(page_of(sample_order()), encoding="utf-8")
    return path


def ready(page: Page, path: Path) -> Page:
    """Open a kit from its file, and wait until what was kept is back."""
    page.set_default_timeout(5000)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    return page


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Opened]:
    """`visit(path)` opens a kit in a context of its own, without network; an error of the page fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(path: Path, **options: object) -> Page:
        context = chromium.new_context(locale="fr-FR", offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
        return ready(page, path)

    yield opened
    for context in contexts:
        context.close()
    assert not wrong
