"""Counts of the sets: python gold/names/count.py"""

import csv
from collections import Counter
from pathlib import Path

for name in ("pairs", "queries", "identified"):
    path = Path(__file__).with_name(f"{name}.csv")
    if not path.exists():
        continue
    counts: Counter[tuple[str, str, bool]] = Counter()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            counts[row["set"], row["split"], row["is_match"] == "true" if "is_match" in row else bool(row["expect_id"])] += 1
    print(f"{name}.csv: {sum(counts.values())} rows")
    print(f"  {'':30} {'dev +':>6} {'dev -':>6} {'test +':>6} {'test -':>6}")
    for kind in [*sorted({k for k, *_ in counts}), None]:
        cells = [
            sum(n for (k, s, m), n in counts.items() if kind in (k, None) and (s, m) == want)
            for want in (("dev", True), ("dev", False), ("test", True), ("test", False))
        ]
        print(f"  {kind or 'all':30} " + " ".join(f"{n:6}" for n in cells))
