"""From a character offset to its token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class TokenIndex:
    """Token starts of one text, listed once: `Doc.char_span` walks all tokens each time that it is asked."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        starts: list[int] = doc.to_array("IDX").tolist()  # A tenth of the time of asking each token.
        self._starts = starts

    def over(self, offset: int) -> int:
        """The number of the token that covers the offset, or the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def behind(self, offset: int) -> int:
        """The number of the first token that begins at the offset or behind it; the number of tokens where none does."""
        return bisect_left(self._starts, offset)

    def token(self, offset: int) -> Token:
        """The token that covers the offset."""
        return self._doc[self.over(offset)]
