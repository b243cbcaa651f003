"""One field that holds several names: "X aka Y", "X (f/k/a Y)", "X; Y"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from html import unescape

from vetoproof.packs.name_table import name_table, rows, words

MOST = 20
"""Names of one field that are asked; the field is asked as it stands as well."""

_ENTITY = re.compile(r"&#?\w{2,8};")
_EDGES = " \t\r\n,:;|-–—()[]{}\"'«»“”„‘’"


class SeveralNames:
    """The table `packs/names/several_names.yaml` at work. `table` replaces it, for tests."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._given = table

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("several_names")

    @cached_property
    def _between(self) -> re.Pattern[str]:
        short = [one for word in words(self._table["abbreviated"]) for one in (_dotted(word), _dotted(word.upper()))]
        stroked = [f"(?i:{re.escape(word)})" for word in words(self._table["stroked"])]
        phrases = [f"(?i:{_phrase(one)})" for one in _all(self._table["phrases"])]
        set_off = "|".join(_phrase(one) for one in _all(self._table["set_off"]))
        words_ = "|".join((*short, *stroked, *phrases))
        return re.compile(rf"[;|\n]|(?:[(\[,]\s*)?(?<![\w./])(?:{words_})(?![\w/])\.?:?|[(\[,]\s*(?i:{set_off})(?!\w):?(?=\s)")

    @cached_property
    def _hints(self) -> tuple[str, ...]:
        """One of these stands in every field that holds several names, in small letters: most fields are told by that."""
        short = [word[-2:] for word in words(self._table["abbreviated"])]
        phrases = [_longest(one) for block in ("phrases", "set_off") for one in _all(self._table[block])]
        return tuple(dict.fromkeys((";", "|", "\n", "/", ".", *short, *phrases)))

    def __call__(self, text: str) -> tuple[str, ...]:
        """The names in a field, without what stands between them; () where it holds one name only.

        "X (f/k/a Y)" -> X, Y. A piece without two letters is no name.
        """
        if "&" in text and _ENTITY.search(text):
            text = unescape(text)
        small = text.lower()
        if not any(hint in small for hint in self._hints):
            return ()
        pieces = [piece.strip(_EDGES) for piece in self._between.split(text)]
        found = dict.fromkeys(piece for piece in pieces if sum(map(str.isalpha, piece)) > 1)
        return tuple(found) if len(found) > 1 else ()


def _all(block: str) -> list[str]:
    return [value for _, values in rows(block) for value in values]


def _longest(phrase: str) -> str:
    return max(phrase.lower().split(), key=len)


def _phrase(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))


def _dotted(word: str) -> str:
    return "[./]?".join(word)
