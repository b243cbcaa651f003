"""Dark calls held against sightings: a silence is consistent with a call until a named reader saw that hull there in it.

What a look can do to a dark call: a named reader identified the ship at the place within the silence, and it is corroborated;
the place was seen without the ship, and less of the silence is left for a call (lowered), or nothing (contradicted); the ship
was identified elsewhere, and the ways there and back are no time for a call either. A ship that nobody identified does
nothing: it is told, and the standing stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.dark import WORDS as SILENCE
from vetoproof.track.looks import Look, Seen, contested, shows_without
from vetoproof.track.sea import great_circle_km
from vetoproof.track.silence import KNOT_KMH
from vetoproof.track.watched import Watched

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules

Hull = tuple[str, str]

WORDS = {
    "corroborated": "call in AIS silence: the ship was identified at the place within it",
    "contradicted": "AIS silence in which the place was seen without the ship so often that no time for a call is left",
    "elsewhere": "AIS silence in which the ship was identified elsewhere, so that no time for a call is left",
}


class Span(msgspec.Struct, frozen=True):
    """The part of a silence in which the ship can have been at the place, in epoch seconds: after the way in, before the way
    out."""

    first: float
    last: float


def corroborate(
    events: pl.DataFrame, looks: Iterable[Look], rules: TrackRules, hulls: Mapping[int, Collection[Hull]] | None = None,
    places: Iterable[Watched] = (),
) -> pl.DataFrame:  # fmt: skip
    """The same events, each dark call with its standing in `detail`: consistent, corroborated, lowered or contradicted.

    `looks` with the names of places that the events have (`looks.looks(table, aliases(places))`); `hulls` by MMSI
    (of `whose`); `places` that the looks and events name, which tell how long the way between two of them is: without them a
    ship identified elsewhere was away at that moment alone. With the standing come the readers, sources and rows of the
    sightings, and when the ship was seen. Looks without the ship, and such as identified it elsewhere, scale the odds of
    `probability` by the share of the silence that they leave (`by_silence` keeps the first one);
    a corroborated call keeps its probability: how sure a reader is cannot be put into one. Events that were judged before are
    judged anew, by these looks alone.
    """
    import polars as pl

    seen = sorted(looks, key=lambda look: (look.start, look.end, look.place, look.rows))
    starts = [look.start for look in seen]
    numbered = events.with_row_index("at")
    dark = numbered.filter(pl.col("kind") == "dark_call").to_dicts()
    if not dark:
        return events
    known, where = hulls or {}, {place.name: place for place in places}
    made = []
    for row in map(_unjudged, dark):
        within = seen[bisect_left(starts, row["start"].timestamp()) : bisect_right(starts, row["end"].timestamp())]
        made.append(_judged(row, within, {*known.get(row["mmsi"], ()), ("mmsi", str(row["mmsi"]))}, rules, where))
    changed = pl.DataFrame(made, schema=numbered.schema)
    return pl.concat([numbered.filter(pl.col("kind") != "dark_call"), changed]).sort("at").drop("at")


def is_hull(ship: Seen, keys: Collection[Hull]) -> bool:
    """The reader's ship is the one of these keys. By its strongest identifier: an IMO number before an MMSI. A
    name alone is nobody's: names recur."""
    if ship.imo and any(kind == "imo" for kind, _ in keys):
        return ("imo", str(ship.imo)) in keys
    return bool(ship.mmsi) and ("mmsi", str(ship.mmsi)) in keys


def span_of(event: Mapping[str, Any]) -> Span:
    """When the ship of a dark call can have been at the place, by its `detail`; the whole silence where that tells no ways."""
    said = {item["name"]: item["value"] for item in event["detail"] or ()}
    start, end = event["start"].timestamp(), event["end"].timestamp()
    try:
        kmh = float(said["speed_kn"]) * KNOT_KMH
        return Span(start + float(said["in_km"]) / kmh * 3600, end - float(said["out_km"]) / kmh * 3600)
    except (KeyError, ValueError, ZeroDivisionError):
        return Span(start, end)


