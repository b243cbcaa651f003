"""Any writing to words of small ASCII letters: case, marks, look-alikes, width, and scripts without a reading of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from anyascii import anyascii

from vetoproof.packs.name_table import name_table, rows, words
from vetoproof.screen.names.cyrillic import Cyrillic

LONGEST: Final = 1000
"""Characters of a name that are read: the longest name on the lists of 2026 has some 350. What follows is left out."""

# Signs that print nothing or a picture: joiners, emoji, lone surrogates.
_UNREAD = frozenset({"Cf", "So", "Sk", "Cs"})
_ASCII_WORD = re.compile("[a-z0-9]+")
_OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_MIXED_WORD = re.compile("[a-z0-9\u00df-\u024f\u0370-\u03ff\u0400-\u052f]+")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_GREEK = re.compile("[\u0370-\u03ff]+")
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
# Syllabic scripts: each sign is a syllable of its own, which anyascii marks by a capital.
_SYLLABLES = re.compile("[\u3400-\u9fff\uac00-\ud7ff]+")
# The scripts derived from ISCII share one layout: a consonant without a vowel sign or a virama, and not at the end, has an "a".
_BARE_CONSONANT = re.compile(
    "(["
    + "".join(f"{chr(first + 0x15)}-{chr(first + 0x39)}" for first in range(0x0900, 0x0D80, 0x80) if first != 0x0B80)
    + "]\u093c?\u09bc?)(?=["
    + "".join(f"{chr(first + 0x02)}-{chr(first + 0x39)}" for first in range(0x0900, 0x0D80, 0x80) if first != 0x0B80)
    + "])"
)
# A zero between letters is the letter (R0sneft); no other digit is safe, since "B1" and "Rotor 43" are names.
_ZERO = re.compile("(?<=[a-z])0+(?=[a-z])")
_POSSESSIVE = re.compile("['’]s(?![a-z])")
# A word in the letters of ISO 9: it has one that no other standard uses, or the ending of a name that is romanised so.
_SCHOLARLY_SIGN = re.compile("[ʹʺŝ]|^[âû]")
_SCHOLARLY_END = re.compile(
    "(?:[oe]v|[iy]n|[oe]va|[iy]na|skij|ckij|skaâ|ckaâ|enko|[oe]vič|[oe]vna|[eaoiyuâû]j|čuk|čenko)$|^[^ćđ]*[aeouâû]j[bvgdzklmnprstfhcčš][^ćđ]*$"
)
# The letter of one alphabet alone, in which others stand for other sounds than usually: "c" is a "j" in it.
_SCHWA = "ə"
_SCHOLARLY_ANY = re.compile("[čšžŝâûèʹʺ]")


class Letters:
    """The tables `packs/names/letters.yaml` and `cyrillic.yaml` at work. `table` and `cyrillic` replace them, for tests."""

    def __init__(self, table: Mapping[str, str] | None = None, cyrillic: Cyrillic | None = None) -> None:
        self._given = table
        self.cyrillic = cyrillic or Cyrillic()

    @cached_property
    def _table(self) -> Mapping[str, str]:
        return self._given if self._given is not None else name_table("letters")

    @cached_property
    def _ascii(self) -> dict[int, str | None]:
        """ASCII: capitals to small letters, apostrophes away, all other signs to spaces."""
        kept: dict[int, str | None] = {i: chr(i).lower() if chr(i).isalnum() else " " for i in range(128)}
        return {**kept, ord("'"): None, ord("`"): None}

    @cached_property
    def _special(self) -> dict[int, str]:
        return {ord(letter): values[0] for letter, values in rows(self._table["special"])}

    @cached_property
    def _dropped(self) -> dict[int, None]:
        return dict.fromkeys(map(ord, words(self._table["dropped"])))

    @cached_property
    def _scholarly(self) -> dict[int, str]:
        return self._pairs("scholarly")

    @cached_property
    def _schwa(self) -> dict[int, str]:
        return self._pairs("schwa")

    @cached_property
    def _greek(self) -> tuple[re.Pattern[str], dict[str, str], dict[int, str]]:
        pairs = {key: values[0] for key, values in rows(self._table["greek_pairs"])}
        return re.compile("|".join(pairs)), pairs, self._pairs("greek")

    @cached_property
    def _lookalikes(self) -> tuple[dict[int, str], dict[int, str]]:
        """To Latin; and per other script back from Latin."""
        return {**self._pairs("lookalikes_cyrillic"), **self._pairs("lookalikes_greek")}, self._pairs("back_cyrillic")

    @cached_property
    def _back_greek(self) -> dict[int, str]:
        return self._pairs("back_greek")

    def _pairs(self, block: str) -> dict[int, str]:
        return {ord(letter): values[0] for letter, values in rows(self._table[block])}

    def __call__(self, text: str) -> str:
        """`text` as words of [a-z0-9] with one space between: "Müller & Söhne" -> "muller and sohne". Idempotent.

        Never fails; characters beyond `LONGEST` are left out; "" where nothing can be read (signs, emoji).
        """
        if len(text) > LONGEST:
            text = text[:LONGEST]
        if not text.isascii():
            text = self._plain(text)
        return self._ascii_words(text)

    def _ascii_words(self, text: str) -> str:
        if "'s" in text or "'S" in text:
            text = _POSSESSIVE.sub("", text.lower())
        if "&" in text:
            text = text.replace("&", " and ")
        text = text.translate(self._ascii)
        if "0" in text:
            text = _ZERO.sub(lambda zero: "o" * len(zero.group()), text)
        return " ".join(text.split())

    def _plain(self, text: str) -> str:
        """Any text in ASCII; the case is lost."""
        text = unicodedata.normalize("NFKC", text)
        text = unicodedata.normalize("NFC", text.casefold())
        text = "".join([letter for letter in text if unicodedata.category(letter) not in _UNREAD])
        text = _POSSESSIVE.sub("", text)
        if _SCHWA in text:
            text = text.translate(self._schwa)
        if _SCHOLARLY_ANY.search(text):
            text = " ".join([self._from_scholarly(word) for word in text.split()])
        text = text.translate(self._dropped)
        if _OTHER_LETTERS.search(text):
            text = self._other_alphabets(text)
        if text.isascii():
            return text
        text = _BARE_CONSONANT.sub(r"\1a", text)
        text = text.translate(self._special)
        text = "".join([letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)])
        if text.isascii():
            return text
        text = unicodedata.normalize("NFC", text).translate(self._special)
        text = _SYLLABLES.sub(lambda run: " " + _CAMEL.sub(" ", anyascii(run.group())) + " ", text)
        return anyascii(text).lower()

    def _from_scholarly(self, word: str) -> str:
        if _SCHOLARLY_ANY.search(word) and (_SCHOLARLY_SIGN.search(word) or _SCHOLARLY_END.search(word.strip(".,;:()"))):
            return word.translate(self._scholarly)
        return word

    def _other_alphabets(self, text: str) -> str:
        """The two other alphabets to Latin, after letters that were borrowed to look alike are given back to their alphabet."""
        text = _strip_marks_of_greek(text)
        if _ASCII_WORD.search(text):
            text = _MIXED_WORD.sub(self._one_alphabet, text)
        if _CYRILLIC.search(text):
            language = self.cyrillic.language(text)
            text = _CYRILLIC.sub(lambda run: self.cyrillic.romanise(run.group(), language), text)
        return _GREEK.sub(self._from_greek, text) if _GREEK.search(text) else text

    def _one_alphabet(self, found: re.Match[str]) -> str:
        """A word that mixes alphabets, in the one that has letters which no other has; Latin where all could be either."""
        word = found.group()
        other = _CYRILLIC.search(word) or _GREEK.search(word)
        if other is None or not _ASCII_WORD.search(word):
            return word
        to_latin, back_cyrillic = self._lookalikes
        back = back_cyrillic if _CYRILLIC.search(word) else self._back_greek
        latin_only = sum(1 for letter in word if "a" <= letter <= "z" and ord(letter) not in back)
        other_only = sum(1 for letter in word if letter > "\u036f" and ord(letter) not in to_latin)
        return word.translate(to_latin if latin_only >= other_only else back)

    def _from_greek(self, found: re.Match[str]) -> str:
        pattern, pairs, letters = self._greek
        word = found.group()
        text = pattern.sub(lambda pair: pairs[pair.group()], word)
        return text.translate(letters)


def _strip_marks_of_greek(text: str) -> str:
    """Accents off the letters of the one alphabet, and left on those of the other, where й and ё are letters of their own."""
    if not _GREEK.search(text) and not re.search("[\u1f00-\u1fff]", text):
        return text
    return "".join(
        [unicodedata.normalize("NFD", c)[0] if "\u0370" <= c <= "\u03ff" or "\u1f00" <= c <= "\u1fff" else c for c in text]
    )
