"""The reader's scores on the gold labels, and the floors below which no change may bring them.

    python benchmarks/floors.py            # measures, and prints scores beside floors
    python benchmarks/floors.py --state    # writes gold/floors.toml anew: scores less .01, with the digest of the gold

Floors are stated with the SHA-256 of texts and labels: whoever changes the gold has to state them again, in a commit that
shows what they were. Of the test split only these numbers are ever looked at.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import re
import tomllib
from pathlib import Path

import score_claims

FLOORS = score_claims.ROOT / "gold" / "floors.toml"
SLACK = 0.01
SPLITS = ("dev", "test")
MEASURES = {
    "claims": r"^  claims .* F ([\d.]+)",
    "claims_with_type": r"^  with event type .* F ([\d.]+)",
    "slots": r"^  slots \(micro\) .* F ([\d.]+)",
    "whole_chains": r"^  whole chains +([\d.]+)",
}
DENIALS = r"^  denials recall +(\d+)/(\d+)"


def gold_digest() -> str:
    """SHA-256 over all texts and labels, by name."""
    files: list[Path] = []
    for kind in score_claims.SETS:
        files += [score_claims.ROOT / "gold" / kind / f"{split}.jsonl" for split in SPLITS]
        files += [path for split in SPLITS for path in score_claims.texts(kind, split)]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(
            path.relative_to(score_claims.ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        )
    return total.hexdigest()


def measure(kind: str, split: str, model: str = "en_core_web_sm") -> dict[str, float]:
    """F1 of claims, of claims with their event type and of slots; the part of whole chains; recall of denials."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        score_claims.score(kind, split, model, 0)
    text = printed.getvalue()
    found: dict[str, float] = {}
    for name, pattern in MEASURES.items():
        match = re.search(pattern, text, re.MULTILINE)
        assert match, f"the scorer prints no {name}: {text}"
        found[name] = float(match[1])
    denials = re.search(DENIALS, text, re.MULTILINE)
    assert denials, text
    found["denials_recall"] = round(int(denials[1]) / max(1, int(denials[2])), 3)
    return found


def stated() -> dict[str, object]:
    """What `gold/floors.toml` says."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def main() -> None:
    """Prints or states."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--state", action="store_true", help="write gold/floors.toml from what is measured now")
    state = options.parse_args().state
    lines = [
        "# Scores below which the reader may not fall; `python benchmarks/floors.py --state` states them again.",
        f'gold = "{gold_digest()}"',
    ]
    floors = stated() if FLOORS.is_file() else {}
    print(f"{'set':>8} {'split':>6} {'measure':>18} {'score':>7} {'floor':>7}")
    for kind in score_claims.SETS:
        for split in SPLITS:
            lines += ["", f"[{kind}.{split}]"]
            was = floors.get(kind, {}).get(split, {})  # type: ignore[attr-defined]
            for name, score in measure(kind, split).items():
                lines.append(f"{name} = {max(0.0, score - SLACK):.3f}")
                print(f"{kind:>8} {split:>6} {name:>18} {score:>7.3f} {was.get(name, 0.0):>7.3f}")
    if state:
        FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
