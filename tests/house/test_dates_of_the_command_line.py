"""Dates that people may type: every wrong one ends with a message, every day that the calendar has is taken."""

from __future__ import annotations

import pytest

from vetoproof.analyze import instants
from vetoproof.config import WatchError
from vetoproof.ledger import instant
from vetoproof.watch import Watch, _check_date


@pytest.mark.parametrize(
    "typed", ["2024-2-5", "20240205", "2024-02", "2024-02-30", "2024-02-05T00:00", " 2024-02-05", "٢٠٢٤-٠٢-٠٥", ""]
)
def test_what_is_no_full_day_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(WatchError, match="YEAR-MONTH-DAY"):
        _check_date(typed)


@pytest.mark.parametrize("room", [instants, instant])
def test_the_first_and_the_last_day_of_the_calendar_have_an_end(room) -> None:
    _check_date("0001-01-01")
    _check_date("9999-12-31")
    ends = [room.end_of_day(day) for day in ("0001-01-01", "0999-01-01", "2024-10-08", "9999-12-30", "9999-12-31")]
    assert ends == sorted(ends)
    assert {len(end) for end in ends} == {27}


def test_years_before_1000_sort_before_ours() -> None:
    assert instants.instant("0999-01-01") < instants.instant("2024-01-01")
    assert instant.last_instant("0999-01-01") == instants.instant("0999-01-01") == "0999-01-01T23:59:59.999999Z"
    assert instants.instant("9999-12-31") < instants.end_of_day("9999-12-31")


def test_a_later_date_before_the_earlier_is_told_and_not_compared() -> None:
    house = Watch.__new__(Watch)
    with pytest.raises(WatchError, match="comes before --from"):
        house.diff("2025-01-01", "2024-01-01")
