"""Periods: the right year by the dateline, the printed precision, and never an invented day."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_for_tests import date_words, english, parse, period_of, periods

from vetoproof.examine import datepattern, period
from vetoproof.examine.numberwords import number_words
from vetoproof.model import Published
from vetoproof.packs.regime import NamedDate


@pytest.mark.parametrize(
    ("text", "day", "start", "end", "precision", "kind"),
    [
        ("They signed it in June.", "2024-10-08", "2024-06", "2024-06", "month", "occurrence"),
        ("They signed it in December.", "2024-10-08", "2023-12", "2023-12", "month", "occurrence"),
        ("They will sign it in December.", "2024-10-08", "2024-12", "2024-12", "month", "future"),
        ("He was killed on October 3.", "2024-10-08", "2024-10-03", "2024-10-03", "day", "occurrence"),
        ("He was killed on Oct. 3.", "2024-10-08", "2024-10-03", "2024-10-03", "day", "occurrence"),
        ("He was killed on December 30.", "2024-01-05", "2023-12-30", "2023-12-30", "day", "occurrence"),
        ("It would have hit on Thursday 3 October a range.", "2024-10-05", "2024-10-03", "2024-10-03", "day", "occurrence"),
        ("He left last Thursday.", "2024-10-08", "2024-10-03", "2024-10-03", "day", "occurrence"),
        ("He left on Tuesday.", "2024-10-08", "2024-10-08", "2024-10-08", "day", "occurrence"),
        ("He left yesterday.", "2024-10-08", "2024-10-07", "2024-10-07", "day", "occurrence"),
        ("He left last week.", "2024-10-31", "2024-10-21", "2024-10-27", "range", "occurrence"),
        ("He left last year.", "2025-02-17", "2024", "2024", "year", "occurrence"),
        ("They met on June 19 of last year.", "2025-06-19", "2024-06-19", "2024-06-19", "day", "occurrence"),
        ("They met on 19 June last year.", "2025-09-01", "2024-06-19", "2024-06-19", "day", "occurrence"),
        ("They met from 8 to 13 October of last year.", "2025-11-01", "2024-10-08", "2024-10-13", "range", "occurrence"),
        ("He left this month.", "2025-06-15", "2025-06", "2025-06", "month", "occurrence"),
        ("He left in early October.", "2024-10-08", "2024-10", "2024-10", "month", "occurrence"),
        ("They enrolled in the autumn.", "2025-02-17", "2024-09", "2024-11", "season", "occurrence"),
        ("They were captured on the ninth.", "2025-01-13", "2025-01-09", "2025-01-09", "day", "occurrence"),
        ("His messages stopped on the 11th.", "2025-05-22", "2025-05-11", "2025-05-11", "day", "occurrence"),
        ("The February theft was large.", "2025-10-22", "2025-02", "2025-02", "month", "occurrence"),
        ("They have been sent since September 2023.", "2024-10-08", "2023-09", None, "month", "window"),
        ("They have been sent since the middle of 2022.", "2024-08-28", "2022-06", None, "season", "window"),
        ("They have been sent since mid-2022.", "2024-08-28", "2022-06", None, "season", "window"),
        ("They had been delivered by July 15.", "2024-08-28", None, "2024-07-15", "day", "window"),
        ("As of July 15 they had been delivered.", "2024-08-28", None, "2024-07-15", "day", "window"),
        ("They sailed between 8 and 13 October.", "2024-10-18", "2024-10-08", "2024-10-13", "range", "occurrence"),
        ("They sailed from Oct. 3 to Oct. 9.", "2024-10-18", "2024-10-03", "2024-10-09", "range", "occurrence"),
        ("They sailed between August and February.", "2024-03-14", "2023-08", "2024-02", "month", "window"),
        ("They fired it between December 2023 and October 2024.", "2024-11-14", "2023-12", "2024-10", "month", "window"),
        ("They sailed between mid-August and 14 October.", "2024-03-14", "2023-08", "2023-10-14", "range", "window"),
        ("They stole it in the first nine months of 2025.", "2025-10-22", "2025-01", "2025-09", "month", "window"),
        ("They reported for the first quarter of 2024.", "2025-06-14", "2024-01", "2024-03", "month", "window"),
        ("They traded in 2023-2025.", "2025-06-14", "2023", "2025", "year", "window"),
        ("The number could reach 12,000 by December.", "2024-10-31", None, "2024-12", "month", "future"),
        ("The men will go to the region by 1 November.", "2024-10-19", None, "2024-11-01", "day", "future"),
        ("It ordered all workers home by December 22, 2019.", "2025-02-17", None, "2019-12-22", "day", "future"),
        ("He will go next month.", "2024-10-08", "2024-11", "2024-11", "month", "future"),
        ("It was seen in recent months.", "2024-10-08", None, None, "unknown", "window"),
    ],
)
def test_a_period_is_read(text: str, day: str, start: str | None, end: str | None, precision: str, kind: str) -> None:
    found = period_of(text, day)
    assert (found.from_, found.to, found.precision, found.kind) == (start, end, precision, kind)


@pytest.mark.parametrize(
    "text", ["Russia may be linked to it.", "They may 12 times.", "The march went on.", "It might spring a leak."]
)
def test_a_modal_or_a_verb_is_never_a_month(text: str) -> None:
    assert periods(text) == []


def test_may_is_a_month_behind_a_preposition() -> None:
    assert period_of("They may have left in May.", "2025-06-15").from_ == "2025-05"


def test_days_later_count_from_the_date_named_before() -> None:
    found = periods("On 12 January the ship was alongside. Two days later it was gone.", "2024-03-14")
    assert [one.from_ for one in found] == ["2024-01-12", "2024-01-14"]


def test_since_then_begins_where_the_period_before_ends() -> None:
    found = periods("They signed between June 2023 and February 2024. Many more have signed since then.", "2025-05-22")
    assert (found[1].from_, found[1].to, found[1].kind) == ("2024-02", None, "window")


def test_without_a_dateline_a_date_without_a_year_is_unknown() -> None:
    assert period_of("On October 8 he spoke.", None).precision == "unknown"
    assert period_of("He left yesterday.", None).from_ is None
    assert period_of("They signed it in June 2024.", None).from_ == "2024-06"


def test_an_event_of_the_calendar_is_its_date() -> None:
    row = NamedDate(names=("the September summit",), from_="2023-09-13", to="2023-09-13", source="s", limitation="l")
    found = period.find(parse("It grew since the September summit."), english(), Published(), (row,))
    assert [(f.value.from_, f.value.to, f.value.kind) for f in found] == [("2023-09-13", None, "window")]


def test_a_period_is_found_where_it_is_printed_with_its_connective() -> None:
    text = "They have been sent since September 2023 by rail."
    found = period.find(parse(text), english(), Published("x", "2024-10-08", "2024-10-08", "day"), ())[0]
    assert text[found.start : found.end] == "since September 2023"


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "kind"),
    [
        ("They will arrive by year's end.", None, "2024-12", "month", "future"),
        ("They will have it by year-end.", None, "2024-12", "month", "future"),
        ("Overnight they fired two.", "2024-11-13", "2024-11-14", "range", "occurrence"),
        ("In the fourth quarter they sent 3,000.", "2024-10", "2024-12", "month", "window"),
        ("They were sent in Q3 2024.", "2024-07", "2024-09", "month", "window"),
        ("Over the past year and a half they sent 9,000.", "2023-05", "2024-11", "month", "window"),
        ("Since the start of the year they have sent 200.", "2024-01", None, "month", "window"),
        ("In the past two weeks they sent 200.", "2024-10-31", "2024-11-14", "range", "occurrence"),
        ("They were sent between August 2023 and March.", "2023-08", "2024-03", "month", "window"),
        ("From 2024 on they sent soldiers.", "2024", None, "year", "window"),
        ("They came in the first week of October.", "2024-10-01", "2024-10-07", "range", "occurrence"),
        ("They came in the last week of February 2024.", "2024-02-23", "2024-02-29", "range", "occurrence"),
        ("They came in the first half of October.", "2024-10-01", "2024-10-15", "range", "occurrence"),
        ("They came in the week of October 14.", "2024-10-14", "2024-10-20", "range", "occurrence"),
        ("They came in the last days of October.", "2024-10", "2024-10", "month", "occurrence"),
        ("They came in late October and early November.", "2024-10", "2024-11", "month", "window"),
        ("They may go in July or August 2025.", "2025-07", "2025-08", "range", "future"),
        ("They came in the winter of 2023-24.", "2023-12", "2024-02", "season", "occurrence"),
        ("They came this past summer.", "2024-06", "2024-08", "season", "occurrence"),
        ("They came this spring.", "2024-03", "2024-05", "season", "occurrence"),
        ("They came the day before yesterday.", "2024-11-12", "2024-11-12", "day", "occurrence"),
        ("In the 1980s they bought missiles.", "1980", "1989", "range", "window"),
        ("They sent it since the summit of the two leaders last September.", "2024-09", None, "month", "window"),
    ],
)
def test_wider_expressions_keep_the_width_that_is_printed(
    text: str, start: str | None, end: str | None, precision: str, kind: str
) -> None:
    found = period_of(text, "2024-11-14")
    assert (found.from_, found.to, found.precision, found.kind) == (start, end, precision, kind)


def test_two_years_apart_are_two_times() -> None:
    assert [one.from_ for one in periods("They came in June 2022 and June 2024.", "2024-11-14")] == ["2022-06", "2024-06"]


def test_the_same_months_are_the_period_named_before() -> None:
    found = periods("They sailed from August 2023 to January 2024. In roughly the same months 27 were seen.", "2024-06-24")
    assert (found[1].from_, found[1].to) == ("2023-08", "2024-01")


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@given(st.sampled_from(MONTHS), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(max_examples=30, deadline=None)
def test_a_month_stays_a_month_and_past_or_present(month: str, day: date) -> None:
    found = period_of(f"They signed the treaty in {month}.", str(day))
    assert found.precision == "month"
    assert found.from_ is not None
    assert len(found.from_) == 7
    assert found.from_ <= str(day)[:7]


PARTS = ["the first week of ", "the last week of ", "the second half of ", "early ", "late ", "mid-", "the end of ", ""]


@given(st.sampled_from(PARTS), st.sampled_from(MONTHS), st.integers(1995, 2040), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_a_period_never_lies_outside_the_month_that_its_words_name(part: str, month: str, year: int, day: date) -> None:
    found = period_of(f"They signed the treaty in {part}{month} {year}.", str(day))
    printed = f"{year}-{MONTHS.index(month) + 1:02d}"
    assert found.from_ is not None
    assert found.to is not None
    assert (found.from_[:7], found.to[:7]) == (printed, printed)
    assert found.from_ <= found.to


@pytest.mark.parametrize(
    "piece", ["the last ", "in June ", "2024 ", "from May to ", "since the summit ", "9 ", "in late \u200f"]
)
def test_dates_are_found_in_linear_time(piece: str) -> None:
    words, numbers = date_words(), number_words(english().numbers, english().units)
    pattern = datepattern._pattern(words, numbers)

    def spent(size: int) -> float:
        text = (piece * size)[: size * 4]
        began = time.process_time()
        sum(1 for _ in pattern.finditer(text))
        return time.process_time() - began

    spent(10)
    assert spent(40_000) < 30 * max(spent(4_000), 0.02)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 12 December the troops stormed the village, a witness said.", None),
        ("The troops will storm the village on 12 December.", "2024-12-12"),
        ("On 10 November the troops stormed the village, a witness said.", "2024-11-10"),
    ],
)
def test_what_happened_is_not_dated_in_the_future(text: str, day: str | None) -> None:
    assert [found.from_ for found in periods(text, "2024-11-14")] == [day]
