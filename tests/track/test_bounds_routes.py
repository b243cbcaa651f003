"""Counts of one route stand side by side, those of several routes by one source are added, others are neither."""

from __future__ import annotations

import pytest

from vetoproof.analyze.routes import placed
from vetoproof.model import Bound, TripCount, TripLoad
from vetoproof.model.cited import own, public_by
from vetoproof.packs.pack import load as load_pack
from vetoproof.track.bounds import Claimed, compare

NOT = "not comparable"


def count(id: str, route: str, low: int, high: int | None, **more: object) -> TripCount:
    said = {
        "from_": "2023-09-01", "to": "2023-12-31", "basis": "seen", "mode": "sea", "actors": ("Institute",),
        "published": "2024-01-01", "source": "https://one.example", "limitation": "l",
    }  # fmt: skip
    return TripCount(id=id, route=route, low=low, high=high, **(said | more))  # type: ignore[arg-type]


def estimate(route: str, low: int, high: int, **more: object) -> TripCount:
    return count("o", route, low, high, basis="occupancy", **more)


LOADS = (
    TripLoad(id="l", low=250, high=300, unit="containers", actors=("Other",), published="2024-01-01", source="https://two.example",
             limitation="l"),
)  # fmt: skip


def held(low: float | None, *trips: TripCount, high: float | None = None) -> Bound:
    claim = Claimed(
        claim="c", low=low, high=high, unit="containers", first="2023-09-01", last="2023-12-31", mode=None, speakers=frozenset()
    )
    return compare(claim, trips, LOADS)


def told(found: Bound) -> str:
    return "\n".join((*found.arithmetic, *found.reasons))


DUNAI, VOSTOCHNY = count("d", "Rajin -> Dunai", 10, 10), count("v", "Rajin -> Vostochny", 15, 15)


def test_routes_of_one_source_over_one_window_are_added():
    found = held(7000, DUNAI, VOSTOCHNY, estimate("Rajin -> Dunai", 10, 15))
    assert (found.verdict, found.seen_low, found.seen_high) == ("consistent", 6250, 7500)
    assert found.apart, "an estimate for one route is not drawn beside the count of both"
    assert "added up: 25 voyages of several routes by one source (Rajin -> Dunai; Rajin -> Vostochny)" in told(found)


def test_an_estimate_for_one_of_the_routes_is_not_exceeded():
    assert held(9000, DUNAI, VOSTOCHNY, estimate("Rajin -> Dunai", 10, 15)).verdict == NOT
    whole = estimate("Rajin -> Dunai or Vostochny", 20, 26)
    assert held(9000, DUNAI, VOSTOCHNY, whole).verdict == "above both"


def test_routes_that_overlap_are_not_added_and_the_widest_is_read():
    found = held(7000, DUNAI, count("w", "Rajin -> Dunai or Vostochny", 24, 24))
    assert (found.verdict, found.seen_low, found.seen_high) == ("consistent", 6000, 7200)


def test_routes_of_different_sources_are_neither_pooled_nor_added():
    other = count("v", "Rajin -> Vostochny", 15, 15, actors=("Someone else",))
    over = estimate("Rajin -> Dunai", 10, 11)
    found = held(7000, DUNAI, other, over)
    assert found.verdict == NOT
    assert "neither pooled nor added" in told(found)
    small = held(4000, DUNAI, other)
    assert (small.verdict, small.seen_high) == ("consistent", 4500)
    assert "by the voyages of one route alone" in told(small)


def test_floors_stay_floors_when_added():
    found = held(7000, DUNAI, count("v", "Rajin -> Vostochny", 15, None))
    assert found.seen_open
    assert "25 or more, times 250 to 300" in told(found)


