"""Places that are watched, as rows that a user edits: name, aliases, latitude, longitude, radius_km; weight and berths.

No table of ports is complete: naval piers are in none. So what is watched is told, each row with its source and its limitation.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, TextIO

import msgspec

from vetoproof.track.schema import DEGREE
from vetoproof.track.sea import great_circle_km

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.track.ports import Ports

SAME_KM = 8.0
"""A port of a table this near to a watched place is that place by another name. Ours: ports are stated to a minute of arc
(1.9 km) and stretch over some kilometres; the nearest pair of different ports on the watched coast is 14 km apart."""

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
    """Watched places from CSV; aliases are parted by "|", berths are "latitude longitude" parted by "|".

    A row without a name, position or radius is left out and told, as is a second row of one name, and one that bears a name
    or alias of another place: one name would mean two places. Raises ValueError where a column is missing.
    """
    read = file.read()
    rows = csv.DictReader(io.StringIO(read if isinstance(read, str) else read.decode("utf-8-sig"), newline=""))
    try:
        header = [name.strip().lower() for name in rows.fieldnames or ()]
    except csv.Error as error:
        raise ValueError(f"no table of watched places: {error}") from error
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise ValueError(f"a table of watched places needs the columns {', '.join(NEEDED)}; it lacks {', '.join(missing)}")
    rows.fieldnames = header
    places: list[Watched] = []
    taken: dict[str, str] = {}
    rejected: list[tuple[int, str]] = []
    for line, cells in _cells(rows):
        place = cells if isinstance(cells, str) else _place(cells)
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


def _cells(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Each row with its line; a reason where the row is no row. Blank rows are not told."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rows.line_num, f"no row of CSV: {error}"
            continue
        if None in row:
            yield rows.line_num, "more cells than columns"
            continue
        cells = {key: (value or "").strip() for key, value in row.items()}
        if any(cells.values()):
            yield rows.line_num, cells


def aliases(places: Iterable[Watched]) -> dict[str, str]:
    """Folded names and aliases of watched places to their names."""
    return {name.casefold(): place.name for place in places for name in (*place.aliases, place.name)}


def by_watched_names(events: pl.DataFrame, places: Sequence[Watched]) -> pl.DataFrame:
    """The same events, each port call at a watched place under the name of that place: a table of ports has another one.

    It is the same place where it bears one of its names, or begins within `SAME_KM` of it or within its radius, the nearest.
    """
    import polars as pl

    known = aliases(places)
    named: list[str | None] = []
    for kind, place, lat, lon in events.select("kind", "place", "lat", "lon").iter_rows():
        same = known.get((place or "").casefold())
        if same is None and kind == "port_call" and lat is not None and lon is not None:
            near = [(great_circle_km(lat, lon, p.latitude, p.longitude), p.name, p.radius_km) for p in places]
            same = next((name for km, name, radius in sorted(near) if km <= max(SAME_KM, radius)), None)
        named.append(same or place)
    return events.with_columns(pl.Series("place", named, dtype=pl.String))


def with_watched(ports: Ports, places: Sequence[Watched]) -> Ports:
    """The ports of a table and, as ports too, the watched places that it lacks: else a ship in sight at a pier that is in no
    table seems to loiter at sea. A watched place within `SAME_KM` of a port, or within its radius, is that port."""
    import numpy as np

    from vetoproof.track.ports import ports_of

    lat, lon = ports.lat / DEGREE, ports.lon / DEGREE
    at = list(zip(lat.tolist(), lon.tolist(), strict=True))
    new = [p for p in places if all(great_circle_km(*a, p.latitude, p.longitude) > max(SAME_KM, p.radius_km) for a in at)]
    more = ports_of(
        (*ports.names, *(p.name for p in new)),
        np.concatenate([lat, [p.latitude for p in new]]), np.concatenate([lon, [p.longitude for p in new]]),
    )  # fmt: skip
    return msgspec.structs.replace(more, rejected=ports.rejected)


def _place(cells: dict[str, str]) -> Watched | str:
    if not cells["name"]:
        return "no name"
    try:
        lat, lon, radius = (float(cells[name]) for name in NEEDED[1:])
        weight = float(cells.get("weight") or 1)
        berths = tuple(_point(text) for text in cells.get("berths", "").split("|") if text.strip())
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
        aliases=tuple(alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip()),
        limitation=cells.get("limitation", ""),
    )  # fmt: skip


def _point(text: str) -> tuple[float, float]:
    lat, lon = text.split()
    return float(lat), float(lon)
