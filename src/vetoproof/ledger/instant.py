"""Printed times as sortable instants: one fixed-width form in UTC, so that text order is time order in any database."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
END_OF_TIME = "9999-12-31T24:00:00.000000Z"
"""The end of the last day that can be written: later than every instant."""
_END_OF_DAY = time(23, 59, 59, 999999)


def now() -> datetime:
    """This moment, in UTC: the default clock."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """An instant as the ledger prints it, to the second: 2024-10-08T12:42:00Z. Refuses a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def key(moment: datetime) -> str:
    """An instant as a sortable key, to the microsecond and always 27 characters wide."""
    # Not strftime, which leaves years before 1000 unpadded: "999" would sort after "2024".
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def last_instant(printed: str | None) -> str | None:
    """The key of the last moment that a printed time allows, or None where it says none that can be read.

    An instant is itself, in UTC where it has an offset ("2024-10-08T00:30+02:00" is the evening of the 7th). A day, a
    month or a year ends with its last microsecond: "2024-02" is counted from the end of 29 February. What is printed
    without a zone is read as UTC.
    """
    if not printed:
        return None
    text = printed.strip()
    if partial := _PARTIAL.fullmatch(text):
        year, month = int(partial[1]), int(partial[2] or 12)
        try:
            last = date(year, month, int(partial[3] or calendar.monthrange(year, month)[1]))
        except (ValueError, calendar.IllegalMonthError):
            return None
        return key(datetime.combine(last, _END_OF_DAY, UTC))
    try:
        moment = datetime.fromisoformat(text)
        return key(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def end_of_day(as_of: str | date) -> str:
    """The key of the first moment after the day `as_of`, UTC. Raises ValueError for what is not a day, month or year."""
    if isinstance(as_of, datetime):
        as_of = as_of.astimezone(UTC).date()
    text = as_of.isoformat() if isinstance(as_of, date) else as_of.strip()
    last = last_instant(text) if _PARTIAL.fullmatch(text) else None
    if last is None:
        raise ValueError(f"as-of date {as_of!r} is not a day such as 2024-10-08")
    moment = datetime.fromisoformat(last)
    # No moment follows the last day that the calendar has: its end is written as hour 24, which sorts after all others.
    return key(moment + timedelta(microseconds=1)) if moment.date() < date.max else END_OF_TIME
