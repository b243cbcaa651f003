"""Korean names in Russian and Ukrainian spelling meet the same names in Hangul and in Latin letters; Slavic names do not."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.cyrillic_words import EasternWords
from vetoproof.screen.names.korean import Hangul
from vetoproof.screen.names.korean_cyrillic import KoreanInCyrillic
from vetoproof.screen.names.korean_latin import Romanised
from vetoproof.screen.names.korean_tables import KoreanTables, letters
from vetoproof.screen.names.reader import NameReader

LISTS = Path(__file__).parents[4] / "shared" / "data" / "lists"
TABLES = KoreanTables()
HANGUL, ROMANISED, CYRILLIC = Hangul(TABLES), Romanised(TABLES), KoreanInCyrillic()

# Public officials of both Koreas: Hangul, Latin letters as lists and the press print them, Russian, Ukrainian.
OFFICIALS = """
김정은 | Kim Jong Un | Ким Чен Ын | Кім Чен Ин
김정은 | Kim Jong Un | Ким Чен-ын | Кім Чен-ин
김정은 | Kim Jong Un | Ким Чонын | Кім Чон Ин
김정일 | Kim Jong Il | Ким Чен Ир | Кім Чен Ір
김일성 | Kim Il Sung | Ким Ир Сен | Кім Ір Сен
김여정 | Kim Yo Jong | Ким Ё Чжон | Кім Йо Чжон
김정남 | Kim Jong Nam | Ким Чен Нам | Кім Чен Нам
김경희 | Kim Kyong Hui | Ким Кён Хи | Кім Кьон Хі
리설주 | Ri Sol Ju | Ли Соль Чжу | Лі Соль Чжу
최룡해 | Choe Ryong Hae | Чхве Рён Хэ | Чхве Рьон Хе
최룡해 | Choe Ryong Hae | Цой Рён Хэ | Цой Рьон Хе
최선희 | Choe Son Hui | Чхве Сон Хи | Чхве Сон Хі
최선희 | Choe Son Hui | Цой Сон Хи | Цой Сон Хі
리영호 | Ri Yong Ho | Ли Ён Хо | Лі Йон Хо
리용호 | Ri Yong Ho | Ри Ён Хо | Рі Йон Хо
김영남 | Kim Yong Nam | Ким Ён Нам | Кім Йон Нам
김영철 | Kim Yong Chol | Ким Ён Чхоль | Кім Йон Чхоль
박봉주 | Pak Pong Ju | Пак Пон Чжу | Пак Пон Чжу
현영철 | Hyon Yong Chol | Хён Ён Чхоль | Хьон Йон Чхоль
황병서 | Hwang Pyong So | Хван Бён Со | Хван Бьон Со
조명록 | Jo Myong Rok | Чо Мён Нок | Чо Мьон Нок
조용원 | Jo Yong Won | Чо Ён Вон | Чо Йон Вон
장성택 | Jang Song Thaek | Чан Сон Тхэк | Чан Сон Тхек
노광철 | No Kwang Chol | Но Гван Чхоль | Но Гван Чхоль
김덕훈 | Kim Tok Hun | Ким Док Хун | Кім Док Хун
김재룡 | Kim Jae Ryong | Ким Чжэ Рён | Кім Чже Рьон
김계관 | Kim Kye Gwan | Ким Ге Гван | Кім Ге Гван
태형철 | Thae Hyong Chol | Тхэ Хён Чхоль | Тхе Хьон Чхоль
박정천 | Pak Jong Chon | Пак Чон Чхон | Пак Чон Чхон
리병철 | Ri Pyong Chol | Ли Бён Чхоль | Лі Бьон Чхоль
강순남 | Kang Sun Nam | Кан Сун Нам | Кан Сун Нам
문재인 | Moon Jae-in | Мун Чжэ Ин | Мун Чже Ін
박근혜 | Park Geun-hye | Пак Кын Хе | Пак Кин Хє
윤석열 | Yoon Suk Yeol | Юн Сок Ёль | Юн Сок Йоль
이명박 | Lee Myung-bak | Ли Мён Бак | Лі Мьон Бак
노무현 | Roh Moo-hyun | Но Му Хён | Но Му Хьон
김대중 | Kim Dae-jung | Ким Дэ Чжун | Кім Де Чжун
반기문 | Ban Ki-moon | Пан Ги Мун | Пан Гі Мун
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in OFFICIALS.strip().splitlines()]

# Kontsevich's table: initials at the beginning of a word and within it, vowels, finals.
FIRST = "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х"
INSIDE = "г кк н д тт р м б пп с сс - дж чч чх кх тх пх х"
VOWEL = "а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и"
FINAL = "- к - - н - - т ль - - - - - - - м п - т т н т т к т п т"
ORDER = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)
PLAIN = [s for s in TABLES.syllables if letters(s)[2] in " ㄱㄴㄷㄹㅁㅂㅇ"]


def kontsevich(syllable: str, initials: str = FIRST) -> str:
    """A syllable by itself under the system."""
    return "".join(
        row.split()[order.index(letter)].strip("-")
        for row, order, letter in zip((initials, VOWEL, FINAL), ORDER, letters(syllable), strict=True)
    )


def met(name: str, hangul: str) -> bool:
    return bool(set(CYRILLIC.of_cyrillic(name, "person")) & set(HANGUL.of_hangul(hangul, "person")))


