"""Dark calls held against sightings: a silence is consistent with a call until a named reader saw that hull there in it.

What a look can do to a dark call: a named reader identified the ship at the place within the silence, and it is corroborated;
the place was seen without the ship, and less of the silence is left for a call (lowered), or nothing (contradicted). A ship
that nobody identified does neither: it is told, and the standing stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.dark import WORDS as SILENCE
from vetoproof.track.looks import Look, Seen, contested, only_absent
from vetoproof.track.silence import KNOT_KMH

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules

Hull = tuple[str, str]

WORDS = {
    "corroborated": "call in AIS silence: the ship was identified at the place within it",
    "contradicted": "AIS silence in which the place was seen without the ship so often that no time for a call is left",
}


class Span(msgspec.Struct, frozen=True):
    """The part of a silence in which the ship can have been at the place, in epoch seconds: after the way in, before the way
    out."""

    first: float
    last: float


def corroborate(
    events: pl.DataFrame, looks: Iterable[Look], rules: TrackRules, hulls: Mapping[int, Collection[Hull]] | None = None
) -> pl.DataFrame:
    """The same events, each dark call with its standing in `detail`: consistent, corroborated, lowered or contradicted.

    `looks` with the names of places that the events have (`looks.looks(table, aliases(places))`); `hulls` by MMSI
    (`hulls_of`). With the standing come the readers, sources and rows of the sightings, and when the ship was seen. Negative
    looks scale the odds of `probability` by the share of the silence that they leave (`by_silence` keeps the first one);
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
    known = hulls or {}
    made = []
    for row in map(_unjudged, dark):
        within = seen[bisect_left(starts, row["start"].timestamp()) : bisect_right(starts, row["end"].timestamp())]
        made.append(_judged(row, within, {*known.get(row["mmsi"], ()), ("mmsi", str(row["mmsi"]))}, rules))
    changed = pl.DataFrame(made, schema=numbered.schema)
    return pl.concat([numbered.filter(pl.col("kind") != "dark_call"), changed]).sort("at").drop("at")


def hulls_of(particulars: pl.DataFrame) -> dict[int, frozenset[Hull]]:
    """By MMSI the IMO numbers that a ship says (`schema.particulars()`), and its names where no other ship has them.

    Names recur: a name that two MMSIs bear identifies neither.
    """
    import polars as pl

    found: dict[int, set[Hull]] = {}
    said = particulars.filter(pl.col("imo").is_not_null() & (pl.col("imo") > 0)).select("mmsi", "imo").unique()
    for mmsi, imo in said.iter_rows():
        found.setdefault(mmsi, set()).add(("imo", str(imo)))
    bearers: dict[str, set[int]] = {}
    for mmsi, name in particulars.filter(pl.col("name").is_not_null()).select("mmsi", "name").unique().iter_rows():
        bearers.setdefault(name.strip().casefold(), set()).add(mmsi)
    for name, numbers in bearers.items():
        if name and len(numbers) == 1:
            found.setdefault(min(numbers), set()).add(("name", name))
    return {mmsi: frozenset(keys) for mmsi, keys in found.items()}


def is_hull(ship: Seen, keys: Collection[Hull]) -> bool:
    """The reader's ship is the one of these keys. By its strongest identifier: an IMO number before an MMSI before a name."""
    if ship.imo and any(kind == "imo" for kind, _ in keys):
        return ("imo", str(ship.imo)) in keys
    if ship.mmsi:
        return ("mmsi", str(ship.mmsi)) in keys
    return bool(ship.vessel) and not ship.imo and ("name", ship.vessel.casefold()) in keys


def span_of(event: Mapping[str, Any]) -> Span:
    """When the ship of a dark call can have been at the place, by its `detail`; the whole silence where that tells no ways."""
    said = {item["name"]: item["value"] for item in event["detail"] or ()}
    start, end = event["start"].timestamp(), event["end"].timestamp()
    try:
        kmh = float(said["speed_kn"]) * KNOT_KMH
        return Span(start + float(said["in_km"]) / kmh * 3600, end - float(said["out_km"]) / kmh * 3600)
    except (KeyError, ValueError, ZeroDivisionError):
        return Span(start, end)


def left_for(span: Span, without: Iterable[float], hours: float) -> float:
    """The share (0 to 1) of the moments at which a call of so many hours can begin that no look without the ship excludes."""
    moments = sorted(t for t in without if span.first < t < span.last)
    whole = span.last - span.first - hours * 3600
    if whole <= 0:
        return 0.0 if moments else 1.0
    edges = [span.first, *moments, span.last]
    return sum(max(0.0, b - a - hours * 3600) for a, b in pairwise(edges)) / whole


JUDGED = (
    "standing", "standing_rule", "readers", "seen_from", "seen_to", "seen_without", "left_for_a_call", "sightings", "sources",
    "sightings_noted", "by_silence",
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


def _judged(row: dict[str, Any], looks: Iterable[Look], keys: Collection[Hull], rules: TrackRules) -> dict[str, Any]:
    within = [look for look in looks if look.end <= row["end"].timestamp()]
    there: list[Look] = []
    without: list[Look] = []
    notes: list[str] = []
    for look in within:
        here = look.place == row["place"]
        if any(ship.identified_by and is_hull(ship, keys) for ship in look.ships):
            if look.disputed or contested(look, lambda ship: is_hull(ship, keys)):
                notes.append(f"readers of one look disagree ({_when(look)})")
            elif here:
                there.append(look)
            else:
                without.append(look)
        elif here and not look.blind(rules):
            if any(is_hull(ship, keys) for ship in look.absent) or (look.observed is False and not only_absent(look)):
                without.append(look)
            elif look.observed:
                notes.append(f"a ship that no named reader identified as this one ({_when(look)})")
    vague = [look for look in without if not look.instant(rules)]
    notes += [f"seen without the ship, at an hour that is not told ({_when(look)})" for look in vague]
    without = [look for look in without if look.instant(rules)]
    left = left_for(span_of(row), [(look.start + look.end) / 2 for look in without], rules.dark_call_hours)
    standing = "corroborated" if there else "consistent" if left == 1 else "lowered" if left > 0 else "contradicted"
    return _told(row, standing, there, without, left, notes, rules)


def _told(
    row: dict[str, Any], standing: str, there: list[Look], without: list[Look], left: float, notes: list[str], rules: TrackRules
) -> dict[str, Any]:
    said = {item["name"]: item["value"] for item in row["detail"] or ()}
    said["standing"], said["standing_rule"] = standing, rules.id("dark_call.sightings")
    said["words"] = WORDS.get(standing, said.get("words", ""))
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
