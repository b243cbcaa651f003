"""Scores the reader on the gold labels: `python benchmarks/score_claims.py [--split test] [--misses N]`.

What a match is, and what is counted, stands in `vetoproof.gold`; `vetoproof gold score` and `vetoproof gold errors` do the
same for any gold folder. The `test` split holds the texts that nobody who writes rules looks at; it is scored to report,
never to tune, and its misses are not printed.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence

import golden

from vetoproof import goldset
from vetoproof.examine.extractor import Extractor
from vetoproof.gold import printed
from vetoproof.gold.comparison import Comparison
from vetoproof.gold.labels import Split
from vetoproof.packs.pack import load
from vetoproof.tiers import DEFAULT_TIER, TIERS, extractor


def score(kind: str, split: Split, reader: Extractor, misses: int) -> None:
    """Print the scores of one set and split."""
    began = time.perf_counter()
    found = goldset.compare(golden.gold(kind), split, reader, load("dprk"))
    print(f"\n{kind} {split} ({time.perf_counter() - began:.1f} s with loading)")
    print(*printed.whole(found), sep="\n")
    if misses and split != "test":
        show(found, misses)


def show(found: Sequence[Comparison], most: int) -> None:
    """Print up to so many misses of each kind."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for comparison in found:
        for kind, line in printed.differences(comparison):
            kinds[kind].append(line)
    for kind in sorted(kinds):
        print(f"\n-- {kind}: {len(kinds[kind])}")
        for line in kinds[kind][:most]:
            print("  ", line)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=golden.SPLITS, default="dev")
    parser.add_argument("--tier", choices=TIERS, default=DEFAULT_TIER)
    parser.add_argument("--set", choices=golden.SETS, action="append", help="which gold; all by default")
    parser.add_argument("--misses", type=int, default=0, help="print up to N of each kind of miss (not of test)")
    parser.add_argument("--model", default="en_core_web_sm")
    args = parser.parse_args()
    for kind, split in golden.sets([args.split]):
        if kind in (args.set or golden.SETS):
            score(kind, split, extractor(args.tier, args.model), args.misses)


if __name__ == "__main__":
    main()
