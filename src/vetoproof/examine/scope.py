"""Whether a claim is in the regime's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
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


def settled(rules: Sequence[ScopeRule], frame: Frame, own: Sequence[str] = ()) -> Scope | None:
    """By the first rule of the frame's type that its parties satisfy; None where the frame leaves open whose file it is.

    Open is what names no state but the regime's `own` parties, or none at all (a ship at a pier, "no comment", one party's
    veto), and what names only who suffered it, or where soldiers are: "14 people were killed by them" tells nobody's weapons.
    A type in no rule is out.
    """
    named = parties(frame)
    mine = [rule for rule in rules if frame.type in rule.types]
    if not mine:
        return "out"
    if any(set(rule.all_of) <= named and (not rule.any_of or named & set(rule.any_of)) for rule in mine):
        return "in"
    if not named and any(not rule.all_of and not rule.any_of for rule in mine):
        return "in"
    # "50 howitzers were delivered to A" is A's; where soldiers of the file fight, only the place may be printed.
    ends = frame.supplier or frame.agent or (frame.type != "troop_deployment" and frame.recipient)
    return None if named <= set(own) or not ends else "out"


def decide(rules: Sequence[ScopeRule], frame: Frame, own: Sequence[str] = (), topic: Scope = "out") -> Scope:
    """As `settled`; a claim that leaves it open is where the page's other claims are: `topic`."""
    return settled(rules, frame, own) or topic


def of_page(rules: Sequence[ScopeRule], frames: Iterable[Frame], own: Sequence[str], named: Set[str]) -> Scope:
    """In, where most of the page's claims that settle it are in the file; where none or half do, by the states it names.

    `named`: codes of the states that the page names, by whatever name. One party's own acts in the Council say nothing of
    whose file it is.
    """
    found = [
        one
        for frame in frames
        if parties(frame)
        and not (frame.type == "un_action" and parties(frame) <= set(own))
        and (one := settled(rules, frame, own)) is not None
    ]
    most = 2 * found.count("in") - len(found)
    if found and (most or not named & set(own[:1])):
        return "in" if most > 0 else "out"
    # "141 wagons stood at the crossing", and nobody named but one party: its page passed triage, and is the file's.
    return "in" if named & set(own[:1]) or (named and named <= set(own)) else "out"


def near(frame: Frame, own: Sequence[str], topic: Scope) -> Scope:
    """The page's topic for one claim: a listed ship, or a place in the state that the file is about, brings it in."""
    there = frame.place is not None and frame.place.country is not None and frame.place.country in own[:1]
    return "in" if frame.type == "arms_transfer" and (frame.vessel or there) else topic
