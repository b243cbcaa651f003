"""One document's labels beside its claims: which belong together, in which slots they differ, what is missed and what extra."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vetoproof.gold.intervals import Interval, Intervals
from vetoproof.gold.labels import Entry, Label
from vetoproof.gold.matching import Place, Placed, of_claim, of_label, pairs
from vetoproof.gold.names import Names
from vetoproof.gold.places import Places
from vetoproof.gold.units import Units
from vetoproof.gold.values import SLOTS, Said, Sameness, Value, bare
from vetoproof.model import Claim, Reading
from vetoproof.packs.pack import Pack


class Slot(msgspec.Struct, frozen=True):
    """One slot of a pair, where either side has a value."""

    name: str
    wanted: Value
    given: Value
    right: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A label (`first`) and a claim or second label (`second`), by index, that belong together.

    `chain`: every link after the outlet has the same name, in order. `hedge`: both have the same words and modal flag, or
    neither has a hedge. `sure`: both are as sure, by the probabilities that the words stand for. `scale` and `conveyed`: the
    label's and the claim's interval, on a published scale, and on it or by the survey; None for a hedge that has none.
    """

    first: int
    second: int
    slots: tuple[Slot, ...]
    chain: bool
    hedge: bool
    sure: bool = False
    scale: tuple[Interval | None, Interval | None] = (None, None)
    conveyed: tuple[Interval | None, Interval | None] = (None, None)

    @property
    def right(self) -> bool:
        """Whether nothing differs."""
        return self.chain and self.hedge and all(slot.right for slot in self.slots)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One document. Labels and claims are those in the regime's scope; `places` and `unlocated` are of its labels.

    `refused` tells why the document was not read; its labels are then missed.
    """

    entry: Entry
    text: str
    labels: tuple[Label, ...]
    claims: tuple[Claim, ...]
    places: tuple[tuple[Place, ...], ...]
    pairs: tuple[Pair, ...]
    refused: str = ""

    @property
    def missed(self) -> tuple[int, ...]:
        """Labels that no claim belongs to."""
        found = {pair.first for pair in self.pairs}
        return tuple(i for i in range(len(self.labels)) if i not in found)

    @property
    def extra(self) -> tuple[int, ...]:
        """Claims that no label belongs to."""
        found = {pair.second for pair in self.pairs}
        return tuple(j for j in range(len(self.claims)) if j not in found)


class Comparer:
    """Compares documents under one pack."""

    def __init__(self, pack: Pack) -> None:
        self._same = Sameness(Units(pack), Names(pack), Places(pack))
        self._intervals = Intervals(pack.scales)

    def read(self, entry: Entry, labels: Sequence[Label], reading: Reading) -> Comparison:
        """A document's labels beside what was read from it. What is out of scope on either side is left out."""
        text = reading.document.text
        wanted = tuple(label for label in labels if label.scope == "in")
        given = tuple(claim for claim in reading.claims if claim.scope == "in")
        placed = [of_label(text, label) for label in wanted]
        return Comparison(
            entry=entry,
            text=text,
            labels=wanted,
            claims=given,
            places=tuple(one.places for one in placed),
            pairs=self.pairs(wanted, placed, given, [of_claim(claim) for claim in given]),
            refused="; ".join(r.reason for r in reading.rejected if r.what == "document"),
        )

    def pairs(
        self, wanted: Sequence[Said], placed: Sequence[Placed], given: Sequence[Said], other: Sequence[Placed]
    ) -> tuple[Pair, ...]:
        """What belongs together, with how it agrees."""
        return tuple(self._pair(i, j, wanted[i], placed[i], given[j], other[j]) for i, j in pairs(placed, other, self._same))

    def _pair(self, i: int, j: int, wanted: Said, placed: Placed, given: Said, other: Placed) -> Pair:
        slots = []
        for name in SLOTS:
            a, b = placed.values[name], other.values[name]
            if a is not None or b is not None:
                slots.append(Slot(name, a, b, a is not None and b is not None and self._same.agree(name, a, b)))
        return Pair(
            first=i,
            second=j,
            slots=tuple(slots),
            chain=self._same.chain(wanted, given),
            hedge=_hedge(wanted) == _hedge(given),
            sure=self._as_sure(wanted, given),
            scale=(self._intervals.published(wanted), self._intervals.published(given)),
            conveyed=(self._intervals.conveyed(wanted), self._intervals.conveyed(given)),
        )

    def _as_sure(self, wanted: Said, given: Said) -> bool:
        """Whether two are as sure: no hedge on both sides, else the same modal flag and the same probabilities ("may be" and
        "may"); words that stand for none must contain each other.
        """
        if wanted.hedge is None or given.hedge is None:
            return wanted.hedge is given.hedge
        if wanted.hedge.modal != given.hedge.modal:
            return False
        one, other = self._intervals.conveyed(wanted), self._intervals.conveyed(given)
        if one is not None and other is not None:
            return one == other
        return self._same.agree("hedge", bare(wanted.hedge.exact), bare(given.hedge.exact))


def _hedge(said: Said) -> tuple[str, bool] | None:
    return (bare(said.hedge.exact), said.hedge.modal) if said.hedge else None
