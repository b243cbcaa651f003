"""Places that are watched, as rows that a user edits: name, aliases, latitude, longitude, radius_km; weight and berths.

No table of ports is complete: naval piers are in none. So what is watched is told, each row with its source and its limitation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import msgspec

from vetoproof.track.schema import DEGREE
from vetoproof.track.sea import great_circle_km
from vetoproof.track.typed_tables import pointed, typed

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from vetoproof.track.ports import Ports

SAME_KM = 8.0
"""Farther than this from a watched place, or than its radius where that is more, nothing is at it, whatever it is called. Ours:
ports are stated to a minute of arc (1.9 km) and stretch over some kilometres."""

ROUND_KM = 0.05
"""Distances that differ by less are the same: they are kept to 10 m."""

NEEDED = ("name", "latitude", "longitude", "radius_km")


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """One watched place. Within `radius_km` of its point a ship is at the place, and is seen there. `berths`: points of piers;
    where there are any, ways are measured to the nearest one. `weight`: how much likelier than at an ordinary watched place
    (1) it is that a ship calls here in silence; less than 1 where ships have no reason to hide that they call. `country`: whose
    port it is, ISO 3166."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    aliases: tuple[str, ...] = ()
    berths: tuple[tuple[float, float], ...] = ()
    weight: float = 1.0
    country: str = ""
    source: str = ""
    limitation: str = ""

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        return self.berths or ((self.latitude, self.longitude),)


class WatchedTable(msgspec.Struct, frozen=True):
    """The places of a table, in its order, and the rows left out: line and reason."""

    places: tuple[Watched, ...]
    rejected: tuple[tuple[int, str], ...] = ()


def read_watched(file: BinaryIO | TextIO) -> WatchedTable:
    """Watched places from CSV; aliases are parted by "|" or ";", berths are "latitude longitude" parted so too.

    A line is a row; commas, semicolons, tabs or bars part its cells. A row without a name, position or radius is left out and
    told, as is a second row of one name, and one that bears a name or alias of another place: one name would mean two places.
    Raises ValueError where a column is missing.
    """
    read = file.read()
    text = read if isinstance(read, str) else read.decode("utf-8-sig")
    try:
        table = typed(text, lambda names: not _lacking(names))
    except ValueError as error:
        raise ValueError(f"no table of watched places: {error}") from error
    header = [name.lower() for name in table.columns]
    if missing := _lacking(header):
        raise ValueError(f"a table of watched places needs the columns {', '.join(NEEDED)}; it lacks {', '.join(missing)}")
    places: list[Watched] = []
    taken: dict[str, str] = {}
    rejected: list[tuple[int, str]] = []
    for line, cells in table.rows:
        place = cells if isinstance(cells, str) else _place(dict(zip(header, cells, strict=True)), table.delimiter)
        if isinstance(place, str):
            rejected.append((line, place))
            continue
        words = {word.casefold(): word for word in (place.name, *place.aliases)}
        again = next((word for word in words if word in taken), None)
        if again is None:
            places.append(place)
            taken |= dict.fromkeys(words, place.name)
        elif again == place.name.casefold() == taken[again].casefold():
            rejected.append((line, f"a second row of {taken[again]}"))
        else:
            rejected.append((line, f"{words[again]} is a name of {taken[again]} already"))
    return WatchedTable(tuple(places), tuple(rejected))


def aliases(places: Iterable[Watched]) -> dict[str, str]:
    """Folded names and aliases of watched places to their names."""
    return {name.casefold(): place.name for place in places for name in (*place.aliases, place.name)}


def by_watched_names(events: pl.DataFrame, places: Sequence[Watched]) -> pl.DataFrame:
    """The same events, each port call at a watched place under the name of that place; the name that it had stands in its
    detail, as `port`. A call that bears the name of a watched place and was not there is told with where it was.

    Distance decides. A call is at a watched place if it lies within its radius, and no port of its own is nearer (`port_km` of
    its detail); or if its port bears a name of the place and it lies within `SAME_KM` of it, or its radius.
    """
    import polars as pl

    known = aliases(places)
    degrees = max((max(SAME_KM, place.radius_km) for place in places), default=0.0) / 111.1 + 0.1
    near = [
        pl.col("lat").is_between(lat - degrees, lat + degrees)
        for lat in sorted({lat for place in places for lat, _ in _points(place)})
    ]
    may = pl.any_horizontal(pl.col("place").str.to_lowercase().is_in([word.lower() for word in known]), *near).fill_null(False)
    numbered = events.with_row_index("at")
    calls = numbered.filter((pl.col("kind") == "port_call") & pl.col("place").is_not_null() & may)
    made = [{**row, **_named(row, places, known)} for row in calls.iter_rows(named=True)]
    if not made:
        return events
    changed = pl.DataFrame(made, schema=numbered.schema)
    return pl.concat([numbered.filter(~pl.col("at").is_in(changed["at"].to_list())), changed]).sort("at").drop("at")


