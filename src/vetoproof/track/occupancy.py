"""How often a place had a ship when it was looked at, and how many calls that stands for.

Days, not scenes, are counted: two scenes of one day show one ship twice. What is unknown of the days without a look is printed
as an interval of its own and never mixed with the estimate.

    rate = call_rate(Occupancy(place="Alpha", days=170, imaged=109, occupied=49), rules)      # a summary that is cited
    rate.low, rate.high        # 25, 38
    call_rate(occupancy(looks(table), "Alpha", window, rules), rules)                         # looks of one's own
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from fractions import Fraction
from math import floor, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import msgspec

from vetoproof.model import TripCount
from vetoproof.track.looks import Look, day_of, particular
from vetoproof.track.windows import Window

if TYPE_CHECKING:
    from vetoproof.packs.track_rules import TrackRules


class Occupancy(msgspec.Struct, frozen=True, kw_only=True):
    """Of `days` days `imaged` had a look that counts, and on `occupied` of those a ship was there.

    Looks left out, by reason: `clouded`, `coarse`, `disputed` (readers disagree), `undated` (the day is not known),
    `particular` (looked for certain ships or at certain berths alone, and found nothing).
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
    particular: int = 0
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.occupied <= self.imaged <= self.days:
            raise ValueError(f"{self.occupied} occupied of {self.imaged} imaged of {self.days} days cannot be")


