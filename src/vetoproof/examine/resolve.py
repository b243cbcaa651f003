"""Which days an expression of time means, counted from the dateline. What cannot be known stays unknown."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from vetoproof.examine import calendar_days as cal
from vetoproof.examine.calendar_days import Anchor, Stretch
from vetoproof.examine.datepattern import Point

_SOON = 45
"""Days ahead within which a date without a year is read as coming when its past reading lies 300 days back or more."""
_FAR = 300
_PARTS = {"start": (1, 1), "early": (1, 3), "mid": (6, 7), "late": (10, 12), "end": (12, 12)}
"""Months of a year's parts: "mid-2022" is June and July (labelling: "the middle of 2022" begins with 2022-06)."""


def resolve(point: Point, anchor: Anchor | None, *, future: bool = False, near: Stretch | None = None) -> Stretch | None:
    """The stretch that a point means; None where the dateline (or `near`, the date named before) is needed and missing.

    `future`: the clause speaks of what is to come. A date without a year is the latest that is past, "in June" a month
    and never a day.
    """
    kind = point.kind
    if kind in ("day_month", "month_day", "iso", "dotted"):
        return _day(point, anchor, future)
    if kind == "slice":
        return _slice(point, anchor, future)
    if kind == "week_of":
        first = _day(point, anchor, future)
        return cal.week(cal.first_day(first.first)) if first else None
    if kind == "decade" and point.year:
        return Stretch(f"{point.year:04d}", f"{point.year + 9:04d}", "range")
    if kind in ("days_month", "month_days"):
        return _days(point, anchor, future)
    if kind in ("month", "month_year", "part_month", "relative_month"):
        return _month(point, anchor, future)
    if kind in ("year", "part_year"):
        return _year(point, anchor)
    if kind == "years":
        return Stretch(f"{point.year:04d}", "", "year")
    if kind in ("season", "portion", "months_of"):
        return _months(point, anchor, future)
    if kind in ("neighbour", "shift"):
        return _shift(point, near)
    return _counted(point, anchor, future) if anchor is not None else None


def _day(point: Point, anchor: Anchor | None, future: bool) -> Stretch | None:
    month, number = point.month or 0, point.day or 0
    if point.year:
        made = cal.made(point.year, month, number)
        return cal.day(made) if made else None
    if anchor is None:
        return None
    if point.relative in ("last", "this", "next"):
        made = cal.made(anchor.day.year + {"last": -1, "next": 1}.get(point.relative, 0), month, number)
        return cal.day(made) if made else None
    near = [made for year in range(anchor.day.year - 8, anchor.day.year + 9) if (made := cal.made(year, month, number))]
    past = max((made for made in near if made <= anchor.day), default=None)
    coming = min((made for made in near if made > anchor.day), default=None)
    return _choose(past, coming, anchor, future)


def _choose(past: date | None, coming: date | None, anchor: Anchor, future: bool) -> Stretch | None:
    if past is None or coming is None:
        return None
    back, ahead = (anchor.day - past).days, (coming - anchor.day).days
    if (future and ahead <= 183) or (ahead <= _SOON and back >= _FAR):
        return cal.day(coming)
    return cal.day(past)


def _days(point: Point, anchor: Anchor | None, future: bool) -> Stretch | None:
    first = _day(point, anchor, future)
    if first is None or point.last_day is None:
        return first
    start = cal.first_day(first.first)
    last = cal.made(start.year, start.month, point.last_day)
    return Stretch(first.first, last.isoformat(), "range") if last and last > start else None


def _slice(point: Point, anchor: Anchor | None, future: bool) -> Stretch | None:
    """ "the first week of October": its days, counted from the month's end where the row says so (a negative low)."""
    month = _month(msgspec.structs.replace(point, kind="month"), anchor, future)
    if month is None or point.span is None:
        return None
    start, end = cal.first_day(month.first), cal.last_day(month.last)
    low, high = (n if n > 0 else end.day + 1 + n for n in point.span)
    return Stretch(start.replace(day=low).isoformat(), start.replace(day=min(high, end.day)).isoformat(), "range")


def _month(point: Point, anchor: Anchor | None, future: bool) -> Stretch | None:
    number = point.month or 0
    if point.year:
        return cal.month(point.year, number)
    if anchor is None:
        return None
    here = anchor.day
    if point.kind == "month" and point.relative:
        return cal.month(here.year + {"last": -1, "next": 1}.get(point.relative, 0), number)
    ahead = (number - here.month) % 12
    if point.relative == "next" or (future and 0 < ahead <= 9 and point.edge != "last"):
        return cal.month(*cal.shifted_month(here, ahead or 12))
    if point.relative == "last" and ahead == 0:
        return cal.month(here.year - 1, number)
    return cal.month(*cal.shifted_month(here, -((here.month - number) % 12)))


def _year(point: Point, anchor: Anchor | None) -> Stretch | None:
    year = point.year or _relative_year(point, anchor)
    if year is None:
        return None
    if point.part:
        low, high = _PARTS[point.part]
        return cal.months((year, low), (year, high), "month" if low == high else "season")
    return cal.year(year)


