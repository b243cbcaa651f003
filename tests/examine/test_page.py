"""Pages: title, teaser, dateline, byline and outlet understood, furniture left out, the text kept verbatim."""

from __future__ import annotations

import pytest
from page_for_tests import PROSE, article, blocks, headline, page

LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", '
    '"headline": "Six officers killed", "datePublished": "2024-10-10T14:42:00+02:00", "author": [{"name": "Ann Roe"}], '
    '"publisher": {"name": "The Daily"}}]}</script>'
)


def test_the_text_is_title_and_paragraphs_parted_by_blank_lines() -> None:
    found = page(article("<p>First paragraph of the story, which says what happened.</p>"))
    assert blocks(found)[:3] == [
        "Six officers killed near the front, ministry says", "First paragraph of the story, which says what happened.", PROSE,
    ]  # fmt: skip
    assert found.title == "Six officers killed near the front, ministry says"
    assert headline(found) == [found.title]
    assert found.language == "en"


def test_furniture_is_left_out_and_counted() -> None:
    inner = (
        "<div class='share'><a href='#'>Share</a> <a href='#'>Email</a></div>"
        "<p>First paragraph of the story, which says what happened.</p>"
        "<p>READ MORE: <a href='/x'>Ten recipes for a cold evening</a></p>"
        "<h3>Trending now</h3><ul><li><a href='/1'>Leader opens a hotel strip</a></li>"
        "<li><a href='/2'>Prices climb again</a></li></ul>"
    )
    after = "<aside class='related'><h4>Related</h4><a href='/3'>Missile debris carried letters</a></aside>"
    cookie = "<div id='cookie-banner'>We use cookies to give you the best experience on our site.</div>"
    found = page(
        article(inner).replace("</body>", f"{after}{cookie}<footer>© 2024 The Paper. All rights reserved.</footer></body>")
    )
    for word in ("Share", "READ MORE", "recipes", "Trending", "hotel", "debris", "cookies", "rights"):
        assert word not in found.text
    assert any("furniture" in note for note in found.notes)


def test_an_article_in_a_box_with_a_misleading_class_name_is_kept() -> None:
    found = page(
        article("")
        .replace("<article>", "<article><div class='entry-content no-share'>")
        .replace("</article>", "</div></article>")
    )
    assert PROSE in found.text


def test_teaser_subheads_and_captions_are_headline_extents() -> None:
    inner = (
        "<p class='standfirst'>The ministry says that the strike hit a training ground</p>"
        "<div class='meta'>By Ann Roe</div><div class='meta'>14 June 2024, 09:15 KST</div>"
        "<figure><img src='x'><figcaption>Officers at a parade in the spring of last year.</figcaption></figure>"
        "<p>First paragraph of the story, which says what happened.</p><h2>What the ministry says of it</h2>"
    )
    found = page(article(inner))
    assert headline(found)[:2] == [found.title, "The ministry says that the strike hit a training ground"]
    assert "What the ministry says of it" in headline(found)
    assert "First paragraph of the story, which says what happened." not in headline(found)
    assert found.author == "Ann Roe"


def test_machine_and_print_agree_and_the_print_is_kept_as_the_text() -> None:
    found = page(article("<span class='date'>Oct.10 - 2024 2:42 PM CET</span>", LD))
    assert found.published.text == "Oct.10 - 2024 2:42 PM CET"
    assert found.published.from_ == "2024-10-10T14:42:00+02:00"
    assert found.published.precision == "minute"
    assert "CET printed while CEST held" in found.published.note
    assert (found.outlet, found.author) == ("The Daily", "Ann Roe")


def test_a_printed_date_that_contradicts_the_machine_is_noted() -> None:
    found = page(article("<span class='date'>2 October 2024</span>", LD))
    assert found.published.from_ == "2024-10-10T14:42:00+02:00"
    assert "the page also says 2 October 2024" in found.notes


def test_an_update_is_kept_apart() -> None:
    found = page(article("<div>PUBLISHED: 19:04, 15 June 2025 | UPDATED: 19:51, 16 June 2025</div>"))
    assert found.published.from_ == "2025-06-15"
    assert found.modified is not None
    assert found.modified.from_ == "2025-06-16"


def test_a_relative_update_is_unknown_and_noted() -> None:
    found = page(article("<div>Feb 17, 2025, 6:05 p.m. (updated 3 hours ago)</div>"))
    assert found.published.from_ == "2025-02-17"
    assert found.modified is not None
    assert found.modified.precision == "unknown"
    assert any("relative" in note for note in found.notes)


def test_a_day_and_month_in_the_first_sentence_take_no_year_from_nowhere() -> None:
    body = "<p>CITY, Aug. 28 (Newswire) -- Six officers were killed, the ministry said in a statement on Friday.</p>"
    found = page(article(body))
    assert (found.published.text, found.published.from_) == ("Aug. 28", None)
    assert found.published.note == "no year is printed"
    assert found.credits == ("Newswire",)
    assert page(article(f"<div>2024.08.29 10:47</div>{body}")).published.from_ == "2024-08-29"


