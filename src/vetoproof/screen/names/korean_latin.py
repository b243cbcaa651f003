"""Names in Latin letters to korean readings: is it such a name at all, which end is the family name, which syllables follow."""

from __future__ import annotations

import re
import unicodedata
from heapq import nlargest
from itertools import product
from math import inf

from vetoproof.screen.names.korean_tables import HABIT, SIBILANT, Family, KoreanTables, Option, parts
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.names.trade_words import one_form, translated

MOST = 4
"""Readings of one name, the likeliest first."""
UNLIKELY = 1 / 40
"""A reading this much less likely than the best is left out."""
LAST = 0.5
"""How often the family name stands last, beside first."""
LONGEST_SYLLABLE = 7
"""Letters of the longest spelling of one syllable ("cheyong" and the like)."""
SOFTENED = 0.5
"""How likely the form under the initial sound law is, beside the printed one."""
WHOLE = 2.0
"""The weight from which on a word that is one syllable is not cut into two."""
MIXED = 0.4
"""How likely a name is that reads one spelling in two ways, beside one that reads it alike."""
SPLIT = 0.1
"""What one cut more costs in a body's name."""

ALL_TRADE = 2
"""A body's name may be of words of trade alone if it has this many, and one of them is the country's or a word of state."""
TOLD, UNTOLD = 0.05, 0.6
"""The least mean weight of the syllables of a body's name, with and without the country's name in it."""
OPEN = 0.21
"""What the weights count where fewer than a third of the syllables have a final."""
LONGEST_WORD = 18
"""Letters of the longest word that is cut into syllables."""
FOREIGN = "fqvx"
"""Letters with which no romanised syllable begins."""
MOST_WORDS = 6
"""Words of a body's name that are not words of trade."""

# Only an aspirate's apostrophe tells McCune-Reischauer from other systems that print breves.
_MARKS = re.compile(r"(?:[kpt]|ch)['’‘`´](?!s\b)", re.IGNORECASE)
_SAYS_O = re.compile(r"yo[nklm]|[hm]yong|kyong|chol|sok$")

Combination = tuple[float, tuple[str, ...]]


