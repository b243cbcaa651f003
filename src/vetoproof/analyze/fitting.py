"""Which event fits, and is it the only one: interval look-ups over sorted keys, no pairs.

For each query the number of targets with the same key whose span overlaps is a difference of two ranks; where that number is
one, the same difference of running sums names the target. Two sorts serve any number of queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

EVER = 400_000
"""Days either side of 1970 that every date lies within: an open end."""

_WIDTH = 4 * EVER


def only_fit(queries: pl.DataFrame, targets: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The queries that overlap exactly one target.

    Queries have `statement, lo, hi` and the columns `keys`, targets `event, lo, hi` and the same (distinct rows); spans are
    closed and null equals nothing. Gives `statement, event`.
    """
    import polars as pl

    nothing = pl.DataFrame(schema={"statement": queries.schema["statement"], "event": pl.Int64})
    if queries.is_empty() or targets.is_empty():
        return nothing
    codes = targets.select(keys).unique().with_row_index("code").with_columns(pl.col("code").cast(pl.Int64))
    asked = queries.join(codes, on=keys)
    if asked.is_empty():
        return nothing
    held = targets.join(codes, on=keys)
    place = pl.col("code") * _WIDTH + 2 * EVER
    starts = held.select(at=place + pl.col("lo"), event="event").sort("at")
    ends = held.select(at=place + pl.col("hi"), event="event").sort("at")
    begun = starts["at"].search_sorted(asked.select(place + pl.col("hi")).to_series(), side="right")
    over = ends["at"].search_sorted(asked.select(place + pl.col("lo")).to_series(), side="left")
    zero = pl.Series([0], dtype=pl.Int64)
    opened = pl.concat([zero, starts["event"].cast(pl.Int64).cum_sum()])
    closed = pl.concat([zero, ends["event"].cast(pl.Int64).cum_sum()])
    return asked.select(
        "statement", n=begun.cast(pl.Int64) - over.cast(pl.Int64), event=opened.gather(begun) - closed.gather(over)
    ).filter(pl.col("n") == 1).select("statement", "event")  # fmt: skip


def first_fit(statements: pl.DataFrame, fits: list[pl.DataFrame]) -> pl.DataFrame:
    """Of several fits of a statement the first that found one."""
    import polars as pl

    return pl.concat(fits).unique("statement", keep="first", maintain_order=True).join(statements, on="statement", how="semi")
