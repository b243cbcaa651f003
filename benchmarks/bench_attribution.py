"""The shipped reader's sources, cues and contents on PolNeAR's test articles: `python benchmarks/bench_attribution.py POLNEAR`.

POLNEAR is a copy of github.com/networkdynamics/PolNeAR, which states no licence and is not shipped. Exact-span F1 by role
over all annotation files of the test articles, as CofeNet counts it, but over words cut from the articles here. The shipped
reader was made for claims about sanctions, not for this corpus: the row tells what it does on news at large. The model that
`train/attribution.py` trains on the corpus prints its own row.
"""

from __future__ import annotations

import argparse
import bisect
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "train"))

from polnear_data import Paragraph, chunks, corpus

from vetoproof.examine import attribution, grammar
from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.parse import Parser
from vetoproof.examine.scene import Scene
from vetoproof.model import Document
from vetoproof.packs.pack import load

Span = tuple[str, int, int]


def tagged(scene: Scene) -> Iterator[tuple[str, set[int]]]:
    """Role and tokens of what the rules find."""
    for sentence in scene.sentences:
        for cue in attribution.find(scene, sentence):
            for heads in cue.links:
                tokens = [t for head in heads for t in grammar.phrase(head)]
                yield "source", {t.i for t in tokens}
            extra = [c for c in cue.trigger.children if c.dep_ in ("aux", "neg", "prt", "auxpass")]
            yield "cue", {cue.trigger.i, *(c.i for c in extra)}
            yield "content", set(cue.content)


def words(scene: Scene, found: Iterable[tuple[str, set[int]]], offsets: list[tuple[int, int]]) -> set[Span]:
    """Token sets as runs of words; a word that several spans claim goes to a source, then a cue, then a content."""
    starts = [a for a, _ in offsets]
    roles: dict[int, tuple[str, int]] = {}
    order = {"content": 0, "cue": 1, "source": 2}
    for n, (role, tokens) in enumerate(sorted(found, key=lambda f: order[f[0]])):
        for i in tokens:
            at = bisect.bisect_right(starts, scene.doc[i].idx) - 1
            if at >= 0:
                roles[at] = (role, n)
    spans: set[Span] = set()
    for key, run in groupby(sorted(roles), key=lambda at: (roles[at], at - sorted_rank(roles, at))):
        those = list(run)
        spans.add((key[0][0], those[0], those[-1] + 1))
    return spans


def sorted_rank(roles: dict[int, tuple[str, int]], at: int) -> int:
    """How many words with the same span come before: neighbours of one span share the difference to their place."""
    return sum(1 for other, mark in roles.items() if mark == roles[at] and other < at)


def main() -> None:
    """Read and score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("polnear", type=Path)
    args = options.parse_args()
    pack = load("dprk")
    lexicon, parser = Lexicon(pack.languages["en"], pack.regime), Parser()
    counts = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    read: dict[str, Scene] = {}
    for name, run in groupby(corpus(args.polnear, "test"), key=lambda p: p.article):
        paragraphs: list[Paragraph] = list(run)
        article = name.rsplit("_", 1)[0]
        if article not in read:
            text = (args.polnear / "data" / "test" / "text" / f"{article}.txt").read_text("utf-8")
            document = Document(sha256="", url="", kind="page", text=text, language="en")
            read[article] = Scene.of(document, next(iter(parser.pipe([text], pack.languages["en"]))), lexicon)
        given = words(read[article], tagged(read[article]), [o for p in paragraphs for o in p.offsets])
        wanted, at = set(), 0
        for p in paragraphs:
            wanted |= {(role, at + a, at + b) for role, a, b in chunks(p.tags)}
            at += len(p.words)
        for role, n in counts.items():
            mine, theirs = ({s for s in part if s[0] == role} for part in (given, wanted))
            n[0] += len(mine & theirs)
            n[1] += len(mine)
            n[2] += len(theirs)
    for role, (right, said, wanted_) in counts.items():
        p, r = right / max(1, said), right / max(1, wanted_)
        print(f"{role:8} P {100 * p:.1f} R {100 * r:.1f} F {200 * right / max(1, said + wanted_):.1f}")


if __name__ == "__main__":
    main()
