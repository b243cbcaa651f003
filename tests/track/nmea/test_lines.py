"""What stands around sentences: tag blocks, groups, receivers' times, parts of messages, noise; and sentences without times."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from made_sentences import MOMENT, sentences, stamped, summed, tag

from vetoproof.track.nmea import read as reading
from vetoproof.track.nmea.read import read, recognises
from vetoproof.track.rejection import (
    COMMENTS,
    EARLY,
    FURTHER_PARTS,
    INCOMPLETE,
    LATE,
    NO_TIME,
    OTHERS,
    STATEMENTS,
    TAG_BLOCK,
    Batch,
    Count,
)  # fmt: skip

HERE = {"lat": 55.5, "lon": 12.25, "speed": 7.2, "course": 90.0}


def batch(data: bytes, **options: Any) -> Batch:
    """All that a file holds, in one."""
    import polars as pl

    found = list(read(BytesIO(data), latest=2_000_000_000, **options))
    rejected: dict[int, Any] = {}
    aside: dict[str, int] = {}
    for one in found:
        for reason, count in one.rejected.items():
            before = rejected.get(reason, Count(0, count.first))
            rejected[reason] = Count(before.number + count.number, before.first)
        for name, number in one.aside.items():
            aside[name] = aside.get(name, 0) + number
    return Batch(
        pl.concat([one.positions for one in found]), pl.concat([one.particulars for one in found]),
        sum(one.reports for one in found), rejected, aside,
    )  # fmt: skip


def times(data: bytes, **options: Any) -> list[int]:
    return batch(data, **options).positions["t"].to_list()


POSITION = sentences(1, **HERE)[0]
NAMED = sentences(5, shipname="ANNA", callsign="OX1", imo=9161003, draught=7.5, destination="NOWHERE", ship_type=70,
                  to_bow=80, to_stern=20, to_port=6, to_starboard=7)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        f"{tag(f'c:{MOMENT}')}{POSITION}",
        f"{tag(f'c:{MOMENT}123')}{POSITION}",
        f"{tag(f's:r003669945,n:12,c:{MOMENT}')}{POSITION}",
        f"{tag(f'g:1-2-77,c:{MOMENT},t:any text')}{POSITION}",
        f"{MOMENT} {POSITION}",
        f"{MOMENT}123,{POSITION}",
        f"{POSITION},r003669945,{MOMENT}",
        f"{POSITION},{MOMENT}",
        f"{summed('$PGHP,1,2023,11,14,22,13,20,0,219,2,,1,09')}\n{POSITION}",
    ],
)
def test_the_time_is_taken_from_wherever_it_stands(line: str) -> None:
    assert times(line.encode() + b"\r\n") == [MOMENT]


def test_a_receivers_time_holds_for_the_next_sentence_only() -> None:
    found = batch(f"{summed('$PGHP,1,2023,11,14,22,13,20,0,219,2,,1,09')}\n{POSITION}\n{POSITION}\n".encode())
    assert found.positions["row"].to_list() == [1]
    assert found.rejected[NO_TIME].first == 2


def test_the_first_sentence_of_a_group_gives_the_others_their_time() -> None:
    lines = [
        f"{tag(f'g:1-2-9,s:r003669945,c:{MOMENT}')}{POSITION}",
        f"{tag('g:2-2-9')}{POSITION}",
        f"{tag('g:2-2-8')}{POSITION}",
    ]
    found = batch("\n".join(lines).encode())
    assert found.positions["t"].to_list() == [MOMENT, MOMENT]
    assert found.positions["source"].to_list() == [1, 1], "a base station's number is on land"
    assert found.rejected[NO_TIME].number == 1


@pytest.mark.parametrize("broken", [f"\\c:{MOMENT}*00\\{POSITION}", f"\\c:{MOMENT}{POSITION}", f"\\c:{MOMENT}*XX\\{POSITION}"])
def test_a_tag_block_that_is_broken_gives_no_time(broken: str) -> None:
    found = batch(broken.encode())
    assert not len(found.positions)
    assert set(found.rejected) == {TAG_BLOCK}


def test_without_any_time_a_sentence_is_rejected_and_with_a_start_it_takes_the_clocks_next_such_second() -> None:
    start = int(datetime(2024, 3, 5, tzinfo=UTC).timestamp())
    at = [2, 4, 3, 59, 1, 60, 20]
    data = "\n".join(sentences(1, **HERE, second=second)[0] for second in at).encode()
    assert batch(data).rejected[NO_TIME].number == len(at)
    # 59 after 4 is five seconds before, not 55 later: the clock is never more than half a minute off.
    assert [t - start for t in times(data, start=start)] == [2, 4, 3, -1, 1, 4, 20]


def test_a_base_station_sets_the_clock_and_one_with_a_wrong_date_does_not() -> None:
    start = int(datetime(2024, 3, 5, tzinfo=UTC).timestamp())
    day = {"year": 2024, "month": 3, "day": 5, "minute": 10, "second": 30, "lat": 1, "lon": 1}
    lines = [sentences(4, **day, hour=1)[0], sentences(1, **HERE, second=40)[0], sentences(4, **{**day, "year": 2031})[0],
             sentences(1, **HERE, second=50)[0]]  # fmt: skip
    assert [t - start for t in times("\n".join(lines).encode(), start=start)] == [4240, 4250]


@pytest.mark.parametrize(("moment", "reason"), [(315_532_800, EARLY), (2_500_000_000, LATE), (12_415_440_354, LATE)])
def test_a_clock_that_is_off_is_rejected(moment: int, reason: int) -> None:
    assert set(batch(stamped([POSITION], moment)).rejected) == {reason}


def said(data: bytes) -> list[tuple[Any, ...]]:
    frame = batch(data).particulars
    return [tuple(row[name] for name in frame.columns if name not in ("t", "row")) for row in frame.iter_rows(named=True)]


ANNA = (219000001, 9161003, "ANNA", "OX1", 70, 100, 13, 75, "NOWHERE")


def test_a_message_in_two_parts_is_joined_by_its_number_and_channel() -> None:
    other = sentences(5, mmsi=219000002, shipname="BERTA", seq_id=3)
    lines = [NAMED[0], other[0].replace(",2,1,0,", ",2,1,3,"), POSITION, NAMED[1]]
    assert said(stamped(lines[:1] + lines[2:])) == [ANNA]


def test_a_message_in_two_parts_is_joined_by_its_group_in_any_order() -> None:
    lines = [f"{tag('g:2-2-5')}{NAMED[1]}", f"{tag(f'g:1-2-5,s:x,c:{MOMENT}')}{NAMED[0]}"]
    assert said("\n".join(reversed(lines)).encode()) == [ANNA]


def test_a_lost_part_is_counted_and_never_replaced_by_another_messages() -> None:
    later = [POSITION] * 2100
    found = batch(stamped([NAMED[0], *later, NAMED[1]]))
    assert found.particulars.is_empty()
    assert INCOMPLETE in found.rejected


def test_the_next_message_under_one_number_has_its_own_time_and_place_and_not_that_of_the_one_before() -> None:
    other = sentences(5, shipname="BERTA", imo=9074729)
    data = b"".join(stamped(lines, MOMENT + at) for at, lines in ((0, NAMED), (600, other), (1200, NAMED)))
    assert batch(data).particulars.select("t", "name", "row").rows() == [
        (MOMENT, "ANNA", 0), (MOMENT + 600, "BERTA", 2), (MOMENT + 1200, "ANNA", 4),
    ]  # fmt: skip


def test_a_part_without_time_takes_none_from_an_earlier_message_of_its_number() -> None:
    found = batch(stamped(NAMED) + "".join(f"{line}\r\n" for line in NAMED).encode())
    assert found.particulars["t"].to_list() == [MOMENT]
    assert {reason: count.number for reason, count in found.rejected.items()} == {NO_TIME: 1}


def test_every_line_is_counted_once_whatever_it_holds() -> None:
    whole = sentences(19, **HERE, shipname="CARLA")
    lines = [
        *NAMED, POSITION, *whole, *sentences(19, lat=91.0, lon=181.0, shipname="DORA"), *sentences(4), *sentences(9, **HERE),
        POSITION[:-1] + "0", NAMED[1], "", "# a remark", "$GPZDA,1,2,3", "noise", "\\c:1*00\\" + POSITION, *NAMED,
    ]  # fmt: skip
    for data in (stamped(lines), "".join(f"{line}\r\n" for line in lines).encode()):
        found = batch(data)
        told = len(found.positions) + sum(count.number for count in found.rejected.values()) + sum(found.aside.values())
        assert told == found.reports == len(lines)


def test_a_last_part_that_lost_its_first_is_not_joined_to_the_next_message_under_its_number() -> None:
    other = sentences(5, shipname="BERTA", imo=9074729)
    found = batch(stamped([NAMED[1], *[POSITION] * 20, *other]))
    assert found.particulars["name"].to_list() == ["BERTA"]
    assert found.rejected[INCOMPLETE].number == 1


def test_parts_that_come_in_different_blocks_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = batch(stamped([NAMED[0], *[POSITION] * 50, NAMED[1], *[POSITION] * 50]))
    monkeypatch.setattr(reading, "BLOCK", 1 << 10)
    pieces = batch(stamped([NAMED[0], *[POSITION] * 50, NAMED[1], *[POSITION] * 50]))
    assert whole.positions.equals(pieces.positions)
    assert whole.particulars.equals(pieces.particulars)
    assert pieces.reports == 102


def test_class_b_says_its_name_and_its_call_sign_in_two_messages() -> None:
    lines = [*sentences(24, partno=0, shipname="CARLA"), *sentences(24, partno=1, callsign="OX2", ship_type=36, to_bow=9)]
    assert [row[2:6] for row in said(stamped(lines))] == [("CARLA", None, None, None), (None, "OX2", 36, 9)]
    assert [row[2] for row in said(stamped(sentences(19, **HERE, shipname="DORA")))] == ["DORA"]


def test_what_is_no_position_of_a_ship_is_set_aside_by_kind() -> None:
    noise = ["$GPGGA,184353.07,1929.045,S*6D", "", "# a note", "!AIVDX,1,1*00"]
    found = batch(stamped([*sentences(4, lat=1, lon=1), *sentences(9, lat=1, lon=1), *NAMED]) + "\n".join(noise).encode())
    assert found.positions.is_empty()
    assert found.aside == {
        "other messages and stations (type 4)": 1, "other messages and stations (type 9)": 1, STATEMENTS: 1,
        OTHERS: 2, COMMENTS: 2, FURTHER_PARTS: 1,
    }  # fmt: skip


def test_noise_of_any_kind_never_breaks_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = bytes(range(256)) * 40 + b"\\" * 500 + b"\n!AIVDM" + b"," * 300 + b"\n\\g:1-2-,c:\\!AIVDM,1,1,,A\n" + b"!" * 80
    assert batch(noise).positions.is_empty()
    monkeypatch.setattr(reading, "BLOCK", 1 << 10)
    assert len(batch(b"x" * 5000 + b"\n" + stamped([POSITION])).positions) == 1


def test_an_empty_file_and_one_without_a_last_line_feed_are_read() -> None:
    assert batch(b"").reports == 0
    assert len(batch(stamped([POSITION]).rstrip()).positions) == 1


def test_sentences_are_told_by_the_first_bytes() -> None:
    assert recognises(stamped([POSITION]))
    assert recognises(b"# note\r\n" + POSITION.encode())
    assert not recognises(b"mmsi,t,lat,lon\n1,2,3,4\n")
