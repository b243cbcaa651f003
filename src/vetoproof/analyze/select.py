"""One reading an address, as of a date: the newest reading of the last edition known by then.

An edition is a capture of the address. Editions are ordered by when they were published, then captured, then by id; an
undated one, or one dated after its capture, counts from its capture. The ledger selects by the same rule; here it is done
on columns, so that a record as of any date needs no disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from vetoproof.analyze.instants import end_of_day

if TYPE_CHECKING:
    import polars as pl

Kind = Literal["published", "captured"]


def select(frame: pl.DataFrame, as_of: str | None = None, basis: Kind = "published") -> pl.DataFrame:
    """The rows of the selected readings, claims or none, ordered by claim. Raises ValueError for a date that is none.

    `as_of` means the end of that day, UTC; None takes everything. Basis "published" goes by the printed date, "captured"
    by the moment when the bytes were obtained.
    """
    import polars as pl

    # A print that lies after the capture is wrong, or is a month not yet over: it was known when it was captured.
    known = pl.min_horizontal("published_at", "captured_at")
    limit = None if as_of is None else end_of_day(as_of)
    heads = frame.select("reading", "seq", "address", "capture", "captured_at", known.alias("known")).unique("reading")
    # Sorting once and keeping the last row of each group is the ledger's pair of row numbers. The newest reading says when
    # its capture was published, also for a day on which an older reading thought otherwise.
    # An examination gives the reading of a page, then those of its parts (entries of a live page): parts that came before
    # the newest reading of the page are of an earlier one. The first reading of a capture is always one of the page.
    placed = heads.sort("seq", "reading")
    begun = pl.when(pl.col("address") == pl.col("address").first().over("capture")).then("seq").max().over("capture")
    newest = placed.filter(pl.col("seq") >= begun).unique(["capture", "address"], keep="last", maintain_order=True)
    if limit is not None:
        newest = newest.filter((pl.col("known") if basis == "published" else pl.col("captured_at")) < limit)
    last = newest.sort("known", "captured_at", "capture").unique("address", keep="last", maintain_order=True)
    return frame.join(last.select("reading"), on="reading", how="semi")


def said_on(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `day`: the last day that the print allows, else the day of capture (days since 1970-01-01)."""
    import polars as pl

    captured = pl.col("captured_at").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).cast(pl.Int32).cast(pl.Int64)
    return frame.with_columns(day=pl.coalesce("published_day", captured, pl.lit(0)))
