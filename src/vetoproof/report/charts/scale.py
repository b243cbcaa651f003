"""From values to pixels: linear and calendar scales with round ticks."""

from __future__ import annotations

import math
from datetime import date

import msgspec

from vetoproof.report.dates import MONTHS, months_after
from vetoproof.report.numbers import grouped

SMALLEST, LARGEST = 1e-300, 1e307
"""Between which highest values an axis can be divided."""
WIDEST = 1e9
"""From which number on a label beside an axis is a power of ten: there is room for some nine digits."""
RAISED = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


class Linear(msgspec.Struct, frozen=True):
    """Maps [low, high] to [first, last] pixels, clamped at both ends."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return self.first
        # Halves: the difference of two finite numbers may be none.
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return self.first + min(max(share, 0.0), 1.0) * (self.last - self.first)


class Calendar(msgspec.Struct, frozen=True):
    """Maps days to pixels, clamped."""

    start: date
    end: date
    first: float
    last: float

    def __call__(self, day: date) -> float:
        return Linear(self.start.toordinal(), self.end.toordinal(), self.first, self.last)(day.toordinal())


def ticks(high: float, wanted: int = 6) -> list[float]:
    """Round ticks from nought up to the first at or above `high`: steps of 1, 2 or 5 times a power of ten.

    What lies outside `SMALLEST` to `LARGEST` is drawn at that edge: beyond it the ticks themselves are no finite numbers.
    """
    if math.isnan(high) or high <= 0:
        return [0.0, 1.0]
    high = min(max(high, SMALLEST), LARGEST)
    raw = high / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next((s * power for s in (1, 2, 5) if s * power >= raw * (1 - 1e-9)), 10 * power)
    return [i * step for i in range(math.ceil(high / step - 1e-9) + 1)]


def short(value: float) -> str:
    """A number beside an axis: grouped, and as a power of ten where it would not fit ("3 × 10¹⁴")."""
    if abs(value) < WIDEST:
        return grouped(value)
    first, _, power = f"{value:.2e}".partition("e")
    return f"{float(first):g} \u00d7 10{str(int(power)).translate(RAISED)}"


def months(start: date, end: date, wanted: int) -> list[tuple[date, str]]:
    """Firsts of months (or of quarters, years) between two days, at most about `wanted`, with their labels."""
    total = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if total / s <= wanted), 240)
    index = start.year * 12 + start.month - 1
    offset = (-index) % step
    marks = []
    day = months_after(start, offset)
    while day <= end:
        if day >= start:
            year = str(day.year)
            marks.append((day, year if day.month == 1 or step >= 12 else MONTHS[day.month - 1][:3]))
        day = months_after(day, step)
    return marks
