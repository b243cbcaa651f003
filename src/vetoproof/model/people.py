"""What people add to the evidence: decisions and replies. Both are appended, never changed."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from vetoproof.model.canonical import identity

DecisionKind = Literal[
    "accept", "reject", "correct", "add", "merge", "split", "regrade", "sign", "retract", "redact", "disposition"
]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a named person decided about a claim, event or finding, when, and why.

    `target` is the id decided on; `anchor` (address, quote, slots) re-attaches the decision to later readings.
    A merge's or split's `value` holds the must-link or cannot-link pairs of claim ids under "pairs".
    """

    kind: DecisionKind
    target: str
    by: str
    at: str
    reason: str
    value: dict[str, Any] = {}
    anchor: dict[str, str] = {}

    @property
    def id(self) -> str:
        return identity("decision", self)


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the party concerned answered, or that it was asked (`text` None); silence is not admission."""

    event: str
    party: str
    channel: str
    asked_at: str | None
    answered_at: str | None
    published: str | None
    text: str | None
    source: str = ""

    @property
    def id(self) -> str:
        return identity("reply", self)
