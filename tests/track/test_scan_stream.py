"""Pieces give what the whole gives, compiled loops what plain ones give, any order and form what the sorted table gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from test_meetings import pair
from typer.testing import CliRunner
from voyage import Voyage, ports, table

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.find import Scan, UnsortedError, _room, find
from vetoproof.track.schema import events
from vetoproof.track_slot_files import OnDisk


def mixed() -> pl.DataFrame:
    caller = Voyage(3, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10).sail(10.0, 19.0).silent(9).sail(10.0, 18.5)
    shared = [Voyage(4, 12.0, 40.0).report(12).sail(14, 40.0), Voyage(4, 40.0, -30.0, 0.05).report(12).sail(42, -30.0).lie(8)]
    stray = Voyage(5, 12.0, 50.0).report(12).sail(13, 50)
    stray.rows[4] = {**stray.rows[4], "lat": -60.0}
    return table(*pair(every=20), caller, *shared, stray)


@pytest.mark.parametrize("size", [1, 7, 100, 100_000])
def test_pieces_of_any_size_give_the_same_events(size):
    whole, rules = mixed(), track_rules()
    scan = Scan(ports(), rules)
    for at in range(0, whole.height, size):
        scan.feed(scan.read(whole[at : at + size]))
    assert_frame_equal(scan.events(), find(whole, None, ports(), rules))
    assert scan.counts().ships == 5
    assert scan.counts().shared == 1


def test_a_small_room_for_findings_changes_nothing():
    scan = Scan(ports(), track_rules())
    scan._buffer = _room(12, 70)
    scan.feed(scan.read(mixed()))
    assert_frame_equal(scan.events(), find(mixed(), None, ports(), track_rules()))


def test_it_changes_nothing_where_slots_wait_and_how_many_findings_become_rows_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("vetoproof.track.find._AT_ONCE", 1)
    scan = Scan(ports(), track_rules(), waiting=OnDisk(tmp_path, a_day=144, most=5))
    whole = mixed()
    for at in range(0, whole.height, 50):
        scan.feed(scan.read(whole[at : at + 50]))
    scan.finish()
    parts = list(scan.parts())
    assert len(parts) > 1
    assert_frame_equal(pl.concat(parts), find(whole, None, ports(), track_rules()))
    assert any(tmp_path.iterdir()), "some had to wait on disk"


def test_any_order_gives_the_same_events_but_for_the_numbers_of_rows():
    shuffled = mixed().sample(fraction=1.0, shuffle=True, seed=3)
    left, right = (find(frame, None, ports(), track_rules()).drop("rows") for frame in (shuffled, mixed()))
    assert_frame_equal(left, right)
    scan = Scan(ports(), track_rules())
    with pytest.raises(UnsortedError):
        scan.feed(scan.read(shuffled))


@pytest.mark.parametrize("form", ["ms", "datetime", "text", "e7", "float32 speeds", "own"])
def test_positions_in_other_units_and_types_are_recognised_as_they_are(form):
    frame = mixed()
    forms = {
        "ms": frame.select("mmsi", (pl.col("t") * 1000).alias("timestamp"), "lat", "lon", "sog"),
        "datetime": frame.with_columns(pl.from_epoch("t", time_unit="s").alias("timestamp")).drop("t"),
        "text": frame.with_columns(
            pl.from_epoch("t", time_unit="s").dt.to_string("%Y-%m-%dT%H:%M:%SZ").alias("timestamp")
        ).drop("t"),
        "e7": frame.with_columns((pl.col("lat", "lon") * 1e7).round().cast(pl.Int64)),
        "float32 speeds": frame.with_columns(pl.col("sog").cast(pl.Float32), pl.col("mmsi").cast(pl.Int64)),
        "own": frame.with_columns(
            (pl.col("lat", "lon") * 6e5).round().cast(pl.Int32), (pl.col("sog") * 10).round().cast(pl.UInt16)
        ),
    }
    assert_frame_equal(find(forms[form], None, ports(), track_rules()), find(frame, None, ports(), track_rules()))


def test_no_rows_give_no_events_and_a_missing_column_is_named():
    none = find(mixed()[:0], None, ports(), track_rules())
    assert none.is_empty()
    assert none.schema == events()
    with pytest.raises(ValueError, match="no column lat among"):
        find(mixed().drop("lat"), None, ports(), track_rules())


def test_many_ships_with_one_position_each_are_no_trouble():
    many = pl.DataFrame({"mmsi": range(200_000), "t": 1_704_067_200, "lat": 10.0, "lon": 20.0, "sog": 0.0})
    scan = Scan(ports(), track_rules())
    scan.feed(scan.read(many))
    assert set(scan.events()["kind"]) <= {"port_call"}
    assert scan.counts().ships == 200_000


def test_plain_loops_give_what_compiled_ones_give(tmp_path: Path):
    mixed().write_parquet(tmp_path / "positions.parquet")
    script = (
        "import sys, polars as pl; from voyage import ports; from vetoproof.packs.track_rules import track_rules; "
        "from vetoproof.track.find import find; "
        "find(pl.read_parquet(sys.argv[1]), None, ports(), track_rules()).write_parquet(sys.argv[2])"
    )
    place = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    names = [str(tmp_path / "positions.parquet"), str(tmp_path / "events.parquet")]
    subprocess.run([sys.executable, "-c", script, *names], check=True, env=place, timeout=120)
    assert_frame_equal(pl.read_parquet(names[1]), find(mixed(), None, ports(), track_rules()))


def test_the_command_writes_events_and_tells_what_was_left_out(tmp_path: Path):
    import typer

    from vetoproof.track_events_command import events as command

    app = typer.Typer()
    app.command()(command)
    frame = pl.concat([mixed(), mixed()[:1].with_columns(pl.lit(95.0).alias("lat"))])
    frame.write_parquet(tmp_path / "p.parquet")
    (tmp_path / "ports.csv").write_text("place,latitude,longitude\nEastport,10,20\nWestport,10,26\nNowhere,100,0\n")
    out = tmp_path / "events.parquet"
    told = CliRunner().invoke(app, [str(tmp_path / "p.parquet"), "--ports", str(tmp_path / "ports.csv"), "-o", str(out)])
    assert told.exit_code == 0, told.output
    assert "1 meeting" in told.output
    assert "left out: 1 row: a place outside" in told.output
    assert "line 4: left out, latitude or longitude is out of range" in told.output
    assert pl.read_parquet(out).schema == events()


def test_a_speed_that_is_not_told_is_none_also_in_a_table_that_needs_no_reading():
    ship = table(Voyage(3, 10.0, 19.0).report(12).sail(10.0, 20.0).lie(10).sail(10.0, 19.0))
    own = ship.select(
        "mmsi", pl.col("t").cast(pl.UInt32), *((pl.col(name) * 600_000).round().cast(pl.Int32) for name in ("lat", "lon")),
        pl.lit(None, dtype=pl.UInt16).alias("sog"),
    )  # fmt: skip
    untold = ship.with_columns(pl.lit(None, dtype=pl.Float64).alias("sog"))
    left, right = (find(some, None, ports(), track_rules()) for some in (own, untold))
    assert left.filter(kind="port_call").height == 1
    assert_frame_equal(left, right)
