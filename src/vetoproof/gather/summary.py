"""What a gathering did: every outcome counted, with its reason."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from vetoproof.model import Capture


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many ended in one way for one reason, with the first few addresses."""

    outcome: str
    reason: str
    number: int
    examples: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The count of a gathering. Everything met is in exactly one of `new`, `known` and `repeated`.

    `new` were appended, `known` were in the ledger from an earlier run, `repeated` were met before in this one (the same
    bytes from the same address with the same hints). `counts` are over all of them by outcome, sorted. `hidden` names
    that begin with a dot were passed over. `bytes` were read.
    """

    new: int = 0
    known: int = 0
    repeated: int = 0
    hidden: int = 0
    bytes: int = 0
    counts: tuple[Count, ...] = ()

    @property
    def met(self) -> int:
        """How many documents, lines and failures there were."""
        return self.new + self.known + self.repeated

    @property
    def ok(self) -> int:
        """How many of them brought bytes to examine."""
        return sum(count.number for count in self.counts if count.outcome == "ok")

    @property
    def failures(self) -> tuple[Count, ...]:
        """The counts of everything that did not."""
        return tuple(count for count in self.counts if count.outcome != "ok")


def _class(reason: str) -> str:
    """A reason without what only one capture has, so that a thousand bad lines are one row of a table."""
    if same := re.match(r"(the same (?:file|folder)) as ", reason):
        return f"{same[1]} as another"
    return re.sub(r"^line \d+: | \((?:byte|line) \d+\)$", "", reason)


class Tally:
    """Counts while a gathering runs."""

    EXAMPLES = 5

    def __init__(self) -> None:
        self.new = self.known = self.repeated = self.hidden = self.bytes = 0
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], list[str]] = {}

    def meet(self, capture: Capture) -> None:
        """Count one capture by its outcome."""
        self._count(capture.outcome, _class(capture.reason), capture.address)

    def repeat(self, capture: Capture) -> None:
        """Count something that was met before in this gathering, and was not appended again."""
        self.repeated += 1
        self._count("duplicate", "met before in this run: same bytes, address and hints", capture.address)

    def _count(self, outcome: str, reason: str, address: str) -> None:
        key = (outcome, reason)
        self._numbers[key] += 1
        examples = self._examples.setdefault(key, [])
        if len(examples) < self.EXAMPLES and address not in examples:
            examples.append(address)

    def summary(self) -> Summary:
        """The count so far. Successes first, then by outcome and reason."""
        keys = sorted(self._numbers, key=lambda key: (key[0] != "ok", key))
        return Summary(
            new=self.new,
            known=self.known,
            repeated=self.repeated,
            hidden=self.hidden,
            bytes=self.bytes,
            counts=tuple(
                Count(outcome=key[0], reason=key[1], number=self._numbers[key], examples=tuple(self._examples[key]))
                for key in keys
            ),
        )
