"""Admiralty letter and digit, and analytic confidence: rules over counted bases, each with its reasons.

The digit follows the wording of the Admiralty code (NATO AJP-2.1, as carried by the MISP admiralty-scale taxonomy): 1 confirmed
by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged.
"""

from __future__ import annotations

import msgspec

from vetoproof.model import Confidence, Contribution, Digit, Letter


class Standing(msgspec.Struct, frozen=True):
    """What the rules look at. `outside`: counted bases from outside the parties, the belligerents and their allies."""

    counted: tuple[Contribution, ...]
    groups: int
    outside: int
    admitted: bool
    denied_by_others: int
    denied_by_accused: int


def letter(counted: tuple[Contribution, ...]) -> tuple[Letter, tuple[str, ...]]:
    """The best letter among the counted bases; F where no cited record supports another."""
    best: Letter = min((c.reliability for c in counted), default="F")
    if not counted:
        return "F", ("no origin is known, so no source can be graded",)
    if best == "F":
        return "F", ("no cited record supports a letter for any of the sources counted",)
    holder = next(c.label for c in counted if c.reliability == best)
    return best, (f"{holder} carries the best letter on record",)


def digit(standing: Standing) -> tuple[Digit, tuple[str, ...]]:
    """How far the bases bear each other out. A denial by the party accused does not lower the digit by itself."""
    reasons: list[str] = []
    if standing.denied_by_accused:
        reasons.append("denied by a party concerned, which by itself moves little")
    if standing.groups == 0:
        return "6", (*reasons, "no independent basis is known, so its truth cannot be judged")
    if standing.denied_by_others >= standing.groups:
        return "5" if standing.denied_by_others > standing.groups else "4", (
            *reasons,
            f"disputed by {standing.denied_by_others} bases that are not parties to it",
        )
    if standing.admitted and standing.groups >= 2:
        return "1", (*reasons, "admitted by a party against its interest, and affirmed by another basis")
    if standing.admitted:
        return "2", (*reasons, "admitted by a party against its interest; no second basis")
    if standing.groups >= 3 and standing.outside:
        return "1", (
            *reasons,
            f"{standing.groups} independent bases, {standing.outside} of them from outside the parties and belligerents",
        )
    if standing.groups >= 2:
        return "2", (*reasons, f"{standing.groups} independent bases")
    return "3", (*reasons, "one independent basis at the low end of the count")


def confidence(standing: Standing) -> tuple[Confidence, tuple[str, ...]]:
    """How firm the footing of the judgement is, whatever the judgement: bases, their independence, their record."""
    judged = sum(c.reliability != "F" for c in standing.counted)
    if standing.groups >= 3 and standing.outside and judged:
        return "high", (f"{standing.groups} bases, one from outside, {judged} with a reliability on record",)
    if standing.admitted or (standing.groups >= 2 and standing.outside):
        why = "a party's own admission" if standing.admitted else f"{standing.groups} bases, one of them from outside"
        return "moderate", (
            why,
            "no source counted has a reliability on record" if not judged else "some reliability on record",
        )
    if standing.groups == 0:
        return "low", ("no basis is known",)
    return "low", (f"{standing.groups} independent basis at the low end" if standing.groups == 1 else "bases may be shared",)
