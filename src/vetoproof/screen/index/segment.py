"""One version of one list, analysed: its words, its names as rows of words, its entries. Made once, joined at will."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import numpy as np

from vetoproof.model import Identifier, Listing
from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.words import LETTER, number, word
from vetoproof.screen.names.reader import NameReader, kind_of
from vetoproof.screen.names.reading import Kind, NameReading, Role

ROLES: tuple[Role, ...] = (
    "name", "family", "given", "patronymic", "particle", "honorific", "initial", "form", "generic", "number",
)  # fmt: skip
SYSTEMS = tuple(LETTER)
NAME_KINDS = ("primary", "alias", "former", "original", "weak")
BEARERS: tuple[Kind, ...] = ("person", "organisation", "ship", "any")
MOST_PARTS = 24
"""Words kept of one name: the longest listed names of organisations have about twenty."""


Key = Callable[[Identifier], tuple[str, str] | None]
"""By which kind (or family of kinds) and value an identifier is found; None where nothing of it is left."""


class Segmenter:
    """Takes listings one by one and gives arrays at the end."""

    def __init__(self, reader: NameReader, key: Key) -> None:
        self._reader = reader
        self._key = key
        self._places: dict[bytes, int] = {}
        self._encode = msgspec.msgpack.Encoder().encode
        self._row_parts: list[int] = []
        self._row_roles = bytearray()
        self._row_ends: list[int] = []
        self._row_entity: list[int] = []
        self._row_name: list[int] = []
        self._row_system = bytearray()
        self._row_kind = bytearray()
        self._entries: list[bytes] = []
        self._entry_kind = bytearray()
        self._ids: list[tuple[int, int]] = []
        self.unread = 0

    def add(self, listing: Listing) -> None:
        """One entry. Names that give no reading (empty after folding) are counted in `unread`."""
        entity = len(self._entries)
        self._entries.append(self._encode(listing))
        self._ids.append((number(":".join(entry_key(listing.list, listing.id)).encode()), entity))
        for identifier in listing.identifiers:
            key = self._key(identifier)
            if key is not None:
                self._ids.append((number(":".join(key).encode()), entity))
        kind = kind_of(listing.schema)
        self._entry_kind.append(BEARERS.index(kind))
        held: set[tuple[NameReading, bool]] = set()
        for at, name in enumerate(listing.names):
            readings, weak = self._reader.read(name.text, kind), name.kind == "weak"
            self.unread += not readings
            # A name is kept with all its readings or not at all: what one reading leaves open another contradicts.
            if all((reading, False) in held or (weak and (reading, True) in held) for reading in readings):
                continue
            held.update((reading, weak) for reading in readings)
            for reading in readings:
                self._row(reading, entity, at, NAME_KINDS.index(name.kind))

    def _row(self, reading: NameReading, entity: int, at: int, kind: int) -> None:
        for part in reading.parts[:MOST_PARTS]:
            text = word(reading.system, part.key)
            self._row_parts.append(self._places.setdefault(text, len(self._places)))
            self._row_roles.append(ROLES.index(part.role))
        self._row_ends.append(len(self._row_parts))
        self._row_entity.append(entity)
        self._row_name.append(at)
        self._row_system.append(SYSTEMS.index(reading.system))
        self._row_kind.append(kind)

    def arrays(self) -> dict[str, Array]:
        """The segment: words sorted by number, rows and entries in the order of the list."""
        words = list(self._places)
        numbers = np.fromiter((number(text) for text in words), np.uint64, len(words))
        order = np.argsort(numbers, kind="stable")
        rank = np.empty(len(words), np.uint32)
        rank[order] = np.arange(len(words), dtype=np.uint32)
        parts = np.array(self._row_parts, np.uint32)
        ids = np.array(sorted(self._ids), np.uint64).reshape(-1, 2)
        return {
            "word_number": numbers[order],
            **blob("word", [words[i] for i in order]),
            "row_parts": rank[parts] if len(words) else parts,
            "row_roles": np.frombuffer(bytes(self._row_roles), np.uint8),
            "row_end": np.array(self._row_ends, np.uint32),
            "row_entity": np.array(self._row_entity, np.uint32),
            "row_name": np.array(self._row_name, np.uint32),
            "row_system": np.frombuffer(bytes(self._row_system), np.uint8),
            "row_kind": np.frombuffer(bytes(self._row_kind), np.uint8),
            "entry_kind": np.frombuffer(bytes(self._entry_kind), np.uint8),
            **blob("entry", self._entries),
            "id_number": ids[:, 0].copy(),
            "id_entity": ids[:, 1].astype(np.uint32),
        }


def segment(listings: Iterable[Listing], reader: NameReader, key: Key) -> dict[str, Array]:
    """All listings of one version of a list, analysed."""
    made = Segmenter(reader, key)
    for listing in listings:
        made.add(listing)
    return made.arrays()


def entry_key(list_: str, id_: str) -> tuple[str, str]:
    """By which key an entry is found by its own id, among the keys of identifiers."""
    return ("entry", f"{list_}/{id_}")


def blob(name: str, items: list[bytes]) -> dict[str, Array]:
    """Byte strings as one run of bytes and the places where each ends."""
    ends = np.cumsum(np.fromiter(map(len, items), np.uint64, len(items)), dtype=np.uint64)
    return {f"{name}_bytes": np.frombuffer(b"".join(items), np.uint8), f"{name}_end": ends}


def item(arrays: dict[str, Any], name: str, at: int) -> bytes:
    """One byte string of a blob."""
    ends = arrays[f"{name}_end"]
    start = int(ends[at - 1]) if at else 0
    found: bytes = arrays[f"{name}_bytes"][start : int(ends[at])].tobytes()
    return found
