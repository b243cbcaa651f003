"""Intervals of log-odds: the arithmetic of the grade, in one place. Natural logarithms, rounded to four decimals."""

from __future__ import annotations

from math import exp, log

import msgspec

FLOOR, CEILING = 0.01, 0.99
"""No evidence here is stronger than 99 to 1: ICD 203 ends its scale at 1 and 99 per cent for the same reason."""


class Interval(msgspec.Struct, frozen=True):
    """A closed interval of log-odds, low <= high."""

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(round(self.low + other.low, 4), round(self.high + other.high, 4))

    def __sub__(self, other: Interval) -> Interval:
        """End by end, so that parts that are differences add up again to the whole."""
        return Interval(round(self.low - other.low, 4), round(self.high - other.high, 4))

    def times(self, low: float, high: float) -> Interval:
        """The interval of all products with a multiplier between `low` and `high` (both at least 0)."""
        ends = (self.low * low, self.low * high, self.high * low, self.high * high)
        return Interval(round(min(ends), 4), round(max(ends), 4))

    def negated(self) -> Interval:
        return Interval(-self.high, -self.low)


ZERO = Interval(0.0, 0.0)


def logit(probability: float) -> float:
    """Log-odds of a probability, which is first held between FLOOR and CEILING."""
    p = min(max(probability, FLOOR), CEILING)
    return log(p / (1 - p))


def of_probability(low: float, high: float) -> Interval:
    """The interval of log-odds for an interval of probability (0 to 1)."""
    return Interval(round(logit(low), 4), round(logit(high), 4))


def probability(log_odds: float) -> float:
    """Probability (0 to 1) of log-odds, held between FLOOR and CEILING, to four decimals."""
    p = 1 / (1 + exp(-max(min(log_odds, 50.0), -50.0)))
    return round(min(max(p, FLOOR), CEILING), 4)
