"""Small labels beside marks, put where they hide nothing: each takes the first of eight places that is free."""

from __future__ import annotations

import msgspec

GLYPH = 6.2
"""Width in pixels of one digit of an 11 pixel label, rounded up."""
LINE = 11.0


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


def place(marks: list[tuple[float, float]], words: list[str], size: float, frame: Box, taken: list[Box] | None = None) -> list[Placed]:
    """Places for all labels, in order; marks themselves are kept free. The last resort is straight above, overlap or not."""
    filled = [around(x, y, size) for x, y in marks] + list(taken or [])
    result: list[Placed] = []
    for (x, y), word in zip(marks, words, strict=True):
        width = max(len(word) * GLYPH, GLYPH) + 2
        for centre_x, centre_y, far in _candidates(x, y, size, width):
            box = Box(centre_x - width / 2, centre_y - LINE / 2, centre_x + width / 2, centre_y + LINE / 2)
            if box.within(frame) and not any(box.meets(other) for other in filled):
                break
        else:
            centre_x, centre_y, far = x, y - size - LINE / 2 - 1, False
            box = Box(centre_x - width / 2, centre_y - LINE / 2, centre_x + width / 2, centre_y + LINE / 2)
        filled.append(box)
        result.append(Placed(centre_x, centre_y + LINE / 2 - 2, far))
    return result


def _candidates(x: float, y: float, size: float, width: float) -> list[tuple[float, float, bool]]:
    near, aside = size + LINE / 2 + 1, size + width / 2 + 1
    spots = [(x + aside, y, False), (x, y - near, False), (x - aside, y, False), (x, y + near, False)]
    spots += [(x + dx * aside, y + dy * near, False) for dx, dy in ((1, -1), (-1, -1), (1, 1), (-1, 1))]
    for reach in (2.0, 3.0, 4.0):
        spots += [(x + dx * aside * reach, y + dy * near * reach, True) for dx, dy in ((0, -1), (1, -1), (-1, -1), (1, 0), (0, 1), (1, 1), (-1, 1), (-1, 0))]
    return spots
