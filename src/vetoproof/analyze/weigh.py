"""What one origin adds to an event's log-odds: the words used, times reliability, proximity and interest.

Each factor is an interval from packs/scales/weights.yaml with its source and limitation. Multipliers are shown as the change
they make, so that the parts of a contribution add up to it and a page can draw them as a waterfall.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.analyze.odds import Interval, of_probability
from vetoproof.analyze.view import EventView, Row
from vetoproof.model import Contribution, Letter, Origin, Part, Stance
from vetoproof.packs.regime import SourceRow
from vetoproof.packs.scales import Scales, Weight

Side = Literal["affirms", "denies"]


class Reckoned(msgspec.Struct, frozen=True):
    """The parts of a contribution and their sum."""

    parts: tuple[Part, ...]
    low: float
    high: float


class Evidence(msgspec.Struct, frozen=True):
    """The pack's tables as the weighing needs them: built once for a record."""

    weights: dict[str, Weight]
    survey: dict[str, tuple[float, float, str]]
    sources: dict[str, SourceRow]
    institutions: dict[str, str]
    parties: frozenset[str]
    blocs: tuple[frozenset[str], ...]
    reckoned: dict[tuple[object, ...], Reckoned] = {}
    """What has been worked out already: thousands of origins share a few hundred combinations of words and factors."""

    @classmethod
    def of(cls, scales: Scales, sources: dict[str, SourceRow], institutions: dict[str, str], parties: tuple[str, ...],
           blocs: tuple[tuple[str, ...], ...]) -> Evidence:  # fmt: skip
        survey = {
            words: (term.low, term.high, scale.title) for scale in scales.survey for term in scale.terms for words in term.words
        }
        weights = {weight.key: weight for weight in scales.weights}
        return cls(weights, survey, sources, institutions, frozenset(parties), tuple(frozenset(b) for b in blocs))

    def source(self, origin: Origin) -> SourceRow | None:
        """The row on this origin's actor, else on the institution that it speaks from."""
        if origin.actor is None:
            return None
        return self.sources.get(origin.actor) or self.sources.get(self.institutions.get(origin.actor, ""))

    def accused(self, origin: Origin, view: EventView) -> bool:
        """A party to the regime's file that this event is about, speaking for itself."""
        return origin.country in self.parties and origin.country in named(view)

    def admits(self, origin: Origin, row: Row, view: EventView) -> bool:
        """An admission against interest: a party to the event says it of itself.

        It is told by an outlet that the pack knows, and by nobody unnamed: "a channel said that the ministry had admitted it"
        is the channel's word. An accuser who "acknowledged" what it accuses another of admits nothing.
        """
        named_all_through = all(link.kind not in ("anonymous", "unspecified", "group") for link in row.chain)
        told = row.chain[0].actor is not None and named_all_through
        return row.stance == "acknowledges" and told and self.accused(origin, view)


def named(view: EventView) -> set[str]:
    """Country codes in any role of the event."""
    roles = (view.supplier, view.recipient, view.agent, view.patient)
    return {code for role in roles if role for code in role.split("|")}


def conveyed(row: Row, evidence: Evidence) -> tuple[Interval, str]:
    """What the speaker's words convey, as log-odds, and why: a scale where one applies, else the survey's wide range."""
    if row.hedge is None:
        weight = evidence.weights["said.unhedged"]
        return of_probability(weight.low, weight.high), "said without a hedge"
    if row.hedge_scale is not None and row.hedge_low is not None and row.hedge_high is not None:
        return of_probability(row.hedge_low, row.hedge_high), f"“{row.hedge}” on the scale {row.hedge_scale}"
    words = " ".join(row.hedge.lower().split())
    known = evidence.survey.get(words) or _longest(words, evidence)
    if known:
        low, high, title = known
        return of_probability(low, high), f"“{row.hedge}”, read through: {title}"
    weight = evidence.weights["said.unknown_hedge"]
    return of_probability(weight.low, weight.high), f"“{row.hedge}”: {weight.why}"


def _longest(words: str, evidence: Evidence) -> tuple[float, float, str] | None:
    """The survey phrase of most words that the hedge contains: "were highly likely to" holds "highly likely"."""
    padded = f" {words} "
    inside = [phrase for phrase in evidence.survey if f" {phrase} " in padded]
    best = min(inside, key=lambda phrase: (-len(phrase.split()), -len(phrase), phrase), default=None)
    return evidence.survey[best] if best else None


def contribution(origin: Origin, row: Row, side: Side, view: EventView, evidence: Evidence) -> Contribution:
    """One origin's contribution through its leading claim `row`, parts and all. Denials count below zero."""
    accused = evidence.accused(origin, view)
    against = side == "affirms" and evidence.admits(origin, row, view)
    source = evidence.source(origin)
    letter: Letter = source.reliability if source else "F"
    keys = (
        "reliability.against" if against else f"reliability.{letter}",
        _proximity(origin, row),
        _interest(side, against, accused, source, view, evidence),
    )
    sum_of = (side, row.hedge, row.hedge_scale, row.hedge_low, row.hedge_high, *keys)
    found = evidence.reckoned.get(sum_of)
    if found is None:
        found = evidence.reckoned[sum_of] = _reckon(side, row, keys, evidence)
    stance: Stance = row.stance
    return Contribution(
        origin=origin.id, label=origin.label, claim=row.claim, stance=stance, reliability=letter, parts=found.parts,
        low=found.low, high=found.high, counted=True, admission=against,
    )  # fmt: skip


def _reckon(side: Side, row: Row, keys: tuple[str, str, str], evidence: Evidence) -> Reckoned:
    """The words, then each factor (reliability, proximity, interest) as the change that it makes."""
    said, why = conveyed(row, evidence)
    if said.low < 0 < said.high:
        # "May have" is put forward for the event: it may tell nothing, but it is not evidence that nothing happened.
        said = Interval(0.0, said.high)
    running = said if side == "affirms" else said.negated()
    parts = [Part(name="words", low=running.low, high=running.high, reason=why)]
    for key in keys:
        name = key.split(".")[0]
        weight = evidence.weights[key]
        after = running.times(weight.low, weight.high)
        change = after - running
        parts.append(Part(name=name, low=change.low, high=change.high, reason=weight.why))
        running = after
    return Reckoned(tuple(parts), running.low, running.high)


def _proximity(origin: Origin, row: Row) -> str:
    if origin.kind == "anonymous":
        return "proximity.anonymous"
    if origin.kind == "person":
        return "proximity.person"
    # Two links are the outlet and the speaker it heard; more means that others stand between.
    return "proximity.basis" if len(row.chain) <= 2 else "proximity.relayed"


def _interest(side: Side, against: bool, accused: bool, source: SourceRow | None, view: EventView,
              evidence: Evidence) -> str:  # fmt: skip
    if against:
        return "interest.against"
    if accused:
        return "interest.accused_denies" if side == "denies" else "interest.accused_asserts"
    if source is None:
        return "interest.unknown"
    if source.belligerent:
        return "interest.belligerent"
    accused_parties = named(view) & evidence.parties
    favours = set(source.interest) - accused_parties
    return "interest.declared" if favours else "interest.none"
