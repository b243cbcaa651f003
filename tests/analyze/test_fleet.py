"""What a record holds of ships: near watched places one by one, the rest counted, whatever is missing."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import polars as pl
import pytest

from vetoproof.analyze import near
from vetoproof.analyze.fleet import Fleet, ShipTables, TrackSource
from vetoproof.model import ShipFile
from vetoproof.packs.pack import load
from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.sightings import read_sightings
from vetoproof.track.watched import Watched

HEAD = "place,acquired,reader,sensor,observed,vessel,imo,mmsi,source,published,identified\n"
ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, country="KP")


def event(kind: str, lat: float | None, lon: float | None, mmsi: int = 7, rule: str = "", **detail: str) -> dict[str, object]:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    return {
        "kind": kind, "mmsi": mmsi, "start": at, "end": at, "lat": lat, "lon": lon, "rule": f"{rule or kind}@1",
        "rows": [4, 12], "detail": [{"name": name, "value": value} for name, value in detail.items()],
    }  # fmt: skip


def fleet(*events: dict[str, object], team: bool = False, seen: str = "") -> Fleet:
    files = (
        ShipFile(file="a.csv", sha256="a", kind="track", rows=10),
        ShipFile(file="b.csv", sha256="b", kind="track", rows=10, first_row=10),
        ShipFile(file="s.csv", sha256="s", kind="sightings", rows=9),
    )
    day = date(2024, 2, 1)
    tables = ShipTables(
        sightings=read_sightings(io.StringIO(HEAD + seen)).table, said=(),
        events=pl.DataFrame(list(events), schema=schema.events()), places=(ALPHA,),
        rules=track_rules(), files=files, tracks=(TrackSource("a", 0, day), TrackSource("b", 10, day)),
        rejected=(), newest=date(2024, 6, 1), identity="x",
    )  # fmt: skip
    return Fleet(tables, load("dprk").regime, None, team)


def test_events_without_a_position_and_far_ones_are_counted_and_near_ones_stand_there() -> None:
    far, near = event("loiter", 10.0, 100.0), event("loiter", 42.1, 130.1)
    ships = fleet(
        event("identity", None, None), event("identity", None, None, to_lat="42.0", to_lon="130.0"), far, near
    ).whole()
    assert (ships.elsewhere, ships.unplaced) == ({"loiter": 1}, {"identity": 2})
    (one,) = ships.events
    assert (one.ship, one.files, one.rows) == ("ship 1", ("a", "b"), (4, 2))


def test_a_meeting_that_nobody_heard_throughout_says_what_of_it_is_supposed() -> None:
    heard = {"reports": "3", "other_reports": "0", "longest_silence_hours": "1.2", "other_longest_silence_hours": "6.0"}
    for supposed, words in (("yes", "supposed from silence"), ("in part", "supposed in part from silence")):
        (one,) = fleet(event("meeting", 42.1, 130.1, supposed_from_silence=supposed, **heard)).whole().events
        assert one.notes == (f"{words}: 3 and 0 reports within it, pauses of up to 1.2 and 6.0 h",)
    (one,) = fleet(event("meeting", 42.1, 130.1, supposed_from_silence="no", **heard)).whole().events
    assert one.notes == ()


def test_a_way_that_ends_near_a_place_is_near_it() -> None:
    (one,) = fleet(event("jump", 10.0, 100.0, to_lat="42.0", to_lon="130.0"), team=True).whole().events
    assert (one.ship, one.to_lat, one.to_lon) == ("MMSI 7", 42.0, 130.0)


def test_what_is_too_much_to_be_listed_is_told_apart_from_what_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "MOST_EVENTS", 1)
    ships = fleet(event("loiter", 42.1, 130.1), event("meeting", 42.1, 130.1), event("loiter", 10.0, 100.0)).whole()
    assert (len(ships.events), ships.elsewhere, ships.cut) == (1, {"loiter": 1}, {"loiter": 1})


def test_that_two_ships_send_under_one_number_stands_beside_each_of_its_events() -> None:
    shared = event("identity", 10.0, 100.0, rule="identity.shared_number", finding="two ships under one number")
    call, other = event("port_call", 42.0, 130.0), event("port_call", 42.0, 130.0, mmsi=8)
    told = {(one.kind, one.ship): one.notes for one in fleet(shared, call, other, team=True).whole().events}
    assert told["identity", "MMSI 7"] == ("two ships under one number",)
    assert "it is not sure which of them this is" in told["port_call", "MMSI 7"][0]
    assert told["port_call", "MMSI 8"] == ()


def silence(mmsi: int = 7) -> dict[str, object]:
    from datetime import timedelta

    ways = {"words": "AIS silence consistent with a call", "in_km": "37.04", "out_km": "37.04", "speed_kn": "10.0"}
    made = event("dark_call", 42.0, 130.0, mmsi, **ways)
    return {**made, "end": made["start"] + timedelta(hours=48), "place": "Alpha", "probability": 0.6}  # type: ignore[operator]


def test_an_event_of_the_list_stands_as_the_looks_leave_it() -> None:
    empty = "".join(
        f"Alpha,2024-03-0{1 + h // 24}T{h % 24:02}:00:00Z,Eye,optical,no,,,,u,2024-04-01\n" for h in range(3, 46, 3)
    )
    ships = fleet(silence(), seen=empty).whole()
    (one,), (call,) = ships.events, ships.calls.dark_calls
    assert (
        (one.standing, one.probability) == (call.standing, call.probability) == ("contradicted", pytest.approx(0.07, abs=0.01))
    )


def test_a_witness_without_a_name_identifies_no_ship_in_public_either_and_two_stay_two() -> None:
    rows = "Alpha,2024-03-02T02:00:00Z,{},witness,yes,Roe,,7,u,2024-04-01,yes\n"
    for team in (True, False):
        (call,) = fleet(silence(), seen=rows.format(""), team=team).whole().calls.dark_calls
        assert call.standing == "consistent"
    two = fleet(silence(), seen=rows.format("Ann") + rows.format("Ben").replace("Roe,,7", "Doe,,8"))
    assert {look.reader for look in two.whole().looks} == {"witness 1", "witness 2"}
    assert {look.reader for look in fleet(silence(), seen=rows.format("Ann")).whole().looks} == {"a witness"}
