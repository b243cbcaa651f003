"""What ships did, what imagery saw (also when it saw nothing), and what was physically possible."""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model.cargo import Shells

POSITION_COLUMNS = ("mmsi", "t", "lat", "lon", "sog")
"""A `Position` is a table schema, never an object: MMSI, epoch seconds UTC, degrees, degrees, knots."""

Verdict = Literal["consistent", "above the voyages seen, within the occupancy estimate", "above both", "not comparable"]


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A silence of a ship's transponder between two positions."""

    mmsi: int
    start: str
    end: str
    start_lat: float
    start_lon: float
    end_lat: float
    end_lon: float
    rule: str


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Two ships near each other, slow, for long enough, away from port."""

    mmsi: int
    other_mmsi: int
    start: str
    end: str
    lat: float
    lon: float
    rule: str


class PortCall(msgspec.Struct, frozen=True, kw_only=True):
    """A ship in port, with GFW's confidence 1 to 4."""

    mmsi: int
    place: str
    start: str
    end: str
    confidence: int
    rule: str


Standing = Literal["consistent", "corroborated", "lowered", "contradicted"]
"""Of a silence held against looks: consistent with a call; the hull was identified at the place within it, by a named reader;
looks without the ship leave less time for a call; they leave none."""


class DarkCall(msgspec.Struct, frozen=True, kw_only=True):
    """An AIS silence consistent with a call at a watched place, with a probability (0 to 1; None: the rule gave none).

    `words` say what it is, never more. If there was a call, it came between `came_after` and `came_by` and left between
    `left_not_before` and `left_before` (None: contradicted, there was no time). `by_silence` the probability before looks
    without the ship lowered it. `ship`: what a record calls it ("": by its MMSI; then `mmsi` may be 0, withheld).
    `rows` of the sightings that were used, with their `sources` and the `readers` who identified the ship; `notes` what
    else looks said of it.
    """

    mmsi: int
    place: str
    start: str
    end: str
    probability: float | None
    rule: str
    standing: Standing = "consistent"
    words: str = ""
    by_silence: float | None = None
    came_after: str | None = None
    came_by: str | None = None
    left_not_before: str | None = None
    left_before: str | None = None
    readers: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ship: str = ""


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One observation of one place, including looked-and-saw-nothing (`observed` False). `blind`: why such a look shows no
    absence (under cloud, too coarse). `row` counts over all tables of a watch: see `ShipFile.first_row`."""

    place: str
    start: str
    end: str
    observed: bool
    vessel: str | None = None
    reader: str = ""
    sensor: str = ""
    source: str = ""
    published: str = ""
    row: int = 0
    blind: str = ""


class Voyage(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of two calls of one ship: it shows neither cargo nor intent.

    It left between `start` and `left_before`, and came between `arrived_after` and `end`. `standing` is that of its weaker
    call: "seen" (heard there by AIS), or as of a silence; `probability` that of its silences, None where both calls were heard
    or the ship was identified. `via` other ports at which it was heard between; `alternatives` other
    places at which the same silence may have been a call. `evidence`: the events and sightings, one line each.
    """

    vessel: str
    origin: str
    destination: str
    start: str
    end: str
    evidence: tuple[str, ...] = ()
    left_before: str = ""
    arrived_after: str = ""
    standing: str = "seen"
    probability: float | None = None
    via: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """Between which moments a ship was at a place: it came after `came_after` (None: no look bounds it) and by `came_by`, and
    left not before `left_not_before` and before `left_before`. `vessel` "" is any ship: then more than one may have come and
    gone. `rows` of the sightings of it."""

    vessel: str
    came_after: str | None
    came_by: str
    left_not_before: str
    left_before: str | None
    looks: int
    readers: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


