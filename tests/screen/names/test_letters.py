"""Any writing becomes words of small ASCII letters, and what only looks different becomes the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patience import Within
from vetoproof.packs.name_table import name_table, rows
from vetoproof.screen.names.letters import LONGEST, Letters

LETTERS = Letters()
LETTERS("Ж Ω ß é 金")  # Tables are loaded before anything is timed.
PRINTED = re.compile("(?:[a-z0-9]+(?: [a-z0-9]+)*)?")
NAMES = ("vladimir", "lavrov", "rosneft", "kuznetsov", "hamdan", "petroleum", "kim", "schmidt", "oceanic")
TO_LATIN = {value: letter for letter, (value, *_) in rows(name_table("letters")["lookalikes_cyrillic"]) if len(value) == 1}
SAFE = {latin: cyrillic for latin, cyrillic in TO_LATIN.items() if cyrillic in "асеорхуікмтвнјѕ"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller & Söhne", "muller and sohne"),
        ("O'Brien", "obrien"),
        ("Łódź", "lodz"),
        ("Ağaoğlu Şişli İstanbul ıssız", "agaoglu sisli istanbul issiz"),
        ("Həsən Cəfərov, Xəlilov Qəzənfər", "hasan jafarov khalilov gazanfar"),
        ("Straße", "strasse"),
        ("Đorđe Þór Ægir Øystein", "dorde thor aegir oystein"),
        ("Сергей Викторович Лавров", "sergey viktorovich lavrov"),
        ("Κυριάκος Μητσοτάκης", "kyriakos mitsotakis"),
        ("Παύλος Μπουτάρης", "pavlos boutaris"),
        ("ბარაკ ობამა", "barak obama"),
        ("习近平", "xi jin ping"),
        ("नरेन्द्र मोदी", "narendr modi"),
        ("𝐕𝐥𝐚𝐝𝐢𝐦𝐢𝐫 Ｐｕｔｉｎ", "vladimir putin"),
        ("R0sneft 2000", "rosneft 2000"),
        ("Pu\u200btin\u00ad", "putin"),
        ("Poor's Company’s", "poor company"),
        ("«БАЙКАЛ»", "baykal"),
        ("...", ""),
        ("🚢", ""),
    ],
)
def test_a_name_is_read_in_small_latin_letters(text: str, expected: str) -> None:
    assert LETTERS(text).replace("  ", " ") == expected


def test_a_word_that_mixes_alphabets_is_read_in_the_one_that_alone_has_some_of_its_letters() -> None:
    assert LETTERS("Рutin") == "putin"
    assert LETTERS("Лaвpoв") == LETTERS("Лавров") == "lavrov"
    assert LETTERS("Ρutin") == "putin"
    assert LETTERS("ΜAIΑ-1") == "maia 1"


@given(st.sampled_from(NAMES), st.data())
def test_look_alikes_in_a_latin_word_change_nothing(name: str, data: st.DataObject) -> None:
    places = [i for i, letter in enumerate(name) if letter in SAFE]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=len(places)))
    written = "".join(SAFE[letter] if i in chosen else letter for i, letter in enumerate(name))
    if all(letter in SAFE for letter in name):
        return
    assert LETTERS(written) == name


@given(st.text(max_size=80))
def test_letters_of_letters_are_the_same_and_nothing_else_is_left(text: str) -> None:
    found = LETTERS(text)
    assert PRINTED.fullmatch(found)
    assert LETTERS(found) == found


@given(st.sampled_from(("Ä", "ß", "Ж", "金", "김", "م", "a\u0301", "ﷺ", "\u200d", "İ", "0a", "ş'", "क", "🏴", "\ud800")))
@settings(max_examples=20, deadline=None)
def test_ten_thousand_characters_are_read_within_a_fraction_of_a_second(within: Within, piece: str) -> None:
    with within(0.5):
        LETTERS(piece * (10_000 // len(piece)))


def test_what_stands_beyond_the_longest_name_is_left_out() -> None:
    assert len(LETTERS("a" * 5 * LONGEST)) == LONGEST
