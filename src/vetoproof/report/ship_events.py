"""Events of ships on the map and in the list beside it: a silence is told as it stands after the looks."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from vetoproof.model import ShipEvent, Ships
from vetoproof.report import dates, numbers
from vetoproof.report.charts.seamap import Line, Mark

LISTED = 60
"""Events of ships that are listed one by one; the others are on the map, and counted."""

MEETING_ROWS = 12
"""Rows that are named of a meeting."""

WORDS = {
    "dark_call": "AIS silence consistent with a call",
    "meeting": "meeting of two ships",
    "gap": "AIS silence",
    "jump": "impossible way between two reports",
    "identity": "trouble of identity",
    "loiter": "loitering",
    "draught": "change of draught",
    "port_call": "port call",
}
"""Kinds of events in words, what is looked for first at the head."""

STANDING = {
    "consistent": "AIS silence consistent with a call",
    "lowered": "AIS silence consistent with a call; looks without the ship leave less time for one",
    "corroborated": "call in AIS silence: a named reader identified the ship there",
    "contradicted": "AIS silence in which looks leave no time for a call",
}


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a ship in the list beside the map; `key` is its number there."""

    key: str
    what: str
    ship: str
    place: str
    window: Markup
    probability: str
    rests: str
    rule: str
    notes: tuple[str, ...]


def in_order(held: Ships) -> list[ShipEvent]:
    """Events, what is looked for first at the head."""
    return sorted(held.events, key=lambda e: (list(WORDS).index(e.kind), -(e.probability or 0.0), e.start, e.ship))


def marks_and_lines(held: Ships, events: Sequence[ShipEvent]) -> tuple[list[Mark], list[Line]]:
    at = {place.name: (place.latitude, place.longitude) for place in held.places}
    marks = [
        Mark(kind="watched", lat=p.latitude, lon=p.longitude, label=p.name, note=p.name, radius_km=p.radius_km)
        for p in held.places
    ]
    for look in (look for look in held.looks if not look.blind):
        lat, lon = at[look.place]
        shown = "a ship seen" if look.observed else "no ship seen"
        note = f"{look.place}: {shown}, {dates.shown(look.end)}{f', {look.reader}' if look.reader else ''}"
        marks.append(Mark(kind="seen" if look.observed else "empty", lat=lat, lon=lon, note=note))
    lines: list[Line] = []
    for number, event in enumerate(events, 1):
        label = str(number) if number <= LISTED else ""
        note = f"{what(event)}, {event.ship}, {dates.shown(event.start)} to {dates.shown(event.end)}"
        href = f"#ship-event-{number}" if label else ""
        far = (event.to_lat, event.to_lon) if event.to_lat is not None and event.to_lon is not None else None
        points = ((event.lat, event.lon), far) if far else None
        # A silence in which looks leave no time for a call is one like any other.
        kind = "gap" if event.standing == "contradicted" else event.kind
        if points and kind == "dark_call":
            lines.append(Line(kind="gap", points=points, note=note))
        if points and kind in ("gap", "jump", "identity"):
            lines.append(Line(kind=kind, points=points, label=label, note=note, href=href))
        else:
            marks.append(Mark(kind=kind, lat=event.lat, lon=event.lon, label=label, note=note, href=href))
    return marks, lines


def row(event: ShipEvent, number: int, labels: dict[str, str]) -> EventRow:
    ends = list(dict.fromkeys(zip(event.files, event.rows, strict=True)))
    # A meeting rests on reports of two ships, and on those around its silences.
    ends_ = ends[:MEETING_ROWS] if event.kind == "meeting" else ends[:1] + ends[1:][-1:]
    rests = "; ".join(f"{labels.get(file, '')} row {numbers.grouped(row + 1)}" for file, row in ends_)
    return EventRow(
        key=str(number), what=what(event), ship=event.ship + (f" and {event.other}" if event.other else ""),
        place=event.place, window=dates.between(event.start, event.end), notes=event.notes,
        probability="" if event.probability is None else f"{event.probability:.2f}",
        rests=rests, rule=event.rule,
    )  # fmt: skip


def what(event: ShipEvent) -> str:
    """The event in words."""
    return STANDING[event.standing] if event.kind == "dark_call" and event.standing else WORDS[event.kind]
