"""How often a place had a ship when it was looked at, and how many calls that stands for.

Days, not scenes, are counted: two scenes of one day show one ship twice. What is unknown of the days without a look is printed
as an interval of its own and never mixed with the estimate.

    rate = call_rate(Occupancy(place="Alpha", days=170, imaged=109, occupied=49), (2, 3))
    rate.low, rate.high        # 25, 38
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, sqrt

import msgspec

from vetoproof.model import TripCount
from vetoproof.track.looks import Look, LookRules, day_of, only_absent
from vetoproof.track.windows import Window

Z = 1.96
"""Of the interval of 95 in 100."""


class Occupancy(msgspec.Struct, frozen=True, kw_only=True):
    """Of `days` days `imaged` had a look that counts, and on `occupied` of those a ship was there.

    Looks left out, by reason: `clouded`, `coarse`, `disputed` (readers disagree), `undated` (the day is not known).
    Raises ValueError where the numbers cannot be.
    """

    place: str
    days: int
    imaged: int
    occupied: int
    clouded: int = 0
    coarse: int = 0
    disputed: int = 0
    undated: int = 0
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.occupied <= self.imaged <= self.days:
            raise ValueError(f"{self.occupied} occupied of {self.imaged} imaged of {self.days} days cannot be")


class CallRate(msgspec.Struct, frozen=True, kw_only=True):
    """Calls over a window, in whole calls.

    `low` to `high`: the share of imaged days taken for all days, at the longest and the shortest call. `sampled_low` to
    `sampled_high`: the same with what chance may have done in days without a look (95 in 100). `sure_low` to `sure_high`: no
    day without a look had a ship, or each had. All None where there was no look.
    """

    occupancy: Occupancy
    days_per_call: tuple[float, float]
    ship_days: float | None
    low: int | None
    high: int | None
    sampled_low: int | None
    sampled_high: int | None
    sure_low: int | None
    sure_high: int | None
    arithmetic: tuple[str, ...]


def occupancy(looks: Iterable[Look], place: str, window: Window, rules: LookRules | None = None) -> Occupancy:
    """Count the days (UTC) of a window that have a look at a place, and those with a ship.

    A look under cloud or too coarse is none, also where a ship was made out through it: to keep those alone would count ships
    and drop empty berths. One empty and one occupied look on a day make an occupied day.
    """
    rules = rules or LookRules()
    left = {"under cloud": 0, "too coarse": 0, "disputed": 0, "undated": 0}
    seen: dict[Window, bool] = {}
    sources: set[str] = set()
    for look in looks:
        if look.place != place or only_absent(look):
            continue
        day = day_of(look)
        if day is None:
            left["undated"] += 1
            continue
        if not window.overlap(day):
            continue
        why = look.blind(rules) or ("disputed" if look.disputed else "")
        if why:
            left[why] += 1
            continue
        seen[day] = seen.get(day, False) or bool(look.observed)
        sources.update(look.sources)
    return Occupancy(
        place=place, days=window.days, imaged=len(seen), occupied=sum(seen.values()), clouded=left["under cloud"],
        coarse=left["too coarse"], disputed=left["disputed"], undated=left["undated"], sources=tuple(sorted(sources)),
    )  # fmt: skip


def call_rate(seen: Occupancy, days_per_call: tuple[float, float]) -> CallRate:
    """Calls in the window, from the shortest and the longest that a call lasts in days. Whole calls: a part of one is none.

    The share of imaged days times all days are ship-days; divided by the days of a call, calls. It assumes that days with a
    look stand for days without, and one ship at a time. Chance: Wilson's interval (1927) for the share, on the days without a
    look alone, with as many independent looks as calls fit into the imaged days, as a ship that is there today is mostly there
    tomorrow. Raises ValueError where a call would last no time.
    """
    short, long = days_per_call
    if not 0 < short <= long:
        raise ValueError("days_per_call is not a shortest and a longest time above 0")
    if not seen.imaged:
        told = (f"no look at {seen.place} counts in {seen.days} days: nothing can be estimated",)
        return CallRate(
            occupancy=seen, days_per_call=days_per_call, ship_days=None, low=None, high=None, sampled_low=None,
            sampled_high=None, sure_low=None, sure_high=None, arithmetic=told,
        )  # fmt: skip
    share = seen.occupied / seen.imaged
    ship_days = share * seen.days
    dark = seen.days - seen.imaged
    least, most = _wilson(share, max(1.0, seen.imaged / long))
    low, high = _calls(ship_days, ship_days, short, long)
    sampled = _calls(seen.occupied + dark * least, seen.occupied + dark * most, short, long)
    sure = _calls(seen.occupied, seen.occupied + dark, short, long)
    days = f"{short:g} to {long:g} days a call"
    return CallRate(
        occupancy=seen, days_per_call=days_per_call, ship_days=round(ship_days, 1), low=low, high=high,
        sampled_low=sampled[0], sampled_high=sampled[1], sure_low=sure[0], sure_high=sure[1],
        arithmetic=(
            f"ships on {seen.occupied} of {seen.imaged} imaged days, times {seen.days} days = {ship_days:.0f} ship-days; "
            f"at {days}: {low} to {high} calls",
            f"the {dark} days without a look, with chance: {sampled[0]} to {sampled[1]} calls (95 in 100)",
            f"if none, or each, of the {dark} days without a look had a ship: {sure[0]} to {sure[1]} calls",
        ),
    )  # fmt: skip


def as_trips(
    rate: CallRate, *, id: str, route: str, first: str, last: str, actors: tuple[str, ...], published: str, source: str,
    limitation: str,
) -> TripCount | None:  # fmt: skip
    """The estimate as a cited count for `bounds.compare`, with basis "occupancy"; None where there was no look."""
    if rate.low is None:
        return None
    return TripCount(
        id=id, route=route, from_=first, to=last, low=rate.low, high=rate.high, basis="occupancy", mode="sea", actors=actors,
        published=published, source=source, limitation=limitation,
    )  # fmt: skip


def _calls(least: float, most: float, short: float, long: float) -> tuple[int, int]:
    return floor(least / long), floor(most / short)


def _wilson(share: float, looks: float) -> tuple[float, float]:
    """The 95 in 100 interval of a share seen in so many independent looks."""
    scale = 1 + Z * Z / looks
    middle = (share + Z * Z / (2 * looks)) / scale
    half = Z / scale * sqrt(share * (1 - share) / looks + Z * Z / (4 * looks * looks))
    return max(0.0, middle - half), min(1.0, middle + half)
