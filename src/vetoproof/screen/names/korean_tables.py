"""The tables behind korean readings: letters and their spellings, family names, syllables of given names, words of bodies.

Nothing is loaded before it is asked for, and each table once a `KoreanTables`. The files are packs: `packs/names/korean-*.tsv`
and `han-english.tsv`, each with its source and limitation in its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from vetoproof.packs.name_rows import rows
from vetoproof.screen.names.reading import Part, Role
from vetoproof.screen.names.trade_words import Words, english, native

BASE, LAST = 0xAC00, 0xD7A3
"""The first and last composed syllable of Hangul; in between they are counted by initial, vowel and final (Unicode, 3.12)."""
ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
SIBILANT, HABIT = 1, 2
"""Marks of a reading that the style of the whole name may rule out: "ch" for a plain initial, "u" for the open vowel."""
USUAL = 0.3
"""How usual a spelling of a syllable is, at the least, to be looked for in a family name of two syllables."""
RARE = 0.05
"""Weight of a syllable that korean-syllables.tsv does not have."""


class Option(NamedTuple):
    """One class that a spelling may stand for, how likely beside the others, and which habit it supposes (0: none)."""

    key: str
    weight: float
    habit: int = 0


class Family(NamedTuple):
    """A family name: the classes of its syllables, joined by a space, and its share of bearers in percent."""

    key: str
    weight: float


def letters(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final letter of a composed syllable; the final is a blank where there is none."""
    n = ord(syllable) - BASE
    return ONSETS[n // 588], VOWELS[n // 28 % 21], CODAS[n % 28]


def compose(onset: str, vowel: str, coda: str) -> str:
    """The composed syllable of three letters."""
    return chr(BASE + ONSETS.index(onset) * 588 + VOWELS.index(vowel) * 28 + CODAS.index(coda))


class KoreanTables:
    """The tables, each read at its first use."""

    @cached_property
    def _spellings(self) -> list[list[str]]:
        return list(rows("korean-spellings.tsv"))

    @cached_property
    def classes(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """Letter to class, for initials, vowels and finals."""
        found: dict[str, dict[str, str]] = {"onset": {}, "vowel": {}, "coda": {" ": "", "ㅎ": ""}}
        for part, name, hangul, _ in self._spellings:
            if part != "syllable":
                for letter in hangul:
                    found[part].setdefault(letter, name.strip("-"))
        return found["onset"], found["vowel"], found["coda"]

    @cached_property
    def weights(self) -> dict[str, float]:
        """How often a class of syllables stands in given names, relative to the others."""
        found: dict[str, float] = {}
        for weight, syllables in rows("korean-syllables.tsv"):
            for syllable in syllables.split():
                key = self.key(syllable)
                found[key] = max(found.get(key, 0.0), float(weight))
        return found

    def key(self, syllable: str) -> str:
        """The class of one composed syllable: every way in which it is romanised leads to the same class."""
        onset, vowel, coda = letters(syllable)
        onsets, vowels, codas = self.classes
        middle = vowels[vowel]
        if onset != "ㅇ":
            # The glide is dropped or printed at will after a consonant: "Hye", "He"; "Hui", "Hi".
            middle = {"ye": "e", "ui": "i"}.get(middle, middle)
        return onsets[onset] + middle + codas[coda]

    @cached_property
    def syllables(self) -> tuple[str, ...]:
        """Every syllable that a name may hold: the Sino-Korean readings, with and without the initial sound law, and those of
        the table of given names."""
        found = {reading for reading, _ in rows("han-hangul.tsv")}
        found |= {s for _, syllables in rows("korean-syllables.tsv") for s in syllables.split()}
        found |= {s for forms, *_ in rows("korean-families.tsv") for form in forms.split() for s in form}
        return tuple(sorted(found | {softened(s) for s in found}))

    @cached_property
    def spelled(self) -> dict[str, tuple[Option, ...]]:
        """Every spelling of every syllable: the classes that it may stand for, the most usual first, at most four."""
        best: dict[str, dict[str, Option]] = {}
        for syllable in self.syllables:
            key = self.key(syllable)
            prior = self.weights.get(key, RARE)
            for spelling, weight, habit in self._written(syllable):
                known = best.setdefault(spelling, {})
                if key not in known or known[key].weight < weight * prior:
                    known[key] = Option(key, weight * prior, habit)
        return {s: tuple(sorted(o.values(), key=lambda x: (-x.weight, x.key))[:4]) for s, o in best.items()}

    def _written(self, syllable: str) -> Iterator[tuple[str, float, int]]:
        onset, vowel, coda = letters(syllable)
        onsets, vowels, codas = self._pieces
        bare = " " if coda == "ㅎ" else coda
        middles = vowels[vowel] + ((("e", 0.3, 0),) if vowel == "ㅖ" and onset != "ㅇ" else ())
        for head, first, one in onsets[onset]:
            for body, second, two in middles:
                if (body[-1] == "$" and bare != " ") or (body[-1] == "+" and bare == " "):
                    continue
                for tail, third, _ in codas[bare]:
                    yield head + body.strip("$+") + tail, first * second * third, one | two
        for spelling, weight in self._whole.get(syllable, ()):
            yield spelling, weight, 0

    @cached_property
    def _whole(self) -> dict[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = {}
        for part, syllable, _, spellings in self._spellings:
            if part == "syllable":
                found[syllable] = [(s, w) for s, w, _ in _weighed(spellings, 0)]
        return found

    @cached_property
    def _pieces(self) -> tuple[dict[str, tuple[tuple[str, float, int], ...]], ...]:
        found: dict[str, dict[str, tuple[tuple[str, float, int], ...]]] = {
            "onset": {},
            "vowel": {},
            "coda": {" ": (("", 1.0, 0),)},
        }
        for part, _, hangul, spellings in self._spellings:
            if part != "syllable":
                options = tuple(_weighed(spellings, SIBILANT if part == "onset" else HABIT))
                for letter in hangul:
                    found[part].setdefault(letter, options)
        return found["onset"], found["vowel"], found["coda"]

    @cached_property
    def families(self) -> dict[str, Family]:
        """Family names in Hangul, by every form in use, and in Hanja, each by its class and share."""
        found: dict[str, Family] = {}
        for forms, weight, hanja, _ in rows("korean-families.tsv"):
            key = " ".join(self.key(s) for s in forms.split()[0])
            singles = hanja.split() if len(forms.split()[0]) > 1 else list(hanja)
            for form in (*forms.split(), *singles):
                found.setdefault(form, Family(key, float(weight)))
        return found

    @cached_property
    def family_hangul(self) -> dict[str, str]:
        """Family names of one character to the Hangul syllable by which they are read."""
        return {c: f.split()[0] for f, _, hanja, _ in rows("korean-families.tsv") if len(f.split()[0]) == 1 for c in hanja}

    @cached_property
    def _family_rows(self) -> list[tuple[str, str, str]]:
        """Forms in Hangul, share, and spellings beyond those that the letters give."""
        return [(forms, share, spellings) for forms, share, _, spellings in rows("korean-families.tsv")]

    @cached_property
    def family_spellings(self) -> dict[str, tuple[Family, ...]]:
        """Every Latin spelling of a family name, in one word: the families that it may stand for, the largest first."""
        found: dict[str, dict[str, float]] = {}
        for forms, share, spellings in self._family_rows:
            key = " ".join(self.key(s) for s in forms.split()[0])
            said = [(s, 1.0) for s in spellings.split()]
            if len(key.split()) == 1:
                # A marked McCune-Reischauer "ch" is rewritten before it is looked up; the others are listed.
                said += [(s, w) for form in forms.split() for s, w, habit in self._written(form) if not habit]
            else:
                both = [[w for w in self._written(syllable) if w[1] >= USUAL and not w[2]] for syllable in forms]
                said += [(a + b, v * w) for a, v, _ in both[0] for b, w, _ in both[1]]
            for spelling, weight in said:
                spelling, _, given = spelling.partition(":")
                known = found.setdefault(spelling, {})
                known[key] = max(known.get(key, 0.0), float(share) * (float(given) if given else weight))
        return {
            s: tuple(Family(k, w) for k, w in sorted(o.items(), key=lambda x: (-x[1], x[0])) if w >= 0.02 * max(o.values()))[:3]
            for s, o in found.items()
        }

    @cached_property
    def words(self) -> Words:
        """The words of names of bodies."""
        found = english()
        return found._replace(native=native("korean-words.tsv", found.english))


def _weighed(spellings: str, mark: int) -> Iterator[tuple[str, float, int]]:
    """ "j ch:0.5!" to each spelling with its weight and, where it has a "!", the mark."""
    for item in spellings.split():
        spelling, _, weight = item.partition(":")
        habit = mark if item.endswith("!") else 0
        yield spelling.strip("-"), float(weight.rstrip("!") or 1.0), habit


def softened(syllable: str) -> str:
    """A syllable under the initial sound law: r falls before i and y, and is n elsewhere; n falls before i and y."""
    onset, vowel, coda = letters(syllable)
    if onset not in "ㄹㄴ":
        return syllable
    if vowel in "ㅑㅕㅖㅛㅠㅣ":
        return compose("ㅇ", vowel, coda)
    return compose("ㄴ", vowel, coda)


def parts(keys: str, role: Role) -> tuple[Part, ...]:
    """Keys joined by spaces, as parts of one role."""
    return tuple(Part(key, role) for key in keys.split())
