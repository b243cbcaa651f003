"""Two labellers agree by the matching that scores the reader, and kappa takes chance away."""

from __future__ import annotations

from gold_words import DENIAL, SHELLS, TEXT, TROOPS, label
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.gold.agreement import Both, agreement, figures, kappa, lines
from vetoproof.gold.scores import Count


def test_whoever_labels_alike_agrees_wholly(comparer):
    rows = (label(SHELLS, "Ministry"), label(DENIAL, "Kremlin", stance="denies"))
    found = agreement([Both(TEXT, rows, rows)], comparer)
    assert (found.claims, found.all_chains, found.hedges) == (Count(2, 2, 2), Count(2, 2, 2), Count(2, 2, 2))
    assert found.kappas["stance"].kappa == 1.0
    assert found.kappas["event"].kappa is None


def test_what_only_one_labelled_and_what_differs_is_counted(comparer):
    first = (label(SHELLS, "Ministry", frame={"supplier": "KP"}), label(TROOPS), label(TEXT, scope="out"))
    second = (label(SHELLS, "Agency", "Ministry", frame={"recipient": "RU"}),)
    found = agreement([Both(TEXT, first, second)], comparer)
    assert found.claims == Count(1, 1, 2)
    assert (found.slots["supplier"], found.slots["recipient"]) == (Count(0, 0, 1), Count(0, 1, 0))
    assert (found.either["supplier"], found.either["speaker"]) == (Count(0, 1, 1), Count(1, 1, 1))
    assert found.chains == {1: Count(0, 1, 1)}
    assert figures(found)["claims"]["f1"] == 0.6667
    assert any(line.startswith("  claims          F 0.667") for line in lines(found))


def test_kappa_is_what_the_textbook_gives():
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert (kappa(pairs).observed, kappa(pairs).expected, kappa(pairs).kappa) == (0.7, 0.5, 0.4)
    assert kappa([]).kappa is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_kappa_is_the_same_from_either_side_and_never_above_one(pairs):
    one, other = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert one == other
    assert one.kappa is None or one.kappa <= 1
