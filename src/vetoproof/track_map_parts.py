"""Events and sightings as what a map draws and the list beside it says: marks, lines, rows, numbered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.report.charts.seamap import Line, Mark
from vetoproof.report.mappage import Row, Section
from vetoproof.report.numbers import counted
from vetoproof.track.geojson import details, other_end

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.looks import Look
    from vetoproof.track.ports import Ports
    from vetoproof.track.watched import Watched

    Point = tuple[float, float]

LISTED = 100
"""Events of a kind that are numbered and listed; what is more is drawn without a number, and counted."""
ALIKE_KM = 8.0
"""A port this near to a watched place is not drawn beside it: it is that place by another name."""

TITLES = {
    "dark_call": "AIS silences consistent with a call",
    "meeting": "Meetings of two ships",
    "gap": "Gaps in reception",
    "jump": "Impossible ways",
    "identity": "Trouble of identity",
    "loiter": "Loitering",
    "draught": "Changes of draught",
    "port_call": "Port calls",
}
"""Kinds in the order of the list: what is looked for first."""
WORDS = {
    "gap": "AIS silence",
    "jump": "Impossible way",
    "meeting": "Meeting",
    "port_call": "Port call",
    "loiter": "Loitering",
    "identity": "Trouble of identity",
    "draught": "Change of draught",
}
CAUTION = {
    "dark_call": "A silence is not a call: each leaves time for one, and the probability weighs what else the time allowed.",
    "gap": "A silence is not a deed: on many coasts nobody receives.",
    "draught": "Typed by hand: supporting only.",
}
ROWS = 20
"""Rows of positions that are named of an event."""
HIDDEN = {"words", "to_lat", "to_lon", "split", "other_split"}


class Drawn(msgspec.Struct):
    """What was made of the tables."""

    marks: list[Mark] = []
    lines: list[Line] = []
    sections: list[Section] = []
    notes: list[str] = []
    unplaced: int = 0


def event_parts(events: pl.DataFrame, every: pl.DataFrame) -> Drawn:
    """Marks, lines and the list of the events chosen. `every`: all events, among which the gap of a dark call is found."""
    import polars as pl

    drawn = Drawn(marks=[], lines=[], sections=[], notes=[])
    silences = ["mmsi", "start", "end"]
    dark = events.filter(pl.col("kind") == "dark_call")
    gaps = every.filter(pl.col("kind") == "gap").join(dark.select(silences).unique(), on=silences, how="semi")
    far = {(r["mmsi"], r["start"], r["end"]): other_end(details(r)) for r in gaps.iter_rows(named=True)}
    number = 0
    for kind, title in TITLES.items():
        rows = events.filter(pl.col("kind") == kind)
        notes = [CAUTION[kind]] if kind in CAUTION else []
        if kind == "gap" and far:
            kept = rows.join(dark.select(silences).unique(), on=silences, how="anti", maintain_order="left")
            if kept.height < rows.height:
                more = counted(rows.height - kept.height, "more is a silence", "more are silences")
                notes.append(f"{more} listed above as consistent with a call.")
            rows = kept
        if rows.is_empty() and len(notes) < 2:
            continue
        order = ["probability", "start", "mmsi", "place"] if kind == "dark_call" else ["start", "mmsi", "place"]
        rows = rows.sort(order, descending=[name == "probability" for name in order], nulls_last=True, maintain_order=True)
        if rows.height > LISTED:
            notes.append(f"Listed and numbered are the first {LISTED} of {rows.height:,}; the map draws all.")
        placed = rows["lat"].is_finite().fill_null(False) & rows["lon"].is_finite().fill_null(False)
        if not placed.all():
            notes.append(f"{rows.height - int(placed.sum()):,} have no position and are not on the map.")
            drawn.unplaced += rows.height - int(placed.sum())
        listed: list[Row] = []
        for row, here in zip(rows.iter_rows(named=True), placed.to_list(), strict=True):
            shown = len(listed) < LISTED
            if here and shown:
                number += 1
            key = str(number) if here and shown else ""
            if here:
                _draw(drawn, row, key, far.get((row["mmsi"], row["start"], row["end"])))
            if shown:
                listed.append(_row(row, key))
        count = f" ({rows.height:,})" if rows.height else ""
        drawn.sections.append(Section(kind=kind, title=f"{title}{count}", rows=tuple(listed), notes=tuple(notes)))
    return drawn


def _draw(drawn: Drawn, row: Mapping[str, Any], key: str, silent_to: Point | None) -> None:
    kind, start = row["kind"], (row["lat"], row["lon"])
    note = f"{_title(row)}, {_ships(row)}, {row['start']:%Y-%m-%d %H:%M} to {row['end']:%Y-%m-%d %H:%M} UTC"
    href = f"#m-{key}" if key else ""
    end = other_end(details(row))
    if kind in ("gap", "jump", "identity") and end:
        drawn.lines.append(Line(kind=kind, points=(start, end), label=key, note=note, href=href))
        return
    drawn.marks.append(Mark(kind=kind, lat=start[0], lon=start[1], label=key, note=note, href=href))
    if kind == "dark_call" and silent_to:
        drawn.lines.append(Line(kind="gap", points=(start, silent_to), note=note))


def _row(row: Mapping[str, Any], key: str) -> Row:
    told = tuple((name.replace("_", " "), value) for name, value in details(row).items() if name not in HIDDEN)
    rows = [f"{number:,}" for number in row["rows"] or ()]
    more = f" and {len(rows) - ROWS} more" if len(rows) > ROWS else ""
    told += (("rests on rows", ", ".join(rows[:ROWS]) + more),) if rows else ()
    return Row(
        key=key, title=_title(row), start=_iso(row["start"]), end=_iso(row["end"]), ships=_ships(row),
        probability=row["probability"], rule=row["rule"], told=told,
    )  # fmt: skip


def _title(row: Mapping[str, Any]) -> str:
    place = f" at {row['place']}" if row["place"] else ""
    if row["kind"] == "dark_call":
        return f"{details(row).get('words', 'AIS silence consistent with a call')}{place}"
    words = WORDS.get(row["kind"], row["kind"])
    return f"{words}{place}"


def _ships(row: Mapping[str, Any]) -> str:
    return f"MMSI {row['mmsi']}" + (f" and {row['other_mmsi']}" if row["other_mmsi"] else "")


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def place_marks(watched: Iterable[Watched], ports: Ports, events: pl.DataFrame) -> list[Mark]:
    """Watched places, and the ports that events name, each once and where these events are."""
    import polars as pl

    from vetoproof.track.schema import DEGREE
    from vetoproof.track.sea import great_circle_km

    places = list(watched)
    marks = [
        Mark(kind="watched", lat=one.latitude, lon=one.longitude, label=one.name, radius_km=one.radius_km, note=one.limitation)
        for one in places
    ]
    calls = events.filter(pl.col("place").is_not_null() & (pl.col("kind") == "port_call") & pl.col("lat").is_not_null())
    for name, lat, lon in calls.group_by("place").agg(pl.col("lat").first(), pl.col("lon").first()).sort("place").iter_rows():
        at = [
            (float(ports.lat[i]) / DEGREE, float(ports.lon[i]) / DEGREE) for i, port in enumerate(ports.names) if port == name
        ]
        near = min(((great_circle_km(lat, lon, *p), p) for p in at), default=None)
        known = any(great_circle_km(lat, lon, w.latitude, w.longitude) <= max(ALIKE_KM, w.radius_km) for w in places)
        if near and near[0] <= 50 and not known:
            marks.append(Mark(kind="port", lat=near[1][0], lon=near[1][1], label=name))
    return marks


def sighting_parts(looks: Sequence[Look], places: Mapping[str, Point], rules: TrackRules) -> Drawn:
    """One sign for each place and outcome, with a letter, and the looks of each in the list."""
    drawn = Drawn(marks=[], lines=[], sections=[], notes=[])
    groups: dict[tuple[str, str], list[Look]] = {}
    blind = absent = 0
    for look in looks:
        if look.observed is False and not look.empty:
            absent += 1
        elif look.observed is False and look.blind(rules):
            blind += 1
        else:
            outcome = "disputed" if look.observed is None else "seen" if look.observed else "empty"
            groups.setdefault((outcome, look.place), []).append(look)
    if blind:
        drawn.notes.append(
            f"{counted(blind, 'look')} that showed nothing could not have shown a ship (cloud, or too coarse): not drawn."
        )
    if absent:
        drawn.notes.append(f"{counted(absent, 'look')} told of certain ships only that they were not there: not drawn.")
    order = ("seen", "empty", "disputed")
    for at, ((outcome, place), some) in enumerate(sorted(groups.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))):
        key, where = _letter(at), places.get(place.casefold())
        count = f"{len(some):,} look{'s' if len(some) != 1 else ''}"
        says = {"seen": "ship seen", "empty": "nothing seen", "disputed": "readers disagree"}[outcome]
        if where:
            drawn.marks.append(
                Mark(kind=outcome, lat=where[0], lon=where[1], label=key, note=f"{place}, {says}: {count}", href=f"#m-{key}")
            )
        else:
            drawn.unplaced += 1
            drawn.notes.append(
                f"{place}, {says}: {count}, not on the map, since no position of it is known; add it to the table of --watch."
            )
        rows = [_look_row(look, key if where and i == 0 else "") for i, look in enumerate(some[:LISTED])]
        notes = (f"Listed are the first {LISTED} of {count}.",) if len(some) > LISTED else ()
        drawn.sections.append(Section(kind=outcome, title=f"{place}, {says}: {count}", rows=tuple(rows), notes=notes))
    return drawn


def _letter(at: int) -> str:
    """a to z, then aa, ab."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)


def _look_row(look: Look, key: str) -> Row:
    ships = ", ".join(ship.vessel or (f"IMO {ship.imo}" if ship.imo else f"MMSI {ship.mmsi}" if ship.mmsi else "unnamed")
                      for ship in look.ships)  # fmt: skip
    told = {
        "sensor": look.sensor, "scene": look.scene, "readers": ", ".join(look.readers), "source": ", ".join(look.sources),
        "cloud": "" if look.cloud is None else f"{look.cloud:.0%}",
        "pixel": "" if look.resolution_m is None else f"{look.resolution_m:g} m",
    }  # fmt: skip
    return Row(
        key=key, title=ships or {True: "ship seen", False: "nothing seen", None: "readers disagree"}[look.observed],
        start=_iso(datetime.fromtimestamp(look.start, UTC)), end=_iso(datetime.fromtimestamp(look.end, UTC)),
        told=tuple((name, value) for name, value in told.items() if value),
    )  # fmt: skip
