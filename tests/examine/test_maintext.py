"""What of a page is read as the article: nothing that is not shown, all that belongs to it, nothing of its neighbours."""

from __future__ import annotations

import pytest
from page_for_tests import PROSE, article, blocks, headline, page

from vetoproof.examine import maintext
from vetoproof.examine.furniture import Furniture
from vetoproof.packs.pack import load

FIRST = "A missile struck the training ground at dawn, a spokesman of the army told reporters in the capital."
SECOND = "The spokesman added that the unit had been moved there in the course of the week before the strike."
THIRD = "Witnesses spoke of two explosions and of smoke that could be seen from the other bank of the river."


@pytest.mark.parametrize(
    "line",
    [
        "We and our partners stand ready to answer the attack, the minister said on Thursday.",
        "Department officials said that six soldiers of the brigade had been killed near the town.",
        "Hit by two missiles, the training ground burned for hours, the officer said.",
        "By continuing to supply arms, the country breaks the resolution, the envoy told the council.",
        "Powered by engines of foreign make, the rocket flew 800 kilometres on Monday, the staff said.",
        "Posted in the region since October, the troops had no training, the report says.",
        "Published by the ministry on Friday, the list names six officers who were killed.",
        "Do you have proof that they were there, the reporter asked, and the minister nodded.",
        "The drone crossed the border without permission, the ministry of defence said.",
        "The accounts broke its terms of service and spread the claims of the ministry, the firm said.",
        "Reporting by other papers had put the number of the dead at nine, the agency noted.",
    ],
)
def test_a_sentence_that_begins_like_a_label_or_speaks_of_rules_is_text(line: str) -> None:
    assert line in page(article(f"<p>{FIRST}</p><p>{line}</p>")).text


@pytest.mark.parametrize(
    "line",
    [
        "Published by The Paper", "Powered by PageMaker", "Copyright The Paper", "Tagged army, missiles, front",
        "By continuing to use this site you agree to our terms of service and to cookies.",
        "This site is protected and the privacy policy and terms of service apply.", "Back to World", "Share this with friends",
    ],
)  # fmt: skip
def test_labels_and_banners_are_no_text(line: str) -> None:
    assert line not in page(article(f"<p>{FIRST}</p><p>{line}</p>")).text


HIDDEN = "Nine hundred soldiers were killed near the town on Sunday, the ministry is said to have written."


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden", "style='display:none'", "style='visibility: hidden'", "style='position:absolute;left:-9999px'",
        "class='visually-hidden'", "class='sr-only'", "class='screen-reader-text'", "class='d-none'", "class='hidden'",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(attribute: str) -> None:
    assert HIDDEN not in page(article(f"<p>{FIRST}</p><div {attribute}><p>{HIDDEN}</p></div><p>{SECOND}</p>")).text


@pytest.mark.parametrize("attribute", ["class='hidden md:block'", "class='d-none d-lg-block'", "class='unhidden'"])
def test_what_is_shown_on_a_wide_screen_is_read(attribute: str) -> None:
    assert THIRD in page(article(f"<p>{FIRST}</p><div {attribute}><p>{THIRD}</p></div><p>{SECOND}</p>")).text


def test_a_hidden_word_inside_a_paragraph_does_not_lose_the_paragraph() -> None:
    inner = f"<p>{FIRST}</p><p>The strike <span class='sr-only'>(opens in a new window)</span>killed six officers, he said.</p>"
    assert "The strike killed six officers, he said." in blocks(page(article(inner)))


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_the_page_struck_out_is_not_read_and_noted(tag: str) -> None:
    found = page(article(f"<p>{FIRST}</p><p>The strike killed <{tag}>500</{tag}> 50 soldiers of the brigade, he said.</p>"))
    assert "The strike killed 50 soldiers of the brigade, he said." in blocks(found)
    assert "1 passages that are struck out were left out" in found.notes


def test_a_page_that_is_struck_as_a_whole_is_read() -> None:
    assert FIRST in page(f"<html><body><s><h1>Six killed</h1><p>{FIRST}</p><p>{SECOND}</p></s></body></html>").text


def test_a_message_of_a_platform_between_paragraphs_is_a_quotation_of_the_article() -> None:
    message = (
        "<div class='embed'><blockquote class='twitter-tweet'><p>Our positions were hit at dawn. Six officers are dead.</p>"
        "&mdash; The Staff (@staff) October 10, 2024</blockquote></div>"
    )
    found = page(article(f"<p>{FIRST}</p><p>{SECOND}</p>{message}<p>{THIRD}</p>"))
    assert "Our positions were hit at dawn. Six officers are dead." in blocks(found)
    assert found.published.from_ is None  # The message's day is not the page's.
    assert headline(found) == [found.title]


def test_an_article_in_two_boxes_of_one_kind_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintext, "_extracted", lambda _: "\n".join((FIRST, SECOND, THIRD)))
    more = "The ministry published no list of names on Friday."
    half = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    other = (
        "<article class='a'><h1>Prices climb</h1><div class='body'><p>Prices climbed again in the capital on Friday.</p></div>"
    )
    html = (
        "<html><head><title>Six officers killed</title></head><body><article class='a'><h1>Six officers killed</h1>"
        f"<div class='body'>{half}</div><div class='offer'><p>Read what others paid for, and pay no more.</p></div>"
        f"<div class='body'><p>{more}</p><p>{PROSE}</p></div></article>{other}</article></body></html>"
    )
    assert blocks(page(html)) == ["Six officers killed", FIRST, SECOND, THIRD, more, PROSE]


