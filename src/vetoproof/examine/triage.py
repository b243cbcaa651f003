"""Whether a text may concern a regime at all, in one pass, before anything costly is done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from vetoproof.examine.names import NameIndex
from vetoproof.packs.regime import Country, Regime

THRESHOLD = 2.0
"""The regime's first party, whose sanctions they are; else two of its other parties and terms: both of no weight alone."""
SHORT = 2_500
"""Characters up to which one name or term suffices: a post has room for few, and costs little to read."""


class TriageResult(msgspec.Struct, frozen=True):
    """`score`: different parties, the first of them twice, plus different terms named; `hits`: what was found, sorted."""

    score: float
    hits: tuple[str, ...]
    passes: bool


class Triage:
    """Terms and the parties' names in one automaton. Terms are found in any case, names of parties as written."""

    def __init__(self, terms: Iterable[str], parties: Mapping[str, Iterable[str]] | None = None) -> None:
        index: dict[str, list[tuple[str, str]]] = {}
        named = {party: [f" {name.lower()} " for name in names] for party, names in (parties or {}).items()}
        for term in terms:
            rows = index.setdefault(term.lower(), [])
            rows.append(("term", term.lower()))
            # The longest name wins a place in the text, so that a party named inside a term is only found with the term.
            rows += [("party", party) for party, names in named.items() if any(n in f" {term.lower()} " for n in names)]
        for party, names in (parties or {}).items():
            for name in names:
                index.setdefault(name, []).append(("party", party))
        self._first = next(iter(parties or {}), None)
        self._index = NameIndex(index)

    @classmethod
    def of(cls, regime: Regime, countries: Iterable[Country]) -> Triage:
        """The triage of a regime: its terms, and every name, demonym and capital of its parties."""
        named: dict[str, list[str]] = {}
        for code in regime.parties:
            named[code] = []
        for country in (c for c in countries if c.code in regime.parties):
            named[country.code].extend((*country.names, *country.demonyms, *country.capitals))
        return cls(regime.triage, named)

    def score(self, text: str) -> TriageResult:
        """How many different parties and terms `text` names. Linear in the length of the text."""
        hits = {row for _, _, rows in self._index.find(text) for row in rows}
        parties = {name for kind, name in hits if kind == "party"}
        terms = {name for kind, name in hits if kind == "term"}
        score = float(len(parties) + len(terms) + (self._first in parties))
        passes = score >= THRESHOLD or (len(text) <= SHORT and score > 0)
        return TriageResult(score, tuple(sorted(parties | terms)), passes)
