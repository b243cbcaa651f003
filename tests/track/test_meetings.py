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


def test_a_meeting_that_rests_on_silence_says_so_and_rests_on_the_reports_on_both_sides_of_it():
    """The partner lay there before and after: for six hours nobody heard it, and the whole meeting is supposed."""
    one = Voyage(1, 12.0, 30.0).report(12).sail(13.0, 30.0).lie(4).sail(12.0, 30.0)
    other = Voyage(2, 13.001, 30.0, hour=4.5).report(0).silent(5.9).report(0).sail(14.0, 30.0)
    (met,) = found(table(one, other), "meeting")
    told = said(met)
    assert told["supposed_from_silence"] == "yes"
    assert told["slots_in_silence"] == told["slots"]
    assert (told["other_reports"], told["other_longest_silence_hours"]) == ("0", "5.9")
    assert int(told["reports"]) >= 20
    assert float(told["longest_silence_hours"]) <= 0.35
    first = len(one.rows)
    assert {first, first + 1} <= set(met["rows"]), "both reports of the silent ship, between which it is supposed"


def test_of_a_meeting_in_sight_the_pauses_and_the_reports_of_both_ships_are_told():
    (met,) = found(table(*pair(hours=5, every=30)), "meeting")
    told = said(met)
    assert (told["supposed_from_silence"], told["slots_in_silence"], told["cut_by_port"]) == ("no", "0", "no")
    assert told["longest_silence_hours"] == told["other_longest_silence_hours"] == "0.5"
    one, other = pair(hours=5, every=30)
    for ship, name in ((one, "reports"), (other, "other_reports")):
        within = [row for row in ship.rows if met["start"].timestamp() <= row["t"] <= met["end"].timestamp()]
        assert int(told[name]) == len(within)
    reports = sorted((row["t"], at) for at, row in enumerate([*one.rows, *other.rows]))
    rows = {at for _, at in reports}
    assert set(met["rows"]) <= rows


def test_a_meeting_that_stands_without_its_silence_is_supposed_in_part():
    one = Voyage(1, 12.0, 30.0).report(12).sail(13.0, 30.0).lie(9).sail(12.0, 30.0)
    other = Voyage(2, 14.0, 30.0).report(12).sail(13.001, 30.0).lie(3).silent(3).report(0).lie(3).sail(14.0, 30.0)
    (met,) = found(table(one, other), "meeting")
    told = said(met)
    assert told["supposed_from_silence"] == "in part"
    assert 17 <= int(told["slots_in_silence"]) <= 19
    silent = [at + len(one.rows) for at in range(1, len(other.rows)) if other.rows[at]["t"] - other.rows[at - 1]["t"] > 9000]
    assert {silent[0] - 1, silent[0]} <= set(met["rows"])


def test_a_meeting_whose_start_lay_too_near_to_a_port_says_that_it_was_cut():
    """They lie beside each other, drift from 9 km off Eastport to 16 km, and part."""
    one, other = (Voyage(m, 10.08, 20.0 + m / 1000).report(0).lie(2).sail(10.15, 20.0 + m / 1000, kn=1).lie(2) for m in (1, 2))
    (met,) = found(table(one.sail(12.0, 20.0), other.sail(12.0, 22.0)), "meeting")
    assert said(met)["cut_by_port"] == "start"
    one, other = (
        Voyage(m, 12.0, 20.0 + m / 1000)
        .report(12)
        .sail(10.15, 20.0 + m / 1000)
        .lie(2)
        .sail(10.08, 20.0 + m / 1000, kn=1)
        .lie(2)
        for m in (1, 2)
    )
    (met,) = found(table(one, other), "meeting")
    assert said(met)["cut_by_port"] == "end"
