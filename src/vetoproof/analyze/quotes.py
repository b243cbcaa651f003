"""The sentences of claims of goods, read from their documents only where voyages are cited for their unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

NEAR = 400
"""Characters after a claim's sentence that are read for ways too: two or three sentences, an assumption of ours."""


class Quotes:
    """The words of claims in some units, and those that follow them in their documents."""

    def __init__(self, claims: pl.DataFrame, units: Collection[str], texts: Mapping[str, str]) -> None:
        import polars as pl

        self._texts, self._read = texts, dict[str, str]()
        self._places: dict[str, tuple[str, int, int]] = {}
        if units:
            wanted = claims.filter((pl.col("type") == "arms_transfer") & pl.col("unit").is_in(list(units)))
            for claim, document, start, end in wanted.select("claim", "document", "start", "end").iter_rows():
                self._places[claim] = (document, start, end)

    def of(self, claim: str) -> str:
        """The claim's sentence; "" where it is not known."""
        if claim not in self._places:
            return ""
        document, start, end = self._places[claim]
        return self._text(document)[start:end]

    def after(self, claim: str) -> str:
        """What follows it closely in its document."""
        if claim not in self._places:
            return ""
        document, _, end = self._places[claim]
        return self._text(document)[end : end + NEAR]

    def _text(self, document: str) -> str:
        if document not in self._read:
            self._read[document] = self._texts.get(document, "")
        return self._read[document]
