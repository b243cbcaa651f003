"""Dates at their printed precision, figures with open ends, speakers in readers' words."""

from __future__ import annotations

import msgspec
import pytest

from vetoproof.model import Attribution, Period, Published
from vetoproof.report import dates, numbers, wording
from vetoproof.report.readable import readable
from vetoproof.report.speakers import UNNAMED, Speakers, plain, possessive


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-10-08", "8 October 2024"),
        ("2024-10", "October 2024"),
        ("2024", "2024"),
        (None, "date not stated"),
        ("2024-10-08T06:12:00+02:00", "8 October 2024, 04:12 UTC"),
        ("2026-01-05T12:00Z", "5 January 2026, 12:00 UTC"),
        ("soon", "soon"),
        ("2024-13", "2024-13"),
    ],
)
def test_a_date_is_printed_in_utc_and_never_finer_than_it_was(text, shown):
    assert dates.shown(text) == shown


def test_a_month_has_a_first_and_a_last_day():
    assert (str(dates.first_day("2024-02")), str(dates.last_day("2024-02"))) == ("2024-02-01", "2024-02-29")
    assert dates.first_day("nonsense") is None


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(from_="2024-10-03", to="2024-10-03", precision="day", kind="occurrence"), "on 3 October 2024"),
        (Period(from_="2024-06-01", to="2024-06-30", precision="month", kind="occurrence"), "in June 2024"),
        (Period(from_="2023-08", to=None, precision="month", kind="window"), "from August 2023, end not stated"),
        (Period(from_=None, to="2024-07-15", precision="day", kind="window"), "up to 15 July 2024, start not stated"),
        (Period(from_=None, to=None, precision="unknown", kind="window"), "date not stated"),
        (None, "date not stated"),
    ],
)
def test_a_period_says_which_end_is_open(period, words):
    assert dates.period(period).striptags() == words


def test_publication_is_a_range_where_the_print_allows_one():
    assert dates.published(Published("Oct", "2024-10-01", "2024-10-31", "month")).striptags() == "October 2024"
    assert dates.published(Published()).striptags() == "date not stated"


@pytest.mark.parametrize(
    ("low", "high", "comparator", "unit", "shown"),
    [
        (13000, None, "more_than", "containers", "more than 13\u202f000 containers"),
        (6, 6, "exact", "persons", "6 persons"),
        (None, 1000, "up_to", "containers", "up to 1\u202f000 containers"),
        (10000, 12000, "exact", "persons", "10\u202f000 to 12\u202f000 persons"),
        (None, None, "vague", "containers", "no number given"),
        (0.53, 0.53, "exact", "share", "53 per cent"),
        (5, None, "exact", "trips", "at least 5 trips"),
        (4.8, 4.8, "about", "tons", "about 4.8 tons"),
    ],
)
def test_a_figure_keeps_its_open_end(low, high, comparator, unit, shown):
    assert numbers.amount(low, high, comparator, unit) == shown


def test_thousands_stays_a_word():
    assert (
        numbers.amount(None, None, "vague", "containers", "thousands of containers")
        == "no number given (thousands of containers)"
    )


def test_ends_of_probability_are_not_certainty():
    assert [numbers.per_cent(p) for p in (0.0001, 0.05, 0.625, 0.999)] == ["under 1", "5", "62", "over 99"]


def test_composed_strings_lose_their_iso_dates_but_keep_years_and_law():
    text = "6250 to 11400 over 2023-09-01 to 2024-02-23, res. 1874/9 of 2009, IMO 9179842x, since 2024-06"
    assert readable(text) == (
        "6\u202f250 to 11\u202f400 over 1 Sep 2023 to 23 Feb 2024, res. 1874/9 of 2009, IMO 9179842x, since Jun 2024"
    )


def test_unnamed_sources_are_described_and_unofficial_persons_are_not_named(reader):
    speakers = Speakers(reader, None, reader.claims.values())
    assert plain("anon:citing intelligence sources") == "unnamed intelligence sources"
    assert plain("unspecified reports") == "reports, not further specified"
    assert speakers.name(Attribution(speaker="Sita Example", kind="person")) == UNNAMED
    assert speakers.name(Attribution(speaker="Ada Minister", kind="person", office="minister")) == "Ada Minister"
    assert speakers.label("KP|RU") == "North Korea and Russia"


def test_a_body_is_told_as_that_of_its_state():
    class Labels:
        def label(self, code: str) -> str:
            return {"KR": "South Korea", "KR NIS": "National Intelligence Service", "US": "United States"}.get(code, code)

    speakers = Speakers(Labels())  # type: ignore[arg-type]
    assert speakers.label("KR NIS") == "South Korea’s National Intelligence Service"
    assert speakers.label("US government") == "the United States’ government"
    assert speakers.label("XQ office") == "XQ office"
    assert possessive("Russia") == "Russia’s"


def test_the_name_of_an_outlet_is_no_code_of_a_state(reader):
    class Labels:
        def label(self, code: str) -> str:
            return {"TV": "Tuvalu", "IT": "Italy", "KR": "South Korea"}.get(code, code)

    claim = next(iter(reader.claims.values()))
    chain = (
        Attribution(speaker="TV Elphberg", kind="outlet", actor="TV Elphberg"),
        Attribution(speaker="IT Army of Strelsau", kind="organisation"),
        Attribution(speaker="KR NIS", kind="organisation", actor="KR NIS", country="KR"),
    )
    printed = msgspec.structs.replace(claim.document, outlet="TV Harbour News")
    speakers = Speakers(Labels(), None, [msgspec.structs.replace(claim, chain=chain, document=printed)])  # type: ignore[arg-type]
    assert speakers.label("TV Harbour News") == "TV Harbour News"
    assert speakers.label("TV Elphberg|IT Army of Strelsau") == "TV Elphberg and IT Army of Strelsau"
    assert speakers.spelled("TV Elphberg and KR NIS") == "TV Elphberg and South Korea’s NIS"


def test_admiralty_words_say_what_cannot_be_judged():
    assert wording.grade_in_words("F", "6") == "source reliability cannot be judged; truth cannot be judged"
    assert wording.grade_in_words("B", "2") == "source usually reliable; information probably true"
