"""Sort more positions than memory holds: runs sorted on disk, then read back together, a range of ships at a time.

What is held is one run, or one range of ships; a single ship is never divided, so the largest one is the bound.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

MOST = 1_000_000
"""Positions of a run, and of a range of ships unless one ship has more: 34 MB, three times that while sorted."""
_EVERY = 512
"""Every how many positions of a run its ship is noted, to divide the ships into ranges."""
_TIME_BITS = 34
"""Bits of epoch seconds in a key below the ship's: until the year 2514. MMSIs have 30."""


class Clock(NamedTuple):
    """The rows of one file (from, up to but not including) whose times must lie from `earliest` to `latest`."""

    begin: int
    end: int
    earliest: int
    latest: int


class Runs:
    """Positions in any order in, in order of ship and time out. `duplicates` and `clock` count what `merged` left out, `ships`
    numbers of ships, `no_ships` and `theirs` numbers that are none and their positions."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder, self._most = folder, most
        self._pending: list[pl.DataFrame] = []
        self._waiting = 0
        self._files: list[Path] = []
        self._marks: list[np.ndarray[Any, Any]] = []
        self.rows = self.duplicates = self.ships = self.no_ships = self.theirs = self.last_row = 0
        self.clock: dict[int, tuple[int, int]] = {}

    def add(self, positions: pl.DataFrame) -> None:
        """Take more positions, whose rows are higher than all before."""
        at = 0
        self.rows += len(positions)
        if len(positions):
            self.last_row = max(self.last_row, int(positions["row"].max()))  # type: ignore[arg-type]
        while at < len(positions):
            piece = positions.slice(at, self._most - self._waiting)
            self._pending.append(piece)
            self._waiting += len(piece)
            at += len(piece)
            if self._waiting >= self._most:
                self._close()

    def merged(self, clocks: Sequence[Clock] = ()) -> Iterator[pl.DataFrame]:
        """All positions sorted by `mmsi`, `t`, `row`, ship by ship, each report once.

        A duplicate says the same of the same ship at the same second; the first is kept. `clocks` are files some of whose
        times are left out; `clock` then has, by the file's first row, how many there were and the first of them.
        """
        import numpy as np

        if not self._files:
            yield from self._ranges([_InMemory(_sorted(self._drain()))] if self._waiting else [], [], clocks)
            return
        if self._waiting:
            self._close()
        marks = np.sort(np.concatenate(self._marks))
        cuts = np.unique(marks[:: max(1, self._most // _EVERY)])[1:].tolist()
        with ExitStack() as stack:
            yield from self._ranges([stack.enter_context(_OnDisk(path)) for path in self._files], cuts, clocks)

    def _ranges(
        self, runs: Sequence[_InMemory | _OnDisk], cuts: Sequence[int], clocks: Sequence[Clock]
    ) -> Iterator[pl.DataFrame]:
        """The positions of the ships below each cut, and of the last ones."""
        import numpy as np

        starts = [0] * len(runs)
        for cut in (*cuts, 1 << 31):
            ends = [bisect_left(run, cut) for run in runs]
            parts = [run.part(begin, end) for run, begin, end in zip(runs, starts, ends, strict=True) if end > begin]
            starts = ends
            if parts:
                table = parts[0] if len(parts) == 1 else _sorted(np.concatenate(parts))
                frame = _frame(self._told(table, clocks))
                self._count(frame)
                yield frame

    def _count(self, frame: pl.DataFrame) -> None:
        """Ships, and numbers that are none."""
        import polars as pl

        from vetoproof.track.numbers import ships

        numbers = frame.select(pl.col("mmsi").rle()).unnest("mmsi").group_by("value").agg(pl.col("len").sum())
        others = numbers.filter(~ships(pl.col("value")))
        self.ships += len(numbers) - len(others)
        self.no_ships += len(others)
        self.theirs += int(others["len"].sum())

    def _told(self, table: np.ndarray[Any, Any], clocks: Sequence[Clock]) -> np.ndarray[Any, Any]:
        """Without the times that are no times of their file, and without duplicates."""
        import numpy as np

        for clock in clocks:
            off = (table["row"] >= clock.begin) & (table["row"] < clock.end)
            off &= (table["t"] < clock.earliest) | (table["t"] > clock.latest)
            if off.any():
                number, first = self.clock.get(clock.begin, (0, clock.end))
                self.clock[clock.begin] = (number + int(off.sum()), min(first, int(table["row"][off].min())))
                table = table[~off]
        if len(table) < 2:
            return table
        again = (table["mmsi"][1:] == table["mmsi"][:-1]) & (table["t"][1:] == table["t"][:-1])
        if not again.any():
            return table
        # Only reports of one ship and second can be duplicates, and most have a second of their own.
        several = np.flatnonzero(np.concatenate([again, [False]]) | np.concatenate([[False], again]))
        same = ["mmsi", "t", "lat", "lon", "sog", "cog", "status"]
        kept = _frame(table[several]).with_row_index("at").unique(subset=same, keep="first")["at"].to_numpy()
        gone = np.ones(len(several), bool)
        gone[kept] = False
        self.duplicates += int(gone.sum())
        left = np.ones(len(table), bool)
        left[several[gone]] = False
        return table[left]

    def _drain(self) -> np.ndarray[Any, Any]:
        import numpy as np

        table = np.empty(self._waiting, _record())
        at = 0
        self._pending.reverse()
        while self._pending:
            piece = self._pending.pop()
            for name in piece.columns:
                table[name][at : at + len(piece)] = piece[name].to_numpy()
            at += len(piece)
        self._waiting = 0
        return table

    def _close(self) -> None:
        path = self._folder / f"run-{len(self._files)}"
        table = _sorted(self._drain())
        self._marks.append(table["mmsi"][::_EVERY].copy())
        table.tofile(path)
        self._files.append(path)


class _InMemory:
    """A run that was never written. Both kinds give the ship at a place, so that they can be searched, and pieces."""

    def __init__(self, table: np.ndarray[Any, Any]) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, at: int) -> int:
        return int(self._table["mmsi"][at])

    def part(self, begin: int, end: int) -> np.ndarray[Any, Any]:
        return self._table[begin:end]


class _OnDisk:
    """A run in its file: read where it is asked for, never mapped, as mapped pages count as this program's memory."""

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, _record().itemsize
        self._length = path.stat().st_size // self._size

    def __enter__(self) -> _OnDisk:
        self._file = self._path.open("rb")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> int:
        self._file.seek(at * self._size)
        return int.from_bytes(self._file.read(4), sys.byteorder)

    def part(self, begin: int, end: int) -> np.ndarray[Any, Any]:
        import numpy as np

        return np.fromfile(self._path, _record(), end - begin, offset=begin * self._size)


def _record() -> np.dtype[Any]:
    import numpy as np

    return np.dtype(
        [
            ("mmsi", "u4"), ("t", "i8"), ("lat", "i4"), ("lon", "i4"), ("sog", "u2"), ("cog", "u2"), ("status", "u1"),
            ("source", "u1"), ("row", "u8"),
        ]
    )  # fmt: skip


def _sorted(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """By ship and time; equal ones stay as they came, so by row."""
    import numpy as np

    key = table["mmsi"].astype(np.uint64) << np.uint64(_TIME_BITS) | table["t"].astype(np.uint64)
    if (key[1:] >= key[:-1]).all():
        return table
    return table[np.argsort(key, kind="stable")]


def _frame(table: np.ndarray[Any, Any]) -> pl.DataFrame:
    import numpy as np
    import polars as pl

    from vetoproof.track.schema import positions

    schema = positions()
    return pl.DataFrame({name: np.ascontiguousarray(table[name]) for name in schema}, schema=schema)
