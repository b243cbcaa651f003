"""Parquet files of positions to events, piece by piece: what memory holds is a piece, the largest ship, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.find import Counts, Scan
    from vetoproof.track.ports import Ports
    from vetoproof.track.watched import Watched

PIECE = 1_000_000
"""Positions that are read at once."""

SORTABLE = 50_000_000
"""Positions of an unsorted file that are sorted in memory (28 bytes each, twice); of more, `track read` sorts on disk."""


def events_of(
    path: Path, ports: Ports, rules: TrackRules, *, watched: tuple[Watched, ...] = (), particulars: Path | None = None,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> tuple[pl.DataFrame, Counts]:  # fmt: skip
    """All events of a Parquet of positions, as `schema.events()`, and what was read. Dark calls where places are `watched`.

    Any columns that `recognise` knows. Raises Refusal where a column is missing, or an unsorted file is too large to sort here.
    """
    import polars as pl

    from vetoproof.track.find import UnsortedError
    from vetoproof.track.watched import with_watched

    known = with_watched(ports, watched)
    try:
        scan = _scan(path, known, ports, rules, watched, particulars is not None)
        try:
            for piece in _pieces(path, bool(watched), progress):
                scan.feed(scan.read(piece[0], piece[1]))
            found = [scan.events()]
        except UnsortedError:
            scan = _scan(path, known, ports, rules, watched, particulars is not None)
            whole = scan.read(*_whole(path, bool(watched)))
            scan.feed(whole.sort("mmsi", "t", "row"))
            found = [scan.events()]
    except (ValueError, pl.exceptions.PolarsError) as error:
        raise Refusal(f"{path}: {error}") from error
    if particulars is not None:
        from vetoproof.track.draught import draughts
        from vetoproof.track.identity import identities

        said = pl.read_parquet(particulars)
        found += [identities(said, scan.ends(), rules), draughts(said, rules)]
    from vetoproof.track.event_rows import ordered

    return ordered(pl.concat(found)), scan.counts()


def _scan(path: Path, known: Ports, ports: Ports, rules: TrackRules, watched: tuple[Watched, ...], ends: bool) -> Scan:
    from vetoproof.track.find import Scan

    if not path.is_file():
        raise Refusal(f"{path}: no such file")
    if not watched:
        return Scan(known, rules, ends=ends)
    from vetoproof.track.dark import dark_calls
    from vetoproof.track.sea import SeaWays

    sea = SeaWays()

    def pauses(ships: pl.DataFrame, pairs: list[tuple[int, int]]) -> pl.DataFrame:
        return dark_calls(ships, watched, ports, rules, sea, pairs)

    return Scan(known, rules, ends=ends, pauses=pauses)


def _columns(path: Path, courses: bool) -> tuple[pl.LazyFrame, list[pl.Expr]]:
    """The file's columns that are needed, and how they are read."""
    import polars as pl

    from vetoproof.track.find import largest
    from vetoproof.track.recognise import recognise

    lazy = pl.scan_parquet(path)
    exprs = recognise(lazy.collect_schema(), lambda names: largest(lazy, names))
    exprs = [expr for expr in exprs if courses or expr.meta.output_name() != "cog"]
    return lazy.select(sorted({name for expr in exprs for name in expr.meta.root_names()})), exprs


def _pieces(
    path: Path, courses: bool, progress: Callable[[int, int, str], None]
) -> Iterator[tuple[pl.DataFrame, list[pl.Expr]]]:
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
