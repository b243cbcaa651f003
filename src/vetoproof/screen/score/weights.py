"""How much each observation moves the likelihood ratio: a table fitted on labelled pairs, read from the pack."""

from __future__ import annotations

import msgspec


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights in powers of ten, for each group of names ("person", "organisation", "ship", and persons by system of reading).

    `groups[g][f]` multiplies the amount of feature f; `start` is what a comparison begins with. `least` and `most` are the
    bounds of what a name alone may say: beyond them the labelled pairs are too few to tell.
    """

    source: str
    limitation: str
    groups: dict[str, dict[str, float]]
    least: float
    most: float
    threshold: float
    prior: float

    def of(self, kind: str, system: str) -> dict[str, float]:
        """The weights for names of a kind under a system."""
        return self.groups.get(f"{kind}-{system}") or self.groups.get(f"any-{system}") or self.groups[kind]


def posterior(likelihood_ratio: float, prior: float) -> float:
    """The probability after the evidence, by Bayes' rule: odds times likelihood ratio (in powers of ten)."""
    odds: float = prior / (1.0 - prior) * 10.0**likelihood_ratio
    return float(odds / (1.0 + odds))
