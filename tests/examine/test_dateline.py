"""Datelines: every printed form is read at its own precision, and nothing is guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_for_tests import date_words

from vetoproof.examine.dateline import published, stamps
from vetoproof.model import Published


def only(line: str) -> Published:
    found = stamps(line, date_words())
    assert len(found) == 1, found
    return published(found[0], date_words())


@pytest.mark.parametrize(
    ("line", "start", "precision", "zone"),
    [
        ("Oct.08 - 2024 2:42 PM CET", "2024-10-08T14:42:00+02:00", "minute", "CET"),
        ("Published: 14 June 2024, 09:15 KST", "2024-06-14T09:15:00+09:00", "minute", "KST"),
        ("22 Oct 2025 / 16:40 UTC", "2025-10-22T16:40:00+00:00", "minute", "UTC"),
        ("Rome, 22 May 2025 | 11:30 (EDT)", "2025-05-22T11:30:00-04:00", "minute", "EDT"),
        ("March 5th, 2024 at 9am ET", "2024-03-05T09:00:00-05:00", "minute", "ET"),
        ("8:14 PM EDT, October 8, 2024", "2024-10-08T20:14:00-04:00", "minute", "EDT"),
        ("Tue, 08 Oct 2024 12:42:05 GMT", "2024-10-08T12:42:05+00:00", "instant", "GMT"),
        ("2024-10-10T14:42:00+02:00", "2024-10-10T14:42:00+02:00", "instant", "+02:00"),
        ("2024-10-10T14:42:00.123Z", "2024-10-10T14:42:00+00:00", "instant", "Z"),
        ("12 a.m. UTC, 3 July 2024", "2024-07-03T00:00:00+00:00", "minute", "UTC"),
        ("2024.08.28 10:47", "2024-08-28", "day", None),
        ("2025. 04. 24 (Thu) 11:20", "2025-04-24", "day", None),
        ("14.03.2024", "2024-03-14", "day", None),
        ("The 8th of October, 2024", "2024-10-08", "day", None),
        ("Reiwa 7 February 9 (Sunday) 18:44", "2025-02-09", "day", None),
        ("July 2024", "2024-07", "month", None),
    ],
)
def test_a_printed_form_is_read_at_its_precision(line: str, start: str, precision: str, zone: str | None) -> None:
    found = only(line)
    assert (found.from_, found.to, found.precision, found.zone) == (start, start, precision, zone)


def test_a_winter_abbreviation_in_summer_is_read_as_the_time_that_was_kept_with_a_note() -> None:
    assert only("Oct.08 - 2024 2:42 PM CET").note == "CET printed while CEST held: read as UTC+2"
    assert only("Dec.08 - 2024 2:42 PM CET").note == ""
    assert only("July 4, 2024 1:00 PM EST").from_ == "2024-07-04T13:00:00-04:00"


def test_a_time_without_a_zone_stays_a_day_with_a_note() -> None:
    found = only("2024.08.28 10:47")
    assert found.precision == "day"
    assert found.note == "the time is printed without a zone"


def test_an_ambiguous_abbreviation_keeps_all_readings() -> None:
    found = only("9:15 CST, 3 July 2024")
    assert found.precision == "range"
    assert (found.from_, found.to) == ("2024-07-03T09:15:00+08:00", "2024-07-03T09:15:00-05:00")
    assert "ambiguous" in found.note


def test_an_abbreviation_of_several_zones_is_settled_by_an_offset_elsewhere() -> None:
    stamp = stamps("January 17, 2025 08:35 pm IST", date_words())[0]
    assert published(stamp, date_words()).precision == "range"
    assert published(stamp, date_words(), offsets=frozenset({"+05:30"})).from_ == "2025-01-17T20:35:00+05:30"


def test_day_and_month_that_could_be_exchanged_stay_both_unless_a_weekday_settles_it() -> None:
    found = only("05/10/2024")
    assert (found.from_, found.to, found.precision) == ("2024-05-10", "2024-10-05", "range")
    assert only("Saturday 05/10/2024 at hours 18:20").from_ == "2024-10-05"
    assert only("25/10/2024").from_ == "2024-10-25"


def test_a_date_without_a_year_has_none() -> None:
    found = only("CITY, Aug. 28 (Agency)")
    assert (found.from_, found.precision, found.note) == (None, "unknown", "no year is printed")
    stamp = stamps("CITY, Aug. 28 (Agency)", date_words())[0]
    assert published(stamp, date_words(), year=2024).from_ == "2024-08-28"


def test_a_relative_time_is_unknown() -> None:
    found = only("3 hours ago")
    assert (found.from_, found.precision) == (None, "unknown")


def test_labels_tell_publication_from_update() -> None:
    found = stamps("PUBLISHED: 19:04, 15 June 2025 | UPDATED: 19:51, 15 June 2025", date_words())
    assert [stamp.label for stamp in found] == ["published", "updated"]
    found = stamps("Feb 17, 2025, 6:05 p.m. (updated 3 hours ago)", date_words())
    assert [stamp.label for stamp in found] == ["", "updated"]


@pytest.mark.parametrize("line", ["We may 12 things", "31 February 2024", "99/99/2024", "Call 555-0199", "version 2.3.1", ""])
def test_what_is_no_date_is_none(line: str) -> None:
    assert stamps(line, date_words()) == []


@given(
    st.dates(date(1990, 1, 1), date(2050, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_day_is_read_back_from_its_print(day: date, form: str) -> None:
    assert only(day.strftime(form)).from_ == day.isoformat()


ZONES = st.sampled_from([timezone(timedelta(minutes=minutes)) for minutes in (-480, -210, 0, 60, 120, 330, 345, 540)])


@given(st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=ZONES))
def test_an_iso_instant_is_read_back(moment: datetime) -> None:
    printed = moment.replace(microsecond=0).isoformat()
    assert only(printed).from_ == printed


@given(st.text(max_size=300))
def test_no_line_makes_it_fail(line: str) -> None:
    for stamp in stamps(line, date_words()):
        assert line[stamp.start : stamp.end] == stamp.text
        published(stamp, date_words())
