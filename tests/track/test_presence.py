"""Stays between looks with and without a ship, and how many calls a share of occupied days stands for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.looks import Look, Seen, looks
from vetoproof.track.occupancy import Occupancy, as_trips, call_rate, occupancy
from vetoproof.track.presence import hulls, parted, presence, stays_table
from vetoproof.track.sightings import read_sightings
from vetoproof.track.windows import Window, window

EXAMPLE = Path(__file__).parents[2] / "examples" / "dprk-russia" / "data" / "sightings.csv"
DAY = 86_400
ROE = Seen(vessel="Roe", imo=9074729, identified_by=("Institute",))
HULL = ("imo", "9074729")
RULES = track_rules()
ANY = msgspec.structs.replace(RULES, rate_least_days=0, rate_least_share=0)


def t(day: int, hour: float = 0) -> int:
    return int(datetime(2024, 3, day, tzinfo=UTC).timestamp() + hour * 3600)


def look(day: int, hour: float, observed: bool | None, *ships: Seen, place: str = "Alpha", **more) -> Look:
    at = t(day, hour)
    return Look(place=place, start=at, end=at, observed=observed, ships=ships, sources=("https://x.example",), **more)


def march() -> Window:
    found = window("2024-03", "2024-03")
    assert found is not None
    return found


def test_arrival_and_departure_lie_between_looks_with_and_without_a_ship() -> None:
    (stay,) = presence([look(1, 2, False), look(2, 2, True), look(3, 2, True), look(4, 5, False)], "Alpha", RULES)
    assert (stay.after, stay.by, stay.until, stay.before) == (t(1, 2), t(2, 2), t(3, 2), t(4, 5))
    assert (stay.least_hours, stay.most_hours) == (24, 75)


def test_the_departure_of_the_example_lies_between_its_two_images_of_one_day() -> None:
    """11:01 with the ship, 15:43 without (VOA on images of Planet Labs, 20 October 2023; the file names the page)."""
    with EXAMPLE.open("rb") as file:
        read = read_sightings(file)
    assert not read.rejected
    (stay,) = presence(looks(read.table), "Rajin", RULES)
    (row,) = stays_table([stay]).to_dicts()
    assert row["arrived_after"] is None, "no look before it: open"
    assert row["left_not_before"].isoformat() == "2023-10-20T02:01:00+00:00"
    assert row["left_before"].isoformat() == "2023-10-20T06:43:00+00:00"
    assert (row["arrived_by"].isoformat(), row["looks"]) == ("2023-10-19T23:59:59+00:00", 2)
    assert row["sources"] == ["https://newsrebeat.com/world-news/176147.html"]
    assert hulls(looks(read.table)) == [], "nobody named the hull: it corroborates no silence"


def test_a_look_of_which_only_the_day_is_known_bounds_by_the_whole_day() -> None:
    day = Look(place="Alpha", start=t(2), end=t(2) + DAY - 1, observed=True)
    (stay,) = presence([look(1, 2, False), day, look(4, 2, False)], "Alpha", RULES)
    assert (stay.by, stay.until, stay.least_hours) == (t(3) - 1, t(2), 0)


def test_an_empty_look_between_parts_two_stays_and_a_long_time_without_looks_too() -> None:
    assert len(presence([look(1, 0, True), look(2, 0, False), look(3, 0, True)], "Alpha", RULES)) == 2
    assert len(presence([look(1, 0, True), look(20, 0, True)], "Alpha", RULES)) == 2
    assert len(presence([look(1, 0, True), look(3, 0, True)], "Alpha", RULES)) == 1


def test_looks_under_cloud_too_coarse_or_disputed_bound_nothing() -> None:
    blind = (look(2, 0, False, cloud=0.9), look(2, 5, False, resolution_m=40), look(2, 9, None))
    (stay,) = presence([look(1, 0, True), *blind, look(3, 0, True)], "Alpha", RULES)
    assert len(stay.looks) == 2


def test_a_ship_seen_through_a_gap_in_the_clouds_was_there() -> None:
    assert len(presence([look(1, 0, True, cloud=0.9)], "Alpha", RULES)) == 1


def test_of_one_hull_only_looks_in_which_a_named_reader_identified_it_count() -> None:
    guess = Seen(vessel="Roe", imo=9074729)
    other = Seen(vessel="Doe", identified_by=("Institute",))
    seen = [
        look(1, 0, False), look(2, 0, True, ROE), look(3, 0, True, guess), look(3, 5, True, other),
        look(4, 0, True, ROE, place="Beta"), look(6, 0, False),
    ]  # fmt: skip
    (stay,) = presence(seen, "Alpha", RULES, HULL)
    assert (stay.vessel, stay.after, stay.by, stay.until) == ("Roe", t(1), t(2), t(2))
    assert stay.before == t(4), "identified elsewhere, it was gone"
    assert hulls(seen, "Alpha") == [HULL, ("name", "doe")]
    assert presence(seen, "Beta", RULES, HULL)[0].by == t(4)


def test_a_ship_looked_for_and_not_found_bounds_its_own_stay_alone() -> None:
    seen = [look(1, 0, True, ROE), look(2, 0, False, absent=(ROE,))]
    assert presence(seen, "Alpha", RULES, HULL)[0].before == t(2)
    assert presence(seen, "Alpha", RULES)[0].before is None


def whole_day(day: int, observed: bool | None, *ships: Seen) -> Look:
    return Look(place="Alpha", start=t(day), end=t(day) + DAY - 1, observed=observed, ships=ships)


def test_looks_whose_order_is_not_known_bound_nothing_for_each_other() -> None:
    """Seen "that day", and an empty place at 05:00 of it: it may have come after that as well as gone before."""
    (stay,) = presence([look(1, 2, False), whole_day(2, True), look(2, 5, False), look(3, 5, False)], "Alpha", RULES)
    assert (stay.after, stay.by, stay.until, stay.before) == (t(1, 2), t(3) - 1, t(2), t(3, 5))
    same = [look(2, 5, True, sensor="optical"), look(2, 5, False, sensor="radar")]
    assert [(stay.after, stay.before) for stay in presence(same, "Alpha", RULES)] == [(None, None)]


def test_a_look_without_the_ship_that_may_lie_between_two_with_it_parts_them() -> None:
    first, second = presence([look(1, 2, True), whole_day(2, False), look(2, 5, True)], "Alpha", RULES)
    assert (first.until, first.before) == (t(1, 2), t(3) - 1)
    assert (second.after, second.by) == (None, t(2, 5))


def test_a_day_on_which_the_hour_of_another_look_is_known_does_not_loosen_its_bound() -> None:
    (stay,) = presence([look(2, 2, True), look(2, 7, False), whole_day(2, True)], "Alpha", RULES)
    assert (stay.by, stay.until, stay.before, len(stay.looks)) == (t(2, 2), t(2, 2), t(2, 7), 2)


def test_a_hull_over_which_readers_of_one_look_disagree_is_left_open() -> None:
    doe = Seen(vessel="Doe", imo=9000001, identified_by=("Other",))
    assert presence([look(1, 0, True, ROE, doe)], "Alpha", RULES, HULL) == []
    assert presence([look(1, 0, True, ROE, absent=(ROE,))], "Alpha", RULES, HULL) == []
    beside = msgspec.structs.replace(doe, berth="pier 2")
    assert len(presence([look(1, 0, True, ROE, beside)], "Alpha", RULES, HULL)) == 1


@given(
    st.lists(st.tuples(st.integers(0, 200), st.booleans(), st.integers(0, 30)), max_size=25),
    st.lists(st.booleans(), min_size=9),
)
def test_bounds_hold_whatever_the_truth_was_in_the_windows(raw: list[tuple[int, bool, int]], berthed: list[bool]) -> None:
    """A place that is full or empty by turns of a day; each look at one moment of a window that is told less sharply."""
    turns = [berthed[min(hour // 24, len(berthed) - 1)] for hour in range(240)]
    seen = [
        Look(place="Alpha", start=(hour - wide) * 3600, end=(hour + wide // 2) * 3600, observed=turns[hour], rows=(i,))
        for i, (hour, _, wide) in enumerate(raw)
    ]
    came = [hour for hour in range(240) if turns[hour] and (hour == 0 or not turns[hour - 1])]
    left = [hour for hour in range(1, 240) if turns[hour - 1] and not turns[hour]]
    for stay in presence(seen, "Alpha", RULES):
        if stay.after is not None:
            assert any(stay.after / 3600 < hour <= stay.by / 3600 for hour in came), stay
        if stay.before is not None:
            assert any(stay.until / 3600 < hour <= stay.before / 3600 for hour in left), stay


def test_occupied_days_are_counted_among_days_with_a_look() -> None:
    seen = [
        look(1, 2, True), look(1, 8, False), look(2, 2, False), look(3, 2, False, cloud=0.8), look(4, 2, True, cloud=0.8),
        look(5, 2, None), look(6, 2, False, resolution_m=100), look(7, 2, True), look(8, 2, True, place="Beta"),
        Look(place="Alpha", start=t(9), end=t(11), observed=True),
        Look(place="Alpha", start=t(1) - DAY, end=t(1) - DAY, observed=True),
    ]  # fmt: skip
    found = occupancy(seen, "Alpha", march(), RULES)
    assert (found.days, found.imaged, found.occupied) == (31, 3, 2)
    assert (found.clouded, found.coarse, found.disputed, found.undated) == (2, 1, 1, 1)


def test_49_of_109_imaged_days_over_170_days_at_2_to_3_days_a_call_are_25_to_38_calls() -> None:
    """49 of 109: CSIS, Beyond Parallel, through KBS World, 28 February 2024 (data/occupancy.yaml of the example names the
    page); about 170 days: 26 August 2023 to 12 February 2024, its window; 2 to 3 days a call: ours."""
    rate = call_rate(Occupancy(place="Rajin", days=170, imaged=109, occupied=49), RULES)
    assert (rate.ship_days, rate.low, rate.high) == (76.4, 25, 38)
    assert "49 of 109 imaged days, times 170 days = 76.4 ship-days; at 2 to 3 days a call: 25 to 38 calls" in rate.arithmetic[0]
    assert (rate.sure_low, rate.sure_high) == (16, 55)
    assert rate.sure_low <= rate.sampled_low <= rate.low <= rate.high <= rate.sampled_high <= rate.sure_high
    exact = window("2023-08-26", "2024-02-12")
    assert exact is not None
    by_calendar = call_rate(Occupancy(place="Rajin", days=exact.days, imaged=109, occupied=49), RULES)
    assert (exact.days, by_calendar.low, by_calendar.high) == (171, 25, 38)


def test_the_same_from_looks_day_by_day_and_cloud_changes_nothing() -> None:
    first = int(datetime(2023, 8, 26, tzinfo=UTC).timestamp())
    days = [
        Look(place="Alpha", start=first + i * DAY, end=first + i * DAY, observed=i % 109 < 49 if i < 109 else False,
             cloud=0.0 if i < 109 else 1.0)
        for i in range(171)
    ]  # fmt: skip
    over = window("2023-08-26", "2024-02-12")
    assert over is not None
    found = occupancy(days, "Alpha", over, RULES)
    assert (found.imaged, found.occupied, found.clouded) == (109, 49, 62)
    rate = call_rate(found, RULES)
    assert (rate.low, rate.high) == (25, 38)


def test_without_looks_nothing_is_estimated() -> None:
    rate = call_rate(Occupancy(place="Alpha", days=30, imaged=0, occupied=0), RULES)
    assert (rate.low, rate.high) == (None, None)
    assert "nothing can be estimated" in rate.arithmetic[0]
    made = as_trips(rate, id="x", route="", first="2024-01", last="2024-01", actors=(), published="", source="", limitation="")
    assert made is None


@pytest.mark.parametrize(("days", "imaged"), [(1035, 2), (9, 9), (100, 19)])
def test_from_a_few_days_with_a_look_no_rate_is_told(days: int, imaged: int) -> None:
    """Two published pictures with a ship on them do not stand for hundreds of calls in three years."""
    rate = call_rate(Occupancy(place="Alpha", days=days, imaged=imaged, occupied=imaged), RULES)
    assert (rate.low, rate.high, rate.sampled_high, rate.sure_high) == (None,) * 4
    assert f"{imaged} of {days:,} days have a look that counts, {imaged} of them with a ship: too few" in rate.arithmetic[0]


@pytest.mark.parametrize("counts", [(30, 31, 0), (30, 10, 11), (30, 10, -1)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Occupancy(place="Alpha", days=counts[0], imaged=counts[1], occupied=counts[2])


@pytest.mark.parametrize("days", [(0, 3), (3, 2), (-1, 2)])
def test_a_call_lasts_some_time(days: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="days_per_call"):
        call_rate(Occupancy(place="Alpha", days=30, imaged=3, occupied=1), RULES, days)


@given(st.integers(1, 400), st.data())
def test_what_is_sure_holds_what_is_estimated_and_chance_lies_between(days: int, data: st.DataObject) -> None:
    imaged = data.draw(st.integers(1, days))
    occupied = data.draw(st.integers(0, imaged))
    rate = call_rate(Occupancy(place="Alpha", days=days, imaged=imaged, occupied=occupied), ANY)
    assert rate.low is not None
    assert rate.sure_low <= rate.sampled_low <= rate.low <= rate.high <= rate.sampled_high <= rate.sure_high


def test_floats_lose_no_call() -> None:
    rate = call_rate(Occupancy(place="Alpha", days=100, imaged=100, occupied=57), RULES)
    assert (rate.sure_low, rate.low) == (19, 19)


def test_a_ship_that_was_seen_once_is_a_call() -> None:
    rate = call_rate(Occupancy(place="Alpha", days=30, imaged=30, occupied=1), RULES)
    assert (rate.low, rate.high, rate.sure_low, rate.sure_high) == (1, 1, 1, 1)
    rate = call_rate(Occupancy(place="Alpha", days=30, imaged=30, occupied=0), RULES)
    assert (rate.low, rate.high) == (0, 0)


def test_how_long_a_call_lasts_is_a_rule_and_a_cited_summary_may_have_its_own() -> None:
    seen = Occupancy(place="Alpha", days=170, imaged=109, occupied=49)
    longer = msgspec.structs.replace(RULES, call_longest_days=4.0)
    assert (call_rate(seen, longer).low, call_rate(seen, RULES, (2, 4)).low) == (19, 19)
    surer = msgspec.structs.replace(RULES, rate_sure_share=0.5)
    assert call_rate(seen, surer).sampled_high < call_rate(seen, RULES).sampled_high


def test_looks_of_another_time_are_not_told_among_those_left_out() -> None:
    april = Look(place="Alpha", start=t(31) + 2 * DAY, end=t(31) + 9 * DAY, observed=True)
    one_ship = look(3, 0, False, absent=(ROE,))
    found = occupancy([april, one_ship], "Alpha", march(), RULES)
    assert (found.undated, found.particular, found.imaged) == (0, 1, 0)


DOE = Seen(vessel="Doe", imo=9179842, identified_by=("Institute",))


def test_only_looks_that_saw_nothing_and_other_hulls_part_stays_surely() -> None:
    """Four looks with a ship, eight days apart: it may have stayed, so that they are one call at least."""
    apart = [look(day, 2, True) for day in (1, 9, 17, 25)]
    assert (len(presence(apart, "Alpha", RULES)), parted(apart, "Alpha", RULES)) == (4, 1)
    assert parted([*apart, look(12, 2, False)], "Alpha", RULES) == 2
    assert parted([*apart, look(12, 2, False, bare=("Pier 2",))], "Alpha", RULES) == 1
    day = [look(8, 2, True), look(9, 2, True), whole_day(9, False)]
    assert parted(day, "Alpha", RULES) == 1, "it may lie after both"
    assert parted([look(1, 0, True, ROE), look(3, 0, True, DOE), look(4, 0, True, ROE)], "Alpha", RULES) == 2
    named = [look(day, 0, True, Seen(vessel=name, identified_by=("I",))) for day, name in ((1, "Roe"), (2, "M/V Roe"))]
    assert parted(named, "Alpha", RULES) == 1, "names are spelt in many ways"
    assert parted([look(1, 0, False)], "Alpha", RULES) == 0


def test_a_look_at_one_empty_berth_neither_ends_a_stay_nor_makes_an_empty_day() -> None:
    pier = {"bare": ("Pier 2",)}
    seen = [look(1, 2, True), look(2, 2, True), look(3, 2, False, **pier), look(4, 2, False, **pier), look(5, 2, True)]
    (stay,) = presence(seen, "Alpha", RULES)
    assert len(stay.looks) == 3
    counted = occupancy(seen, "Alpha", march(), RULES)
    assert (counted.imaged, counted.occupied, counted.particular) == (3, 3, 2)
    told = call_rate(counted, ANY).arithmetic
    assert any("not counted: 2 that found nothing, for certain ships or at certain berths alone" in line for line in told)


def test_the_floor_of_calls_says_what_parts_them() -> None:
    seen = Occupancy(place="Alpha", days=12, imaged=12, occupied=4)
    told = call_rate(seen, ANY, fewest=4)
    assert (told.low, told.sure_low) == (4, 4)
    assert (
        "not fewer than 4: so many stays are parted by looks that saw no ship between them, or by other hulls"
        in told.arithmetic
    )
    assert call_rate(seen, ANY, fewest=1).sure_low == 1
