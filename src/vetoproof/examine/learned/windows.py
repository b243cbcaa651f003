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
    lead: int = 0
    """Words at its beginning that the window before has answered for: context, to which pointers may lead back."""


def windows(pieces: Pieces, paragraphs: Sequence[Sequence[str]], most: int = PIECES, lead: int = 0) -> Iterator[Window]:
    """Whole paragraphs while they fit; one that does not fit alone is cut. Each window but the first begins with the last
    words of the one before it, as many as make at most `lead` word pieces."""
    cls, sep = pieces.begin, pieces.end
    at = 0
    now = Window([cls], [], [], [], [], 0)
    for paragraph in paragraphs:
        words = [SAME.get(w, w) or "." for w in paragraph]
        marks = quoted(list(paragraph))
        encoded = [pieces.of(w) for w in words]
        if len(now.starts) > now.lead and len(now.pieces) + sum(map(len, encoded)) >= most:
            yield _closed(now, sep)
            now = _next(now, cls, at, lead)
        count = 0
        for ids, word, mark in zip(encoded, paragraph, marks, strict=True):
            if len(now.pieces) + len(ids) >= most:
                now.parts.append(count)
                yield _closed(now, sep)
                now, count = _next(now, cls, at, lead), 0
            now.starts.append(len(now.pieces))
            now.pieces.extend(ids)
            now.shapes.append(shape(word))
            now.quotes.append(mark)
            count += 1
            at += 1
        now.parts.append(count)
    if len(now.starts) > now.lead:
        yield _closed(now, sep)


def _closed(window: Window, end: int) -> Window:
    window.pieces.append(end)
    return window


def _next(before: Window, begin: int, at: int, lead: int) -> Window:
    """An empty window but for the words that it takes over from the one before."""
    ends = [*before.starts[1:], len(before.pieces) - 1]
    first = next((n for n in range(len(before.starts)) if ends[-1] - before.starts[n] <= lead), len(before.starts))
    kept = len(before.starts) - first
    pieces = [begin, *(before.pieces[before.starts[first] : ends[-1]] if kept else [])]
    starts = [start - before.starts[first] + 1 for start in before.starts[first:]]
    return Window(pieces, starts, before.shapes[first:], before.quotes[first:], [kept] if kept else [], at - kept, kept)
