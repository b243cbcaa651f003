"""Physical evidence joined to events: claimed quantities held against what voyages could have carried."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from vetoproof.analyze.fleet import Fleet
from vetoproof.analyze.quotes import Quotes
from vetoproof.analyze.view import EventView, Row
from vetoproof.analyze.ways import Ways
from vetoproof.model import Bound, Calls, CitedClaim, CitedWindow, Relay, RoundsPer, TripCount, TripLoad
from vetoproof.model.cited import own, public_by
from vetoproof.track.bounds import Claimed, compare
from vetoproof.track.shells import shells
from vetoproof.track.windows import window

ROUNDS_IN = "containers"
"""The unit for which rounds are cited."""


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What a watch cites of carriage: counts of voyages (with the states of their routes), loads of one voyage, windows that
    sources print for claimed totals, rounds in containers. What is claimed of it may have been published later than the view.
    """

    trips: tuple[TripCount, ...] = ()
    loads: tuple[TripLoad, ...] = ()
    claimed: tuple[CitedClaim, ...] = ()
    rounds: tuple[RoundsPer, ...] = ()

    @property
    def units(self) -> frozenset[str]:
        """Units of the loads: claims in others are not held against voyages."""
        return frozenset(load.unit for load in self.loads)

    def by(self, as_of: str | None) -> Cited:
        """What was public by the end of that day, in the order of ids."""
        return Cited(
            trips=tuple(sorted((t for t in self.trips if public_by(t.published, as_of)), key=lambda t: t.id)),
            loads=tuple(sorted((x for x in self.loads if public_by(x.published, as_of)), key=lambda x: x.id)),
            claimed=tuple(sorted((c for c in self.claimed if public_by(c.said, as_of)), key=lambda c: c.id)),
            rounds=tuple(sorted((r for r in self.rounds if public_by(r.published, as_of)), key=lambda r: r.id)),
        )


class Evidence:
    """Holds the claims of events against what is cited. `parties`: the states that stand for one that a claim does not name."""

    def __init__(self, cited: Cited, ways: Ways, quotes: Quotes, parties: Collection[str] = ()) -> None:
        self._cited, self._ways, self._quotes = cited, ways, quotes
        self._units = cited.units
        self._parties = "|".join(sorted(parties)) or None

    def bounds(self, view: EventView, bodies: Mapping[str, frozenset[str]] | None = None) -> tuple[Bound, ...]:
        """A bound for every claimed flow counted in a unit that voyages are loaded in.

        `bodies`: by claim the bodies for which its speakers speak. A relay adds none, unless it gives another window than its
        source: then it is compared as the outlet tells it. What was published after the view's as-of date is not known yet.
        """
        rows = [row for row in view.rows if row.type == "arms_transfer" and row.stance in ("asserts", "acknowledges")]
        rows = [row for row in rows if row.unit in self._units]
        if not rows:
            return ()
        cited = self._cited.by(view.as_of)
        relayed = {relay.claim: relay for relay in view.relays if relay.source is not None}
        held: list[Bound] = []
        shown: dict[tuple[object, ...], str] = {}
        for row in sorted(rows, key=lambda r: (r.published, r.claim)):
            relay = relayed.get(row.claim)
            claim = self._claimed(row, (bodies or {}).get(row.claim, frozenset()))
            key = (relay.source if relay else row.claim, claim.low, claim.high, claim.first, claim.last)
            if relay is not None and (not _another_window(relay, claim) or key in shown):
                continue
            shown.setdefault(key, row.claim)
            bound = self._held(claim, row, cited, shown)
            bound = _lines(bound, self._nearby(row, claim))
            held.append(_told(bound, row, relay) if relay is not None else bound)
        return tuple(held)

    def _held(self, claim: Claimed, row: Row, cited: Cited, shown: dict[tuple[object, ...], str]) -> Bound:
        """Over the claim's own window; else over those that are cited for it, once for one figure of one claimant."""
        known = next((one for one in cited.claimed if _same(one, claim)), None)
        if known is not None and claim.mode is None and known.mode and known.mode_source:
            claim = msgspec.structs.replace(claim, mode=known.mode, words=f"as cited: {known.mode_source}")
        bound = compare(claim, cited.trips, cited.loads, placed=True)
        if known is not None and window(claim.first, claim.last) is None and claim.mode in (None, "sea"):
            first = shown.setdefault((known.id, claim.low, claim.high), row.claim)
            if first != row.claim:
                why = "the same figure of the same claimant is held against the voyages where it was first said"
                return msgspec.structs.replace(bound, reasons=(*bound.reasons, why))
            bound = _over_cited(claim, known, cited, bound)
        if known is not None and known.guessed is not None:
            low, high = known.guessed.low, known.guessed.high
            number = f"{low}" if low == high else f"{low} to {high}"
            bound = _lines(bound, f"refused: {number} voyages are told for this claim without a source ({known.guessed.basis})")
        if bound.seen_low is None or bound.seen_high is None or claim.unit != ROUNDS_IN:
            return bound
        boxes = (bound.seen_low, bound.seen_high)
        return msgspec.structs.replace(bound, shells=shells(boxes, cited.rounds, claim.speakers, openly=bound.seen_open))

    def _claimed(self, row: Row, bodies: frozenset[str]) -> Claimed:
        """A running window without a printed end runs to the day on which it was said.

        A single day is no window of a total: "about 5,000, he said of 29 December" does not tell when the count began.
        """
        first, last = row.period_from, row.period_to
        if row.period_kind == "window" and first is not None and last is None:
            last = row.published
        if row.period_kind != "window" and first == last:
            first = None
        said = self._ways.said(self._quotes.of(row.claim))
        return Claimed(
            claim=row.claim, low=row.low, high=row.high, unit=row.unit or "", first=first, last=last, mode=said.mode or None,
            words=said.words, speakers=_voices(row) | bodies, supplier=row.supplier or self._parties,
            recipient=row.recipient or self._parties,
        )  # fmt: skip

    def _nearby(self, row: Row, claim: Claimed) -> str:
        """Ways that the document names right after the claim: they may speak of a part of the goods, and decide nothing."""
        said = self._ways.said(self._quotes.after(row.claim))
        if said.mode in ("", "sea", claim.mode):
            return ""
        return f"right after it the document names {said.mode} ({said.words}): a part may have gone so, or all on a further leg"


