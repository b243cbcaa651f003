"""Events of ships from a table of their positions: one sorted pass, then the sweep for meetings.

events = find(positions, None, ports, track_rules())        # a table in memory
scan = Scan(ports, rules)                                   # or piece by piece, as they are read
for piece in pieces:
    scan.feed(piece)
events = scan.events()

Pieces are cut at ships' borders, so what is held is one piece, the largest ship, and what was found. Slots of slow ships (56
bytes for each ten minutes that a ship was slow far from port) wait in memory, or wherever `waiting` puts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.recognise import as_positions, is_own, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.findings import Found, Limits
    from vetoproof.track.ports import Ports
    from vetoproof.track.slots import Waiting

    Pauses = Callable[[pl.DataFrame, list[tuple[int, int, int]]], pl.DataFrame]

COLUMNS = ("mmsi", "t", "lat", "lon", "sog")
_AT_ONCE = 1 << 16
"""Findings that are made rows of events at once."""


class UnsortedError(ValueError):
    """Positions that are not sorted by MMSI and time."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: rows, ships (MMSIs), and rows left out by reason. `shared`: MMSIs under which two ships sent at once;
    `no_ships` numbers that are no ships', and their rows."""

    rows: int
    ships: int
    shared: int
    repeated: int
    stray: int
    out_of_range: int
    no_time: int
    unreadable: int
    no_ships: int = 0
    no_ships_rows: int = 0

    def told(self) -> tuple[str, ...]:
        """One line for each reason for which rows were left out: how many, and why."""
        reasons = {
            "a time that the ship had before": self.repeated, "a stray position, out of the ship's reach": self.stray,
            "a place outside 90 or 180 degrees, or at 0, 0": self.out_of_range,
            "a time before 1990 or after 2099": self.no_time,
            "no number, time or position that can be read": self.unreadable,
        }  # fmt: skip
        told = [f"{count:,} {'row' if count == 1 else 'rows'}: {what}" for what, count in reasons.items() if count]
        if self.no_ships:
            from vetoproof.track.numbers import LEFT_OUT

            many = f"{self.no_ships:,} number{'' if self.no_ships == 1 else 's'}"
            told.append(f"{self.no_ships_rows:,} {'row' if self.no_ships_rows == 1 else 'rows'} of {many}: {LEFT_OUT}")
        return tuple(told)


def find(
    positions: pl.DataFrame,
    particulars: pl.DataFrame | None,
    ports: Ports,
    rules: TrackRules,
    *,
    flags: pl.DataFrame | None = None,
    pauses: Pauses | None = None,
) -> pl.DataFrame:
    """All events (dark calls by `pauses`, see `Scan`), as `schema.events()`.

    `positions` in any order, in any units that `recognise` knows.

    `particulars` (as `schema.particulars()`) adds changes of identity and draught; `flags`: see `identity.identities`.
    """
    wants = particulars is not None and particulars.height > 0
    scan = Scan(ports, rules, ends=wants, pauses=pauses)
    clean = scan.read(positions)
    try:
        scan.feed(clean)
        scan.finish()
    except UnsortedError:
        scan = Scan(ports, rules, ends=wants, pauses=pauses)
        clean = scan.read(positions)
        scan.feed(clean.sort("mmsi", "t", "row"))
        scan.finish()
    return scan.events(*said_events(scan, particulars, flags))


def said_events(scan: Scan, particulars: pl.DataFrame | None, flags: pl.DataFrame | None = None) -> list[pl.DataFrame]:
    """Events of identity and draught, of ships that a finished scan with `ends` was fed."""
    if particulars is None or not particulars.height:
        return []
    from vetoproof.track.draught import draughts
    from vetoproof.track.identity import identities

    return [identities(particulars, scan.ends(), scan.rules, flags=flags), draughts(particulars, scan.rules)]