class Romanised:
    """Reads names in Latin letters. Give it the tables once; it keeps nothing else."""

    def __init__(self, tables: KoreanTables) -> None:
        self._tables = tables

    def of_latin(self, tokens: tuple[str, ...], kind: Kind = "any", raw: str = "") -> tuple[NameReading, ...]:
        """The readings that the words may have, likeliest first, at most four; none where they do not look the part.

        `tokens` are words of small ASCII letters, without apostrophes or hyphens; `raw` is the text as printed, for the marks
        of McCune-Reischauer and the comma after a family name. A person has one or two words of family name at either end, and
        one or two given syllables, in one word or two.
        """
        if kind in ("person", "any") and 2 <= len(tokens) <= 4:
            families = self._tables.family_spellings
            if tokens[0] in families or tokens[-1] in families:
                found = self._people(tokens, raw)
                if found or kind == "person":
                    return found
        if kind == "person":
            return ()
        return self._bodies(tokens)

    def share(self, word: str) -> float:
        """How many in a hundred bear the family name that a word most likely stands for; 0 where it is none."""
        return max((family.weight for family in self._tables.family_spellings.get(word, ())), default=0.0)

    def _people(self, tokens: tuple[str, ...], raw: str) -> tuple[NameReading, ...]:
        marked = bool(raw) and _MARKS.search(raw) is not None
        words = marked_words(raw) if marked else tokens
        if marked and "".join(words).replace("chh", "ch").replace("j", "ch") != "".join(tokens).replace("j", "ch"):
            words = tokens
        allowed = style(words)
        family_first = "," in raw
        scored: dict[tuple[str, tuple[str, ...]], float] = {}
        ends = [(words[0], words[1:], 1.0)]
        if not family_first:
            ends.append((words[-1], words[:-1], LAST))
        for end, rest, order in ends:
            for family in self._families(end):
                for weight, given in self._given(rest, allowed):
                    key = (family.key, given)
                    scored[key] = max(scored.get(key, 0.0), order * family.weight * weight)
        if len(words) >= 3:
            # A family name of two syllables, printed as two words.
            for family in self._tables.family_spellings.get(words[0] + words[1], ()):
                if " " in family.key:
                    for weight, given in self._given(words[2:], allowed):
                        scored[family.key, given] = (1.0 + family.weight) * weight
        for (name, given), weight in list(scored.items()):
            # The initial sound law: who is "Ryong Nam" in one country is "Yong Nam" in the other.
            scored.setdefault((name, lawful_keys(given)), weight * SOFTENED)
        best = max(scored.values(), default=inf)
        ranked = sorted(scored.items(), key=lambda x: (-x[1], x[0]))
        return tuple(
            NameReading("korean", parts(name, "family") + tuple(Part(s, "given") for s in given))
            for (name, given), weight in ranked[:MOST]
            if weight >= best * UNLIKELY
        )

    def _families(self, word: str) -> tuple[Family, ...]:
        return self._tables.family_spellings.get(word) or self._tables.family_spellings.get(word.replace("j", "ch"), ())

    def _given(self, words: tuple[str, ...], allowed: tuple[float, ...]) -> list[Combination]:
        """The ways to read one or two words as one or two given syllables."""
        spelled = self._tables.spelled
        if len(words) == 1:
            word = words[0]
            single: list[Combination] = [(o.weight * allowed[o.habit], (o.key,)) for o in spelled.get(word, ())]
            # A word that is one usual syllable is one: "song" is not "so" and "ng".
            if any(weight >= WHOLE for weight, _ in single) or len(word) < 3:
                return single
            return single + self._cut(word, allowed)
        if len(words) != 2:
            return []
        first, second = spelled.get(words[0]), spelled.get(words[1])
        return joined(first, second, allowed) if first and second else []

    def _cut(self, word: str, allowed: tuple[float, ...]) -> list[Combination]:
        """The two likeliest ways to cut a word in two syllables, with all that they may stand for."""
        spelled = self._tables.spelled
        ways = []
        for at in range(max(1, len(word) - LONGEST_SYLLABLE), min(len(word), LONGEST_SYLLABLE + 1)):
            first = spelled.get(word[:at])
            second = spelled.get(word[at:]) if first else None
            if first and second:
                ways.append((first[0].weight * second[0].weight, at, first, second))
        return [c for _, _, first, second in nlargest(2, ways) for c in joined(first, second, allowed)]

    def _bodies(self, tokens: tuple[str, ...]) -> tuple[NameReading, ...]:
        """A body or ship: words of trade translated, all others cut into syllables, at least two of them."""
        found = translated(tokens, self._tables.words.english)
        proper = sum(isinstance(piece, str) for piece in found)
        if any(isinstance(p, str) and (len(p) > LONGEST_WORD or p[0] in FOREIGN) for p in found):
            return ()
        if not proper:
            return self._of_state(found)
        if proper > MOST_WORDS:
            return ()
        allowed = style(tokens)
        runs: list[list[Combination]] = []
        for piece in found:
            if isinstance(piece, str):
                ways = self._syllables(piece, allowed)
                if not ways:
                    return ()
                runs.append(ways)
        told = any(p.key in self._tables.words.told["korean"] for piece in found if not isinstance(piece, str) for p in piece)
        if not self._plausible([ways[0] for ways in runs], told):
            return ()
        combinations = nlargest(MOST, product(*runs), key=weight_of)
        best = weight_of(combinations[0])
        readings = [_put_together(found, c) for c in combinations if weight_of(c) >= best * UNLIKELY]
        # "Rye Song Gang" is "Yesonggang" on the other side of the border.
        return tuple(dict.fromkeys([*readings[: MOST - 1], _put_together(found, _lawful(found, combinations[0])), *readings]))[
            :MOST
        ]

    def _plausible(self, best: list[Combination], told: bool) -> bool:
        """Whether syllables are as usual as those of such names are. Words of other languages can often be cut too, but into
        rare syllables, most of them without a final: measured on a public list of January 2023, where 0.6 keeps nearly half
        of the 287 bodies and ships of the country (many of the rest bear English names) and 1 in 20 of 4,996 others."""
        syllables = [key for _, keys in best for key in keys]
        if len(syllables) < 2:
            return False
        usual: float = weight_of(tuple(best)) ** (1 / len(syllables)) / SPLIT
        closed = sum(key[-1] not in "aeiou" for key in syllables)
        return usual >= (TOLD if told else UNTOLD if closed * 3 >= len(syllables) else UNTOLD / OPEN)

    def _of_state(self, found: list[tuple[Part, ...] | str]) -> tuple[NameReading, ...]:
        reading = _put_together(found, ())
        telling = {p.key for p in reading.parts} & (self._tables.words.state | self._tables.words.told["korean"])
        return (reading,) if telling and len(reading.parts) >= ALL_TRADE else ()

    def _syllables(self, word: str, allowed: tuple[float, ...]) -> list[Combination]:
        """The two likeliest ways to cut a word of a body's name into syllables."""
        spelled = self._tables.spelled
        start_here: Combination = (1.0, ())
        best: list[list[Combination]] = [[start_here], *([] for _ in word)]
        for end in range(1, len(word) + 1):
            ways: list[Combination] = []
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                if best[start] and (options := spelled.get(word[start:end])):
                    ways += [
                        (weight * SPLIT * o.weight * allowed[o.habit], (*keys, o.key))
                        for weight, keys in best[start]
                        for o in options[:2]
                    ]
            best[end] = nlargest(2, ways)
        return best[-1]


