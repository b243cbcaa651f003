"""Where a ship was when it said something of itself: events of identity bear times, and positions tell the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.track.schema import DEGREE

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules


def placed(events: pl.DataFrame, positions: pl.LazyFrame, rules: TrackRules) -> pl.DataFrame:
    """The same events, those of identity that have no place with one: where the ship was heard nearest in time to the first
    report that the event rests on, and in `detail` (`to_lat`, `to_lon`) nearest to the last.

    `positions` as schema.positions(). A place is known within `gap_hours` of a position: what is longer is a silence. Events
    of which neither end is known stay without a place.
    """
    import polars as pl

    numbered = events.with_row_index("at")
    bare = numbered.filter((pl.col("kind") == "identity") & pl.col("lat").is_null())
    if bare.is_empty():
        return events
    heard = positions.filter(pl.col("mmsi").is_in(bare["mmsi"].unique().to_list())).select(
        pl.col("mmsi").cast(pl.UInt32), pl.col("t").cast(pl.Int64), pl.col("lat") / DEGREE, pl.col("lon") / DEGREE
    )
    track = heard.collect().sort("mmsi", "t")
    ends = [_where(bare.select("at", "mmsi", t=pl.col(name).dt.epoch("s")), track, rules) for name in ("start", "end")]
    rows = []
    for row in bare.iter_rows(named=True):
        first, last = (end.get(row["at"]) for end in ends)
        if first is None or last is None:
            row["lat"], row["lon"] = first or last or (None, None)
        else:
            row["lat"], row["lon"] = first
            said = [one for one in row["detail"] or () if one["name"] not in ("to_lat", "to_lon")]
            far = zip(("to_lat", "to_lon"), last, strict=True)
            row["detail"] = [*said, *({"name": name, "value": f"{value:.5f}"} for name, value in far)]
        rows.append(row)
    made = pl.DataFrame(rows, schema=numbered.schema)
    return pl.concat([numbered.filter(~pl.col("at").is_in(bare["at"].implode())), made]).sort("at").drop("at")


def _where(moments: pl.DataFrame, track: pl.DataFrame, rules: TrackRules) -> dict[int, tuple[float, float]]:
    """By event the position that is nearest in time."""
    near = moments.sort("mmsi", "t").join_asof(
        track, on="t", by="mmsi", strategy="nearest", tolerance=round(rules.gap_hours * 3600), check_sortedness=False
    )
    known = near.drop_nulls("lat").select("at", "lat", "lon")
    return {at: (lat, lon) for at, lat, lon in known.iter_rows()}
