"""How many independent bases an event has: a range, because bases may be shared, with the reasons in words.

High: distinct bases. Low: groups of bases after merging all that may share, and never below one where any basis exists.
Origins joined by `shared_with` form one group, so the number of groups is the low end. Unnamed speakers, and persons of whom
no institution is known, may rest on any other basis: each is joined to the first one and raises the high end only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from vetoproof.analyze.bases import Basis
from vetoproof.analyze.told import Told
from vetoproof.analyze.vocabulary import Vocabulary
from vetoproof.model import Origin, OriginCount, Relay, identity


class Held(msgspec.Struct):
    """One basis with the claims that go back to it, and why it may not stand alone."""

    basis: Basis
    rows: list[Told]
    lead: Told
    id: str
    shared: dict[str, str] = {}


class Origins:
    """Counts the origins of events under one pack."""

    def __init__(self, allies: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
        self._allies = [frozenset(bloc) for bloc in allies]
        self._vocabulary = vocabulary
        self._ids: dict[str, str] = {}

    def count(
        self, rows: Iterable[Told], rests: Mapping[str, tuple[Basis, ...]], relays: Iterable[Relay]
    ) -> tuple[tuple[Origin, ...], OriginCount]:
        """The origins of claims that take the same side, earliest lead first, and their count. `rows` stand in order."""
        repeated = {r.claim for r in relays if r.source is not None}
        held = self._held(rows, rests, repeated)
        if not held:
            return (), OriginCount(low=0, high=0, reasons=_reasons(held, []))
        firm = [h for h in held if h.basis.kind not in ("anonymous", "person")]
        joint = [h for h in firm if h.basis.kind == "joint" and self._spoken(h, firm)]
        self._share(firm, rests)
        groups = _groups(firm)
        loose = [h for h in held if h.basis.kind in ("anonymous", "person")]
        anchor = firm[0] if firm else loose[0]
        for one in loose:
            if one is not anchor:
                who = "an unnamed speaker" if one.basis.kind == "anonymous" else "a person whose institution is not known"
                one.shared[anchor.id] = f"{one.basis.label}, {who}, may rest on the same basis as any other"
        low = max(len(groups), 1)
        high = len(held) - len(joint)
        return tuple(_origin(h) for h in held), OriginCount(low=low, high=max(low, high), reasons=_reasons(held, joint))

    def _held(self, rows: Iterable[Told], rests: Mapping[str, tuple[Basis, ...]], repeated: set[str]) -> list[Held]:
        claims: dict[str, tuple[Basis, list[Told]]] = {}
        for told in rows:
            for basis in rests[told.row.claim]:
                claims.setdefault(basis.key, (basis, []))[1].append(told)
        self._fold(claims)
        held = []
        for basis, said in claims.values():
            # Whoever judges another's report, or repeats a claim that is at hand, does not stand for the basis.
            lead = said[0]
            if len(said) > 1:
                lead = min(said, key=lambda t: (t.row.claim in repeated, t.row.hedge_by is not None, t.order))
            held.append(Held(basis, said, lead, self._id(basis.key), {}))
        return sorted(held, key=lambda h: (h.lead.order, h.basis.key))

    def _id(self, key: str) -> str:
        return self._ids.get(key) or self._ids.setdefault(key, identity("origin", key))

    def _fold(self, claims: dict[str, tuple[Basis, list[Told]]]) -> None:
        """Unnamed speakers whose description says no more than another's are one: "intelligence sources" of whatever state."""
        if len(claims) < 2:
            return
        unnamed = {
            key: self._vocabulary.unnamed(basis.label)
            for key, (basis, _) in claims.items()
            if basis.kind == "anonymous" and basis.label.startswith(("anon:", "group:"))
        }
        # The fullest description first, so that the others fold into it whatever the order in which they came.
        fullest = sorted(unnamed, key=lambda k: (-len(unnamed[k].words), claims[k][1][0].order))
        for place, key in enumerate(fullest):
            for wider in fullest[:place]:
                less, more = unnamed[key], unnamed[wider]
                if wider in claims and less.words <= more.words and less.medium == more.medium:
                    told = claims.pop(key)[1]
                    known = {t.row.claim for t in claims[wider][1]}
                    claims[wider][1].extend(t for t in told if t.row.claim not in known)
                    break

    def _share(self, firm: list[Held], rests: Mapping[str, tuple[Basis, ...]]) -> None:
        if len(firm) < 2:
            return
        together: set[tuple[str, str]] = set()
        if any(len(bases) > 1 for bases in rests.values()):
            alone = {bases[0].key for bases in rests.values() if len(bases) == 1}
            together = {(a.key, b.key) for bases in rests.values() for a in bases for b in bases if not {a.key, b.key} <= alone}
        for i, one in enumerate(firm):
            for other in firm[i + 1 :]:
                why = self._why(one.basis, other.basis)
                if why is None and (one.basis.key, other.basis.key) in together:
                    why = f"{one.basis.label} and {other.basis.label} spoke together"
                if why is not None:
                    one.shared[other.id] = why
                    other.shared[one.id] = why

    def _why(self, a: Basis, b: Basis) -> str | None:
        """Why two bases may be one, or None."""
        for one, other in ((a, b), (b, a)):
            if one.shares and {other.label, other.actor, other.country} & set(one.shares):
                return f"{a.label} and {b.label} are known to share what they know"
            if one.kind == "joint" and self._member(one, other):
                return f"{other.label} belongs to {one.label}"
        if "dataset" in (a.kind, b.kind) or a.country is None or b.country is None:
            return None
        if a.country == b.country:
            return f"{a.label} and {b.label} belong to one state"
        if any(a.country in bloc and b.country in bloc for bloc in self._allies):
            return f"{a.label} and {b.label} belong to allied states"
        return None

    def _spoken(self, joint: Held, firm: list[Held]) -> bool:
        return any(other is not joint and self._member(joint.basis, other.basis) for other in firm)

    @staticmethod
    def _member(joint: Basis, other: Basis) -> bool:
        """A member itself, or another organ of a member state: member states are written with their code first."""
        if other.kind == "dataset":
            return False
        names = {other.label, other.actor}
        return any(m in names or (other.country and m.split(" ")[0] == other.country) for m in joint.members)


def _groups(held: list[Held]) -> list[set[str]]:
    """Ids connected through `shared`."""
    near = {h.id: set(h.shared) for h in held}
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in near:
        if start in seen:
            continue
        group, waiting = set(), [start]
        while waiting:
            here = waiting.pop()
            if here not in group:
                group.add(here)
                waiting.extend(near[here] - group)
        seen |= group
        groups.append(group)
    return groups


def _origin(held: Held) -> Origin:
    basis = held.basis
    kind = "institution" if basis.kind == "unknown" else basis.kind
    return Origin(
        id=held.id, label=basis.label, kind=kind, actor=basis.actor, country=basis.country, lead=held.lead.row.claim,
        claims=tuple(sorted(t.row.claim for t in held.rows)), outlets=len({t.outlet for t in held.rows}),
        shared_with=tuple(sorted(held.shared)), reasons=tuple(dict.fromkeys(held.shared.values())),
    )  # fmt: skip


def _reasons(held: list[Held], joint: list[Held]) -> tuple[str, ...]:
    if not held:
        return ("no claim tells what it rests on: lineage unknown",)
    found = dict.fromkeys(reason for h in held for reason in h.shared.values())
    for body in joint:
        found[f"{body.basis.label} adds none: its members had affirmed it themselves"] = None
    if len(held) == 1:
        found["one basis"] = None
    return tuple(found)
