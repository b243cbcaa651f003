"""What ships say of themselves: number, name, length, draught; with the mistakes and the frauds that occur."""

from __future__ import annotations

from typing import Any

import numpy as np

from traffic.world import BEGIN, DAY, Ship, World

WRONG_DIGIT, NEW_NAME = 0.02, 0.02
SYLLABLES = ("ka", "ro", "mi", "tan", "sho", "ver", "lin", "dor", "mar", "ice", "pol", "sun", "bay", "gel", "nor", "vik")


def imo_number(serial: int) -> int:
    """An IMO number with a valid check digit: six digits times 7 to 2, the last digit of the sum."""
    digits = [int(c) for c in f"{serial:06d}"]
    return serial * 10 + sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=True)) % 10


def said(world: World, ship: Ship, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Static reports of one ship: every two days, and hours after it loaded or discharged. Tells wrong numbers and names."""
    t0, end = ship.pen.t[0][0], min(world.end, ship.pen.now)
    if end <= t0:
        return []
    imo = imo_number(800_000 + (ship.mmsi // 11) % 199_999)
    name = "".join(rng.choice(SYLLABLES, 3)).upper()
    if rng.random() < WRONG_DIGIT:
        imo += 1 if imo % 10 < 9 else -1
        world.tell("identity", ship, t0, end, at=_at(ship), cause="imo digit", imo=str(imo))
    renamed = rng.uniform(t0, end) if rng.random() < NEW_NAME else np.inf
    if renamed < end:
        world.tell("identity", ship, renamed, renamed, at=_at(ship), cause="name")
    other = "".join(rng.choice(SYLLABLES, 3)).upper()
    loads = sorted(ship.loads) or [(t0, ship.draught)]
    begins = np.array([b for b, _ in loads])
    times = np.unique(np.concatenate([np.arange(t0, end, 2 * DAY), begins[(begins > BEGIN) & (begins < end)]]))
    off = ship.pen.off
    rows = []
    for t in times:
        if any(a < t < b for a, b in off):
            continue
        which = int(np.searchsorted(begins, t, side="right")) - 1
        draught = loads[max(which, 0)][1]
        rows.append(
            {"mmsi": ship.mmsi, "t": int(t), "imo": imo, "name": other if t >= renamed else name, "callsign": None,
             "kind": ship.kind, "length": ship.length, "beam": ship.length // 6, "draught": round(draught * 10),
             "destination": None}
        )  # fmt: skip
    return rows


def _at(ship: Ship) -> tuple[float, float]:
    return float(ship.pen.where[0][0][0]), float(ship.pen.where[0][0][1])
