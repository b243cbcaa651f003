"""Slots of slow ships that wait on disk for the sweep, so that memory holds a window of days and never those of all ships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.track.slots import WHAT, WHO, Slots

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 1 << 20
"""Slots that are held before they are written, and those of a window unless one day has more: 59 MB."""


class _Run(NamedTuple):
    """Slots in two files, by day: those of day d of the epoch are from ends[d] up to ends[d + 1]."""

    what: Path
    who: Path
    ends: NDArray[np.int64]

    def part(self, begin: int, end: int) -> Slots:
        """The slots of the days from `begin` up to, without, `end`."""
        import numpy as np

        last = len(self.ends) - 1
        first, stop = int(self.ends[min(begin, last)]), int(self.ends[min(end, last)])
        what = np.fromfile(self.what, np.int32, (stop - first) * WHAT, offset=first * WHAT * 4).reshape(-1, WHAT)
        who = np.fromfile(self.who, np.int64, (stop - first) * WHO, offset=first * WHO * 8).reshape(-1, WHO)
        return Slots(what, who)


class OnDisk:
    """See `slots.Waiting`. `a_day`: slots of a day, which no window divides. Few slots are never written."""

    def __init__(self, folder: Path, a_day: int, most: int = MOST) -> None:
        self._folder, self._a_day, self._most, self._held = folder, a_day, most, 0
        self._buffer: Slots | None = None
        self._runs: list[_Run] = []

    def add(self, slots: Slots) -> None:
        """Take a copy; what is full is written."""
        import numpy as np

        if self._buffer is None:
            # The system gives pages of these when they are written to, so few slots take little.
            self._buffer = Slots(np.empty((self._most, WHAT), np.int32), np.empty((self._most, WHO), np.int64))
        at = 0
        while at < len(slots.what):
            count = min(len(slots.what) - at, self._most - self._held)
            self._buffer.what[self._held : self._held + count] = slots.what[at : at + count]
            self._buffer.who[self._held : self._held + count] = slots.who[at : at + count]
            self._held += count
            at += count
            if self._held == self._most:
                self._write(self._buffer)

    def windows(self) -> Iterator[Slots]:
        """Everything that was added, rising in time, some days at once."""
        import numpy as np

        held, self._buffer = self._buffer, None
        if held is None or (not self._runs and not self._held):
            return
        if not self._runs:
            yield Slots(held.what[: self._held], held.who[: self._held])
            return
        if self._held:
            self._write(held)
        del held
        days = max(len(run.ends) for run in self._runs)
        ends = np.sum([np.pad(run.ends, (0, days - len(run.ends)), mode="edge") for run in self._runs], axis=0)
        begin = 0
        while begin < days - 1:
            end = max(begin + 1, int(np.searchsorted(ends, ends[begin] + self._most, side="right")) - 1)
            if ends[end] > ends[begin]:
                parts = [run.part(begin, end) for run in self._runs]
                yield Slots(np.concatenate([part.what for part in parts]), np.concatenate([part.who for part in parts]))
            begin = end

    def _write(self, held: Slots) -> None:
        """What is held by day: one counting sort, as numpy sorts numbers of 16 bits; the year 2149 is the last of these."""
        import numpy as np

        what, who = held.what[: self._held], held.who[: self._held]
        day = (what[:, 0] // self._a_day).astype(np.uint16)
        order = np.argsort(day, kind="stable")
        run = _Run(
            self._folder / f"slots-{len(self._runs)}", self._folder / f"ships-{len(self._runs)}",
            np.concatenate([[0], np.cumsum(np.bincount(day))]),
        )  # fmt: skip
        what[order].tofile(run.what)
        who[order].tofile(run.who)
        self._runs.append(run)
        self._held = 0
