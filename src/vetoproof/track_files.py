"""Files of ships' positions, of any size and layout, to one sorted Parquet of positions and one of what ships say.

Streams: what memory holds is a block of a file, one run of positions while it is sorted, and the changes in what ships say of
themselves; a year of a sea is read in the memory of an hour. What was left out is counted by reason, file by file.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vetoproof.model.errors import Refusal
from vetoproof.track.rejection import CLOCK, NO_MMSI, NO_TIME, WORDS, ZONE_WORD, Batch, Count
from vetoproof.track_runs import Clock, Runs
from vetoproof.track_sources import HEAD, Broken, Format, Source, detect, office, opened, sources

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.track.layouts.zones import Zone

DAY = 86_400
_FEW = 1000
"""Positions of a file below which no time in it is called far from the others."""
_EDGE = 0.01
"""Share of a file's positions at either end that does not say which times are the file's own."""
_YEAR = 366 * DAY
_STATEMENTS = 500_000
"""Statements held before they are thinned."""
_SLICE = 1_000_000
_SHOWN = 10
_UNITS = {"nmea": "line", "csv": "row", "parquet": "row"}
_NONE = Count(0, 0)
_GROUP = 262_144
"""Rows of a Parquet row group: an hour of a ship is found without reading a year of all."""


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file. `first_row`: the place of its first report in the column `row`; `rejected` by reason in words,
    each with its number and the first such report's place in the file, from 0; `aside` what is no position of a ship;
    `repaired` lines that were not UTF-8; `unzoned` times that bear no zone and were read as `zone` says ("UTC", or what the
    caller said), `local` the column whose name says that they are local; `unread` columns that nothing is read from; `failure`:
    why it was not, or not wholly, read."""

    file: str
    format: str
    first_row: int
    reports: int = 0
    positions: int = 0
    rejected: dict[str, Count] = msgspec.field(default_factory=dict)
    aside: dict[str, int] = msgspec.field(default_factory=dict)
    repaired: int = 0
    unzoned: int = 0
    zone: str = "UTC"
    local: str = ""
    unread: tuple[str, ...] = ()
    failure: str | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What reading gave: `positions` of `ships`, without `duplicates`, from `first` to `last` (epoch seconds). `no_ships`:
    numbers that are no ships' (`track.numbers`), `theirs` how many of the positions are theirs; `passed_over` files that were
    not looked into: hidden ones, and notes of macOS."""

    files: tuple[FileTold, ...]
    positions: int
    ships: int
    duplicates: int
    statements: int
    first: int
    last: int
    out: str
    particulars: str
    no_ships: int = 0
    theirs: int = 0
    passed_over: tuple[str, ...] = ()


class NothingRead(Refusal):
    """No position in any of the files; the message says what was seen instead."""


class Options(NamedTuple):
    """How files are read. `format`, `columns` and `dates` say what is not told by the files; `start`: when a recording without
    times began, epoch seconds; `source`: what received the reports (0 unknown, 1 land, 2 satellite) where they do not say;
    `latest`: the last moment a report may bear, by default a day from now; `zone`: that of times which bear none, a name of the
    IANA's table or an offset such as +10:00, by default UTC."""

    format: Format | None = None
    columns: Mapping[str, str] | None = None
    dates: str | None = None
    start: int | None = None
    source: int = 0
    latest: int | None = None
    zone: str | None = None


