"""The shape of scales: probability words, evidence weights, vague numbers. Each row has its source and limitation."""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words and the interval of probability (0 to 1) that they stand for on one scale."""

    words: tuple[str, ...]
    low: float
    high: float


class ProbabilityScale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published scale. `bodies`: ids of actors whom data shows to publish under it; nobody else is read on it."""

    id: str
    title: str
    bodies: tuple[str, ...] = ()
    terms: tuple[Term, ...]
    source: str
    limitation: str


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One factor of the grade: a probability conveyed (keys under "said.") or a multiplier of log-odds (all others)."""

    key: str
    low: float
    high: float
    why: str
    source: str
    limitation: str


class VagueNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Unnumbered quantity words and the range that they may stand for; printed as such, never used as a figure."""

    words: tuple[str, ...]
    low: int
    high: int | None
    source: str
    limitation: str


class Scales(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All scales of the house. `survey` holds the wide ranges for hedges that no scale covers."""

    scales: tuple[ProbabilityScale, ...] = ()
    survey: tuple[ProbabilityScale, ...] = ()
    weights: tuple[Weight, ...] = ()
    vague: tuple[VagueNumber, ...] = ()
