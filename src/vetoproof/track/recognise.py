"""Tables of positions as people have them, read as the room's own: names and units of columns are recognised, never guessed row
by row: what a column holds is decided once, from its type and its largest value.

`mmsi`; `t` or `timestamp`: a date and time, its ISO text, or seconds, milliseconds or microseconds of the epoch; `lat`,
`lon`: degrees, 1/600,000 or 1/10,000,000 degree; `sog`: knots, or tenths of a knot as the room has them; `row` as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vetoproof.track.schema import NO_SPEED

if TYPE_CHECKING:
    import polars as pl

    Largest = Callable[[Sequence[str]], dict[str, float | None]]

NAMES = {
    "mmsi": ("mmsi", "ship_id", "vessel_mmsi", "ssvid"),
    "t": ("t", "timestamp", "time", "basedatetime", "base_date_time", "datetime"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude", "lng", "long"),
    "sog": ("sog", "speed", "speed_knots"),
}


HALVES = frozenset(["ns", "ew", "northsouth", "eastwest", "latdir", "londir", "latns", "lonew", "longdir"])
"""What columns of the hemisphere are called, their strokes left out."""


def recognise(columns: pl.Schema, largest: Largest) -> list[pl.Expr]:
    """Expressions that make `mmsi`, `t`, `lat`, `lon`, `sog`, and `source` and `row` where they are, of a table with `columns`.

    `largest` gives the largest absolute value of numeric columns; it is asked only where their type leaves the unit open. What
    cannot be read becomes null, a missing speed 1023. Raises ValueError, naming the columns that there are, if one is missing.
    """
    import polars as pl

    lower = {name.lower().strip(): name for name in reversed(columns.names())}
    found = {ours: next((lower[word] for word in words if word in lower), None) for ours, words in NAMES.items()}
    missing = [ours for ours, name in found.items() if name is None and ours != "sog"]
    if missing:
        raise ValueError(
            f"no column {', '.join(missing)} among {', '.join(columns.names()) or 'none'}; "
            "`vetoproof track read` reads other tables"
        )
    number = columns[_name(found, "mmsi")]
    if number == pl.Float32:
        raise ValueError(
            f"the column {found['mmsi']} of MMSIs is of 32-bit floating point, which keeps seven digits of nine: other ships' "
            "numbers stand there now; write the table anew with whole numbers"
        )
    halves = [name for word, name in lower.items() if word.replace("/", "").replace("_", "") in HALVES or "hemi" in word]
    if halves:
        raise ValueError(f"the column {halves[0]} seems to tell the hemisphere: `vetoproof track read` reads such tables")
    own = columns[_name(found, "lat")] == pl.Int32 and columns[_name(found, "t")] in (pl.Int64, pl.UInt32)
    # Fractions of degrees and of knots have one unit only.
    ask = [
        name
        for ours, name in found.items()
        if name and ours != "mmsi" and (columns[name].is_integer() or (ours == "t" and columns[name].is_float()))
    ]
    top = {} if own and found["lat"] == "lat" and found["t"] == "t" else largest(ask)
    made = [pl.col(_name(found, "mmsi")).cast(pl.UInt32, strict=False).alias("mmsi"), _time(columns, _name(found, "t"), top)]
    made += [_degrees(columns, _name(found, ours), top).alias(ours) for ours in ("lat", "lon")]
    made.append(_speed(columns, found["sog"], top))
    made += [
        pl.col(name).cast(kind, strict=False) for name, kind in (("source", pl.UInt8), ("row", pl.UInt64)) if name in columns
    ]
    return made


def is_own(columns: pl.Schema) -> bool:
    """Whether a table is the room's own as it is, in memory or from a file (`schema.stored`): nothing is to be made of it."""
    import polars as pl

    kinds = {"mmsi": (pl.UInt32,), "t": (pl.Int64, pl.UInt32), "lat": (pl.Int32,), "lon": (pl.Int32,), "sog": (pl.UInt16,)}
    others = {"source": (pl.UInt8,), "row": (pl.UInt64, pl.UInt32)}
    return all(columns.get(name) in some for name, some in kinds.items()) and all(
        columns[name] in some for name, some in others.items() if name in columns
    )


def as_positions(table: pl.DataFrame) -> pl.DataFrame:
    """A table that is the room's own with times and rows as wide as they are reckoned with."""
    import polars as pl

    return table.with_columns(pl.col("t").cast(pl.Int64), pl.col("row").cast(pl.UInt64))


def _name(found: dict[str, str | None], ours: str) -> str:
    name = found[ours]
    assert name is not None
    return name


def _time(columns: pl.Schema, name: str, top: dict[str, float | None]) -> pl.Expr:
    import polars as pl

    kind, column = columns[name], pl.col(name)
    if kind == pl.Date:
        raise ValueError(f"the column {name} has days without a time of day")
    if isinstance(kind, pl.Categorical | pl.Enum):
        kind, column = pl.String(), column.cast(pl.String)
    if isinstance(kind, pl.Datetime):
        return column.dt.epoch("s").alias("t")
    if kind == pl.String:
        # "2023-01-01 00:00:00", with T or a space, and with a zone where one is printed.
        plain = column.str.strip_chars().str.replace("T", " ", literal=True).str.replace(r"(Z|[+]00:?00| UTC)$", "")
        zoned = plain.str.to_datetime("%Y-%m-%d %H:%M:%S%.f%#z", strict=False, time_unit="us", time_zone="UTC")
        moment = plain.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False)
        return moment.dt.epoch("s").fill_null(zoned.dt.epoch("s")).alias("t")
    largest = top.get(name) or 0.0
    parts = 1 if largest < 1e11 else 1_000 if largest < 1e14 else 1_000_000 if largest < 1e17 else 1_000_000_000
    if kind.is_float():
        return (column / parts).floor().cast(pl.Int64, strict=False).alias("t")
    seconds = column.cast(pl.Int64, strict=False)
    return (seconds if parts == 1 else seconds // parts).alias("t")


def _degrees(columns: pl.Schema, name: str, top: dict[str, float | None]) -> pl.Expr:
    import polars as pl

    kind, column = columns[name], pl.col(name)
    if kind.is_integer():
        largest = top.get(name, 360.0 * 600_000) or 0.0
        if name not in top or 360 < largest <= 360 * 600_000:
            return column.cast(pl.Int32, strict=False)
        if largest > 360 * 600_000:
            return (column.cast(pl.Float64) * 0.06).round().cast(pl.Int32, strict=False)
    return (column.cast(pl.Float64, strict=False) * 600_000).round().cast(pl.Int32, strict=False)


def _speed(columns: pl.Schema, name: str | None, top: dict[str, float | None]) -> pl.Expr:
    import polars as pl

    if name is None:
        return pl.lit(NO_SPEED, dtype=pl.UInt16).alias("sog")
    column = pl.col(name)
    if columns[name].is_integer() and (name not in top or (top[name] or 0.0) > 102.3):
        tenths = column.cast(pl.UInt16, strict=False)
    else:
        knots = column.cast(pl.Float64, strict=False)
        tenths = pl.when((knots >= 0) & (knots < 102.25)).then((knots * 10).round()).cast(pl.UInt16, strict=False)
    return tenths.fill_null(NO_SPEED).alias("sog")
