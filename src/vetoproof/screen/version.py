"""One version of a list as a ledger holds it, and what is in it, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from vetoproof.model import Listing, Schema
from vetoproof.screen.lists.outcome import RejectedRow

DayFrom = Literal["printed", "given", "captured"]
"""Where a version's day comes from: the list prints it, whoever added the list gave it, or it is that of the capture."""

ORGANISATIONS: frozenset[Schema] = frozenset({"Organization", "Company", "LegalEntity"})
EXAMPLES = 3
"""Places named for each reason for which rows were rejected."""
REASONS = 200
"""Reasons told apart; rows rejected for still others are counted together."""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the list `list`: the bytes `sha256`, held under the capture `capture` (its id in the ledger).

    `day` is the ISO day from which this version counts, `day_from` says whose word that is. `printed` is the day that the list
    prints as its own, also where it lies after the capture and therefore is not believed. `file` is the name of the file,
    `source` its place as seen from the watch, empty where that was not kept. `chosen`: whoever added it said that it counts
    before all versions of that day that were taken in until then.
    """

    list: str
    sha256: str
    day: str
    day_from: DayFrom
    printed: str | None = None
    captured_at: str
    size: int
    format: str
    file: str
    source: str = ""
    capture: str
    chosen: bool = False

    @property
    def words(self) -> str:
        """The version in words: list, day, whose word the day is, hash."""
        whose = {"printed": "as it prints", "given": "as given by whoever added it", "captured": "the day of its capture"}
        return f"{self.list}, version of {self.day} ({whose[self.day_from]}), SHA-256 {self.sha256}"


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows were rejected for one reason, and where the first of them stand."""

    reason: str
    number: int
    where: tuple[str, ...] = ()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a version holds. `lists` are the names that its entries give for their list, `last_listed` is the latest ISO day of
    listing that an entry prints."""

    entries: int = 0
    persons: int = 0
    organisations: int = 0
    ships: int = 0
    others: int = 0
    rejected: int = 0
    reasons: tuple[Rejected, ...] = ()
    lists: tuple[str, ...] = ()
    last_listed: str | None = None


class Tally:
    """Counts what passes: entries by schema, rejected rows by reason."""

    def __init__(self) -> None:
        self._schemas: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._where: dict[str, list[str]] = {}
        self._lists: set[str] = set()
        self._last_listed: str | None = None

    def add(self, outcome: Listing | RejectedRow) -> None:
        """Count one row."""
        if isinstance(outcome, Listing):
            self._schemas[outcome.schema] += 1
            self._lists.add(outcome.list)
            if outcome.listed_on and outcome.listed_on > (self._last_listed or ""):
                self._last_listed = outcome.listed_on
            return
        known = outcome.reason in self._reasons or len(self._reasons) < REASONS
        reason = outcome.reason if known else "another reason"
        self._reasons[reason] += 1
        where = self._where.setdefault(reason, [])
        if len(where) < EXAMPLES:
            where.append(outcome.where)

    @property
    def entries(self) -> int:
        return self._schemas.total()

    def counts(self) -> Counts:
        """The count so far; the commonest reason first."""
        schemas = self._schemas
        persons, ships = schemas["Person"], schemas["Vessel"]
        organisations = sum(schemas[name] for name in ORGANISATIONS)
        reasons = sorted(self._reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        return Counts(
            entries=self.entries,
            persons=persons,
            organisations=organisations,
            ships=ships,
            others=self.entries - persons - ships - organisations,
            rejected=self._reasons.total(),
            reasons=tuple(Rejected(reason=r, number=n, where=tuple(self._where[r])) for r, n in reasons),
            lists=tuple(sorted(self._lists)),
            last_listed=self._last_listed,
        )


def count(outcomes: Iterable[Listing | RejectedRow]) -> Counts:
    """What a version holds, from its rows."""
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally.counts()


def newest(versions: Iterable[Version], on: str | None = None) -> Version | None:
    """The last version, or the last whose day is not after `on`; None where there is none. Order: day, then capture, then as
    they are given: captures of one second stand in the order of the log."""
    reached = [version for version in versions if on is None or version.day <= on]
    return max(reversed(reached), key=lambda version: (version.day, version.captured_at), default=None)


def following(versions: Iterable[Version], on: str) -> Version | None:
    """Of the first day after `on` of which there is a version, the one that counts: chosen, or taken in last."""
    later = [version for version in versions if version.day > on]
    first = min((version.day for version in later), default=None)
    return newest(version for version in later if version.day == first)


def standing(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Versions that no choice took out, oldest first, each of one day once. A chosen one takes out those of its day that were
    taken in before it, not one that comes later: that one is news, and whoever chose has not seen it."""
    ordered = sorted(versions, key=lambda version: (version.day, version.captured_at))
    found: dict[tuple[str, str], Version] = {}
    for version in ordered:
        if version.chosen:
            found = {key: one for key, one in found.items() if one.day != version.day}
        # The same bytes again for the same day are the same version.
        found.pop((version.day, version.sha256), None)
        found[version.day, version.sha256] = version
    return tuple(found.values())


def several(versions: Iterable[Version]) -> dict[str, tuple[Version, ...]]:
    """Days of which more than one version stands, with them; the one that counts is the last."""
    days: dict[str, list[Version]] = {}
    for version in standing(versions):
        days.setdefault(version.day, []).append(version)
    return {day: tuple(found) for day, found in days.items() if len(found) > 1}
