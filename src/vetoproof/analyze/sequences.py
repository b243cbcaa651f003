"""What a party said of one proposition, in order: denial, evasion, admission (law 4).

Sequences are per party *and* proposition: an admission of troops says nothing of a denial of arms, which stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from vetoproof.analyze.view import Row
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


def sequences(rows: Iterable[Row], pack: Pack, relayed: frozenset[str] = frozenset()) -> tuple[Sequence, ...]:
    """The sequences of the regime's parties over these rows. Rows in `relayed` repeat another claim and add no position.

    A party that only ever asserts has no sequence: there is nothing to hold against it.
    """
    taken: dict[tuple[str, str, str | None], list[tuple[Row, str]]] = defaultdict(list)
    for row in rows:
        if row.claim in relayed:
            continue
        for party in _parties(row, pack):
            taken[party, row.type, _flow(row)].append((row, party))
    result = []
    for (party, kind, flow), said in _with_unknown_flows(taken).items():
        items = _items(said)
        if any(item.label != "assertion" for item in items):
            result.append(Sequence(party=party, proposition=_proposition(kind, flow), items=items, state=_state(items)))
    return tuple(sorted(result, key=lambda s: (s.party, s.proposition)))


def _parties(row: Row, pack: Pack) -> list[str]:
    """Parties of the regime among the innermost speakers. An unnamed source inside a party does not take a position for it."""
    if row.chain[-1].kind not in OFFICIAL:
        return []
    countries = (row.chain[-1].country or "").split("|")
    return [code for code in countries if code in pack.regime.parties]


def _flow(row: Row) -> str | None:
    giver, taker = row.supplier or row.agent, row.recipient or row.patient
    return f"{giver}>{taker}" if giver and taker else None


def _with_unknown_flows(
    taken: dict[tuple[str, str, str | None], list[tuple[Row, str]]],
) -> dict[tuple[str, str, str | None], list[tuple[Row, str]]]:
    """Positions on a flow that was not spelled out join the only flow of that type which the party spoke of."""
    flows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, kind, flow in taken:
        if flow is not None:
            flows[party, kind].add(flow)
    merged: dict[tuple[str, str, str | None], list[tuple[Row, str]]] = defaultdict(list)
    for (party, kind, flow), said in taken.items():
        known = flows[party, kind]
        merged[party, kind, next(iter(known)) if flow is None and len(known) == 1 else flow].extend(said)
    return merged


def _items(said: Iterable[tuple[Row, str]]) -> tuple[SequenceItem, ...]:
    """One item for each speaker, position and day of printing: ten outlets with one denial are one denial."""
    first: dict[tuple[str, str, str], Row] = {}
    for row, _ in sorted(said, key=lambda pair: (pair[0].published, len(pair[0].chain), pair[0].claim)):
        first.setdefault((row.published, row.chain[-1].name, LABELS[row.stance]), row)
    return tuple(
        SequenceItem(claim=row.claim, date=day, stance=row.stance, label=LABELS[row.stance], speaker=speaker)
        for (day, speaker, _), row in sorted(first.items(), key=lambda pair: (pair[0][0], pair[1].claim))
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
