"""Dates as a report prints them: always UTC, never finer than what was printed."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup, escape

from vetoproof.model import Period, Published

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNKNOWN = "date not stated"
FIRST_DRAWN, LAST_DRAWN = date(100, 1, 1), date(9900, 1, 1)
"""Edges of what an axis can hold: ticks reach some years beyond the last day."""
EARLIEST = 1900
"""No document of a watch was published before this year; one that says so is a misprint or a trick. An assumption of ours."""


def shown(text: str | None, short: bool = False) -> str:
    """An ISO date or instant in words: "8 October 2024", "October 2024", "8 October 2024, 04:12 UTC"."""
    if not text:
        return UNKNOWN
    if "T" in text:
        at = instant(text)
        if at is None:
            return text
        return f"{_day(at.date(), short)}, {at:%H:%M} UTC"
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return text
    name = MONTHS[month - 1][:3] if short else MONTHS[month - 1]
    return f"{name} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {name} {parts[0]}"


def _day(day: date, short: bool) -> str:
    name = MONTHS[day.month - 1]
    return f"{day.day} {name[:3] if short else name} {day.year}"


def instant(text: str) -> datetime | None:
    """An ISO 8601 instant in UTC; one without an offset is read as UTC. None where it is no instant."""
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def first_day(text: str | None) -> date | None:
    """The earliest day that an ISO date of any precision allows; None where nothing can be read."""
    return _edge(text, last=False)


def last_day(text: str | None) -> date | None:
    """The latest day that an ISO date of any precision allows: "2024-06" is 30 June 2024."""
    return _edge(text, last=True)


def _edge(text: str | None, last: bool) -> date | None:
    if not text:
        return None
    if "T" in text:
        at = instant(text)
        return at.date() if at else None
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
        if len(parts) == 2:
            return date(parts[0], parts[1], calendar.monthrange(*parts)[1] if last else 1)
        return date(parts[0], parts[1], parts[2])
    except (ValueError, TypeError, calendar.IllegalMonthError):
        return None


def shifted(day: date, days: int) -> date:
    """The day so many days later, or the last (first) that a drawing can hold: no axis needs the year 9999."""
    at = min(max(day.toordinal() + days, FIRST_DRAWN.toordinal()), LAST_DRAWN.toordinal())
    return date.fromordinal(at)


def misdated(value: Published, captured_at: str) -> str:
    """Why a printed date of publication cannot be drawn: "after its capture", "before 1900"; empty where it can.

    Zones differ by up to a day, which is allowed. A year or month counts from its first day.
    """
    first = first_day(value.from_ or value.to)
    captured = last_day(captured_at[:10])
    if first is None:
        return ""
    if first.year < EARLIEST:
        return f"before {EARLIEST}"
    return "after their capture" if captured is not None and first > shifted(captured, 1) else ""


def months_after(day: date, months: int) -> date:
    """The first day of the month that lies `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def middle(first: date, last: date) -> date:
    """The day half way between two days: where a mark stands that has to stand somewhere."""
    return first + timedelta(days=(last - first).days // 2)


def time(text: str | None, short: bool = False) -> Markup:
    """A date as a `time` element, so that readers and programs see the same."""
    if not text:
        return Markup('<span class="undated">{}</span>').format(UNKNOWN)
    return Markup(f'<time datetime="{escape(text)}">{escape(shown(text, short))}</time>')


def between(first: str, last: str) -> Markup:
    """ "1 Mar 2024 to 3 Mar 2024", or one of them where both are one."""
    return time(first, short=True) if first == last else Markup("{} to {}").format(time(first, True), time(last, True))


def published(value: Published, short: bool = False) -> Markup:
    """When a document says that it was published, at its printed precision, with what was corrected."""
    first, last = value.from_, value.to
    if first is None and last is None:
        return time(None)
    if value.precision in ("instant", "minute"):
        return time(first, short)
    if first == last or last is None or value.precision == "day":
        return time(first, short)
    if value.precision in ("month", "year") and first:
        return time(first[: 7 if value.precision == "month" else 4], short)
    return Markup("{} to {}").format(time(first, short), time(last, short))


def span(first: str | None, last: str | None, precision: str = "day", kind: str = "occurrence", short: bool = False) -> Markup:
    """A period in words: "on 3 October 2024", "in June 2024", "from August 2023, end not stated"."""
    if first is None and last is None:
        return escape(UNKNOWN)
    if first is not None and first == last:
        return Markup("{} {}").format("on" if first.count("-") == 2 else "in", time(first, short))
    if precision == "month" and first and last and first[:7] == last[:7]:
        return Markup("in {}").format(time(first[:7], short))
    if precision == "year" and first and last and first[:4] == last[:4]:
        return Markup("in {}").format(time(first[:4], short))
    if first is None:
        return Markup("up to {}, start not stated").format(time(last, short))
    if last is None:
        open_end = "end not stated" if kind == "window" else "and after"
        return Markup("from {}, {}").format(time(first, short), open_end)
    return Markup("{} to {}").format(time(first, short), time(last, short))


def period(value: Period | None, short: bool = False) -> Markup:
    """The period of a claim in words."""
    if value is None:
        return escape(UNKNOWN)
    words = span(value.from_, value.to, value.precision, value.kind, short)
    return Markup("{} (in the future when said)").format(words) if value.kind == "future" else words
