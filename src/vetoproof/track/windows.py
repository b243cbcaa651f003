"""Closed windows of days, and how two of them lie to each other. Dates at any ISO precision; None is unknown."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import msgspec


class Window(msgspec.Struct, frozen=True):
    """First and last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    def overlap(self, other: Window) -> int:
        """Days that both windows hold."""
        return max(0, (min(self.last, other.last) - max(self.first, other.first)).days + 1)

    def covered_by(self, other: Window) -> float:
        """The share of this window's days that the other holds (0 to 1)."""
        return self.overlap(other) / self.days


def first_day(iso: str) -> date:
    """The first day of an ISO year, month or day: "2023-09" is 1 September 2023. Raises ValueError on anything else."""
    parts = [int(p) for p in iso[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> date:
    """The last day of an ISO year, month or day: "2024-02" is 29 February 2024. Raises ValueError on anything else."""
    parts = [int(p) for p in iso[:10].split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def window(first: str | None, last: str | None) -> Window | None:
    """The window between two ISO dates; None if either is unknown or they are out of order."""
    if first is None or last is None:
        return None
    try:
        start, end = first_day(first), last_day(last)
    except ValueError:
        return None
    return Window(start, end) if start <= end else None
