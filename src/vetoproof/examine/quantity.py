"""Figures: numbers in digits or words, vague quantities, ranges, shares and money, each with what it counts.

Years, dates, times, ages, ordinals, calibres, distances, article and IMO numbers are not quantities, nor is "one of".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.examine import grammar
from vetoproof.examine.basis import basis
from vetoproof.examine.counted import Counted, behind
from vetoproof.examine.datewords import date_words
from vetoproof.examine.found import Found
from vetoproof.examine.notquantity import Numeral, counts_nothing, dates_in, not_a_quantity
from vetoproof.examine.numberwords import Number, NumberWords, number_words
from vetoproof.examine.numerals import Figure, bounded, figures, is_hyphen, joined
from vetoproof.examine.offsets import TokenIndex
from vetoproof.model import Comparator, Quantity
from vetoproof.packs.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAD = 24
"""Characters before "between" in which a comparator of the whole range stands."""


def find(doc: Doc, language: Language) -> list[Found[Quantity]]:
    """Every quantity of a parsed text, in order. `unit` is the counted noun as printed, "" where none is printed.

    "Thousands" keeps both ends unknown and the comparator "vague": it is never 1,000.
    """
    return numbers(doc, language)[0]


def numbers(doc: Doc, language: Language) -> tuple[list[Found[Quantity]], list[Found[Quantity]]]:
    """The quantities; and apart from them the numbers of which nothing shows what they count, without a unit: a reader who
    takes "Killed: twelve" for a claim is told the twelve.
    """
    words, dates = number_words(language.numbers, language.units), date_words(language.dates)
    phrasal = frozenset(verb for row in language.frames for verb in row.verbs if verb.count(" ") == 1)
    return _Finder(doc, words, dates_in(grammar.text(doc), dates), phrasal).all()


class _Finder:
    """One pass over one text; holds the token offsets so that each is computed once."""

    def __init__(self, doc: Doc, words: NumberWords, dates: list[tuple[int, int]], phrasal: frozenset[str]) -> None:
        self.doc, self.words, self.dates, self.phrasal = doc, words, dates, phrasal
        self.text = grammar.text(doc)
        self.tokens = TokenIndex(doc)
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.taken: list[tuple[int, int]] = []
        self.bare: list[Found[Quantity]] = []

    def all(self) -> tuple[list[Found[Quantity]], list[Found[Quantity]]]:
        found: list[Found[Quantity]] = []
        for read in (self._vague, self._fractions, self._figures):
            for one in read():
                self.taken.append((one.start, one.end))
                found.append(one)
        return sorted(found, key=lambda one: (one.start, one.end)), sorted(self.bare, key=lambda one: (one.start, one.end))

    def _vague(self) -> Iterator[Found[Quantity]]:
        for match in self.words.vague.finditer(self.text):
            start, end = _trim(match), match.end("n1")
            if self.text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
                continue  # "1.1 billions"
            counted = behind(self.doc, self._token(end), self.words)
            numeral = _is_numeral(match.group("n1"), self.words)
            if counted.measure or (not counted.unit and not numeral and not match.group("n1").lower().endswith("more")):
                continue
            if not counted.plural and not numeral:
                continue
            yield self._quantity(start, max(end, counted.end), None, None, "vague", counted.unit)

    def _fractions(self) -> Iterator[Found[Quantity]]:
        for match in self.words.fraction.finditer(self.text):
            start, end = _trim(match), match.end("n1")
            if self._used(start, end) or self.words.of_multiple.match(self.text, start):
                continue  # "a quarter of a million" is a number.
            value = self.words.fractions[re.sub(r"\s+", " ", match.group("n1").lower())]
            comparator = self.words.comparator(match.group("pre"), match.group("after") or "")
            yield self._shaped(start, match.end(), value, value, comparator, "share")

    def _figures(self) -> Iterator[Found[Quantity]]:
        printed = [one for one in figures(self.text, self.words) if not self._used(one.first, one.last)]
        i = 0
        while i < len(printed):
            one, after = printed[i], printed[i + 1] if i + 1 < len(printed) else None
            pair = joined(self.text, one, after, self.words) if after else None
            if after and pair:
                yield from self._range(one, after, *pair)
                i += 2
            elif after and bounded(self.text, one, after, self.words):
                whole = msgspec.structs.replace(after, before="", first=one.first)
                yield from self._read(whole, one.start, one.value, after.value)
                i += 2
            elif after and is_hyphen(self.text[one.end : after.start]):
                i += 2  # "502-9991": a code.
            else:
                yield from self._read(one, one.start, one.value, one.value)
                i += 1

    def _range(self, one: Figure, other: Figure, start: int, low: Number, high: Number) -> Iterator[Found[Quantity]]:
        before, lead = one.before, self.words.lead.search(self.text[max(0, start - _LEAD) : start])
        if lead is not None and lead["lead"]:  # "roughly between 3,000 and 4,000"
            before, start = f"{lead['lead']}{before}", start - len(lead["lead"])
        words = msgspec.structs.replace(other, before=before, sign=one.sign, first=one.first)
        yield from self._read(words, start, low, high)

    def _read(self, one: Figure, start: int, low: Number, high: Number) -> Iterator[Found[Quantity]]:
        skipped = self._verbs(one) if start == one.start else 0
        start += skipped
        comparator = self.words.comparator(one.before[skipped:], one.after)
        if comparator == "exact" and self.words.over.search(self.text[max(0, start - _LEAD) : start]):
            comparator = "more_than"  # "exceeded the 500,000 barrels allowed"
        if one.percent:
            yield self._shaped(start, one.end, round(low / 100, 4), round(high / 100, 4), comparator, "share")
            return
        counted = (
            Counted(self.words.signs[one.sign], one.end) if one.sign else behind(self.doc, self._token(one.end), self.words)
        )
        if not counted.unit and not one.sign:
            counted = self._before_of(start) or counted
        end = max(one.end, counted.end)
        if one.strong:
            yield self._shaped(start, one.end, low, high, comparator, "")
            return
        behind_unit = self.words.trailing.match(self.text, end) if counted.unit and comparator == "exact" else None
        if behind_unit is not None:  # "10,000 soldiers or so"
            comparator, end = self.words.comparator("", behind_unit["after"]), behind_unit.end()
        numeral = Numeral(self._token(one.first), start, (one.first, one.last), low, comparator, bool(one.sign))
        if not not_a_quantity(self.doc, self.text, numeral, counted, self.words):
            yield self._shaped(start, end, low, high, comparator, counted.unit)
        elif not counts_nothing(self.doc, self.text, numeral, counted, self.words):
            self.bare.append(self._shaped(start, one.end, low, high, comparator, ""))

    def _verbs(self, one: Figure) -> int:
        """How many characters before a number belong to the verb: "over " in "handed over a million" (which is a million)."""
        first = one.before.split(maxsplit=1)
        at = self._token(one.start)
        if first and at and f"{self.doc[at - 1].lemma_.lower()} {first[0].lower()}" in self.phrasal:
            rest = self.text[one.start + len(first[0]) :]
            return len(first[0]) + len(rest) - len(rest.lstrip())
        return 0

    def _before_of(self, start: int) -> Counted | None:
        """ "the bodies of 12": the noun stands before the number."""
        at = self._token(start)
        if at >= 2 and self.doc[at - 1].lower_ == "of" and self.doc[at - 2].tag_ == "NNS":
            return Counted(self.doc[at - 2].lower_, start)
        return None

    def _shaped(self, start: int, end: int, low: Number, high: Number, comparator: str, unit: str) -> Found[Quantity]:
        if comparator in ("at_least", "more_than"):
            return self._quantity(start, end, low, None, comparator, unit)
        if comparator == "up_to":
            return self._quantity(start, end, None, high, comparator, unit)
        return self._quantity(start, end, low, high, comparator, unit)

    def _quantity(
        self, start: int, end: int, low: Number | None, high: Number | None, comparator: Any, unit: str
    ) -> Found[Quantity]:
        text = self.text
        first = self.sentences[max(0, bisect_right(self.sentences, start) - 1)] if self.sentences else 0
        nxt = bisect_right(self.sentences, start)
        last = self.sentences[nxt] if nxt < len(self.sentences) else len(text)
        kind: Comparator = comparator
        what = basis(text[first:last], start - first, end - first, self.words)
        return Found(start, end, Quantity(low=low, high=high, comparator=kind, unit=unit, words=text[start:end], basis=what))

    def _token(self, offset: int) -> int:
        return self.tokens.behind(offset)

    def _used(self, start: int, end: int) -> bool:
        return any(start < b and a < end for a, b in self.taken) or any(start < b and a < end for a, b in self.dates)


def _trim(match: re.Match[str]) -> int:
    return match.start() + len(match.group()) - len(match.group().lstrip())


def _is_numeral(printed: str, words: NumberWords) -> bool:
    """Whether vague words end in a numeral ("thousands", "several hundred"), which needs no noun: "thousands were killed"."""
    last = printed.lower().split()[-1]
    return last in words.multipliers or last.removesuffix("s") in words.multipliers or last.removesuffix("s") in words.cardinals
