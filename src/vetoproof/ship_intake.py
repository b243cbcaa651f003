"""Tables of sightings and files of ships' positions into the ledger, and out of it again.

A file is looked into before it is taken: one in which nothing can be read is refused, and the version before it stays. The
newest version of each file counts.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import msgspec

from vetoproof import __version__
from vetoproof.gather.lists import Kept, keep
from vetoproof.ledger import Ledger, Run, stamp
from vetoproof.model import Capture
from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    from vetoproof.track.sightings import SightingTable

SIGHTINGS, TRACKS = "sightings", "tracks"
"""Captures of these collectors are tables of ships: they are never read as documents."""

Progress = Callable[[int, int, str], None]


class ShipIntake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: how many rows it has, and how many were left out, by reason. Of positions nothing is counted
    here: they are read when the record is computed."""

    file: str
    kind: Literal["sightings", "track"]
    outcome: Literal["new", "known", "refused"]
    rows: int = 0
    left_out: dict[str, int] = {}
    reason: str = ""


def take(
    sightings: Sequence[Path], tracks: Sequence[Path], ledger: Ledger, progress: Progress | None = None
) -> tuple[ShipIntake, ...]:
    """Take files into the ledger; folders of positions file by file. Raises ListFileError where there is no such file."""
    run = ledger.begin("ships", f"vetoproof {__version__}")
    held = {(c.collector, c.address, c.sha256) for c in _captures(ledger, SIGHTINGS, TRACKS)}
    done: list[ShipIntake] = []
    for path in sightings:
        kept = keep(path, ledger, progress)
        done.append(
            _known(path, "sightings") if (SIGHTINGS, kept.address, kept.sha256) in held else _table(path, kept, ledger, run)
        )
    for path in _files(tracks):
        kept = keep(path, ledger, progress)
        done.append(_known(path, "track") if (TRACKS, kept.address, kept.sha256) in held else _track(path, kept, ledger, run))
    ledger.seal(run)
    return tuple(done)


def newest(ledger: Ledger, collector: str, until: str | None = None) -> tuple[Capture, ...]:
    """The newest version of each file, by name; `until`: of those captured by the end of that day."""
    found: dict[str, Capture] = {}
    for capture in _captures(ledger, collector):
        if until is None or capture.at[:10] <= until:
            found[capture.address] = capture
    return tuple(found[address] for address in sorted(found))


def name_of(capture: Capture) -> str:
    """The name of the file that was taken."""
    return unquote(capture.address.removeprefix("file:"))


def table_of(ledger: Ledger, sha256: str) -> SightingTable:
    """The sightings in archived bytes. Raises ValueError where they are no such table."""
    from vetoproof.track.sightings import read_sightings

    with ledger.archive.open(sha256) as file:
        return read_sightings(file)


def unpacked(ledger: Ledger, captures: Sequence[Capture], folder: Path) -> list[Path]:
    """Archived files as files again, for those who read files; numbered, so that two of one name stay two."""
    paths = []
    for at, capture in enumerate(captures):
        assert capture.sha256 is not None
        # Only the name's last part: what was taken in decides nothing about where it lies here.
        path = folder / f"{at:04d}-{Path(name_of(capture)).name}"
        with ledger.archive.open(capture.sha256) as source, path.open("wb") as out:
            shutil.copyfileobj(source, out)
        paths.append(path)
    return paths


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        else:
            yield path


def _known(path: Path, kind: Literal["sightings", "track"]) -> ShipIntake:
    return ShipIntake(file=path.name, kind=kind, outcome="known")


def _table(path: Path, kept: Kept, ledger: Ledger, run: Run) -> ShipIntake:
    try:
        read = table_of(ledger, kept.sha256)
    except (ValueError, UnicodeDecodeError) as error:
        return _refused(path, kept, ledger, "sightings", str(error))
    if not len(read.table):
        why = "; ".join(read.reasons) or "it has no rows"
        return _refused(path, kept, ledger, "sightings", f"no row of it is a sighting: {why}")
    ledger.append(run, [_capture(kept, SIGHTINGS)])
    return ShipIntake(file=path.name, kind="sightings", outcome="new", rows=len(read.table), left_out=read.reasons)


def _track(path: Path, kept: Kept, ledger: Ledger, run: Run) -> ShipIntake:
    from vetoproof.track_files import NothingRead
    from vetoproof.track_files import read as read_files

    with tempfile.TemporaryDirectory() as scratch:
        try:
            told = read_files([path], Path(scratch) / "positions.parquet")
        except (NothingRead, Refusal) as error:
            return _refused(path, kept, ledger, "track", str(error))
    ledger.append(run, [_capture(kept, TRACKS)])
    rejected = {why: count.number for file in told.files for why, count in file.rejected.items()}
    return ShipIntake(file=path.name, kind="track", outcome="new", rows=told.positions, left_out=rejected)


def _refused(path: Path, kept: Kept, ledger: Ledger, kind: Literal["sightings", "track"], why: str) -> ShipIntake:
    ledger.archive.discard(kept.sha256)
    return ShipIntake(file=path.name, kind=kind, outcome="refused", reason=why)


def _capture(kept: Kept, collector: str) -> Capture:
    return Capture(
        address=kept.address, at=stamp(datetime.now(UTC)), sha256=kept.sha256, media_type="application/octet-stream",
        size=kept.size, kind="data", collector=collector, method="file", tool=f"vetoproof {__version__}",
    )  # fmt: skip


def _captures(ledger: Ledger, *collectors: str) -> Iterator[Capture]:
    found = ledger.captures("data")
    return (c for c in found if c.collector in collectors and c.outcome == "ok" and c.sha256 is not None)
