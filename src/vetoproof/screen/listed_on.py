"""Was it on the list that day? What the versions that are held can show, and what they cannot.

There are two kinds of proof, and they are never mixed:

- *by the list as captured*: a version whose day is not after the day asked for, and whose bytes hold the entry or hold none;
- *by a date that a later list prints*: only a later version is held, and it says since when the entry has been on the list.
  That shows that the later list says so. What the list looked like on the earlier day it does not show.

What neither shows is unknown. Entries are found by their id, by a name exactly as printed (case and spacing apart), or
by a number such as a ship's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from vetoproof.model import Identifier, Listing
from vetoproof.screen.list_diff import Entry, entry_of
from vetoproof.screen.party import fold, folded, number, numbers, same
from vetoproof.screen.version import Version, newest

Answer = Literal["listed", "not listed", "not found", "unknown"]
"""Of an entry that some version holds: listed, not listed or unknown. "not found": no version held has such an entry."""
Basis = Literal["the list as captured", "a date that a later list prints", "none"]


SHORTEST = 5
"""Letters and digits that a number has at least: shorter ones stand in many entries."""


class Sight(NamedTuple):
    """The entries of one version that were asked for."""

    version: Version
    entries: tuple[Listing, ...]


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Versions in a row that hold an entry: the days of the first and the last of them, and the days of the versions before and
    after, which do not. It was added after `added_after` and by `first`, removed after `last` and by `removed_by`."""

    first: str
    last: str
    added_after: str | None = None
    removed_by: str | None = None


class EntryOnDay(msgspec.Struct, frozen=True, kw_only=True):
    """One entry and its answer. `version` is the hash of the version that the answer rests on; `entry.row` is its place there
    where that version has the entry."""

    entry: Entry
    answer: Answer
    basis: Basis
    version: str | None
    words: tuple[str, ...]
    stretches: tuple[Stretch, ...] = ()


