"""What a learnt reader answers, whichever it is: the network's words on every slot, or only which words are claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from vetoproof.examine.learned.sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Opinion(Protocol):
    """Answers about a run of words, counted from the page's beginning. A probability of 0 is no opinion."""

    @property
    def first(self) -> int:
        """The first word of the run."""
        ...

    def claims(self) -> NDArray[np.float32]:
        """For every word of the run the probability that it stands for a claim."""
        ...

    def type(self, word: int) -> tuple[str, float]:
        """The likeliest event and its share among events."""
        ...

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """The likeliest stance, of all or of all but one."""
        ...

    def basis(self, word: int) -> tuple[str, float]:
        """The likeliest basis of a figure."""
        ...

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """Words pointed at, the likeliest first; None is nobody or nothing."""
        ...

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """For each role the states with the probability that they have it."""
        ...


class Judge(Protocol):
    """Reads a sheet into opinions, run by run."""

    def read(self, sheet: Sheet) -> Iterator[Opinion]:
        """The opinions on a page."""
        ...
