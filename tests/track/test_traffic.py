"""Made traffic: the same seed gives the same, in the columns of the room, and its truth is physical."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from traffic import make, papers
from traffic.chart import distance

from vetoproof.track import schema

SHARES = {"shuttles": 0.1, "pairs": 0.25, "fleets": 0.02, "drifters": 0.02, "shared": 0.02}


@pytest.fixture(scope="module")
def traffic():
    return make.made(120_000, 5, shares=SHARES)


def told(gold: pl.DataFrame, kind: str, name: str, value: str) -> pl.DataFrame:
    item = pl.element().struct
    said = pl.col("detail").list.eval(item.field("value").filter(item.field("name") == name)).list.first()
    return gold.filter((pl.col("kind") == kind) & (said == value))


def test_tables_have_the_columns_of_the_room_and_are_sorted(traffic):
    positions, gold, maker = traffic
    assert positions.schema == schema.positions()
    assert gold.schema == schema.events()
    assert maker.particulars().schema == schema.particulars()
    assert positions.sort("mmsi", "t", maintain_order=True).equals(positions)
    assert positions["row"].to_list() == list(range(len(positions)))
    assert 0.5 < len(positions) / 120_000 < 2


def test_the_same_seed_gives_the_same_and_another_does_not():
    one, again, other = (make.made(20_000, seed) for seed in (3, 3, 4))
    assert one[0].equals(again[0])
    assert one[1].equals(again[1])
    assert not one[0].equals(other[0])


def test_every_kind_of_event_is_there(traffic):
    gold = traffic[1]
    assert set(gold["kind"]) >= {"gap", "jump", "loiter", "port_call", "meeting", "dark_call", "identity"}
    assert (gold["start"] <= gold["end"]).all()


def test_nobody_hears_a_ship_that_calls_in_the_dark(traffic):
    positions, gold, _ = traffic
    calls = gold.filter(pl.col("kind") == "dark_call")
    assert len(calls) > 5
    for row in calls.iter_rows(named=True):
        heard = positions.filter(
            (pl.col("mmsi") == row["mmsi"]) & pl.col("t").is_between(row["start"].timestamp(), row["end"].timestamp())
        )
        assert heard.is_empty()


def test_ships_that_meet_lie_alongside(traffic):
    positions, gold, _ = traffic
    beside = []
    for row in told(gold, "meeting", "cause", "alongside").iter_rows(named=True):
        start, end = row["start"].timestamp(), row["end"].timestamp()
        t = np.arange(start + 1800, end - 1800, 600)
        places = []
        for mmsi in (row["mmsi"], row["other_mmsi"]):
            one = positions.filter((pl.col("mmsi") == mmsi) & pl.col("t").is_between(start - 3600, end + 3600))
            if len(one) < (end - start) / 900:  # poorly received: nothing to measure
                break
            places += [np.interp(t, one["t"], one["lat"] / 600_000), np.interp(t, one["t"], one["lon"] / 600_000)]
        if len(places) == 4:
            beside.append(float(np.median(distance(*places))))
    assert len(beside) >= 3
    assert max(beside) < 0.3


def test_meetings_cross_midnight_and_occur_in_poor_reception(traffic):
    meetings = told(traffic[1], "meeting", "cause", "alongside")
    assert (meetings["start"].dt.date() != meetings["end"].dt.date()).any()


def test_imo_numbers_have_their_check_digit():
    assert papers.imo_number(907_472) == 9_074_729  # the example of the IMO's own scheme


def test_looks_that_saw_nothing_and_clouds_are_rows(traffic):
    looks = traffic[2].sightings()
    assert (looks["ships"] == 0).any()
    assert looks["ships"].is_null().any()
    assert looks.filter(pl.col("cloud") > 0.7)["ships"].null_count() == (looks["cloud"] > 0.7).sum()
