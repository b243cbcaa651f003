"""Silences held against looks: only a named reader who identified the hull within one makes more of it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.corroborate import Span, corroborate, is_hull, left_for, parts, span_of
from vetoproof.track.looks import Look, Seen
from vetoproof.track.voyages import Call, call_of
from vetoproof.track.watched import Watched

RULES = track_rules()
MMSI = 273_000_001
START = int(datetime(2024, 3, 1, tzinfo=UTC).timestamp())
HULLS = {MMSI: frozenset({("imo", "9074729"), ("name", "roe")})}
ROE = Seen(vessel="Roe", imo=9074729, identified_by=("Institute",))
SOURCE = "https://x.example"


def dark(hours: float = 48, probability: float | None = 0.6, place: str = "Alpha", at: float = 0, mmsi: int = MMSI) -> dict:
    """A silence with two hours' way in and out at 10 kn."""
    detail = {"words": "AIS silence consistent with a call", "in_km": "37.04", "out_km": "37.04", "speed_kn": "10.0"}
    return {
        "kind": "dark_call", "mmsi": mmsi, "start": datetime.fromtimestamp(START + at * 3600, UTC),
        "end": datetime.fromtimestamp(START + (at + hours) * 3600, UTC), "lat": 42.0, "lon": 130.0, "place": place,
        "probability": probability, "rule": RULES.id("dark_call"), "rows": [1, 2],
        "detail": [{"name": name, "value": value} for name, value in detail.items()],
    }  # fmt: skip


def table(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema.events())


def look(hour: float, observed: bool | None, *ships: Seen, lasts: float = 0, place: str = "Alpha", **more) -> Look:
    at = START + round(hour * 3600)
    return Look(
        place=place,
        start=at,
        end=at + round(lasts * 3600),
        observed=observed,
        ships=ships,
        sources=(SOURCE,),
        rows=(7,),
        **more,
    )


def judged(*looks: Look, hulls=HULLS, **more) -> tuple[float, dict[str, str]]:
    row = corroborate(table(dark(**more)), looks, RULES, hulls).row(0, named=True)
    return row["probability"], {item["name"]: item["value"] for item in row["detail"]}


def test_a_hull_identified_within_the_silence_corroborates_it() -> None:
    probability, said = judged(look(20, True, ROE))
    assert said["standing"] == "corroborated"
    assert (said["readers"], said["sources"], said["sightings"]) == ("Institute", SOURCE, "7")
    assert said["seen_from"] == said["seen_to"] == "2024-03-01T20:00:00Z"
    assert "identified at the place" in said["words"]
    assert probability == 0.6, "a reader's word is not put into a number"


@pytest.mark.parametrize(
    "one",
    [
        look(20, True, Seen(vessel="Roe", imo=9074729)),
        look(20, True, Seen(vessel="")),
        look(20, True, Seen(vessel="Doe", identified_by=("Institute",))),
        look(60, True, ROE),
        look(-1, True, ROE),
        look(40, True, ROE, lasts=24),
        look(20, None, ROE),
        look(20, True, ROE, Seen(vessel="Doe", imo=9000001, identified_by=("Other",))),
        look(20, False, cloud=0.9),
        look(20, False, lasts=10),
        look(1, False),
    ],
    ids=[
        "guessed", "no name", "another ship", "after the silence", "before it", "perhaps after it", "readers disagree",
        "another reader names another hull", "under cloud", "hour not told", "before it can have come",
    ],
)  # fmt: skip
def test_anything_less_leaves_it_consistent(one: Look) -> None:
    probability, said = judged(one)
    assert (said["standing"], probability) == ("consistent", 0.6)
    assert said["words"] == "AIS silence consistent with a call"


def test_a_look_without_a_ship_lowers_it_and_enough_of_them_contradict_it() -> None:
    once, said = judged(look(24, False))
    assert said["standing"] == "lowered"
    assert (said["by_silence"], said["seen_without"]) == ("0.6000", "2024-03-02T00:00:00Z")
    # 44 hours at the place at most, 40 beginnings of a call of 4 hours; the look excludes 4 of them.
    assert said["left_for_a_call"] == "0.90"
    often, said = judged(*(look(hour, False) for hour in range(2, 48, 3)))
    assert said["standing"] == "contradicted"
    assert often < 0.1 < once < 0.6


def test_more_looks_without_a_ship_never_raise_it() -> None:
    told = [judged(*(look(4 + 40 * i / many, False) for i in range(many)))[0] for many in (1, 2, 4, 8, 16)]
    assert told == sorted(told, reverse=True)


def test_that_this_ship_was_looked_for_and_not_found_or_was_elsewhere_counts_against_it() -> None:
    absent = Seen(vessel="Roe", imo=9074729)
    assert judged(look(24, True, Seen(vessel="Doe"), absent=(absent,)))[1]["standing"] == "lowered"
    assert judged(look(24, True, ROE, place="Beta"))[1]["standing"] == "lowered"
    assert judged(look(24, False, absent=(Seen(vessel="Doe"),)))[1]["standing"] == "consistent"


