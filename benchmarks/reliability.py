"""Whether a score of 0.9 is right nine times in ten: a table and a diagram of scores against what was true.

    python benchmarks/reliability.py --lists ../shared/data/lists

searches the lists for every query of one split of gold/names/queries.csv, prints a table, and writes it into
docs/explain/screening.md and the diagram to docs/images/reliability.svg (`--only-print`: neither).

How pairs are weighted. A score is the probability, at a stated prior, that query and entry are one party. The searches have
another share of true pairs than the prior says, so that shares counted among what they find cannot be compared with scores.
Therefore a query counts as compared with *every* entry, as it was: an entry that is not found is a pair too, nearly always of
two parties. With T true pairs and F false ones each true pair then weighs prior / T and each false one (1 - prior) / F: the
pairs are as many as they would be at the prior, and a score that is a probability is true as often as it says. (`_scale` in
train/names.py rests on the same: there the prior of the searches goes into the fit, here the stated one into the weights.)

Not counted: for a query made from an entry of one list, the entries of the other lists, where the same party often stands too.

The bars hold 95 % of what comes of drawing the queries again (500 times, fixed dice). A bin with a few pairs says little.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vetoproof.model import Query
from vetoproof.name_index import IndexShelf, file_source, opened
from vetoproof.screen.screener import Screener

ROOT = Path(__file__).resolve().parents[1]
EDGES = (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)
"""Where a bin of scores ends and the next begins; what scores less than the first is not shown by a search."""

LIMIT = 30
DRAWS = 500

Counts = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """What the searches gave: for each query and bin the true and the false pairs, and the sums of their scores; how many true
    pairs there are, and how many false."""

    true: Counts
    false: Counts
    true_scores: Counts
    false_scores: Counts
    all_true: int
    all_false: int


class Bin(NamedTuple):
    """Pairs whose score lies between two edges: how many, the mean score and the share that is true (both at the prior)."""

    low: float
    high: float
    true: int
    false: int
    predicted: float
    observed: float
    least: float
    most: float


def searched(screener: Screener, split: str, prior: float) -> Pairs:
    """Every query of a split against every entry."""
    with (ROOT / "gold" / "names" / "queries.csv").open(encoding="utf-8", newline="") as file:
        queries = [row for row in csv.DictReader(file) if row["split"] == split]
    of_list = entries(screener)
    settings = screener.settings._replace(prior=prior, floor=EDGES[0], limit=LIMIT)
    counts = np.zeros((4, len(queries), len(EDGES) - 1))
    all_true = all_false = 0
    for at, row in enumerate(queries):
        meant = (row["expect_list"], row["expect_id"]) if row["expect_id"] else None
        all_true += meant is not None
        all_false += of_list[meant[0]] - 1 if meant else sum(of_list.values())
        for match in screener.screen(Query(names=(row["query"],), schema=row["schema"]), settings):
            if meant is None or match.list == meant[0]:
                same = (match.list, match.id) == meant
                place = min(int(np.searchsorted(EDGES, match.score, "right")), len(EDGES) - 1) - 1
                counts[0 if same else 1, at, max(0, place)] += 1
                counts[2 if same else 3, at, max(0, place)] += match.score
    return Pairs(counts[0], counts[1], counts[2], counts[3], all_true, all_false)


def entries(screener: Screener) -> Counter[str]:
    """How many entries each list has."""
    index = screener.index
    return Counter(index.listing(at).list for at in range(index.entries))


def bins(pairs: Pairs, prior: float) -> list[Bin]:
    """The pairs by score, weighted to the prior; bins without a pair are left out."""
    true, false = prior / pairs.all_true, (1 - prior) / pairs.all_false
    share = _share(pairs.true.sum(0) * true, pairs.false.sum(0) * false)
    mean = _share(
        pairs.true_scores.sum(0) * true + pairs.false_scores.sum(0) * false,
        (pairs.true - pairs.true_scores).sum(0) * true + (pairs.false - pairs.false_scores).sum(0) * false,
    )
    dice = np.random.default_rng(4)
    drawn = dice.multinomial(len(pairs.true), np.full(len(pairs.true), 1 / len(pairs.true)), DRAWS)
    again = _share(drawn @ pairs.true * true, drawn @ pairs.false * false)
    return [
        Bin(
            low, high, int(pairs.true[:, at].sum()), int(pairs.false[:, at].sum()), float(mean[at]), float(share[at]),
            *(float(x) for x in np.nanpercentile(again[:, at], (2.5, 97.5))),
        )
        for at, (low, high) in enumerate(pairwise(EDGES))
        if pairs.true[:, at].sum() + pairs.false[:, at].sum()
    ]  # fmt: skip


def _share(part: Counts, rest: Counts) -> Counts:
    whole = part + rest
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def table(found: Sequence[Bin], pairs: Pairs) -> str:
    """The diagram in figures, as a table of Markdown."""
    lines = [
        "| score | pairs of one party | of two | mean score | share of one party | 95 % of draws |",
        "|---|--:|--:|--:|--:|--:|",
        f"| below {EDGES[0]} | {pairs.all_true - int(pairs.true.sum())} | {pairs.all_false - int(pairs.false.sum()):,} | | | |",
    ]
    lines += [
        f"| {b.low} to {b.high} | {b.true} | {b.false:,} | {b.predicted:.3f} | {b.observed:.3f}"
        f" | {b.least:.3f} to {b.most:.3f} |"
        for b in found
    ]
    return "\n".join(lines)


def written_into(page: Path, text: str) -> None:
    """Puts the table between its two marks on the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise SystemExit(f"{page.name} lacks {BEGIN} or {END}: the table has no place there")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


