"""The tables: the log, the content kept apart from it, look-up tables by kind of word, and the heads.

Nothing here is ever updated or deleted, and triggers say so to every program that opens the file. Columns are plain
text, integers and bytes, so that the same tables can stand on PostgreSQL.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    text,
)

VERSION = "1"
"""The version of this schema. A reader that finds another one refuses (store.py says what to do)."""

META = {"schema": VERSION, "hash": "rfc9162-sha256"}
"""What the table `meta` says: the schema's version, and how the log is hashed."""

metadata = MetaData()


def _id() -> Column[str]:
    return Column("id", String(32), ForeignKey("item.id"), primary_key=True)


def _seq() -> Column[int]:
    return Column("seq", Integer, nullable=False, unique=True)


def _text(name: str, *, null: bool = False, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=null, **options)


meta = Table("meta", metadata, Column("key", String(32), primary_key=True), _text("value"))

item = Table(
    "item",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("leaf", String(64), nullable=False),
    _text("at"),
    Column("run", String(32), nullable=False),
)
"""The log. `seq` counts from 1 without gaps, so that leaf index = seq - 1."""

content = Table(
    "content",
    metadata,
    _id(),
    Column("salt", LargeBinary(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Canonical JSON of each word. Apart from the log, so that a redaction can forget body and salt and keep the leaf."""

capture = Table(
    "capture",
    metadata,
    _id(),
    _seq(),
    _text("address", index=True),
    Column("sha256", String(64), index=True),
    _text("at"),
    _text("at_utc"),
    _text("handling"),
    _text("kind"),
    _text("outcome"),
    _text("media_type"),
    Column("size", Integer, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    _id(),
    _seq(),
    Column("capture", String(32), ForeignKey("capture.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    _text("address", index=True),
    _text("examiner"),
    _text("pack"),
    Column("document", String(32), nullable=False, index=True),
    _text("published_from", null=True),
    _text("published_to", null=True),
    _text("published_utc", null=True),
    _text("captured_at"),
    _text("captured_utc"),
    _text("language"),
    _text("kind"),
    _text("handling"),
    Column("claims", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Index("reading_examiner_pack", "examiner", "pack"),
)
"""`published_utc` is the last instant that the print allows (None: undated), `captured_utc` that of the capture."""

decision = Table("decision", metadata, _id(), _seq(), _text("kind"), _text("target", index=True), _text("person"), _text("at"))

reply = Table(
    "reply",
    metadata,
    _id(),
    _seq(),
    _text("event", index=True),
    _text("party"),
    _text("asked_at", null=True),
    _text("answered_at", null=True),
    _text("published", null=True),
)

run = Table(
    "run",
    metadata,
    _id(),
    _seq(),
    Column("nonce", String(32), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    _text("verb"),
    _text("tool"),
    _text("at"),
)

head = Table(
    "head",
    metadata,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("root", String(64), nullable=False),
    _text("frontier"),
    _text("at"),
    Column("run", String(32), ForeignKey("item.id"), nullable=False),
)

LOOKUPS = {"capture": capture, "reading": reading, "decision": decision, "reply": reply, "run": run}
"""The look-up table of each kind of item."""


def build(connection: Connection) -> None:
    """Make the tables and their guards, in the transaction of `connection`."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for table in metadata.sorted_tables:
            for statement in _sqlite_guards(table):
                connection.execute(text(statement))
    connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in META.items()])


def parts(connection: Connection) -> dict[tuple[str, str], str]:
    """Every table, index, trigger and view of a SQLite file by (type, name), with the words that made it, spaces evened out.

    SQLite's own (sqlite_stat1, the indices of its UNIQUE columns) are left out: they hold no statement of ours.
    """
    rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    return {(r.type, r.name): " ".join(str(r.sql).split()) for r in rows if not str(r.name).startswith("sqlite_stat")}


@cache
def made() -> dict[tuple[str, str], str]:
    """What `build` makes on SQLite (see `parts`)."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            build(connection)
            return parts(connection)
    finally:
        engine.dispose()


def _sqlite_guards(table: Table) -> list[str]:
    """Triggers that forbid UPDATE, DELETE and REPLACE. `INSERT OR REPLACE` deletes without firing delete triggers,
    hence the third, which refuses a row whose key is taken."""
    name = table.name
    keys = [column.name for column in table.columns if column.primary_key or column.unique]
    taken = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    refuse = "SELECT RAISE(ABORT, '{} is append-only: {} refused');"
    return [
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} BEGIN {refuse.format(name, 'UPDATE')} END",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} BEGIN {refuse.format(name, 'DELETE')} END",
        f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN EXISTS (SELECT 1 FROM {name} WHERE {taken}) "
        f"BEGIN {refuse.format(name, 'REPLACE')} END",
    ]
