"""Words to windows of word pieces that fit the encoder, with what an uncased model does not see: shapes and quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vetoproof.examine.learned.pieces import Pieces

PIECES = 448
"""Word pieces in a window: the encoder takes 512; shorter windows train faster."""
SHAPES = 8
OPEN, CLOSE = frozenset(["``", "“", "‘", "`"]), frozenset(["''", "”"])
SAME = {"``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def shape(word: str) -> int:
    """Letter case, digits and punctuation as one of eight classes."""
    if not any(c.isalnum() for c in word):
        return 6 if word in OPEN or word in CLOSE or word == '"' else 0
    if any(c.isdigit() for c in word):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 7
    return 2 if word[0].isupper() else 4


def quoted(words: Sequence[str]) -> list[int]:
    """1 inside quotation marks, 0 outside; a straight mark opens and closes in turn. Starts outside."""
    inside, found = False, []
    for word in words:
        if word in ("``", "“") or (word == '"' and not inside):
            inside = True
            found.append(1)
        elif word in ("''", "”") or word == '"':
            found.append(1)
            inside = False
        else:
            found.append(int(inside))
    return found


@dataclass(slots=True)
class Window:
    """One run of the encoder. `starts`: index of each word's first piece; `parts`: lengths of the paragraphs in words."""

    pieces: list[int]
    starts: list[int]
    shapes: list[int]
    quotes: list[int]
    parts: list[int]
    first: int
    """Index, in the run of paragraphs given, of the window's first word."""


def windows(pieces: Pieces, paragraphs: Sequence[Sequence[str]], most: int = PIECES) -> Iterator[Window]:
    """Whole paragraphs while they fit; one that does not fit alone is cut."""
    cls, sep = pieces.begin, pieces.end
    at = 0
    now = Window([cls], [], [], [], [], 0)
    for paragraph in paragraphs:
        words = [SAME.get(w, w) or "." for w in paragraph]
        marks = quoted(list(paragraph))
        encoded = [pieces.of(w) for w in words]
        if now.starts and len(now.pieces) + sum(map(len, encoded)) >= most:
            now.pieces.append(sep)
            yield now
            now = Window([cls], [], [], [], [], at)
        count = 0
        for ids, word, mark in zip(encoded, paragraph, marks, strict=True):
            if len(now.pieces) + len(ids) >= most:
                now.parts.append(count)
                now.pieces.append(sep)
                yield now
                now, count = Window([cls], [], [], [], [], at), 0
            now.starts.append(len(now.pieces))
            now.pieces.extend(ids)
            now.shapes.append(shape(word))
            now.quotes.append(mark)
            count += 1
            at += 1
        now.parts.append(count)
    if now.starts:
        now.pieces.append(sep)
        yield now
