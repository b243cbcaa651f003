"""Dates of birth: read as printed, refused with a reason, and compared so that contradiction is told from omission."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.born import BirthDate, BirthModel, compare, compare_all, read, read_all

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"


def one(printed: str) -> BirthDate:
    reading = read(printed)
    assert not reading.refused
    assert len(reading.dates) == 1
    return reading.dates[0]


@pytest.mark.parametrize(
    ("printed", "low", "high", "precision", "circa"),
    [
        ("26.1.1966", "1966-01-26", "1966-01-26", "day", False),
        ("9.9. 1964", "1964-09-09", "1964-09-09", "day", False),
        ("1972-11-10", "1972-11-10", "1972-11-10", "day", False),
        ("03 May 1938", "1938-05-03", "1938-05-03", "day", False),
        ("10 Dec 1948; alt", "1948-12-10", "1948-12-10", "day", False),
        ("May 3, 1938", "1938-05-03", "1938-05-03", "day", False),
        ("9.2.1964 POB: Leningrad", "1964-02-09", "1964-02-09", "day", False),
        ("Jan 1964", "1964-01-01", "1964-01-31", "month", False),
        ("Sep. 1978", "1978-09-01", "1978-09-30", "month", False),
        ("2/1964", "1964-02-01", "1964-02-29", "month", False),
        ("1964-02", "1964-02-01", "1964-02-29", "month", False),
        ("1966", "1966-01-01", "1966-12-31", "year", False),
        ("00/00/1965", "1965-01-01", "1965-12-31", "year", False),
        ("circa 1947", "1947-01-01", "1947-12-31", "year", True),
        ("c.1956", "1956-01-01", "1956-12-31", "year", True),
        ("approximately 1980", "1980-01-01", "1980-12-31", "year", True),
        ("1980 (approximately)", "1980-01-01", "1980-12-31", "year", True),
        ("1946 to 1948", "1946-01-01", "1948-12-31", "range", False),
        ("1966-1970.", "1966-01-01", "1970-12-31", "range", False),
        ("between 1946 and 1948", "1946-01-01", "1948-12-31", "range", False),
        ("Between Aug. and Sep. 1966", "1966-08-01", "1966-09-30", "range", False),
        ("March/April 1967", "1967-03-01", "1967-04-30", "range", False),
        ("01 Jan 1966 to 31 Dec 1967", "1966-01-01", "1967-12-31", "range", False),
        ("circa 1966-1970", "1966-01-01", "1970-12-31", "range", True),
        ("1960s", "1960-01-01", "1969-12-31", "range", False),
    ],
)
def test_a_printed_date_is_a_closed_interval(printed: str, low: str, high: str, precision: str, circa: bool) -> None:
    found = one(printed)
    assert (found.low.isoformat(), found.high.isoformat(), found.precision, found.circa) == (low, high, precision, circa)


@pytest.mark.parametrize(
    ("printed", "texts"),
    [
        ("26.1.1966 or 27.1.1966", ["26 January 1966", "27 January 1966"]),
        ("3.4.1970 (or 4.4.1970)", ["3 April 1970", "4 April 1970"]),
        ("a) 1962 b) 12.3.1961", ["1962", "12 March 1961"]),
        ("1944; 1945 or 1946", ["1944", "1945", "1946"]),
        ("1 Jan 1980 / 2 Feb 1981", ["1 January 1980", "2 February 1981"]),
    ],
)
def test_alternatives_are_all_kept(printed: str, texts: list[str]) -> None:
    assert [found.text for found in read(printed).dates] == texts


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("31.2.1966", "no such day"),
        ("30 Feb 1966", "no such day"),
        ("24/06/1402 (Hijri Calendar)", "another calendar"),
        ("1372", "another calendar"),
        ("10 October (year unknown)", "no date"),
        ("30-35 years old", "no date"),
        ("N/D", "no date"),
        ("", "no date"),
        ("1948 to 1946", "ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(printed: str, why: str) -> None:
    reading = read(printed)
    assert reading.dates == ()
    assert why in " ".join(reading.refused)


def test_a_part_that_cannot_be_read_is_said_beside_what_can() -> None:
    reading = read("1964 (possibly: 21 April)")
    assert [found.text for found in reading.dates] == ["1964"]
    assert "21 April" in reading.refused[0]


def test_the_order_of_day_and_month_can_be_told_and_a_single_reading_wins() -> None:
    assert read("3/4/1965").dates[0].low == date(1965, 4, 3)
    assert read("3/4/1965", day_first=False).dates[0].low == date(1965, 3, 4)
    assert read("12/31/1952").dates[0].low == date(1952, 12, 31)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("26.1.1966", "26 Jan 1966", "day"),
        ("Jan 1966", "26.1.1966", "month"),
        ("1966", "26.1.1966", "year"),
        ("1966", "1966", "year"),
        ("circa 1966", "1966", "compatible"),
        ("1964 to 1968", "26.1.1966", "compatible"),
        ("circa 1947", "1949", "compatible"),
        ("3.4.1966", "4.3.1966", "typing error"),
        ("20.6.1967", "20.6.1976", "typing error"),
        ("27.1.1966", "28.1.1966", "typing error"),
        ("27.1.1966", "14.5.1966", "other day"),
        ("1949", "1950", "contradiction"),
        ("22.7.1969", "16.12.1955", "contradiction"),
    ],
)
def test_two_dates_stand_to_each_other(left: str, right: str, relation: str) -> None:
    assert compare(one(left), one(right)).relation == relation


def test_agreement_weighs_by_how_precise_it_is() -> None:
    day, month, year, around = (
        compare(one("26.1.1966"), one(other)).log10 for other in ("26.1.1966", "Jan 1966", "1966", "c. 1966")
    )
    assert day > 4 > month > 2 > year > 1 > around > 0


def test_the_first_of_january_weighs_less_than_another_day() -> None:
    assert compare(one("1.1.1966"), one("1.1.1966")).log10 < compare(one("2.1.1966"), one("2.1.1966")).log10 - 0.5


def test_contradiction_weighs_by_its_distance_and_says_it() -> None:
    verdicts = [compare(one("3.2.1966"), one(other)) for other in ("9.7.1967", "17.8.1971", "25.11.1988")]
    weights = [verdict.log10 for verdict in verdicts]
    assert 0 > weights[0] > weights[1] > weights[2]
    assert "23 years apart" in verdicts[2].reason


def test_an_omitted_date_contradicts_nothing() -> None:
    assert compare_all([], [one("1966")]) == ("unknown", 0.0, "no date of birth on at least one side", 0.0, ())


def test_one_of_several_dates_is_enough_but_weighs_less() -> None:
    single = compare_all([one("26.1.1966")], [one("26.1.1966")])
    several = compare_all([one("26.1.1966")], read_all(["1.5.1950", "26.1.1966", "1971"]).dates)
    assert several.relation == "day"
    assert 0 < several.log10 < single.log10
    assert compare_all([one("26.1.1966")], read_all(["1.5.1950", "1979"]).dates).relation == "contradiction"


DAYS = st.dates(date(1900, 1, 1), date(2010, 12, 31))


@given(DAYS)
def test_a_day_survives_every_print(day: date) -> None:
    month = day.strftime("%b")
    for printed in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02d} {month} {day.year}",
        f"{day:%d/%m/%Y}",
    ):
        assert one(printed)[:2] == (day, day)


@given(st.text(max_size=40))
def test_no_text_raises_and_none_vanishes(printed: str) -> None:
    reading = read(printed)
    assert reading.dates or reading.refused
    assert all(found.low <= found.high for found in reading.dates)


SPANS = st.builds(
    lambda low, days, circa: BirthDate(low, low + timedelta(days=days), "day" if days == 0 else "range", circa, ""),
    DAYS,
    st.sampled_from([0, 30, 364, 1000]),
    st.booleans(),
)


@given(SPANS, SPANS)
def test_comparing_is_symmetric(a: BirthDate, b: BirthDate) -> None:
    assert compare(a, b)[:2] == compare(b, a)[:2]


@given(SPANS)
def test_a_date_never_contradicts_itself(a: BirthDate) -> None:
    assert compare(a, a).log10 >= 0


def test_the_shares_of_the_model_make_a_whole() -> None:
    m = BirthModel()
    assert m.equal + m.typing_error + m.other_day + m.near + m.far + m.very_far == pytest.approx(1.0)


@pytest.mark.usefixtures("large_cells")
def test_nearly_all_dates_of_the_real_lists_are_read() -> None:
    if not LISTS.exists():
        pytest.skip("the lists are not beside the repository (../shared/data/lists)")
    printed = re.findall(r"DOB ([^;]+)", (LISTS / "ofac_sdn_2023-01.csv").read_text(encoding="utf-8-sig"))
    with (LISTS / "eu_oj_32014R0269.csv").open(encoding="utf-8-sig", newline="") as lines:
        printed += [row["birthDate"] for row in csv.DictReader(lines) if row["birthDate"]]
    refused = [text for text in printed if not read(text).dates]
    assert len(printed) > 8000
    assert len(refused) <= 5, refused


def test_a_slip_of_decades_speaks_for_nobody_and_new_year_is_a_year() -> None:
    def told(a: str, b: str) -> float:
        return compare(read(a).dates[0], read(b).dates[0]).log10

    assert told("31 January 1983", "31 January 1953") == 0.0
    assert told("31 January 1953", "31 January 1958") > 0.5
    assert told("1 January 1994", "1 January 1974") < -1.0
