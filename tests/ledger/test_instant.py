from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vetoproof.ledger import end_of_day, last_instant, stamp


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("2024-10-08", "2024-10-08T23:59:59.999999Z"),
        ("2024-02", "2024-02-29T23:59:59.999999Z"),
        ("2023-02", "2023-02-28T23:59:59.999999Z"),
        ("2024", "2024-12-31T23:59:59.999999Z"),
        ("2024-10-08T00:30:00+02:00", "2024-10-07T22:30:00.000000Z"),
        ("2024-10-08T14:42+02:00", "2024-10-08T12:42:00.000000Z"),
        ("2024-10-08T12:42:00Z", "2024-10-08T12:42:00.000000Z"),
        ("2024-10-08T23:30:00-05:00", "2024-10-09T04:30:00.000000Z"),
        ("2024-10-08T12:42:00", "2024-10-08T12:42:00.000000Z"),
        (" 2024-10-08 ", "2024-10-08T23:59:59.999999Z"),
    ],
)
def test_a_printed_time_counts_from_the_last_moment_that_it_allows(printed: str, last: str) -> None:
    assert last_instant(printed) == last


@pytest.mark.parametrize(
    "printed", [None, "", "autumn 2024", "2024-13", "2024-02-30", "0000", "24-10-08", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_time_has_no_last_moment(printed: str | None) -> None:
    assert last_instant(printed) is None


def test_as_of_ends_with_its_day_month_or_year() -> None:
    assert end_of_day("2024-10-08") == end_of_day(date(2024, 10, 8)) == "2024-10-09T00:00:00.000000Z"
    assert end_of_day("2024-02") == "2024-03-01T00:00:00.000000Z"
    assert end_of_day(datetime(2024, 10, 8, 22, tzinfo=UTC)) == "2024-10-09T00:00:00.000000Z"
    for wrong in ("yesterday", "", "2024-10-08T10:00:00Z"):
        with pytest.raises(ValueError, match="as-of"):
            end_of_day(wrong)


def test_an_instant_needs_a_zone() -> None:
    assert stamp(datetime(2024, 10, 8, 10, tzinfo=UTC)) == "2024-10-08T10:00:00Z"
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2024, 10, 8, 10))
