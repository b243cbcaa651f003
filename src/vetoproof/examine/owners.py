"""Whose a body is by the words beside its name: "the General Staff of RURITANIA" is not that of another state in the pack."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from vetoproof.examine.found import Found
from vetoproof.examine.lexicon import Named
from vetoproof.examine.places import Naming
from vetoproof.packs.regime import ActorRow

_BEHIND = re.compile(r"(?:[^\S\n]\([^()\n]{2,12}\))?[^\S\n]of[^\S\n](?:the[^\S\n])?")
_POSSESSIVE = re.compile(r"['’]s?[^\S\n]")
_BESIDE = re.compile(r"[^\S\n]")


def own(text: str, names: Iterable[Found[tuple[Named, ...]]], nations: list[Found[Naming]]) -> list[Found[tuple[Named, ...]]]:
    """The names found, without bodies of one state where the text names another as theirs."""
    kept: list[Found[tuple[Named, ...]]] = []
    for one in names:
        state = _state(text, one.start, one.end, nations)
        rows = tuple(row for row in one.value if state is None or not _foreign(row, state))
        if rows:
            kept.append(one if len(rows) == len(one.value) else Found(one.start, one.end, rows, one.note))
    return kept


def _foreign(row: Named, state: str) -> bool:
    """Whether a row is a body of another state."""
    return isinstance(row, ActorRow) and row.kind in ("organisation", "office") and row.country not in (None, state)


def _state(text: str, start: int, end: int, nations: list[Found[Naming]]) -> str | None:
    """The state before a name ("Ruritania's", "Ruritanian") or behind it ("of Ruritania")."""
    at = bisect_left(nations, start, key=lambda one: one.start)
    if at > 0 and (before := nations[at - 1]).end < start:
        between = text[before.end : start]
        joined = _POSSESSIVE.fullmatch(between) is not None
        adjective = before.value.by == "demonym" or text[before.start : before.end].isupper()
        if joined or (adjective and _BESIDE.fullmatch(between) is not None):
            return before.value.country.code
    behind = next((n for n in nations[at : at + 3] if n.start >= end), None)
    if behind is not None and behind.value.by == "name" and _BEHIND.fullmatch(text[end : behind.start]) is not None:
        return behind.value.country.code
    return None