@pytest.mark.parametrize(("hangul", "name"), [(h, n) for h, _, *names in ROWS for n in names])
def test_a_name_in_cyrillic_meets_the_name_in_hangul(hangul: str, name: str):
    assert met(name, hangul)


@pytest.mark.parametrize(("latin", "name"), [(a, n) for _, a, *names in ROWS for n in names])
def test_a_name_in_cyrillic_meets_the_name_in_latin_letters(latin: str, name: str):
    words = tuple(latin.lower().replace("-", " ").split())
    assert set(CYRILLIC.of_cyrillic(name, "person")) & set(ROMANISED.of_latin(words, "person", latin))


def test_the_family_name_may_stand_last_and_a_comma_keeps_it_first():
    assert met("Чен Ын Ким", "김정은")
    assert met("КИМ, Чен Ын", "김정은")


def test_both_tables_have_the_same_classes():
    assert [CYRILLIC.tables.key(s) for s in TABLES.syllables] == [TABLES.key(s) for s in TABLES.syllables]


def test_each_syllable_in_the_regular_spelling_leads_to_its_class():
    known = CYRILLIC.tables.spelled
    written = [(TABLES.key(s), spelled) for s in PLAIN for spelled in (kontsevich(s), kontsevich(s, INSIDE))]
    wrong = [(key, spelled) for key, spelled in written if key not in {option.key for option in known[spelled]}]
    # One final letter stands for two sounds and some vowels for two, so that a rare syllable is crowded out by usual ones.
    assert len(wrong) <= 0.04 * len(written)


def test_the_reading_of_a_name_of_usual_syllables_is_among_those_given():
    draw = random.Random(4)
    usual = [s for s in PLAIN if TABLES.weights.get(TABLES.key(s), 0.0) >= 8]
    lost = []
    for _ in range(600):
        family, first, second = draw.choice("김박최강윤한황송"), draw.choice(usual), draw.choice(usual)
        parted = f"{kontsevich(family)} {kontsevich(first)} {kontsevich(second)}"
        joined = f"{kontsevich(family)} {kontsevich(first)}{kontsevich(second, INSIDE)}"
        lost += [name for name in (parted, joined) if not met(name, family + first + second)]
    # Three words that each stand for three syllables have more readings than are given: 12 of all 63,504 names are lost.
    assert len(lost) <= 2, lost


@pytest.mark.parametrize(
    "name",
    [
        "Сергей Викторович Лавров", "Мария Захарова", "Володимир Зеленський", "Анна Нестеренко", "Дмитрий Песков",
        "Ким Филби", "Марина Ким", "Сергей Ким", "Юлия Тен", "Пак Иван", "Олег Тян", "Нина Попова", "Анатолій Чорний",
        "Ирина Вереїна", "Ю. С. Ким",
        "Kim Jong Un", "김정은", "", "Ким", "42", "Ким 2", "Ким Чен Ын и другие лица",
    ],
)  # fmt: skip
def test_other_names_have_no_reading(name: str):
    assert CYRILLIC.of_cyrillic(name, "person") == ()


@pytest.mark.parametrize("kind", ["organisation", "ship"])
def test_bodies_and_ships_are_not_read(kind):
    assert CYRILLIC.of_cyrillic("Ким Чен Ын", kind) == ()


def test_the_door_gives_the_reading_beside_the_latin_one():
    systems = {r.system for r in NameReader().read("Ким Чен Ын", "person")}
    assert systems == {"latin", "korean"}


@given(st.text(max_size=60))
def test_no_text_fails(text: str):
    CYRILLIC.of_cyrillic(text)


def test_letters_of_other_alphabets_that_look_alike_and_marks_do_not_stop_the_reading():
    assert list(EasternWords()("Кiм Чен\u2010Ин")) == list(EasternWords()("Кім Чен Ин")) == [("ким", "чэн", "ын")]
    assert met("«Ким Чен Ын»", "김정은")
    assert met("Кім Джон'ин", "김정은")


@pytest.mark.skipif(not LISTS.exists(), reason="the real lists are not beside the repository")
def test_fewer_than_one_in_two_hundred_listed_persons_of_slavic_name_has_a_reading():
    found: set[str] = set()
    word = "[А-Яа-яЁёІіЇїЄєҐґi'’-]+"
    with (LISTS / "eu_oj_32014R0269.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["schema"] == "Person":
                found |= set(re.findall(f"{word}(?: {word})+", f"{row['name']}; {row['alias']}"))
    read = [name for name in sorted(found) if CYRILLIC.of_cyrillic(name, "person")]
    assert len(found) > 1500
    # Officers of the DPRK stand on the list as well.
    assert len(read) < 0.005 * len(found)


@pytest.mark.skipif(not LISTS.exists(), reason="the real lists are not beside the repository")
def test_listed_names_in_hangul_are_met_by_their_regular_spelling():
    with (LISTS / "eu_oj_32017R1509.csv").open(encoding="utf-8") as lines:
        cells = [f"{row['name']}; {row['alias']}" for row in csv.DictReader(lines) if row["schema"] == "Person"]
    found = sorted({name for cell in cells for name in re.findall("(?<![가-힣])[가-힣]{3}(?![가-힣])", cell)})
    assert len(found) > 30
    missed = [name for name in found if not met(" ".join(map(kontsevich, name)), name)]
    # One on the list has a family name that is a misprint.
    assert len(missed) <= 1
