"""Network and linear field together: which words are claims, and of which event, by the mean of both; the rest by the network.

Two readers of different kinds err in different places: the mean finds more than either (docs/explain/reader.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetoproof.examine.learned.answers import TYPES
from vetoproof.examine.learned.linear import Linear
from vetoproof.examine.learned.network import Answers, Network
from vetoproof.examine.learned.sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

SHARE = 0.9
"""Weight of the network in the mean."""


class Mixed:
    """Both trained readers of a language."""

    def __init__(self, network: Network, linear: Linear) -> None:
        self._network, self._linear = network, linear

    def read(self, sheet: Sheet) -> Iterator[Mixture]:
        """The opinions on a page, window by window."""
        import numpy as np

        field = np.zeros((len(sheet.words), len(TYPES)), dtype=np.float32)
        for marks in self._linear.read(sheet):
            field[marks.first : marks.first + len(marks.odds), marks.labels] = marks.odds
        for answers in self._network.read(sheet):
            own = field[answers.first : answers.last].copy()
            own[: answers.lead] = [1.0] + [0.0] * (len(TYPES) - 1)
            yield Mixture(answers, own)


@dataclass(slots=True)
class Mixture:
    """The mean of both on claims and events; see `Opinion`."""

    answers: Answers
    field: Numbers

    @property
    def first(self) -> int:
        """The first word of the window."""
        return self.answers.first

    def _odds(self) -> Numbers:
        mean: Numbers = SHARE * self.answers.types() + (1 - SHARE) * self.field
        return mean

    def claims(self) -> Numbers:
        """For every word of the window the probability that it stands for a claim."""
        found: Numbers = 1 - self._odds()[:, 0]
        return found

    def type(self, word: int) -> tuple[str, float]:
        """The likeliest event and its share among events."""
        odds = self._odds()[word - self.first][1:]
        best = int(odds.argmax())
        return TYPES[best + 1], float(odds[best] / max(1e-9, float(odds.sum())))

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """The network's."""
        return self.answers.stance(word, but)

    def basis(self, word: int) -> tuple[str, float]:
        """The network's."""
        return self.answers.basis(word)

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """The network's."""
        return self.answers.pointed(name, word, least)

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """The network's."""
        return self.answers.parties(word, codes)
