"""The number words of a language, compiled once: what `numbers.yaml` and `units.yaml` hold, as look-ups and patterns.

Kinds of numbers: cardinal, multiplier, suffix (directly after digits), fraction, percent, vague, comparator (before),
after (comparator behind), range_between, range_from, range_link, rise, capacity, capacity_if, estimate, label, age.
Kinds of units: currency_sign, currency_word, measure, counted_unit, invariant, adjectival, countable, people_pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from vetoproof.examine.entries import alternation, of_kind, words
from vetoproof.packs.language import Entry

Number = int | float
_DIGITS = r"(?:\d{1,3}(?:[, ]\d{3}){1,5}(?!\d)|\d{1,15}(?!\d))(?:\.\d{1,9})?"
"""At most fifteen digits: longer ones are keys or codes, and would leave the range that a float holds exactly."""


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
        self.rise = re.compile(rf"\b{alternation(words(numbers, 'rise'))}\b[^.;\n]{{0,30}}$", re.IGNORECASE)
        self.ages = re.compile(rf"\b{alternation(words(numbers, 'age'))}\s*$", re.IGNORECASE)
        self.capacity = re.compile(rf"\b{alternation(words(numbers, 'capacity'))}\b", re.IGNORECASE)
        self.capacity_if = re.compile(rf"\b{alternation(words(numbers, 'capacity_if'))}\b", re.IGNORECASE)
        self.estimate = re.compile(rf"\b{alternation(words(numbers, 'estimate'))}\b", re.IGNORECASE)
        self._comparator = re.compile(alternation(self.comparators), re.IGNORECASE)
        self.number = self._number()
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
        total, current, half = 0.0, 0.0, False
        for word in re.findall(rf"{_DIGITS}|[^\W\d]+", printed.lower()):
            if word[0].isdigit():
                current += float(re.sub(r"[, ]", "", word))
            elif word in self.cardinals:
                current += self.cardinals[word]
            elif word in self.multipliers or word in self.suffixes:
                factor = self.multipliers.get(word) or self.suffixes[word]
                current = (current or (0.5 if half else 1.0)) * factor
                half = False
                if factor >= 1000:
                    total, current = total + current, 0.0
            elif word in self.fractions and word == printed.lower().split()[0]:
                half = True
            elif word in self.fractions:
                current += self.fractions[word]
        result = round(total + current, 6)
        return int(result) if result == int(result) else result

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
        return rf"(?:\b(?i:{alternation(self.comparators)})[^\S\n]+){{0,3}}"

    def _number(self) -> str:
        multiplier = alternation(self.multipliers)
        word = alternation([*self.cardinals, *self.multipliers])
        halves = r"(?: and a half)?"
        digits = rf"{_DIGITS}(?:\s?{alternation(self.suffixes)}(?![A-Za-z])|{halves}(?:[ -]{multiplier}\b){{0,2}})"
        spelled = (
            rf"(?:half )?(?:{alternation(self.cardinals)}|an?(?= {multiplier}\b)){halves}(?:(?:[ -](?:and )?){word}){{0,12}}\b"
        )
        return rf"(?i:{digits}|{spelled})"

    def _figure(self, rows: Sequence[Entry]) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w.,:/#])(?<![^\d\s]-)(?P<pre>{self._before()})(?P<sign>{alternation(self.signs)}\s?)?"
            rf"(?P<n>{self.number})(?![\w:/°]|[.,]\d)(?P<pct>\s?{alternation(words(rows, 'percent'))}(?!\w))?"
            rf"(?P<after>[\s-]?(?:(?i:{alternation(self.after)}))(?![\w-]))?"
        )


@lru_cache(maxsize=8)
def number_words(numbers: tuple[Entry, ...], units: tuple[Entry, ...]) -> NumberWords:
    """The compiled words of these rows; the same rows are compiled once."""
    return NumberWords(numbers, units)


def _values(rows: Sequence[Entry], kind: str) -> dict[str, Number]:
    return {word.lower(): row.value for row in of_kind(rows, kind) for word in row.words if isinstance(row.value, int | float)}


def _meanings(rows: Sequence[Entry], kind: str) -> dict[str, str]:
    return {word.lower(): str(row.value) for row in of_kind(rows, kind) for word in row.words}
