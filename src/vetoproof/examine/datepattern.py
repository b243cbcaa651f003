"""Expressions of time in running text, as printed: pattern in, `Point` out. Which day is meant is decided elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.entries import alternation
from vetoproof.examine.numberwords import NumberWords
from vetoproof.examine.offsets import TokenIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc

_YEAR = r"(?:(?:19|20)\d\d)(?!\d|,\d|\.\d|-\w|%|s\b)"
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)(?!\d|,\d{3}|:\d|\.\d)"
_CAREFUL = {3, 5}
"""March and May are also a verb and a modal: bare, they are months only behind a preposition or determiner."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of time. What is not printed is None; `kind` names the rule that read it."""

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    part: str | None = None
    span: tuple[int, int] | None = None
    relative: str | None = None
    edge: str | None = None
    number: int | None = None
    half: bool = False
    unit: str | None = None


def points(doc: Doc, words: DateWords, numbers: NumberWords) -> list[Point]:
    """All expressions of time in the text, in order, none inside another."""
    tokens, text = TokenIndex(doc), grammar.text(doc)
    return [point for match in _pattern(words, numbers).finditer(text) if (point := _read(match, doc, tokens, words, numbers))]


@lru_cache(maxsize=8)
def _pattern(words: DateWords, numbers: NumberWords) -> re.Pattern[str]:
    to = rf"\s*(?:{alternation([*words.connectives.get('to', ()), *words.connectives.get('and', ())])})\s*"
    month, weekday = words.month, words.weekday
    long = rf"(?:{words.full_month}(?![\w-]))"
    count = rf"(?:\d{{1,3}}|{alternation([*numbers.cardinals, 'a', 'an'])})"
    unit, relative = alternation(words.units), alternation(words.relatives)
    part, season, portion = alternation(words.parts), alternation(words.seasons), alternation(words.portions)
    edge = alternation(words.edges)
    week = alternation(word for word, unit in words.units.items() if unit == "week")
    half = r"(?:\s+(?i:and)\s+(?i:a)\s+(?i:half))"
    plural = alternation(word for word, unit in words.units.items() if unit == "month")
    anyyear = rf"(?:{_YEAR}|(?i:(?:{relative}|the)\s+year))"
    told = rf"(?:,?\s+(?:of\s+)?(?P<y{{n}}>{_YEAR}|(?i:{relative}\s+year\b)))?"
    # The year of a day: "June 19 of last year", "19 June 2024".
    rules = {
        "days_month": rf"(?P<d1>{_DAY}){to}(?P<e1>{_DAY})\s+(?:of\s+)?(?P<m1>{month}){told.format(n=1)}",
        "month_days": rf"(?P<m2>{month})\s*(?P<d2>{_DAY})(?:{to})(?P<e2>{_DAY})(?!\s+{month}){told.format(n=2)}",
        "day_month": rf"(?:{weekday},?\s+)?(?P<d3>{_DAY})\s+(?:of\s+)?(?P<m3>{month}){told.format(n=3)}",
        "month_day": rf"(?:{weekday},?\s+)?(?P<m4>{month})\s*(?P<d4>{_DAY}){told.format(n=4)}",
        "iso": r"(?P<y5>(?:19|20)\d\d)-(?P<m5>[01]\d)-(?P<d5>[0-3]\d)(?!\d)",
        "dotted": r"(?P<d6>[0-3]?\d)\.(?P<m6>[01]?\d)\.(?P<y6>(?:19|20)\d\d)(?!\d)",
        "slice": rf"(?:(?i:the)\s+)?(?P<l28>(?i:{alternation(words.slices)}))\s+(?P<m28>{month})"
        rf"(?:,?\s+(?:of\s+)?(?P<y28>{_YEAR}))?",
        "week_of": rf"(?:(?i:the)\s+)?(?i:{week})\s+of\s+(?P<m29>{month})\s*(?P<d29>{_DAY})(?:,?\s+(?P<y29>{_YEAR}))?",
        "part_month": rf"(?P<p7>(?i:{part}))[\s-]*(?:in\s+)?(?P<m7>{month})(?:,?\s+(?:of\s+)?(?P<y7>{_YEAR}))?",
        "part_year": rf"(?P<p8>(?i:{part}))[\s-]*(?P<y8>{anyyear})",
        "part_unit": rf"(?P<p9>(?i:{part}))\s+(?P<r9>(?i:(?:{relative}|the)))\s+(?P<u9>(?i:{unit}))\b",
        "season": rf"(?:(?P<r10>(?i:{relative}|the))\s+)?(?:(?P<p10>(?i:{part}))[\s-]+)?(?P<s10>(?i:{season}))"
        rf"(?:\s+(?:of\s+)?(?:(?P<x10>(?:19|20)\d\d)\s*[-–/]\s*(?:20)?\d\d(?!\d)|(?P<y10>{anyyear})))?",
        "portion": rf"(?P<s11>(?i:{portion}))(?:\s+of\s+(?P<y11>{anyyear})|,?\s+(?P<x11>{_YEAR}))",
        "portion_bare": rf"(?i:the)\s+(?P<s30>(?i:{portion}))(?!\s+of\b)\b",
        "months_of": rf"(?P<q12>(?i:{edge}))\s+(?P<n12>(?i:{count}))\s+(?i:{plural})\s+of\s+(?P<y12>{anyyear})",
        "relative_month": rf"(?P<r13>(?i:{relative}))\s+(?P<m13>{long})",
        "month_year": rf"(?P<m14>{month}),?\s+(?:of\s+)?(?P<y14>{_YEAR})",
        "month": rf"(?P<m15>{long})(?:\s+(?P<r15>(?i:of\s+{relative}|{relative}))\s+(?i:year)\b)?",
        "past": rf"(?:(?i:the)\s+)?"
        rf"(?P<r16>(?i:{alternation(words.past)}))\s+(?:(?P<n16>(?i:{count}))\s+)(?P<u16>(?i:{unit}))(?P<h16>{half})?\b",
        "relative_unit": rf"(?P<r17>(?i:{relative}))\s+(?P<u17>(?i:{unit}))\b",
        "past_unit": rf"(?i:the)\s+(?P<r18>(?i:{alternation(words.past)}))\s+(?P<u18>(?i:{unit}))(?P<h18>{half})?\b(?!\s+of\b)",
        "ago": rf"(?P<n19>(?i:{count}))\s+(?P<u19>(?i:{unit}))\s+(?i:{words.ago})\b",
        "unit_part": rf"(?:(?i:the)\s+)?(?P<u31>(?i:{unit}))(?:['’]s\s+|-)(?P<p31>(?i:{part}))\b",
        "decade": r"(?:(?i:the)\s+)?(?P<y32>(?:19|20)\d0)s\b",
        "night": rf"(?i:{alternation(words.nights)})\b",
        "neighbour": rf"(?P<r20>(?i:{alternation(words.neighbours)}))\b",
        "shift": rf"(?P<n21>(?i:{count}))\s+(?P<u21>(?i:{unit}))\s+(?P<r21>(?i:{alternation(words.shifts)}))\b",
        "weekday": rf"(?:(?P<r22>(?i:{relative}))\s+)?(?P<w22>{words.full_weekday})(?![\w])",
        "day": rf"(?P<r23>(?i:{alternation(words.days)}))\b",
        "ordinal": rf"(?i:on)\s+(?i:the)\s+(?P<o24>(?i:{alternation(words.ordinals)})|[0-3]?\d(?:st|nd|rd|th))\b",
        "years": r"(?P<y25>(?:19|20)\d\d)\s*[-–/]\s*(?P<e25>(?:19|20)\d\d|\d\d)(?!\d|-)",
        "year": rf"(?P<y26>{_YEAR})",
        "then": rf"(?i:{alternation(words.then)})\b",
        "repeat": rf"(?i:{alternation(words.repeat)})\b",
        "vague": rf"(?P<r27>(?i:{alternation(words.vague)}))\b",
    }
    return re.compile(r"(?<![\w/])(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()) + ")")


