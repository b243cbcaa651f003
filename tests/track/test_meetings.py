"""Two ships beside each other at sea."""

from __future__ import annotations

import pytest
from voyage import Voyage, found, said, table


def pair(hours: float = 5.0, every: float = 10.0, hour: float = 0.0, apart: float = 0.002, shift: float = 0.0) -> list[Voyage]:
    """Two ships that come from north and south, lie `apart` degrees from each other, and part."""
    one = Voyage(1, 12.0, 30.0, hour).report(12).sail(13.0, 30.0, every=every).lie(hours, every).sail(12.0, 30.0, every=every)
    other = Voyage(2, 14.0, 30.0, hour + shift).report(12)
    other.sail(13.0 + apart, 30.0, every=every).lie(hours, every).sail(14.0, 30.0, every=every)
    return [one, other]


def test_ships_that_lie_beside_each_other_for_hours_meet():
    (met,) = found(table(*pair()), "meeting")
    assert (met["mmsi"], met["other_mmsi"]) == (1, 2)
    assert 4.8 <= float(said(met)["hours"]) <= 5.3
    assert said(met)["median_m"] in ("222", "223")
    assert met["rows"] == sorted(met["rows"])
    assert len(met["rows"]) == 4


@pytest.mark.parametrize("hour", [17.0, 18.0, 18.5])
def test_midnight_is_no_border(hour):
    assert len(found(table(*pair(hours=2.6, hour=hour)), "meeting")) == 1


@pytest.mark.parametrize("every", [20.0, 30.0, 40.0])
@pytest.mark.parametrize("shift", [0.0, 0.17, 0.29])
def test_reports_every_twenty_to_forty_minutes_do(every, shift):
    """The other ship's reports fall between the one's: a comparison of buckets of ten minutes never sees both at once."""
    assert len(found(table(*pair(hours=3, every=every, shift=shift)), "meeting")) == 1


def test_an_hour_beside_each_other_is_no_meeting():
    assert not found(table(*pair(hours=1)), "meeting")
    assert not found(table(*pair(hours=1, every=40)), "meeting")


def test_ships_a_kilometre_apart_do_not_meet():
    assert not found(table(*pair(apart=0.009)), "meeting")


def test_ships_that_sail_side_by_side_do_not_meet():
    one, other = (
        Voyage(1, 12.0, 30.0).report(3).sail(13.0, 30.0, kn=3),
        Voyage(2, 12.001, 30.0).report(3).sail(13.001, 30.0, kn=3),
    )
    assert not found(table(one, other), "meeting")


def test_ships_at_berth_do_not_meet():
    one, other = (Voyage(m, 10.0, 20.0 + m / 10_000).report(0).lie(8) for m in (1, 2))
    assert not found(table(one, other), "meeting")


def test_reports_hours_apart_do_where_both_ends_are_slow_and_near():
    one, other = (Voyage(m, 12.0, 30.0 + m / 1000, hour=m).report(0).lie(12, every=240) for m in (1, 2))
    assert len(found(table(one, other), "meeting")) == 1


def test_of_ships_that_go_side_by_side_all_day_the_hours_in_which_they_lie_still_are_the_meeting():
    one, other = (
        Voyage(m, 12.0 + m / 1000, 30.0).report(3).sail(13.0 + m / 1000, 30, kn=3).lie(5).sail(14.0 + m / 1000, 30, kn=3)
        for m in (1, 2)
    )
    (met,) = found(table(one, other), "meeting")
    assert 4.5 <= float(said(met)["hours"]) <= 5.5
