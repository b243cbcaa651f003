"""`vetoproof track events`: what a table of positions shows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    from vetoproof.track.find import Counts

EPILOG = (
    "Examples: vetoproof track events positions.parquet -o events.parquet; "
    "vetoproof track events positions.parquet --ports ports.csv --watch places.csv -o events.parquet"
)


def events(
    positions: Annotated[
        Path,
        typer.Argument(
            help="A Parquet of positions, as `track read` writes it, or with mmsi, t, lat, lon, sog.", metavar="FILE"
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The Parquet of events to write.")],
    ports: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV of ports: place, latitude, longitude. Without it, the ports that ship."),
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="CSV of watched places: name, latitude, longitude, radius_km. Finds dark calls there."
        ),
    ] = None,
    particulars: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What ships say of themselves, as `track read` writes it: identity and draught."),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Thresholds of your own, in the form of the file that ships.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")] = False,
) -> None:
    """Find gaps, jumps, drifting, port calls, meetings, dark calls and trouble of identity in ships' positions.

    Data larger than memory is read ship by ship. Rows that are no positions are counted, and left out.
    """
    with errors(), bar("Looking") as progress:
        from vetoproof.packs.track_rules import track_rules
        from vetoproof.track.ports import read_ports
        from vetoproof.track.watched import WatchedTable, read_watched
        from vetoproof.track_event_files import write_events

        shipped = Path(__file__).parent / "packs" / "track" / "ports.csv"
        try:
            with (ports or shipped).open("rb") as file:
                known = read_ports(file)
            watched = WatchedTable(())
            if watch is not None:
                with watch.open("rb") as file:
                    watched = read_watched(file)
        except (ValueError, UnicodeDecodeError) as error:
            fail(str(error))
        kinds, counts = write_events(
            positions, out, known, track_rules(rules), watched=watched.places, particulars=particulars, progress=progress
        )
    for file_, rejected in ((ports, known.rejected), (watch, watched.rejected)):
        for line, why in rejected:
            typer.echo(f"vetoproof: {file_ or shipped}, line {line}: left out, {why}", err=True)
    _told(kinds, counts, out, json)


def _told(kinds: dict[str, int], counts: Counts, out: Path, json: bool) -> None:
    if json:
        from vetoproof.model import encode

        sys.stdout.buffer.write(encode({"out": str(out), "events": kinds, "read": counts}) + b"\n")
        return
    for line in _lines(kinds, counts, out):
        typer.echo(line)


def _lines(kinds: dict[str, int], counts: Counts, out: Path) -> Iterator[str]:
    from vetoproof.track_files import counted

    events_ = counted(sum(kinds.values()), "event")
    yield f"{out}: {events_} from {counted(counts.rows, 'position')} of {counted(counts.ships, 'ship')}"
    for kind, count in kinds.items():
        yield f"  {count:,} {kind}"
    if counts.shared:
        yield f"  {counted(counts.shared, 'MMSI')} under which two ships or more sent"
    for line in counts.told():
        yield f"  left out: {line}"
    if not counts.rows:
        yield "  The table holds no positions."
