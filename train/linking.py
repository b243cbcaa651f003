"""Joins tagged spans into attributions: which source and which contents belong to which cue.

    python train/linking.py --polnear PolNeAR --weights FOLDER/attribution.pt

Learns a classifier of pairs (cue, other span) on the gold spans of the training articles, from where they stand to each
other; scores whole attributions on the test articles, the first annotator of each, with the tagger's spans and with the
gold's. An attribution is found if its cue overlaps, and its source and contents each share half of their words with the
gold's (Jaccard); sources that are missing on both sides agree.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from attribution import Batch, Tagger, bounds, load
from encoder import folder
from polnear_data import TAGS, Paragraph, chunks, corpus, spans
from sklearn.ensemble import HistGradientBoostingClassifier

from vetoproof.examine.learned.pieces import Pieces

FAR = 120
"""Words between a cue and what can belong to it."""
ENDS = frozenset(".!?")
SPEECH = frozenset({"he", "she", "they", "it", "who", "that", "which", "i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of an article in words."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Whole:
    """An attribution: words of its cue, its source and its contents."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(slots=True)
class Article:
    """An annotated text: words, their paragraphs, its spans and attributions."""

    name: str
    words: list[str]
    paragraph: list[int]
    pieces: list[Piece]
    wholes: list[Whole]
    paragraphs: list[Paragraph]


def articles(polnear: Path, split: str, *, first: bool) -> list[Article]:
    """The articles of a split; `first`: only the first annotator of each."""
    found, seen = [], set()
    for name, run in groupby(corpus(polnear, split), key=lambda p: p.article):
        those = list(run)
        text = name.rsplit("_", 1)[0]
        if first and text in seen:
            continue
        seen.add(text)
        words = [w for p in those for w in p.words]
        offsets = [o for p in those for o in p.offsets]
        number = [n for n, p in enumerate(those) for _ in p.words]
        annotation = (polnear / "data" / split / "attributions" / f"{name}.ann").read_text("utf-8")
        starts = [a for a, _ in offsets]
        marks: dict[str, frozenset[int]] = {}
        for key, _, parts in spans(annotation):
            inside = set()
            for a, b in parts:
                inside.update(range(int(np.searchsorted(starts, a)), int(np.searchsorted(starts, b))))
            marks[key] = frozenset(inside)
        wholes = []
        for line in annotation.splitlines():
            if line.startswith("E"):
                roles: dict[str, set[int]] = {"Cue": set(), "Source": set(), "Content": set()}
                for part in line.split("\t")[1].split():
                    role, _, key = part.partition(":")
                    role = role.rstrip("0123456789")
                    if role in roles:
                        roles[role] |= marks.get(key, frozenset())
                if roles["Cue"]:
                    wholes.append(Whole(*(frozenset(roles[r]) for r in ("Cue", "Source", "Content"))))
        tags = [t for p in those for t in p.tags]
        found.append(Article(name, words, number, pieces_of(tags, those), wholes, those))
    return found


def pieces_of(tags: list[str], paragraphs: list[Paragraph]) -> list[Piece]:
    """The spans of tagged paragraphs in order; none crosses a paragraph."""
    found, at = [], 0
    for p in paragraphs:
        found += [Piece(role, at + a, at + b) for role, a, b in chunks(tags[at : at + len(p.words)])]
        at += len(p.words)
    return sorted(found, key=lambda x: x.start)


def near(article: Article, cue: Piece) -> list[Piece]:
    """What can belong to a cue."""
    return [p for p in article.pieces if p.role != "cue" and min(abs(p.start - cue.end), abs(cue.start - p.end)) <= FAR]


def features(article: Article, cue: Piece, other: Piece) -> list[float]:
    """Where a span stands to a cue."""
    after = other.start >= cue.end
    low, high = (cue.end, other.start) if after else (other.end, cue.start)
    gap = article.words[low : max(low, high)]
    between = [p for p in article.pieces if low <= p.start and p.end <= high]
    first = article.words[other.start].lower()
    verb = article.words[cue.start].lower()
    return [
        float(other.role == "source"), float(after), float(len(gap)), float(sum(w in ENDS for w in gap)),
        float(article.paragraph[other.start] - article.paragraph[cue.start]), float(sum(p.role == "cue" for p in between)),
        float(sum(p.role == other.role for p in between)), float(len(between)), float(other.end - other.start),
        float(cue.end - cue.start), float(first in SPEECH), float(first[:1].isupper()), float(verb in ("according", "to")),
        float(verb.endswith("ing")), float(verb.endswith("ed") or verb in ("said", "told", "wrote")),
        float(any(w in ("``", "''", '"', "“", "”") for w in gap)), float("," in gap), float("that" in [w.lower() for w in gap]),
        float(article.words[other.end - 1] in (",", "''", "”", '"')), float(sum(w in ("and", "but") for w in gap)),
        float(any(p.role == "source" and p.end == cue.start for p in article.pieces)),
        float(any(p.role == "source" and 0 <= p.start - cue.end <= 1 for p in article.pieces)),
    ]  # fmt: skip


