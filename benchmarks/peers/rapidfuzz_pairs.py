"""Scores name pairs with rapidfuzz after romanisation: one JSON line a pair with every scorer, then a summary a scorer.

python rapidfuzz_pairs.py pairs.csv [--latin icu|anyascii]

Scores are put on 0..1. Thresholds are the ones in common use, not tuned: 0.85; 0.9 for Jaro-Winkler, whose scores crowd near 1.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from figures import read_pairs, summary_of
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

Fold = Callable[[str], str]


def fold_of(latin: str) -> Fold:
    """Romanisation to lower-case letters and digits in single blanks, by ICU's rules or by anyascii's tables."""
    if latin == "anyascii":
        from anyascii import anyascii as romanise
    else:
        from icu import Transliterator

        romanise = Transliterator.createInstance("Any-Latin; NFKD; [:Mn:] Remove; Latin-ASCII; Lower").transliterate
    return lambda name: " ".join("".join(c if c.isalnum() else " " for c in romanise(name).lower()).split())


def in_order(name: str) -> str:
    """The tokens of a name, sorted, since Jaro-Winkler reads from the left."""
    return " ".join(sorted(name.split()))


SCORERS: dict[str, tuple[Callable[[str, str], float], float]] = {
    "token_sort": (lambda a, b: fuzz.token_sort_ratio(a, b) / 100, 0.85),
    "WRatio": (lambda a, b: fuzz.WRatio(a, b) / 100, 0.85),
    "jaro_winkler": (lambda a, b: JaroWinkler.similarity(in_order(a), in_order(b)), 0.9),
}


def main() -> None:
    """Reads the command line, scores every pair by every scorer, prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", help="CSV with name1, name2, schema and perhaps is_match; - for standard input")
    arguments.add_argument("--latin", choices=("icu", "anyascii"), default="icu")
    options = arguments.parse_args()

    started = time.process_time()
    fold = fold_of(options.latin)
    fold("Пример 예 例 مثال")
    warm_up = time.process_time() - started

    pairs = list(read_pairs(options.pairs))
    scores: dict[str, list[float]] = {name: [] for name in SCORERS}
    spent = dict.fromkeys(SCORERS, 0)
    for pair in pairs:
        for name, (scorer, _) in SCORERS.items():
            started_ns = time.process_time_ns()
            score = scorer(fold(pair.name1), fold(pair.name2))
            spent[name] += time.process_time_ns() - started_ns
            scores[name].append(score)
        line = {"name1": pair.name1, "name2": pair.name2, **{name: round(values[-1], 4) for name, values in scores.items()}}
        print(json.dumps(line, ensure_ascii=False))
    for name, (_, threshold) in SCORERS.items():
        summary = {"algorithm": f"rapidfuzz {name}, {options.latin}", **summary_of(pairs, scores[name], threshold)}
        mean = spent[name] / 1000 / max(1, len(pairs))
        summary |= {"microseconds_mean": round(mean, 2), "warm_up_seconds": round(warm_up, 2)}
        print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