def test_seen_and_then_gone_is_corroborated() -> None:
    probability, said = judged(look(20, True, ROE), look(30, False))
    assert (said["standing"], probability) == ("corroborated", 0.6)


def test_who_a_ship_is_goes_by_its_strongest_number() -> None:
    keys = HULLS[MMSI] | {("mmsi", str(MMSI))}
    assert is_hull(Seen(vessel="Another name", imo=9074729), keys)
    assert not is_hull(Seen(vessel="Roe", imo=9000001), keys)
    assert not is_hull(Seen(vessel="ROE"), keys), "names recur"
    assert is_hull(Seen(vessel="", mmsi=MMSI), keys)
    assert not is_hull(Seen(vessel=""), keys)
    assert not is_hull(Seen(vessel="Roe", imo=9000001), {("name", "roe")})


def test_other_events_and_their_order_stay_as_they_are() -> None:
    gap = {**dark(), "kind": "gap", "place": None, "probability": None}
    before = table(gap, dark(), {**gap, "mmsi": 5})
    after = corroborate(before, [look(20, True, ROE)], RULES, HULLS)
    assert after.schema == schema.events()
    assert after["kind"].to_list() == before["kind"].to_list()
    assert after[[0, 2]].equals(before[[0, 2]])
    assert corroborate(before[[0]], [look(20, True, ROE)], RULES).equals(before[[0]])
    assert corroborate(before.clear(), [], RULES).is_empty()


def test_events_without_ways_or_probability_are_judged_over_the_whole_silence() -> None:
    bare = {**dark(probability=None), "detail": []}
    (row,) = corroborate(table(bare), [look(24, False)], RULES).to_dicts()
    assert row["probability"] is None
    assert {"name": "standing", "value": "lowered"} in row["detail"]
    assert span_of(bare) == Span(START, START + 48 * 3600)


def test_what_is_left_is_a_share() -> None:
    span = Span(0, 10 * 3600)
    assert left_for(span, [], 4) == 1
    assert left_for(span, [5 * 3600], 4) == pytest.approx(2 / 6)
    assert left_for(span, [3 * 3600, 7 * 3600], 4) == 0
    assert left_for(Span(0, 3600), [], 4) == 1
    assert left_for(Span(0, 3600), [1800], 4) == 0


@given(st.lists(st.tuples(st.integers(-10, 60), st.integers(1, 20)), max_size=5), st.lists(st.integers(-5, 55), max_size=4))
def test_what_is_left_beside_times_away_is_what_trying_each_hour_finds(gone: list[tuple[int, int]], moments: list[int]) -> None:
    span, away = Span(0, 48 * 3600), [Span(first * 3600, (first + wide) * 3600) for first, wide in gone]

    def fits(begin: int) -> bool:
        """A call of four hours from this hour on, tried at the middle of it: bounds are whole hours."""
        first, last = begin + 0.5, begin + 4.5
        free = all(last <= a or first >= a + wide for a, wide in gone)
        return first > 0 and last < 48 and free and not any(first < t < last for t in moments)

    left = left_for(span, [t * 3600 for t in moments], 4, away)
    assert left == pytest.approx(sum(fits(begin) for begin in range(48)) / 44)
    assert all(a.last <= b.first for a, b in itertools.pairwise(parts(span, away)))


def test_judged_twice_is_judged_once_and_by_the_looks_of_the_second_time() -> None:
    first = corroborate(table(dark()), [look(24, False)], RULES, HULLS)
    assert corroborate(first, [look(24, False)], RULES, HULLS).equals(first)
    plain = corroborate(table(dark()), [], RULES, HULLS)
    for looks in ([look(24, False)], [look(20, True, ROE)], [look(hour, False) for hour in range(2, 48, 3)]):
        assert corroborate(corroborate(table(dark()), looks, RULES, HULLS), [], RULES, HULLS).equals(plain)


def test_a_reader_who_did_not_find_the_ship_in_that_very_scene_leaves_it_consistent() -> None:
    assert judged(look(20, True, ROE, absent=(ROE,)))[1]["standing"] == "consistent"


def test_how_often_a_look_misses_and_what_counts_as_one_are_rules() -> None:
    deaf = msgspec.structs.replace(RULES, look_missed_share=1.0, look_instant_minutes=900.0)
    (row,) = corroborate(table(dark()), [look(20, False, lasts=10)], deaf, HULLS).to_dicts()
    assert row["probability"] == 0.6
    assert {"name": "standing", "value": "lowered"} in row["detail"]


PLACES = (
    Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6),
    Watched(name="Beta", latitude=43.0, longitude=130.0, radius_km=6),
)
"""Six hours apart at 10 kn: a degree of latitude."""


