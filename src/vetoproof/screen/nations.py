"""Countries as printed (name, code, adjective, in three languages, one or several) as sets of ISO 3166-1 codes.

A name is known by the words in it, in any order, without accents, articles and punctuation: "X, Democratic Republic of the" and
"Democratic Republic of the X" are one. What is not known is None, never a guess, so that callers can count it. A name that may
mean several states (a federation that broke up) gives all of them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from vetoproof.packs.names.nations import Nations as Tables
from vetoproof.packs.names.nations import load

Relation = Literal["overlap", "disjoint", "unknown"]

_SPLIT = re.compile(r"\s*(?:[,;/|]|\band/or\b|\band\b|\bor\b|&)\s*")
_COMMENT = re.compile(r"\([^()]*\)?")

REMEMBERED = 50_000
"""Printed texts whose codes are kept."""


class NationVerdict(NamedTuple):
    """How two sets of countries stand to each other; `log10` of the likelihood ratio and a reason to print."""

    relation: Relation
    log10: float
    reason: str


class NationModel(NamedTuple):
    """The model behind the weights, modest on purpose: a country is shared by millions, and of several a list prints one.

    `agree`: the share of one party's pairs of entries whose countries meet: 197 of 199 persons whose name of three words or
    more is equal on the Security Council's list of February 2026 and on a treasury's of January 2023; set lower, as
    customers' files are less careful and print residence for nationality. `chance`: the share of pairs of *two* parties with
    like names that meet; assumed, not counted: names go with countries, so it is far above a country's share of all persons.
    """

    agree: float = 0.95
    chance: float = 0.35


class Nations:
    """Reads and compares countries. The tables are loaded when first needed."""

    def __init__(self, tables: Tables | None = None) -> None:
        self._given = tables
        self._before: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}

    @cached_property
    def _tables(self) -> Tables:
        return self._given or load()

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(self._tables.table.articles)

    @cached_property
    def _placeholders(self) -> frozenset[str]:
        return frozenset(self._tables.table.placeholders)

    @cached_property
    def _left_out(self) -> tuple[frozenset[str], ...]:
        table = self._tables.table
        return frozenset(), frozenset(table.before), frozenset((*table.before, *table.forms))

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for row in self._tables.table.nations:
            found[row.code.lower()] = found[row.alpha3.lower()] = frozenset({row.code})
        for former in self._tables.table.former:
            found[former.id.lower()] = frozenset(former.codes)
        return found

    @cached_property
    def _names(self) -> dict[frozenset[str], frozenset[str]]:
        found: dict[frozenset[str], frozenset[str]] = {}
        table = self._tables.table
        for english in self._tables.english:
            for name in (*english.names, *english.demonyms):
                found.setdefault(self._words(name), frozenset({english.code}))
        for row in table.nations:
            for name in (*row.names, *row.fr, *row.ru):
                found.setdefault(self._words(name), frozenset({row.code}))
        for former in table.former:
            for name in (*former.names, *former.fr, *former.ru):
                found[self._words(name)] = frozenset(former.codes)
        return found

    @cached_property
    def _states(self) -> dict[str, str]:
        return {row.code: row.state for row in self._tables.table.nations if row.state}

    @cached_property
    def all(self) -> frozenset[str]:
        """Every code of the table."""
        return frozenset(row.code for row in self._tables.table.nations)

    def codes(self, printed: str) -> frozenset[str] | None:
        """The codes that a printed country, nationality or flag stands for; None where a part of it is unknown or none is."""
        found, unknown = self.read(printed)
        return found if found and not unknown else None

    def read(self, printed: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """The codes of all countries in a printed text ("A; B and C") and the parts that name none."""
        if printed not in self._before:
            if len(self._before) > REMEMBERED:
                self._before.clear()
            self._before[printed] = self._parsed(printed)
        return self._before[printed]

    def _parsed(self, printed: str) -> tuple[frozenset[str], tuple[str, ...]]:
        text = printed.strip().strip(".;,*").strip()
        if text in self._placeholders or (len(text) > 2 and text.casefold() in self._placeholders):
            return frozenset(), ()
        if whole := self._one(text):
            return whole, ()
        # "A, B (the Union does not recognise passports of...)": comments go before the parts are taken one by one.
        text = _COMMENT.sub(" ", text).strip()
        if whole := self._one(text):
            return whole, ()
        found: set[str] = set()
        unknown = []
        for part in filter(None, _SPLIT.split(text)):
            one = self._one(part)
            found |= one or frozenset()
            if one is None:
                unknown.append(part)
        return frozenset(found), tuple(unknown)

    def read_all(self, printed: Iterable[str]) -> frozenset[str]:
        """The codes of several printed texts together; unknown parts are left out (count them with `read`)."""
        return frozenset(code for text in printed for code in self.read(text)[0])

    def _one(self, text: str) -> frozenset[str] | None:
        plain = text.strip(" .").lower()
        if len(plain) <= 7 and (found := self._codes.get(plain)):
            return found
        words = self._words(text)
        for left_out in self._left_out:
            if known := self._names.get(words - left_out):
                return known
        return None

    def _words(self, text: str) -> frozenset[str]:
        plain = unicodedata.normalize("NFKD", text.replace("'", " ").replace("\u2019", " ")).casefold()
        letters = (char if char.isalnum() else "" if unicodedata.combining(char) or char == "." else " " for char in plain)
        return frozenset("".join(letters).split()) - self._articles

    def compare(self, a: frozenset[str], b: frozenset[str], model: NationModel | None = None) -> NationVerdict:
        """Whether two parties' countries meet. A territory meets its state; an empty set is unknown and proves nothing.

        A set of many codes (a federation that broke up) meets others by chance more often, and weighs less.
        """
        m = model or NationModel()
        if not a or not b:
            return NationVerdict("unknown", 0.0, "no country on at least one side")
        wide, other = self._with_states(a), self._with_states(b)
        left, right = ", ".join(sorted(a)), ", ".join(sorted(b))
        if wide & other:
            chance = 1 - (1 - m.chance) ** max(1, min(len(a), 3), min(len(b), 3))
            return NationVerdict("overlap", _ratio(m.agree, chance), f"countries meet: {', '.join(sorted(wide & other))}")
        return NationVerdict("disjoint", _ratio(1 - m.agree, 1 - m.chance), f"countries differ: {left} and {right}")

    def _with_states(self, codes: frozenset[str]) -> frozenset[str]:
        return codes | {self._states[code] for code in codes if code in self._states}


def _ratio(same: float, two: float) -> float:
    return round(math.log10(same / two), 4)
