"""When a cited count of voyages or load of one voyage may bound nothing: asked by the comparison and by the report alike."""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from vetoproof.model.ships import TripCount, TripLoad

LARGEST = 2**53
"""Whole numbers beyond it cannot all be told apart by a machine's arithmetic: products of them would be printed wrong."""

_ARTICLES = frozenset({"the", "a", "an"})


def unfit_count(trip: TripCount) -> str:
    """Why a count of voyages may bound nothing; "" where it may."""
    if trip.basis not in ("seen", "occupancy"):
        return f"its basis is {trip.basis!r}, neither seen nor estimated from occupancy"
    if folded(trip.mode) != ("sea",):
        return f"it counts voyages by {trip.mode!r}, not by sea"
    if not trip.source.strip():
        return "it names no source"
    if not _named(trip.actors):
        return "it names nobody whose figure it is: it could test its own claim"
    if trip.low < 0 or (trip.high is not None and trip.high < trip.low):
        return "its interval is none"
    if max(trip.low, trip.high or 0) > LARGEST:
        return "its number is too large to be reckoned with exactly"
    if not _in_order(trip.from_, trip.to):
        return f"its window, {trip.from_!r} to {trip.to!r}, is none"
    if trip.or_to is None:
        return ""
    if not _in_order(trip.from_, trip.or_to):
        return f"the other day on which it may end, {trip.or_to!r}, gives no window"
    return "" if (trip.or_source or "").strip() else f"no source is named for the other day on which it may end, {trip.or_to}"


def unfit_load(load: TripLoad) -> str:
    """Why a load of one voyage may bound nothing; "" where it may."""
    if not load.source.strip():
        return "it names no source"
    if not _named(load.actors):
        return "it names nobody whose figure it is: it could test its own claim"
    if not (math.isfinite(load.low) and math.isfinite(load.high)):
        return "it is no finite number"
    if load.low < 0 or load.high <= 0 or load.high < load.low:
        return "its interval is none"
    return "its number is too large to be reckoned with exactly" if load.high > LARGEST else ""


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, articles and punctuation; "A.B." is "ab"."""
    plain = re.sub(r"['\u2019]s\b|[.'\u2019]", "", unicodedata.normalize("NFKC", name).casefold())
    return tuple(word for word in re.split(r"[\W_]+", plain) if word and word not in _ARTICLES)


def own(speakers: Iterable[str], actors: Iterable[str]) -> bool:
    """Whether one of the speakers is one of the actors: their names are alike, or one holds the other's words in a row.

    "Spokesman of the Ministry" holds "ministry". A code of two capitals in front ("XX Ministry") is held against another
    code only. A name too many is left out rather than a claimant left to test itself.
    """
    said = [words for name in speakers if (words := _coded(name))[1]]
    return any(_alike(a, b) for name in actors if (b := _coded(name))[1] for a in said)


def _coded(name: str) -> tuple[str, tuple[str, ...]]:
    """The code in front of a name, "" where there is none, and the words after it."""
    words = folded(name)
    plain = unicodedata.normalize("NFKC", name).replace(".", "").split()
    front = next((word for word in plain if folded(word)), "")
    if len(words) > 1 and re.fullmatch("[A-Z]{2}", front):
        return words[0], words[1:]
    return "", words


def _alike(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> bool:
    if one[0] and other[0] and one[0] != other[0]:
        return False
    return _within(one[1], other[1]) or _within(other[1], one[1])


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _named(actors: Iterable[str]) -> bool:
    return any(folded(name) for name in actors)


def _in_order(first: str, last: str) -> bool:
    start, end = _day(first, last=False), _day(last, last=True)
    return start is not None and end is not None and start <= end


def _day(iso: str, *, last: bool) -> date | None:
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ].*)?)?)?", iso)
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        at = month if month is not None else (12 if last else 1)
        return date(year or 0, at, day if day is not None else (monthrange(year or 0, at)[1] if last else 1))
    except ValueError:
        return None
