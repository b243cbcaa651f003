"""Words are cut as the base model's tokeniser cut them, in time that grows with their length and no faster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_for_tests import SHIPPED, present

from patience import Within
from vetoproof.examine.learned.pieces import LONGEST, MOST, Pieces

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "sol", "##dier", "##s", "soldier", "cafe", "un", "##aff", "##able",
              ",", "-", "'", "—", "3", "##0", "000", "朝", "don", "t", "ab", "##ab", "x", "##x", "i", "a"]  # fmt: skip


def pieces() -> Pieces:
    return Pieces("\n".join(VOCABULARY) + "\n")


def cut(word: str) -> list[str]:
    return [VOCABULARY[n] for n in pieces().of(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("soldiers", ["soldier", "##s"]),
        ("Soldiers", ["soldier", "##s"]),
        ("unaffable", ["un", "##aff", "##able"]),
        ("Café", ["cafe"]),
        ("Cafe\u0301", ["cafe"]),
        ("don't", ["don", "'", "t"]),
        ("3,000", ["3", ",", "000"]),
        ("30—3", ["3", "##0", "—", "3"]),
        ("ab-ab", ["ab", "-", "ab"]),
        ("İ", ["i"]),
        ("朝朝", ["朝", "朝"]),
        ("a朝a", ["a", "朝", "a"]),
        ("朝鮮", ["朝", "[UNK]"]),
        ("so\u200bldier\u00ads", ["soldier", "##s"]),
        ("\ufeffab\u202e", ["ab"]),
        ("ab\u00a0ab", ["ab", "ab"]),
        ("ab\x00\ufffdab", ["ab", "##ab"]),
    ],
)
def test_a_word_is_the_pieces_that_the_method_gives(word: str, expected: list[str]) -> None:
    assert cut(word) == expected


@pytest.mark.parametrize("word", ["zebra", "unz", "", "\u200b", "\ufffd", " ", "\x07", "\u0301"])
def test_what_has_no_pieces_is_the_unknown_one(word: str) -> None:
    assert cut(word) == ["[UNK]"]


def test_a_part_that_cannot_be_cut_to_its_end_is_unknown_as_a_whole() -> None:
    assert cut("soldierz-ab") == ["[UNK]", "-", "ab"]


def test_a_part_is_cut_up_to_a_hundred_letters_and_a_word_up_to_its_most_pieces() -> None:
    assert cut("x" * (LONGEST + 1)) == ["[UNK]"]
    assert cut("x" * LONGEST) == ["x", *["##x"] * (MOST - 1)]
    assert cut("-" * 1000) == ["-"] * MOST


def test_a_vocabulary_without_the_marks_is_refused() -> None:
    with pytest.raises(KeyError):
        Pieces("a\nb\n")


@given(st.text(max_size=60))
def test_whatever_the_word_it_has_pieces_and_always_the_same(word: str) -> None:
    one = pieces()
    first = one.of(word)
    assert 1 <= len(first) <= MOST
    assert all(0 <= n < len(VOCABULARY) for n in first)
    assert one.of(word) == first == pieces().of(word)


@given(st.text(alphabet="abxsoldier", min_size=1, max_size=60))
def test_pieces_put_together_are_the_word(word: str) -> None:
    found = cut(word)
    if found != ["[UNK]"] and len(found) < MOST:
        assert "".join(p.removeprefix("##") for p in found) == word


@pytest.mark.parametrize(
    "word", ["." * 400_000, "a" * 400_000, "ab." * 130_000, "\u200b" * 400_000, "朝" * 400_000, "a " * 200_000]
)
def test_a_word_of_400_000_characters_is_cut_in_linear_time(within: Within, word: str) -> None:
    with within(10):  # linear cutting takes half a second; quadratic took minutes
        assert len(pieces().of(word)) <= MOST


def test_no_overlong_word_is_remembered() -> None:
    one = pieces()
    for n in range(200):
        one.of("x" * (LONGEST + 1 + n))
    assert not one._known


@present
@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        # Line numbers of the public vocabulary: "soldiers" is whole, "pyongyang" is p ##yon ##gy ##ang.
        ("Soldiers", [3548]),
        ("Pyongyang", [1052, 14001, 6292, 5654]),
        ("Café", [7668]),
        ("unaffable", [14477, 20961, 3468]),
        ("3,000", [1017, 1010, 2199]),
        ("朝鲜", [1874, 100]),
        ("—", [1517]),
    ],
)
def test_the_shipped_vocabulary_gives_the_base_models_numbers(word: str, numbers: list[int]) -> None:
    shipped = Pieces((SHIPPED / "vocab.txt").read_text(encoding="utf-8"))
    assert list(shipped.of(word)) == numbers
    assert (shipped.unknown, shipped.begin, shipped.end, shipped.mask) == (100, 101, 102, 103)
