"""Which events of ships a record tells one by one: those near watched places; of the others, how many there are and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from vetoproof.track.geojson import details, other_end
from vetoproof.track.sea import great_circle_km
from vetoproof.track.watched import Watched

if TYPE_CHECKING:
    import polars as pl

NEAR_KM = 60.0
"""Events this near to a watched place stand in the record one by one; the others are counted. Ours: an hour or three of a slow
ship, so that a silence before a port is among them and the traffic of a strait is not."""

MOST_EVENTS = 2_000
"""Events that a record holds one by one; beyond it the earliest are counted only."""

SHARED = "identity.shared_number@"
"""The rule that finds two ships under one number."""


class Near(NamedTuple):
    """Rows of `schema.events()` in order, each with `far`, its other end, and `said`, its details by name; and the others
    counted by kind: far from all places, of a place that is not known, and too many to be listed."""

    rows: list[dict[str, Any]]
    elsewhere: dict[str, int]
    unplaced: dict[str, int]
    cut: dict[str, int]


def near(events: pl.DataFrame, places: Sequence[Watched]) -> Near:
    """A silence that is consistent with a call stands there once, with the place where the ship was heard again."""
    kept: list[dict[str, Any]] = []
    elsewhere: Counter[str] = Counter()
    unplaced: Counter[str] = Counter()
    rows = list(events.iter_rows(named=True))
    for row in rows:
        row["said"] = details(row)
    silent = {_silence(row) for row in rows if row["kind"] == "dark_call"}
    ends = {_silence(row): other_end(row["said"]) for row in rows if row["kind"] == "gap" and _silence(row) in silent}
    shared: list[dict[str, Any]] = []
    for row in rows:
        row["far"] = ends.get(_silence(row)) if row["kind"] == "dark_call" else other_end(row["said"])
        if row["kind"] == "gap" and _silence(row) in silent:
            continue
        if row["rule"].startswith(SHARED):
            shared.append(row)
        elif row["lat"] is None or row["lon"] is None:
            unplaced[row["kind"]] += 1  # what a ship said of itself while nobody heard where it was
        elif _is_near(row, places):
            kept.append(row)
        else:
            elsewhere[row["kind"]] += 1
    told = {row["mmsi"] for row in kept}
    for row in shared:
        # Two ships are at two places: the finding stands where an event of either does.
        if row["lat"] is not None and (row["mmsi"] in told or _is_near(row, places)):
            kept.append(row)
        else:
            elsewhere[row["kind"]] += 1
    kept.sort(key=lambda row: (row["start"], row["end"], row["kind"], row["mmsi"], row["place"] or ""))
    cut = Counter(row["kind"] for row in kept[:-MOST_EVENTS])
    return Near(kept[-MOST_EVENTS:], *(dict(sorted(one.items())) for one in (elsewhere, unplaced, cut)))


def shared_numbers(events: pl.DataFrame) -> dict[int, str]:
    """The MMSIs under which two ships sent at once, and that in words."""
    found: dict[int, str] = {}
    for row in events.iter_rows(named=True):
        if row["rule"].startswith(SHARED):
            over = f"{row['start']:%Y-%m-%d} to {row['end']:%Y-%m-%d}"
            told = f"two ships sent under this number ({over}): it is not sure which of them this is"
            found.setdefault(row["mmsi"], told)
    return found


def notes(row: Mapping[str, Any], shared: Mapping[int, str]) -> Iterable[str]:
    """What trouble of identity an event is, or stands beside, and what of a meeting is supposed."""
    if row["kind"] == "meeting" and (told := _supposed(row["said"])):
        yield told
    if row["kind"] == "identity" and row["said"].get("finding"):
        yield row["said"]["finding"]
    if not row["rule"].startswith(SHARED):
        yield from dict.fromkeys(shared[one] for one in (row["mmsi"], row["other_mmsi"]) if one in shared)


def _is_near(row: Mapping[str, Any], places: Iterable[Watched]) -> bool:
    if row["kind"] == "dark_call":
        return True
    ends = [(row["lat"], row["lon"]), row["far"]]
    return any(
        end is not None and great_circle_km(end[0], end[1], place.latitude, place.longitude) <= NEAR_KM
        for place in places
        for end in ends
    )


def _silence(row: Mapping[str, Any]) -> tuple[int, datetime, datetime]:
    """Which silence of which ship: several places may fit one."""
    return row["mmsi"], row["start"], row["end"]


def _supposed(told: Mapping[str, str]) -> str:
    """What of a meeting nobody heard; "" where it stands on reports alone."""
    supposed = told.get("supposed_from_silence", "no")
    if supposed == "no":
        return ""
    part = "" if supposed == "yes" else "in part "
    reports = f"{told['reports']} and {told['other_reports']} reports within it"
    pauses = f"{told['longest_silence_hours']} and {told['other_longest_silence_hours']} h"
    return f"supposed {part}from silence: {reports}, pauses of up to {pauses}"
