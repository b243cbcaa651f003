"""`vetoproof track calls`: what sightings and silences show of watched places."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.model import Calls, DarkCall, PlaceCalls, Presence, Voyage
    from vetoproof.track.windows import Window

EPILOG = (
    "Examples: vetoproof track calls --sightings sightings.csv --watch places.csv; "
    "vetoproof track calls --sightings sightings.csv --events events.parquet --watch places.csv "
    "--from 2023-08 --to 2024-02 -o calls.json"
)

NO_PLACES = (
    "no watched places: give --watch FILE, a CSV with the columns name, latitude, longitude, radius_km (and aliases, berths, "
    "source, limitation). A regime pack that watches ports has one, watched_places.csv in its folder: use it, or a copy with "
    "rows of your own."
)


def calls(
    sightings: Annotated[
        Path, typer.Option(metavar="FILE", help="CSV of sightings: place, acquired, observed (yes or no), source, and more.")
    ],
    events: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A Parquet of events, as `track events --watch` writes it.")
    ] = None,
    watch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of watched places: name, latitude, longitude, radius_km.")
    ] = None,
    particulars: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What ships say of themselves, as `track read` writes it: whose IMO number is whose."
        ),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Thresholds of your own, in the form of the file that ships.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Count from this year, month or day on (2023-08).")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Count up to the end of this year, month or day.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="The JSON file to write.")] = None,
) -> None:
    """Tell what sightings and silences show of watched places: who was seen when, and how many calls that stands for.

    A silence is consistent with a call until a named reader identified the ship in it. Rows that cannot be used are told.
    """
    with errors(), bar("Looking") as progress:
        if watch is None:
            fail(NO_PLACES)
        from vetoproof.packs.track_rules import track_rules
        from vetoproof.track import calls as room
        from vetoproof.track.schema import events as wanted
        from vetoproof.track.schema import particulars as said
        from vetoproof.track.sightings import read_sightings
        from vetoproof.track.watched import read_watched
        from vetoproof.track.whose import claims, hulls_of

        thresholds, over = track_rules(rules), _window(first, last)
        try:
            with sightings.open("rb") as file:
                read = read_sightings(file)
            with watch.open("rb") as file:
                watched = read_watched(file)
        except (ValueError, UnicodeDecodeError) as error:
            fail(str(error))
        if not watched.places:
            fail(f"{watch}: no row of it is a watched place. {NO_PLACES}")
        progress(1, 2, sightings.name)
        heard = None if events is None else _parquet(events, wanted(), "`vetoproof track events`")
        ships = None if particulars is None else hulls_of(claims(_parquet(particulars, said(), "`vetoproof track read`")))
        found = room.calls(read.table, heard, watched.places, thresholds, over=over, ships=ships, rejected=read.rejected)
        progress(2, 2, sightings.name)
    from vetoproof.model import encode

    data = encode(found) + b"\n"
    if out is not None:
        with errors():
            part = out.with_name(out.name + ".part")
            part.write_bytes(data)
            os.replace(part, out)
    for line, why in watched.rejected:
        typer.echo(f"vetoproof: {watch}, line {line}: left out, {why}", err=True)
    for name in read.ignored:
        typer.echo(f"vetoproof: {sightings}: the column {name!r} is not known and was not read", err=True)
    if json:
        sys.stdout.buffer.write(data)
        return
    for said_line in _lines(found, events is not None):
        typer.echo(said_line)


def _window(first: str | None, last: str | None) -> Window | None:
    from vetoproof.model.errors import Refusal
    from vetoproof.track.windows import Window, first_day, last_day

    if first is None and last is None:
        return None
    if first is None or last is None:
        raise Refusal("give both --from and --to, or neither: the days without a look are counted between them")
    try:
        over = Window(first_day(first), last_day(last))
    except ValueError as error:
        raise Refusal(f"--from {first} --to {last}: {error}") from error
    if over.last < over.first:
        raise Refusal(f"--from {first} --to {last}: it ends before it begins")
    return over


def _parquet(path: Path, wanted: pl.Schema, writer: str) -> pl.DataFrame:
    """A table with the columns that it must have. Raises Refusal."""
    import polars as pl

    from vetoproof.model.errors import Refusal

    if not path.is_file():
        raise Refusal(f"{path}: no such file")
    try:
        table = pl.read_parquet(path)
        if missing := [name for name in wanted if name not in table.columns]:
            raise Refusal(f"{path}: it lacks the columns {', '.join(missing)}; {writer} writes such a table")
        return table.select(list(wanted)).cast(wanted)
    except pl.exceptions.PolarsError as error:
        raise Refusal(f"{path}: no such Parquet as {writer} writes ({str(error).splitlines()[0]})") from error


def _lines(found: Calls, heard: bool) -> Iterator[str]:
    for place in found.places:
        yield from _place(place)
        for call in found.dark_calls:
            if call.place == place.place:
                yield from _silence(call)
    for chain in found.voyages:
        yield from _voyage(chain)
    for words in found.impossible:
        yield f"cannot be, so that something in it is wrong: {words}"
    if not heard:
        yield "No events were given: silences are not looked at."
    for why, count in sorted(Counter(row.why for row in found.refused).items()):
        lines = [str(row.row) for row in found.refused if row.why == why]
        shown = ", ".join(lines[:10]) + (", ..." if count > 10 else "")
        yield f"refused: {count} row{'s' if count > 1 else ''} (line {shown}): {why}"


def _place(place: PlaceCalls) -> Iterator[str]:
    if not place.looks:
        yield f"{place.place}: {place.arithmetic[0]}"
        return
    yield f"{place.place}, {place.first} to {place.last}"
    told = [f"{place.with_ship} with a ship", f"{place.with_none} with none"]
    told += [f"{count} {why}" for why, count in place.blind.items()]
    told += [f"{place.disputed} on which readers disagree"] if place.disputed else []
    told += [f"{place.particular} for certain ships or berths alone"] if place.particular else []
    yield f"  {_counted(place.looks, 'look')}: {', '.join(told)}"
    yield (
        f"  {_counted(place.days, 'day')}: {place.days_with_look} with a look, {place.days_with_ship} of them with a ship, "
        f"{place.days_without_look} without a look"
        + (f"; {_counted(place.undated, 'look')} on a day not known" if place.undated else "")
    )
    for line in place.arithmetic:
        yield f"  {line}"
    for stay in place.stays:
        yield f"  a ship was there: {_bounds(stay)}"
    for stay in place.identified:
        yield f"  {stay.vessel} was there, identified by {', '.join(stay.readers)}: {_bounds(stay)}"


def _bounds(stay: Presence) -> str:
    came = f"came by {stay.came_by} (no look before bounds it)"
    if stay.came_after is not None:
        came = f"came {_between(stay.came_after, stay.came_by)}"
    left = f"left after {stay.left_not_before} (no look after bounds it)"
    if stay.left_before is not None:
        left = f"left {_between(stay.left_not_before, stay.left_before)}"
    return f"{came}, {left}; {_counted(stay.looks, 'look')}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _between(first: str | None, last: str | None) -> str:
    return f"at {first}" if first == last else f"between {first} and {last}"


def _silence(call: DarkCall) -> Iterator[str]:
    word = "by the silence, its way and the places watched" if call.standing == "corroborated" else "probability"
    likely = "" if call.probability is None else f", {word} {call.probability:.2f}"
    lowered = f" (by the silence, its way and the places watched {call.by_silence:.2f})" if call.by_silence is not None else ""
    by = f", by {', '.join(call.readers)}" if call.readers else ""
    yield f"  {call.words}{by}: MMSI {call.mmsi}, {call.start} to {call.end}{likely}{lowered}"
    if call.came_after is not None:
        may = "it came" if call.standing == "corroborated" else "a call would have begun"
        out = "left" if call.standing == "corroborated" else "ended"
        until, before = call.left_not_before, call.left_before
        yield f"    {may} {_between(call.came_after, call.came_by)}, {out} {_between(until, before)}"
    for note in call.notes:
        yield f"    {note}"


def _voyage(chain: Voyage) -> Iterator[str]:
    shown = {"seen": "heard at both", "corroborated": "identified where it was not heard"}.get(chain.standing)
    likely = "" if chain.probability is None else f", probability {chain.probability:.2f}"
    yield (
        f"{chain.vessel}: {chain.origin} to {chain.destination}, left {_between(chain.start, chain.left_before)}, arrived "
        f"{_between(chain.arrived_after, chain.end)}; "
        f"{shown or 'rests on a silence that is consistent with a call' + likely}"
    )
    if chain.via:
        yield f"  heard between at {', '.join(chain.via)}"
    if chain.alternatives:
        yield f"  the same silence is consistent with a call at {', '.join(chain.alternatives)} too"
    for line in chain.evidence:
        yield f"  {line}"