BEGIN, END = "<!-- reliability -->", "<!-- /reliability -->"
SIZE, EDGE = 380, 70
LOWEST, HIGHEST = 0.0005, 0.9995
MARKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)


def svg(found: Sequence[Bin], title: str) -> str:
    """The diagram. Both axes are in log-odds, since most scores lie near 0 or 1."""
    whole = SIZE + EDGE + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}" '
        'font-family="sans-serif" font-size="12" fill="#222222">',
        f"<title>{title}</title>",
        "<desc>Each dot is a range of scores: to the right the mean score, upward the share of pairs that are one party. "
        "On the line a score is what it says; above it, it says too little, below it too much.</desc>",
        f'<rect width="{whole}" height="{whole}" fill="#ffffff"/>',
    ]
    for mark in MARKS:
        x, y = _x(mark), _y(mark)
        parts.append(f'<path d="M{x} {_y(LOWEST)}V{_y(HIGHEST)}M{_x(LOWEST)} {y}H{_x(HIGHEST)}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x}" y="{_y(LOWEST) + 18}" text-anchor="middle">{mark}</text>')
        parts.append(f'<text x="{_x(LOWEST) - 8}" y="{y + 4}" text-anchor="end">{mark}</text>')
    parts.append(f'<path d="M{_x(LOWEST)} {_y(LOWEST)}L{_x(HIGHEST)} {_y(HIGHEST)}" stroke="#888888" stroke-dasharray="5 4"/>')
    line = " ".join(f"{_x(b.predicted)},{_y(b.observed)}" for b in found)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1b4f8f" stroke-width="1.5"/>')
    for b in found:
        x = _x(b.predicted)
        parts.append(f'<path d="M{x} {_y(b.least)}V{_y(b.most)}" stroke="#1b4f8f" stroke-width="2" opacity="0.5"/>')
        parts.append(f'<circle cx="{x}" cy="{_y(b.observed)}" r="4.5" fill="#1b4f8f"/>')
    middle = (EDGE + whole - 20) / 2
    parts.append(f'<text x="{middle}" y="{whole - 10}" text-anchor="middle">mean score</text>')
    turned = f'x="14" y="{middle - 30}" text-anchor="middle" transform="rotate(-90 14 {middle - 30})"'
    parts.append(f"<text {turned}>share of pairs that are one party</text>")
    return "\n".join([*parts, "</svg>\n"])


def _along(share: float) -> float:
    """0 to 1 along an axis of log-odds; what lies beyond its ends stands at them."""
    low, high, here = (np.log(p / (1 - p)) for p in (LOWEST, HIGHEST, min(max(share, LOWEST), HIGHEST)))
    return float((here - low) / (high - low))


def _x(share: float) -> float:
    return round(EDGE + SIZE * _along(share), 1)


def _y(share: float) -> float:
    return round(20 + SIZE * (1 - _along(share)), 1)


def files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those of the folders named."""
    return [p for path in paths for p in (sorted(path.iterdir()) if path.is_dir() else [path])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, nargs="+", required=True)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--prior", type=float)
    parser.add_argument("--only-print", action="store_true", help="write neither the page nor the diagram")
    chosen = parser.parse_args()
    screener, _ = opened(IndexShelf().prepare([file_source(path) for path in files(chosen.lists)]))
    prior = chosen.prior or screener.settings.prior
    pairs = searched(screener, chosen.split, prior)
    found = bins(pairs, prior)
    about = f"{len(pairs.true):,} queries ({chosen.split}), {screener.index.entries:,} entries, prior {prior}"
    text = f"{about}; {pairs.all_true} true pairs.\n\n{table(found, pairs)}"
    print(text)
    if not chosen.only_print:
        written_into(ROOT / "docs" / "explain" / "screening.md", text)
        diagram = ROOT / "docs" / "images" / "reliability.svg"
        diagram.write_text(svg(found, f"Scores against what was true: {about}"), encoding="utf-8")


if __name__ == "__main__":
    main()
