"""Windows hold every word once and in order, and never more pieces than the encoder was told to take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.examine.learned.pieces import MOST, Pieces
from vetoproof.examine.learned.windows import PIECES, SHAPES, Window, quoted, shape, windows

CUTTER = Pieces("\n".join(["[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##a", "##b", "b", "."]))
WORDS = st.text(alphabet='ab.z\u200b“"', max_size=40)
PAGES = st.lists(st.lists(WORDS, max_size=30), max_size=8)


def made(paragraphs: list[list[str]], most: int = PIECES) -> list[Window]:
    return list(windows(CUTTER, paragraphs, most))


@given(PAGES, st.integers(MOST + 2, 60))
def test_every_word_stands_once_in_order_and_no_window_is_too_long(paragraphs: list[list[str]], most: int) -> None:
    found = made(paragraphs, most)
    words = [w for p in paragraphs for w in p]
    at = 0
    for window in found:
        assert window.first == at
        assert len(window.pieces) <= most
        assert window.pieces[0] == CUTTER.begin
        assert window.pieces[-1] == CUTTER.end
        assert len(window.starts) == len(window.shapes) == len(window.quotes) == sum(window.parts) > 0
        ends = [*window.starts[1:], len(window.pieces) - 1]
        for word, start, end in zip(words[at : at + len(window.starts)], window.starts, ends, strict=True):
            given_ = {"``": '"', "''": '"'}.get(word, word) or "."
            assert tuple(window.pieces[start:end]) == CUTTER.of(given_)
        at += len(window.starts)
    assert at == len(words)


@given(PAGES, st.integers(2 * MOST + 2, 60), st.integers(0, MOST))
def test_a_window_begins_with_the_last_words_of_the_one_before_and_answers_for_the_rest(
    paragraphs: list[list[str]], most: int, lead: int
) -> None:
    found = list(windows(CUTTER, paragraphs, most, lead))
    words = [w for p in paragraphs for w in p]
    at = 0
    for window in found:
        assert window.first + window.lead == at
        assert len(window.pieces) <= most
        assert len(window.starts) == len(window.shapes) == len(window.quotes) == sum(window.parts) > window.lead
        ends = [*window.starts[1:], len(window.pieces) - 1]
        assert (ends[window.lead - 1] - 1 if window.lead else 0) <= lead
        for word, start, end in zip(words[window.first :], window.starts, ends, strict=False):
            given_ = {"``": '"', "''": '"'}.get(word, word) or "."
            assert tuple(window.pieces[start:end]) == CUTTER.of(given_)
        at = window.first + len(window.starts)
    assert at == len(words)


@given(PAGES)
def test_the_parts_of_all_windows_are_the_paragraphs_where_nothing_is_cut(paragraphs: list[list[str]]) -> None:
    found = made(paragraphs, 100_000)
    assert len(found) == (1 if any(paragraphs) else 0)
    assert [n for w in found for n in w.parts] == ([len(p) for p in paragraphs] if found else [])


def test_whole_paragraphs_stay_together_while_they_fit() -> None:
    # 20 words of a piece each: two paragraphs and the two marks are 42 pieces, three are too many for 50.
    found = made([["a"] * 20] * 3, 50)
    assert [w.parts for w in found] == [[20, 20], [20]]
    assert [w.first for w in found] == [0, 40]


def test_a_paragraph_longer_than_a_window_is_cut_and_begins_one_of_its_own() -> None:
    found = made([["a"] * 5, ["a"] * 100, ["a"] * 5], 50)
    assert [w.parts for w in found] == [[5], [48], [48], [4, 5]]


def test_a_page_without_words_has_no_window() -> None:
    assert made([]) == []
    assert made([[], []]) == []


def test_two_thousand_paragraphs_of_a_word_share_windows() -> None:
    found = made([["a"]] * 2000)
    assert len(found) == -(-2000 // (PIECES - 2))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (".", 0),
        ("soldiers", 1),
        ("Seoul", 2),
        ("DPRK", 3),
        ("iPhone", 4),
        ("1,500", 5),
        ("KN-23", 5),
        ("“", 6),
        ('"', 6),
        ("A", 7),
    ],
)
def test_the_shape_of_a_word_is_what_an_uncased_model_does_not_see(word: str, expected: int) -> None:
    assert shape(word) == expected


@given(st.text(max_size=10))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape(word) < SHAPES


def test_what_stands_in_quotation_marks_is_told_apart() -> None:
    assert quoted(["He", "said", '"', "no", '"', "twice"]) == [0, 0, 1, 1, 1, 0]
    assert quoted(["“", "no", "”", "``", "yes", "''", "x"]) == [1, 1, 1, 1, 1, 1, 0]
