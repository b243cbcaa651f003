"""Names in Cyrillic to Latin letters, each language by its own rules where its letters tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from vetoproof.packs.name_table import name_table, rows

# A hard sign between two consonants is a vowel, which only one language of the script has.
_VOWEL_HARD_SIGN = re.compile("[бвгджзйклмнпрстфхцчшщ]ъ[бвгджзйклмнпрстфхцчшщ]")


class Cyrillic:
    """The table `packs/names/cyrillic.yaml` at work. `table` replaces it, for tests."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._given = table

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("cyrillic")

    @cached_property
    def _markers(self) -> dict[str, str]:
        return {letter: language for language, letters in rows(self._table["markers"]) for letter in "".join(letters)}

    @cached_property
    def _letters(self) -> dict[str, dict[int, str]]:
        """Per language, code point -> Latin letters."""
        common = self._block("common")
        own = ("ukrainian", "belarusian", "serbian", "macedonian", "bulgarian")
        return {"": common, "kazakh": common, **{language: {**common, **self._block(language)} for language in own}}

    @cached_property
    def _inside(self) -> dict[str, dict[int, str]]:
        """What a letter is inside a word where that differs from its value at the beginning."""
        return {"ukrainian": {**self._letters["ukrainian"], **self._block("ukrainian_inside")}}

    def _block(self, name: str) -> dict[int, str]:
        return {ord(letter): values[0] if values[0] != "-" else "" for letter, values in rows(self._table[name])}

    def language(self, text: str) -> str:
        """The language that the letters of `text` (small letters) show, "" where they show none."""
        for letter in text:
            found = self._markers.get(letter)
            if found is not None:
                return found
        if "ъ" in text and _VOWEL_HARD_SIGN.search(text):
            return "bulgarian"
        # The dotted i: two languages have it, and only one of them the letter ы beside it.
        if "і" in text:
            return "belarusian" if "ы" in text or "э" in text else "ukrainian"
        return ""

    def romanise(self, word: str, language: str = "") -> str:
        """A word in small Cyrillic letters in Latin ones; what is not in the table stays. Linear in its length."""
        # A spelling of ё after a soft consonant.
        word = word.replace("ьо", "ё")
        letters = self._letters[language]
        inside = self._inside.get(language)
        if inside is None:
            return word.translate(letters)
        return word[:1].translate(letters) + word[1:].translate(inside)
