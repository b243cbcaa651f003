"""Who publishes a page, by what it prints around the article; too little names nobody."""

from __future__ import annotations

import pytest
from page_for_tests import PROSE, blocks, headline, page

BODY = f"<p>{PROSE}</p><p>{PROSE} It gave no further figure, and nobody was named in it.</p>"


def html(head: str, element: str, foot: str = "", heading: str = "<h1>Six officers killed near the front</h1>") -> str:
    return f"<html><head><title>{element}</title></head><body>{head}{heading}{BODY}{foot}</body></html>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (html('<div class="x-logo">Zenda Courier</div>', "Six officers killed near the front"), "file:a.html"),
        (html("<header>Zenda Daily</header>", "Six officers killed near the front"), "file:a.html"),
        (html("", "Zenda Courier :: Six officers killed near the front"), "file:a.html"),
        (html("<div>Zenda Courier</div>", "Zenda Courier: Six officers killed near the front"), "file:a.html"),
        (
            html(
                "<div>Zenda Courier</div>", "Six officers killed near the front", "<p>© Zenda Courier. All rights reserved</p>"
            ),
            "file:a.html",
        ),
        (html("<div>Photo: Zenda Courier</div>", "Six officers killed near the front"), "https://www.zendacourier.example/a"),
        (
            html("", "Zenda Courier – Telegram", heading="<h1>Zenda Courier</h1><h2>Six officers killed near the front</h2>"),
            "file:a.html",
        ),
    ],
)
def test_a_page_is_of_the_outlet_that_several_of_its_places_name(text: str, address: str) -> None:
    assert page(text, "text/html", address).outlet in ("Zenda Courier", "Zenda Daily")


@pytest.mark.parametrize(
    ("head", "element", "foot"),
    [
        ("<div>Analysis</div>", "Analysis | Six officers killed near the front", ""),
        ("<div>Ruritania</div>", "Ruritania: Six officers killed near the front", ""),
        ("<header>Border War</header>", "Six officers killed near the front", ""),
        ('<div class="logo">Menu</div>', "Six officers killed near the front", ""),
        ("", "Six officers killed near the front – as it happened", ""),
        ("", "Six officers killed near the front", "<p>Photo by Jane Roe</p><p>© Zenda Pictures</p>"),
    ],
)
def test_sections_kickers_and_credits_publish_nothing(head: str, element: str, foot: str) -> None:
    assert page(html(head, element, foot), "text/html", "file:a.html").outlet == ""


def test_a_section_over_an_article_publishes_nothing() -> None:
    found = page(html("<div>World</div><div>Sport</div>", "Six officers killed near the front"), "text/html", "file:a.html")
    assert found.outlet == ""


def test_the_heading_is_no_outlet_though_it_is_a_part_of_the_title() -> None:
    found = page(html("", "Town Deal Signed - Zenda Courier", heading="<h1>Town Deal Signed</h1>"), "text/html", "file:a.html")
    assert (found.outlet, found.title) == ("Zenda Courier", "Town Deal Signed")


def test_the_name_is_taken_off_a_title_whose_heading_is_printed_without_it() -> None:
    found = page(html('<div class="brand">Zenda Courier</div>', "Zenda Courier :: Six officers killed"), "text/html")
    assert "Zenda Courier" not in found.text
    assert headline(found)[0] == "Six officers killed near the front"


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("From: Zenda Notes", "Zenda Notes"),
        ("ZENDA TICKER // 30 APR 2025 // STRELSAU", "ZENDA TICKER"),
        ("Zenda Weekly, 14 August 2024", "Zenda Weekly"),
        ("Zenda Wire", "Zenda Wire"),
        ("ZZC ZEND8049", ""),
        ("Six officers killed near the front", ""),
        ("Zenda Hails Heroes", ""),
        ("Jane Roe", ""),
        ("Ruritania", ""),
        ("STRELSAU, 3 May 2025", ""),
        ("Statement of the Ministry, 3 May 2025", ""),
    ],
)
def test_a_plain_text_is_of_whom_its_first_line_names(first: str, name: str) -> None:
    found = page(f"{first}\n\nOfficers killed near the town: the ministry\n\n{PROSE}\n\n{PROSE}", "text/plain", "file:///a.txt")
    assert found.outlet == name


def test_what_stands_over_a_date_over_a_heading_is_a_name() -> None:
    text = f"ZIS\n2026-02-13\n\nHow the war came to the town\n\n{PROSE}\n\n{PROSE}"
    found = page(text, "text/plain", "file:///a.txt")
    assert (found.outlet, found.title) == ("ZIS", "How the war came to the town")
    assert blocks(found)[0] == "How the war came to the town"
    assert found.published.from_ == "2026-02-13"


def test_a_heading_in_capitals_whose_words_come_again_is_no_name() -> None:
    text = f"OFFICERS KILLED\n\nEight more are said to have died in the town\n\n{PROSE}\n\nOfficers were killed, it says."
    assert page(text, "text/plain", "file:///a.txt").outlet == ""


def test_the_name_beside_a_desk_in_a_dateline_is_the_outlet() -> None:
    text = f"Six officers killed near the front\n\nNewsroom, The Zenda Courier, 30 November 2025\n\n{PROSE}\n\n{PROSE}"
    assert page(text, "text/plain", "file:///a.txt").outlet == "The Zenda Courier"
