"""What AIS heard of a hull bounds its stays where readers identified it: a ship heard elsewhere was not there."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.heard import Heard, elsewhere, heard_of
from vetoproof.track.looks import Look, Seen
from vetoproof.track.presence import Away, Stay, presence
from vetoproof.track.watched import Watched

RULES = track_rules()
MMSI = 273_000_001
IMO = ("imo", "9074729")
HULLS = {MMSI: frozenset({IMO, ("name", "roe")})}
ROE = Seen(vessel="Roe", imo=9074729, identified_by=("Institute",))
ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, berths=((42.0, 130.1),))
BETA = Watched(name="Beta", latitude=43.0, longitude=130.0, radius_km=6)


def at(hour: float) -> datetime:
    return datetime.fromtimestamp(t(hour), UTC)


def t(hour: float) -> int:
    return round(datetime(2024, 3, 1, tzinfo=UTC).timestamp() + hour * 3600)


def event(
    kind: str, begin: float, end: float, place: str = "", lat: float | None = 43.0, mmsi: int = MMSI, **more: object
) -> dict:
    return {
        "kind": kind, "mmsi": mmsi, "start": at(begin), "end": at(end), "lat": lat, "lon": None if lat is None else 130.0,
        "place": place or None, "rule": f"{kind}@1", "rows": [1],
        "detail": [{"name": name, "value": str(value)} for name, value in more.items()],
    }  # fmt: skip


def hours(*rows: dict, place: Watched = ALPHA, wanted: tuple[str, str] = IMO, hulls: dict | None = None) -> list[float]:
    table = pl.DataFrame(list(rows), schema=schema.events())
    found = heard_of(table, [wanted], HULLS if hulls is None else hulls)
    return [(moment.t - t(0)) / 3600 for moment in elsewhere(found.get(wanted, ()), place, RULES)]


def identified(hour: float, lasts: float = 0, place: str = "Alpha") -> Look:
    return Look(place=place, start=t(hour), end=t(hour + lasts), observed=True, ships=(ROE,), rows=(round(hour),))


def stays(*rows: dict, looks: tuple[Look, ...]) -> list[Stay]:
    found = heard_of(pl.DataFrame(list(rows), schema=schema.events()), [IMO], HULLS)
    return presence(looks, "Alpha", RULES, IMO, elsewhere(found.get(IMO, ()), ALPHA, RULES))


WAY = 111.195 / (RULES.dark_speed_kn * RULES.dark_hurry * 1.852)
"""Hours from Beta to Alpha, a degree south of it."""


def test_a_call_at_another_port_is_elsewhere_at_both_its_ends_and_one_at_the_place_is_not() -> None:
    call = event("port_call", 10, 20, "Beta")
    assert hours(call) == [10, 20]
    assert hours(call, place=BETA) == []
    assert hours(event("port_call", 10, 20, "Alpha")) == [], "its position is that of the harbour's roads"
    assert hours(event("port_call", 10, 20, "Delta", lat=None)) == [], "where that port lies is not told"


def test_the_ends_of_a_gap_are_elsewhere_where_they_lie_beyond_the_radius_of_the_point_and_the_berths() -> None:
    assert hours(event("gap", 10, 20, to_lat=42.01, to_lon=130.0)) == [10]
    assert hours(event("gap", 10, 20, lat=42.0, to_lat=42.5, to_lon=130.0)) == [20]
    assert hours(event("gap", 10, 20, to_lat=42.01, to_lon=130.11)) == [10]
    assert hours(event("gap", 10, 20)) == [10], "where it ended is not told"


def test_both_ends_of_a_silence_that_may_be_a_call_at_the_place_are_beyond_it() -> None:
    silent = event("dark_call", 10, 20, "Alpha", lat=42.1)
    assert hours(silent) == [10, 20]
    assert hours(silent, place=BETA) == [10], "where it ended is not told, only that it was not at Alpha"


def test_a_hull_is_heard_under_the_numbers_that_are_known_as_its_own() -> None:
    call, other = event("port_call", 10, 20, "Beta"), event("port_call", 30, 40, "Beta", mmsi=7)
    assert hours(call, other) == [10, 20]
    assert hours(call, other, wanted=("mmsi", "7")) == [30, 40]
    assert hours(call, other, wanted=("name", "roe")) == [10, 20]
    assert hours(call, other, hulls={}) == []
    assert hours(call, other, hulls={MMSI: {IMO}, 7: {IMO}}) == [10, 20, 30, 40], "a ship that changed its flag"


def test_a_number_that_two_ships_send_tells_nothing() -> None:
    shared = event("identity", 0, 50) | {"rule": RULES.id("identity.shared_number")}
    assert hours(event("port_call", 10, 20, "Beta"), shared) == []


def test_stays_are_bounded_by_where_the_ship_was_heard() -> None:
    rows = event("gap", -30, -20, to_lat=42.5, to_lon=130.0), event("port_call", 30, 40, "Beta")
    (stay,) = stays(*rows, looks=(identified(0), identified(10)))
    assert (stay.by, stay.until) == (t(0), t(10))
    assert stay.after == pytest.approx(t(-20 + WAY / 2), abs=60), "half a degree off, and that way takes its time"
    assert stay.before == pytest.approx(t(30 - WAY), abs=60)
    (bare,) = stays(looks=(identified(0), identified(10)))
    assert (bare.after, bare.before) == (None, None)


def test_a_ship_heard_off_another_port_between_two_looks_made_two_stays() -> None:
    first, second = stays(event("port_call", 30, 40, "Beta"), looks=(identified(0), identified(96)))
    assert (first.until, first.before) == (t(0), pytest.approx(t(30 - WAY), abs=60))
    assert (second.after, second.by) == (pytest.approx(t(40 + WAY), abs=60), t(96))
    assert len(stays(looks=(identified(0), identified(96)))) == 1


def test_of_a_day_whose_hour_is_not_told_nothing_is_made_that_the_order_does_not_tell() -> None:
    (stay,) = stays(event("port_call", 10, 14, "Beta"), looks=(identified(0, lasts=24),))
    assert (stay.after, stay.before) == (None, None)


def test_what_was_heard_of_one_hull_does_not_bound_stays_of_any_ship() -> None:
    (stay,) = presence([identified(0), identified(96)], "Alpha", RULES, None, [Away(t(30))])
    assert stay.before is None


def test_a_stay_seen_in_two_silences_with_a_port_between_is_two_within_their_ends() -> None:
    silent = event("dark_call", -10, 20, "Alpha"), event("dark_call", 80, 110, "Alpha")
    made = stays(*silent, event("port_call", 30, 40, "Delta"), looks=(identified(0), identified(96)))
    found = [(stay.after, stay.before) for stay in made]
    assert found == [
        (pytest.approx(t(begin + WAY), abs=60), pytest.approx(t(end - late), abs=60))
        for begin, end, late in ((-10, 20, 0), (80, 110, 0))
    ]


def test_a_silence_tells_its_own_ways_in_and_out() -> None:
    """As the call in it is bounded, so is the stay: 37.04 km at 10 knots are two hours."""
    silent = event("dark_call", -10, 20, "Alpha", in_km=37.04, out_km=18.52, speed_kn=10.0)
    (stay,) = stays(silent, looks=(identified(0),))
    assert (stay.after, stay.before) == (t(-8), t(19))


def test_a_ship_seen_sooner_than_its_way_takes_went_faster() -> None:
    (stay,) = stays(event("port_call", -3, -1, "Beta"), event("port_call", 1, 3, "Beta"), looks=(identified(0),))
    assert (stay.after, stay.before) == (t(-1), t(1))


def test_the_way_from_where_a_reader_identified_the_ship_takes_its_time() -> None:
    looks = [identified(0, place="Beta"), identified(20), identified(40, place="Beta")]
    (stay,) = presence(looks, "Alpha", RULES, IMO, ways={"Beta": 3 * 3600})
    assert (stay.after, stay.before) == (t(3), t(37))


def test_a_call_at_another_port_within_the_radius_is_elsewhere() -> None:
    assert hours(event("port_call", 10, 20, "Delta", lat=42.03)) == [10, 20]


def test_moments_are_told_in_order() -> None:
    table = pl.DataFrame([event("gap", 50, 60), event("port_call", 10, 20, "Beta")], schema=schema.events())
    (moments,) = heard_of(table, [IMO, ("imo", "1")], HULLS).values()
    assert [moment.t for moment in moments] == [t(10), t(20), t(50)]
    assert moments[0] == Heard(t=t(10), lat=43.0, lon=130.0, port="Beta")