def parts(span: Span, away: Iterable[Span]) -> list[Span]:
    """What is left of a span without the times in which the ship was elsewhere, or on the way there or back; by time."""
    left: list[Span] = []
    first = span.first
    for gone in sorted(away, key=lambda gone: (gone.first, gone.last)):
        if gone.first > first:
            left.append(Span(first, min(gone.first, span.last)))
        first = max(first, gone.last)
        if first >= span.last:
            return left
    return [*left, Span(first, span.last)]


def left_for(span: Span, without: Iterable[float], hours: float, away: Iterable[Span] = ()) -> float:
    """The share (0 to 1) of the moments at which a call of so many hours can begin that no look without the ship excludes, and
    no time `away` from the place."""
    moments = sorted(t for t in without if span.first < t < span.last)
    whole = span.last - span.first - hours * 3600
    pieces = parts(span, away)
    if whole <= 0:
        return 0.0 if moments or pieces != [span] else 1.0
    return sum(_beginnings(piece, moments, hours) for piece in pieces) / whole


def _beginnings(part: Span, without: Iterable[float], hours: float) -> float:
    """Seconds of it in which a call of so many hours can begin."""
    edges = [part.first, *(t for t in without if part.first < t < part.last), part.last]
    return sum(max(0.0, b - a - hours * 3600) for a, b in pairwise(edges))


JUDGED = (
    "standing", "standing_rule", "readers", "seen_from", "seen_to", "seen_without", "left_for_a_call", "sightings", "sources",
    "sightings_noted", "by_silence", "part_from", "part_to",
)  # fmt: skip
"""What `corroborate` writes into a `detail`, beside `words`."""


def _unjudged(row: dict[str, Any]) -> dict[str, Any]:
    """The event as the silence alone gave it."""
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    if "standing" not in said:
        return row
    probability = float(said["by_silence"]) if "by_silence" in said else row["probability"]
    if said.get("words") in WORDS.values():
        said["words"] = SILENCE
    detail = [{"name": name, "value": value} for name, value in said.items() if name not in JUDGED]
    return {**row, "probability": probability, "detail": detail}


def _judged(
    row: dict[str, Any], looks: Iterable[Look], keys: Collection[Hull], rules: TrackRules, where: Mapping[str, Watched]
) -> dict[str, Any]:
    within = [look for look in looks if look.end <= row["end"].timestamp()]
    there: list[Look] = []
    without: list[Look] = []
    away: list[tuple[Look, Span]] = []
    notes: list[str] = []
    for look in within:
        here = look.place == row["place"]
        if any(ship.identified_by and is_hull(ship, keys) for ship in look.ships):
            if look.disputed or contested(look, lambda ship: is_hull(ship, keys)):
                notes.append(f"readers of one look disagree ({_when(look)})")
            elif here:
                there.append(look)
            elif gone := _gone(row, look, rules, where):
                away.append((look, gone[0]))
                notes.append(f"identified at {look.place} at {_when(look)}, {gone[1]:.1f} h away")
            else:
                without.append(look)
        elif here and not look.blind(rules):
            if shows_without(look, lambda ship: is_hull(ship, keys)):
                without.append(look)
            elif look.observed:
                notes.append(f"a ship that no named reader identified as this one ({_when(look)})")
            elif look.bare:
                notes.append(f"no ship at one berth, which tells nothing of the others ({_when(look)})")
    vague = [look for look in without if not look.instant(rules)]
    notes += [f"seen without the ship, at an hour that is not told ({_when(look)})" for look in vague]
    without = [look for look in without if look.instant(rules)]
    span, hours, times = span_of(row), rules.dark_call_hours, [gone for _, gone in away]
    moments = [(look.start + look.end) / 2 for look in without]
    left = left_for(span, moments, hours, times)
    standing = "corroborated" if there else "consistent" if left == 1 else "lowered" if left > 0 else "contradicted"
    part = None
    if there and times:
        part = _part_with(span, times, there)
    elif left and times:
        # Ways that only touch the span leave one part; the larger of several bounds the call, and the others are told.
        part, *others = sorted(parts(span, times), key=lambda part: (-_beginnings(part, moments, hours), part.first))
        fit = [other for other in others if _beginnings(other, moments, hours)]
        notes += [f"time for a call from {_iso(other.first)} to {_iso(other.last)} too" for other in fit]
    used = sorted([*without, *(look for look, _ in away)], key=lambda look: (look.start, look.end, look.place, look.rows))
    return _told(row, standing, there, used, left, notes, rules, part)


