"""Printed times as numbers that sort: days since 1970 for events, sortable instants in UTC for publication.

The last moment that a print allows counts: a document dated "2024-02" is known from the end of 29 February on. The ledger's
own selection reads times the same way; a test holds the two together.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
END_OF_TIME = "9999-12-31T24:00:00.000000Z"
"""The end of the last day that can be written: later than every instant."""
_EPOCH = date(1970, 1, 1).toordinal()


def instant(printed: str | None) -> str | None:
    """The last moment that a printed time allows, UTC, always 27 characters wide; None where it cannot be read."""
    if not printed:
        return None
    text = printed.strip()
    if _PARTIAL.fullmatch(text):
        span = days(text)
        if span is None:
            return None
        return _key(datetime.combine(date.fromordinal(span[1] + _EPOCH), time.max, UTC))
    try:
        moment = datetime.fromisoformat(text)
        return _key(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


@cache
def days(printed: str | None) -> tuple[int, int] | None:
    """First and last day, in days since 1970-01-01, that an ISO date, month, year or instant covers; None if unreadable."""
    if not printed:
        return None
    partial = _PARTIAL.fullmatch(printed.strip()[:10])
    if partial is None:
        return None
    year = int(partial[1])
    try:
        first = date(year, int(partial[2] or 1), int(partial[3] or 1))
        month = int(partial[2] or 12)
        last = date(year, month, int(partial[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return first.toordinal() - _EPOCH, last.toordinal() - _EPOCH


def end_of_day(as_of: str) -> str:
    """The first moment after the day `as_of`, UTC. Raises ValueError for what is not a day, month or year."""
    last = instant(as_of) if _PARTIAL.fullmatch(as_of.strip()) else None
    if last is None:
        raise ValueError(f"as-of date {as_of!r} is not a day such as 2024-10-08")
    moment = datetime.fromisoformat(last)
    # No moment follows the last day that the calendar has: its end is written as hour 24, which sorts after all others.
    return _key(moment + timedelta(microseconds=1)) if moment.date() < date.max else END_OF_TIME


def iso(day: int) -> str:
    """The ISO date of a day since 1970-01-01."""
    return date.fromordinal(day + _EPOCH).isoformat()


def _key(moment: datetime) -> str:
    # Not strftime, which leaves years before 1000 unpadded: "999" would sort after "2024".
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
