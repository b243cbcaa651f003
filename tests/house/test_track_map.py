"""`vetoproof track map`: one file without a network, a list that the numbers lead to, and nothing left out in silence."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from commands import FINISHED, WRONG_USE, Ended, done, vetoproof

from vetoproof.track.schema import events
from vetoproof.track_map_choice import box_around, box_of, span

DAY = datetime(2024, 1, 10, tzinfo=UTC)
END = {"to_lat": "42.1", "to_lon": "130.9"}


def event(kind: str, day: int = 0, lat: float | None = 42.3, lon: float | None = 131.0, **more: Any) -> dict[str, Any]:
    start = DAY + timedelta(days=day)
    row = {"kind": kind, "mmsi": 412000011, "start": start, "end": start + timedelta(hours=20), "lat": lat, "lon": lon}
    detail = [{"name": name, "value": value} for name, value in more.pop("detail", {}).items()]
    return (
        {"other_mmsi": None, "place": None, "probability": None, "rule": f"{kind}@1", "rows": [1, 2], "detail": detail}
        | row
        | more
    )


ROWS = [
    event("gap", detail=END),
    event("dark_call", place="Example Harbour", probability=0.84, detail={"words": "AIS silence consistent with a call"}),
    event("gap", day=3, lat=42.0, detail=END),
    event("meeting", day=5, other_mmsi=412000022),
    event("loiter", day=40, lat=30.0, lon=-140.0),
    event("draught", lat=None, lon=None),
]


@pytest.fixture
def found(tmp_path: Path) -> Path:
    return put(tmp_path / "events.parquet", *ROWS)


def put(path: Path, *rows: dict[str, Any]) -> Path:
    pl.DataFrame(list(rows), schema=events()).write_parquet(path)
    return path


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("name,aliases,latitude,longitude,radius_km\nExample Harbour,EXH,42.2333,130.3,8\n,,1,1,1\n")
    return path


@pytest.fixture
def sightings(tmp_path: Path) -> Path:
    path = tmp_path / "sightings.csv"
    path.write_text(
        "place,acquired,observed,scene,cloud,source\nEXH,2024-01-10T02:00:00Z,yes,S1,0,x\n"
        "EXH,2024-01-12T02:00:00Z,no,S2,0,x\nEXH,2024-01-13T02:00:00Z,no,S3,1,x\nAtlantis,2024-01-13,no,S4,0,x\n"
    )
    return path


def refused(*words: object) -> str:
    ended: Ended = vetoproof("track", "map", *words)
    assert ended.returncode == WRONG_USE, ended
    return ended.stderr


def test_a_page_holds_map_and_list_and_loads_nothing(found: Path, watch: Path, sightings: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    done("track", "map", found, "--watch", watch, "--sightings", sightings, "--place", "exh", "-o", out)
    page = out.read_text("utf-8")
    assert "AIS silence consistent with a call at Example Harbour" in page
    assert "probability 84 %" in page
    assert "rule dark_call@1" in page
    assert re.search(r"rests on rows\W+(<[^>]+>\W*)*1, 2", page), "the rows that it rests on"
    assert "10 Jan 2024, 00:00 UTC" in page
    assert not re.search(r"<script|src=|@import|url\(", page)
    assert set(re.findall(r'href="([^#"][^"]*)"', page)) == set()
    assert "default-src 'none'" in page
    assert page.count("<svg") >= 4, "a wide and a narrow map, each with its clipped ground"


def test_every_number_on_the_map_is_in_the_list(found: Path, watch: Path, sightings: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    done("track", "map", found, "--watch", watch, "--sightings", sightings, "-o", out)
    page = out.read_text("utf-8")
    asked = set(re.findall(r'href="#(m-\w+)"', page))
    assert asked
    assert asked <= set(re.findall(r'id="(m-\w+)"', page))


def test_the_silence_of_a_dark_call_is_drawn_and_listed_once(found: Path, watch: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    done("track", "map", found, "--watch", watch, "--place", "Example Harbour", "-o", out)
    page = out.read_text("utf-8")
    assert "1 more is a silence listed above" in page
    assert "Gaps in reception (1)" in page
    assert "rests on rows " in page
    assert "Drawn: 3 marks and 2 lines" in page


def test_what_is_not_drawn_is_told(found: Path, watch: Path, sightings: Path, tmp_path: Path) -> None:
    ended = vetoproof(
        "track", "map", found, "--watch", watch, "--sightings", sightings, "--place", "EXH", "-o", tmp_path / "m.svg"
    )
    assert ended.returncode == FINISHED
    assert "Not on this map: 2 elsewhere." in ended.stdout
    assert "1 look that showed nothing could not have shown a ship" in ended.stdout
    assert "Atlantis, nothing seen: 1 look, not on the map" in ended.stdout
    assert "1 rows left out (line 3): no name" in ended.stderr


def test_a_drawing_stands_alone_in_plain_colours(found: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    done("track", "map", found, "--box", "129.5,41.5,133.5,43.5", "--kind", "gap", "-o", out)
    text = out.read_text("utf-8")
    assert "var(" not in text
    assert ".seamap .sea { fill: #" in text
    assert ElementTree.fromstring(text.encode()).get("role") == "img"


def test_geojson_holds_the_same_events(found: Path, sightings: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    told = json.loads(done("track", "map", found, "--sightings", sightings, "--kind", "gap,meeting", "-o", out, "--json"))
    data = json.loads(out.read_text("utf-8"))
    kinds = [f["properties"]["kind"] for f in data["features"]]
    assert kinds.count("gap") == told["events"]["gap"] == 2
    assert kinds.count("sighting") == 4
    assert {f["geometry"]["type"] for f in data["features"] if f["geometry"]} == {"LineString", "Point"}


def test_days_choose_what_lasted_then(found: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    told = json.loads(done("track", "map", found, "--from", "2024-01-13", "--to", "2024-01", "-o", out, "--json"))
    assert told["events"] == {"gap": 1, "meeting": 1}
    assert told["left_out"] == {"ended before": 3, "began after": 1}


@pytest.mark.parametrize("ending", ["html", "svg", "geojson"])
def test_the_same_events_give_the_same_file(found: Path, watch: Path, tmp_path: Path, ending: str) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    turned = put(tmp_path / "turned.parquet", *ROWS[::-1])
    done("track", "map", found, "--watch", watch, "-o", one)
    done("track", "map", turned, "--watch", watch, "-o", other)
    assert one.read_bytes() == other.read_bytes()


def test_wrong_use_is_told_with_what_to_do(found: Path, watch: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert ".html, .svg, .geojson" in refused(found, "-o", tmp_path / "map.png")
    assert "Like it: Example Harbour" in refused(found, "--watch", watch, "--place", "Exmaple Harbor", "-o", out)
    assert "west,south,east,north" in refused(found, "--box", "1,2,3", "-o", out)
    assert "south has to be below north" in refused(found, "--box", "1,9,3,4", "-o", out)
    assert "gap, jump, loiter" in refused(found, "--kind", "dark", "-o", out)
    assert "give one of them" in refused(found, "--box", "1,2,3,4", "--place", "EXH", "-o", out)
    assert "as 2024-01-31" in refused(found, "--from", "soon", "-o", out)
    assert "lies before" in refused(found, "--from", "2024-02", "--to", "2024-01", "-o", out)
    assert "Nothing with a position is left" in refused(found, "--kind", "draught", "-o", out)
    assert not out.exists()


def test_what_is_no_table_of_events_is_told(watch: Path, tmp_path: Path) -> None:
    other = tmp_path / "positions.parquet"
    pl.DataFrame({"mmsi": [1], "t": [1], "lat": [1], "lon": [1]}).write_parquet(other)
    assert "make events of them first" in refused(other, "-o", tmp_path / "m.svg")
    assert "no Parquet" in refused(watch, "-o", tmp_path / "m.svg")
    assert "absent.parquet" in refused(tmp_path / "absent.parquet", "-o", tmp_path / "m.svg")


def test_no_events_is_a_map_of_the_places(watch: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    done("track", "map", put(tmp_path / "none.parquet"), "--watch", watch, "-o", out)
    assert "0 events" in out.read_text("utf-8")


def test_more_than_a_list_holds_is_drawn_and_counted(tmp_path: Path) -> None:
    rows = [event("loiter", lat=40 + i / 100, mmsi=400_000_000 + i) for i in range(130)]
    out = tmp_path / "map.html"
    done("track", "map", put(tmp_path / "many.parquet", *rows), "-o", out)
    page = out.read_text("utf-8")
    assert "Listed and numbered are the first 100 of 130; the map draws all." in page
    assert "Drawn: 130 marks" in page


def test_boxes_and_days_are_read_as_people_write_them() -> None:
    assert box_of("170, -10,-170,10") == (170, -10, -170, 10)
    west, south, east, north = box_around(0, 179.5, 111.195)
    assert (round(west, 3), round(south, 3), round(east, 3), round(north, 3)) == (178.5, -1, -179.5, 1)
    assert span("2024", None).last is None
    assert span(None, "2024-02").last == datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)
