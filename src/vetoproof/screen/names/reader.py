"""A printed name to its readings: the one door through which the index, the scorer and the queries read names.

Every name that has letters in it has a reading in Latin letters, except one written wholly in Hangul, Han or Arabic
letters, which has the reading of its own system. A romanised name that looks as if it came from one of these has its reading as
well, so that it meets the name in its own script, and other romanisations of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from vetoproof.screen.names.arabic import Arabic
from vetoproof.screen.names.chinese import Han
from vetoproof.screen.names.chinese_cyrillic import ChineseInCyrillic
from vetoproof.screen.names.chinese_latin import Pinyin
from vetoproof.screen.names.cyrillic_words import EasternWords
from vetoproof.screen.names.han_tables import HanTables
from vetoproof.screen.names.hanja import Hanja
from vetoproof.screen.names.korean import Hangul
from vetoproof.screen.names.korean_cyrillic import KoreanInCyrillic
from vetoproof.screen.names.korean_latin import Romanised
from vetoproof.screen.names.korean_tables import KoreanTables
from vetoproof.screen.names.letters import LONGEST
from vetoproof.screen.names.nicknames import Nicknames
from vetoproof.screen.names.parts import Parts
from vetoproof.screen.names.reading import Kind, NameReading
from vetoproof.screen.names.sound import Sound
from vetoproof.screen.names.spelled_out import together

_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[㐀-鿿\U00020000-\U0002ffff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_OWN = re.compile("[가-힣㐀-鿿々〇\U00020000-\U0002ffff\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]")
# Signs that a screen does not show, or shows over the letter before: controls but for tabs and ends of lines, enclosing marks.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u0488\u0489\u20dd-\u20e0\u20e2-\u20e4\ua670-\ua672]")
_BLANK_BRAILLE = "\u2800"
_UNREAD = re.compile(r"[\W_]+")
_SOME_LETTERS = re.compile("[^\\W\\d_]{2}")

HARDLY = 20
"""A name in pinyin is read as that alone where its family name has this many times the share of bearers that the same spelling
has in the other system."""

KINDS: dict[str, Kind] = {
    "Person": "person", "Vessel": "ship", "Airplane": "ship", "Organization": "organisation", "Company": "organisation",
    "LegalEntity": "organisation", "PublicBody": "organisation", "Asset": "any",
}  # fmt: skip


def kind_of(schema: str) -> Kind:
    """What kind of name a schema of FollowTheMoney bears."""
    return KINDS.get(schema, "any")


class NameReader:
    """Reads names in all scripts. Tables are loaded when a name first needs them."""

    def __init__(self) -> None:
        self._parts = Parts()
        self._eastern_words = EasternWords()

    @cached_property
    def sound(self) -> Sound:
        """Folds spellings of one sound to one key."""
        return self._parts.sound

    @cached_property
    def nicknames(self) -> Nicknames:
        """Groups of given names that are used for one another, by name."""
        return self._parts.nicknames

    def forms(self, a: str, b: str) -> str:
        """How two legal forms relate: "same", "compatible" or "other"."""
        return self._parts.organisation.forms.relation(a, b)

    @cached_property
    def _korean(self) -> KoreanTables:
        return KoreanTables()

    @cached_property
    def _chinese(self) -> HanTables:
        return HanTables()

    @cached_property
    def _hangul(self) -> Hangul:
        return Hangul(self._korean)

    @cached_property
    def _hanja(self) -> Hanja:
        return Hanja(self._korean, self._chinese)

    @cached_property
    def _han(self) -> Han:
        return Han(self._chinese)

    @cached_property
    def _romanised_korean(self) -> Romanised:
        return Romanised(self._korean)

    @cached_property
    def _romanised_chinese(self) -> Pinyin:
        return Pinyin(self._chinese)

    @cached_property
    def _cyrillic_korean(self) -> KoreanInCyrillic:
        return KoreanInCyrillic()

    @cached_property
    def _cyrillic_chinese(self) -> ChineseInCyrillic:
        return ChineseInCyrillic(self._chinese)

    @cached_property
    def _arabic(self) -> Arabic:
        return Arabic()

    def read(self, text: str, kind: Kind) -> tuple[NameReading, ...]:
        """All readings of a name, without repetition; none where no letter or digit is left of it. Never fails."""
        if not (text.isascii() and text.isprintable()):
            text = _UNSEEN.sub("", text).replace(_BLANK_BRAILLE, " ")
        if len(text) > LONGEST:
            # What is not read must not push what is read beyond the end: "...... NAME", or a thousand invisible marks.
            text = _UNREAD.sub(" ", _INVISIBLE.sub("", text))[:LONGEST]
        text = together(text)
        return tuple(dict.fromkeys(self._readings(text, kind)))

    def _readings(self, text: str, kind: Kind) -> Iterator[NameReading]:
        if not text.isascii() and _OWN.search(text):
            own = list(self._own(text, kind))
            yield from own
            text = _OWN.sub(" ", text) if own else text
            if own and not _SOME_LETTERS.search(text):
                return
        printed = self._parts.tokens(text)
        if kind == "person":
            printed = self._parts.person.untitled(printed)
        parts = self._parts.read(printed, kind)
        if not parts:
            return
        yield NameReading("latin", parts)
        if not text.isascii() and kind in ("person", "any") and (ways := tuple(self._eastern_words(text))):
            yield from self._cyrillic_korean.of_words(ways, text)
            yield from self._cyrillic_chinese.of_words(ways, text)
        if kind != "person" or not self._only_chinese(printed.words, text):
            yield from self._romanised_korean.of_latin(printed.words, kind, text)
        yield from self._romanised_chinese.of_latin(printed.words, kind, text)
        if kind != "ship" and not any(part.role == "generic" for part in parts):
            arabic = self._arabic.of_latin(printed.words)
            if arabic is not None:
                yield arabic

    def _only_chinese(self, words: tuple[str, ...], text: str) -> bool:
        """Whether a person's name is pinyin as it is printed, and its family name one that hardly any Korean bears: "Wang Jun"
        is no Korean spelling, "Li Yong" may be one."""
        share = self._romanised_chinese.plainly(words, text)
        return share > 0.0 and share >= HARDLY * self._romanised_korean.share(words[0])

    def _own(self, text: str, kind: Kind) -> Iterator[NameReading]:
        """Readings of what is written in a script that has a system of its own."""
        if _HANGUL.search(text):
            yield from self._hangul.of_hangul(text, kind)
        elif _HAN.search(text):
            yield from self._han.of_han(text, kind)
            yield from self._hanja.of_hanja(text, kind)
        if _ARABIC.search(text):
            yield from self._arabic.of_arabic(text, kind)
