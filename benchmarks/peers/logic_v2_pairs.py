"""Scores name pairs with a matcher of nomenklatura (logic-v2 by default): one JSON line a pair, then the summary.

python logic_v2_pairs.py pairs.csv [--algorithm logic-v2] [--threshold 0.7]
"""

from __future__ import annotations

import argparse
import json
import time

from figures import quantile, read_pairs, summary_of
from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm

WARM_UP_PAIRS = 100
"""Compared once beforehand, uncounted: the tables of each kind of name are built when first needed."""


def entity(number: int, side: str, schema: str, name: str) -> EntityProxy:
    """A bare entity with an id used nowhere else: logic-v2 remembers names by id."""
    return EntityProxy.from_dict({"id": f"pair-{number}-{side}", "schema": schema, "properties": {"name": [name]}})


def main() -> None:
    """Reads the command line, scores every pair, prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", help="CSV with name1, name2, schema and perhaps is_match; - for standard input")
    arguments.add_argument("--algorithm", default="logic-v2")
    arguments.add_argument("--threshold", type=float, default=0.7)
    options = arguments.parse_args()
    algorithm = get_algorithm(options.algorithm)
    if algorithm is None:
        raise SystemExit(f"nomenklatura knows no algorithm {options.algorithm!r}")
    config = algorithm.default_config()

    pairs = list(read_pairs(options.pairs))
    started = time.process_time()
    for number, pair in enumerate(pairs[:WARM_UP_PAIRS]):
        query, result = entity(number, "warm-a", pair.schema, pair.name1), entity(number, "warm-b", pair.schema, pair.name2)
        algorithm.compare(query, result, config)
    warm_up = time.process_time() - started

    scores, micros = [], []
    for number, pair in enumerate(pairs):
        query, result = entity(number, "a", pair.schema, pair.name1), entity(number, "b", pair.schema, pair.name2)
        started = time.process_time_ns()
        score = algorithm.compare(query, result, config).score
        micros.append((time.process_time_ns() - started) / 1000)
        scores.append(score)
        line = {"name1": pair.name1, "name2": pair.name2, "score": round(score, 4), "microseconds": round(micros[-1], 1)}
        print(json.dumps(line, ensure_ascii=False))
    summary = {"algorithm": options.algorithm, **summary_of(pairs, scores, options.threshold)}
    summary |= {"microseconds_mean": round(sum(micros) / max(1, len(micros)), 1)}
    summary |= {"microseconds_p50": round(quantile(micros, 0.5), 1), "warm_up_seconds": round(warm_up, 2)}
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
