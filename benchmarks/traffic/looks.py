"""Imagery of watched places: scenes with cloud, what a reader saw in them, and that a reader saw nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from traffic.world import BEGIN, DAY

SEEN_SHARE = 0.95
"""Share of ships at a berth that a reader finds (SAR, ships of 60 m and more: 52 of 55 in the reviewed set of Global Fishing
Watch; research of this project)."""


def sightings(
    rng: np.random.Generator, truth: Iterable[dict[str, Any]], places: Sequence[str], days: float, lengths: dict[int, int]
) -> list[dict[str, Any]]:
    """One scene a day and place at most; optical ones see nothing through cloud; one scene in six has two readers.

    `ships` is how many a reader counted; 0 is a look that saw nothing, null a scene that could not be read.
    """
    calls = [e for e in truth if e["kind"] in ("port_call", "dark_call") and e["place"] in places]
    found = []
    for place in places:
        here = [c for c in calls if c["place"] == place]
        for day in range(int(days)):
            if rng.random() > 0.75:
                continue
            t = BEGIN + day * DAY + rng.uniform(1, 4) * 3600
            radar = rng.random() < 0.3
            cloud = None if radar else round(float(rng.beta(0.7, 0.7)), 2)
            unread = cloud is not None and cloud > 0.7
            there = [c["mmsi"] for c in here if c["start"] <= t <= c["end"]]
            scene = f"{'R' if radar else 'O'}-{place[:3]}-{day:03d}"
            for reader in ("reader A", "reader B")[: 2 if rng.random() < 1 / 6 else 1]:
                seen = [m for m in there if rng.random() < SEEN_SHARE]
                sigma = 20.0 if radar else 4.0
                found.append(
                    {"place": place, "acquired": t, "vendor": "radar" if radar else "optical", "scene": scene, "reader": reader,
                     "sensor": "SAR" if radar else "optical", "resolution_m": 10.0 if radar else 3.0, "cloud": cloud,
                     "ships": None if unread else len(seen),
                     "length_m": round(lengths[seen[0]] + float(rng.normal(0, sigma)), 1) if seen and not unread else None,
                     "length_sigma_m": sigma if seen and not unread else None, "truth_mmsi": there}
                )  # fmt: skip
    return found
