"""A statement's date is never the event's, whatever a judge points at."""

from __future__ import annotations

from judge_for_tests import Said, read


def test_a_date_beside_a_verb_of_saying_is_not_taken_though_the_judge_points_at_it() -> None:
    text = "On 8 October 2024 the minister in Seoul told lawmakers that six officers of North Korea were killed near Donetsk."
    said = Said("casualties", 0.9, points={"period": [("October", 0.95)]})
    (claim,) = read(text, {"six": said})
    assert claim.period is None


def test_a_date_of_the_event_is_taken_where_the_judge_points_at_it() -> None:
    text = "The minister in Seoul told lawmakers that six officers of North Korea were killed near Donetsk on 3 October 2024."
    said = Said("casualties", 0.9, points={"period": [("October", 0.95)]})
    (claim,) = read(text, {"six": said})
    assert claim.period is not None
    assert claim.period.from_ == "2024-10-03"


def test_a_clause_that_two_words_stand_for_is_one_claim() -> None:
    text = "On 14 January 2025, Russia hit Ukraine with at least six missiles of North Korea, the prosecutor said."
    found = read(text, {"hit": Said("attack", 0.9), "at": Said("attack", 0.9)})
    assert [c.quantity.low for c in found if c.quantity] == [6]
    assert len(found) == 1


def test_the_day_on_which_evidence_appeared_is_not_the_day_of_the_strike() -> None:
    text = "The first evidence that Russia used missiles of North Korea, including against Kharkiv, appeared in early January."
    found = read(text, {"used": Said("attack", 0.9), "appeared": Said("attack", 0.9, points={"period": [("January", 0.95)]})})
    assert [(c.frame.type, c.period) for c in found] == [("attack", None)]


def test_a_figure_written_half_in_words_is_no_outcome() -> None:
    text = (
        "The agency says 600 soldiers of North Korea died fighting for Russia and another four-thousand-100 have been injured."
    )
    (claim,) = read(text, {"another": Said("casualties", 0.9)})
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.frame.outcome) == (4100, "injured")


def test_a_state_hedges_nothing_by_finding_or_confirming() -> None:
    text = "The agency in Seoul said that it found that North Korea sent soldiers to Russia and possibly shells."
    for word in ("found", "said"):
        (claim, *_) = read(text, {"sent": Said("troop_deployment", 0.9, points={"hedge": [(word, 0.95)]})})
        assert claim.hedge is None


def test_a_date_beside_what_is_counted_is_its_date_though_the_parse_hangs_it_on_a_verb_of_saying() -> None:
    text = "A daily in Seoul says tankers of North Korea loaded at Vostochny 27 times in March 2024."
    said = Said("petroleum_transfer", 0.9, points={"period": [("March", 0.95)]})
    (claim,) = read(text, {"27": said})
    assert claim.period is not None
    assert claim.period.from_ == "2024-03"


def test_since_is_never_when_something_was_told() -> None:
    text = "Since 2022, it informed him, 272 citizens of Ghana have been lured into the army of Russia."
    (claim,) = read(text, {"272": Said("recruitment", 0.9, points={"period": [("2022", 0.95)]})})
    assert claim.period is not None
    assert (claim.period.from_, claim.period.to) == ("2022", None)
