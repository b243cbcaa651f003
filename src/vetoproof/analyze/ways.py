"""How a claim says that goods went: by sea, rail, road or air, in the words of the languages' packs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from vetoproof.packs.language import WayRow

_WORD = re.compile(r"\w+")


class Said(msgspec.Struct, frozen=True):
    """The ways named, in the order of the packs ("sea, air and rail"), and the words that name them, quoted; "" for none."""

    mode: str
    words: str


class Ways:
    """Finds ways in sentences. Shares its tables between claims."""

    def __init__(self, rows: Iterable[WayRow]) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        self._bare: dict[str, str] = {}
        self._words: dict[str, set[str]] = {"by": set(), "and": set()}
        self._order: list[str] = []
        for row in rows:
            if row.mode in self._words:
                self._words[row.mode].update(row.words)
                continue
            self._order.append(row.mode)
            self._phrases |= {tuple(_WORD.findall(words.casefold())): row.mode for words in row.words}
            self._bare |= dict.fromkeys(row.bare, row.mode)
        self._longest = max(map(len, self._phrases), default=0)

    def said(self, text: str) -> Said:
        """The ways that a text names."""
        spans = [found.span() for found in _WORD.finditer(text)]
        words = [text[start:end].casefold() for start, end in spans]
        modes: set[str] = set()
        quoted: list[str] = []
        at = 0
        while at < len(words):
            named, length = self._named(words, at)
            named.discard("none")
            if named:
                modes |= named
                quoted.append(f'"{text[spans[at][0] : spans[at + length - 1][1]]}"')
            at += length
        order = [mode for mode in dict.fromkeys(self._order) if mode in modes]
        return Said(_listed(order), ", ".join(dict.fromkeys(quoted)))

    def _named(self, words: list[str], at: int) -> tuple[set[str], int]:
        """The ways that the words from `at` on name, and how many words these are (1 where they name none)."""
        if words[at] in self._words["by"]:
            last, named = at, set()
            for here in range(at + 1, len(words)):
                if words[here] in self._bare:
                    # "by sea containers" names no way: longer words win.
                    if self._phrase(words, here)[0] == "none":
                        break
                    last = here
                    named.add(self._bare[words[here]])
                elif words[here] not in self._words["and"]:
                    break
            if named:
                return named, last - at + 1
        mode, length = self._phrase(words, at)
        return ({mode} if mode else set()), length

    def _phrase(self, words: list[str], at: int) -> tuple[str, int]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            mode = self._phrases.get(tuple(words[at : at + length]))
            if mode:
                return mode, length
        return "", 1


def _listed(modes: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(modes[:-1]), modes[-1]))) if modes else ""
