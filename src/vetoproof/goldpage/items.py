"""What one card of the error browser says: a label with the claim that belongs to it, or either alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

import msgspec

from vetoproof.gold.comparison import Comparison, Pair
from vetoproof.gold.labels import Label, LabelLink
from vetoproof.gold.values import SLOTS, Said, Value, values
from vetoproof.goldpage.marked import Mark, Segment, segments
from vetoproof.model import Claim

State = Literal["right", "differs", "missed", "extra"]
STATES: dict[State, str] = {
    "right": "found, all right",
    "differs": "found, differing",
    "missed": "missed",
    "extra": "extra",
}
WORDING, CHAIN = "hedge wording", "chain"
DIFFERENCES = (*SLOTS, CHAIN, WORDING)
"""What can differ: the slots, the chain as a whole, and a hedge's exact words and modal flag."""


class Row(msgspec.Struct, frozen=True):
    """One slot of a card, in words; "" where a side has no value."""

    name: str
    gold: str
    read: str
    right: bool


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A card. `anchor` is its address in the page; the other lists are what it can be filtered by."""

    anchor: str
    state: State
    title: str
    events: tuple[str, ...]
    stances: tuple[str, ...]
    depth: int
    rows: tuple[Row, ...]
    gold: str = ""
    read: str = ""
    unlocated: bool = False
    notes: tuple[str, ...] = ()

    @property
    def wrong(self) -> tuple[str, ...]:
        """What differs, of a label that was found."""
        return tuple(row.name for row in self.rows if not row.right) if self.state == "differs" else ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the browser."""

    anchor: str
    set: str
    name: str
    kind: str
    story: str
    outlet: str
    date: str
    refused: str
    items: tuple[Item, ...]
    segments: tuple[Segment, ...]

    def state(self, segment: Segment) -> str:
        """The class of a stretch's label side: the worst of its items."""
        order: tuple[State, ...] = ("missed", "differs", "right")
        found = {self.items[i].state for i in segment.gold}
        return next((state for state in order if state in found), "")

    def count(self, state: State) -> int:
        """How many cards have this state."""
        return sum(item.state == state for item in self.items)


def page(comparison: Comparison, set_: str) -> Page:
    """A document with its cards in the order of the text."""
    stem = "_".join(f"{set_}.{PurePath(comparison.entry.doc).stem}".split())
    made: list[tuple[int, Item, list[tuple[int, int]], list[tuple[int, int]]]] = []
    matched = {pair.first: pair for pair in comparison.pairs}
    for i, label in enumerate(comparison.labels):
        places, pair = list(comparison.places[i]), matched.get(i)
        claim = comparison.claims[pair.second] if pair else None
        item = _label(f"{stem}.{i + 1}", label, claim, pair, not places)
        made.append((places[0][0] if places else 0, item, places, _extents(claim) if claim else []))
    for j in comparison.extra:
        claim = comparison.claims[j]
        made.append((claim.span.start, _extra(f"{stem}.{claim.id[:8]}", claim), [], _extents(claim)))
    made.sort(key=lambda one: one[0])
    marks = [Mark(a, b, n, "gold") for n, (_, _, gold, _) in enumerate(made) for a, b in gold]
    marks += [Mark(a, b, n, "read") for n, (_, _, _, read) in enumerate(made) for a, b in read]
    entry = comparison.entry
    return Page(
        anchor=stem,
        set=set_,
        name=entry.doc,
        kind=entry.kind,
        story=entry.story or "",
        outlet=entry.outlet,
        date=entry.date,
        refused=comparison.refused,
        items=tuple(item for _, item, _, _ in made),
        segments=segments(comparison.text, marks),
    )


def _label(anchor: str, label: Label, claim: Claim | None, pair: Pair | None, unlocated: bool) -> Item:
    state: State = "missed" if pair is None else "right" if pair.right else "differs"
    rows = tuple(_alone(label, gold=True)) if pair is None or claim is None else tuple(_beside(label, claim, pair))
    sides: list[Said] = [label, claim] if claim else [label]
    return Item(
        anchor=anchor,
        state=state,
        title=f"{label.frame.type} · {label.stance}",
        events=_once(side.frame.type for side in sides),
        stances=_once(side.stance for side in sides),
        depth=len(label.chain) - 1,
        rows=rows,
        gold=label.span.exact,
        read=claim.span.exact if claim else "",
        unlocated=unlocated,
        notes=(label.notes,) if isinstance(label.notes, str) else label.notes or (),
    )


def _extra(anchor: str, claim: Claim) -> Item:
    return Item(
        anchor=anchor,
        state="extra",
        title=f"{claim.frame.type} · {claim.stance}",
        events=(claim.frame.type,),
        stances=(claim.stance,),
        depth=len(claim.chain) - 1,
        rows=tuple(_alone(claim, gold=False)),
        read=claim.span.exact,
        notes=claim.notes,
    )


def _beside(label: Label, claim: Claim, pair: Pair) -> Iterator[Row]:
    for slot in pair.slots:
        yield Row(slot.name, shown(slot.wanted), shown(slot.given), slot.right)
    yield Row(CHAIN, chained(label), chained(claim), pair.chain)
    if label.hedge or claim.hedge:
        yield Row(WORDING, hedged(label), hedged(claim), pair.hedge)


def _alone(said: Said, *, gold: bool) -> Iterator[Row]:
    """All slots of one side; there is nothing to differ from."""
    for name, value in values(said).items():
        if value is not None:
            yield Row(name, shown(value) if gold else "", "" if gold else shown(value), True)
    yield Row(CHAIN, chained(said) if gold else "", "" if gold else chained(said), True)


def shown(value: Value) -> str:
    """A slot's value in words; "" for none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " → ".join(part or "…" for part in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def chained(said: Said) -> str:
    """The chain from the outlet inward; with the words and the cue that stand for each link here."""
    parts = []
    for link in said.chain:
        printed = link.words if isinstance(link, LabelLink) else link.span and link.span.exact
        about = ", ".join(f"“{words}”" for words in (printed, link.cue) if words)
        parts.append(f"{link.speaker} ({about})" if about else link.speaker)
    return " ← ".join(parts)


def hedged(said: Said) -> str:
    """A hedge as printed, with its modal flag."""
    return "" if said.hedge is None else f"“{said.hedge.exact}”" + (", modal" if said.hedge.modal else "")


def _extents(claim: Claim) -> list[tuple[int, int]]:
    return [(claim.span.start, claim.span.end), *((extent.start, extent.end) for extent in claim.also)]


def _once(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
