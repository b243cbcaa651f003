"""Moments as tables print them: ISO 8601 in its varieties, epoch seconds to nanoseconds, day or month first, compact.

Times that bear a zone are read in it; those that bear none in the zone that the plan names, or else as UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.model.errors import Refusal
from vetoproof.track.layouts.zones import BORNE, Zone, offset, to_utc
from vetoproof.track.rejection import UNKNOWN_TIME, ZONE_WORD

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
_BEARS = ("Z", "UTC", "%#z")
"""How formats end that have a zone in them."""
SAMPLE = 2000
_ENOUGH = 20
"""Moments of which one at least must be readable; of fewer each is told by itself."""


class DatesUnclear(Refusal):
    """Times that cannot be read as a whole, or of which nobody can tell the day from the month; `rows` that bear them."""

    rows = 0

    def of(self, rows: int) -> DatesUnclear:
        """The same, of a table of so many rows."""
        self.rows = rows
        return self


class Plan(NamedTuple):
    """How the moments of one table are printed: as epoch numbers, or in formats, the likeliest first; the zone of times that
    bear none, where somebody says it."""

    numbers: bool
    formats: tuple[str, ...] = ()
    zone: Zone | None = None
    behind: bool = False
    """Whether zones stand behind the times as no format has them: these are then looked at first."""


class Moments(NamedTuple):
    """Epoch seconds, rounded down; for those that are null though something stands there the reason (`rejection`), else 0; how
    many bore no zone."""

    t: pl.Series
    fault: pl.Series
    unzoned: int


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

    series = pl.Series("t", [text.strip() for text in texts], dtype=pl.String)
    ordered, behind = _likeliest(series, formats), False
    if _in_format(series, ordered[0]).null_count() == len(texts) > 0:
        behind = True
        series = _apart(series)[0]
        ordered = _likeliest(series, formats)
    if len(texts) >= _ENOUGH and _in_format(series, ordered[0]).null_count() == len(texts):
        raise DatesUnclear(
            f"times such as {texts[0].strip()[:40]!r} cannot be read: each needs a day and a time of day, "
            "as 2024-03-05 13:04:05 or seconds since 1970. If they stand in two columns, say "
            "--columns date=COLUMN,time=COLUMN; if another column has them, say --columns t=COLUMN"
        )
    return Plan(False, ordered, behind=behind)


def moments(column: pl.Series, how: Plan) -> Moments:
    """Epoch seconds of times of any type: text, numbers, dates."""
    import polars as pl

    none = pl.repeat(0, len(column), dtype=pl.UInt8, eager=True)
    if column.dtype == pl.Date:
        raise DatesUnclear("the column of times has days without a time of day; say --columns t=COLUMN if another has both")
    if isinstance(column.dtype, pl.Datetime):
        if column.dtype.time_zone is not None:
            column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
            return Moments(column.cast(pl.Datetime("us")).dt.timestamp("us") // 1_000_000, none, 0)
        clock = column.cast(pl.Datetime("us")).dt.timestamp("us") // 1_000_000
        return _in_zone(clock, clock.is_not_null(), none, how.zone)
    if column.dtype.is_integer():
        return Moments(_of_numbers(column.cast(pl.Int64, strict=False)), none, 0)
    if column.dtype.is_float():
        return Moments(_of_numbers(column.cast(pl.Float64)), none, 0)
    text = column.cast(pl.String).str.strip_chars()
    if how.numbers:
        read = _of_numbers(text.cast(pl.Int64, strict=False))
        if read.null_count() > text.null_count():
            read = read.fill_null(_of_numbers(text.cast(pl.Float64, strict=False)))
        return Moments(read, _unread(read, none), 0)
    early = text.str.contains(BORNE).fill_null(False) if how.behind else text.is_null()
    clock, bare = _by_formats(text.set(early, None), how.formats)
    found = _in_zone(clock, bare, none, how.zone)
    left = clock.is_null() & text.is_not_null()
    if not left.any():
        return found
    at = left.arg_true()
    late = _with_zones(text.filter(left), how.formats)
    return found._replace(t=found.t.scatter(at, late.t), fault=found.fault.scatter(at, late.fault))


def _by_formats(text: pl.Series, formats: tuple[str, ...]) -> tuple[pl.Series, pl.Series]:
    """Seconds by the first format that reads each, and whether this format has no zone in it."""
    import polars as pl

    read = pl.repeat(None, len(text), dtype=pl.Int64, eager=True)
    bare = pl.repeat(False, len(text), dtype=pl.Boolean, eager=True)
    for form in formats:
        left = read.is_null() & text.is_not_null()
        if not left.any():
            break
        tried = _in_format(text if left.all() else text.filter(left), form)
        if tried.null_count() == len(tried):
            continue
        at = left.arg_true()
        read = tried if left.all() else read.scatter(at, tried)
        if not form.endswith(_BEARS):
            bare = bare.scatter(at.filter(tried.is_not_null()), True)
    return read, bare


def _with_zones(text: pl.Series, formats: tuple[str, ...]) -> Moments:
    """Moments with a zone behind them that no format has: an offset or UTC is read, any other word is a fault."""
    import polars as pl

    clock, borne = _apart(text)
    read, _ = _by_formats(clock, tuple(form for form in formats if not form.endswith(_BEARS)))
    known = {word: offset(word) for word in borne.unique().drop_nulls()}
    east = borne.replace_strict(known, default=None, return_dtype=pl.Int64)
    t = read - east
    word = read.is_not_null() & borne.is_not_null() & east.is_null()
    fault = _unread(t, pl.repeat(0, len(t), dtype=pl.UInt8, eager=True)).set(word, ZONE_WORD)
    return Moments(t, fault, 0)


def _apart(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The moments without the zone behind them, and the zones; null where there is none."""
    import polars as pl

    parts = text.to_frame("t").select(
        pl.col("t").str.extract(BORNE, 1).fill_null(pl.col("t")).alias("clock"), pl.col("t").str.extract(BORNE, 2).alias("zone")
    )
    half = parts["zone"].str.to_lowercase().is_in(["am", "pm"]).fill_null(False)
    return pl.select(pl.when(half).then(text).otherwise(parts["clock"])).to_series(), parts["zone"].set(half, None)


def _in_zone(clock: pl.Series, bare: pl.Series, none: pl.Series, here: Zone | None) -> Moments:
    number = int(bare.sum())
    if here is None or not number:
        return Moments(clock, none, number)
    t, fault = to_utc(clock.filter(bare), here)
    at = bare.arg_true()
    # `scatter` writes into the series itself.
    return Moments(clock.clone().scatter(at, t), none.clone().scatter(at, fault), number)


def _unread(read: pl.Series, none: pl.Series) -> pl.Series:
    return none.set(read.is_null(), UNKNOWN_TIME)


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


def _likeliest(series: pl.Series, formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats by how many of the texts they read; those that read none come last, for rows to come."""
    read = {form: series.len() - _in_format(series, form).null_count() for form in formats}
    return tuple(sorted(formats, key=lambda form: (-read[form], formats.index(form))))
