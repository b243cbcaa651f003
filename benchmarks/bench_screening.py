"""Searching lists: recall, alerts, time and memory, beside the peer that is run over the same lists and queries.

    python benchmarks/bench_screening.py --queries true.jsonl --queries negatives.jsonl LISTS...
    python benchmarks/bench_screening.py --peer peers-env/bin/python --sample 300 --queries true.jsonl lists/*.ftm.jsonl

Queries are JSON lines as `benchmarks/peers/README.md` describes; a query with `expect` should find one of those entities or of
`also`, one without is nobody's. Times are CPU times of one core, the first query of each word included. Ours is run in a fresh
process, so that memory is its own; the peer in its environment (`--peer` names its Python), on `--sample` queries of each file.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PEER = Path(__file__).parent / "peers" / "logic_v2_search.py"


def ours(lists: list[Path], queries: list[Path], folder: Path, sample: int | None, floor: float) -> None:
    """Prints one JSON object: what the index costs, then each file of queries."""
    from vetoproof.model import Query
    from vetoproof.name_index import IndexShelf, file_source, opened

    started = time.perf_counter()
    index = IndexShelf(folder).prepare([file_source(path) for path in lists])
    made = time.perf_counter() - started
    started = time.perf_counter()
    screener, _ = opened(index)
    screener.screen(Query(names=("Jane Roe",), schema="Person"))
    told: dict[str, Any] = {
        "entities": screener.index.entries, "readings of names": screener.index.rows, "prepared s": made,
        "file MB": index.stat().st_size / 1e6, "opened and first answer s": time.perf_counter() - started,
    }  # fmt: skip
    started = time.perf_counter()
    screener.hasten()
    told["passes loaded s"] = time.perf_counter() - started
    settings = screener.settings._replace(limit=10, floor=floor)
    for path in queries:
        asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:sample]
        times, ranks, alerts = [], [], 0
        for one in asked:
            query = Query(names=(one["name"],), schema=one.get("schema", ""))
            begun = time.thread_time()
            found = screener.screen(query, settings)
            times.append(1000 * (time.thread_time() - begun))
            right = {*one.get("expect", ()), *one.get("also", ())}
            if right:
                ranks.append(next((at for at, match in enumerate(found) if match.id in right), 99))
            alerts += any(match.match for match in found)
        times.sort()
        told[path.stem] = {
            "n": len(asked), "CPU ms median": statistics.median(times), "p99": times[int(0.99 * len(times))],
            "queries/s/core": 1000 / statistics.mean(times),
            "alerts": alerts,
        }  # fmt: skip
        if ranks:
            told[path.stem] |= {"recall@1": ranks.count(0) / len(ranks), "recall@10": sum(r < 10 for r in ranks) / len(ranks)}
    told["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


def fresh(arguments: list[str]) -> dict[str, Any]:
    """This script's own part in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--ours", *arguments], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def peer(python: str, lists: list[Path], queries: Path, sample: int) -> dict[str, Any]:
    """The peer's summary of one file of queries."""
    command = [python, str(PEER), "--sample", str(sample), "--queries", str(queries), *map(str, lists)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["summary"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--queries", action="append", type=Path, default=[])
    parser.add_argument("--sample", type=int)
    parser.add_argument(
        "--floor", type=float, default=0.001, help="scores below are not asked for; batches of customers use .5"
    )
    parser.add_argument("--peer", help="the Python of the peers' environment")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--ours", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.ours:
        ours(chosen.lists, chosen.queries, chosen.folder, chosen.sample, chosen.floor)
        return
    with tempfile.TemporaryDirectory() as folder:
        common = [*map(str, chosen.lists), *(x for q in chosen.queries for x in ("--queries", str(q)))]
        common += [
            "--folder",
            folder,
            "--floor",
            str(chosen.floor),
            *(["--sample", str(chosen.sample)] if chosen.sample else []),
        ]
        fresh(common)
        # The second process opens what the first has made: its memory and first answer are those of daily use.
        told = fresh(common)
    print(json.dumps(told, indent=1))
    for path in chosen.queries if chosen.peer else ():
        summary = peer(chosen.peer, chosen.lists, path, chosen.sample or told[path.stem]["n"])
        print(f"peer, {path.stem}: {json.dumps(summary)}")


if __name__ == "__main__":
    main()
