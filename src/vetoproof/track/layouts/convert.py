"""A frame with recognised columns, of text or typed, into positions and statements; each row that is none has its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.track.layouts.columns import ColumnError, Columns, folded
from vetoproof.track.layouts.times import Plan, moments
from vetoproof.track.layouts.words import KIND, LAND, NOT_SHIPS, NOTHING, SATELLITE, STATUS
from vetoproof.track.particulars import changes
from vetoproof.track.rejection import (
    EARLIEST,
    EARLY,
    HEMISPHERE,
    LATE,
    NO_MMSI,
    NO_POSITION,
    NO_TIME,
    NOT_A_NUMBER,
    OF_TIMES,
    OUTSIDE,
    ROUNDED,
    STATEMENTS,
    UNKNOWN_TIME,
    Batch,
    Count,
)  # fmt: skip
from vetoproof.track.rejection import NOT_SHIPS as ASIDE
from vetoproof.track.schema import DEGREE, NO_COURSE, NO_SPEED, NO_STATUS, particulars, positions

if TYPE_CHECKING:
    import polars as pl

KNOT_MS, KNOT_KMH = 3600 / 1852, 1 / 1.852
"""Knots in a metre a second and in a kilometre an hour (a nautical mile is 1,852 m)."""

_SHIPS_TYPES = (1, 2, 3, 18, 19, 27)
_STATIC_TYPES = (5, 24)


class How(NamedTuple):
    """How a table is read: its columns, how its moments are printed, the last moment allowed, what received it (0 to 2),
    whether its columns say that times are UTC, the one that says they are local, and those that nothing is read from."""

    columns: Columns
    times: Plan
    latest: int
    source: int = 0
    utc: bool = False
    local: str = ""
    unread: tuple[str, ...] = ()


def convert(frame: pl.DataFrame, rows: pl.Series, how: How) -> Batch:
    """The batch of a frame whose columns are named as ours are; `rows` the place of each row among the reports read.

    Coordinates that are floats or text are degrees, speeds knots (or as the column's name says), courses degrees; integers are
    units of `schema.positions`. MMSIs may be printed as 219000001.0, not with an exponent, which hides digits.
    """
    import polars as pl

    aside = _aside(frame)
    mmsi, rounded = _numbers(frame["mmsi"])
    t, fault, unzoned = moments(frame["t"], how.times)
    (lat, north), (lon, east) = (_halved(frame, place, half) for place, half in (("lat", "ns"), ("lon", "ew")))
    empty = {name: _empty(frame[name]) for name in ("t", "lat", "lon")}
    told = pl.DataFrame(
        {
            "mmsi": mmsi,
            "t": t,
            "lat": lat,
            "lon": lon,
            "no_t": empty["t"],
            "no_place": empty["lat"] | empty["lon"],
            "fault": fault,
            "rounded": rounded,
            "no_half": north | east,
        }
    ).with_columns(aside=aside)
    place = pl.col("no_place") | (pl.col("lat") == 91 * DEGREE) | (pl.col("lon") == 181 * DEGREE)
    outside = (pl.col("lat").abs() > 90 * DEGREE) | (pl.col("lon").abs() > 180 * DEGREE)
    reason = (
        pl.when(pl.col("aside") != "").then(0)
        .when(pl.col("rounded")).then(ROUNDED)
        .when(~pl.col("mmsi").is_between(1, 999_999_999) | pl.col("mmsi").is_null()).then(NO_MMSI)
        .when(pl.col("no_t")).then(NO_TIME)
        .when(pl.col("fault") > 0).then(pl.col("fault"))
        .when(pl.col("t").is_null()).then(UNKNOWN_TIME)
        .when(pl.col("t") < EARLIEST).then(EARLY)
        .when(pl.col("t") > how.latest).then(LATE)
        .when(place).then(NO_POSITION)
        .when(pl.col("lat").is_null() | pl.col("lon").is_null()).then(NOT_A_NUMBER)
        .when(pl.col("no_half")).then(HEMISPHERE)
        .when(outside).then(OUTSIDE)
        .otherwise(0).cast(pl.UInt8)
    )  # fmt: skip
    told = told.with_columns(reason.alias("reason"), row=rows.cast(pl.UInt64))
    good = (told["reason"] == 0) & (told["aside"] == "")
    wrong = told.filter(pl.col("reason") != 0).group_by("reason").agg(pl.len().alias("n"), pl.col("row").min())
    rejected = {
        reason: Count(n, row, _shown(frame["t"], told["reason"], reason)) for reason, n, row in sorted(wrong.iter_rows())
    }
    others = told.filter(pl.col("aside") != "").group_by("aside").len().sort("aside")
    table = _positions(told, frame, how).filter(good)
    timely = told["mmsi"].is_between(1, 999_999_999) & told["t"].is_between(EARLIEST, how.latest)
    ours = timely & ((told["aside"] == "") | (told["aside"] == STATEMENTS))
    return Batch(
        table,
        _particulars(told, frame, ours.fill_null(False)),
        len(frame),
        rejected,
        dict(others.iter_rows()),
        0,
        0 if how.utc else unzoned,
        how.local,
        how.unread,
    )


def _shown(times: pl.Series, reasons: pl.Series, reason: int) -> str:
    """The first time that was rejected for a reason which is about times; "" for other reasons."""
    return str(times.filter(reasons == reason)[0])[:40] if reason in OF_TIMES else ""


def _positions(told: pl.DataFrame, frame: pl.DataFrame, how: How) -> pl.DataFrame:
    import polars as pl

    def nothing(value: int) -> pl.Series:
        return pl.repeat(value, len(frame), dtype=pl.Int64, eager=True)

    speeds = {"sog": 1.0, "sog_ms": KNOT_MS, "sog_kmh": KNOT_KMH}
    speed = next((_tenths(frame[name], NO_SPEED, times, frame["lat"]) for name, times in speeds.items() if name in frame), None)
    course = _tenths(frame["cog"], NO_COURSE, 1.0, frame["lat"]) if "cog" in frame else None
    status = _worded(frame["status"], STATUS, NO_STATUS) if "status" in frame else nothing(NO_STATUS)
    source = _source(frame["source"], how.source) if "source" in frame else nothing(how.source)
    columns = {
        "mmsi": told["mmsi"], "t": told["t"], "lat": told["lat"], "lon": told["lon"],
        "sog": nothing(NO_SPEED) if speed is None else speed, "cog": nothing(NO_COURSE) if course is None else course,
        "status": status, "source": source, "row": told["row"],
    }  # fmt: skip
    return pl.DataFrame([columns[name].alias(name).cast(kind, strict=False) for name, kind in positions().items()])


def _particulars(told: pl.DataFrame, frame: pl.DataFrame, ours: pl.Series) -> pl.DataFrame:
    import polars as pl

    readers: Mapping[str, Callable[[pl.Series], pl.Series]] = {
        "imo": _imo, "name": _text, "callsign": _text, "kind": lambda s: _above(_worded(s, KIND, 0), 99),
        "length": lambda s: _above(_whole(s), 1022), "beam": lambda s: _above(_whole(s), 126),
        "draught": lambda s: _above((_number(s) * 10).round().cast(pl.Int64, strict=False), 255), "destination": _text,
    }  # fmt: skip
    schema = particulars()
    said = [name for name in (*readers, "bow", "stern", "port", "starboard") if name in frame.columns]
    if not said:
        return pl.DataFrame(schema=schema)
    ours = _ends(told, frame, said, ours)
    kept = frame.filter(ours)
    found = {name: read(kept[name]) for name, read in readers.items() if name in kept.columns}
    if {"bow", "stern", "port", "starboard"} <= set(kept.columns):
        found.setdefault("length", _above(_whole(kept["bow"]) + _whole(kept["stern"]), 1022))
        found.setdefault("beam", _above(_whole(kept["port"]) + _whole(kept["starboard"]), 126))
    if not found or kept.is_empty():
        return pl.DataFrame(schema=schema)
    base = told.filter(ours)
    columns = {"mmsi": base["mmsi"], "t": base["t"], "row": base["row"], **found}
    table = pl.DataFrame(
        [
            columns[name].alias(name).cast(kind, strict=False)
            if name in columns
            else pl.repeat(None, len(kept), dtype=kind, eager=True).alias(name)
            for name, kind in schema.items()
        ]
    )
    said = [name for name in schema if name not in ("mmsi", "t", "row")]
    return changes(table.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in said)))


def _ends(told: pl.DataFrame, frame: pl.DataFrame, said: list[str], ours: pl.Series) -> pl.Series:
    """Of our rows those that begin or end a run of rows in which a ship says the same: few, and only these are converted."""
    import polars as pl

    runs = told.select("mmsi", "t", "row").with_columns(frame.select(said).hash_rows().alias("said"), at=pl.int_range(pl.len()))
    runs = runs.filter(ours).sort("mmsi", "t", "row").with_columns(run=pl.struct("mmsi", "said").rle_id().cast(pl.Int64))
    run = pl.col("run")
    ends = runs.filter((run != run.shift(fill_value=-1)) | (run != run.shift(-1, fill_value=-1)))
    found = pl.repeat(False, len(frame), dtype=pl.Boolean, eager=True)
    return found.scatter(ends["at"], True)


def _aside(frame: pl.DataFrame) -> pl.Series:
    """What a row is that is no position of a ship; "" where it is one, or not told."""
    import polars as pl

    found = pl.repeat("", len(frame), dtype=pl.String, eager=True)
    if "mobile" in frame:
        names = {text: f"{ASIDE} ({text})" for text in frame["mobile"].unique().drop_nulls() if folded(text) in NOT_SHIPS}
        if names:
            found = frame["mobile"].replace_strict(names, default="", return_dtype=pl.String)
    if "message" in frame:
        kinds = _whole(frame["message"])
        names_of = {kind: f"{ASIDE} (type {kind})" for kind in kinds.unique().drop_nulls() if kind not in _SHIPS_TYPES}
        names_of |= {kind: STATEMENTS for kind in names_of if kind in _STATIC_TYPES}
        if names_of:
            by_kind = kinds.replace_strict(names_of, default="", return_dtype=pl.String)
            found = pl.select(pl.when(found != "").then(found).otherwise(by_kind)).to_series()
    return found.fill_null("")


def _empty(column: pl.Series) -> pl.Series:
    import polars as pl

    if column.dtype == pl.String:
        return (column.is_null() | (column.str.strip_chars() == "")).fill_null(True)
    return column.is_null() | (column.is_nan().fill_null(False) if column.dtype.is_float() else False)


def _number(column: pl.Series) -> pl.Series:
    """Numbers as floats; a comma may stand for the point, as it does where cells are separated by semicolons."""
    import polars as pl

    if column.dtype != pl.String:
        return column.cast(pl.Float64, strict=False).fill_nan(None)
    text = column.str.strip_chars()
    read = text.cast(pl.Float64, strict=False)
    if read.null_count() > text.null_count():
        read = read.fill_null(text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False))
    return read.fill_nan(None)


def _whole(column: pl.Series) -> pl.Series:
    import polars as pl

    if column.dtype.is_integer():
        return column.cast(pl.Int64, strict=False)
    text = column.str.strip_chars() if column.dtype == pl.String else column
    read = text.cast(pl.Int64, strict=False)
    if column.dtype == pl.String and read.null_count() > text.null_count():
        read = read.fill_null(_number(column).round().cast(pl.Int64, strict=False))
    return read


def _numbers(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """MMSIs, null where there is no whole number, and which of them bear an exponent. Raises ColumnError where the whole column
    is of a type that cannot hold them."""
    import polars as pl

    if column.dtype == pl.Float32:
        raise ColumnError(
            "the column of MMSIs is of 32-bit floating point, which keeps seven digits of nine: other ships' numbers stand "
            "there now; write the table anew with whole numbers"
        )
    none = pl.repeat(False, len(column), dtype=pl.Boolean, eager=True)
    if column.dtype == pl.String:
        exponent = column.str.contains(r"(?i)^\s*[\d.,]+e[+-]?\d+\s*$").fill_null(False)
        column, none = column.set(exponent, None), exponent
    if column.dtype.is_float():
        column = column.set((column != column.floor()).fill_null(False), None)
    return _whole(column), none


_SOUTH, _NORTH = ("s", "south", "southern", "-1", "-"), ("n", "north", "northern", "1", "+")
_WEST, _EAST = ("w", "west", "western", "-1", "-"), ("e", "east", "eastern", "1", "+")


def _halved(frame: pl.DataFrame, place: str, half: str) -> tuple[pl.Series, pl.Series]:
    """Degrees in units, with the sign of the column of hemispheres where there is one; and which rows it does not fit."""
    import polars as pl

    units = _degrees(frame[place])
    if half not in frame:
        return units, pl.repeat(False, len(frame), dtype=pl.Boolean, eager=True)
    word = frame[half].cast(pl.String).str.strip_chars().str.to_lowercase().str.strip_suffix(".0")
    back, ahead = (_SOUTH, _NORTH) if half == "ns" else (_WEST, _EAST)
    signs = {**dict.fromkeys(back, -1), **dict.fromkeys(ahead, 1)}
    sign = word.replace_strict(signs, default=None, return_dtype=pl.Int64)
    # A place that is not known, 91 or 181 degrees, is in no hemisphere.
    wrong = (sign.is_null() | ((sign == 1) & (units < 0)).fill_null(False)) & (units.abs() <= 180 * DEGREE).fill_null(False)
    return pl.select(pl.when(sign == -1).then(-units.abs()).otherwise(units)).to_series(), wrong


def _degrees(column: pl.Series) -> pl.Series:
    """Units of 1/600,000 degree; integers are such units already, unless none is beyond what degrees may be."""
    import polars as pl

    if column.dtype.is_integer():
        units = column.cast(pl.Int64, strict=False)
        return units if (units.abs() > 181).any() else units * DEGREE
    return (_number(column) * DEGREE).round().cast(pl.Int64, strict=False)


def _tenths(column: pl.Series, none: int, times: float, place: pl.Series) -> pl.Series:
    """Tenths of a knot or degree; `none` where not said or not possible. Integers beside integer coordinates are tenths."""
    import polars as pl

    scaled = 1.0 if column.dtype.is_integer() and place.dtype.is_integer() else 10.0 * times
    tenths = (_number(column) * scaled).round().cast(pl.Int64, strict=False)
    return tenths.set(((tenths < 0) | (tenths >= none)).fill_null(True), none)


def _worded(column: pl.Series, words: Mapping[str, int], none: int) -> pl.Series:
    """Numbers, or words for them; `none` for all else."""
    import polars as pl

    numbers = _whole(column).fill_null(-1)
    if column.dtype == pl.String and (numbers == -1).any():
        known = {text: words.get(folded(text), -1) for text in column.unique().drop_nulls()}
        named = column.replace_strict(known, default=-1, return_dtype=pl.Int64)
        numbers = pl.select(pl.when(numbers == -1).then(named).otherwise(numbers)).to_series()
    top = 15 if none == NO_STATUS else 255
    return numbers.set(((numbers < 0) | (numbers > top)).fill_null(True), none)


def _source(column: pl.Series, none: int) -> pl.Series:
    import polars as pl

    if column.dtype.is_integer():
        return _above(column.cast(pl.Int64), 2).fill_null(none)
    texts = {text: folded(text) for text in column.cast(pl.String).unique().drop_nulls()}
    known = {text: 2 if fold in SATELLITE else 1 if fold in LAND else none for text, fold in texts.items()}
    return column.cast(pl.String).replace_strict(known, default=none, return_dtype=pl.Int64)


def _above(numbers: pl.Series, top: int) -> pl.Series:
    """From 1 to `top`; all else is not said."""
    return numbers.set((~numbers.is_between(1, top)).fill_null(True), None)


def _imo(column: pl.Series) -> pl.Series:
    import polars as pl

    digits = column.cast(pl.String).str.extract(r"(\d{7})(?:\.0)?\s*$")
    return _above(digits.cast(pl.Int64, strict=False), 9_999_999)


def _text(column: pl.Series) -> pl.Series:
    import polars as pl

    text = column.cast(pl.String).str.replace_all(r"\s+", " ").str.strip_chars(" @")
    nothing = {word: None for word in text.unique().drop_nulls() if folded(word) in NOTHING}
    return text.replace(nothing) if nothing else text
