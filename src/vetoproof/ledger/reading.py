"""What can be asked of a ledger. Columns and raw bodies come back; hydrating a word is the caller's choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, Select, and_, case, exists, func, select

from vetoproof.ledger import schema
from vetoproof.ledger.instant import end_of_day
from vetoproof.ledger.run import Head, Run
from vetoproof.model import Capture, CaptureKind, Decision, Reply, decode

T = TypeVar("T")
_FETCH = 1000


class ReadingRow(NamedTuple):
    """One reading as columns, and its canonical JSON (`decode(row.body, Reading)` hydrates it).

    `address` (with the name of a part), `captured_at`, `kind` and `handling` are its capture's. `published_utc` and
    `captured_utc` are sortable instants; `published_utc` is the last one that the print allows, None where undated. `body` is
    empty if not asked for.
    """

    seq: int
    id: str
    capture: str
    sha256: str
    address: str
    examiner: str
    pack: str
    document: str
    published_from: str | None
    published_to: str | None
    published_utc: str | None
    captured_at: str
    captured_utc: str
    language: str
    kind: str
    handling: str
    claims: int
    rejected: int
    body: bytes


_COLUMNS = [schema.reading.c[name] for name in ReadingRow._fields if name != "body"]


class Queries:
    """The reading half of a ledger. Every query sees one consistent state of the database."""

    _engine: Engine

    def size(self) -> int:
        """How many items the log holds, sealed or not."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.max(schema.item.c.seq), 0))).scalar_one())

    def head(self) -> Head:
        """The last head; size 0 where nothing was sealed yet."""
        with self._engine.connect() as connection:
            return self._last_head(connection)

    def heads(self) -> tuple[Head, ...]:
        """All heads, oldest first."""
        with self._engine.connect() as connection:
            return tuple(_head(row) for row in connection.execute(select(schema.head).order_by(schema.head.c.size)))

    def runs(self) -> tuple[Run, ...]:
        """All runs that brought something new, in the order of the log."""
        return tuple(self._words("run", Run))

    def seq(self, item: str) -> int:
        """The place of an item in the log, from 1. Raises KeyError."""
        return int(self._one(select(schema.item.c.seq).where(schema.item.c.id == item), item))

    def body(self, item: str) -> bytes:
        """The canonical JSON of any item. Raises KeyError."""
        return bytes(self._one(select(schema.content.c.body).where(schema.content.c.id == item), item))

    def opening(self, item: str) -> tuple[bytes, bytes]:
        """Salt and canonical JSON of an item: what its leaf was made of, and what others need to check it. Raises KeyError."""
        with self._engine.connect() as connection:
            query = select(schema.content.c.salt, schema.content.c.body).where(schema.content.c.id == item)
            row = connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(item)
        return bytes(row.salt), bytes(row.body)

    def captures(self, kind: CaptureKind | None = None) -> Iterator[Capture]:
        """All captures, or those of one kind, failures too, in the order of the log."""
        return self._words("capture", Capture, *(() if kind is None else (schema.capture.c.kind == kind,)))

    def capture(self, id: str) -> Capture:
        """One capture by its id. Raises KeyError."""
        query = select(schema.content.c.body).join(schema.capture, schema.capture.c.id == schema.content.c.id)
        return decode(self._one(query.where(schema.capture.c.id == id), id), Capture)

    def by_sha256(self, sha256: str) -> tuple[Capture, ...]:
        """All captures of these bytes, in the order of the log; empty where there is none."""
        return tuple(self._words("capture", Capture, schema.capture.c.sha256 == sha256))

    def outcomes(self) -> dict[str, int]:
        """How many captures ended how, by outcome."""
        outcome = schema.capture.c.outcome
        with self._engine.connect() as connection:
            rows = connection.execute(select(outcome, func.count()).group_by(outcome).order_by(outcome))
            return {row[0]: row[1] for row in rows}

    def unread(self, examiner: str, pack: str) -> Iterator[Capture]:
        """Captures that brought bytes and that this examiner@version has not read with this pack digest."""
        done = exists().where(
            schema.reading.c.capture == schema.capture.c.id,
            schema.reading.c.examiner == examiner,
            schema.reading.c.pack == pack,
        )
        return self._words("capture", Capture, and_(schema.capture.c.outcome == "ok", ~done))

    def readings_after(self, seq: int = 0, *, bodies: bool = True) -> Iterator[ReadingRow]:
        """All readings appended after place `seq` of the log, in its order."""
        return self._rows(_readings(bodies).where(schema.reading.c.seq > seq).order_by(schema.reading.c.seq))

    def readings_of(self, document: str) -> tuple[ReadingRow, ...]:
        """The readings of one document id, in the order of the log."""
        query = _readings(True).where(schema.reading.c.document == document)
        return tuple(self._rows(query.order_by(schema.reading.c.seq)))

    def selected(
        self,
        as_of: str | date | None = None,
        basis: Literal["published", "captured"] = "published",
        *,
        bodies: bool = True,
    ) -> tuple[ReadingRow, ...]:
        """One reading for each address, sorted by address: the newest of its last edition as of the end of that day, UTC.

        An edition is a capture of the address. Editions are ordered by when they were published, then captured, then by
        id; an undated one counts from its capture. Basis "published" takes what was published by then, "captured" what
        had been captured by then; None takes everything. Raises ValueError for a date that is none.
        """
        reading = schema.reading.c
        # A print that lies after the capture is wrong, or is a month not yet over: it was known when it was captured.
        early = reading.published_utc.is_not(None) & (reading.published_utc <= reading.captured_utc)
        published = case((early, reading.published_utc), else_=reading.captured_utc)
        # An examination appends the reading of a page, then those of its parts: what came before the newest reading of the
        # page, parts too, is of an earlier one. The first reading of a capture is always one of the page.
        page = func.first_value(reading.address).over(partition_by=reading.capture, order_by=reading.seq).label("page")
        read = select(
            reading.id, reading.seq, reading.address, reading.capture, reading.captured_utc, published.label("published"), page
        ).subquery("read")
        begun = case((read.c.address == read.c.page, read.c.seq))
        newest = func.max(begun).over(partition_by=read.c.capture).label("newest")
        # Of two readings of one part under one reading of its page, the newer says when it was published: a page read again
        # with the same result is in the log once, so that both parts may follow it.
        age = func.row_number().over(partition_by=(read.c.capture, read.c.address), order_by=read.c.seq.desc()).label("age")
        editions = select(read, newest, age).subquery("editions")
        conditions = [editions.c.seq >= editions.c.newest, editions.c.age == 1]
        if as_of is not None:
            when = editions.c.published if basis == "published" else editions.c.captured_utc
            conditions.append(when < end_of_day(as_of))
        last = (
            func.row_number()
            .over(
                partition_by=editions.c.address,
                order_by=(
                    editions.c.published.desc(),
                    editions.c.captured_utc.desc(),
                    editions.c.capture.desc(),
                ),
            )
            .label("last")
        )
        ranked = select(editions.c.id, last).where(*conditions).subquery("ranked")
        query = _readings(bodies).join(ranked, ranked.c.id == reading.id).where(ranked.c.last == 1)
        return tuple(sorted(self._rows(query), key=lambda row: row.address))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order of the log."""
        return tuple(self._words("decision", Decision))

    def replies(self) -> tuple[Reply, ...]:
        """All replies, in the order of the log."""
        return tuple(self._words("reply", Reply))

    def _last_head(self, connection: Connection) -> Head:
        row = connection.execute(select(schema.head).order_by(schema.head.c.size.desc()).limit(1)).one_or_none()
        return _head(row) if row is not None else Head()

    def _one(self, query: Select[T], id: str) -> T:
        with self._engine.connect() as connection:
            value = connection.execute(query).scalar_one_or_none()
        if value is None:
            raise KeyError(id)
        return value

    def _words(self, kind: str, cls: type[T], *conditions: object) -> Iterator[T]:
        table = schema.LOOKUPS[kind]
        query = select(schema.content.c.body).join(table, table.c.id == schema.content.c.id)
        query = query.where(*conditions).order_by(table.c.seq)  # type: ignore[arg-type]
        with self._engine.connect() as connection:
            for body in connection.execution_options(yield_per=_FETCH).execute(query).scalars():
                yield decode(body, cls)

    def _rows(self, query: Select[tuple[object, ...]]) -> Iterator[ReadingRow]:
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=_FETCH).execute(query):
                yield ReadingRow._make(row)


def _readings(bodies: bool) -> Select[tuple[object, ...]]:
    """The columns of `ReadingRow`, in its order."""
    if not bodies:
        from sqlalchemy import literal

        return select(*_COLUMNS, literal(b"").label("body"))
    return select(*_COLUMNS, schema.content.c.body).join(schema.content, schema.content.c.id == schema.reading.c.id)


def _head(row: object) -> Head:
    values = row._mapping  # type: ignore[attr-defined]
    return Head(
        size=values["size"],
        root=values["root"],
        frontier=tuple(values["frontier"].split()),
        at=values["at"],
        run=values["run"],
    )
