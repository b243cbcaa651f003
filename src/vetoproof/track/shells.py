"""Shells that containers could have held: containers x rounds a container, one line for each basis, none averaged.

What is carried in a closed box is not seen: each line is a capacity, not a count. A quotient of two sources that do not belong
together is printed and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from vetoproof.model import RoundsPer, Shells
from vetoproof.model.cited import own

__all__ = ["RoundsPer", "Shells", "shells", "span"]


def shells(
    containers: tuple[float, float],
    rounds: Iterable[RoundsPer],
    speakers: frozenset[str] = frozenset(),
    *,
    openly: bool = False,
) -> tuple[Shells, ...]:
    """A line for each cited basis, by calibre and rounds a container; the claimants' own (`speakers`) are left out.

    `openly`: the containers are "or more".
    """
    low, high = containers
    lines = []
    for row in sorted(rounds, key=lambda r: (not r.decides, -r.calibre_mm, r.per, r.id)):
        if own(speakers, row.actors):
            continue
        least, most = row.per
        each = f"{least:,.0f}" if round(least) == round(most) else f"{least:,.0f} to {most:,.0f}"
        boxes = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
        held = f"{low * least:,.0f}", f"{high * most:,.0f}"
        result = held[0] if held[0] == held[1] else " to ".join(held)
        boxes, result = (f"{boxes} or more", f"{result} or more") if openly else (boxes, result)
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
