"""How ships are called in a record: a listed one by its name and number, any other by a number of the record's own (law 10).

A ship is one ship by whichever of its marks it is met: the MMSI that it sends under, the IMO number that goes with it, or what
a reader of an image calls it. So the same silence bears one name on every page. An IMO number, where one is known, stands for
the ship. Numbers that conflict join nothing, and no name makes a ship a listed one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from vetoproof.analyze.free_text import ShipWords, squeezed
from vetoproof.packs.regime import ShipRow
from vetoproof.track.corroborate import Hull
from vetoproof.track.whose import Claim, hulls_of

T = TypeVar("T")

_NUMBER = re.compile(r"\b(?P<kind>MMSI|IMO) (?P<value>\d{1,9})\b")
_CALLED = re.compile(r"(?P<name>.*?)\s*\((?P<kind>MMSI|IMO) (?P<value>\d{1,9})\)|(?P<kind2>MMSI|IMO) (?P<value2>\d{1,9})")
_IMPOSSIBLE = re.compile(r"(?P<vessel>.*): (?P<way>.*, left not before .*)", re.DOTALL)

LISTED_DAY = 10
"""A listing's text begins with the ISO day on which the ship was listed."""


class Called(NamedTuple):
    """What one row of sightings calls a ship."""

    vessel: str
    imo: int | None
    mmsi: int | None


