"""Sightings: what a reader saw of a place in one image or with the own eyes, looked-and-saw-nothing included.

A table, one row a reader and ship. A row that says nothing was seen weighs as much as one that says a ship was: without such
rows no rate can be estimated. What one scene shows is one observation, however many readers it has (`looks.looks`).

    read = read_sightings(file)        # CSV; read.table as sightings(), read.rejected with line and reason
    known_by(read.table, date(2024, 3, 1))      # what was published by the end of that day
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import msgspec

from vetoproof.track.typed_tables import pointed, typed
from vetoproof.track.windows import first_day, last_day

if TYPE_CHECKING:
    import polars as pl

NEEDED = ("place", "observed", "source")
TEXTS = ("place", "vendor", "scene", "reader", "sensor", "vessel", "berth", "source", "limitation")
SENSORS = ("optical", "radar", "witness")
YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
OTHER_NAMES = {
    "scene_id": "scene", "t": "acquired", "acquisition_time": "acquired", "acquired_at": "acquired",
    "containers_lo": "containers_low", "containers_hi": "containers_high", "length_sigma": "length_sigma_m",
    "sigma_m": "length_sigma_m", "vessel_guess": "vessel",
}  # fmt: skip
"""Names of columns that are read as if they were ours."""

EARLIEST = 1950
"""Years before this are slips of the keyboard: nobody looked from above."""

LONGEST_M = 500.0
"""No ship is longer (the longest built had 458 m), so a longer one is a slip of the keyboard."""


def sightings() -> pl.Schema:
    """Columns of a table of sightings, sorted by `place`, `start`, `row`. Null or "": not told.

    `start`, `end` in UTC: an instant twice, or the window in which the look lies where only the day is known. `observed`: a
    ship was seen (of a row with a `vessel`: that one). `vessel` the reader's word for the ship; `identified`: the reader says
    that it is this hull, by shape, length or name, and not that it may be. `cloud` the share of the place covered (0 to 1);
    `length_m` with its sigma; `containers_low`, `containers_high` on deck or stacked at the berth; `published` the last day on
    which the source can have been published as printed; `row` the line of the file.
    """
    import polars as pl

    utc = pl.Datetime("us", "UTC")
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "place": pl.String, "start": utc, "end": utc, "vendor": pl.String, "scene": pl.String, "reader": pl.String,
        "sensor": pl.String, "resolution_m": pl.Float64, "cloud": pl.Float64, "observed": pl.Boolean, "vessel": pl.String,
        "imo": pl.UInt32, "mmsi": pl.UInt32, "identified": pl.Boolean, "length_m": pl.Float64, "length_sigma_m": pl.Float64,
        "berth": pl.String, "containers_low": pl.Float64, "containers_high": pl.Float64, "source": pl.String,
        "limitation": pl.String, "published": pl.Date, "row": pl.UInt64,
    }  # fmt: skip
    return pl.Schema(columns)


class SightingTable(msgspec.Struct, frozen=True):
    """The rows read, as `sightings()`, and those left out: line and reason. `ignored`: columns that no name of ours is, as they
    are printed; a slip there ("clouds") would else count as not told."""

    table: pl.DataFrame
    rejected: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were left out for each reason, the most frequent first."""
        return dict(sorted(Counter(reason for _, reason in self.rejected).items(), key=lambda item: (-item[1], item[0])))


def read_sightings(file: BinaryIO | TextIO, *, latest: date | None = None) -> SightingTable:
    """Sightings from CSV. Columns: place, observed, source, and either acquired or t_from with t_to; the others may be absent.

    A line is a row; commas, semicolons, tabs or bars part its cells. Times are ISO 8601; one without a zone is UTC, as vendors'
    metadata are; a day, month or year is the whole of it. What cannot be read is left out and counted with its reason, as is a
    look after the day `latest`. Raises ValueError where a needed column is missing, or two mean one.
    """
    import polars as pl

    read = file.read()
    try:
        table = typed(read if isinstance(read, str) else read.decode("utf-8-sig", "replace"), lambda names: not _lacking(names))
    except ValueError as error:
        raise ValueError(f"no table of sightings: {error}") from error
    printed = table.columns
    header = [_name(name) for name in printed]
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise ValueError(f"a table of sightings has one column of each kind; two or more mean {', '.join(twice)}")
    if missing := _lacking(printed):
        raise ValueError(f"a table of sightings needs {', '.join(NEEDED)} and a time; it lacks {', '.join(missing)}")
    kept: list[dict[str, Any]] = []
    rejected: list[tuple[int, str]] = []
    known: set[tuple[Any, ...]] = set()
    for at, cells in table.rows:
        row = cells if isinstance(cells, str) else _read(dict(zip(header, cells, strict=True)), table.delimiter)
        if not isinstance(row, str) and latest is not None and row["start"].date() > latest:
            row = "the look lies after the day on which the table was taken in"
        if isinstance(row, str):
            rejected.append((at, row))
            continue
        key = tuple(row.values())
        if key in known:
            rejected.append((at, "the same row a second time"))
            continue
        known.add(key)
        kept.append({**row, "row": at})
    made = pl.DataFrame(kept, schema=sightings()).sort("place", "start", "row")
    ignored = (name for name, ours in zip(printed, header, strict=True) if name and ours not in _COLUMNS)
    return SightingTable(made, tuple(rejected), tuple(ignored))


