"""Events of ships are found as well as stated, on traffic that is made from a seed here and now."""

from __future__ import annotations

import tomllib

import pytest
import score_track

pytestmark = pytest.mark.gold

STATED = tomllib.loads(score_track.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured():
    return score_track.measured()


def test_the_traffic_is_the_traffic_for_which_the_floors_were_stated(measured):
    wanted = {kind: count for kind, count in STATED["gold"].items() if kind not in ("seed", "positions")}
    assert (STATED["gold"]["seed"], STATED["gold"]["positions"]) == (score_track.SEED, score_track.POSITIONS)
    assert measured[0] == wanted, (
        "the generator changed: run `python benchmarks/score_track.py --state` and say in the commit why the scores moved"
    )


def test_no_score_of_events_falls_below_its_floor(measured):
    floors = {kind: row for kind, row in STATED.items() if kind != "gold"}
    assert floors.keys() == measured[1].keys()
    low = {
        (kind, name): (measured[1][kind][name], floor)
        for kind, row in floors.items()
        for name, floor in row.items()
        if measured[1][kind][name] < floor
    }
    assert not low
