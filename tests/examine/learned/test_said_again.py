"""A page says a claim twice in other words: the network points from the one to the other, and they are one claim."""

from __future__ import annotations

from judge_for_tests import Said, read

TEXT = (
    "Seoul counts 200 guns sent to Russia by North Korea.\n\nSome 200 howitzers of North Korea have gone, "
    "the ministry in Seoul said."
)


FIRST, SECOND = 2, 12
"""The words of the two figures."""


def found(odds: float, second: str = "200") -> list[tuple[float | None, int]]:
    told = Said("arms_transfer", 0.9, points={"again": [(SECOND, odds), (None, 1 - odds)]})
    text = TEXT.replace("Some 200", f"Some {second}")
    read_ = read(text, {FIRST: told, SECOND: Said("arms_transfer", 0.9)})
    return [(c.quantity.low, len(c.also)) for c in read_ if c.quantity]


def test_a_figure_said_again_loosely_is_one_claim() -> None:
    assert found(0.9) == [(200, 1)]


def test_two_figures_stay_two_where_the_network_does_not_say_so() -> None:
    assert [low for low, _ in found(0.05)] == [200, 200]


def test_other_numbers_are_never_one_claim() -> None:
    assert [low for low, _ in found(0.95, "300")] == [200, 300]


def test_two_who_are_each_named_for_a_figure_stay_two() -> None:
    text = (
        "Guns move by rail.\n\nSeoul said that North Korea had sent 200 guns to Russia.\n\n"
        "Kyiv said that North Korea had sent 200 guns to Russia.\n"
    )
    told = Said("arms_transfer", 0.9, points={"again": [(24, 0.9), (None, 0.1)]})
    claims = [c for c in read(text, {12: told, 24: Said("arms_transfer", 0.9)}) if c.quantity]
    assert [c.chain[-1].speaker for c in claims] == ["KR government", "UA government"]


def test_two_claims_of_one_speaker_in_which_nothing_differs_stay_two_unless_the_network_takes_them_for_one() -> None:
    text = (
        "Seoul said that its ships carry weapons to the Russians.\n\nNorth Korea has sent Russia 200 guns by rail, "
        "Seoul said.\n"
    )
    words = text.replace(".", " .").replace(",", " ,").split()
    first, second = words.index("carry"), words.index("200")
    for again, count in ((0.02, 2), (0.9, 1)):
        told = Said("arms_transfer", 0.9, points={"again": [(second, again), (None, 1 - again)]})
        assert len(read(text, {first: told, second: Said("arms_transfer", 0.9)})) == count
