"""Numbers that are no ships': what they are by ITU-R M.585, and that no event is told of them."""

from __future__ import annotations

import polars as pl
import pytest
from voyage import Voyage, ports, said, table

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.find import Scan
from vetoproof.track.numbers import is_ship, ships

NO_SHIPS = {
    "a coast station": 2_731_234, "a group of ships": 27_312_345, "an aircraft": 111_273_123, "a hand-held set": 827_312_345,
    "a beacon": 970_012_345, "a man overboard": 972_012_345, "an EPIRB": 974_012_345, "another device": 979_012_345,
    "a boat of a ship": 982_731_234, "a buoy": 992_731_234,
}  # fmt: skip
SHIPS = {
    "a ship": 273_440_860, "the lowest": 201_000_000, "the highest": 775_999_999, "a hidden number": 30, "another": 184,
    "many hidden": 1_999_999, "a country that is none": 111_111_111, "all nines": 999_999_999, "counted up": 123_456_789,
    "eight digits of no country": 12_345_678, "nets of fishermen": 900_123_456, "a letter too few": 10_000_000,
}  # fmt: skip


@pytest.mark.parametrize("number", NO_SHIPS.values(), ids=NO_SHIPS)
def test_numbers_of_stations_buoys_aircraft_beacons_and_boats_are_no_ships(number: int) -> None:
    assert not is_ship(number)


@pytest.mark.parametrize("number", SHIPS.values(), ids=SHIPS)
def test_every_other_number_is_taken_for_a_ships(number: int) -> None:
    assert is_ship(number)


def test_a_column_says_the_same_of_each_number() -> None:
    numbers = [*NO_SHIPS.values(), *SHIPS.values(), *range(1_900_000, 999_999_999, 1_234_567)]
    frame = pl.DataFrame({"mmsi": numbers}, schema={"mmsi": pl.UInt32})
    assert frame.select(ships(pl.col("mmsi")))["mmsi"].to_list() == [is_ship(number) for number in numbers]


def beside(number: int) -> pl.DataFrame:
    """A ship anchors beside something for hours, and calls at Eastport, where that thing lies too."""
    ship = Voyage(273_999_001, 12.0, 30.0).report(12).sail(13.0, 30.0).lie(6).sail(10.0, 20.0).lie(6).sail(12.0, 19.0)
    thing = Voyage(number, 13.001, 30.0).report(0).lie(30).silent(20).lie(3)
    thing.lat, thing.lon = 10.001, 20.0
    return table(ship, thing.silent(60).lie(8))


@pytest.mark.parametrize("number", NO_SHIPS.values(), ids=NO_SHIPS)
def test_no_event_is_told_of_a_number_that_is_no_ships_and_its_rows_are_counted(number: int) -> None:
    scan = Scan(ports(), track_rules())
    frame = beside(number)
    scan.feed(scan.read(frame))
    events = scan.events()
    assert set(events["mmsi"]) == {273_999_001}
    assert not events["other_mmsi"].is_not_null().any()
    counts = scan.counts()
    assert (counts.ships, counts.no_ships, counts.no_ships_rows) == (1, 1, frame.filter(mmsi=number).height)
    assert any("no ship's" in line for line in counts.told())


def test_ships_under_hidden_numbers_meet() -> None:
    scan = Scan(ports(), track_rules())
    scan.feed(scan.read(beside(184)))
    (met,) = scan.events().filter(kind="meeting").to_dicts()
    assert met["mmsi"] == 184
    assert int(said(met)["reports"]) > 20
