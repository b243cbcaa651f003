"""Screening over HTTP: latency of one query, and queries a second in batches, on this machine.

    python benchmarks/bench_http.py [--workers N] [--clients N] [LIST...]

Starts `vetoproof serve` on a free port, asks for names of the lists themselves with one letter changed, and stops it. Without
lists, those of ../shared/data/lists are taken, where they are.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from vetoproof.model import Listing
from vetoproof.screen.lists.read import read

HERE = Path(__file__).resolve().parent
LISTS = HERE.parent.parent / "shared" / "data" / "lists"
BATCH = 50


def examples(files: list[Path], n: int) -> list[dict[str, object]]:
    """Primary names of the lists, one letter of each left out."""
    found = []
    for file in files:
        with file.open("rb") as source:
            found += [one for one in read(source, file.name) if isinstance(one, Listing)]
    chosen = random.Random(4).sample(found, min(n, len(found)))
    return [{"schema": one.schema, "properties": {"name": [one.name[:3] + one.name[4:]]}} for one in chosen]


def latencies(port: int, some: list[dict[str, object]]) -> list[float]:
    """Seconds that each example takes as a request of its own, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for one in some:
        start = time.perf_counter()
        _post(connection, {"q": one})
        taken.append(time.perf_counter() - start)
    return taken


def batches(port: int, some: list[dict[str, object]]) -> int:
    """Asks for all examples in batches; how many were answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    cut = [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    return sum(len(_post(connection, {str(n): one for n, one in enumerate(part)})["responses"]) for part in cut)


def _post(connection: http.client.HTTPConnection, queries: dict[str, object]) -> dict[str, dict[str, object]]:
    connection.request("POST", "/match/default", json.dumps({"queries": queries}), {"content-type": "application/json"})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    if answer.status != 200:
        raise SystemExit(f"{answer.status}: {body}")
    return body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("-n", type=int, default=1000)
    told = parser.parse_args()
    files = told.lists or (sorted(LISTS.iterdir()) if LISTS.is_dir() else [])
    if not files:
        raise SystemExit("No lists: name some, or put them into ../shared/data/lists.")
    some = examples(files, told.n)
    command = [sys.executable, "-m", "vetoproof", "serve", "--port", "0", "--workers", str(told.workers), "--lists", *files]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        found = next(m for line in server.stderr if (m := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
        port = int(found[1])
        latencies(port, some[:50])
        alone = sorted(latencies(port, some))
        with ProcessPoolExecutor(told.clients) as pool:
            parts = [some[at :: told.clients] for at in range(told.clients)]
            list(pool.map(partial(batches, port), [part[:BATCH] for part in parts]))
            start = time.perf_counter()
            answered = sum(pool.map(partial(batches, port), parts))
            spent = time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()
    slow = alone[int(len(alone) * 0.99)]
    threads = f"{told.workers} workers, {told.clients} clients"
    print(
        f"one query a request: median {statistics.median(alone) * 1e3:.1f} ms, p99 {slow * 1e3:.1f} ms; "
        f"batches of {BATCH}: {answered / spent:,.0f} queries/s ({threads})"
    )


if __name__ == "__main__":
    main()