def test_hints_override_what_is_printed() -> None:
    hints = {
        "outlet": "Hinted",
        "published": "2024-10-09",
        "title": "Another title of it",
        "author": "Someone",
        "address": "https://e.org/a",
    }
    found = page(article("<div>10 October 2024</div>", LD), hints=hints)
    assert (found.outlet, found.published.from_, found.title, found.author) == (
        "Hinted",
        "2024-10-09",
        "Another title of it",
        "Someone",
    )
    assert found.url == "https://e.org/a"
    assert blocks(found)[0] == "Six officers killed near the front, ministry says"  # The text stays the page's own.


@pytest.mark.parametrize(
    ("head", "address", "outlet"),
    [
        (LD, "https://www.daily.example/a", "The Daily"),
        ('<meta property="og:site_name" content="Site Name">', "https://www.daily.example/a", "Site Name"),
        ("", "https://www.daily.example/a", "The Paper"),
    ],
)
def test_the_outlet_is_what_the_site_says_of_itself(head: str, address: str, outlet: str) -> None:
    assert page(article("", head), address=address).outlet == outlet


def test_without_a_name_the_outlet_is_the_host_and_without_a_host_it_is_not_invented() -> None:
    bare = article("").replace(" - The Paper", "")
    assert page(bare, address="https://www.daily.example/a").outlet == "daily.example"
    found = page(bare)
    assert found.outlet == ""
    assert "the outlet is not printed" in found.notes


@pytest.mark.parametrize(
    "markup",
    [
        "<a rel='author' href='/ann'>Ann Roe</a>",
        "<span itemprop='author'><span itemprop='name'>Ann Roe</span>, correspondent</span>",
        "<div class='vcard'>posted by <a href='/ann'>Ann Roe</a></div>",
    ],
)
def test_an_author_may_be_named_by_markup_alone_and_never_by_a_comment(markup: str) -> None:
    assert page(article("").replace("</article>", f"</article><div class='box'>{markup}</div>")).author == "Ann Roe"
    assert page(article("").replace("</article>", f"</article><div class='comments'>{markup}</div>")).author == ""


def test_json_ld_may_name_the_author_elsewhere() -> None:
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "Six", "author": {"@id": "#p1"}}, '
        '{"@type": "Person", "@id": "#p1", "name": "Ann Roe"}]}'
    )
    assert page(article("", f'<script type="application/ld+json">{graph}</script>')).author == "Ann Roe"


def test_links_stand_at_their_words() -> None:
    inner = "<p>The ministry <a href='/report'>said in a  report</a> that six officers were killed near the town.</p>"
    found = page(article(inner), address="https://e.org/x/a.html")
    assert [(found.text[link.start : link.end], link.address) for link in found.links] == [
        ("said in a report", "https://e.org/report")
    ]


def test_lines_between_breaks_are_paragraphs_in_pages_of_tables() -> None:
    lines = "<BR><BR>\n\n".join([PROSE, "At least 14 of them have been killed, the minister said on Thursday."])
    menu = "<BR>".join(f"<A href='#'>{name}</A>" for name in ("Home", "World", "Sport"))
    html = (
        f"<HTML><HEAD><TITLE>Six officers killed - The Herald</TITLE></HEAD><BODY><TABLE><TR><TD><B>Sections</B><BR>{menu}</TD>"
        "<TD><H1>Six officers killed</H1><FONT>City, 11 Magh 2080 (25 January 2024)</FONT><BR>"
        f"<I>Staff / Agencies</I><BR><BR>{lines}"
        "<BR><BR>[ <A href='#'>Print</A> ] [ <A href='#'>E-mail this story</A> ]</TD></TR></TABLE></BODY></HTML>"
    )
    found = page(html)
    assert blocks(found) == [
        "Six officers killed",
        PROSE,
        "At least 14 of them have been killed, the minister said on Thursday.",
    ]
    assert found.published.from_ == "2024-01-25"
    assert found.outlet == "The Herald"


def test_a_summary_list_before_the_text_is_headline() -> None:
    points = "<ul><li>Losses are highly likely above 6,000</li><li>The leader sent 11,000 troops</li></ul>"
    inner = f"{points}<p class='author'>By Ann Roe</p>"
    assert headline(page(article(inner)))[1:] == ["Losses are highly likely above 6,000", "The leader sent 11,000 troops"]


def test_little_from_the_extractor_falls_back_to_all_paragraphs_with_a_note() -> None:
    from vetoproof.examine import maintext
    from vetoproof.examine.blocks import Block

    found = [Block(f"Paragraph number {i} says something that nobody else says.", "p") for i in range(5)]

    kept, notes = maintext.main_blocks(_empty_tree(), found)
    assert kept == found
    assert "all paragraphs were kept" in notes[0]


def _empty_tree() -> object:
    from lxml import html

    return html.document_fromstring("<html><body><p>x</p></body></html>")
