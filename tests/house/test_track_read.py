"""`vetoproof track read`: files of any layout to one sorted table, larger than memory, with every report accounted for."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from commands import FAILURES, FINISHED, WRONG_USE, Ended, done, vetoproof

from vetoproof import track_runs
from vetoproof.track.schema import particulars, positions, stored
from vetoproof.track_files import NothingRead, Options, read
from vetoproof.track_runs import Runs

START = 1_709_643_845


def table(number: int, ships: int = 7, seed: int = 1) -> str:
    """Rows of some ships, in no order."""
    chance = random.Random(seed)
    lines = [
        f"{219000000 + n % ships},{START + 60 * n},{chance.uniform(-80, 80):.5f},{chance.uniform(-170, 170):.5f},{n % 20}"
        for n in range(number)
    ]
    chance.shuffle(lines)
    return "mmsi,t,lat,lon,sog\n" + "\n".join(lines) + "\n"


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done("track", "read", *arguments, "--json"))
    return found


def ended(*words: object, status: int) -> Ended:
    """How `track read` ended, which is as it should."""
    found = vetoproof("track", "read", *words)
    assert found.returncode == status, found
    return found


def summed(text: str) -> str:
    """The checksum of what stands between the first sign and the star."""
    value = 0
    for letter in text[1:].encode():
        value ^= letter
    return f"{text}*{value:02X}"


SENTENCE = summed("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0") + "\n"


def is_sorted(frame: pl.DataFrame) -> bool:
    return frame.equals(frame.sort("mmsi", "t", "row"))


def test_a_file_in_no_order_becomes_one_sorted_table_of_the_schema(tmp_path: Path) -> None:
    out = tmp_path / "positions.parquet"
    said = done("track", "read", put(tmp_path, "a.csv", table(500)), "-o", out)
    frame = pl.read_parquet(out)
    assert frame.schema == stored(last_row=499)
    assert frame.columns == positions().names()
    assert is_sorted(frame)
    assert sorted(frame["row"].to_list()) == list(range(500))
    assert "500 positions of 7 ships" in said
    assert "0 duplicates" in said
    assert pl.read_parquet(tmp_path / "positions.particulars.parquet").schema == particulars()


def test_files_of_several_layouts_folders_and_archives_are_read_as_one(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    put(inbox, "a.csv", table(50, seed=1))
    put(inbox, "b.csv.gz", gzip.compress(table(50, seed=2).encode()))
    put(inbox, "d.nmea", summed(f"\\c:{START}") + "\\" + SENTENCE)
    with zipfile.ZipFile(inbox / "c.zip", "w") as archive:
        archive.writestr("c.csv", table(50, seed=3))
    buffer = BytesIO()
    pl.read_csv(table(50, seed=4).encode()).rename({"t": "timestamp"}).write_parquet(buffer)
    put(inbox, "e.parquet", buffer.getvalue())
    put(inbox, ".hidden", "nothing")
    found = told(inbox, "-o", tmp_path / "p.parquet")
    assert [file["format"] for file in found["files"]] == ["csv", "csv", "csv", "nmea", "parquet"]
    assert found["positions"] == 201
    assert [file["first_row"] for file in found["files"]] == [0, 50, 100, 150, 151]
    notes = pl.read_parquet_metadata(tmp_path / "p.parquet")
    assert len(json.loads(notes["vetoproof.files"])) == 5


def test_runs_on_disk_give_what_memory_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.csv", table(5000, ships=40) + table(100, ships=40).partition("\n")[2])
    whole = read([path], tmp_path / "whole.parquet")
    monkeypatch.setattr(track_runs, "_EVERY", 16)
    monkeypatch.setattr("vetoproof.track_files.Runs", lambda folder: Runs(folder, 300))
    pieces = read([path], tmp_path / "pieces.parquet")
    assert pl.read_parquet(tmp_path / "whole.parquet").equals(pl.read_parquet(tmp_path / "pieces.parquet"))
    assert (whole.ships, whole.duplicates) == (pieces.ships, pieces.duplicates)
    assert not list(tmp_path.glob(".vetoproof-*")), "nothing is left of the runs"


def test_a_report_that_was_heard_twice_is_kept_once_and_counted(tmp_path: Path) -> None:
    line = f"219000001,{START},55.5,12.25,7"
    other = f"219000001,{START},55.6,12.25,7"
    path = put(tmp_path, "a.csv", "mmsi,t,lat,lon,sog\n" + "\n".join([line, other, line, line, other]) + "\n")
    found = told(path, path, "-o", tmp_path / "p.parquet")
    assert (found["positions"], found["duplicates"]) == (2, 8)
    assert pl.read_parquet(tmp_path / "p.parquet")["row"].to_list() == [0, 1]


def test_a_clock_that_jumps_is_left_out_and_counted_with_its_place(tmp_path: Path) -> None:
    lines = table(2000).splitlines()
    lines[10] = f"219000001,{START - 8 * 366 * 86_400},1,1,1"
    found = told(put(tmp_path, "a.csv", "\n".join(lines) + "\n"), "-o", tmp_path / "p.parquet")
    (file,) = found["files"]
    assert file["rejected"] == {"the time is far from all others of its file": {"number": 1, "first": 9}}
    assert found["positions"] == 1999
    assert found["first"] >= START


def test_nothing_read_is_an_error_that_says_what_was_seen_and_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    empty = put(tmp_path, "a.csv", "mmsi,t,lat,lon\n1,2024-01-01 00:00:00,91,181\n1,2024-01-01 00:00:00,91,181\n")
    error = ended(empty, "-o", out, status=WRONG_USE).stderr
    assert "2 the position is not available (91 or 181 degrees, or empty) (the first: row 1)" in error
    silent = put(tmp_path, "a.nmea", SENTENCE)
    assert "--start" in ended(silent, "-o", out, status=WRONG_USE).stderr
    for name, data in (("b.csv", ""), ("c.csv", "mmsi,t,lat,lon\n"), ("d.html", "<html>"), ("e.csv", "a,b,c,d\n1,2,3,4\n")):
        with pytest.raises(NothingRead, match=name):
            read([put(tmp_path, name, data)], out)
    assert not out.exists()


def test_a_broken_file_among_good_ones_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    good = put(tmp_path, "a.csv", table(50))
    cut = put(tmp_path, "b.csv.gz", gzip.compress(table(90_000).encode())[:-2000])
    bad = put(tmp_path, "c.parquet", b"PAR1 and no more")
    end = ended(good, cut, bad, "-o", tmp_path / "p.parquet", status=FAILURES)
    assert "b.csv.gz: the compressed file is broken" in end.stderr
    assert "c.parquet" in end.stderr
    assert pl.read_parquet(tmp_path / "p.parquet").height > 50, "what came before the break is kept"


def test_a_million_ships_with_one_position_each_are_read(tmp_path: Path) -> None:
    number = 1_000_000
    frame = pl.DataFrame({"mmsi": pl.int_range(1, number + 1, eager=True).shuffle(1)}).with_columns(
        t=START + pl.col("mmsi") % 1000, lat=pl.col("mmsi") % 80 + 0.5, lon=pl.col("mmsi") % 170 - 0.25
    )
    frame.write_parquet(tmp_path / "a.parquet")
    found = read([tmp_path / "a.parquet"], tmp_path / "p.parquet")
    assert (found.positions, found.ships, found.duplicates) == (number, number, 0)
    assert pl.read_parquet(tmp_path / "p.parquet", columns=["mmsi"])["mmsi"].is_sorted()


def test_what_the_caller_says_of_columns_dates_and_source_is_taken(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "Schiff;Wann;Breite;Laenge\n219000001;05.03.2024 13:04:05;55,5;12,25\n")
    names = "mmsi=Schiff,t=Wann,lat=Breite,lon=Laenge"
    out = tmp_path / "p.parquet"
    done("track", "read", path, "--columns", names, "--dates", "dmy", "--source", "satellite", "-o", out)
    assert pl.read_parquet(out).row(0)[:4] == (219000001, START, 33_300_000, 7_350_000)
    assert pl.read_parquet(out)["source"].to_list() == [2]
    for wrong in (["--columns", "mmsi"], ["--dates", "ymd"], ["--source", "air"], ["--format", "gpx"], ["--start", "noon"]):
        assert "vetoproof: --" in ended(path, *wrong, "-o", out, status=WRONG_USE).stderr


def test_the_help_has_an_example() -> None:
    assert "vetoproof track read" in ended("--help", status=FINISHED).stdout


def test_a_time_after_the_reading_is_rejected(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", table(10))
    found = read([path], tmp_path / "p.parquet", options=Options(latest=START + 120))
    assert found.positions == 3
    assert found.files[0].rejected["the time is later than the reading"].number == 7


LOCAL = "mmsi;Local time;lat;lon\n" + "".join(f"219000001;{day:02}.09.2023 14:30;55.5;12.25\n" for day in range(10, 20))


def test_times_without_a_zone_are_told_and_louder_where_the_column_says_local(tmp_path: Path) -> None:
    found = ended(put(tmp_path, "a.csv", LOCAL), "-o", tmp_path / "p.parquet", status=FINISHED)
    assert "10 times bear no zone and were read as UTC; --zone says another" in found.stdout
    assert "the column 'Local time' says that its times are local" in found.stderr
    found = ended(put(tmp_path, "b.csv", LOCAL.replace("Local time", "t")), "-o", tmp_path / "p.parquet", status=FINISHED)
    assert "10 times bear no zone" in found.stdout
    assert "WARNING" not in found.stderr
    (file,) = told(tmp_path / "a.csv", "-o", tmp_path / "p.parquet")["files"]
    assert (file["unzoned"], file["zone"], file["local"]) == (10, "UTC", "Local time")


@pytest.mark.parametrize("zone", ["Asia/Vladivostok", "+10:00"])
def test_the_zone_that_is_said_moves_times_that_bear_none(tmp_path: Path, zone: str) -> None:
    found = ended(put(tmp_path, "a.csv", LOCAL), "--zone", zone, "-o", tmp_path / "p.parquet", status=FINISHED)
    assert f"10 times bear no zone and were read as {zone}\n" in found.stdout
    assert "from 2023-09-10 04:30:00" in found.stdout
    assert "WARNING" not in found.stderr


def test_a_wrong_zone_is_refused_before_anything_is_read_and_an_unused_one_is_told(tmp_path: Path) -> None:
    found = ended(put(tmp_path, "a.csv", LOCAL), "--zone", "Vladivostok", "-o", tmp_path / "p.parquet", status=WRONG_USE)
    assert "or an offset such as +10:00" in found.stderr
    assert not (tmp_path / "p.parquet").exists()
    found = ended(put(tmp_path, "b.csv", table(5)), "--zone", "-05:00", "-o", tmp_path / "p.parquet", status=FINISHED)
    assert "--zone -05:00 was not used" in found.stderr
    sentence = put(tmp_path, "a.nmea", SENTENCE)
    found = ended(sentence, "--start", "2024-03-05T00:00:00Z", "-o", tmp_path / "q.parquet", status=FINISHED)
    assert "no zone" not in found.stdout


def test_a_rejected_time_is_shown_and_the_base_of_rows_is_said_once(tmp_path: Path) -> None:
    bad = LOCAL + "219000001;20.09.2023 14:30 VLAT;55.5;12.25\n;20.09.2023 14:30;1;1\n"
    found = ended(put(tmp_path, "a.csv", bad), "-o", tmp_path / "p.parquet", status=FINISHED)
    assert "(the first: row 11, '20.09.2023 14:30 VLAT')" in found.stdout
    assert found.stdout.count("counts from 0") == 1
    clean = ended(put(tmp_path, "b.csv", table(5)), "-o", tmp_path / "p.parquet", status=FINISHED)
    assert "counts from 0" not in clean.stdout


def test_columns_that_nothing_is_read_from_are_named(tmp_path: Path) -> None:
    text = table(3).replace("lat,lon,sog", "lat,lon,sog,heading,rot").replace("\n", ",1,2\n").replace("rot,1,2", "rot", 1)
    path = put(tmp_path, "a.csv", text)
    assert told(path, "-o", tmp_path / "p.parquet")["files"][0]["unread"] == ["heading", "rot"]
    assert "columns that nothing is read from: heading, rot" in done("track", "read", path, "-o", tmp_path / "p.parquet")


def test_positions_of_buoys_and_boats_are_kept_and_told_as_no_ships(tmp_path: Path) -> None:
    rows = "".join(f"{mmsi},{START},42,130,0\n{mmsi},{START + 60},42,130,0\n" for mmsi in (992731234, 982731234, 184))
    path = put(tmp_path, "a.csv", "mmsi,t,lat,lon,sog\n" + rows)
    found = told(path, "-o", tmp_path / "p.parquet")
    assert (found["ships"], found["no_ships"], found["theirs"], found["positions"]) == (1, 2, 4, 6)
    assert "4 positions under 2 numbers of stations, buoys" in done("track", "read", path, "-o", tmp_path / "p.parquet")
    shown = done("track", "events", tmp_path / "p.parquet", "-o", tmp_path / "e.parquet")
    assert "6 positions of 1 ship" in shown
    assert "4 rows of 2 numbers: the number is that of a station, buoy" in shown


def test_of_many_files_reasons_are_told_once_with_the_file_that_has_most(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for at in range(30):
        wrong = "no number,1,2,3,4\n" * (1 + at % 9 + (at == 29))
        put(inbox, f"{at:02d}.csv", table(20, seed=at) + wrong)
    shown = done("track", "read", inbox, "-o", tmp_path / "p.parquet")
    assert len(shown.splitlines()) < 10
    assert "30 files: 600 positions from 742 reports" in shown
    assert "142 rejected: no MMSI" in shown
    assert "in 30 files, most in" in shown
    assert "26.csv: 9)" in shown
