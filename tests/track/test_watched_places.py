"""Watched places are rows that a user edits, and days are read as they are printed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import msgspec
import numpy as np
import polars as pl
import pytest

from vetoproof.track import schema
from vetoproof.track.ports import ports_of
from vetoproof.track.watched import (
    Watched,
    WatchedTable,
    by_watched_names,
    read_watched,
    watched_ports,
    with_watched,
)
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


def test_port_calls_bear_the_names_of_watched_places_by_where_they_were_and_never_by_a_name_alone() -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    rows = [
        {"kind": kind, "mmsi": 1, "start": at, "end": at, "lat": 42.03, "lon": lon, "place": place, "rule": "x"}
        for kind, lon, place in (
            ("port_call", 120.0, "OLD ALPHA"), ("port_call", 130.02, "OLD ALPHA"), ("port_call", 131.02, "FISHING HARBOUR"),
            ("port_call", 130.5, "GAMMA"), ("dark_call", 129.0, "Alpha"), ("gap", 131.0, None),
        )
    ]  # fmt: skip
    named = by_watched_names(pl.DataFrame(rows, schema=schema.events()), [ALPHA, BETA])
    assert named["place"].to_list() == ["OLD ALPHA (42.03, 120.00)", "Alpha", "Beta", "GAMMA", "Alpha", None]
    assert [said(row) for row in named["detail"].to_list()][:3] == [
        {"port": name} for name in ("OLD ALPHA", "OLD ALPHA", "FISHING HARBOUR")
    ]
    assert by_watched_names(named, [ALPHA, BETA]).equals(named), "a second time changes nothing"
    assert by_watched_names(named, [BETA]).equals(named), "nor do fewer places"


def said(detail: list[dict[str, str]] | None) -> dict[str, str]:
    return {one["name"]: one["value"] for one in detail or ()}


def call(lat: float, lon: float, port: str, port_km: float | None = None) -> pl.DataFrame:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    detail = [] if port_km is None else [{"name": "port_km", "value": str(port_km)}]
    row = {"kind": "port_call", "mmsi": 1, "start": at, "end": at, "lat": lat, "lon": lon, "place": port, "rule": "x"}
    return pl.DataFrame([row | {"detail": detail}], schema=schema.events())


def test_a_call_at_a_port_of_the_same_name_on_another_coast_is_not_at_the_watched_place() -> None:
    okha = Watched(name="Okha", latitude=53.5, longitude=143.0, radius_km=6)
    assert by_watched_names(call(22.47, 69.08, "OKHA", 0.2), [okha])["place"].to_list() == ["OKHA (22.47, 69.08)"]
    assert by_watched_names(call(22.47, 69.08, "Okha"), [okha])["place"].to_list() == ["Okha (22.47, 69.08)"]


def test_a_call_whose_own_port_is_nearer_than_the_watched_point_keeps_that_port() -> None:
    """Two ports on two sides of a border, 6 km apart: the one is watched, the ship lay at the other."""
    pier = Watched(name="Pier", latitude=29.55, longitude=34.95, radius_km=8)
    for radius in (2, 8):
        place = msgspec.structs.replace(pier, radius_km=radius)
        assert by_watched_names(call(29.52, 35.0, "OTHER SIDE", 0.4), [place])["place"].to_list() == ["OTHER SIDE"]
    assert by_watched_names(call(29.551, 34.95, "OTHER SIDE", 5.9), [pier])["place"].to_list() == ["Pier"]
    named = msgspec.structs.replace(pier, aliases=("Other Side",))
    assert by_watched_names(call(29.52, 35.0, "OTHER SIDE", 0.4), [named])["place"].to_list() == ["Pier"], "its user says so"


def test_a_port_near_a_watched_place_is_that_place_only_by_its_name_or_its_point() -> None:
    pier = Watched(name="Pier", latitude=29.55, longitude=34.95, radius_km=8, aliases=("QUAY",))
    ports = ports_of(("QUAY", "OTHER SIDE"), np.array([29.56, 29.52]), np.array([34.95, 35.0]))
    (same,) = watched_ports(ports, [pier])
    assert same.tolist() == [True, False]
    assert with_watched(ports, [pier]).names == ("QUAY", "OTHER SIDE")
    assert with_watched(ports, [msgspec.structs.replace(pier, aliases=())]).names == ("QUAY", "OTHER SIDE", "Pier")
    at_it = msgspec.structs.replace(pier, aliases=(), latitude=29.56)
    assert with_watched(ports, [at_it]).names == ("QUAY", "OTHER SIDE")


def test_names_and_berths_in_one_cell_are_parted_by_bars_or_semicolons() -> None:
    (one,) = read("Alpha,AL; Old Alpha|Al Fa,42,130,6,").places
    assert one.aliases == ("AL", "Old Alpha", "Al Fa")
    (two,) = read_watched(io.StringIO("name,latitude,longitude,radius_km,berths\nA,42,130,6,42.1 130.1;42.2 130.2\n")).places
    assert two.berths == ((42.1, 130.1), (42.2, 130.2))


def test_a_quotation_mark_left_open_costs_its_line_and_no_other() -> None:
    found = read('Alpha,,42,130,6,"the harbour', "Beta,,42,131,6,", "Gamma,,42,132,6,")
    assert [place.name for place in found.places] == ["Beta", "Gamma"]
    assert [line for line, _ in found.rejected] == [2]
    assert "quotation mark" in found.rejected[0][1]


def test_a_table_with_semicolons_and_decimal_commas_is_read() -> None:
    found = read_watched(io.StringIO('sep=;\nname;aliases;latitude;longitude;radius_km\nAlpha;"AL;Old";42,5;130,25;6\n'))
    assert found.rejected == ()
    assert [(p.latitude, p.longitude, p.aliases) for p in found.places] == [(42.5, 130.25, ("AL", "Old"))]
    with pytest.raises(ValueError, match="it lacks radius_km"):
        read_watched(io.StringIO("name;latitude;longitude\nAlpha;42;130\n"))


def test_a_day_a_month_and_a_year_are_read_as_printed() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-03T23:00:00Z") == last_day("2024-02-03 23:00") == date(2024, 2, 3)


@pytest.mark.parametrize("printed", ["", "2024-1-1-1", "2024-01-01x", "2024-00", "2024-13", "2024-02-30", "24-01-01", "soon"])
def test_anything_else_is_no_day(printed: str) -> None:
    for end in (first_day, last_day):
        with pytest.raises(ValueError, match=r"day|month|year"):
            end(printed)
