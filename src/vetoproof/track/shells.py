"""Shells that containers could have held: containers x rounds a container, one line for each basis, none averaged.

What is carried in a closed box is not seen: each line is a capacity, not a count. A quotient of two sources that do not belong
together is printed and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Basis = Literal["capacity stated", "estimate stated", "full weight", "unrelated sources"]


class RoundsPer(msgspec.Struct, frozen=True, kw_only=True):
    """Cited rounds of one calibre in a number of containers, or in a mass.

    With `containers`: rounds / containers. With `tonnes` and `payload_kg`: the containers are those that the mass fills, each
    loaded with `payload_kg`. `actors`: whose figure it is; it never tests their own claims. Raises ValueError where neither or
    both are given, or a number is not above 0.
    """

    id: str
    calibre_mm: int
    rounds_low: float
    rounds_high: float
    basis: Basis
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str
    containers: float | None = None
    tonnes: float | None = None
    payload_kg: float | None = None

    def __post_init__(self) -> None:
        given = [self.containers] if self.tonnes is None and self.payload_kg is None else [self.tonnes, self.payload_kg]
        if any(value is None or value <= 0 for value in given) or (self.containers is not None and len(given) == 2):
            raise ValueError(f"{self.id}: give either containers, or tonnes and payload_kg, above 0")
        if not 0 < self.rounds_low <= self.rounds_high:
            raise ValueError(f"{self.id}: rounds_low to rounds_high is no interval above 0")

    @property
    def boxes(self) -> float:
        """The containers that the rounds are divided by."""
        if self.containers is not None:
            return self.containers
        assert self.tonnes is not None
        assert self.payload_kg is not None
        return self.tonnes * 1000 / self.payload_kg

    @property
    def per(self) -> tuple[float, float]:
        """Rounds a container."""
        return self.rounds_low / self.boxes, self.rounds_high / self.boxes

    @property
    def decides(self) -> bool:
        return self.basis != "unrelated sources"


class Shells(msgspec.Struct, frozen=True, kw_only=True):
    """Rounds of one calibre that containers could have held, by one basis; `decides` False: printed, never used."""

    id: str
    calibre_mm: int
    basis: Basis
    low: float
    high: float
    decides: bool
    arithmetic: str
    source: str
    limitation: str


def shells(
    containers: tuple[float, float], rounds: Iterable[RoundsPer], speakers: frozenset[str] = frozenset()
) -> tuple[Shells, ...]:
    """A line for each cited basis, by calibre and rounds a container; the claimants' own (`speakers`) are left out."""
    low, high = containers
    lines = []
    for row in sorted(rounds, key=lambda r: (-r.calibre_mm, r.per, r.id)):
        if speakers & set(row.actors):
            continue
        least, most = row.per
        each = f"{least:,.0f}" if round(least) == round(most) else f"{least:,.0f} to {most:,.0f}"
        boxes = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
        result = f"{low * least:,.0f} to {high * most:,.0f}"
        told = f"{boxes} containers x {each} rounds of {row.calibre_mm} mm ({row.basis}) = {result}"
        lines.append(
            Shells(
                id=row.id, calibre_mm=row.calibre_mm, basis=row.basis, low=round(low * least), high=round(high * most),
                decides=row.decides, arithmetic=told if row.decides else f"{told}; decides nothing", source=row.source,
                limitation=row.limitation,
            )
        )  # fmt: skip
    return tuple(lines)


def span(lines: Iterable[Shells]) -> dict[int, tuple[float, float]]:
    """For each calibre the least and the most of the lines that decide. Calibres are never added: a box holds either."""
    found: dict[int, tuple[float, float]] = {}
    for line in lines:
        if line.decides:
            low, high = found.get(line.calibre_mm, (line.low, line.high))
            found[line.calibre_mm] = (min(low, line.low), max(high, line.high))
    return found