class CallRate(msgspec.Struct, frozen=True, kw_only=True):
    """Calls over a window, in whole calls.

    `low` to `high`: the share of imaged days taken for all days, at the longest and the shortest call. `sampled_low` to
    `sampled_high`: the same with what chance may have done in days without a look (rule `rate_sure_share`). `sure_low` to
    `sure_high`: no day without a look had a ship, or each had. All None where too few days have a look (rules
    `rate_least_days`, `rate_least_share`).
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


def occupancy(looks: Iterable[Look], place: str, window: Window, rules: TrackRules) -> Occupancy:
    """Count the days (UTC) of a window that have a look at a place, and those with a ship.

    A look under cloud or too coarse is none, also where a ship was made out through it: to keep those alone would count ships
    and drop empty berths. One empty and one occupied look on a day make an occupied day.
    """
    left = {"under cloud": 0, "too coarse": 0, "disputed": 0, "undated": 0, "particular": 0}
    seen: dict[Window, bool] = {}
    sources: set[str] = set()
    for look in looks:
        if look.place != place or not window.overlap(over_days(look)):
            continue
        day = day_of(look)
        why = "particular" if particular(look) else look.blind(rules) or ("disputed" if look.disputed else "")
        if why or day is None:
            left[why or "undated"] += 1
            continue
        seen[day] = seen.get(day, False) or bool(look.observed)
        sources.update(look.sources)
    return Occupancy(
        place=place, days=window.days, imaged=len(seen), occupied=sum(seen.values()), clouded=left["under cloud"],
        coarse=left["too coarse"], disputed=left["disputed"], undated=left["undated"], particular=left["particular"],
        sources=tuple(sorted(sources)),
    )  # fmt: skip


def over_days(look: Look) -> Window:
    """The UTC days that the window of a look touches."""
    first, last = (datetime.fromtimestamp(t, UTC).date() for t in (look.start, look.end))
    return Window(first, last)


def call_rate(
    seen: Occupancy, rules: TrackRules, days_per_call: tuple[float, float] | None = None, *, fewest: int = 0
) -> CallRate:
    """Calls in the window, from the shortest and the longest that a call lasts: rules `call_shortest_days`,
    `call_longest_days`, or `days_per_call` where a summary is cited with its own. Whole calls: a part of one is none, but a
    ship that was seen is one at least, and stays that looks without a ship, or hulls, part are so many (`fewest`,
    `presence.parted`).

    The share of imaged days times all days are ship-days; divided by the days of a call, calls. It assumes that days with a
    look stand for days without, and one ship at a time. Chance: Wilson's interval (1927) for the share, on the days without a
    look alone, with as many independent looks as calls fit into the imaged days, as a ship that is there today is mostly there
    tomorrow. Raises ValueError where a call would last no time.
    """
    short, long = days_per_call or (rules.call_shortest_days, rules.call_longest_days)
    if not 0 < short <= long:
        raise ValueError("days_per_call is not a shortest and a longest time above 0")
    if seen.imaged < rules.rate_least_days or seen.imaged < rules.rate_least_share * seen.days:
        told = (_too_few(seen, rules),)
        return CallRate(
            occupancy=seen, days_per_call=(short, long), ship_days=None, low=None, high=None, sampled_low=None,
            sampled_high=None, sure_low=None, sure_high=None, arithmetic=told,
        )  # fmt: skip

    def calls(least: float | Fraction, most: float | Fraction) -> tuple[int, int]:
        some = max(fewest, int(seen.occupied > 0))
        return max(some, floor(Fraction(least) / Fraction(str(long)))), max(some, floor(Fraction(most) / Fraction(str(short))))

    dark = seen.days - seen.imaged
    # Exact: 57 of 100 days times 100 days are 57 ship-days, not 56.99999999999999.
    ship_days = Fraction(seen.occupied * seen.days, seen.imaged)
    share_low, share_high = _wilson(seen.occupied / seen.imaged, max(1.0, seen.imaged / long), rules.rate_sure_share)
    (low, high), sure = calls(ship_days, ship_days), calls(seen.occupied, seen.occupied + dark)
    chance = calls(seen.occupied + dark * share_low, seen.occupied + dark * share_high)
    sampled = max(sure[0], min(low, chance[0])), min(sure[1], max(high, chance[1]))
    words = [
        f"ships on {seen.occupied} of {seen.imaged} imaged days, times {seen.days} days = {float(ship_days):.1f} ship-days; "
        f"at {short:g} to {long:g} days a call: {_said(low, high)}, parts of calls left out"
    ]
    if low == fewest > 1:
        words.append(
            f"not fewer than {fewest}: so many stays are parted by looks that saw no ship between them, or by other hulls"
        )
    if seen.particular:
        words.append(
            f"not counted: {seen.particular} that found nothing, for certain ships or at certain berths alone; if days with a "
            "ship were looked at so too, all this is too high"
        )
    if dark:
        sure_words = f"{rules.rate_sure_share * 100:g} in 100"
        words += [
            f"the {dark} days without a look, with chance: {_said(*sampled)} ({sure_words}; the chance of sampling alone)",
            f"if none, or each, of the {dark} days without a look had a ship: {_said(*sure)}",
        ]
    return CallRate(
        occupancy=seen, days_per_call=(short, long), ship_days=round(float(ship_days), 1), low=low, high=high,
        sampled_low=sampled[0], sampled_high=sampled[1], sure_low=sure[0], sure_high=sure[1], arithmetic=tuple(words),
    )  # fmt: skip


def _too_few(seen: Occupancy, rules: TrackRules) -> str:
    """Why nothing is estimated."""
    if not seen.imaged:
        return f"no look at {seen.place} counts in {seen.days:,} days: nothing can be estimated"
    return (
        f"{seen.imaged} of {seen.days:,} day{'' if seen.days == 1 else 's'} have a look that counts, "
        f"{seen.occupied} of them with a ship: too few to "
        f"estimate calls from (at least {rules.rate_least_days:g} days, and {rules.rate_least_share:.0%} of all)"
    )


def _said(low: int, high: int) -> str:
    return f"{low} to {high} calls" if low != high else f"{low} call{'' if low == 1 else 's'}"


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


def _wilson(share: float, looks: float, sure: float) -> tuple[float, float]:
    """The interval of a share seen in so many independent looks that holds it `sure` of the time."""
    z = NormalDist().inv_cdf((1 + sure) / 2)
    scale = 1 + z * z / looks
    middle = (share + z * z / (2 * looks)) / scale
    half = z / scale * sqrt(share * (1 - share) / looks + z * z / (4 * looks * looks))
    return max(0.0, middle - half), min(1.0, middle + half)
