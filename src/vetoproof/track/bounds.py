"""What ships could have carried, held against what is claimed to have been carried.

Voyages x load, both cited intervals, over windows that can be compared. The logic of the comparison: a bound over a window that
holds the claimed window (or nearly) can be exceeded; a bound over a part of it can only show that the claim is not too large.
Nothing is interpolated, and a claimant's own inputs never test its own claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vetoproof.model import Bound, TripCount, TripLoad, Verdict
from vetoproof.model.cited import own, unfit_count, unfit_load
from vetoproof.track.windows import Window, window

COVERED = 0.9
"""Share of the claimed window that the trip window must hold for "above" to be said; the days left out are printed.

Chosen so that a count that ends some days before a claim is made still tests it (12 and 23 February 2024: 94 in 100), while
half a year missing does not. An assumption of ours, not a published threshold.
"""

ALIKE = 2
"""How many times longer than the claimed window the voyages' window may be: what half a year carried says little of a week."""


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """A claimed quantity as the comparison needs it. `speakers`: everyone in whose voice it is; `mode` None: not said."""

    claim: str
    low: float | None
    high: float | None
    unit: str
    first: str | None
    last: str | None
    mode: str | None
    speakers: frozenset[str]


def compare(claimed: Claimed, trips: Sequence[TripCount], loads: Sequence[TripLoad]) -> Bound:
    """Hold a claimed quantity against the cited voyages and loads. Always gives a Bound; what cannot be compared says why.

    Rows that may bound nothing (guessed, without a source, with a window or an interval that is none: `model.cited`) are
    refused; the claimant's own rows are left out; both are told. Where sources disagree on the day on which a count ends both
    days are tried and printed; if the verdict hangs on it, the claim is not comparable.
    """
    kept, fit = [trip for trip in trips if not unfit_count(trip)], [load for load in loads if not unfit_load(load)]
    bound = _compare(claimed, kept, fit)
    if any(trip.or_to for trip in kept):
        other = _compare(claimed, [_ended_otherwise(trip) for trip in kept], fit)
        if other.verdict != bound.verdict:
            why = f"sources disagree on when a count ends: {bound.verdict} by one day, {other.verdict} by the other"
            bound = msgspec.structs.replace(bound, verdict="not comparable", reasons=(*bound.reasons, why))
    out = _left_out(claimed, trips, loads)
    if bound.verdict == "not comparable":
        return msgspec.structs.replace(bound, reasons=(*bound.reasons, *out))
    return msgspec.structs.replace(bound, arithmetic=(*bound.arithmetic, *out))


def _ended_otherwise(trip: TripCount) -> TripCount:
    return msgspec.structs.replace(trip, to=trip.or_to) if trip.or_to else trip


def _left_out(claimed: Claimed, trips: Sequence[TripCount], loads: Sequence[TripLoad]) -> tuple[str, ...]:
    """What was not used of rows that speak of the claimed days, and why."""
    over = window(claimed.first, claimed.last)
    told = []
    for trip in sorted(trips, key=lambda t: t.id):
        spans = [span for end in (trip.to, trip.or_to) if (span := window(trip.from_, end)) is not None]
        if over is not None and spans and not any(over.overlap(span) for span in spans):
            continue
        why = unfit_count(trip) or ("it is the claimant's own" if own(claimed.speakers, trip.actors) else "")
        if why:
            told.append(f"left out: the count {trip.id} ({_range(trip)} voyages), as {why}")
    for load in sorted(loads, key=lambda x: x.id):
        why = unfit_load(load) or ("it is the claimant's own" if own(claimed.speakers, load.actors) else "")
        if why and load.unit == claimed.unit:
            told.append(f"left out: the load {load.id}, as {why}")
    return tuple(told)


def _range(trip: TripCount) -> str:
    if trip.high is None:
        return f"{trip.low} or more"
    return str(trip.low) if trip.high == trip.low else f"{trip.low} to {trip.high}"


