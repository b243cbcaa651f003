"""Figures side by side: a step series for each claimant, and where two claimants disagree. Nothing is averaged (law 6)."""

from __future__ import annotations

from collections import defaultdict

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
    for row in sorted(view.rows, key=lambda r: (r.published, r.claim)):
        if row.claim in relayed or row.stance not in ("asserts", "acknowledges") or row.unit is None:
            continue
        if row.low is None and row.high is None:
            continue
        for claimant in claimants(row):
            steps[claimant, row.unit].append(_step(row))
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
        latest: dict[str, tuple[Step, tuple[float, float], int]] = {}
        for by, step in sorted(said, key=lambda pair: (pair[1].said, pair[1].claim, pair[0])):
            reach, day = _reach(step), last_day(step.said).toordinal()
            for other, (earlier, its_reach, its_day) in latest.items():
                # Most pairs are too far apart in time to be compared at all: that is seen without reading dates again.
                if other == by or earlier.claim == step.claim or (reach != its_reach and day - its_day > NEAR_DAYS):
                    continue
                if why := disagreement(earlier, step):
                    found[earlier.claim, step.claim] = why
            latest[by] = step, reach, day
    return tuple(Conflict(claims=pair, why=why) for pair, why in sorted(found.items()))


def disagreement(earlier: Step, later: Step) -> str | None:
    """In what two figures differ: "value", "window" or "basis"; None if they can both hold."""
    if _reach(earlier) == _reach(later):
        windows = (earlier.window_from, later.window_from)
        if None not in windows and windows[0] != windows[1]:
            return f"window: the same figure since {windows[0]} and since {windows[1]}"
        if earlier.basis != later.basis:
            return f"basis: {earlier.basis} and {later.basis}"
        return None
    if abs((last_day(later.said) - last_day(earlier.said)).days) > NEAR_DAYS:
        return None
    (a_low, a_high), (b_low, b_high) = _reach(earlier), _reach(later)
    if a_low > b_high or b_low > a_high:
        return f"value: {earlier.words} and {later.words}"
    return None


def _reach(step: Step) -> tuple[float, float]:
    """The interval that the printed comparator allows; an open end is infinite."""
    low = 0.0 if step.low is None else float(step.low)
    high = float("inf") if step.high is None else float(step.high)
    if step.comparator == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high
