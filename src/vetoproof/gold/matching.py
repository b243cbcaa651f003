"""Which label and which claim are about the same words: the one definition of a match in this house."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vetoproof.gold.labels import Label
from vetoproof.gold.values import SLOTS, Sameness, Values, values
from vetoproof.model import Claim

Place = tuple[int, int]
"""Start and end in the document's text, in code points."""
_WEIGHTY = ("event", "low", "stance")
"""Slots that tell claims of one sentence apart count thrice: two figures of a sentence differ in little else."""


class Placed(msgspec.Struct, frozen=True):
    """A label or a claim with its places, the main one first where it was found, and its slots."""

    places: tuple[Place, ...]
    values: Values


def of_label(text: str, label: Label) -> Placed:
    """A label where its quotes stand in the text as read. A quote that is not found has no place."""
    found = (quoted(text, quote.exact) for quote in (label.span, *label.also))
    return Placed(tuple(place for place in found if place), values(label))


def of_claim(claim: Claim) -> Placed:
    """A claim with its restatements."""
    return Placed(((claim.span.start, claim.span.end), *((e.start, e.end) for e in claim.also)), values(claim))


def quoted(text: str, quote: str) -> Place | None:
    """Where a quote first stands in a text; white space may differ."""
    match = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    return (match.start(), match.end()) if match else None


def pairs(wanted: Sequence[Placed], given: Sequence[Placed], same: Sameness) -> tuple[tuple[int, int], ...]:
    """Indices that belong together: a place of the one overlaps a place of the other, best agreeing slots first."""
    weights = []
    for i, one in enumerate(wanted):
        for j, other in enumerate(given):
            if any(a < d and c < b for a, b in one.places for c, d in other.places):
                score = sum(3 if slot in _WEIGHTY else 1 for slot in SLOTS if _agree(slot, one.values, other.values, same))
                weights.append((-score, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for _, i, j in sorted(weights):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
    return tuple(chosen)


def _agree(slot: str, wanted: Values, given: Values, same: Sameness) -> bool:
    a, b = wanted[slot], given[slot]
    return a is not None and b is not None and same.agree(slot, a, b)