def _compare(claimed: Claimed, trips: Sequence[TripCount], loads: Sequence[TripLoad]) -> Bound:
    figure = claimed.low if claimed.low is not None else claimed.high
    if figure is None:
        return _incomparable(claimed, "the claim gives no number")
    over = window(claimed.first, claimed.last)
    if over is None:
        return _incomparable(claimed, "the claim does not say when the count begins or ends")
    if claimed.mode not in (None, "sea"):
        return _incomparable(claimed, f"the claim speaks of {claimed.mode}, the voyages are by sea")
    fit_loads = [load for load in loads if load.unit == claimed.unit and not own(claimed.speakers, load.actors)]
    if not fit_loads:
        return _incomparable(claimed, f"no load of a voyage in {claimed.unit} from another source than the claimant is cited")
    others = [trip for trip in trips if not own(claimed.speakers, trip.actors)]
    near = _nearest(over, others)
    if near is None:
        return _incomparable(claimed, f"no count of voyages by another source overlaps {over}")
    if near.over.days > ALIKE * over.days:
        return _incomparable(claimed, f"the voyages are counted over {near.over}, more than twice the claimed window ({over})")
    load_low, load_high = min(x.low for x in fit_loads), max(x.high for x in fit_loads)
    return _judge(claimed, figure, over, near, (load_low, load_high), fit_loads)


class _Voyages(msgspec.Struct, frozen=True):
    """Cited counts over one comparable window: seen, and estimated with unobserved days.

    `covered`, `estimated`: the shares of the claimed window that the counts and the estimate hold. `seen` None: only an
    estimate is cited. `floor`: the largest count seen is "or more". An estimate whose upper end is None bounds nothing above.
    """

    over: Window
    covered: float
    seen: tuple[int, int] | None
    occupancy: tuple[int, int | None] | None
    rows: tuple[TripCount, ...]
    between: bool = False
    estimated: float = 0.0
    floor: bool = False


def _nearest(over: Window, trips: Iterable[TripCount]) -> _Voyages | None:
    """The counts that hold most of the claimed window: those within a tenth of the best, read as one interval.

    Counts by different observers over nearly the same window (at least 25, at least 32) stand side by side as 25 to 32; they
    are not averaged. If a claim's window ends between two counts, the smaller and the larger one bound it (see `_between`).
    """
    dated = [(trip, span) for trip in trips if (span := window(trip.from_, trip.to)) is not None and over.overlap(span)]
    if not dated:
        return None
    # What ships carried in two years says nothing of some weeks: such a count is not set beside one that fits.
    shortest = min(span.days for _, span in dated)
    dated = [(trip, span) for trip, span in dated if span.days <= max(ALIKE * over.days, shortest)]
    ends = sorted({span.last for _, span in dated})
    before = [end for end in ends if end <= over.last]
    after = [end for end in ends if end > over.last]
    best = max((over.covered_by(span) for _, span in dated if span.last <= over.last), default=0.0)
    if best < COVERED and before and after:
        return _between(over, dated)
    pool = [(t, s) for t, s in dated if s.last <= over.last] or dated
    best = max(over.covered_by(span) for _, span in pool)
    chosen = [(t, s) for t, s in pool if over.covered_by(s) >= best - 0.1]
    estimates = [(t, s) for t, s in pool if t.basis == "occupancy"]
    if estimates and not any(t.basis == "occupancy" for t, _ in chosen):
        # An estimate over a part of the claimed window still tells what that part alone may have carried.
        widest = max(over.covered_by(s) for _, s in estimates)
        chosen += [(t, s) for t, s in estimates if over.covered_by(s) == widest]
    return _gather(over, chosen, best)


def _between(over: Window, dated: Sequence[tuple[TripCount, Window]]) -> _Voyages:
    """Between two cited counts stands their interval: from the last count before the claim to the first one after it."""
    lower = [(t, s) for t, s in dated if s.last <= over.last]
    upper = [(t, s) for t, s in dated if s.last > over.last]
    last = max(s.last for _, s in lower)
    first = min(s.last for _, s in upper)
    chosen = [(t, s) for t, s in lower if s.last == last] + [(t, s) for t, s in upper if s.last == first]
    found = _gather(over, chosen, max(over.covered_by(s) for _, s in chosen))
    return msgspec.structs.replace(found, between=True)


def _gather(over: Window, chosen: Sequence[tuple[TripCount, Window]], covered: float) -> _Voyages:
    seen = [t for t, _ in chosen if t.basis == "seen"]
    estimated = [t for t, _ in chosen if t.basis == "occupancy"]
    counted = (min(t.low for t in seen), max(t.low if t.high is None else t.high for t in seen)) if seen else None
    floor = counted is not None and any(t.high is None and t.low == counted[1] for t in seen)
    tops = [t.high for t in estimated if t.high is not None]
    top = max(tops) if tops and len(tops) == len(estimated) else None
    occupancy = (min(t.low for t in estimated), top) if estimated else None
    whole = Window(min(s.first for _, s in chosen), max(s.last for _, s in chosen))
    rows = tuple(sorted((t for t, _ in chosen), key=lambda t: t.id))
    held = min((over.covered_by(s) for t, s in chosen if t.basis == "occupancy"), default=0.0)
    return _Voyages(whole, covered, counted, occupancy, rows, estimated=held, floor=floor)


