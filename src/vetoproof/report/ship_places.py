"""Watched places, silences and voyages in words: what was looked at, what follows, and what it rests on."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Calls, DarkCall, PlaceCalls, Presence, Ships, Sighting, Voyage
from vetoproof.report import dates, numbers
from vetoproof.report.notebook import Notebook
from vetoproof.report.ship_events import STANDING

LOOKS = 40
"""Looks that are listed one by one at a place; the others are counted."""

BEFORE_LOOKS = "by the silence, its way and the places watched"
"""What a silence's probability follows from before looks are held against it: a watched place weighs more than another port."""


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """One watched place: what was looked at, what follows, and each look with its source."""

    name: str
    country: str
    window: Markup | None
    looks: str
    days: str
    arithmetic: list[str]
    stays: list[Markup]
    rows: list[tuple[Markup, str, str, str]]
    more: int
    limitation: str


class SilenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One silence held against what was seen."""

    ship: str
    place: str
    words: str
    window: Markup
    probability: str
    bounds: Markup | None
    notes: list[str]
    sources: tuple[str, ...]


class VoyageView(msgspec.Struct, frozen=True, kw_only=True):
    """One chain of two calls."""

    ship: str
    way: str
    left: Markup
    came: Markup
    standing: str
    evidence: tuple[str, ...]


def place(book: Notebook, held: Ships, one: PlaceCalls) -> PlaceView:
    of = next(p for p in held.places if p.name == one.place)
    told = [f"{numbers.grouped(one.with_ship)} with a ship", f"{numbers.grouped(one.with_none)} with none"]
    told += [f"{numbers.grouped(count)} {why}" for why, count in one.blind.items()]
    told += [f"{numbers.grouped(one.disputed)} on which readers disagree"] if one.disputed else []
    told += [f"{numbers.grouped(one.particular)} for certain ships or berths alone"] if one.particular else []
    looks = sorted(
        (look for look in held.looks if look.place == one.place and _within(look, one)), key=lambda look: (look.start, look.end)
    )
    return PlaceView(
        name=one.place, country=book.speakers.label(of.country) if of.country else "",
        window=dates.between(one.first, one.last) if one.first and one.last else None,
        looks=f"{numbers.counted(one.looks, 'look')}: {', '.join(told)}",
        days=f"{numbers.grouped(one.days_with_look)} of {numbers.counted(one.days, 'day')} have a look that counts",
        arithmetic=list(one.arithmetic), stays=[_stay(stay) for stay in (*one.stays, *one.identified)],
        rows=[_look(look) for look in looks[:LOOKS]], more=max(0, len(looks) - LOOKS), limitation=of.limitation,
    )  # fmt: skip


def _within(look: Sighting, one: PlaceCalls) -> bool:
    return bool(one.first and one.last and look.start[:10] <= one.last and look.end[:10] >= one.first)


def _look(look: Sighting) -> tuple[Markup, str, str, str]:
    when = dates.time(look.end) if look.start == look.end else dates.between(look.start, look.end)
    what = (f"{look.vessel} seen" if look.vessel else "a ship seen") if look.observed else "looked, and saw no ship"
    what = f"looked, {look.blind}: shows nothing" if look.blind else what
    who = ", ".join(part for part in (look.reader, look.sensor) if part)
    return when, what, who, look.source


def _stay(stay: Presence) -> Markup:
    who = f"{stay.vessel}, identified by {', '.join(stay.readers)}," if stay.vessel else "A ship"
    came = Markup("came by {} (no look before bounds it)").format(dates.time(stay.came_by))
    if stay.came_after is not None:
        came = Markup("came {}").format(_between(stay.came_after, stay.came_by))
    left = Markup("left after {} (no look after bounds it)").format(dates.time(stay.left_not_before))
    if stay.left_before is not None:
        left = Markup("left {}").format(_between(stay.left_not_before, stay.left_before))
    return Markup("{} {}, {}").format(who, came, left)


def silence(call: DarkCall) -> SilenceView:
    bounds = None
    if call.came_after is not None and call.left_before is not None:
        may = "It came" if call.standing == "corroborated" else "A call would have begun"
        out = "left" if call.standing == "corroborated" else "ended"
        bounds = Markup("{} {}, and {} {}.").format(
            may, _between(call.came_after, call.came_by), out, _between(call.left_not_before, call.left_before)
        )
    lowered = f" ({call.by_silence:.2f} {BEFORE_LOOKS})" if call.by_silence is not None else ""
    likely = "" if call.probability is None else f"probability {call.probability:.2f}{lowered}"
    if call.standing == "corroborated" and call.probability is not None:
        likely = f"{BEFORE_LOOKS} its probability was {call.probability:.2f}"
    return SilenceView(
        ship=call.ship or f"MMSI {call.mmsi}", place=call.place, words=STANDING[call.standing],
        window=dates.between(call.start, call.end), bounds=bounds, notes=list(call.notes), sources=call.sources,
        probability=likely,
    )  # fmt: skip


def voyage(chain: Voyage) -> VoyageView:
    shown = {
        "seen": "heard at both", "corroborated": "identified where it was not heard",
        "consistent": "rests on an AIS silence that is consistent with a call",
        "lowered": "rests on an AIS silence that is consistent with a call, though looks leave less time for one",
    }  # fmt: skip
    likely = "" if chain.probability is None else f", probability {chain.probability:.2f}"
    return VoyageView(
        ship=chain.vessel, way=f"{chain.origin} \u2192 {chain.destination}", left=dates.between(chain.start, chain.left_before),
        came=dates.between(chain.arrived_after, chain.end), evidence=chain.evidence,
        standing=shown[chain.standing] + likely,
    )  # fmt: skip


def silent(calls: Calls) -> int:
    """Chains that rest on a silence alone."""
    return sum(one.standing in ("consistent", "lowered") for one in calls.voyages)


def _between(first: str | None, last: str | None) -> Markup:
    """ "between 22:00 and 23:00", or "at 22:00" where both are one."""
    if first == last:
        return Markup("at {}").format(dates.time(first))
    return Markup("between {} and {}").format(dates.time(first), dates.time(last))
