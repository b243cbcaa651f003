"""Figures side by side: a step series for each claimant, and where two claimants disagree. Nothing is averaged (law 6)."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from vetoproof.analyze.view import EventView, Row
from vetoproof.model import Conflict, Series, Step
from vetoproof.track.windows import last_day

NEAR_DAYS = 31
"""Two running totals are held against each other if they were said within a month; later ones may simply have grown."""

ABOUT = 0.1
"""How far "about N" reaches either side when two figures are compared: a tenth, an assumption stated in the report's limits."""


def series(view: EventView) -> tuple[tuple[Series, ...], tuple[Conflict, ...]]:
    """The figures of an event by claimant and unit, in order of saying; and the pairs that disagree.

    A relay whose source is in the ledger adds no step: what it changed is in its mutation list.
    """
    relayed = {relay.claim for relay in view.relays if relay.source is not None}
    steps: dict[tuple[str, str], list[Step]] = defaultdict(list)
    counted = [r for r in view.rows if r.unit is not None and (r.low is not None or r.high is not None)]
    counted = [r for r in counted if r.stance in ("asserts", "acknowledges") and r.claim not in relayed]
    for row in sorted(counted, key=lambda r: (r.published, r.claim)):
        step = _step(row)
        for claimant in claimants(row):
            steps[claimant, step.unit].append(step)
    result = tuple(Series(by=by, unit=unit, steps=tuple(said)) for (by, unit), said in sorted(steps.items()))
    return result, _conflicts(result)


def claimants(row: Row) -> list[str]:
    """Whose figure it is: the innermost speaker, each of parallel ones by itself."""
    last = row.chain[-1]
    return (last.actor or last.name).split("|")


def _step(row: Row) -> Step:
    return Step(
        claim=row.claim, said=row.published, low=row.low, high=row.high, comparator=row.comparator or "exact",
        unit=row.unit or "", words=row.words or "", basis=row.basis or "count",
        window_from=row.period_from, window_to=row.period_to,
    )  # fmt: skip


def _conflicts(all_series: tuple[Series, ...]) -> tuple[Conflict, ...]:
    """Each step against the latest earlier step of every other claimant in the same unit: no loop over all pairs."""
    by_unit: dict[str, list[tuple[str, Step]]] = defaultdict(list)
    for one in all_series:
        by_unit[one.unit].extend((one.by, step) for step in one.steps)
    found: dict[tuple[str, str], str] = {}
    for said in by_unit.values():
        latest: dict[str, _Placed] = {}
        for by, step in sorted(said, key=lambda pair: (pair[1].said, pair[1].claim, pair[0])):
            placed = _placed(step)
            for other, earlier in latest.items():
                # Most figures are the same or too far apart in time: that is seen before anything is called.
                same, near = placed.reach == earlier.reach, placed.day - earlier.day <= NEAR_DAYS
                apart = placed.window == earlier.window if same else not near
                if apart or other == by or earlier.step.claim == step.claim:
                    continue
                if why := _disagreement(earlier, placed):
                    found[earlier.step.claim, step.claim] = why
            latest[by] = placed
    return tuple(Conflict(claims=pair, why=why) for pair, why in sorted(found.items()))


def disagreement(earlier: Step, later: Step) -> str | None:
    """In what two figures differ: "value", "window" or "basis"; None if they can both hold."""
    return _disagreement(_placed(earlier), _placed(later))


class _Placed(msgspec.Struct, frozen=True, gc=False):
    """A figure with what is compared of it, worked out once: its reach, its day, and its window and basis."""

    step: Step
    reach: tuple[float, float]
    day: int
    window: tuple[str | None, str]


def _placed(step: Step) -> _Placed:
    return _Placed(step, _reach(step), last_day(step.said).toordinal(), (step.window_from, step.basis))


def _disagreement(earlier: _Placed, later: _Placed) -> str | None:
    (a_low, a_high), (b_low, b_high) = earlier.reach, later.reach
    one, other = earlier.step, later.step
    if earlier.reach == later.reach:
        if one.window_from and other.window_from and one.window_from != other.window_from:
            return f"window: the same figure since {one.window_from} and since {other.window_from}"
        return f"basis: {one.basis} and {other.basis}" if one.basis != other.basis else None
    if abs(later.day - earlier.day) <= NEAR_DAYS and (a_low > b_high or b_low > a_high):
        return f"value: {one.words} and {other.words}"
    return None


def _reach(step: Step) -> tuple[float, float]:
    """The interval that the printed comparator allows; an open end is infinite."""
    low = 0.0 if step.low is None else float(step.low)
    high = float("inf") if step.high is None else float(step.high)
    if step.comparator == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high
