"""Lists as data sets: their names at the door, which are asked, and the catalogue.

FollowTheMoney writes names of data sets in small letters, digits and underscores, so that "eu-32017R1509" is
"eu_32017r1509" here; the list's own name is understood as well. `default` and `sanctions` are collections of all lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from vetoproof.model import ListLine
from vetoproof.web.faults import Fault

COLLECTIONS = {"default": "All lists", "sanctions": "All lists (all are sanctions lists)"}


def slug(name: str) -> str:
    """The name of a list as FollowTheMoney writes names of data sets."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "list"


class Datasets:
    """The data sets of one set of lists."""

    def __init__(self, lines: Sequence[ListLine]) -> None:
        self._lines = tuple(lines)
        self.lists = frozenset(name for line in lines for name in line.names)
        self._known: dict[str, frozenset[str]] = {}
        for name in sorted(self.lists):
            for known in {slug(name), name}:
                self._known[known] = self._known.get(known, frozenset()) | {name}
        self._known |= dict.fromkeys(COLLECTIONS, self.lists)
        self.version = sha256("\n".join(sorted(line.sha256 for line in lines)).encode()).hexdigest()[:12]

    def scope(self, dataset: str, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> frozenset[str]:
        """The lists that a request asks: those of the path, narrowed by `include` where the path is a collection, else
        joined by them, which is what clients mean who send several data sets. Raises Fault where none is left."""
        asked, more = self.named(dataset), frozenset[str]().union(*map(self.named, include))
        if more:
            asked = asked & more if dataset in COLLECTIONS else asked | more
        asked -= frozenset[str]().union(*map(self.named, exclude))
        if not asked:
            raise Fault(400, "No list is left to be asked: every data set of the request is excluded by it.")
        return asked

    def named(self, dataset: str) -> frozenset[str]:
        """The lists of one data set. Raises Fault."""
        found = self._known.get(dataset)
        if found is None:
            raise Fault(404, f"No such dataset. This server has: {', '.join([*COLLECTIONS, *sorted(map(slug, self.lists))])}.")
        return found

    def edition(self, name: str) -> str | None:
        """The latest day that a version of this list prints as its own."""
        return max((line.edition for line in self._lines if name in line.names and line.edition), default=None)

    def asked(self, scope: frozenset[str]) -> list[dict[str, Any]]:
        """The lists of an answer, so that a negative says against what: by name, with the file, hash and edition of each."""
        return [
            {"dataset": slug(name), "list": name, "file": line.file, "sha256": line.sha256, "edition": line.edition}
            for line in self._lines
            for name in line.names
            if name in (scope or self.lists)
        ]

    def catalog(self) -> dict[str, Any]:
        """All data sets with version, number of entries and the SHA-256 of the files that they come from."""
        names = sorted(set(map(slug, self.lists)))
        whole = {"load": True, "version": self.version, "index_version": self.version, "index_current": True, "children": names}
        count = sum(line.entries for line in self._lines)
        collections = [{"name": n, "title": title, "entity_count": count, **whole} for n, title in COLLECTIONS.items()]
        return {
            "datasets": [*collections, *map(self._described, names)],
            "current": [*COLLECTIONS, *names],
            "outdated": [],
            "index_stale": False,
        }

    def _described(self, name: str) -> dict[str, Any]:
        lines = [line for line in self._lines if any(slug(own) == name for own in line.names)]
        edition = max((line.edition for line in lines if line.edition), default=None)
        version = edition.replace("-", "") if edition else lines[0].sha256[:12]
        files = [
            {
                "file": line.file,
                "sha256": line.sha256,
                "edition": line.edition,
                "entries": line.entries,
                "rejected": line.rejected,
            }
            for line in lines
        ]
        alone = all(len(line.names) == 1 for line in lines)
        told: dict[str, Any] = {"entity_count": sum(line.entries for line in lines)} if alone else {}
        if edition:
            told["updated_at"] = f"{edition}T00:00:00"
        return {
            "name": name, "title": ", ".join(sorted({own for line in lines for own in line.names if slug(own) == name})),
            "load": True, "version": version, "index_version": version, "index_current": True, "children": [], "files": files,
            **told,
        }  # fmt: skip
