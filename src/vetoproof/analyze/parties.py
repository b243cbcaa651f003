"""Who of an event is looked up on lists: ships, companies and officials that its claims name, and those who speak.

A ship with a number is one party under all its names; a name without a number is a party of its own, for it may be another
ship. Private persons are looked up nowhere: of persons only those who act or speak for a state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.analyze.slim import Link, SlimClaim
from vetoproof.model import PartyKind
from vetoproof.packs.regime import ActorRow, Regime
from vetoproof.screen.party import fold

if TYPE_CHECKING:
    from vetoproof.analyze.told import Told

OFFICIAL = frozenset({"visit", "agreement", "un_action"})
"""Types of event in which those named act for a state."""


class Party(NamedTuple):
    """Whom a screening asks for. `names` are sorted; `country` is an ISO code where the pack knows whom a person serves."""

    kind: PartyKind
    name: str
    number: str
    names: tuple[str, ...]
    country: str = ""
    claims: tuple[str, ...] = ()


def printed(claim: SlimClaim) -> str | None:
    """The parties that a claim names, as JSON [[kind, name, number], ...], sorted; None where it names none."""
    found = {
        (mention.kind, mention.name, mention.identifiers.get("imo", ""))
        for mention in claim.mentions
        if mention.kind in ("ship", "company") or (mention.kind == "person" and _acts(claim))
    }
    if claim.frame.vessel:
        known = {name for kind, name, _ in found if kind == "ship"}
        found |= {("ship", name, "") for name in claim.frame.vessel.split("|") if name and name not in known}
    return msgspec.json.encode(sorted(found)).decode() if found else None


def _acts(claim: SlimClaim) -> bool:
    """Whether those named in a claim act for a state: on a visit, in a treaty, in what an official states of others."""
    last: Link | None = claim.chain[-1] if claim.chain else None
    kind = claim.frame.type
    return kind in OFFICIAL or (kind == "statement_other" and last is not None and bool(last.office or last.actor))


def named(rows: Iterable[tuple[str, str]]) -> tuple[Party, ...]:
    """The parties that (claim, JSON of `printed`) name, ships with numbers first. The order of the rows never matters."""
    names: dict[tuple[PartyKind, str, str], set[str]] = defaultdict(set)
    claims: dict[tuple[PartyKind, str, str], set[str]] = defaultdict(set)
    for claim, text in rows:
        for kind, name, number in msgspec.json.decode(text, type=list[tuple[PartyKind, str, str]]):
            key = (kind, number, "" if number else fold(name))
            names[key].add(name)
            claims[key].add(claim)
    return tuple(
        Party(kind, _shown(names[kind, number, name], number), number, tuple(sorted(names[kind, number, name])),
              claims=tuple(sorted(claims[kind, number, name])))
        for kind, number, name in sorted(names, key=lambda k: (k[0] != "ship", not k[1], k[0], k[2], k[1]))
    )  # fmt: skip


def _shown(names: set[str], number: str) -> str:
    """The name to print: not the bare number where there is another."""
    return min((name for name in names if number not in name or not number), default=min(names))


class Speaking:
    """Who speaks in an event and may be listed: officials by name, and bodies of the parties whose conduct is in question."""

    def __init__(self, regime: Regime) -> None:
        self._parties = frozenset(regime.parties)
        self._actors: Mapping[str, ActorRow] = {row.id: row for row in regime.actors}
        self._known: dict[tuple[str, str], Party | None] = {}

    def of(self, told: Sequence[Told]) -> tuple[Party, ...]:
        """Speakers of these claims, each once, sorted by name."""
        found: dict[str, Party] = {}
        for row in told:
            for speaker in row.row.chain:
                if speaker.kind not in ("person", "organisation", "office") or not speaker.actor:
                    continue
                for name in speaker.name.split("|"):
                    key = (speaker.kind, name)
                    if key not in self._known:
                        self._known[key] = self._party(*key, speaker.country or "")
                    party = self._known[key]
                    if party is not None:
                        found[party.name] = party
        return tuple(found[name] for name in sorted(found))

    def _party(self, kind: str, name: str, country: str) -> Party | None:
        if kind == "person":
            return Party("person", name, "", (name,), country if "|" not in country else "")
        row = self._actors.get(name)
        if row is None or row.country not in self._parties or not row.names:
            return None
        return Party("body", row.names[0], "", tuple(sorted(row.names)), row.country or "")
