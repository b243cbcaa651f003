"""Read a file of sentences block by block, in constant memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from vetoproof.track.nmea.statements import Statement, Statements
from vetoproof.track.rejection import (
    COMMENTS,
    EARLIEST,
    EARLY,
    FURTHER_PARTS,
    INCOMPLETE,
    LATE,
    LONG_LINE,
    NO_TIME,
    NOT_SHIPS,
    OTHERS,
    REASONS,
    STATEMENTS,
    Batch,
    Count,
)  # fmt: skip
from vetoproof.track.schema import particulars, positions

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    Bytes = np.ndarray[Any, np.dtype[np.uint8]]
    Counts = np.ndarray[Any, np.dtype[np.int64]]

BLOCK = 1 << 22
"""Bytes read at a time: some 80,000 sentences; larger ones leave the processor's cache and are no faster."""

_SHORTEST = 30
"""Bytes of the shortest sentence that gives a position (type 27, 16 characters): 37."""
_TOLD = 20
"""Bytes of the shortest sentence with a payload, its line feed included."""


def recognises(head: bytes) -> bool:
    """Whether the first bytes of a file hold a sentence of AIS, with or without a tag block or a time before it."""
    import re

    return re.search(rb"(?m)^[^!$]{0,200}![A-Z0-9]{2}VD[MO],\d", head) is not None


def read(source: BinaryIO, *, latest: int, start: int | None = None, source_kind: int = 0) -> Iterator[Batch]:
    """Positions and statements of a file of sentences, some 80,000 lines at a time; `row` counts lines from 0.

    `latest`: the last moment a report may bear, epoch seconds; later ones are rejected. `start`: when the recording began, for
    sentences that bear no time: they take the moment nearest to a clock that has their UTC second, so a silence of more than 30
    seconds without a base station loses whole minutes. Without it, sentences without time are rejected. `source_kind`: what
    received it, where the sentences do not say (0 unknown, 1 land, 2 satellite). Never raises for what the bytes hold.
    """
    import numpy as np

    decoder = Decoder(latest, -1 if start is None else start, source_kind)
    block = np.full(BLOCK + 64, 10, np.uint8)
    room = block[:BLOCK].data
    held, lost = 0, 0
    while True:
        got = _fill(source, room[held:])
        end = held + got
        if got == 0 and end == 0:
            break
        cut = end if got == 0 else last_line_feed(block, end)
        if cut == 0 and end < BLOCK:
            held = end
            continue
        if cut == 0:
            # Four megabytes without a line feed are no sentences: passed over, once counted.
            lost, held = lost + 1, 0
            yield decoder.none({LONG_LINE: Count(1, int(decoder.line))})
            continue
        rest = bytes(room[cut:end])
        block[cut : cut + 64] = 10
        yield decoder.block(block, cut)
        room[: len(rest)] = rest
        held = len(rest)
        if got == 0:
            break
    yield decoder.unfinished()


def _fill(source: BinaryIO, room: memoryview) -> int:
    if hasattr(source, "readinto"):
        return int(source.readinto(room) or 0)
    data = source.read(len(room))
    room[: len(data)] = data
    return len(data)


def last_line_feed(block: Bytes, end: int) -> int:
    """Where the last whole line ends: 0 where none does."""
    at = end
    while at > 0:
        begin = max(0, at - 4096)
        found = (block[begin:at] == 10).nonzero()[0]
        if len(found):
            return begin + int(found[-1]) + 1
        at = begin
    return 0


