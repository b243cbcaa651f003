"""Which scripts a text is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.scripts import scripts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong Un", ("latin",)),
        ("12/3", ()),
        ("", ()),
        ("김정은", ("hangul",)),
        ("金正恩 Kim", ("han", "latin")),
        ("Лавров", ("cyrillic",)),
        ("محمد", ("arabic",)),
        ("Müller", ("latin",)),
        ("Рutin", ("cyrillic", "latin")),
        ("Μητσοτάκης", ("greek",)),
        ("ბარაკ", ("georgian",)),
        ("𝐏𝐮𝐭𝐢𝐧", ("latin",)),
        ("高市早苗 たかいち", ("han", "kana")),
        ("नरेन्द्र", ("devanagari",)),
        ("€ № 5", ()),
    ],
)
def test_scripts_stand_in_the_order_of_their_first_letter(text: str, expected: tuple[str, ...]) -> None:
    assert scripts(text) == expected


@given(st.text(max_size=200))
def test_any_text_has_an_answer_without_repetition(text: str) -> None:
    found = scripts(text)
    assert len(set(found)) == len(found)
