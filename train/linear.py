"""Trains the linear tier: `python train/linear.py --examples examples.jsonl --out reader.crfsuite`. A minute on one core."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pycrfsuite

from vetoproof.examine.learned.linear import NONE, features
from vetoproof.examine.learned.sheet import Sheet


def main() -> None:
    """Fit on the training documents; all documents with `--all`."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--all", action="store_true")
    args = options.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    # L1 keeps the file small; both weights by the development documents.
    trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 3})
    for line in args.examples.read_text("utf-8").splitlines():
        example = json.loads(line)
        if example["split"] != "train" and not args.all:
            continue
        sheet = Sheet(
            example["words"], [], {}, example["columns"], example["heads"], example["parts"], example["states"],
            tuple(example["parties"]),
        )  # fmt: skip
        labels = [NONE] * len(sheet.words)
        for gold in example["gold"]:
            for word in gold["anchors"]:
                labels[word] = gold["type"]
        at = 0
        for count in sheet.parts:
            if count:
                trainer.append(features(sheet, at, at + count), labels[at : at + count])
            at += count
    trainer.train(str(args.out))
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
