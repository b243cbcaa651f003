"""`vetoproof track calls`: sightings, silences and watched places, told in plain words, and whatever a file may hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from commands import WRONG_USE, done, vetoproof

from vetoproof.track import schema

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "examples" / "dprk-russia" / "data" / "sightings.csv"
WATCHED = ROOT / "src" / "vetoproof" / "packs" / "regimes" / "dprk" / "watched_places.csv"
PLACES = "name,aliases,latitude,longitude,radius_km\nAlpha,Old Alpha,42,130,6\nBeta,,42,131,6,too,many\n"
SIGHTINGS = """place,acquired,scene_id,reader,observed,mmsi,identified,clouds,source
Alpha,2024-03-01T02:00:00Z,S1,One,no,,,0,https://one.example
Alpha,2024-03-02T02:00:00Z,S2,One,yes,273000001,yes,0,https://one.example
Alpha,2024-03-04T02:00:00Z,S3,One,no,,,0,https://one.example
Gamma,2024-03-04T02:00:00Z,S3,One,no,,,0,https://one.example
Alpha,some day,S4,One,no,,,0,https://one.example
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "places.csv").write_text(PLACES)
    (tmp_path / "sightings.csv").write_text(SIGHTINGS)
    start = datetime(2024, 3, 1, 6, tzinfo=UTC)
    detail = {"words": "AIS silence consistent with a call", "in_km": "37.04", "out_km": "37.04", "speed_kn": "10.0"}
    rows = [
        {"kind": "dark_call", "mmsi": mmsi, "start": start, "end": start + timedelta(hours=48), "lat": 42.0, "lon": 130.5,
         "place": "Alpha", "probability": 0.6, "rule": "dark_call@1", "rows": [1, 2],
         "detail": [{"name": name, "value": value} for name, value in detail.items()]}
        for mmsi in (273_000_001, 7)
    ]  # fmt: skip
    pl.DataFrame(rows, schema=schema.events()).write_parquet(tmp_path / "events.parquet")
    return tmp_path


def asked(folder: Path, *more: object) -> tuple[object, ...]:
    return ("track", "calls", "--sightings", folder / "sightings.csv", "--watch", folder / "places.csv", *more)


def test_each_place_is_told_with_its_arithmetic_and_its_bounds(folder: Path) -> None:
    told = done(*asked(folder, "--events", folder / "events.parquet"))
    assert "Alpha, 2024-03-01 to 2024-03-04\n  3 looks: 1 with a ship, 2 with none" in told
    assert "4 days: 3 with a look, 1 of them with a ship, 1 without a look" in told
    assert "3 of 4 days have a look that counts, 1 of them with a ship: too few to estimate calls from" in told
    assert "a ship was there: came between 2024-03-01T02:00:00Z and 2024-03-02T02:00:00Z" in told
    assert "call in AIS silence: the ship was identified at the place within it, by One: MMSI 273000001" in told
    assert "AIS silence consistent with a call: MMSI 7," in told
    assert " called" not in told


def test_what_was_refused_is_told_with_its_line(folder: Path) -> None:
    ended = vetoproof(*asked(folder))
    assert "refused: 1 row (line 5): Gamma is no watched place" in ended.stdout
    assert "refused: 1 row (line 6): the time cannot be read" in ended.stdout
    assert "line 3: left out, more cells than columns" in ended.stderr
    assert "the column 'clouds' is not known and was not read" in ended.stderr
    assert "No events were given: silences are not looked at." in ended.stdout


def test_json_is_the_same_on_standard_output_and_in_a_file(folder: Path) -> None:
    printed = done(*asked(folder, "--events", folder / "events.parquet", "--json", "-o", folder / "calls.json"))
    assert (folder / "calls.json").read_text() == printed
    found = json.loads(printed)
    assert {call["standing"] for call in found["dark_calls"]} == {"consistent", "corroborated"}
    assert found["places"][0]["stays"][0]["left_before"] == "2024-03-04T02:00:00Z"
    assert sorted(path.name for path in folder.iterdir()) == ["calls.json", "events.parquet", "places.csv", "sightings.csv"]


