"""Two ships on a short way: each falls silent off one watched port, is heard again, and lies at another for some hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

LISTED, OTHER = (273_440_860, 9179842, "ANGARA"), (273_999_001, 9074729, "ROE DEER")
"""MMSI, IMO number and name. The first number is of a ship that lists name; the second has a right check digit and is no listed
ship's."""

HEAD = "mmsi,t,lat,lon,sog,imo,name\n"
START = datetime(2023, 9, 12, 0, 0, tzinfo=UTC)
OFF_RAJIN, VOSTOCHNY = (42.02, 130.62), (42.75, 133.0833)


def tracks(path: Path, start: datetime = START) -> Path:
    """Writes positions of both ships, the other one six days later."""
    rows = [*_ship(LISTED, start), *_ship(OTHER, start + timedelta(days=6))]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def _ship(ship: tuple[int, int, str], start: datetime) -> list[str]:
    mmsi, imo, name = ship
    rows, at = [], start

    def heard(lat: float, lon: float, sog: float) -> None:
        rows.append(f"{mmsi},{at:%Y-%m-%dT%H:%M:%SZ},{lat:.5f},{lon:.5f},{sog},{imo},{name}")

    def sailed(a: tuple[float, float], b: tuple[float, float], hours: float) -> None:
        nonlocal at
        steps = int(hours * 6)
        for k in range(steps):
            heard(a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps, 11.0)
            at += timedelta(minutes=10)

    sailed((41.4, 132.2), OFF_RAJIN, 8)
    heard(*OFF_RAJIN, 11.0)
    at += timedelta(hours=44)  # the silence: two hours in, two out, the rest for a call
    sailed(OFF_RAJIN, (42.4, 132.6), 9)
    sailed((42.4, 132.6), VOSTOCHNY, 4)
    for _ in range(90):
        heard(*VOSTOCHNY, 0.0)
        at += timedelta(minutes=10)
    sailed(VOSTOCHNY, (42.2, 133.4), 4)
    return rows
