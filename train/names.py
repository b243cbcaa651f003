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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import yaml
from scipy.optimize import minimize

from vetoproof.model import Listing
from vetoproof.name_index import IndexShelf, file_source
from vetoproof.packs.screening.weights import FILE, NameWeights
from vetoproof.screen.index.candidates import Finder
from vetoproof.screen.index.index import Index
from vetoproof.screen.kit import Kit
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.read import read
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.score.features import Shown
from vetoproof.screen.score.scorer import AGREEING, START

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "src" / "vetoproof" / "packs"
PUBLIC = ("un_", "ofac_")
"""Lists whose names may be counted and the counts shipped: both are public."""

UPWARD = (*AGREEING, "complete", "whole", "likeness", "form_equal", "form_alike", "number_equal", "quiet_equal")
"""Features that may only speak for one party; all others may only speak against, so that no explanation reads absurdly."""

THRESHOLD = 0.8
"""The usual threshold. The development queries, whose candidates were fitted on, would bear 0.7 (1 alert in 150 negatives);
public negatives that nothing was fitted on ask for 0.8 (1 in 100). It finds nine damaged true names in ten
(`benchmarks/score_names.py`)."""

OURS, PUBLIC_PAIRS = 0.5, 2.0
"""Mass of a labelled pair of ours and of a public one: there are seven times as many of ours, many of them made alike."""

RIDGE = 0.5
GROUP_RIDGE = 4.0
"""Penalties on weights, and on what sets the weights of one group apart from those of all."""


class Example(NamedTuple):
    """A labelled pair: what it shows under each pair of readings (with their group of weights), the label, its mass."""

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
                sound = "\t" + kit.relations.sound(key) if system == "latin" else ""
                file.write(f"{system}\t{key}\t{n}{sound}\n")
    print(f"{out}: {sum(n > 1 for n in counts.values())} words of {len(counts)}; names {dict(totals)}")


def _listings(paths: Iterable[Path]) -> Iterator[Listing]:
    for path in paths:
        with path.open("rb") as file:
            yield from (one for one in read(file, path.name) if not isinstance(one, RejectedRow))


def fit(lists: Path, bench: Path | None) -> None:
    """Weights from labelled pairs and from what searches in the lists find; then their scale, so that odds are odds."""
    kit = Kit()
    kit.__dict__["weights"] = _weights({"person-latin": {}}, "not fitted")
    pairs = list(_pairs(kit, ROOT / "gold" / "names" / "pairs.csv"))
    if bench is not None:
        pairs += _bench(kit, bench)
    found, entries, asked = _searched(kit, lists)
    table = fitted(pairs + found)
    slope, start = _scale(found, table, entries, asked)
    groups = {g: {f: w * slope + (start if f == START else 0.0) for f, w in t.items()} for g, t in table.items()}
    print(f"{len(pairs)} pairs, {len(found)} candidates of {asked} queries among {entries} entries")
    print(f"scale {slope:.2f} {start:+.2f}")
    FILE.write_text(_yaml(groups, THRESHOLD), encoding="utf-8")


def _weights(groups: dict[str, dict[str, float]], source: str) -> NameWeights:
    return NameWeights(source=source, limitation="none", groups=groups, knee=99.0, slope=1.0, threshold=0.5, prior=1e-4)