class Decoder:
    """The arrays that the kernel writes to, and what it must remember from one block to the next."""

    def __init__(self, latest: int, clock: int, source: int) -> None:
        import numpy as np

        from vetoproof.track.nmea import kernel as k
        from vetoproof.track.nmea.parts import LONGEST, PARTS, SLOTS

        rows, told = BLOCK // _SHORTEST + 2, BLOCK // _TOLD + 2
        self._scan, self._latest, self._source = k.scan, latest, source
        self._clock = np.array([0, clock, -1], np.int64)
        self._memory = (
            np.full((k.GROUPS, 4), -1, np.int64), np.zeros((SLOTS, 18), np.int64),
            np.zeros((SLOTS, PARTS, LONGEST), np.uint8), np.zeros(5, np.int64),
        )  # fmt: skip
        self._columns = (
            np.empty(rows, np.uint32), np.empty(rows, np.int64), np.empty((2, rows), np.int32), np.empty((2, rows), np.uint16),
            np.empty((2, rows), np.uint8), np.empty(rows, np.uint64),
        )  # fmt: skip
        self._told = np.zeros((told, 7), np.int64)
        self._payloads = np.empty(BLOCK + SLOTS * PARTS * LONGEST, np.uint8)
        self._statements = Statements()
        self._others = k.OTHER_SENTENCES
        self._named = ((OTHERS, k.OTHER_SENTENCES), (COMMENTS, k.BLANK), (FURTHER_PARTS, k.FURTHER))

    @property
    def line(self) -> int:
        return int(self._clock[0])

    def none(self, rejected: dict[int, Count]) -> Batch:
        import polars as pl

        return Batch(pl.DataFrame(schema=positions()), pl.DataFrame(schema=particulars()), 0, rejected, {})

    def scan(self, data: Bytes, size: int, rejected: Counts, first: Counts, aside: Counts) -> tuple[int, int, int]:
        """The kernel over one block: it fills the columns; how many positions, statements and bytes of these there are."""
        found: tuple[int, int, int] = self._scan(
            data, size, self._latest, self._source, self._clock, *self._memory, *self._columns, self._told, self._payloads,
            rejected, first, aside,
        )  # fmt: skip
        return found

    def block(self, data: Bytes, size: int) -> Batch:
        """What `size` bytes of whole lines hold."""
        import numpy as np
        import polars as pl

        from vetoproof.track.nmea import kernel as k

        before = self.line
        rejected, first, aside = np.zeros(REASONS, np.int64), np.full(REASONS, -1, np.int64), np.zeros(k.ASIDE, np.int64)
        rows, said, used = self.scan(data, size, rejected, first, aside)
        mmsi, t, places, speeds, states, row = (column[..., :rows] for column in self._columns)
        frame = pl.DataFrame(
            {
                "mmsi": mmsi.copy(), "t": t.copy(), "lat": places[0].copy(), "lon": places[1].copy(), "sog": speeds[0].copy(),
                "cog": speeds[1].copy(), "status": states[0].copy(), "source": states[1].copy(), "row": row.copy(),
            },
            schema=positions(),
        )  # fmt: skip
        counts = {at: Count(int(rejected[at]), int(first[at])) for at in range(REASONS) if rejected[at]}
        others = Counter({name: int(aside[at]) for name, at in self._named if aside[at]})
        for kind in np.flatnonzero(aside[: k.OTHER_SENTENCES]):
            others[f"{NOT_SHIPS} (type {kind})"] += int(aside[kind])
        statements = self._said(self._told[:said].tolist(), self._payloads[:used].tobytes(), counts, others)
        return Batch(frame, statements, self.line - before, counts, +others)

    def _said(self, told: list[list[int]], payloads: bytes, counts: dict[int, Count], others: Counter[str]) -> pl.DataFrame:
        import polars as pl

        kept: list[tuple[int, int, Statement]] = []
        for row, statement in self._statements.all(told, payloads):
            # The report of type 19 is a position too, and was counted as that.
            line, t, once = row[0], row[1], 1 - row[6]
            fault: int | None = statement if isinstance(statement, int) else None
            if isinstance(statement, str):
                others[f"{NOT_SHIPS} ({statement})"] += once
                continue
            if fault is None:
                fault = NO_TIME if t == -1 else EARLY if t < EARLIEST else LATE if t > self._latest else None
            if fault is None and isinstance(statement, Statement):
                kept.append((line, t, statement))
                others[STATEMENTS] += once
            elif fault is not None and once:
                earlier = counts.get(fault, Count(0, line))
                counts[fault] = Count(earlier.number + 1, min(earlier.first, line))
        said = [statement for _, _, statement in kept]
        columns: dict[str, Any] = dict(zip(Statement._fields, zip(*said, strict=True), strict=True)) if said else {}
        columns |= {"t": [t for _, t, _ in kept], "row": [line for line, _, _ in kept]} if said else {}
        return pl.DataFrame({name: columns.get(name, []) for name in particulars()}, schema=particulars())

    def unfinished(self) -> Batch:
        """The parts of messages whose others never came."""
        slots = self._memory[1]
        open_ = slots[slots[:, 2] != 0]
        parts = sum(int(bits).bit_count() for bits in open_[:, 2])
        return self.none({INCOMPLETE: Count(parts, int(open_[:, 6].min()))} if parts else {})
