"""Events as GeoJSON: longitude first, lines cut at the 180th meridian, no NaN, the same bytes in any order of rows."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.track.geojson import feature_collection, line_string
from vetoproof.track.schema import events
from vetoproof.track.sightings import sightings

DAY = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def event(kind: str = "loiter", **more: Any) -> dict[str, Any]:
    row = {"kind": kind, "mmsi": 412000011, "start": DAY, "end": DAY, "lat": 42.5, "lon": 130.25, "rule": "r@1", "rows": [1, 2]}
    detail = [{"name": name, "value": str(value)} for name, value in more.pop("detail", {}).items()]
    return {"other_mmsi": None, "place": None, "probability": None, "detail": detail} | row | more


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=events())


def look(**more: Any) -> pl.DataFrame:
    row = dict.fromkeys(sightings()) | {"place": "Alpha", "start": DAY, "end": DAY, "observed": False, "row": 2} | more
    return pl.DataFrame([row], schema=sightings())


def features(*given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(feature_collection(*given))["features"]
    return found


def test_a_point_has_its_longitude_first_and_its_columns_as_properties() -> None:
    [one] = features(table(event(detail={"hours": 4}, probability=0.5)))
    assert one["geometry"] == {"type": "Point", "coordinates": [130.25, 42.5]}
    told = one["properties"]
    assert (told["kind"], told["mmsi"], told["start"], told["rows"]) == ("loiter", 412000011, "2024-01-02T03:04:05Z", [1, 2])
    assert (told["detail"], told["probability"], told["other_mmsi"]) == ({"hours": "4"}, 0.5, None)


def test_a_gap_is_a_line_between_its_ends_and_one_without_its_end_a_point() -> None:
    whole, half = features(
        table(event("gap", detail={"to_lat": 43, "to_lon": 131}), event("gap", mmsi=412000022, detail={"to_lat": "unknown"}))
    )
    assert whole["geometry"] == {"type": "LineString", "coordinates": [[130.25, 42.5], [131.0, 43.0]]}
    assert half["geometry"]["type"] == "Point"


def test_a_line_over_the_180th_meridian_is_two_lines_that_end_on_it() -> None:
    [one] = features(table(event("gap", lat=50.0, lon=179.0, detail={"to_lat": 52, "to_lon": -179})))
    assert one["geometry"] == {
        "type": "MultiLineString", "coordinates": [[[179.0, 50.0], [180.0, 51.0]], [[-180.0, 51.0], [-179.0, 52.0]]]
    }  # fmt: skip


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=2, max_size=5),
)
def test_no_part_of_a_line_leaves_the_globe_or_goes_the_longer_way(points: list[tuple[float, float]]) -> None:
    shape = line_string(points)
    parts = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
    for part in parts:
        assert len(part) >= 2
        assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in part)
        assert all(abs(a[0] - b[0]) <= 180.000001 for a, b in pairwise(part))


def test_what_has_no_position_keeps_its_row_without_a_geometry() -> None:
    rows = table(event("draught", lat=None, lon=None), event(mmsi=1, lat=math.nan, lon=1.0), event(mmsi=2, lat=91.0))
    assert [one["geometry"] for one in features(rows)] == [None, None, None]


def test_nan_is_null() -> None:
    data = feature_collection(table(event(probability=math.nan)))
    assert b"NaN" not in data
    assert json.loads(data)["features"][0]["properties"]["probability"] is None


def test_the_same_rows_in_any_order_are_the_same_bytes() -> None:
    rows = [event(mmsi=mmsi, kind=kind, lat=lat) for mmsi in (3, 1, 20) for kind in ("meeting", "gap") for lat in (1.0, -1.0)]
    assert feature_collection(table(*rows)) == feature_collection(table(*rows[::-1]))
    assert [f["properties"]["mmsi"] for f in features(table(*rows))] == sorted(row["mmsi"] for row in rows)


def test_a_sighting_stands_at_its_place_and_one_of_nothing_is_told_as_such() -> None:
    [one] = features(None, look(), {"ALPHA": (42.0, 130.0)})
    assert one["geometry"]["coordinates"] == [130.0, 42.0]
    assert (one["properties"]["kind"], one["properties"]["observed"]) == ("sighting", False)
    assert features(None, look(place="Elsewhere"), {"ALPHA": (42.0, 130.0)})[0]["geometry"] is None


@pytest.mark.parametrize("given_", [(), (None, None), (pl.DataFrame(schema=events()),)])
def test_nothing_is_an_empty_collection(given_: tuple[Any, ...]) -> None:
    assert json.loads(feature_collection(*given_)) == {"type": "FeatureCollection", "features": []}
