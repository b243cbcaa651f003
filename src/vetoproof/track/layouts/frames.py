"""Frames whose columns have types already, such as Parquet gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vetoproof.track.layouts.columns import columns, unread
from vetoproof.track.layouts.convert import How, convert
from vetoproof.track.layouts.halves import one_time, whole
from vetoproof.track.layouts.times import Plan, plan
from vetoproof.track.layouts.zones import Zone, local_by_name, utc_by_name
from vetoproof.track.rejection import Batch

if TYPE_CHECKING:
    import polars as pl


class Frames:
    """Reads the frames of one table, in order. Raises `ColumnError` where the columns that positions need are not there."""

    def __init__(
        self, names: list[str], name: str, *, latest: int, said: Mapping[str, str] | None = None, order: str | None = None,
        source_kind: int = 0, zone: Zone | None = None,
    ) -> None:  # fmt: skip
        self._found = columns(names, said)
        self._name, self._order, self._row, self._planned = name, order, 0, False
        utc = utc_by_name(self._found, names, zone)
        local = local_by_name(self._found, names)
        self._how = How(
            self._found, Plan(False, zone=None if utc else zone), latest, source_kind, utc, local, unread(self._found, names)
        )
        self._said, self._alone = "date" in (said or {}), False
        self.needed = [names[at] for at in self._found.at.values()]

    def read(self, frame: pl.DataFrame) -> Batch:
        """Positions and statements of the next frame; `row` counts rows from 0. Raises `DatesUnclear`."""
        import polars as pl

        ours = frame.select(
            [frame[theirs].alias(name) for name, theirs in zip(self._found.at, self.needed, strict=True)]
        ).with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col(pl.Decimal).cast(pl.Float64))
        if not self._planned:
            self._alone = not self._said and "date" in ours.columns and whole(ours)
        ours = one_time(ours, self._alone)
        if not self._planned and ours["t"].dtype == pl.String:
            times = plan(ours["t"].drop_nulls().to_list(), self._order, self._found.layout == "dma")
            self._how = self._how._replace(times=times._replace(zone=self._how.times.zone))
        self._planned = True
        rows = pl.int_range(self._row, self._row + len(ours), dtype=pl.UInt64, eager=True)
        self._row += len(ours)
        return convert(ours, rows, self._how)
