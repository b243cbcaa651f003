"""Changes of the draught that ships report: supporting evidence of loading, never more; typed by hand and often stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules


def draughts(particulars: pl.DataFrame, rules: TrackRules) -> pl.DataFrame:
    """Events from `schema.particulars()`: between the last statement of one draught and the first of another that differs by
    `draught_m` or more. A draught of 0 is none. `rows` are those of the particulars; the place is not known from them.

    Each statement is held against the one before it: what creeps by less each time is not found.
    """
    import polars as pl

    from vetoproof.track.event_rows import shaped, with_details

    said = particulars.filter(pl.col("draught").is_not_null() & (pl.col("draught") > 0)).sort("mmsi", "t", "row")
    before = {name: pl.col(name).shift(1).over("mmsi") for name in ("t", "draught", "row")}
    steps = said.with_columns(**{f"{name}_before": value for name, value in before.items()})
    change = pl.col("draught").cast(pl.Int32) - pl.col("draught_before").cast(pl.Int32)
    found = steps.with_columns(change=change).filter(pl.col("change").abs() >= round(rules.draught_m * 10))
    told = with_details(
        found,
        from_m=pl.col("draught_before") / 10, to_m=pl.col("draught") / 10, change_m=pl.col("change") / 10,
        rows_of=pl.lit("particulars"), evidence=pl.lit("supporting only: typed by hand"),
    )  # fmt: skip
    frame = told.select(
        "mmsi",
        "detail",
        pl.col("t_before").alias("start"),
        pl.col("t").alias("end"),
        pl.concat_list(pl.min_horizontal("row_before", "row"), pl.max_horizontal("row_before", "row")).alias("rows"),
    )
    return shaped(frame, "draught", rules.id("draught"))
