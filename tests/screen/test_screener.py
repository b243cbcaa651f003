"""Queries over real entries: who is found, who is not, and what is said of it."""

from __future__ import annotations

import random

import pytest
from listed import FACTS, KIT, asked, index_of, listing, read_list

from vetoproof.model import Identifier, ListedName, Match, Query
from vetoproof.screen.screener import Screener


def imo(number: str) -> tuple[Identifier, ...]:
    return (Identifier(kind="imo", value=number),)


def found(screener: Screener, query: Query, id_: str) -> Match | None:
    """What is said of one entry."""
    return next((m for m in screener.screen(query, screener.settings._replace(floor=0.0)) if m.id == id_), None)


def score(screener: Screener, query: Query, id_: str) -> float:
    match = found(screener, query, id_)
    return match.score if match else 0.0


def test_a_name_less_a_syllable_is_another_name_beside_each_alias_of_an_entry() -> None:
    spelled = (ListedName(text="Kim Hyok-ch'ol"), ListedName(text="Kim Hyok Chol", kind="alias"))
    screener = Screener(index_of([listing("K", names=spelled)]), KIT.reader, KIT.scorer, KIT.beside)
    whole, less = (screener.screen(Query(names=(name,), schema="Person"))[0] for name in ("Kim Hyok Chol", "Kim Hyok"))
    assert whole.match
    assert not less.match
    assert any("read by syllables, the names differ" in line for line in less.explanation)


@pytest.mark.parametrize(
    "name", ["Kim Jong Un", "Kim Chong-un", "김정은", "金正恩", "Ким Чен Ын", "KIM, Jong-Un", "Kim Jongun", "Gim Jeong-eun"]
)
def test_one_person_is_found_by_the_name_in_any_script_and_spelling(screener: Screener, name: str) -> None:
    best = screener.screen(asked(name))[0]
    assert (best.list, best.id) == ("ofac-sdn", "20157")
    assert best.match


@pytest.mark.parametrize("name", ["Kim Jong Il", "김정일", "Ким Чен Ир", "Kim Chol Un"])
def test_another_person_of_the_family_is_below_the_threshold_and_the_syllables_say_why(screener: Screener, name: str) -> None:
    match = found(screener, asked(name, "Person"), "20157")
    assert match is not None
    assert not match.match
    assert any("differ" in line for line in match.explanation), match.explanation


def test_a_ship_of_the_same_name_with_another_number_is_another_ship(screener: Screener) -> None:
    asked_ = asked("Maria", "Vessel", identifiers=imo("8517839"))
    match = found(screener, asked_, "36716")
    assert match is not None
    assert not match.match
    assert any("8517839" in line and "9617923" in line and "a party bears one" in line for line in match.explanation)
    assert screener.screen(asked_)[0].id != "36716"


def test_the_number_finds_the_ship_under_another_name(screener: Screener) -> None:
    best = screener.screen(asked("Wholly Different", "Vessel", identifiers=imo("IMO 9617923")))[0]
    assert best.id == "36716"
    assert best.match
    assert any("9617923 is equal, check digit right" in line for line in best.explanation)


def test_a_number_alone_finds_its_ship(screener: Screener) -> None:
    assert screener.screen(Query(identifiers=imo("9617923")))[0].id == "36716"


def test_a_number_whose_check_digit_is_wrong_contradicts_nothing(screener: Screener) -> None:
    wrong, without = asked("Maria E", "Vessel", identifiers=imo("9617924")), asked("Maria E", "Vessel")
    assert score(screener, wrong, "36716") == pytest.approx(score(screener, without, "36716"))


def test_a_birth_date_that_differs_lowers_and_one_that_agrees_raises_and_none_says_nothing(screener: Screener) -> None:
    same, none, other = (score(screener, asked("Kim Jong Un", birth_dates=d), "20157") for d in (("8.1.1984",), (), ("1950",)))
    assert same > none > other
    # That the entry has no date says nothing against a query that has one.
    index = index_of([listing("Kim Jong Un")])
    bare = KIT.screener(index)
    told, silent = asked("Kim Jong Un", birth_dates=("1950",)), asked("Kim Jong Un")
    assert score(bare, told, "Kim Jong Un") == score(bare, silent, "Kim Jong Un")


def test_countries_and_sex_weigh_when_both_sides_tell_them() -> None:
    plain = KIT.screener(index_of([listing("Ivan Petrov", gender="Male", nationalities=("Russia",))]))
    told = [
        score(plain, asked("Ivan Petrov", **others), "Ivan Petrov")  # type: ignore[arg-type]
        for others in ({"countries": ("ru",)}, {}, {"countries": ("Chile",)}, {"gender": "female"})
    ]
    assert told[0] > told[1] > told[2]
    assert told[1] > told[3]


