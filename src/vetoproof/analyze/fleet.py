"""What ships did and what was seen of them, as a record of one day and one audience tells it.

Whoever builds the record opens the tables (`ShipTables`); here nothing is read from disk. In a record for the public a ship is
named only where a list named it by that day; others are numbered, and what is newer than some weeks is left out (laws 10, 11).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vetoproof.analyze.hulls import Called, Hulls, unambiguous
from vetoproof.model import Calls, ShipEvent, ShipFile, Ships, Sighting, WatchedPlace
from vetoproof.track.calls import Named, calls
from vetoproof.track.corroborate import Hull
from vetoproof.track.geojson import details, other_end
from vetoproof.track.looks import blind
from vetoproof.track.sea import great_circle_km
from vetoproof.track.sightings import known_by
from vetoproof.track.watched import Watched, by_watched_names
from vetoproof.track.windows import Window

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.regime import Regime
    from vetoproof.packs.track_rules import TrackRules

NEAR_KM = 60.0
"""Events this near to a watched place stand in the record one by one; the others are counted. Ours: an hour or three of a slow
ship, so that a silence before a port is among them and the traffic of a strait is not."""

DELAY = timedelta(days=21)
"""Events that ended within so many days before the newest positions were taken in are for the team alone: what is published
must be nowhere near real time (law 11). Ours."""

NOT_WATCHED, NOT_WATCHED_END = "it is of a place that is not watched", "is no watched place"

MOST_EVENTS = 2_000
"""Events that a record holds one by one; beyond it the earliest are counted only."""


class TrackSource(NamedTuple):
    """A file of positions: `first_row` is the place of its first report in the rows that events rest on, `first_day` the day of
    its first position."""

    sha256: str
    first_row: int
    first_day: date


class ShipTables(NamedTuple):
    """The tables of a watch. `sightings`: `track.sightings.sightings()`; `events`: `track.schema.events()`, None where no
    positions were given; `hulls`: IMO numbers and names by MMSI; `rejected`: rows of sightings left out; `newest`: the day on
    which the newest positions were taken in; `identity`: a hash of everything that the answers depend on."""

    sightings: pl.DataFrame
    events: pl.DataFrame | None
    hulls: Mapping[int, frozenset[Hull]]
    places: tuple[Watched, ...]
    rules: TrackRules
    files: tuple[ShipFile, ...]
    tracks: tuple[TrackSource, ...]
    rejected: tuple[tuple[int, str], ...]
    newest: date | None
    identity: str

    def of_row(self, row: int) -> TrackSource:
        """The file of positions in which a row of an event lies."""
        return self.tracks[max(0, bisect_right([one.first_row for one in self.tracks], row) - 1)]

    def of_sighting(self, row: int) -> ShipFile:
        """The table in which a row of the sightings lies: they count over all tables."""
        tables = [one for one in self.files if one.kind == "sightings"]
        return tables[max(0, bisect_right([one.first_row for one in tables], row) - 1)]


class Fleet:
    """Answers from the tables of a watch, as of a day. `team`: ships are named, and nothing is too new."""

    def __init__(self, tables: ShipTables, regime: Regime, as_of: str | None, team: bool = False) -> None:
        self._tables = tables
        day = date.fromisoformat(as_of) if as_of is not None else None
        self._team, self._shown = team, tables.files if team else _unnamed(tables.files)
        self._sightings, looks = self._seen(day)
        self._events, self._latest = self._known(day, team)
        self._latest += looks
        self._keys = unambiguous(tables.hulls)
        called = [Called(*row) for row in self._sightings.select("vessel", "imo", "mmsi").iter_rows() if any(row)]
        self._hulls = Hulls(self._keys, regime.ships, as_of, team, called)
        if not team:
            # Wherever it is printed afterwards: in a list, at a stay, in the evidence of a voyage.
            told = [self._hulls.source(source) for source in self._sightings["source"].to_list()]
            self._sightings = self._sightings.with_columns(source=_texts(told))
        self._told: dict[tuple[object, ...], Calls | None] = {}
        self._day = day
        # First, so that every ship has its number before any event of the record is told, in whatever order they are.
        self._whole = self._all()
        self._hulls.settled()

    def _seen(self, day: date | None) -> tuple[pl.DataFrame, int]:
        """The sightings of a record, and how many were left out as too new, whoever published them."""
        import polars as pl

        seen = self._tables.sightings if day is None else known_by(self._tables.sightings, day)
        if self._team or self._tables.newest is None:
            return seen, 0
        # A witness is a person, and bears no name in public.
        reader = pl.when(pl.col("sensor") == "witness").then(pl.lit("a witness")).otherwise(pl.col("reader"))
        settled = seen.with_columns(reader.alias("reader")).filter(pl.col("end").dt.date() <= self._tables.newest - DELAY)
        return settled, seen.height - settled.height

    def _known(self, day: date | None, team: bool) -> tuple[pl.DataFrame | None, int]:
        import polars as pl

        events = self._tables.events
        if events is None:
            return None, 0
        events = by_watched_names(events, self._tables.places)
        if day is not None:
            events = events.filter(pl.col("end").dt.date() <= day)
        if team or self._tables.newest is None:
            return events, 0
        settled = events.filter(pl.col("end").dt.date() <= self._tables.newest - DELAY)
        return settled, events.height - settled.height

    def whole(self) -> Ships:
        """Everything that the record holds."""
        return self._whole

    def _all(self) -> Ships:
        found = calls(
            self._sightings, self._events, self._tables.places, self._tables.rules, ships=self._keys,
            rejected=self._tables.rejected, named=self._named(),
        )  # fmt: skip
        near, elsewhere = self._near()
        events = tuple(self._event(row) for row in near)
        told: Calls = self._hulls.told(self._public(found))
        return Ships(
            files=tuple(self._files()), places=tuple(_place(one) for one in self._tables.places), calls=told,
            looks=tuple(self._looks()), events=events, elsewhere=dict(sorted(elsewhere.items())),
            withheld=self._hulls.withheld, latest=self._latest,
        )  # fmt: skip

    def between(self, over: Window, supplier: str, recipient: str) -> Calls | None:
        """What was seen between these days at the watched places of two countries, and the voyages from one to the other; None
        where one of them has no such place, and where nobody looked and no ship fell silent or sailed."""
        key = (over, supplier, recipient)
        if key not in self._told:
            self._told[key] = self._between(over, supplier, recipient)
        return self._told[key]

    def _between(self, over: Window, supplier: str, recipient: str) -> Calls | None:
        import polars as pl

        origins, destinations = (
            [place for place in self._tables.places if place.country and place.country in country.split("|")]
            for country in (supplier, recipient)
        )
        if not origins or not destinations:
            return None
        places = (*origins, *(place for place in destinations if place not in origins))
        names = {name.casefold() for place in places for name in (place.name, *place.aliases)}
        here = pl.Series([place.casefold() in names for place in self._sightings["place"]], dtype=pl.Boolean)
        found = calls(
            self._sightings.filter(here), self._events, places, self._tables.rules, over=over, ships=self._keys,
            roles=([place.name for place in origins], [place.name for place in destinations]), named=self._named(),
        )  # fmt: skip
        if not (found.dark_calls or found.voyages or any(place.looks for place in found.places)):
            return None
        told: Calls = self._hulls.told(self._public(found))
        return told

    def _public(self, found: Calls) -> Calls:
        """Without what a table says in words of its own, where it is for the public: a place may be a ship's name."""
        if self._team:
            return found
        refused = tuple(
            msgspec.structs.replace(one, why=NOT_WATCHED if one.why.endswith(NOT_WATCHED_END) else one.why)
            for one in found.refused
        )
        return msgspec.structs.replace(found, refused=refused)

    def _named(self) -> Named:
        """How rows are told of: by file, and by their place in it as people count, from 1; of a table, its line."""
        shown = {one.sha256: one.file for one in self._shown}

        def positions(rows: Sequence[int]) -> str:
            sources = [self._tables.of_row(row) for row in rows]
            return ", ".join(
                f"row {row - one.first_row + 1:,} of {shown[one.sha256]}" for row, one in zip(rows, sources, strict=True)
            )

        def sighting(row: int) -> str:
            table = self._tables.of_sighting(row)
            return f"line {row - table.first_row:,} of {shown[table.sha256]}"

        return Named(positions, sighting)

    def _files(self) -> Iterator[ShipFile]:
        """The files of which something was known by the day."""
        days = {one.sha256: one.first_day for one in self._tables.tracks}
        seen = {self._tables.of_sighting(row).sha256 for row in self._sightings["row"].to_list()}
        for one in self._shown:
            if self._day is None or (
                days.get(one.sha256, date.max) <= self._day if one.kind == "track" else one.sha256 in seen
            ):
                yield one

    def _near(self) -> tuple[list[dict[str, Any]], Counter[str]]:
        """The events near watched places, in order, and the others counted by kind. A silence that is consistent with a call
        stands there once, with the place where the ship was heard again."""
        near: list[dict[str, Any]] = []
        elsewhere: Counter[str] = Counter()
        rows = [] if self._events is None else list(self._events.iter_rows(named=True))
        silent = {_silence(row) for row in rows if row["kind"] == "dark_call"}
        ends = {_silence(row): other_end(details(row)) for row in rows if row["kind"] == "gap" and _silence(row) in silent}
        for row in rows:
            row["far"] = ends.get(_silence(row)) if row["kind"] == "dark_call" else other_end(details(row))
            if row["kind"] == "gap" and _silence(row) in silent:
                continue
            if self._is_near(row):
                near.append(row)
            else:
                elsewhere[row["kind"]] += 1
        near.sort(key=lambda row: (row["start"], row["end"], row["kind"], row["mmsi"], row["place"] or ""))
        elsewhere.update(row["kind"] for row in near[:-MOST_EVENTS])
        return near[-MOST_EVENTS:], elsewhere

    def _is_near(self, row: Mapping[str, Any]) -> bool:
        if row["lat"] is None or row["lon"] is None:
            return False  # what a ship said of itself before it was heard anywhere
        if row["kind"] == "dark_call":
            return True
        ends = [(row["lat"], row["lon"]), row["far"]]
        return any(
            end is not None and great_circle_km(end[0], end[1], place.latitude, place.longitude) <= NEAR_KM
            for end in ends
            for place in self._tables.places
        )

    def _event(self, row: Mapping[str, Any]) -> ShipEvent:
        far = row["far"]
        rows = tuple(row["rows"] or ())
        sources = [self._tables.of_row(row) for row in rows]
        return ShipEvent(
            kind=row["kind"], ship=self._hulls.ship(row["mmsi"]), start=_utc(row["start"]), end=_utc(row["end"]),
            lat=round(row["lat"], 5), lon=round(row["lon"], 5), to_lat=round(far[0], 5) if far else None,
            to_lon=round(far[1], 5) if far else None, place=row["place"] or "", probability=row["probability"],
            other=self._hulls.ship(row["other_mmsi"]) if row["other_mmsi"] else "", rule=row["rule"],
            files=tuple(one.sha256 for one in sources),
            rows=tuple(row - one.first_row for row, one in zip(rows, sources, strict=True)),
        )  # fmt: skip

    def _looks(self) -> Iterator[Sighting]:
        known = {name.casefold(): place.name for place in self._tables.places for name in (*place.aliases, place.name)}
        rules = self._tables.rules
        for row in self._sightings.iter_rows(named=True):
            if row["place"].casefold() in known:
                yield Sighting(
                    place=known[row["place"].casefold()], start=_utc(row["start"]), end=_utc(row["end"]),
                    observed=row["observed"], vessel=self._hulls.text(row["vessel"], row["imo"], row["mmsi"]) or None,
                    reader=row["reader"], sensor=row["sensor"], source=row["source"], row=row["row"],
                    blind="" if row["observed"] else blind(row["sensor"], row["cloud"], row["resolution_m"], rules),
                    published=row["published"].isoformat() if row["published"] else "",
                )  # fmt: skip


def _texts(values: Sequence[str]) -> pl.Series:
    import polars as pl

    return pl.Series(values, dtype=pl.String)


def _unnamed(files: Sequence[ShipFile]) -> tuple[ShipFile, ...]:
    """Files without the names that people gave them, which may be those of ships or persons; their hash says which they are."""
    told = []
    for number, one in enumerate(files, 1):
        ending = "".join(PurePosixPath(one.file).suffixes[-1:])
        plain = "positions" if one.kind == "track" else "sightings"
        told.append(msgspec.structs.replace(one, file=f"{plain} {number}{ending}"))
    return tuple(told)


def _silence(row: Mapping[str, Any]) -> tuple[int, datetime, datetime]:
    """Which silence of which ship: several places may fit one."""
    return row["mmsi"], row["start"], row["end"]


def _place(one: Watched) -> WatchedPlace:
    return WatchedPlace(
        name=one.name, latitude=one.latitude, longitude=one.longitude, radius_km=one.radius_km, country=one.country,
        source=one.source, limitation=one.limitation,
    )  # fmt: skip


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
