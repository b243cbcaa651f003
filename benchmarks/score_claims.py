"""Scores the reader on the gold labels: `python benchmarks/score_claims.py [--split test] [--misses N]`.

A claim is found when its span (or one of its restatements) overlaps the label's `exact` (or one of its `also`); pairs are
chosen so that their slots agree most. Slots are scored on the pairs: precision over the values given, recall over the
values labelled. A chain counts only whole: every link, in order, by canonical name. The `test` split holds the texts that
nobody who writes rules looks at; it is scored to report, never to tune, and its misses are not printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SLOTS = (
    "event", "supplier", "recipient", "agent", "patient", "item", "outcome", "vessel", "place", "low",
    "high", "comparator", "unit",
    "basis", "stance", "hedge", "speaker", "period",
)  # fmt: skip
SETS = ("digests", "pages")


def hidden(name: str) -> bool:
    """Whether a digest belongs to the third that is scored only to report."""
    return hashlib.sha256(name.encode()).hexdigest()[0] in "01234"


def labels(kind: str, split: str) -> Iterator[dict[str, Any]]:
    """The gold lines of a set and split."""
    path = ROOT / "gold" / kind / f"{split}.jsonl"
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if kind == "pages" or hidden(row["doc"]) == (split == "test"):
            yield row


def texts(kind: str, split: str) -> list[Path]:
    """The documents of a set and split."""
    if kind == "pages":
        return sorted((ROOT / "gold" / "pages" / split).glob("*.html"))
    return [
        p for p in sorted((ROOT / "examples" / "dprk-russia" / "digests").glob("*.md")) if hidden(p.name) == (split == "test")
    ]


def readings(paths: list[Path], model: str) -> Iterator[tuple[str, Any]]:
    """File name and reading of every document, through the same steps as the product."""
    from vetoproof.examine.captures import Examiner
    from vetoproof.examine.extractor import RuleExtractor
    from vetoproof.gather.files import pieces
    from vetoproof.gather.walk import Walk
    from vetoproof.packs.pack import load
    from vetoproof.single import _capture

    names, captures = [], []
    for found in Walk(paths).found:
        for piece in pieces(found):
            assert piece.data is not None, piece.reason
            names.append(found.path.name)
            captures.append((_capture(piece, piece.data), piece.data))
    yield from zip(names, Examiner(RuleExtractor(model), load("dprk")).read(captures), strict=True)


# Values.


def fold(text: str | None) -> str | None:
    if not text:
        return None
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'").lower()).strip().removeprefix("the ")


def gold_values(row: dict[str, Any]) -> dict[str, Any]:
    """A label's slots."""
    return values(row["frame"], row.get("quantity"), row.get("period"), row.get("hedge"), row["stance"], row["chain"])


def claim_values(claim: Any) -> dict[str, Any]:
    """A claim's slots, by the same rule."""
    import msgspec

    row = msgspec.to_builtins(claim)
    return values(row["frame"], row["quantity"], row["period"], row["hedge"], row["stance"], row["chain"])


def values(frame: Any, quantity: Any, period: Any, hedge: Any, stance: str, chain: Any) -> dict[str, Any]:
    place, quantity, period = frame.get("place") or {}, quantity or {}, period or {}
    when = (period.get("from"), period.get("to"))
    return {
        "event": frame["type"],
        **{k: states(frame.get(k)) for k in ("supplier", "recipient", "agent", "patient")},
        **{k: fold(frame.get(k)) for k in ("item", "outcome", "vessel")},
        "place": tuple(filter(None, (fold(place.get("name")), fold(place.get("to"))))) or None,
        **{k: quantity.get(k) for k in ("low", "high", "comparator", "unit", "basis")},
        "stance": stance,
        "hedge": fold((hedge or {}).get("exact")),
        "speaker": link(chain[-1]["speaker"]),
        "period": when if any(when) else None,
    }


def states(code: str | None) -> str | None:
    return "|".join(sorted(code.split("|"))) if code else None


def link(speaker: str) -> str:
    return "|".join(sorted(fold(part) or "" for part in speaker.split("|")))


def equal(slot: str, gold: Any, got: Any) -> bool:
    """Equality, but words that contain each other agree for item, outcome, hedge, vessel and place."""
    if slot in ("item", "outcome", "hedge", "vessel"):
        a, b = ({w.rstrip("s") for w in re.findall(r"[\w-]+", v)} for v in (gold, got))
        return bool(a) and (a <= b or b <= a)
    if slot == "place":
        a, b = (
            {w for v in values for w in re.findall(r"[\w-]+", v)} - {"region", "oblast", "ru-held", "port", "of"}
            for values in (gold, got)
        )
        return bool(a) and (a <= b or b <= a)
    if slot == "period":
        return all((x or "")[:7] == (y or "")[:7] for x, y in zip(gold, got, strict=True))
    return bool(gold == got)


# Matching.


