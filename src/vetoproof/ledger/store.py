"""The ledger: appended in batches, sealed with a head, never changed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, bindparam, func, inspect, select

from vetoproof.ledger import schema
from vetoproof.ledger.archive import Archive
from vetoproof.ledger.engine import open_sqlite
from vetoproof.ledger.errors import LedgerError, LedgerExists, NoLedger, UnknownVersion
from vetoproof.ledger.instant import now, stamp
from vetoproof.ledger.merkle import Frontier, Tree, item_leaf
from vetoproof.ledger.reading import Queries
from vetoproof.ledger.rows import KINDS, ROWS, Kind, Row, Word, kind_of, reading_row
from vetoproof.ledger.run import Appended, Head, Run
from vetoproof.model import Capture, Decision, Proof, Reading, Reply, encode

Clock = Callable[[], datetime]
FILE = "ledger.sqlite"
OBJECTS = "objects"
_SALT_BYTES = 16


class Ledger(Queries):
    """An open ledger: a folder with `ledger.sqlite` and the archive `objects/`. Use it as a context manager.

    Several processes may read while one writes; a second writer waits for the first one's batch.
    """

    def __init__(self, folder: Path, engine: Engine, *, read_only: bool, clock: Clock) -> None:
        self.folder = folder
        self.read_only = read_only
        self.archive = Archive(folder / OBJECTS, read_only=read_only)
        self._engine = engine
        self._clock = clock
        self._tree: Tree | None = None

    @classmethod
    def create(cls, folder: Path | str, *, clock: Clock = now) -> Self:
        """Make a new, empty ledger in `folder` (made if absent). Raises LedgerExists; finishes one that was cut short."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        engine = open_sqlite(folder / FILE, read_only=False, create=True)
        ledger = cls(folder, engine, read_only=False, clock=clock)
        try:
            with ledger._writing() as connection:
                if inspect(connection).has_table("meta"):
                    raise LedgerExists(f"{folder} holds a ledger already: open it, or choose another folder")
                schema.build(connection)
            (folder / OBJECTS).mkdir(exist_ok=True)
        except BaseException:
            engine.dispose()
            raise
        return ledger

    @classmethod
    def open(cls, folder: Path | str, read_only: bool = False, *, clock: Clock = now) -> Self:
        """Open the ledger in `folder`. Raises NoLedger, or UnknownVersion where another version of the program wrote it."""
        folder = Path(folder)
        if not (folder / FILE).is_file():
            raise NoLedger(f"{folder} holds no {FILE}: make a ledger with Ledger.create, or name the right folder")
        engine = open_sqlite(folder / FILE, read_only=read_only)
        try:
            with engine.connect() as connection:
                _check_version(connection, folder)
        except BaseException:
            engine.dispose()
            raise
        ledger = cls(folder, engine, read_only=read_only, clock=clock)
        if not read_only:
            ledger.archive.sweep()
        return ledger

    def close(self) -> None:
        """Let go of the database. What was appended is safe without it: every batch was durable when `append` returned."""
        if not self.read_only:
            self.archive.settle()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def begin(self, verb: str, tool: str) -> Run:
        """Start a run. It is written into the log with its first new item; a run that brings nothing new leaves no trace."""
        return Run(verb=verb, tool=tool, at=stamp(self._clock()), nonce=secrets.token_hex(16))

    def append(self, run: Run, items: Iterable[Capture | Reading | Decision | Reply]) -> Appended:
        """Append a batch in one transaction: all of it is on the disk when this returns, or none.

        What the ledger holds already (by id) is passed over. The bytes of a capture must be in the archive
        (`archive.put`) and the capture of a reading in the ledger or earlier in the batch; LedgerError otherwise.
        """
        words: dict[str, Word] = {}
        order: list[tuple[str, bool]] = []
        for word in items:
            order.append((word.id, word.id in words))
            words.setdefault(word.id, word)
        self.archive.settle()
        with self._writing() as connection:
            old = _present(connection, list(words))
            differing = _differing(connection, [w for i, w in words.items() if i in old and isinstance(w, Reading)])
            fresh = {i: word for i, word in words.items() if i not in old}
            self._write(connection, run, fresh)
        return Appended(
            new=tuple(fresh),
            known=tuple(i for i, again in order if again or i in old),
            differing=differing,
        )

    def seal(self, run: Run) -> Head:
        """Write the head over everything appended so far, also what an earlier run left unsealed when it died.

        Where nothing was appended since the last head, that head is returned and nothing is written.
        """
        with self._writing() as connection:
            last = self._last_head(connection)
            if _size(connection) == last.size:
                return last
            mine = select(schema.run.c.id).where(schema.run.c.nonce == run.nonce).order_by(schema.run.c.seq.desc()).limit(1)
            writer = connection.execute(mine).scalar_one_or_none() or self._enter_run(connection, run)[0]
            frontier = Frontier(last.size, map(bytes.fromhex, last.frontier))
            leaves = select(schema.item.c.leaf).where(schema.item.c.seq > last.size).order_by(schema.item.c.seq)
            for leaf in connection.execute(leaves).scalars():
                frontier.append(bytes.fromhex(leaf))
            head = Head(
                size=frontier.size,
                root=frontier.root().hex(),
                frontier=tuple(node.hex() for node in frontier.nodes),
                at=stamp(self._clock()),
                run=writer,
            )
            row = {"size": head.size, "root": head.root, "frontier": " ".join(head.frontier), "at": head.at, "run": head.run}
            connection.execute(schema.head.insert(), [row])
            return head

    def proof(self, item: str, size: int | None = None) -> Proof:
        """That an item is under the head over `size` items (default: the last head). Raises KeyError, or ValueError where
        the item is not sealed yet."""
        size = self.head().size if size is None else size
        seq = self.seq(item)
        if seq > size:
            raise ValueError(f"item {item} came after the head over {size} items: seal first")
        tree = self._tree
        if tree is None or tree.size < size:
            with self._engine.connect() as connection:
                leaves = connection.execute(select(schema.item.c.leaf).order_by(schema.item.c.seq)).scalars()
                tree = self._tree = Tree([bytes.fromhex(leaf) for leaf in leaves])
        return Proof(
            item=item,
            leaf_index=seq - 1,
            leaf_hash=tree.leaf(seq - 1).hex(),
            tree_size=size,
            root=tree.root(size).hex(),
            path=tuple(step.hex() for step in tree.inclusion(seq - 1, size)),
        )

    def _writing(self) -> AbstractContextManager[Connection]:
        if self.read_only:
            raise LedgerError("the ledger is open for reading only")
        return self._engine.execution_options(writes=True).begin()

    def _enter_run(self, connection: Connection, run: Run) -> tuple[str, str]:
        """Id and time of the run item that the next items belong to, written now unless it is the newest run in the log."""
        table = schema.run
        newest = connection.execute(select(table).order_by(table.c.seq.desc()).limit(1)).one_or_none()
        if newest is not None and newest.nonce == run.nonce:
            return newest.id, newest.at
        parts = connection.execute(select(func.max(table.c.part)).where(table.c.nonce == run.nonce)).scalar_one()
        entry = Run(
            verb=run.verb,
            tool=run.tool,
            at=stamp(self._clock()) if parts else run.at,
            nonce=run.nonce,
            part=(parts or 0) + 1,
            after=self._last_head(connection),
        )
        _insert(connection, {entry.id: entry}, _size(connection), entry.id, entry.at)
        return entry.id, entry.at

    def _write(self, connection: Connection, run: Run, words: dict[str, Word]) -> None:
        if not words:
            return
        for word in words.values():
            if isinstance(word, Capture) and word.sha256 is not None and not self.archive.has(word.sha256):
                raise LedgerError(f"capture of {word.address}: its bytes {word.sha256} are not in the archive (archive.put)")
        entry, at = self._enter_run(connection, run)
        _insert(connection, words, _size(connection), entry, at)


