"""Was it on the list that day? What the versions that are held can show, and what they cannot.

There are two kinds of proof, and they are never mixed:

- *by the list as captured*: a version whose day is not after the day asked for, and whose bytes hold the entry or hold none;
- *by a date that a later list prints*: only a later version is held, and it says since when the entry has been on the list.
  That shows that the later list says so. What the list looked like on the earlier day it does not show.

What neither shows is unknown, and so is what two versions of one day say differently, until a person chose one of them.
Entries are found by their id, by a name exactly as printed (case and spacing apart), or by a number such as a ship's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from vetoproof.model import Identifier, Listing
from vetoproof.screen.effects import Effects, annex_of
from vetoproof.screen.list_diff import Entry, entry_of
from vetoproof.screen.one_entry import Answer, Basis, gap, judged, place_of, printed, who
from vetoproof.screen.party import fold, folded, number, numbers, same
from vetoproof.screen.version import Version, following, newest, standing

SHORTEST = 5
"""Letters and digits that a number has at least: shorter ones stand in many entries."""


class Sight(NamedTuple):
    """The entries of one version that were asked for."""

    version: Version
    entries: tuple[Listing, ...]


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Versions in a row that hold an entry: the days of the first and the last of them, and the days of the versions before and
    after, which do not. It was added after `added_after` and by `first`, removed after `last` and by `removed_by`. `disputed`
    are days among them of which another version lacks it."""

    first: str
    last: str
    added_after: str | None = None
    removed_by: str | None = None
    disputed: tuple[str, ...] = ()


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What the version `sha256`, of the ISO day `day`, prints of an entry beside its names: programmes, the annex of an act,
    the reason, each in its own words and empty where it prints none."""

    sha256: str
    day: str
    programmes: tuple[str, ...] = ()
    annex: str = ""
    reason: str = ""


class EntryOnDay(msgspec.Struct, frozen=True, kw_only=True):
    """One entry and its answer. `version` is the hash of the version that the answer rests on; `entry.row` is its place there
    where that version has the entry. `printed` is what that version prints of it, or where it lacks it, the last that has it;
    `effects` are what a listing of that kind does, by the program's table."""

    entry: Entry
    answer: Answer
    basis: Basis
    version: str | None
    words: tuple[str, ...]
    stretches: tuple[Stretch, ...] = ()
    printed: Printed | None = None
    effects: tuple[str, ...] = ()