def test_days_and_rules_of_ones_own(folder: Path) -> None:
    assert "Alpha, 2024-03-01 to 2024-03-31" in done(*asked(folder, "--from", "2024-03", "--to", "2024-03"))
    shipped = (ROOT / "src" / "vetoproof" / "packs" / "track" / "rules.yaml").read_text()
    own = folder / "own.yaml"
    fewer = shipped.replace("rate_least_days:\n  value: 10", "rate_least_days:\n  value: 3")
    own.write_text(fewer.replace("call_longest_days:\n  value: 3", "call_longest_days:\n  value: 9"))
    assert "at 2 to 9 days a call" in done(*asked(folder, "--rules", own))


def test_without_places_the_message_says_where_they_come_from(folder: Path) -> None:
    ended = vetoproof("track", "calls", "--sightings", folder / "sightings.csv")
    assert ended.returncode == WRONG_USE
    for word in ("--watch", "name, latitude, longitude, radius_km", "watched_places.csv"):
        assert word in ended.stderr


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("sightings.csv", b"", "it lacks place, observed, source"),
        ("sightings.csv", b"place,observed,source\n", "it lacks acquired or t_from"),
        ("sightings.csv", b"x" * 200_000, "no table of sightings"),
        ("places.csv", b"name\nAlpha\n", "it lacks latitude, longitude, radius_km"),
        ("places.csv", b"name,latitude,longitude,radius_km\nAlpha,x,y,z\n", "no row of it is a watched place"),
        ("places.csv", b"\xff\xfe\x00", "utf-8"),
        ("events.parquet", b"no parquet", "no such Parquet as"),
    ],
)
def test_what_is_no_table_is_one_message(folder: Path, name: str, data: bytes, why: str) -> None:
    (folder / name).write_bytes(data)
    ended = vetoproof(*asked(folder, "--events", folder / "events.parquet"))
    assert ended.returncode == WRONG_USE
    assert why in ended.stderr


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--from", "2024-03"), "give both --from and --to"),
        (("--from", "2024-04", "--to", "2024-03"), "it ends before it begins"),
        (("--from", "soon", "--to", "2024-03"), "'soon' is no year, month or day"),
        (("--events", "none.parquet"), "none.parquet: no such file"),
    ],
)
def test_what_cannot_be_meant_is_said(folder: Path, more: tuple[str, ...], why: str) -> None:
    ended = vetoproof(*asked(folder, *more))
    assert (ended.returncode, why in ended.stderr) == (WRONG_USE, True), ended.stderr


def test_events_of_another_table_are_refused_with_what_they_lack(folder: Path) -> None:
    pl.DataFrame({"kind": ["gap"]}).write_parquet(folder / "other.parquet")
    ended = vetoproof(*asked(folder, "--events", folder / "other.parquet"))
    assert ended.returncode == WRONG_USE
    assert "it lacks the columns mmsi, other_mmsi" in ended.stderr


def test_the_real_sightings_bound_one_departure() -> None:
    told = done("track", "calls", "--sightings", REAL, "--watch", WATCHED)
    assert "left between 2023-10-20T02:01:00Z and 2023-10-20T06:43:00Z" in told
    assert "Dunai: no look at Dunai: nothing can be estimated" in told


def test_the_examples_of_the_help_run_as_they_are_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vetoproof.track_calls_command import EPILOG

    monkeypatch.chdir(folder)
    examples = EPILOG.removeprefix("Examples: vetoproof ").split("; vetoproof ")
    assert len(examples) == 2
    for example in examples:
        done(*example.split())
    assert json.loads((folder / "calls.json").read_text())["places"][0]["first"] == "2023-08-01"


def test_a_look_at_a_name_of_a_place_is_taken_however_the_names_are_parted(folder: Path) -> None:
    (folder / "places.csv").write_text("name,aliases,latitude,longitude,radius_km\nAlpha,EXH;Old Alpha|OA,42,130,6\n")
    for name in ("exh", "Old Alpha", "OA"):
        (folder / "sightings.csv").write_text(f"place;acquired;observed;source\n{name};2024-03-01;no;x\n")
        assert "1 look: 0 with a ship, 1 with none" in done(*asked(folder))
