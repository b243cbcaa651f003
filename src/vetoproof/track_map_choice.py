"""Which events and sightings a map shows: a stretch of sea, kinds, days. What is left out is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.track.ports import Ports
    from vetoproof.track.watched import Watched

Box = tuple[float, float, float, float]
Point = tuple[float, float]
SHOWN = 8
"""Names that are shown where more than one place is meant."""
KM = 111.195
"""Kilometres of a degree of latitude."""


class Span(msgspec.Struct, frozen=True):
    """From the first second to the last; None is open."""

    first: datetime | None = None
    last: datetime | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


def span(first: str | None, last: str | None) -> Span:
    """Days, months, years or instants as they are typed: of a day the whole of it. Raises Refusal."""
    found = Span(_edge(first, "--from", False), _edge(last, "--to", True))
    if found.first and found.last and found.last < found.first:
        raise Refusal(f"--to {last} lies before --from {first}; exchange them")
    return found


def _edge(text: str | None, option: str, late: bool) -> datetime | None:
    from vetoproof.track.windows import first_day, last_day

    if text is None:
        return None
    try:
        if len(text) > 10:
            at = datetime.fromisoformat(text)
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        day = last_day(text) if late else first_day(text)
    except (ValueError, OverflowError):
        raise Refusal(f"{option} {text}: a day is meant, as 2024-01-31, or an instant, as 2024-01-31T12:00:00Z") from None
    return datetime(day.year, day.month, day.day, *((23, 59, 59) if late else (0, 0, 0)), tzinfo=UTC)


def box_of(text: str) -> Box:
    """West, south, east, north as typed: "129.5,41.5,133.5,43.5". Raises Refusal."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise Refusal(f"--box {text}: four numbers are meant, west,south,east,north, as 129.5,41.5,133.5,43.5") from None
    if not (-90 <= south < north <= 90 and abs(west) <= 180 and abs(east) <= 180 and west != east):
        raise Refusal(
            f"--box {text}: south has to be below north, both within 90 degrees, west and east within 180; west may be more "
            "than east, where the box crosses the 180th meridian"
        )
    return west, south, east, north


def box_around(lat: float, lon: float, km: float) -> Box:
    """The box that reaches `km` to each side of a point."""
    import math

    high = km / KM
    wide = min(high / max(math.cos(math.radians(lat)), 0.02), 179.0)
    west, east = ((value + 180.0) % 360.0 - 180.0 for value in (lon - wide, lon + wide))
    return west, max(lat - high, -90.0), east, min(lat + high, 90.0)


class Place(msgspec.Struct, frozen=True):
    """A place that was asked for: its name, its other names, and where it is."""

    name: str
    names: tuple[str, ...]
    lat: float
    lon: float


def place_of(asked: str, watched: Iterable[Watched], ports: Ports) -> Place:
    """The watched place or port of this name, or the only one that has these words in its name. Raises Refusal with names that
    are like it, or where it is ambiguous."""
    import difflib

    from vetoproof.track.schema import DEGREE

    wanted, watched = asked.strip().casefold(), tuple(watched)
    for one in watched:
        if wanted in {name.casefold() for name in (one.name, *one.aliases)}:
            return Place(one.name, (one.name, *one.aliases), one.latitude, one.longitude)
    found = [i for i, name in enumerate(ports.names) if name.casefold() == wanted]
    at = [(float(ports.lat[i]) / DEGREE, float(ports.lon[i]) / DEGREE) for i in found]
    if len(found) > 1:
        where = "; ".join(f"{lat:.2f}, {lon:.2f}" for lat, lon in at)
        raise Refusal(f"--place {asked}: {len(found)} ports have this name ({where}); use --box west,south,east,north")
    if found:
        return Place(ports.names[found[0]], (ports.names[found[0]],), *at[0])
    within = [one for one in watched if any(_has(name, wanted) for name in (one.name, *one.aliases))]
    if len(within) == 1:
        return Place(within[0].name, (within[0].name, *within[0].aliases), within[0].latitude, within[0].longitude)
    parts = [] if within else [i for i, name in enumerate(ports.names) if _has(name, wanted)]
    if len(parts) == 1:
        (i,) = parts
        return Place(ports.names[i], (ports.names[i],), float(ports.lat[i]) / DEGREE, float(ports.lon[i]) / DEGREE)
    if many := [one.name for one in within] or sorted({ports.names[i] for i in parts}):
        shown = ", ".join(many[:SHOWN]) + (", ..." if len(many) > SHOWN else "")
        raise Refusal(f"--place {asked}: {max(len(within), len(parts))} places have it in their names ({shown}); say which")
    known = {name.casefold(): name for one in watched for name in (one.name, *one.aliases)}
    known |= {name.casefold(): name for name in ports.names}
    like = [known[name] for name in difflib.get_close_matches(wanted, known, 3, 0.6)]
    hint = f"Like it: {', '.join(like)}. " if like else ""
    raise Refusal(
        f"--place {asked}: no such place among the ports and those of --watch. {hint}Or use --box west,south,east,north"
    )


