"""What ships did, what imagery saw (also when it saw nothing), and what was physically possible."""

from __future__ import annotations

from typing import Literal

import msgspec

POSITION_COLUMNS = ("mmsi", "t", "lat", "lon", "sog")
"""A `Position` is a table schema, never an object: MMSI, epoch seconds UTC, degrees, degrees, knots."""

Verdict = Literal["consistent", "above the voyages seen, within the occupancy estimate", "above both", "not comparable"]


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A silence of a ship's transponder between two positions."""

    mmsi: int
    start: str
    end: str
    start_lat: float
    start_lon: float
    end_lat: float
    end_lon: float
    rule: str


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Two ships near each other, slow, for long enough, away from port."""

    mmsi: int
    other_mmsi: int
    start: str
    end: str
    lat: float
    lon: float
    rule: str


class PortCall(msgspec.Struct, frozen=True, kw_only=True):
    """A ship in port, with GFW's confidence 1 to 4."""

    mmsi: int
    place: str
    start: str
    end: str
    confidence: int
    rule: str


class DarkCall(msgspec.Struct, frozen=True, kw_only=True):
    """An AIS silence consistent with a call at a watched place, with a probability (0 to 1)."""

    mmsi: int
    place: str
    start: str
    end: str
    probability: float
    rule: str


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One observation of one place, including looked-and-saw-nothing (`observed` False)."""

    place: str
    start: str
    end: str
    observed: bool
    vessel: str | None = None
    reader: str = ""
    sensor: str = ""
    source: str = ""
    published: str = ""


class Voyage(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of two calls: loaded where, unloaded where, when."""

    vessel: str
    origin: str
    destination: str
    start: str
    end: str
    evidence: tuple[str, ...] = ()


class TripCount(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A cited count of voyages over a window. `basis` "seen": observed; "occupancy": estimated with unobserved days.

    `actors` are the actor ids whose figure it is: it never tests their own claims. `mode` is "sea", "rail"...
    Where sources disagree on which day the count ends, `or_to` is the other day, and `or_source` says so.
    """

    id: str
    route: str
    from_: str
    to: str
    low: int
    high: int | None
    basis: Literal["seen", "occupancy"]
    mode: str
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str
    or_to: str | None = None
    or_source: str | None = None


class TripLoad(msgspec.Struct, frozen=True, kw_only=True):
    """A cited load of one voyage, as an interval in `unit` (containers)."""

    id: str
    low: float
    high: float
    unit: str
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A claimed quantity held against what could have been carried. Never "false"; `arithmetic` is printed in full."""

    claim: str
    verdict: Verdict
    claimed_low: float | None
    claimed_high: float | None
    seen_low: float | None = None
    seen_high: float | None = None
    occupancy_low: float | None = None
    occupancy_high: float | None = None
    arithmetic: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
