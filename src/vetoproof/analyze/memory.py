"""Dossiers in memory: the smallest store, for a single run and for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vetoproof.model import EventLine


class MemoryStore:
    """A dictionary of dossiers."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[EventLine, bytes]] = {}

    def lines(self, keys: Sequence[str]) -> Mapping[str, EventLine]:
        return {key: self._kept[key][0] for key in keys if key in self._kept}

    def put(self, dossiers: Sequence[tuple[EventLine, bytes]]) -> None:
        for line, body in dossiers:
            self._kept[line.key] = (line, body)

    def get(self, key: str) -> bytes:
        return self._kept[key][1]
