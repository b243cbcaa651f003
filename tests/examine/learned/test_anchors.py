"""Where a judge sees a claim: its probabilities are added up by figure and by clause before they are held against the least."""

from __future__ import annotations

from judge_for_tests import Said, Told, walked

from vetoproof.examine.learned.anchors import LEAST, Anchor, anchors

TEXT = "Seoul counted 1,500 soldiers and Kyiv mourned the dead, while Oslo waited."


def found(said: dict[str | int, Said], text: str = TEXT, ruled: frozenset[str] = frozenset()) -> list[Anchor]:
    scene, _, sheet = walked(text)
    opinion = next(iter(Told(said).read(sheet)))
    return anchors(scene, sheet, opinion, frozenset(sheet.tokens[sheet.words.index(w)] for w in ruled))


def words(given: list[Anchor]) -> list[str]:
    return [anchor.token.text for anchor in given]


def test_a_judge_that_sees_nothing_anchors_nothing() -> None:
    assert found({}) == []


def test_a_word_below_the_least_is_no_anchor_and_one_at_it_is() -> None:
    assert found({"waited": Said("visit", LEAST - 0.01)}) == []
    assert words(found({"waited": Said("visit", LEAST + 0.01)})) == ["waited"]


def test_what_is_spread_over_a_figure_is_added_up() -> None:
    spread = found({"1,500": Said("casualties", 0.25), "soldiers": Said("casualties", 0.2)})
    assert words(spread) == ["1,500"]
    assert abs(spread[0].odds - 0.45) < 1e-6
    assert spread[0].figure is not None
    assert (spread[0].figure.value.low, spread[0].figure.value.high) == (1500, 1500)


def test_what_is_spread_over_a_clause_is_added_up_and_other_clauses_stay_apart() -> None:
    spread = found({"mourned": Said("casualties", 0.25), "dead": Said("casualties", 0.3), "waited": Said("visit", 0.3)})
    assert words(spread) == ["dead"]
    assert spread[0].figure is None


def test_faint_doubts_do_not_add_up_to_a_claim() -> None:
    assert found({word: Said("casualties", 0.04) for word in ("Kyiv", "mourned", "the", "dead")}) == []


def test_between_near_equals_the_word_that_the_rules_read_stands() -> None:
    said: dict[str | int, Said] = {"mourned": Said("casualties", 0.4), "dead": Said("casualties", 0.5)}
    assert words(found(said)) == ["dead"]
    assert words(found(said, ruled=frozenset({"mourned"}))) == ["mourned"]


def test_a_probability_is_never_more_than_one_and_anchors_come_in_the_order_of_the_text() -> None:
    given = found({"waited": Said("visit", 0.9), "mourned": Said("casualties", 0.9), "dead": Said("casualties", 0.9)})
    assert words(given) == ["mourned", "waited"]
    assert [round(a.odds, 6) for a in given] == [1.0, 0.9]


def test_a_number_of_which_nothing_shows_what_it_counts_is_the_figure_of_the_claim_that_the_judge_sees_at_it() -> None:
    text = "Seoul has a list of those who fought. Killed: twelve, in one month of war."
    (anchor,) = found({"twelve": Said("casualties", 0.9)}, text)
    assert anchor.figure is not None
    assert (anchor.figure.value.low, anchor.figure.value.high, anchor.figure.value.unit) == (12, 12, "")


def test_no_judge_makes_a_figure_of_a_year_an_age_or_a_calibre() -> None:
    text = "In Seoul Ann, 29, said in 2024 that a 122-mm rocket fell."
    for word in ("29", "2024", "122"):
        given = found({word: Said("casualties", 0.9)}, text)
        assert [one.figure for one in given] in ([None], [])
