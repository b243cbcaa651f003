"""Names in Hangul to korean readings: one part a syllable, the family name apart, the words of bodies translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from vetoproof.screen.names.korean_tables import BASE, LAST, KoreanTables, compose, letters, parts, softened
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.names.trade_words import one_form

MOST = 4
"""Readings of one name, the likeliest first."""
LONGEST_NAME = 5
"""Syllables of a person's name: two of the family, two of the given name, one to spare."""

# Finals that a following nasal or liquid changes in speech, and the initial that a liquid becomes after them: the name of a
# river that is written "ap-rok" is romanised "Amnok" by the pronunciation, "Aprok" by the letters.
_BEFORE_NASAL = {"ㄱ": "ㅇ", "ㅂ": "ㅁ", "ㄷ": "ㄴ", "ㅅ": "ㄴ", "ㅇ": "ㅇ", "ㅁ": "ㅁ"}
_BLOCK = re.compile(r"[가-힣]+|[A-Za-z]+|[0-9]+")
# "Number", which follows the figure.
_NUMBERED = "호"

Piece = tuple[Part, ...] | str
"""A word of trade as its parts, or what is spelled by syllables, in Hangul."""


def has_hangul(text: str) -> bool:
    """Whether any composed syllable stands in the text."""
    return any(BASE <= ord(c) <= LAST for c in text)


class Hangul:
    """Reads names in Hangul. Give it the tables once; it keeps nothing else."""

    def __init__(self, tables: KoreanTables) -> None:
        self._tables = tables

    def of_hangul(self, text: str, kind: Kind = "any") -> tuple[NameReading, ...]:
        """The readings of a name in Hangul, likeliest first; none where no Hangul stands.

        A person is two to five syllables that begin with a family name; anything else, or with the word of a body in it, is
        read as a body. Latin words and numbers beside the Hangul become parts of a body's name, and are dropped for a person.
        """
        blocks = _BLOCK.findall(text)
        hangul = "".join(b for b in blocks if BASE <= ord(b[0]) <= LAST)
        if not hangul:
            return ()
        if kind in ("person", "any") and not (kind == "any" and self._of_a_body(blocks)):
            found = tuple(self.people(hangul))
            if found:
                return found
        return tuple(self._bodies(blocks))

    def people(self, hangul: str) -> Iterator[NameReading]:
        """The readings of a person's name in Hangul without blanks. A name that could be two syllables of family and one
        given, or one and two, gives both; a syllable that the initial sound law touches gives a second reading without it."""
        if not 2 <= len(hangul) <= LONGEST_NAME:
            return
        families = self._tables.families
        for size in (2, 1) if len(hangul) > 2 else (1,):
            family, given = families.get(hangul[:size]), hangul[size:]
            if family is None or len(given) > 3:
                continue
            for syllables in unique([given, "".join(lawful(given))]):
                role = parts(family.key, "family"), tuple(Part(self._tables.key(s), "given") for s in syllables)
                yield NameReading("korean", role[0] + role[1])

    def _of_a_body(self, blocks: Iterable[str]) -> bool:
        return sum(map(len, blocks)) > LONGEST_NAME or any(self._native.search(b) for b in blocks)

    @cached_property
    def _native(self) -> re.Pattern[str]:
        words = sorted((w for w in self._tables.words.native if has_hangul(w)), key=lambda w: (-len(w), w))
        return re.compile("|".join(map(re.escape, words)))

    def word_at(self, hangul: str, place: int) -> str:
        """The longest word of bodies that begins at a place of a text in Hangul; "" where none does."""
        found = self._native.match(hangul, place)
        return found.group() if found else ""

    def _bodies(self, blocks: Iterable[str]) -> Iterator[NameReading]:
        pieces: list[Piece] = []
        for block in blocks:
            if not has_hangul(block):
                pieces.append(self.in_letters(block))
                continue
            if block[0] == _NUMBERED and pieces and _a_number(pieces[-1]):
                block = block[1:]
            at = 0
            for match in self._native.finditer(block):
                if match.start() > at:
                    pieces.append(block[at : match.start()])
                pieces.append(self._tables.words.native[match.group()])
                at = match.end()
            if at < len(block):
                pieces.append(block[at:])
        yield from self.put_together(pieces)

    def in_letters(self, block: str) -> tuple[Part, ...]:
        """The parts of a Latin word or a number beside the Hangul of a body's name."""
        word = block.lower()
        return self._tables.words.english.get(word, (Part(word, "number" if word.isdigit() else "name"),))

    def put_together(self, pieces: Sequence[Piece]) -> Iterator[NameReading]:
        """The readings of a body's name from its words of trade, as parts, and what else it holds, in Hangul: as it is
        written, under the initial sound law, and in the two ways in which finals are spoken."""
        found: dict[NameReading, None] = {}
        for spoken in (list, lawful, assimilated, nasal) if any(isinstance(p, str) for p in pieces) else (list,):
            put: list[Part] = []
            for piece in pieces:
                if isinstance(piece, str):
                    put += [Part(self._tables.key(s), "name") for s in spoken(piece)]
                else:
                    put += piece
            found[NameReading("korean", one_form(put))] = None
        yield from found


def _a_number(piece: Piece) -> bool:
    return not isinstance(piece, str) and any(part.role == "number" for part in piece)


def lawful(word: str) -> Iterator[str]:
    """A word as the initial sound law has it: its first syllable softened, and r dropped from a later ryol or ryul after a
    vowel or n."""
    before = ""
    for syllable in word:
        onset, vowel, coda = letters(syllable)
        if not before or (onset == "ㄹ" and vowel in "ㅕㅠ" and coda in "ㄹㄱ" and letters(before)[2] in " ㄴ"):
            yield softened(syllable)
        else:
            yield syllable
        before = syllable


def nasal(word: str) -> Iterator[str]:
    """A word as the northern rules print it: finals change before n, m and r, and the r stays: "Amrok"."""
    return assimilated(word, liquid=False)


def assimilated(word: str, liquid: bool = True) -> Iterator[str]:
    """A word as it is spoken: finals before n, m and r and, where `liquid`, the r after them."""
    pieces = [letters(s) for s in word]
    for i, (onset, vowel, coda) in enumerate(pieces):
        last = pieces[i - 1][2] if i else " "
        following = pieces[i + 1][0] if i + 1 < len(pieces) else ""
        if liquid and onset == "ㄹ" and last in _BEFORE_NASAL:
            onset = "ㄴ"
        elif (onset == "ㄴ" and last == "ㄹ") or (onset == "ㄹ" and last == "ㄴ"):
            onset = "ㄹ"
        if following and following in "ㄴㅁㄹ":
            coda = _BEFORE_NASAL.get(coda, coda)
        if coda == "ㄴ" and following == "ㄹ":
            coda = "ㄹ"
        yield compose(onset, vowel, coda)


def unique(items: Iterable[str]) -> list[str]:
    """The items, each once, in the order in which they came."""
    return list(dict.fromkeys(items))
