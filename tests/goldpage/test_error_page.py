"""The error browser shows what was found, missed, extra and different, lets nothing out and nothing in."""

from __future__ import annotations

import re
import shutil

import pytest
from gold_words import DENIAL, SHELLS, TROOPS, claim, label, quantity, reading

from vetoproof.gold.comparison import Comparer
from vetoproof.gold.labels import Entry
from vetoproof.goldpage.html import Part, filters, render
from vetoproof.goldpage.items import page
from vetoproof.packs.pack import load

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def comparisons():
    comparer = Comparer(load("dprk"))
    labels = [
        label(SHELLS, "Ministry", quantity=quantity(400, None, "at_least", "containers"), notes="<b>a note</b>"),
        label(TROOPS, frame={"type": "troop_deployment"}),
        label(DENIAL, "Kremlin", stance="denies"),
    ]
    claims = [
        claim(SHELLS, "Agency", "Ministry", quantity=quantity(400, 400, "exact", "containers")),
        claim(DENIAL, "Kremlin", stance="denies"),
        claim("The Gazette", frame={"type": "visit"}),
    ]
    negative = comparer.read(Entry(doc="two <x>.html", split="dev", kind="blog"), [], reading(refused="set aside"))
    return [comparer.read(Entry(doc="one.html", split="dev", kind="agency"), labels, reading(*claims)), negative]


@pytest.fixture(scope="module")
def html(comparisons):
    return render([Part.of("invented", "dev", comparisons, texts=True)], "rules@1")


def test_cards_stand_in_the_order_of_the_text_with_what_differs(comparisons):
    found = page(comparisons[0], "invented")
    assert [item.state for item in found.items] == ["extra", "differs", "missed", "right"]
    assert found.items[1].wrong == ("high", "comparator", "chain")
    assert found.items[1].anchor == "invented.one.1"
    assert "".join(segment.text for segment in found.segments) == comparisons[0].text


def test_filters_offer_what_there_is(comparisons):
    found = {one.key: dict(one.values) for one in filters([page(one, "invented") for one in comparisons])}
    assert found["event"] == {"arms_transfer": 2, "troop_deployment": 1, "visit": 1}
    assert found["slot"] == {"high": 1, "comparator": 1, "chain": 1}
    assert "set" not in found


def test_the_page_is_one_file_and_escapes_what_it_shows(html):
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    assert "default-src 'none'" in html
    assert "&lt;b&gt;a note&lt;/b&gt;" in html
    assert "two &lt;x&gt;.html" in html
    assert "Not read: set aside." in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_without_texts_nothing_of_a_document_is_in_the_page(comparisons):
    bare = render([Part.of("invented", "test", comparisons, texts=False)], "rules@1")
    for words in (SHELLS, "Kremlin", "one.html", "Ministry"):
        assert words not in bare
    assert "whole chains" in bare


@pytest.fixture(scope="module")
def tab(html, tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    path = tmp_path_factory.mktemp("errors") / "errors.html"
    path.write_text(html, "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def at(width: int, anchor: str = ""):
            opened = browser.new_context(viewport={"width": width, "height": 800}, offline=True).new_page()
            opened.trouble = []
            opened.on("console", lambda message: opened.trouble.append(message.text))
            opened.on("pageerror", lambda error: opened.trouble.append(str(error)))
            opened.goto(path.as_uri() + anchor)
            return opened

        yield at
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_and_steps_by_keys(tab, width):
    opened = tab(width)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    for _ in range(2):
        opened.keyboard.press("j")
    assert opened.url.endswith("#invented.one.1")
    assert opened.inner_text("#where") == "2 of 4"
    assert opened.locator(".text mark.on").count() >= 1
    opened.keyboard.press("k")
    opened.keyboard.press("k")
    assert opened.inner_text("#where") == "4 of 4"
    opened.keyboard.press("Escape")
    assert opened.locator(".card.current").count() == 0
    assert opened.trouble == []


@pytest.mark.browser
def test_filters_narrow_down_and_an_address_opens_its_card(tab):
    opened = tab(1280, "#invented.one.2")
    assert opened.locator(".card.current").get_attribute("id") == "invented.one.2"
    opened.select_option("[name=slot]", "chain")
    assert opened.inner_text("#told") == "1 of 4"
    assert opened.locator(".doc:visible").count() == 1
    opened.click("#clear")
    opened.fill("[name=words]", "nothing has this")
    assert opened.is_visible("#none")
    opened.click("#clear-none")
    opened.click(".text mark >> nth=0")
    assert opened.inner_text("#where") == "1 of 4"
    assert opened.trouble == []
