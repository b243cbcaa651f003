"""What may be thrown away: claims as columns (Parquet) and computed dossiers (SQLite), beside the ledger, never in it.

Deleting the folder costs time and nothing else. Files are written whole and renamed, so that a kill leaves no half file; what
cannot be read is thrown away and made again. What can be read is believed, because the folder has no secret to seal it with:
`verify` computes it again (`Recomputed`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vetoproof.ledger.errors import LedgerError
from vetoproof.model import EventLine, encode

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.ledger import Ledger

SHARDS = 16
"""Column files are put together into one when there are more than this many."""

ONE_BY_ONE = 200
"""Up to so many keys are looked up singly; beyond, one pass over the shelf is quicker."""


FILE = "dossiers.sqlite"
SHAPE = "CREATE TABLE IF NOT EXISTS dossier (key TEXT PRIMARY KEY, line BLOB NOT NULL, body BLOB NOT NULL)"

_BROKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH)
"""What SQLite says of a file that is no shelf: no database, damaged, or with other tables. A lock or a full disc is neither."""


class ShelfError(LedgerError):
    """The cache could not be used; the message says what became of it."""


def code_digest() -> str:
    """SHA-256 over the program's own source and the packs that ship with it: a record names what computed it, and
    whoever changes a threshold or a port finds nothing in the cache of before."""
    here = Path(__file__).parent
    total = hashlib.sha256()
    packs = (path for path in (here / "packs").rglob("*") if path.suffix not in (".py", ".pyc") and path.is_file())
    for path in sorted({*here.rglob("*.py"), *packs}):
        with path.open("rb") as file:
            total.update(path.relative_to(here).as_posix().encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


class Columns:
    """The claims of all readings as one frame, kept as Parquet files named by the places in the log that they cover."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder = folder / f"columns-{code[:12]}"

    def frame(self, ledger: Ledger) -> pl.DataFrame:
        """All claims in the ledger. Only readings appended since the last call are decoded."""
        import polars as pl

        from vetoproof.analyze.columns import schema

        self.folder.mkdir(parents=True, exist_ok=True)
        shards = sorted(self.folder.glob("*.parquet"))
        upto, parts = self._read(shards)
        if not parts and shards:
            self.drop()
            self.folder.mkdir(parents=True, exist_ok=True)
            shards = []
        fresh, last = computed(ledger, upto)
        if last > upto:
            parts.append(fresh)
            self._write(fresh, upto + 1, last)
        if not parts:
            return pl.DataFrame(schema=schema())
        whole = pl.concat(parts)
        if len(shards) > SHARDS:
            self._write(whole, 1, last)
            for path in shards:
                path.unlink()
        return whole

    def drop(self) -> None:
        """Throw the columns away, also those that other code made."""
        for folder in self.folder.parent.glob("columns-*"):
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()

    def _read(self, shards: Sequence[Path]) -> tuple[int, list[pl.DataFrame]]:
        """The shards and the last place that they cover; nothing where one cannot be read, lacks or overlaps another."""
        import polars as pl

        from vetoproof.analyze.columns import schema

        kinds, upto = schema(), 0
        parts: list[pl.DataFrame] = []
        try:
            for path in shards:
                first, last = map(int, path.stem.split("-"))
                parts.append(pl.read_parquet(path))
                if first != upto + 1 or dict(parts[-1].schema) != kinds:
                    return 0, []
                upto = last
        except (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return 0, []
        return upto, parts

    def _write(self, part: pl.DataFrame, first: int, last: int) -> None:
        name = self.folder / f"{first:012d}-{last:012d}.parquet"
        half = name.with_suffix(f".{os.getpid()}.half")
        part.write_parquet(half)
        half.rename(name)


def computed(ledger: Ledger, after: int = 0) -> tuple[pl.DataFrame, int]:
    """The claims of all readings after that place in the log, from the readings themselves, and the last place."""
    import polars as pl

    from vetoproof.analyze.columns import frame, schema

    rows = list(ledger.readings_after(after))
    if not rows:
        return pl.DataFrame(schema=schema()), after
    seqs, where, when = zip(*((row.seq, row.address, row.captured_at) for row in rows), strict=True)
    return frame([row.body for row in rows], seqs=seqs, addresses=where, captured=when), rows[-1].seq


class Dossiers:
    """Computed dossiers under the hash of what went into them, with the line that the manifest prints of each."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE
        self._file = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.Error as error:
            if not _is_broken(error):
                raise self._refused(error) from error
        self._unlink()
        try:
            return self._connect()
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _connect(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=60)
        try:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=OFF")
            file.execute(SHAPE)
            file.execute("SELECT key, line, body FROM dossier LIMIT 1").fetchall()
        except BaseException:
            file.close()
            raise
        return file

    def lines(self, keys: Sequence[str]) -> dict[str, EventLine]:
        """The lines of those keys that are on the shelf; none where it is broken, and then it is thrown away."""
        decoder = msgspec.json.Decoder(EventLine)
        try:
            return {key: decoder.decode(line) for key, line in self._lines(keys)}
        except sqlite3.Error as error:
            if not _is_broken(error):
                raise self._refused(error) from error
        except (msgspec.MsgspecError, TypeError):
            pass  # a line that is none: as broken as a file that is none
        self.drop()
        return {}

    def _lines(self, keys: Sequence[str]) -> list[tuple[str, bytes]]:
        if len(keys) > ONE_BY_ONE:
            wanted = set(keys)
            return [row for row in self._file.execute("SELECT key, line FROM dossier") if row[0] in wanted]
        one = "SELECT key, line FROM dossier WHERE key = ?"
        return [row for key in keys for row in self._file.execute(one, (key,))]

    def put(self, dossiers: Sequence[tuple[EventLine, bytes]]) -> None:
        """Put dossiers on the shelf under the keys of their lines; a key that is there already keeps its dossier."""
        rows = [(line.key, encode(line), body) for line, body in dossiers]
        with self._broken(), self._file:
            self._file.executemany("INSERT OR IGNORE INTO dossier (key, line, body) VALUES (?, ?, ?)", rows)

    def get(self, key: str) -> bytes:
        """One dossier, as canonical JSON. Raises KeyError; ShelfError where the shelf is broken, and then it is thrown away."""
        row = self.row(key)
        if row is None:
            raise KeyError(key)
        return row[1]

    def row(self, key: str) -> tuple[bytes, bytes] | None:
        """Line and dossier of a key as they lie there, or None. Raises ShelfError as `get` does."""
        with self._broken():
            query = "SELECT line, body FROM dossier WHERE key = ?"
            row: tuple[bytes, bytes] | None = self._file.execute(query, (key,)).fetchone()
            if row is not None and not all(isinstance(part, bytes) for part in row):
                raise sqlite3.DataError(f"the dossier {key} is no bytes")
        return row

    def keep(self, keys: set[str]) -> None:
        """Throw away every dossier but these."""
        with self._broken(), self._file:
            there = [key for (key,) in self._file.execute("SELECT key FROM dossier")]
            self._file.executemany("DELETE FROM dossier WHERE key = ?", [(key,) for key in there if key not in keys])

    def drop(self) -> None:
        """Throw the shelf away and begin an empty one."""
        self._file.close()
        self._unlink()
        self._file = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _unlink(self) -> None:
        for end in ("", "-wal", "-shm"):
            self.path.with_name(FILE + end).unlink(missing_ok=True)

    @contextmanager
    def _broken(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if not _is_broken(error):
                raise self._refused(error) from error
            self.drop()
            raise ShelfError(f"{self.path} was broken ({error}) and was thrown away; run the same command again") from error

    def _refused(self, error: sqlite3.Error) -> ShelfError:
        return ShelfError(
            f"{self.path}: {error}. Check that you may read and write it; it may be deleted, it is computed again"
        )


def _is_broken(error: sqlite3.Error) -> bool:
    # An error of the driver's own has no code: text that is no UTF-8, a row that is no dossier.
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISMATCH)
    return code & 0xFF in _BROKEN


class Recomputed:
    """A store that computes everything again, and compares it with what a shelf has under the same keys.

    Nothing is kept but the lines: of a hundred thousand dossiers one batch is in memory at a time.
    """

    def __init__(self, shelf: Dossiers) -> None:
        self.differing: list[EventLine] = []
        """Lines, as computed, of events whose line or dossier on the shelf is another."""
        self._shelf = shelf
        self._done: dict[str, EventLine] = {}

    @property
    def keys(self) -> set[str]:
        """What was computed and compared."""
        return set(self._done)

    def lines(self, keys: Sequence[str]) -> dict[str, EventLine]:
        return {key: self._done[key] for key in keys if key in self._done}

    def put(self, dossiers: Sequence[tuple[EventLine, bytes]]) -> None:
        for line, body in dossiers:
            there = self._shelf.row(line.key)
            if there is not None and there != (encode(line), body):
                self.differing.append(line)
            self._done[line.key] = line

    def get(self, key: str) -> bytes:
        """What the shelf has. Raises KeyError."""
        return self._shelf.get(key)
