"""Grades: contributions of independent bases, kept as intervals, each with its reasons."""

import msgspec
import pytest
from events_of import origin, row, view
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.analyze.grade import Grader, groups, in_words
from vetoproof.analyze.view import Speaker
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import Regime, SourceRow


def source(actor: str, **slots) -> SourceRow:
    return SourceRow(actor=actor, source="invented", limitation="invented", **slots)


@pytest.fixture
def grader(scales_pack: Pack):
    def of(*sources: SourceRow, parties=("XX", "YY"), allies=()) -> Grader:
        regime = Regime(id="t", title="t", parties=parties, allies=allies, scope=(), sources=sources)
        return Grader(Pack(regime=regime, languages={}, scales=scales_pack.scales, digest="t"))

    return of


def test_an_event_without_a_known_origin_cannot_be_judged(grader):
    grade = grader().grade(view((row("c"),)))
    assert (grade.source, grade.information) == ("F", "6")
    assert grade.likelihood_low is None
    assert grade.likelihood_words == "cannot be judged"
    assert grade.confidence == "low"


def test_the_parts_of_a_contribution_add_up_to_it(grader):
    grade = grader().grade(view((row("c", hedge="highly likely"),), (origin("AA Agency", "c"),)))
    (one,) = grade.contributions
    assert round(sum(p.low for p in one.parts), 4) == one.low
    assert round(sum(p.high for p in one.parts), 4) == one.high
    assert all(part.reason for part in one.parts)


def test_a_second_independent_basis_raises_the_grade_and_a_shared_one_does_not(grader):
    rows = (row("c1"), row("c2", "BB Agency", "BB"))
    alone = grader().grade(view(rows[:1], (origin("AA Agency", "c1"),)))
    apart = grader().grade(view(rows, (origin("AA Agency", "c1"), origin("BB Agency", "c2", "BB"))))
    shared = grader().grade(
        view(rows, (origin("AA Agency", "c1", shared_with=("BB Agency",)), origin("BB Agency", "c2", "BB")))
    )
    assert apart.likelihood_low > alone.likelihood_low
    assert (shared.likelihood_low, shared.likelihood_high) == (alone.likelihood_low, alone.likelihood_high)
    assert [c.counted for c in shared.contributions] == [True, False]


def test_the_denial_of_an_accused_party_moves_little_and_does_not_lower_the_digit(grader):
    said = row("c")
    denial = row("d", "XX Ministry", "XX", stance="denies")
    alone = grader().grade(view((said,), (origin("AA Agency", "c"),)))
    denied = grader().grade(
        view((said, denial), (origin("AA Agency", "c"),), denying_origins=(origin("XX Ministry", "d", "XX"),))
    )
    assert denied.information == alone.information
    assert 0 < alone.likelihood_low - denied.likelihood_low < 0.1
    assert any("party concerned" in reason for reason in denied.information_reasons)


def test_an_admission_against_interest_moves_much(grader):
    said = row("c")
    admission = row("a", "XX Ministry", "XX", stance="acknowledges")
    alone = grader().grade(view((said,), (origin("AA Agency", "c"),)))
    both = grader().grade(view((said, admission), (origin("AA Agency", "c"), origin("XX Ministry", "a", "XX"))))
    assert both.information == "1"
    assert both.likelihood_low > alone.likelihood_low + 0.1


def test_an_admission_takes_back_the_same_partys_earlier_denial_and_not_a_later_one(grader):
    def graded(day):
        rows = (
            row("c"),
            row("a", "XX Ministry", "XX", stance="acknowledges", published="2025-04-26"),
            row("d", "XX Ministry", "XX", stance="denies", published=day),
        )
        origins = (origin("AA Agency", "c"), origin("XX Ministry", "a", "XX"))
        return grader().grade(view(rows, origins, denying_origins=(origin("XX Ministry d", "d", "XX"),)))

    before = next(c for c in graded("2024-10-10").contributions if c.stance == "denies")
    after = next(c for c in graded("2025-06-01").contributions if c.stance == "denies")
    assert (before.counted, after.counted) == (False, True)
    assert "admission" in before.reason


def test_a_hedge_on_a_scale_counts_through_the_scale_and_others_through_the_survey(grader):
    scaled = row("c", hedge="highly likely", hedge_scale="PHIA", hedge_low=0.8, hedge_high=0.9)
    unscaled = row("c", hedge="highly likely")
    narrow = grader().grade(view((scaled,), (origin("AA Agency", "c"),))).contributions[0].parts[0]
    wide = grader().grade(view((unscaled,), (origin("AA Agency", "c"),))).contributions[0].parts[0]
    assert narrow.high - narrow.low < wide.high - wide.low
    assert "PHIA" in narrow.reason
    assert "survey" in wide.reason


def test_reliability_is_f_until_a_cited_record_supports_a_letter(grader):
    event = view((row("c"),), (origin("AA Agency", "c"),))
    assert grader().grade(event).source == "F"
    assert grader(source("AA Agency", reliability="B", cited="a record")).grade(event).source == "B"


