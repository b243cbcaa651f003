"""The ships of a watch as a record asks for them: tables from the ledger, events computed once and kept in the cache.

What a silence or a meeting is follows from the archived bytes, the places that are watched and the rules; the file of events is
named by a hash of these, and can be thrown away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.analyze.fleet import ShipTables, TrackSource
from vetoproof.config import Config, WatchError
from vetoproof.ledger import Ledger
from vetoproof.model import Capture, ShipFile, encode, sha256
from vetoproof.packs.pack import place_of
from vetoproof.ship_intake import SIGHTINGS, TRACKS, name_of, newest, table_of, unpacked

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.corroborate import Hull
    from vetoproof.track.watched import Watched

PLACES = "watched_places.csv"
"""The table of watched places of a regime pack, in its folder."""

Progress = Callable[[int, int, str], None]


class _Read(msgspec.Struct):
    """What reading the positions gave: for each file its hash, its first row, its positions and what was rejected."""

    files: list[tuple[str, int, int, dict[str, int]]]


class _Heard(NamedTuple):
    """The events, what ships say of themselves, and what became of the files."""

    events: pl.DataFrame
    hulls: dict[int, frozenset[Hull]]
    read: _Read


class HeldShips:
    """Opens the tables of a watch. `as_of` with basis "captured": only what this ledger held by then."""

    def __init__(
        self, folder: Path, settings: Config, ledger: Ledger, code: str, *, as_of: str | None = None, basis: str = "published"
    ) -> None:
        self._folder, self._settings, self._ledger, self._code = folder, settings, ledger, code
        until = as_of if basis == "captured" else None
        self._sightings = newest(ledger, SIGHTINGS, until)
        self._tracks = newest(ledger, TRACKS, until)

    def tables(self, progress: Progress | None = None) -> ShipTables | None:
        """Everything that the record may ask; None where the watch holds neither sightings nor positions. Raises WatchError
        where there are ships and no table of places to look at."""
        if not self._sightings and not self._tracks:
            return None
        import polars as pl

        from vetoproof.packs.track_rules import track_rules
        from vetoproof.track.sightings import sightings

        rules, (places, placed) = track_rules(), self._places()
        tables = [pl.DataFrame(schema=sightings())]
        files: list[ShipFile] = []
        rejected: list[tuple[int, str]] = []
        for capture in self._sightings:
            read = table_of(self._ledger, _hash(capture))
            tables.append(read.table)
            rejected += read.rejected
            files.append(
                ShipFile(
                    file=name_of(capture), sha256=_hash(capture), kind="sightings", rows=len(read.table), left_out=read.reasons
                )
            )
        key = sha256(encode([self._code, placed, sorted(map(_hash, self._tracks))]))
        heard = self._heard(key, places, rules, progress) if self._tracks else None
        named = {_hash(capture): name_of(capture) for capture in self._tracks}
        for digest, _, positions, left_out in heard.read.files if heard else ():
            files.append(ShipFile(file=named[digest], sha256=digest, kind="track", rows=positions, left_out=left_out))
        return ShipTables(
            sightings=pl.concat(tables), events=heard.events if heard else None, hulls=heard.hulls if heard else {},
            places=places, rules=rules, files=tuple(files),
            tracks=tuple(TrackSource(digest, first) for digest, first, _, _ in heard.read.files) if heard else (),
            rejected=tuple(sorted(rejected)),
            newest=max((date.fromisoformat(capture.at[:10]) for capture in self._tracks), default=None),
            identity=sha256(encode([key, [_hash(capture) for capture in self._sightings]])),
        )  # fmt: skip

    def _places(self) -> tuple[tuple[Watched, ...], str]:
        """The watched places and a hash of their table: the watch's own, else the regime's."""
        from vetoproof.track.watched import read_watched

        own = self._settings.places
        path = self._folder / own if own is not None else place_of(self._settings.regime, self._folder) / PLACES
        try:
            data = path.read_bytes()
            with path.open("rb") as file:
                table = read_watched(file)
        except FileNotFoundError as error:
            raise WatchError(
                f"{path}: there is no table of watched places, so that ships cannot be looked at. Name one in watch.toml "
                '(places = "places.csv", with the columns name, latitude, longitude, radius_km and country).'
            ) from error
        except (OSError, ValueError) as error:
            raise WatchError(f"{path}: {error}. Mend the table of watched places.") from error
        if table.rejected:
            line, why = table.rejected[0]
            raise WatchError(f"{path}, line {line}: {why}. Mend that row: a place that is not read is not watched.")
        return table.places, sha256(data)

    def _heard(self, key: str, places: tuple[Watched, ...], rules: TrackRules, progress: Progress | None) -> _Heard:
        """The events of all tracks: from the cache where it has them."""
        import polars as pl

        from vetoproof.track.corroborate import hulls_of

        folder = self._folder / self._settings.cache / "ships"
        events, said, told = (folder / f"{key}.{end}" for end in ("events.parquet", "particulars.parquet", "json"))
        if not told.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            self._compute(places, rules, (events, said, told), progress)
        try:
            read = msgspec.json.decode(told.read_bytes(), type=_Read)
            return _Heard(pl.read_parquet(events), hulls_of(pl.read_parquet(said)), read)
        except (OSError, msgspec.MsgspecError, pl.exceptions.PolarsError) as error:
            told.unlink(missing_ok=True)
            raise WatchError(f"{told}: the cache of ships was broken ({error}) and was thrown away; run again.") from error

    def _compute(
        self, places: tuple[Watched, ...], rules: TrackRules, out: tuple[Path, Path, Path], progress: Progress | None
    ) -> None:
        from vetoproof.track.ports import read_ports
        from vetoproof.track_event_files import events_of
        from vetoproof.track_files import read as read_files

        events, said, told = out
        quiet = progress or _silent
        with (Path(__file__).parent / "packs" / "track" / "ports.csv").open("rb") as file:
            ports = read_ports(file)
        with tempfile.TemporaryDirectory(prefix=".ships-", dir=told.parent) as scratch:
            paths = unpacked(self._ledger, self._tracks, Path(scratch))
            positions, particulars = Path(scratch) / "positions.parquet", Path(scratch) / "particulars.parquet"
            read = read_files(paths, positions, particulars, progress=quiet)
            found, _ = events_of(positions, ports, rules, watched=places, particulars=particulars, progress=quiet)
            found.write_parquet(Path(scratch) / "events.parquet")
            os.replace(Path(scratch) / "events.parquet", events)
            os.replace(particulars, said)
        lines = _Read(_files(paths, self._tracks, read.files))
        part = told.with_suffix(".part")
        # The last of the three, so that a kill leaves none that is believed.
        part.write_bytes(msgspec.json.encode(lines))
        os.replace(part, told)


def _files(
    paths: Sequence[Path], captures: Sequence[Capture], files: Sequence[object]
) -> list[tuple[str, int, int, dict[str, int]]]:
    from vetoproof.track_files import FileTold

    digests = {path.name: _hash(capture) for path, capture in zip(paths, captures, strict=True)}
    lines = []
    for file in files:
        assert isinstance(file, FileTold)
        digest = next(digest for name, digest in digests.items() if name in file.file)
        left_out = {why: count.number for why, count in sorted(file.rejected.items())}
        if file.failure is not None:
            left_out[file.failure] = left_out.get(file.failure, 0) + 1
        lines.append((digest, file.first_row, file.positions, left_out))
    return sorted(lines, key=lambda line: line[1])


def _hash(capture: Capture) -> str:
    assert capture.sha256 is not None
    return capture.sha256


def _silent(*_: object) -> None:
    return
