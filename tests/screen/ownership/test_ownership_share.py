"""Shares in percent: exact, with bounds that may be open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.ownership.share import Share, bounds, hull, read, rest, total


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("60", "60 %"),
        ("60 %", "60 %"),
        ("33,3%", "33.3 %"),
        ("25-50", "25 to 50 %"),
        ("25 % to 50 %", "25 to 50 %"),
        (">50", "more than 50 %"),
        ("at least 50", "50 % or more"),
        ("up to 25", "up to 25 %"),
        ("<25", "less than 25 %"),
        ("more than 25 but not more than 50", "more than 25 to 50 %"),
        ("more than 50 but less than 75", "more than 50 to less than 75 %"),
        ("", "an unknown share"),
        ("unknown", "an unknown share"),
    ],
)
def test_a_printed_share_keeps_what_is_not_known(printed: str, text: str) -> None:
    assert read(printed).text == text


@pytest.mark.parametrize("printed", ["150", "50-25", "half", "-5", "60 shares", "1/2"])
def test_what_is_no_share_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(printed)


def test_thirds_and_sixths_make_a_half_exactly() -> None:
    assert total([read("33.3"), read("16.7")]).reaches("50", "")


def test_more_than_fifty_is_more_than_fifty_but_fifty_is_not() -> None:
    assert read(">50").reaches("", "50")
    assert not read("50").reaches("", "50")
    assert read("50").reaches("50", "")
    assert not read("25-50").reaches("50", "")
    assert read("25-50").may_reach("50", "")
    assert not read("25-50").may_reach("", "50")
    assert not read("<50").may_reach("50", "")


def test_what_others_hold_bounds_what_is_left() -> None:
    assert rest([read("60")]) == Share(high=Decimal(40))
    assert rest([]) == Share()


SHARES = st.builds(lambda a, b: bounds(str(min(a, b)), str(max(a, b))), st.integers(0, 100), st.integers(0, 100))


@given(st.lists(SHARES, min_size=1, max_size=4))
def test_a_hull_holds_every_share_and_a_sum_is_never_above_all(shares: list[Share]) -> None:
    around, added = hull(shares), total(shares)
    assert all(around.low <= one.low and one.high <= around.high for one in shares)
    assert 0 <= added.low <= added.high <= 100