def pairs(given: Iterable[Article]) -> tuple[list[list[float]], list[int]]:
    """Pairs of gold spans with whether they belong together."""
    rows, labels = [], []
    for article in given:
        for cue in (p for p in article.pieces if p.role == "cue"):
            mine = [w for w in article.wholes if w.cue & set(range(cue.start, cue.end))]
            for other in near(article, cue):
                inside = set(range(other.start, other.end))
                rows.append(features(article, cue, other))
                labels.append(int(any(inside & (w.source if other.role == "source" else w.content) for w in mine)))
    return rows, labels


def joined(article: Article, model: HistGradientBoostingClassifier) -> list[Whole]:
    """The attributions of an article from its spans."""
    found = []
    for cue in (p for p in article.pieces if p.role == "cue"):
        others = near(article, cue)
        if not others:
            continue
        odds = model.predict_proba(np.array([features(article, cue, o) for o in others]))[:, 1]
        scored = sorted(zip(odds, others, strict=True), key=lambda x: -x[0])
        source = next((o for p, o in scored if o.role == "source" and p >= 0.35), None)
        contents = [o for p, o in scored if o.role == "content" and p >= 0.5]
        contents = contents or [o for p, o in scored if o.role == "content" and p >= 0.2][:1]
        if contents:
            found.append(Whole(_words([cue]), _words([source] if source else []), _words(contents)))
    return found


def _words(pieces: Iterable[Piece]) -> frozenset[int]:
    return frozenset(i for p in pieces for i in range(p.start, p.end))


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def score(gold: list[list[Whole]], given: list[list[Whole]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of whole attributions by the tolerant rule."""
    right = wanted = said = 0
    for those, found in zip(gold, given, strict=True):
        left = list(those)
        wanted += len(those)
        said += len(found)
        for one in found:
            near_ = (g for g in left if g.cue & one.cue and _share(g.source, one.source) >= 0.5)
            match = next((g for g in near_ if _share(g.content, one.content) >= 0.5), None)
            if match is not None:
                left.remove(match)
                right += 1
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


@torch.no_grad()
def tagged(article: Article, model: Tagger, tokenizer: Pieces) -> list[Piece]:
    """The tagger's spans."""
    tags: list[str] = []
    for window, _ in load(article.paragraphs, tokenizer):
        scores = model(Batch([window]))[0]
        for a, b in bounds(window):
            tags += [TAGS[t] for t in model.chain.best(scores[a:b])]
    return pieces_of(tags, article.paragraphs)


def told(found: tuple[float, float, float]) -> str:
    return "P {:.3f} R {:.3f} F {:.3f}".format(*found)


def main() -> None:
    """Learn on gold spans, score on both."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--polnear", type=Path, required=True)
    options.add_argument("--weights", type=Path, required=True)
    args = options.parse_args()
    torch.set_num_threads(1)
    rows, labels = pairs(articles(args.polnear, "train", first=True))
    model = HistGradientBoostingClassifier(max_iter=250, learning_rate=0.08, max_leaf_nodes=31, random_state=1)
    model.fit(np.array(rows), np.array(labels))
    tokenizer = Pieces((folder() / "vocab.txt").read_text("utf-8"))
    tagger = Tagger(TAGS)
    tagger.load_state_dict(torch.load(args.weights, weights_only=True))
    tagger.eval()
    for split in ("dev", "test"):
        some = articles(args.polnear, split, first=True)
        gold = [a.wholes for a in some]
        print(split, len(some), "articles,", sum(map(len, gold)), "attributions")
        print("  gold spans    ", told(score(gold, [joined(a, model) for a in some])))
        for article in some:
            article.pieces = tagged(article, tagger, tokenizer)
        print("  tagger's spans", told(score(gold, [joined(a, model) for a in some])), flush=True)


if __name__ == "__main__":
    main()
