"""Printed times read as the ledger reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.analyze.instants import days, end_of_day, instant, iso
from vetoproof.ledger import end_of_day as ledger_end_of_day
from vetoproof.ledger import last_instant

PRINTS = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda d: d.isoformat()),
    st.datetimes(timezones=st.timezones()).map(lambda d: d.isoformat()),
    st.from_regex(r"\d{4}(-\d{2}(-\d{2})?)?", fullmatch=True),
    st.text(max_size=12),
    st.none(),
)


@settings(deadline=None)
@given(PRINTS)
def test_instants_agree_with_the_ledger(printed: str | None) -> None:
    assert instant(printed) == last_instant(printed)


@settings(deadline=None)
@given(st.from_regex(r"20\d{2}(-(0[1-9]|1[0-2]))?", fullmatch=True))
def test_the_end_of_a_day_a_month_or_a_year_agrees_with_the_ledger(as_of: str) -> None:
    assert end_of_day(as_of) == ledger_end_of_day(as_of)


def test_a_month_covers_its_days_and_what_is_no_date_covers_none() -> None:
    span = days("2024-02")
    assert span is not None
    assert [iso(day) for day in span] == ["2024-02-01", "2024-02-29"]
    assert days("autumn") is None
    assert days("2024-13") is None
    with pytest.raises(ValueError, match="as-of"):
        end_of_day("soon")