def _read(match: re.Match[str], doc: Doc, tokens: TokenIndex, words: DateWords, numbers: NumberWords) -> Point | None:
    kind = next(name for name in ("days_month", *_KINDS) if match.group(name) is not None)
    got = {
        name[0]: value
        for name, value in match.groupdict().items()
        if value is not None and name[0] in "ymdeprunwsoqlxh" and name[1:].isdigit()
    }
    if not _is_time(kind, got, match, doc, tokens, words):
        return None
    month = got.get("m")
    relative = re.sub(r"\s+", " ", got.get("r", "")).lower().removeprefix("of ") or None
    year, year_word = _year(got.get("y") or got.get("x"), words)
    return Point(
        start=match.start(), end=match.end(), kind=_SAME.get(kind, kind), year=year,
        month=(int(month) if month.isdigit() else words.month_of(month)) if month else None,
        day=_number(got.get("d") or got.get("o"), words, numbers),
        last_day=_number(got.get("e"), words, numbers),
        weekday=words.weekdays[got["w"].lower()] if "w" in got else None,
        part=words.parts.get(re.sub(r"\s+", " ", got["p"].lower())) if "p" in got else None,
        span=_months(got["s"], words) if "s" in got else words.slices[_plain(got["l"])] if "l" in got else None,
        half="h" in got,
        relative=year_word or _relative(kind, relative, words),
        edge=words.edges.get(got["q"].lower()) if "q" in got else None,
        number=_number(got.get("n"), words, numbers),
        unit=words.units.get(got["u"].lower()) if "u" in got else None,
    )  # fmt: skip