def weight_of(combination: tuple[Combination, ...]) -> float:
    """The weights of the words of one reading, multiplied."""
    total = 1.0
    for weight, _ in combination:
        total *= weight
    return total


def lawful_keys(given: tuple[str, ...]) -> tuple[str, ...]:
    """Classes of given syllables as the initial sound law has them: r falls before i and y at the beginning (n stands for it
    elsewhere), and in a later ryol or ryul after a vowel or n."""
    first, *rest = given
    if first == "re":
        # The class of "rye" as well, which is the usual first syllable of the two.
        first = "ye"
    elif first[0] == "r":
        first = first[1:] if first[1] in "iy" else "n" + first[1:]
    elif first[0] == "n" and first[1] in "iy":
        first = first[1:]
    later = [
        k[1:] if k[:3] in ("ryo", "ryu") and k[-1] in "lk" and b[-1] in "aeiourn" else k
        for b, k in zip(given, rest, strict=False)
    ]
    return (first, *later)


def _lawful(found: list[tuple[Part, ...] | str], runs: tuple[Combination, ...]) -> tuple[Combination, ...]:
    """The syllables of a body's name, those at its beginning or after a word of trade under the initial sound law."""
    rest = iter(runs)
    put: list[Combination] = []
    begins = True
    for piece in found:
        if isinstance(piece, str):
            weight, keys = next(rest)
            put.append((weight, lawful_keys(keys) if begins else keys))
        begins = not isinstance(piece, str)
    return tuple(put)


def joined(first: tuple[Option, ...], second: tuple[Option, ...], allowed: tuple[float, ...]) -> list[Combination]:
    """All pairs of what two syllables may stand for; a pair that reads "ch" now as the plain initial, now as the aspirate, is
    less likely than one that reads it alike."""
    return [
        (a.weight * allowed[a.habit] * b.weight * allowed[b.habit] * (MIXED if _unlike(a, b) else 1.0), (a.key, b.key))
        for a in first
        for b in second
    ]


def _unlike(a: Option, b: Option) -> bool:
    if (a.habit ^ b.habit) & SIBILANT:
        return (b if a.habit & SIBILANT else a).key.startswith("ch")
    return False


def style(words: tuple[str, ...]) -> tuple[float, ...]:
    """How likely each habit is, given how the name is spelled: where a word begins with j, "ch" is seldom the plain initial;
    where the open vowel is printed o, u is seldom it. Indexed by the sum of the marks of an option."""
    sibilant = 0.2 if any(w[0] == "j" for w in words) else 1.0
    habit = 0.2 if any(_SAYS_O.search(w) for w in words) else 1.0
    found = [1.0] * 4
    found[SIBILANT], found[HABIT], found[SIBILANT | HABIT] = sibilant, habit, sibilant * habit
    return tuple(found)


def marked_words(raw: str) -> tuple[str, ...]:
    """The words of a name in marked McCune-Reischauer: with its apostrophes, "ch'" is the aspirate alone and "ch" the plain
    initial, written "chh" and "j" from here on; breves fall, because the classes do not need them."""
    text = unicodedata.normalize("NFD", raw.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"ch['’‘`´]", "\0", text).replace("ch", "j").replace("\0", "chh")
    return tuple(re.findall("[a-z]+", re.sub(r"['’‘`´]", "", text)))


def _put_together(found: list[tuple[Part, ...] | str], runs: tuple[Combination, ...]) -> NameReading:
    rest = iter(runs)
    put: list[Part] = []
    for piece in found:
        put += [Part(key, "name") for key in next(rest)[1]] if isinstance(piece, str) else piece
    return NameReading("korean", one_form(put))