def test_short_paragraphs_over_and_behind_prose_in_its_element_are_kept() -> None:
    html = (
        f"<html><body><article><h1>Six officers killed</h1><div><p>{FIRST}</p><p>The reaction</p><p>{SECOND}</p><p>{THIRD}</p>"
        "<p>With wires of agencies</p></div></article></body></html>"
    )
    found = page(html)
    assert blocks(found)[2] == "The reaction"
    assert "The reaction" in headline(found)
    assert blocks(found)[-1] == "With wires of agencies"
    assert "With wires of agencies" not in headline(found)


def test_a_title_that_is_printed_again_below_is_no_text() -> None:
    title = "Six officers killed near the front, ministry says"
    found = page(article(f"<p>{FIRST}</p><h2>{title}</h2><p>{SECOND}</p>"))
    assert found.text.count(title) == 1


def test_dates_that_end_like_a_sentence_are_a_dateline() -> None:
    line = "PUBLISHED: November 8, 2023 at 11:30 p.m. | UPDATED: November 9, 2023 at 12:21 a.m."
    found = page(article(f"<div>{line}</div><p>{FIRST}</p>"))
    assert line not in found.text
    assert (found.published.from_ or "")[:10] == "2023-11-08"
    told = "Six officers of the brigade were killed there on 3 March 2024 at noon."
    assert told in page(article(f"<p>{FIRST}</p><p>{told}</p>")).text


def test_a_long_article_beside_longer_neighbours_is_not_drowned_by_them(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [f"{FIRST} It was number {n}." for n in range(12)]
    monkeypatch.setattr(maintext, "_extracted", lambda _: "\n".join(own))
    others = "".join(f"<div class='x{n}'><p>{SECOND} That was on day {n} of the month.</p></div>" for n in range(60))
    html = f"<html><body><h1>Six killed</h1><main>{''.join(f'<p>{line}</p>' for line in own)}</main>{others}</body></html>"
    assert SECOND not in page(html).text


def test_words_for_a_label_stand_whole() -> None:
    furniture = Furniture.of(load("dprk").languages["en"])
    assert furniture.is_line("Copyright The Paper")
    assert not furniture.is_line("Hitherto nobody knew")
    assert not furniture.is_line("The admin reading room")


def test_a_moment_in_the_foot_has_its_zone() -> None:
    foot = "<div><time datetime='2025-04-19T03:05+07:00'>April 19, 2025 03:05</time></div>"
    found = page(
        f"<html><body><h1>Six killed</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div><div>{foot}</div></body></html>"
    )
    assert found.published.text == "April 19, 2025 03:05"
    assert found.published.from_ == "2025-04-19T03:05:00+07:00"


@pytest.mark.parametrize("last", ["2025.04.28.", "28 April 2025"])
def test_a_date_behind_the_text_is_no_text(last: str) -> None:
    found = page(f"<html><body><h1>Six killed</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{last}</p></div></body></html>")
    assert blocks(found)[-1] == SECOND
    assert found.published.from_ == "2025-04-28"


def test_a_heading_of_another_article_near_the_title_is_no_teaser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintext, "_extracted", lambda _: "\n".join((FIRST, SECOND, THIRD)))
    box = "<div class='v'><p>Watch more on this</p><p>Two minutes</p><h2>Prices climb in the capital again</h2></div>"
    deck = "<h2>Three more were wounded in the strike on the ground</h2>"
    text = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    found = page(
        f"<html><head><title>Six killed</title></head><body><h1>Six killed</h1>{deck}{box}<div>{text}</div></body></html>"
    )
    assert blocks(found) == ["Six killed", "Three more were wounded in the strike on the ground", FIRST, SECOND, THIRD]


@pytest.mark.parametrize("kind", ["id='comments'", "class='replies'", "class='comment-list'"])
def test_what_readers_wrote_is_no_text_and_dates_nothing(kind: str) -> None:
    wrote = "They lost five hundred men there that day, my cousin said."
    box = f"<ul {kind}><li><b>reader77</b> <p>{wrote}</p><time>2 May 2024</time></li></ul>"
    body = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    found = page(f"<html><body><article><h1>Six killed</h1><div>{body}</div>{box}</article></body></html>")
    assert wrote not in found.text
    assert found.published.from_ is None


@pytest.mark.parametrize("line", ["By Ann Roe, Associated Press", "By AFP - Agence France-Presse", "Reuters"])
def test_an_agency_in_a_byline_gave_the_story(line: str) -> None:
    found = page(article(f"<div class='byline'>{line}</div><p>{FIRST}</p>"))
    assert len(found.credits) == 1
    assert found.credits[0] in line


@pytest.mark.parametrize("wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>"])
def test_json_ld_that_is_wrapped_for_old_browsers_is_read(wrapped: str) -> None:
    data = wrapped.replace("{}", '{"@type": "NewsArticle", "datePublished": "2024-10-10T10:00:00+09:00"}')
    found = page(article(f"<p>{FIRST}</p>", f"<script type='application/ld+json'>{data}</script>"))
    assert found.published.from_ == "2024-10-10T10:00:00+09:00"
