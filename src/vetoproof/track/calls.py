"""Looks and silences put together: for each watched place what was seen, what it stands for, and what remains a silence.

A pure function of its arguments, the same for any order of rows. As of a date: give it the sightings known by then
(`sightings.known_by`), and events found in positions that were received by then (`events.filter(pl.col("end") <= day)`).

    read = read_sightings(file)
    found = calls(known_by(read.table, day), events, places, track_rules(), rejected=read.rejected)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from vetoproof.model import Calls, DarkCall, LeftOut, PlaceCalls, Presence, Voyage
from vetoproof.track.corroborate import Hull, corroborate
from vetoproof.track.heard import Heard, elsewhere, heard_of, shared, speed
from vetoproof.track.looks import Look, hull_of, looks, particular
from vetoproof.track.occupancy import call_rate, occupancy, over_days
from vetoproof.track.presence import Stay, hulls, parted, presence
from vetoproof.track.sea import great_circle_km
from vetoproof.track.silence import KNOT_KMH
from vetoproof.track.voyages import call_of, voyages
from vetoproof.track.watched import Watched, aliases, by_watched_names
from vetoproof.track.windows import Window

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules


WORDS = {"dark_call": "AIS silence consistent with a call", "port_call": "port call"}
"""Events that are or may be a call, in words."""


class Named(NamedTuple):
    """How rows are told of: those of positions that an event rests on, and the row of a sighting."""

    positions: Callable[[Sequence[int]], str]
    sighting: Callable[[int], str]


SHARED = "two ships sent under this number at once ({rule}): this is of one of them, and which one is not known"
"""Said of whatever rests on a number that two ships bore."""

PLAIN = Named(lambda rows: f"rows {' '.join(map(str, rows))}", lambda row: f"line {row}")
"""By the numbers that the tables have."""


class Judged(NamedTuple):
    """Events and looks held against each other, over all watched places: `calls` tells all of it, or a part.

    `found`: the events, port calls under the names of watched places and dark calls with their standing; `stays` of identified
    hulls; `sources` by row of the sightings; `strange`: rows of places that are not watched.
    """

    seen: tuple[Look, ...]
    found: pl.DataFrame
    stays: tuple[Stay, ...]
    sources: Mapping[int, str]
    strange: tuple[tuple[int, str], ...]


def judge(
    sightings: pl.DataFrame, events: pl.DataFrame | None, places: Sequence[Watched], rules: TrackRules,
    ships: Mapping[int, Collection[Hull]] | None = None,
) -> Judged:  # fmt: skip
    """Hold `sightings` (`sightings.sightings()`) and `events` (`schema.events()`) against each other: once, whatever is told of
    it later. A ship that was identified at a third place was there, whoever asks about two others.

    `ships`: IMO numbers by MMSI (`whose.hulls_of`), else a reader identifies a ship of the events by its MMSI alone.
    """
    import polars as pl

    from vetoproof.track import schema

    known = aliases(places)
    here = [place.casefold() in known for place in sightings["place"]]
    seen = looks(sightings.filter(pl.Series(here, dtype=pl.Boolean)), known)
    found = by_watched_names(pl.DataFrame(schema=schema.events()) if events is None else events, places)
    names = sorted(place.name for place in places)
    found = found.filter((pl.col("kind") != "dark_call") | pl.col("place").is_in(names))
    found = corroborate(found.sort("mmsi", "start", "kind", "end", "other_mmsi", "place"), seen, rules, ships, places)
    # A name alone is nobody's: names recur.
    numbers = [hull for hull in hulls(seen) if hull[0] != "name"]
    stays = _identified(seen, places, heard_of(found, numbers, ships), rules)
    other = sightings.filter(pl.Series([not one for one in here], dtype=pl.Boolean)).select("row", "place")
    sources = dict(sightings.select("row", "source").iter_rows())
    return Judged(tuple(seen), found, tuple(stays), sources, tuple(other.iter_rows()))


def calls(
    sightings: pl.DataFrame, events: pl.DataFrame | None, places: Sequence[Watched], rules: TrackRules, *,
    over: Window | None = None, ships: Mapping[int, Collection[Hull]] | None = None,
    roles: tuple[Collection[str], Collection[str]] | None = None, rejected: Iterable[tuple[int, str]] = (),
    named: Named | None = None,
) -> Calls:  # fmt: skip
    """Everything that `sightings` and `events` show of watched places: `judge`, then `told`."""
    judged = judge(sightings, events, places, rules, ships)
    return told(judged, places, rules, over=over, ships=ships, roles=roles, rejected=rejected, named=named)


def told(
    judged: Judged, places: Sequence[Watched], rules: TrackRules, *, of: Collection[str] | None = None,
    over: Window | None = None, ships: Mapping[int, Collection[Hull]] | None = None,
    roles: tuple[Collection[str], Collection[str]] | None = None, rejected: Iterable[tuple[int, str]] = (),
    named: Named | None = None,
) -> Calls:  # fmt: skip
    """What was judged of the same `places`, `ships` and `rules`, all of it or a part.

    `of`: names of the places that are told; then no refused row is. `over`: only these days are counted and told, though looks
    outside bound stays within; without it, of each place the days from its first look to its last. `roles`: names of places
    where voyages begin and end; without it, any two watched ones. `named` says rows in words. `rejected` (line, reason) of the
    reading are told among the refused, as are sightings of places not watched.
    """
    names = sorted(place.name for place in places)
    stays, found = judged.stays, judged.found
    refused = [*rejected, *((row, f"{place} is no watched place") for row, place in judged.strange)]
    wide = _chains(found, stays, roles or (names, names), places, rules, ships or {}, judged.sources, over, named or PLAIN)
    chains = tuple(wide)
    why = {chain: _impossible(chain, places, rules) for chain in chains}
    return Calls(
        rules=rules.version,
        places=tuple(_place(place.name, judged.seen, stays, rules, over) for place in places if of is None or place.name in of),
        dark_calls=tuple(one for one in _dark_calls(found, rules, judged.sources, over) if of is None or one.place in of),
        voyages=tuple(chain for chain in chains if not why[chain]),
        impossible=tuple(filter(None, why.values())),
        refused=tuple(LeftOut(row=row, why=words) for row, words in sorted(refused)) if of is None else (),
    )


def _identified(
    seen: Sequence[Look], places: Sequence[Watched], heard: Mapping[Hull, Sequence[Heard]], rules: TrackRules
) -> list[Stay]:
    """Stays of the hulls that named readers identified. Of a hull only looks at the place tell, such as identified it, and
    where it was `heard`; of a name alone only those at the place, as another ship may bear it."""
    here: dict[str, list[Look]] = {place.name: [] for place in places}
    of: dict[Hull, list[Look]] = {}
    for look in seen:
        here[look.place].append(look)
        for hull in {hull_of(ship) for ship in look.ships if ship.identified_by}:
            of.setdefault(hull, []).append(look)
    stays: list[Stay] = []
    for place in sorted(places, key=lambda one: one.name):
        for hull in hulls(here[place.name]):
            moments = heard.get(hull, ())
            away = [look for look in of[hull] if look.place != place.name and hull[0] != "name"]
            ways = _ways(place, places, speed(moments, rules))
            looks_of = [*here[place.name], *away]
            stays += presence(looks_of, place.name, rules, hull, elsewhere(moments, place, rules), ways)
    return stays


def _ways(place: Watched, places: Sequence[Watched], kn: float) -> dict[str, float]:
    """Seconds from the other watched places to one, along the great circle."""
    return {
        other.name: min(great_circle_km(*a, *b) for a in place.points for b in other.points) / (kn * KNOT_KMH) * 3600
        for other in places
        if other.name != place.name
    }


def _place(name: str, seen: Sequence[Look], stays: Sequence[Stay], rules: TrackRules, over: Window | None) -> PlaceCalls:
    here = [look for look in seen if look.place == name]
    spans = [over_days(look) for look in here]
    if over is None and spans:
        over = Window(min(span.first for span in spans), max(span.last for span in spans))
    if over is None:
        return PlaceCalls(place=name, first=None, last=None, arithmetic=(f"no look at {name}: nothing can be estimated",))
    within = [look for look, span in zip(here, spans, strict=True) if over.overlap(span)]
    sorts = [_sort(look, rules) for look in within]
    days = occupancy(within, name, over, rules)
    stays_here = [stay for stay in presence(here, name, rules) if _in(stay, over)]
    rate = call_rate(days, rules, fewest=parted(within, name, rules))
    return PlaceCalls(
        place=name, first=over.first.isoformat(), last=over.last.isoformat(), looks=len(within),
        **{sort: sorts.count(sort) for sort in ("with_ship", "with_none", "disputed", "particular")}, undated=days.undated,
        blind={why: sorts.count(why) for why in ("too coarse", "under cloud") if why in sorts},
        stays=tuple(_told(stay) for stay in stays_here),
        identified=tuple(_told(stay) for stay in stays if stay.place == name and _in(stay, over)),
        days=days.days, days_with_look=days.imaged, days_with_ship=days.occupied, days_without_look=days.days - days.imaged,
        calls_low=rate.low, calls_high=rate.high, chance_low=rate.sampled_low, chance_high=rate.sampled_high,
        sure_low=rate.sure_low, sure_high=rate.sure_high, arithmetic=rate.arithmetic,
        sources=tuple(sorted({source for look in within for source in look.sources})),
    )  # fmt: skip


def _sort(look: Look, rules: TrackRules) -> str:
    if look.disputed:
        return "disputed"
    if look.observed:
        return "with_ship"
    return look.blind(rules) or ("particular" if particular(look) else "with_none")


def _in(stay: Stay, over: Window) -> bool:
    """The ship may have been there, when it was seen, on one of these days."""
    return any(over.overlap(over_days(look)) for look in stay.looks)


def _told(stay: Stay) -> Presence:
    ships = [ship for look in stay.looks for ship in look.ships if stay.hull is not None and hull_of(ship) == stay.hull]
    return Presence(
        vessel=_vessel(stay), came_after=_iso(stay.after), came_by=_utc(stay.by), left_not_before=_utc(stay.until),
        left_before=_iso(stay.before), looks=len(stay.looks),
        readers=tuple(sorted({name for ship in ships for name in ship.identified_by})),
        rows=tuple(sorted({row for look in stay.looks for row in look.rows})),
        sources=tuple(sorted({source for look in stay.looks for source in look.sources})),
    )  # fmt: skip


def _vessel(stay: Stay) -> str:
    if stay.hull is None:
        return ""
    kind, number = stay.hull
    if kind == "name":
        return stay.vessel or number
    return f"{stay.vessel} ({kind.upper()} {number})" if stay.vessel else f"{kind.upper()} {number}"


def _dark_calls(found: pl.DataFrame, rules: TrackRules, sources: Mapping[int, str], over: Window | None) -> Iterable[DarkCall]:
    doubt = _doubt(found)
    for at, row in enumerate(found.iter_rows(named=True)):
        if row["kind"] != "dark_call" or not _during(row["start"], row["end"], over):
            continue
        said = {item["name"]: item["value"] for item in row["detail"] or ()}
        may = call_of(row, at, rules)
        used = tuple(int(number) for number in said.get("sightings", "").split())
        bounds = (None,) * 4 if may is None else tuple(_utc(t) for t in (may.after, may.by, may.until, may.before))
        yield DarkCall(
            mmsi=row["mmsi"], place=row["place"], start=_utc(row["start"].timestamp()), end=_utc(row["end"].timestamp()),
            probability=row["probability"], rule=row["rule"], standing=said["standing"], words=said["words"],
            by_silence=float(said["by_silence"]) if "by_silence" in said else None, came_after=bounds[0], came_by=bounds[1],
            left_not_before=bounds[2], left_before=bounds[3], readers=_split(said.get("readers")),
            rows=used, sources=tuple(sorted({sources[number] for number in used})),
            notes=(*_split(said.get("sightings_noted")), *doubt.get(row["mmsi"], ())),
        )  # fmt: skip


def _chains(
    found: pl.DataFrame, stays: Sequence[Stay], roles: tuple[Collection[str], Collection[str]], places: Sequence[Watched],
    rules: TrackRules, ships: Mapping[int, Collection[Hull]], sources: Mapping[int, str], over: Window | None,
    named_rows: Named,
) -> Iterable[Voyage]:  # fmt: skip
    """Voyages of ships that were heard, by MMSI, then of hulls that only readers know: shown by images alone. Of a hull that is
    known by a name alone there are none."""
    of_ships = {hull for keys in ships.values() for hull in keys}
    alone = sorted({stay.hull for stay in stays if stay.hull is not None and stay.hull[0] == "imo"} - of_ships)
    heard = voyages(found, *roles, rules, stays, ships, places)
    seen = voyages(found.clear(), *roles, rules, stays, {i: (hull,) for i, hull in enumerate(alone)}, places)
    seen = seen.filter(seen["mmsi"].is_in(range(len(alone))))
    named = {hull: _vessel(stay) for stay in stays if (hull := stay.hull) is not None}
    doubt = _doubt(found)
    rows = [(f"MMSI {row['mmsi']}", row) for row in heard.iter_rows(named=True)]
    rows += [(named[alone[row["mmsi"]]], row) for row in seen.iter_rows(named=True)]
    for vessel, row in rows:
        if not _during(row["left_not_before"], row["arrived_by"], over):
            continue
        start, left, came, end = (
            _utc(row[name].timestamp()) for name in ("left_not_before", "left_before", "arrived_after", "arrived_by")
        )
        evidence = [_event(found.row(at, named=True), named_rows) for at in row["events"]]
        evidence += [f"sighting in {named_rows.sighting(number)}: {sources.get(number, '')}" for number in row["sightings"]]
        evidence += doubt.get(row["mmsi"], ()) if vessel.startswith("MMSI ") else ()
        yield Voyage(
            vessel=vessel, origin=row["origin"], destination=row["destination"], start=start, end=end, left_before=left,
            arrived_after=came, standing=row["standing"],
            probability=row["probability"] if row["standing"] in ("consistent", "lowered") else None, via=tuple(row["via"]),
            alternatives=tuple(row["alternatives"]), evidence=tuple(evidence),
        )  # fmt: skip


def _doubt(found: pl.DataFrame) -> dict[int, tuple[str]]:
    """What is said beside whatever rests on a number that two ships bore at once, by MMSI."""
    import polars as pl

    told = found.filter(pl.col("mmsi").is_in(sorted(shared(found)))).filter(pl.col("rule").str.starts_with("identity.shared"))
    return {mmsi: (SHARED.format(rule=rule),) for mmsi, rule in told.select("mmsi", "rule").iter_rows()}


def _impossible(chain: Voyage, places: Sequence[Watched], rules: TrackRules) -> str:
    """Why no ship can have made this voyage, in words; "" where one can: at the greatest speed that positions may show, over
    the great circle, between leaving at the earliest and arriving at the latest."""
    at = {place.name: (place.latitude, place.longitude) for place in places}
    if chain.origin not in at or chain.destination not in at:
        return ""
    km = great_circle_km(*at[chain.origin], *at[chain.destination])
    hours = (datetime.fromisoformat(chain.end) - datetime.fromisoformat(chain.start)).total_seconds() / 3600
    if km <= hours * rules.fastest_kn * 1.852:
        return ""
    way = f"{chain.vessel}: {chain.origin} to {chain.destination}, left not before {chain.start}, there by {chain.end}"
    return f"{way}: {km:.0f} km in {max(0.0, hours):.1f} h cannot be"


def _event(row: Mapping[str, Any], named: Named) -> str:
    start, end = (_utc(row[name].timestamp()) for name in ("start", "end"))
    rows = named.positions(tuple(row["rows"] or ()))
    port = next((one["value"] for one in row["detail"] or () if one["name"] == "port"), "")
    place = f"{row['place']} ({port})" if port and not row["place"].startswith(port) else row["place"]
    return f"{WORDS[row['kind']]} at {place}, {start} to {end}, rule {row['rule']}, {rows}"


def _during(start: datetime, end: datetime, over: Window | None) -> bool:
    return over is None or bool(over.overlap(Window(start.date(), end.date())))


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("; ")) if text else ()


def _iso(t: float | None) -> str | None:
    return None if t is None else _utc(t)


def _utc(t: float) -> str:
    return datetime.fromtimestamp(round(t), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
