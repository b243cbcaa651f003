"""Documents a second for one core: the whole reader, with the parser's bare parse of the same texts beside it in the same run.

    python benchmarks/bench_examine.py [--repeat N] [--tier fast --tier deep] [--set pages]

The reader parses too, so that the ratio says what everything else costs: page, triage, sentences, chains, frames, figures.
Time is the process's own (CPU), threads of libraries are held to one, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable

THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
"""Libraries read these when they are imported, so that is done after they are set."""


def main() -> None:
    """Prints one line a set."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repeat", type=int, default=2, help="how often each set is read; the best counts")
    options.add_argument("--tier", action="append", choices=("rules", "fast", "deep"), help="readers; all by default")
    options.add_argument("--set", action="append", help="gold sets; all by default")
    args = options.parse_args()
    repeat = args.repeat
    os.environ.update(THREADS)
    from golden import SETS, texts

    from vetoproof.examine.captures import Examiner
    from vetoproof.examine.parse import Parser
    from vetoproof.gather.files import pieces
    from vetoproof.gather.walk import Walk
    from vetoproof.packs.pack import load
    from vetoproof.single import capture
    from vetoproof.tiers import TIERS, extractor

    bare = Parser()._loaded()
    heads = ("set", "tier", "documents", "words", "examine s", "docs/s", "words/s", "bare parse s", "docs/s", "ratio")
    print(" ".join(f"{head:>12}" for head in heads))
    for kind in args.set or SETS:
        found = [p for split in ("dev", "test") for one in Walk(texts(kind, split)).found for p in pieces(one)]
        captures = [(capture(p, p.data), p.data) for p in found if p.data is not None]
        for tier in args.tier or TIERS:
            examiner = Examiner(extractor(tier), load("dprk"))
            readings = list(examiner.read(captures))  # the first pass warms caches and gives the texts
            written = [r.document.text for r in readings if r.document.text]
            words = sum(len(text.split()) for text in written)
            ours = min(_seconds(lambda: list(examiner.read(captures))) for _ in range(repeat))  # noqa: B023
            theirs = min(_seconds(lambda: list(bare.pipe(written, batch_size=32))) for _ in range(repeat))  # noqa: B023
            n = len(captures)
            row = [kind, tier, n, words, f"{ours:.2f}", f"{n / ours:.1f}", f"{words / ours:.0f}"]
            row += [f"{theirs:.2f}", f"{n / theirs:.1f}", f"{ours / theirs:.2f}"]
            print(" ".join(f"{cell:>12}" for cell in row), flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
