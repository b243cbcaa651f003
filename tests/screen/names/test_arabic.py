"""Names in Arabic letters and their romanisations have one reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.arabic import Arabic
from vetoproof.screen.names.reading import Part
from vetoproof.screen.names.tokens import Tokens

ARABIC, TOKENS = Arabic(), Tokens()


def native(text: str) -> tuple[Part, ...]:
    (reading,) = ARABIC.of_arabic(text)
    return reading.parts


def latin(text: str) -> tuple[Part, ...] | None:
    reading = ARABIC.of_latin(TOKENS(text).words)
    return None if reading is None else reading.parts


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("محمد بن سلمان", ["Mohammed bin Salman", "Muhammad ibn Salman"]),
        ("عبد الرحمن", ["Abd al-Rahman", "Abdulrahman", "Abdel Rahman", "Abdur Rehman", "Abdirahman", "Abdurrahman"]),
        ("عبدالله", ["Abdullah", "Abdallah", "Abd Allah"]),
        ("صدام حسين المجيد التكريتي", ["Saddam Hussein al-Majid al-Tikriti"]),
        ("سراج الدين جلال الدين حقانى", ["Sirajuddin Jallaloudine Haqqani"]),
        ("حبيب الله", ["Habibullah", "Habib Allah"]),
        ("سيف الدين", ["Sayf al-Din", "Saifuddin", "SAIF-AL-DIN"]),
        ("أبو بكر البغدادي", ["Abu Bakr al-Baghdadi", "Abubakr Baghdadi"]),
        ("علیرضا بلالی", ["Ali Reza Balali", "Alireza Balali"]),
        ("شمس الرحمن عبد الظاهر", ["Shams ur-Rahman Abdul Zahir"]),
        ("بشار الأسد", ["Bashar al-Assad", "Bashar Elassad", "Beşar Esad", "Bachar el-Assad"]),
        ("أيمن الظواهري", ["Ayman al-Zawahiri", "Eymen ez-Zevahiri", "Ayman Al-Zaouahri"]),
        ("ﻣﺤﻤﺪ", ["Mehmet"]),
        ("مُحَمَّد", ["Mohamed"]),
    ],
)
def test_romanisations_meet_the_name_in_its_own_script(text: str, spellings: list[str]) -> None:
    assert {native(text)} == {latin(spelling) for spelling in spellings}


@pytest.mark.parametrize(
    ("a", "b"), [("حسن", "حسين"), ("محمد", "محمود"), ("جمال", "جميل"), ("صالح", "صلاح"), ("عمر", "عامر"), ("بشار", "بشرى")]
)
def test_frequent_names_that_differ_in_vowels_stay_apart(a: str, b: str) -> None:
    assert native(a) != native(b)


@pytest.mark.parametrize("name", ["Vladimir Putin", "Kim Jong Un", "John Smith", "Olaf Scholz", "Nguyen Van Minh", "12", ""])
def test_names_of_other_kinds_have_no_such_reading(name: str) -> None:
    assert latin(name) is None


def test_text_without_arabic_letters_has_no_native_reading() -> None:
    assert list(ARABIC.of_arabic("Lavrov")) == []
    assert list(ARABIC.of_arabic("محمد", "ship")) == []


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=40))
def test_any_arabic_text_is_read_without_fault(text: str) -> None:
    for reading in ARABIC.of_arabic(text):
        assert all(p.key.isascii() and p.key.isalnum() for p in reading.parts)


@given(st.lists(st.from_regex("[a-z0-9]{1,12}", fullmatch=True), max_size=6))
def test_any_latin_words_are_read_without_fault(tokens: list[str]) -> None:
    for words in (tokens, ["muhammad", *tokens], ["abdul", *tokens]):
        reading = ARABIC.of_latin(words)
        assert reading is None or all(p.key.isascii() and p.key.isalnum() for p in reading.parts)
