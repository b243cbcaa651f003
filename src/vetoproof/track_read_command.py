"""`vetoproof track read`: files of positions to one sorted table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    from vetoproof.track_files import FileTold, Told

EPILOG = (
    "Examples: vetoproof track read AIS_2024_01_01.csv.zst -o positions.parquet; "
    "vetoproof track read logs/ station.nmea --start 2024-03-05T00:00:00Z -o positions.parquet; "
    "vetoproof track read fleet.csv --columns mmsi=ShipId,t=Seen,lat=Breite,lon=Laenge --dates dmy -o positions.parquet; "
    "vetoproof track read customs.csv --columns date=Datum,time=Zeit --zone EET -o positions.parquet"
)
_NAMED = 5
"""Files that are named, of those that fail as another does."""
_EACH = 8
"""Files that are told of one by one; of more only what they give together, by reason."""
_COLUMNS = 12
"""Columns that are named, of those that nothing is read from."""
_SOURCES = {"unknown": 0, "land": 1, "satellite": 2}


def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Files, folders, archives: AIS sentences (NMEA, NM4), CSV, Parquet; gz, bz2, zst, zip.", metavar="FILE..."
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The Parquet of positions to write.")],
    particulars: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where what ships say of themselves goes; by default OUT.particulars.parquet."),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="F", help="nmea, csv or parquet; by default told by the first bytes.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns", metavar="OURS=THEIRS,...", help="Which column is which (mmsi, t, lat, lon, sog ...), where not told."
        ),
    ] = None,
    dates: Annotated[str | None, typer.Option("--dates", help="Whether 03/04/2024 is dmy or mdy, where not told.")] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="TIME", help="When a recording without times began, UTC: 2024-03-05T00:00:00Z."),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="The zone of times that bear none, by default UTC: EET, or +10:00."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="What received the reports where they do not say: unknown, land or satellite.")
    ] = "unknown",
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")] = False,
) -> None:
    """Read ships' positions into one Parquet, sorted by ship and time; what is left out is counted by reason.

    Of larger data than memory only a part is held at a time. Exit status 1: a file could not be read, the others were.
    """
    from vetoproof.track_files import Options
    from vetoproof.track_files import read as read_files
    from vetoproof.track_sources import FORMATS

    form = next((known for known in FORMATS if known == format_), None)
    if format_ is not None and form is None:
        fail(f"--format {format_}: say {', '.join(FORMATS)}.")
    if dates not in (None, "dmy", "mdy"):
        fail(f"--dates {dates}: say dmy or mdy.")
    if source not in _SOURCES:
        fail(f"--source {source}: say {', '.join(_SOURCES)}.")
    options = Options(form, _columns(columns), dates, _moment(start), _SOURCES[source], zone=_zoned(zone))
    with errors(), bar("Reading (MB)") as progress:
        told = read_files(files, out, particulars, options, progress)
    if json:
        from vetoproof.model import encode

        sys.stdout.buffer.write(encode(told) + b"\n")
    else:
        for line in told_lines(told):
            typer.echo(line)
    for line in _warnings(told.files, zone):
        typer.echo(f"vetoproof: {line}", err=True)
    for line in _failures(told):
        typer.echo(f"vetoproof: {line}", err=True)
    raise typer.Exit(1 if any(file.failure is not None for file in told.files) else 0)


def told_lines(told: Told) -> Iterator[str]:
    """What reading gave, for people."""
    first, last = _day(told.first), _day(told.last)
    from vetoproof.track_files import advice, counted

    yield f"{told.out}: {counted(told.positions, 'position')} of {counted(told.ships, 'ship')}, from {first} to {last} UTC"
    yield f"  {counted(told.duplicates, 'duplicate')} left out"
    yield f"{told.particulars}: {counted(told.statements, 'statement')} of ships about themselves, where they change"
    if told.theirs:
        yield (
            f"  {counted(told.theirs, 'position')} under {counted(told.no_ships, 'number')} of stations, buoys, aircraft, "
            "beacons, hand-held sets or boats: kept here, and no ships: `track events` finds nothing of them"
        )
    if told.passed_over:
        more = ", ..." if len(told.passed_over) > _NAMED else ""
        yield (
            f"  {counted(len(told.passed_over), 'file')} passed over, hidden or notes of macOS: "
            f"{', '.join(told.passed_over[:_NAMED])}{more}"
        )
    if len(told.files) > _EACH:
        yield from _totals(told.files)
    else:
        for file in told.files:
            yield from _file_lines(file)
    if any(file.rejected for file in told.files) and len(told.files) <= _EACH:
        yield (
            "Row or line 371 above is the 371st report of its file, header not counted; the column `row` counts from 0 "
            "over all files"
        )
    yield from advice(told.files)


def _failures(told: Told) -> Iterator[str]:
    """Why files were not read: files with one trouble, such as a folder of tables of one kind, on one line."""
    alike: dict[str, list[str]] = {}
    for file in told.files:
        if file.failure is not None:
            alike.setdefault(file.failure, []).append(file.file)
    for failure, names in alike.items():
        others = ", ".join(names[1 : 1 + _NAMED]) + (" ..." if len(names) > 1 + _NAMED else "")
        yield f"{names[0]}: {failure}"
        if others:
            yield f"  so are {len(names) - 1:,} more: {others}"


def _totals(files: Sequence[FileTold]) -> Iterator[str]:
    """What many files give together: by reason how many reports, in how many files, and which of these has most."""
    from vetoproof.track_files import counted

    read = [file for file in files if file.format]
    yield (
        f"{counted(len(files), 'file')}: {counted(sum(file.positions for file in read), 'position')} from "
        f"{counted(sum(file.reports for file in read), 'report')}; --json tells of each file"
    )
    for what in ("rejected", "set aside"):
        by: dict[str, list[tuple[int, str]]] = {}
        for file in read:
            some = {why: count.number for why, count in file.rejected.items()} if what == "rejected" else file.aside
            for why, number in some.items():
                by.setdefault(why, []).append((number, file.file))
        for why, numbers in sorted(by.items(), key=lambda item: (-sum(number for number, _ in item[1]), item[0])):
            most = max(numbers, key=lambda pair: (pair[0], pair[1]))
            where = f"in {len(numbers):,} files, most in {most[1]}: {most[0]:,}" if len(numbers) > 1 else most[1]
            yield f"  {sum(number for number, _ in numbers):,} {what}: {why} ({where})"
    bare = [file for file in read if file.unzoned]
    if bare:
        times, files_ = counted(sum(file.unzoned for file in bare), "time"), counted(len(bare), "file")
        yield f"  {times} without a zone, in {files_}, read as {bare[0].zone}{_another(bare[0])}"
    repaired = [file for file in read if file.repaired]
    if repaired:
        lines = counted(sum(file.repaired for file in repaired), "line")
        yield f"  not UTF-8, and read as Windows-1252: {lines} in {counted(len(repaired), 'file')}"
    columns = dict.fromkeys(name for file in read for name in file.unread)
    if columns:
        yield _unread(tuple(columns))


def _unread(names: Sequence[str]) -> str:
    more = f" and {len(names) - _COLUMNS:,} more" if len(names) > _COLUMNS else ""
    return f"  columns that nothing is read from: {', '.join(name[:40] for name in names[:_COLUMNS])}{more}"


def _another(file: FileTold) -> str:
    return "; --zone says another" if file.zone == "UTC" else ""


def _file_lines(file: FileTold) -> Iterator[str]:
    if not file.format:
        return
    from vetoproof.track_files import counted, first, unit

    yield f"{file.file} ({file.format}): {counted(file.positions, 'position')} from {counted(file.reports, unit(file))}"
    for why, count in sorted(file.rejected.items(), key=lambda item: (-item[1].number, item[0])):
        yield f"  {count.number:,} rejected: {why} ({first(file, count)})"
    for what, number in sorted(file.aside.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {number:,} set aside: {what}"
    if file.unzoned:
        bear = "bears no zone and was" if file.unzoned == 1 else "bear no zone and were"
        yield f"  {counted(file.unzoned, 'time')} {bear} read as {file.zone}{_another(file)}"
    if file.repaired:
        yield f"  not UTF-8, and read as Windows-1252: {counted(file.repaired, 'line')}"
    if file.unread:
        yield _unread(file.unread)


def _warnings(files: Sequence[FileTold], zone: str | None) -> Iterator[str]:
    """Times that are likely some place's and were read as UTC; a zone that nothing needed."""
    from vetoproof.track_files import counted

    local = [file for file in files if file.local and file.unzoned]
    if zone is None and local:
        others = f" (and {counted(len(local) - 1, 'file')} more)" if len(local) > 1 else ""
        yield (
            f"WARNING: {local[0].file}{others}: the column {local[0].local[:40]!r} says that its times are local, and they "
            "were read as UTC. They are wrong by the zone's offset: say it, such as --zone EET or --zone +10:00"
        )
    if zone is not None and not any(file.unzoned for file in files):
        yield f"--zone {zone} was not used: the times bear a zone, are seconds since 1970, or their column says UTC"


def _zoned(text: str | None) -> str | None:
    from vetoproof.model.errors import Refusal
    from vetoproof.track.layouts.zones import zone

    try:
        return None if text is None else zone(text).name
    except Refusal as error:
        fail(f"--zone {error}")


def _day(moment: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _columns(text: str | None) -> dict[str, str] | None:
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    wrong = next(("".join(pair) for pair in pairs if not all(part.strip() for part in pair)), None)
    if wrong is not None:
        fail(f"--columns {wrong}: write OURS=THEIRS, such as mmsi=ShipId,t=Seen.")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _moment(text: str | None) -> int | None:
    from datetime import UTC, datetime

    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        fail(f"--start {text}: write a moment in UTC, such as 2024-03-05T00:00:00Z.")
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