def read(
    paths: Iterable[Path], out: Path, particulars: Path | None = None, options: Options | None = None,
    progress: Callable[[int, int, str], None] | None = None, *, own: Mapping[Path, Options] | None = None,
) -> Told:  # fmt: skip
    """Read files and folders; write `out` and, beside it, what ships say of themselves.

    `own`: how single files are read, by path, where it is not by `options`. `progress` takes megabytes read, of how many, and
    the file. A file that cannot be read is told of and the others go on.
    Raises `NothingRead` where no position is left, and then writes nothing; `Refusal` where no file is meant or no zone named.
    """
    options, progress = options or Options(), progress or _silent
    latest = options.latest if options.latest is not None else int(time.time()) + DAY
    options = options._replace(latest=latest)
    _zone(options)
    passed: list[str] = []
    meant = sources(paths, passed)
    if not meant:
        raise NothingRead("no file is meant: the folders are empty")
    beside = particulars or out.with_name(f"{out.stem}.particulars.parquet")
    folder = out.resolve().parent
    if not folder.is_dir():
        raise Refusal(f"{folder}: there is no such folder to write to; make it first")
    with tempfile.TemporaryDirectory(prefix=".vetoproof-", dir=folder) as scratch:
        runs, said = Runs(Path(scratch)), _Said()
        each = {path: one._replace(latest=latest) for path, one in (own or {}).items()}
        files, clocks = _read_all(meant, runs, said, options, each, progress)
        if not runs.rows:
            raise NothingRead(_nothing(files))
        notes = {"vetoproof.files": msgspec.json.encode([[f.file, f.first_row, f.reports] for f in files]).decode()}
        kept, stated = Path(scratch) / "positions", Path(scratch) / "particulars"
        written = _write(runs.merged(clocks), kept, notes, runs.last_row)
        if not written.positions:
            raise NothingRead(_nothing(files))
        statements = said.table()
        statements.write_parquet(stated, metadata=notes)
        os.replace(kept, out)
        os.replace(stated, beside)
    files = [_with_clock(file, runs.clock.get(file.first_row)) for file in files]
    return Told(
        files=tuple(files), positions=written.positions, ships=runs.ships, duplicates=runs.duplicates,
        statements=len(statements), first=written.first, last=written.last, out=str(out), particulars=str(beside),
        no_ships=runs.no_ships, theirs=runs.theirs, passed_over=tuple(passed),
    )  # fmt: skip


def _silent(*_: object) -> None:
    return


def _zone(options: Options) -> Zone | None:
    """The zone that the caller says. Raises `ZoneUnknown`."""
    from vetoproof.track.layouts.zones import zone

    return None if options.zone is None else zone(options.zone)


def batches(source: Source, options: Options, told: Callable[[int], None]) -> tuple[Format, Iterator[Batch]]:
    """The format of one file, and its batches. Both may raise `Refusal`, `OSError` and what broken files make readers raise."""
    said, latest = options.columns, options.latest or 0
    head = b""
    with suppress(Broken), opened(source, lambda _: None) as opening:
        # What is broken is told of when the file is read as a whole.
        head = opening.read(HEAD)
    if head.startswith(b"PK") and source.member is None and (what := office(source.path)):
        raise Refusal(f"{what}; save its sheet of positions as CSV first")
    form = options.format or detect(head, said)
    return form, _batches(form, source, options, told, latest)


def _batches(form: Format, source: Source, options: Options, told: Callable[[int], None], latest: int) -> Iterator[Batch]:
    if form == "parquet":
        yield from _parquet(source, options, told, latest)
        return
    with opened(source, told) as plain:
        if form == "nmea":
            from vetoproof.track.nmea.read import read as sentences

            yield from sentences(plain, latest=latest, start=options.start, source_kind=options.source)
        else:
            from vetoproof.track.layouts.read import read as table

            yield from table(
                plain, source.name, latest=latest, said=options.columns, order=options.dates, source_kind=options.source,
                zone=_zone(options),
            )  # fmt: skip


