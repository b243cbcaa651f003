"""The peer's rule of intentional disabling, from its published thresholds, to be scored on the same traffic.

Global Fishing Watch (AIS-disabling-high-seas, ais_disabling/config.py; Welch et al. 2022): a gap of 12 h and more that begins
more than 50 nautical miles from shore, where ships are received more than 10 times a day, with 14 or more positions in the 12 h
before.

Two stand-ins, both to the peer's favour or neutral: distance from the nearest port for distance from shore (a shore is never
farther than its ports, so more gaps pass here), and positions a day and ship in the cell of one degree for its reception layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from traffic.chart import distance
from vetoproof.track import schema

if TYPE_CHECKING:
    from vetoproof.track.ports import Ports

HOURS, NAUTICAL_MILES, A_DAY, BEFORE = 12, 50, 10, 14


def disabled(positions: pl.DataFrame, ports: Ports) -> pl.DataFrame:
    """Gaps that the rule calls disabled, as schema.events() of kind gap. Positions sorted, whole ships."""
    mmsi, t = positions["mmsi"].to_numpy(), positions["t"].to_numpy()
    lat, lon = positions["lat"].to_numpy() / schema.DEGREE, positions["lon"].to_numpy() / schema.DEGREE
    last = np.flatnonzero((mmsi[1:] == mmsi[:-1]) & (t[1:] - t[:-1] >= HOURS * 3600))
    reception = _reception(mmsi, t, lat, lon)
    first = np.searchsorted(mmsi, mmsi)  # where each ship begins
    at = np.column_stack([ports.lat, ports.lon]) / schema.DEGREE
    rows = []
    for i in last:
        begin = first[i] + int(np.searchsorted(t[first[i] : i + 1], t[i] - HOURS * 3600))
        cell = int(np.floor(lat[i])) * 360 + int(np.floor(lon[i]))
        if i - begin + 1 < BEFORE or reception.get(cell, 0.0) <= A_DAY:
            continue
        if distance(at[:, 0], at[:, 1], lat[i], lon[i]).min() <= NAUTICAL_MILES * 1.852:
            continue
        rows.append((int(mmsi[i]), int(t[i]), int(t[i + 1]), float(lat[i]), float(lon[i])))
    table = pl.DataFrame(rows, schema=["mmsi", "start", "end", "lat", "lon"], orient="row") if rows else pl.DataFrame()
    if not rows:
        return pl.DataFrame(schema=schema.events())
    utc = [pl.from_epoch(name, time_unit="s").cast(pl.Datetime("us")).dt.replace_time_zone("UTC") for name in ("start", "end")]
    table = table.with_columns(
        *utc, pl.lit("gap").alias("kind"), pl.lit(None).alias("other_mmsi"), pl.lit(None).alias("place"),
        pl.lit(None).alias("probability"), pl.lit("disabled@peer").alias("rule"), pl.lit([]).alias("rows"),
        pl.lit([]).alias("detail"),
    )  # fmt: skip
    return table.select(list(schema.events())).cast(dict(schema.events()))


def _reception(mmsi: np.ndarray, t: np.ndarray, lat: np.ndarray, lon: np.ndarray) -> dict[int, float]:
    """Positions a day that a ship under observation is received at, by cell of one degree: the reports of ships that stay in
    the cell between two reports, over the time between them (pauses of more than 12 h are no observation)."""
    cell = np.floor(lat).astype(np.int64) * 360 + np.floor(lon).astype(np.int64)
    step = t[1:] - t[:-1]
    within = (mmsi[1:] == mmsi[:-1]) & (cell[1:] == cell[:-1]) & (step < HOURS * 3600)
    table = pl.DataFrame({"cell": cell[1:][within], "seconds": step[within]})
    rate = table.group_by("cell").agg((pl.len() * 86_400 / pl.col("seconds").sum().clip(1)).alias("rate"))
    return dict(rate.iter_rows())
