"""The scores of sightings put together say what they claim to, and made readers write down what can be read."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import score_calls
from traffic import looks

from vetoproof.model import Calls, DarkCall, PlaceCalls, Presence
from vetoproof.track import schema
from vetoproof.track.sightings import read_sightings
from vetoproof.track.watched import Watched

ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, aliases=("ALPHA HARBOUR",))
T0 = datetime(2024, 1, 2, tzinfo=UTC).timestamp()


def scene(hour: float, reader: str, seen: list[int], there: list[int]) -> dict:
    return {
        "place": "ALPHA HARBOUR", "acquired": T0 + hour * 3600, "vendor": "optical", "scene": f"S{hour}", "reader": reader,
        "sensor": "optical", "resolution_m": 3.0, "cloud": 0.1, "ships": len(seen), "length_m": 100.0, "length_sigma_m": 4.0,
        "truth_mmsi": there, "seen_mmsi": seen,
    }  # fmt: skip


def test_made_readers_write_rows_that_are_read_and_name_some_ships() -> None:
    scenes = [scene(hour, "A", [7, 8], [7, 8]) for hour in range(200)] + [scene(300, "A", [], [])]
    read = read_sightings(io.StringIO(looks.table(np.random.default_rng(1), scenes)))
    assert (read.rejected, read.ignored, len(read.table)) == ((), (), 401)
    named = read.table.filter(pl.col("identified"))
    assert 0.5 < len(named) / 400 < 0.7
    wrong = named.filter(pl.col("berth") != pl.col("mmsi").replace_strict({7: "berth 1", 8: "berth 2"}))
    assert 0 < len(wrong) / len(named) < 0.06
    assert read.table.filter(~pl.col("observed")).height == 1


def test_a_corroborated_call_that_was_made_is_right_and_its_bounds_are_held_against_when() -> None:
    at = [datetime.fromtimestamp(T0 + hour * 3600, UTC) for hour in (10, 30)]
    gold = pl.DataFrame(
        [{"kind": "dark_call", "mmsi": 7, "start": at[0], "end": at[1], "place": "ALPHA HARBOUR", "rule": "truth"}],
        schema=schema.events(),
    )  # fmt: skip
    seen = read_sightings(
        io.StringIO(f"place,acquired,observed,mmsi,identified,reader,source\nAlpha,{at[0].isoformat()},yes,7,yes,A,x\n")
    ).table

    def iso(hour: float) -> str:
        return datetime.fromtimestamp(T0 + hour * 3600, UTC).isoformat()

    def call(mmsi: int) -> DarkCall:
        return DarkCall(
            mmsi=mmsi, place="Alpha", start=iso(2), end=iso(40), probability=0.9, rule="x", standing="corroborated",
            came_after=iso(5), came_by=iso(12), left_not_before=iso(12), left_before=iso(29),
        )  # fmt: skip

    stay = Presence(vessel="", came_after=iso(5), came_by=iso(12), left_not_before=iso(31), left_before=iso(32), looks=1)
    place = PlaceCalls(
        place="Alpha", first="2024-01-01", last="2024-01-05", looks=1, stays=(stay,), chance_low=1, chance_high=2
    )
    found = score_calls.score(Calls(rules=1, places=(place,), dark_calls=(call(7), call(8))), seen, gold, (ALPHA,))
    made, bounds, stays, days = found.values()
    assert (made["right"], made["wrong"], made["recall"]) == (1, 1, 1.0)
    assert (bounds["right"], bounds["wrong"], bounds["hours"], bounds["silence_hours"]) == (1, 1, 12.0, 38.0)
    assert (stays["right"], stays["wrong"], stays["hit"]) == (1, 1, 1)
    assert days["precision"] == 1.0
