"""Figures of merit: AUC, precision, recall and F1 of a scorer; recall, alerts and CPU of a search. Plain Python."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

RECALL_AT = (1, 10, 50)


class Pair(NamedTuple):
    """Two names to compare; `same` is the label, None where the file has none."""

    name1: str
    name2: str
    schema: str
    same: bool | None


def read_pairs(path: str) -> Iterator[Pair]:
    """The rows of a pairs file, "-" for standard input. `schema` is Person where the file does not say."""
    with open(0 if path == "-" else path, encoding="utf-8", newline="", closefd=path != "-") as source:
        for row in csv.DictReader(source):
            label = (row.get("is_match") or "").strip().lower()
            same = label in ("true", "1", "yes") if label else None
            yield Pair(row["name1"], row["name2"], row.get("schema") or "Person", same)


def roc_auc(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The chance that a true pair scores above a false one, ties counted half. NaN unless there are both."""
    positives = sum(truth)
    negatives = len(truth) - positives
    if not positives or not negatives:
        return float("nan")
    above, negatives_below = 0.0, 0
    for _, tied in groupby(sorted(zip(scores, truth, strict=True)), key=lambda pair: pair[0]):
        labels = [label for _, label in tied]
        above += sum(labels) * (negatives_below + labels.count(False) / 2)
        negatives_below += labels.count(False)
    return above / (positives * negatives)


def at_threshold(scores: Sequence[float], truth: Sequence[bool], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 when every score of at least `threshold` is called a match; 0 where undefined."""
    right = sum(label for score, label in zip(scores, truth, strict=True) if score >= threshold)
    called, positives = sum(score >= threshold for score in scores), sum(truth)
    precision, recall = right / called if called else 0.0, right / positives if positives else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"threshold": threshold, "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def summary_of(pairs: Sequence[Pair], scores: Sequence[float], threshold: float) -> dict[str, float]:
    """AUC and the figures at `threshold` over the labelled pairs; empty where none is labelled."""
    labelled = [(score, pair.same) for pair, score in zip(pairs, scores, strict=True) if pair.same is not None]
    if not labelled:
        print("no column is_match: scores only", file=sys.stderr)
        return {}
    kept, truth = [score for score, _ in labelled], [bool(same) for _, same in labelled]
    auc = round(roc_auc(kept, truth), 4)
    return {"pairs": len(truth), "positive": sum(truth), "auc": auc, **at_threshold(kept, truth, threshold)}


def search_summary(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Recall over the queries that mean somebody, alerts over those that mean nobody, CPU over all."""
    cpu = [answer["cpu_ms"] for answer in answers]
    meant = [answer for answer in answers if answer["expected"]]
    unknown = [answer for answer in answers if not answer["expected"]]
    summary: dict[str, Any] = {"queries": len(answers), "cpu_ms_mean": round(sum(cpu) / len(cpu), 2)}
    summary |= {"cpu_ms_p50": round(quantile(cpu, 0.5), 2), "cpu_ms_p99": round(quantile(cpu, 0.99), 2)}
    summary |= {"candidates_ms_mean": round(sum(answer["candidates_ms"] for answer in answers) / len(answers), 2)}
    if meant:
        for name in ("candidate_rank", "rank"):
            recall = {k: round(sum(0 < answer[name] <= k for answer in meant) / len(meant), 4) for k in RECALL_AT}
            summary["recall_of_candidates" if name == "candidate_rank" else "recall"] = recall
        summary["meant_over_threshold"] = round(
            sum(answer["meant_score"] >= answer["threshold"] for answer in meant) / len(meant), 4
        )
    if unknown:
        summary |= {"negatives": len(unknown), "negatives_alerted": sum(answer["alert"] for answer in unknown)}
    return summary
