"""When, and over which window: expressions of time with their connectives, at the precision that is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from vetoproof.examine import calendar_days as cal
from vetoproof.examine import grammar
from vetoproof.examine.calendar_days import Anchor, Stretch
from vetoproof.examine.datepattern import Point, points
from vetoproof.examine.datewords import DateWords, date_words
from vetoproof.examine.entries import alternation
from vetoproof.examine.found import Found
from vetoproof.examine.names import NameIndex
from vetoproof.examine.numberwords import number_words
from vetoproof.examine.offsets import TokenIndex
from vetoproof.examine.resolve import resolve
from vetoproof.examine.tense import is_deadline, is_future, is_told
from vetoproof.model import Period, PeriodKind, Precision, Published
from vetoproof.packs.language import Language
from vetoproof.packs.regime import NamedDate

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN = {"since", "after", "until", "by"}
UNDATED = "a named event that is spoken of, not used as a date"
"""The note on an event of the calendar that dates nothing where it stands."""
_CLIMB, _FAR = 10, 150
"""Words climbed and characters looked back from a date to the "since" that governs its phrase."""
_LEADING = ("since", "after", "until", "by", "at", "between", "from")


def find(doc: Doc, language: Language, published: Published, calendar: Sequence[NamedDate]) -> list[Found[Period]]:
    """Every period of a parsed text, in order, counted from its dateline.

    `calendar` holds events that texts use as dates ("since the September summit"); where one is only spoken of, it is no
    date. A date that cannot be resolved (no dateline) has precision "unknown" and both ends open; nothing is rounded to a day.
    """
    words = date_words(language.dates)
    anchor = Anchor.of(published)
    named = [(start, end, rows[0]) for start, end, rows in _calendar(tuple(calendar)).find(grammar.text(doc))]
    printed = points(doc, words, number_words(language.numbers, language.units))
    return _Reader(doc, words, anchor).all(printed, named)


class _Reader:
    """Reads the points of one text from left to right; `near` is the date named last, from which "later" counts."""

    def __init__(self, doc: Doc, words: DateWords, anchor: Anchor | None) -> None:
        self.doc, self.words, self.anchor = doc, words, anchor
        self.text = grammar.text(doc)
        self.tokens = TokenIndex(doc)
        self.near: Stretch | None = None
        self.found: list[Found[Period]] = []
        self.end = 0

    def all(self, met: Sequence[Point], named: list[tuple[int, int, NamedDate]]) -> list[Found[Period]]:
        used = [one for one in named if _meant(one[2], self.anchor) and self._dates(one[0])]
        printed = [point for point in met if not _inside(point, used)]
        i = 0
        while i < len(printed):
            pair = printed[i + 1] if i + 1 < len(printed) else None
            if pair is not None and self._range(printed[i], pair):
                i += 2
                continue
            self._single(printed[i])
            i += 1
        for start, end, row in named:
            if (start, end, row) in used:
                self._add(start, end, Stretch(row.from_, row.to, _precision(row)), self._connective(start), False)
            elif not any(_inside(point, [(start, end, row)]) for point in printed):
                unknown = Period(from_=None, to=None, precision="unknown", kind="occurrence")
                self.found.append(Found(start, end, unknown, UNDATED))
        return sorted(self.found, key=lambda one: (one.start, one.end))

    def _single(self, point: Point) -> None:
        future = is_future(self.doc, self._token(point.start), self.words)
        start, connective = self._connective(point.start)
        if point.kind == "vague":
            kind: PeriodKind = "future" if point.relative == "future" else "window"
            self.found.append(Found(point.start, point.end, Period(from_=None, to=None, precision="unknown", kind=kind)))
            return
        if point.kind == "years":
            self._years(point)
            return
        if point.kind in ("then", "repeat"):
            self._again(point)
            return
        if point.kind in ("days_month", "month_days") and connective == "since":
            connective = "at"  # "from 8 to 13 October" is closed
        backward = connective in ("since", "after") or (connective == "by" and not future)
        stretch = resolve(point, self.anchor, future=future and not backward, near=self.near)
        if stretch is not None and not future and not point.year and self._ahead(stretch):
            # "On 12 December troops stormed the village" in November: neither this year's nor last year's is meant for sure.
            stretch = None if is_told(self.doc, self._token(point.start)) else stretch
        if stretch is None:
            kind = "window" if connective in _OPEN else "occurrence"
            self.found.append(
                Found(start, point.end, Period(from_=None, to=None, precision="unknown", kind=kind), "no date to count from")
            )
            return
        self.near = stretch if stretch.last and connective not in ("until", "by") else self.near
        if connective in ("until", "by") and not future:
            future = is_deadline(self.doc, self._token(point.start), self.words)
        self._add(start, point.end, stretch, (start, connective), future, point)

    def _range(self, first: Point, second: Point) -> bool:
        """ "between A and B", "from A to B", "A to B": one period of two points, which lend each other the year."""
        between = self.text[first.end : second.start]
        link = re.fullmatch(rf"\s*,?\s*(?P<link>{_link(self.words)})\s*(?:the\s+)?", between, re.IGNORECASE)
        opening = re.search(
            rf"\b(?P<open>{_opening_words(self.words)})\s+(?:the\s+)?$",
            self.text[max(0, first.start - 20) : first.start],
            re.IGNORECASE,
        )
        if link is None or (opening is None and not _alike(first, second)):
            return False
        either = link["link"].lower() in self.words.connectives.get("or", ())
        joint = opening is None and link["link"].lower() in self.words.connectives.get("and", ())
        future = is_future(self.doc, self._token(first.start), self.words)
        low, high = self._both(first, second, future)
        if low is None or high is None or cal.first_day(low.first) > cal.last_day(high.last or high.first):
            return False
        if (joint or either) and not _adjoin(low, high):
            return False  # "in June 2023 and June 2024" are two times.
        days = low.precision == high.precision == "day"
        precision = low.precision if low.precision == high.precision and not days else "range"
        short = days and (cal.last_day(high.last) - cal.first_day(low.first)).days <= 31
        kind: PeriodKind = "occurrence" if short or either else "window"
        precision = "range" if either else precision
        if self.anchor and cal.first_day(low.first) > self.anchor.day:
            kind = "future"
        start = first.start - len(opening.group()) if opening else first.start
        self.found.append(
            Found(start, second.end, Period(from_=low.first, to=high.last or high.first, precision=precision, kind=kind))
        )
        self.near = high
        return True

    def _ahead(self, stretch: Stretch) -> bool:
        return self.anchor is not None and cal.first_day(stretch.first) > self.anchor.day

    def _both(self, first: Point, second: Point, future: bool) -> tuple[Stretch | None, Stretch | None]:
        if first.year and not second.year:
            low = resolve(first, self.anchor, near=self.near)
            later = Anchor(cal.last_day(f"{first.year + 1}") if low is None else _year_on(low), True)
            return low, resolve(second, later, near=self.near)
        high = resolve(second, self.anchor, future=future, near=self.near)
        if first.year or high is None:
            return resolve(first, self.anchor, near=self.near), high
        return resolve(first, Anchor(cal.last_day(high.last or high.first), True), near=self.near), high

    def _again(self, point: Point) -> None:
        """ "since then" begins where the period named before ends; "in the same period" is that period."""
        last = next((one.value for one in reversed(self.found) if one.value.precision != "unknown"), None)
        if last is None:
            value = Period(from_=None, to=None, precision="unknown", kind="window")
        elif point.kind == "repeat":
            value = last
        else:
            value = Period(from_=last.to or last.from_, to=None, precision=last.precision, kind="window")
        self.found.append(Found(point.start, point.end, value, "" if last else "no period named before"))

    def _years(self, point: Point) -> None:
        low, high = str(point.year), self.text[point.start : point.end].split("-")[-1].split("–")[-1].split("/")[-1].strip()
        high = high if len(high) == 4 else low[:2] + high
        if high > low:
            self.found.append(Found(point.start, point.end, Period(from_=low, to=high, precision="year", kind="window")))

    def _add(
        self, start: int, end: int, stretch: Stretch, opening: tuple[int, str | None], future: bool, point: Point | None = None
    ) -> None:
        connective = opening[1]
        start = opening[0]
        low: str | None = stretch.first
        high: str | None = stretch.last or None
        kind: PeriodKind = "occurrence"
        precision = stretch.precision
        if connective in ("since", "after"):
            high, kind = None, "window"
        elif connective in ("until", "by"):  # "as of July 15", "by December"
            low, kind = None, "window"
            high = stretch.last or stretch.first
        elif point is not None and (
            point.kind in ("portion", "months_of", "past_unit", "decade") or (point.kind == "past" and precision != "range")
        ):
            kind = "window"
        begins = cal.first_day(low or high or stretch.first)
        ends = cal.last_day(high or begins.isoformat())
        if (connective in ("until", "by") and future) or (
            self.anchor is not None and (begins > self.anchor.day or (future and ends > self.anchor.day))
        ):
            kind = "future"
        self.found.append(Found(start, end, Period(from_=low, to=high, precision=precision, kind=kind)))

    def _connective(self, start: int) -> tuple[int, str | None]:
        """Where the words that lead to a date begin, and which they are: "by", "since"... ("from" alone is "since")."""
        if named := _since(self.words).search(self.text[max(0, start - 80) : start]):
            # "since the summit of September 2023" is open from there.
            return start - len(named.group()), "since"
        match = _leading(self.words).search(self.text[max(0, start - 40) : start])
        if match is None or match["word"].lower() in self.words.connectives.get("at", ()):
            governing = self._governing(start)
            if governing is not None:
                return governing, "since"
        if match is None:
            return start, None
        printed = re.sub(r"\s+", " ", match["word"].lower())
        for name in _LEADING:
            if printed in self.words.connectives.get(name, ()):
                return start - (len(match.group())), "since" if name == "from" else name
        return start, None

    def _dates(self, start: int) -> bool:
        """Whether the event at `start` is used as a date: "since the visit", "during" it. "It rests on the visit" tells no
        time.
        """
        during = _opened(self.words).search(self.text[max(0, start - 40) : start])
        return during is not None or self._connective(start)[1] not in (None, "at")

    def _governing(self, start: int) -> int | None:
        """Where "since" stands, if the date only dates the event since which: "since the summit of A and B last June"."""
        token = self.doc[self._token(start)]
        for _ in range(_CLIMB):
            if token.head == token or token.pos_ in ("VERB", "AUX"):
                return None
            if token.lower_ in self.words.connectives.get("since", ()) and token.dep_ == "prep":
                return int(token.idx) if start - token.idx <= _FAR else None
            token = token.head
        return None

    def _token(self, offset: int) -> int:
        return self.tokens.over(offset)


def _alike(first: Point, second: Point) -> bool:
    days = {"day_month", "month_day", "iso", "dotted"}
    return (
        first.kind == second.kind
        or {first.kind, second.kind} <= days
        or {first.kind, second.kind} <= {"month", "month_year", "part_month"}
    )


def _adjoin(low: Stretch, high: Stretch) -> bool:
    """Whether nothing lies between two stretches: "in late October and early November", "in 2023 and 2024"."""
    return (cal.first_day(high.first) - cal.last_day(low.last or low.first)).days <= 1


def _year_on(low: Stretch) -> date:
    start = cal.first_day(low.first)
    return cal.made(start.year + 1, start.month, min(start.day, 28)) or start


def _inside(point: Point, named: list[tuple[int, int, NamedDate]]) -> bool:
    return any(point.start < end and start < point.end for start, end, _ in named)


def _meant(row: NamedDate, anchor: Anchor | None) -> bool:
    """Whether a page of this day can mean this event: it has been, and no later one of the same name has."""
    if anchor is None:
        return not row.until
    return cal.first_day(row.from_) <= anchor.day and (not row.until or anchor.day <= cal.last_day(row.until))


def _precision(row: NamedDate) -> Precision:
    if row.from_ != row.to:
        return "range"
    return "year" if len(row.from_) == 4 else "month" if len(row.from_) == 7 else "day"


@lru_cache(maxsize=8)
def _leading(words: DateWords) -> re.Pattern[str]:
    leads = alternation([word for name in _LEADING for word in words.connectives.get(name, ())])
    return re.compile(rf"\b(?P<word>{leads})\s+(?:{alternation(words.steps)}\s+){{0,2}}$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _opened(words: DateWords) -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(words.during)}\s+$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _since(words: DateWords) -> re.Pattern[str]:
    since = alternation(words.connectives.get("since", ()))
    return re.compile(rf"\b{since}\s+(?:[\w'’-]+\s+){{2,6}}(?:of|in|on)\s+$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _link(words: DateWords) -> str:
    return alternation([word for name in ("to", "and", "or") for word in words.connectives.get(name, ())])


@lru_cache(maxsize=8)
def _opening_words(words: DateWords) -> str:
    return alternation([*words.connectives.get("between", ()), *words.connectives.get("from", ())])


@lru_cache(maxsize=4)
def _calendar(calendar: tuple[NamedDate, ...]) -> NameIndex[NamedDate]:
    names: dict[str, list[NamedDate]] = {}
    for row in calendar:
        for name in row.names:
            names.setdefault(name.lower(), []).append(row)
    return NameIndex(names)
