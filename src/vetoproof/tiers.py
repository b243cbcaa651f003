"""The readers that this installation has, by the name of their tier."""

from __future__ import annotations

from typing import Literal

from vetoproof.examine.extractor import Extractor
from vetoproof.examine.parse import DEFAULT_MODEL

Tier = Literal["rules", "deep"]
TIERS: tuple[Tier, ...] = ("rules", "deep")


class TierError(ValueError):
    """A tier that cannot be had here. The message says what to do."""


def extractor(tier: str = "rules", model: str = DEFAULT_MODEL) -> Extractor:
    """The extractor of a tier. `model`: the parser's package name or path. Raises TierError."""
    from vetoproof.examine.extractor import RuleExtractor

    if tier == "rules":
        return RuleExtractor(model)
    if tier in TIERS:
        raise TierError(f"this installation has no {tier} reader; use --tier rules")
    raise TierError(f"no tier {tier!r}; use one of: {', '.join(TIERS)}")
