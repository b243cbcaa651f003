"""What one ship's track shows: gaps, jumps, two ships under one number, drifting, port calls."""

from __future__ import annotations

import pytest
from voyage import BEGIN, Voyage, found, said, table


def test_a_silence_of_seven_hours_is_a_gap_with_what_was_heard_before():
    ship = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0).silent(7).sail(12.6, 30.0)
    (gap,) = found(table(ship), "gap")
    assert said(gap)["hours"].startswith("7.")
    assert int(said(gap)["positions_before"]) > 10
    assert len(gap["rows"]) == 2
    assert gap["rule"] == "gap@2"


def test_a_single_stray_position_is_one_jump_and_no_part_of_the_track():
    ship = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0)
    ship.rows[5] = {**ship.rows[5], "lat": 40.0}
    events = found(table(ship))
    assert [event["kind"] for event in events] == ["jump"]
    assert events[0]["rows"] == [4, 5, 6]


def test_a_ship_that_goes_on_elsewhere_jumped_once_and_stays_one_ship():
    ship = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0)
    ship.lat = 30.0
    ship.sail(30.5, 30.0)
    (jump,) = found(table(ship))
    assert jump["kind"] == "jump"
    assert said(jump)["split"] == "0"


def test_two_ships_under_one_number_are_told_apart():
    one = Voyage(1, 12.0, 30.0).report(12).sail(14, 30.0)
    other = Voyage(1, 40.0, -30.0, hour=0.05).report(12).sail(42, -30.0).lie(8)
    events = found(table(one, other))
    assert {event["kind"] for event in events} == {"identity", "loiter"}
    assert events[0]["rule"] == "identity.shared_number@3"
    (drift,) = (event for event in events if event["kind"] == "loiter")
    assert said(drift)["split"] == "1"


def test_drifting_far_from_port_is_loitering_and_near_port_it_is_none():
    assert [event["kind"] for event in found(table(Voyage(1, 12.0, 30.0).report(0).sail(12.5, 30).lie(6).sail(13, 30)))] == [
        "loiter"
    ]
    assert not found(table(Voyage(1, 10.1, 20.1).report(0).lie(6)), "loiter")


def test_a_call_has_entry_stop_and_exit():
    ship = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10).sail(10.0, 19.0)
    (call,) = found(table(ship), "port_call")
    assert call["place"] == "Eastport"
    assert said(call)["confidence"] == "4"
    assert said(call)["stopped_hours"] == "10.0"


def test_a_ship_whose_speed_always_reads_nought_has_not_stopped_when_it_passes_a_port():
    ship = Voyage(1, 10.0, 19.0).report(0).sail(10.0, 21.0)
    ship.rows = [{**row, "sog": 0.0} for row in ship.rows]
    assert not found(table(ship), "port_call")


def test_a_ferry_that_is_never_heard_at_berth_called_where_it_was_heard_coming_and_going():
    ship = Voyage(1, 10.0, 19.8).report(15).sail(10.0, 19.992, 15)
    ship.rows[-1]["sog"] = 15.0
    ship.silent(0.6).report(15).sail(10.0, 19.8, 15)
    (call,) = found(table(ship), "port_call")
    assert (call["place"], said(call)["stopped_hours"]) == ("Eastport", "0.6")


def test_a_silence_that_ends_in_port_stands_for_a_stop_unless_the_way_took_it():
    for hours, calls in ((9, 1), (2.6, 0)):
        ship = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 19.5)
        ship.rows[-1]["sog"] = 12.0
        ship.silent(hours)
        ship.lat, ship.lon = 10.0, 20.01
        ship.report(12).sail(10.0, 21.0)
        assert len(found(table(ship), "port_call")) == calls


def test_a_ship_that_was_under_way_before_and_after_a_silence_has_not_drifted_in_it():
    ship = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0)
    ship.rows[-1]["sog"] = 12.0
    ship.silent(5).report(12).sail(12.0, 30.0)
    assert not found(table(ship), "loiter")
    lay = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0).silent(5).report(0).sail(12.0, 30.0)
    assert len(found(table(lay), "loiter")) == 1


def test_a_drift_at_false_positions_is_none():
    ship = Voyage(1, 12.0, 30.0).report(12).sail(14.0, 30.0)
    false = Voyage(1, 40.0, -30.0, hour=(ship.t - BEGIN) / 3600 + 0.01).report(0).lie(6)
    after = Voyage(1, 14.0, 30.0, hour=(false.t - BEGIN) / 3600 + 0.01).report(12).sail(17.0, 30.0)
    kinds = [event["kind"] for event in found(table(ship, false, after))]
    assert "jump" in kinds
    assert "loiter" not in kinds


def test_false_positions_of_different_days_are_jumps_and_no_second_ship():
    ship = Voyage(1, 12.0, 30.0).report(12)
    for turn in range(6):
        ship.sail(14.0 if turn % 2 == 0 else 12.0, 30.0).silent(2.5)
    for at in (10, 130, 250):
        ship.rows[at] = {**ship.rows[at], "lat": 13.0, "lon": 34.0}
    events = found(table(ship))
    assert [event["kind"] for event in events] == ["jump"] * 3


def test_a_ship_that_swings_between_three_and_four_kilometres_has_not_left():
    ship = (
        Voyage(1, 10.0, 19.9).report(12).sail(10.0, 20.0).lie(3).sail(10.0, 20.032, kn=5).lie(3).sail(10.0, 20.0, kn=5).lie(3)
    )
    assert len(found(table(ship.sail(10.0, 19.0)), "port_call")) == 1


