"""When two printed places are one: by the pack's gazetteer, as speakers are one by its actors ("Zenda", "Senda")."""

from __future__ import annotations

import re

from vetoproof.packs.pack import Pack

_KINDS = {"region", "oblast", "ru-held", "port", "of"}
"""Words that say of what kind a place is, not which."""


class Places:
    """Names of places by the row of the gazetteer that has them. A name of several rows stays as it is printed."""

    def __init__(self, pack: Pack) -> None:
        rows: dict[str, set[str]] = {}
        for row in pack.regime.places:
            for name in (row.name, *row.names):
                rows.setdefault(name.lower().removeprefix("the "), set()).add(row.name.lower())
        self._names = {name: next(iter(found)) for name, found in rows.items() if len(found) == 1}

    def equal(self, one: tuple[str | None, ...], other: tuple[str | None, ...]) -> bool:
        """Whether the words of one side, a place or a route, contain those of the other: as printed, or as the gazetteer
        has it: "Senda, Ruritania" is Zenda. Of a route, one end agrees with the whole."""
        return _contained(_words(one), _words(other)) or _contained(self._standard(one), self._standard(other))

    def _standard(self, names: tuple[str | None, ...]) -> set[str]:
        found = []
        for name in filter(None, names):
            found.append(self._names.get(name) or self._names.get(name.partition(",")[0]) or name)
        return _words(tuple(found))


def _words(names: tuple[str | None, ...]) -> set[str]:
    return {word for name in names for word in re.findall(r"[\w-]+", name or "")} - _KINDS


def _contained(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)
