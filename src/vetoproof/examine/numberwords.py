"""The number words of a language, compiled once: what `numbers.yaml` and `units.yaml` hold, as look-ups and patterns.

Kinds of numbers: cardinal, multiplier, suffix (directly after digits), fraction, portion (of a million), percent, vague,
comparator (before), after (comparator behind), strength ("-strong"), range_but, range_between, range_from, range_link, rise,
capacity, capacity_if, capacity_behind, estimate, estimate_not, label, age, dimension (behind "90m"), over (before "the 500").
Kinds of units: currency_sign, currency_word, measure, counted_unit, invariant, adjectival, countable, people_pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from vetoproof.examine.entries import alternation, of_kind, words
from vetoproof.packs.language import Entry

Number = int | float
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Characters without width: inside a number they part nothing (a number cut there would be another number)."""
_Z = rf"[{_UNSEEN}]?"
_COMMA, _BLANK = "[,\uff0c\u066c]", "[ \u00a0\u2009\u202f]"
_POINT = "[.\uff0e\u066b]"
_CALIBRE = r"[\s-]?(?i:mm|millim)"
_THREE = rf"{_Z}\d{_Z}\d{_Z}\d"
# One kind of mark in a number, and no calibre behind it: "500,000 122-mm shells", "200 152-mm shells".
_DIGITS = (
    rf"(?:\d(?:{_Z}\d){{0,2}}(?:(?:{_Z}{_COMMA}{_THREE}){{1,5}}|(?:{_Z}{_BLANK}{_THREE}(?!{_CALIBRE})){{1,5}})(?!{_Z}\d)"
    rf"|\d(?:{_Z}\d){{0,14}}(?!{_Z}\d))"
    rf"(?:{_Z}{_POINT}\d{{1,9}})?"
)
"""Digits of any script, at most fifteen or six groups: longer ones are keys or codes, beyond what a float holds exactly."""


