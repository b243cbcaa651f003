"""Shares in percent as intervals that keep what is not known: "25-50", "more than 50", "" (anything from 0 to 100).

Exact decimals, for 33.3 and 16.7 must make 50. A bound may be open: "more than 50" is above 50, not 50 itself, and that decides
a test that asks for more than 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,10})?)\s*%?"
_EXACT = re.compile(rf"{_NUMBER}\Z")
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|to|bis|à)\s*{_NUMBER}\Z", re.I)
_BOUND = re.compile(rf"(>=|≥|<=|≤|>|<|at least|more than|over|at most|up to|less than|under|not more than)\s*{_NUMBER}\Z", re.I)
_BETWEEN = re.compile(rf"more than\s*{_NUMBER}\s*(?:but|and)?\s*(not more than|less than|up to)\s*{_NUMBER}\Z", re.I)
_HUNDRED, _NONE = Decimal(100), Decimal(0)


class Share(NamedTuple):
    """An interval of percent; `above` excludes the lower bound itself, `below` the upper one."""

    low: Decimal = _NONE
    high: Decimal = _HUNDRED
    above: bool = False
    below: bool = False

    @property
    def text(self) -> str:
        """The share in words: "60 %", "more than 25 % up to 50 %", "an unknown share"."""
        if self == Share():
            return "an unknown share"
        if self.low == self.high:
            return f"{_plain(self.low)} %"
        if self.high == _HUNDRED and not self.below:
            return f"more than {_plain(self.low)} %" if self.above else f"{_plain(self.low)} % or more"
        if self.low == _NONE and not self.above:
            return f"less than {_plain(self.high)} %" if self.below else f"up to {_plain(self.high)} %"
        low = f"more than {_plain(self.low)}" if self.above else _plain(self.low)
        return f"{low} to less than {_plain(self.high)} %" if self.below else f"{low} to {_plain(self.high)} %"

    def reaches(self, at_least: str, more_than: str) -> bool:
        """Whether even the lowest share in the interval reaches the threshold."""
        if at_least:
            return self.low >= Decimal(at_least)
        return self.low > Decimal(more_than) or (self.low == Decimal(more_than) and self.above)

    def may_reach(self, at_least: str, more_than: str) -> bool:
        """Whether the highest share in the interval reaches the threshold."""
        if at_least:
            return self.high > Decimal(at_least) or (self.high == Decimal(at_least) and not self.below)
        return self.high > Decimal(more_than)


def read(printed: str) -> Share:
    """A printed share. Empty text is an unknown share. Raises ValueError with the reason where it is no share of 0 to 100 %."""
    text = " ".join(printed.split())
    if not text or text.lower() in ("unknown", "n/a", "na", "?", "-"):
        return Share()
    if found := _EXACT.match(text):
        return _checked(Share(_number(found[1]), _number(found[1])), printed)
    if found := _RANGE.match(text):
        return _checked(Share(_number(found[1]), _number(found[2])), printed)
    if found := _BETWEEN.match(text):
        return _checked(Share(_number(found[1]), _number(found[3]), True, found[2].lower() == "less than"), printed)
    if found := _BOUND.match(text):
        sign, number = found[1].lower(), _number(found[2])
        if sign in (">=", "≥", "at least", ">", "more than", "over"):
            return _checked(Share(low=number, above=sign in (">", "more than", "over")), printed)
        return _checked(Share(high=number, below=sign in ("<", "less than", "under")), printed)
    raise ValueError(f"'{printed}' is no share in percent")


def bounds(low: str, high: str) -> Share:
    """The share of two printed bounds, either of which may be empty."""
    share = Share(_number(low) if low.strip() else _NONE, _number(high) if high.strip() else _HUNDRED)
    return _checked(share, f"{low} to {high}")


def total(shares: Iterable[Share]) -> Share:
    """The sum of shares, at most 100 %: an open bound of any makes the sum's bound open."""
    found = tuple(shares)
    low, high = sum((one.low for one in found), _NONE), sum((one.high for one in found), _NONE)
    over = high > _HUNDRED
    return Share(
        min(low, _HUNDRED), min(high, _HUNDRED), any(one.above for one in found), any(one.below for one in found) and not over
    )


def hull(shares: Iterable[Share]) -> Share:
    """The smallest interval that holds all shares: what several sources that differ leave possible."""
    found = tuple(shares)
    low, high = min(one.low for one in found), max(one.high for one in found)
    return Share(
        low,
        high,
        all(one.above for one in found if one.low == low),
        all(one.below for one in found if one.high == high),
    )


def rest(others: Iterable[Share]) -> Share:
    """What is left for anybody else: from 0 to 100 % less what others hold at least."""
    held = total(others)
    return Share(_NONE, _HUNDRED - held.low, False, held.above)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"'{text}' is no number") from error


def _checked(share: Share, printed: str) -> Share:
    if not (_NONE <= share.low <= share.high <= _HUNDRED):
        raise ValueError(f"'{printed}' is not between 0 and 100 %, low before high")
    if share.low == share.high and (share.above or share.below):
        raise ValueError(f"'{printed}' leaves no share")
    return share


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
