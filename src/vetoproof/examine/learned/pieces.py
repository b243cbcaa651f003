"""Words to word pieces, as the base model was trained on them.

WordPiece (Schuster and Nakajima 2012; Wu et al. 2016), uncased: lower case, accents off, punctuation apart, then greedily the
longest piece known. The library that does this fast brings a client of a model hub along, so these few lines do it here;
`train/` checks that they agree with it on every word of the gold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

LONGEST = 100
"""Characters of a word beyond which it is unknown, as in the reference."""
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2CEAF), (0x2F800, 0x2FA1F))
MOST = 24
"""Pieces kept of one word: no language writes more, noise does."""


class Pieces:
    """A vocabulary of pieces: one a line, its number is its line. Raises KeyError where [UNK] and its like are missing."""

    def __init__(self, vocabulary: str) -> None:
        self._numbers = {piece: n for n, piece in enumerate(vocabulary.split("\n")) if piece}
        self.unknown, self.begin, self.end, self.mask = (self._numbers[m] for m in ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; never empty."""
        found = self._known.get(word)
        if found is None:
            found = tuple(islice((n for part in _parts(word) for n in self._cut(part)), MOST)) or (self.unknown,)
            if len(word) <= LONGEST and len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _cut(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        found, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self._numbers.get(("##" if at else "") + part[at:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            at = end
        return found


def _parts(word: str) -> Iterator[str]:
    """Lower case without accents and control characters; every punctuation mark and ideograph on its own."""
    now: list[str] = []
    for c in unicodedata.normalize("NFD", word).lower():
        kind = unicodedata.category(c)
        if kind == "Mn" or (kind[0] == "C" and c not in "\t\n\r") or c == "\ufffd":
            continue
        alone = not c.isspace() and (kind[0] == "P" or (c.isascii() and not c.isalnum()) or _ideograph(c))
        if not (alone or c.isspace()):
            now.append(c)
            continue
        if now:
            yield "".join(now)
            now = []
        if alone:
            yield c
    if now:
        yield "".join(now)


def _ideograph(c: str) -> bool:
    n = ord(c)
    return any(a <= n <= b for a, b in IDEOGRAPHS)
