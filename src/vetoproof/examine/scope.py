"""Whether a claim is in the regime's file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from vetoproof.model import Frame
from vetoproof.packs.regime import ScopeRule

Scope = Literal["in", "out"]


def parties(frame: Frame) -> frozenset[str]:
    """All states that the frame names in any role."""
    return frozenset(
        code for role in (frame.supplier, frame.recipient, frame.agent, frame.patient) if role for code in role.split("|")
    )


def decide(rules: Sequence[ScopeRule], frame: Frame, topic: Scope = "out") -> Scope:
    """By the first rule of the frame's type that its parties satisfy. A type in no rule is out.

    A claim that names no party at all (a ship at a pier, "no comment") is where the page's claims before it are.
    """
    named = parties(frame)
    mine = [rule for rule in rules if frame.type in rule.types]
    if not mine:
        return "out"
    if not named:
        return "in" if any(not rule.all_of and not rule.any_of for rule in mine) else topic
    for rule in mine:
        if set(rule.all_of) <= named and (not rule.any_of or named & set(rule.any_of)):
            return "in"
    return "out"
