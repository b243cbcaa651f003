"""Tables of positions as publishers write them: recognised, converted, every row that gives none counted with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import polars as pl
import pytest

from vetoproof.track.layouts import read as reading
from vetoproof.track.layouts.columns import ColumnError, columns
from vetoproof.track.layouts.frames import Frames
from vetoproof.track.layouts.read import read
from vetoproof.track.layouts.times import DatesUnclear
from vetoproof.track.rejection import (
    EARLY,
    LAST_LINE,
    LATE,
    NO_MMSI,
    NO_POSITION,
    NO_TIME,
    NOT_A_NUMBER,
    OPEN_QUOTE,
    OUTSIDE,
    STATEMENTS,
    UNKNOWN_TIME,
    WIDTH,
    Batch,
)  # fmt: skip
from vetoproof.track.schema import DEGREE, NO_COURSE, NO_SPEED, NO_STATUS

MOMENT = int(datetime(2024, 3, 5, 13, 4, 5, tzinfo=UTC).timestamp())
NOAA = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n"
    "219000001,2024-03-05T13:04:05,55.5,-12.25,6.5,296.2,299.0,ANNA,IMO9161003,OX1,70,5,100,13,7.5,70,A\n"
)
DANISH = (
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,"
    "Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D\n"
    "05/03/2024 13:04:05,Class A,219000001,55.5,-12.25,Moored,,6.5,296.2,299,9161003,OX1,ANNA,Cargo,,13,100,GPS,7.5,,,AIS,"
    "80,20,6,7\n"
)
EXACT = (
    "MMSI,Message_ID,Repeat_indicator,Time,Millisecond,Longitude,Latitude,SOG,COG,Navigational_status,Vessel_Name,Call_sign,IMO,"
    "Ship_Type,Dimension_to_Bow,Dimension_to_stern,Dimension_to_port,Dimension_to_starboard,Draught\n"
    "219000001,1,0,20240305_130405,120,-12.25,55.5,6.5,296.2,5,,,,,,,,,\n"
    "219000001,5,0,20240305_130405,120,,,,,,ANNA,OX1,9161003,70,80,20,6,7,7.5\n"
    "2190000,4,0,20240305_130405,120,-12.25,55.5,,,,,,,,,,,,\n"
)
GENERIC = "ship_mmsi;Time (UTC);lat_dd;lon_dd;speed;course;nav status\n219000001;1709643845;55,5;-12,25;6,5;296,2;5\n"
ANNA = (219000001, MOMENT, 33_300_000, -7_350_000, 65, 2962, 5, 0, 0)


def batch(data: str | bytes, **options: Any) -> Batch:
    """All that a table holds, in one."""
    raw = data.encode() if isinstance(data, str) else data
    found = list(read(BytesIO(raw), "made.csv", latest=2_000_000_000, **options))
    rejected: dict[int, int] = {}
    aside: dict[str, int] = {}
    for one in found:
        for reason, count in one.rejected.items():
            rejected[reason] = rejected.get(reason, 0) + count.number
        for name, number in one.aside.items():
            aside[name] = aside.get(name, 0) + number
    return Batch(
        pl.concat([one.positions for one in found]), pl.concat([one.particulars for one in found]),
        sum(one.reports for one in found), rejected, aside, sum(one.repaired for one in found),
    )  # type: ignore[arg-type]  # fmt: skip


def rows(data: str | bytes, **options: Any) -> list[tuple[Any, ...]]:
    return batch(data, **options).positions.rows()


def plain(*lines: str) -> str:
    return "mmsi,t,lat,lon\n" + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("table", [NOAA, DANISH, EXACT], ids=["noaa", "danish", "exactearth"])
def test_the_same_ship_is_read_alike_from_every_publisher(table: str) -> None:
    found = batch(table)
    assert found.positions.rows() == [ANNA]
    (said,) = found.particulars.drop("t", "row", "destination").rows()
    assert said == (219000001, 9161003, "ANNA", "OX1", 70, 100, 13, 75)
    assert not found.rejected


def test_static_rows_and_base_stations_are_set_aside_not_rejected() -> None:
    assert batch(EXACT).aside == {STATEMENTS: 1, "other messages and stations (type 4)": 1}
    stations = DANISH.replace("Class A", "Base Station")
    assert batch(DANISH + stations.splitlines()[1]).aside == {"other messages and stations (Base Station)": 1}


def test_any_table_with_columns_that_can_be_told_is_read_with_its_commas_for_points() -> None:
    mapped = {"t": "Time (UTC)"}
    assert rows(GENERIC, said=mapped) == [ANNA]
    with pytest.raises(ColumnError, match="a b"):
        batch("a b,c,d,e\n1,2,3,4\n")


@pytest.mark.parametrize(
    "printed",
    [
        "2024-03-05T13:04:05", "2024-03-05 13:04:05", "2024-03-05T13:04:05Z", "2024-03-05T13:04:05.250Z",
        "2024-03-05 13:04:05.25", "2024-03-05T15:04:05+02:00", "2024-03-05 13:04:05+00", "2024-03-05 13:04:05 UTC",
        "2024/03/05 13:04:05", "20240305_130405", "20240305T130405Z", "1709643845", "1709643845.75", "1709643845000",
        "1709643845000000", "17/03/2024 13:04:05", "17.03.2024 13:04:05", "03/17/2024 13:04:05",
    ],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_printed(printed: str) -> None:
    day = 12 * 86_400 if "17" in printed[:5] and "/" in printed + printed.replace(".", "/") and len(printed) == 19 else 0
    (row,) = rows(plain(f"219000001,{printed},55.5,12.25"))
    assert row[1] == MOMENT + day


def test_a_day_that_may_be_a_month_is_refused_until_somebody_says() -> None:
    table = plain("219000001,05/03/2024 13:04:05,55.5,12.25")
    with pytest.raises(DatesUnclear, match="--dates"):
        batch(table)
    assert rows(table, order="dmy")[0][1] == MOMENT
    assert rows(table, order="mdy")[0][1] == int(datetime(2024, 5, 3, 13, 4, 5, tzinfo=UTC).timestamp())


def test_moments_printed_in_two_ways_in_one_table_are_both_read() -> None:
    found = rows(plain("219000001,2024-03-05 13:04:05,55.5,12.25", "219000001,2024-03-05T13:04:06.5Z,55.5,12.25"))
    assert [row[1] for row in found] == [MOMENT, MOMENT + 1]


def test_every_row_that_gives_no_position_is_counted_with_its_reason() -> None:
    good = f"219000001,{MOMENT},55.5,12.25"
    bad: Mapping[str, int] = {
        f"0,{MOMENT},1,1": NO_MMSI, f",{MOMENT},1,1": NO_MMSI, f"x,{MOMENT},1,1": NO_MMSI, f"4294967297,{MOMENT},1,1": NO_MMSI,
        "219000001,,1,1": NO_TIME, "219000001,noon,1,1": UNKNOWN_TIME, "219000001,315532800,1,1": EARLY,
        "219000001,2500000000,1,1": LATE, f"219000001,{MOMENT},91,1": NO_POSITION, f"219000001,{MOMENT},1,181": NO_POSITION,
        f"219000001,{MOMENT},,1": NO_POSITION, f"219000001,{MOMENT},north,1": NOT_A_NUMBER, f"219000001,{MOMENT},95,1": OUTSIDE,
        f"219000001,{MOMENT},1,-180.5": OUTSIDE, f"219000001,{MOMENT},1": WIDTH, f"219000001,{MOMENT},1,1,1": WIDTH,
        f'219000001,{MOMENT},"1,1': OPEN_QUOTE,
    }  # fmt: skip
    found = batch(plain(good, *bad, good))
    expected: dict[int, int] = {}
    for reason in bad.values():
        expected[reason] = expected.get(reason, 0) + 1
    assert found.rejected == expected
    assert found.positions["row"].to_list() == [0, len(bad) + 1]
    assert found.reports == len(bad) + 2


def test_what_is_not_said_is_not_available_and_never_zero() -> None:
    (row,) = rows(f"mmsi,t,lat,lon,sog,cog,status\n219000001,{MOMENT},55.5,12.25,,,\n")
    assert row[4:7] == (NO_SPEED, NO_COURSE, NO_STATUS)
    (row,) = rows(f"mmsi,t,lat,lon,sog,cog,status\n219000001,{MOMENT},55.5,12.25,102.3,360,99\n")
    assert row[4:7] == (NO_SPEED, NO_COURSE, NO_STATUS)
    (row,) = rows(f"mmsi,t,lat,lon,speed_ms\n219000001,{MOMENT},55.5,12.25,10\n")
    assert row[4] == 194


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"), lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\n\n").encode(), lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", "\t").encode(), lambda text: text.replace(",", "|").encode(),
        lambda text: b"Positions of March\n" + text.encode(), lambda text: text.rstrip("\n").encode(),
        lambda text: text.replace(",7.5,70,A\n", ",7.5,70,A,\n").encode(),
    ],
    ids=["bom", "crlf", "utf-16-le", "utf-16-be", "blank", "cr", "tabs", "bars", "title", "no-end", "delimiter-at-the-end"],
)  # fmt: skip
def test_marks_line_ends_and_encodings_make_no_difference(spoil: Any) -> None:
    found = batch(spoil(NOAA))
    assert found.positions.rows() == [ANNA]
    assert found.particulars["name"].to_list() == ["ANNA"]


def test_a_line_that_is_not_utf_8_is_read_as_windows_and_counted() -> None:
    found = batch(NOAA.encode().replace(b"ANNA", b"\xd8RSTED"))
    assert found.particulars["name"].to_list() == ["ØRSTED"]
    assert found.repaired == 1


def test_names_with_delimiters_and_marks_in_them_are_read() -> None:
    found = batch(NOAA.replace("ANNA", '"ANNA, ""THE"" SHIP"'))
    assert found.particulars["name"].to_list() == ['ANNA, "THE" SHIP']
    assert batch(NOAA + NOAA.splitlines()[1].replace("ANNA", '"AN" NA')).positions.height == 2


def test_a_last_line_that_is_cut_off_is_not_taken_for_a_position() -> None:
    found = batch(NOAA + NOAA.splitlines()[1][:40])
    assert found.positions.height == 1
    assert found.rejected == {LAST_LINE: 1}


def test_a_table_that_comes_in_many_blocks_is_read_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    table = plain(*(f"21900000{n % 7},{MOMENT + n},{n / 100},{-n / 100}" for n in range(500)), "cut,off")
    whole = batch(table)
    monkeypatch.setattr(reading, "BLOCK", 1000)
    pieces = batch(table)
    assert whole.positions.equals(pieces.positions)
    assert (whole.rejected, whole.reports) == (pieces.rejected, pieces.reports) == ({WIDTH: 1}, 501)


def test_columns_are_told_by_many_spellings_and_one_column_is_taken_once() -> None:
    assert columns(["Latitude", "LONGITUDE", "MMSI", "# Timestamp"]).at == {"mmsi": 2, "t": 3, "lat": 0, "lon": 1}
    assert columns(["y", "x", "ssvid", "timestamp", "speed_knots"]).at["sog"] == 4
    with pytest.raises(ColumnError, match="no column 'Nope'"):
        columns(["mmsi", "t", "lat", "lon"], {"t": "Nope"})


@pytest.mark.parametrize(
    "time",
    [
        pl.Series([MOMENT]), pl.Series([MOMENT * 1000]), pl.Series([float(MOMENT)]),
        pl.Series([datetime(2024, 3, 5, 13, 4, 5)]),
        pl.Series([datetime(2024, 3, 5, 13, 4, 5, tzinfo=UTC)]), pl.Series(["2024-03-05T13:04:05Z"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("named", ["t", "timestamp"])
def test_frames_are_recognised_as_they_are(time: pl.Series, named: str) -> None:
    frame = pl.DataFrame({"mmsi": [219000001], named: time, "lat": [55.5], "lon": [-12.25], "sog": [6.5], "extra": ["x"]})
    found = Frames(frame.columns, "made", latest=2_000_000_000).read(frame)
    assert found.positions.rows() == [(219000001, MOMENT, 33_300_000, -7_350_000, 65, NO_COURSE, NO_STATUS, 0, 0)]


def test_our_own_table_is_read_back_as_it_was_written() -> None:
    ours = batch(DANISH).positions
    assert Frames(ours.columns, "made", latest=2_000_000_000).read(ours).positions.equals(ours)
    assert ours["lat"].to_list() == [55.5 * DEGREE]
