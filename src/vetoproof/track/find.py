"""Events of ships from a table of their positions: one sorted pass, then the sweep for meetings.

events = find(positions, None, ports, track_rules())        # a table in memory
scan = Scan(ports, rules)                                   # or piece by piece, as they are read
for piece in pieces:
    scan.feed(piece)
events = scan.events()

Pieces are cut at ships' borders, so what is held is one piece, the largest ship, and what was found: 32 bytes for each ten
minutes that a ship was slow far from port.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.ports import Ports
    from vetoproof.track.walk import Limits

    Pauses = Callable[[pl.DataFrame, list[tuple[int, int]]], pl.DataFrame]

COLUMNS = ("mmsi", "t", "lat", "lon", "sog")


class UnsortedError(ValueError):
    """Positions that are not sorted by MMSI and time."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: rows, ships (MMSIs), and rows left out by reason. `shared`: MMSIs under which two ships sent at once."""

    rows: int
    ships: int
    shared: int
    repeated: int
    stray: int
    out_of_range: int
    no_time: int
    unreadable: int

    def told(self) -> tuple[str, ...]:
        """One line for each reason for which rows were left out: how many, and why."""
        reasons = {
            "a time that the ship had before": self.repeated, "a stray position, out of the ship's reach": self.stray,
            "a place outside 90 or 180 degrees, or at 0, 0": self.out_of_range,
            "a time before 1990 or after 2099": self.no_time,
            "no number, time or position that can be read": self.unreadable,
        }  # fmt: skip
        return tuple(f"{count:,} {'row' if count == 1 else 'rows'}: {what}" for what, count in reasons.items() if count)


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
    import polars as pl

    wants = particulars is not None and particulars.height > 0
    scan = Scan(ports, rules, ends=wants, pauses=pauses)
    clean = scan.read(positions)
    try:
        scan.feed(clean)
        found = [scan.events()]
    except UnsortedError:
        scan = Scan(ports, rules, ends=wants, pauses=pauses)
        clean = scan.read(positions)
        scan.feed(clean.sort("mmsi", "t", "row"))
        found = [scan.events()]
    if particulars is not None and wants:
        from vetoproof.track.draught import draughts
        from vetoproof.track.identity import identities

        found += [identities(particulars, scan.ends(), rules, flags=flags), draughts(particulars, rules)]
    from vetoproof.track.event_rows import ordered

    return ordered(pl.concat(found))


