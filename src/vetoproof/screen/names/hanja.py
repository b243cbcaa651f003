"""Names in Han characters to korean readings: who is printed so in one country is printed in Hangul in another."""

from __future__ import annotations

from functools import cached_property

from vetoproof.screen.names.chinese import LONGEST_NAME
from vetoproof.screen.names.han_tables import HanTables, is_han
from vetoproof.screen.names.korean import Hangul
from vetoproof.screen.names.korean_tables import KoreanTables
from vetoproof.screen.names.reading import Kind, NameReading


class Hanja:
    """Reads names in Han characters as Sino-Korean ones."""

    def __init__(self, korean: KoreanTables, han: HanTables) -> None:
        self._korean = korean
        self._han = han
        self._hangul = Hangul(korean)

    def of_hanja(self, text: str, kind: Kind = "any") -> tuple[NameReading, ...]:
        """The korean readings of a name in Han characters, likeliest first: of a person, two to four characters that begin
        with a known family name; of a body, only one that has the country's name in it. None for all others."""
        han = "".join(c for c in text if is_han(c))
        if not han or any(c not in self._han.hangul for c in han):
            return ()
        if kind in ("person", "any") and 2 <= len(han) <= LONGEST_NAME:
            found = tuple(self._hangul.people(self._person(han)))
            if found or kind == "person":
                return found
        if kind != "person" and any(word in han for word in self._telling):
            return self._hangul.of_hangul("".join(self._han.hangul[c] for c in han), "organisation")
        return ()

    @cached_property
    def _telling(self) -> tuple[str, ...]:
        """Words by which a body's name tells that it is to be read so."""
        words = self._han.words
        return tuple(w for w, parts in words.native.items() if parts[0].key in words.told["korean"])

    def _person(self, han: str) -> str:
        """The name in Hangul; a family name is read as one, not by the character's usual reading."""
        families, hangul = self._korean.family_hangul, self._han.hangul
        spelled = "".join(hangul[c] for c in han)
        return families[han[0]] + spelled[1:] if han[0] in families else spelled
