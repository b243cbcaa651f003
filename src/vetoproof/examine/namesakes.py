"""Which of several places of one name a text means: by the division or state printed beside it, else by those around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from vetoproof.packs.regime import Country, PlaceRow

_BESIDE = 60
"""Characters behind or before a name within which a division or a state says which one is meant: "X, Elphberg region"."""
_PARAGRAPH = 2000
_AROUND = 6
"""Names on either side, within the same paragraph, whose states are counted."""


class Context:
    """The states that a text names, in order; each question looks at a bounded number of neighbours.

    `hits`: start, end and the states of every name found. Only names that mean one state speak for it.
    """

    def __init__(self, text: str, hits: Sequence[tuple[int, int, tuple[str | None, ...]]]) -> None:
        self.text = text
        self.clear: list[tuple[int, int, str]] = []
        for start, end, codes in hits:
            known = {code for code in codes if code is not None}
            if len(known) == 1:
                self.clear.append((start, end, known.pop()))
        self.starts = [start for start, _, _ in self.clear]
        self.page = Counter(code for _, _, code in self.clear)

    def chosen(self, start: int, end: int, rows: Sequence[PlaceRow | Country]) -> PlaceRow | Country:
        """The row that the text means. Without a sign the widest is read, and of equals the first."""
        return max(rows, key=lambda row: (*self._signs(start, end, row), -_level(row), -rows.index(row)))

    def _signs(self, start: int, end: int, row: PlaceRow | Country) -> tuple[int, int, int]:
        """How strongly the text speaks for a row: printed beside it, in the names around it, on the page."""
        code = row.country if isinstance(row, PlaceRow) else row.code
        beside = self._beside(end, row, code)
        if code is None or (isinstance(row, PlaceRow) and row.only_named and not beside):
            return (-1, 0, 0)
        left = self.text.rfind("\n\n", max(0, start - _PARAGRAPH), start)
        at = bisect_left(self.starts, start)
        near = [one for one in self.clear[max(0, at - _AROUND) : at + _AROUND + 1] if one[0] != start and one[0] >= left]
        # A page that names a state once in passing says little: several times is a sign.
        often = self.page[code] if self.page[code] > 1 or len(self.page) == 1 else 0
        return (int(beside), sum(one[2] == code for one in near), often)

    def _beside(self, end: int, row: PlaceRow | Country, code: str | None) -> bool:
        """Whether the division or the state follows: "X, Elphberg region", "X in Ruritania", but not "X, Ruritania said"."""
        behind = re.split(r"[.;\n]", self.text[end : end + _BESIDE])[0]
        division = (row.admin1 or "").split() if isinstance(row, PlaceRow) else []
        if division and division[0] not in _name(row) and re.search(rf"\b{re.escape(division[0])}\b", behind):
            return True
        at = bisect_left(self.starts, end)
        if at == len(self.clear) or self.clear[at][2] != code:
            return False
        first, last, _ = self.clear[at]
        link, follows = self.text[end:first], self.text[last : last + 1]
        return link.strip().strip(",").strip() == "" and len(link) < 4 and follows in ("", ",", ".", ";", ")", "\n")


def _name(row: PlaceRow | Country) -> str:
    """The first name of a place or a state."""
    return row.name if isinstance(row, PlaceRow) else row.names[0]


def _level(row: PlaceRow | Country) -> int:
    if isinstance(row, Country):
        return 0
    return 2 if row.level is None else row.level