def _insert(connection: Connection, words: dict[str, Word], after: int, run: str, at: str) -> None:
    items: list[Row] = []
    contents: list[Row] = []
    lookups: dict[Kind, list[Row]] = {}
    captures = _captures_of(connection, words)
    for seq, (id_, word) in enumerate(words.items(), after + 1):
        kind, body, salt = kind_of(word), encode(word), os.urandom(_SALT_BYTES)
        leaf = item_leaf(salt, body).hex()
        items.append({"seq": seq, "kind": kind, "id": id_, "leaf": leaf, "at": at, "run": run})
        contents.append({"id": id_, "salt": salt, "body": body})
        row = _reading_row(word, captures) if isinstance(word, Reading) else ROWS[kind][1](word)
        if isinstance(word, Capture):
            captures[id_] = row
        lookups.setdefault(kind, []).append({"id": id_, "seq": seq, **row})
    connection.execute(schema.item.insert(), items)
    connection.execute(schema.content.insert(), contents)
    for kind in KINDS:
        if rows := lookups.get(kind):
            connection.execute(schema.LOOKUPS[kind].insert(), rows)


def _reading_row(reading: Reading, captures: dict[str, Row]) -> Row:
    capture = captures.get(reading.capture)
    if capture is None:
        raise LedgerError(f"reading {reading.id}: its capture {reading.capture} is not in the ledger, nor earlier in the batch")
    if capture["sha256"] != reading.document.sha256:
        raise LedgerError(
            f"reading {reading.id}: it is of the bytes {reading.document.sha256}, its capture of {capture['sha256']}"
        )
    return reading_row(reading, capture)


