"""How a query is to be answered."""

from __future__ import annotations

from typing import NamedTuple

SHOWN_FROM = 0.001
"""Entries whose score is below are not shown unless asked for: at the usual prior, ten times likelier than chance."""


class Settings(NamedTuple):
    """How a query is answered: `prior` is the chance, before looking, that the party is a given entry's; entries from
    `threshold` upward are matches; from `floor` upward they are shown, `limit` at most.

    Below a floor of less than `screener.LIKELY` entries are shown as well whose names alone would match and which a number, a
    date or a country contradicts, however low they score: that a namesake was told apart, and by what, is part of the answer.
    """

    prior: float
    threshold: float
    floor: float = SHOWN_FROM
    limit: int = 10
    lists: frozenset[str] = frozenset()
    schema: str = ""
