"""Events and sightings as GeoJSON (RFC 7946), for any map program: longitude first, cut at the 180th meridian, no NaN.

    data = feature_collection(events, sightings, places)      # bytes, the same for the same rows in any order

An event whose `detail` has the other end (`to_lat`, `to_lon`: gaps, jumps) is a line between its ends; others are points. What
has no position keeps its row, with the geometry null, as the standard provides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

DIGITS = 6
"""Decimals of a degree: .1 m, finer than AIS sends."""

Point = tuple[float, float]


def feature_collection(
    events: pl.DataFrame | None = None, sightings: pl.DataFrame | None = None, places: Mapping[str, Point] | None = None
) -> bytes:
    """A FeatureCollection of the rows of `schema.events()` and of `sightings.sightings()`, one feature a line.

    `places`: latitude and longitude by name; upper and lower case are one. A sighting at a place that is not among them has no
    geometry. Properties are the columns with their names; instants are ISO 8601 in UTC; `detail` is an object.
    """
    import msgspec

    known = {name.casefold(): place for name, place in (places or {}).items()}
    made = [*_events(events), *_sightings(sightings, known)]
    encoded = sorted((_order(feature["properties"]), msgspec.json.encode(feature)) for feature in made)
    body = b",\n".join(line for _, line in encoded)
    return b'{"type":"FeatureCollection","features":[' + (b"\n" + body + b"\n" if body else b"") + b"]}\n"


def line_string(points: list[Point]) -> dict[str, Any]:
    """A line through points of (latitude, longitude), each step the shorter way round; in parts where it passes 180 degrees."""
    parts: list[list[list[float]]] = [[_position(*points[0])]]
    lat, lon = points[0][0], parts[0][0][0]
    for to_lat, to_lon in points[1:]:
        step = (to_lon - lon + 180.0) % 360.0 - 180.0
        edge = math.copysign(180.0, step)
        if abs(lon + step) > 180.0 and step:
            at = lat + (to_lat - lat) * (edge - lon) / step
            parts[-1].append(_position(at, edge))
            parts.append([[-edge, round(at, DIGITS)]])
        lat, lon = to_lat, (lon + step if abs(lon + step) <= 180.0 else lon + step - math.copysign(360.0, step))
        parts[-1].append([round(lon, DIGITS), round(lat, DIGITS)])
    # A line that begins or ends on the meridian leaves a part without a length on its other side.
    parts = [part for part in parts if len(parts) == 1 or any(point != part[0] for point in part)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def other_end(detail: Mapping[str, str]) -> Point | None:
    """The latitude and longitude that an event leads to, where its detail tells them."""
    try:
        lat, lon = float(detail["to_lat"]), float(detail["to_lon"])
    except (KeyError, ValueError):
        return None
    return (lat, lon) if _is_place(lat, lon) else None


def details(row: Mapping[str, Any]) -> dict[str, str]:
    """The column `detail` of a row by name; of a name that stands twice, the first."""
    found: dict[str, str] = {}
    for one in row["detail"] or []:
        found.setdefault(one["name"], one["value"])
    return found


def _events(events: pl.DataFrame | None) -> Iterator[dict[str, Any]]:
    for row in () if events is None else events.iter_rows(named=True):
        detail = details(row)
        lat, lon, end = row["lat"], row["lon"], other_end(detail)
        geometry: dict[str, Any] | None = None
        if lat is not None and lon is not None and _is_place(lat, lon):
            geometry = line_string([(lat, lon), end]) if end else {"type": "Point", "coordinates": _position(lat, lon)}
        told = {name: _plain(value) for name, value in row.items() if name not in ("lat", "lon", "detail")}
        yield {"type": "Feature", "geometry": geometry, "properties": told | {"detail": detail}}


def _sightings(sightings: pl.DataFrame | None, places: Mapping[str, Point]) -> Iterator[dict[str, Any]]:
    for row in () if sightings is None else sightings.iter_rows(named=True):
        place = places.get(row["place"].casefold())
        geometry = {"type": "Point", "coordinates": _position(*place)} if place and _is_place(*place) else None
        told = {name: _plain(value) for name, value in row.items()}
        yield {"type": "Feature", "geometry": geometry, "properties": {"kind": "sighting"} | told}


def _order(told: Mapping[str, Any]) -> tuple[str, ...]:
    """Events by ship and time, as their table is; sightings after them, by place and time."""
    ship = "sighting" if told["kind"] == "sighting" else f"{told['mmsi'] or 0:09d}"
    place, start, end = (str(told[name] or "") for name in ("place", "start", "end"))
    return (ship, place, start, end) if ship == "sighting" else (ship, start, told["kind"], end, place)


def _is_place(lat: float, lon: float) -> bool:
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 360


def _position(lat: float, lon: float) -> list[float]:
    east = lon if abs(lon) <= 180.0 else (lon + 180.0) % 360.0 - 180.0
    return [round(east, DIGITS), round(lat, DIGITS)]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return None if isinstance(value, float) and not math.isfinite(value) else value
