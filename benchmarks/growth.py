"""How time and memory grow with the number of positions: events over 1 M, 10 M and 100 M, reading CSV over 1 M and 10 M.

    python benchmarks/traffic/make.py --positions 10000000 --seed 102 -o t10m
    python benchmarks/growth.py t10m --work growth

prints a table and draws docs/images/track-growth.svg (`--only-print`: no drawing). The table of 100 M is the one of `t10m` ten
times over: other MMSIs, and 40 days later each time, since ships of two copies would else lie side by side and meet. It needs
1.4 GB in `--work`, the CSV of 10 M .7 GB; all of it is deleted afterwards unless `--keep` is given.

Each measurement is a fresh process with one thread, after a run over a few rows that loads what is compiled. Wall time says
little on a machine that others use, so CPU time stands beside it, and the CPU time that a plain Python loop of 10 M steps takes
just before: on an idle core of 2024 it is .3 to .5 s.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from plot import Panel, svg

from vetoproof.track.schema import COMPRESSION

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000_000, 10_000_000, 100_000_000)
CSV_SIZES = SIZES[:2]
APART = 40 * 86_400

CHILD = """
import json, resource, sys, tempfile, time
from pathlib import Path
import polars as pl

def loop():
    begun, x = time.process_time(), 0
    for i in range(10_000_000):
        x += i
    return time.process_time() - begun

def events(path, out):
    from vetoproof.packs.track_rules import track_rules
    from vetoproof.track.ports import read_ports
    from vetoproof.track_event_files import write_events
    with Path(sys.argv[3]).open("rb") as file:
        found, counts = write_events(path, path.with_name("found.parquet"), read_ports(file), track_rules())
    return {"rows": counts.rows, "found": sum(found.values())}

def read(path, out):
    from vetoproof.track_files import read
    told = read([path], out / "read.parquet")
    return {"rows": told.files[0].reports, "found": told.positions}

work, path = {"events": events, "read": read}[sys.argv[1]], Path(sys.argv[2])
looped = loop()
with tempfile.TemporaryDirectory(dir=path.parent) as place:
    few = pl.scan_parquet(path).head(2) if path.suffix == ".parquet" else pl.scan_csv(path).head(2)
    small = Path(place) / path.name
    few.sink_parquet(small) if path.suffix == ".parquet" else few.sink_csv(small)
    work(small, Path(place))
    begun, wall = time.process_time(), time.perf_counter()
    told = work(path, Path(place))
    told |= {"cpu": time.process_time() - begun, "wall": time.perf_counter() - wall}
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss begins with the peak of the process that started this one, which made the tables
    peak = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps(told | {"MB": peak / 1e6, "loop": looped}))
"""


class Run(NamedTuple):
    """One measurement: positions, findings, seconds of CPU and wall, peak memory, and the plain loop beside it."""

    what: str
    rows: int
    found: int
    cpu: float
    wall: float
    MB: float
    loop: float


def grown(base: Path, out: Path, size: int) -> None:
    """The first `size` positions of a table, or the table as often as gives at least so many; sorted like it."""
    whole = pl.scan_parquet(base)
    rows, last = whole.select(pl.len(), pl.col("row").max()).collect().row(0)
    if size <= rows:
        whole.head(size).sink_parquet(out, compression=COMPRESSION)
        return
    ships = whole.select(pl.col("mmsi").unique().sort()).collect()["mmsi"]
    rank = pl.col("mmsi").replace_strict(ships, pl.int_range(len(ships), dtype=pl.UInt32, eager=True), return_dtype=pl.UInt32)
    copies = [
        whole.with_columns(
            (rank + 200_000_000 + copy * len(ships)).cast(pl.UInt32).alias("mmsi"), pl.col("t") + copy * APART,
            pl.col("row") + copy * (last + 1),
        )
        for copy in range(-(-size // rows))
    ]  # fmt: skip
    parts = [out.with_suffix(f".{at}") for at in range(len(copies))]
    for copied, part in zip(copies, parts, strict=True):
        copied.sink_parquet(part, compression=COMPRESSION)
    pl.scan_parquet(parts).sink_parquet(out, compression=COMPRESSION)
    for part in parts:
        part.unlink()


def as_csv(base: Path, out: Path, size: int) -> None:
    """Positions as a publisher's CSV, in the order of time: the worst one for sorting by ship."""
    moment = pl.from_epoch("t").dt.strftime("%Y-%m-%dT%H:%M:%S").alias("BaseDateTime")
    degrees = [(pl.col(ours) / 600_000).round(5).alias(theirs) for ours, theirs in (("lat", "LAT"), ("lon", "LON"))]
    tenths = [(pl.col(ours) / 10).alias(theirs) for ours, theirs in (("sog", "SOG"), ("cog", "COG"))]
    rows = pl.scan_parquet(base).head(size).sort("t")
    rows.select(pl.col("mmsi").alias("MMSI"), moment, *degrees, *tenths, pl.col("status").alias("Status")).sink_csv(out)


