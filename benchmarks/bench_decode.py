"""Decoding AIS: ours beside pyais, in one run and on one core: position messages a second, and whether they say the same.

    python benchmarks/bench_decode.py
    python benchmarks/bench_decode.py --sentences 4000000 --peer 50000 recorded.nmea

Without a file, sentences of types 1, 2, 3 and 18 are built by pyais's encoder (seeded, 20,000 of them, repeated), bare and with
a tag block; with one, its lines are repeated. "kernel" is the decoder over bytes in memory, checksums checked and columns
filled; "reader" gives frames, from bytes. pyais decodes the first `--peer` sentences.
Figures are the best of three, by CPU time.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

START = 1_700_000_000


def made(number: int, tagged: bool) -> bytes:
    """Sentences with their line ends."""
    from pyais import encode_dict
    from pyais.util import checksum

    chance = random.Random(5)
    lines = []
    for at in range(number):
        fields = {
            "type": chance.choice((1, 1, 1, 2, 3, 3, 18)), "mmsi": chance.randrange(201_000_000, 775_000_000),
            "lat": chance.uniform(-80, 80), "lon": chance.uniform(-180, 180), "speed": chance.randrange(0, 250) / 10,
            "course": chance.randrange(0, 3600) / 10, "status": chance.choice((0, 0, 0, 1, 5, 7)), "second": at % 60,
        }  # fmt: skip
        block = f"s:station,c:{START + at}"
        before = f"\\{block}*{checksum(block.encode()):02X}\\" if tagged else ""
        lines.append(before + encode_dict(fields, talker_id="AI", radio_channel="A")[0])
    return ("\r\n".join(lines) + "\r\n").encode()


def best(work: Callable[[], int], times: int = 3) -> tuple[float, int]:
    """CPU seconds of the quickest of some runs, and what the work gave."""
    spent, given = [], 0
    for _ in range(times):
        begun = time.thread_time()
        given = work()
        spent.append(time.thread_time() - begun)
    return min(spent), given


def kernel(data: bytes) -> Callable[[], int]:
    """The decoder alone, block by block, over bytes that lie in memory."""
    import numpy as np

    from vetoproof.track.nmea.kernel import ASIDE, PAD
    from vetoproof.track.nmea.read import BLOCK, Decoder, last_line_feed
    from vetoproof.track.rejection import REASONS

    decoder = Decoder(1 << 40, START, 0)
    counts = (np.zeros(REASONS, np.int64), np.zeros(REASONS, np.int64), np.zeros(ASIDE, np.int64))
    whole = np.frombuffer(data, np.uint8)
    blocks, at = [], 0
    while at < len(whole):
        cut = min(at + BLOCK, len(whole))
        cut = at + last_line_feed(whole[at:cut], cut - at)
        block = np.full(cut - at + PAD, 10, np.uint8)
        block[: cut - at] = whole[at:cut]
        blocks.append(block)
        at = cut

    def work() -> int:
        return sum(decoder.scan(block, len(block) - PAD, *counts)[0] for block in blocks)

    return work


def reader(data: bytes) -> Callable[[], int]:
    from vetoproof.track.nmea.read import read

    return lambda: sum(len(batch.positions) for batch in read(BytesIO(data), latest=1 << 40, start=START))


def peer(data: bytes, number: int) -> tuple[Callable[[], int], dict[int, tuple[float, ...]]]:
    """pyais over the first sentences; and by line what it says of each position."""
    from pyais import decode
    from pyais.exceptions import AISBaseException

    lines = [line for line in data.split(b"\r\n")[:number] if line]
    said: dict[int, tuple[float, ...]] = {}

    def work() -> int:
        positions = 0
        for at, line in enumerate(lines):
            try:
                message: Any = decode(line[line.rfind(b"\\") + 1 :])
            except (AISBaseException, ValueError):
                continue
            if message.msg_type in (1, 2, 3, 18):
                said[at] = (message.mmsi, message.lat, message.lon, message.speed, message.course)
                positions += abs(message.lat) <= 90 and abs(message.lon) <= 180
        return positions

    return work, said


def equal(data: bytes, said: dict[int, tuple[float, ...]], number: int) -> tuple[int, int]:
    """How many positions both have, and how many of them say the same."""
    from vetoproof.track.nmea.read import read
    from vetoproof.track.schema import DEGREE

    piece = b"\r\n".join(data.split(b"\r\n")[:number]) + b"\r\n"
    both = same = 0
    for batch in read(BytesIO(piece), latest=1 << 40, start=START):
        for mmsi, _, lat, lon, sog, cog, _, _, row in batch.positions.iter_rows():
            if row in said:
                theirs = said[row]
                units = (theirs[0], round(theirs[1] * DEGREE), round(theirs[2] * DEGREE), round(theirs[3] * 10))
                both += 1
                same += units == (mmsi, lat, lon, sog) and min(round(theirs[4] * 10), 3600) == cog
    return both, same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sentences", type=int, default=2_000_000)
    parser.add_argument("--peer", type=int, default=20_000)
    given = parser.parse_args()
    sets = {given.file.name: given.file.read_bytes()} if given.file else {}
    sets = sets or {"bare": made(20_000, False), "with tag blocks": made(20_000, True)}
    print(f"{'sentences':18} {'decoder':8} {'positions':>11} {'CPU s':>8} {'M/s':>8}")
    for name, lines in sets.items():
        lines = lines.rstrip().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"
        data = lines * max(1, given.sentences // max(1, lines.count(b"\n")))
        theirs, said = peer(lines, given.peer)
        rates = {}
        for what, work in (("kernel", kernel(data)), ("reader", reader(data)), ("pyais", theirs)):
            work()
            seconds, positions = best(work)
            rates[what] = positions / seconds / 1e6
            print(f"{name:18} {what:8} {positions:>11,} {seconds:>8.3f} {rates[what]:>8.3f}")
        both, same = equal(lines, said, given.peer)
        print(f"{name:18} {rates['kernel'] / rates['pyais']:.0f} times pyais; {same:,} of {both:,} positions equal")


if __name__ == "__main__":
    main()
