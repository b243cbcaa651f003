"""How long a record takes: whole, and with one new document. Floors: 100,000 claims in 6 s, one document in 1 s.

python benchmarks/record.py                # 1k, 10k, 100k
python benchmarks/record.py 10000 --profile
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import polars as pl
from generated_claims import pack, readings

from vetoproof.analyze.columns import frame
from vetoproof.analyze.memory import MemoryStore
from vetoproof.analyze.record import build
from vetoproof.packs.folder import Folder
from vetoproof.packs.scales import Scales

SCALES = Path(__file__).parent.parent / "src" / "vetoproof" / "packs" / "scales"


def main() -> int:
    """Prints one line a size; status 1 if a floor is missed at 100,000 claims."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    options.add_argument("--profile", action="store_true", help="print where the whole record's time went")
    chosen = options.parse_args()
    invented = pack(Folder(SCALES, "scales").convert(Scales))
    missed = False
    heads = ("claims", "events", "largest", "columns s", "record s", "one more s", "us/claim", "cpu s", "cpu more s")
    print(" ".join(f"{head:>10}" for head in heads))
    for size in chosen.sizes:
        made = list(readings(size))
        texts = {r.document.id: r.document.text for r in made}
        start = time.perf_counter()
        columns = frame(made)
        cut = time.perf_counter()
        one = columns["reading"][-1]
        before = columns.filter(pl.col("reading") != one)
        store = MemoryStore()
        begun, busy = time.perf_counter(), time.process_time()
        if chosen.profile:
            import cProfile
            import pstats

            profile = cProfile.Profile()
            profile.runcall(build, before, texts, invented, store=store)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        else:
            build(before, texts, invented, store=store)
        whole, cpu = time.perf_counter() - begun, time.process_time() - busy
        begun, busy = time.perf_counter(), time.process_time()
        manifest = build(columns, texts, invented, store=store)
        more, cpu_more = time.perf_counter() - begun, time.process_time() - busy
        events, largest = len(manifest.events), max(line.claims for line in manifest.events)
        row = [f"{n}" for n in (size, events, largest)]
        row += [f"{n:.2f}" for n in (cut - start, whole, more, whole / size * 1e6, cpu, cpu_more)]
        print(" ".join(f"{cell:>10}" for cell in row), flush=True)
        missed = missed or (size >= 100_000 and (whole > 6 or more > 1))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
