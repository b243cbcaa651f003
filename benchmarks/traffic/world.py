"""The world: who is afloat, and the truth of what happens, written down as it happens and never read off the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from traffic.chart import Chart, Points, Port
from traffic.pen import MOORED, Pen

DAY = 86_400.0
BEGIN = 1_704_067_200.0  # 1 January 2024, 00:00 UTC


@dataclass
class Ship:
    """A ship: what it draws, how it is heard, what it says of itself."""

    mmsi: int
    pen: Pen
    kind: int  # AIS ship type
    length: int
    draught: float
    weak: bool = False  # heard by satellites only, wherever it is
    quiet_status: bool = False  # its crew never changes the navigational status
    loads: list[tuple[float, float]] = field(default_factory=list)  # from when it says which draught (metres)


@dataclass
class Visit:
    """A ship's call as pilots and tugs see it: the last kilometres in, and when it is alongside."""

    port: Port
    t: np.ndarray
    where: Points


@dataclass
class World:
    """Seeded chance, the chart, the ships afloat and not yet written, and the truth."""

    rng: np.random.Generator
    chart: Chart
    days: float
    ships: list[Ship] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    roads: dict[tuple[int, int], list[tuple[float, float, float, float]]] = field(
        default_factory=dict
    )  # at anchor: from, to, where
    made: int = 0

    @property
    def end(self) -> float:
        return BEGIN + self.days * DAY

    def ship(self, lat: float, lon: float, *, kind: int = 70, length: int = 120, weak: bool = False, late: float = 0.0,
             mmsi: int | None = None) -> Ship:  # fmt: skip
        """A new ship at a place, drawn from up to `late` hours after the beginning; numbers rise in order of making."""
        if mmsi is None:
            self.made += 1
            mmsi = 412_000_000 + 11 * self.made
        pen = Pen(self.rng, BEGIN + self.rng.uniform(0, late) * 3600, lat, lon)
        ship = Ship(mmsi, pen, kind, length, self.rng.uniform(3.5, 9.0), weak, bool(self.rng.random() < 0.1))
        self.ships.append(ship)
        return ship

    def berth(self, port: Port) -> tuple[float, float]:
        """A berth of a port: within 800 m of its point."""
        return port.lat + self.rng.uniform(-0.0065, 0.0065), port.lon + self.rng.uniform(-0.0065, 0.0065)

    def go(self, ship: Ship, a: Port, b: Port, kn: float, *, spread_km: float = 4.0) -> tuple[float, float]:
        """Sail the way between two ports, off its corners by up to `spread_km`, to a berth. Notes the visit for pilots."""
        way = self.chart.way(a, b)
        inner = way[1:-1] + self.rng.uniform(-1, 1, (len(way) - 2, 2)) * spread_km / 111.2
        began, ended = ship.pen.sail(np.vstack([inner, [self.berth(b)]]), kn)
        t, where = ship.pen.t[-1], ship.pen.where[-1]
        self.visits.append(Visit(b, t[-6:], where[-6:]))
        return began, ended

    def alongside(self, ship: Ship, port: Port, hours: float, **detail: str) -> tuple[float, float]:
        """A call: alongside a berth. The truth holds it as a port call; whoever was silent throughout is told later."""
        start, end = ship.pen.stay(hours, MOORED)
        self.tell("port_call", ship, start, end, place=port.name, berth="alongside", **detail)
        return start, end

    def tell(self, kind: str, ship: Ship, start: float, end: float, *, other: Ship | None = None, place: str | None = None,
             at: tuple[float, float] | None = None, **detail: str) -> None:  # fmt: skip
        """Write down what happened."""
        lat, lon = at or (ship.pen.lat, ship.pen.lon)
        self.truth.append(
            {"kind": kind, "mmsi": ship.mmsi, "other_mmsi": other.mmsi if other else None, "start": start, "end": end,
             "lat": lat, "lon": lon, "place": place, "detail": detail}
        )  # fmt: skip

    def afloat(self) -> Iterator[Ship]:
        """The ships made since last asked, to be written; they are forgotten here."""
        ships, self.ships = self.ships, []
        yield from ships
