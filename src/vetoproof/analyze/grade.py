"""The grade of an event: contributions combined over independent bases, never over outlets.

Bases that may be shared stand in one group, and only the strongest of a group counts, so that the count used is the low end of
the range. Relays are no origins and cannot move anything here (law 3). The sum starts at even odds, since no prior is stated.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vetoproof.analyze.admiralty import Standing, confidence, digit, letter
from vetoproof.analyze.odds import ZERO, Interval, probability
from vetoproof.analyze.view import EventView, Row
from vetoproof.analyze.weigh import Evidence, Side, contribution
from vetoproof.model import Contribution, Grade, Origin
from vetoproof.packs.pack import Pack

LIKELIHOOD_WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper ends of the seven rows of ICD 203, section D.6.e.(2)(a); used for our own interval, both ends named."""


class Grader:
    """Grades events under one pack; builds its tables once."""

    def __init__(self, pack: Pack, as_of: str | None = None) -> None:
        regime = pack.regime
        sources = {row.actor: row for row in regime.sources if as_of is None or row.published is None or row.published <= as_of}
        institutions = {row.id: row.institution for row in regime.actors if row.institution}
        self.evidence = Evidence.of(pack.scales, sources, institutions, regime.parties, regime.allies)
        self._inside = _inside(self.evidence)
        self._with_parties = _joined(set(self.evidence.parties), self.evidence)

    def grade(self, view: EventView) -> Grade:
        rows = {row.claim: row for row in view.rows}
        affirming = self._weigh(view.origins, "affirms", view, rows)
        denying = self._superseded(self._weigh(view.denying_origins, "denies", view, rows), view, rows)
        counted = tuple(c for c in affirming if c.counted)
        total = ZERO
        for part in (*affirming, *denying):
            if part.counted:
                total = total + Interval(part.low, part.high)
        standing = self._standing(view, counted, denying)
        source, source_reasons = letter(counted)
        information, information_reasons = digit(standing)
        firmness, confidence_reasons = confidence(standing)
        judged = bool(counted)
        low, high = (probability(total.low), probability(total.high)) if judged else (None, None)
        return Grade(
            source=source, information=information,
            likelihood_low=low, likelihood_high=high,
            likelihood_words="cannot be judged" if low is None or high is None else in_words(low, high),
            confidence=firmness,
            contributions=(*affirming, *denying),
            source_reasons=source_reasons, information_reasons=information_reasons, confidence_reasons=confidence_reasons,
        )  # fmt: skip

    def _weigh(self, origins: Sequence[Origin], side: Side, view: EventView, rows: dict[str, Row]) -> list[Contribution]:
        """Every origin's contribution; of each group of possibly shared bases only the strongest is counted."""
        weighed = [contribution(o, rows[o.lead], side, view, self.evidence) for o in origins]
        result = []
        for group in groups(origins):
            best = max(group, key=lambda i: (abs(weighed[i].low + weighed[i].high), origins[i].id))
            for i in group:
                if i == best:
                    result.append(weighed[i])
                else:
                    result.append(_uncounted(weighed[i], f"may rest on the same basis as {origins[best].label}"))
        return sorted(result, key=lambda c: (not c.counted, -abs(c.low + c.high), c.origin))

    def _superseded(self, denying: list[Contribution], view: EventView, rows: dict[str, Row]) -> list[Contribution]:
        """Denials with those no longer counted that the same party's later admission took back. They stay on the page."""
        if not denying:
            return denying
        admitted: dict[str | None, str] = {}
        for origin in view.origins:
            lead = rows[origin.lead]
            if self.evidence.admits(origin, lead, view):
                admitted[origin.country] = min(admitted.get(origin.country, lead.published), lead.published)
        country = {origin.id: origin.country for origin in view.denying_origins}
        return [
            _uncounted(c, "taken back by the same party's later admission")
            if rows[c.claim].published <= admitted.get(country[c.origin], "")
            else c
            for c in denying
        ]

    def _standing(self, view: EventView, counted: tuple[Contribution, ...], denying: list[Contribution]) -> Standing:
        by_id = {o.id: o for o in (*view.origins, *view.denying_origins)}
        accused = [c for c in denying if self.evidence.accused(by_id[c.origin], view)]
        # A party's allies deny as it does, and who affirms and is said to deny disputes nothing but himself.
        affirmers = {o.actor or o.label for o in view.origins}
        disputing = [
            c
            for c in denying
            if c.counted and (o := by_id[c.origin]).country not in self._with_parties and (o.actor or o.label) not in affirmers
        ]
        return Standing(
            counted=counted,
            groups=len(counted),
            outside=sum(by_id[c.origin].country not in self._inside and by_id[c.origin].kind != "anonymous" for c in counted),
            admitted=any(c.admission for c in counted),
            denied_by_others=len(disputing),
            denied_by_accused=len(accused),
        )


def _inside(evidence: Evidence) -> set[str | None]:
    """Countries that are parties or belligerents, and the blocs that these belong to."""
    belligerents = {code for row in evidence.sources.values() if row.belligerent for code in row.interest}
    return _joined({*evidence.parties, *belligerents}, evidence)


def _joined(states: set[str | None], evidence: Evidence) -> set[str | None]:
    """These states and the blocs that they belong to."""
    for bloc in evidence.blocs:
        if bloc & states:
            states = states | bloc
    return states


def groups(origins: Sequence[Origin]) -> list[list[int]]:
    """Indices of origins, grouped by the bases that they may share (connected through `shared_with`)."""
    if not any(origin.shared_with for origin in origins):
        return [[i] for i in range(len(origins))]
    index = {origin.id: i for i, origin in enumerate(origins)}
    seen: set[int] = set()
    result: list[list[int]] = []
    neighbours: dict[int, set[int]] = {i: set() for i in range(len(origins))}
    for i, origin in enumerate(origins):
        for other in origin.shared_with:
            if other in index:
                neighbours[i].add(index[other])
                neighbours[index[other]].add(i)
    for start in range(len(origins)):
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            here = waiting.pop()
            group.append(here)
            for there in sorted(neighbours[here] - seen):
                seen.add(there)
                waiting.append(there)
        result.append(sorted(group))
    return result


def in_words(low: float, high: float) -> str:
    """Both ends of a likelihood interval in words: "likely to almost certain"."""
    first, last = _word(low), _word(high)
    return first if first == last else f"{first} to {last}"


def _word(p: float) -> str:
    return next(words for end, words in LIKELIHOOD_WORDS if p <= end)


def _uncounted(c: Contribution, why: str) -> Contribution:
    return msgspec.structs.replace(c, counted=False, reason=why)


def grade(view: EventView, pack: Pack) -> Grade:
    """The grade of one event. For many events build one `Grader`."""
    return Grader(pack, view.as_of).grade(view)
