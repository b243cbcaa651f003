"""Small tracks for tests: a ship goes from place to place and lies there; reports fall every so many minutes."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import polars as pl

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.ports import Ports, ports_of

BEGIN = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
PORTS = ("Eastport", "Westport"), (10.0, 10.0), (20.0, 26.0)


def ports() -> Ports:
    import numpy as np

    return ports_of(PORTS[0], np.array(PORTS[1]), np.array(PORTS[2]))


class Voyage:
    """One ship. `row` is given by `table`, in the order in which ships are named there."""

    def __init__(self, mmsi: int, lat: float, lon: float, hour: float = 0.0) -> None:
        self.mmsi, self.lat, self.lon, self.t = mmsi, lat, lon, BEGIN + hour * 3600
        self.rows: list[dict[str, float | int]] = []

    def report(self, sog: float) -> Voyage:
        self.rows.append({"mmsi": self.mmsi, "t": round(self.t), "lat": self.lat, "lon": self.lon, "sog": sog})
        return self

    def sail(self, lat: float, lon: float, kn: float = 12.0, every: float = 10.0) -> Voyage:
        away = math.hypot(lat - self.lat, (lon - self.lon) * math.cos(math.radians(lat))) * 60
        steps = max(1, math.ceil(away / kn * 60 / every))
        from_lat, from_lon, start = self.lat, self.lon, self.t
        for step in range(1, steps + 1):
            part = step / steps
            self.lat, self.lon = from_lat + (lat - from_lat) * part, from_lon + (lon - from_lon) * part
            self.t = start + away / kn * 3600 * part
            self.report(kn if step < steps else 0.0)
        return self

    def lie(self, hours: float, every: float = 10.0) -> Voyage:
        until = self.t + hours * 3600
        while self.t + every * 60 <= until:
            self.t += every * 60
            self.report(0.0)
        return self

    def silent(self, hours: float) -> Voyage:
        self.t += hours * 3600
        return self


def table(*ships: Voyage) -> pl.DataFrame:
    return (
        pl.DataFrame([row for ship in ships for row in ship.rows])
        .with_columns(pl.col("mmsi").cast(pl.UInt32))
        .sort("mmsi", "t")
    )


def found(positions: pl.DataFrame, kind: str | None = None, particulars: pl.DataFrame | None = None) -> list[dict[str, object]]:
    from vetoproof.track.find import find

    events = find(positions, particulars, ports(), track_rules())
    return (events if kind is None else events.filter(kind=kind)).to_dicts()


def said(event: dict[str, object]) -> dict[str, str]:
    return {row["name"]: row["value"] for row in event["detail"]}  # type: ignore[attr-defined]
