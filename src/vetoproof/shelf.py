"""What may be thrown away: claims as columns (Parquet) and computed dossiers (SQLite), beside the ledger, never in it.

Deleting the folder costs time and nothing else. Files are written whole and renamed, so that a kill leaves no half file.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vetoproof.model import EventLine, encode

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.ledger import Ledger

SHARDS = 16
"""Column files are put together into one when there are more than this many."""

ONE_BY_ONE = 200
"""Up to so many keys are looked up singly; beyond, one pass over the shelf is quicker."""


def code_digest() -> str:
    """SHA-256 over the program's own source: a record names the code that computed it."""
    here = Path(__file__).parent
    total = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        total.update(path.relative_to(here).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


class Columns:
    """The claims of all readings as one frame, kept as Parquet files named by the places in the log that they cover."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder = folder / f"columns-{code[:12]}"

    def frame(self, ledger: Ledger) -> pl.DataFrame:
        """All claims in the ledger. Only readings appended since the last call are decoded."""
        import polars as pl

        from vetoproof.analyze.columns import frame, schema

        self.folder.mkdir(parents=True, exist_ok=True)
        shards = sorted(self.folder.glob("*.parquet"))
        upto = max((int(path.stem.split("-")[1]) for path in shards), default=0)
        parts = [pl.read_parquet(path) for path in shards]
        rows = list(ledger.readings_after(upto))
        if rows:
            seqs, where, when = zip(*((row.seq, row.address, row.captured_at) for row in rows), strict=True)
            parts.append(frame([row.body for row in rows], seqs=seqs, addresses=where, captured=when))
            self._write(parts[-1], upto + 1, rows[-1].seq)
        if not parts:
            return pl.DataFrame(schema=schema())
        whole = pl.concat(parts)
        if len(shards) > SHARDS:
            self._write(whole, 1, rows[-1].seq if rows else upto)
            for path in shards:
                path.unlink()
        return whole

    def _write(self, part: pl.DataFrame, first: int, last: int) -> None:
        name = self.folder / f"{first:012d}-{last:012d}.parquet"
        half = name.with_suffix(f".{os.getpid()}.half")
        part.write_parquet(half)
        half.rename(name)


class Dossiers:
    """Computed dossiers under the hash of what went into them, with the line that the manifest prints of each."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / "dossiers.sqlite", timeout=60)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=OFF")
        self._file.execute("CREATE TABLE IF NOT EXISTS dossier (key TEXT PRIMARY KEY, line BLOB NOT NULL, body BLOB NOT NULL)")

    def lines(self, keys: Sequence[str]) -> dict[str, EventLine]:
        """The lines of those keys that are on the shelf."""
        if len(keys) > ONE_BY_ONE:
            wanted = set(keys)
            rows = [row for row in self._file.execute("SELECT key, line FROM dossier") if row[0] in wanted]
        else:
            one = "SELECT key, line FROM dossier WHERE key = ?"
            rows = [row for key in keys for row in self._file.execute(one, (key,))]
        decoder = msgspec.json.Decoder(EventLine)
        return {key: decoder.decode(line) for key, line in rows}

    def put(self, dossiers: Sequence[tuple[EventLine, bytes]]) -> None:
        """Put dossiers on the shelf under the keys of their lines; a key that is there already keeps its dossier."""
        with self._file:
            rows = [(line.key, encode(line), body) for line, body in dossiers]
            self._file.executemany("INSERT OR IGNORE INTO dossier (key, line, body) VALUES (?, ?, ?)", rows)

    def get(self, key: str) -> bytes:
        """One dossier, as canonical JSON. Raises KeyError."""
        row = self._file.execute("SELECT body FROM dossier WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return bytes(row[0])
