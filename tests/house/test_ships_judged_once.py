"""One report, one verdict: what a look does to a silence is the same in the record, the list, a dossier and a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import done, record, vetoproof
from lxml import html
from made_tracks import tracks
from test_ships_in_the_record import SEEN, dossier, made

HEAD = SEEN.splitlines()[0] + "\n"
PLACES = (
    "name,country,latitude,longitude,radius_km,source,limitation\nRajin,KP,42.233333,130.3,6,{},{}\n"
    "Vostochny,RU,42.75,133.083333,6,,\nThird Bay,CN,41.95,130.75,6,,\n"
)
HOURS = ["12T10", "12T15", "12T20", "13T01", "13T06", "13T11", "13T16", "13T21", "14T02"]


def row(place: str, at: str, number: int, ship: str = ",,,no") -> str:
    vessel, imo, identified, seen = ship.split(",")
    who = f"optical,3,0,{seen},{vessel},{imo},{identified}"
    return f"{place},2023-09-{at}:00:00Z,V,S{number},Institute One,{who},https://institute.example/d,2023-10-20\n"


def angara(ships: dict[str, Any]) -> tuple[str, float]:
    (call,) = (c for c in ships["dark_calls"] if c["place"] == "Rajin" and "Angara" in c["ship"])
    return call["standing"], call["probability"]


def test_a_ship_that_was_seen_in_a_third_country_was_there_for_the_dossier_too(tmp_path: Path) -> None:
    seen = HEAD + "".join(row("Third Bay", at, n, "Angara,9179842,yes,yes") for n, at in enumerate(HOURS))
    settings = 'tracks = ["ais.csv"]\nplaces = "places.csv"\nsightings = ["seen.csv"]'
    folder = made(tmp_path / "w", settings, seen_csv=seen, places_csv=PLACES.format("", ""))
    tracks(folder / "ais.csv")
    done("run", folder)
    found = record(folder)
    whole, event = found["manifest"]["ships"], dossier(found)["ships"]
    assert angara(whole["calls"])[0] == "contradicted"
    assert angara(event) == angara(whole["calls"])
    assert not [v for v in event["voyages"] if "Angara" in v["vessel"]]
    assert {call["place"] for call in event["dark_calls"]} == {"Rajin"}, "of the two countries' places only"


def test_the_list_of_events_says_what_the_looks_left(tmp_path: Path) -> None:
    seen = HEAD + "".join(row("Rajin", f"{d}T{h:02}", 24 * d + h) for d in (12, 13, 14) for h in range(1, 24, 3))
    folder = made(tmp_path / "w", 'tracks = ["ais.csv"]\nsightings = ["seen.csv"]', seen_csv=seen)
    tracks(folder / "ais.csv")
    done("run", folder)
    ships = record(folder)["manifest"]["ships"]
    (event,) = (e for e in ships["events"] if e["kind"] == "dark_call" and e["place"] == "Rajin" and "Angara" in e["ship"])
    assert (event["standing"], event["probability"]) == angara(ships["calls"])
    assert event["standing"] == "contradicted"
    done("report", folder, "-o", tmp_path / "r.html")
    tree = html.fromstring((tmp_path / "r.html").read_text(encoding="utf-8"))
    (line,) = (
        tr
        for tr in tree.xpath("//section[@id='ships']//tr[@id]")
        if "Rajin" in tr.text_content() and "Angara" in tr.text_content()
    )
    assert "AIS silence in which looks leave no time for a call" in line.text_content()
    assert "by the silence alone" not in tree.text_content()
    assert "by the silence, its way and the places watched" in tree.text_content()


def test_what_is_said_later_changes_no_record_of_an_earlier_day(tmp_path: Path) -> None:
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]\ntracks = ["ais.csv"]', seen_csv=SEEN)
    tracks(folder / "ais.csv")
    done("run", folder)
    before = record(folder, "--as-of", "2023-12-31")["manifest"]["ships"]
    assert angara(before["calls"])[0] == "corroborated"
    rows = "".join(f"613000001,2025-03-01T{h:02}:00:00Z,10.0,-30.0,0,9179842,X\n" for h in range(3))
    (folder / "later.csv").write_text("mmsi,t,lat,lon,sog,imo,name\n" + rows)
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text().replace('tracks = ["ais.csv"]', 'tracks = ["ais.csv", "later.csv"]'))
    done("run", folder)
    assert record(folder, "--as-of", "2023-12-31")["manifest"]["ships"]["calls"] == before["calls"]


def test_a_slip_of_the_hull_number_leaves_the_ship_its_name_and_trouble_stands_where_it_was(tmp_path: Path) -> None:
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]\ntracks = ["ais.csv"]', seen_csv=SEEN)
    tracks(folder / "ais.csv")
    lines = (folder / "ais.csv").read_text().splitlines()
    lines[20] = lines[20].replace("9179842", "9179841")
    lying = [f"412000009,2023-09-{12 + h // 24}T{h % 24:02}:00:00Z,42.2333,130.3,0,{{}}" for h in range(48)]
    lines += [line.format("9300001,ONE" if at < 24 else ",OTHER") for at, line in enumerate(lying)]
    (folder / "ais.csv").write_text("\n".join(lines) + "\n")
    done("run", folder)
    ships = record(folder, "--team")["manifest"]["ships"]
    assert angara(ships["calls"])[0] == "corroborated"
    trouble = [e for e in ships["events"] if e["kind"] == "identity"]
    assert [e["notes"] for e in trouble if "412000009" in e["ship"]] == [["another name under one MMSI"]]
    assert abs(trouble[0]["lat"] - 42.2333) < 0.001


def test_a_copied_number_lets_no_reader_speak_in_the_command_either(tmp_path: Path) -> None:
    path = tracks(tmp_path / "a.csv")
    text = path.read_text()
    for day in range(18, 23):
        text = text.replace(f"273999001,2023-09-{day}", f"273999001,2023-09-{day - 6}")
    path.write_text(text.replace("9074729,ROE DEER", "9179842,OTHER"))
    (tmp_path / "s.csv").write_text(HEAD + row("Rajin", "13T02", 1, "Angara,9179842,yes,yes"))
    (tmp_path / "w.csv").write_text(PLACES.format("", ""))
    done("track", "read", path, "-o", tmp_path / "p.parquet")
    said = ("--particulars", tmp_path / "p.particulars.parquet")
    done("track", "events", tmp_path / "p.parquet", "--watch", tmp_path / "w.csv", *said, "-o", tmp_path / "e.parquet")
    more = ("--sightings", tmp_path / "s.csv", "--events", tmp_path / "e.parquet", "--watch", tmp_path / "w.csv", *said)
    calls = json.loads(done("track", "calls", *more, "--json"))["dark_calls"]
    at_rajin = {call["mmsi"]: call["standing"] for call in calls if call["place"] == "Rajin"}
    assert at_rajin == {273440860: "consistent", 273999001: "consistent"}


def test_words_of_the_table_of_places_and_names_of_readers_name_no_ship_in_public(tmp_path: Path) -> None:
    places = PLACES.format("https://x.example/ROE-DEER", "ROE DEER (MMSI 273999001) of master Example lies here")
    sources = ["x.example/was-it-the-roe-deer", "x.example/?q=Roe%20Deer", "x.example/roedeer.html"]
    seen = HEAD + "".join(
        row("Rajin", f"1{n}T02", n, ",,,yes").replace("institute.example/d", source) for n, source in enumerate(sources)
    )
    seen += row("Rajin", "19T02", 9, ",,,yes").replace("Institute One", "ROE DEER watcher 273999001")
    settings = 'tracks = ["ais.csv"]\nplaces = "places.csv"\nsightings = ["seen.csv"]'
    folder = made(tmp_path / "w", settings, seen_csv=seen, places_csv=places)
    tracks(folder / "ais.csv")
    done("run", folder)
    done("report", folder, "-o", tmp_path / "r.html")
    for text in (done("record", folder, "--json"), (tmp_path / "r.html").read_text()):
        plain = text.casefold().replace("-", "").replace(" ", "").replace("%20", "")
        assert "roedeer" not in plain
        assert "273999001" not in plain
        assert "limitation withheld: it names a ship" in text


@pytest.mark.parametrize("more", [(), ("--team",)])
def test_rows_that_could_not_be_used_are_told_with_line_and_reason(tmp_path: Path, more: tuple[str, ...]) -> None:
    folder = made(tmp_path / "w", 'sightings = ["seen.csv"]', seen_csv=SEEN)
    printed = vetoproof("run", folder).stdout
    assert "1 row left out: the time cannot be read (line 5)" in printed
    assert "1 row not used: Atlantis is no watched place (line 6)" in printed
    done("report", folder, "-o", tmp_path / "r.html", *more)
    section = html.fromstring((tmp_path / "r.html").read_text(encoding="utf-8")).get_element_by_id("ships")
    words = " ".join(section.text_content().split())
    place = "Atlantis is no watched place" if more else "it is of a place that is not watched"
    assert f"2 rows of the sightings could not be used: the time cannot be read (S1 line 5); {place} (S1 line 6)." in words