def _captures_of(connection: Connection, words: dict[str, Word]) -> dict[str, Row]:
    wanted = sorted({word.capture for word in words.values() if isinstance(word, Reading)} - words.keys())
    found: dict[str, Row] = {}
    query = select(schema.capture).where(schema.capture.c.id.in_(bindparam("ids", expanding=True)))
    for ids in _pieces(wanted):
        found |= {row["id"]: dict(row) for row in connection.execute(query, {"ids": ids}).mappings()}
    return found


def _present(connection: Connection, ids: list[str]) -> set[str]:
    query = select(schema.item.c.id).where(schema.item.c.id.in_(bindparam("ids", expanding=True)))
    return {id_ for piece in _pieces(ids) for id_ in connection.execute(query, {"ids": piece}).scalars()}


def _differing(connection: Connection, readings: list[Reading]) -> tuple[str, ...]:
    by_id = {reading.id: reading for reading in readings}
    query = select(schema.content.c.id, schema.content.c.body).where(schema.content.c.id.in_(bindparam("ids", expanding=True)))
    return tuple(
        row.id for ids in _pieces(list(by_id)) for row in connection.execute(query, {"ids": ids})
        if bytes(row.body) != encode(by_id[row.id])
    )  # fmt: skip


def _pieces(ids: list[str], size: int = 500) -> list[list[str]]:
    """Lists short enough for one statement: SQLite before 3.32 took 999 parameters."""
    return [ids[i : i + size] for i in range(0, len(ids), size)]


def _size(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(schema.item.c.seq), 0))).scalar_one())


def _check_version(connection: Connection, folder: Path) -> None:
    if not inspect(connection).has_table("meta"):
        raise NoLedger(f"{folder / FILE} holds no finished ledger: Ledger.create finishes it")
    found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar_one_or_none()
    if found != schema.VERSION:
        raise UnknownVersion(
            f"{folder} has ledger schema {found!r}; this version of vetoproof reads {schema.VERSION!r}. Nothing was touched. "
            "Open it with the version that wrote it, or install a newer one"
        )