def ships(view: EventView, fleet: Fleet | None) -> Calls | None:
    """What was seen of ships between the two countries of a flow in the days that it is about; None where nobody looked.

    The days are those that the claims give, up to the last statement where a count runs on. Without days nothing is asked: what
    was seen at another time says nothing of the event.
    """
    if fleet is None or view.type != "arms_transfer" or not view.supplier or not view.recipient:
        return None
    first, last = view.period_from, view.period_to or (view.rows[-1].published if view.rows else None)
    if first is None or last is None:
        return None
    over = window(first, last)
    return fleet.between(over, view.supplier, view.recipient) if over is not None else None


def _another_window(relay: Relay, claim: Claimed) -> bool:
    changed = any(m.field == "window" and m.change in ("added", "changed") for m in relay.mutations)
    return changed and window(claim.first, claim.last) is not None


def _told(bound: Bound, row: Row, relay: Relay) -> Bound:
    """A relay's bound: one claim with its source, not a second one, over the window that the outlet gives it."""
    change = next(m for m in relay.mutations if m.field == "window")
    outlet = row.outlet or "an outlet that is not named"
    was = f"{change.was} became {change.became}" if change.was else f"{change.became} was added"
    return _lines(msgspec.structs.replace(bound, told_by=outlet), f"as told by {outlet}, a relay of the claim: window {was}")


def _same(known: CitedClaim, claim: Claimed) -> bool:
    """The same figure and unit of the same claimant: "more than", "about" and "up to" are printings of one figure."""
    figures = {value for value in (claim.low, claim.high) if value is not None}
    cited = {value for value in (known.low, known.high) if value is not None}
    return known.unit == claim.unit and bool(figures & cited) and own(claim.speakers, known.speakers)


def _over_cited(claim: Claimed, known: CitedClaim, cited: Cited, bare: Bound) -> Bound:
    """Over each window that sources print for it. Verdicts that differ with the window are none."""
    tried: list[tuple[CitedWindow, Bound]] = []
    for one in known.windows:
        over = msgspec.structs.replace(claim, first=one.from_, last=one.to or known.said)
        if window(over.first, over.last) is not None:
            tried.append((one, compare(over, cited.trips, cited.loads, placed=True)))
    if not tried:
        return _lines(bare, *(f"no beginning is printed ({one.source})" for one in known.windows if one.from_ is None))
    chosen, bound = next((pair for pair in tried if pair[1].verdict != "not comparable"), tried[0])
    lines = [f"the claim prints no window; as cited: {chosen.note} ({chosen.source})"]
    lines += [_other(one, found, known) for one, found in tried if one is not chosen]
    bound = _lines(bound, *lines)
    if len({found.verdict for _, found in tried} - {"not comparable"}) > 1:
        why = "the verdict hangs on which of the windows that sources print is meant"
        bound = msgspec.structs.replace(bound, verdict="not comparable", reasons=(*bound.reasons, why))
    return bound


def _other(one: CitedWindow, found: Bound, known: CitedClaim) -> str:
    why = f", as {found.reasons[0]}" if found.verdict == "not comparable" and found.reasons else ""
    over = window(one.from_, one.to or known.said)
    return f"over another cited window, {over} ({one.note}; {one.source}): {found.verdict}{why}"


def _lines(bound: Bound, *lines: str) -> Bound:
    """The bound with further lines: in the arithmetic where there is one, else among the reasons."""
    more: Iterable[str] = [line for line in lines if line]
    if bound.verdict == "not comparable":
        return msgspec.structs.replace(bound, reasons=(*bound.reasons, *more))
    return msgspec.structs.replace(bound, arithmetic=(*bound.arithmetic, *more))


def _voices(row: Row) -> frozenset[str]:
    """Everyone in whose voice the figure is: all links but the reporting outlet, under name and actor id."""
    links = row.chain[1:] if len(row.chain) > 1 else row.chain
    names = [part for link in links for value in (link.name, link.actor) if value for part in value.split("|")]
    return frozenset(names)
