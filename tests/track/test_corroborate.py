"""Silences held against looks: only a named reader who identified the hull within one makes more of it."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import polars as pl
import pytest

from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.corroborate import Span, corroborate, hulls_of, is_hull, left_for, span_of
from vetoproof.track.looks import Look, Seen

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
    assert is_hull(Seen(vessel="ROE"), keys)
    assert is_hull(Seen(vessel="", mmsi=MMSI), keys)
    assert not is_hull(Seen(vessel=""), keys)
    assert not is_hull(Seen(vessel="Roe", imo=9000001), {("name", "roe")})


def test_a_name_that_two_ships_bear_identifies_neither() -> None:
    said = pl.DataFrame(
        [(1, 0, 9074729, "Roe"), (2, 0, None, "Doe"), (3, 0, 0, "doe "), (4, 0, None, None)],
        schema={"mmsi": pl.UInt32, "t": pl.Int64, "imo": pl.UInt32, "name": pl.String}, orient="row",
    )  # fmt: skip
    assert hulls_of(said) == {1: {("imo", "9074729"), ("name", "roe")}}


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
