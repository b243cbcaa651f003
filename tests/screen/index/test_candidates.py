"""The stated bound of recall: no name that shares enough with the query is missed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import made, sound

from vetoproof.screen.index.candidates import Finder
from vetoproof.screen.index.segment import SYSTEMS
from vetoproof.screen.score.relation import Level, Relations

WORDS = [
    "kim",
    "kimm",
    "jong",
    "yong",
    "chol",
    "petrov",
    "petrof",
    "petrova",
    "sergei",
    "sergey",
    "namchongang",
    "trading",
    "bank",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=1, max_size=30), names, st.sampled_from([0.2, 0.5, 1.0, 2.0]))
def test_no_row_that_shares_information_of_at_least_t_is_missed(listed: list[str], query: str, least: float) -> None:
    index, background, reader = made(listed)
    found = set(Finder(index, background).find(reader.read(query, "person")[0], least, 10_000).rows.tolist())
    relations = Relations(sound)
    for row in range(index.rows):
        shared = 0.0
        for word in dict.fromkeys(query.split()):
            levels = [relations.level(word, part.key) for part in index.reading(row).parts]
            nearest = min(levels)
            if nearest != Level.NONE:
                shared += min(4.0, background.rarity(SYSTEMS[0], word, nearest))
        if shared >= least + 1e-3:
            assert row in found, (query, listed[row], shared)


def test_a_slip_of_the_pen_a_swap_and_a_missing_letter_are_found() -> None:
    index, background, reader = made(["Sergei Petrov", "Namchongang Trading", "Anna Bank"])
    finder = Finder(index, background)
    for typed, row in (("Sergei Pertov", 0), ("Sergei Petro", 0), ("Namchonggang Trading", 1), ("Namchogang Traidng", 1)):
        assert finder.find(reader.read(typed, "person")[0], 0.1, 5).rows.tolist()[0] == row


def test_two_words_that_differ_in_a_short_name_are_not_taken_for_a_slip() -> None:
    index, background, reader = made(["Un", "Il", "Li", "Lu"])
    assert Finder(index, background).find(reader.read("Un", "person")[0], 0.01, 5).rows.tolist() == [0]


def test_a_name_of_numbers_only_is_found_by_its_numbers() -> None:
    index, background, reader = made(["17", "18", "Petrov 17"])
    assert Finder(index, background).find(reader.read("17", "ship")[0], 0.01, 5).rows.tolist() == [0]


def test_the_best_candidate_comes_first_and_no_more_are_given_than_asked_for() -> None:
    index, background, reader = made(["Kim Jong Chol", "Kim Yong Chol", "Kim Jong", "Jong Bank"])
    found = Finder(index, background).find(reader.read("kim jong chol", "person")[0], 0.0, 2)
    assert len(found.rows) == 2
    assert found.rows.tolist()[0] == 0
    assert found.ranks.tolist() == sorted(found.ranks.tolist(), reverse=True)


def test_an_empty_index_and_an_unknown_word_give_nothing() -> None:
    empty, background, reader = made([])
    assert not len(Finder(empty, background).find(reader.read("kim", "person")[0], 0.0, 5).rows)
    index, background, reader = made(["Kim Jong"])
    assert not len(Finder(index, background).find(reader.read("zzzz", "person")[0], 0.5, 5).rows)
