"""A day and a time of day that stand in two columns, made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_SAMPLE = 2000
_MIDNIGHT = r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$"


def joined(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a column `t` of its `date` and `time`; a row that lacks either has no time."""
    import polars as pl

    day = frame["date"]
    if isinstance(day.dtype, pl.Datetime):
        day = day.dt.date()
    date = day.cast(pl.String).str.strip_chars().str.replace(_MIDNIGHT, "")
    time = frame["time"].cast(pl.String).str.strip_chars()
    t = date.set((date == "").fill_null(True), None) + " " + time.set((time == "").fill_null(True), None)
    return frame.drop("date", "time").with_columns(t.alias("t"))


def whole(frame: pl.DataFrame) -> bool:
    """Whether the column `time` of a table has the day as well, so that `date` only repeats it."""
    import polars as pl

    time = frame["time"].drop_nulls().head(_SAMPLE)
    if time.dtype == pl.Time:
        return False
    if time.dtype != pl.String:
        return True
    text = time.str.strip_chars()
    clock = text.str.contains(r"^\d{1,2}[:.h]\d{2}|^\d{4,6}(?:\.\d+)?$")
    return bool(len(text)) and int(clock.sum()) * 2 < len(text)


def one_time(frame: pl.DataFrame, alone: bool) -> pl.DataFrame:
    """The frame with a column `t`: of both columns, or where the one called time has the day too of that alone."""
    if "date" not in frame.columns:
        return frame
    return frame.drop("date").rename({"time": "t"}) if alone else joined(frame)
