"""One example to its results, as yente answers a match request."""

from __future__ import annotations

from typing import Any, NamedTuple

from vetoproof.model import Answer, Screening
from vetoproof.web.entities import Entities
from vetoproof.web.examples import Example
from vetoproof.web.features import explanations
from vetoproof.web.sieve import Sieve

LOOKED_AT = 20
"""Results that are scored at least, so that matches beyond `limit` are counted."""

SIEVED = 100
"""The same where filters take results away afterwards."""

LEAST, MOST = 1e-9, 1 - 1e-9
"""Scores of 0 and 1 are never reached: a cutoff of 0 asks for these."""


class Asking(NamedTuple):
    """How all examples of a request are answered. `lists` is empty where all are asked."""

    lists: frozenset[str]
    prior: float
    threshold: float
    cutoff: float
    limit: int
    sieve: Sieve
    algorithm: str


def answered(example: Example, asking: Asking, screening: Screening, entities: Entities) -> dict[str, Any]:
    """The results for one example, the likeliest first."""
    pool = max(asking.limit, LOOKED_AT if asking.sieve.idle else SIEVED)
    answers = screening.answers(
        example.query, prior=asking.prior, threshold=asking.threshold, floor=min(max(asking.cutoff, LEAST), MOST), limit=pool,
        lists=asking.lists,
    )  # fmt: skip
    kept = [answer for answer in answers if asking.sieve.keeps(answer.entry)]
    matches = sum(answer.match.match for answer in kept)
    # Where the pool ran over, there may be more: by its count, or because the last that was scored is still a match.
    more = len(answers) >= pool and (not asking.sieve.idle or matches == len(kept))
    return {
        "status": 200,
        "results": [_scored(answer, example.query.text, entities) for answer in kept[: asking.limit]],
        "total": {"value": matches, "relation": "gte" if more else "eq"},
        "query": example.seen,
        "algorithm": asking.algorithm,
        "ignored_properties": example.ignored,
        "doubts": [*screening.doubts(example.query), *example.doubts],
    }


def _scored(answer: Answer, asked: str, entities: Entities) -> dict[str, Any]:
    match = answer.match
    told = explanations(match, asked)
    return {
        **entities.of(answer.entry),
        "score": match.score,
        "match": match.match,
        "features": {name: feature["score"] for name, feature in told.items()},
        "explanations": told,
        "disposition": match.disposition or None,
    }
