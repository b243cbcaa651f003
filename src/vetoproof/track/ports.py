"""Which ports lie near a position: a grid of cells of .1 degree, each with every port that is within reach of any point of it.

Complete by construction: no list is cut, however many ports lie together. A look-up that kept four ports a cell found meetings
with a precision of .02 where the whole one had 1.00, because ships at berth seemed to be at sea (measured on made traffic).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

import msgspec

from vetoproof.compiled import kernel
from vetoproof.track.sphere import POLE, ROUND, UNIT, plane2, wide
from vetoproof.track.typed_tables import pointed, typed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int32s = NDArray[np.int32]
    Floats = NDArray[np.float64]

CELL = 60_000
"""Units of a cell's side: .1 degree."""
ROWS, COLUMNS = 1_801, 3_600
NOWHERE = 1e18
"""Metres to a port where none is within reach."""


class Ports(msgspec.Struct, frozen=True):
    """Ports by number: `names`, and `lat`, `lon` in units of 1/600,000 degree. `rejected`: line and reason of rows left out."""

    names: tuple[str, ...]
    lat: Int32s
    lon: Int32s
    rejected: tuple[tuple[int, str], ...] = ()


class Grid(NamedTuple):
    """Ports in reach by cell: those of cell c are `item[first[c]:first[c + 1]]`. A plain tuple of arrays, for kernels.

    `busy` has one bit a cell, set where any port is in reach: .8 MB that a processor keeps at hand, for ships at sea.
    """

    busy: NDArray[np.uint8]
    first: Int32s
    item: Int32s
    lat: Int32s
    lon: Int32s
    reach: float


def ports_of(names: tuple[str, ...], latitudes: Floats, longitudes: Floats) -> Ports:
    """Ports from degrees. Raises ValueError on a position that is none: `read_ports` leaves those out and tells them."""
    import numpy as np

    lat, lon = np.asarray(latitudes, dtype=np.float64), np.asarray(longitudes, dtype=np.float64)
    if not (len(names) == len(lat) == len(lon)) or not bool(np.all((np.abs(lat) <= 90) & (np.abs(lon) <= 180))):
        raise ValueError("each port needs a latitude within 90 and a longitude within 180 degrees")
    return Ports(names, np.rint(lat * 600_000).astype(np.int32), np.rint(lon * 600_000).astype(np.int32))


def read_ports(file: BinaryIO | TextIO) -> Ports:
    """Ports from CSV with the columns `place` (or `label`, `name`), `latitude`, `longitude` in degrees; others are passed over.

    Rows without a name or a position, and lines that are no row, are left out and told. Commas, semicolons, tabs or bars part
    the cells. Raises ValueError where a column is missing.
    """
    import numpy as np

    read = file.read()
    text = read if isinstance(read, str) else read.decode("utf-8-sig")
    try:
        table = typed(text, lambda names: _named(names) >= 0)
    except ValueError as error:
        raise ValueError(f"no table of ports: {error}") from error
    header = [name.lower() for name in table.columns]
    name = _named(header)
    if name < 0:
        told = ", ".join(word for word in header if word) or "none"
        raise ValueError(f"a table of ports needs the columns place, latitude and longitude; it has {told}")
    found: list[tuple[str, float, float]] = []
    rejected: list[tuple[int, str]] = []
    for line, row in table.rows:
        at = header.index("latitude"), header.index("longitude")
        port = row if isinstance(row, str) else _port(row[name], *(pointed(row[i], table.delimiter) for i in at))
        if isinstance(port, str):
            rejected.append((line, port))
        else:
            found.append(port)
    points = np.array([(lat, lon) for _, lat, lon in found], dtype=np.float64).reshape(-1, 2)
    ports = ports_of(tuple(place for place, _, _ in found), points[:, 0], points[:, 1])
    return msgspec.structs.replace(ports, rejected=tuple(rejected))


def _named(columns: Sequence[str]) -> int:
    """The column with the name of a port, where there are those of its position too; else -1."""
    header = [name.lower() for name in columns]
    if not {"latitude", "longitude"} <= set(header):
        return -1
    return next((header.index(word) for word in ("place", "label", "name", "port") if word in header), -1)


