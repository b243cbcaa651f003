"""Names in Han characters to korean readings: who is printed so in one country is printed in Hangul in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from vetoproof.screen.names.chinese import BLOCK, LONGEST_NAME, NUMBERED
from vetoproof.screen.names.han_tables import HanTables, is_han
from vetoproof.screen.names.korean import Hangul, Piece
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
        with a known family name; of a body, only one that has the country's name in it; of any ship. None for all others."""
        han = "".join(c for c in text if is_han(c))
        if not han or any(c not in self._han.hangul for c in han):
            return ()
        if kind in ("person", "any") and 2 <= len(han) <= LONGEST_NAME:
            found = tuple(self._hangul.people(self._person(han)))
            if found or kind == "person":
                return found
        if kind == "ship" or (kind != "person" and any(word in han for word in self._telling)):
            return tuple(self._hangul.put_together(list(self._pieces(BLOCK.findall(text)))))
        return ()

    def _pieces(self, blocks: Sequence[str]) -> Iterator[Piece]:
        """Words of trade as their parts, and all other characters in Hangul.

        Such words are known by their characters, as both countries print them, and by their sound, as Hangul has them: the
        longer word is taken ("munitions industry" before "industry"), of equals the one by sound.
        """
        number = False
        for block in blocks:
            if not is_han(block[0]):
                number = block.isdigit()
                yield self._hangul.in_letters(block)
                continue
            block = block[1:] if number and block[0] in NUMBERED else block
            number = False
            spelled = "".join(self._han.hangul[c] for c in block)
            at = start = 0
            while at < len(block):
                by_sign, by_sound = self._han.word_at(block, at), self._hangul.word_at(spelled, at)
                word = by_sound if len(by_sound) >= len(by_sign) else by_sign
                if not word:
                    at += 1
                    continue
                if start < at:
                    yield spelled[start:at]
                yield (self._korean if word is by_sound else self._han).words.native[word]
                at += len(word)
                start = at
            if start < len(block):
                yield spelled[start:]

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
