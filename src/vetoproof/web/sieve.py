"""What a request's filters leave of the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from vetoproof.model import Listing
from vetoproof.model.ftm import SCHEMATA
from vetoproof.web.entities import TOPIC
from vetoproof.web.examples import ANYTHING
from vetoproof.web.faults import Fault


class Sieve(NamedTuple):
    """Tells which entries a request wants; `idle` is one that wants all."""

    tests: tuple[Callable[[Listing], bool], ...]

    @property
    def idle(self) -> bool:
        """Whether every entry passes."""
        return not self.tests

    def keeps(self, entry: Listing) -> bool:
        """Whether an entry passes."""
        return all(test(entry) for test in self.tests)


def sieve(
    exclude_schema: Iterable[str], topics: Iterable[str], changed_since: str | None, excluded: Iterable[Listing]
) -> Sieve:  # fmt: skip
    """The filters that both kinds of request have. Raises Fault for one that could only empty the answer in silence.

    `changed_since` leaves out entries whose list prints earlier days of listing and amendment, and keeps those for which it
    prints none: they may have changed.
    """
    tests: list[Callable[[Listing], bool]] = []
    schemata = frozenset(exclude_schema)
    if unknown := sorted(schemata - {ANYTHING, *SCHEMATA}):
        raise Fault(400, f"Invalid schema: {unknown[0]!r}. These lists hold {', '.join([ANYTHING, *SCHEMATA])}.")
    if schemata:
        tests.append(lambda entry: entry.schema not in schemata)
    wanted = frozenset(topics)
    if wanted and TOPIC not in wanted:
        raise Fault(400, f"Every entry of this server has the topic {TOPIC!r} and no other: nothing could be found.")
    if changed_since is not None:
        since = changed_since
        tests.append(lambda entry: (entry.amended_on or entry.listed_on or since) >= since)
    barred = frozenset((entry.list, entry.id) for entry in excluded)
    if barred:
        tests.append(lambda entry: (entry.list, entry.id) not in barred)
    return Sieve(tuple(tests))