class NumberWords:
    """Look-ups and regular expressions; `number` matches one printed number, `value` reads it."""

    def __init__(self, numbers: Sequence[Entry], units: Sequence[Entry]) -> None:
        self.cardinals = _values(numbers, "cardinal")
        self.multipliers = _values(numbers, "multiplier")
        self.suffixes = _values(numbers, "suffix")
        self.fractions = _values(numbers, "fraction")
        self.comparators = _meanings(numbers, "comparator")
        self.after = _meanings(numbers, "after")
        self.signs = {word: str(row.value) for row in of_kind(units, "currency_sign") for word in row.words}
        self.currencies = _meanings(units, "currency_word")
        self.counted_units = _meanings(units, "counted_unit")
        self.measures = frozenset(words(units, "measure"))
        self.invariant = frozenset(words(units, "invariant"))
        self.adjectival = frozenset(words(units, "adjectival"))
        self.countable = frozenset(words(units, "countable"))
        self.pronouns = frozenset(words(units, "people_pronoun"))
        self.labels = frozenset(words(numbers, "label"))
        self.metres = re.compile(rf"(?<=\dm)[ -]{alternation(words(numbers, 'dimension'))}\b", re.IGNORECASE)
        self.over = re.compile(rf"\b{alternation(words(numbers, 'over'))}\s+(?:the|its|their|this|that)\s+$", re.IGNORECASE)
        self.rise = re.compile(rf"\b{alternation(words(numbers, 'rise'))}\b[^.;\n]{{0,30}}$", re.IGNORECASE)
        self.ages = re.compile(rf"\b{alternation(words(numbers, 'age'))}\s*$", re.IGNORECASE)
        self.capacity = re.compile(rf"\b{alternation(words(numbers, 'capacity'))}\b", re.IGNORECASE)
        self.capacity_if = re.compile(rf"\b{alternation(words(numbers, 'capacity_if'))}\b", re.IGNORECASE)
        self.estimate = re.compile(rf"\b{alternation(words(numbers, 'estimate'))}\b", re.IGNORECASE)
        self.behind = re.compile(rf"\W{{0,3}}{alternation(words(numbers, 'capacity_behind'))}\b", re.IGNORECASE)
        self.estimate_not = re.compile(rf"\b{alternation(words(numbers, 'estimate_not'))}\b", re.IGNORECASE)
        self._comparator = re.compile(alternation(self.comparators), re.IGNORECASE)
        self._portions = {word.lower(): float(row.value or 0) for row in of_kind(numbers, "portion") for word in row.words}
        self._portion = re.compile(rf"(?P<part>{alternation(self._portions)})\s+", re.IGNORECASE)
        multiple = rf"{alternation(self._portions)}\s+an?\s+{alternation(self.multipliers)}\b"
        self.of_multiple = re.compile(rf"(?:{self._before()})?{multiple}", re.IGNORECASE)
        self.number = self._number()
        self.strength = re.compile(rf"-{alternation(words(numbers, 'strength'))}(?![\w-])", re.IGNORECASE)
        # "10,000 soldiers or so", "500 men at most": of several words, so that a bare "plus" never joins two figures.
        trailing = alternation(word for word in self.after if " " in word)
        self.trailing = re.compile(rf"[^\S\n]+(?P<after>{trailing})(?![\w-])", re.IGNORECASE)
        self.lead = re.compile(rf"(?P<lead>{self._before()})$")
        self.but = re.compile(rf",?\s+{alternation(words(numbers, 'range_but'))}\s+", re.IGNORECASE)
        self.figure = self._figure(numbers)
        links, openers = alternation(words(numbers, "range_link")), words(numbers, "range_between")
        self.opening = re.compile(rf"\b(?P<open>{alternation([*openers, *words(numbers, 'range_from')])})\s+$", re.IGNORECASE)
        self.link = re.compile(rf"\s*(?P<link>{links})\s*", re.IGNORECASE)
        ends = [str(row.value) for row in of_kind(numbers, "range_between")]
        self.between = re.compile(rf"\s+{alternation(ends)}\s+", re.IGNORECASE)
        self.fraction = re.compile(
            rf"(?P<pre>{self._before()})\b(?P<n1>(?i:{alternation(self.fractions)}))"
            rf"(?P<after>\s+(?i:{alternation(self.after)}))?(?=\s+(?:of|the|all|its|their)\b)"
        )
        # "tens of thousands of" and "several hundred" are read whole, and before plain numbers.
        self.vague = re.compile(rf"(?P<pre>{self._before()})\b(?P<n1>(?i:{alternation(words(numbers, 'vague'))}))(?![\w-])")

    def value(self, printed: str) -> Number:
        """The number that words or digits stand for: "5.2 million" is 5200000, "twenty-one" 21, "half a million" 500000."""
        total, current, half, last = 0.0, 0.0, False, 1.0
        portion = self._portion.match(printed)
        if portion is not None:
            part = re.sub(r"\s+", " ", portion["part"].lower())
            return _whole(self._portions[part] * self.value(printed[portion.end() :]))
        for word in re.findall(rf"{_DIGITS}|[^\W\d]+", printed.lower()):
            if word[0].isdigit():
                current += _read(word)
            elif word in self.cardinals:
                current += self.cardinals[word]
            elif word in self.multipliers or word in self.suffixes:
                factor = self.multipliers.get(word) or self.suffixes[word]
                current = (current or (0.5 if half else 1.0)) * factor
                half = False
                last = float(factor)
                if factor >= 1000:
                    total, current = total + current, 0.0
            elif word in self.fractions and word == printed.lower().split()[0]:
                half = True
            elif word in self.fractions:
                # "one and a half million", "a million and a half"
                current += self.fractions[word] * (1.0 if current else last)
        return _whole(total + current)

    def factor(self, printed: str) -> Number:
        """What the number's last word multiplies by: 1000000 for "5.2 million", else 1."""
        last = re.findall(r"[^\W\d]+", printed.lower())
        return (self.multipliers.get(last[-1]) or self.suffixes.get(last[-1]) or 1) if last else 1

    def comparator(self, before: str, behind: str) -> str:
        """The comparator of the words around a number; the strictest where several stand together ("at least some")."""
        found = {self.comparators[part] for part in self._parts(before)}
        if behind.strip(" -"):
            found.add(self.after.get(re.sub(r"\s+", " ", behind.strip(" -").lower()), "exact"))
        return next((kind for kind in ("up_to", "at_least", "more_than", "about") if kind in found), "exact")

    def _parts(self, before: str) -> list[str]:
        return [re.sub(r"\s+", " ", part.lower()) for part in self._comparator.findall(before)]

    def _before(self) -> str:
        spelled = alternation(word for word in self.comparators if word[0].isalnum())
        signs = alternation(word for word in self.comparators if not word[0].isalnum())
        return rf"(?:\b(?i:{spelled})[^\S\n]+|{signs}[^\S\n]?){{0,3}}"

    def _number(self) -> str:
        multiplier = alternation(self.multipliers)
        word = alternation([*self.cardinals, *self.multipliers])
        halves = r"(?: and a half)?"
        hundreds = r"(?:-\d{1,3}(?![\d,.-]))?"  # "four-thousand-100"
        times = rf"{halves}(?:[ -]{multiplier}\b){{1,2}}{hundreds}"
        digits = rf"{_DIGITS}(?:\s?{alternation(self.suffixes)}(?![A-Za-z])|{times}|{halves})"
        spelled = (
            rf"(?:half )?(?:{alternation(self._portions)} (?=an? {multiplier}\b))?"
            rf"(?:{alternation(self.cardinals)}|an?(?= {multiplier}\b)){halves}(?:(?:[ -](?:and )?){word}){{0,12}}\b"
            rf"(?:(?<=[a-z]){hundreds}){halves}"
        )
        return rf"(?i:{digits}|{spelled})"

    def _figure(self, rows: Sequence[Entry]) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w.,:/#])(?<![^\d\s-]-)(?<!\d[{_UNSEEN}])(?P<pre>{self._before()})(?P<sign>{alternation(self.signs)}\s?)?"
            rf"(?P<n>{self.number})(?![\w:/°]|[.,]\d)(?P<pct>\s?{alternation(words(rows, 'percent'))}(?!\w))?"
            rf"(?P<after>[\s-]?(?:(?i:{alternation(self.after)}))(?![\w-]))?"
        )


def _read(digits: str) -> float:
    """Digits of any script with their groups and point: "13,000", full-width and Arabic-Indic ones too."""
    point = re.sub(_POINT, ".", digits)
    return float("".join(ch for ch in point if ch.isdigit() or ch == "."))


def _whole(number: float) -> Number:
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


@lru_cache(maxsize=8)
def number_words(numbers: tuple[Entry, ...], units: tuple[Entry, ...]) -> NumberWords:
    """The compiled words of these rows; the same rows are compiled once."""
    return NumberWords(numbers, units)


def _values(rows: Sequence[Entry], kind: str) -> dict[str, Number]:
    return {word.lower(): row.value for row in of_kind(rows, kind) for word in row.words if isinstance(row.value, int | float)}


def _meanings(rows: Sequence[Entry], kind: str) -> dict[str, str]:
    return {word.lower(): str(row.value) for row in of_kind(rows, kind) for word in row.words}
