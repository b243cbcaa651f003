"""Days, months and years as ISO text at their printed precision, and arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from vetoproof.model import Precision, Published


class Stretch(msgspec.Struct, frozen=True):
    """A closed stretch of time: ISO dates at the precision that is printed ("2024", "2024-06", "2024-06-08")."""

    first: str
    last: str
    precision: Precision


class Anchor(msgspec.Struct, frozen=True):
    """The day from which a text counts: its last possible day of publication. `exact`: that day is known."""

    day: date
    exact: bool

    @classmethod
    def of(cls, published: Published) -> Anchor | None:
        """The anchor that a document's dateline gives, or None where it prints no date."""
        iso = (published.to or published.from_ or "")[:10]
        if len(iso) < 4:
            return None
        return cls(last_day(iso), len(iso) == 10 and (published.from_ or "")[:10] == iso)


def day(moment: date) -> Stretch:
    return Stretch(moment.isoformat(), moment.isoformat(), "day")


def month(year: int, number: int) -> Stretch:
    return Stretch(f"{year:04d}-{number:02d}", f"{year:04d}-{number:02d}", "month")


def year(number: int) -> Stretch:
    return Stretch(f"{number:04d}", f"{number:04d}", "year")


def week(moment: date) -> Stretch:
    """The week of a day, Monday to Sunday (ISO 8601)."""
    monday = moment - timedelta(days=moment.weekday())
    return Stretch(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "range")


def months(first: tuple[int, int], last: tuple[int, int], precision: Precision) -> Stretch:
    return Stretch(f"{first[0]:04d}-{first[1]:02d}", f"{last[0]:04d}-{last[1]:02d}", precision)


def shifted_month(moment: date, by: int) -> tuple[int, int]:
    """Year and month `by` months after that of a day."""
    index = moment.year * 12 + moment.month - 1 + by
    return index // 12, index % 12 + 1


def first_day(iso: str) -> date:
    """The first day that "2024", "2024-06" or "2024-06-08" may mean."""
    parts = [int(part) for part in iso[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> date:
    """The last day that "2024", "2024-06" or "2024-06-08" may mean."""
    parts = [int(part) for part in iso[:10].split("-")]
    number = parts[1] if len(parts) > 1 else 12
    return date(parts[0], number, parts[2] if len(parts) > 2 else monthrange(parts[0], number)[1])


def made(year_: int, month_: int, day_: int) -> date | None:
    """The day, or None where the calendar has none such (30 February)."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None
