"""Dates of birth as lists print them: a closed interval of days, how precise, and whether "circa".

"26.1.1966" is a day, "Jan 1964" a month, "1966" a year, "1946 to 1948" a range; "c.1956", "approximately 1980" are years with
a flag. One printed text may hold several ("1944; 1945 or 1946"): all are kept, for an entry may give alternatives. A day that
does not exist, a text without a year and a date of another calendar are refused with their reason, never bent into a date.

Two dates are compared by a stated model (`BirthModel`): how often two entries of one party print dates that agree, or differ
in this way, over how often those of two parties would. Contradiction is graded by its distance, for lists err by a year or two
more often than by twenty; a party whose date is not printed contradicts nothing.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year", "range"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ATOM = re.compile(
    rf"""(?<![\w])(?:
      (?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?:[T ]\d\d:\d\d\S*)?(?!\d)
    | (?P<d2>\d{{1,2}})\s?[-/.]\s?(?P<m2>\d{{1,2}})\s?[-/.]\s?(?P<y2>\d{{4}})
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-](?:of\s)?(?P<m3>{_MONTH}),?[\s-](?P<y3>\d{{4}})
    | (?P<m4>{_MONTH})\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>\d{{4}})
    | (?P<m5>{_MONTH})\s?(?:/|-|to|and|or)\s?(?P<n5>{_MONTH}),?\s(?P<y5>\d{{4}})
    | (?P<m6>{_MONTH}),?[\s-](?P<y6>\d{{4}})
    | (?P<y7>\d{{4}})-(?P<m7>\d{{2}})
    | (?P<m8>\d{{1,2}})[/.](?P<y8>\d{{4}})
    | (?P<y9>\d{{3}}0)'?s
    | (?P<y0>\d{{4}})
    )(?!\d|\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_CIRCA = re.compile(
    r"(?:\b(?:circa|approximately|approx|about|around|ca?|possibly|probably|perhaps|estimated|est|early|mid|late)\b|~)", re.I
)
_BETWEEN = re.compile(r"\b(?:between|from)\s*$", re.I)
_TO = re.compile(r"\s*(?:to|until|till|-|–|—)\s*", re.I)
_ITEM = re.compile(r"\b(?:[a-h]|\d)\)")
_STRANGE = re.compile(r"\b(?:hijri|a\.?h\.?|lunar|solar|solar hijri|buddhist|juche)\b", re.I)
REMEMBERED = 1 << 15
"""Printed texts whose reading is kept: lists print some ten thousand, and each is read for every query that comes near it."""

FIRST, LAST = 1850, 2050
"""Years beyond these are refused: "1372" is a year of another calendar, "2541" too."""


class BirthDate(NamedTuple):
    """A closed interval of days, from `low` to `high`, and how it was printed."""

    low: date
    high: date
    precision: Precision
    circa: bool
    printed: str

    @property
    def text(self) -> str:
        """The interval in words: "26 January 1966", "January 1964", "about 1956", "1946 to 1948"."""
        month = calendar.month_name[self.low.month]
        whole = _whole_years(self.low, self.high)
        words = {
            "day": f"{self.low.day} {month} {self.low.year}",
            "month": f"{month} {self.low.year}",
            "year": str(self.low.year),
            "range": f"{self.low.year} to {self.high.year}" if whole else f"{self.low} to {self.high}",
        }[self.precision]
        return f"about {words}" if self.circa else words


class BirthReading(NamedTuple):
    """The dates of one printed text and the reasons for what in it was refused."""

    dates: tuple[BirthDate, ...]
    refused: tuple[str, ...]


@lru_cache(REMEMBERED)
def read(printed: str, *, day_first: bool = True) -> BirthReading:
    """All dates of a printed text. Words after a date ("POB: ...") are let be; numbers that are no date are refused.

    `day_first`: how "3/4/1965" is meant (the UN, UK and EU print the day first); numbers that can be read in one order only
    ("12/31/1952") are read in that order.
    """
    text = " ".join(printed.replace("\u00a0", " ").split())
    if found := _STRANGE.search(text):
        return BirthReading((), (f"'{printed}': another calendar ({found.group()})",))
    dates: list[BirthDate] = []
    refused: list[str] = []
    end = 0
    ranged = False
    for atom in _ATOM.finditer(text):
        gap = text[end : atom.start()]
        joined = end and (_TO.fullmatch(gap) or (ranged and gap.strip().lower() == "and"))
        if not joined and re.search(r"\d", _ITEM.sub("", gap)):
            refused.append(f"'{gap.strip()}': no date")
        near = gap[-24:]
        circa = bool(_CIRCA.search(near))
        ranged = bool(_BETWEEN.search(near))
        end = atom.end()
        try:
            new = _dated(atom, circa, day_first)
        except ValueError as error:
            refused.append(f"'{atom.group().strip()}': {error}")
            continue
        if joined and dates:
            old = dates.pop()
            if old.low > new.high:
                refused.append(f"'{old.printed} to {new.printed}': ends before it begins")
                continue
            words = f"{old.printed} to {new.printed}"
            new = BirthDate(old.low, max(old.high, new.high), "range", old.circa or new.circa, words)
        dates.append(new)
    tail = text[end:]
    if len(dates) == 1 and _CIRCA.search(tail[:24]) and not re.search(r"\d", tail):
        dates = [dates[0]._replace(circa=True)]
    if re.search(r"\d", tail) or (not dates and not refused):
        refused.append(f"'{tail.strip() or printed}': no date")
    return BirthReading(tuple(dict.fromkeys(dates)), tuple(refused))


def read_all(printed: Iterable[str]) -> BirthReading:
    """The dates of several printed texts, each once, and all refusals."""
    readings = [read(text) for text in printed]
    dates = dict.fromkeys(one for reading in readings for one in reading.dates)
    return BirthReading(tuple(dates), tuple(reason for reading in readings for reason in reading.refused))


def _dated(atom: re.Match[str], circa: bool, day_first: bool) -> BirthDate:
    """The interval of one atom. Raises ValueError with the reason if the calendar has no such day, month or year."""
    part = {key: value for key, value in atom.groupdict().items() if value is not None}
    shape = next(iter(part))[1]
    year = int(part[f"y{shape}"])
    if not FIRST <= year <= LAST:
        raise ValueError(f"the year is not between {FIRST} and {LAST}: perhaps another calendar")
    printed = atom.group()
    if shape == "9":
        return BirthDate(date(year, 1, 1), date(year + 9, 12, 31), "range", circa, printed)
    first, last = _number(part.get(f"m{shape}", "0")), _number(part.get(f"n{shape}", "0"))
    day = int(part.get(f"d{shape}", "0"))
    if shape == "2" and first <= 12 and day <= 12 and not day_first:
        first, day = day, first
    if shape == "2" and first > 12 >= day > 0:
        first, day = day, first
    if first == 0:  # "1966", and "00/00/1966", as the UK prints a year
        return BirthDate(date(year, 1, 1), date(year, 12, 31), "year", circa, printed)
    if not 1 <= first <= 12:
        raise ValueError("no such month")
    if day == 0:
        last = last or first
        if last < first:
            raise ValueError("ends before it begins")
        high = date(year, last, calendar.monthrange(year, last)[1])
        return BirthDate(date(year, first, 1), high, "month" if last == first else "range", circa, printed)
    if day > calendar.monthrange(year, first)[1]:
        raise ValueError("no such day")
    return BirthDate(date(year, first, day), date(year, first, day), "day", circa, printed)


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _whole_years(low: date, high: date) -> bool:
    return (low.month, low.day, high.month, high.day) == (1, 1, 12, 31)


Relation = Literal["day", "month", "year", "compatible", "typing error", "other day", "contradiction", "unknown"]


class BirthModel(NamedTuple):
    """The model behind the weights. Shares of *one* party's pairs of printed dates, and how births of *two* parties spread.

    `years`: births of listed persons spread as if over so many equal years (42.4, one over the sum of squared shares, of 6,726
    days of birth on a treasury's list of January 2023 and in Regulation 269/2014). `days`: likewise over so many days of the
    year (309). `first_january`: the share that is printed as 1 January, which mostly stands for a year only (2.0 %). `slips`:
    so many existing days lie one slip of the hand from a day (mean 34.1 for days of 1930 to 1999 against 1925 to 2005).

    The shares `equal` to `very_far` are of entries of one party on two lists where both give a whole day, `overlap` where one
    of them is coarser. Counted on 143 persons whose name of three words or more is equal on the Security Council's list of
    February 2026 and on that treasury's, the best pair of dates taken: equal 137, slip 3, other day 1, further apart 2; of 112
    more with a coarser date 108 met. `near` to `very_far` are set higher than counted, as each list copies from the other.
    """

    years: float = 42.0
    days: float = 309.0
    first_january: float = 0.02
    equal: float = 0.93
    typing_error: float = 0.025
    other_day: float = 0.01
    near: float = 0.02
    far: float = 0.01
    very_far: float = 0.005
    overlap: float = 0.95
    slips: float = 34.0
    circa_years: int = 3
    """So many years "circa" reaches beyond what is printed."""


DECADE = 9.5
"""Years from which a slip of one digit speaks neither for nor against one party."""


class BirthVerdict(NamedTuple):
    """How two dates stand to each other; `log10` of the likelihood ratio; `years` between them (0 where they meet). `dates` are
    the two, one where both are printed alike, and `words` what follows them in the reason."""

    relation: Relation
    log10: float
    words: str
    years: float = 0.0
    dates: tuple[BirthDate, ...] = ()

    @property
    def reason(self) -> str:
        """To print. Put together when asked for: most verdicts are on entries that are not shown."""
        texts = [one.text for one in self.dates]
        return f"born {', and '.join(texts)}{self.words}" if texts else self.words


def compare(a: BirthDate, b: BirthDate, model: BirthModel | None = None) -> BirthVerdict:
    """How two dates of birth stand to each other, with the weight that `BirthModel` gives and a reason to print."""
    m = model or BirthModel()
    both = a.precision == b.precision == "day" and not (a.circa or b.circa)
    if a.low <= b.high and b.low <= a.high:
        return _meeting(a, b, m, both)
    gap = _gap(a, b) if a.low > b.high else _gap(b, a)
    dates = a, b
    if both and _slip(a.low, b.low) and not _new_year(a.low, b.low):
        swapped = a.low.year == b.low.year and (a.low.day, a.low.month) == (b.low.month, b.low.day)
        slip = "day and month exchanged" if swapped else "one slip of the hand apart"
        told = _ratio(m.typing_error, m.slips / (m.years * m.days))
        # One digit may be decades ("1953", "1983"): that may be a slip, but it is no reason to think of one person.
        return BirthVerdict("typing error", min(0.0, told) if gap >= DECADE else told, f": {slip}", gap, dates)
    if (a.circa or b.circa) and gap <= m.circa_years:
        chance = min(1.0, 2 * m.circa_years / m.years)
        return BirthVerdict("compatible", _ratio(m.overlap / 4, chance), ": 'about' may mean that", gap, dates)
    if a.low.year == b.high.year or a.high.year == b.low.year:
        return BirthVerdict("other day", _ratio(m.other_day, 1 / m.years), ": not the same day", gap, dates)
    told = _ratio(m.very_far, 1 - 20 / m.years)
    if gap < 10:
        told = _ratio(m.near, 4 / m.years) if gap < 2 else _ratio(m.far, 16 / m.years)
    return BirthVerdict("contradiction", told, f": {_years(gap)} apart", gap, dates)


def _new_year(a: date, b: date) -> bool:
    """Whether both are 1 January, which mostly stands for a year only: the equal day and month then say nothing."""
    return (a.month, a.day) == (b.month, b.day) == (1, 1)


def _meeting(a: BirthDate, b: BirthDate, m: BirthModel, both: bool) -> BirthVerdict:
    if both:
        new_year = (a.low.month, a.low.day) == (1, 1)
        chance = (m.first_january if new_year else 1 / m.days) / m.years
        doubt = " (1 January often stands for a year)" if new_year else ""
        return BirthVerdict("day", _ratio(m.equal, chance), f" on both{doubt}", 0.0, (a,))
    inside = (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high)
    spans = ((a.high - a.low).days + 1, (b.high - b.low).days + 1)
    # Two parties' intervals meet by chance as often as the wider covers the years; if neither holds the other, as their sum.
    reach = (max(spans) if inside else sum(spans)) / 365.25 + (2 * m.circa_years if a.circa or b.circa else 0)
    precisions = {a.precision, b.precision}
    relation: Relation = "compatible"
    if not (a.circa or b.circa) and "range" not in precisions:
        relation = "year" if "year" in precisions else "month"
    words = {"year": "the year agrees", "month": "the month agrees", "compatible": "they can be one date"}[relation]
    same = a[:4] == b[:4]
    told = _ratio(m.overlap, min(1.0, reach / m.years))
    return BirthVerdict(relation, told, " on both" if same else f": {words}", 0.0, (a,) if same else (a, b))


def compare_all(a: Iterable[BirthDate], b: Iterable[BirthDate], model: BirthModel | None = None) -> BirthVerdict:
    """The verdict on two entries that may each give several dates: the pair that speaks most for one party.

    Several tries find agreement by chance more easily, so its ratio is divided by the number of pairs; a contradiction stands
    as it is, for then all pairs contradict. "unknown" where one gives none.
    """
    right = tuple(b)
    verdicts = [compare(one, two, model) for one in a for two in right]
    if not verdicts:
        return BirthVerdict("unknown", 0.0, "no date of birth on at least one side")
    best = max(verdicts, key=lambda verdict: (verdict.log10, -verdict.years))
    if best.log10 <= 0 or len(verdicts) == 1:
        return best
    return best._replace(log10=max(0.0, _ratio(10**best.log10, len(verdicts))))


def _gap(late: BirthDate, early: BirthDate) -> float:
    """Years between two intervals; of coarse dates the years as printed, for 1949 and 1950 are a year apart, not a day."""
    days = round((late.low - early.high).days / 365.25, 2)
    return days if late.precision == early.precision == "day" else max(days, float(late.low.year - early.high.year))


def _slip(a: date, b: date) -> bool:
    """Whether one slip makes one day of the other: day and month exchanged, one digit, or two neighbouring digits exchanged."""
    if a.year == b.year and (a.day, a.month) == (b.month, b.day):
        return True
    left, right = (f"{one.day:02}{one.month:02}{one.year}" for one in (a, b))
    at = [place for place in range(8) if left[place] != right[place]]
    if len(at) == 1:
        return True
    return len(at) == 2 and at[1] == at[0] + 1 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]


def _ratio(same: float, two: float) -> float:
    """log10 of a likelihood ratio, to four decimals."""
    return round(math.log10(same / two), 4)


def _years(gap: float) -> str:
    return "a year" if gap == 1 else f"{gap:.0f} years" if gap >= 2 else f"{gap:.1f} years"