def _judge(
    claimed: Claimed, figure: float, over: Window, near: _Voyages, load: tuple[float, float], loads: Sequence[TripLoad]
) -> Bound:
    low, high = near.seen or (0, 0)
    seen_low, seen_high = low * load[0], high * load[1]
    each = f"{_number(load[0])} to {_number(load[1])} {claimed.unit} a voyage"
    counted = f"voyages seen over {near.over}: {_reach(low, high, near.floor)}, times {each} = "
    counted += _reach(seen_low, seen_high, near.floor)
    if near.seen is None:
        counted = f"no count of the voyages seen is cited over {near.over}"
    arithmetic = [f"claimed: {_number(figure)} {claimed.unit} over {over}", counted]
    occupancy: tuple[float, float | None] | None = None
    ceiling = seen_high
    openly = near.occupancy is not None and near.occupancy[1] is None
    if near.occupancy:
        fewest, most = near.occupancy
        top = (fewest if most is None else most) * load[1]
        ceiling, occupancy = max(seen_high, top), (fewest * load[0], None if most is None else top)
        times = "the same load" if near.seen is not None else each
        arithmetic.append(
            f"voyages with unobserved days: {_reach(fewest, fewest if most is None else most, openly)}, times {times} = "
            f"{_reach(occupancy[0], top, openly)}"
        )
    arithmetic += [
        f"sources disagree: {_range(trip)} voyages by {trip.to} ({trip.source}) or by {trip.or_to} ({trip.or_source})"
        for trip in near.rows
        if trip.or_to
    ]
    missing = over.days - over.overlap(near.over)
    if missing:
        arithmetic.append(f"{missing} of the {over.days} days claimed lie outside the window of the voyages")
    reasons: tuple[str, ...] = ()
    verdict: Verdict
    if near.seen is None:
        verdict = "not comparable"
        reasons = ("only an estimate is cited over this window, and no count of the voyages seen",)
    elif figure <= seen_high:
        verdict = "consistent"
        if near.between and figure > low * load[1]:
            # The larger count runs on after the claim: it does not exclude the figure, and does not bear it out either.
            reasons = (
                "the claim ends between two counts; the interval reaches to the later one, so the figure is not excluded",
            )
    elif near.covered < COVERED:
        verdict = "not comparable"
        reasons = (
            f"the voyages cover {near.covered:.0%} of the claimed window ({over}); what the other days carried is not known",
        )
    elif figure <= ceiling:
        verdict = "above the voyages seen, within the occupancy estimate"
    elif occupancy is None:
        verdict = "not comparable"
        reasons = ("above the voyages seen, and no estimate for unobserved days exists over this window",)
    elif openly:
        verdict = "not comparable"
        reasons = ("above the voyages seen, and the estimate for unobserved days has no upper end: it bounds nothing above",)
    elif near.estimated < COVERED:
        verdict = "not comparable"
        reasons = (
            f"above the voyages seen, and the estimate for unobserved days covers {near.estimated:.0%} of the claimed window",
        )
    else:
        verdict = "above both"
    return Bound(
        claim=claimed.claim, verdict=verdict, claimed_low=claimed.low, claimed_high=claimed.high,
        seen_low=seen_low if near.seen else None, seen_high=seen_high if near.seen else None,
        occupancy_low=occupancy[0] if occupancy else None, occupancy_high=occupancy[1] if occupancy else None,
        arithmetic=tuple(arithmetic), reasons=reasons,
        sources=tuple(sorted({t.source for t in near.rows} | {x.source for x in loads})),
    )  # fmt: skip


def _incomparable(claimed: Claimed, why: str) -> Bound:
    return Bound(
        claim=claimed.claim, verdict="not comparable", claimed_low=claimed.low, claimed_high=claimed.high, reasons=(why,)
    )


def _reach(low: float, high: float, openly: bool) -> str:
    """ "25 to 32", "5 to 6 or more", "10 or more"."""
    if openly:
        return f"{_number(low)} or more" if high == low else f"{_number(low)} to {_number(high)} or more"
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}"
