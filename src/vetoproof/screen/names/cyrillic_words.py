"""Words in Cyrillic letters as names of East Asia are spelled with them, all put into the letters of one alphabet.

The same systems are written in two alphabets, whose letters change places: the "и" of the one that has the dotted "і" is the
"ы" of the other, its "і" the "и", its "е" the "э". The tables know the alphabet of the "ы" only; here it is the first one,
that of the dotted letter the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from vetoproof.packs.name_rows import rows

_AROUND = ' ()[]«»"“”„,'
# Words of at most two syllables, none of which ends as Slavic patronymics and most family names of men do ("в", "ч", "с").
_WORD = "[а-яёіїєґ]{0,12}[аеёиоуыэюяійнлрмпктгбдьїє]"
_SHAPE = re.compile(f"{_WORD}(?:[ ,-]+{_WORD}){{1,3}}")
_OF_SECOND = re.compile("[іїєґ]")
_OF_FIRST = re.compile("[ыэёъ]")
_EITHER = re.compile("[ие]")
_INTO_FIRST = str.maketrans("иіїеєґ", "ыииэег")
_AFTER_SIBILANT = re.compile("(?<=[жчш])ы")
# A Latin letter that looks like its Cyrillic twin and that lists print in its stead; hyphens of other widths; apostrophes.
_ODD = re.compile("[i\u2010\u2011\u2013'\u2019\u02bc`]")
_TWIN = str.maketrans({"i": "і", "\u2010": "-", "\u2011": "-", "\u2013": "-", **dict.fromkeys("'\u2019\u02bc`")})


class EasternWords:
    """Reads a text as the words of such a name. The table of given names of other peoples is loaded at the first need."""

    @cached_property
    def _others(self) -> frozenset[str]:
        return frozenset(name for row in rows("cyrillic-given.tsv") for name in row[0].split())

    def __call__(self, text: str) -> Iterator[tuple[str, ...]]:
        """The ways to read a name of two to four Cyrillic words, in small letters of the first alphabet, at most two; none
        for a text that is anything else (Latin words, digits, initials with a dot) or that has a given name of another people
        in it. A text that no letter shows to be of either alphabet is read in the first, then in the second."""
        small = text.strip(_AROUND).lower()
        if _ODD.search(small):
            small = small.translate(_TWIN)
        if _SHAPE.fullmatch(small) is None or not self._others.isdisjoint(_words(small)):
            return
        first = _OF_FIRST.search(small)
        if not _OF_SECOND.search(small):
            yield _words(small)
            if not first and _EITHER.search(small):
                yield _from_second(small)
        elif first:
            # A third alphabet has the dotted letter of the second beside letters of the first.
            yield _words(small.replace("і", "и"))
        else:
            yield _from_second(small)


def _from_second(small: str) -> tuple[str, ...]:
    return _words(_AFTER_SIBILANT.sub("и", small.translate(_INTO_FIRST)))


def _words(small: str) -> tuple[str, ...]:
    """The words; a glide spelled by two letters is put into the one letter that the tables know."""
    return tuple(small.replace("йо", "ё").replace("ьо", "ё").replace(",", " ").replace("-", " ").split())
