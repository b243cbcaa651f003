"""Small labels beside marks, put where they hide nothing: each takes the first of eight places that is free."""

from __future__ import annotations

import msgspec

GLYPH = 6.2
"""Width in pixels of one digit of an 11 pixel label, rounded up."""
LINE = 11.0
BASE = 3.5
"""From the middle of a line down to its base."""


class Box(msgspec.Struct, frozen=True):
    """An axis-parallel rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, frame: Box) -> bool:
        return self.left >= frame.left and self.right <= frame.right and self.top >= frame.top and self.bottom <= frame.bottom


class Placed(msgspec.Struct, frozen=True):
    """Where a label goes (middle, base line), and whether it stands so far off that it needs a leader line."""

    x: float
    y: float
    far: bool


def around(x: float, y: float, size: float) -> Box:
    """The box that a mark of radius `size` fills."""
    return Box(x - size, y - size, x + size, y + size)


def place(
    marks: list[tuple[float, float]], words: list[str], size: float, frame: Box, taken: list[Box] | None = None
) -> list[Placed]:
    """Places for all labels, in order; marks themselves are kept free. The last resort is straight above, overlap or not."""
    filled = [around(x, y, size) for x, y in marks] + list(taken or [])
    result: list[Placed] = []
    for (x, y), word in zip(marks, words, strict=True):
        spots = _candidates(x, y, size, _width(word))
        fits = (spot for spot in spots if (b := box(spot, word)).within(frame) and not any(b.meets(other) for other in filled))
        spot = next(fits, Placed(x, y - size - LINE / 2 - 1 + BASE, False))
        filled.append(box(spot, word))
        result.append(spot)
    return result


def box(spot: Placed, word: str) -> Box:
    """The rectangle that a placed label fills."""
    half, middle = _width(word) / 2, spot.y - BASE
    return Box(spot.x - half, middle - LINE / 2, spot.x + half, middle + LINE / 2)


def _width(word: str) -> float:
    return max(len(word) * GLYPH, GLYPH) + 2


def _candidates(x: float, y: float, size: float, width: float) -> list[Placed]:
    near, aside = size + LINE / 2 + 1, size + width / 2 + 1
    spots = [(1, 0, 1, False), (0, -1, 1, False), (-1, 0, 1, False), (0, 1, 1, False)]
    spots += [(dx, dy, 1, False) for dx, dy in ((1, -1), (-1, -1), (1, 1), (-1, 1))]
    ring = ((0, -1), (1, -1), (-1, -1), (1, 0), (0, 1), (1, 1), (-1, 1), (-1, 0))
    spots += [(dx, dy, reach, True) for reach in (2, 3, 4) for dx, dy in ring]
    return [Placed(x + dx * aside * reach, y + dy * near * reach + BASE, far) for dx, dy, reach, far in spots]
