"""When the entries of a live page were written: what they tell machines or print, else their clock and the day of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from vetoproof.examine import zones
from vetoproof.examine.dateline import stamps
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.liveblog import CLOCK, Mark
from vetoproof.examine.published import Said, settle
from vetoproof.model import Published

_LATE = timedelta(minutes=10)
"""How much later than the page's own update the newest entry may say it is: clocks of templates are cached."""
_NEXT, _SAME = timedelta(hours=6), timedelta(hours=12)
"""A page that gives one time may mean its first or its last publication. A first entry at most so long after it, over midnight,
is of the next day ("published 23:30", an entry of 00:10); one at most so long before it is of the same day (published 12:00, an
entry of 09:15). In between nobody can tell which of the two days it is."""


def reckoned(marks: Sequence[Mark], page: Published, updated: Published | None, words: DateWords) -> list[Published]:
    """The publication of every entry, in the order of the page.

    A clock without a day gets one from the page: counted back from its last update where the newest entry stands first,
    else on from its publication; each time that the clock jumps, a day lies between. The note says so. Where it may be one of
    two days, both are given. Where the page has no day either, an entry has none.
    """
    found = [_said(mark, words) for mark in marks]
    clocks = [None if known else _clock(mark.printed) for known, mark in zip(found, marks, strict=True)]
    days, doubt = _days(clocks, found, page, updated)
    offset = next((p.from_[-6:] for p in (updated, page) if p and p.from_ and len(p.from_) > 19 and p.from_[-6] in "+-"), "")
    return [
        known or (_doubted(mark, day) if doubt and clock and day else _dated(mark, clock, day, offset, words))
        for known, mark, clock, day in zip(found, marks, clocks, days, strict=True)
    ]


def _said(mark: Mark, words: DateWords) -> Published | None:
    """What an entry itself says, where that has a day."""
    said = [Said(mark.moment, "machine")] if mark.moment else []
    if any(stamp.readings for stamp in stamps(mark.printed, words)):
        said.append(Said(mark.printed, "printed"))
    value = settle(said, words).published
    return value if value.from_ else None


def _clock(printed: str) -> time | None:
    match = CLOCK.search(printed)
    if match is None:
        return None
    hour = int(match[1])
    if match[3] and hour <= 12:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return time(hour, int(match[2]))


def _days(
    clocks: Sequence[time | None], found: Sequence[Published | None], page: Published, updated: Published | None
) -> tuple[list[date | None], bool]:
    """The day of every entry, and whether each may as well be the day after."""
    days: list[date | None] = [date.fromisoformat(p.from_[:10]) if p and p.from_ else None for p in found]
    told = [clock for clock in clocks if clock is not None]
    falling = sum(a >= b for a, b in pairwise(told)) * 2 >= len(told) - 1
    last, first = _moment(updated), _moment(page)
    newest_first = list(range(len(clocks))) if falling else list(range(len(clocks)))[::-1]
    order, anchor, back = (newest_first, last, True) if last is not None else (newest_first[::-1], first, False)
    if anchor is None:
        return days, False
    day, before, doubt = anchor.date(), None, False
    for place in order:
        clock = clocks[place]
        if clock is None:
            day = days[place] or day
            continue
        if before is None:
            now = datetime.combine(day, clock)
            if back and now > anchor.replace(tzinfo=None) + _LATE:
                day -= timedelta(days=1)
            elif not back and page.precision != "day":
                early = anchor.replace(tzinfo=None) - now
                doubt = _SAME < early < timedelta(days=1) - _NEXT
                day += timedelta(days=early >= timedelta(days=1) - _NEXT)
        elif back and clock > before:
            day -= timedelta(days=1)
        elif not back and clock < before:
            day += timedelta(days=1)
        days[place], before = day, clock
    return days, doubt


def _moment(value: Published | None) -> datetime | None:
    """The instant, or the last of a day, that a page says; None for anything coarser."""
    if value is None or not value.from_ or value.precision not in ("instant", "minute", "day"):
        return None
    return datetime.fromisoformat(value.from_ if "T" in value.from_ else f"{value.from_}T23:59:00")


def _doubted(mark: Mark, day: date) -> Published:
    first, last = day.isoformat(), (day + timedelta(days=1)).isoformat()
    return Published(mark.printed, first, last, "range", None, f"the page's own time does not tell the day: {first} or {last}")


def _dated(mark: Mark, clock: time | None, day: date | None, offset: str, words: DateWords) -> Published:
    if clock is None:
        return Published(mark.printed or None, note="no time is printed" if not mark.printed else "")
    if day is None:
        return Published(mark.printed, note="no day is printed")
    local = datetime.combine(day, clock)
    note = "the day is reckoned from the page's own date"
    zone = match[4] if (match := CLOCK.search(mark.printed)) else None
    placed = zones.place(local, zone, words) if zone else None
    if placed is not None and len(placed.instants) == 1:
        moment = placed.instants[0].isoformat()
        return Published(mark.printed, moment, moment, "minute", zone, "; ".join(filter(None, (note, placed.note))))
    if offset and re.fullmatch(r"[+-]\d\d:\d\d", offset):
        moment = f"{local.isoformat()}{offset}"
        return Published(mark.printed, moment, moment, "minute", None, f"{note}; the zone is the page's")
    return Published(mark.printed, day.isoformat(), day.isoformat(), "day", None, f"{note}; the time is printed without a zone")
