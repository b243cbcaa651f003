"""Tables of sightings and of places and files of ships' positions into the ledger, and out of it again.

A file is looked into before it is taken: one in which nothing can be read is refused, and the version before it stays. The
newest version of each file counts, by the path that watch.toml gives it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

import msgspec

from vetoproof import __version__
from vetoproof.config import WatchError
from vetoproof.gather.lists import Kept, keep
from vetoproof.ledger import Ledger, stamp
from vetoproof.model import Capture
from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    from vetoproof.config import TrackFile
    from vetoproof.track.sightings import SightingTable
    from vetoproof.track_files import Options

SIGHTINGS, TRACKS, PLACES = "sightings", "tracks", "places"
"""Captures of these collectors are tables of ships: they are never read as documents."""

Kind = Literal["sightings", "track", "places"]
COLLECTORS: dict[Kind, str] = {"sightings": SIGHTINGS, "track": TRACKS, "places": PLACES}

Progress = Callable[[int, int, str], None]


class Meant(NamedTuple):
    """A file or folder that watch.toml names: as it is named there, where it is, and how it is to be read."""

    named: str
    path: Path
    kind: Kind
    how: Mapping[str, str] = MappingProxyType({})


class ShipIntake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: how many rows it has, and how many were left out, by reason; of a table of sightings also which
    `lines` those are, and those of places that are not watched. Of `unzoned` the times bear no zone and were read as those of
    `zone`; `local` is a column whose name says that they are some place's."""

    file: str
    kind: Kind
    outcome: Literal["new", "known", "refused"]
    rows: int = 0
    left_out: dict[str, int] = {}
    lines: dict[str, tuple[int, ...]] = {}
    reason: str = ""
    unzoned: int = 0
    zone: str = "UTC"
    local: str = ""


class _Found(NamedTuple):
    """What a look into a file gave; `why` it is refused."""

    rows: int = 0
    left_out: Mapping[str, int] = MappingProxyType({})
    lines: Mapping[str, tuple[int, ...]] = MappingProxyType({})
    why: str = ""
    unzoned: int = 0
    zone: str = "UTC"
    local: str = ""


def take(meant: Sequence[Meant], ledger: Ledger, progress: Progress | None = None) -> tuple[ShipIntake, ...]:
    """Take files into the ledger; folders file by file. Raises WatchError where there is no such file, ListFileError where
    it cannot be read."""
    run = ledger.begin("ships", f"vetoproof {__version__}")
    held = {(c.collector, c.address, c.sha256, *sorted(c.hints.items())) for c in newest(ledger, *COLLECTORS.values())}
    done: list[ShipIntake] = []
    for named, path, kind, said in _files(meant):
        if not path.exists():
            raise WatchError(f"{path}: watch.toml names it, and there is no such file. Mend the name, or put the file there.")
        kept = keep(path, ledger, progress)._replace(name=named)
        if (COLLECTORS[kind], kept.address, kept.sha256, *sorted(said.items())) in held:
            done.append(ShipIntake(file=named, kind=kind, outcome="known"))
            continue
        found = _looked_into(kept, path, kind, said, ledger)
        if found.why:
            ledger.archive.discard(kept.sha256)
            done.append(ShipIntake(file=named, kind=kind, outcome="refused", reason=found.why))
            continue
        ledger.append(run, [_capture(kept, COLLECTORS[kind], said)])
        done.append(
            ShipIntake(
                file=named, kind=kind, outcome="new", rows=found.rows, left_out=dict(found.left_out), lines=dict(found.lines),
                unzoned=found.unzoned, zone=found.zone, local=found.local,
            )
        )  # fmt: skip
    ledger.seal(run)
    return tuple(done)


def with_unwatched(done: Sequence[ShipIntake], unwatched: Mapping[str, Sequence[tuple[int, str]]]) -> tuple[ShipIntake, ...]:
    """With the lines of sightings, by file, whose place is not watched: they are kept, and show nothing."""
    told = []
    for one in done:
        lines: dict[str, tuple[int, ...]] = dict(one.lines)
        for line, place in unwatched.get(one.file, ()) if one.kind == "sightings" else ():
            why = f"{place} is no watched place"
            lines[why] = (*lines.get(why, ()), line)
        told.append(msgspec.structs.replace(one, lines=lines))
    return tuple(told)


def how(one: TrackFile) -> dict[str, str]:
    """How a file is read, as its capture keeps it: the same bytes read otherwise are other evidence."""
    columns = ",".join(f"{ours}={theirs}" for ours, theirs in sorted(one.columns.items()))
    said = {"columns": columns, "dates": one.dates or "", "zone": one.zone or ""}
    return {name: value for name, value in said.items() if value}


def options(said: Mapping[str, str]) -> Options:
    """The same for those who read it."""
    from vetoproof.track_files import Options

    columns = dict(pair.split("=", 1) for pair in said.get("columns", "").split(",") if pair)
    return Options(columns=columns or None, dates=said.get("dates"), zone=said.get("zone"))


