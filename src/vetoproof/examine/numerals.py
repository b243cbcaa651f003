"""Printed numbers, and which two of them are the ends of one range."""

from __future__ import annotations

import re

import msgspec

from vetoproof.examine.numberwords import Number, NumberWords

_CODE = 10
"""A hyphen joins a range only up to this ratio of its ends: "502-9991" is a telephone number, "5-6 million" a range."""
_OPENING = 12
_RISE = 60


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One printed number with the words that belong to it; `first` and `last` bound the number itself."""

    start: int
    end: int
    first: int
    last: int
    value: Number
    factor: Number
    before: str = ""
    after: str = ""
    sign: str = ""
    percent: bool = False
    strong: bool = False


def figures(text: str, words: NumberWords) -> list[Figure]:
    """All printed numbers of a text, in order."""
    return [_figure(match, words) for match in words.figure.finditer(text)]


def _figure(match: re.Match[str], words: NumberWords) -> Figure:
    blank = len(match.group()) - len(match.group().lstrip())
    strength = words.strength.match(match.string, match.end("n"))
    return Figure(
        start=match.start() + blank,
        end=strength.end() if strength else match.end(),
        strong=strength is not None,
        first=match.start("n"),
        last=match.end("n"),
        value=words.value(match["n"]),
        factor=words.factor(match["n"]),
        before=match["pre"] or "",
        after=match["after"] or "",
        sign=(match["sign"] or "").strip(),
        percent=match["pct"] is not None,
    )


def joined(text: str, low: Figure, high: Figure, words: NumberWords) -> tuple[int, Number, Number] | None:
    """Where the range begins, and its ends, if two neighbouring numbers are the ends of one; else None.

    "1 to 2 million" lends its million to the first number; "rose from 5,000 to 12,000" are two figures at two times.
    """
    between = text[low.end : high.start]
    opening = words.opening.search(text[max(0, low.start - _OPENING) : low.start])
    link = words.link.fullmatch(between)
    if link is None and not (opening and words.between.fullmatch(between)):
        return None
    if high.before or low.after or (low.percent and not high.percent) or (high.sign and high.sign != low.sign):
        return None
    first = low.value
    if high.factor > 1 and low.factor == 1 and first < 1000 and first * high.factor <= high.value:
        first = round(first * high.factor, 6)
        first = int(first) if first == int(first) else first
    if first >= high.value or (is_hyphen(between) and high.value > _CODE * first):
        return None
    if words.rise.search(text[max(0, low.start - _RISE) : low.start]):
        return None
    return low.start - (len(opening.group()) if opening else 0), first, high.value


def bounded(text: str, low: Figure, high: Figure, words: NumberWords) -> bool:
    """Whether two neighbours are the bounds of one figure: "more than 500 but fewer than 1,000"."""
    kinds = words.comparator(low.before, low.after), words.comparator(high.before, high.after)
    joint = words.but.fullmatch(text[low.end : high.start]) is not None and low.value < high.value
    return joint and kinds[0] in ("more_than", "at_least") and kinds[1] == "up_to"


def is_hyphen(between: str) -> bool:
    """Whether two numbers hang together by a bare hyphen, as in a code or a score."""
    return len(between) == 1 and not between.isalnum() and not between.isspace()