def _has(name: str, wanted: str) -> bool:
    """Whether these words stand in a name, whole."""
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", name.casefold()) is not None


def events_of(path: Path) -> pl.DataFrame:
    """A Parquet of events. Raises Refusal where it is none."""
    import polars as pl

    from vetoproof.track.schema import events

    try:
        frame = pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise Refusal(f"{path}: no Parquet ({str(error).splitlines()[0]}). `vetoproof track events` writes one") from error
    schema = events()
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        hint = "; these are positions, make events of them first" if {"mmsi", "lat", "lon"} <= set(frame.columns) else ""
        raise Refusal(f"{path}: no table of events, it lacks {', '.join(missing)}{hint}: `vetoproof track events`")
    try:
        return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())
    except pl.exceptions.PolarsError as error:
        raise Refusal(f"{path}: a column is not what a table of events has ({str(error).splitlines()[0]})") from error


def chosen(
    events: pl.DataFrame, kinds: tuple[str, ...], when: Span, box: Box | None, names: tuple[str, ...] = ()
) -> tuple[pl.DataFrame, dict[str, int]]:
    """The events asked for, and how many were left out for each reason.

    An event is in the box with either of its ends, or where its place is one of `names`. Events without a position stay only
    where no box is given.
    """
    import polars as pl

    left: dict[str, int] = {}

    def keep(frame: pl.DataFrame, test: pl.Expr, reason: str) -> pl.DataFrame:
        kept = frame.filter(test.fill_null(False))
        if kept.height < frame.height:
            left[reason] = frame.height - kept.height
        return kept

    if kinds:
        events = keep(events, pl.col("kind").is_in(list(kinds)), "of other kinds")
    if when.first is not None:
        events = keep(events, pl.col("end") >= when.first, "ended before")
    if when.last is not None:
        events = keep(events, pl.col("start") <= when.last, "began after")
    if box is None:
        return events, left
    far = pl.col("detail").list.eval(
        pl.when(pl.element().struct.field("name").is_in(["to_lat", "to_lon"]))
        .then(pl.element().struct.field("value"))
        .drop_nulls()
    )
    ends = events.with_columns(
        far.list.get(0, null_on_oob=True).cast(pl.Float64, strict=False).alias("to_lat"),
        far.list.get(1, null_on_oob=True).cast(pl.Float64, strict=False).alias("to_lon"),
    )
    named = pl.col("place").str.to_lowercase().is_in([name.lower() for name in names]).fill_null(False)
    inside = _inside("lat", "lon", box).fill_null(False) | _inside("to_lat", "to_lon", box).fill_null(False) | named
    return keep(ends, inside, "elsewhere").drop("to_lat", "to_lon"), left


def _inside(lat: str, lon: str, box: Box) -> pl.Expr:
    import polars as pl

    west, south, east, north = box
    across = pl.col(lon).is_between(west, east) if west < east else (pl.col(lon) >= west) | (pl.col(lon) <= east)
    return pl.col(lat).is_between(south, north) & across


def positions(watched: Iterable[Watched], ports: Ports) -> Mapping[str, Point]:
    """Where each named place is, by its folded names; the watched ones win, and a name that two ports share is left out."""
    from collections import Counter

    from vetoproof.track.schema import DEGREE

    many = Counter(name.casefold() for name in ports.names)
    known = {
        name.casefold(): (float(lat) / DEGREE, float(lon) / DEGREE)
        for name, lat, lon in zip(ports.names, ports.lat.tolist(), ports.lon.tolist(), strict=True)
        if many[name.casefold()] == 1
    }
    return known | {name.casefold(): (one.latitude, one.longitude) for one in watched for name in (*one.aliases, one.name)}
