"""How a meeting stands in the table of the report: what is supposed of it, and the rows of both ships."""

from __future__ import annotations

from vetoproof.model import ShipEvent
from vetoproof.report.ship_events import row as row_of


def test_a_meeting_names_the_rows_of_both_ships_around_its_silences_and_what_is_supposed() -> None:
    met = ShipEvent(
        kind="meeting", ship="ship 1", other="ship 2", start="2024-03-01T00:00:00Z", end="2024-03-01T03:00:00Z",
        lat=42.0, lon=130.0, files=("a",) * 6, rows=(3, 4, 5, 6, 20, 21),
        notes=("supposed from silence: 3 and 0 reports within it",),
    )  # fmt: skip
    row = row_of(met, 1, {"a": "S1"})
    assert (row.what, row.notes) == ("meeting of two ships", met.notes)
    assert row.rests == "; ".join(f"S1 row {place}" for place in (4, 5, 6, 7, 21, 22))
