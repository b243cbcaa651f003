"""Names in Han characters to chinese readings: Mandarin syllables, and Cantonese ones in classes of their own.

Kanji are read as if they were hanzi: which of the two a name is cannot be told from the characters alone, and the on and kun
readings are not in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vetoproof.screen.names.han_tables import HanTables, is_han
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.names.trade_words import one_form

LONGEST_NAME = 4
"""Characters of a person's name: two of the family, two given."""

BLOCK = re.compile(r"[㐀-鿿〇々\U00020000-\U0002ffff]+|[A-Za-z]+|[0-9]+")
"""Runs of Han characters, of letters, and of figures."""
NUMBERED = "号號"
"""Characters for "number", which follow the figure."""


def has_han(text: str) -> bool:
    """Whether any Han character stands in the text."""
    return any(map(is_han, text))


def traditional(text: str) -> bool:
    """Whether a character stands in the text that the simplified character set of 1980 (GB 2312) lacks: most traditional
    forms do not have a place in it."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


class Han:
    """Reads names in Han characters. Give it the tables once; it keeps nothing else."""

    def __init__(self, tables: HanTables) -> None:
        self._tables = tables

    def of_han(self, text: str, kind: Kind = "any") -> tuple[NameReading, ...]:
        """The readings of a name in Han characters: Mandarin first, then Cantonese for persons and for bodies in
        traditional characters; none where no Han character stands.

        A person is two to four characters (the family name is the first, or two where the pair is a known one). A body's words
        of trade are translated, places are one word, all else is spelled by syllables.
        """
        blocks = BLOCK.findall(text)
        han = "".join(b for b in blocks if is_han(b[0]))
        if not han:
            return ()
        if kind == "person" or (kind == "any" and self._a_person(han, blocks)):
            return tuple(self._person(han))
        return tuple(self._body(blocks, traditional(han)))

    def _a_person(self, han: str, blocks: list[str]) -> bool:
        return (
            2 <= len(han) <= LONGEST_NAME
            and len(blocks) <= 2
            and self._tables.trade.search(han) is None
            and (han[0] in self._tables.families or han[:2] in self._tables.families)
        )

    def _person(self, han: str) -> Iterator[NameReading]:
        families = self._tables.families
        size = 2 if len(han) > 2 and han[:2] in families else 1
        family = (families.get(han[:size]) or self._tables.pinyin.get(han[0], "")).split()
        given = [self._tables.pinyin.get(c, "") for c in han[size:]]
        if all(family) and all(given) and family:
            yield _reading(family, given)
        sounds = [self._tables.jyutping.get(c, "") for c in han]
        if all(sounds):
            classes = [self._tables.cantonese(s) for s in sounds]
            yield _reading(classes[:size], classes[size:])

    def _body(self, blocks: list[str], cantonese: bool) -> Iterator[NameReading]:
        yield NameReading("chinese", one_form(list(self._parts(blocks, False))))
        if cantonese:
            yield NameReading("chinese", one_form(list(self._parts(blocks, True))))

    def _parts(self, blocks: list[str], cantonese: bool) -> Iterator[Part]:
        words = self._tables.words
        number = False
        for block in blocks:
            if not is_han(block[0]):
                word = block.lower()
                number = word.isdigit()
                yield from words.english.get(word, (Part(word, "number" if number else "name"),))
                continue
            block = block[1:] if number and block[0] in NUMBERED else block
            number = False
            at = 0
            for match in self._tables.trade.finditer(block):
                yield from self._spelled(block[at : match.start()], cantonese)
                at = match.end()
                yield from words.native[match.group()]
            yield from self._spelled(block[at:], cantonese)

    def _spelled(self, characters: str, cantonese: bool) -> Iterator[Part]:
        for c in characters:
            if cantonese and c in self._tables.jyutping:
                yield Part(self._tables.cantonese(self._tables.jyutping[c]), "name")
            elif not cantonese and c in self._tables.pinyin:
                yield Part(self._tables.pinyin[c], "name")


def _reading(family: list[str], given: list[str]) -> NameReading:
    return NameReading("chinese", (*(Part(s, "family") for s in family), *(Part(s, "given") for s in given)))
