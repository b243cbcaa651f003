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
