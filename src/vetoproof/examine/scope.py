"""Whether a claim is in the regime's file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from vetoproof.model import Frame
from vetoproof.packs.regime import ScopeRule

UNITED_NATIONS = "UN"
"""Agent of acts of the Council; no state, so it does not put a claim in or out of a file."""
Scope = Literal["in", "out"]


def parties(frame: Frame) -> frozenset[str]:
    """All states that the frame names in any role."""
    roles = (frame.supplier, frame.recipient, frame.agent, frame.patient)
    return frozenset(code for role in roles if role for code in role.split("|")) - {UNITED_NATIONS}


def decide(rules: Sequence[ScopeRule], frame: Frame, own: Sequence[str] = (), topic: Scope = "out") -> Scope:
    """By the first rule of the frame's type that its parties satisfy. A type in no rule is out.

    A claim that names no state but the regime's `own` parties, or none at all (a ship at a pier, "no comment", one party's
    veto), is where the page's other claims are: `topic`.
    """
    named = parties(frame)
    mine = [rule for rule in rules if frame.type in rule.types]
    if not mine:
        return "out"
    satisfied = any(set(rule.all_of) <= named and (not rule.any_of or named & set(rule.any_of)) for rule in mine)
    if not satisfied and named and named <= set(own):
        return topic
    if not named:
        return "in" if any(not rule.all_of and not rule.any_of for rule in mine) else topic
    return "in" if satisfied else "out"


def near(frame: Frame, own: Sequence[str], topic: Scope) -> Scope:
    """The page's topic for one claim: a listed ship, or a place in the state that the file is about, brings it in."""
    there = frame.place is not None and frame.place.country is not None and frame.place.country in own[:1]
    return "in" if frame.type == "arms_transfer" and (frame.vessel or there) else topic
