"""Where the instants at which ships were slow at sea wait until all ships were walked: ships come one after another, and the
sweep for meetings wants instant after instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Slots(NamedTuple):
    """Instants of ships. `what`: columns slot (counted from the epoch), lat, lon in units, tenths of a knot. `who`: columns
    ship (MMSI x 256 + split), row before the instant."""

    what: NDArray[np.int32]
    who: NDArray[np.int64]


class Waiting(Protocol):
    """Takes slots in any order and gives them back in windows: every slot of an instant is in one of them."""

    def add(self, slots: Slots) -> None:
        """Take some more; the arrays are the caller's, who uses them again."""

    def windows(self) -> Iterator[Slots]:
        """Everything that was added, once."""


class InMemory:
    """Slots that wait in memory, 32 bytes each: one window."""

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
