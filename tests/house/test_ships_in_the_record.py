"""Sightings and positions of a watch: into the ledger, the record and the page; a ship is named only where a list names it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from commands import done, process, record, vetoproof
from lxml import html
from made_tracks import tracks

CLAIM = """---
outlet: The Harbour Post
address: https://harbour-post.example/containers
published: 2023-10-13
language: en
---

North Korea shipped more than 1,000 containers of munitions to Russia between 7 September and 1 October 2023, the White House
said on Friday.
"""

SEEN = """place,acquired,vendor,scene_id,reader,sensor,resolution_m,cloud,observed,vessel,imo,identified,source,published
Rajin,2023-09-11T02:00:00Z,V,S1,Institute One,optical,3,0,no,,,,https://institute.example/report,2023-10-20
Najin,2023-09-13T02:00:00Z,V,S2,Institute One,optical,3,0,yes,Angara,9179842,yes,https://institute.example/report,2023-10-20
Rajin,2023-09-15T02:00:00Z,V,S3,Institute One,optical,3,0,no,,,,https://institute.example/report,2023-10-20
Rajin,soon,V,S4,Institute One,optical,3,0,no,,,,https://institute.example/report,
Atlantis,2023-09-15T02:00:00Z,V,S5,Institute One,optical,3,0,yes,,,,https://institute.example/report,2023-10-20
"""


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ships") / "w"
    done("new", folder)
    (folder / "inbox" / "claim.md").write_text(CLAIM, encoding="utf-8")
    (folder / "seen.csv").write_text(SEEN, encoding="utf-8")
    tracks(folder / "ais.csv")
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text() + 'sightings = ["seen.csv"]\ntracks = ["ais.csv"]\ntier = "rules"\n')
    printed = vetoproof("run", folder)
    assert printed.returncode == 0, printed.stderr
    assert "seen.csv: 4 sightings\n  1 rows left out: the time cannot be read" in printed.stdout
    assert "ais.csv: 482 positions" in printed.stdout
    return folder


def dossier(found: dict[str, Any]) -> dict[str, Any]:
    (one,) = (d for d in found["dossiers"] if d["type"] == "arms_transfer" and d["ships"])
    return one


def test_a_silence_in_which_a_named_reader_saw_the_ship_is_a_call_and_any_other_stays_a_silence(watch: Path) -> None:
    ships = record(watch)["manifest"]["ships"]
    standing = {call["ship"]: call["standing"] for call in ships["calls"]["dark_calls"] if call["place"] == "Rajin"}
    assert standing == {"Angara (IMO 9179842)": "corroborated", "ship 1": "consistent"}
    ways = {(v["vessel"], v["origin"], v["destination"]) for v in ships["calls"]["voyages"]}
    assert ("Angara (IMO 9179842)", "Rajin", "Vostochny") in ways
    assert ("ship 1", "Rajin", "Vostochny") in ways


def test_a_ship_that_no_list_names_is_named_for_the_team_alone(watch: Path) -> None:
    public, team = done("record", watch, "--json"), done("record", watch, "--json", "--team")
    for secret in ("273999001", "9074729", "ROE DEER", "Roe Deer"):
        assert secret not in public
    assert "MMSI 273999001 (IMO 9074729)" in team
    assert json.loads(public)["manifest"]["ships"]["withheld"] == 1


def test_the_event_tells_what_was_seen_in_its_days_and_between_its_countries(watch: Path) -> None:
    ships = dossier(record(watch))["ships"]
    places = {place["place"]: place for place in ships["places"]}
    assert set(places) == {"Rajin", "Dunai", "Vostochny", "Nakhodka", "Vladivostok"}
    rajin = places["Rajin"]
    assert (rajin["first"], rajin["last"], rajin["looks"], rajin["with_ship"]) == ("2023-09-07", "2023-10-01", 3, 1)
    assert rajin["calls_low"] is None, "three days with a look are too few"
    (stay,) = rajin["identified"]
    assert stay["vessel"] == "Angara (IMO 9179842)"
    assert {v["origin"] for v in ships["voyages"]} == {"Rajin"}, "voyages go from the supplier to the recipient"


def test_what_was_left_out_is_counted_with_its_reason(watch: Path) -> None:
    ships = record(watch)["manifest"]["ships"]
    assert [one["why"] for one in ships["calls"]["refused"]] == ["the time cannot be read", "Atlantis is no watched place"]
    files = {one["file"]: one for one in ships["files"]}
    assert files["seen.csv"]["left_out"] == {"the time cannot be read": 1}
    assert (files["ais.csv"]["rows"], files["ais.csv"]["kind"]) == (482, "track")


def test_every_event_rests_on_rows_of_the_archived_file(watch: Path) -> None:
    ships = record(watch)["manifest"]["ships"]
    digest = next(one["sha256"] for one in ships["files"] if one["kind"] == "track")
    lines = (watch / "ais.csv").read_text().splitlines()[1:]
    call = next(e for e in ships["events"] if e["kind"] == "dark_call" and e["place"] == "Rajin" and "Angara" in e["ship"])
    assert call["file"] == digest
    first, last = lines[call["rows"][0]].split(","), lines[call["rows"][-1]].split(",")
    assert (first[1], last[1]) == (call["start"], call["end"])
    assert (call["to_lat"], call["to_lon"]) == (call["lat"], call["lon"]), "it was heard again where it had fallen silent"
    kinds = [event["kind"] for event in ships["events"]]
    assert sorted(set(kinds)) == ["dark_call", "port_call"], "a silence stands there once"
    assert {event["place"] for event in ships["events"] if event["kind"] == "port_call"} == {"Vostochny"}


@pytest.mark.parametrize(("day", "looks", "silences"), [("2023-09-30", 0, 2), ("2023-10-20", 3, 2), ("2023-09-10", 0, 0)])
def test_as_of_a_day_only_what_was_known_then_stands_there(watch: Path, day: str, looks: int, silences: int) -> None:
    ships = record(watch, "--as-of", day)["manifest"]["ships"]
    assert sum(place["looks"] for place in ships["calls"]["places"]) == looks
    assert sum(call["place"] == "Rajin" for call in ships["calls"]["dark_calls"]) == silences


def test_the_page_shows_the_map_the_silence_and_the_file(watch: Path, tmp_path: Path) -> None:
    done("report", watch, "-o", tmp_path / "r.html")
    tree = html.fromstring((tmp_path / "r.html").read_text(encoding="utf-8"))
    section = " ".join(tree.get_element_by_id("ships").text_content().split())
    assert "Coastline: Natural Earth" in section
    assert "Angara (IMO 9179842), Rajin" in section
    assert "call in AIS silence: a named reader identified the ship there" in section
    assert "ship 1, Rajin" in section
    assert "AIS silence consistent with a call; probability" in section
    assert "1 ship is numbered and not named" in section
    assert "9074729" not in tree.text_content()
    (seen,) = tree.xpath("//h5[text()='Ships in these days']/..")
    assert "Rajin → Vostochny" in " ".join(seen.text_content().split())


def test_what_is_newer_than_some_weeks_is_for_the_team_alone(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    done("new", folder)
    now = datetime.now(UTC)
    tracks(folder / "ais.csv", now.replace(microsecond=0) - _days(16))
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text() + 'tracks = ["ais.csv"]\ntier = "rules"\n')
    done("run", folder)
    public, team = (record(folder, *more)["manifest"]["ships"] for more in ((), ("--team",)))
    assert public["events"] == []
    assert (public["latest"], len(team["events"])) == (6, 4), "all are counted; of the team's each silence stands there once"


def _days(number: int) -> Any:
    from datetime import timedelta

    return timedelta(days=number)


def test_a_file_in_which_nothing_can_be_read_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    done("new", folder)
    (folder / "seen.csv").write_text("place,when\nRajin,2023\n")
    tracks(folder / "ais.csv")
    (folder / "broken.csv").write_text("no,positions\nat,all\n")
    settings = folder / "watch.toml"
    more = 'sightings = ["seen.csv"]\ntracks = ["ais.csv", "broken.csv"]\ntier = "rules"\n'
    settings.write_text(settings.read_text() + more)
    printed = process("run", folder)
    assert printed.returncode == 1
    assert "seen.csv: refused: a table of sightings needs place, observed, source and a time" in printed.stderr
    assert "broken.csv: refused:" in printed.stderr
    assert [one["file"] for one in record(folder)["manifest"]["ships"]["files"]] == ["ais.csv"]
    assert done("verify", folder).startswith("internally consistent")


def test_deleting_the_cache_changes_nothing_and_new_bytes_count_at_the_next_run(watch: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "w"
    shutil.copytree(watch, folder)
    before = record(folder)
    shutil.rmtree(folder / "cache")
    assert record(folder) == before
    seen = folder / "seen.csv"
    seen.write_text(seen.read_text().replace("Angara,9179842,yes", ",,"), encoding="utf-8")
    done("run", folder)
    standing = {call["standing"] for call in record(folder)["manifest"]["ships"]["calls"]["dark_calls"]}
    assert standing == {"consistent"}
