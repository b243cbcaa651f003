"""Where the instants at which ships were slow at sea wait until all ships were walked: ships come one after another, and the
sweep for meetings wants instant after instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# Their columns. Plain numbers of numpy would be taken for others by numba; these are its own.
SLOT, LAT, LON, TENTHS, SINCE, UNTIL, HEARD, CUT, WHAT = range(9)
SHIP, BEFORE, AFTER, WHO = range(4)
CUT_BEFORE, CUT_AFTER = 1, 2


class Slots(NamedTuple):
    """Instants of ships. `what`: columns slot (counted from the epoch), lat, lon in units, tenths of a knot, seconds since the
    ship's report before and until the one after, how many reports of it came before, and whether the ground about ports cuts
    off what was earlier (1) or later (2). `who`: columns ship (MMSI x 256 + split), rows of the reports before and after."""

    what: NDArray[np.int32]
    who: NDArray[np.int64]


class Waiting(Protocol):
    """Takes slots in any order and gives them back in windows: every slot of an instant is in one of them."""

    def add(self, slots: Slots) -> None:
        """Take some more; the arrays are the caller's, who uses them again."""

    def windows(self) -> Iterator[Slots]:
        """Everything that was added, once."""


class InMemory:
    """Slots that wait in memory, 56 bytes each: one window."""

    def __init__(self) -> None:
        self._held: list[Slots] = []

    def add(self, slots: Slots) -> None:
        """Take a copy."""
        if len(slots.what):
            self._held.append(Slots(slots.what.copy(), slots.who.copy()))

    def windows(self) -> Iterator[Slots]:
        """All of them."""
        import numpy as np

        held, self._held = self._held, []
        if held:
            yield Slots(np.concatenate([some.what for some in held]), np.concatenate([some.who for some in held]))
