"""Which claims tell of one event."""

import pytest
from chronicle import Chronicle, pack, tell

from vetoproof.packs.pack import Pack


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


def test_cumulative_figures_of_one_flow_are_one_event_with_many_figures(invented: Pack) -> None:
    record = Chronicle([
        tell("a", "2024-02-01", "Daily > CC Agency", value=6700, unit="containers", item="containers", window="2023-07/"),
        tell("b", "2024-06-01", "Daily > DD Agency", value=10_000, unit="containers", item="containers", window="2023-09/"),
        tell("c", "2024-08-01", "Daily > CC Ministry", value=13_000, unit="containers", item="containers"),
        tell("d", "2024-08-01", "Daily > CC Ministry", value=6_000_000, unit="rounds", item="shells", document="c2"),
    ], invented)  # fmt: skip
    assert record.together("a", "b", "c", "d")
    assert {series.by for series in record.of("a").series} == {"CC Agency", "DD Agency", "CC Ministry"}


def test_two_equal_figures_of_two_bodies_over_two_windows_stay_two_figures(invented: Pack) -> None:
    record = Chronicle([
        tell("a", "2024-08-27", "Daily > CC Ministry", value=13_000, unit="containers", item="containers", window="2022-06/"),
        tell("b", "2024-10-18", "Mirror > CC Agency", value=13_000, unit="containers", item="containers", window="2023-08/"),
    ], invented)  # fmt: skip
    steps = [(s.by, step.window_from) for s in record.of("a").series for step in s.steps]
    assert sorted(steps) == [("CC Agency", "2023-08"), ("CC Ministry", "2022-06")]
    assert not record.of("a").relays


def test_food_is_not_arms_even_between_the_same_states(invented: Pack) -> None:
    record = Chronicle([
        tell("arms", "2024-02-01", "Daily > CC Agency", type="return_flow", item="shells"),
        tell("food", "2024-02-01", "Daily > CC Agency", type="return_flow", item="rice", document="other"),
    ], invented)  # fmt: skip
    assert not record.together("arms", "food")


def test_an_incident_at_a_place_is_not_casualties_in_general(invented: Pack) -> None:
    record = Chronicle([
        tell("six", "2024-10-04", "Daily > Elandgrad Post > anon:military source", type="casualties", patient="AA", value=6,
             when="2024-10-03", place="Rivertown"),
        tell("six undated", "2024-10-07", "Mirror > anon:source", type="casualties", patient="AA", value=6),
        tell("general", "2024-10-08", "Mirror > CC Ministry", type="casualties", patient="AA", hedge="highly likely"),
    ], invented)  # fmt: skip
    assert record.together("six", "six undated")
    assert not record.together("six", "general")


def test_totals_of_one_body_stay_one_series_with_and_without_a_place(invented: Pack) -> None:
    record = Chronicle([
        tell("here", "2024-12-19", "Daily > CC Agency", type="casualties", patient="AA", value=100, place="Hillford"),
        tell("total", "2025-04-30", "Daily > CC Agency", type="casualties", patient="AA", value=600),
        tell("others", "2025-06-15", "Daily > DD Agency", type="casualties", patient="AA", value=6000, place="Hillford"),
    ], invented)  # fmt: skip
    assert record.together("here", "total", "others")


def test_spans_of_one_day_join_and_another_day_is_another_event(invented: Pack) -> None:
    visit = {"type": "visit", "agent": "AA", "patient": "BB"}
    record = Chronicle([
        tell("a", "2024-06-20", "Daily", when="2024-06-19", **visit),
        tell("b", "2024-06-20", "Mirror > AA government", when="2024-06-18/2024-06-19", **visit),
        tell("c", "2024-09-02", "Mirror > BB government", when="2024-09-01", **visit),
    ], invented)  # fmt: skip
    assert record.together("a", "b")
    assert not record.together("a", "c")


def test_a_month_joins_the_only_day_that_fits_and_no_other(invented: Pack) -> None:
    visit = {"type": "visit", "agent": "AA", "patient": "BB"}
    june = tell("june", "2024-07-01", "Wire > CC Agency", when="2024-06-01/2024-06-30", **visit)
    first = tell("a", "2024-06-20", "Daily > AA government", when="2024-06-19", **visit)
    second = tell("b", "2024-06-28", "Daily > AA government", when="2024-06-27", **visit)
    assert Chronicle([june, first], invented).together("a", "june")
    both = Chronicle([june, first, second], invented)
    assert not both.together("a", "june")
    assert not both.together("b", "june")


def test_what_is_expected_is_not_what_happened(invented: Pack) -> None:
    record = Chronicle([
        tell("sent", "2024-10-08", "Daily > CC Ministry", type="troop_deployment"),
        tell("expected", "2024-10-08", "Daily > CC Ministry", type="troop_deployment", future=True, document="two"),
    ], invented)  # fmt: skip
    assert not record.together("sent", "expected")


def test_a_claim_without_a_role_joins_the_only_event_that_fits(invented: Pack) -> None:
    whole = tell("whole", "2024-02-01", "Daily > CC Agency", item="containers")
    ship = tell("ship", "2024-03-01", "Mirror > RUNE", item="containers", supplier=None, recipient=None)
    other = tell("other", "2024-02-01", "Daily > CC Agency", supplier="EE", recipient="FF", document="o", item="shells")
    assert Chronicle([whole, ship], invented).together("whole", "ship")
    assert not Chronicle([whole, ship, other], invented).together("whole", "ship")


def test_a_denial_answers_what_was_told_before_it(invented: Pack) -> None:
    claim = tell("claim", "2024-10-08", "Daily > CC Ministry", type="troop_deployment")
    after = tell("after", "2024-10-10", "Wire > AA government", type="troop_deployment", stance="denies")
    before = tell("before", "2024-10-01", "Wire > AA government", type="troop_deployment", stance="denies")
    record = Chronicle([claim, after, before], invented)
    assert record.of("claim").denying == ("after",)
    assert not record.together("claim", "before")
    assert "denied" in record.of("before").title


def test_a_denial_of_something_nobody_claimed_is_its_own_event_without_origins(invented: Pack) -> None:
    record = Chronicle([tell("no", "2024-10-10", "Wire > BB government", stance="denies")], invented)
    assert record.origins("no") == (0, 0)
    assert [o.label for o in record.of("no").denying_origins] == ["BB government"]


def test_an_event_bears_the_id_of_its_earliest_claim(invented: Pack) -> None:
    later, earlier = tell("later", "2024-10-08", "Daily > CC Agency"), tell("earlier", "2024-10-02", "Mirror > DD Agency")
    assert list(Chronicle([later, earlier], invented).dossiers) == ["earlier"]