def measured(what: str, path: Path, ports: Path, times: int) -> Run:
    """The best of some fresh processes by CPU time; the memory is the most of any."""
    alone = {**os.environ, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
    runs = []
    for _ in range(times):
        command = [sys.executable, "-c", CHILD, what, str(path), str(ports)]
        done = subprocess.run(command, check=True, env=alone, stdout=subprocess.PIPE, text=True)
        runs.append(Run(what=what, **json.loads(done.stdout.splitlines()[-1])))
    return min(runs, key=lambda run: run.cpu)._replace(MB=max(run.MB for run in runs))


def all_runs(base: Path, ports: Path, work: Path, times: int, sizes: Sequence[int], keep: bool) -> Iterator[Run]:
    """Every measurement; what was made for one is deleted before the next."""
    for what, ending, make, some in (("events", "parquet", grown, sizes), ("read", "csv", as_csv, CSV_SIZES)):
        for size in (size for size in some if size <= max(sizes)):
            path = work / f"{what}-{size}.{ending}"
            if not path.exists():
                make(base, path, size)
            yield measured(what, path, ports, times)
            if not keep:
                path.unlink()


def line(run: Run) -> str:
    """One row of the table."""
    return (
        f"{run.what:7} {run.rows:>12,} {run.found:>12,} {run.cpu:>8.2f} {run.wall:>8.2f} {run.MB:>7.0f} {run.loop:>6.2f} "
        f"{run.rows / run.cpu / 1e6:>7.2f}"
    )


COLOURS = {"track events": "#1b4f8f", "track read (CSV)": "#b3541e"}
NAMED = {"events": "track events", "read": "track read (CSV)"}


def drawn(runs: Sequence[Run]) -> str:
    """Two diagrams over the number of positions: CPU seconds (both axes in powers of ten) and peak memory."""
    of = {name: [run for run in runs if NAMED[run.what] == name] for name in COLOURS}
    panels = [
        Panel("CPU seconds", (0.1, 1, 10, 100), True, {n: [(r.rows, r.cpu) for r in some] for n, some in of.items()}, True),
        Panel(
            "peak memory, MB", (0, 250, 500, 750, 1000), False, {n: [(r.rows, r.MB) for r in some] for n, some in of.items()}
        ),
    ]
    desc = "Left: CPU seconds; dashed: as if they grew as the positions do. Right: peak memory."
    sizes = {float(size): f"{size // 1_000_000} M" for size in SIZES}
    return svg("Time and memory over the number of positions", desc, "positions", sizes, panels, COLOURS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="a folder that traffic/make.py wrote")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the tables that are made")
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="leave out sizes above this")
    parser.add_argument("--keep", action="store_true", help="keep the tables")
    parser.add_argument("--only-print", action="store_true")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(
        f"{'':7} {'positions':>12} {'found':>12} {'CPU s':>8} {'wall s':>8} {'MB':>7} {'loop s':>6} {'M/CPU s':>7}", flush=True
    )
    runs = []
    sizes = [size for size in SIZES if size <= given.most]
    with tempfile.TemporaryDirectory(dir=given.work) as own:
        place = given.work if given.keep else Path(own)
        for run in all_runs(given.base / "positions.parquet", given.base / "ports.csv", place, given.times, sizes, given.keep):
            runs.append(run)
            print(line(run), flush=True)
    if not given.only_print:
        (ROOT / "docs" / "images" / "track-growth.svg").write_text(drawn(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
