"""Silences near a watched place: which leave time for a call there, and what else they leave time for."""

from __future__ import annotations

import io
import math
from pathlib import Path

import msgspec
import numpy as np
import polars as pl
import pytest

import vetoproof
from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.dark import dark_calls, found
from vetoproof.track.find import Scan
from vetoproof.track.ports import ports_of
from vetoproof.track.sea import SeaWays
from vetoproof.track.watched import read_watched, with_watched

PACK = Path(vetoproof.__file__).parent / "packs"
PLACE = (42.233333, 130.3)
PLACES = read_watched(io.StringIO("name,aliases,latitude,longitude,radius_km\nRajin,Najin,42.233333,130.3,6\n")).places
FAR_PORT = ports_of(("Wonsan",), np.array([39.1667]), np.array([127.45]))
RULES = track_rules()
T0 = 1_704_067_200
EAST = 90.0


def straight(_origin, _destination):
    return []


def at(km: float, bearing: float) -> tuple[float, float]:
    """The point so far from the watched place."""
    turn = math.radians(bearing)
    return PLACE[0] + km * math.cos(turn) / 111.2, PLACE[1] + km * math.sin(turn) / 111.2 / math.cos(math.radians(PLACE[0]))


def run(
    from_km: float, to_km: float, begin: float, kn: float, bearing: float = EAST
) -> list[tuple[float, float, float, float]]:
    """Reports each ten minutes from one distance of the place to another along a bearing, at a speed: hours, place, speed."""
    hours = abs(to_km - from_km) / (max(kn, 0.1) * 1.852)
    steps = max(2, int(hours * 6))
    return [(begin + hours * i / steps, *at(from_km + (to_km - from_km) * i / steps, bearing), kn) for i in range(steps + 1)]


def lie(km: float, begin: float, hours: float, kn: float = 0.3) -> list[tuple[float, float, float, float]]:
    return [(begin + hours * i / 12, *at(km + 0.05 * (i % 2), EAST), kn) for i in range(13)]


def table(reports: list[tuple[float, float, float, float]], mmsi: int = 412_000_011) -> pl.DataFrame:
    rows = [
        (mmsi, T0 + round(h * 3600), round(y * 600_000), round(x * 600_000), round(kn * 10), 3600, 0, 1, i)
        for i, (h, y, x, kn) in enumerate(reports)
    ]
    return pl.DataFrame(rows, schema=schema.positions(), orient="row")


def called(silent_hours: float, km: float = 45, kn: float = 12) -> list[tuple[float, float, float, float]]:
    """In from 200 km, silent from `km` on for so long, out again from `km`."""
    inward = run(200, km, 0, kn)
    return inward + run(km, 200, inward[-1][0] + silent_hours, kn)


def events(reports, places=PLACES, ports=FAR_PORT) -> pl.DataFrame:
    return dark_calls(table(reports), places, ports, RULES, SeaWays(straight))


def probability(reports) -> float:
    said = events(reports)
    return said["probability"][0] if len(said) else 0.0


def test_a_silence_on_the_way_in_and_out_is_consistent_with_a_call():
    said = events(called(30))
    assert said.schema == schema.events()
    row = said.row(0, named=True)
    detail = {item["name"]: item["value"] for item in row["detail"]}
    assert (row["kind"], row["place"], row["rule"]) == ("dark_call", "Rajin", RULES.id("dark_call"))
    assert row["probability"] > 0.8
    assert detail["words"] == "AIS silence consistent with a call"
    assert float(detail["slack_hours"]) == pytest.approx(30 - 90 / (12 * 1.1 * 1.852), abs=0.2)
    assert (detail["in_km"], detail["out_km"]) == ("45", "45")
    assert "for the place" in detail["before"]
    assert "from the place" in detail["after"]
    assert "lay or drifted" in detail["alternatives"]
    assert row["rows"] == sorted(row["rows"])
    assert len(found(said, RULES)) == 1


def test_no_time_for_a_call_is_no_event():
    assert events(called(6)).is_empty()


