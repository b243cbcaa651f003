"""The ships of a watch as a record asks for them: tables from the ledger, events computed once and kept in the cache.

What a silence or a meeting is follows from the archived bytes, the places that are watched and the rules; the files of events
are named by a hash of these, can be thrown away, and are computed again by `verify`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.analyze.fleet import ShipTables, TrackSource
from vetoproof.config import Config, WatchError
from vetoproof.ledger import Ledger, Trouble
from vetoproof.model import Capture, ShipFile, encode, sha256
from vetoproof.packs.pack import place_of
from vetoproof.ship_intake import PLACES, SIGHTINGS, TRACKS, label_of, name_of, newest, options, table_of, unpacked

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.watched import Watched
    from vetoproof.track.whose import Claim
    from vetoproof.track_files import FileTold

SHIPPED = "watched_places.csv"
"""The table of watched places of a regime pack, in its folder."""

DAY = 86_400

Progress = Callable[[int, int, str], None]


class _File(msgspec.Struct):
    """What reading one file gave: its hash, its first row, its positions, what was left out, the ISO day of its first position,
    and how many times bear no zone and were read as those of `zone`."""

    digest: str
    first_row: int
    positions: int
    left_out: dict[str, int]
    day: str
    unzoned: int
    zone: str


class _Read(msgspec.Struct):
    """What reading the positions gave."""

    files: list[_File]


class _Heard(NamedTuple):
    """The events, what ships say of themselves, and what became of the files."""

    events: pl.DataFrame
    said: tuple[Claim, ...]
    read: _Read


class _Place(NamedTuple):
    """Where computed events lie."""

    events: Path
    particulars: Path
    told: Path


class HeldShips:
    """Opens the tables of a watch. `as_of` with basis "captured": only what this ledger held by then."""

    def __init__(
        self, folder: Path, settings: Config, ledger: Ledger, code: str, *, as_of: str | None = None, basis: str = "published"
    ) -> None:
        self._folder, self._settings, self._ledger, self._code = folder, settings, ledger, code
        self._until = as_of if basis == "captured" else None
        self._sightings = newest(ledger, SIGHTINGS, until=self._until)
        self._tracks = newest(ledger, TRACKS, until=self._until)
        self._cache = folder / settings.cache / "ships"

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
        first = 0
        for capture in self._sightings:
            read = table_of(self._ledger, capture)
            # Rows count over all tables, so that a row is one row.
            tables.append(read.table.with_columns((pl.col("row") + first).cast(pl.UInt64).alias("row")))
            rejected += [(line + first, why) for line, why in read.rejected]
            files.append(
                ShipFile(
                    file=name_of(capture), sha256=_hash(capture), kind="sightings", rows=len(read.table), first_row=first,
                    left_out=read.reasons,
                )
            )  # fmt: skip
            first += 1 + max([0, *read.table["row"].to_list(), *(line for line, _ in read.rejected)])
        key = self._key(placed)
        heard = self._heard(key, places, rules, progress) if self._tracks else None
        named = {_hash(capture): name_of(capture) for capture in self._tracks}
        for one in heard.read.files if heard else ():
            files.append(
                ShipFile(
                    file=named[one.digest], sha256=one.digest, kind="track", rows=one.positions, first_row=one.first_row,
                    left_out=one.left_out, unzoned=one.unzoned, zone=one.zone,
                )
            )  # fmt: skip
        return ShipTables(
            sightings=pl.concat(tables), events=heard.events if heard else None, said=heard.said if heard else (),
            places=places, rules=rules, files=tuple(files),
            tracks=tuple(
                TrackSource(one.digest, one.first_row, date.fromisoformat(one.day))
                for one in (heard.read.files if heard else ())
            ),
            rejected=tuple(sorted(rejected)),
            newest=max(date.fromisoformat(capture.at[:10]) for capture in (*self._sightings, *self._tracks)),
            identity=sha256(encode([key, [_hash(capture) for capture in self._sightings]])),
            own_places=self._settings.places is not None,
        )  # fmt: skip

    def recheck(self) -> Iterator[Trouble]:
        """Compute the events again and compare them with what the cache has; where they differ the cache is thrown away."""
        if not self._tracks or not self._cache.exists():
            return
        import polars as pl

        from vetoproof.packs.track_rules import track_rules

        places, placed = self._places()
        kept = self._where(self._key(placed))
        with tempfile.TemporaryDirectory(prefix=".ships-") as scratch:
            again = _Place(*(Path(scratch) / name for name in ("events", "particulars", "told")))
            if kept.told.is_file():
                self._compute(places, track_rules(), again, None)
            pairs = [pair for pair in zip(kept[:2], again[:2], strict=True) if kept.told.is_file()]
            try:
                same = all(pl.read_parquet(one).equals(pl.read_parquet(other)) for one, other in pairs)
                same = same and (not pairs or kept.told.read_bytes() == again.told.read_bytes())
            except (OSError, pl.exceptions.PolarsError):
                same = False
        # What lies there of other places, rules or code is not believed either.
        for path in self._cache.iterdir():
            if path not in kept or not same:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not same:
            what = "the cache had other events of ships than the archived positions give; it was thrown away"
            yield Trouble(kind="altered ships", what=what)

    def _key(self, placed: str) -> str:
        """What events follow from. The latest moment that a report may bear is that of its capture, not of the reading."""
        held = sorted([_hash(capture), capture.address, capture.at, capture.hints] for capture in self._tracks)
        return sha256(encode([self._code, placed, held]))

    def _where(self, key: str) -> _Place:
        return _Place(*(self._cache / f"{key}.{end}" for end in ("events.parquet", "particulars.parquet", "json")))

    def _places(self) -> tuple[tuple[Watched, ...], str]:
        """The watched places and a hash of their table: the watch's own as the ledger holds it, else the regime's."""
        from io import BytesIO

        from vetoproof.track.watched import read_watched

        own = self._settings.places
        if own is not None:
            held = [capture for capture in newest(self._ledger, PLACES, until=self._until) if name_of(capture) == label_of(own)]
            if not held:
                raise WatchError(f"{own}: the table of places is not in the ledger yet. `vetoproof run` takes it in.")
            shown, data = own, self._ledger.archive.get(_hash(held[-1]))
        else:
            path = place_of(self._settings.regime, self._folder) / SHIPPED
            shown = str(path)
            try:
                data = path.read_bytes()
            except OSError as error:
                raise WatchError(
                    f"{path}: there is no table of watched places, so that ships cannot be looked at. Name one in watch.toml "
                    '(places = "places.csv", with the columns name, latitude, longitude, radius_km and country).'
                ) from error
        try:
            table = read_watched(BytesIO(data))
        except ValueError as error:
            raise WatchError(f"{shown}: {error}. Mend the table of watched places.") from error
        if table.rejected:
            line, why = table.rejected[0]
            raise WatchError(f"{shown}, line {line}: {why}. Mend that row: a place that is not read is not watched.")
        return table.places, sha256(data)

    def _heard(self, key: str, places: tuple[Watched, ...], rules: TrackRules, progress: Progress | None) -> _Heard:
        """The events of all tracks: from the cache where it has them."""
        import polars as pl

        from vetoproof.track.whose import claims

        kept = self._where(key)
        if not kept.told.is_file():
            self._cache.mkdir(parents=True, exist_ok=True)
            for left in self._cache.glob(".ships-*"):
                shutil.rmtree(left, ignore_errors=True)  # of a run that was killed
            self._compute(places, rules, kept, progress)
        try:
            read = msgspec.json.decode(kept.told.read_bytes(), type=_Read)
            return _Heard(pl.read_parquet(kept.events), claims(pl.read_parquet(kept.particulars)), read)
        except (OSError, msgspec.MsgspecError, pl.exceptions.PolarsError) as error:
            kept.told.unlink(missing_ok=True)
            raise WatchError(f"{kept.told}: the cache of ships was broken ({error}) and was thrown away; run again.") from error

    def _compute(self, places: tuple[Watched, ...], rules: TrackRules, out: _Place, progress: Progress | None) -> None:
        import polars as pl

        from vetoproof.track.placed import placed
        from vetoproof.track.ports import read_ports
        from vetoproof.track_event_files import events_of
        from vetoproof.track_files import Options
        from vetoproof.track_files import read as read_files

        quiet = progress or _silent
        taken = max(datetime.fromisoformat(capture.at).timestamp() for capture in self._tracks)
        with (Path(__file__).parent / "packs" / "track" / "ports.csv").open("rb") as file:
            ports = read_ports(file)
        with tempfile.TemporaryDirectory(prefix=".ships-", dir=out.told.parent) as scratch:
            paths = unpacked(self._ledger, self._tracks, Path(scratch))
            own = {path: options(one.hints) for path, one in zip(paths, self._tracks, strict=True) if one.hints}
            positions, particulars = Path(scratch) / "positions.parquet", Path(scratch) / "particulars.parquet"
            read = read_files(paths, positions, particulars, Options(latest=int(taken) + DAY), quiet, own=own)
            found, _ = events_of(positions, ports, rules, watched=places, particulars=particulars, progress=quiet)
            lines = _Read(_files(paths, self._tracks, read.files, positions))
            found = placed(found, pl.scan_parquet(positions), rules)
            found.write_parquet(Path(scratch) / "events.parquet")
            os.replace(Path(scratch) / "events.parquet", out.events)
            os.replace(particulars, out.particulars)
        part = out.told.with_suffix(".part")
        # The last of the three, so that a kill leaves none that is believed.
        part.write_bytes(msgspec.json.encode(lines))
        os.replace(part, out.told)


def _files(paths: Sequence[Path], captures: Sequence[Capture], files: Sequence[FileTold], positions: Path) -> list[_File]:
    """Each file of positions, by its first row; a packed one with several members stands there for each."""
    import polars as pl

    from vetoproof.track.numbers import LEFT_OUT, ships

    digests = {str(path): _hash(capture) for path, capture in zip(paths, captures, strict=True)}
    rows = pl.scan_parquet(positions)
    lines = []
    for file in files:
        digest = next(digest for path, digest in digests.items() if file.file == path or file.file.startswith(path + "/"))
        left_out = {why: count.number for why, count in sorted(file.rejected.items())}
        if file.failure is not None:
            left_out[file.failure] = left_out.get(file.failure, 0) + 1
        within = pl.col("row").is_between(file.first_row, file.first_row + max(1, file.reports) - 1)
        day, theirs = pl.from_epoch(pl.col("t").min()).dt.date(), (~ships(pl.col("mmsi"))).sum()
        first, no_ships = rows.filter(within).select(day, theirs).collect().row(0)
        left_out |= {LEFT_OUT: no_ships} if no_ships else {}
        lines.append(
            _File(
                digest, file.first_row, file.positions - no_ships, left_out, (first or date.max).isoformat(), file.unzoned,
                file.zone,
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (line.first_row, line.digest))


def _hash(capture: Capture) -> str:
    assert capture.sha256 is not None
    return capture.sha256


def _silent(*_: object) -> None:
    return