def test_a_name_that_the_list_calls_weak_weighs_less_and_says_so() -> None:
    strong, weak = (KIT.screener(index_of([listing("Vasily Ogorodnikov", kind)])) for kind in ("alias", "weak"))
    query = asked("Vasily Ogorodnikov", "Person")
    assert score(weak, query, "Vasily Ogorodnikov") < score(strong, query, "Vasily Ogorodnikov")
    assert any("calls this name weak" in line for line in weak.screen(query)[0].explanation)


def test_the_best_of_several_names_is_shown() -> None:
    names = (ListedName(text="First Name", kind="primary"), ListedName(text="Vasily Ogorodnikov"))
    index = index_of([listing("x", names=names)])
    assert KIT.screener(index).screen(asked("Ogorodnikov Vasily"))[0].name == "Vasily Ogorodnikov"


def test_a_person_is_no_ship_and_an_unknown_kind_may_be_either(screener: Screener) -> None:
    assert "36716" not in [m.id for m in screener.screen(asked("Maria E", "Person"))]
    assert "36716" in [m.id for m in screener.screen(asked("Maria E"))]


QUERIES = [
    asked("Kim Jong Un"), asked("Yasin Baynah"), asked("Maria", identifiers=imo("9617923")), asked("Tanchon Bank"),
    asked("Mohammad Hassan Akhund"), asked("Petr Sidorov"), asked("Ri Won Ho", birth_dates=("1964",)),
    asked("Leader Hong Kong"),
]  # fmt: skip


def answers(screener: Screener, query: Query) -> list[tuple[str, str, float, tuple[str, ...]]]:
    settings = screener.settings._replace(limit=100)
    return sorted((m.list, m.id, m.score, m.explanation) for m in screener.screen(query, settings))


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_of_lists_nor_of_queries_changes_any_answer(screener: Screener, seed: int) -> None:
    shuffled = random.Random(seed)
    lists, queries = list(FACTS), list(QUERIES)
    shuffled.shuffle(lists)
    shuffled.shuffle(queries)
    other = KIT.screener(index_of(*(read_list(name) for name in lists)))
    got = {query.text: answers(other, query) for query in queries}
    assert got == {query.text: answers(screener, query) for query in QUERIES}


def test_a_list_that_is_added_changes_no_score_of_another_list(screener: Screener) -> None:
    alone = KIT.screener(index_of(read_list(FACTS[0])))
    for query in QUERIES:
        of_first = [one for one in answers(screener, query) if one[0] == "un"]
        assert answers(alone, query) == of_first


def test_the_prior_moves_scores_and_not_likelihood_ratios(screener: Screener) -> None:
    query = asked("Kim Yong Chol", "Person")
    usual = screener.settings
    low, high = (screener.screen(query, usual._replace(prior=p, floor=0.0)) for p in (1e-6, 1e-2))
    assert {m.id: m.likelihood_ratio for m in low} == {m.id: m.likelihood_ratio for m in high}
    assert all(a.score < b.score for a, b in zip(low, high, strict=True) if 0.0 < a.score < 1.0)


def test_a_floor_leaves_out_what_is_below_and_changes_nothing_above(screener: Screener) -> None:
    usual = screener.settings
    for query in QUERIES:
        every = screener.screen(query, usual._replace(limit=100))
        for floor in (0.01, 0.3, 0.48):
            kept = screener.screen(query, usual._replace(floor=floor, limit=100))
            # What a number or a date tells apart from a name that would match is shown however low it scores.
            assert [m for m in kept if m.score >= floor] == [m for m in every if m.score >= floor], (query.text, floor)


def test_the_limit_keeps_the_likeliest(screener: Screener) -> None:
    usual = screener.settings
    query = asked("Kim Yong Chol")
    every = screener.screen(query, usual._replace(limit=100))
    assert len(every) > 1
    assert [m.score for m in screener.screen(query, usual._replace(limit=1))] == [every[0].score]
    assert [m.score for m in every] == sorted((m.score for m in every), reverse=True)


@pytest.mark.parametrize("name", ["", "?", "—", "\u0000", "a", "7", "x" * 5000, "Ltd", "‮", "🙂", "the of and"])
def test_a_name_of_nothing_much_is_answered(screener: Screener, name: str) -> None:
    assert all(0.0 <= m.score <= 1.0 for m in screener.screen(asked(name)))


def test_an_entry_is_found_by_its_list_and_id(screener: Screener) -> None:
    entry = screener.entry("ofac-sdn", "36716")
    assert entry is not None
    assert entry.name == "MARIA E"
    assert screener.entry("ofac-sdn", "0") is None
