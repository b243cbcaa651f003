"""Days that systems write where nobody told them a date of birth. They are nobody's, and must not speak against a party.

Only defaults are meant. The first of January of other years is often written for "some day of that year", and then the year is
meant. Days before 1850 and after 2050 (0001-01-01, 1753-01-01, 9999-12-31) are no dates of birth at all: `born` refuses them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from vetoproof.screen.born import read

NOBODY: frozenset[date] = frozenset(
    {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1901, 1, 1), date(1904, 1, 1), date(1858, 11, 17)}
)
"""Day nought of spreadsheets (1899-12-30, 1899-12-31, 1904-01-01), the default of database servers and bank systems
(1900-01-01, 1901-01-01), day nought of the modified Julian date. No living person was born on them."""

PERHAPS: frozenset[date] = frozenset({date(1969, 12, 31), date(1970, 1, 1)})
"""Second nought of Unix, as seen from the west and the east of Greenwich. People were born on these days as well, and lists
print the second for persons of whom they know the year: it may speak for a person, and never against one."""

YEARS = frozenset({1900, 1901})
"""The same years without a day."""

Kind = Literal["nobody", "perhaps", "told"]


class Told(NamedTuple):
    """Printed dates of birth by what they are worth, each in its order."""

    told: tuple[str, ...]
    perhaps: tuple[str, ...]
    nobody: tuple[str, ...]


def kind_of(printed: str) -> Kind:
    """Whether a printed date is a day that systems write by themselves: surely, perhaps, or not."""
    dates = read(printed).dates
    if not dates:
        return "told"
    if all((one.precision == "day" and one.low in NOBODY) or _year(one.low, one.high) in YEARS for one in dates):
        return "nobody"
    return "perhaps" if all(one.precision == "day" and one.low in NOBODY | PERHAPS for one in dates) else "told"


def sorted_out(printed: Iterable[str]) -> Told:
    """Printed dates by what they are worth."""
    kinds = [(kind_of(text), text) for text in printed]
    return Told(*(tuple(text for kind, text in kinds if kind == wanted) for wanted in ("told", "perhaps", "nobody")))


def _year(low: date, high: date) -> int:
    """The year where exactly one is meant, else 0."""
    return low.year if (low.month, low.day, high.month, high.day, high.year) == (1, 1, 12, 31, low.year) else 0
