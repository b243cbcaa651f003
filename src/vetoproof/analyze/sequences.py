"""What a party said of one proposition, in order: denial, evasion, admission (law 4).

Sequences are per party *and* proposition: an admission of troops says nothing of a denial of arms, which stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

from vetoproof.analyze.view import Row, Speaker
from vetoproof.model import Sequence, SequenceItem, Stance
from vetoproof.packs.pack import Pack

Label = Literal["denial", "evasion", "admission", "assertion"]

LABELS: dict[Stance, Label] = {
    "denies": "denial",
    "declines": "evasion",
    "questions": "evasion",
    "acknowledges": "admission",
    "asserts": "assertion",
}

OFFICIAL = ("state", "organisation", "office", "person")
"""Kinds of speakers who can take a position for a party."""


class Position(msgspec.Struct, frozen=True, gc=False):
    """What one speaker said of one proposition on one day. `flow`: who gives or acts, and who takes or suffers."""

    claim: str
    published: str
    depth: int
    stance: Stance
    type: str
    flow: str | None
    speaker: Speaker


def sequences(rows: Iterable[Row], pack: Pack, relayed: frozenset[str] = frozenset()) -> tuple[Sequence, ...]:
    """The sequences of the regime's parties over these rows. Rows in `relayed` repeat another claim and add no position."""
    return in_order([position(r) for r in rows if r.claim not in relayed and parties(r.chain[-1], pack)], pack)


def position(row: Row) -> Position:
    """The position that a row takes, by its innermost speaker."""
    said = flow(row.supplier or row.agent, row.recipient or row.patient)
    return Position(row.claim, row.published, len(row.chain), row.stance, row.type, said, row.chain[-1])


def in_order(positions: Iterable[Position], pack: Pack) -> tuple[Sequence, ...]:
    """The sequences of the regime's parties over these positions.

    A party that only ever asserts has no sequence: there is nothing to hold against it.
    """
    taken: _Taken = defaultdict(list)
    for one in positions:
        for party in parties(one.speaker, pack):
            taken[party, one.type, one.flow].append(one)
    result = []
    for (party, kind, about), said in _with_unknown_flows(taken).items():
        if any(LABELS[one.stance] != "assertion" for one in said):
            items = _items(said)
            result.append(Sequence(party=party, proposition=_proposition(kind, about), items=items, state=_state(items)))
    return tuple(sorted(result, key=lambda s: (s.party, s.proposition)))


def parties(speaker: Speaker, pack: Pack) -> list[str]:
    """Parties of the regime among parallel speakers. An unnamed source inside a party does not take a position for it."""
    if speaker.country is None or speaker.kind not in OFFICIAL:
        return []
    return [code for code in speaker.country.split("|") if code in pack.regime.parties]


def flow(giver: str | None, taker: str | None) -> str | None:
    """A flow spelled out; None where an end of it is unknown."""
    return f"{giver}>{taker}" if giver and taker else None


_Taken = dict[tuple[str, str, str | None], list[Position]]
"""Positions by party, type and flow."""


def _with_unknown_flows(taken: _Taken) -> _Taken:
    """Positions on a flow that was not spelled out join the only flow of that type which the party spoke of."""
    flows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, kind, flow in taken:
        if flow is not None:
            flows[party, kind].add(flow)
    merged: _Taken = defaultdict(list)
    for (party, kind, flow), said in taken.items():
        known = flows[party, kind]
        merged[party, kind, next(iter(known)) if flow is None and len(known) == 1 else flow].extend(said)
    return merged


def _items(said: Iterable[Position]) -> tuple[SequenceItem, ...]:
    """One item for each speaker, position and day of printing: ten outlets with one denial are one denial."""
    first: dict[tuple[str, str, str], Position] = {}
    for one in sorted(said, key=lambda p: (p.published, p.depth, p.claim)):
        first.setdefault((one.published, one.speaker.name, LABELS[one.stance]), one)
    return tuple(
        SequenceItem(claim=one.claim, date=one.published, stance=one.stance, label=LABELS[one.stance], speaker=one.speaker.name)
        for one in sorted(first.values(), key=lambda p: (p.published, p.claim))
    )


def _state(items: tuple[SequenceItem, ...]) -> Literal["denial open", "evaded", "admitted", "asserted"]:
    """Where it stands. Only an admission ends a denial; speaking of the matter does not, and a later denial reopens it."""
    taken = [item.label for item in items if item.label != "assertion"]
    if not taken:
        return "asserted"
    firm = next((label for label in reversed(taken) if label != "evasion"), None)
    if firm == "admission":
        return "admitted"
    return "denial open" if firm == "denial" and taken[-1] == "denial" else "evaded"


def _proposition(kind: str, flow: str | None) -> str:
    return f"{kind} {flow}" if flow else kind
