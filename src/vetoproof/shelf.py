"""What may be thrown away: claims as columns (Parquet) and computed dossiers (SQLite), beside the ledger, never in it.

Deleting the folder costs time and nothing else. Files are written whole and renamed, so that a kill leaves no half file.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.ledger import Ledger

SHARDS = 16
"""Column files are put together into one when there are more than this many."""


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
            parts.append(frame([row.body for row in rows], [row.seq for row in rows]))
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
    """Computed dossiers under the hash of what went into them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / "dossiers.sqlite", timeout=60)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=OFF")
        self._file.execute("CREATE TABLE IF NOT EXISTS dossier (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")

    def has(self, keys: Iterable[str]) -> set[str]:
        """Which of these keys are on the shelf."""
        wanted = list(keys)
        if len(wanted) > 200:
            return set(wanted) & {key for (key,) in self._file.execute("SELECT key FROM dossier")}
        return {key for key in wanted if self._file.execute("SELECT 1 FROM dossier WHERE key = ?", (key,)).fetchone()}

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bodies of those keys that are on the shelf."""
        found: dict[str, bytes] = {}
        for key in keys:
            row = self._file.execute("SELECT body FROM dossier WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = bytes(row[0])
        return found

    def put(self, bodies: Mapping[str, bytes]) -> None:
        """Put bodies on the shelf; a key that is there already keeps its body."""
        with self._file:
            self._file.executemany("INSERT OR IGNORE INTO dossier (key, body) VALUES (?, ?)", list(bodies.items()))