def told(*looks: Look, **more) -> tuple[float, dict[str, str], Call | None]:
    judged_ = corroborate(table(dark(**more)), looks, RULES, HULLS, PLACES).row(0, named=True)
    said = {item["name"]: item["value"] for item in judged_["detail"]}
    return judged_["probability"], said, call_of(judged_, 0, RULES)


def hours(call: Call | None) -> list[float]:
    assert call is not None
    return [round((t - START) / 3600, 1) for t in (call.after, call.by, call.until, call.before)]


def test_identified_elsewhere_it_had_left_by_the_way_between_and_the_rest_of_the_silence_is_no_time_for_a_call() -> None:
    """At the place from hour 2 to 46 at most; at Beta at hour 38: away from hour 32 to 44, and two hours are no call."""
    there = look(38, True, ROE, place="Beta")
    probability, said, call = told(there)
    assert said["standing"] == "lowered"
    assert said["left_for_a_call"] == "0.65", "26 of 40 beginnings"
    assert probability < judged(there)[0] < 0.6, "without the places the way is not known, and only the moment counts"
    assert hours(call) == [2, 28, 6, 32]
    assert said["sightings_noted"] == "identified at Beta at 2024-03-02T14:00:00Z, 6.0 h away"


def test_it_can_come_back_from_elsewhere_and_the_larger_part_bounds_a_call() -> None:
    _, said, call = told(look(10, True, ROE, place="Beta"))
    assert hours(call) == [16, 42, 20, 46]
    _, said, call = told(look(20, True, ROE, place="Beta"))
    assert hours(call) == [26, 42, 30, 46]
    assert said["left_for_a_call"] == "0.60", "8 and 16 of 40"
    assert "time for a call from 2024-03-01T02:00:00Z to 2024-03-01T13:59:45Z too" in said["sightings_noted"]


def test_where_the_ways_to_and_from_elsewhere_leave_no_time_for_a_call_it_is_contradicted() -> None:
    probability, said, call = told(look(9, True, ROE, place="Beta"), hours=18)
    assert (said["standing"], said["left_for_a_call"], call) == ("contradicted", "0.00", None)
    assert probability < 0.2
    assert said["words"] == "AIS silence in which the ship was identified elsewhere, so that no time for a call is left"


def test_a_day_without_an_hour_elsewhere_excludes_what_every_hour_of_it_would() -> None:
    """At Beta in one of the hours 20 to 26: away from hour 20 (if at 26) to 26 (if at 20), whichever it was."""
    _, said, _ = told(look(20, True, ROE, place="Beta", lasts=6))
    assert said["left_for_a_call"] == "0.75", "14 and 16 of 40"
    _, said, _ = told(look(20, True, ROE, place="Beta", lasts=14))
    assert said["standing"] == "consistent"
    assert "at an hour that is not told" in said["sightings_noted"]


def test_seen_there_and_then_elsewhere_it_left_by_the_way_between() -> None:
    _, said, call = told(look(20, True, ROE), look(38, True, ROE, place="Beta"))
    assert said["standing"] == "corroborated"
    assert hours(call) == [2, 20, 20, 32]
    _, said, call = told(look(20, True, ROE), look(24, True, ROE, place="Beta"))
    assert hours(call) == [2, 20, 20, 24], "it went faster than supposed: what was seen is surer"


def test_the_way_is_sailed_at_the_speed_of_the_rules_where_the_event_tells_none() -> None:
    bare = {**dark(), "detail": []}
    (row,) = corroborate(table(bare), [look(24, True, ROE, place="Beta")], RULES, HULLS, PLACES).to_dicts()
    said = {item["name"]: item["value"] for item in row["detail"]}
    km_h = RULES.dark_speed_kn * RULES.dark_hurry * 1.852
    assert f"{111.195 / km_h:.1f} h away" in said["sightings_noted"]


def test_judged_again_without_the_look_elsewhere_it_is_as_before() -> None:
    for hour, lasts in ((38, 48), (9, 18)):
        first = corroborate(table(dark(lasts)), [look(hour, True, ROE, place="Beta")], RULES, HULLS, PLACES)
        plain = corroborate(table(dark(lasts)), [], RULES, HULLS, PLACES)
        assert corroborate(first, [], RULES, HULLS, PLACES).equals(plain)


def test_an_empty_berth_contradicts_no_call_at_the_place_and_is_told() -> None:
    (row,) = corroborate(table(dark()), [look(20, False, bare=("Pier 2",))], RULES, HULLS).to_dicts()
    said = {item["name"]: item["value"] for item in row["detail"]}
    assert (said["standing"], row["probability"]) == ("consistent", 0.6)
    assert said["sightings_noted"].startswith("no ship at one berth, which tells nothing of the others")
    gone = Seen(vessel="Roe", imo=9074729, berth="Pier 2")
    (row,) = corroborate(table(dark()), [look(20, False, absent=(gone,))], RULES, HULLS).to_dicts()
    assert row["probability"] == 0.6