def _port(name: str, latitude: str, longitude: str) -> tuple[str, float, float] | str:
    try:
        lat, lon = float(latitude), float(longitude)
    except ValueError:
        return "latitude or longitude is no number"
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        return "latitude or longitude is out of range"
    return (name, lat, lon) if name else "no name"


def grid(ports: Ports, reach: float) -> Grid:
    """The ports within `reach` metres of any point of each cell."""
    import numpy as np

    counts = np.zeros(ROWS * COLUMNS + 1, dtype=np.int32)
    nothing = np.zeros(0, dtype=np.int32)
    _spread(ports.lat, ports.lon, reach, counts, nothing, False)
    first = np.zeros(ROWS * COLUMNS + 1, dtype=np.int32)
    np.cumsum(counts[:-1], out=first[1:])
    item = np.empty(int(first[-1]), dtype=np.int32)
    _spread(ports.lat, ports.lon, reach, first[:-1].copy(), item, True)
    busy = np.packbits(counts[:-1] > 0, bitorder="little")
    return Grid(busy, first, item, ports.lat, ports.lon, float(reach))


@kernel
def cell_of(lat: int, lon: int) -> int:
    """The number of the cell that a position is in."""
    row = (lat + POLE) // CELL
    column = (lon + ROUND // 2) // CELL
    if column >= COLUMNS:
        column -= COLUMNS
    return int(row * COLUMNS + column)


@kernel
def lonely(cell: int, ports: Grid) -> bool:
    """Whether no port is within reach of any point of a cell."""
    return bool((ports.busy[cell >> 3] >> (cell & 7)) & 1 == 0)


@kernel
def _spread(lat: Int32s, lon: Int32s, reach: float, at: Int32s, item: Int32s, fill: bool) -> None:
    """Count the ports of each cell into `at`, or with `fill` write them where `at` says, and move it on."""
    high = int(reach / UNIT) + 1
    for port in range(lat.shape[0]):
        south = max(0, (int(lat[port]) - high + POLE) // CELL)
        north = min(ROWS - 1, (int(lat[port]) + high + POLE) // CELL)
        for row in range(south, north + 1):
            # The widest circle of the row is at its end toward the pole.
            edge = max(abs(row * CELL - POLE), abs((row + 1) * CELL - POLE))
            cosine = math.cos(math.radians(edge / 600_000)) if edge < POLE else 0.0
            across = ROUND
            if cosine > 0.0:
                across = int(min(float(ROUND), 1.02 * high / cosine)) + 1
            west = (int(lon[port]) + ROUND // 2 - across) // CELL
            cells = min(COLUMNS, (int(lon[port]) + ROUND // 2 + across) // CELL - west + 1)
            for step in range(cells):
                cell = row * COLUMNS + (west + step) % COLUMNS
                if fill:
                    item[at[cell]] = port
                at[cell] += 1


@kernel
def lonely_places(
    lat: NDArray[np.int64], lon: NDArray[np.int64], ports_lat: Int32s, ports_lon: Int32s, reach: float, widths: Floats,
    out: NDArray[np.bool_],
) -> None:  # fmt: skip
    """For each of a few places whether no port is within reach. Ports sorted by latitude: no grid is made for so few."""
    high = int(reach / UNIT) + 1
    for k in range(lat.shape[0]):
        out[k] = True
        low, top = 0, ports_lat.shape[0]
        while low < top:
            middle = (low + top) // 2
            if ports_lat[middle] < lat[k] - high:
                low = middle + 1
            else:
                top = middle
        while low < ports_lat.shape[0] and ports_lat[low] <= lat[k] + high:
            if plane2(lat[k], lon[k], wide(ports_lat[low]), wide(ports_lon[low]), widths) <= reach * reach:
                out[k] = False
                break
            low += 1


@kernel
def nearest(lat: int, lon: int, ports: Grid, widths: Floats) -> tuple[float, int]:
    """Metres to the nearest port and its number; `NOWHERE` and -1 if none is within reach."""
    cell = cell_of(lat, lon)
    best, found = ports.reach * ports.reach, -1
    for at in range(ports.first[cell], ports.first[cell + 1]):
        port = ports.item[at]
        far = plane2(lat, lon, ports.lat[port], ports.lon[port], widths)
        if far <= best:
            best, found = far, port
    if found < 0:
        return NOWHERE, -1
    return math.sqrt(best), found
