"""Watched places are rows that a user edits, and days are read as they are printed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import polars as pl
import pytest

from vetoproof.track import schema
from vetoproof.track.watched import Watched, WatchedTable, by_watched_names, read_watched
from vetoproof.track.windows import first_day, last_day

HEAD = "name,aliases,latitude,longitude,radius_km,source\n"
ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, aliases=("Old Alpha",))
BETA = Watched(name="Beta", latitude=42.0, longitude=131.0, radius_km=6)


def read(*rows: str) -> WatchedTable:
    return read_watched(io.StringIO(HEAD + "\n".join(rows) + "\n"))


def test_a_row_with_a_comma_too_many_is_told_and_not_read_shifted() -> None:
    assert read("Alpha,,42,130,6,a report, page 3").rejected == ((2, "more cells than columns"),)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Alpha,,42,130,6,", "a second row of Alpha"),
        ("alpha,,42,130,6,", "a second row of Alpha"),
        ("Beta,ALPHA|B,42,130,6,", "ALPHA is a name of Alpha already"),
        ("Old Alpha,,42,130,6,", "Old Alpha is a name of Alpha already"),
    ],
)
def test_one_name_means_one_place(row: str, why: str) -> None:
    found = read("Alpha,Old Alpha,42,130,6,", row)
    assert (len(found.places), found.rejected) == (1, ((3, why),))


def test_a_cell_larger_than_csv_takes_is_told_and_ends_nothing() -> None:
    found = read(f"{'x' * 200_000},,42,130,6,", "Alpha,,42,130,6,")
    assert [place.name for place in found.places] == ["Alpha"]
    assert found.rejected[0][1].startswith("no row of CSV")
    with pytest.raises(ValueError, match="no table of watched places"):
        read_watched(io.StringIO("x" * 200_000))


def test_port_calls_bear_the_names_of_watched_places_by_alias_or_by_where_they_were() -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    rows = [
        {"kind": kind, "mmsi": 1, "start": at, "end": at, "lat": 42.03, "lon": lon, "place": place, "rule": "x"}
        for kind, lon, place in (
            ("port_call", 120.0, "OLD ALPHA"), ("port_call", 131.02, "FISHING HARBOUR"), ("port_call", 130.5, "GAMMA"),
            ("dark_call", 129.0, "Alpha"), ("gap", 131.0, None),
        )
    ]  # fmt: skip
    named = by_watched_names(pl.DataFrame(rows, schema=schema.events()), [ALPHA, BETA])
    assert named["place"].to_list() == ["Alpha", "Beta", "GAMMA", "Alpha", None]


def test_a_day_a_month_and_a_year_are_read_as_printed() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-03T23:00:00Z") == last_day("2024-02-03 23:00") == date(2024, 2, 3)


@pytest.mark.parametrize("printed", ["", "2024-1-1-1", "2024-01-01x", "2024-00", "2024-13", "2024-02-30", "24-01-01", "soon"])
def test_anything_else_is_no_day(printed: str) -> None:
    for end in (first_day, last_day):
        with pytest.raises(ValueError, match=r"day|month|year"):
            end(printed)
