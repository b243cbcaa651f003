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
    assert rules_of(statements(right, wrong)) == ["identity.imo_digit@1"]


def test_digits_of_no_flag_are_told_and_those_of_another_flag_than_the_registers():
    assert rules_of(statements({"mmsi": 299000001, "t": BEGIN}, {"mmsi": 412000001, "t": BEGIN})) == ["identity.mmsi_form@1"]
    flags = pl.DataFrame({"imo": [9161003], "flag": ["RU"]})
    events = identities(statements({"mmsi": 412000001, "t": BEGIN, "imo": 9161003}), pl.DataFrame(), track_rules(), flags=flags)
    assert events["rule"].to_list() == ["identity.flag@1"]


def test_another_name_under_one_number_is_told_with_both():
    frame = statements(*({"mmsi": 412000001, "t": BEGIN + h * 3600, "name": name} for h, name in enumerate(["A", "A", "B"])))
    (event,) = found(table(Voyage(1, 12, 30).report(1)), "identity", frame)
    assert (said(event)["before"], said(event)["after"], said(event)["hours_between"]) == ("A", "B", "1.00")


def test_one_hull_that_goes_on_under_another_number_is_joined_and_a_stranger_far_off_is_not():
    one = Voyage(412000001, 12.0, 30.0).report(12).sail(12.5, 30.0)
    near, far = (Voyage(412000002, lat, 30.0, hour=10).report(12).sail(13.5, 30.0) for lat in (12.501, 12.7))
    frame = statements({"mmsi": 412000001, "t": BEGIN, "imo": 9161003}, {"mmsi": 412000002, "t": BEGIN + 36000, "imo": 9161003})
    (event,) = found(table(one, near), "identity", frame)
    assert event["rule"] == "identity.number_changed@1"
    assert event["other_mmsi"] == 412000002
    assert not found(table(one, far), "identity", frame)


def test_one_hull_number_under_two_numbers_at_once_is_told_after_a_day():
    days = [{"mmsi": mmsi, "t": BEGIN + day * 86_400, "imo": 9161003} for mmsi in (412000001, 412000002) for day in (0, 2)]
    assert rules_of(statements(*days)) == ["identity.two_at_once@1"]


def test_a_change_of_draught_is_told_as_supporting_evidence():
    rows = [{"mmsi": 412000001, "t": BEGIN + at, "draught": draught} for at, draught in enumerate([50, 52, 0, 71])]
    (event,) = found(table(Voyage(1, 12, 30).report(1)), "draught", statements(*rows))
    assert (said(event)["from_m"], said(event)["to_m"]) == ("5.2", "7.1")
    assert "supporting" in said(event)["evidence"]
