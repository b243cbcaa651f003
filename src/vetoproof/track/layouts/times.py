"""Moments as tables print them: ISO 8601 in its varieties, epoch seconds to nanoseconds, day or month first, compact. UTC."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    import polars as pl

ISO = (
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S%.f UTC", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y%m%d_%H%M%S", "%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d %H%M%S",
)  # fmt: skip
ZONED = ("%Y-%m-%dT%H:%M:%S%#z", "%Y-%m-%d %H:%M:%S%#z", "%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z")
NAMED = tuple(f"%d{mark}%b{mark}%Y{clock}" for mark in "- " for clock in (" %H:%M:%S", " %H:%M"))
_OF_DAY = (" %H:%M:%S", " %H:%M", " %H:%M:%S%.f", "T%H:%M:%S", " %I:%M:%S %p", " %I:%M %p")
DAY_FIRST = tuple(f"%d{mark}%m{mark}%Y{clock}" for mark in "/.-" for clock in _OF_DAY)
MONTH_FIRST = tuple(f"%m{mark}%d{mark}%Y{clock}" for mark in "/.-" for clock in _OF_DAY)
SAMPLE = 2000
_ENOUGH = 20
"""Moments of which one at least must be readable; of fewer each is told by itself."""


class DatesUnclear(Refusal):
    """Times that cannot be read as a whole, or of which nobody can tell the day from the month."""


class Plan(NamedTuple):
    """How the moments of one table are printed: as epoch numbers, or in formats, the likeliest first."""

    numbers: bool
    formats: tuple[str, ...] = ()


def plan(texts: Sequence[str], order: str | None, day_first: bool = False) -> Plan:
    """How these moments are printed. `order` ("dmy", "mdy") is what the caller says of 03/04/2024; one layout is always dmy.

    Raises `DatesUnclear` where a date could be either and nothing tells.
    """
    texts = [text for text in texts[:SAMPLE] if text.strip()]
    if texts and sum(_is_number(text) for text in texts) * 2 >= len(texts):
        return Plan(True)
    first, second, slashed = 0, 0, ""
    for text in texts:
        parts = text.strip().replace(".", "/").replace("-", "/").split("/", 2)
        if len(parts) == 3 and len(parts[0]) <= 2 and parts[0].isdigit() and parts[1].isdigit():
            first, second, slashed = max(first, int(parts[0])), max(second, int(parts[1])), text
    if not slashed:
        return _read_by(texts, (*ISO, *ZONED, *NAMED, *DAY_FIRST))
    if order is None and day_first:
        order = "dmy"
    if order is None and first > 12 >= second:
        order = "dmy"
    if order is None and second > 12 >= first:
        order = "mdy"
    if order is None:
        raise DatesUnclear(
            f"{slashed!r} may be day or month first, and no date among the first {len(texts)} tells; "
            "say --dates dmy or --dates mdy"
        )
    return _read_by(texts, (*(DAY_FIRST if order == "dmy" else MONTH_FIRST), *ISO, *ZONED, *NAMED))


def _read_by(texts: Sequence[str], formats: tuple[str, ...]) -> Plan:
    """The plan with the formats that read the texts. Raises `DatesUnclear` where there are texts and none is read."""
    import polars as pl

    ordered = _likeliest(texts, formats)
    series = pl.Series("t", [text.strip() for text in texts], dtype=pl.String)
    if len(texts) >= _ENOUGH and _in_format(series, ordered[0]).null_count() == len(texts):
        raise DatesUnclear(
            f"times such as {texts[0].strip()[:40]!r} cannot be read: each needs a day and a time of day, "
            "as 2024-03-05 13:04:05 or seconds since 1970. If they stand in two columns, join these; "
            "if another column has them, say --columns t=COLUMN"
        )
    return Plan(False, ordered)


def seconds(moments: pl.Series, how: Plan) -> pl.Series:
    """Epoch seconds, rounded down; null where a moment cannot be read. Times of any type: text, numbers, dates."""
    import polars as pl

    if moments.dtype == pl.Date:
        raise DatesUnclear("the column of times has days without a time of day; say --columns t=COLUMN if another has both")
    if isinstance(moments.dtype, pl.Datetime):
        zoned = isinstance(moments.dtype, pl.Datetime) and moments.dtype.time_zone is not None
        plain = moments.dt.convert_time_zone("UTC").dt.replace_time_zone(None) if zoned else moments
        return plain.cast(pl.Datetime("us")).dt.timestamp("us") // 1_000_000
    if moments.dtype.is_integer():
        return _of_numbers(moments.cast(pl.Int64, strict=False))
    if moments.dtype.is_float():
        return _of_numbers(moments.cast(pl.Float64))
    text = moments.cast(pl.String).str.strip_chars()
    if how.numbers:
        whole = text.cast(pl.Int64, strict=False)
        if whole.null_count() > text.null_count():
            broken = text.cast(pl.Float64, strict=False)
            return _of_numbers(whole).fill_null(_of_numbers(broken))
        return _of_numbers(whole)
    read = pl.Series(moments.name, [None], dtype=pl.Int64).new_from_index(0, len(text))
    for form in how.formats:
        left = read.is_null() & text.is_not_null()
        if not left.any():
            break
        tried = _in_format(text if left.all() else text.filter(left), form)
        read = tried if left.all() else read.scatter(left.arg_true(), tried)
    return read


def _in_format(text: pl.Series, form: str) -> pl.Series:
    import polars as pl

    kind = pl.Datetime("us", "UTC") if form in ZONED else pl.Datetime("us")
    return text.str.strptime(kind, form, strict=False).dt.timestamp("us") // 1_000_000


def _of_numbers(numbers: pl.Series) -> pl.Series:
    """Epoch seconds of stamps in seconds, milli-, micro- or nanoseconds: 1e11 s are the year 5138, 1e11 ms are 1973."""
    import polars as pl

    size = numbers.abs()
    frame = pl.select(
        pl.when(size < 1e11).then(numbers).when(size < 1e14).then(numbers / 1e3).when(size < 1e17).then(numbers / 1e6)
        .otherwise(numbers / 1e9).floor().cast(pl.Int64, strict=False)
    )  # fmt: skip
    return frame.to_series().rename(numbers.name)


def _is_number(text: str) -> bool:
    whole, _, broken = text.strip().partition(".")
    return len(whole) >= 9 and (whole + broken).isdigit()


def _likeliest(texts: Sequence[str], formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats by how many of the texts they read; those that read none come last, for rows to come."""
    import polars as pl

    series = pl.Series("t", [text.strip() for text in texts], dtype=pl.String)
    read = {form: series.len() - _in_format(series, form).null_count() for form in formats}
    return tuple(sorted(formats, key=lambda form: (-read[form], formats.index(form))))