def known_by(table: pl.DataFrame, day: date) -> pl.DataFrame:
    """The sightings that were published by the end of a day (UTC); where no day of publication is told, that were taken by
    then: the earliest on which they can have been known."""
    import polars as pl

    return table.filter(pl.coalesce(pl.col("published"), pl.col("end").dt.date()) <= day)


def _name(printed: str | None) -> str:
    name = "_".join((printed or "").strip().lower().replace("-", " ").split())
    return OTHER_NAMES.get(name, name)


def _lacking(printed: Sequence[str]) -> list[str]:
    """What such columns lack for a table of sightings."""
    header = {_name(name) for name in printed}
    missing = [name for name in NEEDED if name not in header]
    return missing if {"acquired", "t_from"} & header else [*missing, "acquired or t_from"]


def _read(cells: dict[str, str], delimiter: str) -> dict[str, Any] | str:
    if any("\N{REPLACEMENT CHARACTER}" in value for value in cells.values()):
        return "not UTF-8"
    return _row({name: pointed(value, delimiter) if name in _LIMITS else value for name, value in cells.items()})


def _row(cells: dict[str, str]) -> dict[str, Any] | str:
    """The values of a row by column, without `row`; else why it is none."""
    if not cells["place"]:
        return "no place"
    if not cells["source"]:
        return "no source"
    observed = _flag(cells["observed"])
    if observed is None:
        return "observed is neither yes nor no"
    sensor = cells.get("sensor", "").lower()
    if sensor not in ("", *SENSORS):
        return f"sensor is none of {', '.join(SENSORS)}"
    try:
        when = _when(cells)
    except (ValueError, OverflowError):
        return "the time cannot be read"
    if when is None:
        return "the window ends before it begins"
    try:
        numbers = {name: _number(cells.get(name, "")) for name in _LIMITS}
        imo, mmsi = (int(cells.get(name, "") or 0) for name in ("imo", "mmsi"))
    except ValueError:
        return "a cell that should be a number is none"
    for name, (least, most) in _LIMITS.items():
        value = numbers[name]
        if value is not None and not least <= value <= most:
            return f"{name} is not between {least:g} and {most:g}"
    low, high = numbers["containers_low"], numbers["containers_high"]
    if low is not None and high is not None and low > high:
        return "containers_low is above containers_high"
    if not observed and any(numbers[name] is not None for name in ("length_m", "containers_low", "containers_high")):
        return "nothing was seen, yet a length or containers are given"
    if not (0 <= imo < 10_000_000 and 0 <= mmsi < 1_000_000_000):
        return "imo or mmsi is out of range"
    if imo and not right_digit(imo):
        return "the check digit of the imo is wrong"
    if when[1].year < EARLIEST:
        return f"the look lies before {EARLIEST}"
    identified = _flag(cells.get("identified", "") or "no")
    if identified is None:
        return "identified is neither yes nor no"
    if identified and not (cells.get("vessel") or imo or mmsi):
        return "identified, but no ship is named"
    try:
        published = last_day(cells["published"]) if cells.get("published") else None
    except ValueError:
        return "the day of publication cannot be read"
    if published is not None and published < when[0].date() - _EARLY:
        return "published before it was seen"
    texts = {name: cells.get(name, "") for name in TEXTS} | {"sensor": sensor}
    ship = {"imo": imo or None, "mmsi": mmsi or None, "identified": identified and observed}
    return {**texts, "start": when[0], "end": when[1], "observed": observed, **ship, **numbers, "published": published}


_EARLY = timedelta(days=1)
"""East of Greenwich the day of publication may be printed as the day before that of the look in UTC, never earlier."""

_LIMITS = {
    "resolution_m": (0.01, 10_000.0), "cloud": (0.0, 1.0), "length_m": (1.0, LONGEST_M), "length_sigma_m": (0.0, LONGEST_M),
    "containers_low": (0.0, 100_000.0), "containers_high": (0.0, 100_000.0),
}  # fmt: skip
_COLUMNS = frozenset({*TEXTS, *_LIMITS, "acquired", "t_from", "t_to", "observed", "imo", "mmsi", "identified", "published"})


def _flag(text: str) -> bool | None:
    return True if text.lower() in YES else False if text.lower() in NO else None


def _number(text: str) -> float | None:
    """ "" is not told; "30 %" is 0.3; what is not finite raises ValueError."""
    if not text:
        return None
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _when(cells: dict[str, str]) -> tuple[datetime, datetime] | None:
    """The instant of a look twice, or its window. None where it ends before it begins; raises ValueError where unreadable."""
    if cells.get("acquired"):
        return _bounds(cells["acquired"])
    start, _ = _bounds(cells.get("t_from", ""))
    _, end = _bounds(cells.get("t_to") or cells.get("t_from", ""))
    return (start, end) if start <= end else None


def _bounds(text: str) -> tuple[datetime, datetime]:
    """First and last second of an ISO instant (the same), day, month or year. Raises ValueError."""
    if len(text) <= 10:
        first, last = first_day(text), last_day(text)
        midnight = datetime(last.year, last.month, last.day, tzinfo=UTC)
        return datetime(first.year, first.month, first.day, tzinfo=UTC), midnight + timedelta(seconds=86_399)
    instant = datetime.fromisoformat(text)
    instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    return instant, instant


def right_digit(imo: int) -> bool:
    """Whether the last digit of a ship's IMO number is the check digit of the first six (Resolution A.1117(30): the digits
    times 7 to 2, summed)."""
    digits = [int(digit) for digit in f"{imo:07d}"]
    return sum(digit * weight for digit, weight in zip(digits[:6], range(7, 1, -1), strict=True)) % 10 == digits[6]
