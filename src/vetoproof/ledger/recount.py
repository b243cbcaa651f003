"""Recount of the log: every item against its content, its leaf, its run and its look-up row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select, type_coerce
from sqlalchemy.types import NullType

from vetoproof.ledger import schema
from vetoproof.ledger.errors import Unreadable
from vetoproof.ledger.merkle import item_leaf
from vetoproof.ledger.rows import KINDS, ROWS, Kind, ReadingHead, Row, id_from_body, reading_row
from vetoproof.ledger.run import Run
from vetoproof.ledger.trouble import Trouble, TroubleKind

_FETCH = 500
# As the file has them: whoever tampers need not keep to the declared types, and the driver would stumble over theirs.
_SALT = type_coerce(schema.content.c.salt, NullType()).label("_salt")
_BODY = type_coerce(schema.content.c.body, NullType()).label("_body")


@dataclass
class Recount:
    """What a recount found. `leaves` as stored, up to the first item that is gone; `computed` where the body gives another.

    `items` are those that are there, `last` is the place of the last one: without gaps both are the number of leaves.
    """

    leaves: list[bytes] = field(default_factory=list)
    items: int = 0
    last: int = 0
    computed: dict[int, bytes] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    captures: dict[str, Row] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def blame(self, kind: TroubleKind, what: str, item: str = "", seq: int | None = None, address: str = "") -> None:
        # An id or address may be anything once somebody wrote it past the program: it is named as it prints.
        self.troubles.append(Trouble(kind=kind, what=what, item=str(item), seq=seq, address=str(address)))

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        """Name what the database would not give, and go on with the rest."""
        try:
            yield
        except Unreadable as error:
            self.blame("unreadable", f"{what} cannot be read: {error.__cause__ or error}")


def recount(connection: Connection) -> Recount:
    """Stream over the log, once whole and once a kind. Runs come first: the rest of the log is checked against them."""
    found = Recount()
    for kind in KINDS:
        with found.reading(f"the items of kind {kind}"):
            _kind(connection, found, kind, schema.LOOKUPS[kind])
    with found.reading("the log"):
        _order(connection, found)
    for table in (schema.content, *schema.LOOKUPS.values()):
        with found.reading(f"the table {table.name}"):
            _strays(connection, found, table)
    return found


def _strays(connection: Connection, found: Recount, table: Table) -> None:
    strays = select(table.c.id).outerjoin(schema.item, schema.item.c.id == table.c.id).where(schema.item.c.id.is_(None))
    for stray in connection.execute(strays.order_by(table.c.id)).scalars():
        found.blame("row without item", f"the table {table.name} has it, the log has not", stray)


def _order(connection: Connection, found: Recount) -> None:
    """The log itself: numbered without gaps, each item under the newest run before it."""
    run, at = "", ""
    for row in connection.execution_options(yield_per=_FETCH).execute(select(schema.item).order_by(schema.item.c.seq)):
        if row.seq < 1:
            found.blame("altered row", "the log begins with item 1", row.id, row.seq)
        elif row.seq > found.last + 1:
            # One trouble a gap, however wide: a place can be any number once somebody wrote it past the program.
            gap = f"at this place and on to item {row.seq - 1}" if row.seq > found.last + 2 else "at this place"
            found.blame("deleted row", f"the log has no item {gap}", seq=found.last + 1)
        elif len(found.leaves) == found.last:
            found.leaves.append(_hash(row.leaf))
        found.items += 1
        found.last = max(found.last, row.seq)
        found.kinds[str(row.kind)] = found.kinds.get(str(row.kind), 0) + 1
        if row.kind not in schema.LOOKUPS:
            found.blame("altered row", f"the log has the unknown kind {row.kind!r}", row.id, row.seq)
        if row.kind == "run" and row.id in found.runs:
            run, at = row.id, found.runs[row.id].at
        for column, value in (("run", run), ("at", at)):
            if getattr(row, column) != value:
                what = f"the log has {column} {getattr(row, column)!r}, its place says {value!r}"
                found.blame("altered row", what, row.id, row.seq, _address(found, row.id))


def _kind(connection: Connection, found: Recount, kind: Kind, table: Table) -> None:
    item, content = schema.item, schema.content
    query = (
        select(item.c.seq.label("_seq"), item.c.id.label("_id"), item.c.leaf.label("_leaf"), _SALT, _BODY, table)
        .outerjoin(content, content.c.id == item.c.id)
        .outerjoin(table, table.c.id == item.c.id)
        .where(item.c.kind == kind)
        .order_by(item.c.seq)
    )
    for row in connection.execution_options(yield_per=_FETCH).execute(query).mappings():
        expected = None
        if row["_body"] is None:
            found.blame("deleted row", "its content (body and salt) is gone", row["_id"], row["_seq"], row.get("address") or "")
        else:
            expected = _body(found, kind, row)
        if row["id"] is None:
            address = (expected or {}).get("address", "")
            found.blame("deleted row", f"the table {kind} lacks it", row["_id"], row["_seq"], address)
        elif expected is not None:
            _compare(found, kind, row, expected)


def _body(found: Recount, kind: Kind, row: Mapping[Any, Any]) -> Row | None:
    """Check a body against its leaf and id; return the look-up row that it gives, or None where it cannot be trusted."""
    body, id_, seq = _bytes(row["_body"]), row["_id"], row["_seq"]
    found.ids[seq] = id_
    leaf = item_leaf(_bytes(row["_salt"]), body)
    if leaf != _hash(row["_leaf"]):
        found.computed[seq] = leaf
    try:
        identity = id_from_body(kind, body)
        expected = _expected(found, kind, id_, body)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, KeyError) as error:
        if seq not in found.computed:
            found.blame("altered body", f"it is no {kind}: {error}", id_, seq)
        return None
    if identity != id_ and seq not in found.computed:
        found.blame("altered row", f"the log calls it {id_}, its body gives {identity}", id_, seq, expected.get("address", ""))
    return expected


def _expected(found: Recount, kind: str, id_: str, body: bytes) -> Row:
    if kind == "reading":
        reading = msgspec.json.decode(body, type=ReadingHead)
        if reading.capture not in found.captures:
            raise ValueError(f"its capture {reading.capture} cannot be read")
        return reading_row(reading, found.captures[reading.capture])
    cls, row_of = ROWS[kind]
    word = msgspec.json.decode(body, type=cls)
    row = row_of(word)
    if kind == "run":
        found.runs[id_] = word
    if kind == "capture":
        found.captures[id_] = row
    return row


def _compare(found: Recount, kind: str, row: Mapping[Any, Any], expected: Row) -> None:
    if row["_seq"] in found.computed:
        return  # the body itself is in doubt, and is reported as such
    for column, value in {**expected, "seq": row["_seq"]}.items():
        if row[column] != value:
            what = f"the table {kind} has {column} {row[column]!r}, the body says {value!r}"
            found.blame("altered row", what, row["_id"], row["_seq"], expected.get("address", ""))


def _address(found: Recount, id_: str) -> str:
    return str(found.captures.get(id_, {}).get("address", ""))


def _hash(text: object) -> bytes:
    try:
        return bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
