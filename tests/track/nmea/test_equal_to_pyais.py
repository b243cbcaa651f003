"""The bulk decoder says of each sentence what pyais says of it, or gives the reason why it is not kept."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pyais
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyais.exceptions import AISBaseException

sys.path.insert(0, str(Path(__file__).parent))

from made_sentences import MOMENT, sentences, stamped, summed

from vetoproof.track.nmea.read import read
from vetoproof.track.rejection import (
    CHARACTERS,
    CHECKSUM,
    CUT_OFF,
    FIELDS,
    NO_MMSI,
    NO_PAYLOAD,
    NO_POSITION,
    OUTSIDE,
    SHORT,
)  # fmt: skip
from vetoproof.track.schema import DEGREE, NO_COURSE, NO_SPEED, NO_STATUS

BITS = {1: 168, 2: 168, 3: 168, 18: 168, 19: 312, 27: 96}
PAYLOAD = bytes([*range(48, 88), *range(96, 120)])


def ours(data: bytes) -> tuple[dict[int, tuple[Any, ...]], dict[int, int]]:
    """Positions by line, and rejections by reason."""
    rows: dict[int, tuple[Any, ...]] = {}
    rejected: dict[int, int] = {}
    for batch in read(BytesIO(data), latest=2**33):
        for row in batch.positions.iter_rows():
            rows[row[-1]] = row
        for reason, count in batch.rejected.items():
            rejected[reason] = rejected.get(reason, 0) + count.number
    return rows, rejected


def theirs(line: str) -> tuple[Any, ...] | int:
    """mmsi, lat, lon, sog, cog, status as pyais reads them, in our units; or the reason why a sentence is not to be kept."""
    try:
        sentence: Any = pyais.messages.NMEASentenceFactory.produce(line.encode())
    except (AISBaseException, ValueError):
        return FIELDS
    if not sentence.is_valid:
        return CHECKSUM
    if any(byte not in PAYLOAD for byte in sentence.payload):
        return CHARACTERS
    if not sentence.payload:
        return NO_PAYLOAD
    if sentence.ais_id not in BITS or sentence.frag_cnt > 1:
        return 0
    if len(sentence.payload) * 6 - sentence.fill_bits < BITS[sentence.ais_id]:
        return SHORT
    message = sentence.decode()
    if not 1 <= message.mmsi <= 999_999_999:
        return NO_MMSI
    if message.lat == 91 or message.lon == 181:
        return NO_POSITION
    if abs(message.lat) > 90 or abs(message.lon) > 180:
        return OUTSIDE
    sog, cog = round(message.speed * 10), round(message.course * 10)
    if message.msg_type == 27:
        sog = NO_SPEED if message.speed == 63 else sog
    return (
        message.mmsi, round(message.lat * DEGREE), round(message.lon * DEGREE), sog, min(cog, NO_COURSE),
        int(getattr(message, "status", NO_STATUS)),
    )  # fmt: skip


def same(lines: list[str]) -> None:
    """Every line is read by both alike, or left out by both for the same reason."""
    found, rejected = ours(stamped(lines))
    expected: dict[int, int] = {}
    for at, line in enumerate(lines):
        said = theirs(line)
        if isinstance(said, tuple):
            assert at in found, (line, said)
            mmsi, t, lat, lon, sog, cog, status, _, _ = found[at]
            assert (mmsi, lat, lon, sog, cog, status) == said, line
            assert t == MOMENT + at
        else:
            assert at not in found, (line, said)
            if said:
                expected[said] = expected.get(said, 0) + 1
    assert rejected == expected


coordinates = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.sampled_from(
    [(91, 181), (91, 10), (10, 181), (90, 180), (-90, -180), (0, 0), (90.5, 1), (1, -180.5)]
)
reports = st.builds(
    lambda kind, mmsi, place, sog, cog, status, second: {
        "kind": kind, "mmsi": mmsi, "lat": place[0], "lon": place[1], "speed": min(sog, 63) if kind == 27 else sog / 10,
        "course": min(cog // 10, 511) if kind == 27 else cog / 10, "status": status, "second": second,
    },
    st.sampled_from(sorted(BITS)), st.integers(0, 2**30 - 1) | st.sampled_from([0, 1, 999_999_999, 1_000_000_000]), coordinates,
    st.integers(0, 1023), st.integers(0, 4095), st.integers(0, 15), st.integers(0, 63),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(reports, min_size=1, max_size=20))
def test_every_position_message_is_read_as_pyais_reads_it(given: list[dict[str, Any]]) -> None:
    same([line for report in given for line in sentences(report.pop("kind"), **report)])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(b"123BCK;0wW"), st.binary(min_size=1, max_size=60), st.integers(0, 5)), max_size=20))
def test_any_payload_is_read_as_pyais_reads_it_or_rejected_for_the_same_reason(made: list[tuple[int, bytes, int]]) -> None:
    bodies = [bytes([first, *(PAYLOAD[byte & 63] for byte in rest)]).decode() for first, rest, _ in made]
    same([summed(f"!AIVDM,1,1,,B,{body},{fill}") for body, (_, _, fill) in zip(bodies, made, strict=True)])


@settings(max_examples=300, deadline=None)
@given(reports, st.integers(0, 60), st.integers(32, 126), st.booleans())
def test_a_character_changed_on_the_way_never_gives_a_wrong_position(
    report: dict[str, Any], at: int, letter: int, again: bool
) -> None:
    """Where the checksum is made to fit again, pyais judges what is left; where it is not, nothing is kept."""
    whole = sentences(report.pop("kind"), **report)[0]
    body = whole.split("*")[0]
    at = min(at, len(body) - 1)
    broken = body[:at] + chr(letter) + body[at + 1 :]
    found, rejected = ours(stamped([summed(broken) if again else f"{broken}*{whole.split('*')[1]}"]))
    if again:
        said = theirs(summed(broken))
        assert not found or (isinstance(said, tuple) and (found[0][0], *found[0][2:7]) == said)
    elif broken != body:
        assert not found
        assert sum(rejected.values()) or "VDM" not in broken[:6] or broken[0] != "!"


@settings(deadline=None)
@given(reports, st.integers(0, 48))
def test_a_sentence_that_is_cut_off_is_never_a_position(report: dict[str, Any], end: int) -> None:
    whole = sentences(report.pop("kind"), **report)[0]
    found, rejected = ours(stamped([whole[: min(end, len(whole) - 3)]]))
    assert not found
    assert sum(rejected.values()) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*25", CHECKSUM),
        ("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*", CUT_OFF),
        ("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0", CUT_OFF),
        (summed("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb06XD,0"), CHARACTERS),
        (summed("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,7"), FIELDS),
        (summed("!AIVDM,1,2,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0"), FIELDS),
        (summed("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069,0"), SHORT),
        (summed("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,2"), SHORT),
        (summed("!AIVDM,1,1,,A,,0"), NO_PAYLOAD),
    ],
)
def test_what_is_broken_is_rejected_with_its_reason(line: str, reason: int) -> None:
    assert ours(stamped([line])) == ({}, {reason: 1})


def test_the_same_lines_uncompiled_give_the_same() -> None:
    """Plain Python, in a process of its own, over valid, broken and joined sentences: the oracle of the compiled kernel."""
    script = (
        "import sys; from io import BytesIO; from vetoproof.track.nmea.read import read\n"
        "for b in read(BytesIO(sys.stdin.buffer.read()), latest=2**33):\n"
        "    print(b.positions.rows(), b.particulars.rows(), sorted(b.rejected.items()), sorted(b.aside.items()))"
    )
    lines = [line for kind in BITS for line in sentences(kind, lat=1.5, lon=-2.25, speed=3, course=4, shipname="A")]
    lines += sentences(5, shipname="NAME", destination="X", draught=7.5, imo=9161003) + sentences(4, lat=1, lon=1)
    lines += [lines[0][:20], lines[1][:-1] + "0", "noise", "$GPGGA,1*00", "# note", ""]
    said = [
        subprocess.run(
            [sys.executable, "-c", script], input=stamped(lines), capture_output=True, check=True, timeout=120,
            env={**os.environ, "NUMBA_DISABLE_JIT": without},
        ).stdout
        for without in ("0", "1")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert b"NAME" in said[0]
