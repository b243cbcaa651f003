"""Times without a zone in the tracks of a watch are told where the file is taken, in the record and beside the file."""

from __future__ import annotations

from pathlib import Path

from commands import done, record
from made_tracks import tracks


def watch(folder: Path, line: str) -> str:
    done("new", folder)
    tracks(folder / "ais.csv")
    text = (folder / "ais.csv").read_text(encoding="utf-8").replace("Z,", ",")
    buoy = "992731234,2023-09-13T00:00:00,42.0,130.6,0,,\n992731234,2023-09-13T00:03:00,42.0,130.6,0,,\n"
    (folder / "ais.csv").write_text(text + buoy, encoding="utf-8")
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text() + line + 'tier = "rules"\n')
    return done("run", folder)


def test_times_without_a_zone_are_told_by_run_by_the_record_and_beside_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    printed = watch(folder, 'tracks = ["ais.csv"]\n')
    assert "484 times bear no zone and were read as UTC; where they are of another, say zone in watch.toml" in printed
    assert "ais.csv: 482 positions" in printed
    assert "2 rows left out: the number is that of a station, buoy" in printed
    (one,) = record(folder, "--team")["manifest"]["ships"]["files"]
    assert (one["unzoned"], one.get("zone", "UTC"), one["rows"]) == (484, "UTC", 482)
    assert [number for why, number in one["left_out"].items() if "no ship's" in why] == [2]
    done("report", folder, "-o", tmp_path / "r.html")
    page = " ".join((tmp_path / "r.html").read_text(encoding="utf-8").split())
    assert "484 times without a zone, read as UTC" in page


def test_a_zone_that_is_said_is_told_too(tmp_path: Path) -> None:
    printed = watch(tmp_path / "w", 'tracks = [{ path = "ais.csv", zone = "+10:00" }]\n')
    assert "484 times bear no zone and were read as +10:00\n" in printed
    (one,) = record(tmp_path / "w", "--team")["manifest"]["ships"]["files"]
    assert (one["unzoned"], one["zone"]) == (484, "+10:00")


def test_a_file_of_positions_that_is_not_there_is_told_without_talk_of_lists(tmp_path: Path) -> None:
    from commands import vetoproof

    folder = tmp_path / "w"
    done("new", folder)
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text() + 'tracks = ["gone.csv"]\ntier = "rules"\n')
    ended = vetoproof("run", folder)
    assert ended.returncode != 0
    assert "watch.toml names it, and there is no such file" in ended.stderr
    assert "download" not in ended.stderr
