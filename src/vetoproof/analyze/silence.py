"""What it is worth that a list shows no entry: never that a party is free. A list that is not loaded leaves it unknown, and
so do an extract, a version of a later day, and an entry that may be the party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vetoproof.analyze.day_lists import DayLists, Held
from vetoproof.model import ListedAs, PartyKind, Silence
from vetoproof.packs.regime import ListRow
from vetoproof.screen.version import Counts

STANDS: dict[PartyKind, str] = {"ship": "ship", "company": "company", "person": "person", "body": "company"}


class Silences:
    """The negatives of a party, over the lists of interest and every other list that is held."""

    def __init__(self, lists: DayLists | None, held: Sequence[Held], rows: Sequence[ListRow], as_of: str | None) -> None:
        self._as_of = as_of
        counts = {v.sha256: lists.counts(v) for one in held for v in (one.before, one.after) if v is not None} if lists else {}
        self._counts: dict[str, Counts] = counts
        ours = [(row, [one for one in held if _covers(row, one, counts)]) for row in rows]
        taken = {one.list for _, found in ours for one in found}
        self._rows = ours
        self._others = [one for one in held if one.list not in taken]

    def whole(self, list_: str) -> bool:
        """Whether a list of interest is held as a whole version for the day: else nobody can be said not to be on it."""
        for row, found in self._rows:
            if row.id == list_:
                return any(one.before and self._counts[one.before.sha256].entries >= row.least for one in found)
        return False

    def days(self) -> list[str]:
        """The days of the versions that count."""
        return sorted(
            {one.before.day for _, found in self._rows for one in found if one.before}
            | {one.before.day for one in self._others if one.before}
        )

    def of(self, kind: PartyKind, entries: Sequence[ListedAs]) -> Iterator[Silence]:
        """One line for each list on which no entry is known to be the party."""
        stands = STANDS[kind]
        for row, found in self._rows:
            if stands not in row.kinds:
                continue
            here = [e for e in entries if e.list == row.id or e.list in row.also or any(_from(e, one) for one in found)]
            if any(e.listed and e.identity in ("number", "name") for e in here):
                continue
            if not found:
                yield _unknown(row.id, row.title, f"{row.title}: unknown: list not loaded")
            for one in found:
                yield self._one(row.id, row.title, row.least, stands, one, [e for e in here if _from(e, one)])
        for one in self._others:
            here = [e for e in entries if _from(e, one)]
            if any(e.listed and e.identity in ("number", "name") for e in here):
                continue
            if self._stand(stands, one):
                yield self._one(one.list, one.list, 0, stands, one, here)

    def _one(self, list_: str, title: str, least: int, stands: str, held: Held, here: Sequence[ListedAs]) -> Silence:
        version = held.before
        if version is None:
            return _unknown(
                list_, title,
                f"{title}: unknown: no version of {held.list} for {self._as_of} is held, only a later one: its entries "
                "that print an earlier day of listing are shown; what was removed before, or prints no day, is not seen",
            )  # fmt: skip
        counts = self._counts[version.sha256]
        edition = f"version of {version.day} (SHA-256 {version.sha256[:16]})"
        if maybe := [e for e in here if e.identity == "may be" or not e.listed]:
            ids = ", ".join(sorted(e.id for e in maybe))
            return _unknown(
                list_, title, f"{title}: unknown: on {held.list}, {edition}, {ids} may be this party", version.sha256
            )
        if any(e.identity == "alike" for e in here):
            why = f"{edition}, entries of like name may be this party; a team's record names them"
            return _unknown(list_, title, f"{title}: unknown: on {held.list}, {why}", version.sha256)
        if counts.entries < least:
            why = f"has {counts.entries} entries, a whole one at least {least}: an extract shows nothing by its silence"
            return _unknown(list_, title, f"{title}: unknown: what is held of {held.list}, {edition}, {why}", version.sha256)
        if not self._stand(stands, held):
            why = f"{edition}, names no {stands}: nothing follows from it"
            return _unknown(list_, title, f"{title}: unknown: {held.list}, {why}", version.sha256)
        words = f"{title}: not found on {held.list}, {edition}"
        if self._as_of is not None and version.day < self._as_of:
            words += f"; what was published between {version.day} and {self._as_of} is not seen"
        if counts.rejected:
            words += f"; {counts.rejected} of its rows could not be read"
        return Silence(list=list_, title=title, answer="not found", words=words, sha256=version.sha256)

    def _stand(self, stands: str, held: Held) -> bool:
        """Whether parties of the kind stand on the list as it is held."""
        version = held.before or held.after
        assert version is not None
        counts = self._counts[version.sha256]
        return bool({"ship": counts.ships, "person": counts.persons, "company": counts.organisations}[stands])


def _covers(row: ListRow, held: Held, counts: dict[str, Counts]) -> bool:
    """Whether a held list is the one of the row, by its own name or by those that its entries give."""
    names = {held.list}
    for version in (held.before, held.after):
        names |= set(counts[version.sha256].lists) if version else set()
    return bool(names & {row.id, *row.also})


def _from(entry: ListedAs, held: Held) -> bool:
    return entry.sha256 in {version.sha256 for version in (held.before, held.after) if version is not None}


def _unknown(list_: str, title: str, words: str, sha256: str | None = None) -> Silence:
    return Silence(list=list_, title=title, answer="unknown", words=words, sha256=sha256)
