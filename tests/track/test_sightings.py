"""Reading sightings, and what is one look: two readers of one scene are."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.looks import Look, Seen, looks, particular, shows_without
from vetoproof.track.sightings import SightingTable, known_by, read_sightings, sightings
from vetoproof.track.watched import Watched, aliases

HEAD = (
    "place,acquired,vendor,scene_id,reader,sensor,resolution_m,cloud,observed,vessel,imo,identified,length_m,length_sigma_m,"
    "berth,containers_lo,containers_hi,source\n"
)
SOURCE = "https://institute.example/report"
RULES = track_rules()


def read(*rows: str, head: str = HEAD) -> SightingTable:
    return read_sightings(io.BytesIO((head + "\n".join(rows)).encode()))


def test_a_row_is_read_with_its_numbers_and_its_time_in_utc() -> None:
    row = read(
        f"Alpha,2024-03-01T11:01:00+09:00,Vendor,S1,Institute,optical,0.5,30%,yes,Roe,9074729,yes,115,4,2,90,300,{SOURCE}"
    ).table.row(0, named=True)
    assert (row["start"].isoformat(), row["start"]) == ("2024-03-01T02:01:00+00:00", row["end"])
    assert (row["cloud"], row["imo"], row["identified"], row["observed"]) == (0.3, 9074729, True, True)
    assert (row["length_m"], row["length_sigma_m"], row["containers_low"], row["containers_high"]) == (115, 4, 90, 300)
    assert row["row"] == 2


def test_a_day_is_the_whole_of_it_and_a_window_its_two_ends() -> None:
    head = "place,t_from,t_to,observed,source\n"
    table = read(f"Alpha,2024-02,,no,{SOURCE}", f"Alpha,2024-03-01,2024-03-02,no,{SOURCE}", head=head).table
    assert [str(t)[:19] for t in table["end"]] == ["2024-02-29 23:59:59", "2024-03-02 23:59:59"]


def test_looked_and_saw_nothing_is_a_row() -> None:
    found = read(f"Alpha,2024-03-01,V,S1,I,optical,3,0,no,,,,,,,,,{SOURCE}")
    assert found.table["observed"].to_list() == [False]
    assert found.table.schema == sightings()


def test_what_cannot_be_read_is_counted_with_its_reason() -> None:
    bad = {
        ",2024-03-01,,,,,,,yes,,,,,,,,,x": "no place",
        "Alpha,2024-03-01,,,,,,,yes,,,,,,,,,": "no source",
        "Alpha,2024-03-01,,,,,,,maybe,,,,,,,,,x": "observed is neither yes nor no",
        "Alpha,soon,,,,,,,yes,,,,,,,,,x": "the time cannot be read",
        "Alpha,2024-13-01,,,,,,,yes,,,,,,,,,y": "the time cannot be read",
        "Alpha,2024-03-01,,,,,,7,yes,,,,,,,,,x": "cloud is not between 0 and 1",
        "Alpha,2024-03-01,,,,,,nan,yes,,,,,,,,,x": "a cell that should be a number is none",
        "Alpha,2024-03-01,,,,sonar,,,yes,,,,,,,,,x": "sensor is none of optical, radar, witness",
        "Alpha,2024-03-01,,,,,,,no,,,,115,,,,,x": "nothing was seen, yet a length or containers are given",
        "Alpha,2024-03-01,,,,,,,yes,,,,,,,300,90,x": "containers_low is above containers_high",
        "Alpha,2024-03-01,,,,,,,yes,,,yes,,,,,,x": "identified, but no ship is named",
        "Alpha,2024-03-01,,,,,,,yes,,,,,,,,,x,more,cells": "more cells than columns",
        "Alpha,2024-03-01,,,,,,,yes,,99999999999,,,,,,,x": "imo or mmsi is out of range",
    }
    good = f"Alpha,2024-03-01,,,,,,,yes,,,,,,,,,{SOURCE}"
    found = read(*bad, good, good)
    assert [reason for _, reason in found.rejected] == [*bad.values(), "the same row a second time"]
    assert found.reasons["the time cannot be read"] == 2
    assert list(found.reasons.values()) == sorted(found.reasons.values(), reverse=True)
    assert found.rejected[0][0] == 2
    assert len(found.table) == 1


def test_bytes_that_are_no_text_are_told_and_the_rest_is_read() -> None:
    rows = HEAD.encode() + b"Al\xffpha,2024-03-01,,,,,,,yes,,,,,,,,,x\nAlpha,2024-03-01,,,,,,,yes,,,,,,,,,x\n\n"
    found = read_sightings(io.BytesIO(rows))
    assert (len(found.table), found.rejected) == (1, ((2, "not UTF-8"),))


@pytest.mark.parametrize("head", ["", "place,observed\n", "place,observed,source\n", "observed,source,acquired\n"])
def test_a_table_without_its_columns_is_refused(head: str) -> None:
    with pytest.raises(ValueError, match="it lacks"):
        read(head=head)


def test_no_rows_are_an_empty_table_of_the_right_columns() -> None:
    assert read().table.schema == sightings()
    assert looks(read().table) == []


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_rows_or_reasons(data: bytes) -> None:
    found = read_sightings(io.BytesIO(HEAD.encode() + data))
    assert found.table.schema == sightings()
    assert all(reason for _, reason in found.rejected)


def test_two_readers_of_one_scene_are_one_look() -> None:
    table = read(
        f"Alpha,2024-03-01T02:01:00Z,Vendor,S1,One,optical,3,0.1,yes,Roe,,yes,,,,90,250,{SOURCE}",
        "alpha,2024-03-01,vendor,s1,Two,optical,3,0.2,yes,Roe,,no,,,,200,300,https://two.example",
        f"Alpha,2024-03-01T08:00:00Z,Vendor,S2,One,optical,3,0,no,,,,,,,,,{SOURCE}",
    ).table
    first, second = looks(table, aliases([Watched(name="Alpha", latitude=0, longitude=0, radius_km=5)]))
    assert (first.readers, first.rows, first.instant(RULES), first.cloud) == (("One", "Two"), (2, 3), True, 0.2)
    (ship,) = first.ships
    assert (ship.identified_by, ship.containers) == (("One",), (90, 300))
    assert len(first.sources) == 2
    assert second.observed is False


def test_readers_of_one_day_without_a_scene_may_have_had_one_and_are_one_look() -> None:
    rows = (f"Alpha,2024-03-01,,,{name},optical,,,yes,,,,,,,,,https://{name}.example" for name in ("One", "Two"))
    assert len(looks(read(*rows).table)) == 1


def test_one_scene_of_two_places_is_two_looks() -> None:
    rows = (f"{place},2024-03-01T02:00:00Z,V,S1,One,optical,,,no,,,,,,,,,{SOURCE}" for place in ("Alpha", "Beta"))
    assert [look.place for look in looks(read(*rows).table)] == ["Alpha", "Beta"]


def test_readers_who_disagree_make_no_observation() -> None:
    said = (("One", "yes"), ("Two", "no"))
    rows = (f"Alpha,2024-03-01,V,S1,{name},optical,,,{saw},,,,,,,,,{SOURCE}" for name, saw in said)
    (look,) = looks(read(*rows).table)
    assert look.disputed


def test_a_ship_that_was_looked_for_and_not_found_does_not_make_the_place_empty() -> None:
    (look,) = looks(
        read(
            f"Alpha,2024-03-01,V,S1,One,optical,,,no,Roe,,,,,,,,{SOURCE}",
            f"Alpha,2024-03-01,V,S1,One,optical,,,yes,Doe,,,,,,,,{SOURCE}",
        ).table
    )
    assert look.observed is True
    assert [ship.vessel for ship in look.absent] == ["Roe"]


@pytest.mark.parametrize(
    ("sensor", "cloud", "resolution", "why"),
    [
        ("optical", "0.9", "3", "under cloud"), ("", "0.9", "", "under cloud"), ("radar", "0.9", "10", ""),
        ("witness", "1", "", ""), ("optical", "", "3", ""), ("optical", "0.2", "30", "too coarse"),
        ("radar", "", "40", "too coarse"),
    ],
)  # fmt: skip
def test_a_look_through_cloud_or_too_coarse_is_none(sensor: str, cloud: str, resolution: str, why: str) -> None:
    (look,) = looks(read(f"Alpha,2024-03-01,V,S1,One,{sensor},{resolution},{cloud},no,,,,,,,,,{SOURCE}").table)
    assert look.blind(RULES) == why


def test_a_column_that_no_name_of_ours_is_is_told() -> None:
    found = read(f"Alpha,2024-03-01,no,{SOURCE},90", head="place,acquired,observed,source,Cloud cover\n")
    assert found.ignored == ("Cloud cover",)
    assert read().ignored == ()


def test_two_columns_that_mean_one_are_refused() -> None:
    with pytest.raises(ValueError, match="two or more mean scene"):
        read(head="place,acquired,observed,source,scene,scene_id\n")


def test_a_cell_larger_than_csv_takes_is_no_traceback() -> None:
    with pytest.raises(ValueError, match="no table of sightings"):
        read_sightings(io.StringIO("x" * 200_000))


def test_what_was_known_by_a_day_goes_by_publication_and_else_by_when_it_was_taken() -> None:
    head = "place,acquired,observed,source,published,limitation\n"
    found = read(
        f"Alpha,2024-03-01,no,{SOURCE},2024-04,few scenes", f"Alpha,2024-03-02,no,{SOURCE},,",
        f"Alpha,2024-03-03,no,{SOURCE},2023,", f"Alpha,2024-03-03,no,{SOURCE},soon,",
        f"Alpha,2024-03-03T20:00:00Z,no,{SOURCE},2024-03-02,", head=head,
    )  # fmt: skip
    assert [reason for _, reason in found.rejected] == ["published before it was seen", "the day of publication cannot be read"]
    assert found.table["limitation"].to_list() == ["few scenes", "", ""]
    assert known_by(found.table, date(2024, 3, 1)).is_empty()
    assert known_by(found.table, date(2024, 3, 2))["row"].to_list() == [3, 6]
    assert len(known_by(found.table, date(2024, 4, 30))) == 3


def test_a_place_that_one_reader_found_empty_is_empty_though_another_only_missed_one_ship() -> None:
    (look,) = looks(
        read(
            f"Alpha,2024-03-01,V,S1,One,optical,,,no,,,,,,,,,{SOURCE}",
            f"Alpha,2024-03-01,V,S1,Two,optical,,,no,Roe,,,,,,,,{SOURCE}",
        ).table
    )
    assert look.observed is False
    assert not particular(look)


def test_an_empty_berth_beside_a_full_one_is_no_disagreement() -> None:
    rows = (
        f"Alpha,2024-03-01,V,S1,One,optical,,,{saw},,,,,,{berth},,,{SOURCE}"
        for saw, berth in (("yes", "pier 1"), ("no", "pier 2"))
    )
    (look,) = looks(read(*rows).table)
    assert look.observed is True
    rows = (
        f"Alpha,2024-03-01,V,S1,{who},optical,,,{saw},,,,,,pier 1,,,{SOURCE}" for who, saw in (("One", "yes"), ("Two", "no"))
    )
    assert looks(read(*rows).table)[0].disputed


def test_what_one_reader_leaves_out_another_tells() -> None:
    """The sensor of a scene, and the number of a ship that a reader knows by name alone."""
    (look,) = looks(
        read(
            f"Alpha,2024-03-01,V,S1,One,,,0.9,yes,Roe,,yes,,,,,,{SOURCE}",
            f"Alpha,2024-03-01,V,S1,Two,radar,,,yes,ROE,9074729,yes,,,,,,{SOURCE}",
        ).table
    )
    assert (look.sensor, look.blind(RULES)) == ("radar", "")
    (ship,) = look.ships
    assert (ship.imo, ship.identified_by) == (9074729, ("One", "Two"))


def test_of_two_ships_of_one_name_in_one_look_a_third_row_by_name_is_neither() -> None:
    rows = (f"Alpha,2024-03-01,V,S1,One,,,,yes,Roe,{imo},yes,,,,,,{SOURCE}" for imo in ("9074729", "9161003", ""))
    assert [ship.imo for ship in looks(read(*rows).table)[0].ships] == [9074729, 9161003, None]


SHORT = "place,acquired,vendor,scene_id,reader,observed,vessel,imo,berth,source,limitation\n"


def test_a_quotation_mark_left_open_costs_its_line_and_no_other() -> None:
    rows = [f"Alpha,2024-03-{day:02d},V,S{day},I,no,,,,x," for day in range(2, 16)]
    found = read('Alpha,2024-03-01,V,S1,I,no,,,,x,"Read through a relay', *rows, head=SHORT)
    assert len(found.table) == 14
    assert [line for line, _ in found.rejected] == [2]
    assert "quotation mark" in found.rejected[0][1]


def test_a_cell_with_a_line_break_is_told_on_each_of_its_lines() -> None:
    found = read('Alpha,2024-03-01,V,S1,I,no,,,,x,"two', 'lines"', "Alpha,2024-03-02,V,S2,I,no,,,,x,", head=SHORT)
    assert [line for line, _ in found.rejected] == [2, 3]
    assert found.table["row"].to_list() == [4]


def test_a_table_with_semicolons_is_read_and_what_lacks_in_one_is_told() -> None:
    head = "place;acquired;observed;cloud;source\n"
    found = read("Alpha;2024-03-01;no;0,25;https://x.example/a,b", head=head)
    assert (found.rejected, found.ignored, found.table["cloud"].to_list()) == ((), (), [0.25])
    assert found.table["source"].to_list() == ["https://x.example/a,b"]
    with pytest.raises(ValueError, match=r"it lacks observed$"):
        read(head="place;acquired;source\n")


def one(*rows: str) -> list[Look]:
    return looks(read(*rows, head=SHORT).table)


def test_an_empty_berth_is_not_an_empty_place() -> None:
    (berth,) = one("Alpha,2024-03-01T02:00:00Z,V,S1,I,no,,,Pier 2,x,")
    assert (berth.observed, berth.bare, berth.empty, particular(berth)) == (False, ("Pier 2",), False, True)
    (whole,) = one("Alpha,2024-03-01T02:00:00Z,V,S1,I,no,,,Pier 2,x,", "Alpha,2024-03-01T02:00:00Z,V,S1,I,no,,,,x,")
    assert (whole.empty, particular(whole)) == (True, False)


def test_a_ship_not_found_at_one_berth_may_lie_at_another() -> None:
    def roe(ship: Seen) -> bool:
        return ship.imo == 9074729

    (berth,) = one("Alpha,2024-03-01T02:00:00Z,V,S1,I,no,Roe,9074729,Pier 2,x,")
    assert not shows_without(berth, roe)
    both = one(
        "Alpha,2024-03-01T02:00:00Z,V,S1,I,no,Roe,9074729,Pier 2,x,", "Alpha,2024-03-01T02:00:00Z,V,S1,J,no,Roe,9074729,,x,"
    )
    assert shows_without(both[0], roe)


def test_scenes_of_one_number_months_apart_are_two_looks() -> None:
    first, second = one("Alpha,2024-01-01T02:00:00Z,,1,I,no,,,,x,", "Alpha,2024-06-01T02:00:00Z,,1,J,yes,,,,y,")
    assert (first.observed, second.observed) == (False, True)
    assert len(one("Alpha,2024-01-01T02:00:00Z,,1,I,yes,,,,x,", "Alpha,2024-01-01T02:40:00Z,,1,J,yes,,,,y,")) == 1
    assert len(one("Alpha,2024-01,,1,I,yes,,,,x,", "Alpha,2024-01-20T02:40:00Z,,1,J,yes,,,,y,")) == 1
    many = one(
        "Alpha,2024,,1,I,yes,,,,x,", "Alpha,2024-01-20T02:40:00Z,,1,J,yes,,,,y,", "Alpha,2024-05-20T02:40:00Z,,1,K,yes,,,,y,"
    )
    assert [len(look.rows) for look in many] == [2, 1]
