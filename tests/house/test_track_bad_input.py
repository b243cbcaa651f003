"""Files of positions as they reach people: cut off, packed, in odd columns; read, or refused in words, never in silence."""

from __future__ import annotations

import bz2
import gzip
import sqlite3
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
