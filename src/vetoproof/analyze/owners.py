"""Who owns or controls a party, by the rows that the ledger holds, and what each regime's test makes of it: reasoning only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from vetoproof.analyze.day_lists import DayLists, OwnershipFile
from vetoproof.analyze.parties import Party
from vetoproof.analyze.silence import Silences
from vetoproof.model import Apart, ListedAs, PartyKind, Reasoned
from vetoproof.packs.regime import ListRow
from vetoproof.packs.screening.ownership import Rules, load
from vetoproof.screen.ownership.apply import Listed, Node, Reasoning, apply_all
from vetoproof.screen.ownership.holdings import Holdings, on
from vetoproof.screen.ownership.rows import OwnershipRow
from vetoproof.screen.ownership.text import lines
from vetoproof.screen.party import fold

HEAD_LINES = 3
"""Lines of a reasoning that name the party and no owner: what it is, the result, the two tests."""
_NUMBER = re.compile(r"\bIMO\s*(\d{7})\b", re.IGNORECASE)

Look = Callable[[Party], tuple[list[ListedAs], list[Apart]]]


class Owners:
    """Applies the rules to parties that the rows speak of. Each owner is looked up once on the lists that freeze funds.

    A ship is known in the rows by its number ("Name (IMO 1234567)"), others by their names as printed, case and spacing apart.
    """

    def __init__(
        self, lists: DayLists, silences: Silences, rows: Sequence[ListRow], as_of: str | None, team: bool, look: Look
    ) -> None:
        self._files: tuple[OwnershipFile, ...] = tuple(lists.ownership())
        self._freezes = {name: row.freezes for row in rows if row.freezes for name in (row.id, *row.also)}
        self._look, self._team = look, team
        # Where a list that freezes funds is not held whole, nobody above a party can be said not to be on it.
        self._missing: dict[str, list[str]] = {}
        for row in rows:
            if row.freezes and not silences.whole(row.id):
                self._missing.setdefault(row.freezes, []).append(row.id)
        # A record of everything has no day of its own: that of the newest list, else of the newest row.
        days = silences.days()
        days += [row.start for row in self._rows if len(row.start) == len("2024-06-25")]
        self._day = as_of or max(days, default="")
        self._listed: dict[str, tuple[tuple[str, Listed], ...]] = {}

    @cached_property
    def _rows(self) -> tuple[OwnershipRow, ...]:
        return tuple(row for file in self._files for row in file.rows)

    @cached_property
    def _rules(self) -> Rules:
        return load()

    @cached_property
    def _holdings(self) -> Holdings:
        return on(self._rows, date.fromisoformat(self._day))

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """What the rows call parties, by ship's number or folded name."""
        found: dict[str, list[str]] = {}
        for name in sorted({name for row in self._rows for name in (row.owned, row.owner)}):
            number = _NUMBER.search(name)
            found.setdefault(number[1] if number else fold(name), []).append(name)
        return found

    def of(self, party: Party) -> tuple[Reasoned, ...]:
        """What every regime's test makes of the party on the day; nothing where no row speaks of it."""
        if not self._rows or not self._day or (party.kind == "ship" and not party.number):
            return ()
        wanted = [party.number] if party.number else [fold(name) for name in party.names]
        keys = sorted({key for name in wanted for key in self._keys.get(name, ())})
        return tuple(one for key in keys for one in self._reasoned(key))

    def _reasoned(self, key: str) -> Iterable[Reasoned]:
        above = self._holdings.above(key) if key in self._holdings.of else frozenset({key})
        if key not in self._holdings.of and key not in self._holdings.past:
            return
        listed: dict[str, list[Listed]] = {}
        # The party itself is not asked for: its own listings stand beside this, and the test is about its owners.
        for name in sorted(above - {key}):
            for regime, one in self._listings(name):
                listed.setdefault(regime, []).append(one)
        given = {regime: tuple(found) for regime, found in listed.items()}
        for reasoning in apply_all(self._rules, self._holdings, given, key):
            yield self._shown(reasoning)

    def _shown(self, reasoning: Reasoning) -> Reasoned:
        # "Not listed" would clear an owner of whom only these lists are silent.
        told = tuple(line.replace(" is not listed", " is on no list that is held") for line in lines(reasoning))
        outcome, withheld = reasoning.outcome, 0
        missing = ", ".join(self._missing.get(reasoning.regime, ()))
        if missing and outcome == "not shown":
            why = f"cannot be told: not held as a whole list: {missing}; whether an owner is on it is unknown"
            outcome = "cannot be told"
            told = (
                told[0],
                f"{reasoning.party} under {_title(reasoning)}, as of {reasoning.as_of}: {why}",
                *told[HEAD_LINES - 1 :],
            )
        elif missing and outcome != "listed":
            told = (*told, f"  note: not held as a whole list: {missing}; whether further owners are on it is unknown")
        if not self._team and _unlisted(reasoning.tree):
            kept = (
                *told[:HEAD_LINES],
                *(line for line in told[HEAD_LINES:] if line.startswith(("  rule:", "  note: not held"))),
            )
            withheld, told = len(told) - len(kept), kept
        sources = tuple(sorted(file.sha256 for file in self._files))
        return Reasoned(regime=reasoning.regime, outcome=outcome, lines=told, withheld=withheld, sha256=sources)

    def _listings(self, name: str) -> tuple[tuple[str, Listed], ...]:
        """Entries of lists that freeze funds which an owner matches by name, by regime."""
        if name not in self._listed:
            found: dict[tuple[str, str, str], Listed] = {}
            kinds: tuple[PartyKind, ...] = ("company", "person")
            for kind in kinds:
                entries, _ = self._look(Party(kind, name, "", (name,)))
                for one in entries:
                    regime = self._freezes.get(one.list)
                    if regime and one.listed and one.identity in ("name", "may be"):
                        words = f"{one.list} {one.id} ({one.name}), matched by name, score {one.score:.2f}"
                        found[regime, one.list, one.id] = Listed(name, words, one.listed_on or "")
            self._listed[name] = tuple((key[0], one) for key, one in sorted(found.items()))
        return self._listed[name]


def _title(reasoning: Reasoning) -> str:
    return reasoning.rule.title if reasoning.rule else f"any rule of {reasoning.regime}"


def _unlisted(root: Node) -> bool:
    """Whether the reasons name a party that is not listed, beside the one that they are about."""
    ahead = [owner for _, owner in root.owners]
    if root.past:
        return True
    while ahead:
        node = ahead.pop()
        if node.state != "listed" or node.past:
            return True
        ahead += [owner for _, owner in node.owners]
    return False
