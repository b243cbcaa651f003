"""Counts over documents add up, and each says what it counts."""

from __future__ import annotations

import pytest
from gold_words import DENIAL, SHELLS, TEXT, TROOPS, claim, label, quantity, reading
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.gold import printed, scores, stories
from vetoproof.gold.labels import Entry
from vetoproof.gold.scores import Count
from vetoproof.gold.stories import averaged

ENTRY = Entry(doc="one.html", split="dev", story="a-1", kind="agency")


@pytest.fixture(scope="module")
def compared(comparer):
    """Found with a slot and the chain wrong; missed; a denial found; an extra; one out of scope on each side."""
    hedge = {"hedge": {"exact": "probably"}}
    labels = [
        label(SHELLS, "Ministry", **hedge, quantity=quantity(400, None, "at_least", "containers")),
        label(TROOPS, "Ministry", frame={"type": "troop_deployment"}),
        label(DENIAL, "Agency", "Kremlin", stance="denies"),
        label(TEXT, scope="out"),
    ]
    claims = [
        claim(SHELLS, "Kremlin", **hedge, quantity=quantity(400, 400, "exact", "boxes")),
        claim(DENIAL, "Agency", "Kremlin", stance="denies"),
        claim("The Gazette"),
        claim(TROOPS, scope="out"),
    ]
    return comparer.read(ENTRY, labels, reading(*claims))


def test_a_document_is_counted_slot_by_slot(compared):
    found = scores.of(compared)
    assert (found.claims, found.typed) == (Count(2, 3, 3), Count(2, 3, 3))
    assert (compared.missed, compared.extra) == ((1,), (2,))
    assert found.slots["low"] == Count(1, 1, 1)
    assert found.slots["high"] == Count(0, 1, 0)
    assert found.slots["unit"] == Count(1, 1, 1)
    assert found.chains == {1: Count(0, 1, 1), 2: Count(1, 1, 1)}
    assert (found.deep_chains, found.denials) == (Count(1, 1, 1), Count(1, 1, 1))
    assert (found.hedged, found.unhedged, found.unlocated) == (Count(1, 1, 1), Count(1, 1, 1), 0)
    assert compared.pairs[1].right
    assert not compared.pairs[0].right


def test_hedges_are_right_only_in_the_same_words_with_the_same_flag(comparer):
    def shares(said, read):
        labels = [label(SHELLS, **({"hedge": said} if said else {}))]
        found = scores.of(comparer.read(ENTRY, labels, reading(claim(SHELLS, **({"hedge": read} if read else {})))))
        return found.hedge_words.right

    assert shares({"exact": "an estimated"}, {"exact": "Estimated"})
    assert shares(None, None)
    assert not shares({"exact": "highly likely"}, {"exact": "likely"})
    assert not shares({"exact": "may", "modal": True}, {"exact": "may"})
    assert not shares(None, {"exact": "likely"})
    assert not shares({"exact": "likely"}, None)


def test_two_are_as_sure_whose_words_stand_for_the_same_probabilities_with_the_same_flag(comparer):
    def sure(said, read):
        labels = [label(SHELLS, **({"hedge": said} if said else {}))]
        found = scores.of(comparer.read(ENTRY, labels, reading(claim(SHELLS, **({"hedge": read} if read else {})))))
        return found.as_sure.right

    assert sure({"exact": "may", "modal": True}, {"exact": "may have", "modal": True})
    assert sure({"exact": "is believed"}, {"exact": "believed to"})
    assert sure(None, None)
    assert not sure({"exact": "may", "modal": True}, {"exact": "may"})
    assert not sure({"exact": "highly likely"}, {"exact": "may"})
    assert not sure({"exact": "smells right"}, {"exact": "has promised"})
    assert not sure(None, {"exact": "likely"})


def test_probabilities_are_compared_where_a_scale_gives_them(comparer):
    def found(read):
        labels = [label(SHELLS, "UK MoD", hedge={"exact": "highly likely"})]
        return scores.of(comparer.read(ENTRY, labels, reading(claim(SHELLS, "UK MoD", hedge=read))))

    scaled = {"exact": "highly likely", "scale": "PHIA", "low": 0.8, "high": 0.9}
    assert (found(scaled).scale, found(scaled).conveyed) == (Count(1, 1, 1), Count(1, 1, 1))
    assert found({"exact": "highly likely"}).scale == Count(0, 1, 1)
    assert found({"exact": "likely"}).conveyed == Count(0, 1, 1)


def test_a_document_that_was_not_read_is_missed_whole_and_counted(comparer):
    compared = comparer.read(ENTRY, [label(SHELLS)], reading(refused="set aside"))
    found = scores.of(compared)
    assert (found.refused, found.claims) == (1, Count(0, 0, 1))
    assert compared.refused == "set aside"


def test_documents_add_up_and_kinds_and_stories_are_told_apart(compared, comparer):
    other = comparer.read(Entry(doc="two.html", split="dev", kind="blog"), [label(SHELLS)], reading())
    total = scores.total([compared, other])
    assert (total.documents, total.claims) == (2, Count(2, 3, 4))
    assert {kind: one.documents for kind, one in scores.by_kind([compared, other]).items()} == {"agency": 1, "blog": 1}
    assert list(stories.by_story([compared, other])) == ["a-1", "two.html"]
    assert any("whole chains    0.500 (1/2)" in line for line in printed.whole([compared, other]))
    assert {kind for kind, _ in printed.differences(compared)} == {
        "chain", "extra", "missed", "slot comparator", "slot high", "slot speaker",
    }  # fmt: skip


counts = st.builds(
    lambda right, more, wanted: Count(right, right + more, right + wanted),
    st.integers(0, 5), st.integers(0, 5), st.integers(0, 5),
)  # fmt: skip


@given(counts)
def test_f1_is_the_harmonic_mean(count):
    p, r = count.precision, count.recall
    assert count.f1 == pytest.approx(2 * p * r / (p + r) if p + r else 0.0)


@given(st.lists(counts, min_size=1, max_size=6))
def test_the_interval_holds_the_mean_and_is_the_same_each_time(found):
    one = averaged(found)
    assert one == averaged(found)
    assert one.stories == sum(not count.empty for count in found)
    assert 0 <= one.low <= one.mean + 1e-3
    assert one.mean - 1e-3 <= one.high <= 1


def test_a_story_counts_once_however_many_documents_tell_it():
    found = averaged([Count(30, 30, 30), Count(0, 10, 10), Count()])
    assert (found.stories, found.mean, found.pooled) == (2, 0.5, 0.75)
    assert (found.low, found.high) == (0.0, 1.0)
