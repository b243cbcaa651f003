"""Lists of a day, made of a few invented or re-entered entries and read by the real readers, index and screener."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from vetoproof.analyze.day_lists import Held, OwnershipFile
from vetoproof.model import Listing, Match, Query, encode, sha256
from vetoproof.name_index import IndexShelf, Source
from vetoproof.screen.lists.read import read
from vetoproof.screen.ownership.rows import OwnershipRow, read_csv
from vetoproof.screen.version import Counts, Version, count, newest


class Entry(NamedTuple):
    """An entry of a list as FollowTheMoney: the first name is the primary one."""

    id: str
    names: Sequence[str]
    imo: str = ""
    since: str = ""
    schema: str = "Vessel"


class Edition(NamedTuple):
    """A version of a list: its day and entries. `fill`: so many further persons, so that it passes for a whole list."""

    list: str
    day: str
    entries: Sequence[Entry]
    fill: int = 0


def ftm(edition: Edition) -> bytes:
    """The version as JSON lines."""
    filled = [Entry(f"x{n}", [f"Filler Number{n} Nobody{n}"], schema="Vessel", imo="") for n in range(edition.fill)]
    lines: list[dict[str, Any]] = []
    for one in (*edition.entries, *filled):
        told: dict[str, list[str]] = {"name": [one.names[0]], "alias": list(one.names[1:])}
        told |= {"imoNumber": [one.imo]} if one.imo else {}
        lines.append({"id": one.id, "schema": one.schema, "datasets": [edition.list], "target": True, "properties": told})
        if one.since:
            said = {"entity": [one.id], "startDate": [one.since]}
            lines.append({"id": f"{one.id}s", "schema": "Sanction", "datasets": [edition.list], "properties": said})
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


class MadeLists:
    """`DayLists` over editions, in any order."""

    def __init__(self, folder: Path, editions: Iterable[Edition], as_of: str | None = None, owners: str = "") -> None:
        self._bytes: dict[str, bytes] = {}
        self._shelf = IndexShelf(folder)
        self._made: dict[str, Any] = {}
        versions: dict[str, list[Version]] = {}
        for edition in editions:
            data = ftm(edition)
            digest = hashlib.sha256(data).hexdigest()
            self._bytes[digest] = data
            versions.setdefault(edition.list, []).append(
                Version(
                    list=edition.list, sha256=digest, day=edition.day, day_from="given", captured_at=f"{edition.day}T00:00:00Z",
                    size=len(data), format="ftm", file=f"{edition.list}.ftm.json", capture=digest[:32],
                )
            )  # fmt: skip
        self._held = []
        for name in sorted(versions):
            later = [v for v in versions[name] if as_of is not None and v.day > as_of]
            after = min(later, key=lambda v: v.day, default=None)
            self._held.append(Held(name, newest(versions[name], as_of), after))
        rows = (
            [row for row in read_csv(io.BytesIO(owners.encode()), "owners.csv") if isinstance(row, OwnershipRow)]
            if owners
            else []
        )
        self._owners = (OwnershipFile("owners.csv", sha256(owners.encode()), tuple(rows)),) if owners else ()

    @property
    def identity(self) -> str:
        return sha256(encode([[h.list, h.before and h.before.sha256, h.after and h.after.sha256] for h in self._held]))

    def held(self) -> Sequence[Held]:
        return self._held

    def counts(self, version: Version) -> Counts:
        return count(read(io.BytesIO(self._bytes[version.sha256]), version.file))

    def answers(self, version: Version, query: Query) -> Sequence[tuple[Match, Listing]]:
        return self._screener(version).answers(query)

    def entry(self, version: Version, list: str, id: str) -> Listing | None:
        return self._screener(version).entry(list, id)

    def ownership(self) -> Sequence[OwnershipFile]:
        return self._owners

    def _screener(self, version: Version) -> Any:
        if version.sha256 not in self._made:
            data = self._bytes[version.sha256]
            source = Source(version.file, version.sha256, version.size, partial(io.BytesIO, data))
            self._made[version.sha256] = self._shelf.screener([source])[0]
        return self._made[version.sha256]
