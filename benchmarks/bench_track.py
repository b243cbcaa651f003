"""Events of ships from 1 M and 10 M positions, reading included: positions a CPU second, and peak memory, beside peers.

    python benchmarks/traffic/make.py --positions 10000000 --seed 102 -o t10m
    python benchmarks/bench_track.py t1m t10m
    python benchmarks/bench_track.py --peer peers-env/bin/python --sample 100000 t10m

Each measurement runs in a fresh process with one thread, after a run over two rows that loads what is compiled: the first time
on a machine compiling takes 20 s more. The figure is CPU time; on a machine that others use even that is up to twice what it is
on an idle one, so the best of `--times` runs is printed. `--peer` names the Python of an environment with movingpandas, which
is given the first `--sample` positions and splits them at gaps, no more. Polars splits all of them at gaps, likewise.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

MEASURE = """
import json, resource, sys, time
from pathlib import Path
{given}
folder, sample = Path(sys.argv[1]), int(sys.argv[2])
{warm}
begun = time.process_time()
rows, found = work(folder / "positions.parquet")
took = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({{"rows": rows, "seconds": took, "MB": peak / 1e6, "found": found}}))
"""

OURS = MEASURE.format(
    given="""
import tempfile
import polars as pl
from vetoproof.packs.track_rules import track_rules
from vetoproof.track.ports import read_ports
from vetoproof.track_event_files import write_events

def work(path):
    with (Path(sys.argv[1]) / "ports.csv").open("rb") as file:
        found, counts = write_events(path, path.with_name("found.parquet"), read_ports(file), track_rules())
    return counts.rows, found
""",
    warm="""
with tempfile.TemporaryDirectory() as place:
    two = {"mmsi": [1, 1], "t": [1704067200, 1704067260], "lat": [1.0, 1.0], "lon": [1.0, 1.0], "sog": [0.0, 0.0]}
    pl.DataFrame(two).write_parquet(Path(place) / "two.parquet")
    work(Path(place) / "two.parquet")
""",
)

POLARS = MEASURE.format(
    given="""
import polars as pl

def work(path):
    dt = (pl.col("t") - pl.col("t").shift(1)).over("mmsi")
    frame = pl.scan_parquet(path).select("mmsi", "t", "lat", "lon", "sog")
    count = frame.select(pl.len(), gaps=(dt >= 6 * 3600).sum()).collect()
    return count["len"][0], {"gap": count["gaps"][0]}
""",
    warm="",
)

MOVINGPANDAS = MEASURE.format(
    given="""
import warnings
warnings.filterwarnings("ignore")
from datetime import timedelta
import movingpandas as mpd
import pandas as pd

def work(path):
    frame = pd.read_parquet(path, columns=["mmsi", "t", "lat", "lon"]).head(sample)
    frame["t"] = pd.to_datetime(frame["t"], unit="s")
    frame[["lat", "lon"]] = frame[["lat", "lon"]] / 600_000
    tracks = mpd.TrajectoryCollection(frame, traj_id_col="mmsi", x="lon", y="lat", t="t", crs=4326)
    return len(frame), {"parts": len(mpd.ObservationGapSplitter(tracks).split(gap=timedelta(hours=6)))}
""",
    warm="",
)


def measured(python: str, script: str, folder: Path, sample: int, times: int) -> dict[str, float]:
    """The best of several fresh processes by CPU time; the memory is the most of any."""
    alone = {**os.environ, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
    runs = []
    for _ in range(times):
        done = subprocess.run(
            [python, "-c", script, str(folder), str(sample)], check=True, env=alone, stdout=subprocess.PIPE, text=True
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(runs, key=lambda run: run["seconds"])
    return {**best, "MB": max(run["MB"] for run in runs)}


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders that traffic/make.py wrote")
    parser.add_argument("--peer", help="Python of an environment with movingpandas and pyarrow")
    parser.add_argument("--sample", type=int, default=100_000, help="positions that the peer is given")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    for folder in given.folders:
        ours = measured(sys.executable, OURS, folder, 0, given.times)
        mine = ours["rows"] / ours["seconds"]
        rows = [("all events", ours), ("Polars, gaps only", measured(sys.executable, POLARS, folder, 0, given.times))]
        if given.peer:
            rows.append(("movingpandas, gaps only", measured(given.peer, MOVINGPANDAS, folder, given.sample, 1)))
        for what, run in rows:
            speed = run["rows"] / run["seconds"]
            print(
                f"{folder.name:12} {what:24} {run['rows']:>11,} positions {run['seconds']:7.2f} CPU s {speed / 1e6:8.3f} M/s "
                f"(ours is {mine / speed:.1f} times) {run['MB']:6.0f} MB  {run['found']}"
            )


if __name__ == "__main__":
    main()
