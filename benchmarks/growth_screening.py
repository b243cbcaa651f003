"""How searching grows with the size of lists: time to read a list in, time and memory of a query.

    python benchmarks/growth_screening.py --queries queries.jsonl m10000.jsonl m100000.jsonl million.jsonl
    python benchmarks/growth_screening.py --draw

Lists are FollowTheMoney JSON lines of any origin, of growing size; queries as `benchmarks/peers/README.md` describes, answered
from the index of each list by a process of its own, with the compiled passes. What was measured is kept in
docs/images/screening-growth.json, one row a size, and drawn into docs/images/screening-growth.svg. Times are CPU times.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from plot import Panel, svg

HELD = Path(__file__).resolve().parents[1] / "docs" / "images" / "screening-growth.json"

READ = """
import json, sys, time
from pathlib import Path
from vetoproof.name_index import IndexShelf, file_source
begun = time.process_time()
place = IndexShelf(Path(sys.argv[2])).prepare([file_source(Path(sys.argv[1]))])
print(json.dumps({"index": str(place), "prepared s": time.process_time() - begun, "file MB": place.stat().st_size / 1e6}))
"""

ASK = """
import json, resource, sys, time
from pathlib import Path
import numpy as np
from vetoproof.model import Query
from vetoproof.name_index import opened
begun = time.process_time()
screener, _ = opened(Path(sys.argv[1]))
screener.screen(Query(names=("Jane Roe",), schema="Person"))
told = {"entities": screener.index.entries, "opened s": time.process_time() - begun}
screener.hasten()
times = []
for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()[:1000]:
    one = json.loads(line)
    begun = time.thread_time()
    screener.screen(Query(names=(one["name"],), schema=one.get("schema", "")), screener.settings._replace(limit=10))
    times.append(1000 * (time.thread_time() - begun))
told |= {"queries": len(times), "median ms": float(np.median(times)), "p99 ms": float(np.quantile(times, 0.99))}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps(told | {"memory MB": peak / 1e6}))
"""


def child(code: str, *words: object) -> dict[str, Any]:
    """What a process of its own printed last."""
    command = [sys.executable, "-c", code, *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def measured(path: Path, queries: Path) -> dict[str, Any]:
    """One size."""
    with tempfile.TemporaryDirectory() as folder:
        made = child(READ, path, folder)
        return {**child(ASK, made.pop("index"), queries), **made}


def draw(rows: list[dict[str, Any]]) -> str:
    """The diagrams of all sizes that were measured."""
    rows = sorted(rows, key=lambda row: row["entities"])
    sizes = {float(row["entities"]): f"{row['entities'] / 1e6:g} M" for row in rows}
    of = {name: [(row["entities"], row[name]) for row in rows] for name in ("median ms", "p99 ms", "prepared s")}
    colours = {"median": "#1b4f8f", "99 of 100": "#b3541e", "reading the list in": "#3d7a3d"}
    panels = [
        Panel("CPU ms a query", (1, 10, 100), True, {"median": of["median ms"], "99 of 100": of["p99 ms"]}),
        Panel("CPU seconds to read the list in", (1, 10, 100, 1000), True, {"reading the list in": of["prepared s"]}, True),
    ]
    desc = "Left: CPU milliseconds of a query, median and 99th percentile. Right: CPU seconds to read a list in."
    return svg("Searching over the size of lists", desc, "entries", sizes, panels, colours)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--draw", action="store_true", help="draw what was measured, and measure nothing")
    chosen = parser.parse_args()
    rows = {row["entities"]: row for row in json.loads(HELD.read_text())} if HELD.exists() else {}
    if chosen.lists and chosen.queries is None:
        parser.error("--queries is needed")
    for path in chosen.lists:
        row = measured(path, chosen.queries)
        rows[row["entities"]] = {name: round(value, 3) for name, value in row.items()}
        print(json.dumps(rows[row["entities"]]), flush=True)
    HELD.write_text(json.dumps([rows[size] for size in sorted(rows)], indent=1) + "\n")
    HELD.with_suffix(".svg").write_text(draw(list(rows.values())))


if __name__ == "__main__":
    main()
