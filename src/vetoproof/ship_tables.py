"""What `run` prints of the files of ships that it took in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vetoproof.ship_intake import ShipIntake


def intake_lines(taken: ShipIntake) -> Iterator[str]:
    """What became of one file: nothing where it was known."""
    if taken.outcome == "known":
        return
    if taken.outcome == "refused":
        yield f"{taken.file}: refused: {taken.reason}"
        return
    what = {"sightings": "sightings", "track": "positions", "places": "watched places"}[taken.kind]
    yield f"{taken.file}: {taken.rows:,} {what}"
    yield from (f"  {number:,} row{'' if number == 1 else 's'} left out: {why}" for why, number in taken.left_out.items())
