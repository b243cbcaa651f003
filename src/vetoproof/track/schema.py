"""The two tables of the room: positions as ships report them, and events as rules find them.

A position is a row, never an object: a million of them are 26 MB here and would be a gigabyte as objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

DEGREE = 600_000
"""Units of a degree: 1/10,000 minute, as AIS itself sends it (ITU-R M.1371-5, message 1), so that nothing is rounded."""

NO_SPEED = 1023
"""Speed over ground that is not available, in tenths of a knot (M.1371-5); 1022 means 102.2 knots or more."""

NO_COURSE = 3600
"""Course over ground that is not available, in tenths of a degree (M.1371-5)."""

NO_STATUS = 15
"""Navigational status that is not defined (M.1371-5)."""


def positions() -> pl.Schema:
    """Columns of a table of positions, sorted by `mmsi`, then `t`, then `row`.

    `mmsi`; `t` epoch seconds, UTC; `lat`, `lon` in units of 1/600,000 degree, north and east positive; `sog` in tenths of a
    knot; `cog` in tenths of a degree; `status` the navigational status; `source` what received it: 0 unknown, 1 a station on
    land, 2 a satellite; `row` the place of the report in what was read, from 0: events rest on these.
    """
    import polars as pl

    return pl.Schema(
        {
            "mmsi": pl.UInt32, "t": pl.Int64, "lat": pl.Int32, "lon": pl.Int32, "sog": pl.UInt16, "cog": pl.UInt16,
            "status": pl.UInt8, "source": pl.UInt8, "row": pl.UInt64,
        }
    )  # fmt: skip


COMPRESSION: Literal["lz4"] = "lz4"
"""How files of positions are packed: packed harder these numbers hardly get smaller, and are read in three times the time."""


def stored(last_row: int) -> pl.Schema:
    """`positions()` as files hold them, where `last_row` is the highest row: seconds until the year 2106, and rows where they
    can, in four bytes instead of eight. `recognise` reads both."""
    import polars as pl

    rows: pl.DataType = pl.UInt32() if last_row < 1 << 32 else pl.UInt64()
    return pl.Schema({**positions(), "t": pl.UInt32(), "row": rows})


def particulars() -> pl.Schema:
    """Columns of what ships say of themselves (static and voyage data), sorted by `mmsi`, `t`, `row`. Null: not said.

    `draught` in tenths of a metre; `length` and `beam` in metres; `kind` the ship type by number.
    """
    import polars as pl

    return pl.Schema(
        {
            "mmsi": pl.UInt32, "t": pl.Int64, "imo": pl.UInt32, "name": pl.String, "callsign": pl.String, "kind": pl.UInt8,
            "length": pl.UInt16, "beam": pl.UInt16, "draught": pl.UInt8, "destination": pl.String, "row": pl.UInt64,
        }
    )  # fmt: skip


KINDS = ("gap", "jump", "loiter", "port_call", "meeting", "dark_call", "identity", "draught")


def events() -> pl.Schema:
    """Columns of a table of events, sorted by `mmsi`, `start`, `kind`, `end`, `other_mmsi`, `place`.

    `start`, `end` in UTC, to the second; `lat`, `lon` in degrees where it happened (of a gap: where it began); `place` the
    port or watched place, null where none; `probability` null where the rule gives none; `rule` the id of the rule with its
    version; `rows` the rows of the positions that it rests on, first and last at least, rising; `detail` what else the rule
    found, by name, as text of numbers and words ("confidence": "4").
    """
    import polars as pl

    utc = pl.Datetime("us", "UTC")
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "kind": pl.String, "mmsi": pl.UInt32, "other_mmsi": pl.UInt32, "start": utc, "end": utc, "lat": pl.Float64,
        "lon": pl.Float64, "place": pl.String, "probability": pl.Float64, "rule": pl.String,
        "rows": pl.List(pl.UInt64), "detail": pl.List(pl.Struct({"name": pl.String, "value": pl.String})),
    }  # fmt: skip
    return pl.Schema(columns)
