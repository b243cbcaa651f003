"""From likelihood ratios to probabilities, and back."""

from __future__ import annotations

from math import inf, log10


def posterior(likelihood_ratio: float, prior: float) -> float:
    """The probability after the evidence, by Bayes' rule: odds times likelihood ratio (in powers of ten)."""
    odds: float = prior / (1.0 - prior) * 10.0**likelihood_ratio
    return float(odds / (1.0 + odds))


def needed(score: float, prior: float) -> float:
    """The likelihood ratio, in powers of ten, that lifts the prior to a score; none is needed for 0."""
    if not 0.0 < score < 1.0:
        return inf if score > 0.0 else -inf
    return log10(score / (1.0 - score)) - log10(prior / (1.0 - prior))
