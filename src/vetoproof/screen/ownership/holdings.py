"""Holdings on a day: rows that speak of it, several rows on one pair made one interval, never added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from vetoproof.packs.screening.ownership import RowKind
from vetoproof.screen.ownership.rows import OwnershipRow
from vetoproof.screen.ownership.share import Share, hull


class Holding(NamedTuple):
    """What an owner holds of an entity on a day. `sure`: at least one row says so for that very day; otherwise the share may
    be nothing. `outside`: rows on the same pair that speak of other days, kept to be shown."""

    owner: str
    owned: str
    kind: RowKind
    share: Share
    sure: bool
    rows: tuple[OwnershipRow, ...]
    jointly: str = ""
    outside: tuple[OwnershipRow, ...] = ()

    @property
    def undated(self) -> bool:
        """Whether it rests on rows without a first day."""
        return not any(row.start for row in self.rows)


class Holdings(NamedTuple):
    """All holdings on one day, by the entity that is held; `past` are pairs whose rows all speak of other days."""

    day: date
    of: Mapping[str, tuple[Holding, ...]]
    past: Mapping[str, tuple[OwnershipRow, ...]]

    def above(self, party: str) -> frozenset[str]:
        """The party and everybody who holds it, directly or through others. Cycles end."""
        seen, ahead = {party}, [party]
        while ahead:
            for holding in self.of.get(ahead.pop(), ()):
                if holding.owner not in seen:
                    seen.add(holding.owner)
                    ahead.append(holding.owner)
        return frozenset(seen)

    def below(self, parties: Iterable[str], within: frozenset[str]) -> frozenset[str]:
        """The parties and everybody `within` whom they hold, directly or through others."""
        holds: dict[str, list[str]] = {}
        for entity in within:
            for holding in self.of.get(entity, ()):
                holds.setdefault(holding.owner, []).append(entity)
        seen = set(parties)
        ahead = list(seen)
        while ahead:
            for entity in holds.get(ahead.pop(), ()):
                if entity not in seen:
                    seen.add(entity)
                    ahead.append(entity)
        return frozenset(seen)


def on(rows: Iterable[OwnershipRow], day: date) -> Holdings:
    """The holdings of a day.

    Two rows on one owner, entity and kind are two reports of one holding: where they differ, the share is anything between
    them. (A block of shares that is reported in parts must be summed before.)
    """
    pairs: dict[tuple[str, str, str], list[OwnershipRow]] = {}
    for row in sorted(rows):
        pairs.setdefault((row.owned, row.owner, row.kind), []).append(row)
    of: dict[str, list[Holding]] = {}
    past: dict[str, list[OwnershipRow]] = {}
    for (owned, owner, _), found in sorted(pairs.items()):
        told = [(row.on(day), row) for row in found]
        active = tuple(row for state, row in told if state != "outside")
        outside = tuple(row for state, row in told if state == "outside")
        if not active:
            past.setdefault(owned, []).extend(outside)
            continue
        sure = tuple(row for state, row in told if state == "holds")
        share = hull(row.share for row in active)
        low = hull(row.share for row in sure) if sure else Share()
        share = Share(low.low, share.high, low.above, share.below)
        jointly = next((row.jointly for row in active if row.jointly), "")
        holding = Holding(owner, owned, active[0].kind, share, bool(sure), active, jointly, outside)
        of.setdefault(owned, []).append(holding)
    return Holdings(day, {key: tuple(value) for key, value in of.items()}, {key: tuple(value) for key, value in past.items()})