class OnDay(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a name or id on one list and one day. `before` is the version that counts on that day, `after` the next.

    `words` say it for people: list, version and date stand in each negative.
    """

    query: str
    list: str
    on: str
    answer: Answer
    basis: Basis
    words: tuple[str, ...]
    entries: tuple[EntryOnDay, ...] = ()
    before: Version | None = None
    after: Version | None = None


class _Thread:
    """One party through the versions: its entry in each that has it, by the version's place in order."""

    def __init__(self, place: int, entry: Listing) -> None:
        self.entries = {place: entry}
        self.last = entry


def asked_for(query: str) -> Callable[[Listing], bool]:
    """Whether an entry bears this id, prints this name, or gives this number (a ship's, a passport's) as its own."""
    wanted = fold(query)
    values = {number(Identifier(kind=kind, value=query))[1] for kind in ("", "imo")} if len(wanted) >= SHORTEST else set()

    def asked(entry: Listing) -> bool:
        if fold(entry.id) == wanted or wanted in folded(entry):
            return True
        return bool(entry.identifiers and values) and any(value in values for _, value in numbers(entry))

    return asked


def missing(sights: Sequence[Sight]) -> list[set[str]]:
    """For each version, ids that other versions' entries bear and this one's found entries do not: an entry that lost the name
    asked for is known by its id."""
    ids = {entry.id for sight in sights for entry in sight.entries}
    return [ids - {entry.id for entry in sight.entries} for sight in sights]


def on_day(query: str, name: str, on: str, sights: Sequence[Sight]) -> OnDay:
    """The answer for the day `on` (ISO) from all versions of the list `name`, oldest first, each with what was found in it."""
    if not sights:
        none = f"unknown: list not loaded. This ledger holds no version of {name}, so nothing can be said of {query!r} on it."
        return OnDay(query=query, list=name, on=on, answer="unknown", basis="none", words=(none,))
    versions = [sight.version for sight in sights]
    before = newest(versions, on)
    later = [version for version in versions if version.day > on]
    after = min(later, key=lambda version: (version.day, version.captured_at), default=None)
    entries = tuple(_entry(thread, versions, before, after, on) for thread in _threads(sights))
    return summed(query, name, on, entries, before, after)


def summed(
    query: str, name: str, on: str, entries: tuple[EntryOnDay, ...], before: Version | None, after: Version | None
) -> OnDay:
    """The answer that those on single entries come to; `before` or `after` is a version."""
    if not entries:
        return _nothing(query, name, on, before, after)
    rank: tuple[Answer, ...] = ("listed", "unknown", "not listed")
    first = min(entries, key=lambda entry: rank.index(entry.answer))
    words = first.words if len(entries) == 1 else (_several(query, name, entries),)
    return OnDay(
        query=query, list=name, on=on, answer=first.answer, basis=first.basis, words=words, entries=entries, before=before,
        after=after,
    )  # fmt: skip


def _several(query: str, name: str, entries: Sequence[EntryOnDay]) -> str:
    each = "; ".join(f"{one.entry.id} ({one.entry.name}): {one.answer}" for one in entries)
    return f"{len(entries)} entries of {name} answer to {query!r}: {each}. Each is told below; ask with an id for one of them."


def _nothing(query: str, name: str, on: str, before: Version | None, after: Version | None) -> OnDay:
    """No version has such an entry."""
    exact = "Only an id, a number or a name exactly as the list prints it is found here; `vetoproof screen` compares spellings."
    if before is None:
        assert after is not None
        said = f"unknown: no version of {name} for {on} is held; the earliest, {after.words}, has no entry {query!r}."
        return OnDay(query=query, list=name, on=on, answer="unknown", basis="none", words=(said, exact), after=after)
    said = f"not found: {before.words}, which counts on {on}, has no entry with the id, number or name {query!r}."
    return OnDay(
        query=query, list=name, on=on, answer="not found", basis="the list as captured",
        words=(said, *_gap(before, after, on), exact), before=before, after=after,
    )  # fmt: skip


def _entry(thread: _Thread, versions: Sequence[Version], before: Version | None, after: Version | None, on: str) -> EntryOnDay:
    was = thread.entries.get(versions.index(before)) if before else None
    will = thread.entries.get(versions.index(after)) if after else None
    answer, basis, version, words = judged(was, will, thread.last, before, after, on)
    shown = was or will or thread.last
    stretches = tuple(_stretches(thread, versions))
    return EntryOnDay(
        entry=entry_of(shown), answer=answer, basis=basis, version=version.sha256 if version else None,
        words=(*words, *history(stretches)), stretches=stretches,
    )  # fmt: skip


def judged(
    was: Listing | None, will: Listing | None, known: Listing, before: Version | None, after: Version | None, on: str
) -> tuple[Answer, Basis, Version | None, list[str]]:
    """The answer on one party. `was` and `will`: its entries in the version that counts that day and in the next; of `known`,
    which is in some version, id and name are said where neither has it."""
    captured: Basis = "the list as captured"
    if before and was:
        if after and not will and before.day < on:
            said = (
                f"unknown: {_place(was, before)}; {after.words}, has it no more. It was removed between the two, and {on} lies"
            )
            return "unknown", "none", before, [f"{said} in between."]
        still = f"The next version that is held, of {after.day}, has it as well." if after and will else ""
        said = f"listed on {on}, by the list as captured: {_place(was, before)}. {_printed(was)}"
        return "listed", captured, before, [said, still or " ".join(_gap(before, after, on))]
    if before and not will:
        said = (
            f"not listed on {on}, by the list as captured: {before.words}, which counts that day, has no entry {_who(known)}."
        )
        return "not listed", captured, before, [said, *_gap(before, after, on)]
    if after and will:
        return _by_print(will, before, after, on)
    said = f"unknown: no version for {on} is held"
    return "unknown", "none", None, [f"{said}; the next, {after.words}, has no entry {_who(known)}." if after else f"{said}."]


def _by_print(
    will: Listing, before: Version | None, after: Version, on: str
) -> tuple[Answer, Basis, Version | None, list[str]]:
    """Only the next version has it, and what it prints of the beginning decides, as far as a print can."""
    since, place = will.listed_on, _place(will, after)
    lacks = f"{before.words}, has no such entry" if before else f"no version for {on} or before is held"
    if before and before.day == on:
        odd = (
            f" The next version, of {after.day}, prints that it has been listed since {since}." if since and since <= on else ""
        )
        said = f"not listed on {on}, by the list as captured: {before.words}, has no entry {_who(will)}.{odd}"
        return "not listed", "the list as captured", before, [said]
    if since is None:
        return "unknown", "none", after, [f"unknown: {lacks}; {place}, and prints no day on which it was listed."]
    if since > on:
        said = f"not listed on {on}, by the date that a later list prints: {lacks}; {place}, listed on {since}."
        return "not listed", "a date that a later list prints", after, [said, _caution(after, on)]
    if before and since <= before.day:
        said = f"unknown: the versions contradict each other. {lacks}; {place}, and prints that it was listed on {since}."
        return "unknown", "none", after, [said]
    said = f"listed on {on}, by the date that a later list prints: {place}, and prints that it was listed on {since}; {lacks}."
    return "listed", "a date that a later list prints", after, [said, _caution(after, on)]


def _caution(after: Version, on: str) -> str:
    return (
        f"This shows that the version of {after.day} says so. It does not prove what the list looked like on {on}, "
        "nor that the entry then read as it does now."
    )


def _gap(before: Version, after: Version | None, on: str) -> list[str]:
    """What is not known between the version that counts and the day."""
    if before.day == on:
        return []
    upto = f"the next one held is of {after.day}" if after else "no later one is held"
    return [f"No version between {before.day} and {on} is held, and {upto}: what was published in between is not seen here."]


def _place(entry: Listing, version: Version) -> str:
    where = f" at {entry.row}" if entry.row else ""
    return f"{version.words}, has the entry {_who(entry)}{where}"


def _printed(entry: Listing) -> str:
    return (
        f"The entry prints that it was listed on {entry.listed_on}."
        if entry.listed_on
        else "The entry prints no day of listing."
    )


def _who(entry: Listing) -> str:
    return f"{entry.id} ({entry.name})"


def history(stretches: Sequence[Stretch]) -> list[str]:
    """In words, when it was removed."""
    return [
        f"Removed after {stretch.last} and by {stretch.removed_by}." for stretch in stretches if stretch.removed_by is not None
    ]  # fmt: skip


def _threads(sights: Sequence[Sight]) -> list[_Thread]:
    """Entries of several versions that are of one party: the same id and a shared name or number; else, where ids moved, the
    only other entry that shares one."""
    threads: list[_Thread] = []
    for place, sight in enumerate(sights):
        free = list(threads)
        waiting: list[Listing] = []
        for entry in sight.entries:
            own = next((t for t in free if t.last.id == entry.id and same(t.last, entry)), None)
            if own is None:
                waiting.append(entry)
            else:
                free.remove(own)
                own.entries[place] = own.last = entry
        for entry in waiting:
            alike = [thread for thread in free if same(thread.last, entry)]
            if len(alike) == 1:
                free.remove(alike[0])
                alike[0].entries[place] = alike[0].last = entry
            else:
                threads.append(_Thread(place, entry))
    return threads


def _stretches(thread: _Thread, versions: Sequence[Version]) -> Iterable[Stretch]:
    places = sorted(thread.entries)
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        first, last = run[0], run[-1]
        yield Stretch(
            first=versions[first].day,
            last=versions[last].day,
            added_after=versions[first - 1].day if first else None,
            removed_by=versions[last + 1].day if last + 1 < len(versions) else None,
        )