def _gone(row: dict[str, Any], look: Look, rules: TrackRules, where: Mapping[str, Watched]) -> tuple[Span, float] | None:
    """When the ship cannot have been at the place of a dark call as it was identified elsewhere, whichever moment of the look's
    window it was, and the hours between the two; None where the places are not known, or the window is wider than the ways.

    Along the great circle, which no ship can undercut, at the speed that the silence was judged by.
    """
    here, other = where.get(row["place"]), where.get(look.place)
    if here is None or other is None:
        return None
    km = min(great_circle_km(*a, *b) for a in here.points for b in other.points)
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    try:
        kn = float(said["speed_kn"])
    except (KeyError, ValueError):
        kn = 0.0
    hours = km / ((kn if kn > 0 else rules.dark_speed_kn * rules.dark_hurry) * KNOT_KMH)
    gone = Span(look.end - hours * 3600, look.start + hours * 3600)
    return (gone, hours) if gone.first < gone.last else None


def _part_with(span: Span, away: Sequence[Span], there: Sequence[Look]) -> Span | None:
    """The part of a silence in which the ship was seen at the place; None where the looks and the ways do not fit together:
    what was seen is surer than a way and its speed."""
    first, last = min(look.end for look in there), max(look.start for look in there)
    wide = Span(min(span.first, first), max(span.last, last))
    return next((part for part in parts(wide, away) if part.first <= first and last <= part.last), None)


def _told(
    row: dict[str, Any], standing: str, there: list[Look], without: list[Look], left: float, notes: list[str],
    rules: TrackRules, part: Span | None,
) -> dict[str, Any]:  # fmt: skip
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    elsewhere = standing == "contradicted" and any(look.place != row["place"] for look in without)
    said["standing"], said["standing_rule"] = standing, rules.id("dark_call.sightings")
    said["words"] = WORDS.get("elsewhere" if elsewhere else standing, said.get("words", ""))
    used = there + without
    if there:
        readers = {name for look in there for ship in look.ships for name in ship.identified_by}
        said["readers"] = "; ".join(sorted(readers))
        said["seen_from"] = _iso(min(look.end for look in there))
        said["seen_to"] = _iso(max(look.start for look in there))
    if without:
        said["seen_without"] = ", ".join(_when(look) for look in without)
        said["left_for_a_call"] = f"{left:.2f}"
    if used:
        said["sightings"] = " ".join(str(number) for number in sorted({number for look in used for number in look.rows}))
        said["sources"] = " ".join(sorted({source for look in used for source in look.sources}))
    if part is not None:
        said["part_from"], said["part_to"] = _iso(part.first), _iso(part.last)
    if notes:
        said["sightings_noted"] = "; ".join(notes)
    probability = row["probability"]
    if standing in ("lowered", "contradicted") and probability is not None:
        said["by_silence"] = f"{probability:.4f}"
        likely = probability * (left + (1 - left) * rules.look_missed_share)
        probability = round(likely / (likely + 1 - probability), 4) if likely else 0.0
    detail = [{"name": name, "value": value} for name, value in said.items()]
    return {**row, "probability": probability, "detail": detail}


def _when(look: Look) -> str:
    return _iso(look.start) if look.start == look.end else f"{_iso(look.start)} to {_iso(look.end)}"


def _iso(t: float) -> str:
    return datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
