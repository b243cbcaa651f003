"""What is counted or sent and where, by the words that a judge points at; and nothing of the rules dropped uncounted."""

from __future__ import annotations

from judge_for_tests import Said, Told, read, reading

from vetoproof.examine.learned.reading import UNSEEN

GOODS = (
    "North Korea sent shells and trucks to Russia through Rajin. "
    "Some 200 of them reached Khasan by June, officials in Seoul said."
)


def item(said: Said) -> str | None:
    claim = next(c for c in read(GOODS, {"200": said}) if c.quantity)
    return claim.frame.item


def told(**points: list[tuple[str | int | None, float]]) -> Said:
    return Said("arms_transfer", 0.9, points=points, parties={"supplier": {"KP": 0.9}})


def test_the_item_is_the_noun_that_the_judge_points_at_where_it_is_sure() -> None:
    assert item(told(item=[("trucks", 0.8)])) == "trucks"
    assert item(told(item=[("shells", 0.9)])) == "shells"
    assert item(told(item=[("trucks", 0.3)])) == item(told())


def test_mentions_of_one_thing_are_taken_together() -> None:
    text = "Trucks left Rajin. Trucks came to Khasan, 200 of them from North Korea to Russia, he said."
    said = Said("arms_transfer", 0.9, points={"item": [(0, 0.3), (4, 0.3), ("Khasan", 0.4)]})
    assert next(c for c in read(text, {"200": said}) if c.quantity).frame.item == "trucks"


def test_a_bare_figure_counts_what_the_judge_points_at() -> None:
    claim = next(c for c in read(GOODS, {"200": told(item=[("trucks", 0.8)])}) if c.quantity)
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.unit) == (200, "trucks")


def test_the_place_is_the_one_that_the_judge_points_at() -> None:
    claim = next(c for c in read(GOODS, {"200": told(place=[("Rajin", 0.8)])}) if c.quantity)
    assert claim.frame.place is not None
    assert claim.frame.place.name == "Rajin"


def test_a_place_that_the_judge_sees_nowhere_is_left_out() -> None:
    claim = next(c for c in read(GOODS, {"200": told(place=[(None, 0.95)])}) if c.quantity)
    assert claim.frame.place is None


def test_what_a_rule_read_and_the_judge_did_not_take_is_counted_with_its_reason() -> None:
    text = "North Korea has sent 1,500 soldiers to Russia, the defence ministry in Seoul said."
    found = reading(text, Told({}))
    assert found.claims == ()
    assert [r.reason for r in found.rejected] == [UNSEEN]
    assert found.rejected[0].what.startswith("North Korea has sent 1,500 soldiers")


def test_what_hedges_is_the_word_beside_the_thing_that_the_judge_points_at() -> None:
    text = "According to preliminary data, six soldiers of North Korea were killed near Donetsk, the ministry said."
    (claim,) = read(text, {"six": Said("casualties", 0.9, points={"hedge": [("data", 0.95)]})})
    assert claim.hedge is not None
    assert claim.hedge.exact == "preliminary"
