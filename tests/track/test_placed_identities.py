"""Where a ship was when it said something of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.geojson import details, other_end
from vetoproof.track.placed import placed

START = datetime(2024, 3, 1, tzinfo=UTC)


def event(hours: float, until: float, mmsi: int = 7, **more: object) -> dict[str, object]:
    at = {"start": START + timedelta(hours=hours), "end": START + timedelta(hours=until)}
    return {"kind": "identity", "mmsi": mmsi, **at, "rule": "identity.changed@1", "rows": [1], "detail": [], **more}


def heard(*rows: tuple[int, float, float, float]) -> pl.LazyFrame:
    made = [
        {
            "mmsi": mmsi,
            "t": int((START + timedelta(hours=h)).timestamp()),
            "lat": lat * 600_000,
            "lon": lon * 600_000,
            "row": at,
        }
        for at, (mmsi, h, lat, lon) in enumerate(rows)
    ]
    return pl.DataFrame(made, schema=schema.positions()).lazy()


def test_an_event_of_identity_is_where_the_ship_was_heard_nearest_in_time() -> None:
    track = heard((7, 0, 42.0, 130.0), (7, 3, 42.5, 131.0), (8, 1, 10.0, 100.0))
    one, late, unheard = placed(
        pl.DataFrame([event(1, 2.5), event(8, 30), event(1, 2, mmsi=9)], schema=schema.events()), track, track_rules()
    ).to_dicts()
    assert (one["lat"], one["lon"], other_end(details(one))) == (42.0, 130.0, (42.5, 131.0))
    assert (late["lat"], late["lon"], other_end(details(late))) == (42.5, 131.0, None), "nobody heard it when it ended"
    assert (unheard["lat"], unheard["lon"]) == (None, None)


def test_events_that_have_a_place_and_their_order_stay_as_they_are() -> None:
    table = pl.DataFrame([event(1, 2), event(1, 2, lat=1.0, lon=2.0), event(1, 2, kind="gap")], schema=schema.events())
    done = placed(table, heard((7, 1, 42.0, 130.0)), track_rules())
    assert done[1:].equals(table[1:])
    assert done.schema == table.schema
    assert placed(table[1:], heard(), track_rules()).equals(table[1:])
