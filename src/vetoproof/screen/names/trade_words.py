"""Words in the names of bodies, of whatever language: "bank", "shipping", "company" under one English key each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vetoproof.packs.name_rows import rows
from vetoproof.screen.names.reading import Part


class Words(NamedTuple):
    """Words of bodies: English and native words, each with its parts (none: it is left out); the keys that a body of state
    alone has in its name, so that such a name may be of words of trade alone; and the keys that tell where a body belongs,
    by the system of readings."""

    english: Mapping[str, tuple[Part, ...]]
    native: Mapping[str, tuple[Part, ...]]
    state: frozenset[str]
    told: Mapping[str, frozenset[str]]


def english() -> Words:
    """The English words in names of bodies; no native ones yet."""
    found: dict[str, tuple[Part, ...]] = {}
    state: set[str] = set()
    told: dict[str, frozenset[str]] = {}
    for key, roles, words in rows("han-english.tsv"):
        role, _, system = roles.partition(" ")
        part: tuple[Part, ...] = () if role == "drop" else (Part(key, "form" if role == "form" else "generic"),)
        found.update((word, part) for word in words.split())
        if role == "state":
            state.add(key)
        if system:
            told[system] = told.get(system, frozenset()) | {key}
    return Words(found, {}, frozenset(state), told)


def native(table: str, known: Mapping[str, tuple[Part, ...]]) -> dict[str, tuple[Part, ...]]:
    """The native words of a table of words, each with its parts, by the English words that are known."""
    keyed = {word: parts[0] for word, parts in known.items() if parts} | {p[0].key: p[0] for p in known.values() if p}
    found: dict[str, tuple[Part, ...]] = {}
    for keys, words in rows(table):
        parts = tuple(keyed[key] for key in keys.split())
        found.update((word, parts) for word in words.split())
    return found


def translated(tokens: Sequence[str], known: Mapping[str, tuple[Part, ...]]) -> list[tuple[Part, ...] | str]:
    """The words of a body's name: words of trade and numbers as parts, all others as they stand. Two words that are one word
    of trade when joined count as it."""
    found: list[tuple[Part, ...] | str] = []
    skip = False
    for i, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        pair = token + tokens[i + 1] if i + 1 < len(tokens) else ""
        if pair in known:
            skip = True
            found.append(known[pair])
        elif token in known:
            found.append(known[token])
        else:
            found.append((Part(token, "number"),) if token.isdigit() else token)
    return found


def one_form(put: list[Part]) -> tuple[Part, ...]:
    """The parts of a body's name with its legal form said once, at the end: "Co., Ltd." and a native word for both are one."""
    form = [part for part in put if part.role == "form"][:1]
    return tuple(part for part in put if part.role != "form") + tuple(form)
