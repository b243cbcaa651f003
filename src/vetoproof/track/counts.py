"""Which cited counts of voyages are read for a claimed window, and what they say together.

Counts of one route by different observers over nearly the same window (at least 25, at least 32) stand side by side as 25 to
32; they are not averaged. Where a claim's window ends between two counts, the smaller and the larger one bound it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vetoproof.model import TripCount
from vetoproof.track.routes import legs, widest
from vetoproof.track.windows import Window, window

COVERED = 0.9
"""Share of the claimed window that the trip window must hold for "above" to be said; the days left out are printed.

Chosen so that a count that ends some days before a claim is made still tests it (12 and 23 February 2024: 94 in 100), while
half a year missing does not. An assumption of ours, not a published threshold.
"""

ALIKE = 2
"""How many times longer than the claimed window the voyages' window may be: what half a year carried says little of a week."""

BESIDE = 0.8
"""Share of the count's window that the estimate's must hold for the two to be drawn side by side. An assumption of ours: an
estimate for the first half of a count would look smaller than the count to which it only adds."""

Dated = Sequence[tuple[TripCount, Window]]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Cited counts over one comparable window: seen, and estimated with unobserved days.

    `over`: the window of the counts seen (of the estimates where none is seen), `over_estimates` that of the estimates.
    `covered`, `estimated`: the shares of the claimed window that counts and estimates hold. `seen` None: only an estimate is
    cited. `floor`: the largest count seen is "or more". An estimate whose upper end is None bounds nothing above. `longest`:
    days of the longest window. `part`: the counts seen are of a part of the route. `between`: the claim ends between two.
    `aside`: the estimates are of a part of the routes counted.
    """

    over: Window
    longest: int
    covered: float
    seen: tuple[int, int] | None
    occupancy: tuple[int, int | None] | None
    rows: tuple[TripCount, ...]
    over_estimates: Window | None = None
    between: bool = False
    estimated: float = 0.0
    floor: bool = False
    part: bool = False
    aside: bool = False

    @property
    def apart(self) -> bool:
        """Whether the estimates are of another window, or of fewer routes, than the counts seen."""
        if self.over_estimates is None or self.seen is None:
            return False
        return self.aside or self.over.covered_by(self.over_estimates) < BESIDE


def nearest(over: Window, trips: Iterable[TripCount]) -> tuple[Counts, ...]:
    """The counts that hold most of the claimed window: those within a tenth of the best, read as one interval.

    Where the window ends between two counts, first the last ones before its end, which a figure may already respect, then those
    with the first one after it. Empty where no count overlaps the window.
    """
    dated = [(trip, span) for trip in trips if (span := window(trip.from_, trip.to)) is not None and over.overlap(span)]
    if not dated:
        return ()
    route = widest([trip for trip, _ in dated if trip.basis == "seen"] or [trip for trip, _ in dated])
    # What ships carried in two years says nothing of some weeks: such a count is not set beside one that fits.
    shortest = min(span.days for _, span in dated)
    dated = [(trip, span) for trip, span in dated if span.days <= max(ALIKE * over.days, shortest)]
    ends = sorted({span.last for _, span in dated})
    before = [end for end in ends if end <= over.last]
    after = [end for end in ends if end > over.last]
    best = max((over.covered_by(span) for _, span in dated if span.last <= over.last), default=0.0)
    if best < COVERED and before and after:
        return _between(over, dated, route)
    pool = [(t, s) for t, s in dated if s.last <= over.last] or dated
    best = max(over.covered_by(span) for _, span in pool)
    chosen = [(t, s) for t, s in pool if over.covered_by(s) >= best - 0.1]
    estimates = [(t, s) for t, s in pool if t.basis == "occupancy"]
    if estimates and not any(t.basis == "occupancy" for t, _ in chosen):
        # An estimate over a part of the claimed window still tells what that part alone may have carried.
        longest = max(over.covered_by(s) for _, s in estimates)
        chosen += [(t, s) for t, s in estimates if over.covered_by(s) == longest]
    return (_gather(over, chosen, best, route),)


def _between(over: Window, dated: Dated, route: frozenset[tuple[str, ...]]) -> tuple[Counts, ...]:
    """Between two cited counts stands their interval: from the last count before the claim to the first one after it."""
    before = [(t, s) for t, s in dated if s.last <= over.last]
    after = [(t, s) for t, s in dated if s.last > over.last]
    last = max(s.last for _, s in before)
    first = min(s.last for _, s in after)
    lower = [(t, s) for t, s in before if s.last == last]
    upper = [(t, s) for t, s in after if s.last == first]
    alone = _gather(over, lower, max(over.covered_by(s) for _, s in lower), route)
    both = _gather(over, lower + upper, max(over.covered_by(s) for _, s in lower + upper), route)
    return alone, msgspec.structs.replace(both, between=True)


def _gather(over: Window, chosen: Dated, covered: float, route: frozenset[tuple[str, ...]]) -> Counts:
    """`chosen` as one interval. Of counts seen of different routes that end on one day only the widest are read."""
    seen = _of_one_route([(t, s) for t, s in chosen if t.basis == "seen"])
    estimates = [(t, s) for t, s in chosen if t.basis == "occupancy"]
    counted = (min(t.low for t, _ in seen), max(t.low if t.high is None else t.high for t, _ in seen)) if seen else None
    floor = counted is not None and any(t.high is None and t.low == counted[1] for t, _ in seen)
    tops = [t.high for t, _ in estimates if t.high is not None]
    top = max(tops) if tops and len(tops) == len(estimates) else None
    read = widest([t for t, _ in seen]) if seen else route
    # An estimate for a part of the route holds no share of the window: it may bear a figure out, and never exceed it.
    shares = [over.covered_by(s) if read <= legs(t.route) else 0.0 for t, s in estimates]
    return Counts(
        over=_hull(seen or estimates), longest=max(s.days for _, s in [*seen, *estimates]), covered=covered, seen=counted,
        occupancy=(min(t.low for t, _ in estimates), top) if estimates else None,
        rows=tuple(sorted((t for t, _ in [*seen, *estimates]), key=lambda t: t.id)),
        over_estimates=_hull(estimates) if estimates else None, estimated=min(shares, default=0.0), floor=floor,
        part=not route <= read, aside=any(not read <= legs(t.route) for t, _ in estimates),
    )  # fmt: skip


def _of_one_route(seen: Dated) -> Dated:
    kept: list[tuple[TripCount, Window]] = []
    for last in sorted({s.last for _, s in seen}):
        same = [(t, s) for t, s in seen if s.last == last]
        read = widest([t for t, _ in same])
        kept += [(t, s) for t, s in same if legs(t.route) == read]
    read = widest([t for t, _ in kept]) if kept else frozenset()
    return [(t, s) for t, s in kept if legs(t.route) <= read]


def _hull(spans: Dated) -> Window:
    return Window(min(s.first for _, s in spans), max(s.last for _, s in spans))
