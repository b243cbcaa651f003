"""How ships are called in a record: a listed one by its name and number, any other by a number of the record's own (law 10).

A ship is one ship by whichever of its marks it is met: the MMSI that it sends under, the IMO number or the name that goes with
it, or what a reader of an image calls it. So the same silence bears one name on every page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from vetoproof.packs.regime import ShipRow
from vetoproof.track.corroborate import Hull

T = TypeVar("T")

_NUMBER = re.compile(r"\b(?P<kind>MMSI|IMO) (?P<value>\d{1,9})\b")
_CALLED = re.compile(r"(?P<name>.*?)\s*\((?:MMSI|IMO) \d{1,9}\)")
LEAST_NAME = 3
"""Letters from which a name is looked for in what a table says of its sources."""

LISTED_DAY = 10
"""A listing's text begins with the ISO day on which the ship was listed."""


class Called(NamedTuple):
    """What one row of sightings calls a ship."""

    vessel: str
    imo: int | None
    mmsi: int | None


class Hulls:
    """Ships as the pack knows them on a day. Numbers are given in the order in which ships are first asked for; after `settled`
    no new one is given, so that what is computed later, or taken from a shelf, speaks of the same ships."""

    def __init__(
        self, hulls: Mapping[int, Collection[Hull]], rows: Iterable[ShipRow], as_of: str | None, team: bool = False,
        called: Iterable[Called] = (),
    ) -> None:  # fmt: skip
        self._team = team
        listed = [row for row in rows if any(as_of is None or text[:LISTED_DAY] <= as_of for text in row.listings)]
        self._listed = {("imo", str(int(row.imo))): f"{row.name} (IMO {row.imo})" for row in listed}
        self._names = {name.casefold() for row in listed for name in (row.name, *row.names)}
        self._one: dict[Hull, Hull] = {}
        for mmsi, keys in sorted(hulls.items()):
            self._join([("mmsi", str(mmsi)), *sorted(keys)])
        for words in sorted(set(called), key=repr):
            self._join(_marks(words))
        self._numbers: dict[Hull, int] = {}
        self._settled = False

    def _join(self, marks: list[Hull]) -> None:
        """These marks are one ship's; an IMO number, where there is one, stands for it. A name alone joins nothing that bears
        another number: names recur."""
        whole = next((one for mark in marks if mark[0] != "name" and (one := self._one.get(mark))), None)
        whole = whole or next((mark for mark in marks if mark[0] == "imo"), marks[0])
        for mark in marks:
            self._one.setdefault(mark, whole)

    @property
    def withheld(self) -> int:
        """Ships that bear a number instead of a name."""
        return len(self._numbers)

    def settled(self) -> None:
        """Every ship of the record was asked for."""
        self._settled = True

    def ship(self, mmsi: int) -> str:
        """A ship by its MMSI."""
        return self._called(("mmsi", str(mmsi)), f"MMSI {mmsi}")

    def text(self, words: str, imo: int | None = None, mmsi: int | None = None) -> str:
        """A reader's word for a ship: itself where it is a listed one, else a number."""
        if not words or self._team:
            return words
        marks = _marks(Called(words, imo, mmsi))
        known = next((mark for mark in marks if mark[0] != "name"), marks[0])
        if known[0] == "name" and words.casefold() in self._names:
            return words
        return self._called(known, words)

    def source(self, words: str) -> str:
        """Where a row is from, unless it names a ship that is not to be named."""
        return words if self._team or not self._named_in(words) else "source withheld: it names a ship"

    def _named_in(self, words: str) -> bool:
        plain = " ".join(re.findall(r"[^\W_]+", words.casefold()))
        digits = set(re.findall(r"\d{7,9}", words))
        for (kind, value), whole in self._one.items():
            if whole in self._listed:
                continue
            if value in digits if kind != "name" else len(value) > LEAST_NAME and f" {value} " in f" {plain} ":
                return True
        return False

    def told(self, value: T) -> T:
        """A word of the house with its ships called so: every text in it, every `vessel` and what stands beside an `mmsi`."""
        return msgspec.convert(self._walked(msgspec.to_builtins(value)), type(value))

    def _called(self, mark: Hull, plain: str) -> str:
        whole = self._one.get(mark, mark)
        if whole in self._listed:
            return self._listed[whole]
        if self._team:
            return plain + (f" (IMO {whole[1]})" if whole[0] == "imo" and mark[0] == "mmsi" else "")
        if self._settled and whole not in self._numbers:
            return "a ship"
        return f"ship {self._numbers.setdefault(whole, len(self._numbers) + 1)}"

    def _walked(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            made = {key: self._walked(one, key) for key, one in value.items()}
            if isinstance(value.get("mmsi"), int):
                made["ship"] = self.ship(value["mmsi"])
                made["mmsi"] = value["mmsi"] if self._team else 0
            return made
        if isinstance(value, list | tuple):
            return [self._walked(one, field) for one in value]
        if isinstance(value, str):
            return self._vessel(value) if field == "vessel" else _NUMBER.sub(self._replaced, value)
        return value

    def _vessel(self, words: str) -> str:
        """A ship as `track.calls` calls it: "Roe (IMO 9074729)", "MMSI 273000001" or a name alone."""
        found = _NUMBER.search(words)
        if found is None:
            return self.text(words)
        plain = words if self._team else ""
        return self._called((found["kind"].lower(), str(int(found["value"]))), plain or words)

    def _replaced(self, found: re.Match[str]) -> str:
        return self._called((found["kind"].lower(), str(int(found["value"]))), found.group())


def unambiguous(hulls: Mapping[int, Collection[Hull]]) -> dict[int, frozenset[Hull]]:
    """The marks by which ships may be known: an IMO number that one MMSI alone claims, and that alone of its own. A number can
    be copied; where two claim it nobody is named by it, and no reader's word on it speaks for either. Names recur, and identify
    nobody."""
    claims: dict[Hull, int] = {}
    for keys in hulls.values():
        for key in keys:
            claims[key] = claims.get(key, 0) + 1
    found = {}
    for mmsi, keys in hulls.items():
        numbers = [key for key in keys if key[0] == "imo"]
        found[mmsi] = frozenset(numbers if len(numbers) == 1 and claims[numbers[0]] == 1 else ())
    return found


def _marks(words: Called) -> list[Hull]:
    """By what a row of sightings tells a ship: its numbers first, then its name."""
    called = _CALLED.fullmatch(words.vessel)
    name = (called["name"] if called else words.vessel).strip().casefold()
    marks = [("imo", str(words.imo))] if words.imo else []
    marks += [("mmsi", str(words.mmsi))] if words.mmsi else []
    return [*marks, *([("name", name)] if name else [])] or [("name", "")]
