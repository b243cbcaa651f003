"""What ships could have carried, held against what is claimed to have been carried.

Voyages x load, both cited intervals, over windows that can be compared. The logic of the comparison: a bound over a window that
holds the claimed window (or nearly) can be exceeded; a bound over a part of it can only show that the claim is not too large.
Nothing is interpolated, a claimant's own inputs never test its own claim, and "up to N" is never above anything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from vetoproof.model import Bound, TripCount, TripLoad, Verdict
from vetoproof.model.cited import not_of, own, unfit_count, unfit_load
from vetoproof.track.counts import ALIKE, COVERED, Counts, nearest
from vetoproof.track.routes import added, families
from vetoproof.track.windows import Window, window

__all__ = ["ALIKE", "COVERED", "Claimed", "compare"]


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """A claimed quantity as the comparison needs it. `speakers`: everyone in whose voice it is.

    `mode`: how the goods are said to have gone, "sea" or otherwise ("sea, air and rail"); None: not said. `words`: those that
    say so, or who reports it. `supplier` and `recipient` are the states that it names; None: any.
    """

    claim: str
    low: float | None
    high: float | None
    unit: str
    first: str | None
    last: str | None
    mode: str | None
    speakers: frozenset[str]
    words: str = ""
    supplier: str | None = None
    recipient: str | None = None


def compare(claimed: Claimed, trips: Sequence[TripCount], loads: Sequence[TripLoad], *, placed: bool = False) -> Bound:
    """Hold a claimed quantity against the cited voyages and loads. Always gives a Bound; what cannot be compared says why.

    Rows that may bound nothing (guessed, without a source, with a window or an interval that is none: `model.cited`) are
    refused; the claimant's own rows are left out; with `placed` also those whose route leads elsewhere; all are told. Where
    sources disagree on the day on which a count ends both days are tried and printed; if the verdict hangs on it, the claim is
    not comparable.
    """
    aside = {id(trip): _aside(claimed, trip, placed) for trip in trips}
    kept = added([trip for trip in trips if not aside[id(trip)]])
    fit = [load for load in loads if not unfit_load(load)]
    bound = _compare(claimed, kept, fit)
    if any(trip.or_to for trip in kept):
        other = _compare(claimed, [_ended_otherwise(trip) for trip in kept], fit)
        if other.verdict != bound.verdict:
            why = f"sources disagree on when a count ends: {bound.verdict} by one day, {other.verdict} by the other"
            bound = msgspec.structs.replace(bound, verdict="not comparable", reasons=(*bound.reasons, why))
    out = _left_out(claimed, [(trip, why) for trip in trips if (why := aside[id(trip)])], loads)
    if bound.verdict == "not comparable":
        return msgspec.structs.replace(bound, reasons=(*bound.reasons, *out))
    return msgspec.structs.replace(bound, arithmetic=(*bound.arithmetic, *out))


def _aside(claimed: Claimed, trip: TripCount, placed: bool) -> str:
    """Why a count does not test this claim; "" where it may."""
    if why := unfit_count(trip):
        return why
    if own(claimed.speakers, trip.actors):
        return "it is the claimant's own"
    return not_of(trip, claimed.supplier, claimed.recipient) if placed else ""


def _ended_otherwise(trip: TripCount) -> TripCount:
    return msgspec.structs.replace(trip, to=trip.or_to) if trip.or_to else trip


def _left_out(claimed: Claimed, trips: Sequence[tuple[TripCount, str]], loads: Sequence[TripLoad]) -> tuple[str, ...]:
    """What was not used of rows that speak of the claimed days, and why."""
    over = window(claimed.first, claimed.last)
    told = []
    for trip, why in sorted(trips, key=lambda pair: pair[0].id):
        spans = [span for end in (trip.to, trip.or_to) if (span := window(trip.from_, end)) is not None]
        if over is not None and spans and not any(over.overlap(span) for span in spans):
            continue
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
    if figure is None or not math.isfinite(figure) or figure < 0:
        return _incomparable(claimed, "the claim gives no number")
    if claimed.mode not in (None, "sea"):
        return _incomparable(claimed, _otherwise(claimed))
    over = window(claimed.first, claimed.last)
    if over is None:
        return _incomparable(claimed, "the claim does not say when the count begins or ends")
    fit_loads = [load for load in loads if load.unit == claimed.unit and not own(claimed.speakers, load.actors)]
    if not fit_loads:
        return _incomparable(claimed, f"no load of a voyage in {claimed.unit} from another source than the claimant is cited")
    tried = [found for family in families(trips) if (found := nearest(over, family))]
    if not tried:
        return _incomparable(claimed, f"no count of voyages by another source overlaps {over}")
    load = min(x.low for x in fit_loads), max(x.high for x in fit_loads)
    return _of_routes(claimed, [_tried(claimed, figure, over, near, load, fit_loads) for near in tried])


def _otherwise(claimed: Claimed) -> str:
    mode = claimed.mode or ""
    words = f" ({claimed.words})" if claimed.words else ""
    told = f"the claim speaks of {mode}{words}, the voyages are by sea"
    return f"{told}: how much of it went by ship is not said" if "sea" in mode else told


def _tried(
    claimed: Claimed, figure: float, over: Window, tried: Sequence[Counts], load: tuple[float, float], loads: Sequence[TripLoad]
) -> Bound:
    """By the counts that end before the claim does where they suffice; else by the interval to the next count."""
    near = tried[-1]
    if len(tried) > 1 and tried[0].longest <= ALIKE * over.days:
        alone = _judge(claimed, figure, over, tried[0], load, loads)
        if alone.verdict == "consistent":
            return alone
    if near.longest > ALIKE * over.days:
        return _incomparable(claimed, f"the voyages are counted over {near.over}, more than twice the claimed window ({over})")
    return _judge(claimed, figure, over, near, load, loads)


def _of_routes(claimed: Claimed, bounds: Sequence[Bound]) -> Bound:
    """One bound of those by different routes: one that holds the claim will do, and none alone can be exceeded."""
    held = next((bound for bound in bounds if bound.verdict == "consistent"), bounds[0])
    if len(bounds) == 1:
        return held
    if held.verdict == "consistent":
        line = "by the voyages of one route alone; counts of other routes are not added to it"
        return msgspec.structs.replace(held, arithmetic=(*held.arithmetic, line))
    why = "the counts are of different routes, not by one source over one window: they are neither pooled nor added"
    return Bound(
        claim=claimed.claim, verdict="not comparable", claimed_low=claimed.low, claimed_high=claimed.high, reasons=(why,),
        arithmetic=tuple(dict.fromkeys(line for bound in bounds for line in bound.arithmetic)),
        sources=tuple(sorted({source for bound in bounds for source in bound.sources})),
    )  # fmt: skip


def _judge(
    claimed: Claimed, figure: float, over: Window, near: Counts, load: tuple[float, float], loads: Sequence[TripLoad]
) -> Bound:
    low, high = near.seen or (0, 0)
    seen = low * load[0], high * load[1]
    occupancy = None
    if near.occupancy:
        fewest, most = near.occupancy
        occupancy = fewest * load[0], None if most is None else most * load[1]
    verdict, reasons = _verdict(claimed, figure, over, near, load)
    return Bound(
        claim=claimed.claim, verdict=verdict, claimed_low=claimed.low, claimed_high=claimed.high,
        seen_low=seen[0] if near.seen else None, seen_high=seen[1] if near.seen else None,
        occupancy_low=occupancy[0] if occupancy else None, occupancy_high=occupancy[1] if occupancy else None,
        arithmetic=tuple(_arithmetic(claimed, over, near, load)), reasons=reasons,
        sources=tuple(sorted({t.source for t in near.rows} | {x.source for x in loads})),
        seen_open=near.floor, apart=near.apart and verdict != "above the voyages seen, within the occupancy estimate",
    )  # fmt: skip


def _arithmetic(claimed: Claimed, said: Window, near: Counts, load: tuple[float, float]) -> list[str]:
    each = f"{_reach(*load)} {claimed.unit} a voyage"
    lines = [f"claimed: {_claim(claimed)} {claimed.unit} over {said}", _way(claimed)]
    if near.seen is None:
        lines.append(f"no count of the voyages seen is cited over {near.over}")
    else:
        low, high = near.seen
        product = _reach(low * load[0], high * load[1], near.floor)
        over = "by the last counts before the claim ends and the first one after" if near.between else f"over {near.over}"
        lines.append(f"voyages seen {over}: {_reach(low, high, near.floor)}, times {each} = {product}")
    if near.between:
        lines += [f"of these {_range(t)} over {window(t.from_, t.to)} ({t.id})" for t in near.rows if t.basis == "seen"]
    if near.occupancy:
        fewest, most = near.occupancy
        top = fewest if most is None else most
        times = "the same load" if near.seen is not None else each
        product = _reach(fewest * load[0], top * load[1], most is None)
        number = _reach(fewest, top, most is None)
        lines.append(f"voyages with unobserved days over {near.over_estimates}: {number}, times {times} = {product}")
        if near.apart:
            lines.append("the estimate is of a part of those days or routes only, and is not set beside the count")
    lines += [
        f"added up: {_range(t)} voyages of several routes by one source ({t.route})" for t in near.rows if "; " in t.route
    ]
    lines += [
        f"sources disagree: {_range(trip)} voyages by {trip.to} ({trip.source}) or by {trip.or_to} ({trip.or_source})"
        for trip in near.rows
        if trip.or_to
    ]
    missing = said.days - said.overlap(near.over)
    if missing:
        lines.append(f"{missing} of the {said.days} days claimed lie outside the window of the voyages")
    return lines


def _claim(claimed: Claimed) -> str:
    if claimed.low is None:
        return f"at most {_number(claimed.high or 0)}"
    if claimed.high is None:
        return f"at least {_number(claimed.low)}"
    return _reach(claimed.low, claimed.high)


def _way(claimed: Claimed) -> str:
    if claimed.mode is None:
        return "the claim names no way (sea, rail, road or air): it is held against voyages by sea as if all had gone by ship"
    return f"the claim names the sea ({claimed.words})" if claimed.words else "the claim names the sea"


def _verdict(
    claimed: Claimed, figure: float, over: Window, near: Counts, load: tuple[float, float]
) -> tuple[Verdict, tuple[str, ...]]:
    low, high = near.seen or (0, 0)
    within = max(high * load[1], (near.occupancy[1] or near.occupancy[0]) * load[1] if near.occupancy else 0)
    if near.seen is None:
        return "not comparable", ("only an estimate is cited over this window, and no count of the voyages seen",)
    if claimed.low is None:
        if figure >= low * load[0]:
            return "consistent", ("the claim gives an upper end only: it says no more than that so many were not exceeded",)
        why = "the claim gives an upper end only, below what the voyages seen carry at the cited loads: a load is an average"
        return "not comparable", (f"{why}, and may hold other goods",)
    if figure <= high * load[1]:
        if near.between and figure > low * load[1]:
            # The larger count runs on after the claim: it does not exclude the figure, and does not bear it out either.
            why = "the claim ends between two counts; the interval reaches to the later one, so the figure is not excluded"
            return "consistent", (why,)
        return "consistent", ()
    if near.covered < COVERED:
        why = f"the voyages cover {near.covered:.0%} of the claimed window ({over}); what the other days carried is not known"
        return "not comparable", (why,)
    if near.part:
        return "not comparable", ("above the voyages seen, which are counted on a part of the routes only",)
    if figure <= within:
        return "above the voyages seen, within the occupancy estimate", ()
    if near.occupancy is None:
        return "not comparable", ("above the voyages seen, and no estimate for unobserved days exists over this window",)
    if near.occupancy[1] is None:
        why = "above the voyages seen, and the estimate for unobserved days has no upper end: it bounds nothing above"
        return "not comparable", (why,)
    if near.estimated < COVERED:
        why = f"above the voyages seen, and the estimate for unobserved days covers {near.estimated:.0%} of the claimed window"
        return "not comparable", (why,)
    return "above both", ()


def _incomparable(claimed: Claimed, why: str) -> Bound:
    return Bound(
        claim=claimed.claim, verdict="not comparable", claimed_low=claimed.low, claimed_high=claimed.high, reasons=(why,)
    )


def _reach(low: float, high: float, openly: bool = False) -> str:
    """ "25 to 32", "5 to 6 or more", "10 or more", "64"."""
    first, last = _number(low), _number(high)
    return (first if first == last else f"{first} to {last}") + (" or more" if openly else "")


def _number(value: float) -> str:
    return f"{value:,.0f}"