def test_passing_a_port_is_no_call():
    assert not found(table(Voyage(1, 10.0, 19.0).report(12).sail(10.0, 21.0)), "port_call")


def test_a_ship_that_is_heard_at_berth_for_a_minute_and_never_else_made_no_call():
    for minutes in (0, 2, 8):
        assert not found(table(Voyage(1, 10.0, 20.0).report(0).lie(minutes / 60, every=2)), "port_call")
    (call,) = found(table(Voyage(1, 10.0, 20.0).report(0).lie(0.5)), "port_call")
    assert said(call)["confidence"] == "2"
    (arrived,) = found(table(Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(0.05, every=2)), "port_call")
    assert said(arrived)["confidence"] == "3", "one that was seen to come in did"


def test_a_silence_in_port_stands_for_a_stop():
    ship = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0, every=3).silent(5).sail(10.0, 21.0, every=3)
    ship.rows = [row for row in ship.rows if row["sog"] > 0]
    (call,) = found(table(ship), "port_call")
    assert said(call)["stopped_hours"] == "0.0"
    assert float(said(call)["longest_silence_hours"]) >= 5


def test_hours_in_silence_are_no_hours_in_which_a_stop_was_heard():
    """Two reports at berth, thirteen hours apart: nobody saw what lies between them."""
    ship = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0).report(0).silent(13.25).report(0).sail(10.0, 19.0)
    (call,) = found(table(ship), "port_call")
    assert said(call)["stopped_hours"] == "0.0"
    assert said(call)["longest_silence_hours"] == "13.25"
    short = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(3).silent(3).lie(3).sail(10.0, 19.0)
    (call,) = found(table(short), "port_call")
    assert float(said(call)["stopped_hours"]) > 8.5, "a pause shorter than the rule's gap is one between reports"


def elsewhere(ship: Voyage, lat: float, lon: float) -> Voyage:
    """The next reports of the ship come from there, ten minutes later."""
    ship.lat, ship.lon, ship.t = lat, lon, ship.t + 600
    return ship


def test_a_call_between_two_impossible_ways_is_told_as_one_and_counts_least():
    ship = Voyage(1, 12.0, 30.0).report(3).sail(12.5, 30.0, kn=3)
    elsewhere(ship, 10.0, 20.0).report(0).lie(4)
    elsewhere(ship, 12.5, 30.0).report(3).sail(13.0, 30.0, kn=3).sail(13.0, 31.0, kn=3)
    (call,) = found(table(ship), "port_call")
    assert (said(call)["between impossible ways"], said(call)["confidence"]) == ("yes", "1")


def test_so_is_one_from_which_the_ship_goes_on_at_a_third_place():
    ship = Voyage(1, 12.0, 30.0).report(3).sail(12.5, 30.0, kn=3)
    elsewhere(ship, 10.0, 20.0).report(0).lie(4)
    elsewhere(ship, 12.5, 40.0).report(3).sail(13.0, 40.0, kn=3)
    (call,) = found(table(ship), "port_call")
    assert (said(call)["between impossible ways"], said(call)["confidence"]) == ("yes", "1")


def test_a_call_of_a_ship_that_jumped_once_or_is_most_of_its_track_is_no_less_a_call():
    ship = Voyage(1, 12.0, 30.0).report(3).sail(12.5, 30.0, kn=3)
    elsewhere(ship, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10)
    (call,) = found(table(ship), "port_call")
    assert (said(call)["between impossible ways"], said(call)["confidence"]) == ("no", "3")
    false = Voyage(1, 12.0, 30.0).report(3).sail(12.05, 30.0, kn=6, every=5)
    elsewhere(false, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10).sail(10.0, 19.0)
    elsewhere(false, 12.5, 30.0).report(3).sail(12.55, 30.0, kn=6, every=5)
    (call,) = found(table(false), "port_call")
    assert (said(call)["between impossible ways"], said(call)["confidence"]) == ("no", "4")


def test_a_call_of_one_of_two_ships_that_share_a_number_is_not_between_impossible_ways():
    one = Voyage(1, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10).sail(10.0, 19.0)
    other = Voyage(1, 40.0, -30.0, hour=0.05).report(12).sail(44, -30.0)
    (call,) = found(table(one, other), "port_call")
    assert said(call)["between impossible ways"] == "no"


def test_a_call_across_the_date_line_is_one_way():
    ship = Voyage(1, 50.0, 179.8).report(12).sail(50.0, 180.2)
    ship.rows = [{**row, "lon": row["lon"] - 360 if row["lon"] > 180 else row["lon"]} for row in ship.rows]
    assert not found(table(ship))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({"lat": 91.0, "lon": 181.0}, "out_of_range"),
        ({"lat": 0.0, "lon": 0.0}, "out_of_range"),
        ({"t": 12}, "no_time"),
        ({"t": BEGIN}, "repeated"),
        ({"lat": None}, "unreadable"),
    ],
)
def test_rows_that_are_no_positions_are_counted_and_change_nothing(rows, reason):
    from voyage import ports

    from vetoproof.packs.track_rules import track_rules
    from vetoproof.track.find import Scan

    ship = Voyage(1, 12.0, 30.0).report(12).sail(12.5, 30.0)
    ship.rows.append({**ship.rows[0], **rows})
    scan = Scan(ports(), track_rules())
    scan.feed(scan.read(table(ship)).sort("mmsi", "t", "row"))
    assert scan.events().is_empty()
    assert getattr(scan.counts(), reason) == 1
    assert len(scan.counts().told()) == 1
