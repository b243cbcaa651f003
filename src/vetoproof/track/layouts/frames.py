"""Frames whose columns have types already, such as Parquet gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vetoproof.track.layouts.columns import columns
from vetoproof.track.layouts.convert import How, convert
from vetoproof.track.layouts.times import Plan, plan
from vetoproof.track.rejection import Batch

if TYPE_CHECKING:
    import polars as pl


class Frames:
    """Reads the frames of one table, in order. Raises `ColumnError` where the columns that positions need are not there."""

    def __init__(
        self, names: list[str], name: str, *, latest: int, said: Mapping[str, str] | None = None, order: str | None = None,
        source_kind: int = 0,
    ) -> None:  # fmt: skip
        self._found = columns(names, said)
        self._name, self._order, self._row, self._planned = name, order, 0, False
        self._how = How(self._found, Plan(False), latest, source_kind)
        self.needed = [names[at] for at in self._found.at.values()]

    def read(self, frame: pl.DataFrame) -> Batch:
        """Positions and statements of the next frame; `row` counts rows from 0. Raises `DatesUnclear`."""
        import polars as pl

        ours = frame.select(
            [frame[theirs].alias(name) for name, theirs in zip(self._found.at, self.needed, strict=True)]
        ).with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col(pl.Decimal).cast(pl.Float64))
        if not self._planned and ours["t"].dtype == pl.String:
            times = plan(ours["t"].drop_nulls().to_list(), self._order, self._found.layout == "dma")
            self._how = self._how._replace(times=times)
        self._planned = True
        rows = pl.int_range(self._row, self._row + len(ours), dtype=pl.UInt64, eager=True)
        self._row += len(ours)
        return convert(ours, rows, self._how)
