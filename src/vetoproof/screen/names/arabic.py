"""Names in Arabic letters and their romanisations under one reading: consonants of each word, frequent elements by table.

The writing has no short vowels, so that a name is compared by its consonants, in classes that romanisation keeps apart. Names
made of two words are one word, however they are printed: "servant of" with the name of God that follows, "sword of" the
faith. The article is left out. https://en.wikipedia.org/wiki/Arabic_name describes the parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from vetoproof.screen.names.arabic_tables import ArabicTables
from vetoproof.screen.names.reading import Kind, NameReading, Part

_WORDS = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_SERVANT = "عبد"
_ARTICLE = "ال"
_FATHERS = ("ابو", "ابي")
# "Servant of" in Latin letters, alone and glued to the next word; ب and its vowel differ, the article is assimilated or lost.
_LATIN_SERVANT = re.compile("ab[e]?d(?:[aeiou]{0,2}[lr]?)?")
_LATIN_FATHER = re.compile("ab[o]?u(?=[a-z]{4})|abo(?=[a-z]{4})")
_GLUED_ARTICLE = re.compile(r"[ae]([srntdz])(?=\1[a-z]{3})")
_LATIN_GLUED = re.compile("ab[e]?d[aeiou]{0,2}(?:l(?=[a-z])|r(?=r)|s(?=s)|n(?=n)|z(?=z)|t(?=t)|d(?=d))?(?=[a-z]{3})")
_SHORTEST = 3
# Articles that are no word of another language's names, as "el", "as" and "an" are.
_SURE_ARTICLES = frozenset({"al", "ul"})


class Arabic:
    """Reads names in Arabic letters, and romanised ones that look it. The table is `packs/names/arabic.yaml`."""

    def __init__(self, tables: ArabicTables | None = None) -> None:
        self._tables = tables or ArabicTables()

    def of_arabic(self, text: str, kind: Kind = "person") -> Iterator[NameReading]:
        """The reading of the Arabic letters in `text`; none where it has none, and for ships, whose names are no such names."""
        if kind == "ship":
            return
        tables = self._tables
        parts = self._parts(_WORDS.findall(tables.unified(text)))
        if parts:
            yield NameReading("arabic", tuple(parts))

    def _parts(self, unified: Sequence[str]) -> list[Part]:
        tables = self._tables
        parts: list[Part] = []
        servant = False
        for place, word in enumerate(unified):
            if word in tables.titles and place + 1 < len(unified) and not servant:
                continue
            if word in tables.particles and not servant:
                parts.append(Part(tables.particles[word], "particle"))
                continue
            tail = tables.tails.get(word)
            if tail is not None and not servant and parts and parts[-1].role == "name":
                parts[-1] = Part(parts[-1].key + tail)
                continue
            if word == _SERVANT and place + 1 < len(unified):
                servant = True
                continue
            if not servant and word.startswith(_SERVANT) and len(word) > len(_SERVANT) + 1 and tables.arabic(word) is None:
                servant, word = True, word[len(_SERVANT) :]
            elif not servant and word.startswith(_FATHERS) and len(word) > len(_FATHERS[0]) + 1 and tables.arabic(word) is None:
                parts.append(Part(tables.particles[word[:3]], "particle"))
                word = word[3:]
            halves = None if servant else self._halves(word, tables.arabic)
            if halves is not None:
                parts += map(Part, halves)
                continue
            key = self._key(word)
            if key:
                parts.append(Part("abd" + key if servant else key))
            servant = False
        return parts

    def _halves(self, word: str, known: Callable[[str], str | None]) -> tuple[str, str] | None:
        """Two elements that were written together, as Persian does; None for a known word and for all others."""
        if len(word) < 2 * _SHORTEST or known(word) is not None or word.startswith(_ARTICLE):
            return None
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first = known(word[:at])
            if first is not None:
                second = known(word[at:])
                if second is not None:
                    return first, second
        return None

    def _key(self, word: str) -> str:
        """The key of one Arabic word without article and joined ending."""
        tables = self._tables
        known = tables.arabic(word)
        if known is None and word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1 and word not in tables.tails:
            word = word[len(_ARTICLE) :]
            known = tables.arabic(word)
        if known is not None:
            return known
        tail = tables.tails.get(word)
        if tail is not None:
            return tail
        for ending in ("الله", "الدين", "زاده"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return self._key(word[: -len(ending)]) + tables.tails[ending]
        return tables.skeleton(word)

    def of_latin(self, tokens: Sequence[str]) -> NameReading | None:
        """The reading of a romanised name, None where too little of it looks Arabic, Persian, Urdu or Pashto.

        At least half of the words must be known elements, or joined as such names are; where a word follows the article, that
        suffices ("Asbat al-Ansar", "Eymen ez-Zevahiri"). `tokens` are words of [a-z0-9].
        """
        article = any(word in _SURE_ARTICLES for word in tokens[:-1]) or any(map(_assimilated, pairwise(tokens[1:])))
        if not article and not self._plausible(tokens):
            return None
        tables = self._tables
        parts: list[Part] = []
        known = 0
        servant = False
        for place, word in enumerate(tokens):
            last = place + 1 == len(tokens)
            if word in tables.articles and not (servant and last):
                continue
            if not word.isalpha() or (len(word) == 1 and not servant) or (word in tables.titles and not last and not servant):
                continue
            if word in tables.particles and not servant:
                parts.append(Part(tables.particles[word], "particle"))
                continue
            if not last and not servant and _LATIN_SERVANT.fullmatch(word):
                servant = True
                continue
            tail = tables.tails.get(word)
            if tail is not None and not servant and parts and parts[-1].role == "name":
                parts[-1] = Part(parts[-1].key + tail)
                known += 1
                continue
            father = None if servant else _LATIN_FATHER.match(word)
            if father is not None and tables.latin(word) is None:
                parts.append(Part("abu", "particle"))
                word = word[father.end() :]
            halves = None if servant else self._halves(word, tables.latin)
            if halves is not None:
                parts += map(Part, halves)
                known += 2
                continue
            key, sure = self._latin_key(word) if tail is None else (tail, True)
            if key:
                parts.append(Part("abd" + key if servant else key))
                known += sure or servant
            servant = False
        named = sum(1 for part in parts if part.role == "name")
        return NameReading("arabic", tuple(parts)) if named and (article or known * 2 >= named) else None

    def _plausible(self, tokens: Sequence[str]) -> bool:
        """Whether any word is a listed spelling or is joined as such names are: a microsecond that spares the rest."""
        tables = self._tables
        for word in tokens:
            if word in tables.particles or tables.latin(word) is not None or word.endswith(tables.signs):
                return True
            if word.startswith(tables.beginnings) and len(word) > _SHORTEST:
                return True
        return False

    def _latin_key(self, word: str) -> tuple[str, bool]:
        """The key of one Latin word, and whether it is surely of such a name."""
        tables = self._tables
        known = tables.latin(word)
        if known is not None:
            return known, True
        glued = _LATIN_GLUED.match(word)
        if glued is not None:
            rest = word[glued.end() :]
            tail = tables.tails.get(rest) or tables.tails.get("u" + rest) or ("lh" if rest in ("lah", "la", "ah") else None)
            key = tail or self._latin_key(rest)[0]
            return "abd" + key, True
        for ending, tail in tables.latin_tails:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return self._latin_key(word[: -len(ending)])[0] + tail, True
        heard = tables.heard(word)
        if heard is not None:
            return heard, True
        if _GLUED_ARTICLE.match(word):
            return self._latin_key(word[2:])
        if word.startswith(("al", "el")) and len(word) > 5:
            inner = tables.latin(word[2:]) or tables.heard(word[2:])
            if inner is not None:
                return inner, True
        return tables.latin_skeleton(word), False


def _assimilated(pair: tuple[str, str]) -> bool:
    """Whether the first of two words within a name is the article in the sound of the second: "ez Zevahiri", "ar Rashid"."""
    article, word = pair
    return (
        len(article) == 2 and article[0] in "ae" and article[1] == word[0] and article[1] in "srntdz" and len(word) > _SHORTEST
    )
