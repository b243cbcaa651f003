"""How ships are called in a record: a listed one by its name and number, any other by a number of the record's own (law 10)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from vetoproof.packs.regime import ShipRow
from vetoproof.track.corroborate import Hull

T = TypeVar("T")

_NUMBER = re.compile(r"\b(?:MMSI (?P<mmsi>\d{1,9})|IMO (?P<imo>\d{7}))\b")
LISTED_DAY = 10
"""A listing's text begins with the ISO day on which the ship was listed."""


class Hulls:
    """Ships by MMSI and IMO number as the pack knows them on a day. `withheld` counts those that were not named."""

    def __init__(
        self, hulls: Mapping[int, Collection[Hull]], rows: Iterable[ShipRow], as_of: str | None, team: bool = False
    ) -> None:
        self._team = team
        self._imo = {mmsi: next((int(number) for kind, number in keys if kind == "imo"), None) for mmsi, keys in hulls.items()}
        listed = [row for row in rows if any(as_of is None or text[:LISTED_DAY] <= as_of for text in row.listings)]
        self._named = {int(row.imo): f"{row.name} (IMO {row.imo})" for row in listed}
        self._allowed = {name.casefold() for row in listed for name in (row.name, *row.names)}
        self._numbers: dict[tuple[str, int | str], int] = {}

    @property
    def withheld(self) -> int:
        """Ships that bear a number instead of a name."""
        return len(self._numbers)

    def ship(self, mmsi: int) -> str:
        """A ship by its MMSI."""
        imo = self._imo.get(mmsi)
        if imo in self._named:
            return self._named[imo]
        if self._team:
            return f"MMSI {mmsi}" + (f" (IMO {imo})" if imo else "")
        return self._numbered("mmsi", mmsi)

    def text(self, words: str) -> str:
        """A reader's word for a ship: itself where it is a listed one, or a description that no ship is named by."""
        if self._team or not words or words.casefold() in self._allowed:
            return words
        found = _NUMBER.search(words)
        if found is not None and found["imo"] and int(found["imo"]) in self._named:
            return self._named[int(found["imo"])]
        return self._numbered("name", words.casefold())

    def told(self, value: T) -> T:
        """A word of the house with its ships called so: every text in it, and every `mmsi`, `vessel` and `ship`."""
        built = self._walked(msgspec.to_builtins(value))
        return msgspec.convert(built, type(value))

    def _walked(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            made = {key: self._walked(one, key) for key, one in value.items()}
            if "mmsi" in value and isinstance(value["mmsi"], int):
                made["ship"] = self.ship(value["mmsi"])
                made["mmsi"] = value["mmsi"] if self._team else 0
            return made
        if isinstance(value, list | tuple):
            return [self._walked(one, field) for one in value]
        if isinstance(value, str):
            if field == "vessel" and not _NUMBER.fullmatch(value):
                return self.text(value)
            return _NUMBER.sub(self._replaced, value)
        return value

    def _replaced(self, found: re.Match[str]) -> str:
        if found["mmsi"]:
            return self.ship(int(found["mmsi"]))
        imo = int(found["imo"])
        return found.group() if self._team or imo in self._named else self._numbered("imo", imo)

    def _numbered(self, kind: str, value: int | str) -> str:
        key: tuple[str, int | str] = (kind, value)
        if kind == "mmsi" and self._imo.get(int(value)):
            # One ship under two MMSIs, or named by its IMO number elsewhere, is one ship here.
            key = ("imo", int(self._imo[int(value)] or 0))
        return f"ship {self._numbers.setdefault(key, len(self._numbers) + 1)}"
