"""`benchmarks/record.py` at 1k, 10k and 100k generated claims, with the growth from size to size. Status 1 below a floor.

python benchmarks/bench_record.py
"""

from __future__ import annotations

import sys

import record

if __name__ == "__main__":
    sys.exit(record.main())
