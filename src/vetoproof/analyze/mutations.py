"""What a relay changed: each slot of a claim held against the same slot of its source.

Hedges are ordered by what they convey: on the speaker's own scale where one applies, else by the survey's range. A hedge that
neither knows can only be told to be other words.
"""

from __future__ import annotations

import re

from vetoproof.analyze.view import Row
from vetoproof.model import Mutation
from vetoproof.packs.scales import Scales

_WORD = re.compile(r"[\w']+")
_STEP = 0.02
"""Midpoints closer than this are one strength."""

_ROLES = (("supplier", "recipient"), ("agent", "patient"))


class Hedges:
    """How sure words sound: the middle of their interval."""

    def __init__(self, scales: Scales) -> None:
        terms = [term for scale in scales.survey for term in scale.terms]
        self._ranges = {words.casefold(): (term.low + term.high) / 2 for term in terms for words in term.words}

    def strength(self, row: Row) -> float | None:
        """Middle of the interval of probability that the row's hedge conveys; None where nothing is known of it."""
        if row.hedge_low is not None and row.hedge_high is not None:
            return (row.hedge_low + row.hedge_high) / 2
        words = " ".join(_WORD.findall((row.hedge or "").casefold()))
        inside = [phrase for phrase in self._ranges if f" {phrase} " in f" {words} "]
        best = min(inside, key=lambda phrase: (-len(phrase), phrase), default=None)
        return None if best is None else self._ranges[best]

    def mutation(self, source: Row, relay: Row) -> Mutation | None:
        """The change of the hedge, if any."""
        was, became = source.hedge or "", relay.hedge or ""
        if was.casefold() == became.casefold():
            return None
        if not was or not became:
            return Mutation(field="hedge", change="dropped" if was else "added", was=was, became=became)
        before, after = self.strength(source), self.strength(relay)
        if before is None or after is None or abs(before - after) < _STEP:
            return Mutation(field="hedge", change="reworded", was=was, became=became)
        return Mutation(field="hedge", change="strengthened" if after > before else "weakened", was=was, became=became)


def mutations(source: Row, relay: Row, hedges: Hedges, fused: bool = False) -> tuple[Mutation, ...]:
    """Everything that the relay changed, in a fixed order of fields. `fused`: it ran the source's judgement into another."""
    found: list[Mutation | None] = [hedges.mutation(source, relay)]
    found += _figure(source, relay)
    found += [_window(source, relay), _direction(source, relay)]
    slots = ("outcome", "item", "place", "stance")
    found += [_changed(name, getattr(source, name), getattr(relay, name)) for name in slots]
    if fused:
        found.append(Mutation(field="fused", change="two judgements in one", was=source.type, became="joined to another"))
    return tuple(m for m in found if m is not None)


def _figure(source: Row, relay: Row) -> list[Mutation | None]:
    if source.words is None or relay.words is None:
        return []
    same = source.low == relay.low and source.high == relay.high and source.words == relay.words
    return [
        None if same else _changed("quantity", _number(source), _number(relay)),
        _changed("comparator", source.comparator, relay.comparator),
        _changed("unit", source.unit, relay.unit),
        _changed("basis", source.basis, relay.basis),
    ]


def _number(row: Row) -> str:
    """The figure without its comparator, so that "more than 1,000" and "up to 1,000" differ in the comparator alone."""
    ends = [f"{end:g}" if end < 1 else f"{end:.0f}" for end in (row.low, row.high) if end is not None]
    return "-".join(dict.fromkeys(ends)) or (row.words or "")


def _window(source: Row, relay: Row) -> Mutation | None:
    if source.period_from == relay.period_from and source.period_to == relay.period_to:
        return None
    was, became = _span(source), _span(relay)
    if not was and not became:
        return None
    if was and not became:
        return Mutation(field="window", change="dropped", was=was, became="")
    if became and not was:
        return Mutation(field="window", change="added", was="", became=became)
    return _changed("window", was, became)


def _span(row: Row) -> str:
    if row.period_from is None and row.period_to is None:
        return ""
    if row.period_from == row.period_to:
        return row.period_from or ""
    return f"{row.period_from or '..'}/{row.period_to or '..'}"


def _direction(source: Row, relay: Row) -> Mutation | None:
    if (source.supplier, source.agent) == (relay.supplier, relay.agent):
        return None
    for giver, taker in _ROLES:
        was = (getattr(source, giver), getattr(source, taker))
        became = (getattr(relay, giver), getattr(relay, taker))
        if None not in was and was != became and was == became[::-1]:
            return Mutation(field="direction", change="reversed", was=" -> ".join(was), became=" -> ".join(became))
    return None


def _changed(field: str, was: str | None, became: str | None) -> Mutation | None:
    """Both sides say something, and not the same. What a relay leaves out is an omission, not a change."""
    if not was or not became or was.casefold() == became.casefold():
        return None
    return Mutation(field=field, change="changed", was=was, became=became)
