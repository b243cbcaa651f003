"""What ships did and what was seen of them, as a record of one day and one audience tells it.

Whoever builds the record opens the tables (`ShipTables`); here nothing is read from disk. In a record for the public a ship is
named only where a list named it by that day; others are numbered, and what is newer than some weeks is left out (laws 10, 11).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vetoproof.analyze.hulls import Called, Hulls
from vetoproof.analyze.near import near, notes, shared_numbers
from vetoproof.analyze.readers import readers
from vetoproof.model import Calls, DarkCall, ShipEvent, ShipFile, Ships, Sighting, Voyage, WatchedPlace
from vetoproof.track.calls import Named, judge, told
from vetoproof.track.looks import blind
from vetoproof.track.sightings import known_by
from vetoproof.track.watched import Watched, aliases
from vetoproof.track.whose import Claim, hulls_of, up_to
from vetoproof.track.windows import Window

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.regime import Regime
    from vetoproof.packs.track_rules import TrackRules

DELAY = timedelta(days=21)
"""Events that ended within so many days before the newest positions were taken in are for the team alone: what is published
must be nowhere near real time (law 11). Ours."""

NOT_WATCHED, NOT_WATCHED_END = "it is of a place that is not watched", "is no watched place"


class TrackSource(NamedTuple):
    """A file of positions: `first_row` is the place of its first report in the rows that events rest on, `first_day` the day of
    its first position."""

    sha256: str
    first_row: int
    first_day: date


class ShipTables(NamedTuple):
    """The tables of a watch. `sightings`: `track.sightings.sightings()`; `events`: `track.schema.events()`, None where no
    positions were given; `said`: what ships say of themselves; `rejected`: rows of sightings left out; `newest`: the day on
    which the newest positions were taken in; `identity`: a hash of everything that the answers depend on; `own_places`: the
    table of places is the watch's, not the pack's."""

    sightings: pl.DataFrame
    events: pl.DataFrame | None
    said: tuple[Claim, ...]
    places: tuple[Watched, ...]
    rules: TrackRules
    files: tuple[ShipFile, ...]
    tracks: tuple[TrackSource, ...]
    rejected: tuple[tuple[int, str], ...]
    newest: date | None
    identity: str
    own_places: bool = True

    def of_row(self, row: int) -> TrackSource:
        """The file of positions in which a row of an event lies."""
        return self.tracks[max(0, bisect_right([one.first_row for one in self.tracks], row) - 1)]

    def of_sighting(self, row: int) -> ShipFile:
        """The table in which a row of the sightings lies: they count over all tables."""
        tables = [one for one in self.files if one.kind == "sightings"]
        return tables[max(0, bisect_right([one.first_row for one in tables], row) - 1)]

    def unwatched(self) -> dict[str, list[tuple[int, str]]]:
        """By table of sightings, the lines of places that are not watched, and the places."""
        known = aliases(self.places)
        found: dict[str, list[tuple[int, str]]] = {}
        for row, place in self.sightings.select("row", "place").sort("row").iter_rows():
            if place.casefold() not in known:
                table = self.of_sighting(row)
                found.setdefault(table.file, []).append((row - table.first_row, place))
        return found


class Fleet:
    """Answers from the tables of a watch, as of a day. `team`: ships are named, and nothing is too new."""

    def __init__(self, tables: ShipTables, regime: Regime, as_of: str | None, team: bool = False) -> None:
        self._tables = tables
        day = date.fromisoformat(as_of) if as_of is not None else None
        self._team, self._shown = team, tables.files if team else _unnamed(tables.files)
        self._sightings, looks = self._seen(day)
        self._events, self._latest = self._known(day, team)
        self._latest += looks
        said = tables.said if day is None else up_to(tables.said, day)
        self._keys = hulls_of(said)
        called = [Called(*row) for row in self._sightings.select("vessel", "imo", "mmsi").iter_rows() if any(row)]
        self._hulls = Hulls(said, regime.ships, as_of, team, called, _secret(tables), aliases(tables.places))
        if not team:
            self._sightings = self._withheld(self._sightings)
        self._judged = judge(self._sightings, self._events, tables.places, tables.rules, self._keys)
        self._shared = shared_numbers(self._judged.found)
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
        settled = seen.filter(pl.col("end").dt.date() <= self._tables.newest - DELAY)
        return settled, seen.height - settled.height

    def _known(self, day: date | None, team: bool) -> tuple[pl.DataFrame | None, int]:
        import polars as pl

        events = self._tables.events
        if events is None:
            return None, 0
        if day is not None:
            events = events.filter(pl.col("end").dt.date() <= day)
        if team or self._tables.newest is None:
            return events, 0
        settled = events.filter(pl.col("end").dt.date() <= self._tables.newest - DELAY)
        return settled, events.height - settled.height

    def _withheld(self, sightings: pl.DataFrame) -> pl.DataFrame:
        """Without names of ships and persons, wherever it is printed afterwards: in a list, at a stay, in the evidence of a
        voyage."""
        sources = {source: self._hulls.source(source) for source in sightings["source"].unique()}
        names = readers(sightings, self._hulls)
        return sightings.with_columns(
            source=_texts([sources[source] for source in sightings["source"]]),
            reader=_texts([names.get(reader, "") for reader in sightings["reader"]]),
        )

    def whole(self) -> Ships:
        """Everything that the record holds."""
        return self._whole

    def _all(self) -> Ships:
        found = told(
            self._judged, self._tables.places, self._tables.rules, ships=self._keys, rejected=self._tables.rejected,
            named=self._named(),
        )  # fmt: skip
        listed = near(self._judged.found, self._tables.places)
        events = tuple(self._event(row) for row in listed.rows)
        return Ships(
            files=tuple(self._files()), places=tuple(map(self._place, self._tables.places)), calls=self._public(found),
            looks=tuple(self._looks()), events=events, elsewhere=listed.elsewhere, unplaced=listed.unplaced, cut=listed.cut,
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
        origins, destinations = (
            [place.name for place in self._tables.places if place.country and place.country in country.split("|")]
            for country in (supplier, recipient)
        )
        if not origins or not destinations:
            return None
        found = told(
            self._judged, self._tables.places, self._tables.rules, of={*origins, *destinations}, over=over, ships=self._keys,
            roles=(origins, destinations), named=self._named(),
        )  # fmt: skip
        if not (found.dark_calls or found.voyages or any(place.looks for place in found.places)):
            return None
        return self._public(found)

    def _public(self, found: Calls) -> Calls:
        """With what is known of shared numbers, and ships called as the record may call them; for the public without what a
        table says in words of its own: a place may be a ship's name."""
        found = msgspec.structs.replace(
            found, dark_calls=tuple(self._doubted(one) for one in found.dark_calls),
            voyages=tuple(self._in_doubt(one) for one in found.voyages),
        )  # fmt: skip
        if not self._team:
            refused = tuple(
                msgspec.structs.replace(one, why=NOT_WATCHED if one.why.endswith(NOT_WATCHED_END) else one.why)
                for one in found.refused
            )
            found = msgspec.structs.replace(found, refused=refused)
        shown: Calls = self._hulls.told(found)
        return shown

    def _doubted(self, call: DarkCall) -> DarkCall:
        if call.mmsi not in self._shared:
            return call
        return msgspec.structs.replace(call, notes=(*call.notes, self._shared[call.mmsi]))

    def _in_doubt(self, chain: Voyage) -> Voyage:
        number = _MMSI.search(chain.vessel)
        if number is None or int(number[1]) not in self._shared:
            return chain
        return msgspec.structs.replace(chain, evidence=(*chain.evidence, self._shared[int(number[1])]))

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
                left_out = {self._hulls.free(why, "reason"): count for why, count in one.left_out.items()}
                yield msgspec.structs.replace(one, left_out=left_out)

    def _event(self, row: Mapping[str, Any]) -> ShipEvent:
        far = row["far"]
        rows = tuple(row["rows"] or ())
        sources = [self._tables.of_row(row) for row in rows]
        return ShipEvent(
            kind=row["kind"], ship=self._hulls.ship(row["mmsi"]), start=_utc(row["start"]), end=_utc(row["end"]),
            lat=round(row["lat"], 5), lon=round(row["lon"], 5), to_lat=round(far[0], 5) if far else None,
            to_lon=round(far[1], 5) if far else None, place=row["place"] or "", probability=row["probability"],
            standing=row["said"].get("standing"), notes=tuple(notes(row, self._shared)),
            other=self._hulls.ship(row["other_mmsi"]) if row["other_mmsi"] else "", rule=row["rule"],
            files=tuple(one.sha256 for one in sources),
            rows=tuple(row - one.first_row for row, one in zip(rows, sources, strict=True)),
        )  # fmt: skip

    def _looks(self) -> Iterator[Sighting]:
        known = aliases(self._tables.places)
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

    def _place(self, one: Watched) -> WatchedPlace:
        """The pack's own words stand; those of a watch name no ship."""
        source, limitation = one.source, one.limitation
        if self._tables.own_places:
            source, limitation = self._hulls.free(source, "source"), self._hulls.free(limitation, "limitation")
        return WatchedPlace(
            name=one.name, latitude=one.latitude, longitude=one.longitude, radius_km=one.radius_km, country=one.country,
            source=source, limitation=limitation,
        )  # fmt: skip


_MMSI = re.compile(r"MMSI (\d+)")


def _secret(tables: ShipTables) -> Iterator[str]:
    """Names and numbers of all ships that were heard, also after the day of the record: what goes out, goes out today."""
    for one in tables.said:
        yield from (str(one.mmsi), one.hull[1])
    if tables.events is not None:
        for column in ("mmsi", "other_mmsi"):
            yield from map(str, tables.events[column].drop_nulls().unique())


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


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
