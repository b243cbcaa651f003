"""PolNeAR's stand-off annotation to tagged paragraphs. The corpus states no licence: it is read where the user keeps it.

Corpus: github.com/networkdynamics/PolNeAR (Newell, Margolin and Ruths 2018). Test file and protocol: `res/polnear` of
github.com/cofe-ai/CofeNet (Wang et al. 2022), one paragraph a line, tokens as CoreNLP printed them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
WORD = re.compile(
    r"""(?:[A-Z]\.)+|\d+(?:[.,:]\d+)+|'s\b|’s\b|n't\b|n’t\b|['’](?:re|ve|ll|d|m)\b"""
    r"""|\w+(?=n['’]t\b)|\w+(?:[-_]\w+)*|\.\.\.|--|[^\w\s]""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Paragraph:
    """Words and tags of one paragraph; `article` joins those of one annotated text; `offsets` are into the article."""

    article: str
    words: list[str]
    tags: list[str]
    offsets: list[tuple[int, int]]


def cofenet(path: Path) -> list[Paragraph]:
    """The lines of CofeNet's file."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Paragraph(row["id"], row["tokens"], row["labels"], []) for row in rows]


def corpus(folder: Path, split: str) -> Iterator[Paragraph]:
    """The paragraphs of every annotation file of a split, as the articles print them."""
    for annotation in sorted((folder / "data" / split / "attributions").glob("*.ann")):
        name = annotation.stem.rsplit("_", 1)[0]
        article = folder / "data" / split / "text" / f"{name}.txt"
        if not article.is_file():
            continue
        text = article.read_text("utf-8")
        marks = _marks(annotation.read_text("utf-8"), len(text))
        for match in re.finditer(r"[^\n]+", text):
            found = [(match.start() + m.start(), match.start() + m.end()) for m in WORD.finditer(match[0])]
            if found:
                yield Paragraph(annotation.stem, [text[a:b] for a, b in found], _tags(found, marks), found)


def spans(annotation: str) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Id, role and pieces of every annotated span."""
    for line in annotation.splitlines():
        if line.startswith("T"):
            name, rest, _ = (line + "\t\t").split("\t")[:3]
            role, _, places = rest.partition(" ")
            pieces = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";") if p.strip())]
            yield name, role.lower(), pieces


def _marks(annotation: str, length: int) -> list[tuple[str, int] | None]:
    """For every character the role and number of the span that covers it."""
    marks: list[tuple[str, int] | None] = [None] * length
    order = {"content": 0, "cue": 1, "source": 2}
    found = sorted((order[r], r, p) for _, r, pieces in spans(annotation) if r in order for p in pieces)
    for n, (_, role, (start, end)) in enumerate(found):
        for i in range(start, min(end, length)):
            marks[i] = (role, n)
    return marks


def _tags(words: list[tuple[int, int]], marks: list[tuple[str, int] | None]) -> list[str]:
    found, before = [], None
    for start, _ in words:
        mark = marks[start]
        found.append("O" if mark is None else ("I-" if mark == before else "B-") + mark[0])
        before = mark
    return found


def chunks(tags: list[str]) -> set[tuple[str, int, int]]:
    """Spans of a tag sequence: role, first word, word after the last."""
    found, start = set(), 0
    for i, tag in enumerate([*tags, "O"]):
        opens = tag == "O" or tag.startswith("B-") or (i > 0 and tags[i - 1][2:] != tag[2:])
        if opens:
            if i and tags[i - 1] != "O":
                found.add((tags[i - 1][2:], start, i))
            start = i
    return found
