"""Who a ship says it is, and how deep it says it lies."""

from __future__ import annotations

import polars as pl
from voyage import BEGIN, Voyage, found, said, table

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.identity import identities
from vetoproof.track.schema import particulars


def statements(*rows: dict[str, object]) -> pl.DataFrame:
    full = [dict.fromkeys(particulars()) | {"row": at} | row for at, row in enumerate(rows)]
    return pl.DataFrame(full, schema=particulars()).sort("mmsi", "t", "row")


def rules_of(frame: pl.DataFrame) -> list[str]:
    return [event["rule"] for event in found(table(Voyage(1, 12, 30).report(1)), "identity", frame)]


def test_a_hull_number_with_a_wrong_digit_is_told_and_a_right_one_is_not():
    right, wrong = {"mmsi": 412000001, "t": BEGIN, "imo": 9161003}, {"mmsi": 412000002, "t": BEGIN, "imo": 9161004}
    assert rules_of(statements(right, wrong)) == ["identity.imo_digit@2"]


def test_digits_of_no_flag_are_told_and_those_of_another_flag_than_the_registers():
    assert rules_of(statements({"mmsi": 299000001, "t": BEGIN}, {"mmsi": 412000001, "t": BEGIN})) == ["identity.mmsi_form@2"]
    flags = pl.DataFrame({"imo": [9161003], "flag": ["RU"]})
    events = identities(statements({"mmsi": 412000001, "t": BEGIN, "imo": 9161003}), pl.DataFrame(), track_rules(), flags=flags)
    assert events["rule"].to_list() == ["identity.flag@2"]


def test_another_name_under_one_number_is_told_with_both():
    frame = statements(*({"mmsi": 412000001, "t": BEGIN + h * 3600, "name": name} for h, name in enumerate(["A", "A", "B"])))
    (event,) = found(table(Voyage(1, 12, 30).report(1)), "identity", frame)
    assert (said(event)["before"], said(event)["after"], said(event)["hours_between"]) == ("A", "B", "1.00")


def test_names_that_come_and_go_under_one_number_are_one_event_and_a_new_one_afterwards_another():
    rows = [{"mmsi": 412000001, "t": BEGIN + h * 3600, "name": name} for h, name in enumerate(["A", "B", "A", "A", "B", "C"])]
    flips, change = found(table(Voyage(1, 12, 30).report(1)), "identity", statements(*rows))
    assert (said(flips)["changes"], said(flips)["values"]) == ("3", "A, B")
    assert (said(flips)["first"][11:16], said(flips)["last"][11:16]) == ("01:00", "04:00")
    assert flips["rows"] == [0, 1, 3, 4]
    assert (said(change)["before"], said(change)["after"]) == ("B", "C")


def test_names_that_come_and_go_are_counted_by_number_and_not_across_numbers():
    names = [(412000001, "A"), (412000001, "B"), (412000002, "A"), (412000002, "B"), (412000002, "A")]
    rows = [{"mmsi": mmsi, "t": BEGIN + at * 3600, "name": name} for at, (mmsi, name) in enumerate(names)]
    events = found(table(Voyage(1, 12, 30).report(1)), "identity", statements(*rows))
    assert [(event["mmsi"], said(event).get("changes")) for event in events] == [(412000001, None), (412000002, "2")]


def test_one_hull_that_goes_on_under_another_number_is_joined_and_a_stranger_far_off_is_not():
    one = Voyage(412000001, 12.0, 30.0).report(12).sail(12.5, 30.0)
    near, far = (Voyage(412000002, lat, 30.0, hour=10).report(12).sail(13.5, 30.0) for lat in (12.501, 12.7))
    frame = statements({"mmsi": 412000001, "t": BEGIN, "imo": 9161003}, {"mmsi": 412000002, "t": BEGIN + 36000, "imo": 9161003})
    (event,) = found(table(one, near), "identity", frame)
    assert event["rule"] == "identity.number_changed@2"
    assert event["other_mmsi"] == 412000002
    assert not found(table(one, far), "identity", frame)


def test_one_hull_number_under_two_numbers_at_once_is_told_after_a_day():
    days = [{"mmsi": mmsi, "t": BEGIN + day * 86_400, "imo": 9161003} for mmsi in (412000001, 412000002) for day in (0, 2)]
    assert rules_of(statements(*days)) == ["identity.two_at_once@2"]


def test_a_change_of_draught_is_told_as_supporting_evidence():
    rows = [{"mmsi": 412000001, "t": BEGIN + at, "draught": draught} for at, draught in enumerate([50, 52, 0, 71])]
    (event,) = found(table(Voyage(1, 12, 30).report(1)), "draught", statements(*rows))
    assert (said(event)["from_m"], said(event)["to_m"]) == ("5.2", "7.1")
    assert "supporting" in said(event)["evidence"]
