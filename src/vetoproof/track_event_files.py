"""Parquet files of positions to events, piece by piece: what memory holds is a piece, the largest ship, and what was found."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.find import Counts, Scan
    from vetoproof.track.ports import Ports
    from vetoproof.track.watched import Watched

Progress = Callable[[int, int, str], None]

PIECE = 1 << 18
"""Positions that are read at once: what is done with so few stays near the processor."""

_GROUP = 1 << 15
"""Events of a row group."""

SORTABLE = 50_000_000
"""Positions of an unsorted file that are sorted in memory (28 bytes each, twice); of more, `track read` sorts on disk."""


def events_of(
    path: Path, ports: Ports, rules: TrackRules, *, watched: tuple[Watched, ...] = (), particulars: Path | None = None,
    progress: Progress = lambda *_: None,
) -> tuple[pl.DataFrame, Counts]:  # fmt: skip
    """All events of a Parquet of positions, as `schema.events()`, and what was read. Dark calls where places are `watched`.

    Any columns that `recognise` knows. Raises Refusal where a column is missing, or an unsorted file is too large to sort here.
    """
    import polars as pl

    with _scanned(path, ports, rules, watched, particulars, progress, None) as (scan, parts):
        return pl.concat(parts), scan.counts()


def write_events(
    path: Path, out: Path, ports: Ports, rules: TrackRules, *, watched: tuple[Watched, ...] = (),
    particulars: Path | None = None, progress: Progress = lambda *_: None,
) -> tuple[dict[str, int], Counts]:  # fmt: skip
    """The same into a Parquet, which appears when it is whole; how many events there are by kind, and what was read.

    Memory holds a range of ships. What it need not hold waits beside `out`. Raises Refusal also where no row is a position.
    """
    import polars as pl

    from vetoproof.track.schema import KINDS

    kinds = dict.fromkeys(KINDS, 0)
    scratch = out.resolve().parent
    if not scratch.is_dir():
        raise Refusal(f"{scratch}: there is no such folder to write to; make it first")
    with _scanned(path, ports, rules, watched, particulars, progress, scratch) as (scan, parts):
        read = scan.counts()
        if read.rows and not read.ships:
            why = "; ".join(read.told())
            raise Refusal(
                f"{path}: none of its rows is a position: {why}. `vetoproof track read` reads more forms, and says more."
            )

        files: list[Path] = []
        # The last steps lie beside `out`, on the same disk, so that it appears at once.
        with tempfile.TemporaryDirectory(prefix=".vetoproof-", dir=scratch) as folder:
            for part in parts:
                files.append(Path(folder) / f"{len(files):05d}")
                part.write_parquet(files[-1])
                for kind, count in part.group_by("kind").len().iter_rows():
                    kinds[kind] += count
            whole = files[0]
            if len(files) > 1:
                whole = Path(folder) / "whole"
                pl.scan_parquet(files).sink_parquet(whole, row_group_size=_GROUP)
            os.replace(whole, out)
        return {kind: count for kind, count in sorted(kinds.items()) if count}, read


@contextmanager
def _scanned(
    path: Path, ports: Ports, rules: TrackRules, watched: tuple[Watched, ...], particulars: Path | None, progress: Progress,
    scratch: Path | None,
) -> Iterator[tuple[Scan, Iterator[pl.DataFrame]]]:  # fmt: skip
    """A scan that was fed everything, and its events in parts, to be taken within the context."""
    import polars as pl

    from vetoproof.track.find import UnsortedError, said_events
    from vetoproof.track.watched import with_watched

    known = with_watched(ports, watched)
    said = pl.read_parquet(particulars) if particulars is not None else None
    with tempfile.TemporaryDirectory(prefix=".vetoproof-", dir=scratch) as folder:
        try:
            scan = _scan(path, known, ports, rules, watched, said is not None, Path(folder))
            try:
                for piece in _pieces(path, bool(watched), progress):
                    scan.feed(scan.read(piece[0], piece[1]))
                scan.finish()
            except UnsortedError:
                scan = _scan(path, known, ports, rules, watched, said is not None, Path(folder))
                whole = scan.read(*_whole(path, bool(watched)))
                scan.feed(whole.sort("mmsi", "t", "row"))
                scan.finish()
        except (ValueError, pl.exceptions.PolarsError) as error:
            raise Refusal(f"{path}: {error}") from error
        yield scan, scan.parts(*said_events(scan, said))


def _scan(
    path: Path, known: Ports, ports: Ports, rules: TrackRules, watched: tuple[Watched, ...], ends: bool, folder: Path
) -> Scan:  # fmt: skip
    from vetoproof.track.find import Scan
    from vetoproof.track_slot_files import OnDisk

    if not path.is_file():
        raise Refusal(f"{path}: no such file")
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            raise Refusal(f"{path}: no Parquet. Make one of it first: `vetoproof track read {path} -o positions.parquet`")
    waiting = OnDisk(folder, int(86_400 // (rules.meeting_slot_minutes * 60)))
    if not watched:
        return Scan(known, rules, ends=ends, waiting=waiting)
    from vetoproof.track.dark import dark_calls
    from vetoproof.track.sea import SeaWays

    sea = SeaWays()

    def pauses(ships: pl.DataFrame, pairs: list[tuple[int, int, int]]) -> pl.DataFrame:
        return dark_calls(ships, watched, ports, rules, sea, pairs)

    return Scan(known, rules, ends=ends, pauses=pauses, waiting=waiting)


def _columns(path: Path, courses: bool) -> tuple[pl.LazyFrame, list[pl.Expr]]:
    """The file's columns that are needed, and how they are read."""
    import polars as pl

    from vetoproof.track.find import largest
    from vetoproof.track.recognise import recognise

    lazy = pl.scan_parquet(path)
    exprs = recognise(lazy.collect_schema(), lambda names: largest(lazy, names))
    exprs = [expr for expr in exprs if courses or expr.meta.output_name() != "cog"]
    return lazy.select(sorted({name for expr in exprs for name in expr.meta.root_names()})), exprs


def _pieces(path: Path, courses: bool, progress: Progress) -> Iterator[tuple[pl.DataFrame, list[pl.Expr]]]:
    import polars as pl

    lazy, exprs = _columns(path, courses)
    rows, done = int(pl.scan_parquet(path).select(pl.len()).collect().item()), 0
    for piece in lazy.collect_batches(chunk_size=PIECE, maintain_order=True):
        done += piece.height
        yield piece, exprs
        progress(done, rows, "positions")


def _whole(path: Path, courses: bool) -> tuple[pl.DataFrame, list[pl.Expr]]:
    lazy, exprs = _columns(path, courses)
    whole = lazy.collect()
    if whole.height > SORTABLE:
        raise Refusal(
            f"{path}: {whole.height:,} positions that are not sorted by MMSI and time. "
            f"`vetoproof track read {path} -o sorted.parquet` sorts them on disk."
        )
    return whole, exprs