def newest(ledger: Ledger, *collectors: str, until: str | None = None) -> tuple[Capture, ...]:
    """The newest version of each file, by collector and name; `until`: of those captured by the end of that day."""
    found: dict[tuple[str, str], Capture] = {}
    for capture in ledger.captures("data"):
        known = capture.outcome == "ok" and capture.sha256 is not None and (until is None or capture.at[:10] <= until)
        if known and capture.collector in collectors:
            found[capture.collector, capture.address] = capture
    return tuple(found[key] for key in sorted(found))


def label_of(named: str) -> str:
    """How a file that watch.toml names is called: its path within the watch; of one elsewhere only its name, as a path of this
    machine is nobody's business."""
    parts = PurePosixPath(named.replace("\\", "/"))
    return parts.name if parts.is_absolute() or ".." in parts.parts else parts.as_posix()


def name_of(capture: Capture) -> str:
    """The name of the file that was taken."""
    return unquote(capture.address.removeprefix("file:"))


def table_of(ledger: Ledger, capture: Capture) -> SightingTable:
    """The sightings in archived bytes. Raises ValueError where they are no such table."""
    assert capture.sha256 is not None
    return _sightings(ledger, capture.sha256, date.fromisoformat(capture.at[:10]))


def unpacked(ledger: Ledger, captures: Sequence[Capture], folder: Path) -> list[Path]:
    """Archived files as files again, for those who read files: numbered, with as much of their names as says what they are."""
    paths = []
    for at, capture in enumerate(captures):
        assert capture.sha256 is not None
        ending = "".join(PurePosixPath(name_of(capture)).suffixes[-2:])[-20:]
        path = folder / f"{at:05d}{ending if ending.isascii() and ending.isprintable() else ''}"
        with ledger.archive.open(capture.sha256) as source, path.open("wb") as out:
            shutil.copyfileobj(source, out)
        paths.append(path)
    return paths


def _files(meant: Sequence[Meant]) -> Iterator[Meant]:
    for named, path, kind, said in meant:
        label = label_of(named)
        if kind == "track" and path.is_dir():
            for one in sorted(path.rglob("*")):
                if one.is_file() and not one.name.startswith("."):
                    yield Meant(f"{label}/{one.relative_to(path).as_posix()}", one, kind, said)
        else:
            yield Meant(label, path, kind, said)


def _looked_into(kept: Kept, path: Path, kind: Kind, said: Mapping[str, str], ledger: Ledger) -> _Found:
    try:
        if kind == "track":
            return _positions(path, options(said))
        if kind == "places":
            from vetoproof.track.watched import read_watched

            with ledger.archive.open(kept.sha256) as file:
                places = read_watched(file)
            wrong = [f"line {line}: {why}" for line, why in places.rejected]
            return _Found(len(places.places), why="; ".join(wrong) or ("" if places.places else "it has no rows"))
        read = _sightings(ledger, kept.sha256, datetime.now(UTC).date())
    except (ValueError, Refusal) as error:
        return _Found(why=str(error))
    why = "" if len(read.table) else f"no row of it is a sighting: {'; '.join(read.reasons) or 'it has no rows'}"
    lines = {reason: tuple(line for line, why in read.rejected if why == reason) for reason in read.reasons}
    return _Found(len(read.table), read.reasons, lines, why)


def _sightings(ledger: Ledger, sha256: str, taken: date) -> SightingTable:
    from vetoproof.track.sightings import read_sightings

    with ledger.archive.open(sha256) as file:
        return read_sightings(file, latest=taken + timedelta(days=1))


def _positions(path: Path, how: Options) -> _Found:
    from vetoproof.track.numbers import LEFT_OUT
    from vetoproof.track_files import read as read_files

    with tempfile.TemporaryDirectory() as scratch:
        told = read_files([path], Path(scratch) / "positions.parquet", options=how)
    failed = next((file.failure for file in told.files if file.failure is not None), None)
    left_out: Counter[str] = Counter()
    for file in told.files:
        left_out.update({why: count.number for why, count in file.rejected.items()})
    left_out.update({LEFT_OUT: told.theirs} if told.theirs else {})
    left_out.update({failed: 1} if failed else {})
    return _Found(
        told.positions - told.theirs, left_out, unzoned=sum(file.unzoned for file in told.files), zone=how.zone or "UTC",
        local=next((file.local for file in told.files if file.local), ""),
    )  # fmt: skip


def _capture(kept: Kept, collector: str, said: Mapping[str, str]) -> Capture:
    return Capture(
        address=kept.address, at=stamp(datetime.now(UTC)), sha256=kept.sha256, media_type="application/octet-stream",
        size=kept.size, kind="data", collector=collector, method="file", hints=dict(said), tool=f"vetoproof {__version__}",
    )  # fmt: skip
