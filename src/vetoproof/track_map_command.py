"""`vetoproof track map`: events on a map, as one page, one drawing, or data for a map program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.report.mappage import Sheet
    from vetoproof.track.ports import Ports
    from vetoproof.track.sightings import SightingTable
    from vetoproof.track.watched import WatchedTable
    from vetoproof.track_map_choice import Box, Span

EPILOG = (
    'Examples: vetoproof track map events.parquet --watch places.csv --place "Example Harbour" -o map.html; '
    "vetoproof track map events.parquet --box 129.5,41.5,133.5,43.5 --kind dark_call --kind gap --from 2024-01 -o map.svg; "
    "vetoproof track map events.parquet --sightings sightings.csv -o map.geojson"
)
FORMATS = (".html", ".svg", ".geojson")
SHOWN = 3
"""Lines that are named for each reason why rows were left out."""


def map_(
    events: Annotated[Path, typer.Argument(help="A Parquet of events, as `track events` writes it.", metavar="EVENTS")],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", metavar="FILE", help="map.html (map and list), map.svg (the drawing), or map.geojson (the data)."
        ),
    ],
    watch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of watched places: name, latitude, longitude, radius_km.")
    ] = None,
    sightings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of sightings: place, acquired, observed, source.")
    ] = None,
    ports: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV of ports: place, latitude, longitude. Without it, the ports that ship."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="A watched place or port to show the sea around.")] = None,
    around: Annotated[float, typer.Option(metavar="KILOMETRES", help="How far around --place, in kilometres.")] = 120.0,
    box: Annotated[str | None, typer.Option(metavar="W,S,E,N", help="The stretch of sea to show, in degrees.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only events of this kind, such as gap; may be repeated.")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only what lasted to this day or longer.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only what began by the end of this day.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")] = False,
) -> None:
    """Draw what ships did on a map over an outline of land, in one file that needs no network and no script."""
    with errors(), bar("Drawing") as progress:
        from vetoproof.track_map_choice import box_around, box_of, chosen, events_of, place_of, span

        if out.suffix.lower() not in FORMATS:
            fail(f"{out}: a map is written as {', '.join(FORMATS)}, told by the end of its name; this one ends in {_end(out)}")
        if place is not None and box is not None:
            fail("--place and --box each say what to show; give one of them")
        if not 1 <= around <= 5000:
            fail(f"--around {around:g}: between 1 and 5,000 kilometres")
        kinds, when = _kinds(kind or []), span(from_, to)
        every = events_of(events)
        progress(1, 3, str(events))
        known, watched, seen = _tables(ports, watch, sightings)
        asked = place_of(place, watched.places, known) if place is not None else None
        shown = box_of(box) if box is not None else box_around(asked.lat, asked.lon, around) if asked else None
        found, left = chosen(every, kinds, when, shown, asked.names if asked else ())
        progress(2, 3, "drawing")
        name = asked.name if asked else ""
        sheet = _sheet(found, every, watched, known, seen, shown, name, when, left)
        data = _data(out, sheet, found, watched, known, seen, when)
        part = out.with_name(out.name + ".part")
        part.write_bytes(data)
        os.replace(part, out)
        progress(3, 3, str(out))
    _rejected(((ports, known.rejected), (watch, watched.rejected), (sightings, seen.rejected if seen else ())))
    _told(out, sheet, found, left, json)


def _end(out: Path) -> str:
    return out.suffix or "nothing"


def _kinds(asked: list[str]) -> tuple[str, ...]:
    from vetoproof.track.schema import KINDS

    kinds = tuple(one.strip() for text in asked for one in text.split(",") if one.strip())
    for one in kinds:
        if one not in KINDS:
            fail(f"--kind {one}: events are of the kinds {', '.join(KINDS)}")
    return kinds


def _tables(ports: Path | None, watch: Path | None, sightings: Path | None) -> tuple[Ports, WatchedTable, SightingTable | None]:
    from vetoproof.track.ports import read_ports
    from vetoproof.track.sightings import read_sightings
    from vetoproof.track.watched import WatchedTable, read_watched

    path = ports or Path(__file__).parent / "packs" / "track" / "ports.csv"
    try:
        with path.open("rb") as file:
            known = read_ports(file)
        watched, seen = WatchedTable(()), None
        if watch is not None:
            path = watch
            with path.open("rb") as file:
                watched = read_watched(file)
        if sightings is not None:
            path = sightings
            with path.open("rb") as file:
                seen = read_sightings(file)
    except (ValueError, UnicodeDecodeError) as error:
        fail(f"{path}: {error}")
    return known, watched, seen


def _sheet(
    found: pl.DataFrame, every: pl.DataFrame, watched: WatchedTable, known: Ports, seen: SightingTable | None,
    shown: Box | None, name: str, when: Span, left: dict[str, int],
) -> Sheet:  # fmt: skip
    import polars as pl

    from vetoproof.packs.track_rules import track_rules
    from vetoproof.report.mappage import Sheet
    from vetoproof.track.looks import looks
    from vetoproof.track.watched import aliases
    from vetoproof.track_map_choice import positions
    from vetoproof.track_map_parts import event_parts, place_marks, sighting_parts

    drawn = event_parts(found, every)
    marks, sections, notes = place_marks(watched.places, known, found), drawn.sections, []
    if seen is not None:
        within = looks(_within(seen, when), aliases(watched.places))
        looked = sighting_parts(within, positions(watched.places, known), track_rules(None))
        marks, sections, notes = marks + looked.marks, sections + looked.sections, looked.notes
        if seen.ignored:
            notes.append(f"Columns of the sightings that are not read: {', '.join(seen.ignored)}.")
    if left:
        notes.append("Not on this map: " + ", ".join(f"{count:,} {reason}" for reason, count in left.items()) + ".")
    if shown is None and not (drawn.marks or drawn.lines or marks):
        fail("Nothing with a position is left to draw; give --box west,south,east,north, or fewer conditions")
    what = f"Events of ships near {name}" if name else "Events of ships"
    period = ""
    if found.height:
        days = found.select(
            first=pl.col("start").min().dt.strftime("%Y-%m-%d"), last=pl.col("end").max().dt.strftime("%Y-%m-%d")
        )
        period = ", {} to {} UTC".format(*days.row(0))
    desc = f"{found.height:,} events{period}, found by rules in ships' own AIS reports. The numbers lead to the list below."
    return Sheet(
        title=what, desc=desc, marks=[*marks, *drawn.marks], lines=drawn.lines, box=shown, sections=tuple(sections),
        notes=tuple(notes),
    )  # fmt: skip


def _within(seen: SightingTable, when: Span) -> pl.DataFrame:
    import polars as pl

    table = seen.table
    if when.first is not None:
        table = table.filter(pl.col("end") >= when.first)
    return table.filter(pl.col("start") <= when.last) if when.last is not None else table


def _data(
    out: Path, sheet: Sheet, found: pl.DataFrame, watched: WatchedTable, known: Ports, seen: SightingTable | None, when: Span
) -> bytes:
    from vetoproof.report.mappage import drawing, page

    if out.suffix.lower() == ".geojson":
        from vetoproof.track.geojson import feature_collection
        from vetoproof.track_map_choice import positions

        return feature_collection(found, None if seen is None else _within(seen, when), positions(watched.places, known))
    return (page(sheet) if out.suffix.lower() == ".html" else drawing(sheet)).encode()


def _rejected(tables: tuple[tuple[Path | None, tuple[tuple[int, str], ...]], ...]) -> None:
    for file, rejected in tables:
        reasons: dict[str, list[int]] = {}
        for line, why in rejected:
            reasons.setdefault(why, []).append(line)
        for why, lines in sorted(reasons.items(), key=lambda one: (-len(one[1]), one[0])):
            shown = ", ".join(str(line) for line in lines[:SHOWN]) + (", ..." if len(lines) > SHOWN else "")
            typer.echo(f"vetoproof: {file or 'ports'}: {len(lines):,} rows left out (line {shown}): {why}", err=True)


def _told(out: Path, sheet: Sheet, found: pl.DataFrame, left: dict[str, int], json: bool) -> None:
    kinds = dict(found.group_by("kind").len().sort("kind").iter_rows())
    if json:
        from vetoproof.model import encode

        sys.stdout.buffer.write(encode({"out": str(out), "events": kinds, "left_out": left, "notes": sheet.notes}) + b"\n")
        return
    typer.echo(f"{out}: {found.height:,} events")
    for kind, count in kinds.items():
        typer.echo(f"  {count:,} {kind}")
    for note in sheet.notes:
        typer.echo(f"  {note}")