def _parquet(source: Source, options: Options, told: Callable[[int], None], latest: int) -> Iterator[Batch]:
    import polars as pl

    from vetoproof.track.layouts.frames import Frames
    from vetoproof.track.layouts.times import DatesUnclear

    if source.member is not None:
        raise Refusal("Parquet within an archive is not read; unpack it first")
    scan = pl.scan_parquet(source.path, glob=False)
    frames = Frames(
        scan.collect_schema().names(), source.name, latest=latest, said=options.columns, order=options.dates,
        source_kind=options.source, zone=_zone(options),
    )  # fmt: skip
    rows = int(scan.select(pl.len()).collect().item())
    for at in range(0, rows, _SLICE):
        try:
            yield frames.read(scan.select(list(dict.fromkeys(frames.needed))).slice(at, _SLICE).collect())
        except DatesUnclear as error:
            raise error.of(rows) from error
        told(source.size * min(_SLICE, rows - at) // max(1, rows))


def _read_all(
    meant: Sequence[Source],
    runs: Runs,
    said: _Said,
    options: Options,
    own: Mapping[Path, Options],
    progress: Callable[[int, int, str], None],
) -> tuple[list[FileTold], list[Clock]]:
    total, done, first_row = sum(source.size for source in meant), 0, 0
    files: list[FileTold] = []
    clocks: list[Clock] = []
    for source in meant:
        seen = [done]

        def told(size: int, seen: list[int] = seen, name: str = source.path.name) -> None:
            seen[0] += size
            progress(min(seen[0], total) >> 20, total >> 20, name)

        file, clock = _read_one(source, first_row, runs, said, own.get(source.path, options), told)
        files.append(file)
        if clock is not None:
            clocks.append(clock)
        first_row += file.reports
        done += source.size
    return files, clocks


def _read_one(
    source: Source, first_row: int, runs: Runs, said: _Said, options: Options, told: Callable[[int], None]
) -> tuple[FileTold, Clock | None]:
    """Read one file into the runs; whatever is wrong with it as a whole is its `failure`, and what came before it is kept."""
    import polars as pl

    form, failure, local = "", None, ""
    unread: tuple[str, ...] = ()
    reports = positions = repaired = unzoned = 0
    rejected: dict[int, Count] = {}
    aside: Counter[str] = Counter()
    days: Counter[int] = Counter()
    try:
        form, pieces = batches(source, options, told)
        for batch in pieces:
            runs.add(batch.positions.with_columns(pl.col("row") + first_row))
            said.add(batch.particulars.with_columns(pl.col("row") + first_row))
            days.update(dict((batch.positions["t"] // DAY).value_counts().iter_rows()))
            reports, positions = reports + batch.reports, positions + len(batch.positions)
            repaired, unzoned, local = repaired + batch.repaired, unzoned + batch.unzoned, local or batch.local
            unread = unread or batch.unread
            aside.update(batch.aside)
            for reason, count in batch.rejected.items():
                before = rejected.get(reason)
                rejected[reason] = before.joined(count) if before else count
    except (Refusal, OSError, pl.exceptions.PolarsError) as error:
        failure = str(error) or type(error).__name__
        reports = max(reports, getattr(error, "rows", 0))
    file = FileTold(
        file=source.name, format=form, first_row=first_row, reports=reports, positions=positions,
        rejected={WORDS[reason]: count for reason, count in sorted(rejected.items())}, aside=dict(sorted(aside.items())),
        repaired=repaired, unzoned=unzoned, zone=options.zone or "UTC", local=local, unread=unread, failure=failure,
    )  # fmt: skip
    return file, _own_times(days, first_row, first_row + reports)


def _own_times(days: Counter[int], begin: int, end: int) -> Clock | None:
    """From when to when a file's times reach, where some lie far outside: a year, or as much again as the file's own span.

    The file's own are those between its first and last hundredth. None where all are near, or there are too few to tell.
    """
    total = days.total()
    if total < _FEW:
        return None
    ordered, seen = sorted(days), 0
    low = high = ordered[0]
    for day in ordered:
        if seen <= _EDGE * total:
            low = day
        seen += days[day]
        high = day
        if seen >= (1 - _EDGE) * total:
            break
    room = max(_YEAR, (high - low + 1) * DAY)
    earliest, latest = low * DAY - room, (high + 1) * DAY + room
    if ordered[0] * DAY >= earliest and (ordered[-1] + 1) * DAY <= latest:
        return None
    return Clock(begin, end, earliest, latest)


def _with_clock(file: FileTold, left_out: tuple[int, int] | None) -> FileTold:
    if left_out is None:
        return file
    number, first = left_out
    rejected = {**file.rejected, WORDS[CLOCK]: Count(number, first - file.first_row)}
    return msgspec.structs.replace(file, positions=file.positions - number, rejected=rejected)


class _Said:
    """What ships say of themselves, thinned as it comes."""

    def __init__(self) -> None:
        self._frames: list[pl.DataFrame] = []
        self._held = self._least = 0

    def add(self, statements: pl.DataFrame) -> None:
        if statements.is_empty():
            return
        self._frames.append(statements)
        self._held += len(statements)
        if self._held > self._least + _STATEMENTS:
            self._frames = [self.table()]
            self._held = self._least = len(self._frames[0])

    def table(self) -> pl.DataFrame:
        import polars as pl

        from vetoproof.track.particulars import changes
        from vetoproof.track.schema import particulars

        return changes(pl.concat(self._frames)) if self._frames else pl.DataFrame(schema=particulars())


class _Written(NamedTuple):
    positions: int
    first: int
    last: int


def _write(frames: Iterator[pl.DataFrame], out: Path, notes: dict[str, str], last_row: int) -> _Written:
    """Stream frames into one Parquet file; how many rows, and their first and last moments."""
    from polars.io.plugins import register_io_source

    from vetoproof.track.schema import COMPRESSION, stored

    schema = stored(last_row)
    rows, first, last = 0, 1 << 62, 0

    def counted(*_: Any) -> Iterator[pl.DataFrame]:
        nonlocal rows, first, last
        for frame in frames:
            if len(frame):
                rows += len(frame)
                first, last = min(first, int(frame["t"].min())), max(last, int(frame["t"].max()))  # type: ignore[arg-type]
                yield from frame.cast(schema).iter_slices(_GROUP)

    source = register_io_source(counted, schema=schema)
    source.sink_parquet(out, row_group_size=_GROUP, metadata=notes, compression=COMPRESSION)
    return _Written(rows, first, last)


def _nothing(files: Sequence[FileTold]) -> str:
    """What was seen instead of positions."""
    lines = ["no position was read from:"]
    for file in files[:_SHOWN]:
        seen = [f"{count.number:,} {why} ({first(file, count)})" for why, count in file.rejected.items()]
        seen += [f"{number:,} {what}" for what, number in file.aside.items()]
        what = counted(file.reports, unit(file)) + (f": {'; '.join(seen)}" if seen else "")
        lines.append(f"  {file.file}: {file.failure or what if file.reports else file.failure or 'no rows below its header'}")
    if len(files) > _SHOWN:
        lines.append(f"  and {len(files) - _SHOWN:,} other files")
    return "\n".join([*lines, *advice(files)])


def unit(file: FileTold) -> str:
    """What a file has many of: lines, rows."""
    return _UNITS.get(file.format, "report")


def first(file: FileTold, count: Count) -> str:
    """The first of what was rejected, counted from 1 in its file, and what stands there where that helps."""
    return f"the first: {unit(file)} {count.first + 1:,}" + (f", {count.value!r}" if count.value else "")


def counted(number: int, what: str) -> str:
    """A number and what it counts: 1 ship, 2,000 ships."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def advice(files: Sequence[FileTold]) -> Iterator[str]:
    """What the reader may do about reports that were left out."""
    if any(file.format == "nmea" and WORDS[NO_TIME] in file.rejected for file in files):
        yield "Sentences without times need the moment when the recording began: --start 2024-03-05T00:00:00Z"
    if any(WORDS[ZONE_WORD] in file.rejected for file in files):
        yield "Write abbreviations of zones as offsets (VLAT is +10:00), or leave them out and say --zone"
    if any(file.rejected.get(WORDS[NO_MMSI], _NONE).number * 2 > file.reports for file in files):
        yield "Where ships bear names or codes instead of MMSIs, number them first: events are found by ship."
