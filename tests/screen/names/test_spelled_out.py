"""Letters that are printed apart are words again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.names.reader import NameReader
from vetoproof.screen.names.spelled_out import together

READER = NameReader()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E v g e n y  P r i g o z h i n", "Evgeny Prigozhin"),
        ("E v g e n y P r i g o z h i n", "Evgeny Prigozhin"),
        ("E.v.g.e.n.y P.r.i.g.o.z.h.i.n", "Evgeny Prigozhin"),
        ("K I M   J O N G   U N", "KIM JONG UN"),
        ("K-I-M J-O-N-G U-N", "KIM JONG UN"),
        ("K I M J O N G U N", "KIMJONGUN"),
        ("Evgeny P R I G O Z H I N", "Evgeny PRIGOZHIN"),
        ("П р и г о ж и н", "Пригожин"),
        ("J. R. R. Tolkien", "J. R. R. Tolkien"),
        ("A P J A Kalam", "A P J A Kalam"),
        ("Kim Jong Un", "Kim Jong Un"),
        ("김 정 은 동 지", "김 정 은 동 지"),
        ("", ""),
    ],
)
def test_letters_apart_are_put_together(text: str, expected: str) -> None:
    assert together(text) == expected


@given(st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=2, max_size=4))
def test_a_name_spelled_with_wide_gaps_reads_as_the_name(words: list[str]) -> None:
    assert together("  ".join(" ".join(word) for word in words)) in (" ".join(words), "  ".join(" ".join(w) for w in words))


def test_a_person_whose_letters_are_apart_is_read_as_the_person() -> None:
    assert READER.read("E v g e n y  P r i g o z h i n", "person") == READER.read("Evgeny Prigozhin", "person")


def test_letters_apart_by_any_sign_and_unseen_signs_between_them_are_read():
    from vetoproof.screen.names.reader import NameReader

    reader = NameReader()
    plain = reader.read("Abdul Rahman Yasin", "person")
    for sign in ",/\u2022~|+:":
        assert together(sign.join("Abdul") + " " + sign.join("Rahman")) == "Abdul Rahman"
    for sign in "\x7f\x07\x00\u0489":
        assert reader.read(" ".join(sign.join(word) for word in ["Abdul", "Rahman", "Yasin"]), "person") == plain
    assert reader.read("Abdul\u2800Rahman\u2800Yasin", "person") == plain
