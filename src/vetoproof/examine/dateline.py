"""Dates as pages print them: one line in, every date stamp in it out. Nothing is guessed that is not printed.

dateparser is not used: it reads "in June" as the 8th and the modal "may" as a month (research/claims-peers.md).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

import msgspec

from vetoproof.examine import zones
from vetoproof.examine.characters import collapse
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.entries import alternation
from vetoproof.model import Published

LONGEST = 400
"""Characters of a line that are looked at: datelines are short, and the pattern is not linear on hostile text."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """One printed date. `readings`: ISO dates that the print allows (two where day and month could be exchanged).

    `month_day` alone is set where no year is printed. `label` is "published", "updated" or "".
    """

    start: int
    end: int
    text: str
    readings: tuple[str, ...] = ()
    month_day: str | None = None
    time: str | None = None
    zone: str | None = None
    label: str = ""
    relative: bool = False


def stamps(line: str, words: DateWords) -> list[Stamp]:
    """The date stamps of a line, in order; offsets count in the line with its white space as single blanks.

    A line longer than 400 characters is read only so far.
    """
    line = collapse(line[: 2 * LONGEST])[:LONGEST]
    found = [stamp for match in _pattern(words).finditer(line) if (stamp := _stamp(match, words))]
    return [_labelled(stamp, line, words) for stamp in found]


def published(stamp: Stamp, words: DateWords, year: int | None = None, offsets: frozenset[str] = frozenset()) -> Published:
    """What a stamp says as `Published`. `year` is another date's year for a stamp that prints none.

    `offsets`: offsets ("+05:30") printed elsewhere on the page, which settle an abbreviation of several zones.
    """
    text = stamp.text
    if stamp.relative:
        return Published(text=text, note="relative to a moment that the page does not print")
    readings = stamp.readings
    if stamp.month_day:
        if year is None or not _valid(f"{year}-{stamp.month_day}"):
            return Published(text=text, note="no year is printed")
        readings = (f"{year}-{stamp.month_day}",)
    if not readings:
        return Published(text=text, note="not a date")
    if len(readings) > 1:
        first, last = min(readings), max(readings)
        return Published(text, first, last, "range", stamp.zone, f"day and month are ambiguous: {first} or {last}")
    only = readings[0]
    if stamp.time is None or len(only) < 10:
        return Published(text, only, only, "day" if len(only) == 10 else "month", None, "")
    if stamp.zone is None:
        return Published(text, only, only, "day", None, "the time is printed without a zone")
    zoned = zones.place(datetime.fromisoformat(f"{only}T{stamp.time}"), stamp.zone, words)
    if zoned is None:
        return Published(text, only, only, "day", stamp.zone, f"the zone {stamp.zone} is not known")
    if len(zoned.instants) > 1:
        agreeing = tuple(moment for moment in zoned.instants if moment.isoformat()[-6:] in offsets)
        zoned = zones.Zoned(agreeing) if len(agreeing) == 1 else zoned
    low, high = zoned.instants[0].isoformat(), zoned.instants[-1].isoformat()
    fine = "instant" if stamp.time.count(":") == 2 else "minute"
    return Published(text, low, high, "range" if len(zoned.instants) > 1 else fine, stamp.zone, zoned.note)  # type: ignore[arg-type]


@lru_cache(maxsize=8)
def _pattern(words: DateWords) -> re.Pattern[str]:
    day = r"(?<!\d)(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
    gap = r"\s*[,.\-–]?\s*(?:of\s+)?"
    dates = "|".join(
        (
            r"(?<!\d)(?P<y1>\d{4})(?P<s1>[-./])\s?(?P<m1>\d{1,2})(?P=s1)\s?(?P<d1>\d{1,2})(?!\d)\.?",
            rf"\b(?P<era>{alternation(words.eras)})\s+(?P<y8>\d{{1,3}})[\s,]+(?P<m8>{words.month})\s*{day.format('d8')}",
            rf"\b(?P<m2>{words.month}){gap}{day.format('d2')}(?!\d|:){gap}(?P<y2>\d{{4}})(?!\d)",
            rf"{day.format('d3')}{gap}(?P<m3>{words.month}){gap}(?P<y3>\d{{4}})(?!\d)",
            r"(?<!\d)(?P<a4>\d{1,2})(?P<s4>[-./])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d)",
            rf"\b(?P<m5>{words.month})\s*{day.format('d5')}(?!\d|:)",
            rf"{day.format('d6')}\s+(?P<m6>{words.month})",
            rf"\b(?P<m7>{words.month}),?\s+(?P<y7>\d{{4}})(?!\d)",
            rf"(?P<ago>(?:\d+|an?|\w+)\s+(?:{alternation([*words.short_units, *words.units])})\s+{words.ago})",
        )
    )
    offset = r"(?:UTC|GMT)\s?[+\-−]\d{{1,2}}(?::?\d{{2}})?"
    zone = rf"(?:\s*[(\[]?(?P<{{0}}>{offset}|{words.zone}|[+\-−]\d{{{{2}}}}:?\d{{{{2}}}})[)\]]?)?"
    clock = (
        r"(?P<{0}>\d{{1,2}}(?:[:.h]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?(?:\s*(?P<{1}>(?i:{2})))?|\s*(?P<{3}>(?i:{2}))))(?![\d])"
    )
    after = clock.format("t1", "h1", words.halfday, "g1") + zone.format("z1")
    before = clock.format("t2", "h2", words.halfday, "g2") + zone.format("z2")
    link = rf"(?:\s*(?:T|[,|/•·–\-]|(?i:{words.joint})\b|\s)\s*){{1,4}}"
    weekday = rf"(?:\b(?P<w>{words.weekday}),?\s+)?"
    aside = rf"(?:\s*\({words.weekday}\))?"
    return re.compile(rf"(?:\b{before}{link})?{weekday}(?:{dates}){aside}(?:{link}{after})?")


def _stamp(match: re.Match[str], words: DateWords) -> Stamp | None:
    got = match.groupdict()
    text = match.group().strip()
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    head = {"start": start, "end": start + len(text), "text": text}
    if got["ago"]:
        return Stamp(**head, relative=True)  # type: ignore[arg-type]
    time, zone = _time(got, words)
    month_day = None
    readings: tuple[str, ...] = ()
    if got["m5"] or got["m6"]:
        month_day = f"{words.month_of(got['m5'] or got['m6']):02d}-{int(got['d5'] or got['d6']):02d}"
        if not _valid(f"2024-{month_day}"):
            return None
    else:
        readings = tuple(reading for reading in _readings(got, words) if _valid(reading))
        if not readings:
            return None
    return Stamp(**head, readings=readings, month_day=month_day, time=time, zone=zone)  # type: ignore[arg-type]


def _readings(got: dict[str, str | None], words: DateWords) -> tuple[str, ...]:
    if got["y1"]:
        return (_iso(got["y1"], got["m1"], got["d1"]),)
    if got["era"]:
        return (_iso(str(words.eras[got["era"]] + int(got["y8"] or 0)), words.month_of(got["m8"] or ""), got["d8"]),)
    if got["m2"]:
        return (_iso(got["y2"], words.month_of(got["m2"]), got["d2"]),)
    if got["m3"]:
        return (_iso(got["y3"], words.month_of(got["m3"]), got["d3"]),)
    if got["m7"]:
        return (_iso(got["y7"], words.month_of(got["m7"])),)
    day_first = _iso(got["y4"], got["b4"], got["a4"])
    month_first = _iso(got["y4"], got["a4"], got["b4"])
    if got["s4"] == "." or day_first == month_first:
        return (day_first,)  # Full stops between numbers are written day first (DIN 5008 and its kin).
    both = (day_first, month_first)
    if got["w"]:
        number = words.weekdays[got["w"].rstrip(".").lower()]
        fitting = tuple(iso for iso in both if _valid(iso) and date.fromisoformat(iso).isoweekday() == number)
        return fitting or both
    return both


def _time(got: dict[str, str | None], words: DateWords) -> tuple[str | None, str | None]:
    printed = got["t1"] or got["t2"]
    if not printed:
        return None, None
    half = got["h1"] or got["g1"] or got["h2"] or got["g2"]
    numbers = [int(part) for part in re.findall(r"\d+", printed)][:3]
    if half:
        numbers[0] = numbers[0] % 12 + words.halfdays[half.lower()]
    numbers += [0] * (2 - len(numbers))
    if numbers[0] > 23 or any(number > 59 for number in numbers[1:]):
        return None, None
    return ":".join(f"{number:02d}" for number in numbers), got["z1"] or got["z2"]


def _labelled(stamp: Stamp, line: str, words: DateWords) -> Stamp:
    before = re.search(
        rf"(?i:\b({'|'.join(re.escape(w) for w in sorted(words.labels, key=len, reverse=True))}))\s*[:\-–]?\s*\W*$",
        line[: stamp.start],
    )
    if before is None:
        return stamp
    return msgspec.structs.replace(stamp, label=words.labels[re.sub(r"\s+", " ", before.group(1).lower())])


def _iso(year: str | None, month: str | int | None, day: str | int | None = None) -> str:
    return f"{int(year or 0):04d}-{int(month or 0):02d}" + (f"-{int(day):02d}" if day is not None else "")


def _valid(iso: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01").year <= 2199
    except ValueError:
        return False
