"""Imagery of watched places: scenes with cloud, what a reader saw in them, and that a reader saw nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from traffic.world import BEGIN, DAY

SEEN_SHARE = 0.95
"""Share of ships at a berth that a reader finds (SAR, ships of 60 m and more: 52 of 55 in the reviewed set of Global Fishing
Watch; research of this project)."""

NAMED_SHARE, MISNAMED_SHARE = 0.6, 0.03
"""Share of the ships found whose hull a reader says, and of these that is another ship. Chosen by us; nothing is published."""


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
                     "length_sigma_m": sigma if seen and not unread else None, "truth_mmsi": there,
                     "seen_mmsi": [] if unread else seen}
                )  # fmt: skip
    return found


COLUMNS = (
    "place", "acquired", "vendor", "scene_id", "reader", "sensor", "resolution_m", "cloud", "observed", "mmsi", "identified",
    "berth", "length_m", "length_sigma_m", "source", "limitation",
)  # fmt: skip


def table(rng: np.random.Generator, scenes: Iterable[dict[str, Any]]) -> str:
    """The scenes as readers write them down: CSV of sightings, one row a reader and ship, or that nothing was seen. Readers
    name the hull of some ships, and of few a wrong one; `truth_mmsi` is not told."""
    scenes = list(scenes)
    afloat = sorted({mmsi for scene in scenes for mmsi in scene["truth_mmsi"]})
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    for scene in scenes:
        same = {
            "place": scene["place"], "acquired": datetime.fromtimestamp(round(scene["acquired"]), UTC).isoformat(),
            "vendor": scene["vendor"], "scene_id": scene["scene"], "reader": scene["reader"],
            "sensor": "radar" if scene["sensor"] == "SAR" else scene["sensor"], "resolution_m": scene["resolution_m"],
            "cloud": "" if scene["cloud"] is None else scene["cloud"], "source": "benchmarks/traffic", "limitation": "made",
        }  # fmt: skip
        if not scene["seen_mmsi"]:
            rows.writerow(same | {"observed": "no"})
        for i, mmsi in enumerate(scene["seen_mmsi"]):
            named = rng.random() < NAMED_SHARE
            wrong = named and rng.random() < MISNAMED_SHARE
            said = {"mmsi": int(rng.choice(afloat)) if wrong else mmsi, "identified": "yes"} if named else {"identified": "no"}
            measured = {"length_m": scene["length_m"], "length_sigma_m": scene["length_sigma_m"]} if i == 0 else {}
            berth = f"berth {scene['truth_mmsi'].index(mmsi) + 1}"
            rows.writerow(same | {"observed": "yes", "berth": berth} | said | measured)
    return out.getvalue()
