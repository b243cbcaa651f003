"""How far a second labeller agrees with the labels of a gold set.

    python benchmarks/agreement.py gold/reports/second.jsonl --index gold/reports/second-index.jsonl [--json]

The first labels are those of the set (`--set`, by default reports), in all of its splits. The index names the documents that
were labelled twice, so that one in which the second labeller found nothing counts; without it they are those that have
second labels. Only figures are printed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import golden

from vetoproof import goldset
from vetoproof.gold import agreement
from vetoproof.gold.comparison import Comparer
from vetoproof.gold.labels import GoldError, Label, entries, labels
from vetoproof.packs.pack import load


def both(gold: goldset.GoldSet, second: list[Label], documents: set[str]) -> list[agreement.Both]:
    """The documents that were labelled twice. Raises GoldError for one that the set does not have."""
    pack = load("dprk")
    first = {doc: tuple(rows) for split in gold.splits for doc, rows in gold.labels(split).items()}
    texts = {text.entry.doc: text.path for split in gold.splits for text in gold.texts(split)}
    if unknown := sorted(documents - texts.keys()):
        raise GoldError(f"{len(unknown)} documents are not in {gold.name}: the index and the labels must use its names")
    names = sorted(documents)
    readings = goldset.readings([texts[name] for name in names], golden.Opened(), pack)
    return [
        agreement.Both(reading.document.text, first.get(name, ()), tuple(row for row in second if row.doc == name))
        for name, reading in zip(names, readings, strict=True)
    ]


def main() -> None:
    """Print the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("second", type=Path, help="the second labels, one JSON object a line")
    parser.add_argument("--index", type=Path, help="the documents that were labelled twice, as in index.jsonl")
    parser.add_argument("--set", default="reports", choices=golden.SETS)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    try:
        second = list(labels(args.second.read_text("utf-8"), args.second.name))
        listed = {one.doc for one in entries(args.index.read_text("utf-8"), args.index.name)} if args.index else set()
        documents = listed or {label.doc for label in second}
        found = agreement.agreement(both(golden.gold(args.set), second, documents), Comparer(load("dprk")))
    except (GoldError, OSError) as error:
        sys.exit(f"agreement: {error}")
    if args.json:
        import json

        print(json.dumps(agreement.figures(found), indent=2))
    else:
        print(*agreement.lines(found), sep="\n")


if __name__ == "__main__":
    main()
