"""The chart: ports, distances, and the ways between ports (searoute's network of sea lanes, each way asked for once)."""

from __future__ import annotations

import csv
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

PORTS = Path(__file__).resolve().parents[2] / "src" / "vetoproof" / "packs" / "track" / "ports.csv"
KM = 111.195  # kilometres in a degree of latitude on a sphere of 6,371 km
KNOT = 1.852 / 3600  # kilometres a second
REGION = (24.0, 50.0, 117.0, 146.0)  # south, north, west, east: the north-west Pacific

Points = np.ndarray
"""Rows of (latitude, longitude) in degrees."""


def distance(a_lat: np.ndarray, a_lon: np.ndarray, b_lat: np.ndarray, b_lon: np.ndarray) -> np.ndarray:
    """Great-circle distance in kilometres (haversine), element by element."""
    p, q = np.radians(a_lat), np.radians(b_lat)
    h = np.sin((q - p) / 2) ** 2 + np.cos(p) * np.cos(q) * np.sin(np.radians(np.subtract(b_lon, a_lon)) / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(h, 0, 1)))


def moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point `km` away in a bearing (radians from north)."""
    return lat + km * np.cos(bearing) / KM, lon + km * np.sin(bearing) / (KM * np.cos(np.radians(lat)))


def bearing(a: Points, b: Points) -> float:
    """Bearing from a to b in radians from north (plane, good to a few hundred kilometres)."""
    return float(np.arctan2((b[1] - a[1]) * np.cos(np.radians((a[0] + b[0]) / 2)), b[0] - a[0]))


@dataclass(frozen=True)
class Port:
    name: str
    country: str
    lat: float
    lon: float


@dataclass
class Chart:
    """Ports of the region and the ways between them."""

    ports: list[Port] = field(default_factory=list)
    ways: dict[tuple[str, str], Points] = field(default_factory=dict)
    at: Points = field(default_factory=lambda: np.empty((0, 2)))

    @classmethod
    def of(cls, file: Path = PORTS, region: tuple[float, float, float, float] = REGION) -> Chart:
        """The chart of a region from a table of ports."""
        south, north, west, east = region
        ports = []
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                lat, lon = float(row["latitude"]), float(row["longitude"])
                if south < lat < north and west < lon < east:
                    ports.append(Port(row["label"], row["iso3"], lat, lon))
        return cls(ports, at=np.array([(p.lat, p.lon) for p in ports]))

    def named(self, name: str) -> Port:
        return next(p for p in self.ports if p.name == name)

    def nearest(self, lat: float, lon: float) -> tuple[Port, float]:
        """The nearest port and how far it is (km)."""
        far = distance(self.at[:, 0], self.at[:, 1], lat, lon)
        return self.ports[int(far.argmin())], float(far.min())

    def way(self, a: Port, b: Port) -> Points:
        """Points from port to port: the port, the lanes' corners, the other port."""
        key = (a.name, b.name)
        if key not in self.ways:
            import searoute

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                line = searoute.searoute((a.lon, a.lat), (b.lon, b.lat), units="km").geometry["coordinates"]
            inner = np.array([(lat, lon) for lon, lat in line], dtype=float).reshape(-1, 2)
            ends = distance(inner[:, 0], inner[:, 1], a.lat, a.lon), distance(inner[:, 0], inner[:, 1], b.lat, b.lon)
            straight = float(distance(a.lat, a.lon, b.lat, b.lon))
            # A corner of the lanes that lies behind the ship is not sailed to: it would turn round at once.
            inner = inner[(ends[0] > 20) & (ends[1] > 20) & ((ends[1] < straight) | (len(inner) > 4))]
            way = np.vstack([(a.lat, a.lon), inner, (b.lat, b.lon)])
            self.ways[key], self.ways[b.name, a.name] = way, way[::-1]
        return self.ways[key]
