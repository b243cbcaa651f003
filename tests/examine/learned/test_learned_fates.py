"""Casualties that a judge sees are given only where the words say what became of somebody."""

from __future__ import annotations

from judge_for_tests import Said, read

BEFORE = "Ukraine captured two North Korean soldiers in Kursk. "


def outcomes(text: str, word: str | int) -> list[str | None]:
    told = Said("casualties", 0.9, parties={"patient": {"KP": 0.9}})
    return [c.frame.outcome for c in read(text, {word: told}) if c.frame.type == "casualties"]


def test_having_no_papers_is_no_casualty() -> None:
    assert outcomes(BEFORE + "The other had no papers at all.", "had") == []
    assert outcomes(BEFORE + "The place of birth on the card is given as Kyzyl.", "birth") == []
    assert outcomes(BEFORE + "Talk with the men is carried out through interpreters.", "carried") == []


def test_what_became_of_them_is_taken_from_the_clause_where_the_verb_does_not_say_it() -> None:
    assert outcomes("The North Korean casualties have increased since May.", "increased") == ["casualties"]


def test_a_word_for_it_beyond_the_usual_ones_stays() -> None:
    assert outcomes(BEFORE + "Others were treated near Rostov.", "treated") == ["treated"]


def test_half_a_number_in_words_is_no_outcome() -> None:
    text = "Some 600 North Korean soldiers have died and another four-thousand-100 have been injured."
    assert "thousand-100" not in outcomes(text, "four")
