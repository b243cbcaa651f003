"""What was seen of ships: a map, the watched places in words, silences, voyages, and the files that all of it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from vetoproof.model import (
    Calls,
    Capture,
    DarkCall,
    Manifest,
    PlaceCalls,
    Presence,
    Proof,
    ShipEvent,
    ShipFile,
    Ships,
    Sighting,
    Voyage,
)
from vetoproof.report import dates, numbers
from vetoproof.report.charts.seamap import Line, Mark, seamap
from vetoproof.report.notebook import Notebook

WIDE, NARROW = 834.0, 366.0
LISTED = 60
"""Events of ships that are listed one by one; the others are on the map, and counted."""
LOOKS = 40
"""Looks that are listed one by one at a place; the others are counted."""

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


class PlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """One watched place: what was looked at, what follows, and each look with its source."""

    name: str
    country: str
    window: Markup | None
    looks: str
    days: str
    arithmetic: list[str]
    stays: list[Markup]
    rows: list[tuple[Markup, str, str, str]]
    more: int
    limitation: str


class SilenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One silence held against what was seen."""

    ship: str
    place: str
    words: str
    window: Markup
    probability: str
    bounds: Markup | None
    notes: list[str]
    sources: tuple[str, ...]


class VoyageView(msgspec.Struct, frozen=True, kw_only=True):
    """One chain of two calls."""

    ship: str
    way: str
    left: Markup
    came: Markup
    standing: str
    evidence: tuple[str, ...]


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