def test_a_slow_ship_needs_more_time_than_a_fast_one():
    assert probability(called(10, kn=14)) > 0.5
    assert events(called(10, kn=6)).is_empty()


def test_a_ship_found_where_it_lay_has_most_likely_lain_there():
    inward = run(200, 15, 0, 12)
    begin = inward[-1][0]
    assert probability(inward + lie(15, begin + 0.1, 2) + lie(15, begin + 22, 2)) < RULES.dark_found


def test_a_ship_that_is_heard_again_while_it_drifts_has_rather_drifted():
    inward = run(200, 45, 0, 12)
    assert probability(inward + lie(40, inward[-1][0] + 25, 3, kn=0.8)) < RULES.dark_found


def test_weeks_of_silence_leave_time_for_too_much():
    day, weeks = probability(called(30)), probability(called(24 * 18))
    assert weeks < 0.2 < day


def test_longer_silences_are_never_likelier():
    told = [probability(called(hours)) for hours in (24, 48, 96, 192, 384)]
    assert told == sorted(told, reverse=True)


def test_ends_far_away_are_not_looked_at():
    assert events(called(60, km=260)).is_empty()
    assert probability(called(60, km=150)) < RULES.dark_found


def test_a_port_nearer_to_the_silence_takes_from_it():
    alone = probability(called(30))
    lat, lon = at(40, EAST)
    near = ports_of(("Near", "Wonsan"), np.array([lat, 39.1667]), np.array([lon, 127.45]))
    beside = events(called(30), ports=near)
    assert beside["probability"][0] < alone
    assert "Near" in {i["name"]: i["value"] for i in beside["detail"][0]}["alternatives"]


def test_a_silence_that_begins_and_ends_in_another_port_is_a_call_there():
    beside = ports_of(("Otherport",), np.array([PLACE[0]]), np.array([at(12, EAST)[1]]))
    inward = run(100, 13, 0, 12)
    reports = inward + run(13, 100, inward[-1][0] + 30, 12)
    assert events(reports, ports=beside).is_empty()
    assert events(reports, ports=FAR_PORT)["probability"][0] > RULES.dark_found


def test_of_two_places_near_the_silence_the_nearer_one_is_likelier():
    def share(km: float) -> float:
        near = ports_of(("Otherport",), np.array([PLACE[0]]), np.array([at(km, EAST)[1]]))
        said = events(called(30, km=40), ports=near)
        return float(said["probability"][0])

    assert share(30) < share(-30), "one lies ten kilometres from both ends, the other seventy"


def test_how_a_ship_is_heard_elsewhere_tells_what_its_silence_is_worth():
    """Heard each 20 hours for a month, and regularly for once on one side of a silence of 43."""
    seldom = [(20.0 * i, *at(400 - i, EAST), 1.0) for i in range(30)]
    inward = run(200, 45, 600, 12)
    reports = seldom + inward[::9] + run(45, 60, inward[-1][0] + 43, 12)[:1]
    after = [(reports[-1][0] + 20.0 * (i + 1), *at(60 + 5 * i, EAST), 1.0) for i in range(30)]
    assert events(reports + after).is_empty()


def test_the_watched_place_under_another_name_is_no_alternative():
    same = ports_of(("NAJIN", "Wonsan"), np.array([PLACE[0], 39.1667]), np.array([PLACE[1], 127.45]))
    assert events(called(30), ports=same).equals(events(called(30)))


def test_a_ship_seen_at_the_place_has_made_no_dark_call():
    inward = run(200, 3, 0, 12)
    assert events(inward + run(3, 200, inward[-1][0] + 30, 12)).is_empty()


