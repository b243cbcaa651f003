"""Cited counts and loads that may bound nothing are left out and told: the claimant's own, and those that are no figures."""

from __future__ import annotations

import pytest

from vetoproof.model import Bound, TripCount, TripLoad
from vetoproof.track.bounds import Claimed, compare

NOT = "not comparable"


def count(**more) -> TripCount:
    said = {
        "id": "t", "route": "A -> B", "from_": "2023-09-01", "to": "2023-12-31", "low": 10, "high": 12, "basis": "seen",
        "mode": "sea", "actors": ("Institute",), "published": "2024-01-01", "source": "https://one.example", "limitation": "l",
    }  # fmt: skip
    return TripCount(**said | more)


def estimate(**more) -> TripCount:
    return count(**{"id": "o", "basis": "occupancy", "low": 12, "high": 15} | more)


def load(**more) -> TripLoad:
    said = {
        "id": "l", "low": 200, "high": 300, "unit": "containers", "actors": ("Institute",), "published": "2024-01-01",
        "source": "https://one.example", "limitation": "l",
    }  # fmt: skip
    return TripLoad(**said | more)


def held(
    trips: list[TripCount], loads: list[TripLoad], low: float = 5000, speakers: tuple[str, ...] = ("White House",)
) -> Bound:
    claim = Claimed(
        claim="c", low=low, high=None, unit="containers", first="2023-09-01", last="2023-12-31", mode=None,
        speakers=frozenset(speakers),
    )  # fmt: skip
    return compare(claim, trips, loads)


def told(found: Bound) -> str:
    return "\n".join((*found.arithmetic, *found.reasons))


def test_fit_rows_bound():
    assert held([count(), estimate()], [load()]).verdict == "above both"


@pytest.mark.parametrize(
    "name",
    [
        "the white house",
        "White House spokesman",
        "WHITE HOUSE",
        "White House ",
        "U.S. White-House",
        "The White House\u2019s staff",
    ],
)
def test_a_claimant_under_another_spelling_does_not_test_itself(name):
    found = held([count(actors=(name,)), estimate(actors=(name,))], [load(actors=(name,))])
    assert found.verdict == NOT
    for row in ("count t", "count o", "load l"):
        assert any(f"left out: the {row}" in line and "the claimant's own" in line for line in found.reasons), row


def test_a_longer_name_of_the_speaker_is_the_same_claimant_and_part_of_a_word_is_not():
    one = held(
        [count(actors=("White House",)), estimate(actors=("White House",))], [load()], speakers=("a White House official",)
    )
    assert one.verdict == NOT
    assert held([count(actors=("Whit",)), estimate()], [load()]).verdict == "above both"
    assert held([count(), estimate()], [load()], speakers=("The", "...")).verdict == "above both", "no words are in every name"


def test_a_country_code_in_front_hides_no_claimant_and_tells_namesakes_apart():
    own = held(
        [count(actors=("White House spokesman",)), estimate(actors=("the white house",))],
        [load()],
        speakers=("US White House",),
    )
    assert own.verdict == NOT
    assert held([count(), estimate()], [load(actors=("U.S. White House",))], speakers=("the White House",)).verdict == NOT
    apart = held([count(actors=("KR DIA",)), estimate(actors=("KR DIA",))], [load(actors=("KR DIA",))], speakers=("US DIA",))
    assert apart.verdict == "above both"


def test_without_a_count_of_voyages_seen_nothing_is_above_both():
    assert held([estimate()], [load()]).verdict == NOT
    assert "only an estimate" in told(held([estimate()], [load()], low=3000))


@pytest.mark.parametrize("actors", [(), ("",), (" . ",), ("the",)])
def test_rows_of_nobody_are_left_out_and_told(actors):
    found = held([count(actors=actors), estimate(actors=actors)], [load(actors=actors)])
    assert found.verdict == NOT
    assert told(found).count("names nobody whose figure it is") == 3


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"low": -300, "high": -200}, "its interval is none"),
        ({"low": 300, "high": 1}, "its interval is none"),
        ({"low": 0, "high": 0}, "its interval is none"),
        ({"low": float("nan"), "high": float("nan")}, "no finite number"),
        ({"low": 1, "high": float("inf")}, "no finite number"),
        ({"low": 1e308, "high": 1e308}, "too large"),
        ({"source": " "}, "names no source"),
    ],
)
def test_unfit_loads_are_left_out_and_told(more, why):
    found = held([count(), estimate()], [load(**more)])
    assert found.verdict == NOT
    assert f"left out: the load l, as it{'s' if why.startswith('its') else ''}" in told(found)
    assert why in told(found)
    beside = held([count(), estimate()], [load(id="fit"), load(**more)])
    assert beside.verdict == "above both", "a row that bounds nothing does not spoil one that does"
    assert beside.seen_high == 3600
    assert why in told(beside)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"mode": "rail"}, "by 'rail', not by sea"),
        ({"from_": "2023-12-31", "to": "2023-09-01"}, "'2023-12-31' to '2023-09-01', is none"),
        ({"from_": "autumn"}, "'autumn' to '2023-12-31', is none"),
        ({"to": "2023-02-31"}, "is none"),
        ({"or_to": "garbage", "or_source": "https://two.example"}, "'garbage', gives no window"),
        ({"or_to": "2022-01-01", "or_source": "https://two.example"}, "'2022-01-01', gives no window"),
        ({"or_to": "2024-01-31"}, "no source is named for the other day"),
        ({"or_to": "2024-01-31", "or_source": " "}, "no source is named for the other day"),
        ({"low": 10**400, "high": None}, "too large"),
    ],
)
def test_unfit_counts_are_left_out_and_told(more, why):
    found = held([count(**more), estimate()], [load()])
    assert "left out: the count t (" in told(found)
    assert why in told(found)
    assert "sources disagree" not in told(found)


def test_sea_is_sea_in_any_case():
    found = held([count(mode="Sea"), estimate(mode=" SEA ")], [load()])
    assert (found.verdict, found.seen_high) == ("above both", 3600)


def test_an_estimate_without_an_upper_end_bounds_nothing_above():
    found = held([count(), estimate(high=None)], [load()])
    assert found.verdict == NOT
    assert "bounds nothing above" in found.reasons[0]
    assert (found.occupancy_low, found.occupancy_high) == (2400, None)
    assert held([count(), estimate(high=None), estimate(id="p")], [load()]).verdict == NOT
    within = held([count(), estimate(low=20, high=None)], [load()], low=5500)
    assert within.verdict == "above the voyages seen, within the occupancy estimate"
    over = "voyages with unobserved days over 2023-09-01 to 2023-12-31"
    assert f"{over}: 20 or more, times the same load = 4,000 to 6,000 or more" in within.arithmetic


def test_a_floor_is_printed_as_or_more():
    found = held([count(high=None)], [load()], low=2500)
    assert "10 or more, times 200 to 300 containers a voyage = 2,000 to 3,000 or more" in told(found)
    alone = held([estimate()], [load()], low=2500)
    assert "no count of the voyages seen is cited" in told(alone)
    assert (alone.seen_low, alone.seen_high) == (None, None)
    assert "12 to 15, times 200 to 300 containers a voyage = 2,400 to 4,500" in told(alone)


def test_enormous_counts_are_reckoned_with():
    found = held([count(low=10**12, high=None), estimate()], [load()])
    assert found.verdict == "consistent"
    assert "1,000,000,000,000 or more" in told(found)
