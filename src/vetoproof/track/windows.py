"""Closed windows of days, and how two of them lie to each other. Dates at any ISO precision; None is unknown."""

from __future__ import annotations

import re
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
    """The first day of an ISO year, month or day: "2023-09" is 1 September 2023; of an instant its own. Raises ValueError on
    anything else."""
    year, month, day = _parts(iso)
    return date(year, month or 1, day or 1)


def last_day(iso: str) -> date:
    """The last day of an ISO year, month or day: "2024-02" is 29 February 2024; of an instant its own. Raises ValueError on
    anything else."""
    year, month, day = _parts(iso)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _parts(iso: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as far as they are printed. "2024-1-1-1" and "2024-02-31x" are none: ValueError."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ].*)?)?)?", iso)
    if found is None:
        raise ValueError(f"{iso!r} is no year, month or day")
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if year is None or month == 0 or day == 0 or (month or 1) > 12:
        raise ValueError(f"{iso!r} is no year, month or day")
    return year, month, day


def window(first: str | None, last: str | None) -> Window | None:
    """The window between two ISO dates; None if either is unknown or they are out of order."""
    if first is None or last is None:
        return None
    try:
        start, end = first_day(first), last_day(last)
    except ValueError:
        return None
    return Window(start, end) if start <= end else None
