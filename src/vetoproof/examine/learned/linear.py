"""The linear tier at work: a conditional random field over the same sheet, for machines where every second counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vetoproof.examine.learned.answers import TYPES
from vetoproof.examine.learned.sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 1_000
"""Words of a block that are looked at together: what is known of each takes 3 kB while it is looked at."""
NONE = "O"
NEAR = ("pos", "theme", "draft", "trigger", "figure", "cue", "nation")
"""Columns of which a word also sees its neighbours', and its head's."""


def features(sheet: Sheet, first: int, last: int) -> list[list[str]]:
    """What the field knows of each word of a block: its columns, letters, neighbours and syntactic head."""
    found = []
    for i in range(first, last):
        own = [f"{name}={values[i]}" for name, values in sheet.columns.items() if values[i]]
        word = sheet.words[i].lower()
        own += [f"w={word}", f"end={word[-3:]}"]
        for step in (-2, -1, 1, 2):
            if first <= i + step < last:
                own += [f"{step}:{name}={v}" for name in NEAR if (v := sheet.columns[name][i + step])]
                if abs(step) == 1:
                    own.append(f"{step}:w={sheet.words[i + step].lower()}")
        head = sheet.heads[i]
        if head != i:
            own += [f"h:{name}={v}" for name in NEAR if (v := sheet.columns[name][head])]
            own.append(f"h:w={sheet.words[head].lower()}")
        if sheet.columns["draft"][i] and sheet.columns["voice"][i]:
            own.append(f"draft+voice={sheet.columns['draft'][i]}+{sheet.columns['voice'][i]}")
        found.append(own)
    return found


class Linear:
    """A trained field, opened at the first page."""

    def __init__(self, trained: bytes) -> None:
        self._trained = trained
        self._tagger: Any = None

    def read(self, sheet: Sheet) -> Iterator[Marks]:
        """The field's word on each block of a page."""
        import numpy as np

        if self._tagger is None:
            from pycrfsuite import Tagger  # type: ignore[attr-defined]

            self._tagger = Tagger()
            self._tagger.open_inmemory(self._trained)
        labels = self._tagger.labels()
        at = 0
        for count in (min(MOST, part - done) for part in sheet.parts for done in range(0, part, MOST)):
            if count:
                self._tagger.set(features(sheet, at, at + count))
                odds = np.array([[self._tagger.marginal(label, i) for label in labels] for i in range(count)], dtype=np.float32)
                yield Marks(odds, [TYPES.index(label) if label != NONE else 0 for label in labels], at)
            at += count


@dataclass(slots=True)
class Marks:
    """What the field says of one block: of claims and their events only. On every other question it has no opinion."""

    odds: NDArray[np.float32]
    labels: list[int]
    first: int

    def claims(self) -> NDArray[np.float32]:
        """For every word the probability that it stands for a claim."""
        none = self.labels.index(0)
        return 1 - self.odds[:, none]

    def type(self, word: int) -> tuple[str, float]:
        """The likeliest event and its share among events."""
        row = self.odds[word - self.first].copy()
        row[self.labels.index(0)] = 0
        best = int(row.argmax())
        return TYPES[self.labels[best]], float(row[best] / max(1e-9, float(row.sum())))

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """No opinion."""
        return "asserts", 0.0

    def basis(self, word: int) -> tuple[str, float]:
        """No opinion."""
        return "count", 0.0

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """No opinion."""
        return []

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """No opinion."""
        return {}
