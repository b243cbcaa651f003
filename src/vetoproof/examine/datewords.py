"""The date words of a language, compiled once: what `dates.yaml` holds, as look-ups and patterns.

Kinds of rows: month, weekday, season, portion (of a year), slice (of a month: the first week of), night, edge (the first
months of), part (early, mid, late), day (yesterday), relative (last), unit, short_unit (hours), ordinal, connective, during
(before an event that is used as a date), proof (what shows an event and has a date of its own), step (between a connective and
its date), shift (later, earlier), neighbour (the next day), then (since then), repeat (in the same period), ago, era (years
before its first), future, perfect, vague, label (published, updated), joint (between date and time), halfday, zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vetoproof.examine.entries import alternation, of_kind, words
from vetoproof.packs.language import Entry


class DateWords:
    """Look-ups from a printed word (in lower case, without a full stop) to its meaning, and regular expressions."""

    def __init__(self, rows: Sequence[Entry]) -> None:
        self.months = _numbers(rows, "month")
        self.weekdays = _numbers(rows, "weekday")
        self.ordinals = _numbers(rows, "ordinal")
        self.days = _numbers(rows, "day")
        self.halfdays = _numbers(rows, "halfday")
        self.eras = {word: int(row.value) for row in of_kind(rows, "era") for word in row.words if isinstance(row.value, int)}
        self.labels = _texts(rows, "label")
        self.seasons = _spans(rows, "season")
        self.portions = _spans(rows, "portion")
        self.slices = _spans(rows, "slice")
        self.nights = words(rows, "night")
        self.parts = _texts(rows, "part")
        self.relatives = _texts([row for row in rows if row.value != "past"], "relative")
        self.units = _texts(rows, "unit")
        self.connectives: dict[str, tuple[str, ...]] = {str(row.value): row.words for row in of_kind(rows, "connective")}
        self.vague = _texts(rows, "vague")
        self.shifts = _texts(rows, "shift")
        self.edges = _texts(rows, "edge")
        self.short_units = words(rows, "short_unit")
        self.then = words(rows, "then")
        self.repeat = words(rows, "repeat")
        self.neighbours = _texts(rows, "neighbour")
        self.past = frozenset(word for row in of_kind(rows, "relative") if row.value == "past" for word in row.words)
        self.during = words(rows, "during")
        self.proofs = frozenset(words(rows, "proof"))
        self.steps = words(rows, "step")
        self.future = words(rows, "future")
        self.perfect = frozenset(words(rows, "perfect"))
        self.zones: dict[str, list[tuple[str, float | None]]] = {}
        for row in of_kind(rows, "zone"):
            for word in row.words:
                self.zones.setdefault(word, []).append((str(row.value), row.low))
        # A capital is required, so that the modal "may" and the verb "march" are never months.
        # A full stop belongs to short forms only: in "on 13 October." it ends the sentence.
        full = [
            name for name in self.months if len(name) == max(len(n) for n, i in self.months.items() if i == self.months[name])
        ]
        short = [name for name in self.months if name not in full]
        self.full_month = alternation(_cased(full))
        self.month = rf"(?:(?:{alternation(_cased(short))}(?![a-zA-Z])\.?|{self.full_month})(?![a-z]))"
        self.full_weekday = alternation(_cased(name for name in self.weekdays if len(name) > 5))
        self.weekday = rf"(?:{alternation(_cased(self.weekdays))}(?![a-z])\.?)"
        self.label = rf"(?:(?i:\b{alternation(self.labels)})\s*[:\-–]?\s*)"
        self.joint = alternation(word for row in of_kind(rows, "joint") for word in row.words)
        self.ago = alternation(word for row in of_kind(rows, "ago") for word in row.words)
        self.unit = alternation(self.units)
        self.halfday = alternation(self.halfdays)
        self.zone = rf"(?:{alternation(self.zones)}(?![A-Za-z]))"

    def month_of(self, printed: str) -> int:
        """The number of the month printed as "Sept." or "OCTOBER"."""
        return self.months[printed.rstrip(".").lower()]


@lru_cache(maxsize=8)
def date_words(rows: tuple[Entry, ...]) -> DateWords:
    """The compiled words of these rows; the same rows are compiled once."""
    return DateWords(rows)


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word.capitalize(), word.upper())]


def _numbers(rows: Sequence[Entry], kind: str) -> dict[str, int]:
    return {word.lower(): int(row.value) for row in of_kind(rows, kind) for word in row.words if isinstance(row.value, int)}


def _texts(rows: Sequence[Entry], kind: str) -> dict[str, str]:
    return {re.sub(r"\s+", " ", word.lower()): str(row.value) for row in of_kind(rows, kind) for word in row.words}


def _spans(rows: Sequence[Entry], kind: str) -> dict[str, tuple[int, int]]:
    return {
        word.lower(): (int(row.low), int(row.high))
        for row in of_kind(rows, kind)
        for word in row.words
        if row.low is not None and row.high is not None
    }