class Scan:
    """The pass over positions that come in pieces, sorted by MMSI and time. See the module.

    `pauses` is given whole ships and their pauses (index of the last report and of the first again, and which of the ships that
    share the number) and gives further events: dark calls. With `ends` the first and the last report of each ship are kept, for
    changes of number.
    """

    def __init__(
        self, ports: Ports, rules: TrackRules, *, unreadable: int = 0, pauses: Pauses | None = None, ends: bool = False,
        waiting: Waiting | None = None,
    ) -> None:  # fmt: skip
        import numpy as np

        from vetoproof.track.ports import grid
        from vetoproof.track.reception import DEGREES
        from vetoproof.track.slots import InMemory
        from vetoproof.track.sphere import cosines
        from vetoproof.track.tangle import COUNTS

        self.ports, self.rules, self.unreadable = ports, rules, unreadable
        self._limits, self._widths = limits(rules), cosines()
        self._grid = grid(ports, rules.meeting_port_km * 1000)
        self._heard, self._seconds = np.zeros(DEGREES, dtype=np.int64), np.zeros(DEGREES, dtype=np.int64)
        self._counts, self._rows = np.zeros(COUNTS, dtype=np.int64), 0
        self._buffer = _room(1 << 14, 1 << 16)
        self._found: list[NDArray[np.int64]] = []
        self._waiting = waiting or InMemory()
        self._tail: list[pl.DataFrame] = []
        self._pauses = pauses
        self._extra: list[pl.DataFrame] = []
        self._ends: list[pl.DataFrame] | None = [] if ends else None
        self._own: list[NDArray[Any]] = [np.empty(0)]
        self._last = -1

    def read(self, piece: pl.DataFrame, exprs: Sequence[pl.Expr] | None = None) -> pl.DataFrame:
        """A piece in the room's own units; rows without a number, a time or a position are left out and counted.

        `exprs`: of the whole table, where the piece is only a part of it; else they are made from the piece.
        """
        import polars as pl

        if not is_own(piece.schema):
            clean = piece.select(exprs or recognise(piece.schema, lambda names: largest(piece.lazy(), names)))
        else:
            clean = piece
        if "row" not in clean.columns:
            clean = clean.with_columns(pl.int_range(self._rows, self._rows + clean.height, dtype=pl.UInt64).alias("row"))
        self._rows += clean.height
        needed = ("mmsi", "t", "lat", "lon", "row")
        if any(clean[name].null_count() for name in needed):
            whole = clean.drop_nulls(needed)
            self.unreadable += clean.height - whole.height
            clean = whole
        return clean

    def feed(self, piece: pl.DataFrame) -> None:
        """Walk the ships of a piece that `read` gave; the last ship waits for the next piece. Raises `UnsortedError`."""
        import numpy as np

        if piece.is_empty():
            return
        mmsi, begin = piece["mmsi"].to_numpy(), 0
        if self._tail:
            begin = int(np.searchsorted(mmsi, self._tail[-1]["mmsi"][-1], side="right"))
            if begin:
                self._tail.append(piece[:begin])
            if begin == piece.height:
                return
            self.finish()
        end = max(begin, int(np.searchsorted(mmsi, mmsi[-1], side="left")))
        if end > begin:
            self._walk(piece[begin:end])
        self._tail = [piece[end:]]

    def finish(self) -> None:
        """Walk the last ship: no more pieces come. Raises `UnsortedError`."""
        import polars as pl

        if self._tail:
            parts, self._tail = self._tail, []
            self._walk(pl.concat(parts))

    def _walk(self, ships: pl.DataFrame) -> None:
        import numpy as np

        from vetoproof.track.findings import GAP, KIND, LAST, ROW, SHIP, THIRD, Track
        from vetoproof.track.scan import in_order, scan
        from vetoproof.track.slots import AFTER, BEFORE, Slots

        *columns, row = self._arrays(ships)
        mmsi, t, lat, lon, sog, source = columns
        if int(mmsi[0]) <= self._last or not in_order(mmsi, t):
            raise UnsortedError("positions are not sorted by MMSI and time")
        self._last = int(mmsi[-1])
        begin = counted = 0
        pauses: list[tuple[int, int, int]] = []
        while begin < len(mmsi):
            track = Track(t, lat, lon, sog, source)
            went, events, slots = scan(
                mmsi,
                track,
                begin,
                self._limits,
                self._grid,
                self._widths,
                self._buffer,
                self._heard,
                self._seconds,
                self._counts,
                counted,
            )
            if went == begin:
                self._buffer = _room(len(self._buffer.events) * 2, len(self._buffer.slots) * 2)
                continue
            kept = self._buffer.events[:events].copy()
            if self._pauses is not None:
                pauses += [(int(i), int(j), int(ship) % 256) for i, j, ship in kept[kept[:, KIND] == GAP][:, [ROW, LAST, SHIP]]]
            places = kept[:, ROW : THIRD + 1]
            kept[:, ROW : THIRD + 1] = np.where(places >= 0, row[np.maximum(places, 0)].astype(np.int64), -1)
            if events:
                self._found.append(kept)
            who = self._buffer.keys[:slots]
            who[:, BEFORE : AFTER + 1] = row[who[:, BEFORE : AFTER + 1]]
            self._waiting.add(Slots(self._buffer.slots[:slots], who))
            begin = counted = went
        if self._ends is not None:
            self._ends.append(_ends(as_positions(ships), mmsi))
        if self._pauses is not None and pauses:
            self._extra.append(self._pauses(as_positions(ships), pauses))

    def _arrays(self, ships: pl.DataFrame) -> list[NDArray[Any]]:
        """The columns, `source` empty where there is none and `row` last, in arrays of our own, used again for each piece: what
        polars gives is in chunks and read-only, for which numba would compile anew."""
        import numpy as np

        from vetoproof.track.schema import NO_SPEED

        if len(self._own[0]) < ships.height:
            kinds = (np.uint32, np.int64, np.int32, np.int32, np.uint16, np.uint8, np.uint64)
            self._own = [np.empty(ships.height * 5 // 4, dtype=kind) for kind in kinds]
        taken = []
        for name, own in zip((*COLUMNS, "source", "row"), self._own, strict=True):
            at = 0
            for chunk in ships[name].get_chunks() if name in ships.columns else ():
                # Times and rows of a file have four bytes: they widen on the way.
                told = chunk.fill_null(NO_SPEED if name == "sog" else 0) if chunk.null_count() else chunk
                own[at : at + len(chunk)] = told.to_numpy()
                at += len(chunk)
            taken.append(own[:at])
        return taken

    def events(self, *others: pl.DataFrame) -> pl.DataFrame:
        """The events of all pieces, meetings and `others` included. Ends the pass: nothing can be fed after it."""
        import polars as pl

        return pl.concat(self.parts(*others))

    def parts(self, *others: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The same, a range of ships at a time: to make rows and to sort them takes many times the room that they have."""
        import numpy as np
        import polars as pl

        from vetoproof.track.event_rows import meeting_rows, ordered, ship_rows
        from vetoproof.track.findings import SHIP
        from vetoproof.track.meetings import meetings

        self.finish()
        met = meeting_rows(meetings(self._waiting.windows(), self.rules, self._widths), self.rules)
        rest = pl.concat([met, *self._extra, *others])
        above, last = -1, 1 << 32
        self._found.reverse()
        while above < last:
            part = [np.empty((0, self._buffer.events.shape[1]), dtype=np.int64)]
            while self._found and sum(map(len, part)) < _AT_ONCE:
                part.append(self._found.pop())
            found = np.concatenate(part)
            upto = int(found[-1, SHIP]) // 256 if self._found else last
            single = ship_rows(found, self.ports, self.rules, self._widths, self.around)
            yield ordered(pl.concat([single, rest.filter((pl.col("mmsi") > above) & (pl.col("mmsi") <= upto))]))
            above = upto

    def around(self, lat: NDArray[np.int64], lon: NDArray[np.int64]) -> NDArray[np.float64]:
        """Reports a day of one ship in the degree cells of positions, over all ships that passed there; NaN where none did."""
        import numpy as np

        from vetoproof.track.schema import DEGREE
        from vetoproof.track.sphere import HALF, POLE

        cell = (lat + POLE) // DEGREE * 360 + (lon + HALF) // DEGREE % 360
        time = self._seconds[cell]
        return np.where(time > 0, self._heard[cell] * 86_400.0 / np.maximum(time, 1), np.nan)

    def ends(self) -> pl.DataFrame:
        """First and last report of each MMSI: `mmsi`, `t`, `lat`, `lon`, `row`, and the last ones with `last_` before. After
        `finish`."""
        import polars as pl

        return pl.concat(self._ends) if self._ends else pl.DataFrame()

    def counts(self) -> Counts:
        """What was read up to now."""
        ships, repeated, out_of_range, no_time, stray, shared, numbers, theirs = (int(count) for count in self._counts)
        return Counts(
            rows=self._rows, ships=ships, shared=shared, repeated=repeated, stray=stray, out_of_range=out_of_range,
            no_time=no_time, unreadable=self.unreadable, no_ships=numbers, no_ships_rows=theirs,
        )  # fmt: skip


def limits(rules: TrackRules) -> Limits:
    """The thresholds of a pass in metres, seconds, metres a second and tenths of a knot."""
    from vetoproof.track.findings import Limits

    knot = 1852 / 3600
    return Limits(
        fastest=rules.fastest_kn * knot, jitter=rules.jitter_m, solid=int(rules.split_positions), runs=int(rules.split_runs),
        open_times=rules.split_open_times,
        gap=int(rules.gap_hours * 3600), silence=int(min(rules.gap_hours, rules.dark_call_hours) * 3600),
        before=int(rules.gap_before_hours * 3600), loiter_speed=rules.loiter_kn * knot,
        loiter=int(rules.loiter_hours * 3600), enter=rules.port_enter_km * 1000, leave=rules.port_leave_km * 1000,
        stop_begins=round(rules.stop_begins_kn * 10), stop_ends=round(rules.stop_ends_kn * 10),
        port_gap=int(rules.port_gap_hours * 3600), confidence=int(rules.port_confidence),
        alone=int(rules.port_alone_minutes * 60), sea=rules.meeting_port_km * 1000,
        slot=round(rules.meeting_slot_minutes * 60), slow=rules.meeting_slow_kn * knot, still=round(rules.meeting_kn * 10),
        under_way=round(rules.meeting_slow_kn * 10), bridge=int(rules.meeting_bridge_hours * 3600),
        far_bridge=int(rules.meeting_far_bridge_hours * 3600), near=rules.meeting_near_km * 1000,
    )  # fmt: skip


def largest(frame: pl.LazyFrame, names: Sequence[str]) -> dict[str, float | None]:
    """The largest absolute value of each numeric column, over the whole table."""
    import polars as pl

    if not names:
        return {}
    held: dict[str, float | None] = (
        frame.select(pl.col(list(names)).cast(pl.Float64).fill_nan(None).abs().max()).collect().row(0, named=True)
    )
    return held


def _room(events: int, slots: int) -> Found:
    """Room for findings, used again for each piece."""
    import numpy as np

    from vetoproof.track.findings import WIDTH, Found
    from vetoproof.track.slots import WHAT, WHO

    return Found(
        np.empty((events, WIDTH), dtype=np.int64), np.empty((slots, WHAT), dtype=np.int32),
        np.empty((slots, WHO), dtype=np.int64),
    )  # fmt: skip


def _ends(ships: pl.DataFrame, mmsi: NDArray[np.uint32]) -> pl.DataFrame:
    """First and last report of each ship."""
    import numpy as np

    new = np.flatnonzero(mmsi[1:] != mmsi[:-1])
    first, last = ships[np.concatenate([[0], new + 1])], ships[np.concatenate([new, [len(mmsi) - 1]])]
    names = ["t", "lat", "lon", "row"]
    return first.select("mmsi", *names).hstack(last.select(names).rename({name: f"last_{name}" for name in names}))
