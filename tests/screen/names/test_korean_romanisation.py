"""Every published romanisation of a syllable leads to the class of that syllable in Hangul.

The generators below are written from the tables of the standards, not from the reader's own table: the Revised Romanization
(South Korean Ministry of Culture, Notification 2000-8), McCune-Reischauer (1939) and the DPRK's rules (UNGEGN, 1992 and 2012).
"""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.screen.names.korean import Hangul
from vetoproof.screen.names.korean_latin import Romanised
from vetoproof.screen.names.korean_tables import KoreanTables, letters

TABLES = KoreanTables()

REVISED = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
MCCUNE = (
    "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h",
    "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
NORTHERN = (
    "k kk n t tt r m p pp s ss - j jj ch kh th ph h",
    "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
STANDARDS = {"revised": REVISED, "mccune-reischauer": MCCUNE, "dprk": NORTHERN}
ORDER = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)


def romanised(syllable: str, standard: str) -> str:
    """A syllable under one standard, with its marks."""
    pieces = (
        row.split()[order.index(letter)].strip("-")
        for row, order, letter in zip(STANDARDS[standard], ORDER, letters(syllable), strict=True)
    )
    return "".join(pieces)


def plain(text: str) -> str:
    """The same without breves and apostrophes, as lists print it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("'", "").lower()


@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_each_standard_spells_every_syllable_of_names_into_its_own_class(standard: str) -> None:
    lost = []
    for syllable in TABLES.syllables:
        spelling = plain(romanised(syllable, standard))
        if TABLES.key(syllable) not in {option.key for option in TABLES.spelled.get(spelling, ())}:
            lost.append((syllable, spelling))
    assert not lost


USUAL = "영성철정수호진남광일경명혁룡용현은동민희숙순길학만상승재종춘국복준기태원화미지선창석훈인식봉덕병"
FAMILIES = sorted(f for f, known in TABLES.families.items() if "가" <= f[0] <= "힣" and known.weight >= 0.3)


@settings(max_examples=150, deadline=None)
@given(
    family=st.sampled_from(FAMILIES),
    first=st.sampled_from(USUAL),
    # With a family name at either end ("Ra Chae Chong") more readings are possible than the four that are kept.
    second=st.sampled_from([s for s in USUAL if s not in FAMILIES and s not in TABLES.families]),
    standard=st.sampled_from(sorted(STANDARDS)),
    form=st.sampled_from(["{f} {a} {b}", "{f} {a}-{b}", "{f}, {a} {b}"]),
)
def test_a_name_of_usual_syllables_meets_its_romanisation(
    family: str, first: str, second: str, standard: str, form: str
) -> None:
    spelled = [romanised(s, standard) for s in (family, first, second)]
    raw = form.format(f=spelled[0], a=spelled[1], b=spelled[2])
    tokens = tuple(plain(raw).replace(",", "").replace("-", " ").split())
    hangul = Hangul(TABLES).of_hangul(family + first + second, "person")
    latin = Romanised(TABLES).of_latin(tokens, "person", raw)
    assert set(hangul) & set(latin), (raw, hangul, latin)


@pytest.mark.parametrize("form", ["{f} {a}{b}", "{a} {b} {f}", "{a}-{b} {f}"])
@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_joined_and_turned_names_meet_in_98_of_100_cases(standard: str, form: str) -> None:
    chance, reader, hangul = random.Random(7), Romanised(TABLES), Hangul(TABLES)
    met = 0
    for _ in range(400):
        family, first, second = chance.choice(FAMILIES), chance.choice(USUAL), chance.choice(USUAL)
        spelled = [plain(romanised(s, standard)) for s in (family, first, second)]
        raw = form.format(f=spelled[0], a=spelled[1], b=spelled[2])
        tokens = tuple(raw.replace("-", " ").split())
        met += bool(set(hangul.of_hangul(family + first + second, "person")) & set(reader.of_latin(tokens, "person")))
    assert met >= 392