def spans(text: str, row: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the label's quotes stand in the text as read; white space may differ."""
    found = []
    for part in (row["span"], *row.get("also", ())):
        pattern = re.compile(r"\s+".join(re.escape(word) for word in part["exact"].split()))
        if match := pattern.search(text):
            found.append((match.start(), match.end()))
    return found


def pairs(text: str, gold: list[dict[str, Any]], claims: list[Any]) -> list[tuple[int, int]]:
    """Label and claim indices that belong together: overlapping, best agreeing slots first."""
    weights = []
    for i, row in enumerate(gold):
        wanted, values = spans(text, row), gold_values(row)
        for j, claim in enumerate(claims):
            places = [(claim.span.start, claim.span.end), *[(e.start, e.end) for e in claim.also]]
            if any(a < d and c < b for a, b in wanted for c, d in places):
                got = claim_values(claim)
                score = sum(
                    (3 if slot in ("event", "low", "stance") else 1)
                    for slot in SLOTS
                    if got[slot] is not None and values[slot] is not None and equal(slot, values[slot], got[slot])
                )
                weights.append((-score, i, j))
    taken_gold, taken_claims, chosen = set(), set(), []
    for _, i, j in sorted(weights):
        if i not in taken_gold and j not in taken_claims:
            taken_gold.add(i)
            taken_claims.add(j)
            chosen.append((i, j))
    return chosen


def f1(right: int, given: int, wanted: int) -> str:
    p, r = right / given if given else 0.0, right / wanted if wanted else 0.0
    return f"P {p:.3f} R {r:.3f} F {2 * p * r / (p + r) if p + r else 0.0:.3f} ({right}/{given}/{wanted})"


def score(kind: str, split: str, model: str, misses: int) -> None:
    """Print the scores of one set and split."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in labels(kind, split):
        if row.get("scope", "in") == "in":
            gold[row["doc"]].append(row)
    total: Counter[str] = Counter()
    right, given, wanted = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    chains: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    lines: list[str] = []
    began = time.perf_counter()
    for name, reading in readings(texts(kind, split), model):
        rows, claims = gold.get(name, []), [c for c in reading.claims if c.scope == "in"]
        chosen = pairs(reading.document.text, rows, claims)
        total.update(
            documents=1,
            gold=len(rows),
            claims=len(claims),
            both=len(chosen),
            typed=sum(rows[i]["frame"]["type"] == claims[j].frame.type for i, j in chosen),
        )
        total["denials"] += sum(r["stance"] == "denies" for r in rows)
        total["denials found"] += sum(rows[i]["stance"] == "denies" == claims[j].stance for i, j in chosen)
        total["unlocated"] += sum(not spans(reading.document.text, r) for r in rows)
        for i, j in chosen:
            a, b = gold_values(rows[i]), claim_values(claims[j])
            for slot in SLOTS:
                wanted[slot] += a[slot] is not None
                given[slot] += b[slot] is not None
                ok = a[slot] is not None and b[slot] is not None and equal(slot, a[slot], b[slot])
                right[slot] += ok
                if not ok and (a[slot] is not None or b[slot] is not None):
                    lines.append(f"slot {slot} {name}: gold {a[slot]!r} got {b[slot]!r} :: {claims[j].span.exact[:160]!r}")
            names = [link(x["speaker"]) for x in rows[i]["chain"]]
            got = [link(x.speaker) for x in claims[j].chain]
            chains[len(names) - 1][0] += names[1:] == got[1:]
            chains[len(names) - 1][1] += 1
            if names[1:] != got[1:]:
                lines.append(f"chain {name}: gold {names[1:]} got {got[1:]} :: {claims[j].span.exact[:200]!r}")
        lines += [
            f"missed {name}: {rows[i]['stance']} {rows[i]['frame']['type']} :: {rows[i]['span']['exact'][:220]!r}"
            for i in range(len(rows))
            if i not in {i for i, _ in chosen}
        ]
        lines += [
            f"extra {name}: {claims[j].stance} {describe(claims[j])} :: {claims[j].span.exact[:220]!r}"
            for j in range(len(claims))
            if j not in {j for _, j in chosen}
        ]
    print(
        f"\n{kind} {split}: {total['documents']} documents in {time.perf_counter() - began:.1f} s with loading,"
        f" {total['unlocated']} labels not located in the text"
    )
    print(f"  claims          {f1(total['both'], total['claims'], total['gold'])}")
    print(f"  with event type {f1(total['typed'], total['claims'], total['gold'])}")
    print(f"  slots (micro)   {f1(sum(right.values()), sum(given.values()), sum(wanted.values()))}")
    for slot in SLOTS:
        print(f"    {slot:12} {f1(right[slot], given[slot], wanted[slot])}")
    whole = [sum(v[k] for v in chains.values()) for k in (0, 1)]
    print(
        f"  whole chains    {whole[0] / max(1, whole[1]):.3f}; by depth "
        + ", ".join(f"{d}: {a}/{n}" for d, (a, n) in sorted(chains.items()))
    )
    print(f"  denials recall  {total['denials found']}/{total['denials']}")
    if misses and split != "test":
        show(lines, misses)


def describe(claim: Any) -> str:
    return f"{claim.frame.type} {'|'.join(a.speaker for a in claim.chain[1:])}"


def show(lines: Iterable[str], most: int) -> None:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        by_kind[" ".join(line.split()[:2]) if line.startswith("slot") else line.split()[0]].append(line)
    for kind in sorted(by_kind):
        print(f"\n-- {kind}: {len(by_kind[kind])}")
        for line in by_kind[kind][:most]:
            print("  ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--set", choices=SETS, action="append", help="which gold; all by default")
    parser.add_argument("--misses", type=int, default=0, help="print up to N of each kind of miss (dev only)")
    parser.add_argument("--model", default="en_core_web_sm")
    args = parser.parse_args()
    for kind in args.set or SETS:
        score(kind, args.split, args.model, args.misses)


if __name__ == "__main__":
    main()
