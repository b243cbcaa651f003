"""Reading the word lists of a language pack: rows by kind, and patterns made of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vetoproof.packs.language import Entry


def of_kind(rows: Iterable[Entry], *kinds: str) -> Iterator[Entry]:
    """The rows of these kinds, in the order of the file."""
    return (row for row in rows if row.kind in kinds)


def words(rows: Iterable[Entry], *kinds: str) -> tuple[str, ...]:
    """All words of the rows of these kinds, sorted and without repetition."""
    return tuple(sorted({word for row in of_kind(rows, *kinds) for word in row.words}))


def alternation(terms: Iterable[str]) -> str:
    """A regular expression for any of these words, longest first; a blank matches blanks, no line end.

    No word at all gives a pattern that never matches, so that a language without a list finds nothing instead of all.
    """
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    if not ordered:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", r"[^\S\n]+").replace("'", "['’]") for term in ordered) + ")"
