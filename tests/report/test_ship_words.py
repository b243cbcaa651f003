"""Ships in words: one look is one look, two equal bounds are one moment, and no probability is of a silence alone."""

from __future__ import annotations

import re

import pytest

from vetoproof.model import DarkCall, LeftOut, PlaceCalls, Presence, ShipEvent, ShipFile, Ships, WatchedPlace
from vetoproof.model.ships import Calls
from vetoproof.report.notebook import Notebook
from vetoproof.report.ship_events import marks_and_lines, row
from vetoproof.report.ship_places import place, silence
from vetoproof.report.ships import _notes

ALPHA = WatchedPlace(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6)
TWO, FOUR = "2024-03-02T02:00:00Z", "2024-03-04T04:00:00Z"


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def held(**more: object) -> Ships:
    return Ships(files=(), places=(ALPHA,), calls=Calls(rules=1), **more)  # type: ignore[arg-type]


def dark(standing: str, **more: object) -> ShipEvent:
    return ShipEvent(
        kind="dark_call", ship="ship 1", start=TWO, end=FOUR, lat=42.0, lon=130.0, to_lat=0.0, to_lon=130.5, place="Alpha",
        probability=0.06, standing=standing, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_one_is_one_and_two_equal_bounds_are_a_moment() -> None:
    stay = Presence(vessel="", came_after=TWO, came_by=FOUR, left_not_before=FOUR, left_before=FOUR, looks=1)
    seen = PlaceCalls(place="Alpha", first="2024-03-02", last="2024-03-02", looks=1, with_ship=1, days=1, stays=(stay,))
    view = place(Notebook.__new__(Notebook), held(), seen)
    assert view.looks == "1 look: 1 with a ship, 0 with none"
    assert view.days == "0 of 1 day have a look that counts"
    told = plain(view.stays[0])
    assert told == "A ship came between 2 March 2024, 02:00 UTC and 4 March 2024, 04:00 UTC, left at 4 March 2024, 04:00 UTC"


@pytest.mark.parametrize(
    ("standing", "by", "told"),
    [
        ("corroborated", None, "by the silence, its way and the places watched its probability was 0.92"),
        ("lowered", 0.97, "probability 0.92 (0.97 by the silence, its way and the places watched)"),
        ("consistent", None, "probability 0.92"),
    ],
)
def test_a_probability_says_what_it_follows_from(standing: str, by: float | None, told: str) -> None:
    call = DarkCall(
        mmsi=7, place="Alpha", start=TWO, end=FOUR, probability=0.92, rule="r", standing=standing, by_silence=by,
        came_after=TWO, came_by=TWO, left_not_before=FOUR, left_before=FOUR,
    )  # type: ignore[arg-type]  # fmt: skip
    view = silence(call)
    assert view.probability == told
    assert "at 2 March 2024, 02:00 UTC, and" in plain(str(view.bounds))


def test_a_silence_stands_in_the_list_and_on_the_map_as_the_looks_left_it() -> None:
    for standing, sign in (("contradicted", []), ("lowered", ["dark_call"])):
        event = dark(standing)
        assert "looks" in row(event, 1, {}).what
        marks, lines = marks_and_lines(held(), [event])
        assert [mark.kind for mark in marks if mark.kind != "watched"] == sign
        assert [line.kind for line in lines] == ["gap"]
        assert all("looks" in one.note for one in lines), "and the note of its line says so"
        assert lines[0].points[1] == (0.0, 130.5), "the equator is a place"


def test_trouble_of_identity_stands_beside_an_event() -> None:
    assert row(dark("consistent", notes=("two ships sent under this number",)), 1, {}).notes == (
        "two ships sent under this number",
    )


def test_what_is_not_listed_is_told_with_its_reason_and_what_was_not_used_with_its_lines() -> None:
    files = tuple(ShipFile(file=f, sha256=f, kind="sightings", rows=3, first_row=n) for f, n in (("a", 0), ("b", 10)))
    refused = tuple(LeftOut(row=n, why="no source") for n in (3, *range(12, 24)))
    ships = Ships(
        files=files, places=(ALPHA,), calls=Calls(rules=1, refused=refused), elsewhere={"gap": 2}, unplaced={"identity": 1},
        cut={"meeting": 300},
    )  # fmt: skip
    told = _notes(ships, {"a": "S1", "b": "S2"})
    assert told[0] == "Far from the watched places, and counted only: AIS silence (2)."
    assert told[1] == "Said while nobody heard where the ship was, and counted only: trouble of identity (1)."
    assert told[2].startswith("Near the watched places too, the earliest of more than are listed one by one")
    assert told[3].startswith("13 rows of the sightings could not be used: no source (S1 line 3, S2 line 2, S2 line 3,")
    assert told[3].endswith("and 3 more).")
