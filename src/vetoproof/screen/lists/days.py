"""Days as lists print them, as ISO days; what is no whole day of the calendar is None, never a guess."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*|Z|[+-]\d\d:?\d\d)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDED = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso_day(printed: str) -> str | None:
    """The ISO day of "2012-12-31", "2012-12-31T00:00:00Z", "17.3.2014", "23/02/2001" or "17 Oct 1990"; else None.

    Numbers with dots or strokes are read day first, as European publishers of lists print them: a list that prints the
    month first must not be read with this.
    """
    printed = " ".join(printed.split())
    if found := _ISO.fullmatch(printed):
        return ymd(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(printed):
        return ymd(found[3], found[2], found[1])
    if found := _WORDED.fullmatch(printed):
        month = found[2][:3].lower()
        return ymd(found[3], str(_MONTHS.index(month) + 1), found[1]) if month in _MONTHS else None
    return None


def ymd(year: str, month: str, day: str) -> str | None:
    """The ISO day of three numbers; None if the calendar has no such day ("2021", "2", "30")."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
