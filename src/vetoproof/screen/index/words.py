"""Words under a reading system as numbers: a stable 64-bit hash, so that tables of words are joined without reading them."""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations
from zlib import crc32

from vetoproof.screen.score.relation import EDIT_1, EDIT_2

LETTER = {"latin": "l", "korean": "k", "chinese": "c", "arabic": "a"}
"""How a word's system is marked in the table of words."""

LONGEST = 16
"""Letters of a sound that take part in finding slips of the pen: beyond, the number of forms grows without use."""


def word(system: str, key: str) -> bytes:
    """A word with its system: "l:kim"."""
    return f"{LETTER[system]}:{key}".encode("ascii")


def number(text: bytes) -> int:
    """The word's number: 64 bits of BLAKE2b; among ten million words two agree with a chance of 3 in a million."""
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def shortened(key: str, sound: str) -> list[int]:
    """CRC-32 of a word and of its sound, of what is left of either without one letter, and of a long sound without two.

    Two words that are one slip apart (a letter more, less, other, or two neighbours swapped) share one of these, and long
    sounds that are two slips apart as well (Garbe's symmetric deletion, 2012).
    """
    key, sound = key[:LONGEST], sound[:LONGEST]
    forms = {sound, *_without_one(key), *_without_one(sound)}
    if len(key) >= EDIT_1 - 1:
        forms.add(key)
    if len(sound) >= EDIT_2 - 1:
        forms |= {sound[:i] + sound[i + 1 : j] + sound[j + 1 :] for i, j in combinations(range(len(sound)), 2)}
    return [crc32(form.encode("ascii")) for form in sorted(forms)]


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))} if len(word) >= EDIT_1 - 1 else set()
