"""From values to pixels: linear and calendar scales with round ticks."""

from __future__ import annotations

import math
from datetime import date

import msgspec

from vetoproof.report.dates import MONTHS, months_after


class Linear(msgspec.Struct, frozen=True):
    """Maps [low, high] to [first, last] pixels, clamped at both ends."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return self.first
        share = (value - self.low) / (self.high - self.low)
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
    """Round ticks from nought up to the first at or above `high`: steps of 1, 2 or 5 times a power of ten."""
    if high <= 0:
        return [0.0, 1.0]
    raw = high / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= raw - 1e-9)
    return [i * step for i in range(math.ceil(high / step - 1e-9) + 1)]


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