class Hulls:
    """Ships as the pack knows them on a day. Numbers are given in the order in which ships are first asked for; after `settled`
    no new one is given, so that what is computed later, or taken from a shelf, speaks of the same ships.

    `said`: what ships say of themselves by that day; `called`: what rows of sightings call them. `secret`: names and numbers of
    ships that no text may bear though nothing else here tells of them; `spared`: words that may stand, being names of places.
    """

    def __init__(
        self, said: Iterable[Claim], rows: Iterable[ShipRow], as_of: str | None, team: bool = False,
        called: Iterable[Called] = (), secret: Iterable[str] = (), spared: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self._team = team
        listed = [row for row in rows if any(as_of is None or text[:LISTED_DAY] <= as_of for text in row.listings)]
        self._listed = {("imo", str(int(row.imo))): f"{row.name} (IMO {row.imo})" for row in listed}
        names = {hull: {squeezed(n) for n in (row.name, *row.names)} for hull, row in zip(self._listed, listed, strict=True)}
        said, seen = tuple(said), sorted({_plain(one) for one in called}, key=repr)
        self._one = _wholes(said, seen, names)
        self._named = _bearers(seen, self._one, self._listed)
        marks = {*self._one, *self._named, *(one.hull for one in said), *(mark for one in seen for mark in _marks(one))}
        hidden = {mark[1] for mark in marks if self._one.get(mark, mark) not in self._listed}
        shown = {mark[1] for mark in marks if self._one.get(mark, mark) in self._listed} | {hull[1] for hull in self._listed}
        shown |= {name for row in listed for name in (row.name, *row.names)}
        self._secret = ShipWords({*hidden, *secret}, {*hidden, *secret}, {*shown, *spared})
        self._numbers: dict[Hull, int] = {}
        self._settled = False

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
        """What a reader calls a ship: a listed one, by its number, as the list does, any other by a number of the record; ""
        where it is called nothing. A name alone is no list's hit: names recur."""
        marks = _marks(Called(words, imo, mmsi))
        if not marks:
            return ""
        plain = words or f"{marks[0][0].upper()} {marks[0][1]}"
        return plain if self._team else self._called(marks[0], plain)

    def source(self, words: str) -> str:
        """Where a row is from, unless it names a ship that is not to be named."""
        return self.free(words, "source")

    def free(self, words: str, what: str) -> str:
        """What somebody wrote in own words, unless it names a ship that is not to be named."""
        return words if self._team or not self._secret.named_in(words) else f"{what} withheld: it names a ship"

    def told(self, value: T) -> T:
        """A word of the house with its ships called so: every text in it, every `vessel` and what stands beside an `mmsi`."""
        return msgspec.convert(self._walked(msgspec.to_builtins(value)), type(value))

    def _called(self, mark: Hull, plain: str) -> str:
        whole = self._named.get(mark, mark) if mark[0] == "name" else self._one.get(mark, mark)
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
        if not isinstance(value, str):
            return value
        if field == "vessel":
            return self._vessel(value)
        told = _IMPOSSIBLE.fullmatch(value) if field == "impossible" else None
        if told:
            return f"{self._vessel(told['vessel'])}: {told['way']}"
        return _NUMBER.sub(self._replaced, value)

    def _vessel(self, words: str) -> str:
        """A ship as `track.calls` calls it: "Roe (IMO 9074729)", "MMSI 273000001" or a name alone."""
        found = _CALLED.fullmatch(words)
        if found is None:
            return self.text(words)
        kind, value = found["kind"] or found["kind2"], found["value"] or found["value2"]
        return self._called((kind.lower(), str(int(value))), words)

    def _replaced(self, found: re.Match[str]) -> str:
        return self._called((found["kind"].lower(), str(int(found["value"]))), found.group())


def _wholes(said: Iterable[Claim], called: Iterable[Called], listed: Mapping[Hull, set[str]]) -> dict[Hull, Hull]:
    """For each number the one that stands for its ship: its IMO number where one is known, else the MMSI itself.

    What a ship says of itself goes before what readers say of it: they join an IMO number to an MMSI that says none, where they
    agree on one, nobody else's claim to it is in doubt, and the name that the MMSI sends is that of the row. Of a listed ship
    the MMSI must send a listed name: a slip in one row would else name an innocent one.
    """
    said = tuple(said)
    known = hulls_of(said)
    own: dict[int, set[str]] = {}
    for one in said:
        if one.hull[0] == "name":
            own.setdefault(one.mmsi, set()).add(squeezed(one.hull[1]))
    claimed = {one.mmsi for one in said if one.hull[0] == "imo"}
    doubted = {one.hull for one in said if one.hull[0] == "imo" and one.hull not in known[one.mmsi]}
    found = {("mmsi", str(mmsi)): min(hulls, default=("mmsi", str(mmsi))) for mmsi, hulls in known.items()}
    by_readers: dict[int, dict[Hull, set[str]]] = {}
    for words in called:
        if words.imo and words.mmsi:
            names = by_readers.setdefault(words.mmsi, {}).setdefault(("imo", str(words.imo)), set())
            names |= {squeezed(words.vessel)} - {""}
    for mmsi, hulls in by_readers.items():
        hull, names = min(hulls.items())
        if len(hulls) > 1 or mmsi in claimed or hull in doubted:
            continue
        if listed.get(hull, names) & own.get(mmsi, set()) or (hull not in listed and not own.get(mmsi)):
            found["mmsi", str(mmsi)] = hull
    return found | {hull: hull for hull in found.values()}


def _bearers(called: Iterable[Called], one: Mapping[Hull, Hull], listed: Collection[Hull]) -> dict[Hull, Hull]:
    """For each name of the rows the ship of that name, where they give a number to but one, and that is no listed one."""
    found: dict[Hull, set[Hull]] = {}
    for words in called:
        marks = _marks(words)
        if len(marks) > 1 and marks[-1][0] == "name":
            found.setdefault(marks[-1], set()).add(one.get(marks[0], marks[0]))
    return {name: min(ships) for name, ships in found.items() if len(ships) == 1 and min(ships) not in listed}


def _plain(words: Called) -> Called:
    """Without the number that `track.calls` writes behind a name."""
    found = _CALLED.fullmatch(words.vessel)
    return words._replace(vessel=(found["name"] or "") if found else words.vessel)


def _marks(words: Called) -> list[Hull]:
    """By what a row of sightings tells a ship: its numbers first, then its name."""
    name = _plain(words).vessel.strip().casefold()
    marks = [("imo", str(words.imo))] if words.imo else []
    marks += [("mmsi", str(words.mmsi))] if words.mmsi else []
    return [*marks, *([("name", name)] if name else [])]
