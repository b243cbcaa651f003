"""Korean names in Cyrillic letters to korean readings: the reader of romanised names at work on a table of its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from vetoproof.packs.name_rows import rows
from vetoproof.screen.names.cyrillic_words import EasternWords
from vetoproof.screen.names.korean_latin import Romanised
from vetoproof.screen.names.korean_tables import KoreanTables
from vetoproof.screen.names.reading import Kind, NameReading

_TABLE = "korean-cyrillic.tsv"


class CyrillicTables(KoreanTables):
    """The tables with spellings in Cyrillic letters: the same syllables, classes and weights as in Latin ones."""

    @cached_property
    def _spellings(self) -> list[list[str]]:
        return [row for row in rows(_TABLE) if row[0] != "family"]

    @cached_property
    def _family_rows(self) -> list[tuple[str, str, str]]:
        habits = {hangul: spellings for part, hangul, _, spellings in rows(_TABLE) if part == "family"}
        return [(forms, share, habits.get(forms.split()[0], "")) for forms, share, *_ in rows("korean-families.tsv")]


class KoreanInCyrillic:
    """Reads names of persons in Cyrillic letters. Its tables are loaded when a name first needs them."""

    def __init__(self) -> None:
        self._words = EasternWords()

    @cached_property
    def tables(self) -> CyrillicTables:
        """The spellings that it knows."""
        return CyrillicTables()

    @cached_property
    def _romanised(self) -> Romanised:
        return Romanised(self.tables)

    def of_cyrillic(self, text: str, kind: Kind = "any") -> tuple[NameReading, ...]:
        """The readings of a name, likeliest first, at most four; none where it does not look the part.

        The family name stands at either end, the given name is one or two syllables in one word or two. Names of bodies and
        ships are not read. Costs microseconds where neither end is such a family name.
        """
        return self.of_words(self._words(text), text) if kind in ("person", "any") else ()

    def of_words(self, ways: Iterable[tuple[str, ...]], raw: str) -> tuple[NameReading, ...]:
        """The same of what `EasternWords` made of the text `raw`, for who has it already."""
        return next(filter(None, (self._romanised.of_latin(words, "person", raw) for words in ways)), ())