_SAME = {"portion_bare": "portion", "unit_part": "part_unit"}
"""Rules that mean the same, printed another way: "the year's end" and "the end of the year"."""
_KINDS = (
    "month_days", "day_month", "month_day", "iso", "dotted", "slice", "week_of", "portion_bare", "unit_part", "decade", "night",
    "part_month", "part_year", "part_unit", "season", "portion",
    "months_of", "relative_month", "month_year", "month", "past", "relative_unit", "past_unit", "ago", "neighbour", "shift",
    "weekday", "day", "ordinal", "years", "year", "then", "repeat", "vague",
)  # fmt: skip


def _year(printed: str | None, words: DateWords) -> tuple[int | None, str | None]:
    if printed is None:
        return None, None
    if printed.isdigit():
        return int(printed), None
    first = re.sub(r"\s+year$", "", printed.lower())
    return None, words.relatives.get(re.sub(r"\s+", " ", first), "this")


def _relative(kind: str, printed: str | None, words: DateWords) -> str | None:
    """What a relating word means: "last", "later", "-1" for yesterday."""
    if printed is None:
        return None
    if kind == "day":
        return str(words.days[printed])
    table = {"neighbour": words.neighbours, "shift": words.shifts, "vague": words.vague}.get(kind, words.relatives)
    return table.get(printed, printed)


def _plain(printed: str) -> str:
    return re.sub(r"\s+", " ", printed.lower())


def _months(printed: str, words: DateWords) -> tuple[int, int] | None:
    plain = _plain(printed)
    return words.seasons.get(plain) or words.portions.get(plain)


def _number(printed: str | None, words: DateWords, numbers: NumberWords) -> int | None:
    if printed is None:
        return None
    if digits := re.match(r"\d+", printed):
        return int(digits.group())
    return words.ordinals.get(printed.lower()) or int(numbers.cardinals.get(printed.lower(), 1))


def _is_time(kind: str, got: dict[str, str], match: re.Match[str], doc: Doc, tokens: TokenIndex, words: DateWords) -> bool:
    """Whether the words mean a time here: bare months, seasons, years and ordinals need their surroundings."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 25) : start]
    if kind == "month":
        if words.month_of(got["m"]) in _CAREFUL and not _led(before, words):
            return False
        return bool(tokens.token(start).ent_type_ != "PERSON")
    if kind == "portion_bare":
        return _led(before, words)
    if kind == "season":
        return any(key in got for key in "ryx") or _led(before, words)
    if kind == "year":
        return (_led(before, words) or _dated(doc, tokens.over(start))) and not re.match(r"\s*(?:mm|km|kg)\b", text[end:])
    if kind == "ordinal":
        after = tokens.behind(end)
        return after >= len(doc) or doc[after].pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"}
    # "end March", "start June" are verbs; "early March", "mid-June" are dates.
    return kind != "part_month" or words.parts.get(got["p"].lower()) not in {"start", "end"} or " " in got["p"]


def _led(before: str, words: DateWords) -> bool:
    led = {word for group in words.connectives.values() for word in group if word[0].isalpha()} | set(words.steps)
    last = re.search(r"([A-Za-z]+)[\s(]+$", before)
    return bool(last and last.group(1).lower() in led | set(words.relatives) | {"this", "that"})


def _dated(doc: Doc, at: int) -> bool:
    return bool(doc[at].ent_type_ == "DATE") and (at + 1 >= len(doc) or doc[at + 1].tag_ != "NNS")
