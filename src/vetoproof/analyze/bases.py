"""What a claim rests on: the body, data set or unnamed source whose knowledge it is, not the mouth that says it.

One agency speaking through five lawmakers is one basis. An outlet in its own voice, hearsay and collectives tell nothing of
where they have it from: unknown lineage, which counts as no basis at all.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.analyze.actors import Actors, Party
from vetoproof.analyze.slim import Link

Kind = Literal["institution", "dataset", "anonymous", "joint", "person", "unknown"]

AFFIRMING = ("asserts", "acknowledges")


class Basis(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An evidentiary basis. `key` is equal for equal bases; empty where nothing at all is known of it."""

    key: str
    label: str
    kind: Kind
    actor: str | None = None
    country: str | None = None
    members: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


def basis(party: Party) -> Basis:
    """The basis on which one party speaks."""
    if party.kind == "anonymous" or party.platform:
        name = party.actor or party.name
        return Basis(key=f"anonymous:{name}", label=name, kind="anonymous", country=party.country)
    if party.kind in ("outlet", "group", "unspecified") and not (party.institution or party.dataset or party.members):
        return _unknown(party)
    if _unplaced(party):
        return _unknown(party)
    if party.kind == "person" and party.institution is None and not party.dataset:
        key = f"person:{party.actor or party.name}"
        return Basis(key=key, label=party.name, kind="person", actor=party.actor, country=party.country, shares=party.shares)
    if not party.grounded:
        return _unknown(party)
    actor = party.institution or party.actor
    kind: Kind = "joint" if party.members else "dataset" if party.dataset else "institution"
    label = actor or party.name
    return Basis(
        key=f"body:{label}", label=label, kind=kind, actor=actor, country=party.country, members=party.members,
        shares=party.shares,
    )  # fmt: skip


def _unplaced(party: Party) -> bool:
    """A body that neither the pack nor a state's name places, or a bare surname: nobody knows what it can know."""
    if party.institution or party.dataset or party.members or party.actor:
        return False
    if party.kind == "person":
        return len(party.name.split()) < 2
    return party.kind in ("organisation", "office") and party.country is None


def _unknown(party: Party) -> Basis:
    """Another's claim may still tell where this voice has it from, so that it keeps its name; hearsay has none."""
    key = "" if party.kind in ("group", "unspecified") else f"voice:{party.actor or party.name}"
    return Basis(key=key, label=party.name, kind="unknown", country=party.country)


class Voices:
    """Decodes chains and finds whose claim each is. Equal chains are decoded once."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self._chains: dict[str, tuple[Link, ...]] = {}
        self._decoder = msgspec.json.Decoder(list[tuple[str, str, str | None, str | None, str | None]])
        self._bases: dict[tuple[str, str, str | None, str | None, int], tuple[Basis, ...]] = {}

    def chain(self, text: str) -> tuple[Link, ...]:
        """The links of an encoded chain."""
        found = self._chains.get(text)
        if found is None:
            found = self._chains[text] = tuple(Link(*link) for link in self._decoder.decode(text))
        return found

    def voice(self, text: str, hedge_by: str | None, stance: str) -> Link:
        """Whose stance it is: the innermost speaker affirms; who denies or doubts another's report is `hedge_by`.

        A minister who judges a press report adds no basis to it: the report's author stays innermost.
        """
        links = self.chain(text)
        if hedge_by is None or stance in AFFIRMING:
            return links[-1]
        for link in links:
            if link.speaker == hedge_by:
                return link
        return Link(hedge_by, "person")

    def bases(self, link: Link, day: int) -> tuple[Basis, ...]:
        """One basis for each parallel speaker of a link."""
        era = self.actors.era(day) if self.actors.tenured(link.speaker) else -1
        key = (link.speaker, link.kind, link.actor, link.country, era)
        found = self._bases.get(key)
        if found is None:
            parties = self.actors.parties(link.speaker, link.kind, link.actor, link.country, day)
            found = self._bases[key] = tuple(basis(party) for party in parties)
        return found


def known(bases: tuple[Basis, ...]) -> tuple[Basis, ...]:
    """Those of parallel bases that have a lineage."""
    return tuple(b for b in bases if b.kind != "unknown")


def joined(bases: tuple[Basis, ...]) -> str:
    """One key for parallel bases, whatever their order; empty where none is known at all."""
    return "|".join(sorted(b.key for b in bases if b.key))