class PlaceCalls(msgspec.Struct, frozen=True, kw_only=True):
    """What looks showed of one watched place from `first` to `last` (days, UTC; None: no look).

    `looks` are `with_ship`, `with_none`, `disputed` (readers of one scene disagree), `particular` (looked for certain ships or
    at certain berths alone and found nothing) and `blind` by reason; a ship made out through cloud is `with_ship`. Days count
    where a look counts: blind and disputed ones do not, nor such whose day is not known (`undated`).

    `calls_low` to `calls_high`: the share of days with a ship taken for all days; `chance_*` the same with what chance may have
    done; `sure_*` if none, or each, of the days without a look had a ship. None: no look counts. `arithmetic` says it in words.
    """

    place: str
    first: str | None
    last: str | None
    looks: int = 0
    with_ship: int = 0
    with_none: int = 0
    disputed: int = 0
    particular: int = 0
    undated: int = 0
    blind: dict[str, int] = {}
    stays: tuple[Presence, ...] = ()
    identified: tuple[Presence, ...] = ()
    days: int = 0
    days_with_look: int = 0
    days_with_ship: int = 0
    days_without_look: int = 0
    calls_low: int | None = None
    calls_high: int | None = None
    chance_low: int | None = None
    chance_high: int | None = None
    sure_low: int | None = None
    sure_high: int | None = None
    arithmetic: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table of sightings that was not used, and why. `row` is its line in the file."""

    row: int
    why: str


class Calls(msgspec.Struct, frozen=True, kw_only=True):
    """Watched places as looks and silences show them, by the version of the rules; and what was refused, with reasons.

    `impossible`: chains that no ship can have sailed in the time between their calls, in words: something in them is wrong."""

    rules: int
    places: tuple[PlaceCalls, ...] = ()
    dark_calls: tuple[DarkCall, ...] = ()
    voyages: tuple[Voyage, ...] = ()
    impossible: tuple[str, ...] = ()
    refused: tuple[LeftOut, ...] = ()


class WatchedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is watched, as a map needs it. `country` ISO 3166, "" where the table does not tell it."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str = ""
    source: str = ""
    limitation: str = ""


class ShipEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a ship at or near a watched place, as a map and a list need it: see `track.schema.events`.

    `ship`, `other`: what a reader may know of them (a listed ship by its name, others as "ship 3"). `to_lat`, `to_lon`: the
    other end of a silence. `standing` and `probability` of a silence are those after the looks. `notes`: what trouble of
    identity was found, of the event itself or of its ship's number, and what of a meeting is supposed. `files` and `rows`: of
    each report that it rests on the bytes, by their hash, and its place in them, from 0.
    """

    kind: str
    ship: str
    start: str
    end: str
    lat: float
    lon: float
    other: str = ""
    to_lat: float | None = None
    to_lon: float | None = None
    place: str = ""
    probability: float | None = None
    standing: Standing | None = None
    notes: tuple[str, ...] = ()
    rule: str = ""
    files: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


class ShipFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of sightings or of ships' positions in the ledger: how many rows it has, and how many were left out, by reason.
    `first_row` is taken from a row that counts over all files of its kind to find its place in this one; `unzoned` times bear
    no zone and were read as those of `zone`."""

    file: str
    sha256: str
    kind: Literal["sightings", "track"]
    rows: int
    left_out: dict[str, int] = {}
    first_row: int = 0
    unzoned: int = 0
    zone: str = "UTC"


class Ships(msgspec.Struct, frozen=True, kw_only=True):
    """What a record knows of ships at watched places. `looks`: every row of sightings that counts; `events` near a watched
    place; `elsewhere` counts those far from all by kind, `unplaced` those of which it is not known where the ship was, `cut`
    those near a place that are too many to be listed; `withheld` ships that are not named because no list names them, and
    `latest` how many events and looks were left out because they are newer than a record for the public may show."""

    files: tuple[ShipFile, ...]
    places: tuple[WatchedPlace, ...]
    calls: Calls
    looks: tuple[Sighting, ...] = ()
    events: tuple[ShipEvent, ...] = ()
    elsewhere: dict[str, int] = {}
    unplaced: dict[str, int] = {}
    cut: dict[str, int] = {}
    withheld: int = 0
    latest: int = 0


class TripCount(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A cited count of voyages over a window. `basis` "seen": observed; "occupancy": estimated with unobserved days.

    `actors` are the actor ids whose figure it is: it never tests their own claims. `mode` is "sea", "rail"...
    Where sources disagree on which day the count ends, `or_to` is the other day, and `or_source` says so. `supplier` and
    `recipient` are the states (codes) that `route` leads from and to: of places that the pack knows they need not be given.
    """

    id: str
    route: str
    from_: str
    to: str
    low: int
    high: int | None
    basis: Literal["seen", "occupancy"]
    mode: str
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str
    or_to: str | None = None
    or_source: str | None = None
    supplier: str | None = None
    recipient: str | None = None


class TripLoad(msgspec.Struct, frozen=True, kw_only=True):
    """A cited load of one voyage, as an interval in `unit` (containers)."""

    id: str
    low: float
    high: float
    unit: str
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A claimed quantity held against what could have been carried. Never "false"; `arithmetic` is printed in full.

    `seen_open`: `seen_high` is "or more". `told_by`: the outlet, where the claim is a relay that gives another window than its
    source. `apart`: the estimate for unobserved days is of another window than the count, so that the two are not drawn side by
    side. `shells`: the rounds that the containers of those voyages could have held, a line a basis.
    """

    claim: str
    verdict: Verdict
    claimed_low: float | None
    claimed_high: float | None
    seen_low: float | None = None
    seen_high: float | None = None
    occupancy_low: float | None = None
    occupancy_high: float | None = None
    arithmetic: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seen_open: bool = False
    told_by: str = ""
    apart: bool = False
    shells: tuple[Shells, ...] = ()
