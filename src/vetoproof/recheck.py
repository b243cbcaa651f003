"""The cache against the ledger: columns and dossiers are computed again from the readings, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vetoproof.config import Config
from vetoproof.held_ships import HeldShips
from vetoproof.ledger import Ledger, Trouble
from vetoproof.reading_room import Audience, ReadingRoom
from vetoproof.shelf import FILE, Columns, Dossiers, Recomputed, code_digest, computed

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.pack import Pack

NAMED = 20
"""Readings with altered columns that are named one by one; the rest are counted."""


def recheck(folder: Path, settings: Config, ledger: Ledger, pack: Callable[[], Pack]) -> tuple[Trouble, ...]:
    """What the cache of a watch says otherwise than its readings. Where anything does, the cache is thrown away.

    The present record is compared, for the public and for the team. Dossiers of other dates or of other code are thrown
    away unread, so that after this nothing lies on the shelf that was not computed here. Without a cache there is nothing
    to do; with one it costs a reading of every claim and one computation of the record.
    """
    # First: what dossiers say of ships follows from these.
    troubles = list(HeldShips(folder, settings, ledger, code_digest()).recheck())
    cache = folder / settings.cache
    columns = Columns(cache, code_digest())
    has_columns, has_dossiers = columns.folder.exists(), (cache / FILE).exists()
    if not has_columns and not has_dossiers:
        return tuple(troubles)
    fresh, _ = computed(ledger)
    troubles += _columns(columns.frame(ledger), fresh) if has_columns else []
    if has_dossiers:
        shelf = Dossiers(cache)
        store = Recomputed(shelf)
        audiences: tuple[Audience, ...] = ("public",) if (fresh["handling"] == "public").all() else ("public", "team")
        for audience in audiences:
            ReadingRoom.build(folder, settings, pack(), ledger, audience=audience, frame=fresh, store=store)
        for line in store.differing:
            what = f"the cache had another dossier of “{line.title}” than the ledger gives; the cache was thrown away"
            troubles.append(Trouble(kind="altered dossier", what=what, item=line.event))
        shelf.keep(store.keys)
        if troubles:
            shelf.drop()
        shelf.close()
    if troubles:
        columns.drop()
    return tuple(troubles)


def _columns(cached: pl.DataFrame, fresh: pl.DataFrame) -> Iterator[Trouble]:
    """Readings whose columns in the cache differ, by their places in the log."""
    if cached.equals(fresh):
        return
    one, other = cached.partition_by("seq", as_dict=True), fresh.partition_by("seq", as_dict=True)
    differing = sorted(
        (key for key in one.keys() | other.keys() if key not in one or key not in other or not one[key].equals(other[key])),
        key=lambda key: (key[0] is None, key[0] or 0),
    )
    for key in differing[:NAMED]:
        rows = other.get(key, one.get(key))
        address = "" if rows is None else str(rows["address"][0])
        what = "the cache had other claims of this reading than the ledger; the cache was thrown away"
        yield Trouble(kind="altered columns", what=what, seq=key[0], address=address)
    if len(differing) > NAMED or not differing:
        rest = f"{len(differing) - NAMED} more readings" if differing else "the order of readings"
        yield Trouble(kind="altered columns", what=f"{rest} differed in the cache; it was thrown away")
