"""Files of positions as they reach people: cut off, packed, in odd columns; read, or refused in words, never in silence."""

from __future__ import annotations

import bz2
import gzip
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
import zstandard
from commands import FAILURES, FINISHED, WRONG_USE, vetoproof

from vetoproof.track_files import NothingRead, read

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG\n"
ROW = "219000001,2024-03-05T{:02d}:00:00,55.{:02d},12.25,6.5\n"
TABLE = HEAD + "".join(ROW.format(hour, hour) for hour in range(24))
FRAME = pl.DataFrame(
    {
        "mmsi": [219000001] * 9, "timestamp": [datetime(2024, 3, 5) + timedelta(hours=n) for n in range(9)],
        "lat": [55 + n / 10 for n in range(9)], "lon": [12.25] * 9, "sog": [6.5] * 9,
    }
)  # fmt: skip


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> str:
    """Why a file gives nothing."""
    with pytest.raises(NothingRead) as told:
        read([path], path.with_name("p.parquet"))
    return str(told.value)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstandard.compress], ids=["gz", "bz2", "zst"])
def test_a_packed_file_in_several_members_is_read_whole_and_one_that_is_cut_is_told_of(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    halves = pack(TABLE[:700].encode()) + pack(TABLE[700:].encode())
    whole = read([put(tmp_path, "whole.csv", halves)], tmp_path / "p.parquet")
    assert whole.positions == 24
    assert whole.files[0].failure is None
    cut = read([put(tmp_path, "cut.csv", halves[:-9])], tmp_path / "p.parquet")
    assert "broken" in (cut.files[0].failure or ""), "a cut is told of, though what came before reads well"
    assert cut.positions > 0


def test_what_stands_before_a_cut_in_a_small_packed_file_is_read(tmp_path: Path) -> None:
    cut = read([put(tmp_path, "a.csv.gz", gzip.compress(TABLE.encode())[:-9])], tmp_path / "p.parquet")
    assert cut.positions >= 23
    assert "broken" in (cut.files[0].failure or "")


def test_files_of_other_kinds_are_refused_with_what_to_do(tmp_path: Path) -> None:
    base = tmp_path / "a.gpkg"
    with sqlite3.connect(base) as store:
        store.execute("create table points (mmsi integer)")
    told = {
        base: "save its table of positions as CSV",
        put(tmp_path, "a.zip", b"PK\x03\x04" + bytes(80)): "cut off or damaged",
        put(tmp_path, "a.json", '{"mmsi": 1}'): "save it as CSV",
        put(tmp_path, "head.csv", HEAD): "no rows below its header",
        put(tmp_path, "empty.csv", ""): "fetch it again",
    }
    for path, what in told.items():
        error = refused(path)
        assert what in error
        assert error.count(str(path)) == 1, "a file is named once"


@pytest.mark.parametrize(
    ("times", "what"),
    [
        (["13:04:05"] * 30, "date=COLUMN,time=COLUMN"),
        (["2024-03-05"] * 30, "time of day"),
        (["noon"] * 30, "'noon' cannot be read"),
    ],
    ids=["clock only", "day only", "words"],
)
def test_times_that_cannot_be_read_are_shown(tmp_path: Path, times: list[str], what: str) -> None:
    rows = "".join(f"219000001,{time},55.1,12.2\n" for time in times)
    assert what in refused(put(tmp_path, "a.csv", f"MMSI,Time,LAT,LON\n{rows}"))


@pytest.mark.parametrize(
    "printed", ["25-Mar-2024 13:04:05", "3/25/2024 1:04:05 PM", "25 Mar 2024 13:04:05", "25/03/2024 01:04:05 PM"]
)
def test_months_by_name_and_twelve_hour_clocks_are_read(tmp_path: Path, printed: str) -> None:
    read([put(tmp_path, "a.csv", f"MMSI,gps_pos_timestamp,LAT,LON\n219000001,{printed},55.1,12.2\n")], tmp_path / "p.parquet")
    assert pl.read_parquet(tmp_path / "p.parquet")["t"].to_list() == [1_711_371_845]


def test_a_parquet_of_days_without_a_time_of_day_is_refused_by_both_commands(tmp_path: Path) -> None:
    FRAME.with_columns(pl.col("timestamp").dt.date()).write_parquet(tmp_path / "a.parquet")
    for command in ("read", "events"):
        end = vetoproof("track", command, tmp_path / "a.parquet", "-o", tmp_path / "out.parquet")
        assert end.returncode == WRONG_USE
        assert "time of day" in end.stderr
    assert not (tmp_path / "out.parquet").exists()


def test_times_of_any_type_in_a_parquet_give_the_same_events_and_unreadable_ones_no_empty_table(tmp_path: Path) -> None:
    text = pl.col("timestamp").dt.strftime
    forms = {
        "ns": pl.col("timestamp").cast(pl.Datetime("ns")), "category": pl.col("timestamp").cast(pl.String).cast(pl.Categorical),
        "zoned": text("%Y-%m-%dT%H:%M:%S+00:00"), "east": pl.col("timestamp").dt.offset_by("2h").dt.strftime("%FT%T+02:00"),
        "epoch": pl.col("timestamp").dt.epoch("ns"),
    }  # fmt: skip
    from vetoproof.track.find import largest
    from vetoproof.track.recognise import recognise

    for name, form in forms.items():
        frame = FRAME.with_columns(form.alias("timestamp"))
        exprs = recognise(frame.schema, lambda names, frame=frame: largest(frame.lazy(), names))  # type: ignore[misc]
        assert frame.select(exprs)["t"].to_list() == FRAME["timestamp"].dt.epoch("s").to_list(), name
    FRAME.with_columns(text("noon").alias("timestamp")).write_parquet(tmp_path / "noon.parquet")
    end = vetoproof("track", "events", tmp_path / "noon.parquet", "-o", tmp_path / "events.parquet")
    assert end.returncode == WRONG_USE
    assert "none of its rows is a position: 9 rows: no number, time or position" in end.stderr
    assert not (tmp_path / "events.parquet").exists()


def test_one_is_one_ship_and_files_that_fail_alike_are_told_together(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder, "a.csv", HEAD + ROW.format(1, 1))
    for at in range(4):
        put(folder, f"b{at}.csv", "what,is,this,table\n1,2,3,4\n")
    end = vetoproof("track", "read", folder, "-o", tmp_path / "p.parquet")
    assert end.returncode == FAILURES
    assert "1 position of 1 ship," in end.stdout
    assert "1 position from 1 row\n" in end.stdout
    assert end.stderr.count("what, is, this, table") == 1
    assert "so are 3 more" in end.stderr


def test_what_helps_is_said_though_something_was_read(tmp_path: Path) -> None:
    sentence = "!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\n"
    end = vetoproof("track", "read", put(tmp_path, "a.nmea", f"1700000000 {sentence}{sentence}"), "-o", tmp_path / "p.parquet")
    assert end.returncode == FINISHED
    assert "--start" in end.stdout
    coded = put(tmp_path, "b.csv", HEAD + ROW.format(1, 1).replace("219000001", "8bf0"))
    assert "number them first" in refused(coded)


def test_a_number_that_another_program_rounded_is_refused_and_never_another_ships(tmp_path: Path) -> None:
    head, row = "mmsi,t,lat,lon,sog\n", "{},2023-09-12T0{}:00:00Z,42.5,130.25,5\n"
    text = head + row.format("2.7344E+08", 0) + row.format("2.7344086e8", 1) + row.format("273440860.0", 2)
    told = read([put(tmp_path, "excel.csv", text)], tmp_path / "p.parquet")
    assert pl.read_parquet(tmp_path / "p.parquet")["mmsi"].to_list() == [273440860]
    (count,) = told.files[0].rejected.values()
    assert (count.number, count.first) == (2, 0)
    assert "exponent" in next(iter(told.files[0].rejected))
    FRAME.with_columns(pl.col("mmsi").cast(pl.Float32)).write_parquet(tmp_path / "single.parquet")
    assert "32-bit floating point" in refused(tmp_path / "single.parquet")
    end = vetoproof("track", "events", tmp_path / "single.parquet", "-o", tmp_path / "e.parquet")
    assert end.returncode == WRONG_USE
    assert "32-bit floating point" in end.stderr
    FRAME.with_columns(pl.col("mmsi").cast(pl.Float64)).write_parquet(tmp_path / "double.parquet")
    assert read([tmp_path / "double.parquet"], tmp_path / "p.parquet").positions == 9


def test_columns_of_the_hemisphere_are_read_and_a_place_without_its_letter_is_rejected(tmp_path: Path) -> None:
    text = (
        "mmsi,t,lat,N/S,lon,E/W\n273440860,2023-09-12T00:00:00Z,42.5,S,130.25,W\n273440860,2023-09-12T01:00:00Z,42.5,n,130.25,E\n"
        "273440860,2023-09-12T02:00:00Z,-42.5,S,130.25,east\n273440860,2023-09-12T03:00:00Z,42.5,,130.25,E\n"
        "273440860,2023-09-12T04:00:00Z,-42.5,N,130.25,E\n"
    )
    told = read([put(tmp_path, "halves.csv", text)], tmp_path / "p.parquet")
    frame = pl.read_parquet(tmp_path / "p.parquet")
    assert (frame["lat"] / 600_000).to_list() == [-42.5, 42.5, -42.5]
    assert (frame["lon"] / 600_000).to_list() == [-130.25, 130.25, 130.25]
    assert [(why.split(" says")[0], count.number) for why, count in told.files[0].rejected.items()] == [
        ("the column of the hemisphere", 2)
    ]


def test_a_column_of_the_hemisphere_that_is_not_understood_stops_the_reading(tmp_path: Path) -> None:
    text = "mmsi,t,lat,lon,hemisphere\n273440860,2023-09-12T00:00:00Z,42.5,130.25,S\n"
    path = put(tmp_path, "a.csv", text)
    assert "--columns ns=hemisphere" in refused(path)
    from vetoproof.track_files import Options

    read([path], tmp_path / "p.parquet", options=Options(columns={"ns": "hemisphere"}))
    assert (pl.read_parquet(tmp_path / "p.parquet")["lat"] / 600_000).to_list() == [-42.5]
    FRAME.with_columns(ns=pl.lit("S")).write_parquet(tmp_path / "ns.parquet")
    end = vetoproof("track", "events", tmp_path / "ns.parquet", "-o", tmp_path / "e.parquet")
    assert "hemisphere" in end.stderr
    assert read([tmp_path / "ns.parquet"], tmp_path / "p.parquet").positions == 9
    assert (pl.read_parquet(tmp_path / "p.parquet")["lat"] < 0).all()


def test_files_of_office_programs_notes_of_macos_and_tables_that_are_none_are_told_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "an Excel file; save" in refused(tmp_path / "a.xlsx")
    assert "an Excel file (.xls)" in refused(put(tmp_path, "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    assert "found: Ship, Time, Lat" in refused(put(tmp_path, "b.csv", "Ship,Time,Lat\nA,2024-01-01,5\n"))
    with zipfile.ZipFile(tmp_path / "mac.zip", "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("__MACOSX/._a.csv", b"\0\5\x16\7notes")
    end = vetoproof("track", "read", tmp_path / "mac.zip", "-o", tmp_path / "p.parquet")
    assert end.returncode == FINISHED, end.stderr
    assert "1 file passed over, hidden or notes of macOS" in end.stdout
    end = vetoproof("track", "events", put(tmp_path, "c.csv", TABLE), "-o", tmp_path / "e.parquet")
    assert end.returncode == WRONG_USE
    assert "vetoproof track read" in end.stderr
    assert "PAR1" not in end.stderr


def test_rows_whose_dates_nobody_can_tell_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"219000001,05/09/2023 14:{minute:02d}:00,55,12\n" for minute in range(50))
    path, other = put(tmp_path, "us.csv", "mmsi,t,lat,lon\n" + rows), put(tmp_path, "b.csv", TABLE)
    told = read([path, other], tmp_path / "p.parquet")
    assert [(file.reports, file.positions) for file in told.files] == [(50, 0), (24, 24)]
    assert pl.read_parquet(tmp_path / "p.parquet")["row"].min() == 50
