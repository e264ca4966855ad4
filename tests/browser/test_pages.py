"""The pages in a real browser: no request, no error, no sideways scrolling."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PAGES = ["ba-dinh.html", "ban-quan-ly-cac-kcn-va-che-xuat.html", "city.html", "intake.html",
         "index.html", "../index.html"]  # fmt: skip
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs chromium: make system-packages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, rendered, name: str, **context: object) -> tuple[Page, list[str]]:
    """A page of the quarter and everything that went wrong while it loaded."""
    page = browser.new_context(**context).new_page()
    heard: list[str] = []
    address = (rendered.reports / "2020-Q1" / name).resolve().as_uri()
    page.on("request", lambda r: heard.append(r.url) if not r.url.startswith("data:") else None)
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address)
    heard.remove(address)
    return page, heard


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_request_and_no_complaint(chromium, rendered, name, scheme) -> None:
    """The browser asks for the file and for nothing else, and logs nothing."""
    page, heard = opened(chromium, rendered, name, color_scheme=scheme)
    assert heard == []
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_on_a_phone(chromium, rendered, name) -> None:
    """At 390 pixels the page is as wide as the screen."""
    page, _ = opened(chromium, rendered, name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(chromium, rendered, name, scheme) -> None:
    """axe-core finds nothing against WCAG 2.2 AA."""
    page, _ = opened(chromium, rendered, name, color_scheme=scheme)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=options).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    page.context.close()


def test_charts_use_the_embedded_font(chromium, rendered) -> None:
    """Labels are drawn in the font that was measured, whatever fonts the reader has."""
    page, _ = opened(chromium, rendered, "ba-dinh.html")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].map(f => [f.family, f.status])")
    assert {status for _, status in loaded} == {"loaded"}
    assert page.evaluate("document.querySelectorAll('svg text').length") > 20
    page.context.close()


def test_page_prints_on_a4(chromium, rendered, tmp_path) -> None:
    """The printed report is a PDF of a few A4 pages."""
    page, _ = opened(chromium, rendered, "ba-dinh.html")
    path = tmp_path / "ba-dinh.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    assert path.stat().st_size > 20_000
    page.context.close()
