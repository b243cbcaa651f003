"""Where AIS heard the ships that readers identified: what bounds their stays at places at which they were not.

heard = heard_of(events, hulls(looks), hulls_by_mmsi)
presence(looks, "Alpha", rules, hull, elsewhere=elsewhere(heard.get(hull, ()), alpha))
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.presence import Hull
from vetoproof.track.sea import great_circle_km
from vetoproof.track.watched import Watched

if TYPE_CHECKING:
    import polars as pl


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A moment (epoch seconds) at which a ship was heard: at a position, or at a port that is named, or not at a place (`off`:
    a silence that may be a call there has both its ends beyond the place's radius)."""

    t: int
    lat: float | None = None
    lon: float | None = None
    port: str = ""
    off: str = ""


def heard_of(
    events: pl.DataFrame, wanted: Collection[Hull], hulls: Mapping[int, Collection[Hull]] | None = None
) -> dict[Hull, list[Heard]]:
    """Of each hull the moments at which events tell where it was, by time: port calls, and the ends of gaps and of silences.

    `events` as schema.events(), port calls under the names of watched places (`watched.by_watched_names`); `hulls` by MMSI
    (`corroborate.hulls_of`), else a hull is known by its MMSI alone. Of a number under which two ships sent (`identity`) it is
    not known which of them was heard: it tells nothing.
    """
    import polars as pl

    of: dict[int, set[Hull]] = {int(key): {(kind, key)} for kind, key in wanted if kind == "mmsi"}
    for mmsi, keys in (hulls or {}).items():
        if borne := set(wanted) & set(keys):
            of.setdefault(mmsi, set()).update(borne)
    rows = events.filter(pl.col("mmsi").is_in(sorted(of)))
    shared = pl.col("rule").str.starts_with("identity.shared_number@")
    rows = rows.filter(~pl.col("mmsi").is_in(rows.filter(shared)["mmsi"].to_list()))
    found: dict[Hull, list[Heard]] = {}
    for row in rows.filter(pl.col("kind").is_in(["port_call", "gap", "dark_call"])).iter_rows(named=True):
        for hull in of[row["mmsi"]]:
            found.setdefault(hull, []).extend(_moments(row))
    return {hull: sorted(moments, key=lambda m: (m.t, m.port, m.off)) for hull, moments in found.items()}


def elsewhere(heard: Iterable[Heard], place: Watched) -> list[int]:
    """Those of the moments, in order, at which the ship was not at a place: heard beyond its radius, or at another port."""
    return sorted({moment.t for moment in heard if _away(moment, place)})


def _moments(row: Mapping[str, Any]) -> Iterable[Heard]:
    start, end = round(row["start"].timestamp()), round(row["end"].timestamp())
    lat, lon, place = row["lat"], row["lon"], row["place"] or ""
    if row["kind"] == "port_call":
        return [Heard(t=t, lat=lat, lon=lon, port=place) for t in (start, end)]
    if row["kind"] == "dark_call":
        return [Heard(t=start, lat=lat, lon=lon, off=place), Heard(t=end, off=place)]
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    try:
        to_lat, to_lon = float(said["to_lat"]), float(said["to_lon"])
    except (KeyError, ValueError):
        return [Heard(t=start, lat=lat, lon=lon)]
    return [Heard(t=start, lat=lat, lon=lon), Heard(t=end, lat=to_lat, lon=to_lon)]


def _away(moment: Heard, place: Watched) -> bool:
    if moment.port == place.name:
        return False
    if moment.off == place.name:
        return True
    if moment.lat is None or moment.lon is None:
        return False
    points = ((place.latitude, place.longitude), *place.berths)
    return min(great_circle_km(moment.lat, moment.lon, *point) for point in points) > place.radius_km
