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
    assert "seen.csv: 4 sightings\n  1 row left out: the time cannot be read" in printed.stdout
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
    for secret in ("273999001", "9074729", "ROE DEER", "Roe Deer", "ais.csv", "Atlantis"):
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
    why = ["the time cannot be read", "it is of a place that is not watched"]
    assert [one["why"] for one in ships["calls"]["refused"]] == why
    files = {one["file"]: one for one in record(watch, "--team")["manifest"]["ships"]["files"]}
    assert files["seen.csv"]["left_out"] == {"the time cannot be read": 1}
    assert (files["ais.csv"]["rows"], files["ais.csv"]["kind"]) == (482, "track")


def test_every_event_rests_on_rows_of_the_archived_file(watch: Path) -> None:
    ships = record(watch)["manifest"]["ships"]
    digest = next(one["sha256"] for one in ships["files"] if one["kind"] == "track")
    lines = (watch / "ais.csv").read_text().splitlines()[1:]
    call = next(e for e in ships["events"] if e["kind"] == "dark_call" and e["place"] == "Rajin" and "Angara" in e["ship"])
    assert set(call["files"]) == {digest}
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
    assert [one["file"] for one in record(folder, "--team")["manifest"]["ships"]["files"]] == ["ais.csv"]
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


def made(folder: Path, settings: str, **files: str) -> Path:
    """A watch with the claim, and with files by name ("seen_csv")."""
    done("new", folder)
    (folder / "inbox" / "claim.md").write_text(CLAIM, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_csv", ".csv")).write_text(text, encoding="utf-8")
    place = folder / "watch.toml"
    place.write_text(place.read_text() + settings + '\ntier = "rules"\n', encoding="utf-8")
    return folder


def test_a_number_that_two_claim_names_neither_and_lets_no_reader_speak_for_them(tmp_path: Path) -> None:
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]\ntracks = ["ais.csv"]', seen_csv=SEEN)
    tracks(folder / "ais.csv")
    text = (folder / "ais.csv").read_text()
    # The other ship sends the listed one's number and name, in the same days.
    for day in range(18, 23):
        text = text.replace(f"273999001,2023-09-{day}", f"273999001,2023-09-{day - 4}")
    (folder / "ais.csv").write_text(text.replace("9074729,ROE DEER", "9179842,ANGARA"))
    done("run", folder)
    for _ in range(2):
        ships = record(folder)["manifest"]["ships"]
        calls = [call for call in ships["calls"]["dark_calls"] if call["place"] == "Rajin"]
        assert {call["ship"] for call in calls} == {"ship 1", "ship 2"}
        assert "corroborated" not in {call["standing"] for call in calls}


def test_the_cache_of_ships_is_not_believed_when_the_record_is_verified(watch: Path, tmp_path: Path) -> None:
    import shutil

    import polars as pl

    folder = tmp_path / "w"
    shutil.copytree(watch, folder)
    before = record(folder)
    (events,) = (folder / "cache" / "ships").glob("*.events.parquet")
    forged = pl.read_parquet(events).with_columns(pl.lit(0.99).alias("probability"))
    forged.write_parquet(events)
    ended = vetoproof("verify", folder)
    assert ended.returncode == 1
    assert "the cache had other events of ships than the archived positions give" in ended.stdout + ended.stderr
    assert record(folder) == before
    assert done("verify", folder).startswith("internally consistent")


def test_a_ship_bears_one_number_wherever_it_stands_and_whatever_was_computed_first(tmp_path: Path) -> None:
    import shutil

    second = (
        "Rajin,2023-09-19T20:00:00Z,V,S9,Institute One,optical,3,0,yes,,9074729,yes,https://institute.example/r,2023-10-20\n"
    )
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]\ntracks = ["ais.csv"]', seen_csv=SEEN + second)
    tracks(folder / "ais.csv")
    done("run", folder)
    found = record(folder)
    ships, event = found["manifest"]["ships"], dossier(found)["ships"]
    assert ships["withheld"] == 1
    names = {call["ship"] for call in (*ships["calls"]["dark_calls"], *event["dark_calls"])}
    names |= {stay["vessel"] for place in ships["calls"]["places"] for stay in place["identified"]}
    assert names == {"Angara (IMO 9179842)", "ship 1"}
    shutil.rmtree(folder / "cache")
    assert record(folder) == found
    assert record(folder) == found