def test_a_silence_that_begins_within_the_radius_is_one_at_the_place():
    for km in (3.7, 5.0):
        inward = run(200, km, 0, 11)
        said = events(inward + run(km, 200, inward[-1][0] + 44, 11))
        detail = {item["name"]: item["value"] for item in said["detail"][0]}
        assert said["probability"][0] > 0.8
        assert detail["words"] == "AIS silence consistent with a call"
        assert (detail["within_radius"], detail["in_km"], detail["out_km"]) == ("began and ended", "0", "0")
    inward = run(200, 5, 0, 11)
    far = events(inward + run(180, 300, inward[-1][0] + 44, 11))
    assert {i["name"]: i["value"] for i in far["detail"][0]}["within_radius"] == "began", "wherever it is heard again"
    assert float({i["name"]: i["value"] for i in far["detail"][0]}["out_km"]) > 120
    assert {i["name"]: i["value"] for i in events(called(30))["detail"][0]}["within_radius"] == "no"


def test_a_ship_that_lies_in_the_roads_within_the_radius_was_at_the_place_too():
    inward = run(200, 5, 0, 11)
    begin = inward[-1][0]
    assert probability(inward + lie(5, begin + 0.1, 2) + lie(5, begin + 22, 2)) > 0.8


def test_a_ship_that_passes_the_place_and_is_heard_again_where_it_would_be_is_no_call():
    inward = run(200, 5, 0, 11)
    assert events(inward + run(170, 300, inward[-1][0] + 9, 11)).is_empty()


def sparse(every: float, hours: float) -> list[tuple[float, float, float, float]]:
    """One report each so many hours of a coaster that plies at 8 knots between 40 and 110 km off."""
    found = []
    for i in range(int(hours / every)):
        along = every * i * 8 * 1.852 % 140
        found.append((every * i, *at(40 + min(along, 140 - along), EAST), 8.0))
    return found


def test_a_ship_that_is_heard_every_ten_hours_has_made_no_dark_call_in_ten():
    for every in (6, 10, 14):
        assert events(sparse(every, 720)).is_empty()


def test_a_burst_of_reports_does_not_make_a_ship_well_heard():
    bursts = [(h + i / 60, y, x, kn) for h, y, x, kn in sparse(10, 720) for i in range(5)]
    assert events(bursts).is_empty()


def test_one_report_in_the_midst_of_a_silence_does_not_make_it_bad_reception():
    inward = run(600, 45, 0, 12)
    begin = inward[-1][0]
    blip = [(begin + 30, *at(45, EAST), 12.0)]
    assert len(events(inward + blip + run(45, 600, begin + 60, 12))) == 2
    assert {i["name"]: i["value"] for i in events(called(30))["detail"][0]}["heard_regularly"] == "before and after"


def test_a_ship_that_shows_itself_for_hours_between_its_silences_is_heard_regularly():
    inward = run(300, 45, 0, 12)
    begin = inward[-1][0]
    once = run(45, 110, begin + 30, 12) + run(110, 45, begin + 33, 12)
    said = events(inward + once + run(45, 300, once[-1][0] + 30, 12))
    assert len(said) == 2


def test_a_stray_position_at_the_end_does_not_hide_the_silence():
    reports = called(30)
    last = next(i for i in range(len(reports) - 1) if reports[i + 1][0] - reports[i][0] > 10)
    stray = (reports[last][0] + 0.01, 38.0, 125.0, 12.0)
    said = events([*reports[: last + 1], stray, *reports[last + 1 :]])
    assert len(said) == 0 or said["place"][0] == "Rajin"  # both ends are told apart where enough is heard
    assert probability(called(30)) > 0.8


def test_pieces_and_the_whole_give_the_same():
    ships = pl.concat([table(called(30 + i), 412_000_000 + 11 * i) for i in range(5)])
    ships = ships.with_columns(pl.int_range(pl.len(), dtype=pl.UInt64).alias("row"))
    whole = dark_calls(ships, PLACES, FAR_PORT, RULES, SeaWays(straight))
    sea = SeaWays(straight)
    for size in (7, 100, 1000):
        scan = Scan(FAR_PORT, RULES, pauses=lambda some, pairs: dark_calls(some, PLACES, FAR_PORT, RULES, sea, pairs))
        for begin in range(0, len(ships), size):
            scan.feed(scan.read(ships[begin : begin + size]))
        assert scan.events().filter(pl.col("kind") == "dark_call").equals(whole)
    assert len(whole) == 5