def _named(call: Mapping[str, Any], places: Sequence[Watched], known: Mapping[str, str]) -> dict[str, Any]:
    """The place and the detail of a port call, whose name was not looked at before."""
    port, detail = call["place"], call["detail"] or []
    said = {one["name"]: one["value"] for one in detail}
    if "port" in said:
        return {}
    own = known.get(port.casefold())
    where = None if call["lat"] is None or call["lon"] is None else (call["lat"], call["lon"])
    place = None if where is None else _place_at(*where, own, float(said.get("port_km", "inf")), places)
    if place is None and own is not None:
        place = f"{port} (elsewhere)" if where is None else f"{port} ({where[0]:.2f}, {where[1]:.2f})"
    return {} if place in (None, port) else {"place": place, "detail": [*detail, {"name": "port", "value": port}]}


def _place_at(lat: float, lon: float, own: str | None, port_km: float, places: Sequence[Watched]) -> str | None:
    """The watched place that a call at a point was at: the one whose name its port has, `own`; else the nearest."""
    near = sorted(
        (min(great_circle_km(lat, lon, *at) for at in _points(place)), place.name, place.radius_km) for place in places
    )
    if any(name == own and km <= max(SAME_KM, radius) for km, name, radius in near):
        return own
    return next((name for km, name, radius in near if km <= min(radius, port_km + ROUND_KM)), None)


def _points(place: Watched) -> tuple[tuple[float, float], ...]:
    return (place.latitude, place.longitude), *place.berths


def watched_ports(ports: Ports, places: Sequence[Watched]) -> list[NDArray[np.bool_]]:
    """For each watched place which ports of a table it is: those that bear one of its names and lie within `SAME_KM` or the
    radius of it, or lie where it does. Any other is a port of its own, however near: on two banks of a river lie two."""
    import numpy as np

    from vetoproof.track.silence import distances_km

    lat, lon = ports.lat / DEGREE, ports.lon / DEGREE
    found = []
    for place in places:
        far = distances_km(lat, lon, place.latitude, place.longitude)
        words = {word.casefold() for word in (place.name, *place.aliases)}
        same = far <= ROUND_KM
        for i in np.flatnonzero(far <= max(SAME_KM, place.radius_km)):
            same[i] |= ports.names[i].casefold() in words
        found.append(same)
    return found


def with_watched(ports: Ports, places: Sequence[Watched]) -> Ports:
    """The ports of a table and, as ports too, the watched places that it lacks (`watched_ports`): else a ship in sight at a
    pier that is in no table seems to loiter at sea."""
    import numpy as np

    from vetoproof.track.ports import ports_of

    new = [place for place, same in zip(places, watched_ports(ports, places), strict=True) if not same.any()]
    more = ports_of(
        (*ports.names, *(p.name for p in new)),
        np.concatenate([ports.lat / DEGREE, [p.latitude for p in new]]),
        np.concatenate([ports.lon / DEGREE, [p.longitude for p in new]]),
    )
    return msgspec.structs.replace(more, rejected=ports.rejected)


def _lacking(columns: Sequence[str]) -> list[str]:
    known = {name.lower() for name in columns}
    return [name for name in NEEDED if name not in known]


def _place(cells: dict[str, str], delimiter: str) -> Watched | str:
    if not cells["name"]:
        return "no name"
    try:
        lat, lon, radius = (float(pointed(cells[name], delimiter)) for name in NEEDED[1:])
        weight = float(pointed(cells.get("weight") or "1", delimiter))
        berths = tuple(_point(text) for text in _several(cells.get("berths", "")))
    except ValueError:
        return "latitude, longitude, radius_km, weight or a berth is no number"
    if not all(abs(y) <= 90 and abs(x) <= 180 for y, x in ((lat, lon), *berths)):
        return "latitude or longitude is out of range"
    if not 0 < radius <= 100:
        return "radius_km is not between 0 and 100"
    if not 0 < weight <= 10:
        return "weight is not between 0 and 10"
    return Watched(
        name=cells["name"], latitude=lat, longitude=lon, radius_km=radius, berths=berths, weight=weight,
        country=cells.get("country", "").upper(), source=cells.get("source", ""),
        aliases=_several(cells.get("aliases", "")), limitation=cells.get("limitation", ""),
    )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds more than one."""
    return tuple(part.strip() for part in re.split(r"[|;]", cell) if part.strip())


def _point(text: str) -> tuple[float, float]:
    lat, lon = text.split()
    return float(lat), float(lon)