def test_rows_are_told_by_their_file_however_many_there_are(tmp_path: Path) -> None:
    other = SEEN.replace("https://institute.example/report", "https://other.example/wrong").replace("Angara,9179842,yes", ",,")
    settings = 'sightings = ["seen.csv", "other.csv"]\ntracks = ["a/ais.csv", "b/ais.csv"]'
    folder = made(tmp_path / "w", settings, seen_csv=SEEN, other_csv=other.replace("V,S", "W,S"))
    lines = tracks(tmp_path / "whole.csv").read_text().splitlines(keepends=True)
    for name, some in (("a", lines[1:50]), ("b", lines[50:])):
        (folder / name).mkdir()
        (folder / name / "ais.csv").write_text("".join([lines[0], *some]))
    done("run", folder)
    ships = record(folder, "--team")["manifest"]["ships"]
    files = {one["sha256"]: one for one in ships["files"]}
    assert {one["file"] for one in files.values()} == {"seen.csv", "other.csv", "a/ais.csv", "b/ais.csv"}
    (angara,) = (c for c in ships["calls"]["dark_calls"] if "Angara" in c["ship"] and c["place"] == "Rajin")
    assert angara["sources"] == ["https://institute.example/report"]
    (event,) = (e for e in ships["events"] if e["kind"] == "dark_call" and "Angara" in e["ship"] and e["place"] == "Rajin")
    assert [files[digest]["file"] for digest in event["files"]] == ["a/ais.csv", "b/ais.csv"]
    assert event["rows"] == [48, 0], "the silence begins in one file and ends in the other"
    voyage = next(v for v in ships["calls"]["voyages"] if "Angara" in v["vessel"])
    assert "row 49 of a/ais.csv, row 1 of b/ais.csv" in " ".join(voyage["evidence"])
    assert "line 3 of seen.csv: https://institute.example/report" in " ".join(voyage["evidence"])


def test_what_tables_say_in_words_names_no_ship_and_no_person_in_public(tmp_path: Path) -> None:
    rows = (
        "Rajin,2023-09-19T02:00:00Z,,,Ivan Sidorov,witness,,,yes,Roe Deer,9074729,yes,https://x.example/roe-deer/imo/9074729,2023-10-01\n"
        "ROE DEER,2023-09-19T02:00:00Z,V,S8,Institute One,optical,3,0,yes,,,,https://institute.example/r,2023-10-20\n"
    )
    folder = made(tmp_path / "w", 'sightings = ["roe deer.csv"]\ntracks = ["ais.csv"]')
    (folder / "roe deer.csv").write_text(SEEN + rows)
    tracks(folder / "ais.csv")
    done("run", folder)
    done("report", folder, "-o", tmp_path / "r.html")
    for text in (done("record", folder, "--json"), (tmp_path / "r.html").read_text()):
        for secret in ("Sidorov", "9074729", "273999001"):
            assert secret not in text
        assert "roe deer" not in text.casefold().replace("-", " ")
    assert "source withheld: it names a ship" in (tmp_path / "r.html").read_text()


def test_looks_of_the_last_weeks_are_for_the_team_alone_whoever_published_them(tmp_path: Path) -> None:
    day = (datetime.now(UTC) - _days(2)).strftime("%Y-%m-%dT02:00:00Z")
    row = f"Rajin,{day},V,S1,Institute One,optical,3,0,yes,,,,https://institute.example/r,{day[:10]}\n"
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]', seen_csv=SEEN + row)
    done("run", folder)
    public, team = (record(folder, *more)["manifest"]["ships"] for more in ((), ("--team",)))
    assert len(team["looks"]) == len(public["looks"]) + 1
    assert public["latest"] == 1
    assert day not in str(public)


def test_a_file_with_a_long_name_harms_nothing_and_a_table_of_places_is_evidence_too(tmp_path: Path) -> None:
    long = "a" * 245 + ".csv"
    places = "name,latitude,longitude,radius_km,country\nRajin,42.233333,130.3,6,KP\nVostochny,42.75,133.083333,6,RU\n"
    folder = made(tmp_path / "w", f'tracks = ["{long}"]\nplaces = "places.csv"', places_csv=places)
    tracks(folder / long)
    done("run", folder)
    before = record(folder)
    assert {one["name"] for one in before["manifest"]["ships"]["places"]} == {"Rajin", "Vostochny"}
    (folder / "places.csv").write_text(places.replace("42.233333", "41.0"))
    assert record(folder) == before, "what is not in the ledger does not count"
    done("run", folder)
    assert record(folder) != before


def test_a_file_of_local_times_and_its_own_columns_is_read_as_watch_toml_says(tmp_path: Path) -> None:
    import re
    from datetime import timedelta

    plain = tracks(tmp_path / "ais.csv").read_text()
    local = re.sub(
        r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z",
        lambda m: (datetime.fromisoformat(m[1]) + timedelta(hours=10)).strftime("%Y-%m-%d %H:%M:%S"), plain,
    ).replace("mmsi,t,lat,lon", "mmsi,Zeit,Breite,Laenge")  # fmt: skip
    utc = made(tmp_path / "u", 'tracks = ["ais.csv"]', ais_csv=plain)
    table = '{path = "ais.csv", zone = "Asia/Vladivostok", columns = {t = "Zeit", lat = "Breite", lon = "Laenge"}}'
    other = made(tmp_path / "l", f"tracks = [{table}]", ais_csv=local)
    for folder in (utc, other):
        done("run", folder)
    events = [record(folder)["manifest"]["ships"]["events"] for folder in (utc, other)]
    assert len(events[0]) == 4
    assert [(e["kind"], e["start"], e["place"]) for e in events[0]] == [(e["kind"], e["start"], e["place"]) for e in events[1]]


def test_a_bad_table_of_places_is_told_with_its_line(tmp_path: Path) -> None:
    bad = "name,latitude,longitude,radius_km\nAlpha,42,130,6\nBeta,here,130,6\n"
    folder = made(tmp_path / "w", 'places = "places.csv"', places_csv=bad)
    ended = vetoproof("run", folder)
    assert ended.returncode == 2
    assert "places.csv: the table of places is refused: line 3: latitude, longitude" in ended.stderr
