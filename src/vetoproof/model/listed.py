"""What sanctions lists say of the parties of an event: listings with their effect, and silences that never clear anybody."""

from __future__ import annotations

from typing import Literal

import msgspec

PartyKind = Literal["ship", "company", "person", "body"]
"""What is looked up: a ship, a company or a person that a claim names, or a body that speaks."""

Identity = Literal["number", "name", "may be", "alike", "near"]
"""Why an entry is thought to be the party: it prints the same number; its name matches (companies, bodies); it may be, by a
name alone (ships without a number, persons); or a name is alike, too little for a public record, or near, below the threshold:
these two only a team's record holds."""


class HeldList(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a list, or a file of ownership rows (`list` is then "ownership", `day` empty), that a record rests on.

    `later`: it is of a day after the as-of date, and only the days of listing that it prints speak for that date. `names` are
    the lists that its entries name; `rejected` counts unread rows.
    """

    list: str
    sha256: str
    day: str
    day_from: str
    later: bool
    file: str
    entries: int
    rejected: int = 0
    names: tuple[str, ...] = ()


class LegalEffect(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what a listing does. `text`: how far the act was checked; `source` and `limitation` are the table's."""

    statement: str
    text: str
    source: str
    limitation: str


class ListedAs(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that is, or may be, the party. `listed` False: the versions held contradict each other on that day.

    `sha256` is the version that the answer rests on, `edition` its day, `row` the entry's place in it; `words` say why it
    counts on the as-of date; `title` is the pack's for the list. `score` is the probability at the usual prior that both are
    one, `explanation` says why.
    """

    list: str
    title: str = ""
    id: str
    schema: str
    name: str
    identity: Identity
    listed: bool
    listed_on: str | None
    programmes: tuple[str, ...] = ()
    effects: tuple[LegalEffect, ...] = ()
    sha256: str
    edition: str
    later: bool = False
    row: str = ""
    words: tuple[str, ...] = ()
    score: float
    explanation: tuple[str, ...] = ()


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """Another party of like name: another number is another ship. `entries` are its listings as "list id", empty: none held.
    `listed`: it is listed, by a list held or by the pack, so that its name may be printed."""

    number: str
    name: str
    listed: bool
    entries: tuple[str, ...] = ()
    sha256: tuple[str, ...] = ()


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """That a list shows no entry, and what that is worth: a version that was searched, or the reason why nothing is known."""

    list: str
    title: str
    answer: Literal["not found", "unknown"]
    words: str
    sha256: str | None = None


class Reasoned(msgspec.Struct, frozen=True, kw_only=True):
    """What one regime's test of ownership or control makes of the rows loaded: reasoning, never a listing.

    `lines` are the result and its reasons; in a public record those that name unlisted owners are left out and counted.
    """

    regime: str
    outcome: str
    lines: tuple[str, ...]
    withheld: int = 0
    sha256: tuple[str, ...] = ()


class ScreenedParty(msgspec.Struct, frozen=True, kw_only=True):
    """One party of an event, held against every list of the watch and every list that the pack says is of interest.

    `number` is a ship's IMO number as the claims or the pack give it. `claims` name it, none where it only speaks. `stated` are
    listings that the regime pack states from its own sources, with no list under them.
    """

    name: str
    kind: PartyKind
    number: str = ""
    names: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    entries: tuple[ListedAs, ...] = ()
    apart: tuple[Apart, ...] = ()
    silent: tuple[Silence, ...] = ()
    stated: tuple[str, ...] = ()
    reasoning: tuple[Reasoned, ...] = ()

    @property
    def known(self) -> tuple[ListedAs, ...]:
        """Listings on the as-of date whose entry is this party, by its number or a company's name."""
        return tuple(e for e in self.entries if e.listed and e.identity in ("number", "name"))
