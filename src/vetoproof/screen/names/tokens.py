"""A printed name as words in printed order, and which of them the print itself shows to be the family name."""

from __future__ import annotations

import re
from typing import NamedTuple

from vetoproof.screen.names.letters import LONGEST, Letters

# Words run together, told apart by their capitals: "GivenFamily", "StemAG". Short beginnings stay whole (McDonald,
# DeLorean), and so do halves of five letters or less, which trade names are made of (PetroChina).
_CAMEL = re.compile("[a-z][A-Z]")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{4})(?=[A-Z]{2,}\b)|(?<=\b[A-Z][a-z]{5})(?=[A-Z][a-z]{3})|(?<=[a-z]{6})(?=[A-Z][a-z]{3})")


class Printed(NamedTuple):
    """Words of [a-z0-9] in printed order.

    `family` are the places of those that the print shows to be the family name, by a comma ("KIM, Yong Chol") or by capitals
    among words that are not ("Yong Chol KIM"); empty where it does not show any. `comma` says that it was the comma.
    """

    words: tuple[str, ...]
    family: tuple[int, ...] = ()
    comma: bool = False


class Tokens:
    """Splits names at spaces, hyphens, slashes, brackets, quotes and dots; apostrophes join ("O'Brien" -> obrien)."""

    def __init__(self, letters: Letters | None = None) -> None:
        self.letters = letters or Letters()

    def __call__(self, text: str) -> Printed:
        """The words of `text`. "A. Khamenei" -> a, khamenei; "Sp. z o.o." -> sp, z, o, o; "Al-Assad" -> al, assad.

        Never fails; what stands after `LONGEST` characters is left out.
        """
        text = text[:LONGEST]
        if _CAMEL.search(text):
            text = _RUN_TOGETHER.sub(" ", text)
        if "," in text:
            before, after = text.split(",", 1)
            first = self.letters(before).split()
            rest = self.letters(after).split()
            if first and rest:
                return Printed((*first, *rest), tuple(range(len(first))), True)
            return Printed((*first, *rest))
        words = tuple(self.letters(text).split())
        if text.isupper() or text.islower() or len(words) < 2:
            return Printed(words)
        return Printed(words, self._capitals(text, words))

    def _capitals(self, text: str, words: tuple[str, ...]) -> tuple[int, ...]:
        """Places of the words printed in capitals, where others are not and each printed piece has its own words."""
        pieces = text.split()
        shown = [piece.isupper() and sum(map(str.isalpha, piece)) > 1 for piece in pieces]
        if not any(shown) or all(shown):
            return ()
        places: list[int] = []
        at = 0
        for piece, capital in zip(pieces, shown, strict=True):
            size = len(self.letters(piece).split())
            if capital:
                places += range(at, at + size)
            at += size
        return tuple(places) if at == len(words) and len(places) < len(words) else ()
