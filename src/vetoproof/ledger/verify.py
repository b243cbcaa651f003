"""Recompute everything that a ledger says of itself, and name what was touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from vetoproof.ledger import schema
from vetoproof.ledger.errors import LedgerError, MissingBlob
from vetoproof.ledger.merkle import Tree
from vetoproof.ledger.recount import Recount, recount
from vetoproof.ledger.run import Head
from vetoproof.ledger.store import Ledger
from vetoproof.ledger.trouble import TroubleKind, Verdict


def verify(ledger: Ledger, published: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Check every blob, body, leaf, row, run and head of the ledger against each other.

    `published` are heads (size, root in hex or its beginning) that were made known elsewhere: a log that was rewritten
    whole, or cut off at
    its end, agrees with itself, and only they show it. Costs one read of everything; memory grows by the number of items,
    never by their bytes.
    """
    with ledger._engine.connect() as connection:
        found = recount(connection)
        heads: list[Mapping[Any, Any]] = []
        with found.reading("the heads"):
            heads = list(connection.execute(select(schema.head).order_by(schema.head.c.size)).mappings())
        with found.reading("what the ledger says of itself"):
            _meta(connection, found)
        with found.reading("the schema"):
            _guards(connection, found)
    _heads(found, heads, list(published))
    blobs, size, strays = _blobs(ledger, found)
    last = heads[-1] if heads else None
    head = Head(size=last["size"], root=last["root"], at=last["at"], run=last["run"]) if last else Head()
    return Verdict(
        items=found.items,
        kinds=dict(sorted(found.kinds.items())),
        heads=len(heads),
        head=head,
        unsealed=max(0, found.items - head.size),
        blobs=blobs,
        bytes=size,
        strays=strays,
        troubles=tuple(sorted(found.troubles, key=lambda it: (it.seq or 0, it.kind, it.item))),
    )


def _meta(connection: Connection, found: Recount) -> None:
    values = {row.key: row.value for row in connection.execute(select(schema.meta))}
    for key in sorted(values.keys() | schema.META.keys()):
        if values.get(key) != schema.META.get(key):
            what = f"the table meta has {key} {values.get(key)!r}, this schema has {schema.META.get(key)!r}"
            found.blame("altered row", what)


def _guards(connection: Connection, found: Recount) -> None:
    """Tables, indices and triggers, word for word: a trigger that was made again so that it never fires has the old name."""
    if connection.dialect.name != "sqlite":
        return
    there, made = schema.parts(connection), schema.made()
    for type_, name in sorted(made.keys() - there.keys()):
        if type_ == "trigger":
            found.blame("missing guard", f"the trigger {name}, which keeps rows from being changed, is gone")
        elif type_ == "table":
            found.blame("altered table", f"the table {name} is gone")
    for type_, name in sorted(there.keys() - made.keys()):
        kind: TroubleKind = "foreign guard" if type_ == "trigger" else "foreign table"
        found.blame(kind, f"the {type_} {name} is not of this schema: {there[type_, name]}")
    for type_, name in sorted(there.keys() & made.keys()):
        if there[type_, name] != made[type_, name]:
            kind = "altered guard" if type_ == "trigger" else "altered table"
            found.blame(kind, f"the {type_} {name} was made with other words than this schema's: {there[type_, name]}")


def _heads(found: Recount, heads: Sequence[Mapping[Any, Any]], published: list[tuple[int, str]]) -> None:
    """Every head against the leaves. Two heads over prefixes of one log are consistent when both are right."""
    stored, gap = found.leaves, len(found.leaves)
    tree = Tree(stored)
    mended = Tree([found.computed.get(seq, leaf) for seq, leaf in enumerate(stored, 1)])
    good = {size: _root(tree, size) for size in _sizes(heads)}
    whole = 0
    for head in heads:
        size, root = head["size"], head["root"]
        if root == good[size]:
            whole = size
            if head["frontier"] != " ".join(node.hex() for node in tree.frontier(size)):
                found.blame("altered head", f"the head over {size} items has another frontier than its items")
        elif size > found.last:
            found.blame("deleted row", f"a head covers {size} items, the log has {found.last}: its end was cut off")
        elif size > gap:
            continue  # the missing item is reported; nothing can be said of what covers it
        elif root != _root(mended, size):
            found.blame(
                "altered head",
                f"the head over {size} items says {root}, its items give {good[size]}: "
                f"it was altered, or an item from {whole + 1} to {size} was",
            )
    _leaves(found, heads, good, mended)
    _chain(found, heads)
    for size, root in published:
        if not root or not 0 <= size <= gap or not tree.root(size).hex().startswith(root):
            found.blame("not the published log", f"a head over {size} items was published as {root}: this log has another")


def _leaves(found: Recount, heads: Sequence[Mapping[Any, Any]], good: dict[int, str | None], mended: Tree) -> None:
    """A body that does not give its leaf: the head that covers it tells which of the two was altered."""
    for seq in sorted(found.computed):
        id_ = found.ids[seq]
        address = str(found.captures.get(id_, {}).get("address", ""))
        head = next((head for head in heads if head["size"] >= seq), None)
        if head is not None and head["root"] == good[head["size"]]:
            found.blame("altered body", "body or salt no longer give the leaf, which is under its head", id_, seq, address)
        elif head is not None and head["root"] == _root(mended, head["size"]):
            found.blame("altered leaf", "the log has another leaf than body and head give", id_, seq, address)
        else:
            found.blame("altered body or leaf", "body and leaf differ, and no head tells which was altered", id_, seq, address)


def _chain(found: Recount, heads: Sequence[Mapping[Any, Any]]) -> None:
    """Each run wrote down the head that it found: that head must still be there, unchanged."""
    by_size = {head["size"]: head for head in heads}
    for head in heads:
        if head["run"] not in found.runs:
            found.blame(
                "altered head", f"the head over {head['size']} items names a run {head['run']!r} that is not in the log"
            )
    for id_, run in found.runs.items():
        if run.after.size == 0:
            continue
        left = by_size.get(run.after.size)
        if left is None:
            found.blame("deleted head", f"this run found a head over {run.after.size} items, which is gone", id_)
            continue
        for column in ("root", "at", "run"):
            if left[column] != getattr(run.after, column):
                what = f"the head over {run.after.size} items has {column} {left[column]!r}, a later run found "
                found.blame("altered head", what + repr(getattr(run.after, column)), id_)


def _blobs(ledger: Ledger, found: Recount) -> tuple[int, int, int]:
    """Read every cited blob; count blobs, their bytes, and the blobs that no capture cites."""
    cited: dict[str, tuple[str, str]] = {}
    for id_, row in found.captures.items():
        if row["sha256"] is not None:
            cited.setdefault(row["sha256"], (id_, row["address"]))
    places = {id_: seq for seq, id_ in found.ids.items()}
    total = 0
    for sha256, (id_, address) in sorted(cited.items()):
        try:
            total += ledger.archive.check(sha256)
        except MissingBlob as error:
            found.blame("missing blob", str(error), id_, places.get(id_), address)
        except LedgerError as error:  # altered, unreadable, or cited under what is no SHA-256
            found.blame("altered blob", str(error), id_, places.get(id_), address)
    return len(cited), total, sum(1 for name in ledger.archive.names() if name not in cited)


def _sizes(heads: Sequence[Mapping[Any, Any]]) -> list[int]:
    return [head["size"] for head in heads]


def _root(tree: Tree, size: int) -> str | None:
    return tree.root(size).hex() if 0 <= size <= tree.size else None
