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
_SMALL = frozenset({"of", "for", "and", "on", "in", "to"})


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
    if why := _undated(trip.published):
        return why
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
    if why := _undated(load.published):
        return why
    if not (math.isfinite(load.low) and math.isfinite(load.high)):
        return "it is no finite number"
    if load.low < 0 or load.high <= 0 or load.high < load.low:
        return "its interval is none"
    return "its number is too large to be reckoned with exactly" if load.high > LARGEST else ""


def not_of(trip: TripCount, supplier: str | None, recipient: str | None) -> str:
    """Why a count is of no voyages from one state to the other; "" where it is. Several codes are joined by "|".

    None stands for any state. A count whose route is between places that nobody placed tests nothing.
    """
    if not trip.supplier or not trip.recipient:
        return f"its route, {trip.route!r}, names no two places of known states"
    if _outside(trip.supplier, supplier) or _outside(trip.recipient, recipient):
        return f"its route, {trip.route!r}, does not lead from the one state to the other"
    return ""


def _outside(state: str, wanted: str | None) -> bool:
    return wanted is not None and state not in wanted.split("|")


def public_by(published: str, as_of: str | None) -> bool:
    """Whether it was public by the end of that day (None: whenever). A month or a year counts from its last day on.

    What tells no day is handed on: it bounds nothing, and is told as unfit rather than dropped in silence.
    """
    if as_of is None:
        return True
    day, by = _day(published, last=True), _day(as_of, last=True)
    return day is None or by is None or day <= by


def _undated(published: str) -> str:
    return "" if _day(published, last=True) else f"the day on which it was published, {published!r}, is none"


_SPELLED = tuple(
    (re.compile(f"{british}$"), american)
    for british, american in (("tre", "ter"), ("ence", "ense"), ("is(e|ed|ing|ations?)", r"iz\1"), ("our", "or"), ("mme", "m"))
)
"""Endings that English spells in two ways; "Centre" and "Center" are one word in a name."""


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, articles, accents and punctuation, spelled one way; "A.B." is "ab"."""
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", name) if unicodedata.category(ch) not in ("Mn", "Cf"))
    plain = re.sub(r"['\u2019]s\b|[.'\u2019]", "", bare.casefold())
    words = [word for word in re.split(r"[\W_]+", plain) if word and word not in _ARTICLES]
    return tuple(_spelled(word) for word in words)


def _spelled(word: str) -> str:
    for pattern, to in _SPELLED:
        word = pattern.sub(to, word)
    return word


def own(speakers: Iterable[str], actors: Iterable[str]) -> bool:
    """Whether one of the speakers is one of the actors: their names are alike, or one holds the other's words in a row.

    "Spokesman of the Ministry" holds "ministry"; where words are parted does not count ("Whitehouse"), nor does their order.
    A code of two capitals in front ("XX Ministry") is held against another code only. A name too many is left out rather than
    a claimant left to test itself. Initials are known, other abbreviations are not.
    """
    said = [(words, name) for name in _apart(speakers) if (words := _coded(name))[1]]
    return any(
        _alike(a, b) or "".join(folded(name)) == "".join(folded(actor))
        for actor in _apart(actors)
        if (b := _coded(actor))[1]
        for a, name in said
    )


def _apart(names: Iterable[str]) -> list[str]:
    """Names that stand in one field: "One/Two", "One; Two"."""
    return [part for name in names for part in (name, *re.split(r"[/;|&]", name))]


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
    a, b = one[1], other[1]
    return _within(a, b) or _within(b, a) or sorted(a) == sorted(b) or _initials(a, b) or _initials(b, a)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "osc" of "open source center", with or without the small words."""
    if len(short) != 1 or len(long) < 3:
        return False
    every = "".join(word[0] for word in long)
    return short[0] in (every, "".join(word[0] for word in long if word not in _SMALL))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the letters of one are those of whole words in a row of the other."""
    letters = "".join(short)
    return any("".join(long[i:j]) == letters for i in range(len(long)) for j in range(i + 1, len(long) + 1))


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