def _relative_year(point: Point, anchor: Anchor | None) -> int | None:
    if anchor is None:
        return None
    return anchor.day.year + {"last": -1, "next": 1}.get(point.relative or "", 0)


def _months(point: Point, anchor: Anchor | None, future: bool) -> Stretch | None:
    """Seasons, quarters, and the first or last months of a year."""
    bare = point.kind in ("season", "portion") and not point.relative
    year = point.year or (None if bare else _relative_year(point, anchor))
    if point.kind == "months_of" and year:
        number = min(point.number or 12, 12)
        first, last = (1, number) if point.edge != "last" else (13 - number, 12)
        return cal.months((year, first), (year, last), "month")
    if point.span is None or (year is None and anchor is None):
        return None
    first, last = point.span
    if point.kind == "portion" and year:
        return cal.months((year, first), (year, last), "month")
    if point.kind == "portion" and anchor is not None:
        year = _season_year(anchor.day, first, future, False)
        return cal.months((year, first), (year, last), "month")
    if point.year is None and anchor is not None:
        year = _season_year(anchor.day, first, future or point.relative == "next", point.relative == "last")
    assert year is not None
    return cal.months((year, first), (year + (last < first), last), "season")


def _season_year(here: date, first: int, coming: bool, last: bool) -> int:
    begun = here.month >= first
    if coming:
        return here.year if not begun else here.year + 1
    running = begun and here.month < first + 3
    return here.year - 1 if not begun or (last and running) else here.year


def _shift(point: Point, near: Stretch | None) -> Stretch | None:
    """ "two days later", "the next day": counted from the date named before in the text."""
    if near is None or near.precision not in ("day", "month"):
        return None
    sign = {"later": 1, "earlier": -1}.get(point.relative or "", 0)
    unit, number = point.unit or "day", point.number or 1
    here = cal.first_day(near.first)
    if unit == "month":
        return cal.month(*cal.shifted_month(here, sign * number))
    if unit == "year":
        return cal.year(here.year + sign * number)
    if near.precision != "day":
        return None
    moved = here + timedelta(days=sign * number * (7 if unit == "week" else 1))
    return cal.day(moved) if unit == "day" else cal.week(moved)


def _counted(point: Point, anchor: Anchor, future: bool) -> Stretch | None:
    here = anchor.day
    if point.kind in ("relative_unit", "part_unit"):
        return _unit(point, anchor)
    if point.kind in ("past", "past_unit", "ago"):
        return _back(point, anchor)
    if not anchor.exact:
        return None
    if point.kind == "night":
        return Stretch((here - timedelta(days=1)).isoformat(), here.isoformat(), "range")
    if point.kind == "day":
        return cal.day(here + timedelta(days=int(point.relative or 0)))
    if point.kind == "weekday":
        back = (here.isoweekday() - (point.weekday or 0)) % 7
        if point.relative == "last" and back == 0:
            back = 7
        if point.relative == "next" or (future and point.edge != "last"):
            return cal.day(here + timedelta(days=7 - back if back or point.relative == "next" else 0))
        return cal.day(here - timedelta(days=back))
    if point.kind == "ordinal" and point.day:
        back_month = 0 if point.day <= here.day else -1
        made = cal.made(*cal.shifted_month(here, back_month), point.day)
        return cal.day(made) if made else None
    return None


def _unit(point: Point, anchor: Anchor) -> Stretch | None:
    """ "last week", "this month", "next year", "the end of the month"."""
    here, step = anchor.day, {"last": -1, "next": 1}.get(point.relative or "", 0)
    if point.unit == "year":
        return _year(Point(start=0, end=0, kind="year", year=here.year + step, part=point.part), anchor)
    if point.unit == "month":
        return cal.month(*cal.shifted_month(here, step))
    if point.unit == "quarter":
        year, number = cal.shifted_month(date(here.year, (here.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return cal.months((year, number), (year, number + 2), "month")
    if point.unit == "week" and anchor.exact:
        found = cal.week(here + timedelta(days=7 * step))
        return Stretch(found.first, min(found.last, here.isoformat()), "range") if step == 0 and here.weekday() else found
    return None


def _back(point: Point, anchor: Anchor) -> Stretch | None:
    """ "three weeks ago" (when), "the past two months" (a window up to now), at the precision of the unit."""
    here, number = anchor.day, point.number or 1
    if point.unit == "year" and point.half:
        then = cal.month(*cal.shifted_month(here, -12 * number - 6))
    elif point.unit == "year":
        then = cal.year(here.year - number)
    elif point.unit in ("month", "quarter"):
        then = cal.month(*cal.shifted_month(here, -number * (3 if point.unit == "quarter" else 1)))
    elif not anchor.exact:
        return None
    else:
        moved = here - timedelta(days=number * (7 if point.unit == "week" else 1))
        then = cal.week(moved) if point.unit == "week" and point.kind == "ago" else cal.day(moved)
    if point.kind == "ago":
        return then
    precision = then.precision if then.precision != "day" else "range"
    return Stretch(then.first, here.isoformat()[: len(then.first)], precision)