def _pairs(kit: Kit, path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == "dev":
                yield _example(kit, row["name1"], row["name2"], row["schema"], row["is_match"].lower() == "true", OURS)


def _bench(kit: Kit, path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if crc32(f"{row['name1']}|{row['name2']}".encode()) % 2 == 0:
                yield _example(kit, row["name1"], row["name2"], row["schema"], row["is_match"] == "true", PUBLIC_PAIRS)


def _example(kit: Kit, left: str, right: str, schema: str, same: bool, mass: float) -> Example:
    kind = kind_of(schema)
    a, b = kit.reader.read(left, kind), kit.reader.read(right, kind)
    shown = [(f"{kind}-{system}", _amounts(lines)) for system, lines in kit.scorer.views(a, b)]
    return Example(shown, same, mass)


def _amounts(lines: Iterable[Shown]) -> dict[str, float]:
    amounts: dict[str, float] = defaultdict(float)
    for line in lines:
        amounts[line.feature] += line.amount
    return dict(amounts)


def _searched(kit: Kit, lists: Path) -> tuple[list[Example], int, int]:
    """The nearest entries of development queries, as labelled pairs; how many entries there are, and how many queries.

    Of a query with a true entry only entries of that entry's list count as others: the same party stands on other lists too.
    """
    from vetoproof.name_index import opened

    shelf = IndexShelf(ROOT / "build" / "names")
    screener, _ = opened(shelf.prepare([file_source(p) for p in sorted(lists.iterdir())]))
    index: Index = screener.index
    finder = Finder(index, kit.background)
    found: list[Example] = []
    asked = 0
    with (ROOT / "gold" / "names" / "queries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] != "dev":
                continue
            asked += 1
            kind = kind_of(row["schema"])
            near: dict[int, list[tuple[str, dict[str, float]]]] = {}
            readings = kit.reader.read(row["query"], kind)
            rows = {at for reading in readings for at in finder.find(reading, 0.5, 12).rows.tolist()}
            for at in {index.name_of(at): at for at in sorted(rows)}.values():
                for system, lines in kit.scorer.views(readings, index.readings(at)):
                    near.setdefault(index.name_of(at)[0], []).append((f"{kind}-{system}", _amounts(lines)))
            for entry, shown in near.items():
                listing = index.listing(entry)
                same = (listing.list, listing.id) == (row["expect_list"], row["expect_id"])
                if same or not row["expect_id"] or listing.list == row["expect_list"]:
                    found.append(Example(shown, same, 1.0 if same else 0.2))
    return found, index.entries, asked


def _told(example: Example, groups: dict[str, dict[str, float]]) -> float:
    group, amounts = _best(example, groups)
    return groups[group].get(START, 0.0) + sum(groups[group].get(f, 0.0) * n for f, n in amounts.items()) if group else -9.0


def _scale(found: list[Example], table: dict[str, dict[str, float]], entries: int, asked: int) -> tuple[float, float]:
    """Slope and start that turn sums of weights into powers of ten of a likelihood ratio.

    Each query was compared with all entries: those not among the candidates are other parties of no likeness. So the odds,
    before looking, that a pair is one party were (true pairs) / (queries x entries); what the regression says beyond that is
    the ratio.
    """
    told = np.array([_told(e, table) for e in found])
    same = np.array([e.same for e in found], float)
    before = np.log(same.sum() / (asked * float(entries)))

    def loss(w: np.ndarray) -> float:
        z = w[0] * told + w[1] + before
        return float(np.sum(np.logaddexp(0, z) - same * z))

    slope, start = minimize(loss, np.array([1.0, 10.0]), method="Nelder-Mead", options={"maxiter": 4000}).x
    return float(slope / np.log(10)), float(start / np.log(10))


def _yaml(groups: dict[str, dict[str, float]], threshold: float) -> str:
    about = {
        "source": "Fitted by `train/names.py fit` on the development halves of gold/names and of 826 public name pairs.",
        "limitation": "Names of listed parties are the background: in cultures that no list names, common names look rare.",
        "prior": 1e-4, "threshold": threshold, "knee": 5.0, "slope": 0.4,
        "groups": {
            g: {f: round(float(w), 3) for f, w in sorted(t.items()) if abs(w) >= 0.0005} for g, t in sorted(groups.items())
        },
    }  # fmt: skip
    return yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=120)


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

    start = np.clip(
        centre, [-np.inf if b[0] is None else b[0] for b in bounds], [np.inf if b[1] is None else b[1] for b in bounds]
    )
    return minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 500}).x


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["frequencies", "fit"])
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--bench", type=Path)
    chosen = parser.parse_args()
    if chosen.what == "frequencies":
        frequencies(chosen.lists)
    else:
        fit(chosen.lists, chosen.bench)