class Scan:
    """The pass over positions that come in pieces, sorted by MMSI and time. See the module.

    `pauses` is given whole ships and their pauses (index of the last report and of the first again) and gives further events:
    dark calls. With `ends` the first and the last report of each ship are kept, for changes of number.
    """

    def __init__(
        self, ports: Ports, rules: TrackRules, *, unreadable: int = 0, pauses: Pauses | None = None, ends: bool = False
    ) -> None:
        import numpy as np

        from vetoproof.track.ports import grid
        from vetoproof.track.sphere import cosines
        from vetoproof.track.tangle import COUNTS
        from vetoproof.track.walk import DEGREES, WIDTH

        self.ports, self.rules, self.unreadable = ports, rules, unreadable
        self._limits, self._widths = limits(rules), cosines()
        self._grid = grid(ports, rules.meeting_port_km * 1000)
        self._heard, self._seconds = np.zeros(DEGREES, dtype=np.int64), np.zeros(DEGREES, dtype=np.int64)
        self._counts, self._rows = np.zeros(COUNTS, dtype=np.int64), 0
        self._room, self._slot_room = 1 << 14, 1 << 17
        self._width = WIDTH
        self._found: list[NDArray[np.int64]] = []
        self._slots: list[NDArray[np.int32]] = []
        self._keys: list[NDArray[np.int64]] = []
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

        if exprs is None:
            exprs = recognise(piece.schema, lambda names: largest(piece.lazy(), names))
        clean = piece.select(exprs)
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

        if piece.is_empty():
            return
        mmsi, begin = piece["mmsi"], 0
        if self._tail:
            begin = int(mmsi.search_sorted(self._tail[-1]["mmsi"][-1], side="right"))
            if begin:
                self._tail.append(piece[:begin])
            if begin == piece.height:
                return
            self._finish_tail()
        end = max(begin, int(mmsi.search_sorted(mmsi[-1], side="left")))
        if end > begin:
            self._walk(piece[begin:end])
        self._tail = [piece[end:]]

    def _finish_tail(self) -> None:
        import polars as pl

        if self._tail:
            parts, self._tail = self._tail, []
            self._walk(pl.concat(parts))

    def _walk(self, ships: pl.DataFrame) -> None:
        import numpy as np

        from vetoproof.track.scan import in_order, scan
        from vetoproof.track.walk import GAP, KIND, LAST, ROW, THIRD, Found, Track

        *columns, row = self._arrays(ships)
        mmsi, t, lat, lon, sog, source = columns
        if int(mmsi[0]) <= self._last or not in_order(mmsi, t):
            raise UnsortedError("positions are not sorted by MMSI and time")
        self._last = int(mmsi[-1])
        begin = counted = 0
        pauses: list[tuple[int, int]] = []
        while begin < len(mmsi):
            found = Found(
                np.empty((self._room, self._width), dtype=np.int64), np.empty((self._slot_room, 4), dtype=np.int32),
                np.empty((self._slot_room, 2), dtype=np.int64),
            )  # fmt: skip
            track = Track(t, lat, lon, sog, source)
            went, events, slots = scan(
                mmsi,
                track,
                begin,
                self._limits,
                self._grid,
                self._widths,
                found,
                self._heard,
                self._seconds,
                self._counts,
                counted,
            )
            if went == begin:
                self._room, self._slot_room = self._room * 2, self._slot_room * 2
            kept, keys = _kept(found.events[:events]), _kept(found.keys[:slots])
            if self._pauses is not None:
                pauses += [(int(i), int(j)) for i, j in kept[kept[:, KIND] == GAP][:, [ROW, LAST]]]
            places = kept[:, ROW : THIRD + 1]
            kept[:, ROW : THIRD + 1] = np.where(places >= 0, row[np.maximum(places, 0)].astype(np.int64), -1)
            keys[:, 1] = row[keys[:, 1]]
            self._found.append(kept)
            self._slots.append(_kept(found.slots[:slots]))
            self._keys.append(keys)
            begin = counted = went
        if self._ends is not None:
            self._ends.append(_ends(ships, mmsi))
        if self._pauses is not None and pauses:
            self._extra.append(self._pauses(ships, pauses))

    def _arrays(self, ships: pl.DataFrame) -> list[NDArray[Any]]:
        """The columns, `source` empty where there is none and `row` last, in arrays of our own, used again for each piece: what
        polars gives is in chunks and read-only, for which numba would compile anew."""
        import numpy as np

        if len(self._own[0]) < ships.height:
            kinds = (np.uint32, np.int64, np.int32, np.int32, np.uint16, np.uint8, np.uint64)
            self._own = [np.empty(ships.height * 5 // 4, dtype=kind) for kind in kinds]
        taken = []
        for name, own in zip((*COLUMNS, "source", "row"), self._own, strict=True):
            at = 0
            for chunk in ships[name].get_chunks() if name in ships.columns else ():
                own[at : at + len(chunk)] = (chunk.fill_null(0) if name == "source" else chunk).to_numpy()
                at += len(chunk)
            taken.append(own[:at])
        return taken

    def events(self) -> pl.DataFrame:
        """The events of all pieces, meetings included. Ends the pass: nothing can be fed after it."""
        import numpy as np
        import polars as pl

        from vetoproof.track.event_rows import meeting_rows, ordered, ship_rows
        from vetoproof.track.meetings import meetings

        self._finish_tail()
        found = _joined(self._found, np.empty((0, self._width), dtype=np.int64))
        slots = _joined(self._slots, np.empty((0, 4), dtype=np.int32))
        keys = _joined(self._keys, np.empty((0, 2), dtype=np.int64))
        met = meetings(slots, keys, self.rules, self._widths)
        del slots, keys
        single = ship_rows(found, self.ports, self.rules, self._widths, self.around)
        return ordered(pl.concat([single, meeting_rows(met, self.rules), *self._extra]))

    def around(self, lat: NDArray[np.int64], lon: NDArray[np.int64]) -> NDArray[np.float64]:
        """Reports a day of one ship in the degree cells of positions, over all ships that passed there; NaN where none did."""
        import numpy as np

        cell = (lat + 54_000_000) // 600_000 * 360 + (lon + 108_000_000) // 600_000 % 360
        time = self._seconds[cell]
        return np.where(time > 0, self._heard[cell] * 86_400.0 / np.maximum(time, 1), np.nan)

    def ends(self) -> pl.DataFrame:
        """First and last report of each MMSI: `mmsi`, `t`, `lat`, `lon`, `row`, and the last ones with `last_` before."""
        import polars as pl

        return pl.concat(self._ends) if self._ends else pl.DataFrame()

    def counts(self) -> Counts:
        """What was read up to now."""
        ships, repeated, out_of_range, no_time, stray, shared = (int(count) for count in self._counts)
        return Counts(
            rows=self._rows, ships=ships, shared=shared, repeated=repeated, stray=stray, out_of_range=out_of_range,
            no_time=no_time, unreadable=self.unreadable,
        )  # fmt: skip


def limits(rules: TrackRules) -> Limits:
    """The thresholds of a pass in metres, seconds, metres a second and tenths of a knot."""
    from vetoproof.track.walk import Limits

    knot = 1852 / 3600
    return Limits(
        fastest=rules.fastest_kn * knot, jitter=rules.jitter_m, solid=int(rules.split_positions), runs=int(rules.split_runs),
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


def _kept(part: NDArray[Any]) -> NDArray[Any]:
    """A copy in pages of its own, which the system has back as soon as it is let go; small ones of the heap it has not."""
    import mmap

    import numpy as np

    if not part.size:
        return part.copy()
    copy: NDArray[Any] = np.frombuffer(mmap.mmap(-1, part.nbytes), dtype=part.dtype).reshape(part.shape)
    copy[:] = part
    return copy


def _joined(parts: list[NDArray[Any]], none: NDArray[Any]) -> NDArray[Any]:
    """The parts as one array; each is let go as soon as it is copied, so that memory never holds all of them twice."""
    import numpy as np

    whole = np.empty((sum(len(part) for part in parts), none.shape[1]), dtype=none.dtype)
    at = 0
    parts.reverse()
    while parts:
        part = parts.pop()
        whole[at : at + len(part)] = part
        at += len(part)
    return whole


def _ends(ships: pl.DataFrame, mmsi: NDArray[np.uint32]) -> pl.DataFrame:
    """First and last report of each ship."""
    import numpy as np

    new = np.flatnonzero(mmsi[1:] != mmsi[:-1])
    first, last = ships[np.concatenate([[0], new + 1])], ships[np.concatenate([new, [len(mmsi) - 1]])]
    names = ["t", "lat", "lon", "row"]
    return first.select("mmsi", *names).hstack(last.select(names).rename({name: f"last_{name}" for name in names}))
