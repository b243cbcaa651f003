"""Whom a page passes on and what was corrected in it is recorded in its own words."""

from __future__ import annotations

import pytest
from page_for_tests import PROSE, article, page

from vetoproof.model import Notice

LINE = "Six officers of the army were killed near the town on Thursday, the ministry said."


def seen(before: str = "", after: str = "") -> list[tuple[str, str, str]]:
    body = article(f"{before}<p>{LINE}</p>").replace("</article>", f"{after}</article>")
    return [(notice.kind, notice.source, notice.language) for notice in page(body).notices]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("AFP", "AFP"),
        ("(Reuters)", "Reuters"),
        ("With inputs from Yonhap.", "Yonhap"),
        ("(With input from the Press Trust)", "Press Trust"),
        ("Yonhap via The Other Paper", "Yonhap"),
        ("The Associated Press contributed to this report.", "The Associated Press"),
    ],
)
def test_an_agency_that_gave_a_story_or_part_of_it_is_a_credit(line: str, source: str) -> None:
    assert ("credit", source, "") in seen(after=f"<p>{line}</p>")


def test_the_agency_of_a_dateline_is_a_credit_in_its_own_words() -> None:
    found = page(article(f"<p>SEOUL, Aug. 28 (Yonhap) -- {LINE}</p>"))
    assert found.notices == (Notice(kind="credit", words="SEOUL, Aug. 28 (Yonhap) --", source="Yonhap"),)
    assert found.credits == ("Yonhap",)


def test_part_of_a_story_is_not_the_whole_of_it() -> None:
    assert page(article(f"<p>{LINE}</p><p>With inputs from Yonhap.</p>")).credits == ()


def test_an_agency_under_a_picture_gave_the_picture() -> None:
    found = page(article(f"<figure><figcaption>Officers at a parade in spring. (AFP)</figcaption></figure><p>{LINE}</p>"))
    assert found.credits == ()


@pytest.mark.parametrize(
    ("line", "source", "language"),
    [
        ("Translated from Korean by Ann Roe.", "Ann Roe", "ko"),
        ("This article was translated from the Russian by Ann Roe and edited for length.", "Ann Roe", "ru"),
        ("This text was originally published in Ukrainian.", "", "uk"),
        ("Translated by Ann Roe", "Ann Roe", ""),
    ],
)
def test_a_translation_says_from_what_and_by_whom(line: str, source: str, language: str) -> None:
    assert ("translation", source, language) in seen(after=f"<p>{line}</p>")


@pytest.mark.parametrize(
    "line", ["This article was originally published by The Other Paper.", "Republished from The Other Paper"]
)
def test_what_appeared_elsewhere_first_is_taken_from_there(line: str) -> None:
    found = page(article(f"<p>{LINE}</p>").replace("</article>", f"<p>{line}</p></article>"))
    assert [(notice.kind, notice.source.removeprefix("The ")) for notice in found.notices] == [("republication", "Other Paper")]
    assert [name.removeprefix("The ") for name in found.credits] == ["Other Paper"]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this article said that 12,000 officers were killed.",
        "This story was amended on 3 March 2024 to say that six officers were killed.",
        "(Corrects paragraph 3 to say Thursday, not Friday.)",
        "An earlier version of this report misspelled the name of the town.",
    ],
)
def test_a_correction_is_a_notice_in_its_own_words(line: str) -> None:
    found = page(article(f"<p>{LINE}</p>").replace("</article>", f"<p>{line}</p></article>"))
    assert found.notices == (Notice(kind="correction", words=line),)
    assert PROSE in found.text


@pytest.mark.parametrize(
    "line",
    [
        "The report was first published by another paper on Monday, the ministry said in its statement on the matter.",
        "Corrected figures show that six officers were killed near the town on Thursday, the ministry said.",
        "The speech was translated from Korean by an interpreter, who made no mistake that anybody noticed.",
        "The agency contributed to the talks with the neighbours.",
    ],
)
def test_what_the_text_says_of_others_is_no_notice_of_the_page(line: str) -> None:
    found = page(article(f"<p>{LINE}</p><p>{line}</p>"))
    assert found.notices == ()
    assert line in found.text


def test_an_amp_page_names_the_page_that_it_is_another_form_of() -> None:
    head = '<link rel="canonical" href="https://paper.example/a"><amp-analytics></amp-analytics>'
    for mark in ("amp", "\u26a1"):
        body = article("<amp-sidebar><p>All the news of the day, sorted for you by people.</p></amp-sidebar>", head)
        found = page(body.replace("<html>", f"<html {mark}>"))
        assert found.notices == (Notice(kind="alternate", words="AMP", source="https://paper.example/a"),)
        assert "sorted for you" not in found.text