class FileView(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the ledger, with its hash and proof, by which anyone finds the rows again."""

    label: str
    what: str
    file: str
    sha256: str
    capture: Capture | None
    proof: Proof | None
    missing: str
    left_out: list[str]


class ShipsView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole section."""

    wide: Markup
    narrow: Markup
    places: list[PlaceView]
    unseen: list[str]
    silences: list[SilenceView]
    voyages: list[VoyageView]
    silent: int
    rows: list[EventRow]
    more: int
    files: list[FileView]
    notes: list[str]


class SeenView(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of ships in the days of one event."""

    places: list[PlaceView]
    unseen: list[str]
    silences: list[SilenceView]
    voyages: list[VoyageView]
    silent: int


def ships(book: Notebook, record: Manifest) -> ShipsView | None:
    """The section; None where the watch holds neither sightings nor positions."""
    held = record.ships
    if held is None:
        return None
    files = [_file(book, one, number) for number, one in enumerate(held.files, 1)]
    labels = {one.sha256: one.label for one in files}
    events = sorted(held.events, key=lambda e: (list(WORDS).index(e.kind), -(e.probability or 0.0), e.start, e.ship))
    rows = [_row(event, number, labels) for number, event in enumerate(events[:LISTED], 1)]
    marks, lines = _marks(held, events)
    title, desc = "Ships at watched places", "Watched places, looks at them, and events of ships; the lists below say the same."
    drawn = [seamap(marks, lines, width, title, desc) if marks else Markup("") for width in (WIDE, NARROW)]
    seen = [one for one in held.calls.places if one.looks]
    return ShipsView(
        wide=drawn[0], narrow=drawn[1], places=[_place(book, held, one) for one in seen],
        unseen=[one.place for one in held.calls.places if not one.looks],
        silences=[_silence(one) for one in held.calls.dark_calls], voyages=[_voyage(one) for one in held.calls.voyages],
        silent=_silent(held.calls), rows=rows, more=len(events) - len(rows), files=files, notes=_notes(held),
    )  # fmt: skip


def of_event(book: Notebook, record: Manifest, calls: Calls | None) -> SeenView | None:
    """What was seen in the days of one event; None where nobody looked."""
    held = record.ships
    if calls is None or held is None:
        return None
    seen = [one for one in calls.places if one.looks]
    return SeenView(
        places=[_place(book, held, one) for one in seen], unseen=[one.place for one in calls.places if not one.looks],
        silences=[_silence(one) for one in calls.dark_calls], voyages=[_voyage(one) for one in calls.voyages],
        silent=_silent(calls),
    )  # fmt: skip


def _file(book: Notebook, one: ShipFile, number: int) -> FileView:
    capture, proof, missing = book.proof(one.sha256)
    what = numbers.counted(one.rows, "sighting" if one.kind == "sightings" else "position")
    return FileView(
        label=f"S{number}", what=what, file=one.file, sha256=one.sha256, capture=capture, proof=proof, missing=missing,
        left_out=[f"{numbers.counted(count, 'row')} left out: {why}" for why, count in one.left_out.items()],
    )  # fmt: skip


def _marks(held: Ships, events: Sequence[ShipEvent]) -> tuple[list[Mark], list[Line]]:
    at = {place.name: (place.latitude, place.longitude) for place in held.places}
    marks = [
        Mark(kind="watched", lat=p.latitude, lon=p.longitude, label=p.name, note=p.name, radius_km=p.radius_km)
        for p in held.places
    ]
    for look in (look for look in held.looks if not look.blind):
        lat, lon = at[look.place]
        what = "a ship seen" if look.observed else "no ship seen"
        note = f"{look.place}: {what}, {dates.shown(look.end)}{f', {look.reader}' if look.reader else ''}"
        marks.append(Mark(kind="seen" if look.observed else "empty", lat=lat, lon=lon, note=note))
    lines: list[Line] = []
    for number, event in enumerate(events, 1):
        label = str(number) if number <= LISTED else ""
        note = f"{WORDS[event.kind]}, {event.ship}, {dates.shown(event.start)} to {dates.shown(event.end)}"
        href = f"#ship-event-{number}" if label else ""
        points = ((event.lat, event.lon), (event.to_lat, event.to_lon)) if event.to_lat and event.to_lon else None
        if points and event.kind == "dark_call":
            lines.append(Line(kind="gap", points=points, note=note))
        if points and event.kind in ("gap", "jump", "identity"):
            lines.append(Line(kind=event.kind, points=points, label=label, note=note, href=href))
        else:
            marks.append(Mark(kind=event.kind, lat=event.lat, lon=event.lon, label=label, note=note, href=href))
    return marks, lines


def _row(event: ShipEvent, number: int, labels: dict[str, str]) -> EventRow:
    ends = list(dict.fromkeys(zip(event.files, event.rows, strict=True)))
    rests = "; ".join(f"{labels.get(file, '')} row {numbers.grouped(row + 1)}" for file, row in (ends[:1] + ends[1:][-1:]))
    return EventRow(
        key=str(number), what=WORDS[event.kind], ship=event.ship + (f" and {event.other}" if event.other else ""),
        place=event.place, window=_between(event.start, event.end),
        probability="" if event.probability is None else f"{event.probability:.2f}",
        rests=rests, rule=event.rule,
    )  # fmt: skip


def _place(book: Notebook, held: Ships, one: PlaceCalls) -> PlaceView:
    place = next(p for p in held.places if p.name == one.place)
    told = [f"{numbers.grouped(one.with_ship)} with a ship", f"{numbers.grouped(one.with_none)} with none"]
    told += [f"{numbers.grouped(count)} {why}" for why, count in one.blind.items()]
    told += [f"{numbers.grouped(one.disputed)} on which readers disagree"] if one.disputed else []
    told += [f"{numbers.grouped(one.particular)} for certain ships or berths alone"] if one.particular else []
    looks = sorted(
        (look for look in held.looks if look.place == one.place and _within(look, one)), key=lambda look: (look.start, look.end)
    )
    return PlaceView(
        name=one.place, country=book.speakers.label(place.country) if place.country else "",
        window=_between(one.first, one.last) if one.first and one.last else None,
        looks=f"{numbers.counted(one.looks, 'look')}: {', '.join(told)}",
        days=f"{numbers.grouped(one.days_with_look)} of {numbers.counted(one.days, 'day')} have a look that counts",
        arithmetic=list(one.arithmetic), stays=[_stay(stay) for stay in (*one.stays, *one.identified)],
        rows=[_look(look) for look in looks[:LOOKS]], more=max(0, len(looks) - LOOKS), limitation=place.limitation,
    )  # fmt: skip


def _within(look: Sighting, one: PlaceCalls) -> bool:
    return bool(one.first and one.last and look.start[:10] <= one.last and look.end[:10] >= one.first)


def _look(look: Sighting) -> tuple[Markup, str, str, str]:
    when = dates.time(look.end) if look.start == look.end else _between(look.start, look.end)
    what = (f"{look.vessel} seen" if look.vessel else "a ship seen") if look.observed else "looked, and saw no ship"
    what = f"looked, {look.blind}: shows nothing" if look.blind else what
    who = ", ".join(part for part in (look.reader, look.sensor) if part)
    return when, what, who, look.source


def _stay(stay: Presence) -> Markup:
    who = f"{stay.vessel}, identified by {', '.join(stay.readers)}," if stay.vessel else "A ship"
    came = Markup("came by {} (no look before bounds it)").format(dates.time(stay.came_by))
    if stay.came_after is not None:
        came = Markup("came between {} and {}").format(dates.time(stay.came_after), dates.time(stay.came_by))
    left = Markup("left after {} (no look after bounds it)").format(dates.time(stay.left_not_before))
    if stay.left_before is not None:
        left = Markup("left between {} and {}").format(dates.time(stay.left_not_before), dates.time(stay.left_before))
    return Markup("{} {}, {}").format(who, came, left)


def _silence(call: DarkCall) -> SilenceView:
    bounds = None
    if call.came_after is not None and call.left_before is not None:
        may = "It came" if call.standing == "corroborated" else "A call would have begun"
        out = "left" if call.standing == "corroborated" else "ended"
        bounds = Markup("{} between {} and {}, and {} between {} and {}.").format(
            may, dates.time(call.came_after), dates.time(call.came_by), out, dates.time(call.left_not_before),
            dates.time(call.left_before),
        )  # fmt: skip
    lowered = f" ({call.by_silence:.2f} by the silence alone)" if call.by_silence is not None else ""
    likely = "" if call.probability is None else f"probability {call.probability:.2f}{lowered}"
    if call.standing == "corroborated" and call.probability is not None:
        likely = f"by the silence alone its probability was {call.probability:.2f}"
    return SilenceView(
        ship=call.ship or f"MMSI {call.mmsi}", place=call.place, words=STANDING[call.standing],
        window=_between(call.start, call.end), bounds=bounds, notes=list(call.notes), sources=call.sources,
        probability=likely,
    )  # fmt: skip


def _voyage(chain: Voyage) -> VoyageView:
    shown = {
        "seen": "heard at both", "corroborated": "identified where it was not heard",
        "consistent": "rests on an AIS silence that is consistent with a call",
        "lowered": "rests on an AIS silence that is consistent with a call, though looks leave less time for one",
    }  # fmt: skip
    likely = "" if chain.probability is None else f", probability {chain.probability:.2f}"
    return VoyageView(
        ship=chain.vessel, way=f"{chain.origin} \u2192 {chain.destination}", left=_between(chain.start, chain.left_before),
        came=_between(chain.arrived_after, chain.end), evidence=chain.evidence,
        standing=shown[chain.standing] + likely,
    )  # fmt: skip


def _silent(calls: Calls) -> int:
    """Chains that rest on a silence alone."""
    return sum(one.standing in ("consistent", "lowered") for one in calls.voyages)


def _between(first: str, last: str) -> Markup:
    if first == last:
        return dates.time(first, short=True)
    return Markup("{} to {}").format(dates.time(first, short=True), dates.time(last, short=True))


def _notes(held: Ships) -> list[str]:
    notes = []
    if held.withheld:
        told = numbers.counted(held.withheld, "ship is", "ships are")
        notes.append(f"{told} numbered and not named: no list names them, and no reviewer has signed that they be named.")
    if held.latest:
        told = numbers.counted(held.latest, "event or look is", "events and looks are")
        notes.append(f"{told} left out as too new: nothing here is near real time.")
    if held.elsewhere:
        told = ", ".join(f"{numbers.grouped(n)} {WORDS[kind]}" for kind, n in held.elsewhere.items())
        notes.append(f"Far from the watched places, and counted only: {told}.")
    notes += [f"No ship can have sailed this, so that something in it is wrong: {words}." for words in held.calls.impossible]
    if held.calls.refused:
        notes.append(f"{numbers.counted(len(held.calls.refused), 'row')} of the sightings could not be used.")
    return notes
