"""Which claims repeat which: stated attribution first, then unnamed media found out, then near-copies, then one statement.

Everything is looked up by key inside one event; a claim has at most one relay that leads to a claim of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from vetoproof.analyze.copies import COPIED, Copies
from vetoproof.analyze.mutations import Hedges, mutations
from vetoproof.analyze.told import Told
from vetoproof.analyze.unnamed import Media
from vetoproof.model import Relay, RelayKind

LOOK_BACK = 50
"""Earlier claims of a medium that a stated attribution is held against."""

SAME_WORDS = 0.95
"""Probability that outlets which give one speaker the same figure within a week report the same statement: our assumption."""


class Relays:
    """Finds the relays of events. Shares its tables between events."""

    def __init__(self, hedges: Hedges, media: Media, copies: Copies) -> None:
        self._hedges = hedges
        self._media = media
        self._copies = copies

    def find(self, rows: Sequence[Told], pairs: Sequence[tuple[str, str]]) -> tuple[Relay, ...]:
        """All relays inside one event, whose claims stand in the order of telling.

        `pairs`: documents (copy, source) that may be near-copies.
        """
        found: dict[str, Relay] = {}
        unread: dict[str, Relay] = {}
        by_outlet: dict[str, list[Told]] = defaultdict(list)
        for told in rows:
            if told.relays:
                relay = self._stated(told, by_outlet)
                (found if relay.source else unread)[told.row.claim] = relay
            by_outlet[told.outlet].append(told)
        for told, source, p in self._media.unify(rows):
            if told.row.claim not in found:
                medium = source.relays[-1] if source.relays else source.outlet
                found[told.row.claim] = self._relay(told, source, "anonymous", medium, p)
        self._copied(rows, pairs, found)
        self._same(rows, found)
        relays = [*found.values(), *unread.values()]
        return tuple(sorted(relays, key=lambda r: (r.claim, r.source or "", r.kind)))

    def _stated(self, told: Told, by_outlet: dict[str, list[Told]]) -> Relay:
        """The nearest medium of the chain whose own claim says the same; `by_outlet` holds what was told before."""
        for medium in told.relays:
            own = (t for t in reversed(by_outlet.get(medium, ())) if t.row.document != told.row.document)
            fitting = [t for t in islice(own, LOOK_BACK) if _same_voice(told, t, medium)]
            if fitting:
                source = min(fitting, key=lambda t: (_distance(told, t), t.order))
                return self._relay(told, source, "stated", medium, 1.0)
        return Relay(claim=told.row.claim, source=None, kind="stated", via=told.relays[0], probability=1.0)

    def _copied(self, rows: Sequence[Told], pairs: Sequence[tuple[str, str]], found: dict[str, Relay]) -> None:
        if not pairs:
            return
        by_document: dict[str, list[Told]] = defaultdict(list)
        for told in rows:
            by_document[told.row.document].append(told)
        for copy, origin in sorted(pairs):
            shared = self._copies.similarity(copy, origin)
            if shared < COPIED:
                continue
            for told in by_document[copy]:
                alike = [t for t in by_document[origin] if t.row.stance == told.row.stance and t.order < told.order]
                if alike and told.row.claim not in found:
                    source = min(alike, key=lambda t: (_distance(told, t), t.order))
                    found[told.row.claim] = self._relay(told, source, "copy", source.outlet, shared)

    def _same(self, rows: Sequence[Told], found: dict[str, Relay]) -> None:
        """Several outlets with one statement: all point to its earliest printing."""
        leads: dict[int, Told] = {}
        for told in rows:
            lead = leads.setdefault(told.statement, told)
            if lead is told or told.row.claim in found or lead.row.document == told.row.document:
                continue
            if told.voice:
                via = told.bases[0].label if len(told.bases) == 1 else " and ".join(b.label for b in told.bases)
                found[told.row.claim] = self._relay(told, lead, "same_statement", via, SAME_WORDS)

    def _relay(self, told: Told, source: Told, kind: RelayKind, via: str, p: float) -> Relay:
        changes = mutations(source.row, told.row, self._hedges, told.fused and not source.fused)
        return Relay(
            claim=told.row.claim, source=source.row.claim, kind=kind, via=via, probability=round(p, 4), mutations=changes
        )  # fmt: skip


def _same_voice(told: Told, source: Told, medium: str) -> bool:
    """Same side, and the same innermost voice; a claim that stops at the medium may rest on whatever the medium printed."""
    if told.affirms != source.affirms or (told.row.stance == "denies") != (source.row.stance == "denies"):
        return False
    return told.voice in (source.voice, f"voice:{medium}") and _near(told, source)


def _near(told: Told, source: Told) -> bool:
    """Figures that could be one figure retold; where one side gives none, nothing speaks against it."""
    a, b = _value(told), _value(source)
    return a is None or b is None or max(a, b) <= 2 * min(a, b) or told.row.unit != source.row.unit


def _value(told: Told) -> float | None:
    return told.row.low if told.row.low is not None else told.row.high


def _distance(told: Told, source: Told) -> tuple[bool, bool, float, bool, bool]:
    """How unlike two claims are: figure, unit, item, outcome; smaller is nearer."""
    a, b = _value(told), _value(source)
    gap = abs(a - b) if a is not None and b is not None else 0.0
    bare = (a is None) != (b is None)
    return bare, told.row.unit != source.row.unit, gap, told.row.item != source.row.item, told.row.outcome != source.row.outcome


def without(relays: Iterable[Relay], claims: frozenset[str]) -> tuple[Relay, ...]:
    """Relays whose claim is not among `claims`; a lost source becomes unknown."""
    kept = (r for r in relays if r.claim not in claims)
    return tuple(msgspec.structs.replace(r, source=None) if r.source in claims else r for r in kept)
