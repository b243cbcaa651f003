"""Times the ledger: python tests/ledger/measure_ledger.py. Prints seconds and rates; not a test."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ledger_words import decision, new_ledger, put, reading

from vetoproof.ledger import verify

DOCUMENTS, CLAIMS, BATCH, COMMITS = 10_000, 10, 500, 500


def timed(name: str, work: Callable[[], object]) -> float:
    """Run `work`, print its time, return it."""
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    print(f"{taken:8.2f} s  {name}")
    return taken


def main() -> None:
    """10,000 captures, a reading of ten claims each, then what a watch asks for."""
    with tempfile.TemporaryDirectory() as scratch, new_ledger(Path(scratch)) as ledger:
        run = ledger.begin("measure", "test")
        captures = []
        timed("archive 10,000 blobs", lambda: captures.extend(put(ledger, n) for n in range(DOCUMENTS)))
        readings = [reading(capture, to="2024-10", claims=CLAIMS) for capture in captures]
        for name, words in (("10,000 captures", captures), ("100,000 claims in 10,000 readings", readings)):
            pieces = [words[i : i + BATCH] for i in range(0, DOCUMENTS, BATCH)]
            timed(f"append {name}", lambda pieces=pieces: [ledger.append(run, piece) for piece in pieces])
        timed("seal 20,001 items", lambda: ledger.seal(run))
        timed("readings_after(0): 100,000 claims with bodies", lambda: sum(len(row.body) for row in ledger.readings_after()))
        timed("selected(), with bodies", lambda: ledger.selected("2024-11-01"))
        timed("selected(), columns alone", lambda: ledger.selected("2024-11-01", bodies=False))
        timed("unread()", lambda: list(ledger.unread("another@1", "p1")))
        timed("verify", lambda: verify(ledger))
        taken = timed("500 appends of one decision", lambda: [ledger.append(run, [decision(n)]) for n in range(COMMITS)])
        print(f"{COMMITS / taken:8.0f} appends/s, each on the disk when it returns")


if __name__ == "__main__":
    main()