STATES = st.sampled_from(["AA", "BB", "XX", "YY", "ZZ"])
SOURCES = st.builds(
    lambda letter, interest, fights: {"reliability": letter, "interest": interest, "belligerent": fights},
    st.sampled_from("ABCDEF"),
    st.lists(STATES, max_size=2, unique=True).map(tuple),
    st.booleans(),
)


@given(
    speakers=st.lists(
        st.tuples(STATES, st.sampled_from([None, "likely", "may"]), st.sampled_from(["asserts", "acknowledges"])),
        min_size=1,
        max_size=5,
    ),
    deniers=st.lists(STATES, max_size=2, unique=True),
    attributes=st.fixed_dictionaries(dict.fromkeys(("AA", "BB", "XX", "YY", "ZZ"), SOURCES)),
    swap=st.tuples(STATES, STATES),
)
def test_law_3_exchanging_the_names_and_attributes_of_two_states_exchanges_their_grades(
    scales_pack, speakers, deniers, attributes, swap
):
    one, other = swap
    mirror = {one: other, other: one}

    def flip(code):
        return mirror.get(code, code)

    def graded(rename):
        rows, origins, denying = [], [], []
        for i, (state, hedge, stance) in enumerate(speakers):
            rows.append(row(f"c{i}", f"{rename(state)} {i}", rename(state), hedge=hedge, stance=stance,
                            supplier=rename("XX"), recipient=rename("YY")))  # fmt: skip
            origins.append(origin(f"{rename(state)} {i}", f"c{i}", rename(state)))
        for i, state in enumerate(deniers):
            rows.append(
                row(
                    f"d{i}",
                    f"{rename(state)} d{i}",
                    rename(state),
                    stance="denies",
                    supplier=rename("XX"),
                    recipient=rename("YY"),
                )
            )
            denying.append(origin(f"{rename(state)} d{i}", f"d{i}", rename(state)))
        sources = tuple(
            source(o.actor, reliability=a["reliability"], cited="x", belligerent=a["belligerent"],
                   interest=tuple(rename(c) for c in a["interest"]))
            for o, a in [(o, attributes[mirrored(o, rename)]) for o in (*origins, *denying)]
        )  # fmt: skip
        regime = Regime(id="t", title="t", parties=(rename("XX"), rename("YY")), scope=(), sources=sources)
        grader = Grader(Pack(regime=regime, languages={}, scales=scales_pack.scales, digest="t"))
        return grader.grade(view(tuple(rows), tuple(origins), denying_origins=tuple(denying)))

    def mirrored(o, rename):
        return next(state for state in attributes if rename(state) == o.country)

    before, after = graded(lambda c: c), graded(flip)
    assert (before.source, before.information, before.likelihood_low, before.likelihood_high, before.confidence) == (
        after.source, after.information, after.likelihood_low, after.likelihood_high, after.confidence,
    )  # fmt: skip
    assert sorted((c.low, c.high, c.counted) for c in before.contributions) == sorted(
        (c.low, c.high, c.counted) for c in after.contributions
    )


def test_groups_are_connected_through_shared_bases_in_either_direction():
    a, b, c = origin("a", "1", shared_with=("b",)), origin("b", "2"), origin("c", "3")
    assert groups((a, b, c)) == [[0, 1], [2]]


def test_both_ends_of_a_likelihood_are_named():
    assert in_words(0.6, 0.99) == "likely to almost certain"
    assert in_words(0.6, 0.7) == "likely"


def test_a_longer_chain_weighs_no_more_than_a_shorter_one(grader):
    near = row("c")
    far = msgspec.structs.replace(near, chain=(Speaker("Daily", "outlet", None, None), *near.chain))
    weigh = grader()
    assert (
        weigh.grade(view((far,), (origin("AA Agency", "c"),))).likelihood_high
        <= weigh.grade(view((near,), (origin("AA Agency", "c"),))).likelihood_high
    )


def test_an_admission_told_by_an_unknown_outlet_or_through_an_unnamed_voice_is_no_admission(grader):
    def graded(*links):
        told = row(
            "a",
            "XX Ministry",
            "XX",
            stance="acknowledges",
            chain=(*links, Speaker("XX Ministry", "organisation", "XX Ministry", "XX")),
        )
        return grader().grade(view((told,), (origin("XX Ministry", "a", "XX"),)))

    known = Speaker("Daily", "outlet", "Daily", None)
    assert graded(known).contributions[0].admission
    assert not graded(Speaker("Enemy Daily", "outlet", None, None)).contributions[0].admission
    assert not graded(known, Speaker("anon:channel", "anonymous", None, None)).contributions[0].admission


def test_what_an_accuser_acknowledges_of_another_is_no_admission(grader):
    said = row("a", stance="acknowledges")
    assert not grader().grade(view((said,), (origin("AA Agency", "a"),))).contributions[0].admission


def test_allies_of_a_party_and_the_accuser_itself_do_not_dispute(grader):
    rows = (row("c"), row("d", "BY Ministry", "BY", stance="denies"), row("e", "AA Agency", "AA", stance="denies"))
    denying = (origin("BY Ministry", "d", "BY"), origin("AA Agency", "e", "AA"))
    event = view(rows, (origin("AA Agency", "c"),), denying_origins=denying)
    assert grader(allies=(("XX", "BY"),)).grade(event).information == "3"
