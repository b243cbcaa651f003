"""A text cut where marks begin and end, so that marks which overlap can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import msgspec

Side = Literal["gold", "read"]


class Mark(msgspec.Struct, frozen=True):
    """text[start:end] belongs to the item `item`, on the label's side or on the reader's."""

    start: int
    end: int
    item: int
    side: Side


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text with the items whose labels (`gold`) and claims (`read`) cover it."""

    text: str
    gold: tuple[int, ...] = ()
    read: tuple[int, ...] = ()

    @property
    def items(self) -> tuple[int, ...]:
        """All items, each once, in order."""
        return tuple(sorted({*self.gold, *self.read}))


def segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The whole text in stretches with the same marks. Marks may overlap, and end with the text."""
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(0, mark.start), min(mark.end, len(text))
        if start < end:
            starts.setdefault(start, []).append(mark)
            ends.setdefault(end, []).append(mark)
    cuts = sorted({0, len(text), *starts, *ends})
    found, open_marks = [], list[Mark]()
    for start, end in pairwise(cuts):
        for mark in ends.get(start, ()):
            open_marks.remove(mark)
        open_marks += starts.get(start, ())
        found.append(Segment(text[start:end], _items(open_marks, "gold"), _items(open_marks, "read")))
    return tuple(found)


def _items(marks: Sequence[Mark], side: Side) -> tuple[int, ...]:
    return tuple(sorted({mark.item for mark in marks if mark.side == side}))
