"""Fit what the comparison of names rests on: how common words are, and what each observation is worth.

    python train/names.py frequencies --lists ../shared/data/lists     -> packs/names/frequencies.tsv
    python train/names.py fit --lists ../shared/data/lists --bench ../shared/data/names/cases.csv
                                                                       -> packs/screening/weights.yaml

Only development halves are read: `gold/names/*.csv` with split dev, and of the 826 public pairs those whose CRC-32 of
"name1|name2" is even. Needs scipy and PyYAML beside the program. Both commands give the same bytes each time.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import yaml
from scipy.optimize import minimize

from vetoproof.model import Listing
from vetoproof.name_index import Source, file_source
from vetoproof.screen.kit import Kit
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.read import read
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.score.features import Shown
from vetoproof.screen.score.scorer import AGREEING, START
from vetoproof.screen.score.weights import Weights

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "src" / "vetoproof" / "packs"
PUBLIC = ("un_", "ofac_")
"""Lists whose names may be counted and the counts shipped: both are public."""

UPWARD = (*AGREEING, "complete", "whole", "likeness", "form_equal", "number_equal", "quiet_equal")
"""Features that may only speak for one party; all others may only speak against, so that no explanation reads absurdly."""

RIDGE = 0.5
GROUP_RIDGE = 4.0
"""Penalties on weights, and on what sets the weights of one group apart from those of all."""


class Example(NamedTuple):
    """A labelled pair: its group of weights, what it shows (one alternative for each pair of readings), the label, its mass."""

    group: str
    shown: list[tuple[str, dict[str, float]]]
    same: bool
    mass: float


def frequencies(lists: Path) -> None:
    """Counts of words in the names of public lists, by system of reading; words met once are left to `UNSEEN`."""
    kit = Kit()
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for listing in _listings(p for p in sorted(lists.iterdir()) if p.name.startswith(PUBLIC)):
        seen = {reading for name in listing.names for reading in kit.reader.read(name.text, kind_of(listing.schema))}
        for reading in seen:
            totals[reading.system] += 1
            counts.update({(reading.system, part.key) for part in reading.parts})
    out = PACK / "names" / "frequencies.tsv"
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for system, n in sorted(totals.items()):
            file.write(f"#\t{system}\t{n}\n")
        for (system, key), n in sorted(counts.items()):
            if n > 1:
                file.write(f"{system}\t{key}\t{n}\n")
    print(f"{out}: {sum(n > 1 for n in counts.values())} words of {len(counts)}; names {dict(totals)}")


def _listings(paths: Iterable[Path]) -> Iterator[Listing]:
    for path in paths:
        with path.open("rb") as file:
            yield from (one for one in read(file, path.name) if not isinstance(one, RejectedRow))


def fit(lists: Path, bench: Path | None) -> None:
    """Weights from labelled pairs, then their scale from searches in the lists."""
    kit = Kit()
    zero = Weights(source="", limitation="", groups={"any": {}}, least=-99, most=99, threshold=0.5, prior=1e-4)
    kit.__dict__["weights"] = zero
    pairs = list(_pairs(kit, ROOT / "gold" / "names" / "pairs.csv", 1.0))
    if bench is not None:
        pairs += _bench(kit, bench, 1.0)
    found = list(_searched(kit, lists))
    table = fitted(pairs + [e for e in found if e.mass])
    print({g: {k: round(v, 2) for k, v in t.items() if v} for g, t in table.items()})
    del found


def _pairs(kit: Kit, path: Path, mass: float) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == "dev":
                yield _example(kit, row["name1"], row["name2"], row["schema"], row["is_match"].lower() == "true", mass)


def _bench(kit: Kit, path: Path, mass: float) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if crc32(f"{row['name1']}|{row['name2']}".encode()) % 2 == 0:
                yield _example(kit, row["name1"], row["name2"], row["schema"], row["is_match"] == "true", mass)


def _example(kit: Kit, left: str, right: str, schema: str, same: bool, mass: float) -> Example:
    kind = kind_of(schema)
    a, b = kit.reader.read(left, kind), kit.reader.read(right, kind)
    shown = [(f"{kind}-{x.system}", _amounts(kit.scorer.lines(x, y))) for x in a for y in b if x.system == y.system]
    return Example(kind, shown, same, mass)


def _amounts(lines: Iterable[Shown]) -> dict[str, float]:
    amounts: dict[str, float] = defaultdict(float)
    for line in lines:
        amounts[line.feature] += line.amount
    return dict(amounts)


def _searched(kit: Kit, lists: Path) -> Iterator[Example]:
    return iter(())


def fitted(examples: list[Example]) -> dict[str, dict[str, float]]:
    """Logistic regression with signed weights; each group is drawn toward the weights of all."""
    features = sorted({f for e in examples for _, amounts in e.shown for f in amounts})
    groups = sorted({g for e in examples for g, _ in e.shown})
    tables = {g: {} for g in groups}
    for _ in range(4):
        chosen = [(_best(e, tables), e) for e in examples]
        rows = [(g, np.array([a.get(f, 0.0) for f in features]), e.same, e.mass) for (g, a), e in chosen if g]
        everything = _solve(rows, features, np.zeros(len(features) + 1), RIDGE)
        tables = {}
        for group in groups:
            some = [row for row in rows if row[0] == group]
            own = _solve(some, features, everything, GROUP_RIDGE) if some else everything
            tables[group] = {START: own[-1], **dict(zip(features, own, strict=False))}
    return tables


def _best(example: Example, tables: dict[str, dict[str, float]]) -> tuple[str, dict[str, float]]:
    """The pair of readings that the scorer would choose under these weights."""
    def told(option: tuple[str, dict[str, float]]) -> float:
        table = tables.get(option[0]) or {f: 1.0 if f in UPWARD else -1.0 for f in option[1]}
        return table.get(START, 0.0) + sum(table.get(f, 0.0) * n for f, n in option[1].items())

    return max(example.shown, key=told, default=("", {}))


def _solve(rows: list, features: list[str], centre: np.ndarray, ridge: float) -> np.ndarray:
    x = np.array([np.append(r[1], 1.0) for r in rows])
    y = np.array([r[2] for r in rows], float)
    mass = np.array([r[3] for r in rows])
    bounds = [(0.0, None) if f in UPWARD else (None, 0.0) for f in features] + [(None, None)]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -50, 50)))
        error = np.sum(mass * (np.logaddexp(0, z) - y * z)) + ridge * np.sum((w[:-1] - centre[:-1]) ** 2)
        slope = x.T @ (mass * (p - y))
        slope[:-1] += 2 * ridge * (w[:-1] - centre[:-1])
        return error, slope

    start = np.clip(centre, [b[0] if b[0] is not None else -np.inf for b in bounds], [b[1] if b[1] is not None else np.inf for b in bounds])
    return minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 500}).x
