"""The page in a real browser: quiet, within its width, alone."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.browser
BEYOND_THE_EDGE = """
[...document.querySelectorAll('main *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll') && !e.closest('svg'))
  .map(e => e.tagName + '.' + e.className)
"""
IN_PRINT = """
[...document.querySelectorAll('.proof')]
  .every(e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 0)
"""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def opened(page, tmp_path_factory):
    """Opens the report at a width, with or without scripts; gives the page, its console lines and its requests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page, "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def at(width: int, script: bool = True, scheme: str = "light"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, java_script_enabled=script, color_scheme=scheme, offline=True
            )
            tab = context.new_page()
            console: list[str] = []
            requests: list[str] = []
            tab.on("console", lambda message: console.append(message.text))
            tab.on("pageerror", lambda error: console.append(str(error)))
            tab.on("request", lambda request: requests.append(request.url))
            tab.goto(path.as_uri())
            return tab, console, requests

        yield at
        browser.close()


@pytest.mark.parametrize("width", [320, 400, 800, 1400])
def test_nothing_overflows_sideways(opened, width):
    tab, console, requests = opened(width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert console == []
    assert len(requests) == 1
    assert tab.evaluate(BEYOND_THE_EDGE) == []


def test_with_everything_open_nothing_overflows_either(opened):
    tab, _, _ = opened(400)
    tab.click("#expand")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 400
    assert tab.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")


def test_a_mark_opens_its_footnote_and_escape_shuts_it(opened):
    tab, console, _ = opened(800)
    tab.click(".statement .fn >> nth=0")
    assert "original not captured" in tab.inner_text("#note-panel")
    tab.keyboard.press("Escape")
    assert tab.is_hidden("#note-panel")
    assert console == []


def test_the_filter_hides_events_that_do_not_fit(opened):
    tab, _, _ = opened(1400)
    tab.fill("#filter", "officers")
    assert tab.evaluate("[...document.querySelectorAll('article.event')].filter(e => !e.hidden).length") < 6
    assert "of 6 events" in tab.inner_text("#filter-told")


def test_without_scripts_the_marks_still_lead_to_their_notes(opened):
    tab, _, _ = opened(800, script=False)
    tab.click(".statement .fn >> nth=0")
    assert "#fn-" in tab.url
    assert tab.is_hidden(".controls")


def test_print_opens_what_is_closed(opened):
    tab, _, _ = opened(800)
    tab.emulate_media(media="print")
    tab.wait_for_function(IN_PRINT, timeout=10_000)  # a loaded machine needs a frame or two
    assert len(tab.pdf(format="A4")) > 50_000


def test_dark_is_dark_and_light_is_light(opened):
    def paper(scheme: str) -> int:
        tab, _, _ = opened(800, scheme=scheme)
        colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(",")[:3])

    assert paper("dark") < 200 < 600 < paper("light")
