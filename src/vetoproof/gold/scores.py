"""How well documents were read: counts over comparisons, from which precision, recall and F1 follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from vetoproof.gold.comparison import Comparison, Pair
from vetoproof.gold.values import NAMED, SLOTS

DEEP = 2
"""Links after the outlet from which a chain is told apart as deep: the outlet relays somebody who relays."""


class Count(msgspec.Struct, frozen=True):
    """How many were right, of how many given and how many wanted. A plain share has given = wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Right of given; 0 where none was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted; 0 where none was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both: of a share, the share."""
        return 2 * self.right / (self.given + self.wanted) if self.right else 0.0

    @property
    def empty(self) -> bool:
        """Whether there was nothing to be right or wrong about."""
        return not self.given and not self.wanted


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over documents; they add up.

    `claims`: matched. `typed`: matched with the right event type. `slots`: over matched claims, precision over the values
    given, recall over the values labelled. `chains`: whole chains right over matched claims, by depth of the label's chain
    (links after the outlet). `denials`: labels and claims with the stance denies, matched with it on both sides. `hedged`:
    of matched claims whose label has a hedge, those with the same words and modal flag; `unhedged`: of those whose label has
    none, those without; `as_sure`: of all matched claims, those as sure as their labels, by modal flag and probabilities.
    `scale`: of matched claims with an interval on a published scale on either side, those where both have the same;
    `conveyed`: likewise with the survey's ranges for hedges that no scale covers.
    """

    documents: int = 0
    refused: int = 0
    unlocated: int = 0
    claims: Count = Count()
    typed: Count = Count()
    slots: dict[str, Count] = {}
    chains: dict[int, Count] = {}
    denials: Count = Count()
    hedged: Count = Count()
    unhedged: Count = Count()
    as_sure: Count = Count()
    scale: Count = Count()
    conveyed: Count = Count()

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            documents=self.documents + other.documents,
            refused=self.refused + other.refused,
            unlocated=self.unlocated + other.unlocated,
            claims=self.claims + other.claims,
            typed=self.typed + other.typed,
            slots={slot: self.slots.get(slot, Count()) + other.slots.get(slot, Count()) for slot in SLOTS},
            chains={
                depth: self.chains.get(depth, Count()) + other.chains.get(depth, Count())
                for depth in sorted(self.chains.keys() | other.chains.keys())
            },
            denials=self.denials + other.denials,
            hedged=self.hedged + other.hedged,
            unhedged=self.unhedged + other.unhedged,
            as_sure=self.as_sure + other.as_sure,
            scale=self.scale + other.scale,
            conveyed=self.conveyed + other.conveyed,
        )

    @property
    def all_slots(self) -> Count:
        """All slots together (micro average)."""
        return sum(self.slots.values(), Count())

    @property
    def named_slots(self) -> Count:
        """Event, parties, figure, stance, hedge and speaker together (micro average)."""
        return sum((self.slots.get(slot, Count()) for slot in NAMED), Count())

    @property
    def all_chains(self) -> Count:
        """Chains of any depth."""
        return sum(self.chains.values(), Count())

    @property
    def deep_chains(self) -> Count:
        """Chains with two links or more after the outlet."""
        return sum((count for depth, count in self.chains.items() if depth >= DEEP), Count())

    @property
    def hedge_words(self) -> Count:
        """Matched claims hedged as their labels are: same words and modal flag, or no hedge on both sides."""
        return self.hedged + self.unhedged


MEASURES: dict[str, str] = {
    "claims": "claims",
    "with event type": "typed",
    "slots (micro)": "all_slots",
    "whole chains": "all_chains",
    "chains, depth >= 2": "deep_chains",
    "denials": "denials",
    "hedge intervals": "as_sure",
    "hedge words": "hedge_words",
}
"""The measures that are averaged over stories, by the words they are printed under."""


def measure(scores: Scores, name: str) -> Count:
    """One of MEASURES."""
    found: Count = getattr(scores, MEASURES[name])
    return found


def of(comparison: Comparison) -> Scores:
    """The scores of one document."""
    matched = comparison.pairs
    wanted, given = comparison.labels, comparison.claims
    types = [pair for pair in matched if wanted[pair.first].frame.type == given[pair.second].frame.type]
    denied = sum(wanted[p.first].stance == "denies" == given[p.second].stance for p in matched)
    hedged = [pair for pair in matched if wanted[pair.first].hedge is not None]
    unhedged = [pair for pair in matched if wanted[pair.first].hedge is None]
    return Scores(
        documents=1,
        refused=bool(comparison.refused),
        unlocated=sum(not places for places in comparison.places),
        claims=Count(len(matched), len(given), len(wanted)),
        typed=Count(len(types), len(given), len(wanted)),
        slots={slot: _slot(slot, matched) for slot in SLOTS},
        chains={
            depth: _share([p.chain for p in matched if len(wanted[p.first].chain) - 1 == depth])
            for depth in sorted({len(wanted[p.first].chain) - 1 for p in matched})
        },
        denials=Count(denied, sum(c.stance == "denies" for c in given), sum(r.stance == "denies" for r in wanted)),
        hedged=_share([pair.hedge for pair in hedged]),
        unhedged=_share([pair.hedge for pair in unhedged]),
        as_sure=_share([p.sure for p in matched]),
        scale=_share([p.scale[0] == p.scale[1] for p in matched if any(p.scale)]),
        conveyed=_share([p.conveyed[0] == p.conveyed[1] for p in matched if any(p.conveyed)]),
    )


def total(comparisons: Iterable[Comparison]) -> Scores:
    """The scores of many documents."""
    return sum((of(comparison) for comparison in comparisons), Scores())


def by_kind(comparisons: Iterable[Comparison]) -> dict[str, Scores]:
    """Scores by the kind of document that the set's index tells; documents of no kind are left out."""
    found: dict[str, Scores] = {}
    for one in comparisons:
        if one.entry.kind:
            found[one.entry.kind] = found.get(one.entry.kind, Scores()) + of(one)
    return dict(sorted(found.items()))


def figures(scores: Scores) -> dict[str, Any]:
    """Scores as plain values: counts with their precision, recall and F1, rounded to four decimals."""
    parts = {"claims": scores.claims, "typed": scores.typed, "slots": scores.all_slots, "chains": scores.all_chains}
    parts |= {
        "named_slots": scores.named_slots,
        "deep_chains": scores.deep_chains,
        "denials": scores.denials,
        "hedge_intervals": scores.as_sure,
        "hedge_words": scores.hedge_words,
    }
    parts |= {"hedged": scores.hedged, "unhedged": scores.unhedged, "scale": scores.scale, "conveyed": scores.conveyed}
    return {
        "documents": scores.documents,
        "refused": scores.refused,
        "unlocated": scores.unlocated,
        **{name: plain(count) for name, count in parts.items()},
        "by_slot": {slot: plain(count) for slot, count in scores.slots.items()},
        "by_depth": {str(depth): plain(count) for depth, count in scores.chains.items()},
    }


def plain(count: Count) -> dict[str, float]:
    """A count with what follows from it."""
    found: dict[str, float] = {"right": count.right, "given": count.given, "wanted": count.wanted}
    return found | {name: round(getattr(count, name), 4) for name in ("precision", "recall", "f1")}


def _slot(slot: str, matched: Iterable[Pair]) -> Count:
    found = [one for pair in matched for one in pair.slots if one.name == slot]
    return Count(
        sum(one.right for one in found),
        sum(one.given is not None for one in found),
        sum(one.wanted is not None for one in found),
    )


def _share(right: list[bool]) -> Count:
    return Count(sum(right), len(right), len(right))
