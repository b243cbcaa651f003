"""What changed between two versions of a list: entries added, removed, changed and renumbered.

Both versions are read once, keeping 16 bytes of each entry, and, where anything differs, once more for the entries that do:
memory grows by the entries, never by their words.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

import msgspec
from msgspec.structs import fields, replace

from vetoproof.model import Listing, encode
from vetoproof.screen.party import folded, same

Source = Callable[[], Iterable[Listing]]
"""A version that can be read again from its beginning."""

PLACE = ("list", "id", "row")
"""Fields that say where an entry stands, not what it says."""
FIELDS = tuple(field.name for field in fields(Listing) if field.name not in PLACE)


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """What one field of an entry lost and gained; of a field with one value, what it was and became."""

    field: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as a difference names it: its id, first name, the day on which it says it took effect, its row in the file."""

    id: str
    name: str
    schema: str
    listed_on: str | None = None
    row: str = ""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that both versions have, with the fields that differ. `id_was`: its id in the earlier one, if that differs."""

    entry: Entry
    fields: tuple[FieldChange, ...]
    id_was: str = ""


class ListDifference(msgspec.Struct, frozen=True, kw_only=True):
    """What the later version has and the earlier has not, and so on. `renumbered` entries say the same under another id.

    `unchanged` says how many entries stand in both, word for word.
    """

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Changed, ...] = ()
    renumbered: tuple[Changed, ...] = ()
    unchanged: int = 0


class _Key(NamedTuple):
    """An id, and which of the entries that bear it: a list that uses an id twice has two entries under it."""

    id: str
    nth: int


def diff(before: Source, after: Source) -> ListDifference:
    """The difference between two versions of one list. What either of them raises passes through."""
    was, now = _digests(before()), _digests(after())
    unchanged = sum(now.get(key) == digest for key, digest in was.items())
    old = {key: digest for key, digest in was.items() if now.get(key) != digest}
    new = {key: digest for key, digest in now.items() if was.get(key) != digest}
    if not old and not new:
        return ListDifference(unchanged=unchanged)
    moved = dict(_pairs(old, new))
    gone, come = _picked(before(), old.keys()), _picked(after(), new.keys())
    renumbered = [_changed(gone.pop(a), come.pop(b)) for a, b in moved.items()]
    changed = [
        _changed(gone.pop(key), come.pop(key))
        for key in [key for key in gone if key in come and same(gone[key], come[key])]
    ]  # fmt: skip
    # An entry that was renumbered and changed at once: known by its first name, where that names one entry on either side.
    for a, b in _pairs(_first_names(gone), _first_names(come)):
        changed.append(_changed(gone.pop(a), come.pop(b)))
    return ListDifference(
        added=tuple(entry_of(come[key]) for key in sorted(come)),
        removed=tuple(entry_of(gone[key]) for key in sorted(gone)),
        changed=tuple(sorted(changed, key=_order)),
        renumbered=tuple(sorted(renumbered, key=_order)),
        unchanged=unchanged,
    )


def entry_of(listing: Listing) -> Entry:
    """A listing in short."""
    return Entry(id=listing.id, name=listing.name, schema=listing.schema, listed_on=listing.listed_on, row=listing.row)


def changes(was: Listing, now: Listing) -> tuple[FieldChange, ...]:
    """The fields in which two entries differ."""
    found = []
    for field in FIELDS:
        one, other = _values(getattr(was, field)), _values(getattr(now, field))
        gone = tuple(value for value in one if value not in other)
        new = tuple(value for value in other if value not in one)
        if one != other:
            # The same values in another order: both are shown whole, so that a change is never shown as none.
            found.append(
                FieldChange(field=field, gone=gone, new=new) if gone or new else FieldChange(field=field, gone=one, new=other)
            )
    return tuple(found)  # fmt: skip


def _values(value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, tuple):
        return tuple(_text(part) for part in value)
    return (str(value),)


def _text(part: object) -> str:
    """A part of a field on one line: a name with its kind, an identifier with its kind and country."""
    if isinstance(part, msgspec.Struct):
        first, *rest = (str(getattr(part, field.name)) for field in fields(part))
        return f"{first} ({', '.join(filter(None, rest))})" if any(rest) else first
    return str(part)


def _digests(entries: Iterable[Listing]) -> dict[_Key, bytes]:
    """16 bytes for what each entry says, without where it stands."""
    return {
        key: hashlib.blake2b(encode(replace(entry, list="", id="", row="")), digest_size=16).digest()
        for key, entry in _keyed(entries)
    }


def _picked(entries: Iterable[Listing], keys: Iterable[_Key]) -> dict[_Key, Listing]:
    """The entries with these keys; what follows the last of them is not read."""
    wanted, found = frozenset(keys), dict[_Key, Listing]()
    for key, entry in _keyed(entries) if wanted else ():
        if key in wanted:
            found[key] = entry
            if len(found) == len(wanted):
                break
    return found


def _keyed(entries: Iterable[Listing]) -> Iterator[tuple[_Key, Listing]]:
    met: Counter[str] = Counter()
    for entry in entries:
        yield _Key(entry.id, met[entry.id]), entry
        met[entry.id] += 1


def _pairs(old: dict[_Key, bytes] | dict[_Key, str], new: dict[_Key, bytes] | dict[_Key, str]) -> list[tuple[_Key, _Key]]:
    """Keys on both sides with one value that no other key on its side has."""
    sides = [_by_value(old), _by_value(new)]
    shared = sides[0].keys() & sides[1].keys()
    return sorted((sides[0][v][0], sides[1][v][0]) for v in shared if len(sides[0][v]) == len(sides[1][v]) == 1)


def _by_value(side: dict[_Key, bytes] | dict[_Key, str]) -> dict[Hashable, list[_Key]]:
    found: dict[Hashable, list[_Key]] = defaultdict(list)
    for key, value in side.items():
        found[value].append(key)
    return found


def _first_names(entries: dict[_Key, Listing]) -> dict[_Key, str]:
    return {key: f"{entry.schema} {min(folded(replace(entry, names=entry.names[:1])))}" for key, entry in entries.items()}


def _changed(was: Listing, now: Listing) -> Changed:
    return Changed(entry=entry_of(now), fields=changes(was, now), id_was=was.id if was.id != now.id else "")


def _order(one: Changed) -> tuple[str, str]:
    return one.entry.id, one.id_was
