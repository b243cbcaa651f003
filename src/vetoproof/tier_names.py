"""The names of the readers, apart from the readers: the command line needs no more for its help."""

from __future__ import annotations

from typing import Literal

Tier = Literal["rules", "fast", "deep"]
TIERS: tuple[Tier, ...] = ("rules", "fast", "deep")
DEFAULT_TIER: Tier = "deep"
"""The best reading; six documents a second on one core (benchmarks/bench_examine.py)."""
