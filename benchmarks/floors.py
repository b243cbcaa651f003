"""The reader's scores on the gold labels, and the floors below which no change may bring them.

    python benchmarks/floors.py            # measures, and prints scores beside floors
    python benchmarks/floors.py --state    # writes gold/floors.toml anew: scores less .01, with the digests of the gold

Floors are stated with the SHA-256 of each set's texts and labels: whoever changes a set has to state its floors again, in a
commit that shows what they were. Of the test split only these numbers are ever looked at. `--set` leaves the other sets'
floors as they were.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from typing import Any

import golden

from vetoproof import goldset
from vetoproof.gold import scores
from vetoproof.gold.labels import Split
from vetoproof.packs.pack import load
from vetoproof.tiers import DEFAULT_TIER, TIERS, extractor

FLOORS = golden.FOLDER / "floors.toml"
SLACK = 0.02
"""Processors round the network's sums differently: more than that is a worse reader."""
SPLITS: tuple[Split, ...] = ("dev", "test")


def gold_digest(kind: str) -> str:
    """SHA-256 over a set's texts and labels, by name."""
    files = [golden.FOLDER / kind / f"{split}.jsonl" for split in SPLITS]
    files += [path for split in SPLITS for path in golden.texts(kind, split)]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.relative_to(golden.ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def measure(kind: str, split: Split, tier: str = DEFAULT_TIER, model: str = "en_core_web_sm") -> dict[str, float]:
    """F1 of claims, of claims with their event type and of slots; whole chains as a share; recall and precision of denials."""
    found = scores.total(goldset.compare(golden.gold(kind), split, extractor(tier, model), load("dprk")))
    measured = {
        "claims": found.claims.f1,
        "claims_with_type": found.typed.f1,
        "slots": found.all_slots.f1,
        "whole_chains": found.all_chains.recall,
        "denials_recall": found.denials.recall,
        "denials_precision": found.denials.precision,
    }
    return {name: round(score, 3) for name, score in measured.items()}


def stated() -> dict[str, Any]:
    """What `gold/floors.toml` says: under `gold` the digest of each set, then floors by set and split."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {"gold": {}}


def main() -> None:
    """Prints or states."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--state", action="store_true", help="write gold/floors.toml from what is measured now")
    options.add_argument("--set", choices=golden.SETS, action="append", help="which gold; all by default")
    options.add_argument("--tier", choices=TIERS, default=DEFAULT_TIER)
    args = options.parse_args()
    floors = stated()
    print(f"{'set':>8} {'split':>6} {'measure':>18} {'score':>7} {'floor':>7}")
    for kind in args.set or golden.SETS:
        was, floors[kind] = floors.get(kind, {}), {}
        for split in SPLITS:
            measured = measure(kind, split, args.tier)
            for name, score in measured.items():
                print(f"{kind:>8} {split:>6} {name:>18} {score:>7.3f} {was.get(split, {}).get(name, 0.0):>7.3f}")
            floors[kind][split] = {name: max(0.0, score - SLACK) for name, score in measured.items()}
        floors["gold"][kind] = gold_digest(kind)
    if args.state:
        FLOORS.write_text(written(floors), encoding="utf-8")


def written(floors: dict[str, Any]) -> str:
    """The floors as TOML, sets in alphabetical order."""
    lines = [
        "# Scores below which the reader may not fall; `python benchmarks/floors.py --state` states them again.",
        "[gold]",
        *(f'{kind} = "{digest}"' for kind, digest in sorted(floors["gold"].items())),
    ]
    for kind in sorted(floors["gold"]):
        for split, values in floors[kind].items():
            lines += ["", f"[{kind}.{split}]", *(f"{name} = {floor:.3f}" for name, floor in values.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
