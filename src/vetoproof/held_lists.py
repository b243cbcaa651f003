"""The lists of a watch as a record of one day asks them: which versions count, and their indexes, opened when first asked.

Each version is an index of its own, so that an answer says which version it is from, and a new list changes no other's answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from vetoproof.analyze.day_lists import Held, OwnershipFile
from vetoproof.ledger import Ledger
from vetoproof.model import Listing, Match, Query, encode, sha256
from vetoproof.name_index import IndexShelf, Source, opened
from vetoproof.ownership_intake import files
from vetoproof.screen.dispositions import Dispositions
from vetoproof.screen.version import Counts, Version, following, newest
from vetoproof.versions import Versions

if TYPE_CHECKING:
    from vetoproof.screen.kit import Kit
    from vetoproof.screen.screener import Screener

Progress = Callable[[int, int, str], None]


class HeldLists:
    """`analyze.day_lists.DayLists` over a ledger. By publication a later version may speak for the day, by capture none may."""

    def __init__(self, ledger: Ledger, cache: Path, as_of: str | None = None, basis: str = "published") -> None:
        self._ledger, self._cache = ledger, cache
        self._as_of, self._captured = as_of, basis == "captured"
        self._versions = Versions(ledger, cache)
        self._screeners: dict[str, Screener] = {}

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        return tuple(held for name, versions in self._versions.all().items() if (held := self._of(name, versions)))

    def _of(self, name: str, versions: Sequence[Version]) -> Held | None:
        if self._captured and self._as_of is not None:
            versions = [v for v in versions if v.captured_at[:10] <= self._as_of]
        before, after = newest(versions, self._as_of), None
        if self._as_of is not None and not self._captured:
            after = following(versions, self._as_of)
        return Held(name, before, after) if before or after else None

    @cached_property
    def _ownership(self) -> tuple[OwnershipFile, ...]:
        return files(self._ledger, self._as_of if self._captured else None)

    @cached_property
    def _dispositions(self) -> Dispositions:
        return Dispositions(self._ledger.decisions(), self._as_of)

    @cached_property
    def identity(self) -> str:
        """A hash of versions with their days, of ownership files and of decisions on alerts; empty where nothing is held."""
        if not self._held and not self._ownership:
            return ""
        days = [[one.list, _place(one.before), _place(one.after)] for one in self._held]
        until = self._as_of
        kept = (d for d in self._ledger.decisions() if d.kind == "disposition" and (until is None or d.at[:10] <= until))
        decided = sorted(d.id for d in kept)
        return sha256(encode([days, [[f.name, f.sha256] for f in self._ownership], decided]))

    def held(self) -> Sequence[Held]:
        return self._held

    def counts(self, version: Version) -> Counts:
        return self._versions.counts(version)

    def answers(self, version: Version, query: Query) -> Sequence[tuple[Match, Listing]]:
        found = self._screener(version).answers(query)
        return [(self._dispositions.apply(match, query, entry), entry) for match, entry in found]

    def entry(self, version: Version, list: str, id: str) -> Listing | None:
        return self._screener(version).entry(list, id)

    def ownership(self) -> Sequence[OwnershipFile]:
        return self._ownership

    @cached_property
    def _kit(self) -> Kit:
        from vetoproof.screen.kit import Kit

        return Kit()

    def _screener(self, version: Version) -> Screener:
        found = self._screeners.get(version.sha256)
        if found is None:
            source = Source(version.file, version.sha256, version.size, partial(self._versions.open, version))
            place = IndexShelf(self._cache).prepare([source])
            found = self._screeners[version.sha256] = opened(place, self._kit)[0]
        return found


def _place(version: Version | None) -> list[str] | None:
    return [version.sha256, version.day, version.day_from, version.file] if version else None