class OnDay(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a name or id on one list and one day. `before` is the version that counts on that day, `after` the next;
    `beside` are further versions that the answer needs: others of the days of these two, and those by which what was asked for
    is known where these two do not show it.

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
    beside: tuple[Version, ...] = ()


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


def nearly(query: str) -> Callable[[Listing], str]:
    """The name that an entry prints and that differs from what was asked for in case, hyphens, points or spaces only; empty
    where there is none."""
    wanted = _bare(query)

    def near(entry: Listing) -> str:
        return next((name.text for name in entry.names if wanted and _bare(name.text) == wanted), "")

    return near


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def on_day(
    query: str, name: str, on: str, sights: Sequence[Sight], alike: Sequence[str] = (), effects: Effects | None = None
) -> OnDay:
    """The answer for the day `on` (ISO) from all versions of the list `name`, oldest first, each with what was found in it.
    `alike` are entries in words that a person may have meant where nothing was found, `effects` the table of what a listing
    does, where that is to be told."""
    stand = standing(sight.version for sight in sights)
    sights = sorted((sight for sight in sights if sight.version in stand), key=lambda sight: stand.index(sight.version))
    if not sights:
        none = f"unknown: list not loaded. This ledger holds no version of {name}, so nothing can be said of {query!r} on it."
        return OnDay(query=query, list=name, on=on, answer="unknown", basis="none", words=(none,))
    held = _Held([sight.version for sight in sights], on)
    threads = _threads(sights)
    entries = tuple(_entry(thread, held, effects) for thread in threads)
    asked = asked_for(query)
    known = [sight.version for sight in sights if any(map(asked, sight.entries))]
    answer = summed(query, name, on, entries, held.before, held.after, alike, held.beside)
    return msgspec.structs.replace(answer, beside=(*held.beside, *_by(threads, asked, held, known)))


class _Held:
    """The versions that stand, and which of them speak for a day. `first` and `then` are all of the day that counts and of the
    next; `before` and `after` the last taken in of each."""

    def __init__(self, versions: Sequence[Version], on: str) -> None:
        self.versions, self.on = versions, on
        self.before, self.after = newest(versions, on), following(versions, on)
        self.first = [v for v in versions if self.before is not None and v.day == self.before.day]
        self.then = [v for v in versions if self.after is not None and v.day == self.after.day]

    @property
    def beside(self) -> tuple[Version, ...]:
        return tuple(v for v in (*self.first, *self.then) if v not in (self.before, self.after))


def _by(
    threads: Sequence[_Thread], asked: Callable[[Listing], bool], held: _Held, known: Sequence[Version]
) -> tuple[Version, ...]:
    """For parties whose entries in the versions that speak do not answer to what was asked (they were renamed), the nearest
    version that does."""
    speak = [held.versions.index(v) for v in (*held.first, *held.then)]
    found: list[Version] = []
    for thread in threads:
        places = [place for place, entry in thread.entries.items() if asked(entry)]
        if places and not any(place in speak for place in places):
            nearest = min(places, key=lambda place: (min(abs(place - one) for one in speak), place))
            found.append(held.versions[nearest])
    return tuple(version for version in known if version in found)


def summed(
    query: str, name: str, on: str, entries: tuple[EntryOnDay, ...], before: Version | None, after: Version | None,
    alike: Sequence[str] = (), beside: Sequence[Version] = (),
) -> OnDay:  # fmt: skip
    """The answer that those on single entries come to; `before` or `after` is a version."""
    if not entries:
        return _nothing(query, name, on, before, after, alike, beside)
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


def _nothing(
    query: str, name: str, on: str, before: Version | None, after: Version | None, alike: Sequence[str],
    beside: Sequence[Version],
) -> OnDay:  # fmt: skip
    """No version has such an entry."""
    exact = "Only an id, a number or a name exactly as the list prints it is found here; `vetoproof screen` compares spellings."
    others = [f"Nor has another version of a day that counts: {version.words}." for version in beside]
    said_ = [f"Printed otherwise, in case, hyphens or spaces alone: {'; '.join(alike)}. Ask for that."] if alike else []
    if before is None:
        assert after is not None
        said = f"unknown: no version of {name} for {on} is held; the earliest, {after.words}, has no entry {query!r}."
        words = (said, *others, *said_, exact)
        return OnDay(query=query, list=name, on=on, answer="unknown", basis="none", words=words, after=after)
    said = f"not found: {before.words}, which counts on {on}, has no entry with the id, number or name {query!r}."
    return OnDay(
        query=query, list=name, on=on, answer="not found", basis="the list as captured",
        words=(said, *others, *gap(before, after, on), *said_, exact), before=before, after=after,
    )  # fmt: skip


_Said = tuple[Version | None, Listing | None]
"""A version, and its entry."""


def _entry(thread: _Thread, held: _Held, effects: Effects | None) -> EntryOnDay:
    index = held.versions.index
    first: list[_Said] = [(v, thread.entries.get(index(v))) for v in held.first] or [(None, None)]
    then: list[_Said] = [(v, thread.entries.get(index(v))) for v in held.then] or [(None, None)]
    told = [judged(was, will, thread.last, before, after, held.on) for before, was in first for after, will in then]
    answer, basis, version, words = told[-1]
    if len({one[0] for one in told}) > 1:
        answer, basis, version = "unknown", "none", None
        words = _contradiction(thread.last, [pairs for pairs in (first, then) if len(pairs) > 1])
    elif len(told) > 1:
        others = "; ".join(v.words for v in held.beside)
        words = [*words, f"The same follows from what else is held of a day that counts: {others}."]
    spoken = [place for v in (*held.first[::-1], *held.then[::-1]) if (place := index(v)) in thread.entries]
    shown = spoken[0] if spoken else max(thread.entries)
    stretches = tuple(_stretches(thread, held.versions))
    return EntryOnDay(
        entry=entry_of(thread.entries[shown]), answer=answer, basis=basis, version=version.sha256 if version else None,
        words=(*words, *history(stretches)), stretches=stretches, printed=_print(thread.entries[shown], held.versions[shown]),
        effects=tuple(one.statement for one in effects.of(thread.entries[shown])) if effects else (),
    )  # fmt: skip


def _contradiction(known: Listing, days: Sequence[Sequence[_Said]]) -> list[str]:
    """That versions of one day differ, with what each says. Where one was chosen nothing is unknown: its word counts."""
    each: list[str] = []
    for pairs in days:
        if len({entry and entry.listed_on for _, entry in pairs}) > 1 or len({entry is None for _, entry in pairs}) > 1:
            each += [
                f"{place_of(entry, v)}. {printed(entry)}" if entry else f"{v.words}, has no entry {who(known)}."
                for v, entry in pairs
                if v is not None
            ]
    choose = "Say which of them counts: `vetoproof lists add WATCH FILE --choose`."
    return ["unknown: two versions of one day contradict each other.", *each, choose]


def _print(entry: Listing, version: Version) -> Printed:
    return Printed(
        sha256=version.sha256, day=version.day, programmes=entry.programmes, annex=annex_of(entry),
        reason=entry.reason,
    )  # fmt: skip


def history(stretches: Sequence[Stretch]) -> list[str]:
    """In words, when it was removed."""
    found = []
    for one in stretches:
        if one.removed_by is not None:
            doubt = f"; of {', '.join(one.disputed)} another version is held that lacks it" if one.disputed else ""
            found.append(f"Removed after {one.last} and by {one.removed_by}{doubt}.")
    return found


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
    """Days in a row of which a version has it. Versions of one day are no row: none of them comes after another."""
    days: list[str] = []
    there: list[list[bool]] = []
    for day, places in groupby(range(len(versions)), key=lambda place: versions[place].day):
        days.append(day)
        there.append([place in thread.entries for place in places])
    for has, run in groupby(range(len(days)), key=lambda at: any(there[at])):
        if not has:
            continue
        ats = list(run)
        first, last = ats[0], ats[-1]
        yield Stretch(
            first=days[first],
            last=days[last],
            added_after=days[first - 1] if first else None,
            removed_by=days[last + 1] if last + 1 < len(days) else None,
            disputed=tuple(days[at] for at in ats if not all(there[at])),
        )
