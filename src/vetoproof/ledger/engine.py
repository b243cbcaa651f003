"""How the ledger's database is opened: SQLite in WAL mode with every commit on the disk before it is acknowledged."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from vetoproof.ledger.errors import Unreadable

WAIT_SECONDS = 60
"""How long a writer waits for another writer before it gives up."""


def open_sqlite(path: Path, *, read_only: bool, create: bool = False) -> Engine:
    """An engine over one SQLite file. Transactions are explicit; those opened for writing take the write lock at once.

    Whatever SQLite refuses is raised as Unreadable, which names the file.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    uri = f"file:{quote(os.fspath(path.absolute()))}?mode={mode}"
    if read_only and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        uri += "&immutable=1"  # a finished ledger on a read-only disc: WAL would want to write beside it

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        if not read_only:
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
        return raw

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)

    def refused(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.Error):
            raise Unreadable(
                f"{path}: {context.original_exception}. If another program is writing, try again when it is done; if the file "
                "was damaged or altered, `vetoproof verify` names what it can, and a copy of the ledger replaces it"
            ) from context.original_exception

    event.listen(engine, "handle_error", refused)
    return engine


def _begin(connection: Connection) -> None:
    # Python's driver opens no transaction by itself here (isolation_level None), and a plain BEGIN would let two
    # writers read the same last number before either writes.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
