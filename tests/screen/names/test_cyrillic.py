"""Names in Cyrillic are read by the rules of the language that their letters show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.cyrillic import Cyrillic
from vetoproof.screen.names.letters import Letters

LETTERS = Letters()
CYRILLIC = Cyrillic()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сергей Шойгу", "sergey shoygu"),
        ("Щербаков Пётр", "shcherbakov petr"),
        ("Володимир Зеленський", "volodimir zelenskiy"),
        ("Сергій Володимирович Аксьонов", "serhiy volodymyrovych aksenov"),
        ("Євген Їжак", "yevhen yizhak"),
        ("Аляксандр Лукашэнка", "alyaksandr lukashenka"),
        ("Андрэй Шаўцоў", "andrey shawtsow"),
        ("Александар Вучић", "aleksandar vucic"),
        ("Ђорђе Љубичић", "djordje ljubicic"),
        ("Бойко Първанов", "boyko parvanov"),
        ("Қасым-Жомарт Тоқаев", "qasym zhomart toqaev"),
        ("Ќира Ѓорѓиевска", "kjira gjorgjievska"),
    ],
)
def test_each_language_has_its_own_values(text: str, expected: str) -> None:
    assert LETTERS(text) == expected


def test_the_language_is_told_by_letters_that_it_alone_has() -> None:
    assert CYRILLIC.language("їжак") == "ukrainian"
    assert CYRILLIC.language("шаўцоў") == "belarusian"
    assert CYRILLIC.language("вучић") == "serbian"
    assert CYRILLIC.language("първанов") == "bulgarian"
    assert CYRILLIC.language("объедков") == ""
    assert CYRILLIC.language("лавров") == ""


@given(st.text(st.characters(min_codepoint=0x400, max_codepoint=0x52F), max_size=40))
def test_every_cyrillic_word_becomes_ascii(word: str) -> None:
    assert LETTERS(word).replace(" ", "").isalnum() or not LETTERS(word)
