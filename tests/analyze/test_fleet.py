"""What a record holds of ships: near watched places one by one, the rest counted, whatever is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from vetoproof.analyze.fleet import Fleet, ShipTables, TrackSource
from vetoproof.analyze.hulls import Called, Hulls, unambiguous
from vetoproof.model import ShipFile
from vetoproof.packs.pack import load
from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.sightings import sightings
from vetoproof.track.watched import Watched

ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, country="KP")


def event(kind: str, lat: float | None, lon: float | None, mmsi: int = 7, **detail: str) -> dict[str, object]:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    return {
        "kind": kind, "mmsi": mmsi, "start": at, "end": at, "lat": lat, "lon": lon, "rule": f"{kind}@1", "rows": [4, 12],
        "detail": [{"name": name, "value": value} for name, value in detail.items()],
    }  # fmt: skip


def fleet(*events: dict[str, object], team: bool = False) -> Fleet:
    files = (
        ShipFile(file="a.csv", sha256="a", kind="track", rows=10),
        ShipFile(file="b.csv", sha256="b", kind="track", rows=10, first_row=10),
    )
    day = date(2024, 2, 1)
    tables = ShipTables(
        sightings=pl.DataFrame(schema=sightings()), events=pl.DataFrame(list(events), schema=schema.events()), hulls={},
        places=(ALPHA,), rules=track_rules(), files=files, tracks=(TrackSource("a", 0, day), TrackSource("b", 10, day)),
        rejected=(), newest=date(2024, 6, 1), identity="x",
    )  # fmt: skip
    return Fleet(tables, load("dprk").regime, None, team)


def test_events_without_a_position_and_far_ones_are_counted_and_near_ones_stand_there() -> None:
    far, near = event("loiter", 10.0, 100.0), event("loiter", 42.1, 130.1)
    ships = fleet(
        event("identity", None, None), event("identity", None, None, to_lat="42.0", to_lon="130.0"), far, near
    ).whole()
    assert ships.elsewhere == {"identity": 2, "loiter": 1}
    (one,) = ships.events
    assert (one.ship, one.files, one.rows) == ("ship 1", ("a", "b"), (4, 2))


def test_a_way_that_ends_near_a_place_is_near_it() -> None:
    (one,) = fleet(event("jump", 10.0, 100.0, to_lat="42.0", to_lon="130.0"), team=True).whole().events
    assert (one.ship, one.to_lat, one.to_lon) == ("MMSI 7", 42.0, 130.0)


def test_a_number_that_two_claim_and_one_of_two_that_a_ship_claims_tell_nobody() -> None:
    one, two, name = ("imo", "9074729"), ("imo", "9179842"), ("name", "roe")
    assert unambiguous({1: {one, name}, 2: {two}, 3: {two}, 4: {("imo", "1"), ("imo", "2")}}) == {
        1: frozenset({one}), 2: frozenset(), 3: frozenset(), 4: frozenset(),
    }  # fmt: skip


@pytest.mark.parametrize("words", ["Roe", "Roe (IMO 9074729)", "IMO 9074729", "MMSI 7"])
def test_a_ship_is_one_ship_by_whichever_of_its_marks_it_is_met(words: str) -> None:
    hulls = Hulls({7: {("imo", "9074729")}}, (), None, called=[Called("Roe", 9074729, None)])
    assert hulls.ship(7) == "ship 1"
    assert hulls.told(Called(words, None, None)._asdict())["vessel"] == "ship 1"
    hulls.settled()
    assert (hulls.ship(8), hulls.withheld) == ("a ship", 1)
    assert hulls.source("https://x.example/roe/9074729") == "source withheld: it names a ship"
    assert hulls.source("https://x.example/report") == "https://x.example/report"
