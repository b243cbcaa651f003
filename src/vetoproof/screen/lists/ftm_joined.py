"""Where in a file of FollowTheMoney lines the sanctions and documents of each party stand, in 24 bytes a line.

A `Sanction` is a line of its own that points at its party, and may stand anywhere in a file of millions of lines. The file
is read twice: once to note the place of each such line under a hash of the party's id, once to read the parties, each with
its lines read from their places. A file of ten million sanctions takes 240 MB for that; nothing else grows with the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

import msgspec

from vetoproof.screen.lists.outcome import ListError

# The longest line of the collected lists is a state's central bank with its relations, about 2 MB in the nested form.
LINE_LIMIT = 1 << 26
# Schema of a line that says something of one party, and the property that points at it.
POINTERS = {"Sanction": "entity", "Identification": "holder", "Passport": "holder"}


class Entity(msgspec.Struct):
    """A line as the format defines it; what else a line holds is not looked at, but for our own `vetoproof`."""

    id: str = ""
    schema: str = ""
    properties: dict[str, list[Any]] = msgspec.field(default_factory=dict)
    caption: str = ""
    datasets: list[str] = msgspec.field(default_factory=list)
    target: bool | None = None
    vetoproof: dict[str, Any] | None = None
    op: str = ""

    def values(self, *names: str) -> list[str]:
        """The texts of these properties, each once, white space folded. Entities that stand nested in them are left out."""
        # Nearly all of the model's properties are missing from nearly all entities.
        if not any(name in self.properties for name in names):
            return []
        found = [" ".join(text.split()) for name in names for text in self.properties.get(name, ()) if isinstance(text, str)]
        return list(dict.fromkeys(text for text in found if text))


def lines(source: BinaryIO, name: str) -> Iterator[tuple[int, int, bytes]]:
    """Number, place and bytes of every line that is not blank. The source may be moved between two of them."""
    number, place = 0, source.tell()
    while True:
        source.seek(place)
        line = source.readline(LINE_LIMIT + 1)
        if not line:
            return
        number += 1
        if len(line) > LINE_LIMIT:
            raise ListError(
                f"{name}, line {number}: the line does not end within {LINE_LIMIT >> 20} MB; one entity a line is needed"
            )
        here, place = place, place + len(line)
        if line := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield number, here, line


class Joined:
    """The lines of a file that point at parties. Raises `ListError` where a line has no end (see `lines`)."""

    def __init__(self, source: BinaryIO, name: str) -> None:
        import numpy

        self._source, self._decoder = source, msgspec.json.Decoder(Entity)
        keys, places, numbers = array("Q"), array("Q"), array("Q")
        for number, place, line in lines(source, name):
            # Most lines are of other schemata and are not parsed: a name that holds the word costs one parse, no more.
            if not any(marked in line for marked in (b'Sanction"', b'Identification"', b'Passport"')):
                continue
            for party in self._parties(line):
                keys.append(_hash(party))
                places.append(place)
                numbers.append(number)
        order = numpy.argsort(numpy.frombuffer(keys, dtype=numpy.uint64), kind="stable")
        self._keys = numpy.frombuffer(keys, dtype=numpy.uint64)[order]
        self._places = numpy.frombuffer(places, dtype=numpy.uint64)[order]
        self._numbers = numpy.frombuffer(numbers, dtype=numpy.uint64)[order]
        self._used = numpy.zeros(len(order), dtype=bool)

    def of(self, party: str) -> list[Entity]:
        """The entities that point at this party, in the order of the file."""
        # As a number of its own width: a plain integer would make numpy copy all keys for each question.
        key = self._keys.dtype.type(_hash(party))
        first, last = (int(self._keys.searchsorted(key, side)) for side in ("left", "right"))
        found = []
        for index in range(first, last):
            self._source.seek(int(self._places[index]))
            entity = self._decoder.decode(self._source.readline(LINE_LIMIT).removeprefix(b"\xef\xbb\xbf"))
            # Two ids with one hash are told apart here.
            if party in entity.values(POINTERS[entity.schema]):
                self._used[index] = True
                found.append(entity)
        return found

    def unused(self) -> Iterator[int]:
        """The numbers of the lines whose party never came, in order."""
        yield from sorted({int(number) for number in self._numbers[~self._used]})

    def _parties(self, line: bytes) -> list[str]:
        try:
            entity = self._decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return []  # The second reading rejects it with its reason.
        return entity.values(POINTERS[entity.schema]) if entity.schema in POINTERS else []


def _hash(party: str) -> int:
    return int.from_bytes(blake2b(party.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
