"""Recompute everything that a ledger says of itself, and name what was touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from vetoproof.ledger import schema
from vetoproof.ledger.errors import AlteredBlob, MissingBlob
from vetoproof.ledger.merkle import Tree
from vetoproof.ledger.recount import Recount, recount
from vetoproof.ledger.run import Head
from vetoproof.ledger.store import Ledger
from vetoproof.ledger.trouble import Verdict


def verify(ledger: Ledger, published: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Check every blob, body, leaf, row, run and head of the ledger against each other.

    `published` are heads (size, root in hex) that were made known elsewhere: a log that was rewritten whole, or cut off at
    its end, agrees with itself, and only they show it. Costs one read of everything; memory grows by the number of items,
    never by their bytes.
    """
    with ledger._engine.connect() as connection:
        found = recount(connection)
        heads = list(connection.execute(select(schema.head).order_by(schema.head.c.size)).mappings())
        _guards(connection, found)
    _heads(found, heads, list(published))
    blobs, size, strays = _blobs(ledger, found)
    last = heads[-1] if heads else None
    head = Head(size=last["size"], root=last["root"], at=last["at"], run=last["run"]) if last else Head()
    return Verdict(
        items=len(found.leaves),
        kinds=dict(sorted(found.kinds.items())),
        heads=len(heads),
        head=head,
        unsealed=max(0, len(found.leaves) - head.size),
        blobs=blobs,
        bytes=size,
        strays=strays,
        troubles=tuple(sorted(found.troubles, key=lambda it: (it.seq or 0, it.kind, it.item))),
    )


def _guards(connection: Connection, found: Recount) -> None:
    values = {row.key: row.value for row in connection.execute(select(schema.meta))}
    for key in sorted(values.keys() | schema.META.keys()):
        if values.get(key) != schema.META.get(key):
            what = f"the table meta has {key} {values.get(key)!r}, this schema has {schema.META.get(key)!r}"
            found.blame("altered row", what)
    if connection.dialect.name != "sqlite":
        return
    there = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    for name in sorted(schema.guard_names() - there):
        found.blame("missing guard", f"the trigger {name}, which keeps rows from being changed, is gone")


def _heads(found: Recount, heads: Sequence[Mapping[Any, Any]], published: list[tuple[int, str]]) -> None:
    """Every head against the leaves. Two heads over prefixes of one log are consistent when both are right."""
    gap = next((place for place, leaf in enumerate(found.leaves) if leaf is None), len(found.leaves))
    stored = [leaf for leaf in found.leaves[:gap] if leaf is not None]
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
        elif size > len(found.leaves):
            found.blame("deleted row", f"a head covers {size} items, the log has {len(found.leaves)}: its end was cut off")
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
        if not 0 <= size <= gap or tree.root(size).hex() != root:
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
    total = 0
    for sha256, (id_, address) in sorted(cited.items()):
        try:
            total += ledger.archive.check(sha256)
        except MissingBlob as error:
            found.blame("missing blob", str(error), id_, _seq(found, id_), address)
        except AlteredBlob as error:
            found.blame("altered blob", str(error), id_, _seq(found, id_), address)
    return len(cited), total, sum(1 for name in ledger.archive.names() if name not in cited)


def _seq(found: Recount, id_: str) -> int | None:
    return next((seq for seq, known in found.ids.items() if known == id_), None)


def _sizes(heads: Sequence[Mapping[Any, Any]]) -> list[int]:
    return [head["size"] for head in heads]


def _root(tree: Tree, size: int) -> str | None:
    return tree.root(size).hex() if 0 <= size <= tree.size else None