def test_routes_between_other_states_are_refused_where_states_are_asked_for():
    (ours, theirs) = placed((DUNAI, count("x", "Bandar Anzali -> Astrakhan", 900, 900)), load_pack("dprk").regime.places)
    assert (ours.supplier, ours.recipient) == ("KP", "RU")
    claim = Claimed(
        claim="c", low=2900, high=None, unit="containers", first="2023-09-01", last="2023-12-31", mode=None,
        speakers=frozenset(), supplier="KP", recipient="RU",
    )  # fmt: skip
    found = compare(claim, (ours, theirs), LOADS, placed=True)
    assert (found.verdict, found.seen_high) == ("consistent", 3000)
    assert "left out: the count x (900 voyages), as its route" in told(found)
    back = compare(claim, placed((count("b", "Dunai -> Najin", 10, 10),), load_pack("dprk").regime.places), LOADS, placed=True)
    assert back.verdict == NOT


@pytest.mark.parametrize("most", [20_000, 9_000, 8_000])
def test_an_upper_end_alone_is_never_above(most: float):
    found = held(None, count("t", "A -> B", 25, 25), estimate("A -> B", 20, 26), high=most)
    assert found.verdict == "consistent"
    assert f"claimed: at most {most:,} containers" in told(found)


def test_an_upper_end_below_what_was_seen_is_not_comparable():
    found = held(None, count("t", "A -> B", 25, 25), estimate("A -> B", 20, 26), high=6000)
    assert (found.verdict, "upper end only" in told(found)) == (NOT, True)


@pytest.mark.parametrize("figure", [-5.0, float("nan"), float("inf")])
def test_what_is_no_quantity_is_not_compared(figure: float):
    assert held(figure, DUNAI).verdict == NOT


def test_counts_and_estimates_print_their_own_windows_and_one_number_once():
    whole = count("t", "A -> B", 64, 64, from_="2023-09-01", to="2023-12-31")
    part = estimate("A -> B", 25, 38, from_="2023-08-26", to="2023-09-30")
    found = held(17_000, whole, part)
    assert "voyages seen over 2023-09-01 to 2023-12-31: 64, times" in told(found)
    assert "voyages with unobserved days over 2023-08-26 to 2023-09-30: 25 to 38, times" in told(found)
    assert found.apart
    assert "is not set beside the count" in told(found)
    assert not held(17_000, whole, estimate("A -> B", 60, 70)).apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open Source Center", "Open Source Centre"), ("OSC", "Open Source Centre"),
        ("Ministry of Defense", "Ministry of Defence"),
        ("Shin Wonsik", "Shin Won-sik"), ("C4 ADS", "C4ADS"), ("Whitehouse", "White House"),
        ("Lee S\u014fng-jun", "Lee Song-jun"),
        ("Reuters news agency", "Reuters/OSC"), ("RUSI", "Royal United Services Institute"), ("OSC\u200b", "OSC"),
        ("Beyond Parallel, CSIS", "CSIS Beyond Parallel"), ("NKPro", "NK Pro"),
    ],
)  # fmt: skip
def test_a_claimant_is_known_under_other_spellings(one: str, other: str):
    assert own((one,), (other,))
    assert own((other,), (one,))


@pytest.mark.parametrize(("one", "other"), [("Whit", "White House"), ("KR DIA", "US DIA"), ("CSIS", "RUSI")])
def test_others_are_not(one: str, other: str):
    assert not own((one,), (other,))


@pytest.mark.parametrize(
    ("published", "day", "public"),
    [
        ("2023-11", "2023-11-29", False), ("2023-11", "2023-11-30", True), ("2023", "2023-11-30", False),
        ("2023", "2023-12-31", True),
        ("2023-11-02", "2023-11-02", True), ("November 2023", "2023-01-01", True), ("2023-11", None, True),
    ],
)  # fmt: skip
def test_a_month_is_public_from_its_last_day_on(published: str, day: str | None, public: bool):
    assert public_by(published, day) is public


@pytest.mark.parametrize("published", ["", "November 2023", "2023-13"])
def test_a_row_without_a_readable_day_bounds_nothing(published: str):
    found = held(100, count("t", "A -> B", 10, 10, published=published))
    assert found.verdict == NOT
    assert f"the day on which it was published, {published!r}, is none" in told(found)
