"""What `run` prints of the files of ships that it took in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vetoproof.ship_intake import ShipIntake

MOST = 10
"""Lines that are named for one reason."""


def intake_lines(taken: ShipIntake) -> Iterator[str]:
    """What became of one file: nothing where it was known."""
    if taken.outcome == "known":
        return
    if taken.outcome == "refused":
        yield f"{taken.file}: refused: {taken.reason}"
        return
    what = {"sightings": "sighting", "track": "position", "places": "watched place"}[taken.kind]
    yield f"{taken.file}: {taken.rows:,} {what}{'' if taken.rows == 1 else 's'}"
    for why, number in taken.left_out.items():
        yield f"  {number:,} row{'' if number == 1 else 's'} left out: {why}{_lines(taken.lines.get(why, ()))}"
    for why, lines in taken.lines.items():
        if why not in taken.left_out:
            yield f"  {len(lines):,} row{'' if len(lines) == 1 else 's'} not used: {why}{_lines(lines)}"
    if taken.unzoned:
        bear = "time bears no zone and was" if taken.unzoned == 1 else "times bear no zone and were"
        yield f"  {taken.unzoned:,} {bear} read as {taken.zone}" + (
            "; where they are of another, say zone in watch.toml" if taken.zone == "UTC" else ""
        )
        if taken.local and taken.zone == "UTC":
            yield f"  WARNING: the column {taken.local[:40]!r} says that its times are local: all times may be wrong by hours"


def _lines(numbers: Sequence[int]) -> str:
    """ " (lines 3, 5)", with as many as are soon looked up."""
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:MOST])) + (", ..." if len(numbers) > MOST else "")
    return f" (line{'' if len(numbers) == 1 else 's'} {shown})"
