"""A live page is a document of the page and one of each entry, with the entry's own time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from page_for_tests import captured, date_words, furniture
from reader_for_tests import dprk

from patience import Within
from vetoproof.examine.captures import Examiner
from vetoproof.examine.extractor import RuleExtractor
from vetoproof.examine.livepage import Part
from vetoproof.examine.page import documents
from vetoproof.model import Rejection

TEXTS = (
    ("We are closing", "We are closing this page for tonight, and we thank you for reading it and for your messages."),
    ("Minister speaks", "The minister told reporters in the evening that six officers were killed near the town."),
    ("Strike at dawn", "A missile struck the training ground at dawn, a spokesman of the army said in a statement."),
)


def live(
    times: Sequence[str], head: str = "", title: str = "War live: six officers killed", texts: Sequence[tuple[str, str]] = TEXTS
) -> str:
    blocks = "".join(
        f"<section class='block'>{time}<h2>{heading}</h2><p>{text}</p></section>"
        for time, (heading, text) in zip(times, texts, strict=True)
    )
    return (
        f"<!DOCTYPE html><html><head><title>{title} - The Paper</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1><div>By Ann Roe</div>{blocks}</article></body></html>"
    )


def parts(body: str, address: str = "https://paper.example/a") -> tuple[Part, ...]:
    data = body.encode()
    found = documents(captured(data, address=address), data, furniture=furniture(), dates_in=date_words())
    assert not isinstance(found, Rejection)
    return found


UPDATED = "<meta property='article:modified_time' content='2024-10-19T20:31:00+01:00'>"
CLOCKS = ("<time>20.31</time>", "<time>11.02</time>", "<time>23:40</time>")


def test_every_entry_is_a_document_with_its_own_heading_and_address() -> None:
    page, *entries = parts(live(CLOCKS, UPDATED))
    assert (page.name, page.document.text) == ("", "War live: six officers killed")
    assert "a live page: 3 of its 3 entries are documents of their own" in page.document.notes
    assert [entry.document.title for entry in entries] == [heading for heading, _ in TEXTS]
    assert [entry.document.text for entry in entries] == [f"{heading}\n\n{text}" for heading, text in TEXTS]
    assert entries[0].document.url == f"https://paper.example/a#{entries[0].name}"
    assert {entry.document.outlet for entry in entries} == {"The Paper"}
    assert {entry.document.author for entry in entries} == {"Ann Roe"}
    assert [(notice.kind, notice.source) for notice in entries[0].document.notices] == [("part", "https://paper.example/a")]


def test_a_clock_takes_its_day_from_the_update_and_a_jump_is_a_day() -> None:
    _, *entries = parts(live(CLOCKS, UPDATED))
    assert [entry.document.published.from_ for entry in entries] == [
        "2024-10-19T20:31:00+01:00", "2024-10-19T11:02:00+01:00", "2024-10-18T23:40:00+01:00",
    ]  # fmt: skip
    assert "reckoned" in entries[0].document.published.note


def test_without_an_update_the_days_are_counted_on_from_the_publication() -> None:
    head = "<meta property='article:published_time' content='2024-10-18T22:00:00+01:00'>"
    _, *entries = parts(live(CLOCKS, head))
    assert [(entry.document.published.from_ or "")[:16] for entry in entries] == [
        "2024-10-19T20:31", "2024-10-19T11:02", "2024-10-18T23:40",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "clocks", "days"),
    [
        # A template that gives the time of its last change as that of publication.
        ("2024-10-18T12:00:00Z", ("11:58", "10:47", "09:15"), ["2024-10-18"] * 3),
        ("2024-10-18", ("11:58", "10:47", "09:15"), ["2024-10-18"] * 3),
        ("2024-10-18T23:30:00Z", ("02:10", "01:05", "00:10"), ["2024-10-19"] * 3),
        ("2024-10-18T06:00:00Z", ("02:10", "18:05", "07:10"), ["2024-10-19", "2024-10-18", "2024-10-18"]),
    ],
)
def test_an_entry_is_of_the_day_that_lies_nearest_to_the_pages_own_time(
    published: str, clocks: Sequence[str], days: list[str]
) -> None:
    head = f"<meta property='article:published_time' content='{published}'>"
    _, *entries = parts(live([f"<time>{clock}</time>" for clock in clocks], head))
    assert [(entry.document.published.from_ or "")[:10] for entry in entries] == days


def test_where_the_pages_time_does_not_tell_which_of_two_days_both_are_given() -> None:
    head = "<meta property='article:published_time' content='2024-10-18T23:50:00Z'>"
    _, *entries = parts(live([f"<time>{clock}</time>" for clock in ("11:58", "10:47", "09:15")], head))
    when = entries[0].document.published
    assert (when.from_, when.to, when.precision) == ("2024-10-18", "2024-10-19", "range")
    assert "does not tell the day" in (when.note or "")


def test_without_any_day_an_entry_has_none() -> None:
    _, *entries = parts(live(CLOCKS))
    assert {entry.document.published.from_ for entry in entries} == {None}
    assert entries[0].document.published.text == "20.31"
    assert entries[0].document.published.note == "no day is printed"


def test_a_machine_readable_moment_or_a_printed_zone_counts_more_than_reckoning() -> None:
    times = (
        "<time datetime='2024-10-20T01:02:03Z'>2h ago</time>",
        "<time>11.02 GMT</time>",
        "<time>3 Oct 2024, 9.15 am</time>",
    )
    _, *entries = parts(live(times, UPDATED))
    assert [entry.document.published.from_ for entry in entries] == [
        "2024-10-20T01:02:03+00:00", "2024-10-19T11:02:00+00:00", "2024-10-03",
    ]  # fmt: skip


def test_names_are_kept_when_new_entries_are_put_above() -> None:
    ids = live(CLOCKS, UPDATED).replace("<section class='block'><time>11", "<section id='block-77' class='block'><time>11")
    assert [part.name for part in parts(ids)] == ["", "entry-202410192031", "block-77", "entry-202410182340"]
    more = parts(live(("<time>20.31</time>", *CLOCKS), UPDATED, texts=(("Later", TEXTS[0][1]), *TEXTS)))
    assert [part.name for part in more] == [
        "", "entry-202410192031-2", "entry-202410192031", "entry-202410191102", "entry-202410182340",
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["", "<script type='application/ld+json'>{'@type': 'NewsArticle'}</script>"])
def test_a_page_that_does_not_call_itself_live_is_one_document(head: str) -> None:
    assert [part.name for part in parts(live(CLOCKS, UPDATED + head, title="Six officers killed"))] == [""]


def test_json_ld_calls_a_page_live_too() -> None:
    head = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Six officers killed"}</script>'
    assert len(parts(live(CLOCKS, UPDATED + head, title="Six officers killed"))) == 4


def test_comments_on_a_live_page_are_no_entries() -> None:
    body = live(CLOCKS, UPDATED).replace("class='block'", "class='comment'")
    prose = "".join(f"<p>{text}</p>" for _, text in TEXTS)
    assert [part.name for part in parts(body.replace("<section", f"{prose}<section", 1))] == [""]


def test_readings_of_a_live_page_are_apart_for_the_ledger_and_joined_for_who_wants_a_page() -> None:
    body = live(
        CLOCKS,
        UPDATED,
        texts=(
            *TEXTS[:2],
            ("Seoul", "South Korea’s military said that North Korea had sent 11,000 containers of munitions to Russia."),
        ),
    )
    capture = captured(body.encode(), address="https://paper.example/a")
    examiner = Examiner(RuleExtractor(), dprk())
    (apart,) = examiner.examine([(capture, body.encode())])
    assert apart[0].part == ""
    assert len({reading.id for reading in apart}) == 4
    assert [claim.document.published.from_ for claim in apart[3].claims] == ["2024-10-18T23:40:00+01:00"]
    (joined,) = examiner.read([(capture, body.encode())])
    text = joined.document.text
    assert len(joined.claims) == sum(len(reading.claims) for reading in apart)
    assert all(text[claim.span.start : claim.span.end] == claim.span.exact for claim in joined.claims)


def test_ten_thousand_entries_are_read_in_bounded_time_and_what_is_left_out_is_noted(within: Within) -> None:
    texts = [
        (f"News {n}", f"A missile struck training ground number {n} at dawn, a spokesman of the army said.")
        for n in range(10_000)
    ]
    with within(30):
        page, *entries = parts(live(["<time>10:01</time>"] * 10_000, UPDATED, texts=texts))
    assert len(entries) == 500
    assert len({entry.name for entry in entries}) == 500
    assert any("the rest was not read" in note for note in page.document.notes)
