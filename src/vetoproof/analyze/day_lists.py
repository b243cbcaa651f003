"""What a record may ask of the lists of a watch. Whoever builds the record opens them; here nothing is read from disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from vetoproof.model import HeldList, Listing, Match, Query
from vetoproof.screen.ownership.rows import OwnershipRow
from vetoproof.screen.version import Counts, Version


class Held(NamedTuple):
    """One list: the version that counts on the as-of date, and the next one, of a later day, of which only the printed days of
    listing speak for that date. One of the two is there."""

    list: str
    before: Version | None
    after: Version | None


class OwnershipFile(NamedTuple):
    """A file of ownership rows in the ledger; `rejected` counts rows that could not be read."""

    name: str
    sha256: str
    rows: tuple[OwnershipRow, ...]
    rejected: int = 0


class DayLists(Protocol):
    """The lists of a watch as they count on one day, and the ownership rows that it holds."""

    @property
    def identity(self) -> str:
        """A hash of the versions and files, and of nothing else; empty where there are none."""
        ...

    def held(self) -> Sequence[Held]:
        """Every list that has a version for the day or after it, by name."""
        ...

    def counts(self, version: Version) -> Counts:
        """What a version holds."""
        ...

    def answers(self, version: Version, query: Query) -> Sequence[tuple[Match, Listing]]:
        """Matches and near misses in one version, the likeliest first."""
        ...

    def entry(self, version: Version, list: str, id: str) -> Listing | None:
        """An entry of a version by its list and id."""
        ...

    def ownership(self) -> Sequence[OwnershipFile]:
        """The ownership files, by name."""
        ...


def lines(lists: DayLists) -> tuple[HeldList, ...]:
    """The versions and ownership files that a record rests on, as its manifest names them."""
    held = [
        _line(version, lists.counts(version), version is one.after)
        for one in lists.held()
        for version in (one.before, one.after)
        if version is not None
    ]
    files = [
        HeldList(
            list="ownership", sha256=file.sha256, day="", day_from="rows", later=False, file=file.name,
            entries=len(file.rows), rejected=file.rejected,
        )
        for file in lists.ownership()
    ]  # fmt: skip
    return (*held, *files)


def _line(version: Version, counts: Counts, later: bool) -> HeldList:
    return HeldList(
        list=version.list, sha256=version.sha256, day=version.day, day_from=version.day_from, later=later, file=version.file,
        entries=counts.entries, rejected=counts.rejected, names=counts.lists,
    )  # fmt: skip
