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
    `source` its place as seen from the watch, empty where that was not kept.
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
    """What a version holds. `lists` are the names that its entries give for their list."""

    entries: int = 0
    persons: int = 0
    organisations: int = 0
    ships: int = 0
    others: int = 0
    rejected: int = 0
    reasons: tuple[Rejected, ...] = ()
    lists: tuple[str, ...] = ()


class Tally:
    """Counts what passes: entries by schema, rejected rows by reason."""

    def __init__(self) -> None:
        self._schemas: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._where: dict[str, list[str]] = {}
        self._lists: set[str] = set()

    def add(self, outcome: Listing | RejectedRow) -> None:
        """Count one row."""
        if isinstance(outcome, Listing):
            self._schemas[outcome.schema] += 1
            self._lists.add(outcome.list)
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
        )


def count(outcomes: Iterable[Listing | RejectedRow]) -> Counts:
    """What a version holds, from its rows."""
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally.counts()


def newest(versions: Iterable[Version], on: str | None = None) -> Version | None:
    """The last version, or the last whose day is not after `on`; None where there is none. Order: day, then capture."""
    reached = [version for version in versions if on is None or version.day <= on]
    return max(reached, key=lambda version: (version.day, version.captured_at), default=None)
