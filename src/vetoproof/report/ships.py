"""What was seen of ships: a map, the watched places in words, silences, voyages, and the files that all of it rests on."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Calls, Capture, Manifest, Proof, ShipFile, Ships
from vetoproof.report import numbers
from vetoproof.report.charts.seamap import seamap
from vetoproof.report.notebook import Notebook
from vetoproof.report.ship_events import LISTED, WORDS, EventRow, in_order, marks_and_lines, row
from vetoproof.report.ship_places import PlaceView, SilenceView, VoyageView, place, silence, silent, voyage

WIDE, NARROW = 834.0, 366.0
LINES = 10
"""Lines of a table that are named for one reason; the others are counted."""


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
    events = in_order(held)
    rows = [row(event, number, labels) for number, event in enumerate(events[:LISTED], 1)]
    marks, lines = marks_and_lines(held, events)
    title, desc = "Ships at watched places", "Watched places, looks at them, and events of ships; the lists below say the same."
    drawn = [seamap(marks, lines, width, title, desc) if marks else Markup("") for width in (WIDE, NARROW)]
    seen = [one for one in held.calls.places if one.looks]
    return ShipsView(
        wide=drawn[0], narrow=drawn[1], places=[place(book, held, one) for one in seen],
        unseen=[one.place for one in held.calls.places if not one.looks],
        silences=[silence(one) for one in held.calls.dark_calls], voyages=[voyage(one) for one in held.calls.voyages],
        silent=silent(held.calls), rows=rows, more=len(events) - len(rows), files=files, notes=_notes(held, labels),
    )  # fmt: skip


def of_event(book: Notebook, record: Manifest, calls: Calls | None) -> SeenView | None:
    """What was seen in the days of one event; None where nobody looked."""
    held = record.ships
    if calls is None or held is None:
        return None
    seen = [one for one in calls.places if one.looks]
    return SeenView(
        places=[place(book, held, one) for one in seen], unseen=[one.place for one in calls.places if not one.looks],
        silences=[silence(one) for one in calls.dark_calls], voyages=[voyage(one) for one in calls.voyages],
        silent=silent(calls),
    )  # fmt: skip


def _file(book: Notebook, one: ShipFile, number: int) -> FileView:
    capture, proof, missing = book.proof(one.sha256)
    what = numbers.counted(one.rows, "sighting" if one.kind == "sightings" else "position")
    return FileView(
        label=f"S{number}", what=what, file=one.file, sha256=one.sha256, capture=capture, proof=proof, missing=missing,
        left_out=[f"{numbers.counted(count, 'row')} left out: {why}" for why, count in one.left_out.items()]
        + ([f"{numbers.counted(one.unzoned, 'time')} without a zone, read as {one.zone}"] if one.unzoned else []),
    )  # fmt: skip


def _notes(held: Ships, labels: dict[str, str]) -> list[str]:
    notes = []
    if held.withheld:
        told = numbers.counted(held.withheld, "ship is", "ships are")
        notes.append(f"{told} numbered and not named: no list names them, and no reviewer has signed that they be named.")
    if held.latest:
        told = numbers.counted(held.latest, "event or look is", "events and looks are")
        notes.append(f"{told} left out as too new: nothing here is near real time.")
    for counts, why in (
        (held.elsewhere, "Far from the watched places, and counted only"),
        (held.unplaced, "Said while nobody heard where the ship was, and counted only"),
        (held.cut, "Near the watched places too, the earliest of more than are listed one by one, and counted only"),
    ):
        told = ", ".join(f"{WORDS[kind]} ({numbers.grouped(n)})" for kind, n in counts.items())
        notes += [f"{why}: {told}."] if told else []
    notes += [f"No ship can have sailed this, so that something in it is wrong: {words}." for words in held.calls.impossible]
    if held.calls.refused:
        told = "; ".join(f"{why} ({lines})" for why, lines in _refused(held, labels))
        notes.append(f"{numbers.counted(len(held.calls.refused), 'row')} of the sightings could not be used: {told}.")
    return notes


def _refused(held: Ships, labels: dict[str, str]) -> list[tuple[str, str]]:
    """Reasons, and the lines of the files that each is true of."""
    tables = sorted((one for one in held.files if one.kind == "sightings"), key=lambda one: one.first_row)
    reasons: dict[str, list[str]] = {}
    for one in held.calls.refused:
        file = next((f for f in reversed(tables) if f.first_row <= one.row), None)
        line = f"line {numbers.grouped(one.row - (file.first_row if file else 0))}"
        reasons.setdefault(one.why, []).append(f"{labels[file.sha256]} {line}" if file else line)
    return [
        (why, ", ".join(lines[:LINES]) + (f" and {numbers.grouped(len(lines) - LINES)} more" if len(lines) > LINES else ""))
        for why, lines in reasons.items()
    ]
