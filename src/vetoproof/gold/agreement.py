"""How far two labellers of the same documents agree: what lies above it, a score against either cannot tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from vetoproof.gold.comparison import Comparer, Pair
from vetoproof.gold.labels import Label
from vetoproof.gold.matching import of_label
from vetoproof.gold.scores import DEEP, Count, plain
from vetoproof.gold.values import SLOTS, Value, values

NOMINAL = ("event", "supplier", "recipient", "agent", "patient", "comparator", "basis", "stance")
"""Slots with few values that anybody may choose by chance: for them Cohen's kappa says more than agreement."""


class Both(msgspec.Struct, frozen=True):
    """One document as both labelled it. Labels out of the regime's scope are left out by whoever compares."""

    text: str
    first: tuple[Label, ...]
    second: tuple[Label, ...]


class Kappa(msgspec.Struct, frozen=True):
    """Cohen's kappa over `pairs`: agreement observed beyond what chance would give, 1 for all, 0 for chance.

    No value is a value here: both leaving a role empty is agreement. None where both always gave one and the same value.
    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
    """

    pairs: int
    observed: float
    expected: float
    kappa: float | None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Counts with the first labels as wanted, the second as given; F1 is the same in either direction.

    `claims`: labels of the same proposition on both sides (there is no kappa for them: nobody can count the claims that both
    left out). `slots`: over those pairs. `either`: of pairs where either gave the slot a value, the share that agrees.
    `chains` by depth of the first label's chain; `hedges`: same words and modal flag, or no hedge on both sides;
    `as_sure`: the same modal flag and probabilities, or no hedge on both sides.
    """

    documents: int
    claims: Count
    typed: Count
    slots: dict[str, Count]
    either: dict[str, Count]
    chains: dict[int, Count]
    hedges: Count
    as_sure: Count
    kappas: dict[str, Kappa]

    @property
    def all_slots(self) -> Count:
        """All slots together (micro average)."""
        return sum(self.slots.values(), Count())

    @property
    def all_chains(self) -> Count:
        """Chains of any depth."""
        return sum(self.chains.values(), Count())

    @property
    def deep_chains(self) -> Count:
        """Chains with two links or more after the outlet."""
        return sum((count for depth, count in self.chains.items() if depth >= DEEP), Count())


def agreement(documents: Sequence[Both], comparer: Comparer) -> Agreement:
    """The agreement of two labellers, by the matching that scores the reader."""
    found = [(one, two, pair) for document in documents for one, two, pair in _pairs(document, comparer)]
    first, second = (sum(len(_inside(getattr(d, side))) for d in documents) for side in ("first", "second"))
    slots = [slot for _, _, pair in found for slot in pair.slots]
    typed = sum(one.frame.type == two.frame.type for one, two, _ in found)
    depths = sorted({len(one.chain) - 1 for one, _, _ in found})
    return Agreement(
        documents=len(documents),
        claims=Count(len(found), second, first),
        typed=Count(typed, second, first),
        slots={
            name: Count(
                sum(s.right for s in slots if s.name == name),
                sum(s.given is not None for s in slots if s.name == name),
                sum(s.wanted is not None for s in slots if s.name == name),
            )
            for name in SLOTS
        },
        either={name: _share(s.right for s in slots if s.name == name) for name in SLOTS},
        chains={depth: _share(pair.chain for one, _, pair in found if len(one.chain) - 1 == depth) for depth in depths},
        hedges=_share(pair.hedge for _, _, pair in found),
        as_sure=_share(pair.sure for _, _, pair in found),
        kappas={
            **{name: kappa([(values(one)[name], values(two)[name]) for one, two, _ in found]) for name in NOMINAL},
            "hedged or not": kappa([(one.hedge is not None, two.hedge is not None) for one, two, _ in found]),
            "modal or not": kappa([(_modal(one), _modal(two)) for one, two, _ in found]),
        },
    )


def kappa(pairs: Sequence[tuple[Value, Value]]) -> Kappa:
    """Cohen's kappa of pairs of nominal values, rounded to four decimals."""
    total = len(pairs)
    if not total:
        return Kappa(0, 0.0, 0.0, None)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    same = sum(a == b for a, b in pairs)
    # In whole numbers, so that "always one and the same value" is told exactly.
    chance = sum(count * other[value] for value, count in one.items())
    observed, expected = same / total, chance / total**2
    found = None if chance == total**2 else round((observed - expected) / (1 - expected), 4)
    return Kappa(total, round(observed, 4), round(expected, 4), found)


def lines(found: Agreement) -> Iterator[str]:
    """Agreement as lines of text."""
    claims, chains = found.claims, found.all_chains
    yield f"{found.documents} documents; {claims.wanted} first labels, {claims.given} second, {claims.right} of both"
    yield f"  claims          F {claims.f1:.3f}; with the same event type F {found.typed.f1:.3f}"
    yield f"  slots (micro)   F {found.all_slots.f1:.3f}"
    for name, count in found.slots.items():
        either = found.either[name]
        told = f"agree {either.recall:.3f} ({either.right}/{either.wanted} where either has one)"
        yield f"    {name:12} F {count.f1:.3f}   {told}"
    depths = ", ".join(f"{depth}: {count.right}/{count.wanted}" for depth, count in found.chains.items())
    deep = found.deep_chains
    yield f"  whole chains    {chains.recall:.3f} ({chains.right}/{chains.wanted}); by depth {depths}"
    yield f"  depth >= 2      {deep.recall:.3f} ({deep.right}/{deep.wanted})"
    yield f"  hedge intervals {found.as_sure.recall:.3f} ({found.as_sure.right}/{found.as_sure.wanted})"
    yield f"  hedges          {found.hedges.recall:.3f} ({found.hedges.right}/{found.hedges.wanted})"
    yield "  Cohen's kappa over the labels of both:"
    for name, one in found.kappas.items():
        said = "all the same" if one.kappa is None else f"{one.kappa:.3f}"
        yield f"    {name:14} {said}   (observed {one.observed:.3f}, by chance {one.expected:.3f})"


def figures(found: Agreement) -> dict[str, Any]:
    """Agreement as plain values."""
    return {
        "documents": found.documents,
        "claims": plain(found.claims),
        "typed": plain(found.typed),
        "slots": plain(found.all_slots),
        "chains": plain(found.all_chains),
        "deep_chains": plain(found.deep_chains),
        "hedges": plain(found.hedges),
        "as_sure": plain(found.as_sure),
        "by_slot": {name: plain(count) for name, count in found.slots.items()},
        "by_slot_either": {name: plain(count) for name, count in found.either.items()},
        "by_depth": {str(depth): plain(count) for depth, count in found.chains.items()},
        "kappa": {name: msgspec.to_builtins(one) for name, one in found.kappas.items()},
    }


def _pairs(document: Both, comparer: Comparer) -> Iterator[tuple[Label, Label, Pair]]:
    first, second = _inside(document.first), _inside(document.second)
    placed, other = ([of_label(document.text, label) for label in side] for side in (first, second))
    for pair in comparer.pairs(first, placed, second, other):
        yield first[pair.first], second[pair.second], pair


def _inside(labels: Sequence[Label]) -> list[Label]:
    return [label for label in labels if label.scope == "in"]


def _modal(label: Label) -> bool:
    return label.hedge is not None and label.hedge.modal


def _share(right: Iterable[bool]) -> Count:
    found = list(right)
    return Count(sum(found), len(found), len(found))
