"""Zones of times: borne by the time, told by a column's name, said by the caller; never guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import polars as pl
import pytest

from vetoproof.track.layouts.columns import ColumnError
from vetoproof.track.layouts.frames import Frames
from vetoproof.track.layouts.read import read
from vetoproof.track.layouts.zones import ZoneUnknown, says_local, says_utc, zone
from vetoproof.track.rejection import NO_SUCH_HOUR, NO_TIME, TWO_HOURS, UNKNOWN_TIME, ZONE_WORD, Batch


def moment(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


def batch(*times: str, column: str = "t", **options: Any) -> Batch:
    text = f"mmsi;{column};lat;lon\n" + "".join(f"219000001;{time};55.5;12.25\n" for time in times)
    (found,) = read(BytesIO(text.encode()), "made.csv", latest=2_000_000_000, **options)
    return found


def times(*printed: str, **options: Any) -> list[int]:
    return batch(*printed, **options).positions["t"].to_list()


@pytest.mark.parametrize(
    "printed",
    [
        "2023-09-15 04:30:00Z", "15.09.2023 14:30 +10:00", "15.09.2023 14:30:00 +1000", "15.09.2023 14:30+10",
        "15.09.2023 04:30 UTC", "15.09.2023 04:30 GMT", "15.09.2023 04:30:00 (UTC)", "15.09.2023 14:30 UTC+10",
        "15.09.2023 14:30 GMT+10:00", "15/09/2023 02:30:00 PM +10:00", "2023-09-15 14:30 +10:00", "20230915T143000+1000",
        "15 Sep 2023 14:30 +10:00", "2023/09/15 00:00 -04:30",
    ],
)  # fmt: skip
def test_a_zone_behind_a_time_is_read_however_it_is_printed(printed: str) -> None:
    found = batch(printed, zone=zone("Asia/Tokyo"))
    assert found.positions["t"].to_list() == [moment(2023, 9, 15, 4, 30)]
    assert found.unzoned == 0


@pytest.mark.parametrize("word", ["VLAT", "KST", "EST"])
def test_an_abbreviation_of_a_zone_is_rejected_and_shown_not_guessed(word: str) -> None:
    found = batch("15.09.2023 14:30 UTC", f"15.09.2023 14:30 {word}", "15.09.2023 noon")
    assert found.positions.height == 1
    assert found.rejected[ZONE_WORD].value == f"15.09.2023 14:30 {word}"
    assert (found.rejected[ZONE_WORD].first, found.rejected[UNKNOWN_TIME].value) == (1, "15.09.2023 noon")


def test_a_table_of_abbreviations_alone_is_rejected_by_row_and_not_called_unreadable() -> None:
    assert batch(*["15.09.2023 14:30 VLAT"] * 50).rejected[ZONE_WORD].number == 50


def test_times_without_a_zone_are_counted_and_those_that_bear_one_are_not() -> None:
    assert batch("2023-09-15 14:30", "2023-09-15 14:30:00Z", "2023-09-15 14:30:00+02:00").unzoned == 1
    assert batch(str(moment(2023, 9, 15))).unzoned == 0
    assert batch("2023-09-15 14:30", column="Time (UTC)", said={"t": "Time (UTC)"}).unzoned == 0


@pytest.mark.parametrize(("said", "hours"), [("+10:00", 10), ("UTC+5:30", 5.5), ("Asia/Vladivostok", 10), ("-04:30", -4.5)])
def test_the_zone_that_is_said_holds_for_times_that_bear_none_and_only_for_them(said: str, hours: float) -> None:
    noon = moment(2023, 9, 15, 12)
    found = times("2023-09-15 12:00:00", "2023-09-15T12:00:00Z", zone=zone(said))
    assert found == [noon - hours * 3600, noon]
    assert times(str(noon), zone=zone(said)) == [noon]
    assert times("2023-09-15 12:00", column="Time UTC", said={"t": "Time UTC"}, zone=zone(said)) == [noon]


def test_an_hour_that_clocks_skip_or_show_twice_is_rejected_with_its_reason() -> None:
    found = batch("2023-03-26 02:30", "2023-10-29 02:30", "2023-10-29 04:30", zone=zone("Europe/Berlin"))
    assert {reason: (count.number, count.value) for reason, count in found.rejected.items()} == {
        NO_SUCH_HOUR: (1, "2023-03-26 02:30"), TWO_HOURS: (1, "2023-10-29 02:30"),
    }  # fmt: skip
    assert found.positions["t"].to_list() == [moment(2023, 10, 29, 3, 30)]


@pytest.mark.parametrize("wrong", ["Vladivostok", "VLAT", "+99:00", "+10:75", "", "10"])
def test_a_wrong_zone_is_refused_with_an_example(wrong: str) -> None:
    with pytest.raises(ZoneUnknown, match="Area/City"):
        zone(wrong)


@pytest.mark.parametrize(
    "name", ["Local time", "local_time", "LocalTime", "Ortszeit", "Time (VLAT)", "Zeit KST", "Time (UTC+10)"]
)
def test_a_column_says_by_its_name_that_its_times_are_local(name: str) -> None:
    assert says_local(name)
    assert batch("2023-09-15 14:30", column=name, said={"t": name}).local == name


@pytest.mark.parametrize("name", ["Time (UTC)", "timestamp_utc", "DTPosUTC", "utcTime", "Zeit GMT"])
def test_a_column_says_by_its_name_that_its_times_are_utc(name: str) -> None:
    assert says_utc(name)
    assert not says_local(name)


def test_typed_times_without_a_zone_are_read_in_the_one_that_is_said() -> None:
    frame = pl.DataFrame({"mmsi": [219000001], "t": [datetime(2023, 9, 15, 14, 30)], "lat": [55.5], "lon": [12.25]})
    found = Frames(frame.columns, "made", latest=2_000_000_000, zone=zone("+10:00")).read(frame)
    assert (found.positions["t"].to_list(), found.unzoned) == ([moment(2023, 9, 15, 4, 30)], 1)
    borne = frame.with_columns(pl.col("t").dt.replace_time_zone("UTC"))
    found = Frames(frame.columns, "made", latest=2_000_000_000, zone=zone("+10:00")).read(borne)
    assert (found.positions["t"].to_list(), found.unzoned) == ([moment(2023, 9, 15, 14, 30)], 0)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("Datum;Zeit", {"date": "Datum", "time": "Zeit"}), ("date;time", None), ("Tag;Uhr", {"date": "Tag", "time": "Uhr"}),
        ("Date UTC;Time UTC", None), ("Datum;Uhrzeit", None),
    ],
)  # fmt: skip
def test_a_day_and_a_time_of_day_in_two_columns_are_joined(names: str, said: dict[str, str] | None) -> None:
    found = batch("15.09.2023;14:30", "16.09.2023;14:30:05 +10:00", ";14:30", "16.09.2023;", column=names, said=said)
    assert found.positions["t"].to_list() == [moment(2023, 9, 15, 14, 30), moment(2023, 9, 16, 4, 30, 5)]
    assert found.rejected[NO_TIME].number == 2


def test_a_column_called_time_that_has_the_day_too_is_taken_alone_and_a_timestamp_before_both() -> None:
    assert times("2023-09-15;2023-09-15 14:30:00", column="date;time") == [moment(2023, 9, 15, 14, 30)]
    assert times(f"2023-09-15;{moment(2023, 9, 15, 1)}", column="date;time") == [moment(2023, 9, 15, 1)]
    assert times("2023-09-15;14:30;2023-09-15 14:31", column="date;time;timestamp") == [moment(2023, 9, 15, 14, 31)]


def test_half_a_time_that_is_said_asks_for_the_other_half() -> None:
    with pytest.raises(ColumnError, match="time=COLUMN"):
        batch("15.09.2023;14:30", column="Datum;Zeit", said={"date": "Datum"})


def test_typed_days_and_times_of_day_are_joined() -> None:
    at = datetime(2023, 9, 15, 14, 30)
    frame = pl.DataFrame({"mmsi": [219000001], "date": [at.date()], "time": [at.time()], "lat": [55.5], "lon": [12.25]})
    found = Frames(frame.columns, "made", latest=2_000_000_000).read(frame)
    assert found.positions["t"].to_list() == [moment(2023, 9, 15, 14, 30)]
