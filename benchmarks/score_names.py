"""How well names are told apart: labelled pairs, searches, and parties of which more than a name is known.

    python benchmarks/score_names.py --split test --lists ../shared/data/lists --bench ../shared/data/names/cases.csv
    python benchmarks/score_names.py --state      # writes gold/names/floors.toml anew: scores of the pairs less .01

Thresholds are never chosen on the split that is scored: F1 and recall use the threshold that is best on the development split
(of the 826 public pairs: on those whose CRC-32 of "name1|name2" is even). Without --lists, searches and identified parties are
left out; without --bench the public pairs.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from vetoproof.model import Query
from vetoproof.name_index import IndexShelf, file_source, opened
from vetoproof.screen.kit import Kit
from vetoproof.screen.names.reader import kind_of

GOLD = Path(__file__).resolve().parents[1] / "gold" / "names"
FLOORS = GOLD / "floors.toml"
SLACK = 0.01
SCRIPTS = ("hangul_latin", "hanja_latin", "arabic_latin", "cyrillic_latin")

NOTHING = -99.0
"""The score of a pair that has no reading in common."""

Row = dict[str, str]
Scored = tuple[np.ndarray, np.ndarray]


def rows(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scored(kit: Kit, some: Sequence[Row]) -> Scored:
    """Scores (powers of ten of the likelihood ratio) and labels of pairs."""
    told = []
    for row in some:
        kind = kind_of(row["schema"])
        best = kit.scorer.best(kit.reader.read(row["name1"], kind), kit.reader.read(row["name2"], kind), kind)
        told.append(best.told if best is not None else NOTHING)
    return np.array(told), np.array([row["is_match"].lower() == "true" for row in some])


def auc(told: np.ndarray, same: np.ndarray) -> float:
    """Area under the curve: how often a true pair scores above a false one, ties counting half."""
    above = (told[same][:, None] > told[~same][None, :]).mean()
    return float(above + 0.5 * (told[same][:, None] == told[~same][None, :]).mean())


def rates(told: np.ndarray, same: np.ndarray, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 at a threshold."""
    chosen = told >= threshold
    right = int((chosen & same).sum())
    precision, recall = right / max(1, int(chosen.sum())), right / max(1, int(same.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_threshold(told: np.ndarray, same: np.ndarray, value: Callable[[tuple[float, float, float]], float]) -> float:
    """The threshold with the highest value."""
    return float(max(np.unique(told), key=lambda t: value(rates(told, same, t))))


def pairs(kit: Kit, split: str) -> dict[str, Any]:
    """The labelled pairs of gold/names, as a whole and by set."""
    every = rows(GOLD / "pairs.csv")
    dev, own = ([r for r in every if r["split"] == s] for s in ("dev", split))
    (dev_told, dev_same), (told, same) = scored(kit, dev), scored(kit, own)
    threshold = best_threshold(dev_told, dev_same, lambda r: r[2])
    found: dict[str, Any] = {"all": {"n": len(own), "auc": auc(told, same), "f1": rates(told, same, threshold)[2]}}
    for name in sorted({r["set"] for r in own}):
        mine = np.array([r["set"] == name for r in own])
        theirs = np.array([r["set"] == name for r in dev])
        precise = best_threshold(dev_told[theirs], dev_same[theirs], lambda r: r[1] if r[0] >= 0.9 else -1.0)
        precision, recall, _ = rates(told[mine], same[mine], precise)
        found[name] = {
            "n": int(mine.sum()), "auc": auc(told[mine], same[mine]), "f1": rates(told[mine], same[mine], threshold)[2],
            "recall": recall, "precision": precision,
        }  # fmt: skip
    return found


def bench(kit: Kit, path: Path) -> dict[str, Any]:
    """The 826 public pairs: the half that nothing was tuned on, at the threshold of the other half."""
    every = rows(path)
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in every:
        halves[crc32(f"{row['name1']}|{row['name2']}".encode()) % 2].append(row)
    dev, test = (scored(kit, half) for half in halves)
    threshold = best_threshold(*dev, lambda r: r[2])
    whole = np.concatenate([dev[0], test[0]]), np.concatenate([dev[1], test[1]])
    return {
        "test": {"n": len(halves[1]), "auc": auc(*test), "f1": rates(*test, threshold)[2]},
        "dev": {"n": len(halves[0]), "auc": auc(*dev), "f1": rates(*dev, threshold)[2]},
        "all": {"n": len(every), "auc": auc(*whole), "f1": rates(*whole, threshold)[2]},
    }


def searches(screener: Any, split: str) -> dict[str, Any]:
    """Damaged names of listed parties, and names near to listed ones that no list has."""
    settings = screener.settings._replace(limit=10)
    ranks: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    alerts = []
    for row in rows(GOLD / "queries.csv"):
        if row["split"] != split:
            continue
        found = screener.screen(Query(names=(row["query"],), schema=row["schema"]), settings)
        if not row["expect_id"]:
            alerts.append(any(match.match for match in found))
            continue
        mine = [m for m in found if (m.list, m.id) == (row["expect_list"], row["expect_id"])]
        ranks[row["set"]].append((bool(mine), bool(mine) and mine[0].match))
    every = [pair for some in ranks.values() for pair in some]
    return {
        "all": _shares(every), "negatives": {"n": len(alerts), "alerts": float(np.mean(alerts))},
        **{name: _shares(some) for name, some in sorted(ranks.items())},
    }  # fmt: skip


def _shares(some: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    found = list(some)
    return {"n": len(found), "recall@10": float(np.mean([f for f, _ in found])), "match": float(np.mean([m for _, m in found]))}


def identified(screener: Any, split: str) -> dict[str, Any]:
    """Parties of which more than a name is known: whether the verdict on the entry is right."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for row in rows(GOLD / "identified.csv"):
        if row["split"] == split:
            told = {k: v for k, v in json.loads(row["query"]).items() if v is not None}
            query = msgspec.convert(told, Query)
            found = screener.screen(query, screener.settings._replace(limit=30))
            match = any(m.match for m in found if (m.list, m.id) == (row["list"], row["id"]))
            verdicts[row["set"]].append(match == (row["is_match"].lower() == "true"))
    every = [v for some in verdicts.values() for v in some]
    return {name: {"n": len(v), "right": float(np.mean(v))} for name, v in [("all", every), *sorted(verdicts.items())]}


def digest() -> str:
    """SHA-256 over the labelled tables, by name."""
    total = hashlib.sha256()
    for path in sorted(GOLD.glob("*.csv")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def measured(kit: Kit, split: str) -> dict[str, float]:
    """The scores that have floors: all pairs, and recall at precision .9 (on dev) of names in other scripts."""
    found = pairs(kit, split)
    scripts = {f"recall_{name}": found[name]["recall"] for name in SCRIPTS}
    return {"auc": found["all"]["auc"], "f1": found["all"]["f1"], "auc_korean_family": found["korean_family"]["auc"], **scripts}


def state(kit: Kit) -> None:
    """Writes the floors, with the digest of the tables that they hold for."""
    lines = [
        "# Scores below which names may not fall; `python benchmarks/score_names.py --state` states them again.",
        "",
        "[gold]",
    ]
    lines.append(f'names = "{digest()}"')
    for split in ("dev", "test"):
        lines += ["", f"[{split}]", *(f"{name} = {value - SLACK:.3f}" for name, value in measured(kit, split).items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(title: str, table: dict[str, Any]) -> None:
    """Prints one table."""
    print(f"\n{title}")
    for name, values in table.items():
        shown = "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in values.items())
        print(f"  {name:30s} {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--state", action="store_true", help="state the floors anew")
    chosen = parser.parse_args()
    kit = Kit()
    if chosen.state:
        state(kit)
        return
    show(f"labelled pairs, {chosen.split} (recall: at precision .9 on dev)", pairs(kit, chosen.split))
    if chosen.bench:
        show("826 public pairs", bench(kit, chosen.bench))
    if chosen.lists:
        with tempfile.TemporaryDirectory() as folder:
            sources = [file_source(p) for p in sorted(chosen.lists.iterdir()) if p.suffix in (".xml", ".csv", ".jsonl")]
            screener, _ = opened(IndexShelf(Path(folder)).prepare(sources))
            show(f"searches among {screener.index.entries} entries, {chosen.split}", searches(screener, chosen.split))
            show(f"identified parties, {chosen.split}", identified(screener, chosen.split))


if __name__ == "__main__":
    main()