def test_nothing_in_nothing_out():
    empty = pl.DataFrame(schema=schema.positions())
    assert dark_calls(empty, PLACES, FAR_PORT, RULES, SeaWays(straight)).schema == schema.events()
    one = table([(0, *at(30, EAST), 12)])
    assert dark_calls(one, PLACES, FAR_PORT, RULES, SeaWays(straight)).is_empty()


def test_rows_of_watched_places_that_are_none_are_told():
    text = (
        "Name,aliases,latitude,longitude,radius_km,berths\nA,,42,130,6,42.1 130.1|42.2 130.2\n,,1,2,3,\nB,,x,2,3,\n"
        "C,,95,2,3,\nA,,1,2,3,\nD,,1,2,0,\n\n"
    )
    read = read_watched(io.BytesIO(text.encode()))
    assert [p.name for p in read.places] == ["A"]
    assert read.places[0].points == ((42.1, 130.1), (42.2, 130.2))
    assert [why.split()[0] for _, why in read.rejected] == ["no", "latitude,", "latitude", "a", "radius_km"]
    with pytest.raises(ValueError, match="lacks radius_km"):
        read_watched(io.StringIO("name,latitude,longitude\nA,1,2\n"))


def test_the_places_that_ship_each_have_a_source_and_a_limitation():
    with (PACK / "regimes" / "dprk" / "watched_places.csv").open("rb") as file:
        read = read_watched(file)
    assert read.rejected == ()
    assert {"Rajin", "Dunai", "Vostochny"} <= {place.name for place in read.places}
    assert all(place.source and place.limitation for place in read.places)


def test_a_watched_place_in_no_table_of_ports_becomes_a_port():
    more = with_watched(FAR_PORT, PLACES)
    assert more.names == ("Wonsan", "Rajin")
    assert with_watched(more, PLACES).names == more.names


def test_a_silence_tells_which_of_the_ships_under_its_number_fell_silent():
    """Two ships under one number: the one calls in silence, the other sails far off in sight."""
    one = called(30)
    other = [(h + 0.05, 35.0, 140.0 + h / 100, 11.0) for h in np.arange(0, one[-1][0], 0.25)]
    scan = Scan(FAR_PORT, RULES, pauses=lambda some, pairs: dark_calls(some, PLACES, FAR_PORT, RULES, SeaWays(straight), pairs))
    scan.feed(scan.read(table(sorted(one + other)).with_columns(pl.int_range(pl.len(), dtype=pl.UInt64).alias("row"))))
    scan.finish()
    all_events = scan.events()
    assert all_events.filter(pl.col("rule").str.starts_with("identity.shared_number")).height
    (silent,) = all_events.filter(pl.col("kind") == "dark_call").to_dicts()
    (gap,) = all_events.filter((pl.col("kind") == "gap") & (pl.col("start") == silent["start"])).to_dicts()
    splits = [next(one["value"] for one in row["detail"] if one["name"] == "split") for row in (silent, gap)]
    assert splits[0] == splits[1]
    assert "split" in {one["name"] for one in silent["detail"]}


def test_a_silence_in_another_port_within_the_radius_is_none_at_the_place():
    """The neighbouring port is its own: what lies there, and falls silent there, is not at the place."""
    wide = (msgspec.structs.replace(PLACES[0], radius_km=15.0),)
    lat, lon = at(10, EAST)
    both = ports_of(("Wonsan", "Neighbour"), np.array([39.1667, lat]), np.array([127.45, lon]))
    reports = lie(12, 0, 6) + lie(12, 40, 6)
    alone, beside = events(reports, places=wide), events(reports, places=wide, ports=both)
    assert alone["probability"].to_list()[0] > RULES.dark_found
    assert beside.is_empty() or beside["probability"].to_list()[0] < RULES.dark_found
