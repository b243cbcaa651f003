"""What tables say in words of their own, and whether it names a ship: a source, a limitation, a reader.

In public a ship is named only where a list names it (law 10). A name is found however it is written: in capitals, with its
letters as per cents, with hyphens, or in one word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

LEAST_NAME = 4
"""Letters from which a name is looked for; shorter ones are parts of too much."""

WITHIN_WORDS = 7
"""Letters from which a name is looked for within a longer word; a shorter one is a word of its own, or nothing."""

_TITLES = re.compile(r"^(?:m[/. ]?[vts]|s[/.]?s|tug)[. ]\s*", re.IGNORECASE)
"""What stands before a ship's name: M/V, MT, SS."""

_TOLD = re.compile(r"\b(?:imo|mmsi) ?(?:(?:no|number|nr) )?(?P<number>\d{7,9})\b")


def squeezed(name: str) -> str:
    """A name as it is compared: letters and digits alone, without accents, case and what stands before it."""
    return "".join(_words(_TITLES.sub("", name.strip())))


class ShipWords:
    """The names and numbers of ships that are not to be named. `spared`: words that may stand, being those of places and of
    listed ships, and numbers of listed ships."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str], spared: Iterable[str] = ()) -> None:
        free = {squeezed(word) for word in spared}
        self._free = free
        self._names = {name for name in map(squeezed, names) if len(name) >= LEAST_NAME and not name.isdigit()} - free
        self._numbers = set(numbers) - free
        self._longest = max((len(one) for one in (*self._names, *self._numbers)), default=0)

    def named_in(self, text: str) -> bool:
        """The text names such a ship."""
        words = _words(text)
        if any(found["number"] not in self._free for found in _TOLD.finditer(" ".join(words))):
            return True
        if not self._longest:
            return False
        if any(number in self._numbers for word in words for number in re.findall(r"\d{7,9}", word)):
            return True
        runs = (run for at in range(len(words)) for run in _runs(words[at:], self._longest))
        if any(run in self._names or run in self._numbers for run in runs):
            return True
        return any(
            word[at : at + wide] in self._names
            for word in words
            for wide in range(WITHIN_WORDS, min(len(word), self._longest) + 1)
            for at in range(len(word) - wide + 1)
        )


def _runs(words: list[str], longest: int) -> Iterable[str]:
    """The first word, the first two in one, and so on, as long as a name is."""
    run = ""
    for word in words:
        run += word
        if len(run) > longest:
            return
        yield run


def _words(text: str) -> list[str]:
    """The words of a text or an address, folded; twice unquoted, as addresses are quoted within addresses."""
    plain = unicodedata.normalize("NFKD", html.unescape(unquote(unquote(text))))
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold())
