"""Where AIS heard the ships that readers identified: what bounds their stays at places at which they were not.

heard = heard_of(events, hulls(looks), hulls_by_mmsi)
presence(looks, "Alpha", rules, hull, elsewhere=elsewhere(heard.get(hull, ()), alpha, rules))
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.presence import Away, Hull
from vetoproof.track.sea import great_circle_km
from vetoproof.track.silence import KNOT_KMH
from vetoproof.track.watched import Watched

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A moment (epoch seconds) at which a ship was heard: at a position, or at a port that is named, or not at a place (`off`:
    a silence that may be a call there has both its ends beyond the place's radius). `km` the way by sea between there and that
    place, where the event tells it; `kn` the speed that the ship was judged by, where one was."""

    t: int
    lat: float | None = None
    lon: float | None = None
    port: str = ""
    off: str = ""
    km: float | None = None
    kn: float | None = None


def shared(events: pl.DataFrame) -> set[int]:
    """MMSIs under which two ships sent at once, as events tell (`schema.events()`)."""
    import polars as pl

    return set(events.filter(pl.col("rule").str.starts_with("identity.shared_number@"))["mmsi"].to_list())


def heard_of(
    events: pl.DataFrame, wanted: Collection[Hull], hulls: Mapping[int, Collection[Hull]] | None = None
) -> dict[Hull, list[Heard]]:
    """Of each hull the moments at which events tell where it was, by time: port calls, and the ends of gaps and of silences.

    `events` as schema.events(), port calls under the names of watched places (`watched.by_watched_names`); `hulls` by MMSI
    (`whose.hulls_of`), else a hull is known by its MMSI alone. Of a number under which two ships sent (`identity`) it is
    not known which of them was heard: it tells nothing.
    """
    import polars as pl

    of: dict[int, set[Hull]] = {int(key): {(kind, key)} for kind, key in wanted if kind == "mmsi"}
    for mmsi, keys in (hulls or {}).items():
        if borne := set(wanted) & set(keys):
            of.setdefault(mmsi, set()).update(borne)
    rows = events.filter(pl.col("mmsi").is_in(sorted(of)))
    rows = rows.filter(~pl.col("mmsi").is_in(sorted(shared(rows))))
    found: dict[Hull, list[Heard]] = {}
    for row in rows.filter(pl.col("kind").is_in(["port_call", "gap", "dark_call"])).iter_rows(named=True):
        for hull in of[row["mmsi"]]:
            found.setdefault(hull, []).extend(_moments(row))
    return {hull: sorted(moments, key=lambda m: (m.t, m.port, m.off)) for hull, moments in found.items()}


def elsewhere(heard: Iterable[Heard], place: Watched, rules: TrackRules) -> list[Away]:
    """Those of the moments, in order, at which the ship was not at a place: heard beyond its radius, or at another port. With
    each the way between: as the silence tells it, else along the great circle at the speed that the ship was judged by."""
    moments = list(heard)
    kn = speed(moments, rules)
    return sorted({Away(moment.t, _seconds(moment, place, kn)) for moment in moments if _away(moment, place)})


def speed(heard: Iterable[Heard], rules: TrackRules) -> float:
    """The speed in knots that a ship's ways are measured by: the greatest by which one of its silences was judged, else that of
    a ship of which none is known (rules `dark_speed_kn` times `dark_hurry`)."""
    return max((moment.kn for moment in heard if moment.kn), default=rules.dark_speed_kn * rules.dark_hurry)


def _moments(row: Mapping[str, Any]) -> Iterable[Heard]:
    start, end = round(row["start"].timestamp()), round(row["end"].timestamp())
    lat, lon, place = row["lat"], row["lon"], row["place"] or ""
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    if row["kind"] == "port_call":
        return [Heard(t=t, lat=lat, lon=lon, port=place) for t in (start, end)]
    if row["kind"] == "dark_call":
        inward, outward, kn = (_number(said.get(name)) for name in ("in_km", "out_km", "speed_kn"))
        return [
            Heard(t=start, lat=lat, lon=lon, off=place, km=inward, kn=kn),
            Heard(t=end, off=place, km=outward, kn=kn),
        ]
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
    # Of a port call distance has told already whose it is: another port within the radius is another port.
    return bool(moment.port) or _km(moment.lat, moment.lon, place) > place.radius_km


def _km(lat: float, lon: float, place: Watched) -> float:
    return min(great_circle_km(lat, lon, *point) for point in ((place.latitude, place.longitude), *place.berths))


def _seconds(moment: Heard, place: Watched, kn: float) -> float:
    """Seconds that the way between a moment's place and this one takes; 0 where it is not told."""
    if moment.off == place.name and moment.km is not None and moment.kn:
        return moment.km / (moment.kn * KNOT_KMH) * 3600
    if moment.lat is None or moment.lon is None:
        return 0.0
    return _km(moment.lat, moment.lon, place) / (kn * KNOT_KMH) * 3600


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
